/* Sending a change, and what became of it. */
#include "tui/app/job_int.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/app/outcome.h"
#include "tui/intl.h"

void job_fill(char *out, size_t size, const char *pattern, const char *word, const char *more)
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

/* ---- life ---- */

struct job *job_new(struct app *app)
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

unsigned job_give_up(struct job *job, enum say_level level, const char *text)
{
	char all[APP_MESSAGE];

	snprintf(all, sizeof all, "%s%s", text, app_unexpect(job->app, job));
	if (all[0] != '\0')
		say_plain(job->app, level, all);
	job_free(job);
	return EFFECT_REDRAW;
}

bool job_add(struct job *job, const struct target *target)
{
	struct part *part;

	for (size_t i = 0; i < job->count; i++) {
		if (strcmp(job->parts[i].target.id, target->id) == 0)
			return true;
	}
	if (job->count == APP_AT_ONCE)
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
	bool warns = job->hint[0] != '\0' && !app_is_shell(app); /* there it would be a failure */

	if (job->count > 1 && not_saved > 0 && app_is_shell(app))
		snprintf(text, sizeof text, _("%zu saved, %zu not saved."), job->saved, not_saved);
	else if (job->count > 1 && not_saved > 1)
		snprintf(text, sizeof text,
			_("%zu saved, %zu not saved (:messages tells each): %s"), job->saved,
			not_saved, job->problem);
	else if (job->count > 1 && not_saved > 0)
		snprintf(text, sizeof text, _("%zu saved, 1 not saved: %s"), job->saved,
			job->problem);
	else if (job->kind == NULL && job->count > 1)
		snprintf(text, sizeof text, _("%zu cases: taken back"), job->saved);
	else if (not_saved > 0)
		snprintf(text, sizeof text, "%s", job->problem);
	else if (job->kind == NULL && job->what[0] == '\0')
		snprintf(text, sizeof text, "%s", _("Taken back."));
	else if (job->kind == NULL)
		snprintf(text, sizeof text, _("Taken back: %s"), job->what);
	else if (job->kind->final && job->count == 1)
		snprintf(text, sizeof text, "%s.", job->what);
	else if (job->count > 1 && app_is_shell(app) && !job->kind->final)
		text[0] = '\0'; /* each was told, with its number */
	else if (job->count > 1 && job->kind->final)
		snprintf(text, sizeof text, _("%zu cases: %s"), job->saved, job->what);
	else if (job->count > 1)
		snprintf(text, sizeof text, _("%zu cases: %s. u takes all of them back"),
			job->saved, job->what);
	else
		snprintf(text, sizeof text,
			app_is_shell(app) ? _("%s (undo %" PRId64 ")") : _("%s. u takes it back"),
			job->what, job->parts[0].event_id);
	if (job->hint[0] != '\0') {
		size_t used = strlen(text);

		snprintf(text + used, sizeof text - used, "%s%s", used > 0 ? ". " : "", job->hint);
	}
	return EFFECT_RELOAD | job_give_up(job, not_saved > 0 || warns ? SAY_WARN : SAY_INFO, text);
}

/* What is taken back is named by its number; of which case it was the answer tells. */
static const char *code_of(const struct part *part, const struct rows *rows)
{
	return part->job->kind != NULL ? part->target.code : rows_field(rows, 0, "code");
}

/* Of what is done its event is another one: that by which it is taken back. */
static int64_t undone_by(const struct part *part)
{
	return part->job->kind == NULL ? part->event_id : 0;
}

/* rows: what the database answered; NULL: nothing. */
static void part_problem(struct part *part, const struct rows *rows, const char *text)
{
	struct job *job = part->job;
	char all[sizeof job->problem];

	snprintf(all, sizeof all, "%s%s%s", part->target.code,
		part->target.code[0] != '\0' ? ": " : "", text);
	if (job->problem[0] == '\0')
		memcpy(job->problem, all, sizeof job->problem);
	outcome_tell(job->app,
		&(struct outcome){ .code = code_of(part, rows),
			.rows = rows,
			.message = text,
			.unknown = part->unsure && rows == NULL,
			.undone = undone_by(part) });
	/* Each of several has a reason of its own. */
	if (job->count > 1)
		say_plain(job->app, SAY_WARN, all);
	part->state = PART_NOT_SAVED;
}

/* Whoever saw the version before a change of her own has seen this one, be it on a screen or in a
 * question that waits. */
static void tell_version(struct app *app, const char *id, int version)
{
	views_changed(app, id, version);
	for (struct job *job = app->jobs; job != NULL; job = job->next) {
		for (size_t i = 0; i < job->count; i++) {
			struct part *part = &job->parts[i];

			if (part->state == PART_WAITING && part->target.version == version - 1 &&
				strcmp(part->target.id, id) == 0)
				part->target.version = version;
		}
	}
}

