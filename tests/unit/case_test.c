/* One case on the screen: which version of it is acted on, and what a load asks for. The app is
 * made up; what is asked of the database is kept and answered by hand. */
#include "tui/app/app.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "db/base/text.h"
#include "tests/unit/an_app.h"
#include "tui/app/sight.h"
#include "tui/app/here.h"
#include "tui/app/opening.h"
#include "tui/app/subject.h"
#include "tui/app/vault.h"

extern const struct screen screen_case;

enum { ASKED = 12 };

static struct asked {
	enum query query;
	app_answer_fn *fn; /* NULL: answered, or forgotten */
	void *who;
} asked[ASKED];
static size_t asked_count;

int app_ask(struct app *app, enum query query, const struct param *params, size_t count,
	app_answer_fn *fn, void *who)
{
	(void)app, (void)params, (void)count;
	assert_true(asked_count < ASKED);
	asked[asked_count++] = (struct asked){ query, fn, who };
	return 0;
}

int app_ask_text(struct app *app, enum query query, const char *sql, const struct param *params,
	size_t count, app_answer_fn *fn, void *who)
{
	(void)sql;
	return app_ask(app, query, params, count, fn, who);
}

void app_forget(struct app *app, void *who)
{
	(void)app;
	for (size_t i = 0; i < asked_count; i++)
		if (asked[i].who == who)
			asked[i].fn = NULL;
}

void app_say(struct app *app, enum say_level level, const char *format, ...)
{
	(void)app, (void)level, (void)format;
}

void here_words(const struct app *app, const char *id, char *text, size_t size)
{
	(void)app, (void)id;
	text_copy(text, size, "");
}

unsigned app_open(struct app *app, const struct screen *screen, const struct call *call)
{
	(void)app, (void)screen, (void)call;
	fail_msg("no other screen is opened");
	return 0;
}

const struct screen *screen_find(const char *name)
{
	(void)name;
	return NULL;
}

const struct verb *verb_find(const char *word, size_t length, bool *ambiguous)
{
	(void)word, (void)length, (void)ambiguous;
	return NULL;
}

/* The vault is shut. */
bool vault_is_open(const struct app *app)
{
	(void)app;
	return false;
}

void opening_init(struct opening *opening, struct view *view, opening_fn *fn, void *who)
{
	*opening = (struct opening){ .view = view, .fn = fn, .who = who };
}

void opening_done(struct opening *opening)
{
	(void)opening;
}

void opening_lost(struct opening *opening)
{
	(void)opening;
}

unsigned opening_start(struct opening *opening, const char *subject, const char *code,
	const char *const *kinds, size_t count, unsigned flags)
{
	(void)opening, (void)subject, (void)code, (void)kinds, (void)count, (void)flags;
	fail_msg("nothing is opened by itself");
	return 0;
}

int subject_ask(const struct subject *subject, struct app *app,
	unsigned (*fn)(void *who, const struct answer *answer), void *who)
{
	(void)subject, (void)app, (void)fn, (void)who;
	fail_msg("the case is known by its id");
	return 0;
}

bool subject_found(struct subject *subject, struct app *app, const struct answer *answer)
{
	(void)subject, (void)app, (void)answer;
	return false;
}

/* ---- playing --------------------------------------------------------------------------------- */

static size_t one_target(const struct view *view, struct target *targets, size_t n)
{
	(void)view;
	if (n > 0)
		targets[0] = (struct target){ .id = "a-case", .code = "HW-7K3F-W9CP" };
	return 1;
}

static void start(struct view *view)
{
	static const struct screen list = { .targets = one_target };
	struct view before = { .screen = &list };
	const struct call call = { .view = &before };

	*view = (struct view){ .screen = &screen_case, .state = calloc(1, screen_case.size) };
	assert_non_null(view->state);
	assert_int_equal(screen_case.open(view, &call), 0);
}

static void end(struct view *view)
{
	screen_case.close(view);
	free(view->state);
}

static void load(struct view *view, bool news)
{
	asked_count = 0;
	view->news = news;
	screen_case.load(view);
}

static void answer_facts(const char *version)
{
	static const char *const names[] = { "refusal", "code", "version" };
	const char *const cells[] = { NULL, "HW-7K3F-W9CP", version };
	struct rows *rows = rows_new(3, names);
	const struct answer answer = { .rows = rows, .message = "" };

	assert_true(rows_add(rows, cells));
	for (size_t i = 0; i < asked_count; i++)
		if (asked[i].query == Q_CASE_OPEN && asked[i].fn != NULL)
			asked[i].fn(asked[i].who, &answer);
	rows_unref(rows);
}

static int acted_on(const struct view *view)
{
	struct target target = { .version = -1 };

	screen_case.targets(view, &target, 1);
	return target.version;
}

/* ---- tests ----------------------------------------------------------------------------------- */

/* What she changed she has seen, before it is read again; what others changed she has not. */
static void test_own_change(void **state)
{
	struct view view;

	(void)state;
	start(&view);
	screen_case.changed(&view, "a-case", 1);
	assert_int_equal(acted_on(&view), 0); /* nothing is shown yet: by its code alone */
	load(&view, false);
	answer_facts("3");
	assert_int_equal(acted_on(&view), 3);
	screen_case.changed(&view, "a-case", 5); /* somebody made version 4 */
	screen_case.changed(&view, "another", 4);
	assert_int_equal(acted_on(&view), 3);
	screen_case.changed(&view, "a-case", 4);
	screen_case.changed(&view, "a-case", 5);
	assert_int_equal(acted_on(&view), 5);
	load(&view, false);
	answer_facts("4"); /* read before the last change was made */
	assert_int_equal(acted_on(&view), 5);
	load(&view, false);
	answer_facts("6");
	assert_int_equal(acted_on(&view), 5); /* a key may have been on its way */
	now += SIGHT_MS - 1;
	assert_int_equal(acted_on(&view), 5);
	now++;
	assert_int_equal(acted_on(&view), 6);
	load(&view, false);
	answer_facts("2");
	screen_case.changed(&view, NULL, 0); /* the database is another one */
	assert_int_equal(acted_on(&view), 2);
	end(&view);
}

/* For news as well as by R: it has no rest that would be asked for later. */
static void test_whole(void **state)
{
	struct view view;

	(void)state;
	start(&view);
	for (int news = 0; news < 2; news++) {
		load(&view, news);
		assert_int_equal(asked_count, 9);
		assert_false(view.news);
		assert_int_equal(asked[0].query, Q_CASE_OPEN);
		assert_int_equal(asked[5].query, Q_CASE_TIMELINE);
		assert_int_equal(asked[6].query, Q_CASE_ESCALATION);
		assert_int_equal(asked[7].query, Q_CASE_TRANSFERS);
		assert_int_equal(asked[8].query, Q_CASE_STAY);
	}
	end(&view);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_own_change),
		cmocka_unit_test(test_whole),
	};

	return cmocka_run_group_tests_name("case", tests, NULL, NULL);
}
