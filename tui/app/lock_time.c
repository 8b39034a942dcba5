/* When a vault is locked, forgotten, tried: what the clocks say. */
#include "tui/app/lock.h"

#include <poll.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "db/base/clock.h"
#include "tui/app/state.h"
#include "tui/app/vault.h"

enum { ASLEEP_MS = 1000, YEARS_S = 3650 * 86400 };

/* ---- what the clocks say ---- */

static int64_t clock_ms(clockid_t which)
{
	struct timespec t;

	clock_gettime(which, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Whether the machine slept, or somebody set its clock, since this was asked last. */
static bool jumped(struct lock_clocks *last)
{
	int64_t boot = clock_now_ms();
	struct lock_clocks now = { boot - clock_ms(CLOCK_MONOTONIC),
		clock_ms(CLOCK_REALTIME) - boot };
	struct lock_clocks by = { now.asleep - last->asleep, now.wall - last->wall };

	*last = now;
	return by.asleep > ASLEEP_MS || by.wall > LOCK_JUMP_MS || by.wall < -LOCK_JUMP_MS;
}

/* A machine that wakes wakes poll() only when its time is over; this one is woken at once. */
static void set_alarm(struct lock *lock)
{
	const struct itimerspec far = { .it_value.tv_sec = time(NULL) + YEARS_S };
	int fd;

	if (lock->alarm != 0)
		return;
	fd = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
	if (fd < 0)
		return;
	timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &far, NULL);
	lock->alarm = fd + 1;
}

void lock_begin_watch(struct app *app)
{
	set_alarm(&app->lock);
	jumped(&app->lock.clocks);
}

/* ---- what is due ---- */

static int64_t lock_ms(const struct app *app)
{
	return (int64_t)app->conf->vault.lock_after_s * 1000;
}

static int64_t warn_ms(const struct app *app)
{
	int64_t third = lock_ms(app) / 3;

	return third < LOCK_WARN_MS ? third : LOCK_WARN_MS;
}

int64_t lock_idle_end(const struct app *app)
{
	return app->lock.key_at + lock_ms(app);
}

static bool is_due(const struct app *app, int64_t at)
{
	return at != 0 && at <= app->now;
}

/* When it is warned, the seconds of the warning go on, and it is locked. */
static int64_t idle_at(const struct app *app)
{
	int64_t end = lock_idle_end(app);

	if (!lock_may(app))
		return 0;
	if (!app->lock.warned)
		return end - warn_ms(app);
	return end > app->now ? end - (end - app->now - 1) / LOCK_STEP_MS * LOCK_STEP_MS : end;
}

static int64_t forget_at(const struct app *app)
{
	/* Keys that are just coming back are not to go again. */
	if (!app->lock.locked || app->lock.step == LOCK_OPENING || !vault_holds_keys(app))
		return 0;
	return app->lock.key_at + (int64_t)app->conf->vault.forget_after_s * 1000;
}

static int64_t quiet_at(const struct lock *lock)
{
	return lock->step == LOCK_TYPING && lock->typed.length > 0 ?
		lock->typed_at + LOCK_QUIET_MS :
		0;
}

static int64_t step_at(const struct app *app)
{
	const struct lock *lock = &app->lock;

	if (lock->step == LOCK_SHOWN)
		return app->now;
	if (lock->step != LOCK_TRYING || !vault_knows_whose(app))
		return 0;
	/* The seconds that it says go on. */
	return lock->try_at > app->now + 1000 ? app->now + 1000 : lock->try_at;
}

static void idle(struct app *app)
{
	bool over = app->now >= lock_idle_end(app);

	if (over || jumped(&app->lock.clocks)) {
		app_lock(app);
	} else if (app->lock.warned || is_due(app, idle_at(app))) {
		app->lock.warned = true;
		app->effects |= EFFECT_REDRAW;
	}
}

void lock_watch(struct app *app)
{
	struct lock *lock = &app->lock;

	if (lock_may(app))
		idle(app);
	if (is_due(app, forget_at(app))) {
		vault_forget(app);
		app_log(app, "vault", "forgotten");
	}
	if (is_due(app, quiet_at(lock)))
		lock_begin_typing(app);
	if (lock->step == LOCK_SHOWN)
		lock_try(app);
	else if (lock->step == LOCK_TRYING)
		app->effects |= EFFECT_REDRAW;
}

static struct loop_wants wants(void *who)
{
	const struct app *app = who;
	int64_t due = clock_earlier(idle_at(app), forget_at(app));

	due = clock_earlier(due, quiet_at(&app->lock));
	due = clock_earlier(due, step_at(app));
	return (struct loop_wants){ .fd = app->lock.alarm - 1, .events = POLLIN, .deadline = due };
}

static void ready(void *who, short revents, int64_t now)
{
	struct app *app = who;
	uint64_t times;

	app->now = now;
	if (revents != 0 && read(app->lock.alarm - 1, &times, sizeof times) > 0)
		app_log(app, "vault", "alarm");
	lock_watch(app);
}

struct loop_source lock_source(struct app *app)
{
	return (struct loop_source){ .wants = wants, .ready = ready, .who = app };
}
