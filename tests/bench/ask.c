/*
 * ask text QUERY: the text of a question, as the console sends it unfiltered.
 * ask ROUNDS CONNINFO CONNINFO QUERY [PARAMETER...] [++ QUERY [PARAMETER...]]...
 *
 * Asks these questions, prepared and in one pipeline as the console does, of two databases in turn;
 * prints the medians in microseconds, then how many rows each gave. What takes more than some
 * seconds is asked less often. A PARAMETER that begins with @ holds a value for each: @ONE@OTHER;
 * `-` is null.
 */
#include "db/filter.h"
#include "tests/bench/bench.h"
#include <libpq-fe.h>

enum { QUESTIONS = 16, PARAMETERS = 12, ROUNDS = 5000, WARM = 20, BUDGET_MS = 8000 };

struct question {
	char name[16];
	struct text sql;
	int count;
	const char *values[2][PARAMETERS];
};

static const struct table *table_of(enum query query)
{
	const char *name = query_name(query);

	for (const struct table *const *t = column_tables; *t; t++)
		if (strncmp(name, (*t)->name, strlen((*t)->name)) == 0)
			return *t;
	return &case_table;
}

static void expand(struct text *out, const char *name)
{
	enum query query = query_find(name);
	struct error e = { 0 };

	if (!query)
		bench_fail(name, "no such question");
	if (!query_is_template(query))
		text_add(out, query_text[query].sql);
	else if (filter_expand(out, query, table_of(query), NULL, NULL, &e))
		bench_fail(name, e.text);
}

static void take_value(struct question *q, char *text)
{
	char *other = text[0] == '@' ? strchr(text + 1, '@') : NULL;

	if (q->count == PARAMETERS)
		bench_fail(text, "too many parameters");
	if (other)
		*other = '\0';
	q->values[0][q->count] = other ? text + 1 : strcmp(text, "-") == 0 ? NULL : text;
	q->values[1][q->count] = other ? other + 1 : q->values[0][q->count];
	q->count++;
}

static int read_questions(struct question *questions, char **words)
{
	int count = 0;

	for (; *words; words++) {
		struct question *q = &questions[count++];

		if (count == QUESTIONS)
			bench_fail(*words, "too many questions");
		snprintf(q->name, sizeof q->name, "q%d", count);
		expand(&q->sql, *words);
		while (words[1] && strcmp(words[1], "++") != 0)
			take_value(q, *++words);
		if (words[1])
			words++;
	}
	return count;
}

static PGconn *connect_to(const char *conninfo, const struct question *questions, int count)
{
	PGconn *db = PQconnectdb(conninfo);

	if (PQstatus(db) != CONNECTION_OK)
		bench_fail("no connection", PQerrorMessage(db));
	for (int i = 0; i < count; i++) {
		PGresult *r =
			PQprepare(db, questions[i].name, text_string(&questions[i].sql), 0, NULL);

		if (PQresultStatus(r) != PGRES_COMMAND_OK)
			bench_fail(text_string(&questions[i].sql), PQerrorMessage(db));
		PQclear(r);
	}
	if (!PQenterPipelineMode(db))
		bench_fail("pipeline", PQerrorMessage(db));
	return db;
}

/* One round trip; microseconds, and the rows of all answers. */
static int64_t ask_once(PGconn *db, const struct question *questions, int count, int side,
	int *rows)
{
	int64_t begin = bench_now();
	PGresult *r;

	for (int i = 0; i < count; i++)
		PQsendQueryPrepared(db, questions[i].name, questions[i].count,
			questions[i].values[side], NULL, NULL, 0);
	PQpipelineSync(db);
	*rows = 0;
	for (int i = 0; i < count; i++) {
		while ((r = PQgetResult(db)) != NULL) {
			if (PQresultStatus(r) != PGRES_TUPLES_OK)
				bench_fail("question", PQresultErrorMessage(r));
			*rows += PQntuples(r);
			PQclear(r);
		}
	}
	PQclear(PQgetResult(db));
	return bench_now() - begin;
}

/* Returns how often it asked; the first few times do not count. */
static size_t compare(PGconn *db[2], const struct question *questions, int count, int rounds,
	int64_t took[2][ROUNDS], int rows[2])
{
	int64_t end = bench_now() + BUDGET_MS * 1000;
	int warm = WARM, r = 0;

	while (r < rounds && (r < 3 || bench_now() < end)) {
		for (int side = 0; side < 2; side++)
			took[side][r] = ask_once(db[side], questions, count, side, &rows[side]);
		if (warm > 0 && bench_now() < end - BUDGET_MS * 750)
			warm--;
		else
			r++;
	}
	return (size_t)r;
}

int main(int argc, char **argv)
{
	static struct question questions[QUESTIONS];
	static int64_t took[2][ROUNDS];
	PGconn *db[2];
	int rounds = argc > 1 ? atoi(argv[1]) : 0, count, rows[2];
	size_t n;

	if (argc == 3 && strcmp(argv[1], "text") == 0) {
		expand(&questions[0].sql, argv[2]);
		puts(text_string(&questions[0].sql));
		return 0;
	}
	if (argc < 5 || rounds < 1 || rounds > ROUNDS)
		bench_fail("ask", "ROUNDS CONNINFO CONNINFO QUERY [PARAMETER...] [++ ...]");
	count = read_questions(questions, argv + 4);
	for (int side = 0; side < 2; side++)
		db[side] = connect_to(argv[2 + side], questions, count);
	n = compare(db, questions, count, rounds, took, rows);
	printf("%lld %lld %d %d\n", (long long)bench_percentile(took[0], n, 50),
		(long long)bench_percentile(took[1], n, 50), rows[0], rows[1]);
	for (int side = 0; side < 2; side++)
		PQfinish(db[side]);
	return 0;
}
