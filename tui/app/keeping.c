#include "tui/app/keeping_int.h"

#include <stdio.h>
#include <string.h>

#include "tui/app/alarm.h"
#include "tui/app/state.h"
#include "tui/app/vault.h"
#include "tui/intl.h"

enum { ROUNDS = 6 /* askings for keys: others may make them, and turn realms, meanwhile */ };

void keeping_init(struct keeping *keeping, struct app *app, keeping_fn *fn, void *who)
{
	*keeping = (struct keeping){ .app = app, .fn = fn, .who = who };
}

/* What was made and not kept is dropped. */
static void settle(struct keeping *keeping, bool kept)
{
	struct ring *ring = vault_ring(keeping->app);

	if (keeping->making && ring != NULL)
		ring_settle_case(ring, keeping->at.subject, keeping->plan.key,
			keeping->plan.generation, kept);
	keeping->making = false;
	text_done(&keeping->wrapped);
}

static void stop(struct keeping *keeping)
{
	app_forget(keeping->app, keeping);
	settle(keeping, false);
	keeping_drop_new_key(keeping);
	text_done(&keeping->sealed);
	text_done(&keeping->blob);
	text_done(&keeping->told);
	keeping->record = NULL;
	keeping->busy = keeping->unsure = false;
	if (keeping->app->keeping == keeping)
		keeping->app->keeping = NULL;
}

void keeping_done(struct keeping *keeping)
{
	if (keeping->app != NULL)
		stop(keeping);
}

void keeping_lost(struct keeping *keeping)
{
	keeping->record = NULL;
}

bool keeping_is_unsure(const struct keeping *keeping)
{
	return keeping->unsure;
}

unsigned keeping_end(struct keeping *keeping, enum keeping_result result)
{
	stop(keeping);
	return EFFECT_REDRAW | keeping->fn(keeping->who, result);
}

unsigned keeping_fail(struct keeping *keeping, const char *text)
{
	text_copy(keeping->problem, sizeof keeping->problem, text);
	return keeping_end(keeping, KEEPING_REFUSED);
}

unsigned keeping_no_memory(struct keeping *keeping)
{
	return keeping_fail(keeping,
		keeping->unsure ? _("It is not known whether it is saved: there is no memory left. "
				    "Look before you try again.") :
				  _("No memory left: nothing was saved."));
}

/* Something was held by others for too long. */
static unsigned too_slow(struct keeping *keeping)
{
	return keeping_fail(keeping,
		_("Not saved: the database did not answer in time. What you typed is still here: "
		  "^X tries again."));
}

const char *keeping_words(const struct keeping *keeping, enum keeping_result result)
{
	switch (result) {
	case KEEPING_SAVED:
		return _("Saved.");
	case KEEPING_STALE:
		return _("Somebody else has changed it meanwhile.");
	case KEEPING_TURNING:
		return _("Not saved: a custodian has to renew the keys of this office first. What "
			 "you typed stays as a draft.");
	case KEEPING_LOCKED:
		return _("Not saved: the vault was locked. What you typed is still here: ^X.");
	case KEEPING_OFFLINE:
		return _("Not saved: the database cannot be reached. What you typed stays as a "
			 "draft; ^X when LIVE.");
	case KEEPING_REFUSED:
		return keeping->problem;
	}
	return "";
}

/* ---- answers ----------------------------------------------------------------------------- */

static unsigned send_again(struct keeping *keeping);

static void is_live(void *who)
{
	struct keeping *keeping = who;

	keeping->app->effects |= send_again(keeping);
}

