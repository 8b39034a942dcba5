/* abbreviate.h: initials, out of the names of an identity. */
#ifndef TUI_SHEETS_ABBREVIATE_H
#define TUI_SHEETS_ABBREVIATE_H

#include <stddef.h>

struct record;

enum {
	ABBREVIATE_NAMES = 3, /* of a name of more words the first ones */
	ABBREVIATE_BYTES = 12, /* of one letter with its marks, at most */
	ABBREVIATE_TEXT = ABBREVIATE_NAMES * (ABBREVIATE_BYTES + 1) + 1,
};

/* "Somsri Jaidee" is "S.J.", "สมศรี ใจดี" "ส.จ.": the letter that each word is called by, with its
 * marks and as it was typed. A word of one letter gives none, nor does one of a script in which
 * a letter is a syllable or a word (Chinese, Korean, Japanese): initials are not the name.
 * "" where no word has one. */
void abbreviate_name(const char *name, char out[static ABBREVIATE_TEXT]);
/* The same of a record of kind `identity`: of her legal name, else of the first one that is there.
 * By what the trafficker calls her nobody is called here. */
void abbreviate_record(const struct record *record, char out[static ABBREVIATE_TEXT]);

#endif
