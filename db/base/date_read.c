#include "db/base/date.h"

#include <stdio.h>
#include <string.h>

#include "db/base/date_fold.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2100, BUDDHIST = 543, OLDEST = 120 };
enum { WORDS_MAX = 16 };

/* ---- words ------------------------------------------------------------------------------ */

/* A run of digits, a run of letters, or one other sign. */
struct word {
	char kind; /* '0' a number, 'a' letters, else the sign itself; 0 at the end */
	int digits, number;
	char letters[12];
};

struct reader {
	char folded[DATE_FOLDED];
	struct word words[WORDS_MAX]; /* the last one is the end */
	size_t at;
	int64_t now, today;
	int offset;
	struct date_read read;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* False: there are more words than any date has. */
static bool split(struct reader *reader)
{
	const char *text = reader->folded;
	size_t n = 0;

	for (; *text != '\0'; n++) {
		struct word *word = &reader->words[n];
		size_t letters = 0;

		if (n + 1 == sizeof(reader->words) / sizeof(*reader->words))
			return false;
		word->kind = is_digit(*text) ? '0' : is_letter(*text) ? 'a' : *text;
		if (word->kind != '0' && word->kind != 'a')
			text++;
		for (; word->kind == '0' && is_digit(*text) && word->digits < 9; word->digits++)
			word->number = word->number * 10 + (*text++ - '0');
		while (word->kind == 'a' && is_letter(*text) && letters + 1 < sizeof(word->letters))
			word->letters[letters++] = *text++;
	}
	return true;
}

/* In its place: what returns a struct may leave a copy behind. */
static void begin(struct reader *reader, const char *typed, int64_t now, int offset)
{
	*reader =
		(struct reader){ .now = now, .offset = offset, .today = date_day_of(now, offset) };
	if (!date_fold(reader->folded, typed) || !split(reader))
		reader->words[0] = (struct word){ .kind = '?' }; /* nothing begins with it */
}

static const struct word *here(const struct reader *reader)
{
	return &reader->words[reader->at];
}

/* The words from here on have these kinds. */
static bool follow(const struct reader *reader, const char *kinds)
{
	size_t at = reader->at;

	for (; *kinds != '\0'; kinds++)
		if (reader->words[at++].kind != *kinds)
			return false;
	return true;
}

static bool take(struct reader *reader, char kind)
{
	if (here(reader)->kind != kind)
		return false;
	reader->at++;
	return true;
}

/* 1 to 12; 0: the word here is no month. */
static int month_here(const struct reader *reader)
{
	const struct word *word = here(reader);
	size_t length = strlen(word->letters);

	for (int i = 0; word->kind == 'a' && length >= 3 && i < DATE_MONTHS; i++)
		if (strncmp(date_months[i], word->letters, length) == 0)
			return i + 1;
	return 0;
}

/* ---- days -------------------------------------------------------------------------------- */

static enum date_problem year_of(struct reader *reader, const struct word *word, int64_t *year)
{
	*year = word->number;
	if (word->digits < 4)
		return DATE_SHORT_YEAR;
	if (word->digits == 4 && *year >= FIRST_YEAR + BUDDHIST) {
		reader->read.buddhist = true;
		*year -= BUDDHIST;
	}
	return word->digits == 4 && *year >= FIRST_YEAR && *year <= LAST_YEAR ? DATE_FINE :
										DATE_FAR;
}

static enum date_problem month_is(struct reader *reader, int64_t year, int month)
{
	struct date_civil next = { month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1 };

	if (month < 1 || month > 12)
		return DATE_NO_SUCH_MONTH;
	reader->read.from = date_days_of((struct date_civil){ year, month, 1 });
	reader->read.to = date_days_of(next) - 1;
	return DATE_FINE;
}

static enum date_problem day_is(struct reader *reader, int64_t year, int month, int day)
{
	enum date_problem problem = month_is(reader, year, month);

	if (problem != DATE_FINE)
		return problem;
	if (day < 1 || reader->read.from + day - 1 > reader->read.to)
		return DATE_NO_SUCH_DAY;
	reader->read.from += day - 1;
	reader->read.to = reader->read.from;
	return DATE_FINE;
}

/* 2026-11-22 */
static enum date_problem read_year_first(struct reader *reader)
{
	const struct word *word = here(reader);
	int64_t year;
	enum date_problem problem = year_of(reader, word, &year);

