/* The gate: what may reach the terminal, how wide it is, where it may be cut. */
#include "tui/term/cells.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* The cells as text, `[` `]` around reversed ones. */
static const char *shown(const char *bytes, size_t len)
{
	static char out[8192];
	struct cells cells;
	size_t used = 0;

	cells_gate(&cells, bytes, len);
	for (int i = 0; i < cells.count; i++) {
		bool bad = cells.cell[i].flags & CELLS_BAD;

		if (bad)
			out[used++] = '[';
		used += cell_utf8(&cells.cell[i], out + used);
		if (bad)
			out[used++] = ']';
	}
	out[used] = '\0';
	return out;
}

static void assert_shown(const char *bytes, const char *expected)
{
	assert_string_equal(shown(bytes, strlen(bytes)), expected);
}

static void test_widths(void **state)
{
	/* word, columns, places to cut, disputed code points */
	static const struct {
		const char *word;
		int width, cuts, risk;
	} words[] = {
		{ "Bangkok", 7, 7, 0 },
		{ "\u0e19\u0e49\u0e33", 2, 1, 0 }, /* Thai: water */
		{ "\u0e01\u0e33\u0e25\u0e31\u0e07", 4, 3, 0 },
		{ "\u0e99\u0ec9\u0eb3", 2, 1, 0 }, /* Lao: water */
		{ "\u1019\u103c\u1014\u103a\u1019\u102c", 5, 3, 3 }, /* Burmese: Myanmar */
		{ "\u1000\u1031\u102c\u103a", 3, 1, 3 },
		{ "\u100a\u103e\u102d\u102f\u1037", 1, 1, 1 },
		{ "\u1780\u1798\u17d2\u1796\u17bb\u1787\u17b6", 5, 4, 2 }, /* Khmer: Cambodia */
		{ "\u1794\u17d2\u179a\u1791\u17c1\u179f", 5, 4, 2 },
		{ "\u4e2d\u6587", 4, 2, 0 },
		{ "Vie\u0302\u0323t Nam", 8, 8, 0 },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(words); i++) {
		struct cells cells;
		int cuts = 0;

		cells_gate(&cells, words[i].word, strlen(words[i].word));
		for (int c = 0; c < cells.count; c++)
			cuts += (cells.cell[c].flags & CELLS_START) != 0;
		print_message("# %s\n", words[i].word);
		assert_int_equal(cells.width, words[i].width);
		assert_int_equal(cells_width_of(words[i].word), cells.width);
		assert_int_equal(cuts, words[i].cuts);
		assert_int_equal(cells.risk, words[i].risk);
	}
}

static void test_controls_are_visible(void **state)
{
	(void)state;
	assert_shown("a\033]0;pwn\007b", "a[\ufffd]]0;pwn[\ufffd]b");
	assert_shown("\033[2J", "[\ufffd][2J");
	assert_shown(
		"tab\tcr\rbs\bnl\ndel\177", "tab[\ufffd]cr[\ufffd]bs[\ufffd]nl[\ufffd]del[\ufffd]");
	assert_shown("c1 \xc2\x80\xc2\x9b"
		     "31m\xc2\x9d",
		"c1 [\ufffd][\ufffd]31m[\ufffd]");
	assert_string_equal(shown("a\0b", 3), "a[\ufffd]b");
}

static void test_invalid_utf8_is_visible(void **state)
{
	(void)state;
	assert_shown("caf\xe9", "caf[\ufffd]"); /* Latin-1 */
	assert_shown("\xc0\xaf", "[\ufffd][\ufffd]"); /* overlong */
	assert_shown("\xed\xa0\x80", "[\ufffd][\ufffd][\ufffd]"); /* surrogate */
	assert_shown("\xe0\xb8", "[\ufffd]"); /* cut short */
	assert_shown("\xe0\xb8"
		     "a",
		"[\ufffd]a");
	assert_shown("\x9b"
		     "31m",
		"[\ufffd]31m"); /* a raw CSI of 8-bit terminals */
}

