/* The board: lanes in view, moving between them, cards side by side, one lane at a time. */
#include "tui/widgets/board.h"

#include <locale.h>
#include <string.h>

#include "tests/unit/look.h"
#include "tui/term/input.h"

static void new_board(struct board *board)
{
	board_init(board, case_columns, CASE_COLUMNS, CASE_ID, CASE_VERSION, CASE_CODE,
		&case_columns[CASE_STAGE], 10);
}

#define UNREAD 8 /* the lane of which no answer is in */

static void fill(struct board *board)
{
	static const int64_t counts[] = { 14, 31, 3, 0, 96, 7, 7, 1000, 2, 40 };
	struct rows *rows = look_rows(), *none = look_rows();

	look_add(rows, "1", "HW-7K3F-W9CP", "1", "DECISION", LOOK_NOW - 80 * DATE_MINUTE, "night");
	look_add(rows, "2", "HW-2M9D-41TA", "2", "NRM15", LOOK_NOW + DATE_DAY, NULL);
	look_add(rows, "3", "HW-C6TR-77KT", "3", NULL, 0, "Pakse");
	for (size_t i = 0; i < board->count; i++) {
		board->lanes[i].count = counts[i];
		if (i != UNREAD)
			assert_int_equal(list_load(&board->lanes[i].list, none, 1), 0);
	}
	board->lanes[7].capped = true;
	assert_int_equal(list_load(&board->lanes[2].list, rows, 1), 0);
	assert_int_equal(list_load(&board->lanes[4].list, rows, 1), 0);
	rows_unref(rows);
	rows_unref(none);
}

static void press(struct board *board, const char *keys)
{
	for (; *keys != '\0'; keys++) {
		struct input_event event = { .key = *keys };
		enum list_move move;

		if (*keys == ' ')
			list_move(&board_lane(board)->list, LIST_MARK, 1);
		else if (!board_key(board, &event)) {
			assert_true(list_key_move(&event, &move));
			list_move(&board_lane(board)->list, move, 1);
		}
	}
}

static void test_lanes(void **state)
{
	struct board board;
	char name[64];

	(void)state;
	new_board(&board);
	assert_int_equal(board.count, 10);
	assert_int_equal(board_lane_of(&board, 8)->stage, 8);
	assert_null(board_lane_of(&board, 11));
	board_lane_name(&board.lanes[7], name, sizeof name);
	assert_string_equal(name, "Third country");
	board_done(&board);
}

