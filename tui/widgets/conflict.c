#include "tui/widgets/conflict_int.h"

#include <stdalign.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"

/* ---- which fields differ ----------------------------------------------------------------- */

size_t conflict_memory(const struct field *fields)
{
	size_t size = form_memory(fields), align = alignof(struct conflict_line);

	size += (align - size % align) % align;
	return size + form_slots(fields) * sizeof(struct conflict_line);
}

const char *conflict_value(const struct form_store *store, const struct form_slot *slot)
{
	char name[FORM_NAME];
	const char *value;

	form_name(slot, name);
	value = store->get(store->who, name);
	return value != NULL ? value : "";
}

static bool choose(struct conflict *conflict, struct conflict_line *line, enum side side);

/* Two stores have other values, somewhere in a group and number. */
static bool differ(const struct form_slot *first, const struct form_store *a,
	const struct form_store *b)
{
	for (size_t i = 0; i < first->members; i++)
		if (strcmp(conflict_value(a, &first[i]), conflict_value(b, &first[i])) != 0)
			return true;
	return false;
}

static bool has_default(const struct form_slot *first)
{
	for (size_t i = 0; i < first->members; i++)
		if (first[i].field->flags & FIELD_NO_DEFAULT)
			return false;
	return true;
}

/* A group and number is somebody, or something: nobody is made of two halves. */
static void add_line(struct conflict *conflict, size_t n)
{
	const struct conflict_options *options = &conflict->options;
	const struct form_slot *first = &conflict->form.slots[n];
	struct conflict_line *line = &conflict->lines[conflict->count];
	bool by_me = differ(first, &options->mine, &options->before);
	bool by_them = differ(first, &options->form.store, &options->before);

	if (!differ(first, &options->mine, &options->form.store))
		return;
	*line = (struct conflict_line){ .slot = n };
	conflict->count++;
	if (!(by_me && by_them) && has_default(first))
		choose(conflict, line, by_me ? SIDE_MINE : SIDE_THEIRS);
}

void conflict_open(struct conflict *conflict, const struct conflict_options *options)
{
	size_t all = conflict_memory(options->form.fields);
	size_t lines = form_slots(options->form.fields) * sizeof(struct conflict_line);

	*conflict = (struct conflict){ .options = *options };
	form_open(&conflict->form, &options->form);
	conflict->lines =
		(struct conflict_line *)(void *)((char *)options->form.memory + all - lines);
	conflict->form.tried = true; /* what is wrong counts from the start */
	for (size_t n = 0; n < conflict->form.count; n += conflict->form.slots[n].members)
		add_line(conflict, n);
}

void conflict_say(struct conflict *conflict, const char *sentence)
{
	text_copy(conflict->said, sizeof conflict->said, sentence);
}

void conflict_close(struct conflict *conflict)
{
	form_close(&conflict->form);
	*conflict = (struct conflict){ 0 };
}

size_t conflict_open_lines(const struct conflict *conflict)
{
	size_t open = 0;

	for (size_t n = 0; n < conflict->count; n++)
		open += conflict->lines[n].side == SIDE_NONE;
	return open;
}

/* ---- choosing ---------------------------------------------------------------------------- */

/* Theirs, then mine behind it, in the memory of the field. */
static bool join(struct conflict *conflict, struct form_slot *slot)
{
	const char *theirs = conflict_value(&conflict->options.form.store, slot);
	const char *mine = conflict_value(&conflict->options.mine, slot);
	const struct input_event enter = { .key = INPUT_ENTER };
	const struct input_event more = {
		.key = INPUT_PASTE, .text = mine, .text_len = strlen(mine)
	};

	return editor_set(&slot->editor, theirs) &&
		editor_key(&slot->editor, &enter, conflict->said) == EDITOR_CHANGED &&
		editor_key(&slot->editor, &more, conflict->said) == EDITOR_CHANGED;
}

/* What mine has in one group and number goes into the form's, of that number or another. */
static bool take_mine(struct conflict *conflict, const struct form_slot *from, struct form_slot *to)
{
	char small[FORM_SMALL];

	for (size_t i = 0; i < from->members; i++) {
		if (!editor_set(&to[i].editor,
			    form_typed(&conflict->form, from[i].field,
				    conflict_value(&conflict->options.mine, &from[i]), small))) {
			text_copy(conflict->said, sizeof conflict->said,
				_("It is longer than this program can save: take theirs."));
			return false;
		}
		to[i].fixed = false;
		to[i].given = true;
	}
	return true;
}

