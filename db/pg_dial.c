#include "db/pg_int.h"
#include "db/base/clock.h"
#include "db/base/text.h"
#include <stdlib.h>
#include <string.h>

const char *pg_given(const struct pg *pg, const char *keyword)
{
	for (const PQconninfoOption *o = pg->info; o->keyword; o++)
		if (strcmp(o->keyword, keyword) == 0)
			return o->val;
	return NULL;
}

/* How many places a list with commas has; an absent list has none. */
static int places(const char *list)
{
	int n = list != NULL;

	for (; list && *list; list++)
		n += *list == ',';
	return n;
}

/* A copy of place i; the only one stands for all. NULL with *failed unset: there is no list. */
static char *place(const char *list, int i, bool *failed)
{
	size_t length;
	char *copy;

	if (!list)
		return NULL;
	if (places(list) == 1)
		i = 0;
	while (i-- && *(list += strcspn(list, ",")))
		list++;
	length = strcspn(list, ",");
	copy = strndup(list, length);
	*failed |= !copy;
	return copy;
}

/*
 * libpq would walk through the hosts itself, but PQconnectPoll() ignores connect_timeout: one
 * silent host would use up the whole attempt. So each is dialled alone, with its own deadline.
 * prefer-standby is the exception: it has to see all of them.
 */
static int split_hosts(struct pg *pg, struct error *e)
{
	const char *host = pg_given(pg, "host"), *addr = pg_given(pg, "hostaddr");
	const char *port = pg_given(pg, "port"), *attrs = pg_given(pg, "target_session_attrs");
	int n = places(host) > places(addr) ? places(host) : places(addr);
	bool failed = false;

	if (n > PG_HOSTS)
		return error_set(e, ERR_INPUT, "The connection string names more than %d hosts.",
			PG_HOSTS);
	if ((host && places(host) != n) || (addr && places(addr) != n) ||
		(places(port) > 1 && places(port) != n))
		return error_set(e, ERR_INPUT,
			"The connection string has lists of host, hostaddr and port that differ in "
			"length.");
	if (n < 2 || (attrs && strcmp(attrs, "prefer-standby") == 0))
		return 0;
	pg->host_count = n;
	for (int i = 0; i < n; i++) {
		pg->hosts[i].host = place(host, i, &failed);
		pg->hosts[i].hostaddr = place(addr, i, &failed);
		pg->hosts[i].port = place(port, i, &failed);
	}
	return failed ? error_set(e, ERR_MEMORY, "There is not enough memory to connect.") : 0;
}

int pg_dial_parse(struct pg *pg, struct error *e)
{
	struct text options = { 0 };
	const char *own;

	pg->info = PQconninfoParse(pg->o.conninfo, NULL);
	if (!pg->info)
		return error_set(e, ERR_INPUT,
			"The connection string does not parse; it looks like "
			"\"host=/run/postgresql dbname=homeward\".");
	text_add(&options,
		"-c client_connection_check_interval=2000 -c plan_cache_mode=force_generic_plan "
		"-c idle_in_transaction_session_timeout=30000");
	if (pg->o.statement_ms >= 0)
		text_addf(&options, " -c statement_timeout=%d", pg->o.statement_ms);
	own = pg_given(pg, "options");
	if (own) {
		text_add_char(&options, ' ');
		text_add(&options, own);
	}
	pg->options = text_take(&options);
	if (!pg->options)
		return error_set(e, ERR_MEMORY, "There is not enough memory to connect.");
	return split_hosts(pg, e);
}

void pg_dial_done(struct pg *pg)
{
	PQconninfoFree(pg->info);
	free(pg->options);
	free(pg->root);
	for (int i = 0; i < pg->host_count; i++) {
		free(pg->hosts[i].host);
		free(pg->hosts[i].hostaddr);
		free(pg->hosts[i].port);
	}
}

bool pg_dial_is_near(const struct pg *pg)
{
	const char *host = pg_given(pg, "host");

	return host != NULL && host[0] == '/';
}

struct keywords {
	const char *name[64], *value[64];
	int count;
};

static void put(struct keywords *k, const char *name, const char *value)
{
	for (int i = 0; i < k->count; i++)
		if (strcmp(k->name[i], name) == 0) {
			k->value[i] = value;
			return;
		}
	if (k->count < 63) {
		k->name[k->count] = name;
		k->value[k->count++] = value;
	}
}

