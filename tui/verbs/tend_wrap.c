/* Keys of cases of a realm that has turned, wrapped again for its newest epoch. */
#include "tui/verbs/tend_int.h"

#include <stdio.h>

#include "db/bytes.h"
#include "db/sealed.h"
#include "tui/intl.h"

enum { WRAPS_AT_ONCE = 1000 };

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
		.realm = tend_realm(tend, tend->at),
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

/* Told of all of them in the end, where one of them is named. */
static void wrap_failed(struct tend *tend, const char *subject, const struct error *e)
{
	if (e->code == ERR_TAMPERED)
		alarm_raise(tend->holder.work.app,
			&(struct alarm){ .kind = ALARM_KEY, .object = subject });
	if (tend->bad++ > 0 && (e->code != ERR_TAMPERED || tend->bad_error.code == ERR_TAMPERED))
		return;
	text_copy(tend->one_bad, sizeof tend->one_bad, subject);
	tend->bad_error = *e;
}

static void wrapped(struct work *work, struct rows *rows)
{
	(void)rows;
	tend_wrap(tend_of(work));
}

static void open_arrays(struct wraps *w)
{
	param_array_open(&w->subjects);
	param_array_open(&w->keys);
	param_array_open(&w->generations);
	param_array_open(&w->wrapped);
}

static void close_arrays(struct wraps *w)
{
	param_array_close(&w->subjects);
	param_array_close(&w->keys);
	param_array_close(&w->generations);
	param_array_close(&w->wrapped);
}

/* Those that cannot be wrapped are left where they are, and the next are asked for behind them. */
static void add_wraps(struct tend *tend, struct wraps *w)
{
	uint32_t newest = ring_newest(tend->holder.ring, tend_realm(tend, tend->at));

	open_arrays(w);
	for (int row = 0; row < rows_count(tend->old); row++) {
		struct error e = { 0 };

		if (wrap_add(tend, w, tend->old, row, newest, &e) != 0)
			wrap_failed(tend, rows_field(tend->old, row, "subject"), &e);
	}
	close_arrays(w);
}

static void wrap_these(struct tend *tend)
{
	const char *realm = tend_realm(tend, tend->at);
	struct wraps w = { 0 };

	add_wraps(tend, &w);
	tend->wrapped += w.count;
	if (w.count > 0) {
		struct param params[] = { param_null(), param_text(realm),
			param_int(ring_newest(tend->holder.ring, realm)),
			param_text(text_string(&w.subjects)), param_text(text_string(&w.keys)),
			param_text(text_string(&w.generations)),
			param_text(text_string(&w.wrapped)) };
		work_change(&tend->holder.work, Q_SEALED_KEYS_REWRAP, params, 7, wrapped);
	} else {
		tend_wrap(tend);
	}
	wraps_done(&w);
}

static void chain_told(struct work *work, struct rows *rows)
{
	struct tend *tend = tend_of(work);
	struct error e = { 0 };
	int r = sealed_take_chain(tend->holder.ring, tend_realm(tend, tend->at), rows, &e);

	tend->chained = true;
	if (r != 0)
		tend_skip(tend, &e);
	else
		wrap_these(tend);
}

static void tell_bad(struct tend *tend)
{
	const struct alarm alarm = { .kind = ALARM_KEY, .object = tend->one_bad };
	char what[300];

	snprintf(what, sizeof what,
		ngettext("%s: %d key of a case cannot be wrapped again (%s)",
			"%s: %d keys of cases cannot be wrapped again (%s is one)",
			(unsigned long)tend->bad),
		tend_name(tend, tend->at), tend->bad, tend->one_bad);
	if (tend->bad_error.code == ERR_TAMPERED)
		work_tampered(&tend->holder.work, what, &alarm, &tend->bad_error);
	else
		app_say(tend->holder.work.app, SAY_WARN, "%s: %s", what, tend->bad_error.text);
}

static void finish(struct tend *tend)
{
	if (tend->bad > 0) {
		tend->failed++;
		tell_bad(tend);
	}
	tend->at = tend_behind(tend, tend->at);
	tend_next(tend);
}

static void old_told(struct work *work, struct rows *rows)
{
	struct tend *tend = tend_of(work);
	const struct param realm = param_text(tend_realm(tend, tend->at));

	rows_unref(tend->old);
	tend->old = rows_ref(rows);
	if (rows_count(rows) == 0)
		finish(tend);
	else if (!tend->chained)
		work_ask(work, Q_REALM_CHAIN, &realm, 1, chain_told);
	else
		wrap_these(tend);
}

void tend_wrap_begin(struct tend *tend)
{
	rows_unref(tend->old);
	tend->old = NULL;
	tend->chained = false;
	tend->bad = 0;
}

void tend_wrap(struct tend *tend)
{
	struct rows *before = tend->old;
	int last = rows_count(before) - 1;
	const struct param params[] = { param_text(tend_realm(tend, tend->at)),
		param_int(WRAPS_AT_ONCE),
		last < 0 ? param_null() : param_int(rows_field_int(before, last, "epoch")),
		last < 0 ? param_null() : param_text(rows_field(before, last, "subject")),
		last < 0 ? param_null() : param_text(rows_field(before, last, "key")),
		last < 0 ? param_null() : param_int(rows_field_int(before, last, "generation")) };

	work_ask(&tend->holder.work, Q_SEALED_KEYS_OLD, params, 6, old_told);
}
