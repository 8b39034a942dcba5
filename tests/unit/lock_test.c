/* The passphrase screen and the idle lock, with clocks that the test sets and a vault that says
 * what it is told to. */
#include "tests/unit/look.h"
#include "tests/unit/traces.h"

#include <string.h>
#include <time.h>

#include "db/base/clock.h"
#include "tui/app/job.h"
#include "tui/app/lock.h"
#include "tui/app/state.h"
#include "tui/app/vault.h"

#define START INT64_C(5000000)
#define WALL INT64_C(1795290060000)

static struct app app;
static struct conf conf;
static struct look look;
static char slab[64];

static struct {
	bool open, knows, holds, live, forms, unknown_job, away, loses;
	int tries, forgotten, put_away, unshown, taken_back, refreshed, fetched, asked_whose;
	int prepared; /* what vault_prepare() says */
	int outcome; /* what vault_try() says */
	char tried[64];
	int64_t took_ms, boot, asleep, wall;
	char events[64], said[400];
	int told_open, told_shut;
} world;

/* ---- the world ---- */

int64_t clock_now_ms(void)
{
	return world.boot;
}

int64_t clock_spread_ms(int64_t most)
{
	(void)most;
	return 0;
}

int64_t clock_earlier(int64_t one, int64_t other)
{
	return one == 0 || other == 0 ? one + other : one < other ? one : other;
}

int clock_gettime(clockid_t clock, struct timespec *out)
{
	int64_t ms = clock == CLOCK_MONOTONIC ? world.boot - world.asleep :
		clock == CLOCK_REALTIME       ? world.boot + world.wall :
						world.boot;

	*out = (struct timespec){ .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };
	return 0;
}

const char *vault_why(const struct app *a)
{
	(void)a;
	return "nobody signed for you";
}

bool vault_is_open(const struct app *a)
{
	(void)a;
	return world.open;
}

bool vault_knows_whose(const struct app *a)
{
	(void)a;
	return world.knows;
}

bool vault_holds_keys(const struct app *a)
{
	(void)a;
	return world.holds;
}

bool vault_keeps_forms(const struct app *a)
{
	(void)a;
	return world.forms;
}

int vault_prepare(struct app *a, struct error *e)
{
	if (world.prepared != 0)
		return error_set(e, world.prepared, "no key file");
	a->lock.typed = (struct passphrase){ .bytes = slab, .size = sizeof slab };
	return 0;
}

void vault_ask_whose(struct app *a)
{
	(void)a;
	world.asked_whose++;
}

int vault_try(struct app *a, const char *passphrase, int64_t since, struct error *e)
{
	(void)a, (void)since;
	world.tries++;
	snprintf(world.tried, sizeof world.tried, "%s", passphrase);
	world.boot += world.took_ms;
	if (world.outcome != 0)
		return error_set(e, world.outcome, "why not");
	world.holds = true;
	world.open = world.away;
	return 0;
}

bool vault_fetch(struct app *a)
{
	(void)a;
	world.fetched++;
	return world.live;
}

void vault_refresh(struct app *a)
{
	(void)a;
	world.refreshed++;
}

void vault_open_without(struct app *a)
{
	(void)a;
	world.open = true;
}

void vault_put_away(struct app *a)
{
	(void)a;
	world.put_away++;
	world.away = world.open;
	world.open = false;
}

void app_unshow(struct app *a)
{
	assert_true(world.put_away > 0);
	world.unshown++;
	term_forget(a->term);
}

void vault_forget(struct app *a)
{
	(void)a;
	world.forgotten++;
	world.away = world.open = world.holds = false;
}

void vault_take_back(struct app *a)
{
	(void)a;
	world.taken_back++;
}

bool app_is_live(const struct app *a)
{
	(void)a;
	return world.live;
}

bool job_unknown(const struct app *a)
{
	(void)a;
	return world.unknown_job;
}

void app_say(struct app *a, enum say_level level, const char *format, ...)
{
	va_list args;

	(void)a, (void)level;
	va_start(args, format);
	vsnprintf(world.said, sizeof world.said, format, args);
	va_end(args);
}

void app_log(const struct app *a, const char *event, const char *code)
{
	(void)a, (void)event, (void)code;
}

