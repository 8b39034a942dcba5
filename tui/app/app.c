/* Keys, questions and effects: what happens in one turn of the console. */
#include "tui/app/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/base/clock.h"
#include "tui/intl.h"
#include "tui/app/alarm.h"
#include "tui/app/change.h"
#include "tui/app/initials.h"
#include "tui/app/job.h"
#include "tui/app/keys.h"
#include "tui/app/opening.h"
#include "tui/app/prompt.h"
#include "tui/app/vault.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"
#include "tui/term/screen.h"
#include "tui/widgets/listing.h"
#include "tui/app/duty.h"
#include "tui/app/here.h"
#include "tui/app/resume.h"

struct term *app_term(const struct app *app)
{
	return app->term;
}

bool app_is_shell(const struct app *app)
{
	return app->term == NULL;
}

void app_exit_code(struct app *app, enum exit_code code)
{
	app->exit_code = code;
}

void app_begin(struct app *app)
{
	app->pending++;
}

void app_end(struct app *app)
{
	app->pending--;
}

bool app_veiled(const struct app *app)
{
	return app->veiled;
}

bool app_preview(const struct app *app)
{
	return app->preview;
}

void app_set_preview(struct app *app, bool shown)
{
	app->preview = shown;
	app->effects |= EFFECT_REDRAW | EFFECT_RELOAD;
}

bool app_set_theme(struct app *app, const char *name)
{
	enum theme theme;

	if (!theme_named(name, &theme))
		return false;
	term_set_theme(app->term, theme);
	app->effects |= EFFECT_REDRAW;
	return true;
}

void app_remember(struct app *app, enum argument_kind kind, const char *word, const char *help)
{
	complete_remember(&app->complete, kind, word, help);
}

void app_set_veiled(struct app *app, bool veiled)
{
	app->veiled = veiled;
	app->effects |= EFFECT_REDRAW;
}

void app_prompt(struct app *app, char kind, const char *text)
{
	prompt_open(kind, text);
	app->of_line = NULL;
	say_quiet(app);
	app->effects |= EFFECT_REDRAW;
}

/* ---- commands ---- */

/* What is done by a key is done to what the eye was on. */
static bool has_only_come(struct app *app, const struct call *call)
{
	struct target target = { .came = false };

	if (!(call->verb->flags & VERB_CASE) || call->code_count > 0 || call->view == NULL ||
		call->view->screen->targets == NULL ||
		call->view->screen->targets(call->view, &target, 1) != 1 || !target.came)
		return false;
	app_say(app, SAY_WARN,
		_("The line before has gone, and the cursor has just come to %s. Nothing was done: "
		  "look, then press again."),
		target.code);
	return true;
}

static unsigned run_line(struct app *app, struct line *line)
{
	line->call.app = app;
	line->call.view = app_front(app);
	if (!app_may(app, line->call.verb))
		return EFFECT_REDRAW;
	return has_only_come(app, &line->call) ? EFFECT_REDRAW : line->call.verb->act(&line->call);
}

unsigned app_command(struct app *app, const char *text)
{
	struct line line;
	char expanded[LINE_MAX_BYTES];

	keys_expand(app->conf, text, expanded, sizeof expanded);
	if (verb_parse(&line, expanded) != 0) {
		app_say(app, SAY_ERROR, "%s", line.problem);
		return EFFECT_REDRAW;
	}
	return run_line(app, &line);
}

static void run_entered(struct app *app, struct line *line)
{
	const struct view *before = app_front(app);
	size_t said = app->said;
	enum say_level level = SAY_INFO;

	app->effects |= run_line(app, line);
	app->of_line = app_front(app) != before ? app_front(app) : NULL;
	if (app->said != said)
		app_message(app, 0, &level, &(int64_t){ 0 });
	if (level != SAY_INFO)
		spill_refused(app);
}