	reader->at += 5;
	return problem != DATE_FINE ? problem :
				      day_is(reader, year, word[2].number, word[4].number);
}

/* 22/11/2026: whichever can be no month is the day */
static enum date_problem read_day_first(struct reader *reader)
{
	const struct word *word = here(reader);
	int one = word[0].number, other = word[2].number;
	int64_t year;
	enum date_problem problem = year_of(reader, &word[4], &year);

	reader->at += 5;
	if (problem != DATE_FINE)
		return problem;
	if (one > 0 && one <= 12 && other > 0 && other <= 12 && one != other)
		return DATE_WHICH_FIRST;
	return other <= 12 ? day_is(reader, year, other, one) : day_is(reader, year, one, other);
}

/* 22 Nov 2026, 22-Nov-2026, Nov 22, 2026, 22 Nov: without_year is what is wrong with that */
static enum date_problem read_month_word(struct reader *reader, enum date_problem without_year)
{
	int month = 0, day = 0;
	int64_t year = date_civil_of(reader->today).year;
	enum date_problem problem = DATE_FINE;

	for (int i = 0; i < 2; i++) {
		if (month_here(reader) != 0)
			month = month_here(reader);
		else
			day = here(reader)->number;
		reader->at++;
		if (here(reader)->kind == ' ' || here(reader)->kind == '-')
			reader->at += reader->words[reader->at + 1].kind != 0;
	}
	if (take(reader, ','))
		take(reader, ' ');
	if (here(reader)->kind == '0' && reader->words[reader->at + 1].kind != ':') {
		problem = year_of(reader, here(reader), &year);
		reader->at++;
	} else {
		reader->read.relative = true;
		problem = without_year;
	}
	return problem != DATE_FINE ? problem : day_is(reader, year, month, day);
}

/* A number and a month stand next to each other. */
static bool is_month_word(struct reader *reader)
{
	const size_t first = reader->at;
	bool month = month_here(reader) != 0, both = false;

	if (month || here(reader)->kind == '0') {
		reader->at++;
		if (here(reader)->kind == ' ' || here(reader)->kind == '-')
			reader->at++;
		both = month ? here(reader)->kind == '0' && here(reader)->digits <= 2 :
			       month_here(reader) != 0;
	}
	reader->at = first;
	return both;
}

/* +2h, -3d, +1w: from this minute on */
static enum date_problem read_span(struct reader *reader)
{
	int64_t sign = here(reader)->kind == '-' ? -1 : 1, ms;
	char span[24];

	snprintf(span, sizeof(span), "%d%s", reader->words[reader->at + 1].number,
		reader->words[reader->at + 2].letters);
	if (date_parse_span(&ms, span) != 0)
		return DATE_NOT_READ;
	reader->at += 3;
	reader->read.relative = true;
	reader->read.at = reader->now - reader->now % DATE_MINUTE + sign * ms;
	reader->read.from = date_day_of(reader->read.at, reader->offset);
	reader->read.to = reader->read.from;
	return DATE_FINE;
}

static bool read_name(struct reader *reader)
{
	static const struct {
		const char *name;
		int days;
	} names[] = { { "today", 0 }, { "tomorrow", 1 }, { "yesterday", -1 } };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(here(reader)->letters, names[i].name) == 0) {
			reader->read.from = reader->read.to = reader->today + names[i].days;
			reader->read.relative = true;
			reader->at++;
			return true;
		}
	return false;
}

/* One day, wherever it stands; DATE_NOT_READ where there is none. */
static enum date_problem read_day(struct reader *reader)
{
	static const char *const between[] = { "0/0/0", "0-0-0", "0.0.0" };

	reader->read.from = reader->read.to = 0;
	if (read_name(reader))
		return DATE_FINE;
	for (size_t i = 0; i < sizeof(between) / sizeof(*between); i++)
		if (follow(reader, between[i]))
			return here(reader)->digits > 2 ? read_year_first(reader) :
							  read_day_first(reader);
	return is_month_word(reader) ? read_month_word(reader, DATE_FINE) : DATE_NOT_READ;
}

