/* a_lock.h: a console that can be locked: clocks that the test sets, a vault that says what it is
 * told to, and a keyboard. Once in a program. */
#ifndef TESTS_UNIT_A_LOCK_H
#define TESTS_UNIT_A_LOCK_H

#include <string.h>
#include <time.h>

#include "db/base/clock.h"
#include "tests/unit/look.h"
#include "tui/app/change.h"
#include "tui/app/job.h"
#include "tui/app/lock.h"
#include "tui/app/resume.h"
#include "tui/app/state.h"
#include "tui/app/vault.h"

#define START INT64_C(5000000)

static struct app app;
static struct conf conf;
static struct look look;
static char slab[64];

static struct {
	bool open, knows, holds, live, forms, unknown_job, away;
	int tries, forgotten, put_away, unshown, taken_back, refreshed, fetched, asked_whose;
	int prepared; /* what vault_prepare() says */
	int outcome; /* what vault_try() says */
	struct error why; /* ... in these words; "": others */
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
		return error_set(e, world.outcome, "%s",
			world.why.text[0] != '\0' ? world.why.text : "why not");
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

static bool led_back; /* there is a place to go back to */

bool resume_is_there(struct app *a)
{
	(void)a;
	return led_back;
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

bool change_unknown(const struct app *a)
{
	(void)a;
	return false;
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

static inline unsigned told(void *who, bool open)
{
	assert_ptr_equal(who, &world);
	world.told_open += open;
	world.told_shut += !open;
	return EFFECT_NONE;
}

static inline int end(void **state)
{
	(void)state;
	if (look.term == NULL)
		return 0;
	lock_done(&app);
	look_close(&look);
	memset(&look, 0, sizeof look);
	return 0;
}

static inline void begin(int rows, int cols)
{
	end(NULL);
	memset(&world, 0, sizeof world);
	memset(&app, 0, sizeof app);
	memset(slab, 0, sizeof slab);
	world.boot = START;
	world.wall = LOOK_NOW - START;
	world.live = world.knows = true;
	conf.vault.lock_after_s = 180;
	conf.vault.forget_after_s = 900;
	app.conf = &conf;
	app.now = START;
	look_open(&look, rows, cols);
	app.term = look.term;
}

static inline int begin_usual(void **state)
{
	(void)state;
	begin(24, 80);
	return 0;
}

/* The world as at the beginning of a turn of the loop after so long. */
static inline void pass(int64_t ms)
{
	world.boot += ms;
	app.now = world.boot;
	lock_watch(&app);
}

static inline const char *seen(void)
{
	free(look.text);
	look.all = term_frame(look.term);
	if (lock_covers(&app))
		lock_draw(&app, &look.all);
	return look_text(&look);
}

static inline void press(int key)
{
	char raw[2] = { (char)key, '\0' };
	const struct input_event event = { .key = key, .raw = raw, .raw_len = 1 };

	app.effects = 0;
	app_event(&app, &event);
}

static inline void type(const char *text)
{
	for (; *text != '\0'; text++)
		press(*text);
}

/* Enter, the paint that comes before, and the try. */
static inline void enter(void)
{
	press(INPUT_ENTER);
	seen();
	pass(0);
}

static inline void wiped(void)
{
	for (size_t i = 0; i < sizeof slab; i++)
		assert_int_equal(slab[i], 0);
	assert_int_equal(app.lock.typed.length, 0);
	for (size_t i = 0; i < sizeof app.lock.held; i++)
		assert_int_equal(((const char *)app.lock.held)[i], 0);
}

static inline void ask(void)
{
	assert_true(app_unlock(&app, told, &world) & EFFECT_REDRAW);
	assert_true(lock_covers(&app));
}

static inline void open_vault(void)
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

static inline void shows(const char *text)
{
	if (strstr(seen(), text) == NULL)
		fail_msg("no \"%s\" in:\n%s", text, look.text);
}

/* It says why, asks for nothing, and is not left. */
static inline void refused(const char *why)
{
	assert_int_equal(app.lock.step, LOCK_REFUSED);
	shows(why);
	shows("Esc back");
	assert_null(strstr(look.text, "passphrase:"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_usual, end)

#endif
