#include "tui/app/job.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/uuid.h"
#include "tui/app/choose.h"
#include "tui/intl.h"
#include "tui/app/state.h"

enum part_state {
	PART_WAITING = 0,
	PART_SENT,
	PART_UNKNOWN, /* no answer: asked again when the line is back */
	PART_SAVED, /* from here on it is decided */
	PART_NOT_SAVED
};

/* One case of a job, or for an undo one event. */
struct part {
	struct target target;
	int64_t event_id;
	char key[UUID_TEXT];
	enum part_state state;
	bool unsure; /* an answer was lost: until one comes it may be saved, whatever else fails */
	struct job *job;
};

struct job {
	struct job *next;
	struct app *app;
	const struct verb *verb;
	const struct job_kind *kind; /* NULL: an undo */
	char what[120]; /* an undo: what is taken back; empty: the code that the answer tells */
	char value[2][64];
	bool sure; /* confirmed, or nothing to confirm */
	bool typed_count; /* the number of cases was typed */
	bool forced; /* typed with `!` */
	struct part parts[CALL_CODES];
	size_t asked; /* codes that were typed; 0: none, the cases come from the screen */
	size_t count, left, saved;
	char problem[300]; /* of the first part that was not saved */
};

static unsigned job_continue(struct job *job);

/* "Give %s to %s?" with the words in their places; a translation's pattern is never a format. */
static void fill(char *out, size_t size, const char *pattern, const char *word, const char *more)
{
	const char *hole = strstr(pattern, "%s"), *next = hole ? strstr(hole + 2, "%s") : NULL;

	if (hole == NULL)
		snprintf(out, size, "%s", pattern);
	else if (next == NULL)
		snprintf(out, size, "%.*s%s%s", (int)(hole - pattern), pattern, word, hole + 2);
	else
		snprintf(out, size, "%.*s%s%.*s%s%s", (int)(hole - pattern), pattern, word,
			(int)(next - hole - 2), hole + 2, more, next + 2);
}

/* The code of the only case, or how many they are. */
static void say_which(char *out, size_t size, const struct job *job)
{
	if (job->count == 1)
		snprintf(out, size, "%s", job->parts[0].target.code);
	else
		snprintf(out, size, ngettext("%zu case", "%zu cases", job->count), job->count);
}

/* ---- life ---- */

static struct job *job_new(struct app *app)
{
	struct job *job = calloc(1, sizeof *job);

	if (job == NULL) {
		app_say(app, SAY_ERROR, _("No memory left: nothing was changed."));
		return NULL;
	}
	job->app = app;
	job->next = app->jobs;
	app->jobs = job;
	app_begin(app);
	return job;
}

static void job_free(struct job *job)
{
	struct app *app = job->app;

	for (struct job **at = &app->jobs; *at != NULL; at = &(*at)->next) {
		if (*at == job) {
			*at = job->next;
			break;
		}
	}
	for (size_t i = 0; i < job->count; i++)
		app_forget(app, &job->parts[i]);
	app_forget(app, job);
	app_end(app);
	free(job);
}

void job_free_all(struct app *app)
{
	while (app->jobs != NULL)
		job_free(app->jobs);
}

static unsigned job_give_up(struct job *job, enum say_level level, const char *text)
{
	say_plain(job->app, level, text);
	job_free(job);
	return EFFECT_REDRAW;
}

/* A case named twice is one. */
static bool job_add(struct job *job, const struct target *target)
{
	struct part *part;

	for (size_t i = 0; i < job->count; i++) {
		if (strcmp(job->parts[i].target.id, target->id) == 0)
			return true;
	}
	if (job->count == CALL_CODES)
		return false;
	part = &job->parts[job->count];
	part->target = *target;
	part->job = job;
	if (uuid_make(part->key) != 0)
		return false;
	job->count++;
	return true;
}

/* ---- sending and being answered ---- */

static unsigned job_end(struct job *job)
{
	struct app *app = job->app;
	char text[APP_MESSAGE];
	size_t not_saved = job->count - job->saved;

	if (job->count > 1 && not_saved > 0)
		snprintf(text, sizeof text, _("%zu saved, %zu not saved: %s"), job->saved,
			not_saved, job->problem);
	else if (not_saved > 0)
		snprintf(text, sizeof text, "%s", job->problem);
	else if (job->kind == NULL)
		snprintf(text, sizeof text, _("Taken back: %s"), job->what);
	else if (job->count > 1 && app_is_shell(app))
		snprintf(text, sizeof text, _("%zu cases: %s"), job->saved, job->what);
	else if (job->count > 1)
		snprintf(text, sizeof text, _("%zu cases: %s. u takes back only the last of them"),
			job->saved, job->what);
	else
		snprintf(text, sizeof text,
			app_is_shell(app) ? _("%s (undo %" PRId64 ")") : _("%s. u takes it back"),
			job->what, job->parts[0].event_id);
	return job_give_up(job, not_saved > 0 ? SAY_WARN : SAY_INFO, text) | EFFECT_RELOAD;
}