bool pg_dial(struct pg *pg)
{
	static const char *const defaults[][2] = {
		{ "gssencmode", "disable" },
		{ "keepalives_idle", "30" },
		{ "keepalives_interval", "10" },
		{ "keepalives_count", "3" },
		{ "tcp_user_timeout", "20000" },
	};
	const struct pg_host *host = &pg->hosts[pg->host_next];
	struct keywords k = { 0 };

	for (size_t i = 0; i < sizeof(defaults) / sizeof(*defaults); i++)
		put(&k, defaults[i][0], defaults[i][1]);
	for (const PQconninfoOption *o = pg->info; o->keyword; o++)
		if (o->val && *o->val)
			put(&k, o->keyword, o->val);
	if (pg->o.user)
		put(&k, "user", pg->o.user);
	put(&k, "application_name", pg->o.application);
	put(&k, "client_encoding", "UTF8");
	put(&k, "options", pg->options);
	if (pg->host_count) {
		put(&k, "host", host->host);
		put(&k, "hostaddr", host->hostaddr);
		put(&k, "port", host->port);
		pg->host_next = (pg->host_next + 1) % pg->host_count;
	}
	pg_tls_choose(pg, pg->host_count ? host->host : pg_given(pg, "host"),
		pg->host_count ? host->hostaddr : pg_given(pg, "hostaddr"));
	if (pg->tls.far) {
		put(&k, "sslmode", pg->tls.mode);
		put(&k, "channel_binding", pg->tls.binding);
		put(&k, "sslrootcert", pg->tls.root);
	}
	pg->conn = PQconnectStartParams(k.name, k.value, 0);
	if (pg->conn) {
		PQsetNoticeProcessor(pg->conn, pg_count_notice, pg);
		PQsetErrorVerbosity(pg->conn, PQERRORS_VERBOSE);
	}
	pg->polling = PGRES_POLLING_WRITING;
	pg->dial_deadline_ms = pg->now_ms + pg->o.connect_ms;
	return pg->conn && PQstatus(pg->conn) != CONNECTION_BAD;
}

/* ---- an attempt that failed ------------------------------------------------------------------ */

/*
 * libpq tells SQLSTATEs of failed attempts in its text alone, which is otherwise in the server's
 * language (pg_dial() asks for them): "FATAL:  28000: ...". One attempt of ours may be several of
 * its own: in plain text after TLS, of several addresses, of hosts (prefer-standby; libpq asks no
 * other after one that refuses). A server that is just starting says so by TLS, and 28000 of plain
 * text where it takes no such: so each has to be a refusal.
 */
static bool is_refusal(const char *message)
{
	static const char *const codes[] = { "28000", "28P01", "42501" };
	bool refused = false;

	while ((message = strstr(message, ":  ")) != NULL) {
		size_t i = 0;

		message += 3;
		if (strspn(message, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 5 ||
			message[5] != ':')
			continue;
		while (i < sizeof codes / sizeof *codes && strncmp(message, codes[i], 5) != 0)
			i++;
		if (i == sizeof codes / sizeof *codes)
			return false;
		refused = true;
	}
	return refused;
}

/* Another host may let her in: who is refused by one of them alone has lost nothing yet. */
static bool all_refuse(struct pg *pg, bool refused)
{
	pg->refusals = refused ? pg->refusals + 1 : 0;
	if (pg->refusals == 0 || pg->refusals < pg->host_count)
		return false;
	/* The next try is a whole round again. */
	pg->refusals = 0;
	pg->host_next = 0;
	return true;
}

void pg_dial_failed(struct pg *pg)
{
	const char *message = pg->conn != NULL ? PQerrorMessage(pg->conn) : "";
	bool refused = is_refusal(message);
	char why[sizeof pg->error.text];

	if (all_refuse(pg, refused))
		pg_drop(pg, ERR_REFUSED, "This login may not enter. Ask an admin.", message);
	else if (pg_tls_why(pg, message, why, sizeof why))
		pg_drop(pg, ERR_OFFLINE, why, message);
	else if (pg->conn != NULL && PQconnectionNeedsPassword(pg->conn))
		pg_drop(pg, ERR_OFFLINE, "The database asks for a password and none is configured.",
			message);
	else
		pg_drop(pg, ERR_OFFLINE,
			refused ? "One of the databases does not let this login enter." :
				  "The database cannot be reached.",
			message);
}