/* What is behind the screen gets a key. */
void app_event(struct app *a, const struct input_event *event)
{
	size_t n = strlen(world.events);

	if (lock_covers(a)) {
		lock_key(a, event);
		return;
	}
	lock_touch(a);
	snprintf(world.events + n, sizeof world.events - n, "%c", event->key);
	if (event->key == '?')
		a->choosing = true;
}

void app_carry_out(struct app *a)
{
	(void)a;
}

/* ---- playing ---- */

static unsigned told(void *who, bool open)
{
	assert_ptr_equal(who, &world);
	world.told_open += open;
	world.told_shut += !open;
	return EFFECT_NONE;
}

static int end(void **state)
{
	(void)state;
	if (look.term == NULL)
		return 0;
	lock_done(&app);
	look_close(&look);
	memset(&look, 0, sizeof look);
	return 0;
}

static void begin(int rows, int cols)
{
	end(NULL);
	memset(&world, 0, sizeof world);
	memset(&app, 0, sizeof app);
	memset(slab, 0, sizeof slab);
	world.boot = START;
	world.wall = WALL - START;
	world.live = world.knows = true;
	conf.vault.lock_after_s = 180;
	conf.vault.forget_after_s = 900;
	app.conf = &conf;
	app.now = START;
	look_open(&look, rows, cols);
	app.term = look.term;
}

static int begin_usual(void **state)
{
	(void)state;
	begin(24, 80);
	return 0;
}

/* The world as at the beginning of a turn of the loop after so long. */
static void pass(int64_t ms)
{
	world.boot += ms;
	app.now = world.boot;
	lock_watch(&app);
}

static const char *seen(void)
{
	free(look.text);
	look.all = term_frame(look.term);
	if (lock_covers(&app))
		lock_draw(&app, &look.all);
	return look_text(&look);
}

static void press(int key)
{
	char raw[2] = { (char)key, '\0' };
	const struct input_event event = { .key = key, .raw = raw, .raw_len = 1 };

	app.effects = 0;
	app_event(&app, &event);
}

static void type(const char *text)
{
	for (; *text != '\0'; text++)
		press(*text);
}

/* Enter, the paint that comes before, and the try. */
static void enter(void)
{
	press(INPUT_ENTER);
	seen();
	pass(0);
}

static void wiped(void)
{
	for (size_t i = 0; i < sizeof slab; i++)
		assert_int_equal(slab[i], 0);
	assert_int_equal(app.lock.typed.length, 0);
	for (size_t i = 0; i < sizeof app.lock.held; i++)
		assert_int_equal(((const char *)app.lock.held)[i], 0);
}

static void ask(void)
{
	assert_true(app_unlock(&app, told, &world) & EFFECT_REDRAW);
	assert_true(lock_covers(&app));
}

static void open_vault(void)
{
	ask();
	type("right");
	enter();
	assert_int_equal(app.lock.step, LOCK_OPENING);
	world.open = true;
	lock_opened(&app, 0);
	assert_false(lock_covers(&app));
	assert_int_equal(world.told_open, 1);
}

static void shows(const char *text)
{
	if (strstr(seen(), text) == NULL)
		fail_msg("no \"%s\" in:\n%s", text, look.text);
}

/* It says why, asks for nothing, and is not left. */
static void refused(const char *why)
{
	assert_int_equal(app.lock.step, LOCK_REFUSED);
	shows(why);
	shows("Esc back");
	assert_null(strstr(look.text, "passphrase:"));
}

/* ---- what is seen ---- */

static void nothing_but_the_prompt(void **state)
{
	static const struct {
		int rows, cols, row, col;
	} sizes[] = { { 24, 80, 8, 31 }, { 20, 60, 6, 21 }, { 43, 132, 14, 57 }, { 10, 40, 3, 11 },
		{ 3, 12, 1, 0 }, { 1, 80, 0, 31 } };

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		char wanted[200] = "";

		begin(sizes[i].rows, sizes[i].cols);
		open_vault();
		assert_true(app_lock(&app));
		for (int row = 0; row < sizes[i].rows; row++) {
			size_t n = strlen(wanted);

			if (row == sizes[i].row)
				snprintf(wanted + n, sizeof wanted - n, "%*s%s", sizes[i].col, "",
					"passphrase:");
			n = strlen(wanted);
			snprintf(wanted + n, sizeof wanted - n, "\n");
		}
		size_t n = strlen(wanted);
		snprintf(wanted + n, sizeof wanted - n, "cursor %d %d\n", sizes[i].row,
			sizes[i].col + 12 < sizes[i].cols ? sizes[i].col + 12 : sizes[i].cols - 1);
		assert_string_equal(seen(), wanted);
		end(NULL);
	}
}

