#include "db/pg_int.h"
#include "db/base/clock.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the queues ----------------------------------------------------------------------------- */

static void push(struct pg_queue *q, struct pg_request *r)
{
	r->next = NULL;
	if (q->tail)
		q->tail->next = r;
	else
		q->head = r;
	q->tail = r;
	q->count++;
}

static void push_front(struct pg_queue *q, struct pg_request *r)
{
	r->next = q->head;
	q->head = r;
	if (!q->tail)
		q->tail = r;
	q->count++;
}

static void take_out(struct pg_queue *q, struct pg_request *r)
{
	struct pg_request **at = &q->head, *before = NULL;

	while (*at != r) {
		before = *at;
		at = &before->next;
	}
	*at = r->next;
	if (q->tail == r)
		q->tail = before;
	q->count--;
}

static void request_free(struct pg_request *r)
{
	PQclear(r->result);
	free(r->text);
	free(r->values);
	free(r);
}

void pg_ask_discard(struct pg_queue *queue)
{
	while (queue->head) {
		struct pg_request *r = queue->head;

		take_out(queue, r);
		request_free(r);
	}
}

/* ---- taking a request ----------------------------------------------------------------------- */

static const char *rendered(const struct param *p, char number[static 24])
{
	switch (p->kind) {
	case PARAM_NULL:
		return NULL;
	case PARAM_TEXT:
		return p->text;
	case PARAM_BOOL:
		return p->number ? "true" : "false";
	case PARAM_INT:
		snprintf(number, 24, "%lld", (long long)p->number);
		return number;
	}
	return NULL;
}

/* The pointers and their bytes in one block. */
static bool copy_values(struct pg_request *r, const struct ask *ask)
{
	size_t size = (size_t)ask->count * sizeof(char *), used = size;
	char number[24], *block;
	const char *s;

	if (!ask->count)
		return true;
	for (int i = 0; i < ask->count; i++)
		if ((s = rendered(&ask->params[i], number)))
			size += strlen(s) + 1;
	block = malloc(size);
	if (!block)
		return false;
	r->values = (char **)(void *)block;
	r->count = ask->count;
	for (int i = 0; i < ask->count; i++) {
		s = rendered(&ask->params[i], number);
		r->values[i] = s ? block + used : NULL;
		if (s) {
			memcpy(block + used, s, strlen(s) + 1);
			used += strlen(s) + 1;
		}
	}
	return true;
}

int pg_ask_queue(struct pg *pg, struct pg_queue *queue, const struct ask *ask)
{
	struct pg_request *r;
	int deadline = ask->deadline_ms ? ask->deadline_ms : pg->o.request_ms;

	if (pg->waiting.count + pg->sent.count >= PG_REQUESTS || (!ask->query && !ask->text) ||
		(!ask->text && query_is_template(ask->query)) || (ask->script && ask->count))
		return ERR_INPUT;
	r = calloc(1, sizeof(*r));
	if (!r)
		return ERR_MEMORY;
	r->query = ask->query;
	r->change = ask->change;
	r->script = ask->script;
	r->tag = ask->tag;
	r->answer = ask->answer;
	r->who = ask->who;
	r->asked_ms = clock_now_ms();
	r->deadline_ms = r->asked_ms + deadline;
	r->text = ask->text ? strdup(ask->text) : NULL;
	if ((ask->text && !r->text) || !copy_values(r, ask)) {
		request_free(r);
		return ERR_MEMORY;
	}
	push(queue, r);
	return 0;
}

int pg_ask(struct pg *pg, const struct ask *ask)
{
	return pg_ask_queue(pg, &pg->waiting, ask);
}

void pg_forget(struct pg *pg, const void *who)
{
	const struct pg_queue *queues[] = { &pg->sent, &pg->ending };

	for (int i = 0; i < 2; i++)
		for (struct pg_request *r = queues[i]->head; r; r = r->next)
			if (r->who == who)
				r->answer = NULL;
	for (struct pg_request *r = pg->waiting.head, *next; r; r = next) {
		next = r->next;
		if (r->who == who) {
			take_out(&pg->waiting, r);
			request_free(r);
		}
	}
}

/* ---- ending one ----------------------------------------------------------------------------- */

/* The request must be out of its queue: the callback may ask and forget. */
static void end(struct pg_request *r, enum err err, const char *raw)
{
	struct answer a = {
		.err = err, .message = raw ? raw : "", .query = r->query, .tag = r->tag
	};
	const char *state = r->result ? PQresultErrorField(r->result, PG_DIAG_SQLSTATE) : NULL;
	const char *said =
		r->result ? PQresultErrorField(r->result, PG_DIAG_MESSAGE_PRIMARY) : NULL;

	a.took_ms = clock_now_ms() - r->asked_ms;
	if (state)
		snprintf(a.sqlstate, sizeof(a.sqlstate), "%s", state);
	if (said)
		a.message = said;
	if (!err) {
		a.rows = pg_rows(r->result);
		r->result = NULL;
		if (!a.rows)
			a.err = ERR_MEMORY;
	}
	if (r->answer)
		r->answer(&a, r->who);
	rows_unref(a.rows);
	request_free(r);
}

