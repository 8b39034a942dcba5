/* prompt.h: the line at the bottom, `:` for commands and `/` for the filter.
 *
 * Readline in its callback form, fed with the raw bytes of decoded events; it never reads the
 * terminal, an inputrc, a history file or a file name. Histories live in memory, one per kind.
 * This is the only user of readline, which keeps its state in globals: there is one prompt. */
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

/* Once, after setlocale(). From then on the environment's INPUTRC is /dev/null, and its LC_ALL the
 * locale in force: readline goes by it. */
void prompt_start(const struct prompt_options *options);
void prompt_stop(void);
/* The console is locked, or has no keys any more: the line that is open, earlier ones and what was
 * cut are gone, and nothing of them is left in memory. A filter was sent to the database and is not
 * the prompt's. */
void prompt_forget(void);
const char *prompt_library(void); /* version of readline */

/* Text longer than a line is cut. An open prompt is cancelled first. */
void prompt_open(char kind, const char *text);
bool prompt_is_open(void);
char prompt_kind(void); /* also of the line entered last */
const char *prompt_text(void); /* what is typed so far; borrowed, valid until the next key */

enum prompt_result { PROMPT_OPEN = 0, PROMPT_ENTERED, PROMPT_CANCELLED };

/* Feeds one event. On PROMPT_ENTERED *line is the line, borrowed until the next prompt_open().
 * Esc, ^C, ^G, a line of blanks at `:` and a lone `^` cancel. A paste is inserted with newlines as
 * blanks, never run. Nothing makes a line of more than LINE_MAX_BYTES - 1 bytes: what would is
 * refused with a message. Tab completes, again Tab turns the page; `?` in place of a word shows
 * what may stand there. Up and Down go through earlier lines, ^R to the last one that holds what
 * stands before the cursor. */
enum prompt_result prompt_key(const struct input_event *event, const char **line);
/* Keeps the prompt open, or opens it again with the line just entered, puts the cursor on the byte
 * at `caret` and shows the problem under it until the next key. */
void prompt_problem(const char *text, size_t caret);
/* Draws on `line` (the last row) and on `above`, one or more rows (NULL: none): candidates and
 * messages on its last row, candidates with their help and what takes more than a row on as many as
 * it has. While there is a problem the text moves up to that row, so that caret and problem stand
 * under it; a problem too wide for that stands above it. Places the cursor. `note` stands at the
 * right end, e.g. the resolved target; NULL: none. */
void prompt_draw(struct pane *line, struct pane *above, const char *note);
/* The window has so many columns now. */
void prompt_resize(int rows, int columns);

#endif