static void neither_letters_nor_their_number(void **state)
{
	char one[4000];

	(void)state;
	ask();
	type("q");
	shows("passphrase: typed");
	snprintf(one, sizeof one, "%s", look.text);
	type("w e5$ another and another");
	assert_string_equal(seen(), one);
	for (int i = 0; i < 40; i++)
		press(INPUT_BACKSPACE);
	assert_null(strstr(seen(), "typed"));
	press('x');
	assert_string_equal(seen(), one);
}

static void hints_stand_below(void **state)
{
	(void)state;
	ask();
	type("ABC");
	shows("Caps Lock");
	press(INPUT_CTRL('u'));
	assert_null(strstr(seen(), "Caps"));
	app_event(&app, &(struct input_event){ .key = 0xe01, .raw = "\u0e01", .raw_len = 3 });
	shows("Thai");
}

/* ---- trying ---- */

static void it_is_painted_before_it_is_tried(void **state)
{
	(void)state;
	ask();
	press(INPUT_ENTER); /* nothing is typed */
	assert_int_equal(app.lock.step, LOCK_TYPING);
	type("se^cret");
	press(INPUT_ENTER);
	pass(0);
	pass(0);
	assert_int_equal(world.tries, 0);
	shows("unlocking, about 1 s");
	pass(0);
	assert_int_equal(world.tries, 1);
	assert_string_equal(world.tried, "se^cret");
	wiped();
}

static void what_is_typed_meanwhile_comes_after(void **state)
{
	(void)state;
	ask();
	type("secret");
	press(INPUT_ENTER);
	type("jj?k");
	assert_string_equal(world.events, "");
	seen();
	pass(0);
	type("x"); /* while the keys are asked for */
	shows("reading your keys");
	assert_string_equal(world.events, "");
	world.open = true;
	lock_opened(&app, 0);
	assert_int_equal(world.told_open, 1);
	/* What has opened a question by then has not been seen. */
	assert_string_equal(world.events, "jj?");
	assert_non_null(strstr(world.said, "dropped"));
	wiped();
}

static void a_wrong_one_says_so_and_drops_what_followed(void **state)
{
	(void)state;
	world.outcome = ERR_PASSPHRASE;
	ask();
	type("wrong");
	press(INPUT_ENTER);
	type("jj");
	seen();
	pass(0);
	wiped();
	shows("That passphrase is wrong.");
	assert_int_equal(app.lock.step, LOCK_TYPING);
	assert_int_equal(world.told_open + world.told_shut, 0);
	press('x');
	assert_null(strstr(seen(), "wrong"));
	assert_string_equal(world.events, "");
	press(INPUT_ESC);
	assert_int_equal(world.told_shut, 1);
	assert_false(lock_covers(&app));
	wiped();
}

static void wrong_ones_wait_longer_and_longer(void **state)
{
	static const int64_t waits[] = { 0, 0, 0, 1000, 2000, 4000, 8000, 16000, 30000, 30000 };

	(void)state;
	world.outcome = ERR_PASSPHRASE;
	ask();
	for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
		type("wrong");
		enter();
		if (waits[i] > 0) {
			assert_int_equal(world.tries, i);
			shows("tried in");
			pass(waits[i] - 1);
			seen();
			pass(0);
			assert_int_equal(world.tries, i);
			pass(1);
			seen();
			pass(0);
		}
		assert_int_equal(world.tries, i + 1);
	}
	/* Going back and coming again does not help; the right one does. */
	press(INPUT_ESC);
	ask();
	world.outcome = 0;
	type("right");
	enter();
	assert_int_equal(app.lock.step, LOCK_TRYING);
	pass(30000);
	seen();
	pass(0);
	assert_int_equal(app.lock.step, LOCK_OPENING);
	assert_int_equal(app.lock.wrong, 0);
}

