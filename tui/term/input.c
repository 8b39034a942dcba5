#include "tui/term/input.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"

#define ESC 0x1b
#define LENGTH(array) (sizeof(array) / sizeof *(array))

enum { RAW_MAX = 64, BOUND_MAX = 64, BOUND_LENGTH = 16 };

/* How long the rest of something begun may take, in milliseconds. */
enum { REST_MS = 500, STRING_MS = 1000, PASTE_MS = 5000 };

enum state {
	GROUND, /* between keys */
	ESCAPE, /* after ESC */
	CSI, /* after ESC [ */
	SS3, /* after ESC O */
	CONSOLE, /* after ESC [ [, the Linux console's F1 to F5 */
	STRING, /* after ESC ] and its like: an answer of the terminal that nobody asked for */
	STRING_END, /* after ESC in a string */
	CHARACTER, /* in a UTF-8 character */
	PASTE /* between ESC [ 200 ~ and ESC [ 201 ~ */
};

struct input {
	enum state state;
	int esc_ms;
	int64_t since; /* when bytes came last */
	int64_t begun; /* when the string began */
	size_t at, end;
	unsigned char queue[INPUT_QUEUE];
	size_t raw_len; /* of what is being read; what is beyond RAW_MAX is not kept */
	unsigned char raw[RAW_MAX];
	char given[RAW_MAX]; /* the last event's bytes */
	int need; /* bytes that the character still lacks */
	int bound_count;
	struct {
		char sequence[BOUND_LENGTH]; /* without the ESC */
		int key;
	} bound[BOUND_MAX];
	size_t matched; /* bytes of the end mark seen */
	size_t paste_size; /* bytes pasted, counted on beyond the limit */
	bool refused, return_seen, lines, cleaned;
	size_t paste_len;
	char paste[INPUT_PASTE_MAX + 1];
};

/* What follows ESC: xterm and its like, vt100 in both modes and with its numeric keypad, Linux,
 * rxvt, screen, tmux. */
/* clang-format off */
static const struct sequence {
	const char *bytes;
	int key;
} sequences[] = {
	{ "[A", INPUT_UP }, { "[B", INPUT_DOWN }, { "[C", INPUT_RIGHT }, { "[D", INPUT_LEFT },
	{ "OA", INPUT_UP }, { "OB", INPUT_DOWN }, { "OC", INPUT_RIGHT }, { "OD", INPUT_LEFT },
	{ "[1;2A", INPUT_SHIFT_UP }, { "[1;2B", INPUT_SHIFT_DOWN }, { "[1;2C", INPUT_SHIFT_RIGHT },
	{ "[1;2D", INPUT_SHIFT_LEFT }, { "O2A", INPUT_SHIFT_UP }, { "O2B", INPUT_SHIFT_DOWN },
	{ "O2C", INPUT_SHIFT_RIGHT }, { "O2D", INPUT_SHIFT_LEFT }, { "[a", INPUT_SHIFT_UP },
	{ "[b", INPUT_SHIFT_DOWN }, { "[c", INPUT_SHIFT_RIGHT }, { "[d", INPUT_SHIFT_LEFT },
	{ "[5~", INPUT_PAGE_UP }, { "[6~", INPUT_PAGE_DOWN }, { "[H", INPUT_HOME },
	{ "[F", INPUT_END }, { "OH", INPUT_HOME }, { "OF", INPUT_END }, { "[1~", INPUT_HOME },
	{ "[4~", INPUT_END }, { "[7~", INPUT_HOME }, { "[8~", INPUT_END }, { "[2~", INPUT_INSERT },
	{ "[3~", INPUT_DELETE }, { "[Z", INPUT_BACKTAB }, { "\t", INPUT_BACKTAB },
	{ "OP", INPUT_F1 }, { "OQ", INPUT_F2 }, { "OR", INPUT_F3 }, { "OS", INPUT_F4 },
	{ "[11~", INPUT_F1 }, { "[12~", INPUT_F2 }, { "[13~", INPUT_F3 }, { "[14~", INPUT_F4 },
	{ "[[A", INPUT_F1 }, { "[[B", INPUT_F2 }, { "[[C", INPUT_F3 }, { "[[D", INPUT_F4 },
	{ "[[E", INPUT_F5 }, { "[15~", INPUT_F5 }, { "[17~", INPUT_F6 }, { "[18~", INPUT_F7 },
	{ "[19~", INPUT_F8 }, { "[20~", INPUT_F9 }, { "[21~", INPUT_F10 }, { "[23~", INPUT_F11 },
	{ "[24~", INPUT_F12 },
	{ "OM", INPUT_ENTER }, { "Oj", '*' }, { "Ok", '+' }, { "Ol", ',' }, { "Om", '-' },
	{ "On", '.' }, { "Oo", '/' }, { "Op", '0' }, { "Oq", '1' }, { "Or", '2' }, { "Os", '3' },
	{ "Ot", '4' }, { "Ou", '5' }, { "Ov", '6' }, { "Ow", '7' }, { "Ox", '8' }, { "Oy", '9' },
};
/* clang-format on */

