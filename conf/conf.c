#include "conf/conf.h"
#include "conf/reader.h"
#include "conf/source.h"

#include <errno.h>
#include <libconfig.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { KIND_NUMBER, KIND_BOOL, KIND_TEXT, KIND_PATH, KIND_WORD, KIND_REGISTRARS };

/* One row drives the default, the reading, the check and the sentence about it. */
struct setting {
	const char *name; /* "group.name", as in the file and in struct conf */
	enum kind kind;
	size_t offset; /* in struct conf */
	int number; /* default of KIND_NUMBER, KIND_BOOL */
	int min, max; /* of KIND_NUMBER; max: bytes of KIND_TEXT and KIND_PATH */
	const char *text; /* default of KIND_TEXT, KIND_PATH */
	const char *const *words; /* of KIND_WORD, in the order of its enum */
};

static const char *const theme_words[] = { "auto", "dark", "mono", NULL };
static const char *const cursorline_words[] = { "marker", "bar", NULL };
static const char *const bell_words[] = { "urgent", "off", "all", NULL };
static const char *const scope_words[] = { "all", "office", "mine", NULL };
static const char *const level_words[] = { "error", "info", "debug", NULL };

#define ROW(field, ...) \
	{ \
		.name = #field, .offset = offsetof(struct conf, field), __VA_ARGS__ \
	}
#define SIZE(field) (int)sizeof(((struct conf *)0)->field)
#define NUMBER(field, value, low, high) \
	ROW(field, .kind = KIND_NUMBER, .number = value, .min = low, .max = high)
#define BOOL(field, value) ROW(field, .kind = KIND_BOOL, .number = value)
#define TEXT(field, value) ROW(field, .kind = KIND_TEXT, .text = value, .max = SIZE(field))
#define PATH(field, value) ROW(field, .kind = KIND_PATH, .text = value, .max = SIZE(field))
#define WORD(field, list) ROW(field, .kind = KIND_WORD, .words = list)
#define REGISTRARS(field) ROW(field, .kind = KIND_REGISTRARS)

static const struct setting settings[] = {
	TEXT(database.conninfo, "dbname=homeward"),
	NUMBER(database.connect_timeout_s, 5, 2, 60),
	NUMBER(database.request_timeout_s, 8, 1, 10),
	NUMBER(database.poll_s, 15, 5, 300),
	NUMBER(database.reconnect_max_s, 30, 1, 300),
	WORD(ui.theme, theme_words),
	WORD(ui.cursorline, cursorline_words),
	BOOL(ui.ascii, false),
	NUMBER(ui.escape_ms, 0, 0, 1000),
	BOOL(ui.preview, true),
	WORD(ui.bell, bell_words),
	NUMBER(ui.paint_per_s, 2, 1, 10),
	TEXT(ui.talk_to, ""),
	TEXT(start.screen, "board"),
	WORD(start.scope, scope_words),
	TEXT(start.filter, ""),
	PATH(log.file, ""),
	WORD(log.level, level_words),
	PATH(vault.keys, ""),
	PATH(vault.host_secret, "/etc/homeward/host.secret"),
	REGISTRARS(vault.registrars),
	NUMBER(vault.lock_after_s, 180, 30, 180),
	NUMBER(vault.forget_after_s, 900, 30, 900),
	PATH(notify.program, ""),
	TEXT(notify.mail_server, ""),
	TEXT(notify.mail_from, ""),
	PATH(notify.mail_login, ""),
	PATH(notify.mail_root, ""),
	PATH(notify.people, "/etc/homeward/notify.people"),
	NUMBER(notify.timeout_s, 20, 5, 60),
	BOOL(locked, false),
	{ 0 },
};
_Static_assert(sizeof(enum conf_theme) == sizeof(int), "a word is stored as an int");

const char *conf_name(size_t i)
{
	return i < sizeof(settings) / sizeof(*settings) ? settings[i].name : NULL;
}

void conf_default(struct conf *c)
{
	memset(c, 0, sizeof(*c));
	for (const struct setting *s = settings; s->name; s++) {
		char *to = (char *)c + s->offset;
		bool truth = s->number;
		switch (s->kind) {
		case KIND_NUMBER:
			memcpy(to, &s->number, sizeof(s->number));
			break;
		case KIND_BOOL:
			memcpy(to, &truth, sizeof(truth));
			break;
		case KIND_TEXT:
		case KIND_PATH:
			snprintf(to, (size_t)s->max, "%s", s->text);
			break;
		case KIND_WORD:
		case KIND_REGISTRARS:
			break;
		}
	}
}