static void part_problem(struct part *part, const char *text)
{
	struct job *job = part->job;

	if (job->problem[0] == '\0')
		snprintf(job->problem, sizeof job->problem, "%s%s%s", part->target.code,
			part->target.code[0] != '\0' ? ": " : "", text);
	part->state = PART_NOT_SAVED;
}

static void part_saved(struct part *part, const struct rows *rows)
{
	struct job *job = part->job;
	char did[100];

	part->state = PART_SAVED;
	job->saved++;
	if (job->kind == NULL) {
		app_undone(job->app, part->event_id);
		if (job->what[0] == '\0')
			text_copy(job->what, sizeof job->what,
				rows_text(rows, 0, rows_column(rows, "code")));
		return;
	}
	part->event_id = rows_int(rows, 0, rows_column(rows, "event_id"));
	fill(did, sizeof did, _(job->kind->done), job->value[0], "");
	snprintf(job->what, sizeof job->what, "%s %s", part->target.code, did);
	app_did(job->app, part->event_id, job->what);
	if (job->count == 1)
		return;
	if (app_is_shell(job->app))
		app_say(job->app, SAY_INFO, _("%s (undo %" PRId64 ")"), job->what, part->event_id);
	snprintf(job->what, sizeof job->what, "%s", did);
}

static void part_outcome(struct part *part, const struct rows *rows)
{
	int refusal = rows_column(rows, "refusal");
	char text[260];

	if (rows_count(rows) == 1 && rows_is_null(rows, 0, refusal) &&
		rows_int(rows, 0, rows_column(rows, "event_id")) > 0) {
		part_saved(part, rows);
		return;
	}
	if (rows_count(rows) != 1 || rows_is_null(rows, 0, refusal)) {
		part_problem(part, _("not saved: the database did not say that it is."));
		return;
	}
	snprintf(text, sizeof text, _("not saved. %s %s"),
		intl_word(rows_text(rows, 0, rows_column(rows, "message"))),
		intl_word(rows_text(rows, 0, rows_column(rows, "hint"))));
	part_problem(part, text);
}

static void part_send(struct part *part);

static void part_failed(struct part *part, const struct answer *answer)
{
	const char *code =
		answer->sqlstate[0] != '\0' ? answer->sqlstate : error_word(answer->err);
	char text[160];

	if (!part->unsure) {
		snprintf(text, sizeof text, _("not saved: the database answered with error %s."),
			code);
	} else {
		snprintf(text, sizeof text,
			_("it is not known whether it is saved (error %s). Look before you try "
			  "again."),
			code);
		app_exit_code(part->job->app, EXIT_UNKNOWN);
	}
	part_problem(part, text);
}

/* Nothing has failed yet: a shell's exit code waits for the outcome. */
static void part_lost(struct part *part)
{
	struct app *app = part->job->app;
	int code = app->exit_code;

	part->state = PART_UNKNOWN;
	part->unsure = true;
	app_say(app, SAY_WARN,
		_("%s: the line was lost before the answer came. Whether it is saved will be asked "
		  "as soon as the line is back."),
		part->target.code);
	app->exit_code = code;
}

static unsigned part_answered(void *who, const struct answer *answer)
{
	struct part *part = who;
	struct job *job = part->job;

	switch (answer->err) {
	case ERR_NONE:
		part_outcome(part, answer->rows);
		break;
	case ERR_UNKNOWN:
		part_lost(part);
		return EFFECT_REDRAW;
	case ERR_OFFLINE:
	case ERR_TIMEOUT:
		/* Of this asking nothing was saved, which says nothing of the one before. */
		if (part->unsure) {
			part->state = PART_UNKNOWN;
			if (answer->err == ERR_TIMEOUT)
				part_send(part);
			return EFFECT_NONE;
		}
		part_problem(part,
			_("not saved: the database cannot be reached. Try again when LIVE."));
		app_exit_code(job->app, EXIT_OFFLINE);
		break;
	case ERR_MEMORY:
	case ERR_INPUT:
	case ERR_REFUSED:
	case ERR_SERVER:
	case ERR_IO:
	case ERR_CONTRACT:
		part_failed(part, answer);
		break;
	}
	job->left--;
	return job->left == 0 ? job_end(job) : EFFECT_NONE;
}