/* Where a line locks the console, nothing of an earlier one may lie behind it here. */
static void entered(struct app *app, const char *text)
{
	struct line line = { 0 };
	char expanded[LINE_MAX_BYTES] = "";

	app->effects |= EFFECT_REDRAW;
	if (prompt_kind() == '/') {
		struct view *view = app_front(app);
		struct listing *listing =
			view->screen->listing != NULL ? view->screen->listing(view) : NULL;
		char problem[200];
		size_t caret = 0;

		if (listing == NULL)
			return;
		if (listing_filter(listing, text, problem, sizeof problem, &caret) != 0) {
			prompt_open('/', text);
			prompt_problem(problem, caret);
			return;
		}
		app->effects |= EFFECT_RELOAD;
		return;
	}
	if (text[strspn(text, " ")] == '\0')
		return;
	keys_expand(app->conf, text, expanded, sizeof expanded);
	if (verb_parse(&line, expanded) != 0) {
		prompt_open(':', expanded);
		prompt_problem(line.problem, line.caret);
		return;
	}
	run_entered(app, &line);
}

/* ---- events ---- */

static void key_in_prompt(struct app *app, const struct input_event *event)
{
	const char *line = NULL;
	char kept[LINE_MAX_BYTES] = ""; /* likewise */

	app->effects |= EFFECT_REDRAW;
	/* An answer may have closed the view that was in front when the prompt was opened. */
	app->complete.front = app_front(app);
	if (prompt_key(event, &line) == PROMPT_ENTERED) {
		snprintf(kept, sizeof kept, "%s", line);
		entered(app, kept);
	}
}

static void key_in_view(struct app *app, const struct input_event *event)
{
	struct view *view = app_front(app);
	char command[LINE_MAX_BYTES];
	unsigned effects = EFFECT_IGNORED;

	if (app->showing && !spill_goes_on(app)) {
		app->showing = false;
		app->effects |= EFFECT_REDRAW;
	}
	if (views_typed(app))
		effects = view->screen->key(view, event);
	if (!(effects & EFFECT_IGNORED)) {
		app->effects |= effects;
		input_wipe(term_input(app->term)); /* it may be a letter of a name */
		return;
	}
	if (spill_takes(app, event))
		return;
	keys_command(app->conf, view != NULL ? view->screen : NULL, event, command, sizeof command);
	if (spill_stops(app, command))
		return;
	if (command[0] != '\0')
		effects = app_command(app, command);
	if ((effects & EFFECT_IGNORED) && view != NULL && view->screen->key != NULL)
		effects = view->screen->key(view, event);
	if (effects & EFFECT_IGNORED) {
		char name[16];

		keys_name(event, name, sizeof name);
		if (name[0] != '\0' && event->key != INPUT_UNKNOWN && !spill_goes_on(app))
			app_say(app, SAY_INFO, _("%s does nothing here. ? shows the keys."), name);
		return;
	}
	app->effects |= effects;
}

/* What was said of the line before must not come back as if it were said of this one. */
static void open_prompt(struct app *app)
{
	app->showing = false;
	app_prompt(app, ':', "");
}

/* What covers the view is left as one does who goes back. */
static void leave_cover(struct app *app)
{
	const struct input_event back = { .key = INPUT_ESC };
	const char *line;

	if (app->choosing)
		question_leave(app);
	if (prompt_is_open())
		prompt_key(&back, &line);
}

void app_event(struct app *app, const struct input_event *event)
{
	app->first_due = 0;
	if (app->shut_out) {
		lock_out_key(app, event);
		return;
	}
	if (lock_covers(app)) {
		spill_ends(app); /* typed to what covers, Esc too */
		lock_key(app, event);
		return;
	}
	lock_touch(app);
	if (app->choosing || prompt_is_open() || views_typed(app) || choose_is_escape(event->key))
		spill_ends(app);
	if (event->key == INPUT_CTRL('z'))
		leave_cover(app); /* whatever is typed to, she may lock it */
	if (app->choosing && choose_yields(&app->choose, event))
		question_leave(app);
	if (app->choosing)
		question_key(app, event);
	else if (prompt_is_open())
		key_in_prompt(app, event);
	else if (question_hold(app, event))
		return;
	else if (layout_to_latin(event->key) == ':' && !views_typed(app))
		open_prompt(app);
	else
		key_in_view(app, event);
}

/* ---- the end of a turn ---- */

