/* Sealed records on their way to a screen: keys that have to be fetched first, from more than one
 * office, and what takes a record away again. The database answers what the test says. */
#include "tests/unit/a_night.h"

#include <stdlib.h>

#include "db/bytes.h"
#include "tui/app/opening.h"
#include "tui/app/state.h"

#define OTHER_ROW "dddddddd-0000-4000-8000-000000000002"

enum { ROOM = 512 };

static struct app app;
static struct view view = { .app = &app }, other_view = { .app = &app };
static struct opening opening, other;
static struct served third;

static struct {
	struct view *front;
	char realm[UUID_TEXT]; /* that was asked for */
	int unshown, told, gone, r;
} world;

/* ---- the world ---- */

int app_ask(struct app *a, enum query query, const struct param *params, size_t count,
	app_answer_fn *fn, void *who)
{
	(void)a;
	assert_int_equal(count, 1);
	text_copy(world.realm, sizeof world.realm, params[0].text);
	return line_ask(query, fn, who);
}

int app_change(struct app *a, enum query query, const struct param *params, size_t count,
	app_answer_fn *fn, void *who)
{
	(void)a, (void)params;
	assert_int_equal(count, 4);
	return line_ask(query, fn, who);
}

unsigned app_unlock(struct app *a, app_unlock_fn *fn, void *who)
{
	(void)a;
	return fn(who, true);
}

void app_choose(struct app *a, const char *title, const char *text, const struct choice *choices,
	size_t count, app_choice_fn *fn, void *who)
{
	(void)a, (void)title, (void)text, (void)choices, (void)count, (void)fn, (void)who;
}

void app_expect(struct app *a, app_choice_fn *fn, void *who)
{
	(void)a, (void)fn, (void)who;
}

void app_drop_typed(struct app *a, const void *who)
{
	(void)a, (void)who;
}

void app_unshow(struct app *a)
{
	(void)a;
	world.unshown++;
}

struct view *app_front(const struct app *a)
{
	(void)a;
	return world.front;
}

/* ---- what is kept ---- */

/* One case that was of one office and then of another: a record of each. */
static struct kept {
	const char *realm, *id, *kind;
	uint32_t generation;
	struct text wrapped, blob;
} kept[2] = { { .realm = REALM, .id = ROW, .kind = "note", .generation = 1 },
	{ .realm = HEALTH, .id = OTHER_ROW, .kind = "note", .generation = 2 } };

static void write_kept(struct kept *to)
{
	const struct sealed_plan plan = {
		.key = "office", .generation = to->generation, .epoch = 1
	};
	struct sealed_plan own = plan;
	struct sealed_at at = { .subject = CASE, .key = "office", .version = 1 };
	unsigned char bytes[ROOM];
	struct record record;

	text_copy(own.realm, sizeof own.realm, to->realm);
	text_copy(at.id, sizeof at.id, to->id);
	text_copy(at.kind, sizeof at.kind, to->kind);
	at.generation = to->generation;
	assert_int_equal(sealed_make(rings[SUPERVISOR], &to->wrapped, CASE, &own, NULL), 0);
	ring_settle_case(rings[SUPERVISOR], CASE, "office", own.generation, true);
	assert_int_equal(record_begin(&record, bytes, sizeof bytes, NULL), 0);
	assert_int_equal(record_put(&record, "text", to->realm, NULL), 0);
	assert_int_equal(sealed_write(rings[SUPERVISOR], &to->blob, &at, &record, NULL), 0);
}

/* Both offices have turned since: NIGHT has the newest of the second, and of the first nothing. */
static int begin(void **state)
{
	if (setup(state) != 0)
		return -1;
	memset(&app, 0, sizeof app);
	memset(&world, 0, sizeof world);
	memset(&night, 0, sizeof night);
	memset(&line, 0, sizeof line);
	world.front = &view;
	app.now = 5000000;
	turn(SUPERVISOR, &third, HEALTH);
	ring_settle_realm(rings[SUPERVISOR], HEALTH, true);
	for (int i = 0; i < 2; i++)
		write_kept(&kept[i]);
	turn(SUPERVISOR, &second, REALM);
	ring_settle_realm(rings[SUPERVISOR], REALM, true);
	turn(SUPERVISOR, &third, HEALTH);
	ring_settle_realm(rings[SUPERVISOR], HEALTH, true);
	again(NIGHT);
	assert_int_equal(take(NIGHT, &third), 0);
	return 0;
}

