#include "tui/verbs/tend.h"

#include <stdio.h>
#include <string.h>

#include "db/bytes.h"
#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/verbs/secret.h"

enum { WRAPS_AT_ONCE = 1000, WRAPS_ASKED = 10000 /* the most that is answered */ };

static struct tend *tend_of(struct work *work)
{
	return (struct tend *)work;
}

static const char *realm_at(const struct tend *tend, int row)
{
	return rows_field(tend->needs, row, "realm");
}

/* By the directory, not by what the server calls it; NULL: it is not in it. */
static const char *name_at(const struct tend *tend, int row)
{
	const struct directory_realm *realm =
		directory_realm(ring_directory(tend->holder.ring), realm_at(tend, row));

	return realm != NULL ? realm->name : NULL;
}

/* The row behind the last of the realm that begins at row. */
static int behind(const struct tend *tend, int row)
{
	const char *realm = realm_at(tend, row);
	int next = row;

	while (next < rows_count(tend->needs) && strcmp(realm_at(tend, next), realm) == 0)
		next++;
	return next;
}

static bool is_wanted(const struct tend *tend, int row)
{
	return tend->only[0] == '\0' || strcmp(tend->only, realm_at(tend, row)) == 0;
}

static bool to_turn(const struct tend *tend, int row)
{
	return tend->only[0] != '\0' || rows_field_bool(tend->needs, row, "must_turn") ||
		rows_field_int(tend->needs, row, "epoch") == 0;
}

/* In the realm's newest epoch as the server says, which the ring must have. */
static bool holds(const struct tend *tend, int row)
{
	return ring_newest(tend->holder.ring, realm_at(tend, row)) ==
		(uint32_t)rows_field_int(tend->needs, row, "epoch");
}

static bool lacks_letter(const struct tend *tend, int row)
{
	return !rows_field_bool(tend->needs, row, "has_letter");
}

/* ---- showing what there is to do ------------------------------------------------------------- */

static void show(const char *text)
{
	char safe[1024];

	cells_safe(safe, sizeof safe, text, strlen(text), -1);
	printf("%s\n", safe);
}

/* By the directory, not by what the server calls her. */
static void show_reader(const struct tend *tend, int row)
{
	const struct directory_person *person = directory_person(ring_directory(tend->holder.ring),
		rows_field(tend->needs, row, "person"));
	char words[PERSON_WORDS_TEXT], line[400];

	if (person == NULL)
		return;
	person_words(person->id, person->number, person->login, person->box, person->sign, words);
	snprintf(line, sizeof line, "    %-24s %s", person->login, words);
	show(line);
}

static int count_lacking(const struct tend *tend, int row, int end)
{
	int count = 0;

	for (; row < end; row++)
		count += lacks_letter(tend, row);
	return count;
}

/* Whether there is something to be done that has to be asked for. */
static bool show_needs(struct tend *tend)
{
	bool any = false;
	char line[400];
	int end;

	for (int row = 0; row < rows_count(tend->needs); row = end) {
		const char *name = name_at(tend, row);
		bool turn = to_turn(tend, row);

		end = behind(tend, row);
		if (name == NULL || !is_wanted(tend, row) ||
			(!turn && count_lacking(tend, row, end) == 0))
			continue;
		any = true;
		snprintf(line, sizeof line,
			turn ? _("%s: gets a new key, which only these will have:") :
			       _("%s: its key goes to"),
			name);
		show(line);
		for (int at = row; at < end; at++)
			if (turn || lacks_letter(tend, at))
				show_reader(tend, at);
	}
	return any;
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
	int r = ring_give(tend->holder.ring, &letter, realm_at(tend, row), person, e);

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
	int end = behind(tend, tend->at), r = 0;

	param_array_open(&l->people);
	param_array_open(&l->letters);
	for (int row = tend->at; row < end && r == 0; row++)
		if (all || lacks_letter(tend, row))
			r = letter_add(tend, l, row, e);
	param_array_close(&l->people);
	param_array_close(&l->letters);
	return r != 0 ? r : text_check(&l->letters, e);
}

/* ---- a realm after the other ----------------------------------------------------------------- */

static void next_realm(struct tend *tend);
static void wrap_more(struct tend *tend);

static void skip(struct tend *tend, const char *why)
{
	const char *name = name_at(tend, tend->at);

	app_say(tend->holder.work.app, SAY_WARN, "%s: %s",
		name != NULL ? name : realm_at(tend, tend->at), why);
	tend->failed++;
	tend->at = behind(tend, tend->at);
	next_realm(tend);
}

static void turned(struct work *work, struct rows *rows)
{
	struct tend *tend = tend_of(work);

	(void)rows;
	ring_settle_realm(tend->holder.ring, realm_at(tend, tend->at), true);
	tend->turned++;
	wrap_more(tend);
}

