#include "db/column.h"
#include <string.h>

static const struct column_choice priorities[] = {
	{ N_("urgent"), "!!", 1 },
	{ N_("high"), "!", 2 },
	{ N_("normal"), "", 3 },
	{ 0 },
};

static const struct column_choice risks[] = {
	{ N_("not assessed"), "-", 0 },
	{ N_("low"), "low", 1 },
	{ N_("medium"), "med", 2 },
	{ N_("high"), "high", 3 },
	{ 0 },
};

static const struct column_choice stages[] = {
	{ N_("reported"), NULL, 1 },
	{ N_("triaged"), NULL, 2 },
	{ N_("identification"), NULL, 3 },
	{ N_("protection"), NULL, 4 },
	{ N_("recovery"), NULL, 5 },
	{ N_("return"), NULL, 6 },
	{ N_("staying"), NULL, 7 },
	{ N_("third country"), NULL, 8 },
	{ N_("no further help wanted"), NULL, 9 },
	{ N_("follow-up"), NULL, 10 },
	{ N_("closed"), NULL, 11 },
	{ 0 },
};

const struct column case_columns[CASE_COLUMNS + 1] = {
	[CASE_ID] = { .name = "id", .sql = "l.id", .type = COLUMN_KEY },
	[CASE_VERSION] = { .name = "version", .sql = "l.version", .type = COLUMN_KEY },
	[CASE_CODE] = { .name = "code",
		.title = N_("CODE"),
		.sql = "l.code",
		.type = COLUMN_CODE,
		.width = 12,
		.sortable = true,
		.filled = true,
		.searched = true },
	[CASE_PRIORITY] = { .name = "priority",
		.title = N_("PR"),
		.sql = "l.priority",
		.type = COLUMN_CHOICE,
		.choices = priorities,
		.rank = COLUMN_FALLING,
		.width = 2,
		.prio = 1,
		.sortable = true,
		.filled = true },
	[CASE_RISK] = { .name = "risk",
		.title = N_("RISK"),
		.sql = "l.risk",
		.type = COLUMN_CHOICE,
		.choices = risks,
		.rank = COLUMN_RISING,
		.width = 4,
		.prio = 4,
		.sortable = true,
		.filled = true,
		.fact = true },
	[CASE_CLOCK_CODE] = { .name = "clock_kind",
		.title = N_("CLOCK"),
		.sql = "l.clock_code",
		.width = 10,
		.prio = 5,
		.sortable = true,
		.searched = true },
	[CASE_CLOCK_AT] = { .name = "clock",
		.title = N_("WHEN"),
		.sql = "l.clock_at",
		.type = COLUMN_TIME,
		.width = 16,
		.prio = 2,
		.sortable = true },
	[CASE_CLOCK_STANDING] = { .name = "clock_standing",
		.title = N_("STANDING"),
		.sql = "l.clock_standing" },
	[CASE_RESPONSIBLE] = { .name = "responsible",
		.title = N_("RESPONSIBLE"),
		.sql = "l.responsible",
		.width = 12,
		.prio = 3,
		.sortable = true,
		.searched = true },
	[CASE_NEED] = { .name = "need",
		.title = N_("NEED"),
		.sql = "l.need",
		.width = 16,
		.prio = 6,
		.sortable = true,
		.searched = true },
	[CASE_STAGE] = { .name = "stage",
		.title = N_("STAGE"),
		.sql = "l.stage",
		.type = COLUMN_CHOICE,
		.choices = stages,
		.width = 14,
		.prio = 7,
		.sortable = true,
		.filled = true },
	[CASE_LANE] = { .name = "lane",
		.title = N_("LANE"),
		.sql = "l.lane",
		.type = COLUMN_NUMBER },
	[CASE_OFFICE] = { .name = "office",
		.title = N_("OFFICE"),
		.sql = "l.office",
		.also = "l.office_code",
		.width = 10,
		.prio = 8,
		.sortable = true,
		.filled = true,
		.searched = true },
	[CASE_COUNTRY] = { .name = "country",
		.title = N_("CO"),
		.sql = "l.country",
		.width = 2,
		.prio = 9,
		.sortable = true,
		.filled = true,
		.searched = true },
	[CASE_CHILD] = { .name = "child",
		.title = N_("CHILD"),
		.sql = "l.child",
		.type = COLUMN_BOOL,
		.width = 5,
		.prio = 11,
		.fact = true },
	[CASE_SOURCE] = { .name = "source",
		.title = N_("SOURCE"),
		.sql = "l.source",
		.sortable = true },
	[CASE_MINE] = { .name = "mine", .title = N_("MINE"), .sql = "l.mine", .type = COLUMN_BOOL },
	[CASE_REPORTED_AT] = { .name = "reported",
		.alias = "age",
		.title = N_("AGE"),
		.sql = "l.reported_at",
		.type = COLUMN_TIME,
		.width = 5,
		.prio = 10,
		.sortable = true,
		.filled = true,
		.past = true },
	[CASE_TOUCHED_AT] = { .name = "touched",
		.alias = "quiet",
		.title = N_("QUIET"),
		.sql = "l.touched_at",
		.type = COLUMN_TIME,
		.sortable = true,
		.filled = true,
		.past = true },
	[CASE_CLOSED_AT] = { .name = "closed",
		.title = N_("CLOSED"),
		.sql = "l.closed_at",
		.type = COLUMN_TIME,
		.sortable = true,
		.past = true },
};

