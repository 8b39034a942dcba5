/* date_fold.h: what somebody typed as a date, in ASCII: for date_read.c alone. */
#ifndef DB_BASE_DATE_FOLD_H
#define DB_BASE_DATE_FOLD_H

#include <stdbool.h>

enum { DATE_MONTHS = 12 };
extern const char *const date_months[DATE_MONTHS]; /* "january" to "december" */

enum { DATE_FOLDED = 48 }; /* a date is short: what does not fit is none */

/* Small letters, one blank at a time and only between words; digits of any script as 0 to 9, a
 * month in Thai, Lao, Burmese or Khmer as one of those, with or without the dots of one that is
 * shortened; the words for which era a year is of go, since the year says it. False: it is nothing
 * that a date could be. Months: glibc's locales th_TH, lo_LA, my_MM, km_KH. */
bool date_fold(char out[static DATE_FOLDED], const char *typed);

#endif
