/*
 * ctdc: the record layout of the Counter-Trafficking Data Collaborative, as data.
 *
 * One table says which column of the file means what, and which codes it may hold. What is not in
 * the tables is a mistake with its line and column, never a guess. An empty field, `0` and `-99`
 * are unknown everywhere but in year and source, which every row must have. Who recruited a person
 * is checked and then left behind: that part of a case is kept sealed only.
 */
#ifndef DB_EXCHANGE_CTDC_H
#define DB_EXCHANGE_CTDC_H

#include <stddef.h>
#include "db/exchange/csv.h"
#include "db/exchange/place.h"

enum ctdc_column {
	CTDC_YEAR,
	CTDC_SOURCE,
	CTDC_SEX,
	CTDC_CITIZENSHIP,
	CTDC_FORCED_LABOUR,
	CTDC_CONTROL,
	CTDC_RECRUITER,
	CTDC_EXPLOITATION,
	CTDC_LABOUR,
	CTDC_AGE,
	CTDC_COLUMNS
};

enum { CTDC_VALUES = 2101 }; /* every value of a row is below */

/* A row of the file. A value of a few bytes, because a whole file is held before it is sent. */
struct ctdc_row {
	int line; /* physical line of the file on which it starts */
	short value[CTDC_COLUMNS]; /* 0: unknown; else as ctdc_code() and its friends read it */
};

/* Where the columns of one file are. */
struct ctdc_header {
	size_t at[CTDC_COLUMNS];
	size_t count; /* fields of the header: every row has as many */
};

typedef void ctdc_mistake_fn(void *who, const struct mistake *mistake);

/* Reads the names in the first record; each name missing, unknown or there twice is one mistake.
 * Returns how many there were. */
int ctdc_read_header(struct ctdc_header *out, const struct csv_record *record, ctdc_mistake_fn *fn,
	void *who);
/* Reads a row; each code that the tables do not have is one mistake. Returns how many there were;
 * *out is usable only if 0. */
int ctdc_read_row(struct ctdc_row *out, const struct ctdc_header *header,
	const struct csv_record *record, ctdc_mistake_fn *fn, void *who);

/* The year: 1990 to 2100. */
int ctdc_year(const struct ctdc_row *row);
/* Bounds of the age band in years; -1: none (unknown, or no upper bound). */
int ctdc_age_low(const struct ctdc_row *row);
int ctdc_age_high(const struct ctdc_row *row);
/* The code homeward stores ("forced labour"); NULL: unknown, or none is stored. Static. Not for
 * year, age and citizenship. */
const char *ctdc_code(const struct ctdc_row *row, enum ctdc_column column);
/* ISO 3166-1 alpha-2 and a NUL; "": unknown. */
void ctdc_citizenship(const struct ctdc_row *row, char out[static 3]);

#endif
