/* Typing: by what is seen as one letter, on one line and on many, and never more than fits. */
#include "tui/widgets/editor.h"

#include <locale.h>
#include <string.h>

#include "db/base/text.h"
#include "tests/unit/look.h"
#include "tui/term/input.h"

#define WATER "\u0e19\u0e49\u0e33" /* Thai, one letter of two columns */
#define MYANMAR "\u1019\u103c\u1014\u103a\u1019\u102c" /* three letters of five columns */
#define KHMER "\u1780\u1798\u17d2\u1796\u17bb\u1787\u17b6"
#define VIET "Vie\u0302\u0323t" /* four letters, two marks on the third */

static char memory[EDITOR_ROOM(20000)];

static struct editor opened(int limit, unsigned flags)
{
	struct editor editor;

	memset(memory, 'Z', sizeof memory);
	editor_open(&editor, memory, limit, flags);
	return editor;
}

static enum editor_result paste(struct editor *editor, const char *text,
	char said[static EDITOR_SAID])
{
	return editor_key(editor,
		&(struct input_event){ .key = INPUT_PASTE, .text = text, .text_len = strlen(text) },
		said);
}

/* Characters are typed; `<` `>` `^` `_` `[` `]` `-` `~` `|` `\n` are keys. */
static void play(struct editor *editor, const char *keys)
{
	static const struct {
		int sign, key;
	} signs[] = { { '<', INPUT_LEFT }, { '>', INPUT_RIGHT }, { '^', INPUT_UP },
		{ '_', INPUT_DOWN }, { '[', INPUT_HOME }, { ']', INPUT_END },
		{ '-', INPUT_BACKSPACE }, { '~', INPUT_DELETE }, { '|', INPUT_CTRL('k') },
		{ '{', INPUT_CTRL('u') }, { '}', INPUT_CTRL('w') }, { '\n', INPUT_ENTER },
		{ '(', INPUT_PAGE_UP }, { ')', INPUT_PAGE_DOWN } };
	const char *end = keys + strlen(keys);
	char said[EDITOR_SAID];

	while (keys < end) {
		int key = text_next(&keys, end);

		for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
			if (signs[i].sign == key) {
				key = signs[i].key;
				break;
			}
		editor_key(editor, &(struct input_event){ .key = key }, said);
		assert_true(editor->length < editor->room);
		assert_int_equal(strlen(editor->text), editor->length);
	}
}

static const struct {
	const char *keys, *text, *before; /* before: what stands before the cursor */
} lines[] = {
	{ "abc", "abc", "abc" },
	{ "abc<<x", "axbc", "ax" },
	{ "abc[x]y", "xabcy", "xabcy" },
	{ "abc<-", "ac", "a" },
	{ "abc[~", "bc", "" },
	{ "[-~>", "", "" },
	{ "one two}", "one ", "one " },
	{ "one two  }", "one ", "one " },
	{ "one two}}}", "", "" },
	{ "one two<<<{", "two", "" },
	{ "one two<<<|", "one ", "one " },
	{ WATER "<", WATER, "" },
	{ "x" WATER "-", "x", "x" },
	{ "x" WATER "[>~", "x", "x" },
	{ MYANMAR "<", MYANMAR, "\u1019\u103c\u1014\u103a" },
	{ MYANMAR "<<", MYANMAR, "\u1019\u103c" },
	{ MYANMAR "-", "\u1019\u103c\u1014\u103a", "\u1019\u103c\u1014\u103a" },
	{ MYANMAR "[~", "\u1014\u103a\u1019\u102c", "" },
	{ KHMER "-", "\u1780\u1798\u17d2\u1796\u17bb", "\u1780\u1798\u17d2\u1796\u17bb" },
	{ VIET "<-", "Vit", "Vi" },
	/* a mark that comes late joins what stands before it */
	{ "Viet<\u0323x", "Vie\u0323xt", "Vie\u0323x" },
	{ "ab<\u200b-", "ab", "a" },
	{ "\u0323[ax", "a\u0323x", "a\u0323x" },
};

static void test_letters(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct editor editor = opened(100, 0);

		play(&editor, lines[i].keys);
		if (strcmp(editor.text, lines[i].text) != 0 ||
			editor.cursor != strlen(lines[i].before) ||
			memcmp(editor.text, lines[i].before, editor.cursor) != 0)
			fail_msg("%s: %s, %zu", lines[i].keys, editor.text, editor.cursor);
	}
}