static void anothers_turn_is_waited_for(void **state)
{
	(void)state;
	world.outcome = ERR_TIMEOUT;
	ask();
	type("secret");
	enter();
	assert_int_equal(world.tries, 1);
	shows("others are unlocking on this host");
	assert_memory_equal(slab, "secret", 7);
	for (int i = 2; i < 5; i++) {
		pass(199);
		assert_int_equal(world.tries, i - 1);
		pass(1);
		seen();
		pass(0);
		assert_int_equal(world.tries, i);
	}
	world.outcome = 0;
	pass(200);
	seen();
	pass(0);
	assert_string_equal(world.tried, "secret");
	assert_int_equal(app.lock.step, LOCK_OPENING);
	wiped();
}

static void waiting_can_be_given_up(void **state)
{
	(void)state;
	world.outcome = ERR_TIMEOUT;
	ask();
	type("secret");
	enter();
	press(INPUT_ESC);
	assert_false(lock_covers(&app));
	assert_int_equal(world.told_shut, 1);
	wiped();
	pass(60000);
	assert_int_equal(world.tries, 1);
}

static void what_is_not_the_passphrases_fault_is_said(void **state)
{
	static const enum err errors[] = { ERR_TAMPERED, ERR_CONTRACT, ERR_INPUT, ERR_IO,
		ERR_MEMORY };

	(void)state;
	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
		world.outcome = (int)errors[i];
		ask();
		type("secret");
		enter();
		wiped();
		refused("why not");
		assert_string_equal(world.said, "why not");
		press(INPUT_ESC);
		assert_int_equal(world.told_shut, i + 1);
		assert_false(lock_covers(&app));
	}
	world.prepared = ERR_IO;
	app.lock.typed = (struct passphrase){ 0 };
	assert_false(app_lock(&app));
	assert_false(lock_covers(&app));
	ask();
	refused("no key file");
	assert_string_equal(world.said, "no key file");
	press(INPUT_ENTER);
	assert_false(lock_covers(&app));
}

/* Whoever types her passphrase does not look whether it is asked for. */
static void no_refusal_hands_on_what_is_typed(void **state)
{
	static const char *const keys = "jx?:quit";

	(void)state;
	world.prepared = ERR_IO;
	app.lock.typed = (struct passphrase){ 0 };
	ask();
	type(keys);
	press(INPUT_BACKSPACE);
	press(INPUT_ENTER);
	refused("no key file");
	pass(INT64_C(86400000));
	refused("no key file");
	press(INPUT_ENTER);
	assert_false(lock_covers(&app));

	world.prepared = 0;
	world.knows = world.live = false;
	ask();
	type(keys);
	press(INPUT_ENTER);
	refused("cannot be reached");
	lock_known(&app, 0); /* the line came back */
	refused("cannot be reached");
	lock_before_stop(&app);
	refused("cannot be reached");
	press(INPUT_CTRL('g'));
	assert_false(lock_covers(&app));

	/* In the midst of it. */
	world.live = true;
	ask();
	type("hal");
	lock_known(&app, ERR_KEY);
	wiped();
	press(INPUT_ENTER);
	refused("nobody signed for you");
	type("f and half");
	press(INPUT_ENTER);
	refused("nobody signed for you");
	press(INPUT_ESC);
	world.knows = true;
	ask();
	type("right");
	enter();
	type("jj");
	lock_opened(&app, ERR_SERVER);
	refused("nobody signed for you");
	press(INPUT_ENTER);
	refused("nobody signed for you");
	press(INPUT_ENTER);
	assert_false(lock_covers(&app));
	assert_int_equal(world.told_shut, 4);
	assert_string_equal(world.events, "");
}

/* Her passphrase was right, and the database's answer was not: she may go back to the codes. */
static void a_locked_screen_is_left_once_it_was_right(void **state)
{
	(void)state;
	open_vault();
	app_lock(&app);
	pass(900000);
	type("right");
	enter();
	lock_opened(&app, ERR_TAMPERED);
	refused("nobody signed for you");
	assert_int_equal(world.forgotten, 2);
	press(INPUT_ESC);
	assert_false(lock_covers(&app));
	assert_false(app.lock.locked);
	assert_false(world.open);
}

