#include "tui/verbs/work.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "db/base/uuid.h"
#include "tui/intl.h"

static void at_end(void *who)
{
	struct work *work = who;

	work->drop(work);
}

void work_begin(struct work *work, struct app *app, void (*drop)(struct work *work))
{
	work->app = app;
	work->drop = drop;
	app_at_end(app, at_end, work);
	app_begin(app);
}

void work_end(struct work *work)
{
	struct app *app = work->app;

	app_at_end(app, NULL, NULL);
	work->drop(work);
	app_end(app);
}

void work_stop(struct work *work, enum exit_code code, const char *format, ...)
{
	char text[800];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	app_exit_code(work->app, code);
	app_say(work->app, SAY_ERROR, "%s", text);
	work_end(work);
}

void work_tampered(struct work *work, const char *what, const struct alarm *alarm,
	const struct error *e)
{
	char text[800];

	alarm_tell(work->app, text, sizeof text, what, alarm, e);
	app_say(work->app, SAY_ERROR, "%s", text);
}

void work_fail(struct work *work, const struct alarm *alarm, const struct error *e)
{
	const struct alarm unknown = { 0 };

	if (e->code != ERR_TAMPERED) {
		work_stop(work, EXIT_REFUSED, "%s", e->text);
		return;
	}
	work_tampered(work, NULL, alarm != NULL ? alarm : &unknown, e);
	work_end(work);
}

static void failed(struct work *work, const struct answer *answer)
{
	work->lost = answer->err == ERR_UNKNOWN;
	if (work->lost)
		work_stop(work, EXIT_UNKNOWN, "%s %s",
			_("The line fell before the answer came: it is not known whether this was "
			  "kept."),
			work->unknown != NULL ? work->unknown :
						_("Do it again: what is done is not done twice."));
	else if (strcmp(answer->sqlstate, "42501") == 0)
		work_stop(work, EXIT_REFUSED, "%s",
			_("The database does not let your login do this: it is for its owner, or "
			  "for another role. Ask an administrator."));
	else if (answer->sqlstate[0] != '\0')
		work_stop(work, EXIT_REFUSED, _("The database answered (%s) %.*s"),
			answer->sqlstate, (int)strcspn(answer->message, "\n"), answer->message);
	else
		work_stop(work, EXIT_OFFLINE, "%s",
			answer->err == ERR_TIMEOUT ? _("The database did not answer in time.") :
						     _("The line to the database was lost."));
}

/* A refusal is a row with a code, and what to do about it. */
static bool refused(struct work *work, const struct rows *rows)
{
	const char *hint = rows_field(rows, 0, "hint");

	if (rows_count(rows) == 0 || rows_field_is_null(rows, 0, "refusal") ||
		rows_column(rows, "message") < 0)
		return false;
	work_stop(work, EXIT_REFUSED, "%s%s%s", intl_word(rows_field(rows, 0, "message")),
		hint[0] != '\0' ? " " : "", intl_word(hint));
	return true;
}

static unsigned answered(void *who, const struct answer *answer)
{
	struct work *work = who;

	if (answer->err != 0)
		failed(work, answer);
	else if (!refused(work, answer->rows))
		work->next(work, answer->rows);
	return EFFECT_NONE;
}

static void rest(struct work *work)
{
	if (work->rest != NULL)
		work->rest(work);
}

void work_ask(struct work *work, enum query query, const struct param *params, size_t count,
	work_step *next)
{
	int r;

	work->next = next;
	rest(work);
	r = app_ask(work->app, query, params, count, answered, work);
	if (r != 0)
		work_stop(work, EXIT_REFUSED, "%s", _("There is no memory left."));
}

void work_change(struct work *work, enum query query, struct param *params, size_t count,
	work_step *next)
{
	char key[UUID_TEXT];
	int r = uuid_make(key);

	params[0] = param_text(key);
	work->next = next;
	rest(work);
	if (r == 0)
		r = app_change(work->app, query, params, count, answered, work);
	if (r != 0)
		work_stop(work, EXIT_REFUSED, "%s", _("There is no memory left."));
}
