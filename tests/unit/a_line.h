/* a_line.h: a line whose other end is the test: what was asked last waits there for its answer, and
 * what was said is kept. A test says in its app_ask() and app_change() what it expects, and hands
 * it to line_ask(). Once in a program. */
#ifndef TESTS_UNIT_A_LINE_H
#define TESTS_UNIT_A_LINE_H

#include "tests/unit/look.h"
#include "tui/app/app.h"

static struct {
	enum query query;
	app_answer_fn *fn; /* NULL: nothing is asked, or it was forgotten */
	void *who;
	int asked;
	app_live_fn *live; /* to be told when the line is back */
	void *live_who;
	bool full; /* no question is taken */
	char said[500];
} line;

static inline int line_ask(enum query query, app_answer_fn *fn, void *who)
{
	if (line.full)
		return ERR_MEMORY;
	line.asked++;
	line.query = query;
	line.fn = fn;
	line.who = who;
	return 0;
}

/* The rows go with it. */
static inline void line_answer(enum query query, struct answer answer)
{
	app_answer_fn *fn = line.fn;

	assert_non_null(fn);
	assert_int_equal(line.query, query);
	answer.query = query;
	line.fn = NULL;
	fn(line.who, &answer);
	rows_unref(answer.rows);
}

static inline void line_answer_rows(enum query query, struct rows *rows)
{
	line_answer(query, (struct answer){ .rows = rows });
}

void app_forget(struct app *app, void *who)
{
	(void)app;
	if (line.who == who)
		line.fn = NULL;
	if (line.live_who == who)
		line.live = NULL;
}

void app_when_live(struct app *app, app_live_fn *fn, void *who)
{
	(void)app;
	line.live = fn;
	line.live_who = who;
}

void app_say(struct app *app, enum say_level level, const char *format, ...)
{
	va_list args;

	(void)app, (void)level;
	va_start(args, format);
	vsnprintf(line.said, sizeof line.said, format, args);
	va_end(args);
}

#endif