bool keeping_is_lost(struct keeping *keeping, const struct answer *answer, unsigned *effects)
{
	char text[200];

	*effects = EFFECT_REDRAW;
	switch (answer->err) {
	case ERR_NONE:
		return false;
	case ERR_UNKNOWN:
		if (keeping->quiet) {
			*effects |= keeping_end(keeping, KEEPING_OFFLINE);
			return true;
		}
		keeping->unsure = true;
		app_when_live(keeping->app, is_live, keeping);
		app_say(keeping->app, SAY_WARN, "%s",
			_("The line was lost before the answer came. Whether it is saved will be "
			  "asked as soon as the line is back."));
		return true;
	case ERR_OFFLINE:
		if (keeping->unsure)
			app_when_live(keeping->app, is_live, keeping);
		else
			*effects |= keeping_end(keeping, KEEPING_OFFLINE);
		return true;
	case ERR_TIMEOUT:
		if (keeping->unsure)
			*effects |= send_again(keeping);
		else
			*effects |= app_is_live(keeping->app) ?
				too_slow(keeping) :
				keeping_end(keeping, KEEPING_OFFLINE);
		return true;
	case ERR_MEMORY:
	case ERR_INPUT:
	case ERR_REFUSED:
	case ERR_SERVER:
	case ERR_IO:
	case ERR_CONTRACT:
	case ERR_KEY:
	case ERR_TAMPERED:
	case ERR_PASSPHRASE:
		snprintf(text, sizeof text,
			keeping->unsure ?
				_("It is not known whether it is saved (error %s). Look before you "
				  "try again.") :
				_("Not saved: the database answered with error %s."),
			answer->sqlstate[0] != '\0' ? answer->sqlstate : error_word(answer->err));
		*effects |= keeping_fail(keeping, text);
		return true;
	}
	return false;
}

unsigned keeping_refused(struct keeping *keeping, const struct rows *rows)
{
	const char *refusal = rows_field(rows, 0, "refusal");

	if (rows_count(rows) != 1 || rows_field_is_null(rows, 0, "refusal"))
		return keeping_fail(keeping, _("Not saved: the database did not say that it is."));
	if (strcmp(refusal, "realm_to_turn") == 0)
		return keeping_end(keeping, KEEPING_TURNING);
	text_copy(keeping->field, sizeof keeping->field, rows_field(rows, 0, "field"));
	snprintf(keeping->problem, sizeof keeping->problem, _("Not saved. %s %s"),
		intl_word(rows_field(rows, 0, "message")), intl_word(rows_field(rows, 0, "hint")));
	return keeping_end(keeping, KEEPING_REFUSED);
}

bool keeping_is_refusal(const struct rows *rows, const char *refusal)
{
	return strcmp(rows_field(rows, 0, "refusal"), refusal) == 0;
}

bool keeping_is_kept(const struct rows *rows)
{
	return rows_count(rows) == 1 && rows_field_is_null(rows, 0, "refusal") &&
		rows_field_int(rows, 0, "event_id") > 0;
}

/* ---- the record -------------------------------------------------------------------------- */

/* Said behind what is made of it on the screen, whose last line it is. */
static unsigned tampered(struct keeping *keeping, enum alarm_kind kind, const struct error *e)
{
	const bool record = kind == ALARM_RECORD;
	const struct sealed_at at = keeping->at;
	const struct alarm alarm = { .kind = kind,
		.object = at.subject,
		.record = record ? at.id : NULL,
		.version = record ? at.version : 0 };
	struct app *app = keeping->app;
	struct error said;
	char what[120];
	unsigned effects;

	error_set(&said, e->code, "%s %s",
		record || keeping->unsure ? _("It is not known whether it is saved.") :
					    _("Not saved."),
		e->text);
	effects = keeping_fail(keeping, said.text);
	snprintf(what, sizeof what, _("what the database has for %s"), intl_word(at.kind));
	vault_tampered(app, what, &alarm, &said);
	return effects;
}

static unsigned told(struct keeping *keeping, int r, const struct error *e)
{
	return r == ERR_TAMPERED ? tampered(keeping, ALARM_KEY, e) : keeping_fail(keeping, e->text);
}

/* From now on nobody can show an older one in its place. Where another of this version was shown,
 * one of the two was never kept: what is typed stays with her. */
unsigned keeping_remember(struct keeping *keeping)
{
	struct app *app = keeping->app;
	struct error e = { 0 };
	unsigned effects;
	int r = 0;

	if (vault_is_open(app))
		r = sealed_kept(vault_ring(app), &keeping->at, &keeping->sealed, &e);
	if (r == ERR_TAMPERED)
		return tampered(keeping, ALARM_RECORD, &e);
	effects = keeping_end(keeping, KEEPING_SAVED);
	if (r != 0)
		app_say(app, SAY_WARN, _("It is saved, but will not be remembered. %s"), e.text);
	return effects;
}

