/*
 * pages CONNINFO: every list, read page by page in every order it can be given, must be the list
 * that is asked at once: forwards from its head and backwards from its end, each row in its place.
 * And while rows move between the pages, those that nobody touched come once each. TAP.
 *
 * CONNINFO names a database with the demo region and a user who may change its cases; the lists are
 * read with the rights of the demo's coordinator.
 */
#include <stdlib.h>
#include <string.h>
#include "db/filter.h"
#include "db/pg_int.h"
#include "tests/tools/tap.h"

static const struct list {
	enum query query;
	const struct table *table;
	bool offices, stage; /* its own parameters, before how many rows */
	const char *all; /* the rows that there are */
	const char *mixed[3]; /* orders of several columns */
} lists[] = {
	{ Q_CASE_LIST, &case_table, true, false, "api.case_line",
		{ "priority,-code", "-stage,need", "office,-responsible,clock,-risk" } },
	{ Q_BOARD_LANE, &case_table, true, true,
		"api.case_line l where l.stage = 4 and l.closed_at is null",
		{ "priority,-code", "-clock,responsible", "office,-responsible,need,-risk" } },
	{ Q_INBOX_LIST, &inbox_table, false, false, "api.inbox_line",
		{ "why,-code", "-at,since", "office,-responsible,at,-need" } },
	{ Q_TRIAGE_LIST, &triage_table, false, false, "api.triage_line",
		{ "office,-code", "-clock,responsible", "danger,-source,clock,-risk" } },
	{ Q_OFFICE_LIST, &office_table, false, false, "api.office_line",
		{ "country,-code", "-open,nobody", "kind,-country,on_shift,-ended" } },
	{ Q_PLACE_LIST, &place_table, false, false, "api.place_line",
		{ "country,-code", "-capacity,district", "kind,-office,sealed,-district" } },
	{ Q_PARTY_LIST, &party_table, false, false, "api.party_line",
		{ "kind,-code", "-danger,district", "hours,-office,sealed,-speaks" } },
	{ Q_TRANSFER_LIST, &transfer_table, false, false, "api.transfer_line",
		{ "what,-code", "-since,state", "to,-from,next,-case" } },
	{ Q_APPROVAL_LIST, &approval_table, false, false, "api.approval_line",
		{ "state,-code", "-clock,case", "turn,-from,to,-asked_by" } },
	{ Q_REFERRAL_LIST, &referral_table, false, false, "api.referral_list()",
		{ "state,-code", "-by,case", "office,-state,asked,-waits" } },
	{ Q_RETENTION_LIST, &retention_table, false, false, "api.retention_line",
		{ "state,-code", "-until,closed", "office,-stops,erasure,-erased" } },
	{ Q_ON_CALL_LIST, &on_call_table, false, false, "api.on_call_line",
		{ "position,-person", "-until,office", "state,-login,from,-office" } },
};
enum { LISTS = sizeof(lists) / sizeof(*lists), PAGES = 6, ALL = 100000 };

static PGconn *owner, *reader;

static PGresult *must(PGconn *pg, PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);

	if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
		printf("Bail out! %s", PQerrorMessage(pg));
		exit(1);
	}
	return result;
}

static void run(PGconn *pg, const char *sql)
{
	PQclear(must(pg, PQexec(pg, sql)));
}

static PGconn *dial(const char *conninfo, const char *user)
{
	const char *const keys[] = { "dbname", "user", NULL };
	const char *const values[] = { conninfo, user, NULL };
	PGconn *pg = PQconnectdbParams(keys, values, 1);

	if (PQstatus(pg) != CONNECTION_OK) {
		printf("Bail out! %s", PQerrorMessage(pg));
		exit(1);
	}
	return pg;
}

/* A page as the console asks it; NULL: from the head. The four shapes that a list has in one order
 * are prepared when they are first asked and forgotten by new_order(). */
static bool prepared[4];

static void new_order(void)
{
	memset(prepared, 0, sizeof(prepared));
	run(reader, "deallocate all");
}

static struct rows *ask(const struct list *list, const char *sort, const struct filter_page *page,
	int limit)
{
	int shape = page ? 2 * page->up + (page->count > 0) : 0, n = 0;
	char name[2] = { (char)('0' + shape) }, number[12];
	const char *values[3 + FILTER_KEYS];
	struct text sql = { 0 };

	if (!prepared[shape]) {
		if (filter_expand(&sql, list->query, list->table, NULL, sort, page, NULL))
			exit(1);
		PQclear(must(reader, PQprepare(reader, name, text_string(&sql), 0, NULL)));
		text_done(&sql);
		prepared[shape] = true;
	}
	if (list->offices)
		values[n++] = "{1,2,3,4,5,6,7,8,9,10}";
	if (list->stage)
		values[n++] = "4";
	snprintf(number, sizeof(number), "%d", limit);
	values[n++] = number;
	for (int i = 0; page && i < page->count; i++)
		values[n++] = page->keys[i].text;
	return pg_rows(must(reader, PQexecPrepared(reader, name, n, values, NULL, NULL, 0)));
}

