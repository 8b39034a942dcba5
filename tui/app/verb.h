/* verb.h: what a person can ask for. ONE row serves four surfaces: the key, the `:` prompt with
 * its completion, the `?` help, and `homeward VERB` from a shell.
 *
 * A verb runs at once and returns the effects that the loop carries out at the end of the turn.
 * What takes longer (a question to the database, a choice, a confirmation) goes on in callbacks;
 * nothing waits. From a shell the same function runs with call->view NULL: what it says goes to
 * standard output and error, and the program ends when nothing is pending any more. */
#ifndef TUI_APP_VERB_H
#define TUI_APP_VERB_H

#include <stdbool.h>
#include <stddef.h>

struct app;
struct view;

/* What a handler wants done; the loop does each once per turn, in this order. */
enum effect {
	EFFECT_NONE = 0,
	EFFECT_REDRAW = 1 << 0, /* paint the frame and the top view */
	EFFECT_RELOAD = 1 << 1, /* ask again for what the top view shows; offline: dial now */
	EFFECT_CLOSE = 1 << 2, /* close the top view */
	EFFECT_QUIT = 1 << 3, /* leave the program */
	EFFECT_IGNORED = 1 << 4, /* not mine: let the next one try */
	EFFECT_REPAINT = 1 << 5, /* send every cell again: another program wrote on the screen */
	EFFECT_SUSPEND = 1 << 6 /* stop until the shell continues the program */
};

enum verb_flag {
	VERB_CASE = 1 << 0, /* acts on cases: codes given, else marks, else the focused row */
	VERB_SHELL = 1 << 1, /* offered as `homeward NAME` */
	VERB_ONLY_SHELL = 1 << 2, /* ... and nowhere else */
	VERB_OWNER = 1 << 3, /* from a shell: asks the database before or without a known person */
	VERB_NO_DATABASE = 1 << 4, /* from a shell: needs no connection at all */
	VERB_HIDDEN = 1 << 5, /* an alias: works, but help lists it beside its row */
	VERB_ANYWAY = 1 << 6, /* from a shell: runs even where the database cannot be reached */
	VERB_CHANGES = 1 << 7, /* changes the database: not where it serves other programs */
	VERB_WORKS = 1 << 8, /* for roles that work on cases */
	VERB_OPENS = 1 << 9, /* for roles that open sealed records */
	VERB_PLACES = 1 << 10, /* for roles that write places */
	VERB_SHOWS = 1 << 11, /* VERB_CHANGES with words alone: without them it only shows */
	VERB_EVENTS = 1 << 12, /* acts on events: numbers given, or read by `-` */
	VERB_ROLES = VERB_CHANGES | VERB_WORKS | VERB_OPENS | VERB_PLACES
};

/* What may stand in an argument's place: what Tab offers there. */
enum argument_kind {
	ARGUMENT_WORD = 0, /* anything */
	ARGUMENT_CHOICE, /* one of .choices */
	ARGUMENT_STAFF, /* a login; offered from what the console has last seen */
	ARGUMENT_STAGE,
	ARGUMENT_COLUMN, /* a column name of the screen in front, `-` before it turns the order */
	ARGUMENT_VIEW, /* a saved view */
	ARGUMENT_SCREEN,
	ARGUMENT_VERB,
	ARGUMENT_FILE, /* never completed: file names would tell of the host */
	ARGUMENT_WORDS, /* anything, of one word or several: they end at a code or a number */
	ARGUMENT_REST, /* all that follows, as one text: a filter */
	ARGUMENT_FIELDS, /* from a shell: each `--name value` of no other; lines of name=value */
	ARGUMENT_FLAG /* given or not: `--name`; the value is "yes". Never filled by position */
};

struct argument {
	const char *name; /* as typed in NAME=VALUE; a positional word fills the first one empty */
	enum argument_kind kind;
	bool required;
	const char *const
		*choices; /* NULL-ended; ARGUMENT_CHOICE allows no other; may have blanks */
	const char *help; /* N_() */
};

#define VERB_ARGUMENTS 6

struct call; /* below */

struct verb {
	const char *name; /* one word, lower case, '-' inside */
	const char *key; /* "t", "^L", "F1", "Space"; NULL: none. One letter, one verb */
	unsigned flags; /* enum verb_flag */
	struct argument arguments[VERB_ARGUMENTS + 1]; /* ends with name NULL */
	const char *help; /* N_(), one line, begins with a verb */
	const char *hint; /* N_(), two words at most, for the status line; NULL: not hinted */
	unsigned (*act)(struct call *call);
};