static void part_send(struct part *part)
{
	struct job *job = part->job;
	struct param params[5];
	size_t count = 0;
	enum query query = job->kind != NULL ? job->kind->query : Q_UNDO;

	params[count++] = param_text(part->key);
	if (job->kind == NULL) {
		params[count++] = part->event_id > 0 ? param_int(part->event_id) : param_null();
	} else {
		params[count++] = param_text(part->target.id);
		params[count++] = param_int(part->target.version);
		for (int i = 0; i < job->kind->value_count; i++)
			params[count++] =
				param_text(job->value[i][0] != '\0' ? job->value[i] : NULL);
	}
	if (app_change(job->app, query, params, count, part_answered, part) == 0) {
		part->state = PART_SENT;
	} else if (!part->unsure) {
		part_problem(part, _("not saved: no memory left."));
		job->left--;
	}
}

static unsigned job_send(struct job *job)
{
	job->left = job->count;
	for (size_t i = 0; i < job->count; i++)
		part_send(&job->parts[i]);
	return job->left == 0 ? job_end(job) : EFFECT_NONE;
}

void job_resume_all(struct app *app)
{
	struct job *next;

	for (struct job *job = app->jobs; job != NULL; job = next) {
		bool was_left = job->left > 0;

		next = job->next;
		for (size_t i = 0; i < job->count; i++) {
			if (job->parts[i].state == PART_UNKNOWN)
				part_send(&job->parts[i]);
		}
		if (was_left && job->left == 0)
			app->effects |= job_end(job);
	}
}

bool job_unknown(const struct app *app)
{
	for (const struct job *job = app->jobs; job != NULL; job = job->next) {
		for (size_t i = 0; i < job->count; i++) {
			const struct part *part = &job->parts[i];

			if (part->unsure && part->state < PART_SAVED)
				return true;
		}
	}
	return false;
}

/* ---- asking the person ---- */

/* The value that is wanted and not given; -1: none. */
static int value_missing(const struct job *job)
{
	for (int i = 0; i < job->kind->value_count; i++) {
		const char *only_for = job->kind->values[i].only_for;

		if (job->value[i][0] == '\0' &&
			(only_for == NULL || strcmp(job->value[i - 1], only_for) == 0))
			return i;
	}
	return -1;
}

static unsigned value_chosen(void *who, const char *value)
{
	struct job *job = who;
	int at = value_missing(job);

	if (value == NULL || at < 0)
		return job_give_up(job, SAY_INFO, _("Nothing was changed."));
	snprintf(job->value[at], sizeof job->value[at], "%s", value);
	return job_continue(job);
}

static void job_ask(struct job *job, const struct choice *choices, size_t count)
{
	char text[120];

	say_which(text, sizeof text, job);
	app_choose(job->app, _(job->kind->values[value_missing(job)].title), text, choices, count,
		value_chosen, job);
}

static size_t choices_of_staff(struct app *app, const struct rows *rows, struct choice *choices)
{
	int login = rows_column(rows, "login"), name = rows_column(rows, "name"),
	    office = rows_column(rows, "office"), on_shift = rows_column(rows, "on_shift"),
	    open = rows_column(rows, "open_cases");
	size_t count = 0;

	for (int r = 0; r < rows_count(rows) && count < CHOOSE_MAX; r++, count++) {
		snprintf(choices[count].value, sizeof choices[count].value, "%s",
			rows_text(rows, r, login));
		snprintf(choices[count].label, sizeof choices[count].label, _("%s  %s%s  %s open"),
			rows_text(rows, r, name), rows_text(rows, r, office),
			rows_bool(rows, r, on_shift) ? _("  on shift") : "",
			rows_text(rows, r, open));
		app_remember(app, ARGUMENT_STAFF, choices[count].value, rows_text(rows, r, name));
	}
	return count;
}

static size_t choices_of_moves(struct app *app, const struct rows *rows, struct choice *choices)
{
	int verb = rows_column(rows, "verb"), list = rows_column(rows, "choices");
	size_t count = 0;

	for (int r = 0; r < rows_count(rows); r++) {
		const char *at = rows_text(rows, r, list);

		if (strcmp(rows_text(rows, r, verb), "move") != 0)
			continue;
		while (count < CHOOSE_MAX &&
			rows_list_next(&at, choices[count].value, sizeof choices[count].value)) {
			text_copy(choices[count].label, sizeof choices[count].label,
				gettext(choices[count].value));
			app_remember(app, ARGUMENT_STAGE, choices[count].value, "");
			count++;
		}
	}
	return count;
}

