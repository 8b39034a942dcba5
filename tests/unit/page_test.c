/* A screen of lists as one sees it: the preview and the drawing go with the list that the cursor is
 * on. The app is made up; what is asked of the database is kept and answered by hand. */
#include "tui/widgets/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include "tests/unit/an_app.h"
#include "tui/app/initials.h"
#include "tui/app/subject.h"

extern const struct screen screen_board, screen_cases, screen_inbox;
const struct screen *const screens[] = { &screen_board, &screen_cases, &screen_inbox, NULL };

/* ---- the app --------------------------------------------------------------------------------- */

enum { ASKED = 32 };

static struct term *term;
static struct conf conf;
static struct asked {
	enum query query;
	char id[37]; /* of a preview */
	char sql[16000]; /* of a template */
	app_answer_fn *fn; /* NULL: answered, or forgotten */
	void *who;
} asked[ASKED];
static size_t asked_count;
static const struct screen *opened;
static char opened_code[20];

const struct screen *screen_find(const char *name)
{
	(void)name;
	return NULL;
}

const struct conf *app_conf(const struct app *app)
{
	(void)app;
	return &conf;
}

struct term *app_term(const struct app *app)
{
	(void)app;
	return term;
}

unsigned app_open(struct app *app, const struct screen *screen, const struct call *call)
{
	(void)app, (void)call;
	opened = screen;
	return EFFECT_NONE;
}

unsigned subject_open(struct app *app, struct view *view, const char *code)
{
	(void)app, (void)view;
	text_copy(opened_code, sizeof opened_code, code);
	return EFFECT_NONE;
}

unsigned subject_open_request(struct app *app, struct view *view, const char *code)
{
	(void)app, (void)view, (void)code;
	fail();
	return EFFECT_NONE;
}

void app_say(struct app *app, enum say_level level, const char *format, ...)
{
	(void)app, (void)level, (void)format;
	fail();
}

void app_forget(struct app *app, void *who)
{
	(void)app;
	for (size_t i = 0; i < asked_count; i++)
		if (asked[i].who == who)
			asked[i].fn = NULL;
}

int app_ask(struct app *app, enum query query, const struct param *params, size_t count,
	app_answer_fn *fn, void *who)
{
	struct asked *next = &asked[asked_count++];

	(void)app, (void)count;
	assert_in_range(asked_count, 1, ASKED);
	*next = (struct asked){ .query = query, .fn = fn, .who = who };
	if (query == Q_CASE_PEEK)
		snprintf(next->id, sizeof next->id, "%s", params[0].text);
	return 0;
}

int app_ask_text(struct app *app, enum query query, const char *sql, const struct param *params,
	size_t count, app_answer_fn *fn, void *who)
{
	int result = app_ask(app, query, params, count, fn, who);

	assert_in_range(strlen(sql), 1, sizeof asked->sql - 1);
	snprintf(asked[asked_count - 1].sql, sizeof asked->sql, "%s", sql);
	return result;
}

bool initials_any(const struct app *app)
{
	(void)app;
	return false;
}

const char *initials_show(struct app *app, const char *subject)
{
	(void)app, (void)subject;
	return "";
}

void initials_stale(struct app *app)
{
	(void)app;
}

/* ---- the database ---------------------------------------------------------------------------- */

/* The latest question of this kind that waits; NULL: none. */
static struct asked *waiting(enum query query)
{
	for (size_t i = asked_count; i-- > 0;)
		if (asked[i].query == query && asked[i].fn != NULL)
			return &asked[i];
	return NULL;
}

/* The case whose preview was asked for. */
static const char *peeked(void)
{
	assert_non_null(waiting(Q_CASE_PEEK));
	return waiting(Q_CASE_PEEK)->id;
}

static unsigned answer(struct asked *to, struct rows *rows)
{
	const struct answer answer = { .query = to->query, .rows = rows, .message = "" };
	app_answer_fn *fn = to->fn;
	unsigned effects;

	to->fn = NULL;
	effects = fn(to->who, &answer);
	rows_unref(rows);
	return effects;
}

