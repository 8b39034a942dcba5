#include "db/pg_int.h"
#include "db/base/text.h"
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* An empty one is as good as none: libpq passes over it. */
static const char *given(const struct pg *pg, const char *keyword)
{
	const char *value = pg_given(pg, keyword);

	return value && *value ? value : NULL;
}

/* Of a list each place counts: where one of them is a network, all are asked for proof. */
static bool is_far(const char *host, const char *hostaddr)
{
	if (hostaddr && *hostaddr)
		return true;
	while (host && *host) {
		if (*host != '/' && *host != '@' && *host != ',')
			return true;
		host += strcspn(host, ",");
		host += *host == ',';
	}
	return false;
}

static bool is_one_of(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (strcmp(word, *words) == 0)
			return true;
	return false;
}

/* Where libpq looks: passed to it, so that what is said of the file is true of the one it reads. */
static void find_root(struct pg *pg)
{
	const char *root = given(pg, "sslrootcert");
	const struct passwd *entry = root ? NULL : getpwuid(geteuid());
	struct text path = { 0 };

	if (root)
		text_add(&path, root);
	else
		text_addf(&path, "%s/.postgresql/root.crt", entry ? entry->pw_dir : "");
	free(pg->root);
	pg->root = text_take(&path);
}

void pg_tls_choose(struct pg *pg, const char *host, const char *hostaddr)
{
	static const char *const open[] = { "disable", "allow", "prefer", NULL };
	const char *mode = given(pg, "sslmode"), *binding = given(pg, "channel_binding");

	pg->tls = (struct pg_tls){ .host = host && *host ? host : hostaddr,
		.far = is_far(host, hostaddr) };
	if (!pg->tls.far)
		return;
	pg->tls.mode = mode ? mode : "verify-full";
	pg->tls.password = given(pg, "password") || given(pg, "passfile");
	if (binding)
		pg->tls.binding = binding;
	else if (pg->tls.password && !is_one_of(pg->tls.mode, open))
		pg->tls.binding = "require";
	else
		pg->tls.binding = "prefer";
	find_root(pg);
	pg->tls.root = pg->root;
	pg->tls.root_there = pg->root && access(pg->root, R_OK) == 0;
}

bool pg_tls_why(const struct pg *pg, const char *message, char *text, size_t size)
{
	static const char unproved[] = "What answered does not prove that it is your database, so "
				       "no password was sent to it. Tell an admin.";
	/* libpq's own words, and OpenSSL's. In another language nothing is said of it. */
	static const struct {
		const char *words, *meaning;
	} said[] = {
		{ "host name must be specified",
			"hostaddr alone does not say whose certificate is the right one: write "
			"host=NAME beside it." },
		{ "hannel binding",
			"What answered does not prove by your password that it is your database, "
			"so it was not sent. Tell an admin: it has to ask with scram-sha-256." },
		{ "certificate verify failed", unproved },
		{ "does not match host name", unproved },
		{ "does not support SSL", unproved },
	};

	if (!pg->tls.far)
		return false;
	if (strstr(message, "root certificate file")) {
		snprintf(text, size,
			"Nothing here can prove which database is the right one: the file %s is "
			"not there. Ask an admin for the office's root certificate.",
			pg->root ? pg->root : "");
		return true;
	}
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (strstr(message, said[i].words)) {
			text_copy(text, size, said[i].meaning);
			return true;
		}
	return false;
}
