/* records.h: what is told of files themselves, on paper: to whom a case was told, until when its
 * file is kept, and how it was erased. Only words of lists, days, numbers and codes stand in
 * them. */
#ifndef TUI_SHEETS_RECORDS_H
#define TUI_SHEETS_RECORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "tui/widgets/cell.h"

struct paper;
struct rows;

/* What of this case went to whom: rows of case_shared. */
void records_write_shared(struct paper *paper, const char *code, const struct rows *rows);
/* The row whose lines have this paper_focused_key(); -1: it is of none. */
int records_shared_row(const struct rows *rows, int64_t key);

/* What became of a request that a file is erased: the row of erasure_open, read at this clock. */
void records_write_receipt(struct paper *paper, const struct cell_clock *clock,
	const struct rows *rows);
/* What is said where no code is given: N_(). */
extern const char records_which[];
enum { RECORDS_WHY = 200 };
/* The answer of erasure_find for a code; false: why has what to say, translated. */
bool records_found(const struct rows *rows, const char *code, char why[static RECORDS_WHY]);

/* A case of another office: the row of glass_read. */
void records_write_other(struct paper *paper, const struct cell_clock *clock,
	const struct rows *rows);

/* On its case, whose facts are those of case_open: who of another office has looked at it and is
 * not reviewed; until when its file is kept, or that it is erased, and how often it was told to
 * others. Nothing where there is nothing. */
void records_write_glass(struct paper *paper, const struct rows *facts);
void records_write_of_case(struct paper *paper, const struct cell_clock *clock,
	const struct rows *facts);

/* On standard output, through the gate: for a shell. */
void records_print(const struct paper *paper);

#endif