/* In a window of ten columns nine letters stand in a row. */
static const struct {
	const char *keys, *text, *before;
} texts[] = {
	{ "one\ntwo", "one\ntwo", "one\ntwo" },
	{ "one\ntwo^x", "onex\ntwo", "onex" },
	{ "one\nx\nthree^^x", "onex\nx\nthree", "onex" },
	{ "abcdef\nx\nabcdef^^x", "abcdefx\nx\nabcdef", "abcdefx" },
	{ "abcdef\nx\nabcdef^<x", "abcdef\nxx\nabcdef", "abcdef\nx" },
	{ "one\ntwo[-", "onetwo", "one" },
	{ "one\ntwo^[x]y", "xoney\ntwo", "xoney" },
	{ "one\ntwo^[||", "two", "" },
	{ "one two three^x", "one txwo three", "one tx" },
	{ "one two three[x]y", "one two xthreey", "one two xthreey" },
	{ "abcdefghijklm^x", "abcdxefghijklm", "abcdx" },
	{ "one\n\n", "one\n\n", "one\n\n" },
	{ "one\n\n^x", "one\nx\n", "one\nx" },
	{ WATER WATER "\n" MYANMAR "^x", WATER WATER "x\n" MYANMAR, WATER WATER "x" },
	{ MYANMAR "\nabc^x", "\u1019\u103c\u1014\u103ax\u1019\u102c", "\u1019\u103c\u1014\u103ax" },
	{ "a\nb\nc\nd\ne\nf((x", "ax\nb\nc\nd\ne\nf", "ax" },
	{ "a\nb\nc\nd\ne\nf(()x", "a\nb\nc\ndx\ne\nf", "a\nb\nc\ndx" },
};

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct editor editor = opened(100, EDITOR_LINES);

		editor.cols = 10;
		editor.rows = 4;
		play(&editor, texts[i].keys);
		if (strncmp(editor.text, texts[i].text, strlen(texts[i].text)) != 0 ||
			editor.cursor != strlen(texts[i].before) ||
			memcmp(editor.text, texts[i].before, editor.cursor) != 0)
			fail_msg("%s: %s, %zu", texts[i].keys, editor.text, editor.cursor);
	}
}

/* What is not its own goes back: one line has no rows, and text ends somewhere. */
static void test_ignored(void **state)
{
	static const int others[] = { INPUT_TAB, INPUT_ESC, INPUT_F2, INPUT_CTRL('x'),
		INPUT_CTRL('l'), INPUT_ALT, INPUT_UNKNOWN };
	static const int vertical[] = { INPUT_UP, INPUT_DOWN, INPUT_PAGE_UP, INPUT_PAGE_DOWN };
	struct editor editor = opened(100, 0);
	char said[EDITOR_SAID];

	(void)state;
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(editor_key(&editor, &(struct input_event){ .key = vertical[i] },
					 said),
			EDITOR_IGNORED);
	assert_int_equal(editor_key(&editor, &(struct input_event){ .key = INPUT_ENTER }, said),
		EDITOR_IGNORED);
	editor = opened(100, EDITOR_LINES);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(editor_key(&editor, &(struct input_event){ .key = vertical[i] },
					 said),
			EDITOR_IGNORED);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_int_equal(editor_key(&editor, &(struct input_event){ .key = others[i] },
					 said),
			EDITOR_IGNORED);
	assert_string_equal(editor.text, "");
}

static void test_limits(void **state)
{
	struct editor editor = opened(5, 0);
	char said[EDITOR_SAID];

	(void)state;
	assert_int_equal(paste(&editor, "abc", said), EDITOR_CHANGED);
	assert_string_equal(said, "");
	/* no half name */
	assert_int_equal(paste(&editor, "d" WATER, said), EDITOR_REFUSED);
	assert_string_equal(editor.text, "abc");
	assert_string_equal(said,
		"It holds 5 characters, with room for 2 more; nothing was taken.");
	assert_int_equal(paste(&editor, "d\U0001F600", said), EDITOR_CHANGED);
	assert_string_equal(editor.text, "abcd\U0001F600");
	assert_int_equal(editor_left(&editor), 0);
	assert_int_equal(editor_key(&editor, &(struct input_event){ .key = 'x' }, said),
		EDITOR_REFUSED);
	assert_string_equal(editor.text, "abcd\U0001F600");
	/* its own memory, and not a byte behind it */
	assert_int_equal(memory[EDITOR_ROOM(5)], 'Z');
	assert_int_equal(memory[EDITOR_ROOM(5) + 1], 'Z');
	assert_false(editor_set(&editor, "1234567890123456789012"));
	assert_string_equal(editor.text, "abcd\U0001F600");
	/* also where what was kept is no text, and its bytes are more than its characters */
	assert_true(editor_set(&editor,
		"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80"
		"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80"));
	assert_int_equal(editor_key(&editor, &(struct input_event){ .key = 'x' }, said),
		EDITOR_REFUSED);
	assert_int_equal(editor.length, 20);
	assert_int_equal(memory[EDITOR_ROOM(5)], 'Z');
	editor_wipe(&editor);
	for (size_t i = 0; i < EDITOR_ROOM(5); i++)
		assert_int_equal(memory[i], 0);
}