int reader_refuse(const struct reader *r, const config_setting_t *at, const char *key,
	const char *format, ...)
{
	va_list args;
	int n = snprintf(r->error, r->size, "%s:%u: %.80s ", r->path,
		config_setting_source_line(at), key);

	if (n < 0 || (size_t)n >= r->size)
		return -1;
	va_start(args, format);
	vsnprintf(r->error + n, r->size - (size_t)n, format, args);
	va_end(args);
	return -1;
}

int reader_unknown(const struct reader *r, const config_setting_t *at, const char *key)
{
	return reader_refuse(r, at, key, "is no setting; the example homeward.conf shows them all");
}

int reader_text(const struct reader *r, const config_setting_t *at, const char *key, char *to,
	size_t size)
{
	const char *text = config_setting_get_string(at);

	if (!text)
		return reader_refuse(r, at, key, "must be a text in \"quotes\"");
	if (strlen(text) >= size)
		return reader_refuse(r, at, key, "is longer than %zu bytes; shorten it", size - 1);
	for (const char *p = text; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			return reader_refuse(r, at, key, "holds a control character; remove it");
	memcpy(to, text, strlen(text) + 1);
	return 0;
}

static int read_path(const struct reader *r, const config_setting_t *at, const char *key, char *to,
	size_t size)
{
	if (reader_text(r, at, key, to, size) < 0)
		return -1;
	if (*to && *to != '/')
		return reader_refuse(r, at, key, "must be empty or a whole path, from / on");
	return 0;
}

static int read_number(const struct reader *r, const config_setting_t *at, const struct setting *s,
	char *to)
{
	int n = config_setting_type(at) == CONFIG_TYPE_INT ? config_setting_get_int(at) :
							     s->min - 1;

	if (n < s->min || n > s->max)
		return reader_refuse(r, at, s->name, "must be a whole number from %d to %d", s->min,
			s->max);
	memcpy(to, &n, sizeof(n));
	return 0;
}

static int read_bool(const struct reader *r, const config_setting_t *at, const struct setting *s,
	char *to)
{
	bool truth = config_setting_get_bool(at);

	if (config_setting_type(at) != CONFIG_TYPE_BOOL)
		return reader_refuse(r, at, s->name, "must be true or false");
	memcpy(to, &truth, sizeof(truth));
	return 0;
}

static int read_word(const struct reader *r, const config_setting_t *at, const struct setting *s,
	char *to)
{
	const char *text = config_setting_get_string(at);
	char list[128] = "";

	for (int i = 0; s->words[i]; i++) {
		size_t n = strlen(list);
		if (text && !strcmp(text, s->words[i])) {
			memcpy(to, &i, sizeof(i));
			return 0;
		}
		snprintf(list + n, sizeof(list) - n, "%s\"%s\"", i ? ", " : "", s->words[i]);
	}
	return reader_refuse(r, at, s->name, "must be one of %s", list);
}

static int read_registrar(const struct reader *r, const config_setting_t *at, const char *key)
{
	size_t *count = &r->conf->vault.registrars_count;
	char *to = r->conf->vault.registrars[*count];
	const char *text = config_setting_get_string(at);

	if (!text || strlen(text) != CONF_REGISTRAR - 1 ||
		strspn(text, "0123456789abcdefABCDEF") != CONF_REGISTRAR - 1)
		return reader_refuse(r, at, key,
			"must hold public keys of %d hex digits in \"quotes\"", CONF_REGISTRAR - 1);
	for (size_t i = 0; i < CONF_REGISTRAR; i++)
		to[i] = (char)(text[i] >= 'A' && text[i] <= 'F' ? text[i] - 'A' + 'a' : text[i]);
	for (size_t i = 0; i < *count; i++)
		if (!strcmp(r->conf->vault.registrars[i], to))
			return reader_refuse(r, at, key, "names %.8s... twice; remove one", to);
	++*count;
	return 0;
}

/* One alone could put anybody into the directory. */
static int read_registrars(const struct reader *r, const config_setting_t *at, const char *key)
{
	int n = config_setting_length(at);

	if (!config_setting_is_array(at) && !config_setting_is_list(at))
		return reader_refuse(r, at, key,
			"must be a list of public keys: [ \"...\", \"...\" ]");
	if (n == 1)
		return reader_refuse(r, at, key,
			"names one; two sign together, so name two or more");
	if (n > CONF_REGISTRARS)
		return reader_refuse(r, at, key, "names more than %d", CONF_REGISTRARS);
	for (int i = 0; i < n; i++)
		if (read_registrar(r, config_setting_get_elem(at, (unsigned)i), key) < 0)
			return -1;
	return 0;
}

static int read_setting(const struct reader *r, const config_setting_t *at, const struct setting *s)
{
	char *to = (char *)r->conf + s->offset;

	switch (s->kind) {
	case KIND_NUMBER:
		return read_number(r, at, s, to);
	case KIND_BOOL:
		return read_bool(r, at, s, to);
	case KIND_TEXT:
		return reader_text(r, at, s->name, to, (size_t)s->max);
	case KIND_PATH:
		return read_path(r, at, s->name, to, (size_t)s->max);
	case KIND_WORD:
		return read_word(r, at, s, to);
	case KIND_REGISTRARS:
		return read_registrars(r, at, s->name);
	}
	return -1;
}

/* Members of `group` (NULL = the file itself) are settings, `prefix.name`. */
static int read_member(const struct reader *r, const config_setting_t *at, const char *prefix)
{
	char key[64];

	snprintf(key, sizeof(key), "%s%s%s", prefix, *prefix ? "." : "", config_setting_name(at));
	for (const struct setting *s = settings; s->name; s++)
		if (!strcmp(s->name, key))
			return read_setting(r, at, s);
	return reader_unknown(r, at, key);
}

static bool is_group_name(const char *name)
{
	size_t n = strlen(name);

	for (const struct setting *s = settings; s->name; s++)
		if (!strncmp(s->name, name, n) && s->name[n] == '.')
			return true;
	return false;
}

/* One setting at the top of the file. */
static int read_top(const struct reader *r, const config_setting_t *at)
{
	const char *name = config_setting_name(at);
	const struct section *section = section_of(name);

	if (section)
		return section_read(r, at, section);
	if (!is_group_name(name))
		return read_member(r, at, "");
	if (!config_setting_is_group(at))
		return reader_refuse(r, at, name, "must be a group: { ... }");
	for (int i = 0; i < config_setting_length(at); i++)
		if (read_member(r, config_setting_get_elem(at, (unsigned)i), name) < 0)
			return -1;
	return 0;
}

static int read_tree(const struct reader *r, const config_t *config)
{
	const config_setting_t *root = config_root_setting(config);

	for (int i = 0; i < config_setting_length(root); i++) {
		const config_setting_t *at = config_setting_get_elem(root, (unsigned)i);
		if (read_top(r, at) < 0)
			return -1;
		if (r->conf->locked && r->origin != CONF_ORIGIN_SYSTEM)
			return reader_refuse(r, at, "locked",
				"counts only in " CONF_SYSTEM_PATH "; remove it");
	}
	/* The default is the most, so a smaller number stands in the file. */
	if (r->conf->vault.forget_after_s < r->conf->vault.lock_after_s)
		return reader_refuse(r, config_lookup(config, "vault.forget_after_s"),
			"vault.forget_after_s", "must not be less than lock_after_s (%d)",
			r->conf->vault.lock_after_s);
	return 0;
}

/* `text` ends with a 0 at text[length]. */
static int parse(const struct reader *r, const char *text, size_t length)
{
	config_t config;
	int result = -1;

	conf_default(r->conf);
	snprintf(r->conf->path, sizeof(r->conf->path), "%s", r->path);
	if (source_check(r->path, text, length, r->error, r->size) < 0)
		return -1;
	config_init(&config);
	if (config_read_string(&config, text))
		result = read_tree(r, &config);
	else
		snprintf(r->error, r->size, "%s:%d: %s; correct the line or the one before it",
			r->path, config_error_line(&config), config_error_text(&config));
	config_destroy(&config);
	return result;
}

int conf_parse(struct conf *c, enum conf_origin origin, const char *path, const char *text,
	size_t length, char *error, size_t size)
{
	const struct reader r = { c, path, origin, error, size };
	char *copy = malloc(length + 1);

	if (!copy) {
		snprintf(error, size, "%s: %s", path, strerror(errno));
		return -1;
	}
	memcpy(copy, text, length);
	copy[length] = '\0';
	int result = parse(&r, copy, length);
	free(copy);
	return result;
}

int conf_read(struct conf *c, enum conf_origin origin, const char *path, char *error, size_t size)
{
	const struct reader r = { c, path, origin, error, size };
	char *text;
	size_t length;

	if (strlen(path) >= sizeof(c->path)) {
		snprintf(error, size, "%.80s...: the path is too long", path);
		return -1;
	}
	if (source_read(&text, &length, path, error, size) < 0)
		return -1;
	int result = parse(&r, text, length);
	free(text);
	return result;
}
