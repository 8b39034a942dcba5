/* A question back to the person, and what is typed while the database is asked what it needs. */
#include "tui/app/state.h"

#include <string.h>

#include "db/base/text.h"
#include "tui/app/lock_word.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/term/screen.h"

enum { EXPECT_QUIET_MS = 300 };

/* ---- keys that wait ---- */

static void hold(struct expected *expected, const struct input_event *event)
{
	struct held *held = &expected->held[expected->count];

	if (expected->count == APP_HELD || event->key == INPUT_PASTE ||
		event->key == INPUT_PASTE_REFUSED)
		expected->lost = true;
	if (expected->lost)
		return;
	held->key = event->key;
	held->length = event->raw_len < sizeof held->raw ? event->raw_len : sizeof held->raw;
	memcpy(held->raw, event->raw, held->length);
	expected->count++;
}

static void cancel_expected(struct app *app)
{
	app_choice_fn *fn = app->expected.on ? app->expected.fn : NULL;
	void *who = app->expected.who;

	explicit_bzero(&app->expected, sizeof app->expected);
	if (fn != NULL)
		app->effects |= EFFECT_REDRAW | fn(who, NULL);
}

void app_expect(struct app *app, app_choice_fn *fn, void *who)
{
	if (app_expects(app, who))
		return;
	cancel_expected(app);
	app->expected.on = true;
	app->expected.fn = fn;
	app->expected.who = who;
	app->expected.show_at = app->now + EXPECT_QUIET_MS;
}

bool app_expects(const struct app *app, const void *who)
{
	return app->expected.on && app->expected.who == who;
}

const char *app_unexpect(struct app *app, const void *who)
{
	bool dropped = app->expected.count > 0 || app->expected.lost;

	if (!app_expects(app, who))
		return "";
	explicit_bzero(&app->expected, sizeof app->expected);
	app->effects |= EFFECT_REDRAW;
	return dropped ? _(" What was typed meanwhile is dropped.") : "";
}

static void say_no_answer(struct app *app)
{
	app_say(app, SAY_WARN, "%s",
		_("What was typed before the question was there does not answer it."));
}

void app_drop_typed(struct app *app, const void *who)
{
	if (app_unexpect(app, who)[0] != '\0')
		say_no_answer(app);
}

static bool asks_to_lock(struct expected *expected, const struct input_event *event)
{
	char text[APP_HELD];
	size_t length;

	if (event->key != INPUT_ENTER)
		return false;
	for (size_t i = 0; i < expected->count; i++)
		text[i] = (char)(expected->held[i].key < 0x80 ? expected->held[i].key : '?');
	length = lock_word(text, expected->count);
	explicit_bzero(text, sizeof text);
	expected->count -= length;
	return length > 0;
}

/* What is no letter of what is waited for is obeyed. */
static void take_ahead(struct app *app, const struct input_event *event)
{
	if (event->key == INPUT_CTRL('o'))
		app_prompt(app, ':', "");
	else if (asks_to_lock(&app->expected, event))
		(void)app_lock(app);
	else
		hold(&app->expected, event);
}

void app_hold(struct app *app, app_choice_fn *fn, void *who, const struct input_event *event)
{
	app_expect(app, fn, who);
	take_ahead(app, event);
}

static struct input_event event_of(const struct held *held)
{
	return (struct input_event){ .key = held->key, .raw = held->raw, .raw_len = held->length };
}

bool app_typed(struct app *app, void *who, app_key_fn *fn)
{
	struct expected typed = app->expected;
	bool all = true;

	if (!typed.on || typed.who != who)
		return true;
	explicit_bzero(&app->expected, sizeof app->expected);
	for (size_t i = 0; i < typed.count && all; i++) {
		const struct input_event event = event_of(&typed.held[i]);

		all = fn(who, &event);
	}
	all &= !typed.lost;
	explicit_bzero(&typed, sizeof typed);
	return all;
}