static bool same(const struct rows *a, int i, const struct rows *b, int j)
{
	return strcmp(rows_text(a, i, 0), rows_text(b, j, 0)) == 0;
}

/* The page that follows this one: it begins, or ends, with a row of this one. */
static void turn(struct filter_page *page, const struct list *list, const char *sort,
	const struct rows *rows)
{
	bool up = page->up;

	filter_page_done(page);
	if (filter_page_at(page, list->table, sort, rows, up ? 0 : rows_count(rows) - 1))
		exit(1);
	page->up = up;
}

/* From page to page of `size` rows, beside the whole list. */
static bool walk(const struct list *list, const char *sort, bool up, const struct rows *all,
	int size)
{
	struct filter_page page = { .up = up };
	int total = rows_count(all), at = 0; /* how many rows lie behind us */
	bool holds = true;

	while (holds && at < total) {
		struct rows *rows = ask(list, sort, &page, size);
		int left = total - at, want = left < size ? left : size;
		int first = up ? total - at - want : at;

		holds = rows_count(rows) == want;
		for (int i = 0; holds && i < want; i++)
			holds = same(rows, i, all, first + i);
		if (holds)
			turn(&page, list, sort, rows);
		/* the next page has one row of this one */
		at += want - (want < left);
		rows_unref(rows);
	}
	filter_page_done(&page);
	if (!holds)
		printf("# %s by \"%s\" %s: not the list after row %d\n", query_name(list->query),
			sort, up ? "upwards" : "downwards", at);
	return holds;
}

static int page_size(const struct rows *all)
{
	return rows_count(all) / PAGES + 2;
}

static int count_of(const char *what)
{
	struct text sql = { 0 };
	PGresult *result;
	int n;

	text_addf(&sql, "select count(*) from %s", what);
	result = must(reader, PQexec(reader, text_string(&sql)));
	n = atoi(PQgetvalue(result, 0, 0));
	PQclear(result);
	text_done(&sql);
	return n;
}

/* Ways to walk a list, bits. */
enum { FORWARDS = 1, BACKWARDS = 2 };

/* What the walks through one list came to. */
struct tally {
	int there; /* rows */
	int short_of; /* orders in which not all came at once */
	int walks[2], bad[2]; /* forwards, backwards */
	int kinds[2][2][2]; /* orders of one column: filled, falling, walked backwards */
};

static void one_order(const struct list *list, const char *sort, int ways, struct tally *tally)
{
	struct rows *all = ask(list, sort, NULL, ALL);

	tally->short_of += rows_count(all) != tally->there || tally->there < 2 * PAGES - 4;
	for (int up = 0; up < 2; up++) {
		if (!(ways & (up ? BACKWARDS : FORWARDS)))
			continue;
		tally->walks[up]++;
		tally->bad[up] += !walk(list, sort, up, all, page_size(all));
	}
	rows_unref(all);
	new_order();
}

/* What a page compares depends on the way of the order, on that of the walk, and on whether
 * a column can be null: so one rises forwards and falls backwards, the next the other way; the only
 * one of its sort does both. */
static bool is_alone(const struct table *table, const struct column *column)
{
	int others = 0;

	for (const struct column *c = table->columns; c->name; c++)
		others += c->sortable && c->filled == column->filled && c != column;
	return others == 0;
}

static void every_order(const struct list *list)
{
	struct tally tally = { .there = count_of(list->all) };
	const char *name = query_name(list->query);
	int way[2] = { 0 }, missing = 0;
	char sort[80];

	one_order(list, "", FORWARDS | BACKWARDS, &tally);
	for (size_t i = 0; i < 3; i++)
		one_order(list, list->mixed[i], FORWARDS | BACKWARDS, &tally);
	for (const struct column *c = list->table->columns; c->name; c++) {
		for (int down = 0; c->sortable && down < 2; down++) {
			bool up = down != way[c->filled], both = is_alone(list->table, c);

			snprintf(sort, sizeof(sort), "%s%s", down ? "-" : "", c->name);
			one_order(list, sort,
				(both ? FORWARDS | BACKWARDS : 0) | (up ? BACKWARDS : FORWARDS),
				&tally);
			tally.kinds[c->filled][down][up]++;
			tally.kinds[c->filled][down][!up] += both;
		}
		way[c->filled] ^= c->sortable;
	}
	for (int kind = 0; kind < 8; kind++)
		missing += !tally.kinds[kind >> 2][kind >> 1 & 1][kind & 1];
	ok(!missing, "%s: filled or not, rising or falling, either way: each is walked", name);
	ok(!tally.short_of, "%s: all %d rows come when all are asked for", name, tally.there);
	ok(!tally.bad[0], "%s: from page to page, in %d orders", name, tally.walks[0]);
	ok(!tally.bad[1], "%s: from the end, in %d orders", name, tally.walks[1]);
}

/* ---- rows that move between the pages ------------------------------------------------------- */

