/* keys.h: from an event to a verb. The verb table's own keys first, then `bind` lines of the
 * configuration; a letter typed on a non-Latin layout counts as the key in its place. */
#ifndef TUI_APP_KEYS_H
#define TUI_APP_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/app/verb.h"

struct conf;
struct conf_bind;
struct input_event;
struct screen;

/* Two rows of the verb table with one key; a bind of the configuration for a key that a verb or a
 * movement has, for a key or screen that does not exist, or twice; a command or alias that does not
 * parse: writes what and where (file:line) and returns -1. Called once at start. */
int keys_check(const struct conf *conf, char *problem, size_t size);

/* May a verb or the configuration have this key (of tui/term/input.h)? Not the movements, not what
 * terminals take for themselves. Enter, Esc and Tab are for the table of verbs alone. */
bool keys_may_bind(int key);

/* The configuration's bind of a key on this screen or on every; NULL: none. */
const struct conf_bind *keys_bind(const struct conf *conf, const struct screen *screen, int key);

/* The command line that a key stands for on this screen, "" if none; written into line. */
void keys_command(const struct conf *conf, const struct screen *screen,
	const struct input_event *event, char *line, size_t size);

/* The name under which a key is written in tables and configuration: "t", "Space", "^L", "F1". */
void keys_name(const struct input_event *event, char *name, size_t size);

/* The line that a typed line stands for: its first word replaced where that is an alias of the
 * configuration. Once only: what stands there is not looked up again. */
void keys_expand(const struct conf *conf, const char *text, char *line, size_t size);

#endif
