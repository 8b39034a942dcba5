/*
 * query: the questions of sql/queries, embedded in the program.
 *
 * sql/queries/NAME.sql becomes `Q_NAME` and `query_text[Q_NAME]` (build/gen/embedded.h, written by
 * sql/embed.sh); sql/migrations, sql/api and sql/demo become `embedded_files[]`. Q_NONE: no query.
 */
#ifndef DB_QUERY_H
#define DB_QUERY_H

#include <stdbool.h>
#include "embedded.h"

const char *query_name(enum query query); /* "board_lane" */
const char *query_sql(enum query query); /* the file's text, markers and all */
/* Q_NONE when there is none of that name. */
enum query query_find(const char *name);
/* Whether its first line is `-- utility`: sent as it stands, never prepared, no parameters. */
bool query_is_utility(enum query query);
/* Whether it carries a marker, so that filter_expand() must fill it before it can be asked. */
bool query_is_template(enum query query);
/* The highest n of its $n: the parameters of a filter start at the next one. */
int query_params(enum query query);

#endif