static const char paste_begin[] = "[200~";
static const char paste_end[] = "\033[201~";

struct input *input_new(int esc_ms)
{
	struct input *input = calloc(1, sizeof *input);

	if (input)
		input->esc_ms = esc_ms;
	return input;
}

void input_free(struct input *input)
{
	if (!input)
		return;
	explicit_bzero(input, sizeof *input); /* what was typed may be somebody's name */
	free(input);
}

static bool is_final(unsigned char c)
{
	return c >= 0x40 && c < 0x7f;
}

static bool is_parameter(unsigned char c)
{
	return c >= 0x20 && c < 0x40;
}

/* Would the decoder ever read these bytes as one sequence? */
static bool is_sequence(const char *s)
{
	size_t length = strlen(s);

	if (length < 1 || length >= BOUND_LENGTH)
		return false;
	if (length == 1)
		return (is_parameter((unsigned char)*s) || is_final((unsigned char)*s)) &&
			!strchr("[OP]^_X", *s);
	if (strncmp(s, "[[", 2) == 0)
		return length == 3;
	if (*s != '[' && *s != 'O')
		return false;
	for (size_t i = 1; i < length - 1; i++)
		if (!is_parameter((unsigned char)s[i]))
			return false;
	return is_final((unsigned char)s[length - 1]);
}

void input_bind(struct input *input, const char *sequence, int key)
{
	if (!sequence || *sequence != ESC || !is_sequence(sequence + 1))
		return;
	if (input->bound_count == BOUND_MAX)
		return;
	memcpy(input->bound[input->bound_count].sequence, sequence + 1, strlen(sequence));
	input->bound[input->bound_count++].key = key;
}

size_t input_room(const struct input *input)
{
	return INPUT_QUEUE - input->end;
}

size_t input_feed(struct input *input, const char *bytes, size_t len, int64_t now_ms)
{
	size_t taken = len < input_room(input) ? len : input_room(input);

	memcpy(input->queue + input->end, bytes, taken);
	input->end += taken;
	if (taken)
		input->since = now_ms;
	return taken;
}

/* Takes the byte at hand into the sequence being read. */
static void take(struct input *input)
{
	unsigned char c = input->queue[input->at++];

	if (input->raw_len < RAW_MAX)
		input->raw[input->raw_len] = c;
	input->raw_len++;
}

/* Ends what is being read as an event. */
static bool finish(struct input *input, int key, struct input_event *event)
{
	size_t length = input->raw_len < RAW_MAX ? input->raw_len : RAW_MAX;

	memcpy(input->given, input->raw, length);
	*event = (struct input_event){ .key = key, .raw = input->given, .raw_len = length };
	input->raw_len = 0;
	input->state = GROUND;
	return true;
}

static bool finish_sequence(struct input *input, struct input_event *event, int otherwise)
{
	char name[RAW_MAX];

	if (input->raw_len > RAW_MAX)
		return finish(input, INPUT_UNKNOWN, event);
	memcpy(name, input->raw + 1, input->raw_len - 1);
	name[input->raw_len - 1] = '\0';
	for (int i = 0; i < input->bound_count; i++)
		if (strcmp(input->bound[i].sequence, name) == 0)
			return finish(input, input->bound[i].key, event);
	for (size_t i = 0; i < LENGTH(sequences); i++)
		if (strcmp(sequences[i].bytes, name) == 0)
			return finish(input, sequences[i].key, event);
	if (strcmp(name, paste_begin) != 0)
		return finish(input, otherwise, event);
	input->raw_len = 0;
	input->state = PASTE;
	input->matched = input->paste_size = input->paste_len = 0;
	input->refused = input->return_seen = input->lines = input->cleaned = false;
	return false;
}

