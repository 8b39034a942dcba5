#include "tui/widgets/cell.h"

#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "db/column.h"
#include "db/row.h"
#include "tui/intl.h"

/* From this width on a time that has passed is told in the long words. */
#define LONG_WORDS 14

/* What null means, where it means something. */
static const struct null_word {
	const char *column, *word;
	enum style style;
} null_words[] = {
	{ "responsible", N_("NOBODY"), STYLE_NOBODY },
	{ "clock", N_("no clock"), STYLE_NORMAL },
	{ "child", N_("?"), STYLE_NORMAL },
};

static const struct null_word *null_word(const struct column *column)
{
	for (size_t i = 0; i < sizeof null_words / sizeof *null_words; i++)
		if (strcmp(null_words[i].column, column->name) == 0)
			return &null_words[i];
	return NULL;
}

/* A child in detention: no limit that ends, but an alarm until she or he is out. */
static bool is_alarm(const struct column *column, const struct rows *rows, int row, int at)
{
	const struct column *table = column - at;

	if (strcmp(column->name, "clock") != 0 && strcmp(column->name, "clock_kind") != 0)
		return false;
	for (int i = 0; table[i].name != NULL; i++)
		if (strcmp(table[i].name, "clock_kind") == 0)
			return strcmp(rows_text(rows, row, i), "CHILD-DETAINED") == 0;
	return false;
}

static void write_alarm(const struct column *column, int64_t ms, const struct cell_clock *clock,
	char *text, size_t size)
{
	char since[DATE_TEXT];

	date_age(since, ms, clock->epoch_ms);
	if (column->type != COLUMN_TIME)
		text_copy(text, size, _("ALARM"));
	else if (clock->epoch_ms - ms < DATE_MINUTE)
		text_copy(text, size, _("now"));
	else
		snprintf(text, size, _("since %s"), since);
}

static void write_list(const struct rows *rows, int row, int at, char *text, size_t size)
{
	const char *next = rows_text(rows, row, at);
	char one[64];
	size_t used = 0;

	text[0] = '\0';
	while (used < size && rows_list_next(&next, one, sizeof one))
		used += (size_t)snprintf(text + used, size - used, "%s%s", used > 0 ? " " : "",
			one);
}

static void write_choice(const struct column *column, int value, char *text, size_t size)
{
	const struct column_choice *choice = column_choice(column, value);
	const char *name = choice != NULL ? _(choice->name) : "";

	if (choice != NULL && choice->mark != NULL && strlen(name) > (size_t)column->width)
		name = choice->mark;
	text_copy(text, size, name);
}

static void write_time(const struct column *column, int64_t ms, const struct cell_clock *clock,
	char *text, size_t size)
{
	bool brief = clock->brief || column->width < LONG_WORDS;
	const struct date_words *set = brief ? &date_words_short : &date_words;
	const struct date_words words = { _(set->now), _(set->in), _(set->ended), _(set->tomorrow),
		_(set->in_days) };
	char mark[2] = { clock->mark, '\0' };
	char time[DATE_TEXT];

	if (column->past)
		date_age(time, ms, clock->epoch_ms);
	else
		date_until(time, &words, ms, clock->epoch_ms, clock->offset_min);
	snprintf(text, size, "%s%s", column->past ? mark : "", time);
}

/* A clock's standing is another column of the same table. Only what somebody checked is law. */
static bool is_unsure(const struct column *column, const struct rows *rows, int row, int at)
{
	const struct column *table = column - at;

	for (int i = 0; table[i].name != NULL; i++)
		if (strcmp(table[i].name, "clock_standing") == 0)
			return strcmp(rows_text(rows, row, i), "law") != 0;
	return false;
}

static bool asks_for_doubt(const struct column *column, const struct cell_clock *clock)
{
	return strcmp(column->name, clock->alone ? "clock" : "clock_kind") == 0;
}

void cell_text(const struct column *column, const struct rows *rows, int row, int at,
	const struct cell_clock *clock, char *text, size_t size)
{
	text[0] = '\0';
	if (rows_is_null(rows, row, at)) {
		const struct null_word *null = null_word(column);

		text_copy(text, size, null != NULL ? _(null->word) : "");
		return;
	}
	if (is_alarm(column, rows, row, at)) {
		write_alarm(column, column->type == COLUMN_TIME ? rows_ms(rows, row, at) : 0, clock,
			text, size);
		return;
	}
	switch (column->type) {
	case COLUMN_TEXT:
	case COLUMN_CODE:
	case COLUMN_NUMBER:
		text_copy(text, size, rows_text(rows, row, at));
		break;
	case COLUMN_TIME:
		write_time(column, rows_ms(rows, row, at), clock, text, size);
		break;
	case COLUMN_CHOICE:
		write_choice(column, (int)rows_int(rows, row, at), text, size);
		break;
	case COLUMN_BOOL:
		text_copy(text, size, rows_bool(rows, row, at) ? _("yes") : _("no"));
		break;
	case COLUMN_LIST:
		write_list(rows, row, at, text, size);
		break;
	case COLUMN_KEY:
		break;
	}
	if (asks_for_doubt(column, clock) && is_unsure(column, rows, row, at))
		text_copy(text + strlen(text), size - strlen(text), "?");
}

/* The mark of a choice is its word; where it has none its rank is. */
static enum style choice_style(const struct column *column, int value)
{
	const struct column_choice *choice = column_choice(column, value);

	if (choice == NULL || choice->mark == NULL)
		return STYLE_NORMAL;
	if (strcmp(choice->mark, "!!") == 0)
		return STYLE_URGENT;
	if (strcmp(choice->mark, "!") == 0 ||
		(column->rank == COLUMN_RISING && choice[1].name == NULL))
		return STYLE_HIGH;
	return STYLE_NORMAL;
}

static enum style time_style(const struct column *column, int64_t left)
{
	if (column->past)
		return STYLE_NORMAL;
	if (left < 0)
		return STYLE_ENDED;
	return left < CELL_SOON_MS ? STYLE_SOON : STYLE_NORMAL;
}

enum style cell_style(const struct column *column, const struct rows *rows, int row, int at,
	const struct cell_clock *clock)
{
	if (rows_is_null(rows, row, at)) {
		const struct null_word *null = null_word(column);

		return null != NULL ? null->style : STYLE_NORMAL;
	}
	/* Somebody of another office has looked, and nobody has reviewed that. */
	if (strcmp(column->name, "need") == 0 &&
		strcmp(rows_text(rows, row, at), "BREAK-GLASS") == 0)
		return STYLE_URGENT;
	if (column->type == COLUMN_CHOICE)
		return choice_style(column, (int)rows_int(rows, row, at));
	if (column->type == COLUMN_TIME)
		return time_style(column, rows_ms(rows, row, at) - clock->epoch_ms);
	return STYLE_NORMAL;
}

const char *cell_child(const struct rows *rows, int row)
{
	if (rows_field_is_null(rows, row, "child"))
		return _("age not yet known");
	return rows_field_bool(rows, row, "child") ? _("child") : _("adult");
}