static int end(void **state)
{
	opening_done(&opening);
	opening_done(&other);
	assert_null(app.openings);
	opening = other = (struct opening){ .view = NULL };
	for (int i = 0; i < 2; i++) {
		text_done(&kept[i].wrapped);
		text_done(&kept[i].blob);
	}
	return teardown(state);
}

/* ---- answers ---- */

static void answer_refusal(const char *refusal)
{
	static const char *const names[] = { "refusal", "message" };
	struct rows *rows = rows_new(2, names);

	assert_true(rows_add(rows, (const char *[]){ refusal, "Not for you." }));
	line_answer_rows(Q_SEALED_OPEN, rows);
}

static void add_kept(struct rows *rows, const struct kept *from)
{
	struct text wrapped = { 0 }, blob = { 0 };
	char generation[16];

	bytes_put(&wrapped, text_string(&from->wrapped), from->wrapped.length);
	bytes_put(&blob, text_string(&from->blob), from->blob.length);
	snprintf(generation, sizeof generation, "%u", from->generation);
	assert_true(rows_add(rows,
		(const char *[]){ from->id, from->kind, "office", generation, "1",
			text_string(&blob), "1000", from->realm, "1", "1", text_string(&wrapped),
			NULL, NULL }));
	text_done(&wrapped);
	text_done(&blob);
}

static void answer_records(int one, int count)
{
	static const char *const names[] = { "id", "kind", "key", "generation", "version", "blob",
		"at", "realm", "epoch", "born", "wrapped", "refusal", "message" };
	struct rows *rows = rows_new(sizeof names / sizeof *names, names);

	for (int i = 0; i < count; i++)
		add_kept(rows, &kept[(one + i) % 2]);
	line_answer_rows(Q_SEALED_OPEN, rows);
}

/* Of the realm that was asked for; spoil: not what it was. */
static void answer_chain(bool spoil)
{
	static const char *const names[] = { "epoch", "chain" };
	const struct served *from = strcmp(world.realm, REALM) == 0 ? &second : &third;
	struct rows *rows = rows_new(2, names);
	unsigned char bytes[RING_WRAPPED];
	struct text chain = { 0 };

	memcpy(bytes, from->made.chain, sizeof bytes);
	bytes[50] ^= spoil;
	bytes_put(&chain, bytes, sizeof bytes);
	assert_true(rows_add(rows, (const char *[]){ "2", text_string(&chain) }));
	text_done(&chain);
	line_answer_rows(Q_REALM_CHAIN, rows);
}

/* ---- asking ---- */

static unsigned opened(void *who, int r)
{
	(void)who;
	world.told++;
	world.r = r;
	return EFFECT_NONE;
}

static void gone(void *who)
{
	(void)who;
	world.gone++;
}

static void ask(struct opening *which, struct view *of, unsigned flags)
{
	static const char *const kinds[] = { "note" };

	if (which->view == NULL)
		opening_init(which, of, opened, which);
	which->gone = gone;
	opening_start(which, CASE, "HW-1", kinds, 1, flags);
}

static void ask_twice(struct opening *which, struct view *of, unsigned flags)
{
	ask(which, of, flags);
	answer_refusal("ask_again");
}

/* The one record whose chain is the only thing that lacks. */
static void open_one(struct opening *which, struct view *of)
{
	ask_twice(which, of, OPENING_BRIEF);
	answer_records(1, 1);
	if (line.fn != NULL)
		answer_chain(false);
	assert_int_equal(world.r, 0);
	assert_int_equal(which->count, 1);
	assert_string_equal(record_value(&which->items[0].record, "text"), HEALTH);
}