static bool in_ground(struct input *input, unsigned char c, struct input_event *event)
{
	take(input);
	if (c == ESC) {
		input->state = ESCAPE;
		return false;
	}
	if (c >= 0xc2 && c <= 0xf4) {
		input->state = CHARACTER;
		input->need = c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
		return false;
	}
	if (c >= 0x80 || c == 0)
		return finish(input, INPUT_UNKNOWN, event);
	if (c == '\b')
		return finish(input, INPUT_BACKSPACE, event);
	return finish(input, c == '\n' ? INPUT_ENTER : c, event);
}

static bool in_escape(struct input *input, unsigned char c, struct input_event *event)
{
	static const struct {
		char byte;
		enum state state;
	} begins[] = { { '[', CSI }, { 'O', SS3 }, { ']', STRING }, { 'P', STRING },
		{ '^', STRING }, { '_', STRING }, { 'X', STRING } };

	/* A line joins what was typed apart: `:lock` behind Esc has to keep its colon. */
	if (c == ESC || c == ':')
		return finish(input, INPUT_ESC, event);
	take(input);
	if (c >= 0xc2 && c <= 0xf4) {
		input->state = CHARACTER;
		input->need = c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
		return false;
	}
	for (size_t i = 0; i < LENGTH(begins); i++) {
		if (c != (unsigned char)begins[i].byte)
			continue;
		input->state = begins[i].state;
		input->begun = input->since;
		return false;
	}
	return finish_sequence(input, event, c < 0x80 ? INPUT_ALT : INPUT_UNKNOWN);
}

/* rxvt ends Shift with a key of the keypad by `$`, which is no final byte elsewhere. */
static bool is_rxvt_shift(const struct input *input, unsigned char c)
{
	if (c != '$' || input->raw_len < 3 || input->raw_len >= RAW_MAX)
		return false;
	for (size_t i = 2; i < input->raw_len; i++)
		if (input->raw[i] < '0' || input->raw[i] > '9')
			return false;
	return true;
}

static bool in_csi(struct input *input, unsigned char c, struct input_event *event)
{
	if (!is_parameter(c) && !is_final(c))
		return finish(input, INPUT_UNKNOWN, event);
	if (c == '[' && input->raw_len == 2) {
		take(input);
		input->state = CONSOLE;
		return false;
	}
	if (is_final(c) || is_rxvt_shift(input, c)) {
		take(input);
		return finish_sequence(input, event, INPUT_UNKNOWN);
	}
	take(input);
	return false;
}

static bool in_ss3(struct input *input, unsigned char c, struct input_event *event)
{
	if (!is_parameter(c) && !is_final(c))
		return finish(input, INPUT_UNKNOWN, event);
	take(input);
	return is_final(c) ? finish_sequence(input, event, INPUT_UNKNOWN) : false;
}

static bool in_console(struct input *input, unsigned char c, struct input_event *event)
{
	if (!is_final(c))
		return finish(input, INPUT_UNKNOWN, event);
	take(input);
	return finish_sequence(input, event, INPUT_UNKNOWN);
}

static bool in_string(struct input *input, unsigned char c, struct input_event *event)
{
	take(input);
	if (c == '\a' || c == 0x18 || c == 0x1a)
		return finish(input, INPUT_UNKNOWN, event);
	if (c == ESC)
		input->state = STRING_END;
	return false;
}

static bool in_string_end(struct input *input, unsigned char c, struct input_event *event)
{
	if (c == '\\') {
		take(input);
		return finish(input, INPUT_UNKNOWN, event);
	}
	finish(input, INPUT_UNKNOWN, event); /* that ESC began something else */
	input->raw[0] = ESC;
	input->raw_len = 1;
	input->state = ESCAPE;
	return true;
}

static bool in_character(struct input *input, unsigned char c, struct input_event *event)
{
	const char *at = (const char *)input->raw;
	bool alt = input->raw[0] == ESC;
	int32_t code;

	if (c < 0x80 || c > 0xbf)
		return finish(input, INPUT_UNKNOWN, event);
	take(input);
	if (--input->need > 0)
		return false;
	at += alt;
	code = text_next(&at, (const char *)input->raw + input->raw_len);
	if (code < 0xa0)
		return finish(input, INPUT_UNKNOWN, event);
	return finish(input, alt ? INPUT_ALT : code, event);
}