static void given(struct work *work, struct rows *rows)
{
	struct tend *tend = tend_of(work);

	(void)rows;
	tend->given += count_lacking(tend, tend->at, behind(tend, tend->at));
	wrap_more(tend);
}

static struct param serial_of(const struct tend *tend)
{
	return param_int(directory_serial(ring_directory(tend->holder.ring)));
}

static void turn(struct tend *tend)
{
	const char *realm = realm_at(tend, tend->at);
	struct text box = { 0 }, chain = { 0 }, recovery = { 0 }, signature = { 0 };
	struct letters letters = { 0 };
	struct epoch_made made;
	struct error e = { 0 };
	int r = ring_turn(tend->holder.ring, &made, realm, &e);

	if (r == 0)
		r = write_letters(tend, &letters, true, &e);
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
		skip(tend, e.text);
}

static void give(struct tend *tend)
{
	struct letters letters = { 0 };
	struct error e = { 0 };
	int r = write_letters(tend, &letters, false, &e);

	if (r == 0) {
		struct param params[] = { param_null(), param_text(realm_at(tend, tend->at)),
			serial_of(tend), param_int(rows_field_int(tend->needs, tend->at, "epoch")),
			param_text(text_string(&letters.people)),
			param_text(text_string(&letters.letters)) };
		work_change(&tend->holder.work, Q_REALM_GIVE, params, 6, given);
	}
	letters_done(&letters);
	if (r != 0)
		skip(tend, e.text);
}