/* The sentence about a file would tell whose it is. */
static void a_locked_screen_names_no_file(void **state)
{
	(void)state;
	open_vault();
	app_lock(&app);
	world.outcome = ERR_TAMPERED;
	type("secret");
	enter();
	shows("no passphrase opens it here");
	assert_null(strstr(look.text, "wrong"));
	assert_null(strstr(look.text, "why not"));
	assert_true(app.lock.locked);
	wiped();
}

static void whose_is_asked_first(void **state)
{
	(void)state;
	world.knows = false;
	ask();
	assert_int_equal(world.asked_whose, 1);
	type("secret");
	press(INPUT_ENTER);
	shows("asking the database whose");
	pass(0);
	assert_int_equal(world.tries, 0);
	world.knows = true;
	lock_known(&app, 0);
	seen();
	pass(0);
	assert_int_equal(world.tries, 1);
	press(INPUT_ESC);

	world.knows = false;
	begin(24, 80);
	world.knows = world.live = false;
	ask();
	refused("cannot be reached");
	press(INPUT_ESC);
	world.live = true;
	ask();
	lock_known(&app, ERR_KEY); /* keys that nobody has signed for */
	refused("nobody signed for you");
	press(INPUT_ESC);
	assert_int_equal(world.told_shut, 2);
}

static void one_waits_at_a_time(void **state)
{
	(void)state;
	ask();
	ask();
	assert_int_equal(world.told_shut, 1);
	lock_forget(&app, &world);
	press(INPUT_ESC);
	assert_int_equal(world.told_shut, 1);
	open_vault();
	assert_int_equal(app_unlock(&app, told, &world), EFFECT_NONE);
	assert_int_equal(world.told_open, 2);
}

/* ---- locking ---- */

static void an_idle_vault_is_locked(void **state)
{
	char near[LOCK_WARNING];

	(void)state;
	open_vault();
	assert_null(lock_warning(&app, near));
	pass(119999);
	assert_null(lock_warning(&app, near));
	pass(1);
	assert_non_null(lock_warning(&app, near));
	assert_string_equal(near, "The vault locks in 60 s. Any key keeps it open.");
	pass(36000);
	lock_warning(&app, near);
	assert_string_equal(near, "The vault locks in 25 s. Any key keeps it open.");
	press('j');
	assert_null(lock_warning(&app, near));
	assert_true(app.effects & EFFECT_REDRAW);
	pass(179999);
	assert_non_null(lock_warning(&app, near));
	assert_false(lock_covers(&app));
	pass(1);
	assert_true(app.lock.locked);
	assert_null(lock_warning(&app, near));
	assert_int_equal(world.put_away, 1);
	assert_int_equal(world.unshown, 1);
	assert_int_equal(world.forgotten, 0);
	/* Whoever types at the prompt does not put off the rest. */
	pass(700000);
	press('x');
	pass(19999);
	assert_int_equal(world.forgotten, 0);
	pass(1);
	assert_int_equal(world.forgotten, 1);
	assert_true(app.lock.locked);
}

static void a_short_time_is_warned_for_a_third_of_it(void **state)
{
	char near[LOCK_WARNING];

	(void)state;
	conf.vault.lock_after_s = 30;
	conf.vault.forget_after_s = 30;
	open_vault();
	pass(19999);
	assert_null(lock_warning(&app, near));
	pass(1);
	assert_non_null(lock_warning(&app, near));
	pass(10000);
	assert_true(app.lock.locked);
	assert_int_equal(world.forgotten, 1);
}

static void what_was_never_opened_stays(void **state)
{
	char near[LOCK_WARNING];

	(void)state;
	pass(INT64_C(86400000));
	assert_false(lock_covers(&app));
	assert_null(lock_warning(&app, near));
	world.wall += 3600000;
	pass(1);
	assert_false(lock_covers(&app));
	lock_before_stop(&app);
	assert_false(lock_covers(&app));
}