static void paste_byte(struct input *input, unsigned char c)
{
	bool follows_return = input->return_seen;

	input->return_seen = c == '\r';
	if (++input->paste_size > INPUT_PASTE_MAX) {
		input->refused = true;
		return;
	}
	if (c == '\n' && follows_return)
		return;
	if (c == '\r' || c == '\n') {
		input->lines = true;
		c = '\n';
	} else if (c == '\t') {
		c = ' ';
	} else if (c < 0x20 || c == 0x7f) {
		input->cleaned = true;
		return;
	}
	input->paste[input->paste_len++] = (char)c;
}

/* Keeps of the paste what is UTF-8 and no C1 control. */
static void paste_clean(struct input *input)
{
	const char *at = input->paste, *end = input->paste + input->paste_len;
	size_t kept = 0;

	while (at < end) {
		const char *from = at;
		int32_t code = text_next(&at, end);

		if (code < 0 || (code >= 0x80 && code < 0xa0)) {
			input->cleaned = true;
			continue;
		}
		memmove(input->paste + kept, from, (size_t)(at - from));
		kept += (size_t)(at - from);
	}
	input->paste[kept] = '\0';
	input->paste_len = kept;
}

static bool paste_finish(struct input *input, struct input_event *event)
{
	finish(input, input->refused ? INPUT_PASTE_REFUSED : INPUT_PASTE, event);
	if (input->refused)
		return true;
	paste_clean(input);
	event->text = input->paste;
	event->text_len = input->paste_len;
	event->text_lines = input->lines;
	event->text_cleaned = input->cleaned;
	return true;
}

static bool in_paste(struct input *input, unsigned char c, struct input_event *event)
{
	input->at++;
	if (c != (unsigned char)paste_end[input->matched]) {
		for (size_t i = 0; i < input->matched; i++)
			paste_byte(input, (unsigned char)paste_end[i]);
		input->matched = 0;
	}
	if (c != (unsigned char)paste_end[input->matched])
		paste_byte(input, c);
	else if (++input->matched == sizeof paste_end - 1)
		return paste_finish(input, event);
	return false;
}

static bool step(struct input *input, struct input_event *event)
{
	static bool (*const states[])(struct input *, unsigned char, struct input_event *) = {
		[GROUND] = in_ground,
		[ESCAPE] = in_escape,
		[CSI] = in_csi,
		[SS3] = in_ss3,
		[CONSOLE] = in_console,
		[STRING] = in_string,
		[STRING_END] = in_string_end,
		[CHARACTER] = in_character,
		[PASTE] = in_paste,
	};

	return states[input->state](input, input->queue[input->at], event);
}

int64_t input_deadline(const struct input *input)
{
	switch (input->state) {
	case GROUND:
		return -1;
	case ESCAPE:
		return input->since + input->esc_ms;
	case CSI:
	case SS3:
	case CONSOLE:
	case CHARACTER:
		return input->since + REST_MS;
	case STRING:
	case STRING_END:
		return input->begun + STRING_MS;
	case PASTE:
		return input->since + PASTE_MS;
	}
	return -1;
}

/* The rest will not come: what was it? */
static bool expire(struct input *input, struct input_event *event)
{
	if (input->state == PASTE) {
		input->refused = true;
		return paste_finish(input, event);
	}
	if (input->state == ESCAPE)
		return finish(input, INPUT_ESC, event);
	if (input->state != CHARACTER && input->raw_len == 2)
		return finish(input, INPUT_ALT, event);
	return finish(input, INPUT_UNKNOWN, event);
}

bool input_next(struct input *input, int64_t now_ms, struct input_event *event)
{
	int64_t deadline;

	while (input->at < input->end)
		if (step(input, event))
			return true;
	input->at = input->end = 0;
	deadline = input_deadline(input);
	return deadline >= 0 && now_ms >= deadline && expire(input, event);
}

void input_drop(struct input *input)
{
	struct input_event event;

	while (input->at < input->end)
		step(input, &event);
	input->at = input->end = 0;
	input->refused = true; /* the rest of a paste is no answer either */
}

void input_wipe(struct input *input)
{
	size_t pasted = input->paste_size < sizeof input->paste ? input->paste_size :
								  sizeof input->paste;

	explicit_bzero(input->queue, input->at);
	explicit_bzero(input->queue + input->end, sizeof input->queue - input->end);
	explicit_bzero(input->given, sizeof input->given);
	if (input->raw_len == 0)
		explicit_bzero(input->raw, sizeof input->raw);
	if (input->state != PASTE)
		explicit_bzero(input->paste, pasted);
}