/* Without an answer: what that means for the request. */
static void end_lost(struct pg_request *r, enum err question, const char *raw)
{
	PQclear(r->result); /* half an answer is none */
	r->result = NULL;
	end(r, !r->sent ? ERR_OFFLINE : r->change ? ERR_UNKNOWN : question, raw);
}

void pg_ask_end_all(struct pg *pg, const char *raw)
{
	struct pg_queue *const queues[] = { &pg->sent, &pg->waiting };
	struct pg_request *r;

	/* Set aside first: what a callback asks now is for the next connection. */
	for (int i = 0; i < 2; i++)
		while ((r = queues[i]->head)) {
			take_out(queues[i], r);
			push(&pg->ending, r);
		}
	while ((r = pg->ending.head)) {
		take_out(&pg->ending, r);
		end_lost(r, ERR_OFFLINE, raw);
	}
}

bool pg_ask_expire(struct pg *pg)
{
	struct pg_request *r = pg->waiting.head;

	while (r) {
		if (r->deadline_ms > pg->now_ms) {
			r = r->next;
			continue;
		}
		take_out(&pg->waiting, r);
		end(r, ERR_OFFLINE, NULL);
		r = pg->waiting.head; /* the callback may have changed the queue */
	}
	for (r = pg->sent.head; r; r = r->next)
		if (r->deadline_ms <= pg->now_ms)
			break;
	if (!r)
		return false;
	take_out(&pg->sent, r);
	end_lost(r, ERR_TIMEOUT, NULL);
	return true;
}

int64_t pg_ask_deadline(const struct pg *pg)
{
	const struct pg_queue *queues[] = { &pg->waiting, &pg->sent };
	int64_t first = 0;

	for (int i = 0; i < 2; i++)
		for (const struct pg_request *r = queues[i]->head; r; r = r->next)
			if (!first || r->deadline_ms < first)
				first = r->deadline_ms;
	return first;
}

/* ---- sending -------------------------------------------------------------------------------- */

void pg_ask_forget_statements(struct pg *pg)
{
	for (int i = 0; i < QUERY_COUNT; i++)
		pg->query[i] = (struct pg_statement){ 0 };
	for (int i = 0; i < PG_TEXTS; i++) {
		free(pg->texts[i].text);
		pg->texts[i] = (struct pg_statement){ 0 };
	}
}

static void name_text(const struct pg *pg, const struct pg_statement *s, char name[static 64])
{
	snprintf(name, 64, "text%d.%d", (int)(s - pg->texts), s->version);
}

static struct pg_statement *text_of(struct pg *pg, const char *text)
{
	for (int i = 0; i < PG_TEXTS; i++)
		if (pg->texts[i].text && strcmp(pg->texts[i].text, text) == 0)
			return &pg->texts[i];
	return NULL;
}

/* libpq has no call for it before PostgreSQL 17. What is on its way still finds the statement; a
 * failure is nobody's concern: it is known by another version from now on. */
static bool send_deallocate(struct pg *pg, const struct pg_statement *s)
{
	struct pg_request *r = calloc(1, sizeof(*r));
	char name[64], sql[80];

	if (!r)
		return true;
	r->asked_ms = clock_now_ms();
	r->deadline_ms = r->asked_ms + pg->o.request_ms;
	r->sent = true;
	push(&pg->sent, r);
	name_text(pg, s, name);
	snprintf(sql, sizeof(sql), "deallocate \"%s\"", name);
	return PQsendQueryParams(pg->conn, sql, 0, NULL, NULL, NULL, NULL, 0) &&
		PQpipelineSync(pg->conn);
}

/* A place for the request's text, if need be of the one that was not used for longest. False: the
 * connection is broken. */
static bool make_room(struct pg *pg, const struct pg_request *r)
{
	struct pg_statement *oldest = &pg->texts[0];
	bool sound;

	if (!r->text || r->script || text_of(pg, r->text))
		return true;
	for (int i = 1; i < PG_TEXTS; i++)
		if (pg->texts[i].used < oldest->used)
			oldest = &pg->texts[i];
	sound = !oldest->known || send_deallocate(pg, oldest);
	free(oldest->text);
	*oldest = (struct pg_statement){ .version = oldest->version, .text = strdup(r->text) };
	return sound;
}

/* Where the statement of this request is remembered; NULL: it is not worth it, or no memory. */
static struct pg_statement *statement_of(struct pg *pg, const struct pg_request *r)
{
	struct pg_statement *s;

	if (!r->text)
		return query_is_utility(r->query) ? NULL : &pg->query[r->query];
	s = text_of(pg, r->text);
	if (s)
		s->used = ++pg->text_uses;
	return s;
}

static bool send_script(struct pg *pg, struct pg_request *r)
{
	if (!PQexitPipelineMode(pg->conn))
		return false;
	pg->script = true;
	return PQsendQuery(pg->conn, r->text ? r->text : query_sql(r->query));
}

