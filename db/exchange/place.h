/*
 * place: where in a text file something stands, and what is wrong there.
 *
 * Lines and columns count from 1, columns in code points, so that an editor finds the spot whatever
 * the file's encoding is. A line ends with LF, CR LF or a lone CR.
 */
#ifndef DB_EXCHANGE_PLACE_H
#define DB_EXCHANGE_PLACE_H

#include <stdbool.h>
#include <stddef.h>

struct place {
	long line, column;
	bool cr; /* the last byte was a CR: a LF now ends the same line */
};
#define PLACE_START ((struct place){ .line = 1, .column = 1 })

/* Moves over a piece of valid UTF-8. */
void place_move(struct place *place, const char *text, size_t length);

/* One thing that is wrong in a file. A value; what and name are static strings. */
struct mistake {
	long line, column; /* 0: it is about the file as a whole */
	const char *what; /* N_(), a sentence without capital and full stop; NULL: nothing wrong */
	const char *name; /* the column's header or the encoding it is about; NULL: none */
	/* What the file has there, raw and cut: through the safe-text gate only. "" if nothing. */
	char value[48];
};

struct mistake mistake_at(const struct place *place, const char *what);
/* Keeps the value for the report, cut at a whole code point. */
void mistake_value(struct mistake *mistake, const char *text, size_t length);

#endif
