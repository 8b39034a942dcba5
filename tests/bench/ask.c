/*
 * ask text QUERY[:SORT[:KEYS]]: the text of a question, as the console sends it unfiltered.
 * ask ROUNDS CONNINFO CONNINFO QUESTION [PARAMETER...] [++ QUESTION [PARAMETER...]]...
 *
 * Asks these questions, prepared and in one pipeline as the console does, of two databases in turn;
 * prints the medians in microseconds, then how many rows each gave. What takes more than some
 * seconds is asked less often. A QUESTION is QUERY[:SORT[:KEYS]], or a file with a slash in its
 * name. KEYS: it is a page further down, at the row with so many keys, the last parameters. Both
 * QUESTION and PARAMETER may be another for each database: @ONE@OTHER. `-` is null.
 */
#include "db/filter.h"
#include "tests/bench/bench.h"
#include "tests/tools/asked_table.h"
#include <libpq-fe.h>

enum { QUESTIONS = 16, PARAMETERS = 12, ROUNDS = 5000, WARM = 20, BUDGET_MS = 8000 };

struct question {
	char name[16];
	struct text sql[2];
	int count;
	const char *values[2][PARAMETERS];
};

static void read_file(struct text *out, const char *path)
{
	char bytes[65536];
	FILE *in = fopen(path, "r");
	size_t got;

	if (!in)
		bench_fail(path, strerror(errno));
	while ((got = fread(bytes, 1, sizeof bytes, in)) > 0)
		text_addf(out, "%.*s", (int)got, bytes);
	fclose(in);
}

static void expand(struct text *out, char *word)
{
	char *sort = strchr(word, ':'), *keys = sort ? strchr(sort + 1, ':') : NULL;
	struct filter_page page = { 0 };
	struct error e = { 0 };
	enum query query;

	if (strchr(word, '/')) {
		read_file(out, word);
		return;
	}
	if (sort)
		*sort++ = '\0';
	if (keys) {
		*keys++ = '\0';
		page.count = atoi(keys);
	}
	query = query_find(word);
	if (!query)
		bench_fail(word, "no such question");
	if (!query_is_template(query))
		text_add(out, query_text[query].sql);
	else if (filter_expand(out, query, asked_table(query), NULL, sort, keys ? &page : NULL, &e))
		bench_fail(word, e.text);
}

/* What each of the two databases is given. */
static void split(char *word, char *sides[2])
{
	char *other = word[0] == '@' ? strchr(word + 1, '@') : NULL;

	sides[0] = sides[1] = word;
	if (!other)
		return;
	*other = '\0';
	sides[0] = word + 1;
	sides[1] = other + 1;
}

static void take_question(struct question *q, char *word)
{
	char *sides[2];

	split(word, sides);
	for (int side = 0; side < 2; side++) {
		char copy[4096];

		snprintf(copy, sizeof copy, "%s", sides[side]);
		expand(&q->sql[side], copy);
	}
}

static void take_value(struct question *q, char *word)
{
	char *sides[2];

	if (q->count == PARAMETERS)
		bench_fail(word, "too many parameters");
	split(word, sides);
	for (int side = 0; side < 2; side++)
		q->values[side][q->count] = strcmp(sides[side], "-") == 0 ? NULL : sides[side];
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
		take_question(q, *words);
		while (words[1] && strcmp(words[1], "++") != 0)
			take_value(q, *++words);
		if (words[1])
			words++;
	}
	return count;
}

static PGconn *connect_to(const char *conninfo, const struct question *questions, int count,
	int side)
{
	PGconn *db = PQconnectdb(conninfo);

	if (PQstatus(db) != CONNECTION_OK)
		bench_fail("no connection", PQerrorMessage(db));
	for (int i = 0; i < count; i++) {
		const char *sql = text_string(&questions[i].sql[side]);
		PGresult *r = PQprepare(db, questions[i].name, sql, 0, NULL);

		if (PQresultStatus(r) != PGRES_COMMAND_OK)
			bench_fail(sql, PQerrorMessage(db));
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
		expand(&questions[0].sql[0], argv[2]);
		puts(text_string(&questions[0].sql[0]));
		return 0;
	}
	if (argc < 5 || rounds < 1 || rounds > ROUNDS)
		bench_fail("ask", "ROUNDS CONNINFO CONNINFO QUERY [PARAMETER...] [++ ...]");
	count = read_questions(questions, argv + 4);
	for (int side = 0; side < 2; side++)
		db[side] = connect_to(argv[2 + side], questions, count, side);
	n = compare(db, questions, count, rounds, took, rows);
	printf("%lld %lld %d %d\n", (long long)bench_percentile(took[0], n, 50),
		(long long)bench_percentile(took[1], n, 50), rows[0], rows[1]);
	for (int side = 0; side < 2; side++)
		PQfinish(db[side]);
	return 0;
}