bool question_hold(struct app *app, const struct input_event *event)
{
	if (!app->expected.on || event->key == INPUT_CTRL('l') || event->key == INPUT_CTRL('z'))
		return false;
	if (choose_is_escape(event->key))
		cancel_expected(app);
	else
		take_ahead(app, event);
	if (app->term != NULL)
		input_wipe(term_input(app->term)); /* it may be a letter of a name */
	if (app->expected.shown)
		app->effects |= EFFECT_REDRAW;
	return true;
}

void question_tick(struct app *app)
{
	struct expected *expected = &app->expected;

	if (expected->show_at == 0 || expected->show_at > app->now)
		return;
	expected->show_at = 0;
	expected->shown = true;
	app->effects |= EFFECT_REDRAW;
}

/* ---- the question ---- */

/* What was typed before the question could be read looks around in it, but takes nothing by its
 * place. From the first key on that would, all of it is dropped. */
static void replay(struct app *app, const struct expected *typed)
{
	const void *who = app->choice_who;
	bool dropped = typed->lost;

	for (size_t i = 0; i < typed->count && !dropped; i++) {
		const struct input_event event = event_of(&typed->held[i]);

		dropped = !app->choosing || app->choice_who != who ||
			!choose_may_unseen(&app->choose, &event);
		if (!dropped)
			question_key(app, &event);
	}
	/* Behind a letter that did answer there is nothing to say. */
	if (dropped && app->choosing && app->choice_who == who)
		say_no_answer(app);
}

static void choose(struct app *app, const struct choose *question, app_choice_fn *fn, void *who)
{
	struct expected typed = { 0 };
	struct input_event event;

	if (app_expects(app, who)) {
		typed = app->expected;
		explicit_bzero(&app->expected, sizeof app->expected);
	}
	cancel_expected(app);
	if (app->choosing) {
		/* One question at a time: the earlier one is answered with "went back". */
		app->choosing = false;
		app->effects |= app->choice_fn(app->choice_who, NULL);
	}
	app->choose = *question;
	app->choice_fn = fn;
	app->choice_who = who;
	app->choosing = true;
	say_quiet(app);
	app->effects |= EFFECT_REDRAW;
	while (input_next(term_input(app->term), app->now, &event))
		hold(&typed, &event);
	if (!typed.on)
		input_drop(term_input(app->term));
	replay(app, &typed);
	explicit_bzero(&typed, sizeof typed);
}

void app_choose(struct app *app, const char *title, const char *text, const struct choice *choices,
	size_t count, app_choice_fn *fn, void *who)
{
	struct choose question;

	choose_init(&question, title, text, choices, count);
	choose(app, &question, fn, who);
}

void app_choose_by_cursor(struct app *app, const char *title, const char *text,
	const struct choice *choices, size_t count, app_choice_fn *fn, void *who)
{
	struct choose question;

	choose_init(&question, title, text, choices, count);
	question.by_cursor = true;
	choose(app, &question, fn, who);
}

void app_choose_exact(struct app *app, const char *title, const char *text,
	const struct choice *choices, size_t count, app_choice_fn *fn, void *who)
{
	struct choose question;

	choose_init(&question, title, text, choices, count);
	question.exact = true;
	choose(app, &question, fn, who);
}

static void answer_choice(struct app *app, const char *value)
{
	app->choosing = false;
	app->effects |= EFFECT_REDRAW | app->choice_fn(app->choice_who, value);
}

void question_leave(struct app *app)
{
	answer_choice(app, NULL);
}

void question_key(struct app *app, const struct input_event *event)
{
	const char *value = NULL;
	char kept[sizeof app->choose.choices[0].value];

	app->effects |= EFFECT_REDRAW;
	app->showing = false;
	switch (choose_key(&app->choose, event, &value)) {
	case CHOOSE_OPEN:
		return;
	case CHOOSE_CANCELLED:
		if (event->key == INPUT_ENTER)
			spill_refused(app);
		answer_choice(app, NULL);
		return;
	case CHOOSE_TAKEN:
		spill_answered(app, event);
		text_copy(kept, sizeof kept, value);
		answer_choice(app, kept);
		return;
	}
}