static size_t choices_of_reasons(struct app *app, const struct rows *rows, struct choice *choices)
{
	int code = rows_column(rows, "code"), name = rows_column(rows, "name");
	size_t count = 0;

	(void)app;
	for (int r = 0; r < rows_count(rows) && count < CHOOSE_MAX; r++, count++) {
		snprintf(choices[count].value, sizeof choices[count].value, "%s",
			rows_text(rows, r, code));
		text_copy(choices[count].label, sizeof choices[count].label,
			gettext(rows_text(rows, r, name)));
	}
	return count;
}

static const struct {
	enum query query;
	bool of_case; /* $1 is the first case */
	size_t (*read)(struct app *app, const struct rows *rows, struct choice *choices);
} sources[] = {
	[JOB_CHOICES_STAFF] = { Q_STAFF_CHOICES, true, choices_of_staff },
	[JOB_CHOICES_MOVE] = { Q_CASE_VERBS, true, choices_of_moves },
	[JOB_CHOICES_REASON] = { Q_CLOSE_REASONS, false, choices_of_reasons },
};

static unsigned choices_answered(void *who, const struct answer *answer)
{
	struct job *job = who;
	struct choice choices[CHOOSE_MAX] = { 0 };
	size_t count;

	if (answer->err != 0)
		return job_give_up(job, SAY_ERROR,
			_("The choices could not be read from the database. Nothing was changed."));
	count = sources[job->kind->values[value_missing(job)].choices].read(job->app, answer->rows,
		choices);
	if (count == 0)
		return job_give_up(job, SAY_WARN,
			_("There is nothing to choose here for you. Nothing was changed."));
	job_ask(job, choices, count);
	return EFFECT_REDRAW;
}

static unsigned ask_for_value(struct job *job, int at)
{
	enum job_choices from = job->kind->values[at].choices;
	struct choice choices[CHOOSE_MAX] = { 0 };
	const char *const *fixed = job->verb->arguments[at].choices;
	struct param param = param_text(job->parts[0].target.id);
	char usage[120];
	size_t count = 0;

	if (app_is_shell(job->app)) {
		snprintf(usage, sizeof usage, _("%s: %s=... is needed (%s)"), job->verb->name,
			job->verb->arguments[at].name, _(job->verb->arguments[at].help));
		app_exit_code(job->app, EXIT_USAGE);
		return job_give_up(job, SAY_ERROR, usage);
	}
	if (from != JOB_CHOICES_ARGUMENT) {
		if (app_ask(job->app, sources[from].query, &param, sources[from].of_case ? 1 : 0,
			    choices_answered, job) != 0)
			return job_give_up(job, SAY_ERROR,
				_("No memory left: nothing was changed."));
		return EFFECT_NONE;
	}
	for (; fixed[count] != NULL; count++) {
		choices[count].letter = fixed[count][0];
		snprintf(choices[count].value, sizeof choices[count].value, "%s", fixed[count]);
		text_copy(choices[count].label, sizeof choices[count].label, gettext(fixed[count]));
	}
	job_ask(job, choices, count);
	return EFFECT_REDRAW;
}

static unsigned confirmed(void *who, const char *value)
{
	struct job *job = who;

	if (value == NULL)
		return job_give_up(job, SAY_INFO, _("Nothing was changed."));
	job->sure = true;
	return job_continue(job);
}

static unsigned ask_to_confirm(struct job *job)
{
	struct choice choice = { .letter = job->verb->key[0] };
	char text[400], title[160], which[40];
	size_t used = 0;

	snprintf(choice.value, sizeof choice.value, "sure");
	fill(choice.label, sizeof choice.label, _(job->kind->order), job->value[0], "");
	say_which(which, sizeof which, job);
	fill(title, sizeof title, _(job->kind->question), which, job->value[0]);
	for (size_t i = 0; i < job->count && i < 5; i++)
		used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", i > 0 ? ", " : "",
			job->parts[i].target.code);
	if (job->count > 5)
		snprintf(text + used, sizeof text - used, _(" and %zu more"), job->count - 5);
	app_choose(job->app, title, text, &choice, 1, confirmed, job);
	return EFFECT_REDRAW;
}

