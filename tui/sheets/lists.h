/* lists.h: the long lists of codes, as iso.sh writes them; {0} ends each. Native names are not in
 * them. */
#ifndef TUI_SHEETS_LISTS_H
#define TUI_SHEETS_LISTS_H

#include "tui/widgets/picker.h"

extern const struct field_choice list_countries[]; /* ISO 3166-1, two letters */
extern const struct field_choice list_languages[]; /* ISO 639, two letters, else three */

#endif