/* ---- tests ---- */

/* Whichever comes first: the chain of one office is nothing to the other, and letters are read. */
static void keys_of_two_offices_come(void **state)
{
	for (int first_row = 0; first_row < 2; first_row++) {
		if (first_row > 0) {
			end(state);
			assert_int_equal(begin(state), 0);
		}
		ask_twice(&opening, &view, 0);
		answer_records(first_row, 2);
		answer_chain(false);
		assert_int_equal(night.refreshed, 1);
		assert_int_equal(take(NIGHT, &second), 0); /* which the letters brought */
		while (line.fn != NULL)
			answer_chain(false);
		assert_int_equal(night.alarms, 0);
		assert_int_equal(world.told, 1);
		assert_int_equal(opening.count, 2);
		for (int i = 0; i < 2; i++)
			assert_int_equal(opening.items[i].problem, 0);
	}
}

/* It is told once, and the record of the other office opens. */
static void a_bad_chain_is_told_once(void **state)
{
	(void)state;
	ask_twice(&opening, &view, 0);
	answer_records(0, 2);
	for (int i = 0; line.fn != NULL; i++) {
		if (i == 0)
			assert_int_equal(take(NIGHT, &second), 0);
		answer_chain(strcmp(world.realm, HEALTH) == 0);
	}
	assert_int_equal(night.alarms, 1);
	assert_int_equal(opening.items[0].problem, 0);
	assert_int_not_equal(opening.items[1].problem, 0);
	assert_null(opening.items[1].record.bytes);
	assert_string_not_equal(opening.items[1].why, "");
}

/* A server that has two of a kind of which there is one does not choose between them: not by which
 * comes first, nor is either shown. Of each alone it is a record. */
static void none_is_believed_of_two_of_a_single_kind(void **state)
{
	static const struct {
		const char *kinds[2];
		int count, problem;
	} ways[] = { { { "identity", "identity" }, 1, 0 },
		{ { "identity", "identity" }, 2, ERR_TAMPERED }, { { "identity", "family" }, 2, 0 },
		{ { "note", "note" }, 2, 0 }, { { "risk", "risk" }, 2, 0 },
		{ { "danger", "danger" }, 2, 0 }, { { "place", "place" }, 2, ERR_TAMPERED } };

	for (size_t i = 0; i < 2 * sizeof ways / sizeof *ways; i++) {
		const int problem = ways[i / 2].problem, count = ways[i / 2].count;

		end(state);
		for (int k = 0; k < 2; k++)
			kept[k].kind = ways[i / 2].kinds[k];
		assert_int_equal(begin(state), 0);
		assert_int_equal(take(NIGHT, &second), 0);
		ask_twice(&opening, &view, OPENING_BRIEF);
		answer_records((int)i % 2, count);
		while (line.fn != NULL)
			answer_chain(false);
		assert_int_equal(opening.count, count);
		assert_int_equal(night.alarms, problem == 0 ? 0 : count);
		for (int k = 0; k < count; k++) {
			assert_int_equal(opening.items[k].problem, problem);
			assert_int_equal(opening.items[k].record.bytes == NULL, problem != 0);
		}
	}
	kept[0].kind = kept[1].kind = "note";
}

/* The office of the case is another now, and she has no key of the one before. */
static void a_case_that_has_gone_is_refused(void **state)
{
	(void)state;
	ask(&opening, &view, OPENING_BRIEF);
	answer_refusal("not_in_realm");
	assert_int_equal(world.r, ERR_REFUSED);
	assert_string_equal(line.said, "Not for you.");
	assert_false(opening.busy);
	assert_int_equal(opening.count, 0);
	assert_null(app.openings);
}

static bool is_zero(const void *at, size_t size)
{
	const unsigned char *bytes = at;

	for (size_t i = 0; i < size; i++)
		if (bytes[i] != 0)
			return false;
	return true;
}