static enum date_problem finish(struct reader *reader, enum date_problem problem,
	struct date_read *out)
{
	if (problem == DATE_FINE && here(reader)->kind != 0)
		problem = DATE_NOT_READ;
	*out = reader->read;
	explicit_bzero(reader, sizeof(*reader)); /* a birth, of which more is not to be kept */
	return problem;
}

enum date_problem date_read_day(struct date_read *out, const char *typed, int64_t now,
	int offset_minutes)
{
	struct reader reader;
	bool span;

	begin(&reader, typed, now, offset_minutes);
	span = follow(&reader, "+0a") || follow(&reader, "-0a");
	return finish(&reader, span ? read_span(&reader) : read_day(&reader), out);
}

/* ---- moments ----------------------------------------------------------------------------- */

/* 14:30, and where it is what is kept the seconds and the zone */
static enum date_problem read_time(struct reader *reader, bool kept, int64_t *minutes, int *offset)
{
	const struct word *word = here(reader);
	int sign;

	if (!follow(reader, "0:0") || word[0].digits > 2 || word[0].number > 23 ||
		word[2].digits != 2 || word[2].number > 59)
		return DATE_NOT_TIME;
	*minutes = word[0].number * 60 + word[2].number;
	reader->at += 3;
	if (follow(reader, ":0")) {
		if (here(reader)[1].digits != 2 || here(reader)[1].number > 59)
			return DATE_NOT_TIME;
		reader->at += 2;
	}
	if (!kept || (!follow(reader, "+0:0") && !follow(reader, "-0:0")))
		return DATE_FINE;
	if (here(reader)[3].digits != 2 || here(reader)[3].number > 59)
		return DATE_NOT_TIME;
	sign = here(reader)->kind == '-' ? -1 : 1;
	*offset = sign * (here(reader)[1].number * 60 + here(reader)[3].number);
	reader->at += 4;
	return *offset >= -14 * 60 && *offset <= 14 * 60 ? DATE_FINE : DATE_NOT_TIME;
}

/* This minute. */
static enum date_problem read_now(struct reader *reader)
{
	reader->at++;
	reader->read.relative = true;
	reader->read.at = reader->now - reader->now % DATE_MINUTE;
	reader->read.from = reader->read.to = reader->today;
	return DATE_FINE;
}

static enum date_problem read_moment(struct reader *reader)
{
	int offset = reader->offset;
	int64_t minutes = 0;
	bool kept = false;
	enum date_problem problem = DATE_FINE;

	if (follow(reader, "+0a") || follow(reader, "-0a"))
		return read_span(reader);
	if (here(reader)->kind == 'a' && strcmp(here(reader)->letters, "now") == 0)
		return read_now(reader);
	if (follow(reader, "0:0")) {
		reader->read.from = reader->read.to = reader->today;
		reader->read.relative = true;
	} else {
		problem = read_day(reader);
		kept = problem == DATE_FINE && here(reader)->kind == 'a' &&
			strcmp(here(reader)->letters, "t") == 0;
		if (kept)
			reader->at++;
		else
			take(reader, ' ');
	}
	if (problem == DATE_FINE)
		problem = read_time(reader, kept, &minutes, &offset);
	reader->read.at = reader->read.from * DATE_DAY + (minutes - offset) * DATE_MINUTE;
	return problem;
}

enum date_problem date_read_moment(struct date_read *out, const char *typed, int64_t now,
	int offset_minutes)
{
	struct reader reader;

	begin(&reader, typed, now, offset_minutes);
	return finish(&reader, read_moment(&reader), out);
}

/* ---- births ------------------------------------------------------------------------------ */

/* The last day on which somebody was born who is so old today; on the 29th of February where her
 * year has none that is the 28th: born on the 1st of March she is that old tomorrow. */
static int64_t born_by(int64_t today, int years)
{
	struct date_civil day = date_civil_of(today);
	int64_t born;

	day.year -= years;
	born = date_days_of(day);
	return born - (date_civil_of(born).month != day.month);
}

