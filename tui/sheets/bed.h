/* bed.h: units of places with their beds, and who has one, as lines of a paper: of the screen of
 * beds, and of a place. Rows are those of the queries bed_list and stay_list. */
#ifndef TUI_SHEETS_BED_H
#define TUI_SHEETS_BED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/widgets/cell.h"

struct paper;
struct rows;

/* Columns from which on a unit is a line of columns, and has what kind of place it is of, and what
 * else has room. Below, each is lines of their own with what they say. */
enum { BED_NARROW = 56, BED_WIDE = 78 };

/* Whose page it is on: of all places, of the one that it is of, of the case whose bed it is. */
enum bed_page { BED_OF_ALL = 0, BED_OF_PLACE, BED_OF_CASE };

/* The titles of the columns of bed_write_unit(), for so many columns of the screen. */
void bed_write_titles(struct paper *paper, enum bed_page page, int cols);
/* One unit; its key is bed_key() of its code. */
void bed_write_unit(struct paper *paper, const struct rows *rows, int row, enum bed_page page,
	int cols, const struct cell_clock *clock);
/* Which unit of which place in which country, and for whom: as a question about it names it. Of a
 * row of the query bed_list; unit false: of the place alone. */
void bed_put_which(char *out, size_t size, const struct rows *rows, int row, bool unit);
/* Until when a bed of it is held for the case, as the title above it. */
void bed_put_held(char *out, size_t size, const struct rows *rows, int row,
	const struct cell_clock *clock);
/* One bed that somebody has; its key is bed_key() of its id. */
void bed_write_stay(struct paper *paper, const struct rows *rows, int row, enum bed_page page,
	const struct cell_clock *clock);
/* Why a unit takes nobody, or not this case, as a word of app.refusal: translated; "": it does. */
const char *bed_problem(const char *code);

int64_t bed_key(const char *code);
/* The row of which this field is so; -1: none. */
int bed_row(const struct rows *rows, const char *field, int64_t key);

#endif
