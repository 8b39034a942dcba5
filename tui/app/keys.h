/* keys.h: from an event to a verb. The verb table's own keys first, then `bind` lines of the
 * configuration; a letter typed on a non-Latin layout counts as the key in its place. */
#ifndef TUI_APP_KEYS_H
#define TUI_APP_KEYS_H

#include <stddef.h>

#include "tui/app/verb.h"

struct conf;
struct input_event;
struct screen;

/* Two rows of the verb table with one key, or a bind that hides a verb's key: writes what and
 * where (file:line) and returns -1. Called once at start. */
int keys_check(const struct conf *conf, char *problem, size_t size);

/* The command line that a key stands for on this screen, "" if none; written into line. */
void keys_command(const struct conf *conf, const struct screen *screen,
	const struct input_event *event, char *line, size_t size);

/* The name under which a key is written in tables and configuration: "t", "Space", "^L", "F1". */
void keys_name(const struct input_event *event, char *name, size_t size);

#endif
