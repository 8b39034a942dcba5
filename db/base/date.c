#include "db/base/date.h"
#include "db/base/text.h"
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

const struct date_words date_words = {
	.now = N_("now"),
	.in = N_("in %"),
	.ended = N_("ended % ago"),
	.tomorrow = N_("tomorrow"),
	.in_days = N_("in % days"),
};
const struct date_words date_words_short = {
	.now = N_("now"),
	.in = N_("in %"),
	.ended = N_("% ago"),
	.tomorrow = N_("tomorrow"),
	.in_days = N_("% days"),
};

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Minutes of a length of time, not negative: "4m", "2h", "2h10", "3d". */
static void span_text(char out[static DATE_TEXT], int64_t minutes)
{
	int64_t hours = minutes / 60;

	if (hours >= 24)
		snprintf(out, DATE_TEXT, "%lldd", (long long)hours / 24);
	else if (hours && minutes % 60)
		snprintf(out, DATE_TEXT, "%lldh%02lld", (long long)hours, (long long)minutes % 60);
	else if (hours)
		snprintf(out, DATE_TEXT, "%lldh", (long long)hours);
	else
		snprintf(out, DATE_TEXT, "%lldm", (long long)minutes);
}

/* A translated phrase is data, so it is never a printf format: `%` is replaced by hand. */
static void phrase(char out[static DATE_TEXT], const char *words, const char *value)
{
	char all[2 * DATE_TEXT];
	const char *mark = strchr(words, '%');

	if (mark)
		snprintf(all, sizeof(all), "%.*s%s%s", (int)(mark - words), words, value, mark + 1);
	else
		snprintf(all, sizeof(all), "%s", words);
	text_copy(out, DATE_TEXT, all);
}

static int64_t minutes_between(int64_t from, int64_t to)
{
	return floor_div(to, DATE_MINUTE) - floor_div(from, DATE_MINUTE);
}

void date_age(char out[static DATE_TEXT], int64_t at, int64_t now)
{
	int64_t minutes = minutes_between(at, now);

	if (minutes > 0)
		span_text(out, minutes);
	else
		text_copy(out, DATE_TEXT, date_words.now);
}

void date_until(char out[static DATE_TEXT], const struct date_words *words, int64_t at, int64_t now,
	int offset_minutes)
{
	int64_t minutes = minutes_between(now, at);
	int64_t offset = offset_minutes * DATE_MINUTE;
	int64_t days = floor_div(at + offset, DATE_DAY) - floor_div(now + offset, DATE_DAY);
	char value[DATE_TEXT];

	if (!words)
		words = &date_words;
	if (minutes == 0) {
		phrase(out, words->now, "");
	} else if (minutes < 0) {
		span_text(value, -minutes);
		phrase(out, words->ended, value);
	} else if (days == 0 || minutes < 12 * 60) {
		span_text(value, minutes);
		phrase(out, words->in, value);
	} else {
		snprintf(value, sizeof(value), "%lld", (long long)days);
		phrase(out, days == 1 ? words->tomorrow : words->in_days, value);
	}
}

/* ---- calendar: days since 1970 and back, after Howard Hinnant's chrono algorithms ----------- */

struct date_civil date_civil_of(int64_t days)
{
	int64_t z = days + 719468, era = floor_div(z, 146097), doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
	int month = (int)(mp < 10 ? mp + 3 : mp - 9);

	return (struct date_civil){ yoe + era * 400 + (month <= 2), month,
		(int)(doy - (153 * mp + 2) / 5 + 1) };
}

