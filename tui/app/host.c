#include "tui/app/host.h"

#include <langinfo.h>
#include <locale.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

const char *const host_kept[] = { "TERM", "TZ", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE",
	"LC_MESSAGES", NULL };

static void take(char *to, size_t size, const char *name)
{
	const char *value = getenv(name);

	snprintf(to, size, "%s", value == NULL ? "" : value);
}

static bool is_plain(const char *word)
{
	return *word != '\0' &&
		strspn(word,
			"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
			"._+-@/:") == strlen(word);
}

static void scrub_environment(void)
{
	char kept[16][128];
	size_t count = 0;

	for (size_t i = 0; host_kept[i] != NULL; i++) {
		const char *value = getenv(host_kept[i]);

		/* A locale or zone with a path in it would be read from that path. */
		if (value == NULL || !is_plain(value) || value[0] == '/' ||
			strstr(value, "..") != NULL)
			continue;
		snprintf(kept[count], sizeof kept[count], "%s=%.100s", host_kept[i], value);
		count++;
	}
	clearenv();
	for (size_t i = 0; i < count; i++) {
		char *equals = strchr(kept[i], '=');

		*equals = '\0';
		setenv(kept[i], equals + 1, 1);
	}
	/* Read by libraries even where nothing asked them to. */
	setenv("PGPASSFILE", "/nonexistent/pgpass", 1);
	setenv("PGSERVICEFILE", "/nonexistent/pg_service.conf", 1);
	setenv("PGSYSCONFDIR", "/nonexistent", 1);
	setenv("INPUTRC", "/dev/null", 1);
}

static void set_locale(struct host *host)
{
	const char *name = setlocale(LC_ALL, "");

	host->locale_ok = name != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	if (!host->locale_ok) {
		const char *fallback = setlocale(LC_CTYPE, "C.UTF-8");

		if (fallback != NULL) {
			name = fallback;
			host->locale_ok = true;
		}
	}
	/* Numbers are for machines too: only the console's own code formats them. */
	setlocale(LC_NUMERIC, "C");
	snprintf(host->locale, sizeof host->locale, "%s",
		name == NULL ? "C" : setlocale(LC_CTYPE, NULL));
}

void host_prepare(struct host *host)
{
	const struct rlimit none = { 0, 0 };
	const struct passwd *entry;
	const char *clicolor, *no_color;

	memset(host, 0, sizeof *host);
	take(host->conninfo, sizeof host->conninfo, "HOMEWARD_CONNINFO");
	take(host->conf, sizeof host->conf, "HOMEWARD_CONF");
	take(host->home, sizeof host->home, "HOME");
	take(host->term, sizeof host->term, "TERM");
	if (!is_plain(host->term) || strchr(host->term, '/') != NULL)
		host->term[0] = '\0';
	no_color = getenv("NO_COLOR");
	clicolor = getenv("CLICOLOR");
	host->no_color = (no_color != NULL && *no_color != '\0') ||
		(clicolor != NULL && strcmp(clicolor, "0") == 0);
	host->ssh = getenv("SSH_CONNECTION") != NULL;
	host->multiplexed = getenv("TMUX") != NULL || getenv("STY") != NULL;
	entry = getpwuid(getuid());
	snprintf(host->user, sizeof host->user, "%s", entry == NULL ? "" : entry->pw_name);

	scrub_environment();
	set_locale(host);
	setrlimit(RLIMIT_CORE, &none);
	host->undumpable = prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}