void app_carry_out(struct app *app)
{
	/* Answers and closings may ask for more; a handful of rounds is plenty, a loop is a bug. */
	for (int round = 0; round < 4 && app->effects & ~(unsigned)EFFECT_REDRAW; round++) {
		unsigned effects = app->effects;

		app->effects &= EFFECT_REDRAW;
		if (effects & EFFECT_CLOSE)
			app->effects |= views_close_top(app);
		if (effects & EFFECT_RELOAD)
			views_reload(app);
		if (effects & EFFECT_REPAINT) {
			term_repaint(app->term);
			app->effects |= EFFECT_REDRAW;
		}
		if (effects & EFFECT_SUSPEND)
			app->suspending = true;
		if (effects & EFFECT_QUIT) {
			resume_end(app, true);
			app->ending = true;
		}
	}
}

void app_tick(struct app *app)
{
	struct view *view = app_front(app);

	if (app->poll_due != 0 && app->poll_due <= app->now) {
		app->poll_due = app->now + views_poll_ms(app);
		if (app_is_live(app))
			app->effects |= EFFECT_RELOAD;
	}
	if (app->touch_due != 0 && app->touch_due <= app->now) {
		bool loading = view != NULL && view->asked_at != 0;

		/* One load at a time: a slow server is not asked faster than it answers. */
		app->touch_due = loading ? app->now + 1000 / app->conf->ui.paint_per_s : 0;
		/* Without a line it would dial, which is for R and for the pauses of db/pg. */
		if (!loading && view != NULL && view->stale_topics != 0 && app_is_live(app) &&
			!(app->effects & EFFECT_RELOAD))
			views_hear(app);
	}
	if (app->inbox_due != 0 && app->inbox_due <= app->now)
		views_count_inbox(app);
	question_tick(app);
	if (view != NULL && view->screen->due != NULL) {
		int64_t due = view->screen->due(view);

		if (due != 0 && due <= app->now)
			app->effects |= view->screen->tick(view, app->now);
	}
}

enum { NUMBERS_MS = 20 }; /* the first rows wait so long for their numbers */

void app_hurry(struct app *app)
{
	const struct view *view = app_front(app);

	if (view != NULL && view->shown && app->first_due > app->now + NUMBERS_MS)
		app->first_due = app->now + NUMBERS_MS;
}

bool app_holds(const struct app *app)
{
	const struct view *view = app_front(app);
	struct pg_status status;

	if (app->first_due <= app->now || app->showing || view == NULL || view->loaded ||
		view->screen->load == NULL)
		return false;
	pg_status(app->pg, &status);
	return status.error.code == ERR_NONE;
}

void app_turn_end(struct app *app)
{
	app_carry_out(app);
	openings_watch(app);
	resume_watch(app);
	here_watch(app);
	initials_watch(app);
	app_hurry(app);
	if (app->term != NULL && (app->effects & EFFECT_REDRAW) && !app_holds(app)) {
		app->effects &= ~(unsigned)EFFECT_REDRAW;
		app->first_due = 0;
		frame_draw(app);
	}
	initials_ask(app);
}

struct app *app_new(const struct run_options *options)
{
	struct app *app = calloc(1, sizeof *app);
	char problem[CONF_PATH + 200];

	if (app == NULL) {
		say_early(_("no memory"));
		return NULL;
	}
	app->options = options;
	app->conf = options->conf;
	app->now = clock_now_ms();
	app->tab = -1;
	app->trail_at = -1;
	app->inbox_count = app->inbox_urgent = app->triage_count = app->asked_me = -1;
	app->approval_count = -1;
	app->alarm_count = -1;
	app->preview = app->conf->ui.preview;
	if (log_open(&app->log, app->conf, problem, sizeof problem) != 0) {
		say_early(problem);
		free(app);
		return NULL;
	}
	app->signals = -1;
	return app;
}

void app_free(struct app *app)
{
	if (app == NULL)
		return;
	resume_end(app, false);
	here_free(app);
	duty_free(app);
	views_close_all(app);
	job_free_all(app);
	change_free_all(app);
	if (app->at_end != NULL)
		app->at_end(app->at_end_who);
	initials_free(app);
	alarm_free(app);
	lock_done(app);
	vault_free(app);
	if (app->pg != NULL)
		session_close(app);
	term_close(app->term);
	log_close(&app->log);
	if (app->signals >= 0)
		close(app->signals);
	free(app);
}