int64_t date_days_of(struct date_civil c)
{
	int64_t y = c.year - (c.month <= 2), era = floor_div(y, 400), yoe = y - era * 400;
	int64_t doy = (153 * (c.month > 2 ? c.month - 3 : c.month + 9) + 2) / 5 + c.day - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

int64_t date_day_of(int64_t at, int offset_minutes)
{
	return floor_div(at + offset_minutes * DATE_MINUTE, DATE_DAY);
}

void date_day_iso(char out[static DATE_TEXT], int64_t day)
{
	struct date_civil c = date_civil_of(day);

	snprintf(out, DATE_TEXT, "%04lld-%02d-%02d", (long long)c.year, c.month, c.day);
}

static const char *const months[] = { N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"),
	N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec") };
void date_day_words(char out[static DATE_TEXT], int64_t day)
{
	struct date_civil c = date_civil_of(day);

	snprintf(out, DATE_TEXT, "%d %s %lld", c.day, months[c.month - 1], (long long)c.year);
}

int date_years(int64_t from, int64_t to)
{
	struct date_civil a = date_civil_of(from), b = date_civil_of(to);
	bool before = b.month < a.month || (b.month == a.month && b.day < a.day);

	return (int)(b.year - a.year) - before;
}

void date_ages(const struct date_read *birth, int64_t today, int *least, int *most)
{
	*least = date_years(birth->to < today ? birth->to : today, today);
	*most = date_years(birth->from, today);
}

void date_time(char out[static DATE_TEXT], int64_t at, int offset_minutes)
{
	int64_t minute = floor_div(at, DATE_MINUTE) + offset_minutes;
	int64_t in_day = minute - floor_div(minute, 1440) * 1440;

	snprintf(out, DATE_TEXT, "%02d:%02d", (int)(in_day / 60), (int)(in_day % 60));
}

static void day_text(char out[static DATE_TEXT], int64_t at, int offset_minutes)
{
	date_day_iso(out, date_day_of(at, offset_minutes));
}

void date_day_time(char out[static DATE_TEXT], int64_t at, int offset_minutes)
{
	char day[DATE_TEXT], time[DATE_TEXT];

	day_text(day, at, offset_minutes);
	date_time(time, at, offset_minutes);
	snprintf(out, DATE_TEXT, "%.40s %.5s", day, time);
}

void date_iso(char out[static DATE_TEXT], int64_t at, int offset_minutes)
{
	char day[DATE_TEXT], time[DATE_TEXT];
	int64_t seconds = floor_div(at, 1000);
	int off = offset_minutes < 0 ? -offset_minutes : offset_minutes;

	day_text(day, at, offset_minutes);
	date_time(time, at, offset_minutes);
	snprintf(out, DATE_TEXT, "%.40sT%.5s:%02d%c%02d:%02d", day, time,
		(int)(seconds - floor_div(seconds, 60) * 60), offset_minutes < 0 ? '-' : '+',
		off / 60, off % 60);
}

int64_t date_next_minute(int64_t now)
{
	return (floor_div(now, DATE_MINUTE) + 1) * DATE_MINUTE;
}

/* ---- what people type ----------------------------------------------------------------------- */

/* A run of 1 to `most` digits at *s. */
static bool digits(const char **s, int most, int *out)
{
	int n = 0, v = 0;

	while (n < most && **s >= '0' && **s <= '9') {
		v = v * 10 + (*(*s)++ - '0');
		n++;
	}
	*out = v;
	return n > 0 && !(**s >= '0' && **s <= '9');
}

static bool char_at(const char **s, char c)
{
	if (**s != c)
		return false;
	(*s)++;
	return true;
}

int date_parse_span(int64_t *out, const char *s)
{
	static const struct {
		char letter;
		int64_t ms;
	} units[] = { { 'm', DATE_MINUTE }, { 'h', DATE_HOUR }, { 'd', DATE_DAY },
		{ 'w', 7 * DATE_DAY } };
	int64_t ms = 0;
	int n;

	if (!digits(&s, 6, &n))
		return ERR_INPUT;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (*s == units[i].letter)
			ms = units[i].ms;
	if (!ms)
		return ERR_INPUT;
	ms *= n;
	if (*s++ == 'h' && *s) { /* 1h30 */
		if (!digits(&s, 2, &n) || n > 59)
			return ERR_INPUT;
		ms += n * DATE_MINUTE;
		char_at(&s, 'm');
	}
	if (*s || ms > 3653 * DATE_DAY)
		return ERR_INPUT;
	*out = ms;
	return 0;
}

static bool time_at(const char **s, int *minutes)
{
	int h, m;

	if (!digits(s, 2, &h) || !char_at(s, ':') || !digits(s, 2, &m) || h > 23 || m > 59)
		return false;
	*minutes = h * 60 + m;
	return true;
}

static bool day_at(const char **s, int64_t *days)
{
	int y, m, d;
	struct date_civil back;

	if (!digits(s, 4, &y) || !char_at(s, '-') || !digits(s, 2, &m) || !char_at(s, '-') ||
		!digits(s, 2, &d) || y < 1900 || m < 1 || m > 12 || d < 1)
		return false;
	*days = date_days_of((struct date_civil){ y, m, d });
	back = date_civil_of(*days); /* the 31st of February comes back as another day */
	return back.month == m && back.day == d;
}

int date_parse_moment(int64_t *out, const char *s, int64_t now, int offset_minutes)
{
	int64_t offset = offset_minutes * DATE_MINUTE, days = floor_div(now + offset, DATE_DAY);
	int minutes = 0;

	if (strchr(s, ':') && !strchr(s, '-')) {
		if (!time_at(&s, &minutes))
			return ERR_INPUT;
	} else {
		if (!day_at(&s, &days))
			return ERR_INPUT;
		if ((char_at(&s, 'T') || char_at(&s, ' ')) && !time_at(&s, &minutes))
			return ERR_INPUT;
	}
	if (*s)
		return ERR_INPUT;
	*out = days * DATE_DAY + minutes * DATE_MINUTE - offset;
	return 0;
}

static const char *const problems[] = {
	[DATE_FINE] = "",
	[DATE_NOT_READ] =
		N_("This is no date that can be read. Write it as 22 Nov 2026 or 2026-11-22."),
	[DATE_NOT_TIME] = N_("This is no time of day. Write it as 14:30."),
	[DATE_NO_SUCH_DAY] = N_("That month has no such day."),
	[DATE_NO_SUCH_MONTH] = N_("There is no such month."),
	[DATE_WHICH_FIRST] =
		N_("Which is the day, which the month? Write the month as a word: 3 Apr 2026."),
	[DATE_SHORT_YEAR] = N_("Write the year with four digits."),
	[DATE_FAR] = N_("The year must be from 1900 to 2100, or from 2443 to 2643 (BE)."),
	[DATE_BACKWARD] = N_("It ends before it begins."),
	[DATE_TOO_OLD] = N_("An age is at most 120 years."),
	[DATE_NO_YEAR] = N_("Write the year too, with four digits: 8 Nov 2010 or Nov 2010."),
	[DATE_NOT_BIRTH] =
		N_("This is no birth date. Write 22 Nov 2010, Nov 2010, 2010, or an age: "
		   "15y, 15-17y."),
	[DATE_COUNTED] =
		N_("Write the date of the birth as a date, for a newborn too: 22 Nov 2026."),
	[DATE_TO_COME] = N_("It ends after this year. Nobody was born then."),
};

const char *date_problem_text(enum date_problem problem)
{
	return problems[problem];
}
