/* moves.h: transfers on paper: where each stands, what comes next and who says it; one with all
 * that was asked and each step. Rows are those of case_transfers, transfer_page, transfer_facts and
 * transfer_steps. */
#ifndef TUI_SHEETS_MOVES_H
#define TUI_SHEETS_MOVES_H

#include <stdint.h>

#include "tui/widgets/cell.h"

struct paper;
struct rows;

/* Below a heading, of a case that has one. */
void moves_write_lines(struct paper *paper, const struct cell_clock *clock,
	const struct rows *rows);
/* The row whose line has this paper_focused_key(); -1: it is of none. */
int moves_row(const struct rows *rows, int64_t key);

/* One of them: page is there, the others may be NULL. */
void moves_write_page(struct paper *paper, const struct cell_clock *clock, const struct rows *page,
	const struct rows *facts, const struct rows *steps);

#endif
