/* rule.h: a line between parts of a screen, of plain dashes: a byte a column on every terminal. */
#ifndef TUI_WIDGETS_RULE_H
#define TUI_WIDGETS_RULE_H

struct pane;

void rule_draw(const struct pane *pane, int row, int col, int width);

#endif
