#include <stdio.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/app/lock_word.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"
#include "tui/widgets/form_int.h"

static void say(struct form *form, const char *sentence)
{
	text_copy(form->said, sizeof form->said, sentence);
}

/* ---- from field to field ----------------------------------------------------------------- */

void form_leave_slot(struct form *form)
{
	struct form_slot *slot = &form->slots[form->focus];

	if (slot->fixed)
		return;
	if (form_picks(slot))
		form_pick_take(form, slot, false);
	else
		editor_trim(&slot->editor);
	form_freeze(form, slot, form->options.clock.epoch_ms);
	slot->left = true;
}

void form_focus(struct form *form, size_t n)
{
	form_leave_slot(form);
	form->focus = n;
}

/* By so many fields that are shown; as far as they go. */
static enum form_result go(struct form *form, size_t by, bool back)
{
	size_t at = form->focus, to = at;

	form_leave_slot(form);
	while (by > 0 && (back ? at > 0 : at + 1 < form->count)) {
		at = back ? at - 1 : at + 1;
		if (!form_shown(form, at))
			continue;
		to = at;
		by--;
	}
	if (to == form->focus)
		say(form,
			back ? _("This is the first field.") :
			       _("This is the last field. ^X saves, Esc leaves."));
	form->focus = to;
	return FORM_STAYS;
}

static bool is_wrong(const struct form *form, size_t n)
{
	struct form_finding finding;
	bool wrong = form_says(form, n, &finding) == FIELD_WRONG;

	explicit_bzero(&finding, sizeof finding);
	return wrong;
}

static enum form_result go_error(struct form *form)
{
	form_leave_slot(form);
	for (size_t i = 1; i <= form->count; i++) {
		size_t n = (form->focus + i) % form->count;

		if (!is_wrong(form, n))
			continue;
		form->focus = n;
		return FORM_STAYS;
	}
	say(form, _("Nothing is wrong so far."));
	return FORM_STAYS;
}

/* ---- saving and leaving ------------------------------------------------------------------ */

/* True: something is missed that nobody has been told of before a save, and the cursor is there. */
static bool tell_missed(struct form *form)
{
	size_t n = 0;

	if (form->told < form->count)
		form->slots[form->told].missed = false;
	while (n < form->count && !form->slots[n].missed)
		n++;
	form->told = n;
	if (n == form->count)
		return false;
	form->focus = n;
	say(form, _("Nothing is saved yet. Put in less, or save without it: ^X again."));
	return true;
}

static enum form_result save(struct form *form)
{
	size_t errors;

	form->asking = false;
	form_leave_slot(form);
	if (tell_missed(form))
		return FORM_STAYS;
	form->refused = form->count;
	form->tried = true;
	errors = form_errors(form);
	if (errors > 0) {
		if (!is_wrong(form, form->focus))
			go_error(form);
		say(form, _("Nothing is saved yet: what is marked with ! must be right first."));
		return FORM_STAYS;
	}
	if (form_changed(form))
		return FORM_SAVE;
	say(form, _("Nothing was changed, so nothing is saved."));
	return FORM_STAYS;
}

/* By the cursor alone: whoever hit Esc and types on discards nothing and runs no verb. */
static enum form_result leave(struct form *form)
{
	struct choice choices[] = { { .value = "keep", .preset = true }, { .value = "discard" },
		{ .value = "continue" } };

	if (!form_changed(form))
		return FORM_LEAVE;
	text_copy(choices[0].label, sizeof choices[0].label, _("Keep draft"));
	text_copy(choices[1].label, sizeof choices[1].label, _("Discard"));
	text_copy(choices[2].label, sizeof choices[2].label, _("Continue"));
	choose_init(&form->choose, _("Not everything is saved"), "", choices,
		sizeof choices / sizeof *choices);
	form->choose.by_cursor = true;
	form->asking = true;
	return FORM_STAYS;
}

/* ---- keys -------------------------------------------------------------------------------- */

static bool writes(const struct input_event *event)
{
	return (event->key >= ' ' && event->key < INPUT_UP) || event->key == INPUT_PASTE;
}

