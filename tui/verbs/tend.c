#include "tui/verbs/tend_int.h"

#include <stdio.h>
#include <string.h>

#include "db/bytes.h"
#include "tui/intl.h"
#include "tui/verbs/secret.h"

const char *tend_realm(const struct tend *tend, int row)
{
	return rows_field(tend->needs, row, "realm");
}

/* By the directory, not by what the server calls it; NULL: it is not in it. */
const char *tend_name(const struct tend *tend, int row)
{
	const struct directory_realm *realm =
		directory_realm(ring_directory(tend->holder.ring), tend_realm(tend, row));

	return realm != NULL ? realm->name : NULL;
}

/* The row behind the last of the realm that begins at row. */
int tend_behind(const struct tend *tend, int row)
{
	const char *realm = tend_realm(tend, row);
	int next = row;

	while (next < rows_count(tend->needs) && strcmp(tend_realm(tend, next), realm) == 0)
		next++;
	return next;
}

bool tend_is_wanted(const struct tend *tend, int row)
{
	return tend->only[0] == '\0' || strcmp(tend->only, tend_realm(tend, row)) == 0;
}

bool tend_to_turn(const struct tend *tend, int row)
{
	return tend->only[0] != '\0' || rows_field_bool(tend->needs, row, "must_turn") ||
		rows_field_int(tend->needs, row, "epoch") == 0;
}

/* In the realm's newest epoch as the server says, which the ring must have. */
static bool holds(const struct tend *tend, int row)
{
	return ring_newest(tend->holder.ring, tend_realm(tend, row)) ==
		(uint32_t)rows_field_int(tend->needs, row, "epoch");
}

bool tend_lacks(const struct tend *tend, int row)
{
	return !rows_field_bool(tend->needs, row, "has_letter");
}

int tend_count_lacking(const struct tend *tend, int row, int end)
{
	int count = 0;

	for (; row < end; row++)
		count += tend_lacks(tend, row);
	return count;
}

/* ---- letters --------------------------------------------------------------------------------- */

struct letters {
	struct text people, letters, one;
};

static void letters_done(struct letters *l)
{
	text_done(&l->people);
	text_done(&l->letters);
	text_done(&l->one);
}

static int letter_add(struct tend *tend, struct letters *l, int row, struct error *e)
{
	const char *person = rows_field(tend->needs, row, "person");
	struct text letter = { 0 };
	int r = ring_give(tend->holder.ring, &letter, tend_realm(tend, row), person, e);

	text_clear(&l->one);
	if (r == 0)
		r = text_check(&letter, e);
	if (r == 0) {
		bytes_put(&l->one, letter.data, letter.length);
		param_array_add(&l->people, person);
		param_array_add(&l->letters, text_string(&l->one));
	}
	text_done(&letter);
	return r;
}

/* To all of a realm, or to those who lack one. */
static int write_letters(struct tend *tend, struct letters *l, bool all, struct error *e)
{
	int end = tend_behind(tend, tend->at), r = 0;

	param_array_open(&l->people);
	param_array_open(&l->letters);
	for (int row = tend->at; row < end && r == 0; row++)
		if (all || tend_lacks(tend, row))
			r = letter_add(tend, l, row, e);
	param_array_close(&l->people);
	param_array_close(&l->letters);
	return r != 0 ? r : text_check(&l->letters, e);
}

/* ---- a realm after the other ----------------------------------------------------------------- */

void tend_skip(struct tend *tend, const struct error *e)
{
	const char *realm = tend_realm(tend, tend->at), *name = tend_name(tend, tend->at);
	const struct alarm alarm = { .kind = ALARM_REALM, .object = realm };

	if (name == NULL)
		name = realm;
	if (e->code == ERR_TAMPERED)
		work_tampered(&tend->holder.work, name, &alarm, e);
	else
		app_say(tend->holder.work.app, SAY_WARN, "%s: %s", name, e->text);
	tend->failed++;
	tend->at = tend_behind(tend, tend->at);
	tend_next(tend);
}

/* Whom she has given her keys to, for the next time that she is asked. */
static void remember(struct tend *tend, bool all)
{
	struct error e = { 0 };
	int end = tend_behind(tend, tend->at), r = 0;

	for (int row = tend->at; row < end && r == 0; row++)
		if (all || tend_lacks(tend, row))
			r = ring_gave(tend->holder.ring, tend_realm(tend, row),
				rows_field(tend->needs, row, "person"), &e);
	if (r == 0 && all)
		r = tend_leave_out(tend, &e);
	if (r != 0)
		app_say(tend->holder.work.app, SAY_WARN, "%s", e.text);
}

static void turned(struct work *work, struct rows *rows)
{
	struct tend *tend = tend_of(work);

	(void)rows;
	ring_settle_realm(tend->holder.ring, tend_realm(tend, tend->at), true);
	remember(tend, true);
	tend->turned++;
	tend_wrap(tend);
}

static void given(struct work *work, struct rows *rows)
{
	struct tend *tend = tend_of(work);

	(void)rows;
	remember(tend, false);
	tend->given += tend_count_lacking(tend, tend->at, tend_behind(tend, tend->at));
	tend_wrap(tend);
}

static struct param serial_of(const struct tend *tend)
{
	return param_int(directory_serial(ring_directory(tend->holder.ring)));
}

