/* intl.h: every visible string passes here. `_()` translates where it is shown; `N_()` only marks
 * a string in a table, which is translated where it is drawn. Catalogues: tui/po. */
#ifndef TUI_INTL_H
#define TUI_INTL_H

#include <libintl.h>

#define _(text) gettext(text)
#ifndef N_
#define N_(text) text
#endif

/* A word that the database keeps, such as a stage or a source: translated where the catalogue
 * knows it. */
static inline const char *intl_word(const char *text)
{
	return text[0] != '\0' ? gettext(text) : "";
}

#endif