static void unlocking_returns(void **state)
{
	(void)state;
	open_vault();
	assert_true(app_lock(&app));
	assert_true(app_lock(&app));
	assert_int_equal(world.put_away, 1);
	assert_int_equal(world.unshown, 1);
	world.live = false; /* which it need not be */
	type("right");
	enter();
	assert_false(lock_covers(&app));
	assert_int_equal(world.fetched, 1);
	assert_int_equal(world.taken_back, 2);
	assert_false(app.lock.locked);

	/* Long after: the line is needed for the rest alone. */
	app_lock(&app);
	pass(900000);
	assert_int_equal(world.forgotten, 1);
	type("right");
	enter();
	assert_false(lock_covers(&app));
	assert_true(world.open);
	assert_non_null(strstr(world.said, "line is back"));
	press('j');
	assert_string_equal(world.events, "j");

	/* What is coming back is not forgotten on its way. */
	world.live = true;
	app_lock(&app);
	pass(900000);
	type("right");
	enter();
	pass(1000);
	assert_int_equal(app.lock.step, LOCK_OPENING);
	assert_int_equal(world.forgotten, 2);
	world.open = true;
	lock_opened(&app, 0);
	assert_false(lock_covers(&app));
}

/* "marmalade-for-breakfast", each letter the next one: see traces.h. */
static const char disguised[] = "nbsnbmbef.gps.csfblgbtu";

static void nothing_of_it_is_left(void **state)
{
	struct input_event event;
	char word[sizeof disguised];

	(void)state;
	for (size_t i = 0; i < sizeof disguised; i++)
		word[i] = (char)(disguised[i] - (disguised[i] != 0));
	world.outcome = ERR_PASSPHRASE;
	ask();
	input_feed(term_input(look.term), word, sizeof word - 1, app.now);
	explicit_bzero(word, sizeof word);
	while (input_next(term_input(look.term), app.now, &event))
		app_event(&app, &event);
	assert_true(traces_of("self", disguised, sizeof disguised - 1, NULL) > 0);
	enter();
	explicit_bzero(world.tried, sizeof world.tried);
	assert_int_equal(traces_of("self", disguised, sizeof disguised - 1, stderr), 0);
}

/* Keys that were on their way to the screen before. */
static void what_was_typed_for_something_else_is_dropped(void **state)
{
	struct input_event event;

	(void)state;
	open_vault();
	input_feed(term_input(look.term), "jjk", 3, app.now);
	pass(180000);
	assert_true(app.lock.locked);
	assert_false(input_next(term_input(look.term), app.now, &event));
}

static void a_locked_screen_is_not_left_by_esc(void **state)
{
	(void)state;
	open_vault();
	app_lock(&app);
	press(INPUT_ESC);
	press(INPUT_CTRL('g'));
	assert_true(app.lock.locked);
	assert_int_equal(app.effects & EFFECT_QUIT, 0);
	type("half");
	press(INPUT_CTRL('c'));
	assert_int_equal(app.effects & EFFECT_QUIT, 0);
	wiped();
	world.forms = true;
	press(INPUT_CTRL('c'));
	assert_int_equal(app.effects & EFFECT_QUIT, 0);
	shows("not saved yet");
	world.forms = false;
	world.unknown_job = true;
	press(INPUT_CTRL('c'));
	assert_int_equal(app.effects & EFFECT_QUIT, 0);
	world.unknown_job = false;
	press(INPUT_CTRL('c'));
	assert_true(app.effects & EFFECT_QUIT);
}

static void what_is_half_typed_is_wiped(void **state)
{
	(void)state;
	ask();
	type("half");
	pass(59999);
	assert_memory_equal(slab, "half", 4);
	pass(1);
	wiped();
	type("way there");
	assert_string_equal(world.events, "");
	assert_int_equal(world.told_shut, 0);
	press(INPUT_ESC);
	assert_int_equal(world.told_shut, 1);
	open_vault();
	app_lock(&app);
	type("half");
	pass(60000);
	wiped();
	assert_true(app.lock.locked);
}

static void a_clock_that_jumps_locks(void **state)
{
	static const struct {
		int64_t asleep, wall;
		bool locks;
	} jumps[] = { { 0, 9000, false }, { 0, -9000, false }, { 900, 0, false },
		{ 0, 11000, true }, { 0, -11000, true }, { 0, 86400000, true },
		{ 1100, -1100, true }, { 3600000, 0, true } };

	(void)state;
	for (size_t i = 0; i < sizeof jumps / sizeof *jumps; i++) {
		begin(24, 80);
		open_vault();
		pass(1000);
		assert_false(app.lock.locked);
		world.asleep += jumps[i].asleep;
		world.wall += jumps[i].wall;
		pass(0);
		assert_int_equal(app.lock.locked, jumps[i].locks);
	}
}

