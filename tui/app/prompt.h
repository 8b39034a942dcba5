/* prompt.h: the line at the bottom, `:` for commands and `/` for the filter.
 *
 * Readline in its callback form, fed with the raw bytes of decoded events; it never reads the
 * terminal, an inputrc, a history file or a file name. Histories live in memory, one per kind.
 * This is the only user of readline; readline keeps its state in globals, so there is one prompt. */
#ifndef TUI_APP_PROMPT_H
#define TUI_APP_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

struct input_event;
struct pane;

struct candidate {
	char word[64];
	char help[80]; /* one line, translated; "": none. Both may hold text from the database */
};

/* Tab: writes the candidates for the word that ends at `point` into list, at most max, and returns
 * how many. *start is where that word begins; each candidate takes its place, and whatever may
 * follow it is part of it (a blank, or nothing after `name=`). */
typedef size_t prompt_complete_fn(void *who, char kind, const char *line, size_t point,
	size_t *start, struct candidate *list, size_t max);

struct prompt_options {
	prompt_complete_fn *complete;
	void *who;
};

void prompt_start(const struct prompt_options *options); /* once */
void prompt_stop(void);

void prompt_open(char kind, const char *text);
bool prompt_is_open(void);
char prompt_kind(void);
const char *prompt_text(void); /* what is typed so far; borrowed, valid until the next key */

enum prompt_result { PROMPT_OPEN = 0, PROMPT_ENTERED, PROMPT_CANCELLED };

/* Feeds one event. On PROMPT_ENTERED *line is the line, borrowed until the next prompt_open().
 * Esc, ^C, ^G and a lone `^` cancel. A paste is inserted with newlines as blanks, never run. */
enum prompt_result prompt_key(const struct input_event *event, const char **line);
/* Keeps the prompt open with its text and shows a problem under the byte at `caret`. */
void prompt_problem(const char *text, size_t caret);
/* Draws on `line` (the last row), candidates or the problem on the row above; places the cursor.
 * `note` stands at the right end, e.g. the resolved target. */
void prompt_draw(struct pane *line, struct pane *above, const char *note);
/* The window has so many columns now. */
void prompt_resize(int rows, int columns);

#endif
