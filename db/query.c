#include "db/query.h"
#include <ctype.h>
#include <string.h>

const char *query_name(enum query query)
{
	return query_text[query].name;
}

const char *query_sql(enum query query)
{
	return query_text[query].sql;
}

enum query query_find(const char *name)
{
	for (enum query q = Q_NONE + 1; q < QUERY_COUNT; q++)
		if (strcmp(query_text[q].name, name) == 0)
			return q;
	return Q_NONE;
}

bool query_is_utility(enum query query)
{
	static const char first[] = "-- utility\n";

	return strncmp(query_text[query].sql, first, sizeof(first) - 1) == 0;
}

bool query_is_template(enum query query)
{
	return strstr(query_text[query].sql, "/*columns*/") ||
		strstr(query_text[query].sql, "/*filter*/") ||
		strstr(query_text[query].sql, "/*order*/");
}

/* A comment may speak of $4 as well. */
static const char *without_comment(const char *s)
{
	return s[0] == '-' && s[1] == '-' ? s + strcspn(s, "\n") : s;
}

int query_params(enum query query)
{
	int most = 0;

	for (const char *s = query_text[query].sql; *(s = without_comment(s)); s++) {
		int n = 0;

		if (*s != '$')
			continue;
		while (isdigit((unsigned char)s[1]) && n < 1000)
			n = n * 10 + (*++s - '0');
		if (n > most)
			most = n;
	}
	return most;
}
