/* Which file counts: the second half of conf.h. */
#include "conf/conf.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool given(const char *text)
{
	return text && *text;
}

/* Only a file that is certainly not there may be passed over. */
static bool absent(const char *path)
{
	struct stat st;

	return lstat(path, &st) < 0 && (errno == ENOENT || errno == ENOTDIR);
}

/* The first file that is named or there; the system file is in `c` already. */
static int load_personal(struct conf *c, const struct conf_places *p, char *error, size_t size)
{
	const char *named = given(p->option) ? p->option : p->variable;
	char path[CONF_PATH];

	if (given(named))
		return conf_read(c, CONF_ORIGIN_PERSONAL, named, error, size);
	if (!given(p->home))
		return 0;
	int n = snprintf(path, sizeof(path), "%s/.config/homeward/homeward.conf", p->home);
	if (n >= (int)sizeof(path) || absent(path))
		return 0;
	return conf_read(c, CONF_ORIGIN_PERSONAL, path, error, size);
}

/* What was typed counts before what was inherited. */
static int load_conninfo(struct conf *c, const struct conf_places *p, char *error, size_t size)
{
	const char *text = given(p->database) ? p->database : p->conninfo;

	if (!given(text))
		return 0;
	if (strlen(text) >= sizeof(c->database.conninfo)) {
		snprintf(error, size, "%s is longer than %zu bytes; shorten it",
			given(p->database) ? "the text after -d" : "HOMEWARD_CONNINFO",
			sizeof(c->database.conninfo) - 1);
		return -1;
	}
	memcpy(c->database.conninfo, text, strlen(text) + 1);
	return 0;
}

int conf_load(struct conf *c, const struct conf_places *p, char *error, size_t size)
{
	conf_default(c);
	if (!absent(p->system) && conf_read(c, CONF_ORIGIN_SYSTEM, p->system, error, size) < 0)
		return -1;
	if (c->locked && (given(p->option) || given(p->database))) {
		snprintf(error, size, "%s is locked: leave out %s", p->system,
			given(p->option) ? "-c" : "-d");
		return -1;
	}
	if (c->locked)
		return 0;
	if (load_personal(c, p, error, size) < 0)
		return -1;
	return load_conninfo(c, p, error, size);
}