static void finish(struct tend *tend)
{
	struct app *app = tend->holder.work.app;

	if (tend->after != NULL) {
		tend->after(&tend->holder.work);
		return;
	}
	if (tend->turned + tend->given + tend->wrapped == 0 && tend->failed == 0)
		app_say(app, SAY_INFO, "%s", _("There is nothing to do."));
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

static void next_realm(struct tend *tend)
{
	while (tend->at < rows_count(tend->needs) && !is_wanted(tend, tend->at))
		tend->at = behind(tend, tend->at);
	tend->chained = false;
	tend->bad = 0;
	if (tend->at >= rows_count(tend->needs))
		finish(tend);
	else if (name_at(tend, tend->at) == NULL)
		skip(tend, _("the directory knows no such realm: nothing is done for it."));
	else if (!holds(tend, tend->at))
		skip(tend,
			_("you have not its key: another custodian has to give it to you first, or "
			  "`homeward admin recover`."));
	else if (to_turn(tend, tend->at))
		turn(tend);
	else if (count_lacking(tend, tend->at, behind(tend, tend->at)) > 0)
		give(tend);
	else
		wrap_more(tend);
}

/* ---- keys of cases --------------------------------------------------------------------------- */

struct wraps {
	struct text subjects, keys, generations, wrapped, one;
	int count;
};

static void wraps_done(struct wraps *w)
{
	text_done(&w->subjects);
	text_done(&w->keys);
	text_done(&w->generations);
	text_done(&w->wrapped);
	text_done(&w->one);
}

static int wrap_add(struct tend *tend, struct wraps *w, const struct rows *rows, int row,
	uint32_t newest, struct error *e)
{
	unsigned char before[RING_WRAPPED];
	struct wrap_place from = { .case_id = rows_field(rows, row, "subject"),
		.key = rows_field(rows, row, "key"),
		.realm = realm_at(tend, tend->at),
		.generation = (uint32_t)rows_field_int(rows, row, "generation"),
		.born = (uint32_t)rows_field_int(rows, row, "born"),
		.epoch = (uint32_t)rows_field_int(rows, row, "epoch") };
	struct wrap_place to = from;
	struct text again = { 0 };
	int r = 0;

	to.epoch = newest;
	if (!bytes_read(before, sizeof before, rows, row, "wrapped"))
		r = error_set(e, ERR_TAMPERED, "%s", _("What the server sends is no wrapped key."));
	if (r == 0)
		r = ring_wrap_again(tend->holder.ring, &again, &from, before, sizeof before, &to,
			e);
	if (r == 0)
		r = text_check(&again, e);
	if (r == 0) {
		text_clear(&w->one);
		bytes_put(&w->one, again.data, again.length);
		param_array_add(&w->subjects, from.case_id);
		param_array_add(&w->keys, from.key);
		param_array_add_int(&w->generations, from.generation);
		param_array_add(&w->wrapped, text_string(&w->one));
		w->count++;
	}
	text_done(&again);
	return r;
}

static void wrapped(struct work *work, struct rows *rows)
{
	(void)rows;
	wrap_more(tend_of(work));
}

/* So many are asked for that those which cannot be wrapped never fill the answer. */
static int wraps_asked(const struct tend *tend)
{
	return tend->bad + WRAPS_AT_ONCE < WRAPS_ASKED ? tend->bad + WRAPS_AT_ONCE : WRAPS_ASKED;
}

static int add_wraps(struct tend *tend, struct wraps *w, const struct rows *rows,
	const char **first, struct error *e)
{
	uint32_t newest = ring_newest(tend->holder.ring, realm_at(tend, tend->at));
	int bad = 0;

	param_array_open(&w->subjects);
	param_array_open(&w->keys);
	param_array_open(&w->generations);
	param_array_open(&w->wrapped);
	for (int row = 0; row < rows_count(rows) && w->count < WRAPS_AT_ONCE; row++) {
		struct error one = { 0 };

		if (wrap_add(tend, w, rows, row, newest, &one) == 0)
			continue;
		if (bad++ == 0) {
			*first = rows_field(rows, row, "subject");
			*e = one;
		}
	}
	param_array_close(&w->subjects);
	param_array_close(&w->keys);
	param_array_close(&w->generations);
	param_array_close(&w->wrapped);
	return bad;
}

static void tell_bad(struct tend *tend, const char *first, const struct error *e)
{
	app_say(tend->holder.work.app, SAY_WARN,
		ngettext("%s%s: %d key of a case cannot be wrapped again (%s): %s",
			"%s%s: %d keys of cases cannot be wrapped again (%s is the first): %s",
			(unsigned long)tend->bad),
		e->code == ERR_TAMPERED ? _("TAMPERED: ") : "", name_at(tend, tend->at), tend->bad,
		first, e->text);
}

/* Those that were wrapped badly are left, and told. */
static void wrap_these(struct work *work, struct rows *rows)
{
	struct tend *tend = tend_of(work);
	uint32_t newest = ring_newest(tend->holder.ring, realm_at(tend, tend->at));
	struct wraps w = { 0 };
	struct error e = { 0 };
	const char *first = "";
	int asked = wraps_asked(tend), bad = add_wraps(tend, &w, rows, &first, &e);

	if (bad > tend->bad) {
		tend->failed += tend->bad == 0;
		tend->bad = bad;
		tell_bad(tend, first, &e);
	}
	tend->wrapped += w.count;
	if (w.count > 0) {
		struct param params[] = { param_null(), param_text(realm_at(tend, tend->at)),
			param_int(newest), param_text(text_string(&w.subjects)),
			param_text(text_string(&w.keys)), param_text(text_string(&w.generations)),
			param_text(text_string(&w.wrapped)) };
		work_change(work, Q_SEALED_KEYS_REWRAP, params, 7, wrapped);
	} else if (wraps_asked(tend) > asked) {
		wrap_more(tend);
	} else {
		tend->at = behind(tend, tend->at);
		next_realm(tend);
	}
	wraps_done(&w);
}

static void chain_told(struct work *work, struct rows *rows)
{
	struct tend *tend = tend_of(work);
	unsigned char chain[RING_WRAPPED];
	struct error e = { 0 };

	for (int row = 0; row < rows_count(rows) && e.code == 0; row++)
		if (bytes_read(chain, sizeof chain, rows, row, "chain"))
			ring_take_before(tend->holder.ring, realm_at(tend, tend->at),
				(uint32_t)rows_field_int(rows, row, "epoch") - 1, chain,
				sizeof chain, &e);
	tend->chained = true;
	if (e.code != 0)
		skip(tend, e.text);
	else
		wrap_more(tend);
}

static void old_told(struct work *work, struct rows *rows)
{
	struct tend *tend = tend_of(work);
	const struct param realm = param_text(realm_at(tend, tend->at));

	if (rows_count(rows) == 0) {
		tend->at = behind(tend, tend->at);
		next_realm(tend);
	} else if (!tend->chained) {
		work_ask(work, Q_REALM_CHAIN, &realm, 1, chain_told);
	} else {
		wrap_these(work, rows);
	}
}

static void wrap_more(struct tend *tend)
{
	const struct param params[] = { param_text(realm_at(tend, tend->at)),
		param_int(wraps_asked(tend)) };

	work_ask(&tend->holder.work, Q_SEALED_KEYS_OLD, params, 2, old_told);
}

/* ---- from the beginning ---------------------------------------------------------------------- */

static void needs_told(struct work *work, struct rows *rows)
{
	struct tend *tend = tend_of(work);

	rows_unref(tend->needs);
	tend->needs = rows_ref(rows);
	tend->at = 0;
	if (!tend->unasked && show_needs(tend)) {
		fflush(stdout);
		holder_rest(work);
		if (!secret_confirm(_("Shall this be done?"), holder_wait_s(&tend->holder))) {
			work_stop(work, EXIT_REFUSED, "%s", _("Nothing was changed."));
			return;
		}
	}
	next_realm(tend);
}

void tend_start(struct tend *tend)
{
	work_ask(&tend->holder.work, Q_REALM_NEEDS, NULL, 0, needs_told);
}

void tend_done(struct tend *tend)
{
	rows_unref(tend->needs);
}
