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

#include <stdbool.h>
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

/* ---- days ----------------------------------------------------------------------------------- */

struct date_civil {
	int64_t year;
	int month, day; /* from 1 */
};

/* Days since 1970-01-01, and back. */
int64_t date_days_of(struct date_civil civil);
struct date_civil date_civil_of(int64_t days);
/* The day of a moment. */
int64_t date_day_of(int64_t at, int offset_minutes);
/* "22 Nov 2024", "2024-11-22" */
void date_day_words(char out[static DATE_TEXT], int64_t day);
void date_day_iso(char out[static DATE_TEXT], int64_t day);

/* ---- what people write into a form ------------------------------------------------------------
 *
 * A day: 2026-11-22, 22 Nov 2026, Nov 22 2026, 22 Nov (of this year), 22/11/2026 (also with `.` or
 * `-`), today, tomorrow, yesterday, and +2d, -3w, +2h from now. A moment besides: a day and a time
 * (`tomorrow 14:30`, 2026-11-22T14:30+07:00: a zone with the T alone), a time of today, or now. A
 * birth: a day with its year (Nov 08 may be November 2008), a month (Nov 2008, 2008-11, 11/2008), a
 * year (2008), an age (15y, 15-17y), from/to that ends this year at the latest (2008/2010,
 * 2008-11-23/2011-11-22).
 *
 * Years are of the common era from 1900 to 2100, or of the Buddhist era from 2443 to 2643. Letters
 * are taken without case; digits and months may be those of Thai, Lao, Burmese or Khmer. A text
 * that may be read in two ways is not read at all: 3/4/2026 wants the month as a word.
 */
enum date_problem {
	DATE_FINE = 0,
	DATE_NOT_READ, /* it is no date of these */
	DATE_NOT_TIME,
	DATE_NO_SUCH_DAY, /* the month has not so many */
	DATE_NO_SUCH_MONTH,
	DATE_WHICH_FIRST, /* day or month? */
	DATE_SHORT_YEAR, /* two digits */
	DATE_FAR, /* the year is none of those above */
	DATE_BACKWARD, /* it ends before it begins */
	DATE_TOO_OLD, /* an age over 120 */
	DATE_NO_YEAR, /* a birth: day and month alone */
	DATE_TO_COME, /* a birth from/to: it ends after this year */
	DATE_NOT_BIRTH, /* none of those of a birth */
	DATE_COUNTED, /* a birth: a day counted from today, in place of one written out */
};
/* Says what is wrong and how to write it; N_(): not translated. "" for DATE_FINE. */
const char *date_problem_text(enum date_problem problem);

enum date_form {
	DATE_DAY_KNOWN = 0, /* one day, or one moment */
	DATE_MONTH_KNOWN,
	DATE_YEAR_KNOWN,
	DATE_BETWEEN, /* from and to were given, or an age */
};

struct date_read {
	enum date_form form;
	int64_t from, to; /* days, both included; equal where the day is known */
	int64_t at; /* date_read_moment(): ms */
	bool buddhist; /* a year was written in the Buddhist era; it is taken over already */
	bool relative; /* counted from now: tomorrow it would be another */
};

enum date_problem date_read_day(struct date_read *out, const char *typed, int64_t now,
	int offset_minutes);
enum date_problem date_read_moment(struct date_read *out, const char *typed, int64_t now,
	int offset_minutes);
enum date_problem date_read_birth(struct date_read *out, const char *typed, int64_t now,
	int offset_minutes);
/* As it is kept, and read again by date_read_birth(): 2008-11-22, 2008-11, 2008,
 * 2008-11-23/2011-11-22. */
void date_birth_iso(char out[static DATE_TEXT], const struct date_read *read);
/* Whole years from one day to another, as a person's age is counted. */
int date_years(int64_t from, int64_t to);
/* How old that makes somebody today, at least and at most; a day to come counts as today in least
 * alone. */
void date_ages(const struct date_read *birth, int64_t today, int *least, int *most);

#endif
