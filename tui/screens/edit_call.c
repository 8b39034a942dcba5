/* The call that a new case begins with. The form wants nothing of the database: it is there when
 * the vault is open, whatever becomes of the line. */
#include "tui/screens/edit_int.h"

#include <stdio.h>
#include <string.h>

#include "tui/app/choose.h"
#include "tui/intl.h"
#include "tui/sheets/batch.h"

enum { DEFAULTS = 512 /* bytes */ };

bool edit_is_call(const struct edit *state)
{
	return state->sheet == &sheet_new_call;
}

const char *edit_call_language(const char *code)
{
	for (const struct field *field = sheet_new_call.fields; field->name != NULL; field++)
		if (strcmp(field->name, "lang") == 0)
			return sheet_word(field, code);
	return NULL;
}

static void take(char *to, size_t size, const char *value)
{
	text_copy(to, size, value != NULL ? value : "");
}

/* What is known of her: she is counted already. */
static void begin_split(struct edit *state, const char *const value[])
{
	text_copy(state->batch.id, sizeof state->batch.id, value[0]);
	text_copy(state->batch.nationality, sizeof state->batch.nationality, value[1]);
	text_copy(state->batch.class, sizeof state->batch.class, value[2]);
	text_copy(state->batch.kind, sizeof state->batch.kind, value[3]);
	text_copy(state->office, sizeof state->office, value[4]);
	snprintf(state->subject.code, sizeof state->subject.code, _("new: %s, %s"),
		batch_one(value[2]), batch_nationality(value[1]));
}

int edit_new_call(struct edit *state, const struct call *call)
{
	state->sheet = &sheet_new_call;
	state->view->loaded = state->view->shown = true;
	text_copy(state->subject.code, sizeof state->subject.code, _("new"));
	if (strcmp(call->verb->name, "split") == 0) {
		begin_split(state, call->value);
	} else {
		take(state->office, sizeof state->office, call->value[1]);
		take(state->language, sizeof state->language, call->value[2]);
	}
	if (state->language[0] != '\0' && edit_call_language(state->language) == NULL) {
		app_say(edit_app(state), SAY_ERROR, "%s",
			_("There is no such language. Two letters, such as lo."));
		return -1;
	}
	if (uuid_make(state->subject.id) == 0 && uuid_make(state->at.id) == 0)
		return 0;
	app_say(edit_app(state), SAY_ERROR, "%s", _("No random numbers: nothing can be written."));
	return -1;
}

static const char *of_kind(const char *kind)
{
	static const char *const sources[][2] = { { "", "hotline" }, { "raid", "police" },
		{ "push-back", "border" } };

	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
		if (strcmp(sources[i][0], kind) == 0)
			return sources[i][1];
	return "";
}

/* A group, sex and age of whom is in it; the last row: neither is known. */
static const char *const *of_class(const char *class)
{
	static const char *const classes[][3] = { { "men", "male", "adult" },
		{ "women", "female", "adult" }, { "boys", "male", "under 18" },
		{ "girls", "female", "under 18" }, { "", "", "" } };
	size_t i = 0;

	while (classes[i][0][0] != '\0' && strcmp(classes[i][0], class) != 0)
		i++;
	return classes[i];
}

/* What she need not type. */
static int put_defaults(const struct edit *state, struct record *record)
{
	const char *const values[][2] = { { "responsible", "me" }, { "standing", "case" },
		{ "office", state->office }, { "lang", state->language },
		{ "batch", state->batch.id }, { "batch.nationality", state->batch.nationality },
		{ "batch.class", state->batch.class }, { "nationality", state->batch.nationality },
		{ "source", of_kind(state->batch.kind) },
		{ "sex", of_class(state->batch.class)[1] },
		{ "age", of_class(state->batch.class)[2] } };
	int r = 0;

	for (size_t i = 0; i < sizeof values / sizeof *values && r == 0; i++)
		if (values[i][1][0] != '\0')
			r = record_put(record, values[i][0], values[i][1], NULL);
	return r;
}

unsigned edit_begin_call(struct edit *state)
{
	struct slab *slab = vault_slab(edit_app(state));
	void *bytes = slab != NULL ? slab_take(slab, ring_room(DEFAULTS)) : NULL;
	struct record record = { 0 };
	unsigned effects;

	if (bytes == NULL || record_begin(&record, bytes, DEFAULTS, NULL) != 0 ||
		put_defaults(state, &record) != 0) {
		slab_give(slab, bytes);
		return edit_give_up(state, SAY_ERROR,
			_("There is no room to edit this beside what is open."));
	}
	effects = edit_begin_form(state, &record);
	slab_give(slab, bytes);
	if (state->step == EDIT_TYPING && draft_count(edit_app(state)) > 0)
		app_say(edit_app(state), SAY_INFO, "%s",
			_("Something else is not saved yet: :draft goes on with it afterwards."));
	return effects;
}

/* What is of the new case, and not of the call, is in no record. */
static int take_out(struct edit *state, char *out, size_t size, const char *name)
{
	const char *value = record_value(&state->mine, name);

	text_copy(out, size, value != NULL ? value : "");
	return value != NULL ? record_put(&state->mine, name, "", NULL) : 0;
}

unsigned edit_send_call(struct edit *state, const struct sealed_at *at)
{
	struct keeping_new of = { 0 };
	struct error e = { 0 };

	if (take_out(state, of.office, sizeof of.office, "office") != 0 ||
		take_out(state, of.responsible, sizeof of.responsible, "responsible") != 0 ||
		take_out(state, of.batch, sizeof of.batch, "batch") != 0 ||
		take_out(state, of.nationality, sizeof of.nationality, "batch.nationality") != 0 ||
		take_out(state, of.class, sizeof of.class, "batch.class") != 0) {
		error_set(&e, ERR_MEMORY, _("There is no room for it beside what is open."));
		return edit_not_written(state, &e);
	}
	return EFFECT_REDRAW | keeping_start_new(&state->keeping, at, &state->mine, &of);
}

void edit_call_kept(struct edit *state)
{
	const struct keeping *keeping = &state->keeping;

	app_say(edit_app(state), SAY_INFO,
		strcmp(keeping->of.responsible, "nobody") == 0 ?
			_("%s is on the board; NOBODY is responsible.") :
			_("%s is on the board; you are responsible."),
		keeping->code);
}

/* It was saved before, and the answer never came: from here on it is a call of that case. */
unsigned edit_call_is_there(struct edit *state)
{
	state->sheet = &sheets[SHEET_CALL];
	text_copy(state->entry, sizeof state->entry, state->at.id);
	text_copy(state->subject.code, sizeof state->subject.code, _("the call"));
	return edit_fetch(state);
}

static unsigned left_over(void *who, const char *value)
{
	static const char *const names[] = { "batch", "batch.nationality", "batch.class" };
	struct edit *state = who;
	struct error e = { 0 };

	if (value == NULL || state->step != EDIT_TYPING)
		return EFFECT_REDRAW;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (record_put(&state->base, names[i], "", &e) != 0)
			return edit_not_written(state, &e);
	return edit_save(state);
}

unsigned edit_call_is_left_over(struct edit *state)
{
	struct choice own = { .letter = 'o', .value = "own" };

	text_copy(own.label, sizeof own.label, _("own: save it as a case of its own"));
	app_choose(edit_app(state), _("She is not split out of them."), state->keeping.problem,
		&own, 1, left_over, state);
	return EFFECT_REDRAW;
}