/* Lanes in view: as many as fit, the current one always among them. */
static void test_view(void **state)
{
	static const struct {
		int cols;
		const char *keys;
		size_t current, first, across;
	} views[] = {
		{ 80, "", 0, 0, 1 },
		{ 80, "lll", 3, 3, 1 },
		{ 80, "lllllllllllll", 9, 9, 1 },
		{ 99, "l", 1, 1, 1 },
		{ 100, "l", 1, 0, 3 },
		{ 100, "llll", 4, 2, 3 },
		{ 132, "lllllh", 4, 1, 5 },
		{ 132, "lllllhhhhh", 0, 0, 5 },
		{ 132, "hh", 0, 0, 5 },
		{ 500, "lll", 3, 0, 10 },
		{ 1, "ll", 2, 2, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
		struct board board;
		size_t first, across = 0;

		new_board(&board);
		for (const char *key = views[i].keys; *key != '\0'; key++) {
			press(&board, (char[]){ *key, '\0' });
			board_view(&board, views[i].cols, &first);
		}
		across = board_view(&board, views[i].cols, &first);
		assert_int_equal(board.current, views[i].current);
		assert_int_equal(first, views[i].first);
		for (size_t n = 0; n < board.count; n++)
			assert_int_equal(board.lanes[n].list.aside, n != views[i].current);
		assert_int_equal(across, views[i].across);
		board_done(&board);
	}
}

static void test_targets(void **state)
{
	struct board board;
	struct target targets[8];

	(void)state;
	new_board(&board);
	fill(&board);
	press(&board, "ll");
	assert_int_equal(board_targets(&board, 132, targets, 8, 1), 1);
	press(&board, " jll");
	/* a mark in a lane that is seen counts, in one that is not does not */
	assert_int_equal(board_targets(&board, 132, targets, 8, 1), 1);
	assert_string_equal(targets[0].code, "HW-7K3F-W9CP");
	/* all are counted, as many as there is room for are written */
	list_move(&board_lane(&board)->list, LIST_MARK_ALL, 1);
	assert_int_equal(board_targets(&board, 132, targets, 2, 1), 4);
	list_move(&board_lane(&board)->list, LIST_MARK_ALL, 1);
	press(&board, "j");
	board_view(&board, 80, &(size_t){ 0 });
	assert_int_equal(board_targets(&board, 80, targets, 8, 1), 1);
	assert_string_equal(targets[0].code, "HW-2M9D-41TA");
	assert_int_equal(board_marked(&board, 80), 0);
	board_done(&board);
}

static const struct board_words words = { .empty = "No case here.", .unread = "Not read." };

static const struct list_look plain = {
	.clock = { .epoch_ms = LOOK_NOW, .offset_min = LOOK_BANGKOK }, .focused = true
};

static void assert_drawn(int rows, int cols, const char *keys, bool veiled, const char *wanted)
{
	struct list_look how = plain;
	struct board board;
	struct look look;

	how.veiled = veiled;
	new_board(&board);
	fill(&board);
	look_open(&look, rows, cols);
	press(&board, keys);
	board_draw(&board, &look.all, &how, &words);
	assert_string_equal(look_text(&look), wanted);
	look_close(&look);
	board_done(&board);
}

#define HEADS \
	" Reported 14               Triaged 31                [Identification 3] " \
	"       Protection 0              Recovery 96               >\n" \
	" ------------------------  ------------------------  -------------------" \
	"-----  ------------------------  ------------------------\n"

static void test_side_by_side(void **state)
{
	(void)state;
	assert_drawn(9, 132, "ll", false,
		HEADS
		"                                                    >HW-7K3F-W9CP !! 1h2"
		"0 ago?                           HW-7K3F-W9CP !! 1h20 ago?\n"
		"                                                     child  night       "
		"                                 child  night\n"
		"                                                     HW-2M9D-41TA !  tom"
		"orrow?                           HW-2M9D-41TA !  tomorrow?\n"
		"                                                     child  NOBODY      "
		"                                 child  NOBODY\n"
		"                                                     HW-C6TR-77KT    no "
		"clock                            HW-C6TR-77KT    no clock\n"
		"                                                     child  Pakse       "
		"                                 child  Pakse\n"
		"\n"
		"cursor 2 52\n");
	assert_drawn(9, 132, "ll j", false,
		HEADS
		"                                                     HW-7K3F-W9CP !! 1h2"
		"0 ago?                           HW-7K3F-W9CP !! 1h20 ago?\n"
		"                                                    *child  night       "
		"                                 child  night\n"
		"                                                     HW-2M9D-41TA !  tom"
		"orrow?                           HW-2M9D-41TA !  tomorrow?\n"
		"                                                     child  NOBODY      "
		"                                 child  NOBODY\n"
		"                                                    >HW-C6TR-77KT    no "
		"clock                            HW-C6TR-77KT    no clock\n"
		"                                                     child  Pakse       "
		"                                 child  Pakse\n"
		"\n"
		"cursor 6 52\n");
	assert_drawn(9, 100, "llllll", false,
		"<Recovery 96                      Return 7                         [Stay"
		"ing 7]                     >\n"
		" -------------------------------  -------------------------------  -----"
		"--------------------------\n"
		" HW-7K3F-W9CP !! 1h20 ago?                                          No c"
		"ase here.\n"
		" child  night         interpret>\n"
		" HW-2M9D-41TA !  tomorrow?\n"
		" child  NOBODY        interpret>\n"
		" HW-C6TR-77KT    no clock\n"
		" child  Pakse         interpret>\n"
		"\n"
		"cursor 2 66\n");
	assert_drawn(6, 132, "ll", true,
		HEADS
		"                                                    >HW-7K3F-W9CP    1h2"
		"0 ago?                           HW-7K3F-W9CP    1h20 ago?\n"
		"\n"
		"                                                     HW-2M9D-41TA    tom"
		"orrow?                           HW-2M9D-41TA    tomorrow?\n"
		"\n"
		"cursor 2 52\n");
}

static void test_one_lane(void **state)
{
	(void)state;
	assert_drawn(7, 80, "llj", false,
		"  Reported 14 | Triaged 31 | [Identification 3] | Protection 0 | Recover"
		"y 96   >\n"
		"  CODE         PR RISK CLOCK      WHEN             RESPONSIBLE  NEED\n"
		"  HW-7K3F-W9CP !! high DECISION?  ended 1h20 ago   night        interpreter\n"
		"> HW-2M9D-41TA !  high NRM15?     tomorrow         NOBODY       interpreter\n"
		"  HW-C6TR-77KT    high            no clock         Pakse        interpreter\n"
		"\n"
		"\n"
		"cursor 3 0\n");
	assert_drawn(7, 80, "llllllll", false,
		"< Staying 7 | Third country 1000+ | [No further help wanted 2] | Follow-up 40\n"
		"  Not read.\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"cursor 1 0\n");
	assert_drawn(7, 80, "lll", false,
		"  Reported 14 | Triaged 31 | Identification 3 | [Protection 0] | Recover"
		"y 96   >\n"
		"  No case here.\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"cursor 1 0\n");
	assert_drawn(7, 40, "llll", false,
		"< [Recovery 96] | Return 7 | Staying 7 >\n"
		"  CODE         PR WHEN\n"
		"> HW-7K3F-W9CP !! ended 1h20 ago?\n"
		"  HW-2M9D-41TA !  tomorrow?\n"
		"  HW-C6TR-77KT    no clock\n"
		"\n"
		"\n"
		"cursor 2 0\n");
	assert_drawn(3, 20, "llj", false,
		"< [Identification 3>\n"
		"> CODE        HW-2M>\n"
		"  PR          !\n"
		"cursor 1 0\n");
	assert_drawn(1, 1, "ll", false,
		">\n"
		"cursor 0 0\n");
	assert_drawn(3, 132, "ll", false,
		"  Reported 14 | Triaged 31 | [Identification 3] | Protection 0 | Recover"
		"y 96 | Return 7 | Staying 7 | Third country 1000+          >\n"
		"> CODE        HW-7K3F-W9CP\n"
		"  PR          !!\n"
		"cursor 1 0\n");
}

/* In every window the cursor stands on the `>` of the focused card. */
static void test_any_window(void **state)
{
	static const struct {
		int rows, cols;
	} windows[] = { { 1, 1 }, { 1, 500 }, { 200, 1 }, { 200, 500 }, { 2, 2 }, { 3, 132 },
		{ 4, 100 }, { 10, 40 }, { 20, 60 }, { 24, 80 }, { 43, 132 } };

	(void)state;
	for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
		struct board board;
		struct look look;
		const char *text;
		int row, col;

		new_board(&board);
		fill(&board);
		look_open(&look, windows[i].rows, windows[i].cols);
		press(&board, "llj");
		board_draw(&board, &look.all, &plain, &words);
		text = look_text(&look);
		assert_int_equal(sscanf(strstr(text, "cursor "), "cursor %d %d", &row, &col), 2);
		while (row-- > 0)
			text = strchr(text, '\n') + 1;
		assert_int_equal(text[col], '>');
		look_close(&look);
		board_done(&board);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lanes),
		cmocka_unit_test(test_view),
		cmocka_unit_test(test_targets),
		cmocka_unit_test(test_side_by_side),
		cmocka_unit_test(test_one_lane),
		cmocka_unit_test(test_any_window),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("board", tests, NULL, NULL);
}
