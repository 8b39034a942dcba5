/* party.h: whom one can call or has to beware of, in words: what is told of it in clear. */
#ifndef TUI_SHEETS_PARTY_H
#define TUI_SHEETS_PARTY_H

#include <stddef.h>

struct dossier;
struct rows;

enum { PARTY_WORDS = 320 };

/* "Lao, Thai . a woman . from 6 to 22 . Sathon, TH" of a row that has languages, sex, hours (any
 * time is not said), district and country; "" where nobody has written that. */
void party_words(const struct rows *rows, int row, char out[static PARTY_WORDS]);
/* What it is, translated: "interpreter". */
const char *party_kind(const char *kind);
/* "beware", "never" as a warning; "" where nothing is known. */
const char *party_danger(const char *danger);
/* The danger notes about a party or place, on paper: rows of danger_list as the dossier's file, its
 * own first, then that there are some about the area. */
void party_write_dangers(const struct dossier *dossier);

#endif