/* What became of each row of the list as it was before anything moved. */
struct fate {
	struct rows *all;
	int *seen; /* how often it came */
	bool *moved;
};

static int fate_find(const struct fate *fate, const struct rows *rows, int row)
{
	for (int i = 0; i < rows_count(fate->all); i++)
		if (same(fate->all, i, rows, row))
			return i;
	return -1;
}

/* Another place in every order: another priority, another time, no clock where there was none. */
static void move(struct fate *fate, const struct rows *rows, int row, int days)
{
	const char *id = rows_text(rows, row, 0);
	struct text sql = { 0 };
	int i = fate_find(fate, rows, row);

	if (i >= 0)
		fate->moved[i] = true;
	text_addf(&sql,
		"update app.case set priority = 1 + priority %% 3, "
		"clock_at = clock_at + '%d days', "
		"touched_at = touched_at + '%d days' where id = '%s'",
		days, days, id);
	run(owner, text_string(&sql));
	text_done(&sql);
}

/* A page comes, rows of it and its edges move, it is asked again, and on from there. */
static bool walk_moving(const struct list *list, const char *sort, bool up)
{
	struct fate fate = { .all = ask(list, sort, NULL, ALL) };
	struct filter_page page = { .up = up };
	int total = rows_count(fate.all), size = page_size(fate.all), lost = 0, doubled = 0;
	char edge[40] = "";
	bool end = false;

	fate.seen = calloc((size_t)total, sizeof(*fate.seen));
	fate.moved = calloc((size_t)total, sizeof(*fate.moved));
	for (int pages = 0; !end && pages < 4 * PAGES; pages++) {
		struct rows *rows = ask(list, sort, &page, size);

		move(&fate, rows, 0, 40);
		move(&fate, rows, rows_count(rows) / 2, pages % 2 ? 2 : -2);
		move(&fate, rows, rows_count(rows) - 1, -40);
		rows_unref(rows);
		rows = ask(list, sort, &page, size);
		end = rows_count(rows) < size;
		for (int i = 0; i < rows_count(rows); i++) {
			int at = fate_find(&fate, rows, i);

			/* the row that two pages share */
			if (at >= 0 && strcmp(rows_text(rows, i, 0), edge) != 0)
				fate.seen[at]++;
		}
		if (rows_count(rows)) {
			snprintf(edge, sizeof(edge), "%s",
				rows_text(rows, up ? 0 : rows_count(rows) - 1, 0));
			turn(&page, list, sort, rows);
		}
		rows_unref(rows);
	}
	for (int i = 0; i < total; i++) {
		lost += !fate.moved[i] && fate.seen[i] == 0;
		doubled += !fate.moved[i] && fate.seen[i] > 1;
	}
	if (!end || lost || doubled)
		printf("# %s by \"%s\" %s: %d lost, %d doubled%s\n", query_name(list->query), sort,
			up ? "upwards" : "downwards", lost, doubled, end ? "" : ", no end");
	filter_page_done(&page);
	rows_unref(fate.all);
	free(fate.seen);
	free(fate.moved);
	new_order();
	return end && !lost && !doubled;
}

static void while_moving(const struct list *list)
{
	static const char *const sorts[] = { "", "-touched", "-clock,priority" };
	int bad = 0;

	for (size_t i = 0; i < sizeof(sorts) / sizeof(*sorts); i++) {
		bad += !walk_moving(list, sorts[i], false);
		bad += !walk_moving(list, sorts[i], true);
	}
	ok(!bad, "%s: what stays where it is comes once while others move",
		query_name(list->query));
}

/* The region has none before it is sealed: one of each case, without its rules. */
static void refer(void)
{
	run(owner, "set session_replication_role = replica");
	run(owner,
		"with e as (insert into app.entry_referral (id, case_id, office_id, direction, "
		"other_side, because, state, asked_on, answer_by, services) "
		"select gen_random_uuid(), c.id, c.office_id, "
		"(array['in', 'out'])[1 + n / 2 % 2], 'NGO', "
		"'Other', (array['asked', 'taken back'])[1 + n % 2], "
		"date '2026-01-01' + n % 7, case n % 4 when 0 then date '2026-02-01' + n % 5 end, "
		"array['Health'] from (select x.*, "
		"row_number() over (order by x.code)::integer as n from app.case x "
		"where x.closed_at is null) as c returning id, case_id, office_id) "
		"insert into app.sealed (id, case_id, office_id, kind, generation, blob, "
		"written_by) select e.id, e.case_id, e.office_id, 'referral', 1, "
		"decode(repeat('61', 202), 'hex'), 1 from e");
	run(owner, "reset session_replication_role");
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	owner = dial(argv[1], NULL);
	reader = dial(argv[1], "coordinator");
	refer();
	run(reader, "set plan_cache_mode = force_generic_plan");
	for (size_t i = 0; i < LISTS; i++)
		every_order(&lists[i]);
	while_moving(&lists[0]);
	while_moving(&lists[1]);
	PQfinish(reader);
	PQfinish(owner);
	return tap_end();
}