static void take_theirs(struct conflict *conflict, struct form_slot *first)
{
	char small[FORM_SMALL];

	for (size_t i = 0; i < first->members; i++) {
		first[i].fixed = !editor_set(&first[i].editor,
			form_stored(&conflict->form, &first[i], small));
		first[i].given = false;
	}
}

static bool is_spare(const struct conflict *conflict, const struct form_slot *first)
{
	for (size_t n = 0; n < conflict->count; n++)
		if (conflict->lines[n].spare == first)
			return true;
	return false;
}

/* A number that nobody has used: not before, not now; NULL: there is none. */
static struct form_slot *find_spare(const struct conflict *conflict, const struct form_slot *first)
{
	const struct form *form = &conflict->form;
	const struct conflict_options *options = &conflict->options;

	for (size_t n = first->group; n < form->count && form->slots[n].group == first->group;
		n += first->members)
		if (!form_instance_filled(form, &form->slots[n]) &&
			!is_spare(conflict, &form->slots[n]) &&
			!differ(&form->slots[n], &options->mine, &options->form.store) &&
			!differ(&form->slots[n], &options->before, &options->form.store))
			return &form->slots[n];
	return NULL;
}

/* Both sides of a group and number: theirs where they are, mine under the next free number. */
static bool take_both(struct conflict *conflict, struct conflict_line *line)
{
	struct form_slot *first = &conflict->form.slots[line->slot];

	if (first->nth == 0 && first->field->type == FIELD_LONG)
		return join(conflict, first);
	line->spare = first->nth > 0 ? find_spare(conflict, first) : NULL;
	if (line->spare != NULL)
		return take_mine(conflict, first, line->spare);
	text_copy(conflict->said, sizeof conflict->said,
		first->nth > 0 ? _("There is no room for one more: m takes mine, t theirs.") :
				 _("Both cannot be kept here: m takes mine, t theirs."));
	return false;
}

static bool apply(struct conflict *conflict, struct conflict_line *line, enum side side)
{
	struct form_slot *first = &conflict->form.slots[line->slot];

	if (line->spare != NULL)
		take_theirs(conflict, line->spare);
	line->spare = NULL;
	take_theirs(conflict, first);
	return side == SIDE_MINE  ? take_mine(conflict, first, first) :
		side == SIDE_BOTH ? take_both(conflict, line) :
				    true;
}

/* False, after saying why: it cannot be taken, and is as it was. */
static bool choose(struct conflict *conflict, struct conflict_line *line, enum side side)
{
	if (!apply(conflict, line, side)) {
		apply(conflict, line, line->side);
		return false;
	}
	line->side = side;
	return true;
}

/* To the next one that is not chosen. */
static void go_open(struct conflict *conflict)
{
	for (size_t i = 1; i < conflict->count; i++) {
		size_t n = (conflict->focus + i) % conflict->count;

		if (conflict->lines[n].side == SIDE_NONE) {
			conflict_go(conflict, n);
			return;
		}
	}
}

static bool is_empty(const struct form_slot *first, const struct form_store *store)
{
	for (size_t i = 0; i < first->members; i++)
		if (conflict_value(store, &first[i])[0] != '\0')
			return false;
	return true;
}

/* Of something and nothing both are the something. */
static enum side both_of(const struct conflict *conflict, const struct conflict_line *line)
{
	const struct form_slot *first = &conflict->form.slots[line->slot];

	if (first->nth == 0 && first->field->type != FIELD_LONG)
		return SIDE_BOTH;
	if (is_empty(first, &conflict->options.mine))
		return SIDE_THEIRS;
	return is_empty(first, &conflict->options.form.store) ? SIDE_MINE : SIDE_BOTH;
}

bool conflict_offers_both(const struct conflict *conflict)
{
	const struct conflict_line *line = &conflict->lines[conflict->focus];
	const struct form_slot *first;

	if (conflict->focus >= conflict->count || both_of(conflict, line) != SIDE_BOTH)
		return false;
	first = &conflict->form.slots[line->slot];
	return first->nth == 0 ? first->field->type == FIELD_LONG :
				 line->spare != NULL || find_spare(conflict, first) != NULL;
}

static enum conflict_result take(struct conflict *conflict, enum side side)
{
	struct conflict_line *line = &conflict->lines[conflict->focus];

	if (conflict->focus >= conflict->count)
		return CONFLICT_STAYS;
	if (!line->seen)
		text_copy(conflict->said, sizeof conflict->said,
			_("Read all of it first: PgDn shows more."));
	else if (choose(conflict, line, side == SIDE_BOTH ? both_of(conflict, line) : side))
		go_open(conflict);
	return CONFLICT_STAYS;
}