/* A record that a verb acts on, as the person saw it. */
struct target {
	char id[37];
	int version;
	char code[16];
	bool marked; /* else it has the focus */
	bool came; /* ... to which it has only just come, by itself */
};

#define CALL_CODES 500

/* One asking. Everything is borrowed and lives only during act(); what goes on later copies. */
struct call {
	struct app *app;
	struct view *view; /* the view in front; NULL from a shell */
	const struct verb *verb;
	const char *value[VERB_ARGUMENTS]; /* by argument position; NULL: not given */
	const char *codes[CALL_CODES]; /* words that look like case codes */
	size_t code_count;
	const int *lines; /* of standard input, that the codes stand in; NULL: they were typed */
	long count; /* `:3 take`, `--count 3`; 0: none given */
	const char *about; /* what a question says it is of, beside the cases; NULL: of nothing */
	bool forced; /* `!`: several cases need no confirmation for being several */
	bool input; /* `-`: codes come on standard input */
	bool json; /* `--format json`: outcome.h */
};

/* All tables of verbs, NULL-ended, each table ended by a row with name NULL. */
extern const struct verb *const verb_tables[];

/* Finds by name or by a prefix that only one verb has; hidden rows by their whole name only. NULL:
 * none, or *ambiguous (may be NULL) is set. */
const struct verb *verb_find(const char *word, size_t length, bool *ambiguous);
/* Where a verb is asked for: a prefix only means verbs that are offered there, and so does a whole
 * name that another row has elsewhere. */
enum verb_place { VERB_ANYWHERE = 0, VERB_AT_PROMPT, VERB_IN_SHELL };
bool verb_offered(const struct verb *verb, enum verb_place place);
/* It changes what the keys change, and is offered to a shell: which is told what came of it. */
bool verb_tells(const struct verb *verb);
/* From a shell: `-` reads what it is about from standard input. */
bool verb_reads(const struct verb *verb);
const struct verb *verb_find_at(enum verb_place place, const char *word, size_t length,
	bool *ambiguous);
/* Finds by key name on any screen. NULL: none. */
const struct verb *verb_by_key(const char *key);
/* The argument's place in the row, -1 if it has none of that name. */
int verb_argument(const struct verb *verb, const char *name, size_t length);

/* Walks every row of every table: start with NULL; NULL ends. */
const struct verb *verb_next(const struct verb *verb);

#define LINE_MAX_BYTES 1024

/* HW-7K3F-W9CP, 7k3fw9cp: eight symbols of the alphabet of codes, dashes, blanks and HW in front as
 * people like it. Only the look: the check symbol is the database's to check. Or four of them, with
 * a letter and a digit: what a message that woke her said (W9CX). */
bool verb_is_code(const char *word);

/* A line or argv taken apart. It owns the words that the call points to. */
struct line {
	char text[LINE_MAX_BYTES], rest[LINE_MAX_BYTES];
	struct call call;
	char problem[160]; /* what is wrong, translated; empty: nothing. May hold typed words */
	size_t caret; /* byte offset of it in the line */
};

/* Parses `[count] verb [words] [name=value] [!]` into *line. Returns 0, or -1 with problem and
 * caret set (an empty line has a problem too).
 * Quotes keep blanks together; nothing is expanded. In rows with VERB_CASE words that look like
 * case codes go to call.codes; a line that begins with a code means `case CODE`. Other words fill
 * the arguments in their order; an ARGUMENT_REST takes all that is left of the line as it was
 * typed. An ARGUMENT_CHOICE may be cut short while unique, and comes back whole; of several words
 * the longest choice counts that they fit. What is required is for the verb to see to: it may ask
 * back. */
int verb_parse(struct line *line, const char *text);
/* The same from a shell's words: each word is one word, whatever it holds. `--name value`,
 * `--name=value` and `--flag` may stand anywhere up to `--`, and in rows that verb_tells() of
 * `--count N` and `--format json`, too; `-` says that codes come on standard input. Only rows
 * offered in a shell. The caret counts in the words joined by blanks. */
int verb_parse_words(struct line *line, int count, char *const *words);

#endif
