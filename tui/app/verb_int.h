/* verb_int.h: what tui/app/verb_parse.c (words, and the verb) and tui/app/verb_give.c (what the
 * other words are given to) share. Included by these two only. */
#ifndef TUI_APP_VERB_INT_H
#define TUI_APP_VERB_INT_H

#include "tui/app/verb.h"

#define COUNT_MAX 9999
#define QUOTED_MAX 40 /* bytes of the person's own words in a problem */

/* Words lie one behind the other in line->text; each is cut off there as it is read. */
struct parser {
	struct line *line;
	const char *text; /* as it came; NULL: shell words, divided by '\n' in line->text */
	size_t at, end;
	bool options_over; /* shell: `--` was read */
	bool in_rest; /* shell: words go to line->rest, */
	size_t rest; /* ... which holds so many bytes so far */
};

struct word {
	char *text;
	size_t at; /* in the line as it came: for the caret */
	bool quoted; /* it began with a quote: never an option, never name=value */
};

/* ---- verb_parse.c */

/* Sets problem and caret. Returns -1. */
int verb_fail(struct line *line, size_t caret, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The person's own word for use in a problem, cut short. */
const char *verb_shown(char out[static QUOTED_MAX + 4], const char *word, size_t length);
void verb_list_add(char *list, size_t size, const char *word);
bool verb_is_blank(const struct parser *p, char c);
/* Moves to the next word; false: there is none. An empty word of a shell counts. */
bool verb_more(struct parser *p);
/* Reads a word where verb_more() said that there is one. */
int verb_read_word(struct parser *p, struct word *word);
/* The word behind those that were read, not cut off; false: there is none, or it is quoted. *at is
 * where it begins. */
bool verb_peek_word(const struct parser *p, size_t from, size_t *at, size_t *length);

/* ---- verb_give.c: of a line whose verb is known. They return 0, or -1 with a problem. */

/* A number of cases, typed before the verb or as an option. */
int verb_give_count(struct line *line, const char *digits, size_t at);
int verb_give_word(struct parser *p, struct word *word);
/* The text of an ARGUMENT_REST if it is next in a typed line; false: it is not. */
bool verb_gives_rest(struct parser *p, int *answer);

#endif