static const char *const codes[] = { "?", "HW-1111-1111", "HW-2222-2222", "HW-3333-3333" };

/* Cases by their places in codes[], each with a digit behind it for its priority: "12 21". */
static struct rows *cases(const char *text)
{
	struct rows *rows = look_rows();

	for (; *text != '\0'; text += text[2] == ' ' ? 3 : 2) {
		const char id[] = { text[0], '\0' }, priority[] = { text[1], '\0' };

		look_add(rows, id, codes[text[0] - '0'], priority, NULL, 0, "night");
	}
	return rows;
}

/* subject: its case; NULL: a danger note, which is of none. */
static struct rows *items_of(const char *subject, const char *code)
{
	const char *names[INBOX_COLUMNS],
		*cells[INBOX_COLUMNS] = { [INBOX_ID] = "7",
			[INBOX_CASE_ID] = subject,
			[INBOX_VERSION] = subject != NULL ? "3" : NULL,
			[INBOX_CODE] = code,
			[INBOX_PRIORITY] = "2",
			[INBOX_WHY] = "task due",
			[INBOX_STAGE] = "intake",
			[INBOX_OFFICE] = "Bangkok",
			[INBOX_COUNTRY] = "TH" };
	struct rows *rows;

	for (int i = 0; i < INBOX_COLUMNS; i++)
		names[i] = inbox_columns[i].name;
	rows = rows_new(INBOX_COLUMNS, names);
	assert_true(rows_add(rows, cells));
	return rows;
}

static struct rows *items(void)
{
	return items_of("1", codes[1]);
}

static struct rows *number(const char *n)
{
	const char *names[] = { "n", "exact", "stage" }, *cells[] = { n, "t", "1" };
	struct rows *rows = rows_new(3, names);

	assert_true(rows_add(rows, cells));
	return rows;
}

static struct rows *facts(void)
{
	const char *names[] = { "risk", "source", "reported_at", "open_tasks", "tasks", "timeline",
		"child" };
	const char *cells[] = { "high", "hotline", "0", "0", "", "", "f" };
	struct rows *rows = rows_new(7, names);

	assert_true(rows_add(rows, cells));
	return rows;
}

/* ---- what the loop does ---------------------------------------------------------------------- */

static struct look look;

static void start(struct view *view, const struct screen *screen)
{
	now = 10000;
	asked_count = 0;
	conf_default(&conf);
	look_open(&look, 24, 80);
	term = look.term;
	*view = (struct view){ .screen = screen, .state = calloc(1, screen->size) };
	assert_int_equal(screen->open(view, NULL), 0);
}

static void end(struct view *view)
{
	view->screen->close(view);
	free(view->state);
	look_close(&look);
}

static void load(struct view *view, bool news)
{
	view->news = news;
	view->screen->load(view);
}

static const char *drawn(struct view *view)
{
	free(look.text);
	look.text = NULL;
	pane_clear(&look.all);
	view->screen->draw(view, &look.all);
	return look_text(&look);
}

/* Whatever is due until the hands have rested. Returns the effects. */
static unsigned rest(struct view *view)
{
	unsigned effects = EFFECT_NONE;
	int64_t due;

	for (int i = 0; i < 20; i++) {
		due = view->screen->due(view);
		if (due == 0)
			return effects;
		now = due > now ? due : now;
		effects |= view->screen->tick(view, now);
	}
	fail();
	return effects;
}

/* ---- the board ------------------------------------------------------------------------------- */

static void answer_lanes(const char *first)
{
	struct asked *to;

	while ((to = waiting(Q_BOARD_LANE)) != NULL)
		answer(to, cases(to == &asked[0] ? first : ""));
	answer(waiting(Q_BOARD_COUNTS), number("2"));
}