static enum form_result edit(struct form *form, const struct input_event *event)
{
	struct form_slot *slot = &form->slots[form->focus];
	enum form_result result = FORM_STAYS;

	if (slot->fixed) {
		if (!writes(event))
			return FORM_IGNORED;
		say(form, _("This stays as it is: it is longer than this program can change."));
		return FORM_STAYS;
	}
	if (form_picks(slot)) {
		result = form_pick_key(form, slot, event);
	} else {
		switch (editor_key(&slot->editor, event, form->said)) {
		case EDITOR_IGNORED:
			return FORM_IGNORED;
		case EDITOR_CHANGED:
			result = FORM_CHANGED;
			break;
		case EDITOR_REFUSED:
			slot->missed = true;
			break;
		case EDITOR_MOVED:
			break;
		}
	}
	if (result == FORM_CHANGED) {
		slot->missed = false;
		if (form->refused == form->focus)
			form->refused = form->count;
	}
	return result;
}

static enum form_result answer(struct form *form, const struct input_event *event)
{
	const char *value = NULL;
	enum choose_result result;

	if (writes(event)) {
		form->asking = false;
		return edit(form, event);
	}
	result = choose_key(&form->choose, event, &value);
	if (result == CHOOSE_OPEN)
		return FORM_STAYS;
	form->asking = false;
	if (result == CHOOSE_CANCELLED || strcmp(value, "continue") == 0)
		return FORM_STAYS;
	return strcmp(value, "keep") == 0 ? FORM_KEEP : FORM_DISCARD;
}

static bool asks_to_lock(struct form *form, const struct input_event *event)
{
	struct editor *editor = &form->slots[form->focus].editor;

	return event->key == INPUT_ENTER &&
		editor_take_back(editor, lock_word(editor->text, editor->cursor));
}

/* No word of a list has one, and what stands there goes with the first letter that is typed. */
static bool asks_for_line(const struct form *form, const struct input_event *event)
{
	const struct form_slot *slot = &form->slots[form->focus];

	return event->key == INPUT_CTRL('o') ||
		(layout_to_latin(event->key) == ':' && (slot->fixed || form_picks(slot)));
}

/* What is the same in every field, whatever its type. */
static enum form_result anywhere(struct form *form, const struct input_event *event)
{
	switch (event->key) {
	case INPUT_TAB:
		return go(form, 1, false);
	case INPUT_BACKTAB:
		return go(form, 1, true);
	case INPUT_CTRL('e'):
		return go_error(form);
	case INPUT_CTRL('x'):
		return save(form);
	case INPUT_ESC:
	case INPUT_CTRL('c'):
	case INPUT_CTRL('g'):
		return leave(form);
	default:
		return FORM_IGNORED;
	}
}

/* What an editor of many lines takes for itself. */
static enum form_result between(struct form *form, const struct input_event *event)
{
	size_t page = form->page > 1 ? form->page - 1 : 1;

	switch (event->key) {
	case INPUT_ENTER:
	case INPUT_DOWN:
		return go(form, 1, false);
	case INPUT_UP:
		return go(form, 1, true);
	case INPUT_PAGE_DOWN:
		return go(form, page, false);
	case INPUT_PAGE_UP:
		return go(form, page, true);
	case INPUT_CTRL('n'):
	case INPUT_CTRL('p'):
		say(form, _("There is nothing to choose from here."));
		return FORM_STAYS;
	case INPUT_ALT:
	case INPUT_UNKNOWN:
		return FORM_STAYS;
	default:
		return FORM_IGNORED;
	}
}

enum form_result form_key(struct form *form, const struct input_event *event)
{
	enum form_result result;

	form->said[0] = '\0';
	if (form->asking)
		return answer(form, event);
	if (asks_to_lock(form, event))
		return FORM_LOCK;
	if (asks_for_line(form, event))
		return FORM_COMMAND;
	result = anywhere(form, event);
	if (result == FORM_IGNORED)
		result = edit(form, event);
	if (result == FORM_IGNORED)
		result = between(form, event);
	if (event->key != INPUT_CTRL('x') && result != FORM_COMMAND)
		form->told = form->count;
	return result;
}
