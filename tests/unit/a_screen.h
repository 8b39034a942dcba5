/* a_screen.h: a terminal that is a file, and what it was sent. */
#ifndef TESTS_UNIT_A_SCREEN_H
#define TESTS_UNIT_A_SCREEN_H

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/term/screen.h"

/* A terminal that is a file, and what it was sent. */
struct fixture {
	struct term *term;
	FILE *out;
	char *sent;
	size_t sent_len;
	char *dumped;
};

static inline void open_options(struct fixture *f, struct term_options options)
{
	char problem[512] = "";

	memset(f, 0, sizeof *f);
	f->out = open_memstream(&f->sent, &f->sent_len);
	options.out = f->out;
	if (!options.type)
		options.type = "xterm-256color";
	assert_int_equal(term_open(&f->term, &options, problem, sizeof problem), 0);
}

static inline void open_size(struct fixture *f, int rows, int cols)
{
	open_options(f, (struct term_options){ .rows = rows, .cols = cols });
}

static inline void close_fixture(struct fixture *f)
{
	term_close(f->term);
	fclose(f->out);
	free(f->sent);
	free(f->dumped);
}

/* Paints and returns how many bytes that took. */
static inline size_t paint(struct fixture *f)
{
	size_t before;

	fflush(f->out);
	before = f->sent_len;
	assert_int_equal(term_paint(f->term), 0);
	fflush(f->out);
	return f->sent_len - before;
}

#endif