/* An order of one's own turns the lanes into a list, whose case is looked at from then on. */
static void test_sort(void **state)
{
	struct view view;
	struct listing *listing;
	char problem[200];

	(void)state;
	start(&view, &screen_board);
	load(&view, false);
	answer_lanes("11 22");
	rest(&view);
	assert_string_equal(peeked(), "1");
	answer(waiting(Q_CASE_PEEK), facts());

	listing = view.screen->listing(&view);
	assert_int_equal(listing_sort(listing, "-code", problem, sizeof problem), 0);
	load(&view, false);
	assert_null(waiting(Q_CASE_PEEK));
	answer(waiting(Q_CASE_LIST), cases("31 22 11"));
	assert_non_null(strstr(drawn(&view), "> HW-3333-3333"));
	assert_null(strstr(look.text, "-- HW-1111-1111"));
	assert_non_null(strstr(look.text, "-- HW-3333-3333"));
	rest(&view);
	assert_string_equal(peeked(), "3");
	end(&view);
}

/* ---- the preview ----------------------------------------------------------------------------- */

/* A load of all asks for rows and preview at once, which is enough for a row that changed. */
static void test_once(void **state)
{
	struct view view;

	(void)state;
	start(&view, &screen_cases);
	load(&view, false);
	answer(waiting(Q_CASE_LIST), cases("11 22"));
	answer(waiting(Q_CASE_COUNT), number("2"));
	rest(&view);
	answer(waiting(Q_CASE_PEEK), facts());

	load(&view, false);
	answer(waiting(Q_CASE_LIST), cases("12 22"));
	answer(waiting(Q_CASE_COUNT), number("2"));
	answer(waiting(Q_CASE_PEEK), facts());
	rest(&view);
	assert_null(waiting(Q_CASE_PEEK));

	/* Told of later, it is asked for. */
	load(&view, true);
	answer(waiting(Q_CASE_LIST), cases("13 22"));
	rest(&view);
	assert_non_null(waiting(Q_CASE_PEEK));
	end(&view);
}

/* A task may have been done and nothing of the row be another: news is taken for that. */
static void test_brief(void **state)
{
	struct view view;

	(void)state;
	start(&view, &screen_inbox);
	load(&view, false);
	answer(waiting(Q_INBOX_LIST), items());
	answer(waiting(Q_INBOX_COUNT), number("1"));
	rest(&view);
	answer(waiting(Q_CASE_PEEK), facts());

	load(&view, true);
	answer(waiting(Q_INBOX_LIST), items());
	assert_null(waiting(Q_CASE_PEEK));
	rest(&view);
	assert_string_equal(peeked(), "1");
	end(&view);
}

/* A danger note is of no case: there is nothing to preview or to change, and Enter opens whom it is
 * about. */
static void test_danger(void **state)
{
	const struct input_event enter = { .key = INPUT_ENTER };
	struct target target;
	struct view view;

	(void)state;
	start(&view, &screen_inbox);
	load(&view, false);
	answer(waiting(Q_INBOX_LIST), items_of(NULL, "PA-3333-3333"));
	answer(waiting(Q_INBOX_COUNT), number("1"));
	rest(&view);
	assert_null(waiting(Q_CASE_PEEK));
	assert_int_equal(view.screen->targets(&view, &target, 1), 0);
	opened_code[0] = '\0';
	view.screen->key(&view, &enter);
	assert_string_equal(opened_code, "PA-3333-3333");
	end(&view);
}

/* ---- a tick ---------------------------------------------------------------------------------- */

/* What waited for the hands to rest, and the numbers of the news that brought it, in one tick. */
static unsigned settle_and_count(struct view *view, enum query rows, enum query numbers)
{
	const struct input_event down = { .key = 'j' };
	int64_t due;

	load(view, false);
	answer(&asked[0], cases("11 22 33"));
	while (waiting(rows) != NULL)
		answer(waiting(rows), cases(""));
	answer(waiting(numbers), number("3"));
	rest(view);
	view->screen->key(view, &down);
	load(view, true);
	assert_null(waiting(numbers));
	for (size_t i = asked_count; i-- > 0 && asked[i].fn != NULL;)
		answer(&asked[i], cases(asked[i].who == asked[0].who ? "31 11 22" : ""));
	assert_non_null(strstr(drawn(view), "> HW-2222-2222"));
	now += LIST_HOLD_MS;
	due = view->screen->due(view);
	assert_in_range(due, 1, now);
	return view->screen->tick(view, now);
}

