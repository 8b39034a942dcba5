/* columns, bind, alias, call_card: as many entries as somebody names. */
#include "conf/reader.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* A text inside a list entry: { name, where, bytes }. */
struct part {
	const char *name;
	char *to;
	size_t size;
};

static int read_parts(const struct reader *r, const config_setting_t *at, const char *list,
	const struct part *parts)
{
	if (!config_setting_is_group(at))
		return reader_refuse(r, at, list, "must hold { ... } groups");
	for (int i = 0; i < config_setting_length(at); i++) {
		const config_setting_t *member = config_setting_get_elem(at, (unsigned)i);
		const struct part *p = parts;
		while (p->name && strcmp(p->name, config_setting_name(member)))
			p++;
		char key[64];
		snprintf(key, sizeof(key), "%s.%s", list, config_setting_name(member));
		if (!p->name)
			return reader_unknown(r, member, key);
		if (reader_text(r, member, key, p->to, p->size) < 0)
			return -1;
	}
	for (const struct part *p = parts; p->name; p++)
		if (!*p->to)
			return reader_refuse(r, at, list, "lacks %s = \"...\"", p->name);
	return 0;
}

static int read_bind(const struct reader *r, const config_setting_t *at)
{
	struct conf_bind *b = &r->conf->binds[r->conf->binds_count++];
	const struct part parts[] = {
		{ "screen", b->screen, sizeof(b->screen) },
		{ "key", b->key, sizeof(b->key) },
		{ "command", b->command, sizeof(b->command) },
		{ 0 },
	};

	b->line = (int)config_setting_source_line(at);
	return read_parts(r, at, "bind", parts);
}

static int read_alias(const struct reader *r, const config_setting_t *at)
{
	struct conf_alias *a = &r->conf->aliases[r->conf->aliases_count++];
	const struct part parts[] = {
		{ "name", a->name, sizeof(a->name) },
		{ "command", a->command, sizeof(a->command) },
		{ 0 },
	};

	a->line = (int)config_setting_source_line(at);
	return read_parts(r, at, "alias", parts);
}

/* Two of one language: nobody could say which is read out. */
static int read_call_card(const struct reader *r, const config_setting_t *at)
{
	struct conf_call_card *card = &r->conf->call_cards[r->conf->call_cards_count];
	const struct part parts[] = {
		{ "language", card->language, sizeof(card->language) },
		{ "first", card->say[0], CONF_SAY },
		{ "no_promise", card->say[1], CONF_SAY },
		{ "other_voice", card->say[2], CONF_SAY },
		{ "hang_up", card->say[3], CONF_SAY },
		{ 0 },
	};

	if (read_parts(r, at, "call_card", parts) < 0)
		return -1;
	for (const char *c = card->language; *c; c++)
		if (*c < 'a' || *c > 'z' || !card->language[1])
			return reader_refuse(r, at, "call_card.language",
				"must be two or three small letters, as \"lo\"");
	for (size_t i = 0; i < r->conf->call_cards_count; i++)
		if (!strcmp(r->conf->call_cards[i].language, card->language))
			return reader_refuse(r, at, "call_card", "names %s twice; remove one",
				card->language);
	r->conf->call_cards_count++;
	return 0;
}

static int read_names(const struct reader *r, const config_setting_t *at, const char *key,
	char (*to)[CONF_WORD], size_t *count)
{
	int n = config_setting_length(at);

	if (!config_setting_is_array(at) && !config_setting_is_list(at))
		return reader_refuse(r, at, key,
			"must be a list of names: [ \"code\", \"stage\" ]");
	if (n > CONF_COLUMNS)
		return reader_refuse(r, at, key, "names more than %d columns", CONF_COLUMNS);
	for (int i = 0; i < n; i++)
		if (reader_text(r, config_setting_get_elem(at, (unsigned)i), key, to[i],
			    CONF_WORD) < 0)
			return -1;
	*count = (size_t)n;
	return 0;
}

static int read_screen(const struct reader *r, const config_setting_t *at)
{
	struct conf_columns *c = &r->conf->columns[r->conf->columns_count++];
	const char *screen = config_setting_name(at);

	if (strlen(screen) >= sizeof(c->screen))
		return reader_refuse(r, at, screen, "is no screen");
	memcpy(c->screen, screen, strlen(screen) + 1);
	c->line = (int)config_setting_source_line(at);
	if (!config_setting_is_group(at))
		return reader_refuse(r, at, screen,
			"must be a group: { show = [ ... ]; prio = [ ... ]; }");
	for (int i = 0; i < config_setting_length(at); i++) {
		const config_setting_t *list = config_setting_get_elem(at, (unsigned)i);
		const char *name = config_setting_name(list);
		bool show = !strcmp(name, "show");
		char key[80];
		snprintf(key, sizeof(key), "columns.%s.%s", screen, name);
		if (!show && strcmp(name, "prio"))
			return reader_unknown(r, list, key);
		if (read_names(r, list, key, show ? c->show : c->prio,
			    show ? &c->shown : &c->prios) < 0)
			return -1;
	}
	return 0;
}

/* What holds entries that people name, and how many fit. */
static const struct section {
	const char *name;
	int type, max;
	const char *shape;
	int (*read)(const struct reader *, const config_setting_t *);
} sections[] = {
	{ "columns", CONFIG_TYPE_GROUP, CONF_SCREENS, "a group: { ... }", read_screen },
	{ "bind", CONFIG_TYPE_LIST, CONF_BINDS, "a list: ( { ... }, { ... } )", read_bind },
	{ "alias", CONFIG_TYPE_LIST, CONF_ALIASES, "a list: ( { ... }, { ... } )", read_alias },
	{ "call_card", CONFIG_TYPE_LIST, CONF_CALL_CARDS, "a list: ( { ... }, { ... } )",
		read_call_card },
	{ 0 },
};

const struct section *section_of(const char *name)
{
	for (const struct section *s = sections; s->name; s++)
		if (!strcmp(s->name, name))
			return s;
	return NULL;
}

int section_read(const struct reader *r, const config_setting_t *at, const struct section *s)
{
	int n = config_setting_length(at);

	if (config_setting_type(at) != s->type)
		return reader_refuse(r, at, s->name, "must be %s", s->shape);
	if (n > s->max)
		return reader_refuse(r, at, s->name, "holds more than %d entries", s->max);
	for (int i = 0; i < n; i++)
		if (s->read(r, config_setting_get_elem(at, (unsigned)i)) < 0)
			return -1;
	return 0;
}
