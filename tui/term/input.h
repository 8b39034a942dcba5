/*
 * The input decoder: bytes of a keyboard in, events out. It owns no terminal and no clock: the
 * caller reads the bytes and says what time it is, in milliseconds of any clock that only goes
 * forward. However the bytes are split over reads, the events are the same.
 *
 *	input_feed(in, buffer, n, now);
 *	while (input_next(in, now, &event))
 *		...
 *	poll(..., input_deadline(in) - now)
 */
#ifndef TUI_TERM_INPUT_H
#define TUI_TERM_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define INPUT_PASTE_MAX 65536 /* bytes of one paste; a longer one is refused as a whole */
#define INPUT_QUEUE 4096 /* bytes input_feed can hold before they are read as events */

/*
 * A key is an int. Printable characters are their code point (0x20 to 0x10FFFF); Ctrl with a
 * letter is
 * INPUT_CTRL('l'), except for the four that terminals cannot tell from Backspace, Tab and Enter;
 * the rest have the names below. 0 is no key.
 */
#define INPUT_CTRL(letter) ((letter)&0x1f)

enum input_key {
	INPUT_NONE,
	INPUT_TAB = 0x09, /* also ^I */
	INPUT_ENTER = 0x0d, /* also ^M, ^J */
	INPUT_ESC = 0x1b, /* decided after the delay: see input_new */
	INPUT_BACKSPACE = 0x7f, /* also ^H */
	INPUT_UP = 0x110000,
	INPUT_DOWN,
	INPUT_LEFT,
	INPUT_RIGHT,
	INPUT_SHIFT_UP,
	INPUT_SHIFT_DOWN,
	INPUT_SHIFT_LEFT,
	INPUT_SHIFT_RIGHT,
	INPUT_PAGE_UP,
	INPUT_PAGE_DOWN,
	INPUT_HOME,
	INPUT_END,
	INPUT_INSERT,
	INPUT_DELETE,
	INPUT_BACKTAB,
	INPUT_F1,
	INPUT_F2,
	INPUT_F3,
	INPUT_F4,
	INPUT_F5,
	INPUT_F6,
	INPUT_F7,
	INPUT_F8,
	INPUT_F9,
	INPUT_F10,
	INPUT_F11,
	INPUT_F12,
	INPUT_PASTE, /* `text` holds it */
	INPUT_PASTE_REFUSED, /* longer than INPUT_PASTE_MAX, or without an end: nothing is kept */
	INPUT_ALT, /* ESC and one character at once: not bound to anything; `raw` says which */
	INPUT_UNKNOWN /* a sequence nobody knows, or bytes that are not UTF-8: ignore */
};

/* What is borrowed stays valid until the next call of input_next. */
struct input_event {
	int key; /* a code point, INPUT_CTRL(x) or enum input_key */
	const char *raw; /* the bytes as they came, at most 64, for readline; borrowed */
	size_t raw_len; /* 0 for a paste */
	const char *text; /* INPUT_PASTE: valid UTF-8, terminated, no control but '\n'; borrowed */
	size_t text_len; /* bytes */
	bool text_lines; /* there are newlines in it */
	bool text_cleaned; /* control characters or invalid bytes were left out */
};

struct input;

/* `esc_ms`: how long a lone ESC waits for the rest of a sequence (25 local, 100 over SSH).
 * Returns NULL without memory. */
struct input *input_new(int esc_ms);
void input_free(struct input *input);

/* Teaches a sequence of this terminal (terminfo's strings). Ignored unless it starts with ESC and
 * is shaped as a sequence; it wins over the built-in table. */
void input_bind(struct input *input, const char *sequence, int key);

/* Bytes that input_feed would take now: INPUT_QUEUE once all events have been read. */
size_t input_room(const struct input *input);

/* Queues bytes; returns how many were taken (at most input_room). */
size_t input_feed(struct input *input, const char *bytes, size_t len, int64_t now_ms);

/* The next event, or false if there is none yet. Call until false after every input_feed and when
 * the deadline has passed. */
bool input_next(struct input *input, int64_t now_ms, struct input_event *event);

/* When to call input_next again though no byte came, or -1: nothing is waiting. */
int64_t input_deadline(const struct input *input);

/* Forgets what was typed and not yet read, before a question whose answer must be meant for it. A
 * paste that is still coming will be refused. */
void input_drop(struct input *input);

/* Wipes what was typed and has been read, the last event's bytes too: nothing of a passphrase stays
 * behind. What waits to be read stays. */
void input_wipe(struct input *input);

/* The name of a key as help shows it: `a`, `^L`, `Enter`, `F2`. Writes at most `size` bytes. */
void input_key_name(int key, char *out, size_t size);

/* The key of a name (as above; case is ignored except for single characters), or INPUT_NONE. */
int input_key_of(const char *name);

#endif