static void test_settle_lane(void **state)
{
	struct view view;

	(void)state;
	start(&view, &screen_board);
	assert_true(settle_and_count(&view, Q_BOARD_LANE, Q_BOARD_COUNTS) & EFFECT_REDRAW);
	assert_non_null(waiting(Q_BOARD_COUNTS));
	end(&view);
}

static void test_settle_page(void **state)
{
	struct view view;

	(void)state;
	start(&view, &screen_cases);
	assert_true(settle_and_count(&view, Q_CASE_LIST, Q_CASE_COUNT) & EFFECT_REDRAW);
	assert_non_null(waiting(Q_CASE_COUNT));
	end(&view);
}

/* Numbers alone are drawn when they are there. */
static void test_numbers(void **state)
{
	struct view view;
	unsigned effects;

	(void)state;
	start(&view, &screen_cases);
	load(&view, true);
	answer(waiting(Q_CASE_LIST), cases("11"));
	do {
		now = view.screen->due(&view);
		effects = view.screen->tick(&view, now);
	} while (waiting(Q_CASE_COUNT) == NULL);
	assert_int_equal(effects, EFFECT_NONE);
	assert_int_equal(answer(waiting(Q_CASE_COUNT), number("1")), EFFECT_REDRAW);
	end(&view);
}

/* ---- what a screen adds to each filter ------------------------------------------------------- */

static const struct page_kind urgent = {
	.rows = Q_CASE_LIST,
	.count = Q_CASE_COUNT,
	.scoped = true,
	.id_at = CASE_ID,
	.version_at = CASE_VERSION,
	.code_at = CASE_CODE,
	.case_at = -1,
	.always = "priority:urgent",
};

static int open_urgent(struct view *view, const struct call *call)
{
	return page_open(view, &urgent, call);
}

static void test_always(void **state)
{
	struct screen screen = screen_cases;
	struct listing *listing;
	struct view view;
	char problem[200];
	size_t caret;

	(void)state;
	screen.open = open_urgent;
	start(&view, &screen);
	listing = screen.listing(&view);
	assert_int_equal(listing_filter(listing, "country:TH", problem, sizeof problem, &caret), 0);
	load(&view, false);
	assert_int_equal(asked_count, 3);
	for (size_t i = 0; i < asked_count; i++)
		assert_non_null(strstr(asked[i].sql, "(l.priority = any"));
	assert_non_null(strstr(asked[0].sql, "(lower(l.country) = any"));
	assert_null(strstr(asked[1].sql, "(lower(l.country) = any"));
	assert_non_null(strstr(asked[2].sql, "(lower(l.country) = any"));
	end(&view);
}

/* Where there are no lanes the tabs lie to the left and the right. */
static void test_tabs(void **state)
{
	static const struct {
		const struct screen *from, *to; /* to: NULL: there is none */
		int key;
	} steps[] = { { &screen_cases, &screen_board, 'h' }, { &screen_cases, &screen_inbox, 'l' },
		{ &screen_cases, &screen_board, INPUT_LEFT }, { &screen_inbox, &screen_cases, 'h' },
		{ &screen_inbox, NULL, 'l' } };

	(void)state;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		struct view view;

		start(&view, steps[i].from);
		load(&view, false);
		opened = NULL;
		view.screen->key(&view, &(struct input_event){ .key = steps[i].key });
		assert_ptr_equal(opened, steps[i].to);
		end(&view);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sort),
		cmocka_unit_test(test_once),
		cmocka_unit_test(test_brief),
		cmocka_unit_test(test_settle_lane),
		cmocka_unit_test(test_settle_page),
		cmocka_unit_test(test_danger),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_always),
		cmocka_unit_test(test_tabs),
	};

	return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
