/*
 * Any bytes are a config or a refusal with a sentence, as text and as the file that a console loads
 * at its start; what is accepted is whole, within its bounds, and goes on into the table of keys.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf/conf.h"
#include "tui/app/keys.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void);

/* libconfig 1.5 forgets the text it was reading at a syntax error; the program ends then. */
const char *__lsan_default_suppressions(void)
{
	return "leak:libconfig\n";
}

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void check_text(const char *text, size_t size)
{
	size_t length = strnlen(text, size);

	must(length < size);
	for (size_t i = 0; i < length; i++)
		must((unsigned char)text[i] >= 0x20 && text[i] != 0x7f);
}

static void check_names(char names[CONF_COLUMNS][CONF_WORD], size_t count)
{
	must(count <= CONF_COLUMNS);
	for (size_t i = 0; i < count; i++)
		check_text(names[i], CONF_WORD);
}

static void check_settings(const struct conf *conf)
{
	must(conf->database.poll_s >= 5 && conf->database.poll_s <= 300);
	must(conf->database.connect_timeout_s >= 2 && conf->database.connect_timeout_s <= 60);
	must(conf->database.request_timeout_s >= 1 && conf->database.request_timeout_s <= 10);
	must(conf->database.reconnect_max_s >= 1 && conf->database.reconnect_max_s <= 300);
	must(conf->ui.escape_ms >= 0 && conf->ui.escape_ms <= 1000);
	must(conf->ui.paint_per_s >= 1 && conf->ui.paint_per_s <= 10);
	must(conf->ui.theme <= CONF_THEME_MONO && conf->ui.bell <= CONF_BELL_ALL);
	must(conf->ui.cursorline <= CONF_CURSORLINE_BAR && conf->start.scope <= CONF_SCOPE_MINE);
	must(conf->log.level <= CONF_LEVEL_DEBUG);
	check_text(conf->database.conninfo, sizeof(conf->database.conninfo));
	check_text(conf->start.screen, sizeof(conf->start.screen));
	check_text(conf->start.filter, sizeof(conf->start.filter));
	check_text(conf->log.file, sizeof(conf->log.file));
	must(!*conf->log.file || *conf->log.file == '/');
}

static void check_vault(const struct conf *conf)
{
	must(conf->vault.lock_after_s >= 30 && conf->vault.lock_after_s <= 180);
	must(conf->vault.forget_after_s >= conf->vault.lock_after_s);
	must(conf->vault.forget_after_s <= 900);
	must(conf->vault.registrars_count <= CONF_REGISTRARS && conf->vault.registrars_count != 1);
	for (size_t i = 0; i < conf->vault.registrars_count; i++) {
		const char *key = conf->vault.registrars[i];

		must(strnlen(key, CONF_REGISTRAR) == CONF_REGISTRAR - 1);
		must(strspn(key, "0123456789abcdef") == CONF_REGISTRAR - 1);
		for (size_t j = 0; j < i; j++)
			must(strcmp(conf->vault.registrars[j], key) != 0);
	}
	check_text(conf->vault.keys, sizeof(conf->vault.keys));
	check_text(conf->vault.host_secret, sizeof(conf->vault.host_secret));
	must(!*conf->vault.keys || *conf->vault.keys == '/');
	must(!*conf->vault.host_secret || *conf->vault.host_secret == '/');
}

static void check_entries(struct conf *conf)
{
	must(conf->columns_count <= CONF_SCREENS && conf->binds_count <= CONF_BINDS &&
		conf->aliases_count <= CONF_ALIASES);
	for (size_t i = 0; i < conf->columns_count; i++) {
		check_names(conf->columns[i].show, conf->columns[i].shown);
		check_names(conf->columns[i].prio, conf->columns[i].prios);
	}
	for (size_t i = 0; i < conf->binds_count; i++) {
		check_text(conf->binds[i].key, CONF_KEY);
		check_text(conf->binds[i].command, CONF_LINE);
		must(*conf->binds[i].screen && *conf->binds[i].key && *conf->binds[i].command);
	}
	for (size_t i = 0; i < conf->aliases_count; i++)
		must(*conf->aliases[i].name && *conf->aliases[i].command);
}