static void turn(struct tend *tend)
{
	const char *realm = tend_realm(tend, tend->at);
	struct text box = { 0 }, chain = { 0 }, recovery = { 0 }, signature = { 0 };
	struct letters letters = { 0 };
	struct epoch_made made;
	struct error e = { 0 };
	int r = ring_turn(tend->holder.ring, &made, realm, &e);

	if (r == 0 && (r = write_letters(tend, &letters, true, &e)) != 0)
		ring_settle_realm(tend->holder.ring, realm, false);
	if (r == 0) {
		bytes_put(&box, made.box, sizeof made.box);
		bytes_put(&chain, made.chain, sizeof made.chain);
		bytes_put(&recovery, made.recovery, sizeof made.recovery);
		bytes_put(&signature, made.signature, sizeof made.signature);
		struct param params[] = { param_null(), param_text(realm), serial_of(tend),
			param_int(made.epoch), param_text(text_string(&box)),
			param_text(made.has_chain ? text_string(&chain) : NULL),
			param_text(text_string(&recovery)), param_text(text_string(&signature)),
			param_text(text_string(&letters.people)),
			param_text(text_string(&letters.letters)) };
		work_change(&tend->holder.work, Q_REALM_TURN, params, 10, turned);
	}
	letters_done(&letters);
	text_done(&box);
	text_done(&chain);
	text_done(&recovery);
	text_done(&signature);
	if (r != 0)
		tend_skip(tend, &e);
}

static void give(struct tend *tend)
{
	struct letters letters = { 0 };
	struct error e = { 0 };
	int r = write_letters(tend, &letters, false, &e);

	if (r == 0) {
		struct param params[] = { param_null(), param_text(tend_realm(tend, tend->at)),
			serial_of(tend), param_int(rows_field_int(tend->needs, tend->at, "epoch")),
			param_text(text_string(&letters.people)),
			param_text(text_string(&letters.letters)) };
		work_change(&tend->holder.work, Q_REALM_GIVE, params, 6, given);
	}
	letters_done(&letters);
	if (r != 0)
		tend_skip(tend, &e);
}

static void finish(struct tend *tend)
{
	struct app *app = tend->holder.work.app;

	if (tend->after != NULL) {
		tend->after(&tend->holder.work);
		return;
	}
	if (tend->turned + tend->given + tend->wrapped == 0 && tend->failed == 0)
		app_say(app, SAY_INFO, "%s",
			_("There is nothing to do. Who is new comes here once two registrars "
			  "have signed."));
	if (tend->turned > 0)
		app_say(app, SAY_INFO,
			ngettext("%d realm has a new key.", "%d realms have a new key.",
				(unsigned long)tend->turned),
			tend->turned);
	if (tend->given > 0)
		app_say(app, SAY_INFO,
			ngettext("%d key was given.", "%d keys were given.",
				(unsigned long)tend->given),
			tend->given);
	if (tend->wrapped > 0)
		app_say(app, SAY_INFO,
			ngettext("%d key of a case was wrapped again.",
				"%d keys of cases were wrapped again.",
				(unsigned long)tend->wrapped),
			tend->wrapped);
	if (tend->failed > 0)
		work_stop(&tend->holder.work, EXIT_REFUSED,
			ngettext("For %d realm not all could be done.",
				"For %d realms not all could be done.",
				(unsigned long)tend->failed),
			tend->failed);
	else
		work_end(&tend->holder.work);
}

static void skip_lacking(struct tend *tend, const char *why)
{
	struct error e;

	error_set(&e, ERR_KEY, "%s", why);
	tend_skip(tend, &e);
}

void tend_next(struct tend *tend)
{
	while (tend->at < rows_count(tend->needs) && !tend_is_wanted(tend, tend->at))
		tend->at = tend_behind(tend, tend->at);
	tend_wrap_begin(tend);
	if (tend->at >= rows_count(tend->needs))
		finish(tend);
	else if (tend_name(tend, tend->at) == NULL)
		skip_lacking(tend, _("the directory knows no such realm: nothing is done for it."));
	else if (!holds(tend, tend->at))
		skip_lacking(tend,
			_("you have not its key: another custodian has to give it to you first, or "
			  "`homeward admin recover`."));
	else if (tend_to_turn(tend, tend->at))
		turn(tend);
	else if (tend_count_lacking(tend, tend->at, tend_behind(tend, tend->at)) > 0)
		give(tend);
	else
		tend_wrap(tend);
}

/* ---- from the beginning ---------------------------------------------------------------------- */

static void needs_told(struct work *work, struct rows *rows)
{
	struct tend *tend = tend_of(work);

	rows_unref(tend->needs);
	tend->needs = rows_ref(rows);
	tend->at = 0;
	if (!tend->unasked && tend_show(tend)) {
		fflush(stdout);
		holder_rest(work);
		if (!secret_confirm(_("Shall this be done?"), holder_wait_s(&tend->holder))) {
			work_stop(work, EXIT_REFUSED, "%s", _("Nothing was changed."));
			return;
		}
	}
	tend_next(tend);
}

void tend_start(struct tend *tend)
{
	work_ask(&tend->holder.work, Q_REALM_NEEDS, NULL, 0, needs_told);
}

void tend_done(struct tend *tend)
{
	rows_unref(tend->needs);
	rows_unref(tend->old);
}