static unsigned record_answered(void *who, const struct answer *answer)
{
	struct keeping *keeping = who;
	struct app *app = keeping->app;
	unsigned effects;

	if (keeping_is_lost(keeping, answer, &effects))
		return effects;
	if (keeping_is_kept(answer->rows)) {
		/* What it tells in clear may have changed the case. */
		views_changed(app, rows_field(answer->rows, 0, "case_id"),
			(int)rows_field_int(answer->rows, 0, "version"));
		return keeping_remember(keeping);
	}
	keeping->unsure = false;
	if (keeping_is_refusal(answer->rows, "stale") ||
		keeping_is_refusal(answer->rows, "only_one"))
		return keeping_end(keeping, KEEPING_STALE);
	if (keeping_is_refusal(answer->rows, "key_old"))
		return keeping->record != NULL ? keeping_ask_keys(keeping) :
						 keeping_end(keeping, KEEPING_LOCKED);
	return keeping_refused(keeping, answer->rows);
}

static unsigned send_record(struct keeping *keeping)
{
	const struct param params[] = { param_text(keeping->key), param_text(keeping->at.subject),
		param_text(keeping->at.id), param_text(keeping->at.kind),
		param_int((int64_t)keeping->at.version - 1), param_int(keeping->at.generation),
		param_text(text_string(&keeping->blob)),
		keeping->told.length > 0 ? param_text(text_string(&keeping->told)) : param_null() };

	if (app_change(keeping->app, Q_SEALED_KEEP, params, 8, record_answered, keeping) != 0)
		return keeping_no_memory(keeping);
	return EFFECT_NONE;
}

unsigned keeping_seal(struct keeping *keeping)
{
	struct error e = { 0 };
	int r;

	if (keeping->record == NULL || !vault_is_open(keeping->app))
		return keeping_end(keeping, KEEPING_LOCKED);
	keeping->at.generation = keeping->plan.generation;
	text_clear(&keeping->sealed);
	text_clear(&keeping->blob);
	r = sealed_write(vault_ring(keeping->app), &keeping->sealed, &keeping->at, keeping->record,
		&e);
	if (r == 0) {
		bytes_put(&keeping->blob, text_string(&keeping->sealed), keeping->sealed.length);
		r = text_check(&keeping->blob, &e);
	}
	if (r == 0)
		r = uuid_make(keeping->key) == 0 ?
			0 :
			error_set(&e, ERR_IO, _("No random numbers: nothing was saved."));
	if (r != 0)
		return told(keeping, r, &e);
	return keeping->fresh ? keeping_send_new(keeping) : send_record(keeping);
}

/* ---- the key ----------------------------------------------------------------------------- */

static unsigned key_answered(void *who, const struct answer *answer)
{
	struct keeping *keeping = who;
	unsigned effects;
	bool kept;

	if (keeping_is_lost(keeping, answer, &effects))
		return effects;
	keeping->unsure = false;
	kept = keeping_is_kept(answer->rows);
	settle(keeping, kept);
	if (kept)
		return keeping_seal(keeping);
	/* Somebody was quicker, or the realm has turned. */
	if (keeping_is_refusal(answer->rows, "stale") || keeping_is_refusal(answer->rows, "epoch"))
		return keeping_ask_keys(keeping);
	return keeping_refused(keeping, answer->rows);
}

static unsigned send_key(struct keeping *keeping)
{
	const struct sealed_plan *plan = &keeping->plan;
	const struct param params[] = { param_text(keeping->key), param_text(keeping->at.subject),
		param_text(plan->key), param_int(plan->generation), param_text(plan->realm),
		param_int(plan->epoch), param_text(text_string(&keeping->wrapped)) };

	if (app_change(keeping->app, Q_SEALED_KEY_KEEP, params, 7, key_answered, keeping) != 0)
		return keeping_no_memory(keeping);
	return EFFECT_NONE;
}

static unsigned send_again(struct keeping *keeping)
{
	if (keeping->batch)
		return keeping_send_batch(keeping);
	if (keeping->clear)
		return keeping_send_facts(keeping);
	if (keeping->fresh)
		return keeping_send_new(keeping);
	return keeping->making ? send_key(keeping) : send_record(keeping);
}

