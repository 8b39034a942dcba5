/* A record on its way into the database: under which key, what becomes of an answer that is lost,
 * late or bad. The database answers what the test says. */
#include "tests/unit/a_night.h"

#include "db/bytes.h"
#include "tui/app/keeping.h"
#include "tui/app/state.h"

static struct app app;
static struct keeping keeping;
static unsigned char bytes[512];
static struct record record;

static struct {
	char realm[UUID_TEXT]; /* of the key that was kept */
	bool offline;
	int told;
	enum keeping_result result;
} world;

/* ---- the world ---- */

int app_ask(struct app *a, enum query query, const struct param *params, size_t count,
	app_answer_fn *fn, void *who)
{
	(void)a, (void)params, (void)count;
	return line_ask(query, fn, who);
}

int app_change(struct app *a, enum query query, const struct param *params, size_t count,
	app_answer_fn *fn, void *who)
{
	(void)a;
	assert_int_equal(count, query == Q_SEALED_KEEP ? 8 : 7);
	if (query == Q_SEALED_KEY_KEEP)
		text_copy(world.realm, sizeof world.realm, params[4].text);
	return line_ask(query, fn, who);
}

bool app_is_live(const struct app *a)
{
	(void)a;
	return !world.offline;
}

void views_changed(struct app *a, const char *id, int version)
{
	(void)a, (void)id, (void)version;
}

/* ---- playing ---- */

static unsigned kept(void *who, enum keeping_result result)
{
	assert_ptr_equal(who, &keeping);
	world.told++;
	world.result = result;
	return EFFECT_NONE;
}

static int begin(void **state)
{
	if (setup(state) != 0)
		return -1;
	memset(&app, 0, sizeof app);
	memset(&world, 0, sizeof world);
	memset(&night, 0, sizeof night);
	memset(&line, 0, sizeof line);
	keeping_init(&keeping, &app, kept, &keeping);
	return 0;
}

static int end(void **state)
{
	keeping_done(&keeping);
	return teardown(state);
}

static void answer_outcome(enum query query, const char *refusal)
{
	static const char *const names[] = { "event_id", "refusal", "message", "hint", "field" };
	struct rows *rows = rows_new(5, names);

	assert_true(rows_add(rows,
		(const char *[]){ refusal == NULL ? "7" : NULL, refusal, "m", "h", NULL }));
	line_answer_rows(query, rows);
}

/* There is no key yet in this realm, the last was of this generation. */
static void answer_keys(const char *realm, const char *generation)
{
	static const char *const names[] = { "key", "generation", "born", "realm", "epoch",
		"wrapped", "newest", "to_turn" };
	struct rows *rows = rows_new(8, names);

	assert_true(rows_add(rows,
		(const char *[]){ "office", generation, "0", realm, "0", NULL, "1", "f" }));
	line_answer_rows(Q_SEALED_KEYS, rows);
}

static void start(uint32_t version)
{
	const struct sealed_at at = {
		.subject = CASE, .id = ROW, .kind = "identity", .key = "office", .version = version
	};

	assert_int_equal(record_begin(&record, bytes, sizeof bytes, NULL), 0);
	assert_int_equal(record_put(&record, "name.1.text", "Somsri", NULL), 0);
	world.told = 0;
	keeping_start(&keeping, &at, &record);
}

static void start_sent(void)
{
	start(0);
	answer_keys(REALM, "0");
	answer_outcome(Q_SEALED_KEY_KEEP, NULL);
	assert_int_equal(line.query, Q_SEALED_KEEP);
}

static void ended(enum keeping_result result)
{
	assert_int_equal(world.told, 1);
	assert_int_equal(world.result, result);
	assert_false(keeping.busy);
	assert_null(app.keeping);
}

/* ---- tests ---- */

/* The case has gone to another office while it was edited: the next key is that one's, and what is
 * written from then on is nobody else's. */
static void a_case_that_changed_its_office(void **state)
{
	(void)state;
	turn(SUPERVISOR, &second, HEALTH);
	ring_settle_realm(rings[SUPERVISOR], HEALTH, true);
	start_sent();
	assert_string_equal(world.realm, REALM);
	answer_outcome(Q_SEALED_KEEP, "key_old");
	assert_int_equal(take(NIGHT, &second), 0);
	answer_keys(HEALTH, "1");
	assert_int_equal(line.query, Q_SEALED_KEY_KEEP);
	assert_string_equal(world.realm, HEALTH);
	answer_outcome(Q_SEALED_KEY_KEEP, NULL);
	assert_int_equal(keeping.at.generation, 2);
	answer_outcome(Q_SEALED_KEEP, NULL);
	ended(KEEPING_SAVED);
	/* She has no key of the one it went to. */
	start(1);
	line_answer_rows(Q_SEALED_KEYS, rows_new(1, (const char *const[]){ "key" }));
	ended(KEEPING_REFUSED);
	assert_non_null(strstr(keeping.problem, "no key for this"));
}