static void test_hidden_becomes_chip(void **state)
{
	static const struct {
		const char *bytes, *shown;
	} hidden[] = {
		{ "\u202eevil", "<202E>evil" },
		{ "\u2066a\u2069", "<2066>a<2069>" },
		{ "a\u200eb\u200f", "a<200E>b<200F>" },
		{ "\u061c", "<061C>" },
		{ "ad\u00admin", "ad<00AD>min" },
		{ "\u180e", "<180E>" },
		{ "\u2028\u2029", "<2028><2029>" },
		{ "\ufeff", "<FEFF>" },
		{ "\u2060", "<2060>" },
		{ "\u034f", "<034F>" },
		{ "\u3164", "<3164>" },
		{ "\ufe0f", "<FE0F>" },
		{ "\ue000", "<E000>" },
		{ "\U000e0041", "<E0041>" },
		{ "\U000e0100", "<E0100>" },
		{ "\U0010fffd", "<10FFFD>" },
		{ "pass\u200bword", "pass<200B>word" },
		{ "a\u200db", "a<200D>b" },
		{ "a\u200cb", "a<200C>b" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(hidden); i++)
		assert_shown(hidden[i].bytes, hidden[i].shown);
}

static void test_joiners_are_silent_where_scripts_need_them(void **state)
{
	(void)state;
	assert_shown("\u1780\u200b\u1781", "\u1780\u1781"); /* Khmer words */
	assert_shown("\u0e01\u200b\u0e02", "\u0e01\u0e02");
	assert_shown("\u1000\u200c\u1001", "\u1000\u1001");
	assert_shown("\u0915\u094d\u200d\u0937", "\u0915\u094d\u0937");
	assert_shown("\u0646\u200c\u0647", "\u0646\u0647");
	/* at the edge, doubled, between scripts, or the wrong one: seen */
	assert_shown("\u1780\u200b", "\u1780<200B>");
	assert_shown("\u200b\u1780", "<200B>\u1780");
	assert_shown("\u1780\u200b\u200b\u1781", "\u1780<200B><200B>\u1781");
	assert_shown("\u0e01\u200ba", "\u0e01<200B>a");
	assert_shown("\u0e01\u200d\u0e02", "\u0e01<200D>\u0e02");
}

static void test_marks(void **state)
{
	struct cells cells;
	char many[1 + 50 * 2 + 1] = "a";

	(void)state;
	assert_shown("\u0e49", "\u25cc\u0e49");
	assert_shown("a\n\u102c", "a[\ufffd]\u25cc\u102c"); /* one with a column of its own */
	assert_shown("x\033\u0301", "x[\ufffd]\u25cc\u0301");
	assert_shown("e\u0301", "\u00e9"); /* composed */
	assert_shown("\u212b", "\u00c5");
	for (int i = 0; i < 50; i++)
		strcat(many, "\u0316");
	cells_gate(&cells, many, strlen(many));
	assert_int_equal(cells.count, 1);
	assert_int_equal(cells.width, 1);
	assert_int_equal(cells.lost, 46);
	/* the Burmese word that curses would have robbed of its dot: five marks on one base */
	cells_gate(&cells, "\u1000\u103d\u103e\u102d\u102f\u1037", 18);
	assert_int_equal(cells.lost, 1);
}

static void test_unknown_width(void **state)
{
	struct cells cells;

	(void)state;
	cells_gate(&cells, "\u0e81\u0ece", 6); /* YAMAKKAN is younger than glibc 2.36 */
	assert_int_equal(cells.width, 2);
	assert_int_equal(cells.cell[1].code[0], 0xfffd);
	assert_int_equal(cells.cell[1].flags & CELLS_BAD, 0);
}

static int clipped(const char *text, int columns, uint32_t ellipsis, char *out)
{
	struct cells cells;
	size_t used = 0;
	int width;

	cells_gate(&cells, text, strlen(text));
	width = cells_clip(&cells, columns, ellipsis);
	for (int i = 0; i < cells.count; i++)
		used += cell_utf8(&cells.cell[i], out + used);
	out[used] = '\0';
	return width;
}

static void test_clip(void **state)
{
	static const struct {
		const char *text;
		int columns;
		uint32_t ellipsis;
		const char *clipped;
		int width;
	} cuts[] = {
		{ "Vientiane", 9, 0x2026, "Vientiane", 9 },
		{ "Vientiane", 8, 0x2026, "Vientia\u2026", 8 },
		{ "Vientiane", 4, '>', "Vie>", 4 },
		{ "Vientiane", 4, 0, "Vien", 4 },
		{ "Vientiane", 1, 0x2026, "\u2026", 1 },
		{ "Vientiane", 0, 0x2026, "", 0 },
		{ "Vientiane", -3, 0x2026, "", 0 },
		/* never between a Thai consonant and its SARA AM */
		{ "\u0e01\u0e33\u0e25\u0e31\u0e07", 2, 0x2026, "\u2026", 1 },
		{ "\u0e01\u0e33\u0e25\u0e31\u0e07", 3, 0x2026, "\u0e01\u0e33\u2026", 3 },
		/* a wide character does not fit into one column */
		{ "\u4e2d\u6587\u5b57", 4, 0x2026, "\u4e2d\u2026", 3 },
		/* five columns that may become eight */
		{ "\u1019\u103c\u1014\u103a\u1019\u102c", 8, 0x2026,
			"\u1019\u103c\u1014\u103a\u1019\u102c", 5 },
		{ "\u1019\u103c\u1014\u103a\u1019\u102c", 7, 0x2026,
			"\u1019\u103c\u1014\u103a\u2026", 4 },
		/* a chip is cut like any word */
		{ "\u202eab", 4, 0x2026, "\u2026", 1 },
	};
	char out[256];

	(void)state;
	for (size_t i = 0; i < LENGTH(cuts); i++) {
		int width = clipped(cuts[i].text, cuts[i].columns, cuts[i].ellipsis, out);

		assert_string_equal(out, cuts[i].clipped);
		assert_int_equal(width, cuts[i].width);
	}
}

static void test_long_input_is_bounded(void **state)
{
	static char text[100000];
	struct cells cells;
	size_t taken;

	(void)state;
	memset(text, 'a', sizeof text);
	taken = cells_gate(&cells, text, sizeof text);
	assert_int_equal(taken, CELLS_MAX);
	assert_int_equal(cells.count, CELLS_MAX);
	/* a cluster is taken whole or not at all */
	memcpy(text + CELLS_MAX - 1, "\u0e01\u0e33", 6);
	taken = cells_gate(&cells, text, sizeof text);
	assert_int_equal(taken, CELLS_MAX - 1);
}

static void test_wrap(void **state)
{
	static const struct {
		const char *text;
		int columns;
		const char *lines; /* joined by | */
	} texts[] = {
		{ "one two three", 7, "one two|three" },
		{ "one two three", 6, "one|two|three" },
		{ "one  two", 4, "one|two" },
		{ "abcdefgh", 3, "abc|def|gh" },
		{ "a\nb\r\n\nc", 10, "a|b||c" },
		{ "  indented word", 8, "  indent|ed word" },
		{ "tail   ", 4, "tail" },
		{ "", 4, "" },
		{ "abc", 0, "a|b|c" },
		{ "\u0e01\u0e33\u0e25\u0e31\u0e07", 3, "\u0e01\u0e33\u0e25\u0e31|\u0e07" },
		{ "\u0e01\u0e33\u0e25\u0e31\u0e07", 1, "\u0e01\u0e33|\u0e25\u0e31|\u0e07" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(texts); i++) {
		const char *rest = texts[i].text;
		char lines[256] = "";

		while (*rest) {
			size_t next;
			size_t length = cells_wrap(rest, strlen(rest), texts[i].columns, &next);

			assert_true(next > 0 && length <= next);
			strncat(lines, rest, length);
			rest += next;
			if (*rest)
				strcat(lines, "|");
		}
		assert_string_equal(lines, texts[i].lines);
	}
}

static void test_safe(void **state)
{
	char out[64];

	(void)state;
	assert_int_equal(cells_safe(out, sizeof out, "ab\033c", 4, -1), 6);
	assert_string_equal(out, "ab\ufffdc");
	cells_safe(out, sizeof out, "abc", 3, 6);
	assert_string_equal(out, "abc   ");
	cells_safe(out, sizeof out, "abcdefgh", 8, 6);
	assert_string_equal(out, "abcde\u2026");
	cells_safe(out, 4, "ab\u0e01", 5, -1); /* never a part of a character */
	assert_string_equal(out, "ab");
	assert_int_equal(cells_safe(out, 1, "ab", 2, 10), 0);
	assert_string_equal(out, "");
}

static void test_without_utf8(void **state)
{
	(void)state;
	assert_non_null(setlocale(LC_ALL, "C"));
	assert_shown("Suan Phlu \u0e2a\u0e27\u0e19\u0e1e\u0e25\u0e39", "Suan Phlu ?????");
	assert_shown("\033\xe9", "[?][?]");
	assert_shown("\u202e", "<202E>");
	assert_shown("caf\u00e9", "caf?");
	assert_int_equal(cells_ellipsis(false), '>');
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_widths),
		cmocka_unit_test(test_controls_are_visible),
		cmocka_unit_test(test_invalid_utf8_is_visible),
		cmocka_unit_test(test_hidden_becomes_chip),
		cmocka_unit_test(test_joiners_are_silent_where_scripts_need_them),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_unknown_width),
		cmocka_unit_test(test_clip),
		cmocka_unit_test(test_long_input_is_bounded),
		cmocka_unit_test(test_wrap),
		cmocka_unit_test(test_safe),
		cmocka_unit_test(test_without_utf8),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("cells", tests, NULL, NULL);
}
