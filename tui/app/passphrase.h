/* passphrase.h: a line that is typed and never shown: neither its letters nor how many they are.
 *
 * What usually makes a passphrase wrong is told without telling it: the keyboard is set to another
 * script, or to capitals. */
#ifndef TUI_APP_PASSPHRASE_H
#define TUI_APP_PASSPHRASE_H

#include <stdbool.h>
#include <stddef.h>

struct input_event;

struct passphrase {
	char *bytes; /* lies in a slab and has `size` bytes, the final NUL among them; borrowed */
	size_t size, length;
	bool refused; /* what was typed last is not in it: too long, or with controls */
};

/* Wipes all of it. */
void passphrase_clear(struct passphrase *typed);
/* Takes a key that writes, a paste, Backspace, ^U: true. Any other: false. A newline at the end
 * of a paste is left out; it is never Enter; a paste with one elsewhere is refused. */
bool passphrase_key(struct passphrase *typed, const struct input_event *event);
/* What a person should know of her keyboard, translated; NULL: nothing. Of letters it tells the
 * script of the last one where that is not ASCII, and that three or more are all capitals. */
const char *passphrase_hint(const struct passphrase *typed);

#endif
