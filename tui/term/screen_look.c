/* How the styles of a theme become attributes of curses. */
#include "tui/term/screen_int.h"

#include <curses.h>
#include <stdio.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const struct {
	unsigned ours;
	char code; /* of ECMA-48's SGR */
	attr_t curses;
} attributes[] = { { THEME_BOLD, '1', A_BOLD }, { THEME_DIM, '2', A_DIM },
	{ THEME_UNDERLINE, '4', A_UNDERLINE }, { THEME_REVERSE, '7', A_REVERSE } };

/* The sequence that sets a look where none is set. */
static void write_sequence(char sequence[TERMINFO_SEQUENCE], struct theme_look look)
{
	char codes[8] = "";
	size_t count = 0;

	for (size_t i = 0; i < LENGTH(attributes); i++)
		if (look.attributes & attributes[i].ours) {
			codes[count++] = attributes[i].code;
			codes[count++] = ';';
		}
	if (look.colour != THEME_OWN)
		snprintf(sequence, TERMINFO_SEQUENCE, "\033[%s3%dm", codes, (int)look.colour);
	else
		snprintf(sequence, TERMINFO_SEQUENCE, "\033[%.*sm", (int)count - 1, codes);
}

/* Where the look stands in term->looks, which it may join; -1: there is no room, or it is none. */
static int place_of(struct term *term, struct theme_look look)
{
	int at = 0;

	if (look.attributes == 0 && look.colour == THEME_OWN)
		return -1;
	while (at < term->look_count &&
		(term->looks[at].attributes != look.attributes ||
			term->looks[at].colour != look.colour))
		at++;
	if (at == TERMINFO_LOOKS)
		return -1;
	if (at == term->look_count)
		term->looks[term->look_count++] = look;
	return at;
}

static bool shows_on_blanks(struct theme_look look)
{
	return look.attributes & (THEME_UNDERLINE | THEME_REVERSE);
}

void term_make_looks(struct term *term, struct terminfo *terminfo)
{
	static const enum theme themes[] = { THEME_DARK, THEME_MONO };

	for (int on_blanks = 0; on_blanks <= 1; on_blanks++)
		for (size_t i = 0; i < LENGTH(themes); i++)
			for (int style = 0; style < STYLE_COUNT; style++) {
				struct theme_look look = theme_look(themes[i], (enum style)style);

				if (shows_on_blanks(look) == (on_blanks != 0))
					place_of(term, look);
			}
	for (int at = 0; at < TERMINFO_LOOKS; at++)
		write_sequence(terminfo->looks[at], term->looks[at]);
}

/* On a terminal of another language, or without our description of it, curses combines what its
 * own has. */
static unsigned long attribute_at(const struct term *term, int at)
{
	attr_t all = A_NORMAL;

	if (term->own_looks)
		return terminfo_attribute(at);
	for (size_t i = 0; i < LENGTH(attributes); i++)
		if (term->looks[at].attributes & attributes[i].ours)
			all |= attributes[i].curses;
	return all;
}

void term_set_theme(struct term *term, enum theme theme)
{
	struct theme_hints hints = { .colours = term->colours };

	term->theme = theme_choose(theme == THEME_AUTO ? term->automatic : theme, &hints);
	for (int style = 0; style < STYLE_COUNT; style++) {
		int at = place_of(term, theme_look(term->theme, (enum style)style));

		term->attributes[style] = at < 0 ? A_NORMAL : attribute_at(term, at);
	}
}

struct theme_look term_look(const struct term *term, unsigned long attribute)
{
	for (int at = 0; at < term->look_count; at++)
		if (attribute_at(term, at) == attribute)
			return term->looks[at];
	return (struct theme_look){ 0, THEME_OWN };
}