const struct column inbox_columns[INBOX_COLUMNS + 1] = {
	[INBOX_ID] = { .name = "id", .sql = "l.id", .type = COLUMN_KEY },
	[INBOX_CASE_ID] = { .name = "case_id", .sql = "l.case_id", .type = COLUMN_KEY },
	[INBOX_VERSION] = { .name = "version", .sql = "l.version", .type = COLUMN_KEY },
	[INBOX_CODE] = { .name = "code",
		.title = N_("CODE"),
		.sql = "l.code",
		.type = COLUMN_CODE,
		.width = 12,
		.sortable = true,
		.filled = true,
		.searched = true },
	[INBOX_PRIORITY] = { .name = "priority",
		.title = N_("PR"),
		.sql = "l.priority",
		.type = COLUMN_CHOICE,
		.choices = priorities,
		.rank = COLUMN_FALLING,
		.width = 2,
		.prio = 1,
		.sortable = true,
		.filled = true },
	[INBOX_WHY] = { .name = "why",
		.title = N_("WHY"),
		.sql = "l.why",
		.width = 18,
		.sortable = true,
		.filled = true,
		.searched = true },
	[INBOX_AT] = { .name = "at",
		.alias = "clock",
		.title = N_("WHEN"),
		.sql = "l.at",
		.type = COLUMN_TIME,
		.width = 12,
		.prio = 2,
		.sortable = true },
	[INBOX_SINCE] = { .name = "since",
		.title = N_("WAITS"),
		.sql = "l.since",
		.type = COLUMN_TIME,
		.width = 5,
		.prio = 2,
		.sortable = true,
		.past = true },
	[INBOX_RESPONSIBLE] = { .name = "responsible",
		.title = N_("RESPONSIBLE"),
		.sql = "l.responsible",
		.width = 12,
		.prio = 3,
		.sortable = true,
		.searched = true },
	[INBOX_NEED] = { .name = "need",
		.title = N_("NEED"),
		.sql = "l.need",
		.width = 14,
		.prio = 4,
		.sortable = true,
		.searched = true },
	[INBOX_STAGE] = { .name = "stage",
		.title = N_("STAGE"),
		.sql = "l.stage_name",
		.width = 14,
		.prio = 5,
		.sortable = true,
		.filled = true },
	[INBOX_OFFICE] = { .name = "office",
		.title = N_("OFFICE"),
		.sql = "l.office",
		.also = "l.office_code",
		.width = 10,
		.prio = 6,
		.sortable = true,
		.filled = true,
		.searched = true },
	[INBOX_COUNTRY] = { .name = "country",
		.title = N_("CO"),
		.sql = "l.country",
		.width = 2,
		.prio = 7,
		.sortable = true,
		.filled = true,
		.searched = true },
};

const struct column office_columns[OFFICE_COLUMNS + 1] = {
	[OFFICE_ID] = { .name = "id", .sql = "l.id", .type = COLUMN_KEY },
	[OFFICE_CODE] = { .name = "code",
		.title = N_("CODE"),
		.sql = "l.code",
		.width = 4,
		.sortable = true,
		.filled = true,
		.searched = true },
	[OFFICE_NAME] = { .name = "name",
		.title = N_("NAME"),
		.sql = "l.name",
		.width = 26,
		.sortable = true,
		.filled = true,
		.searched = true },
	[OFFICE_COUNTRY] = { .name = "country",
		.title = N_("CO"),
		.sql = "l.country",
		.width = 2,
		.prio = 1,
		.sortable = true,
		.filled = true,
		.searched = true },
	[OFFICE_KIND] = { .name = "kind",
		.title = N_("KIND"),
		.sql = "l.kind",
		.width = 12,
		.prio = 6,
		.sortable = true,
		.filled = true,
		.searched = true },
	[OFFICE_OPEN] = { .name = "open",
		.title = N_("OPEN"),
		.sql = "l.open_cases",
		.type = COLUMN_NUMBER,
		.width = 5,
		.prio = 2,
		.sortable = true },
	[OFFICE_NOBODY] = { .name = "nobody",
		.title = N_("NOBODY"),
		.sql = "l.nobody",
		.type = COLUMN_NUMBER,
		.width = 6,
		.prio = 3,
		.sortable = true },
	[OFFICE_ENDED] = { .name = "ended",
		.title = N_("ENDED"),
		.sql = "l.ended",
		.type = COLUMN_NUMBER,
		.width = 5,
		.prio = 4,
		.sortable = true },
	[OFFICE_ON_SHIFT] = { .name = "on_shift",
		.title = N_("ON SHIFT"),
		.sql = "l.on_shift",
		.width = 14,
		.prio = 5,
		.sortable = true,
		.searched = true },
	[OFFICE_ORGANISATION] = { .name = "organisation",
		.title = N_("ORGANISATION"),
		.sql = "l.organisation",
		.width = 14,
		.prio = 7,
		.sortable = true,
		.filled = true,
		.searched = true },
	[OFFICE_ZONE] = { .name = "zone",
		.title = N_("ZONE"),
		.sql = "l.zone",
		.width = 16,
		.prio = 8,
		.sortable = true,
		.filled = true },
};