/* Goes on as far as it can: what is missing is asked for, then the changes are sent. */
static unsigned job_continue(struct job *job)
{
	int missing = value_missing(job);
	char text[160];

	if (missing >= 0)
		return ask_for_value(job, missing);
	if (job->count > JOB_FREELY && !job->typed_count) {
		snprintf(text, sizeof text,
			_("%zu cases at once: to be sure, type :%zu %s and what follows. Nothing "
				"was changed."),
			job->count, job->count, job->verb->name);
		return job_give_up(job, SAY_WARN, text);
	}
	if (!job->sure && (job->kind->confirm || (job->count > 1 && !job->forced)) &&
		!app_is_shell(job->app))
		return ask_to_confirm(job);
	return job_send(job);
}

/* ---- beginning ---- */

static const char *find_problem(const char *problem)
{
	if (strcmp(problem, "check") == 0)
		return _("is not a case code: a symbol is wrong. Read it again.");
	return _("is no case that you may see.");
}

static unsigned codes_found(void *who, const struct answer *answer)
{
	struct job *job = who;
	const struct rows *rows = answer->rows;
	char text[160];

	if (answer->err != 0) {
		app_exit_code(job->app, EXIT_OFFLINE);
		return job_give_up(job, SAY_ERROR,
			_("The database could not be asked for these codes. Nothing was changed."));
	}
	/* Each code has its row, but where the role may not look for cases there is none. */
	if ((size_t)rows_count(rows) < job->asked)
		return job_give_up(job, SAY_ERROR,
			_("Your role may not do this to a case. Nothing was changed."));
	for (int r = 0; r < rows_count(rows); r++) {
		struct target target = { .version = (int)rows_int(rows, r,
						 rows_column(rows, "version")) };

		if (!rows_is_null(rows, r, rows_column(rows, "problem"))) {
			snprintf(text, sizeof text, "%s %s",
				rows_text(rows, r, rows_column(rows, "asked")),
				find_problem(rows_text(rows, r, rows_column(rows, "problem"))));
			return job_give_up(job, SAY_ERROR, text);
		}
		text_copy(target.id, sizeof target.id, rows_text(rows, r, rows_column(rows, "id")));
		text_copy(target.code, sizeof target.code,
			rows_text(rows, r, rows_column(rows, "code")));
		if (!job_add(job, &target))
			return job_give_up(job, SAY_ERROR,
				_("Too many cases. Nothing was changed."));
	}
	return job_continue(job);
}

static unsigned find_codes(struct job *job, const struct call *call)
{
	struct text codes = { 0 };
	struct param param;
	int r;

	job->asked = call->code_count;
	param_array_open(&codes);
	for (size_t i = 0; i < call->code_count; i++)
		param_array_add(&codes, call->codes[i]);
	param_array_close(&codes);
	param = param_text(text_string(&codes));
	r = text_check(&codes, NULL);
	if (r == 0)
		r = app_ask(job->app, Q_CASE_FIND, &param, 1, codes_found, job);
	text_done(&codes);
	return r == 0 ? EFFECT_NONE :
			job_give_up(job, SAY_ERROR, _("No memory left: nothing was changed."));
}

unsigned job_start(struct call *call, const struct job_kind *kind)
{
	struct target targets[CALL_CODES];
	const struct view *view = call->view;
	struct job *job = job_new(call->app);
	size_t count = 0;

	if (job == NULL)
		return EFFECT_REDRAW;
	job->verb = call->verb;
	job->kind = kind;
	job->forced = call->forced;
	for (int i = 0; i < kind->value_count; i++) {
		if (call->value[i] != NULL)
			text_copy(job->value[i], sizeof job->value[i], call->value[i]);
	}
	if (call->code_count > 0) {
		job->typed_count = call->count == (long)call->code_count;
		return find_codes(job, call);
	}
	if (view != NULL && view->screen->targets != NULL)
		count = view->screen->targets(view, targets, CALL_CODES);
	if (count == 0) {
		if (app_is_shell(call->app))
			app_exit_code(call->app, EXIT_USAGE);
		return job_give_up(job, SAY_ERROR,
			_("Which case? Give its code, or put the cursor on it."));
	}
	job->typed_count = call->count == (long)count;
	for (size_t i = 0; i < count; i++) {
		if (!job_add(job, &targets[i]))
			return job_give_up(job, SAY_ERROR,
				_("Too many cases. Nothing was changed."));
	}
	return job_continue(job);
}

unsigned job_undo(struct app *app, int64_t event_id, const char *what)
{
	struct target none = { 0 };
	struct job *job = job_new(app);

	if (job == NULL)
		return EFFECT_REDRAW;
	snprintf(job->what, sizeof job->what, "%s", what);
	if (!job_add(job, &none))
		return job_give_up(job, SAY_ERROR, _("No random numbers: nothing was changed."));
	job->parts[0].event_id = event_id;
	return job_send(job);
}