bool pg_ask_send_one(struct pg *pg, struct pg_request *r)
{
	const char *sql = r->text ? r->text : query_sql(r->query);
	const char *const *values = (const char *const *)r->values;
	struct pg_statement *s;
	bool sound = make_room(pg, r);
	char name[64];

	push(&pg->sent, r);
	r->sent = true;
	if (!sound)
		return false;
	if (r->script)
		return send_script(pg, r);
	s = r->statement = statement_of(pg, r);
	if (!s)
		return PQsendQueryParams(pg->conn, sql, r->count, NULL, values, NULL, NULL, 0) &&
			PQpipelineSync(pg->conn);
	r->preparing = !s->known;
	if (!s->known)
		s->version++;
	s->known = true;
	r->version = s->version;
	if (s->text)
		name_text(pg, s, name);
	else
		snprintf(name, sizeof(name), "%.40s.%d", query_name(r->query), s->version);
	if (r->preparing && !PQsendPrepare(pg->conn, name, sql, 0, NULL))
		return false;
	return PQsendQueryPrepared(pg->conn, name, r->count, values, NULL, NULL, 0) &&
		PQpipelineSync(pg->conn);
}

bool pg_ask_send(struct pg *pg)
{
	struct pg_request *r;

	while ((r = pg->waiting.head) && !pg->script && !(r->script && pg->sent.head)) {
		take_out(&pg->waiting, r);
		if (!pg_ask_send_one(pg, r))
			return false;
	}
	return true;
}

/* ---- answers -------------------------------------------------------------------------------- */

static bool is_error(const PGresult *result)
{
	switch (PQresultStatus(result)) {
	case PGRES_EMPTY_QUERY:
	case PGRES_COMMAND_OK:
	case PGRES_TUPLES_OK:
	case PGRES_SINGLE_TUPLE:
	case PGRES_PIPELINE_SYNC:
		return false;
	case PGRES_COPY_OUT:
	case PGRES_COPY_IN:
	case PGRES_COPY_BOTH:
	case PGRES_BAD_RESPONSE:
	case PGRES_NONFATAL_ERROR:
	case PGRES_FATAL_ERROR:
	case PGRES_PIPELINE_ABORTED:
		return true;
	}
	return true;
}

/* Schema api was replaced under a prepared statement: a fresh plan will do. */
static bool is_stale_plan(const struct pg_request *r)
{
	static const char *const states[] = { "0A000", "26000", "42883" };
	const char *state = PQresultErrorField(r->result, PG_DIAG_SQLSTATE);

	if (!r->statement || r->retried || r->preparing || !state)
		return false;
	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++)
		if (strcmp(state, states[i]) == 0)
			return true;
	return false;
}

/* The server's own statement_timeout: nothing was done. */
static bool is_cancelled(const PGresult *result)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

	return state && strcmp(state, "57014") == 0;
}

/* The first error tells what went wrong; what follows it only says that it was not done either. */
static void keep(struct pg_request *r, PGresult *result)
{
	if (r->preparing && !r->result && is_error(result) && r->version == r->statement->version)
		r->statement->known = false;
	if (r->result && is_error(r->result)) {
		PQclear(result);
		return;
	}
	PQclear(r->result);
	r->result = result;
}

static void finish(struct pg *pg, struct pg_request *r)
{
	take_out(&pg->sent, r);
	if (!r->result) {
		end(r, ERR_SERVER, NULL);
	} else if (!is_error(r->result)) {
		end(r, 0, NULL);
	} else if (is_stale_plan(r)) {
		if (r->version == r->statement->version)
			r->statement->known = false;
		PQclear(r->result);
		r->result = NULL;
		r->retried = true;
		r->sent = false; /* the server has said that it did nothing */
		push_front(&pg->waiting, r);
	} else {
		end(r, is_cancelled(r->result) ? ERR_TIMEOUT : ERR_SERVER, NULL);
	}
}

bool pg_ask_collect(struct pg *pg)
{
	int nothing = 0;

	while (pg->sent.head && nothing < 3 && !PQisBusy(pg->conn)) {
		struct pg_request *r = pg->sent.head;
		PGresult *result = PQgetResult(pg->conn);

		nothing = result ? 0 : nothing + 1; /* NULL also stands between two statements */
		switch (result ? PQresultStatus(result) : PGRES_EMPTY_QUERY) {
		case PGRES_PIPELINE_SYNC:
			PQclear(result);
			finish(pg, r);
			continue;
		case PGRES_COPY_OUT:
		case PGRES_COPY_IN:
		case PGRES_COPY_BOTH:
			PQclear(result);
			return false; /* nobody here can copy, and libpq insists */
		case PGRES_EMPTY_QUERY:
		case PGRES_COMMAND_OK:
		case PGRES_TUPLES_OK:
		case PGRES_SINGLE_TUPLE:
		case PGRES_BAD_RESPONSE:
		case PGRES_NONFATAL_ERROR:
		case PGRES_FATAL_ERROR:
		case PGRES_PIPELINE_ABORTED:
			break;
		}
		if (result) {
			keep(r, result);
		} else if (pg->script) {
			pg->script = false;
			if (PQstatus(pg->conn) != CONNECTION_OK || !PQenterPipelineMode(pg->conn))
				return false;
			finish(pg, r);
		}
	}
	return true;
}
