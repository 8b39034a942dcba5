/*
 * date: moments as the screens say them ("4m", "2h10", "in 3h10", "ended 1h20 ago", "tomorrow")
 * and as people type them ("2h", "30m", "3d", "14:30", "2026-03-01").
 *
 * A moment is a count of ms since 1970 UTC. Every text counts whole minutes between the *minutes*
 * of two moments, so all texts of a screen change together, once a minute, when the minute turns:
 * date_next_minute() says when that is. "Tomorrow" and calendar days need the office's zone, given
 * as minutes east of UTC.
 */
#ifndef DB_BASE_DATE_H
#define DB_BASE_DATE_H

#include <stdint.h>
#include "db/base/err.h"

#define DATE_MINUTE INT64_C(60000)
#define DATE_HOUR (60 * DATE_MINUTE)
#define DATE_DAY (24 * DATE_HOUR)
enum { DATE_TEXT = 96 }; /* bytes for any text below, translated or not */

/* The words around a number; `%` stands for it. Translate a copy of a set once, at the start. */
struct date_words {
	const char *now; /* in this very minute */
	const char *in; /* "in %": % is an age, such as 3h10 */
	const char *ended; /* "ended % ago" */
	const char *tomorrow; /* next calendar day, 12 hours away or more */
	const char *in_days; /* "in % days": two calendar days away or more */
};
extern const struct date_words date_words; /* in 3h10, ended 1h20 ago, in 6 days */
extern const struct date_words date_words_short; /* in 3h10, 1h20 ago, 6 days */

/* How old `at` is: "now", "4m", "2h", "2h10" (below a day), "3d". A moment to come is "now". */
void date_age(char out[static DATE_TEXT], int64_t at, int64_t now);
/* How far away `at` is, ahead or behind; words NULL: date_words. */
void date_until(char out[static DATE_TEXT], const struct date_words *words, int64_t at, int64_t now,
	int offset_minutes);
/* "14:06" */
void date_time(char out[static DATE_TEXT], int64_t at, int offset_minutes);
/* "2026-03-01 14:06" */
void date_day_time(char out[static DATE_TEXT], int64_t at, int offset_minutes);
/* "2026-03-01T14:06:09+06:30": for CSV, JSON and SQL. */
void date_iso(char out[static DATE_TEXT], int64_t at, int offset_minutes);

/* The moment at which every text on the screen may change next. */
int64_t date_next_minute(int64_t now);

/* "30m", "2h", "1h30", "3d", "2w": ms in *out, from 0 to ten years. Anything else: ERR_INPUT. */
int date_parse_span(int64_t *out, const char *s);
/* "14:30" (today) or "2026-03-01" (its first minute) or "2026-03-01T14:30", in the zone given. */
int date_parse_moment(int64_t *out, const char *s, int64_t now, int offset_minutes);

#endif
