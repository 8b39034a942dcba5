#include "tui/widgets/rule.h"

#include <string.h>

#include "tui/term/pane.h"

#define AT_ONCE 64

void rule_draw(const struct pane *pane, int row, int col, int width)
{
	char dashes[AT_ONCE];

	memset(dashes, '-', sizeof dashes);
	for (; width > 0; col += AT_ONCE, width -= AT_ONCE) {
		int part = width < AT_ONCE ? width : AT_ONCE;

		pane_put_part(pane, row, col, part, STYLE_RULE, dashes, (size_t)part);
	}
}
