#include "tui/app/keys.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "conf/conf.h"
#include "db/base/text.h"
#include "tui/intl.h"
#include "tui/app/screen.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"

/* Flow control, and what terminals cannot tell from Tab, Enter, Esc and Backspace. */
static const int reserved[] = { INPUT_CTRL('s'), INPUT_CTRL('q'), INPUT_TAB, INPUT_ENTER, INPUT_ESC,
	INPUT_BACKSPACE };

/* Movement belongs to lists, lanes and panes; `:` to the frame. */
static const int fixed[] = { ':', 'j', 'k', 'g', 'G', 'h', 'l', INPUT_UP, INPUT_DOWN, INPUT_LEFT,
	INPUT_RIGHT, INPUT_SHIFT_UP, INPUT_SHIFT_DOWN, INPUT_PAGE_UP, INPUT_PAGE_DOWN, INPUT_HOME,
	INPUT_END, INPUT_BACKTAB };

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static bool is_among(int key, const int *keys, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (keys[i] == key)
			return true;
	return false;
}

bool keys_may_bind(int key)
{
	return key != INPUT_NONE && !is_among(key, reserved, LENGTH(reserved)) &&
		!is_among(key, fixed, LENGTH(fixed));
}

static const struct verb *verb_of(int key)
{
	char name[CONF_KEY];

	input_key_name(key, name, sizeof name);
	return name[0] != '\0' ? verb_by_key(name) : NULL;
}

/* ---- the check at the start ---- */

struct check {
	const struct conf *conf;
	char *problem;
	size_t size;
};

static int __attribute__((format(printf, 3, 4)))
fail(const struct check *check, int line, const char *format, ...)
{
	char text[512];
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof text, format, list);
	va_end(list);
	snprintf(check->problem, check->size, "%s:%d: %s", check->conf->path, line, text);
	return -1;
}

static int check_verbs(const struct check *check)
{
	for (const struct verb *verb = verb_next(NULL); verb != NULL; verb = verb_next(verb)) {
		const struct verb *first = verb->key != NULL ? verb_by_key(verb->key) : verb;

		if (first == verb)
			continue;
		snprintf(check->problem, check->size, _("%s and %s have the same key %s"),
			first->name, verb->name, verb->key);
		return -1;
	}
	return 0;
}

static bool is_screen(const char *name)
{
	for (const struct screen *const *screen = screens; *screen != NULL; screen++)
		if (strcmp((*screen)->name, name) == 0)
			return true;
	return strcmp(name, "*") == 0;
}

static int check_command(const struct check *check, int at, const char *command)
{
	struct line line;

	if (verb_parse(&line, command) == 0)
		return 0;
	return fail(check, at, _("the command \"%s\" is wrong: %s"), command, line.problem);
}

static int check_bind(const struct check *check, const struct conf_bind *bind)
{
	int key = input_key_of(bind->key);

	if (key == INPUT_NONE)
		return fail(check, bind->line, _("there is no key \"%s\""), bind->key);
	if (!is_screen(bind->screen))
		return fail(check, bind->line, _("there is no screen \"%s\""), bind->screen);
	if (verb_of(key) != NULL)
		return fail(check, bind->line, _("the key %s means %s on every screen"), bind->key,
			verb_of(key)->name);
	if (!keys_may_bind(key))
		return fail(check, bind->line, _("the key %s cannot be bound"), bind->key);
	for (const struct conf_bind *other = check->conf->binds; other < bind; other++)
		if (input_key_of(other->key) == key && strcmp(other->screen, bind->screen) == 0)
			return fail(check, bind->line, _("the key %s is bound in line %d already"),
				bind->key, other->line);
	return check_command(check, bind->line, bind->command);
}

static int check_alias(const struct check *check, const struct conf_alias *alias)
{
	const struct verb *verb = verb_find(alias->name, strlen(alias->name), NULL);

	if (verb != NULL && strcmp(verb->name, alias->name) == 0)
		return fail(check, alias->line, _("\"%s\" is a verb and cannot be an alias"),
			alias->name);
	return check_command(check, alias->line, alias->command);
}

int keys_check(const struct conf *conf, char *problem, size_t size)
{
	const struct check check = { .conf = conf, .problem = problem, .size = size };

	if (check_verbs(&check) != 0)
		return -1;
	for (size_t i = 0; i < conf->binds_count; i++)
		if (check_bind(&check, &conf->binds[i]) != 0)
			return -1;
	for (size_t i = 0; i < conf->aliases_count; i++)
		if (check_alias(&check, &conf->aliases[i]) != 0)
			return -1;
	return 0;
}

/* ---- what a key or a word stands for ---- */

const struct conf_bind *keys_bind(const struct conf *conf, const struct screen *screen, int key)
{
	const struct conf_bind *everywhere = NULL;

	for (size_t i = 0; i < conf->binds_count; i++) {
		const struct conf_bind *bind = &conf->binds[i];

		if (input_key_of(bind->key) != key)
			continue;
		if (screen != NULL && strcmp(bind->screen, screen->name) == 0)
			return bind;
		if (strcmp(bind->screen, "*") == 0)
			everywhere = bind;
	}
	return everywhere;
}

static const char *command_of(const struct conf *conf, const struct screen *screen, int key)
{
	const struct verb *verb = verb_of(key);
	const struct conf_bind *bind = keys_bind(conf, screen, key);

	if (verb != NULL)
		return verb->name;
	return bind != NULL ? bind->command : "";
}

void keys_command(const struct conf *conf, const struct screen *screen,
	const struct input_event *event, char *line, size_t size)
{
	const char *command = command_of(conf, screen, event->key);

	if (command[0] == '\0')
		command = command_of(conf, screen, layout_to_latin(event->key));
	text_copy(line, size, command);
}

void keys_name(const struct input_event *event, char *name, size_t size)
{
	input_key_name(event->key, name, size);
}

void keys_expand(const struct conf *conf, const char *text, char *line, size_t size)
{
	size_t blanks = strspn(text, " "), length = strcspn(text + blanks, " ");
	const char *word = text + blanks;

	for (size_t i = 0; i < conf->aliases_count; i++) {
		const struct conf_alias *alias = &conf->aliases[i];

		if (strlen(alias->name) != length || strncmp(alias->name, word, length) != 0)
			continue;
		if (strlen(alias->command) + strlen(word + length) < size) {
			snprintf(line, size, "%s%s", alias->command, word + length);
			return;
		}
	}
	text_copy(line, size, text);
}
