#include "tui/term/theme.h"

#include <stddef.h>
#include <string.h>

/* What `mono` shows without colour `dark` shows too: colour is added, nothing is replaced by it. */
static const struct theme_look looks[STYLE_COUNT] = {
	[STYLE_TITLE] = { THEME_BOLD, THEME_OWN },
	[STYLE_TAB_NOW] = { THEME_BOLD | THEME_UNDERLINE, THEME_OWN },
	[STYLE_HEADER] = { THEME_UNDERLINE, THEME_OWN },
	[STYLE_FOCUS] = { THEME_BOLD, THEME_OWN },
	[STYLE_MARK] = { THEME_BOLD, THEME_CYAN },
	[STYLE_URGENT] = { THEME_BOLD, THEME_RED },
	[STYLE_HIGH] = { THEME_BOLD, THEME_YELLOW },
	[STYLE_ENDED] = { THEME_BOLD, THEME_RED },
	[STYLE_SOON] = { 0, THEME_YELLOW },
	[STYLE_NOBODY] = { THEME_BOLD, THEME_YELLOW },
	[STYLE_DIM] = { THEME_DIM, THEME_OWN },
	[STYLE_KEY] = { THEME_BOLD, THEME_OWN },
	[STYLE_RULE] = { THEME_DIM, THEME_OWN },
	[STYLE_LIVE] = { 0, THEME_OWN }, /* with the clock, a digit of which is sent each minute */
	[STYLE_STALE] = { THEME_BOLD, THEME_YELLOW },
	[STYLE_OFFLINE] = { THEME_BOLD | THEME_REVERSE, THEME_OWN },
	[STYLE_WARN] = { THEME_BOLD, THEME_YELLOW },
	[STYLE_ERROR] = { THEME_BOLD, THEME_RED },
	[STYLE_INPUT] = { THEME_UNDERLINE, THEME_OWN },
	[STYLE_MATCH] = { THEME_UNDERLINE, THEME_CYAN },
	[STYLE_CHIP] = { THEME_UNDERLINE, THEME_MAGENTA },
	[STYLE_BAD] = { THEME_REVERSE, THEME_OWN },
};

static const struct {
	const char *name;
	enum theme theme;
} names[] = { { "auto", THEME_AUTO }, { "dark", THEME_DARK }, { "mono", THEME_MONO } };

/* Terminals without colour whose descriptions may be replaced by ones that promise it. */
static const char *const colourless[] = { "vt100", "vt102", "vt220", "vt52", "dumb" };

static bool is_colourless(const char *term)
{
	for (size_t i = 0; term && i < sizeof colourless / sizeof *colourless; i++)
		if (strncmp(term, colourless[i], strlen(colourless[i])) == 0)
			return true;
	return false;
}

enum theme theme_choose(enum theme wanted, const struct theme_hints *hints)
{
	if (hints->colours < 8)
		return THEME_MONO;
	if (wanted != THEME_AUTO)
		return wanted;
	if (hints->no_color && *hints->no_color)
		return THEME_MONO;
	if (hints->clicolor && strcmp(hints->clicolor, "0") == 0)
		return THEME_MONO;
	return is_colourless(hints->term) ? THEME_MONO : THEME_DARK;
}

struct theme_look theme_look(enum theme theme, enum style style)
{
	struct theme_look look = { 0, THEME_OWN };

	if ((unsigned)style < STYLE_COUNT)
		look = looks[style];
	if (theme != THEME_DARK)
		look.colour = THEME_OWN;
	return look;
}

bool theme_named(const char *name, enum theme *out)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strcmp(name, names[i].name) != 0)
			continue;
		*out = names[i].theme;
		return true;
	}
	return false;
}