/* 15y, 15-17y: born so that the age today is that. */
static bool read_age(struct reader *reader, enum date_problem *problem)
{
	const struct word *word = here(reader);
	bool two = follow(reader, "0-0");
	size_t last = two ? 3 : 1;
	int low = word[0].number, high = two ? word[2].number : low;

	if (word[0].kind != '0')
		return false;
	last += word[last].kind == ' ';
	if (word[last].kind != 'a' ||
		strncmp("years", word[last].letters, strlen(word[last].letters)) != 0)
		return false;
	reader->at += last + 1;
	*problem = high > OLDEST ? DATE_TOO_OLD : high < low ? DATE_BACKWARD : DATE_FINE;
	if (*problem != DATE_FINE)
		return true;
	reader->read.to = born_by(reader->today, low);
	reader->read.from = born_by(reader->today, high + 1) + 1;
	reader->read.form = DATE_BETWEEN;
	reader->read.relative = true;
	return true;
}

/* 2008, 2008-11, Nov 2008, 11/2008 */
static bool read_part(struct reader *reader, enum date_problem *problem)
{
	const struct word *word = here(reader);
	int month = month_here(reader);
	int64_t year;

	if (follow(reader, "0/0") && word[0].digits <= 2 && word[2].digits == 4) {
		month = word[0].number;
		reader->at += 3;
		*problem = month == 0 ? DATE_NO_SUCH_MONTH : year_of(reader, &word[2], &year);
	} else if (month != 0) {
		bool gap = word[1].kind == ' ' || word[1].kind == '-';
		const struct word *second = gap ? &word[2] : &word[1];

		if (second->kind != '0' || second->digits <= 2)
			return false;
		reader->at += gap ? 3 : 2;
		*problem = year_of(reader, second, &year);
	} else if (word[0].kind == '0' && word[0].digits > 2) {
		bool both = follow(reader, "0-0") && word[2].digits <= 2;

		if (follow(reader, "0-0-") || follow(reader, "0/0/") || follow(reader, "0.0."))
			return false;
		month = both ? word[2].number : 0;
		reader->at += both ? 3 : 1;
		*problem = year_of(reader, &word[0], &year);
		if (both && *problem == DATE_FINE && month == 0)
			*problem = DATE_NO_SUCH_MONTH;
	} else {
		return false;
	}
	if (*problem != DATE_FINE)
		return true;
	reader->read.form = month != 0 ? DATE_MONTH_KNOWN : DATE_YEAR_KNOWN;
	*problem = month_is(reader, year, month != 0 ? month : 1);
	if (month == 0)
		reader->read.to = date_days_of((struct date_civil){ year, 12, 31 });
	return true;
}

static enum date_problem read_birth(struct reader *reader)
{
	enum date_problem problem = DATE_FINE;

	reader->read.form = DATE_DAY_KNOWN;
	if (read_age(reader, &problem) || read_part(reader, &problem))
		return problem;
	reader->read.relative = false;
	problem = is_month_word(reader) ? read_month_word(reader, DATE_NO_YEAR) : read_day(reader);
	if (problem == DATE_FINE && reader->read.relative)
		problem = DATE_COUNTED;
	return problem == DATE_NOT_READ ? DATE_NOT_BIRTH : problem;
}

enum date_problem date_read_birth(struct date_read *out, const char *typed, int64_t now,
	int offset_minutes)
{
	struct reader reader;
	enum date_problem problem;
	int64_t from;

	begin(&reader, typed, now, offset_minutes);
	problem = read_birth(&reader);
	from = reader.read.from;
	take(&reader, ' ');
	if (problem != DATE_FINE || !take(&reader, '/'))
		return finish(&reader, problem, out);
	take(&reader, ' ');
	problem = read_birth(&reader);
	if (problem == DATE_FINE && reader.read.to < from)
		problem = DATE_BACKWARD;
	else if (problem == DATE_FINE &&
		date_civil_of(reader.read.to).year > date_civil_of(reader.today).year)
		problem = DATE_TO_COME;
	reader.read.from = from;
	reader.read.form = DATE_BETWEEN;
	return finish(&reader, problem, out);
}

void date_birth_iso(char out[static DATE_TEXT], const struct date_read *read)
{
	static const int lengths[] = {
		[DATE_DAY_KNOWN] = 10, [DATE_MONTH_KNOWN] = 7, [DATE_YEAR_KNOWN] = 4
	};
	char to[DATE_TEXT];

	date_day_iso(out, read->from);
	date_day_iso(to, read->to);
	if (read->form == DATE_BETWEEN)
		snprintf(out + 10, DATE_TEXT - 10, "/%.10s", to);
	else
		out[lengths[read->form]] = '\0';
	explicit_bzero(to, sizeof(to));
}