/* A clock that is drawn to the right time a little each minute is no jump. */
static void a_clock_that_drifts_does_not(void **state)
{
	(void)state;
	open_vault();
	for (int i = 0; i < 100; i++) {
		world.wall += 900;
		pass(1000);
		press('j');
	}
	assert_false(app.lock.locked);
}

static void stopping_forgets_all(void **state)
{
	(void)state;
	open_vault();
	lock_before_stop(&app);
	assert_true(app.lock.locked);
	assert_int_equal(world.put_away, 1);
	assert_int_equal(world.unshown, 1);
	assert_int_equal(world.forgotten, 1);
	type("half");
	lock_before_stop(&app);
	wiped();
	assert_true(app.lock.locked);
	begin(24, 80);
	ask();
	type("half");
	lock_before_stop(&app);
	wiped();
	type("way there");
	assert_string_equal(world.events, "");
	press(INPUT_ESC);
	assert_false(lock_covers(&app));
}

/* Also where it was locked already: what stood there is not to stand there any more. */
static void shut_out_she_has_nothing(void **state)
{
	(void)state;
	open_vault();
	lock_shut_out(&app);
	lock_shut_out(&app);
	assert_true(app.shut_out && app.lock.locked);
	assert_int_equal(world.put_away, 1);
	assert_int_equal(world.unshown, 2);
	assert_int_equal(world.forgotten, 1);
	begin(24, 80);
	open_vault();
	app_lock(&app);
	type("half");
	lock_shut_out(&app);
	wiped();
	assert_int_equal(world.unshown, 2);
	assert_int_equal(world.forgotten, 1);
	lock_let_in(&app);
	assert_true(!app.shut_out && app.lock.locked);
}

static void keys_that_went_are_told(void **state)
{
	(void)state;
	ask();
	type("right");
	enter();
	lock_opened(&app, ERR_KEY);
	refused("nobody signed for you");
	assert_int_equal(world.forgotten, 1);
	press(INPUT_ESC);
	assert_int_equal(world.told_shut, 1);
	ask();
	type("right");
	enter();
	lock_opened(&app, ERR_TIMEOUT);
	refused("the database does not answer");
	assert_null(strstr(look.text, "LIVE")); /* which the header says */
	press(INPUT_ESC);
	ask();
	type("right");
	enter();
	world.live = false;
	lock_opened(&app, ERR_OFFLINE);
	refused("cannot be reached");
	lock_opened(&app, 0); /* too late */
	refused("cannot be reached");
	press(INPUT_ESC);
	assert_int_equal(world.told_shut, 3);
	assert_int_equal(world.told_open, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_usual, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_but_the_prompt),
		TEST(neither_letters_nor_their_number),
		TEST(hints_stand_below),
		TEST(it_is_painted_before_it_is_tried),
		TEST(what_is_typed_meanwhile_comes_after),
		TEST(a_wrong_one_says_so_and_drops_what_followed),
		TEST(wrong_ones_wait_longer_and_longer),
		TEST(anothers_turn_is_waited_for),
		TEST(waiting_can_be_given_up),
		TEST(what_is_not_the_passphrases_fault_is_said),
		TEST(no_refusal_hands_on_what_is_typed),
		TEST(a_locked_screen_is_left_once_it_was_right),
		TEST(a_locked_screen_names_no_file),
		TEST(whose_is_asked_first),
		TEST(one_waits_at_a_time),
		TEST(an_idle_vault_is_locked),
		TEST(a_short_time_is_warned_for_a_third_of_it),
		TEST(what_was_never_opened_stays),
		TEST(unlocking_returns),
		TEST(nothing_of_it_is_left),
		TEST(what_was_typed_for_something_else_is_dropped),
		TEST(a_locked_screen_is_not_left_by_esc),
		TEST(what_is_half_typed_is_wiped),
		TEST(a_clock_that_jumps_locks),
		TEST(a_clock_that_drifts_does_not),
		TEST(stopping_forgets_all),
		TEST(shut_out_she_has_nothing),
		TEST(keys_that_went_are_told),
	};

	return cmocka_run_group_tests_name("lock", tests, NULL, NULL);
}