static bool is_first(const struct conf *conf, size_t alias)
{
	for (size_t i = 0; i < alias; i++)
		if (!strcmp(conf->aliases[i].name, conf->aliases[alias].name))
			return false;
	return true;
}

/* The binds and aliases against the verbs: taken whole, or refused with a sentence. */
static void check_keys(const struct conf *conf)
{
	char problem[CONF_ERROR] = "", line[2 * CONF_LINE], typed[CONF_WORD + 8];
	int result = keys_check(conf, problem, sizeof(problem));

	must(result < 0 ? *problem : !*problem);
	for (size_t i = 0; i < conf->aliases_count && result == 0; i++) {
		if (!is_first(conf, i) || strchr(conf->aliases[i].name, ' '))
			continue;
		snprintf(typed, sizeof(typed), "%s x", conf->aliases[i].name);
		keys_expand(conf, typed, line, sizeof(line));
		must(strncmp(line, conf->aliases[i].command, strlen(conf->aliases[i].command)) ==
			0);
	}
}

/* The same bytes as a file: the same answer. Where the system's own locks, only that one counts. */
static void check_load(const char *text, size_t size, enum conf_origin origin,
	const struct conf *expected, int result)
{
	static struct conf conf;
	char path[] = "/tmp/homeward-fuzz-XXXXXX", error[CONF_ERROR] = "";
	int fd = mkstemp(path);
	struct conf_places places = { .system = path };
	int again;

	must(fd >= 0 && write(fd, text, size) == (ssize_t)size && close(fd) == 0);
	if (origin == CONF_ORIGIN_PERSONAL)
		places = (struct conf_places){ .system = "/nonexistent", .option = path };
	again = conf_load(&conf, &places, error, sizeof(error));
	must(again == result && (result == 0 ? !*error : !!*error));
	if (result == 0) {
		memcpy(conf.path, expected->path, sizeof(conf.path));
		must(memcmp(&conf, expected, sizeof(conf)) == 0);
	}
	if (result == 0 && origin == CONF_ORIGIN_SYSTEM) {
		places.conninfo = "dbname=inherited";
		must(conf_load(&conf, &places, error, sizeof(error)) == 0);
		must(!strcmp(conf.database.conninfo, places.conninfo) == !conf.locked ||
			!strcmp(expected->database.conninfo, places.conninfo));
		places.database = "dbname=typed";
		must((conf_load(&conf, &places, error, sizeof(error)) < 0) == expected->locked);
	}
	unlink(path);
}

/* A sentence is cut to the room there is. */
static void check_cut(const char *text, size_t size, enum conf_origin origin, int result)
{
	static struct conf conf;

	for (size_t room = 1; room < 64; room += 17) {
		char *error = malloc(room);

		must(error != NULL);
		*error = 0;
		must(conf_parse(&conf, origin, "fuzz", text, size, error, room) == result);
		must(strnlen(error, room) < room);
		free(error);
	}
}

static void check(const char *text, size_t size, enum conf_origin origin)
{
	static struct conf conf;
	char error[CONF_ERROR] = "";
	int result = conf_parse(&conf, origin, "fuzz", text, size, error, sizeof(error));

	must(result < 0 ? *error : !*error);
	must(!conf.locked || origin == CONF_ORIGIN_SYSTEM || result < 0);
	check_cut(text, size, origin, result);
	check_load(text, size, origin, &conf, result);
	if (result < 0)
		return;
	check_settings(&conf);
	check_vault(&conf);
	check_entries(&conf);
	check_keys(&conf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	check((const char *)data, size, CONF_ORIGIN_SYSTEM);
	check((const char *)data, size, CONF_ORIGIN_PERSONAL);
	return 0;
}