static const struct filter_word case_words[] = {
	{ "mine", N_("you are responsible"), "l.mine", true },
	{ "nobody", N_("nobody is responsible"), "l.responsible_id is null", false },
	{ "child", N_("a child, or perhaps one"), "l.child", false },
	{ "ended", N_("its next clock has ended"), "l.clock_at < (select api.now())", false },
	{ 0 },
};

static const struct filter_word inbox_words[] = {
	{ "nobody", N_("nobody is responsible"), "l.responsible is null", false },
	{ "ended", N_("the time is over"), "l.at < (select api.now())", false },
	{ 0 },
};

static const struct filter_word office_words[] = {
	{ "nobody", N_("has cases nobody is responsible for"), "l.nobody > 0", false },
	{ "ended", N_("has clocks that ended"), "l.ended > 0", false },
	{ 0 },
};

static const struct sort_key case_order[] = {
	{ .sql = "l.priority", .filled = true },
	{ .sql = "l.clock_order", .filled = true },
	{ .sql = "l.touched_at", .filled = true },
	{ 0 },
};

static const struct sort_key inbox_order[] = {
	{ .sql = "l.at" },
	{ .sql = "l.priority", .filled = true },
	{ .sql = "l.since" },
	{ 0 },
};

static const struct sort_key office_order[] = {
	{ .sql = "l.country", .filled = true },
	{ .sql = "l.name", .filled = true },
	{ 0 },
};

const struct table case_table = { "case", case_columns, case_words, case_order };
const struct table inbox_table = { "inbox", inbox_columns, inbox_words, inbox_order };
const struct table office_table = { "office", office_columns, office_words, office_order };
const struct table *const column_tables[] = { &case_table, &inbox_table, &office_table, NULL };

const struct table *column_table(const struct column *columns)
{
	for (const struct table *const *t = column_tables; *t; t++)
		if ((*t)->columns == columns)
			return *t;
	return NULL;
}

static bool is_named(const struct column *c, struct slice name)
{
	return slice_is_nocase(name, c->name) || (c->alias && slice_is_nocase(name, c->alias));
}

static bool begins(const struct column *c, struct slice name)
{
	return slice_begins_nocase(name, c->name) ||
		(c->alias && slice_begins_nocase(name, c->alias));
}

const struct column *column_find(const struct column *columns, struct slice name)
{
	const struct column *found = NULL;
	int many = 0;

	if (!name.length)
		return NULL;
	for (const struct column *c = columns; c->name; c++)
		if (is_named(c, name))
			return c;
	for (const struct column *c = columns; c->name; c++)
		if (c->type != COLUMN_KEY && begins(c, name)) {
			found = c;
			many++;
		}
	for (const struct column *c = columns; many != 1 && c->name; c++)
		if (c->title && slice_is_nocase(name, c->title))
			return c;
	return many == 1 ? found : NULL;
}

const struct column_choice *column_choice(const struct column *column, int value)
{
	for (const struct column_choice *c = column->choices; c && c->name; c++)
		if (c->value == value)
			return c;
	return NULL;
}

static char fold(char c)
{
	if (c == '-' || c == '_')
		return ' ';
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

const struct column_choice *column_choice_named(const struct column *column, struct slice name)
{
	const struct column_choice *found = NULL;
	int many = 0;

	if (!name.length)
		return NULL;
	for (const struct column_choice *c = column->choices; c && c->name; c++) {
		size_t i = 0;

		while (i < name.length && c->name[i] && fold(name.at[i]) == fold(c->name[i]))
			i++;
		if (i < name.length)
			continue;
		if (!c->name[i])
			return c;
		found = c;
		many++;
	}
	return many == 1 ? found : NULL;
}
