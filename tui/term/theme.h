/*
 * Styles name what a piece of text means; a theme says how that looks. A style only ever repeats
 * what a word or a letter on the screen already says, so every screen reads the same in `mono`.
 */
#ifndef TUI_TERM_THEME_H
#define TUI_TERM_THEME_H

#include <stdbool.h>

enum style {
	STYLE_NORMAL,
	STYLE_TITLE, /* context line */
	STYLE_TAB, /* tabs and lanes not chosen */
	STYLE_TAB_NOW, /* the chosen one */
	STYLE_HEADER, /* column titles */
	STYLE_FOCUS, /* the code of the row that has the focus */
	STYLE_MARK, /* marked rows */
	STYLE_URGENT, /* priority !!, danger */
	STYLE_HIGH, /* priority !, risk high */
	STYLE_ENDED, /* a clock that has ended */
	STYLE_SOON, /* a clock that ends soon */
	STYLE_NOBODY, /* nobody is responsible */
	STYLE_DIM, /* secondary: ages, hints */
	STYLE_KEY, /* a key in a hint line */
	STYLE_RULE, /* lines between panes */
	STYLE_LIVE, /* connection states */
	STYLE_STALE,
	STYLE_OFFLINE,
	STYLE_INFO, /* messages */
	STYLE_WARN,
	STYLE_ERROR,
	STYLE_INPUT, /* what is being typed */
	STYLE_MATCH, /* the part a filter or search found */
	STYLE_CHIP, /* made visible by the gate: <202E> */
	STYLE_BAD, /* stands for a byte that cannot be shown */
	STYLE_COUNT
};

enum theme { THEME_AUTO, THEME_DARK, THEME_MONO };

enum theme_attribute { THEME_BOLD = 1, THEME_DIM = 2, THEME_UNDERLINE = 4, THEME_REVERSE = 8 };

enum theme_colour {
	THEME_OWN, /* the terminal's own foreground */
	THEME_RED,
	THEME_GREEN,
	THEME_YELLOW,
	THEME_BLUE,
	THEME_MAGENTA,
	THEME_CYAN,
	THEME_WHITE
};

struct theme_look {
	unsigned attributes; /* of enum theme_attribute */
	enum theme_colour colour; /* of the letters; the background is always the terminal's own */
};

/* What the environment says about colour; any string may be NULL. */
struct theme_hints {
	const char *no_color; /* NO_COLOR: not empty means mono */
	const char *clicolor; /* CLICOLOR: "0" means mono */
	const char *term; /* TERM: vt100 and its like mean mono */
	int colours; /* what terminfo promises */
};

/* `wanted` as configured; THEME_AUTO follows the hints. Below 8 colours it is always mono. */
enum theme theme_choose(enum theme wanted, const struct theme_hints *hints);

/* How a style looks; THEME_AUTO looks like mono. */
struct theme_look theme_look(enum theme theme, enum style style);

/* `auto`, `dark`, `mono`; returns false for any other name and leaves `out` alone. */
bool theme_named(const char *name, enum theme *out);

#endif
