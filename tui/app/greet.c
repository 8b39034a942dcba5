/* Is this a database of ours, does it know the person, and is it the one that the console began
 * with? Asked on every connection, before anything else. */
#include "tui/app/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/clock.h"
#include "tui/app/alarm.h"
#include "tui/intl.h"

enum {
	CLOCK_SLACK_MS = 2000,
	DENIED_MS = 60000 /* a restore is not told from somebody who is out before that */
};

static void copy_field(char *to, size_t size, const struct rows *rows, const char *name)
{
	text_copy(to, size, rows_field(rows, 0, name));
}

static void read_roles(struct me *me, const char *at)
{
	char role[32];

	me->roles[0] = '\0';
	while (rows_list_next(&at, role, sizeof role)) {
		size_t used = strlen(me->roles);

		snprintf(me->roles + used, sizeof me->roles - used, "%s%s", used > 0 ? ", " : "",
			role);
	}
}

static bool serves_us(const struct rows *rows)
{
	return rows_field_int(rows, 0, "contract_oldest") <= APP_CONTRACT &&
		rows_field_int(rows, 0, "contract_newest") >= APP_CONTRACT;
}

static const struct {
	const char *column;
	unsigned flag;
} rights[] = { { "works", VERB_WORKS }, { "opens", VERB_OPENS }, { "keeps_places", VERB_PLACES } };

static void read_me(const struct rows *rows, struct me *me)
{
	int64_t epoch_ms = rows_field_int(rows, 0, "now_ms");

	*me = (struct me){ .known = true };
	me->staff_id = (int)rows_field_int(rows, 0, "staff_id");
	me->office_id = (int)rows_field_int(rows, 0, "office_id");
	me->offset_min = (int)rows_field_int(rows, 0, "utc_offset_minutes");
	me->generation = (int)rows_field_int(rows, 0, "generation");
	copy_field(me->login, sizeof me->login, rows, "login");
	copy_field(me->name, sizeof me->name, rows, "name");
	copy_field(me->office, sizeof me->office, rows, "office");
	copy_field(me->zone, sizeof me->zone, rows, "zone");
	copy_field(me->language, sizeof me->language, rows, "language");
	copy_field(me->system_id, sizeof me->system_id, rows, "system_id");
	read_roles(me, rows_field(rows, 0, "roles"));
	me->other_version = !serves_us(rows);
	me->read_only = me->other_version || rows_field_bool(rows, 0, "read_only");
	me->peeks = rows_field_bool(rows, 0, "peeks");
	me->referred = rows_field_bool(rows, 0, "referred");
	for (size_t i = 0; i < sizeof rights / sizeof *rights; i++)
		me->may |= rows_field_bool(rows, 0, rights[i].column) ? rights[i].flag : 0;
	me->may |= me->read_only ? 0 : VERB_CHANGES;
	me->clock_offset_ms = epoch_ms - clock_now_ms();
	if (rows_field_bool(rows, 0, "frozen"))
		me->frozen_ms = epoch_ms;
}

/* However many offices there are: half a list would be another one. */
static int read_offices(struct app *app, const struct rows *rows)
{
	char *all = strdup(rows_field(rows, 0, "offices"));

	if (all == NULL)
		return ERR_MEMORY;
	free(app->offices_all);
	app->offices_all = all;
	snprintf(app->offices_home, sizeof app->offices_home, "{%d}",
		(int)rows_field_int(rows, 0, "office_id"));
	return 0;
}

/* ---- the same as before? ---- */

static bool holds(const struct rows *rows)
{
	return rows_field_is_null(rows, 0, "held") || rows_field_bool(rows, 0, "held");
}

/* What a backup that was put in place cannot hide from a console that was there before. NULL: it is
 * the same database, and holds all that this console was told up to its last mark, or somebody has
 * begun a new generation of it on purpose. */
static const char *difference(const struct app *app, const struct me *me, const struct rows *rows)
{
	bool newer = me->generation > app->me.generation;

	if (!app->me.known)
		return NULL;
	if (strcmp(app->me.system_id, me->system_id) != 0)
		return newer ? N_("The database was replaced from a backup. What was entered after "
				  "the backup is not in it: leave and start again to work with "
				  "what is.") :
			       N_("This is another database than the one on the screen. Nothing is "
				  "sent to it. Ask an administrator; if it is meant, leave and "
				  "start again.");
	if (me->generation < app->me.generation || (!newer && !holds(rows)))
		return N_("This is an older copy of the database: what it told you before is not "
			  "in it. Nothing is sent to it. Ask an administrator, and do not start "
			  "again: it goes on by itself with the right one, or when this one is "
			  "said to be it.");
	return NULL;
}

/* What was done before may not be there to be taken back, and its number may be another event's. */
static void tell_newer(struct app *app, bool all_there)
{
	app->done_count = 0;
	views_changed(app, NULL, 0);
	app_say(app, SAY_ERROR, "%s",
		all_there ? _("An administrator has put this database in place of the one before. "
			      "What it told you before is in it; look whether your latest changes "
			      "are, and enter again what is not.") :
			    _("An administrator has put this database in place of the one before, "
			      "and some of what that told you is lost. Look through what you did "
			      "last, and enter again what is not there."));
}

/* Tried again and again, for the right one may come back: said once. */
static int refuse(struct app *app, const char *why, struct error *e)
{
	if (app->refused != why)
		app_say(app, SAY_ERROR, "%s", _(why));
	app->refused = why;
	return error_set(e, ERR_OFFLINE, "%s", _(why));
}

