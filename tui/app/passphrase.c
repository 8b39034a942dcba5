#include "tui/app/passphrase.h"

#include <stdint.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/intl.h"
#include "tui/term/input.h"

enum { CAPITALS = 3 }; /* fewer may be the beginning of any sentence */

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const struct script {
	int32_t first, last;
	const char *hint;
} scripts[] = {
	{ 0x00a0, 0x036f, N_("The last one was a letter with an accent, or a sign of its own.") },
	{ 0x0370, 0x03ff, N_("The keyboard writes Greek letters.") },
	{ 0x0400, 0x052f, N_("The keyboard writes Cyrillic letters.") },
	{ 0x0600, 0x077f, N_("The keyboard writes Arabic letters.") },
	{ 0x0900, 0x097f, N_("The keyboard writes Devanagari letters.") },
	{ 0x0980, 0x09ff, N_("The keyboard writes Bengali letters.") },
	{ 0x0b80, 0x0bff, N_("The keyboard writes Tamil letters.") },
	{ 0x0d80, 0x0dff, N_("The keyboard writes Sinhala letters.") },
	{ 0x0e00, 0x0e7f, N_("The keyboard writes Thai letters.") },
	{ 0x0e80, 0x0eff, N_("The keyboard writes Lao letters.") },
	{ 0x1000, 0x109f, N_("The keyboard writes Burmese letters.") },
	{ 0x1100, 0x11ff, N_("The keyboard writes Korean letters.") },
	{ 0x1780, 0x17ff, N_("The keyboard writes Khmer letters.") },
	{ 0x19e0, 0x19ff, N_("The keyboard writes Khmer letters.") },
	{ 0x1e00, 0x1eff, N_("The last one was a letter with an accent, or a sign of its own.") },
	{ 0x3040, 0x30ff, N_("The keyboard writes Japanese letters.") },
	{ 0x3400, 0x9fff, N_("The keyboard writes Chinese characters.") },
	{ 0xa9e0, 0xa9ff, N_("The keyboard writes Burmese letters.") },
	{ 0xaa60, 0xaa7f, N_("The keyboard writes Burmese letters.") },
	{ 0xac00, 0xd7af, N_("The keyboard writes Korean letters.") },
	{ 0xff00, 0xffef, N_("The keyboard writes full-width letters.") },
};

void passphrase_clear(struct passphrase *typed)
{
	if (typed->bytes != NULL)
		explicit_bzero(typed->bytes, typed->size);
	typed->length = 0;
	typed->refused = false;
}

static void append(struct passphrase *typed, const char *bytes, size_t length)
{
	typed->refused = length >= typed->size - typed->length;
	if (typed->refused)
		return;
	memcpy(typed->bytes + typed->length, bytes, length);
	typed->length += length;
}

static void paste(struct passphrase *typed, const struct input_event *event)
{
	size_t length = event->text_len;

	while (length > 0 && event->text[length - 1] == '\n')
		length--;
	if (event->text_cleaned || memchr(event->text, '\n', length) != NULL)
		typed->refused = true;
	else
		append(typed, event->text, length);
}

static void remove_last(struct passphrase *typed)
{
	size_t kept = typed->length;

	while (kept > 0 && ((unsigned char)typed->bytes[--kept] & 0xc0) == 0x80)
		;
	explicit_bzero(typed->bytes + kept, typed->length - kept);
	typed->length = kept;
	typed->refused = false;
}

static bool writes(int key)
{
	return key >= ' ' && key < INPUT_UP && (key < 0x7f || key > 0x9f);
}

bool passphrase_key(struct passphrase *typed, const struct input_event *event)
{
	if (event->key == INPUT_PASTE)
		paste(typed, event);
	else if (event->key == INPUT_PASTE_REFUSED)
		typed->refused = true;
	else if (event->key == INPUT_BACKSPACE)
		remove_last(typed);
	else if (event->key == INPUT_CTRL('u'))
		passphrase_clear(typed);
	else if (!writes(event->key))
		return false;
	else if (event->key < 0x80) /* of the keypad, perhaps, which sends more than the digit */
		append(typed, &(char){ (char)event->key }, 1);
	else
		append(typed, event->raw, event->raw_len);
	return true;
}

static const char *script_hint(int32_t code)
{
	if (code < 0x80)
		return NULL;
	for (size_t i = 0; i < LENGTH(scripts); i++)
		if (code >= scripts[i].first && code <= scripts[i].last)
			return _(scripts[i].hint);
	return _("The last one was no letter of a Latin keyboard.");
}

const char *passphrase_hint(const struct passphrase *typed)
{
	const char *at = typed->bytes, *end = typed->bytes + typed->length;
	size_t small = 0, capitals = 0;
	int32_t code = 0;

	if (typed->refused)
		return _("What you typed last was left out: it is too long, or not plain text.");
	while (at < end) {
		code = text_next(&at, end);
		small += code >= 'a' && code <= 'z';
		capitals += code >= 'A' && code <= 'Z';
	}
	if (code < 0x80 && small == 0 && capitals >= CAPITALS)
		return _("All letters so far are capitals. Is Caps Lock on?");
	return script_hint(code);
}