static void part_saved(struct part *part, const struct rows *rows)
{
	struct job *job = part->job;
	char did[100];

	part->state = PART_SAVED;
	job->saved++;
	tell_version(job->app, rows_field(rows, 0, "case_id"),
		(int)rows_field_int(rows, 0, "version"));
	if (job->kind == NULL) {
		app_undone(job->app, part->event_id);
		if (job->what[0] == '\0')
			text_copy(job->what, sizeof job->what, rows_field(rows, 0, "code"));
		outcome_tell(job->app,
			&(struct outcome){ .code = code_of(part, rows),
				.rows = rows,
				.message = _("taken back"),
				.undone = undone_by(part) });
		return;
	}
	part->event_id = rows_field_int(rows, 0, "event_id");
	text_copy(job->hint, sizeof job->hint, intl_word(rows_field(rows, 0, "hint")));
	job_fill(did, sizeof did, _(job->kind->done), job->value[0], job->value[1]);
	snprintf(job->what, sizeof job->what, "%s %s", part->target.code, did);
	outcome_tell(job->app,
		&(struct outcome){ .code = part->target.code, .rows = rows, .message = did });
	if (!job->kind->final)
		app_did_together(job->app, job->group, part->event_id, job->what);
	if (job->count == 1)
		return;
	views_unmark(job->app, part->target.id);
	if (app_is_shell(job->app) && !job->kind->final)
		app_say(job->app, SAY_INFO, _("%s (undo %" PRId64 ")"), job->what, part->event_id);
	snprintf(job->what, sizeof job->what, "%s", did);
}

static void part_outcome(struct part *part, const struct rows *rows)
{
	int refusal = rows_column(rows, "refusal");
	char text[260];

	if (rows_count(rows) == 1 && rows_is_null(rows, 0, refusal) &&
		rows_field_int(rows, 0, "event_id") > 0) {
		part_saved(part, rows);
		return;
	}
	if (rows_count(rows) != 1 || rows_is_null(rows, 0, refusal)) {
		part_problem(part, rows, _("not saved: the database did not say that it is."));
		return;
	}
	snprintf(text, sizeof text, _("not saved. %s %s"),
		intl_word(rows_field(rows, 0, "message")), intl_word(rows_field(rows, 0, "hint")));
	part_problem(part, rows, text);
}

static void part_send(struct part *part);

static void part_failed(struct part *part, const struct answer *answer)
{
	const char *code = answer->sqlstate[0] != '\0' ? answer->sqlstate : error_word(answer->err);
	char text[160];

	if (!part->unsure && strcmp(code, "53100") == 0) {
		snprintf(text, sizeof text, "%s",
			_("not saved: the disk of the database is full. Tell an administrator; "
			  "reading works."));
	} else if (!part->unsure) {
		snprintf(text, sizeof text, _("not saved: the database answered with error %s."),
			code);
	} else {
		snprintf(text, sizeof text,
			_("it is not known whether it is saved (error %s). Look before you try "
			  "again."),
			code);
		app_exit_code(part->job->app, EXIT_UNKNOWN);
	}
	part_problem(part, NULL, text);
}

/* Nothing has failed yet: a shell's exit code waits for the outcome. */
static void part_lost(struct part *part)
{
	struct app *app = part->job->app;
	const char *of = part->target.code[0] != '\0' ? part->target.code : part->job->what;
	int code = app->exit_code;

	part->state = PART_UNKNOWN;
	part->unsure = true;
	app_say(app, SAY_WARN,
		_("%s: the line was lost before the answer came. Whether it is saved will be asked "
		  "as soon as the line is back."),
		of[0] != '\0' ? of : _("undo"));
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
		part_problem(part, NULL,
			_("not saved: the database cannot be reached. Try again when LIVE."));
		app_exit_code(job->app, EXIT_OFFLINE);
		break;
	case ERR_MEMORY:
	case ERR_INPUT:
	case ERR_REFUSED:
	case ERR_SERVER:
	case ERR_IO:
	case ERR_CONTRACT:
	case ERR_KEY:
	case ERR_TAMPERED:
	case ERR_PASSPHRASE:
		part_failed(part, answer);
		break;
	}
	job->left--;
	return job->left == 0 ? job_end(job) : EFFECT_NONE;
}

static void part_send(struct part *part)
{
	struct job *job = part->job;
	struct param params[3 + JOB_VALUES];
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
		part_problem(part, NULL, _("not saved: no memory left."));
		job->left--;
	}
}

unsigned job_send(struct job *job)
{
	job->left = job->count;
	if (job->count > 1 && job->kind != NULL)
		job->group = ++job->app->groups;
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

void job_tell_unknown(const struct app *app)
{
	for (const struct job *job = app->jobs; job != NULL; job = job->next) {
		for (size_t i = 0; i < job->count; i++) {
			const struct part *part = &job->parts[i];

			if (part->state < PART_SAVED)
				outcome_tell(app,
					&(struct outcome){ .code = code_of(part, NULL),
						.unknown = true,
						.undone = undone_by(part) });
		}
	}
}

unsigned job_undo(struct app *app, const int64_t *events, size_t count, const char *what)
{
	struct job *job = job_new(app);

	if (job == NULL)
		return EFFECT_REDRAW;
	snprintf(job->what, sizeof job->what, "%s", what);
	for (size_t i = 0; i < count; i++) {
		struct target target = { 0 };
		const size_t before = job->count;

		/* Not of a case, but each its own; named twice it is one. */
		snprintf(target.id, sizeof target.id, "%" PRId64, events[i]);
		if (app_is_shell(app) && count > 1)
			text_copy(target.code, sizeof target.code, target.id);
		if (!job_add(job, &target))
			return job_give_up(job, SAY_ERROR,
				_("No random numbers: nothing was changed."));
		if (job->count > before)
			job->parts[before].event_id = events[i];
	}
	return job_send(job);
}