/* What was chosen does not go together; it says why. What both have is no matter of it. */
static bool is_wrong(struct conflict *conflict, const struct form_slot *first)
{
	const size_t at = (size_t)(first - conflict->form.slots);
	struct form_finding finding;
	bool wrong = false;

	for (size_t i = 0; i < first->members && !wrong; i++)
		wrong = form_says(&conflict->form, at + i, &finding) == FIELD_WRONG;
	if (wrong)
		text_copy(conflict->said, sizeof conflict->said, finding.sentence);
	explicit_bzero(&finding, sizeof finding);
	return wrong;
}

static bool find_wrong(struct conflict *conflict)
{
	for (size_t n = 0; n < conflict->count; n++) {
		const struct conflict_line *line = &conflict->lines[n];

		if (is_wrong(conflict, &conflict->form.slots[line->slot]) ||
			(line->spare != NULL && is_wrong(conflict, line->spare))) {
			conflict_go(conflict, n);
			return true;
		}
	}
	return false;
}

/* What was chosen for her, too. */
static bool find_unseen(struct conflict *conflict)
{
	for (size_t n = 0; n < conflict->count; n++)
		if (!conflict->lines[n].seen) {
			conflict_go(conflict, n);
			text_copy(conflict->said, sizeof conflict->said,
				_("Nothing is saved yet: read all of this first. PgDn shows "
				  "more."));
			return true;
		}
	return false;
}

static enum conflict_result save(struct conflict *conflict)
{
	if (conflict_open_lines(conflict) == 0)
		return find_unseen(conflict) || find_wrong(conflict) ? CONFLICT_STAYS :
								       CONFLICT_SAVE;
	if (conflict->lines[conflict->focus].side != SIDE_NONE)
		go_open(conflict);
	text_copy(conflict->said, sizeof conflict->said,
		_("Nothing is saved yet: choose one for each field first."));
	return CONFLICT_STAYS;
}

enum conflict_result conflict_key(struct conflict *conflict, const struct input_event *event)
{
	size_t last = conflict->count > 0 ? conflict->count - 1 : 0;

	conflict->said[0] = '\0';
	switch (layout_to_latin(event->key)) {
	case 'm':
		return take(conflict, SIDE_MINE);
	case 't':
		return take(conflict, SIDE_THEIRS);
	case 'b':
		return take(conflict, SIDE_BOTH);
	case INPUT_UP:
	case INPUT_BACKTAB:
	case 'k':
		conflict_go(conflict, conflict->focus - (conflict->focus > 0));
		return CONFLICT_STAYS;
	case INPUT_DOWN:
	case INPUT_TAB:
	case 'j':
		conflict_go(conflict, conflict->focus + (conflict->focus < last));
		return CONFLICT_STAYS;
	case INPUT_PAGE_DOWN:
		conflict_page_down(conflict);
		return CONFLICT_STAYS;
	case INPUT_PAGE_UP:
		conflict_page_up(conflict);
		return CONFLICT_STAYS;
	case INPUT_CTRL('x'):
		return save(conflict);
	case INPUT_ESC:
	case INPUT_CTRL('c'):
	case INPUT_CTRL('g'):
		return CONFLICT_LEAVE;
	default:
		return CONFLICT_IGNORED;
	}
}

/* As it stands in mine, not as a form reads it. */
static int copy_mine(const struct conflict *conflict, const struct form_slot *from,
	const struct form_slot *as, const struct form_store *to, struct error *e)
{
	char name[FORM_NAME];
	int result = 0;

	for (size_t i = 0; i < from->members && result == 0; i++) {
		form_name(&as[i], name);
		result = to->set(to->who, name, conflict_value(&conflict->options.mine, &from[i]),
			e);
	}
	return result;
}

static int write_line(const struct conflict *conflict, const struct conflict_line *line,
	const struct form_store *to, struct error *e)
{
	const struct form_slot *first = &conflict->form.slots[line->slot];
	char name[FORM_NAME];

	if (line->side == SIDE_MINE)
		return copy_mine(conflict, first, first, to, e);
	if (line->spare != NULL)
		return copy_mine(conflict, first, line->spare, to, e);
	if (line->side != SIDE_BOTH)
		return 0;
	form_name(first, name);
	return to->set(to->who, name, first->editor.text, e);
}

int conflict_write(const struct conflict *conflict, const struct form_store *to, struct error *e)
{
	int result = 0;

	for (size_t n = 0; n < conflict->count && result == 0; n++)
		result = write_line(conflict, &conflict->lines[n], to, e);
	return result;
}
