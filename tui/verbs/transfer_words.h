/* transfer_words: what is asked, and told, where a transfer ends or somebody says where she is:
 * whose it is and to where stand in it, since one digit of a list is soon struck. And what is told
 * where nobody has approved it. */
#ifndef TUI_VERBS_TRANSFER_WORDS_H
#define TUI_VERBS_TRANSFER_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct app;
struct approved;
struct call;
struct rows;
struct text;

/* All borrowed. */
struct transfer_words {
	const char *code, *what; /* TR-....; person or file */
	const char *her; /* the code of her case; "": it is not of my offices */
	const char *to; /* the office, and the place where it is known */
	const char *why; /* the word that was chosen; "": none yet */
	bool where; /* it says where she is, and ends nothing */
	const char *state; /* as it stands */
	bool ends; /* it ends by what is said */
	bool unapproved; /* done in an emergency, and nobody has signed it */
};

enum { TRANSFER_TITLE = 120, TRANSFER_TEXT = 400, TRANSFER_LABEL = 96 };

/* The question whose answer is a word of a list. */
void transfer_ask_words(const struct transfer_words *words, char title[static TRANSFER_TITLE],
	char text[static TRANSFER_TEXT]);
/* The one behind it: whether it is meant. False: none is needed. */
bool transfer_sure_words(const struct transfer_words *words, char title[static TRANSFER_TITLE],
	char text[static TRANSFER_TEXT], char yes[static TRANSFER_LABEL]);
/* Before any other step whom it is about, and that nobody has approved it: adds to out, with a
 * space behind. */
void transfer_put_her(struct text *out, const struct transfer_words *words,
	const struct approved *approved);
/* It ends by what is said, while she is on her way. */
bool transfer_ends_on_way(const struct transfer_words *words);
/* What somebody signs who receives her without an approval; NULL: there is one. */
const char *transfer_receives(const struct approved *approved);
/* The code that was given as the first word, or that of the transfer that is shown, or has the
 * cursor, on any screen that names transfers by it; "": none. */
void transfer_put_code(const struct call *call, char *out, size_t size);
/* Somebody has typed this code, with whatever between its last eight symbols, or before them. */
bool transfer_is_code(const char *typed, const char *code);
/* Where she is is written down. */
void transfer_where_done(const struct transfer_words *words, char *out, size_t size);
/* The `then` of a change (change.h): it has ended on the way, and somebody has to look for her. */
void transfer_ended_on_way(struct app *app, const struct rows *rows, const char *code);

#endif