/* A long text takes a paste whole or not at all, and what was there stays. */
static void test_long_pastes(void **state)
{
	struct editor editor = opened(20000, EDITOR_LINES);
	char *large = malloc(1 << 20);
	char said[EDITOR_SAID];

	(void)state;
	play(&editor, "What she said.<<");
	memset(large, 'x', (1 << 20) - 1);
	large[(1 << 20) - 1] = '\0';
	assert_int_equal(paste(&editor, large, said), EDITOR_REFUSED);
	assert_string_equal(said,
		"It holds 20000 characters, with room for 19986 more; nothing was taken.");
	assert_string_equal(editor.text, "What she said.");
	memset(large, '\n', 10000);
	large[10000] = '\0';
	assert_int_equal(paste(&editor, large, said), EDITOR_REFUSED);
	assert_string_equal(said, "A text has 1000 lines at most; nothing was taken.");
	assert_string_equal(editor.text, "What she said.");
	large[999] = '\0';
	assert_int_equal(paste(&editor, large, said), EDITOR_CHANGED);
	assert_int_equal(editor_key(&editor, &(struct input_event){ .key = INPUT_ENTER }, said),
		EDITOR_REFUSED);
	assert_int_equal(editor_key(&editor, &(struct input_event){ .key = INPUT_PASTE_REFUSED },
				 said),
		EDITOR_REFUSED);
	assert_int_equal(editor.length, 14 + 999);
	free(large);
}

static void test_controls(void **state)
{
	static const char *const hostile[] = { "\033[2J", "a\001", "\177", "\302\233", "\300\200",
		"\355\240\200", "a\tb", "a\rb", "\xff" };
	char said[EDITOR_SAID];

	(void)state;
	for (unsigned flags = 0; flags <= EDITOR_LINES; flags++)
		for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
			struct editor editor = opened(100, flags);

			play(&editor, "ok");
			assert_int_equal(paste(&editor, hostile[i], said), EDITOR_REFUSED);
			assert_string_equal(said, "Control characters are not taken.");
			assert_string_equal(editor.text, "ok");
		}
	/* a NUL in the middle, as only a broken decoder would send it */
	{
		struct editor editor = opened(100, EDITOR_LINES);

		assert_int_equal(editor_key(&editor,
					 &(struct input_event){ .key = INPUT_PASTE,
						 .text = "a\0b",
						 .text_len = 3 },
					 said),
			EDITOR_REFUSED);
		assert_string_equal(editor.text, "");
	}
}

static void test_one_line(void **state)
{
	struct editor editor = opened(100, 0);
	char said[EDITOR_SAID];

	(void)state;
	assert_int_equal(paste(&editor, "one\ntwo\n\n", said), EDITOR_CHANGED);
	assert_string_equal(editor.text, "one two");
	editor_key(&editor,
		&(struct input_event){
			.key = INPUT_PASTE, .text = "x", .text_len = 1, .text_cleaned = true },
		said);
	assert_string_equal(said, "Control characters in the pasted text were left out.");
	editor_set(&editor, "  x y \n ");
	editor_trim(&editor);
	assert_string_equal(editor.text, "x y");
	assert_int_equal(editor.cursor, 3);
}

/* ---- drawing ----------------------------------------------------------------------------- */

static void assert_editor(struct editor *editor, int rows, int cols, const char *wanted)
{
	struct look look;

	look_open(&look, rows, cols);
	editor_draw(editor, &look.all, true);
	assert_string_equal(look_text(&look), wanted);
	look_close(&look);
}

static void test_drawn(void **state)
{
	struct editor editor = opened(400, 0);

	(void)state;
	assert_editor(&editor, 1, 10, "\ncursor 0 0\n");
	play(&editor, "abcdefghi");
	assert_editor(&editor, 1, 10, "<cdefghi\ncursor 0 8\n");
	play(&editor, "[");
	assert_editor(&editor, 1, 10, "abcdefghi\ncursor 0 0\n");
	play(&editor, "]jklmnop[>>>>>>>>>");
	assert_editor(&editor, 1, 10, "<cdefghij>\ncursor 0 8\n");
	assert_editor(&editor, 1, 1, "<\ncursor 0 0\n");
	editor_set(&editor, MYANMAR MYANMAR MYANMAR);
	/* those that may be wider keep their distance from the end */
	assert_editor(&editor, 1, 10, "<\u1014\u103a\u1019\u102c\ncursor 0 4\n");
	editor = opened(400, EDITOR_LINES);
	play(&editor, "She came over the bridge.\n\nThen " WATER);
	assert_editor(&editor, 4, 12,
		"over the\n"
		"bridge.\n"
		"\n"
		"Then " WATER "\n"
		"cursor 3 7\n");
	assert_int_equal(editor_height(&editor, 12), 5);
	play(&editor, "^^^^");
	assert_editor(&editor, 2, 12,
		"She came\n"
		"over the\n"
		"cursor 0 7\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_ignored),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_long_pastes),
		cmocka_unit_test(test_controls),
		cmocka_unit_test(test_one_line),
		cmocka_unit_test(test_drawn),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("editor", tests, NULL, NULL);
}