static unsigned make_key(struct keeping *keeping)
{
	struct text wrapped = { 0 };
	struct error e = { 0 };
	int r = sealed_make(vault_ring(keeping->app), &wrapped, keeping->at.subject, &keeping->plan,
		&e);

	text_clear(&keeping->wrapped);
	keeping->making = r == 0;
	if (r == 0) {
		bytes_put(&keeping->wrapped, text_string(&wrapped), wrapped.length);
		r = text_check(&keeping->wrapped, &e);
	}
	if (r == 0 && uuid_make(keeping->key) != 0)
		r = error_set(&e, ERR_IO, _("No random numbers: nothing was saved."));
	text_done(&wrapped);
	if (r != 0)
		return told(keeping, r, &e);
	if (!keeping->fresh)
		return send_key(keeping);
	keeping_use_new_key(keeping);
	return keeping_seal(keeping);
}

static unsigned go_on(struct keeping *keeping)
{
	switch (keeping->plan.step) {
	case SEALED_WRITE:
		return keeping_seal(keeping);
	case SEALED_MAKE:
		return make_key(keeping);
	case SEALED_REFRESH:
		vault_refresh(keeping->app);
		return keeping_ask_keys(keeping);
	case SEALED_TURNING:
		return keeping_end(keeping, KEEPING_TURNING);
	case SEALED_NOT_MINE:
		break;
	}
	text_copy(keeping->field, sizeof keeping->field, keeping->fresh ? "office" : "");
	return keeping_fail(keeping,
		keeping->fresh ?
			_("Not saved: this is none of your offices, or nobody has given you "
			  "its key. A custodian of the office can.") :
			_("Not saved: you have no key for this. A custodian of the office can "
			  "give it to you."));
}

static unsigned keys_answered(void *who, const struct answer *answer)
{
	struct keeping *keeping = who;
	struct error e = { 0 };
	unsigned effects;
	int r;

	if (keeping_is_lost(keeping, answer, &effects))
		return effects;
	if (!vault_is_open(keeping->app) || keeping->record == NULL)
		return keeping_end(keeping, KEEPING_LOCKED);
	r = sealed_plan(&keeping->plan, vault_ring(keeping->app), keeping->at.subject,
		keeping->at.key, answer->rows, &e);
	return r == 0 ? go_on(keeping) : told(keeping, r, &e);
}

unsigned keeping_ask_keys(struct keeping *keeping)
{
	const struct param subject = param_text(keeping->at.subject);
	int r;

	if (keeping->rounds++ >= ROUNDS)
		return keeping_fail(keeping,
			_("Not saved: the keys of this office are being changed just "
			  "now. Try again in a minute."));
	r = keeping->fresh ?
		keeping_ask_new_keys(keeping, keys_answered) :
		app_ask(keeping->app, Q_SEALED_KEYS, &subject, 1, keys_answered, keeping);
	return r != 0 ? keeping_no_memory(keeping) : EFFECT_NONE;
}

bool keeping_is_started(struct keeping *keeping, const struct sealed_at *at, unsigned *effects)
{
	struct app *app = keeping->app;

	keeping->field[0] = keeping->problem[0] = '\0';
	if (app->keeping != NULL && app->keeping->quiet && !keeping->quiet)
		keeping_end(app->keeping, KEEPING_OFFLINE);
	if (app->keeping != NULL) {
		text_copy(keeping->problem, sizeof keeping->problem,
			_("Not yet: what was saved before is still on its way."));
		*effects = keeping->fn(keeping->who, KEEPING_REFUSED);
		return false;
	}
	if (!app_is_live(app)) {
		*effects = keeping->fn(keeping->who, KEEPING_OFFLINE);
		return false;
	}
	keeping->at = *at;
	keeping->at.version = at->version + 1;
	keeping->rounds = 0;
	keeping->busy = true;
	keeping->clear = keeping->batch = keeping->fresh = keeping->unsure = false;
	app->keeping = keeping;
	return true;
}

unsigned keeping_start(struct keeping *keeping, const struct sealed_at *at, struct record *record)
{
	unsigned effects;

	if (!keeping_is_started(keeping, at, &effects))
		return effects;
	keeping->record = record;
	return keeping_ask_keys(keeping);
}