static void keep_mark(struct app *app, const struct rows *rows)
{
	if (!rows_field_is_null(rows, 0, "mark"))
		copy_field(app->mark, sizeof app->mark, rows, "mark");
}

/* Somebody may have set the server's clock since it was read at the connect. What the answer's way
 * may have taken is no difference. */
static unsigned keep_clock(struct app *app, const struct answer *answer)
{
	int64_t offset =
		rows_field_int(answer->rows, 0, "now_ms") + answer->took_ms / 2 - clock_now_ms();
	int64_t off = offset - app->me.clock_offset_ms, limit = CLOCK_SLACK_MS + answer->took_ms;

	if (app->me.frozen_ms != 0 || (off < limit && off > -limit))
		return EFFECT_NONE;
	app->me.clock_offset_ms = offset;
	return EFFECT_REDRAW;
}

/* Somebody who has left, or who has no role here any more. */
static int shut_out(const struct app *app, struct error *e)
{
	if (app->me.known)
		return error_set(e, ERR_REFUSED, "%s",
			_("This login may not enter any more. Ask an admin."));
	return error_set(e, ERR_CONTRACT,
		_("The database does not know you as a person who works here. Ask an admin to "
		  "enrol you."));
}

/* Her right to ask anything at all. */
static bool is_denied(const struct answer *answer)
{
	return strcmp(answer->sqlstate, "42501") == 0;
}

static unsigned greeted_again(void *who, const struct answer *answer)
{
	struct app *app = who;
	struct error e = { 0 };

	if ((answer->err == 0 || answer->err == ERR_SERVER) && greet_answered(answer, app, &e) != 0)
		pg_refuse(app->pg, &e);
	return EFFECT_REDRAW;
}

/* On a live line, too, the greeting alone judges who is out. */
static void greet_again(struct app *app)
{
	struct param params[PG_GREET];
	int count = greet_ask(params, app);

	app_ask(app, Q_HELLO, params, (size_t)count, greeted_again, app);
}

static unsigned mark_answered(void *who, const struct answer *answer)
{
	struct app *app = who;

	if (is_denied(answer))
		greet_again(app);
	if (answer->err != 0 || rows_count(answer->rows) != 1)
		return EFFECT_NONE;
	/* What took her login or her roles away has left her line, or came after it. */
	if (app->mark[0] != '\0' && rows_field_is_null(answer->rows, 0, "mark"))
		greet_again(app);
	keep_mark(who, answer->rows);
	return keep_clock(who, answer);
}

void greet_mark(struct app *app, bool told)
{
	if (app_is_shell(app) || (!told && app->now - app->mark_at < views_poll_least_ms(app)))
		return;
	app->mark_at = app->now;
	alarm_send(app);
	app_ask(app, Q_MARK, NULL, 0, mark_answered, app);
}

/* ---- the greeting ---- */

int greet_ask(struct param *params, void *who)
{
	const struct app *app = who;

	params[0] = param_int(APP_CONTRACT);
	params[1] = param_text(app->mark[0] != '\0' ? app->mark : NULL);
	return 2;
}

/* A database that was ours a minute ago is being restored, perhaps: it is tried again. */
static enum err stranger(const struct app *app)
{
	return app->me.known ? ERR_OFFLINE : ERR_CONTRACT;
}

/* The one judge of who is out, whatever looked like it. So does a dump that is being put back: the
 * people come after the cases, and rights last. So nobody is out of a database that knows nobody,
 * and who is denied all rights only after a while. */
static int judge(struct app *app, const struct answer *answer, struct error *e)
{
	bool denied = is_denied(answer);

	if (app->denied_at == 0)
		app->denied_at = app->now;
	if (denied && (!app->me.known || app->now - app->denied_at < DENIED_MS))
		return error_set(e, stranger(app),
			_("This login may not ask the database anything. Ask an admin."));
	if (!denied && app->me.known &&
		strcmp(rows_field(answer->rows, 0, "refusal"), "nobody") == 0)
		return error_set(e, ERR_OFFLINE,
			_("The database knows nobody now: it is being put back, it seems. It is "
			  "tried again."));
	return shut_out(app, e);
}

int greet_answered(const struct answer *answer, void *who, struct error *e)
{
	struct app *app = who;
	const char *why;
	struct me me;
	bool newer;

	if (is_denied(answer))
		return judge(app, answer, e);
	app->denied_at = 0;
	if (answer->err != 0)
		return error_set(e, stranger(app),
			_("The database has no homeward schema that this program knows: an "
			  "administrator runs `homeward migrate` (code %s)."),
			answer->sqlstate);
	if (rows_count(answer->rows) != 1)
		return error_set(e, stranger(app), _("The database did not say who you are."));
	read_me(answer->rows, &me);
	why = difference(app, &me, answer->rows);
	if (why != NULL)
		return refuse(app, why, e);
	if (!rows_field_is_null(answer->rows, 0, "refusal") || me.roles[0] == '\0')
		return judge(app, answer, e);
	if (read_offices(app, answer->rows) != 0)
		return error_set(e, ERR_MEMORY, _("There is no memory left to begin."));
	newer = app->me.known && me.generation > app->me.generation;
	app->me = me;
	app->refused = NULL;
	if (newer)
		tell_newer(app, holds(answer->rows));
	keep_mark(app, answer->rows);
	app->mark_at = app->now;
	if (me.other_version)
		app_say(app, SAY_WARN,
			_("This database serves other versions of homeward: reading works, "
			  "changing does not. Ask for an update."));
	return 0;
}