static void what_takes_it_away(void **state)
{
	const struct {
		int64_t later;
		bool veiled;
		struct view *front;
	} ways[] = { { 60000, false, &view }, { INT64_C(86400000), false, &view },
		{ 1, true, &view }, { 1, false, &other_view }, { 1, false, NULL } };

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		const char *bytes;

		app.veiled = false;
		world.front = &view;
		open_one(&opening, &view);
		bytes = opening.items[0].record.bytes;
		assert_int_equal(openings_due(&app), app.now + 60000);
		app.now += 1;
		openings_watch(&app);
		assert_int_equal(opening.count, 1);
		assert_int_equal(opening_left_s(&opening), 60);
		world.gone = world.unshown = 0;
		app.now += ways[i].later - 1;
		app.veiled = ways[i].veiled;
		world.front = ways[i].front;
		openings_watch(&app);
		assert_int_equal(opening.count, 0);
		assert_int_equal(world.gone, 1);
		assert_int_equal(world.unshown, 1);
		assert_true(is_zero(bytes, 40));
		assert_int_equal(openings_due(&app), 0);
	}
}

static void two_views_of_one_case(void **state)
{
	(void)state;
	open_one(&opening, &view);
	world.front = &other_view;
	open_one(&other, &other_view);
	openings_watch(&app);
	assert_int_equal(opening.count, 0);
	assert_int_equal(other.count, 1);
	assert_string_equal(record_value(&other.items[0].record, "text"), HEALTH);
	assert_ptr_equal(app.openings, &other);
}

/* Locked, closed or asked anew while keys are on their way: no answer is taken, nothing is left. */
static void what_is_under_way_is_dropped(void **state)
{
	(void)state;
	ask_twice(&opening, &view, OPENING_BRIEF);
	answer_records(1, 1);
	assert_int_equal(line.query, Q_REALM_CHAIN);
	night.shut = true;
	opening_lost(&opening);
	assert_null(line.fn);
	assert_false(opening.busy);
	assert_null(opening.rows);
	night.shut = false;
	ask_twice(&opening, &view, OPENING_BRIEF);
	answer_records(1, 1);
	ask(&opening, &view, OPENING_BRIEF);
	assert_int_equal(line.query, Q_SEALED_OPEN);
	assert_null(opening.rows);
	answer_refusal("ask_again");
	answer_records(1, 1);
	assert_non_null(opening.rows);
	opening_done(&opening);
	assert_null(line.fn);
	assert_null(opening.rows);
	assert_int_equal(world.told, 0);
}

static void why_nothing_came(void **state)
{
	static const struct {
		enum err err;
		const char *sqlstate, *says;
	} answers[] = { { ERR_OFFLINE, "", "the line is gone" },
		{ ERR_UNKNOWN, "", "the line is gone" },
		{ ERR_TIMEOUT, "", "did not answer in time" }, { ERR_SERVER, "53200", "53200" },
		{ ERR_MEMORY, "", "error memory" } };

	(void)state;
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		struct answer a = { .query = Q_SEALED_OPEN, .err = answers[i].err };

		text_copy(a.sqlstate, sizeof a.sqlstate, answers[i].sqlstate);
		ask(&opening, &view, OPENING_BRIEF);
		line.fn(line.who, &a);
		assert_int_equal(world.r, answers[i].err);
		assert_non_null(strstr(line.said, answers[i].says));
		assert_false(opening.busy);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(keys_of_two_offices_come, begin, end),
		cmocka_unit_test_setup_teardown(a_bad_chain_is_told_once, begin, end),
		cmocka_unit_test_setup_teardown(none_is_believed_of_two_of_a_single_kind, begin,
			end),
		cmocka_unit_test_setup_teardown(a_case_that_has_gone_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(what_takes_it_away, begin, end),
		cmocka_unit_test_setup_teardown(two_views_of_one_case, begin, end),
		cmocka_unit_test_setup_teardown(what_is_under_way_is_dropped, begin, end),
		cmocka_unit_test_setup_teardown(why_nothing_came, begin, end),
	};

	return cmocka_run_group_tests_name("opening", tests, NULL, NULL);
}
