/* The names of keys, for help and configuration. */
#include "tui/term/input.h"

#include <string.h>
#include <strings.h>

#include "db/base/text.h"
#include "tui/term/cells.h"

static const struct {
	int key;
	const char *name;
} names[] = {
	{ ' ', "Space" },
	{ INPUT_TAB, "Tab" },
	{ INPUT_ENTER, "Enter" },
	{ INPUT_ESC, "Esc" },
	{ INPUT_BACKSPACE, "Backspace" },
	{ INPUT_UP, "Up" },
	{ INPUT_DOWN, "Down" },
	{ INPUT_LEFT, "Left" },
	{ INPUT_RIGHT, "Right" },
	{ INPUT_SHIFT_UP, "S-Up" },
	{ INPUT_SHIFT_DOWN, "S-Down" },
	{ INPUT_SHIFT_LEFT, "S-Left" },
	{ INPUT_SHIFT_RIGHT, "S-Right" },
	{ INPUT_PAGE_UP, "PgUp" },
	{ INPUT_PAGE_DOWN, "PgDn" },
	{ INPUT_HOME, "Home" },
	{ INPUT_END, "End" },
	{ INPUT_INSERT, "Ins" },
	{ INPUT_DELETE, "Del" },
	{ INPUT_BACKTAB, "S-Tab" },
	{ INPUT_F1, "F1" },
	{ INPUT_F2, "F2" },
	{ INPUT_F3, "F3" },
	{ INPUT_F4, "F4" },
	{ INPUT_F5, "F5" },
	{ INPUT_F6, "F6" },
	{ INPUT_F7, "F7" },
	{ INPUT_F8, "F8" },
	{ INPUT_F9, "F9" },
	{ INPUT_F10, "F10" },
	{ INPUT_F11, "F11" },
	{ INPUT_F12, "F12" },
};

void input_key_name(int key, char *out, size_t size)
{
	const struct cell character = { { (uint32_t)key }, 1, 0, 0 };
	char name[21] = "";

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].key == key) {
			text_copy(out, size, names[i].name);
			return;
		}
	if (key > 0 && key < 0x20) {
		name[0] = '^';
		name[1] = (char)(key | 0x40);
	} else if (key > 0 && key < INPUT_UP) {
		name[cell_utf8(&character, name)] = '\0';
	}
	text_copy(out, size, name);
}

int input_key_of(const char *name)
{
	const char *at = name, *end = name + strlen(name);
	int32_t code;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcasecmp(names[i].name, name) == 0)
			return names[i].key;
	if (name[0] == '^' && name[1] >= 0x40 && name[1] < 0x7f && !name[2]) {
		int key = INPUT_CTRL(name[1]);

		return key == '\b' ? INPUT_BACKSPACE : key == '\n' ? INPUT_ENTER : key;
	}
	if (at == end)
		return INPUT_NONE;
	code = text_next(&at, end);
	return at == end && code >= 0x20 && (code < 0x7f || code >= 0xa0) ? code : INPUT_NONE;
}