/* Its key was old, and there is nothing any more to seal under another. */
static void locked_before_the_answer(void **state)
{
	(void)state;
	start_sent();
	keeping_lost(&keeping);
	night.shut = true;
	answer_outcome(Q_SEALED_KEEP, "key_old");
	ended(KEEPING_LOCKED);
	night.shut = false;
	start(0);
	keeping_lost(&keeping);
	night.shut = true;
	answer_keys(REALM, "1");
	ended(KEEPING_LOCKED);
}

static void too_late_is_not_offline(void **state)
{
	(void)state;
	start_sent();
	line_answer(Q_SEALED_KEEP, (struct answer){ .err = ERR_TIMEOUT });
	ended(KEEPING_REFUSED);
	assert_non_null(strstr(keeping.problem, "did not answer in time"));
	start(0);
	world.offline = true;
	line_answer(Q_SEALED_KEYS, (struct answer){ .err = ERR_TIMEOUT });
	ended(KEEPING_OFFLINE);
}

/* What was refused before is no word about a save that was never sent. */
static void a_refusal_is_of_one_save(void **state)
{
	static const char *const names[] = { "event_id", "refusal", "message", "hint", "field" };
	struct rows *rows = rows_new(5, names);

	(void)state;
	start_sent();
	assert_true(rows_add(rows, (const char *[]){ NULL, "batch_full", "m", "h", "batch" }));
	line_answer_rows(Q_SEALED_KEEP, rows);
	ended(KEEPING_REFUSED);
	assert_string_equal(keeping.field, "batch");
	world.offline = true;
	start(0);
	world.offline = false;
	ended(KEEPING_OFFLINE);
	assert_string_equal(keeping.field, "");
}

static void without_memory_it_ends(void **state)
{
	(void)state;
	start_sent();
	line_answer(Q_SEALED_KEEP, (struct answer){ .err = ERR_UNKNOWN });
	assert_true(keeping_is_unsure(&keeping));
	assert_int_equal(world.told, 0);
	line.full = true;
	assert_ptr_equal(line.live_who, &keeping);
	line.live(&keeping);
	ended(KEEPING_REFUSED);
	assert_non_null(strstr(keeping.problem, "not known whether it is saved"));
}

/* Another was shown as the same version: hers may be lost, so she keeps what she typed. */
static void one_of_two_was_never_kept(void **state)
{
	const struct record_place same = { "sealed", "identity", "office", ROW, CASE, 1, 1 };

	(void)state;
	start_sent();
	assert_int_equal(ring_kept(rings[NIGHT], &same, "another", 7, NULL), 0);
	answer_outcome(Q_SEALED_KEEP, NULL);
	ended(KEEPING_REFUSED);
	assert_int_equal(night.alarms, 1);
	assert_non_null(strstr(keeping.problem, "not known whether it is saved"));
}

/* What nobody asked for, in the place of what somebody saves. */
static struct keeping quiet;
static int quiet_told;

static unsigned quiet_kept(void *who, enum keeping_result result)
{
	assert_ptr_equal(who, &quiet);
	assert_int_equal(result, KEEPING_OFFLINE);
	quiet_told++;
	return EFFECT_NONE;
}

static void start_quiet(void)
{
	const struct sealed_at at = {
		.subject = CASE, .id = ROW, .kind = "initials", .key = "office"
	};

	quiet_told = 0;
	keeping_init(&quiet, &app, quiet_kept, &quiet);
	quiet.quiet = true;
	assert_int_equal(record_begin(&record, bytes, sizeof bytes, NULL), 0);
	keeping_start(&quiet, &at, &record);
	answer_keys(REALM, "0");
	assert_int_equal(line.query, Q_SEALED_KEY_KEEP);
	assert_ptr_equal(app.keeping, &quiet);
}

static void it_gives_way(void **state)
{
	(void)state;
	start_quiet();
	start_sent();
	assert_int_equal(quiet_told, 1);
	assert_string_equal(line.said, "");
	answer_outcome(Q_SEALED_KEEP, NULL);
	ended(KEEPING_SAVED);
	keeping_done(&quiet);
}

static void nobody_waits_for_its_answer(void **state)
{
	(void)state;
	start_quiet();
	line_answer(Q_SEALED_KEY_KEEP, (struct answer){ .err = ERR_UNKNOWN });
	assert_int_equal(quiet_told, 1);
	assert_string_equal(line.said, "");
	assert_null(app.keeping);
	assert_null(line.live);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_case_that_changed_its_office, begin, end),
		cmocka_unit_test_setup_teardown(locked_before_the_answer, begin, end),
		cmocka_unit_test_setup_teardown(too_late_is_not_offline, begin, end),
		cmocka_unit_test_setup_teardown(a_refusal_is_of_one_save, begin, end),
		cmocka_unit_test_setup_teardown(without_memory_it_ends, begin, end),
		cmocka_unit_test_setup_teardown(one_of_two_was_never_kept, begin, end),
		cmocka_unit_test_setup_teardown(it_gives_way, begin, end),
		cmocka_unit_test_setup_teardown(nobody_waits_for_its_answer, begin, end),
	};

	return cmocka_run_group_tests_name("keeping", tests, NULL, NULL);
}
