/* Text to read: wrapping, sections, a focus that keeps its place; and a case written on it. */
#include "tui/widgets/paper.h"

#include <locale.h>
#include <string.h>

#include "tests/unit/look.h"
#include "tui/term/input.h"
#include "tui/sheets/dossier.h"
#include "tui/sheets/records.h"

static void assert_drawn(struct paper *paper, int rows, int cols, const char *wanted)
{
	struct look look;

	look_open(&look, rows, cols);
	paper_draw(paper, &look.all);
	assert_string_equal(look_text(&look), wanted);
	look_close(&look);
}

/* Lines with keys 10, 20 ... as a timeline has them, the newest first. */
static void write(struct paper *paper, int newest)
{
	paper_begin(paper);
	paper_section(paper, "FIRST");
	paper_field(paper, STYLE_NORMAL, "name", "a text that is too long for one line of so few");
	paper_field(paper, STYLE_NORMAL, "a much longer name", "text");
	paper_section(paper, "SECOND");
	for (int key = newest; key > 0; key -= 10) {
		paper_key(paper, key);
		paper_linef(paper, STYLE_NORMAL, "event %d", key);
	}
}

static void press(struct paper *paper, const int *keys)
{
	for (; *keys != 0; keys++) {
		struct input_event event = { .key = *keys };

		assert_true(paper_move(paper, &event));
	}
}

static void test_wrap(void **state)
{
	struct paper paper = { .cols = 0 };

	(void)state;
	write(&paper, 20);
	assert_drawn(&paper, 8, 50,
		"> FIRST\n"
		"  name              a text that is too long for\n"
		"                    one line of so few\n"
		"  a much longer name text\n"
		"\n"
		"  SECOND\n"
		"  event 20\n"
		"  event 10\n"
		"cursor 0 0\n");
	assert_drawn(&paper, 8, 24,
		"> FIRST\n"
		"  name a text that is\n"
		"  too long for one line\n"
		"  of so few\n"
		"  a much longer name\n"
		"  text\n"
		"\n"
		"  SECOND\n"
		"cursor 0 0\n");
	assert_drawn(&paper, 1, 1,
		">\n"
		"cursor 0 0\n");
	paper_done(&paper);
}

/* The focus goes with its line when lines come before it, and when the window changes. */
#define FIRST \
	"  name              a text that is too long for\n" \
	"                    one line of so few\n" \
	"  a much longer name text\n" \
	"\n"

static void test_place(void **state)
{
	struct paper paper = { .cols = 0 };
	size_t length;

	(void)state;
	write(&paper, 30);
	assert_drawn(&paper, 12, 50,
		"> FIRST\n" FIRST "  SECOND\n"
		"  event 30\n"
		"  event 20\n"
		"  event 10\n"
		"\n"
		"\n"
		"\n"
		"cursor 0 0\n");
	press(&paper, (int[]){ INPUT_TAB, 'j', 'j', 0 });
	assert_int_equal(paper_focused_key(&paper), 20);
	write(&paper, 60);
	assert_drawn(&paper, 12, 50,
		"  FIRST\n" FIRST "  SECOND\n"
		"  event 60\n"
		"  event 50\n"
		"  event 40\n"
		"  event 30\n"
		"> event 20\n"
		"  event 10\n"
		"cursor 10 0\n");
	assert_int_equal(paper_focused_key(&paper), 20);
	assert_memory_equal(paper_where(&paper, &length), "SECOND", 6);
	assert_int_equal(length, 6);
	assert_drawn(&paper, 4, 24,
		"  event 50\n"
		"  event 40\n"
		"  event 30\n"
		"> event 20\n"
		"cursor 3 0\n");
	assert_int_equal(paper_focused_key(&paper), 20);
	/* its line is gone: the section stays */
	write(&paper, 10);
	assert_drawn(&paper, 12, 50,
		"  FIRST\n" FIRST "> SECOND\n"
		"  event 10\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"cursor 5 0\n");
	press(&paper, (int[]){ INPUT_BACKTAB, 0 });
	assert_memory_equal(paper_where(&paper, &length), "FIRST", 5);
	paper_done(&paper);
}

/* As many PgDn as are said show the last line, and none fewer does. */
static void test_pages_below(void **state)
{
	struct paper paper = { .cols = 0 };
	struct look look;

	(void)state;
	write(&paper, 90); /* 15 rows of 50 columns */
	look_open(&look, 6, 50);
	paper_draw(&paper, &look.all);
	press(&paper, (int[]){ 'j', 'j', 0 }); /* wherever the focus is */
	for (size_t left = 2;; left--) {
		paper_draw(&paper, &look.all);
		assert_int_equal(paper_pages_below(&paper), left);
		assert_int_equal(strstr(look_text(&look), "event 10\n") != NULL, left == 0);
		if (left == 0)
			break;
		free(look.text);
		press(&paper, (int[]){ INPUT_PAGE_DOWN, 0 });
	}
	look_close(&look);
	paper_done(&paper);
}

/* The second row of a line stays in focus when it is written again, also in the first line. */
static void test_place_in_a_line(void **state)
{
	struct paper paper = { .cols = 0 };

	(void)state;
	for (int i = 0; i < 2; i++) {
		paper_begin(&paper);
		paper_linef(&paper, STYLE_NORMAL, "%s", "a text that is too long for one line");
		assert_drawn(&paper, 3, 24,
			i == 0 ? "> a text that is too\n"
				 "  long for one line\n"
				 "\n"
				 "cursor 0 0\n" :
				 "  a text that is too\n"
				 "> long for one line\n"
				 "\n"
				 "cursor 1 0\n");
		press(&paper, (int[]){ 'j', 0 });
	}
	paper_done(&paper);
}

static void test_keys(void **state)
{
	static const struct {
		int key;
		size_t focus;
	} keys[] = { { 'j', 1 }, { INPUT_DOWN, 2 }, { 'k', 1 }, { INPUT_UP, 0 }, { INPUT_UP, 0 },
		{ INPUT_TAB, 5 }, { INPUT_TAB, 0 }, { INPUT_BACKTAB, 5 }, { 'g', 0 }, { 'G', 8 },
		{ INPUT_HOME, 0 }, { INPUT_PAGE_DOWN, 3 }, { INPUT_PAGE_UP, 0 }, { INPUT_END, 8 } };
	struct paper paper = { .cols = 0 };
	struct input_event other = { .key = 'x' };
	struct look look;

	(void)state;
	write(&paper, 30);
	look_open(&look, 4, 50);
	paper_draw(&paper, &look.all);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		press(&paper, (int[]){ keys[i].key, 0 });
		assert_int_equal(paper.focus, keys[i].focus);
	}
	assert_false(paper_move(&paper, &other));
	look_close(&look);
	paper_done(&paper);
}

/* What is opened is shown where it lies, and no copy of it is in the paper. */
static void test_borrow(void **state)
{
	static char opened[] = "Somsri of the long name\nsecond line; and what is behind it";
	const char wanted[] = "Somsri";
	struct paper paper = { .cols = 0 };

	(void)state;
	paper_begin(&paper);
	paper_section(&paper, "WHO");
	paper_borrow(&paper, STYLE_NORMAL, "name", opened, strlen("Somsri of the long name"));
	paper_borrow(&paper, STYLE_NORMAL, NULL, opened,
		strlen("Somsri of the long name\nsecond line"));
	assert_drawn(&paper, 5, 60,
		"> WHO\n"
		"  name              Somsri of the long name\n"
		"  Somsri of the long name\n"
		"  second line\n"
		"\n"
		"cursor 0 0\n");
	assert_drawn(&paper, 6, 34,
		"> WHO\n"
		"  name              Somsri of the\n"
		"                    long name\n"
		"  Somsri of the long name\n"
		"  second line\n"
		"\n"
		"cursor 0 0\n");
	assert_null(memmem(paper.text.data, paper.text.size, wanted, strlen(wanted)));
	assert_int_equal(paper_focused_section(&paper), 1);
	memset(opened, 0, sizeof opened);
	paper_begin(&paper);
	paper_section(&paper, "WHO");
	paper_line(&paper, STYLE_NORMAL, "nothing");
	assert_drawn(&paper, 3, 60, "> WHO\n  nothing\n\ncursor 0 0\n");
	paper_done(&paper);
}

static void test_empty(void **state)
{
	struct paper paper = { .cols = 0 };
	size_t length;

	(void)state;
	press(&paper, (int[]){ 'j', INPUT_TAB, INPUT_PAGE_DOWN, 'G', 0 });
	assert_drawn(&paper, 2, 10,
		"\n"
		"\n"
		"cursor 0 0\n");
	assert_string_equal(paper_where(&paper, &length), "");
	assert_int_equal(paper_focused_key(&paper), 0);
	paper_done(&paper);
}

/* ---- a case ----------------------------------------------------------------------------- */

static struct rows *rows_of(int columns, const char *const names[], const char *const cells[])
{
	struct rows *rows = rows_new(columns, names);

	assert_true(rows_add(rows, cells));
	return rows;
}

static struct rows *facts(const char *refusal)
{
	static const char *const names[] = { "code", "stage_name", "priority_name", "responsible",
		"need", "sex", "age_low", "age_high", "child", "risk_name", "status", "status_by",
		"afraid", "source", "office", "country", "zone", "flags", "exploitation",
		"reported_at", "touched_at", "closed_at", "close_reason", "refusal", "message" };

	return rows_of(sizeof names / sizeof *names, names,
		(const char *const[]){ "HW-7K3F-W9CP", "closed", "urgent", NULL, "interpreter",
			"female", "15", NULL, "t", "high", "possible", "police", "not asked",
			"hotline", "Bangkok", "TH", "Asia/Bangkok", "{\"danger now\",alone}", NULL,
			"1795270000000", "1795290000000", "1795290000000", "left the region",
			refusal, "There is no such case." });
}

static struct rows *clocks(void)
{
	static const char *const names[] = { "code", "name", "ends_at", "stopped_at", "expiry",
		"standing", "source", "article" };
	struct rows *rows = rows_of(8, names,
		(const char *const[]){ "NRM15", "reflection", "1795376460000", NULL, "interview",
			"policy", "NRM 2022", NULL });

	assert_true(rows_add(rows,
		(const char *const[]){ "ACT3", "court", "1795285260000", NULL, "a judge", "law",
			"an act", "art. 3" }));
	assert_true(rows_add(rows,
		(const char *const[]){ "OLD", "old one", "1795285260000", "1795285000000", "done",
			"unverified", "hearsay", NULL }));
	return rows;
}

static struct rows *file(void)
{
	static const char *const names[] = { "at", "person", "kind", "version", "names",
		"contents" };
	struct rows *rows = rows_of(6, names,
		(const char *const[]){ "1795285260000", "night\x1b[31m", "note", "1", NULL, NULL });

	assert_true(rows_add(rows,
		(const char *const[]){ "1795285260000", "night", "consent", "2",
			"{answer,by,purpose,told}", "{given,herself,return,purpose;use}" }));
	assert_true(rows_add(rows,
		(const char *const[]){ "1795285260000", "night", "need", "1",
			"{appointment_at,state,type}",
			"{2026-12-01T02:00:00+00:00,planned,Health}" }));
	return rows;
}

static struct rows *events(void)
{
	static const char *const names[] = { "id", "at", "person", "action", "field", "was",
		"became", "reason", "undone" };
	struct rows *rows = rows_of(9, names,
		(const char *const[]){ "9", "1795285260000", "night", "case.move", "stage",
			"reported", "closed", "left the region", "t" });

	assert_true(rows_add(rows,
		(const char *const[]){ "8", "1795285260000", "night", "case.take", "responsible",
			NULL, "night", NULL, "f" }));
	assert_true(rows_add(rows,
		(const char *const[]){ "7", "1795285260000", "night", "case.report", "stage", NULL,
			"reported", NULL, "f" }));
	return rows;
}

static void write_case(struct paper *paper, struct rows *rows[DOSSIER_PARTS], bool veiled,
	char mark)
{
	struct dossier dossier = {
		.clock = { .epoch_ms = LOOK_NOW, .offset_min = LOOK_BANGKOK, .mark = mark },
		.veiled = veiled,
		.paper = paper
	};

	for (int part = 0; part < DOSSIER_PARTS; part++)
		dossier.rows[part] = rows[part];
	paper_begin(paper);
	dossier_write(&dossier);
}

static const char whole_case[] =
	"> SUMMARY\n"
	"  stage             closed\n"
	"  priority          urgent\n"
	"  responsible       NOBODY\n"
	"  next              interpreter\n"
	"  flags             danger now, alone\n"
	"  person            child, sex female, 15 years or older\n"
	"  risk              high\n"
	"  exploitation      not yet known\n"
	"  trafficked        possible, decided by police\n"
	"  afraid to return  not asked\n"
	"  source            hotline\n"
	"  office            Bangkok, TH (Asia/Bangkok)\n"
	"  reported          2026-11-21 21:06 (~5h35)\n"
	"  last change       2026-11-22 02:40 (~1m)\n"
	"  closed            2026-11-22 02:40 (~1m)\n"
	"  closed because    left the region\n"
	"\n"
	"  CLOCKS  3\n"
	"  NRM15?  tomorrow  2026-11-23 02:41  reflection\n"
	"      then: interview\n"
	"      policy; unverified, ask the lawyer . from: NRM 2022\n"
	"  ACT3  ended 1h20 ago  2026-11-22 01:21  court\n"
	"      then: a judge\n"
	"      law: art. 3, an act\n"
	"  OLD?  stopped 2026-11-22 01:16  old one\n"
	"\n"
	"  TASKS  0\n"
	"  no task\n"
	"\n"
	"  NEEDS  1\n"
	"  2026-11-22 01:21  health . planned . 2026-12-01 09:00  sealed  night\n"
	"\n"
	"  CONSENT  1\n"
	"  2026-11-22 01:21  her return . yes . she herself . what the interview is for .\n"
	"  how what she says is used  sealed  night  corrected\n"
	"\n"
	"  NOTES  1\n"
	"  2026-11-22 01:21  sealed  night�[31m\n"
	"\n"
	"  TIMELINE  3\n"
	"  2026-11-22 01:21  moved: stage reported > closed, left the region (tak"
	"en back)\n"
	"  night\n"
	"  2026-11-22 01:21  taken: responsible NOBODY > night  night\n"
	"  2026-11-22 01:21  reported  night\n"
	"\n"
	"\n"
	"\n"
	"\n"
	"\n"
	"\n"
	"cursor 0 0\n";

static void test_case(void **state)
{
	struct rows *rows[DOSSIER_PARTS] = { [DOSSIER_FACTS] = facts(NULL),
		[DOSSIER_CLOCKS] = clocks(),
		[DOSSIER_FILE] = file(),
		[DOSSIER_TIMELINE] = events() };
	struct paper paper = { .cols = 0 };

	(void)state;
	write_case(&paper, rows, false, '~');
	assert_drawn(&paper, 51, 80, whole_case);
	/* which clock, and when; nothing else of the case */
	write_case(&paper, rows, true, '\0');
	assert_drawn(&paper, 5, 80,
		"> CLOCKS\n"
		"  NRM15?  tomorrow\n"
		"  ACT3  ended 1h20 ago\n"
		"  The veil is on: z lifts it.\n"
		"\n"
		"cursor 0 0\n");
	rows_unref(rows[DOSSIER_FACTS]);
	rows[DOSSIER_FACTS] = facts("no_such_case");
	write_case(&paper, rows, false, '\0');
	assert_drawn(&paper, 3, 80,
		"> There is no such case.\n"
		"\n"
		"\n"
		"cursor 0 0\n");
	for (int part = 0; part < DOSSIER_PARTS; part++)
		rows_unref(rows[part]);
	paper_done(&paper);
}

/* What was jumped over was not seen, nor is a line before its last row. */
static void test_seen(void **state)
{
	struct paper paper = { .cols = 0 };
	struct look look;
	size_t seen = 0;

	(void)state;
	look_open(&look, 2, 50);
	write(&paper, 50);
	assert_int_equal(paper_seen(&paper, 0), 0);
	paper_draw(&paper, &look.all);
	seen = paper_seen(&paper, seen);
	assert_int_equal(seen, 1);
	press(&paper, (const int[]){ INPUT_END, 0 });
	paper_draw(&paper, &look.all);
	assert_int_equal(paper_seen(&paper, seen), 1);
	press(&paper, (const int[]){ INPUT_HOME, INPUT_DOWN, INPUT_DOWN, 0 });
	paper_draw(&paper, &look.all);
	seen = paper_seen(&paper, seen);
	assert_int_equal(seen, 3);
	press(&paper, (const int[]){ INPUT_HOME, 0 });
	paper_draw(&paper, &look.all);
	assert_int_equal(paper_seen(&paper, seen), 3);
	for (int i = 0; i < 20; i++) {
		press(&paper, (const int[]){ INPUT_PAGE_DOWN, 0 });
		paper_draw(&paper, &look.all);
		seen = paper_seen(&paper, seen);
	}
	assert_int_equal(seen, paper.count);
	look_close(&look);
	paper_done(&paper);
}

/* What went out is told whole, however long its words are. */
static void test_shared(void **state)
{
	static const char *const names[] = { "code", "on_day", "how", "to_whom", "what", "withheld",
		"because", "person" };
	struct paper paper = { .cols = 0 };
	char words[1000] = "{";
	struct rows *rows;

	(void)state;
	for (int i = 0; i < 40; i++)
		strcat(words, "\"\u0e19\u0e19\u0e19\u0e19\u0e19\",");
	strcat(words, "last}");
	rows = rows_of(8, names,
		(const char *const[]){ "RF-7K3F-W9CP", "2026-11-21", "referral", "shelter", words,
			words, "", "night" });
	paper_begin(&paper);
	records_write_shared(&paper, "HW-7K3F-W9CP", rows);
	assert_non_null(strstr(text_string(&paper.text), ", last"));
	assert_non_null(strstr(strstr(text_string(&paper.text), ", last") + 1, ", last"));
	rows_unref(rows);
	paper_done(&paper);
}

/* What is signed is shown whole, however long it is. */
static void test_long(void **state)
{
	struct paper paper = { .cols = 0 };
	char text[4001];

	(void)state;
	memset(text, 'a', sizeof text);
	text[sizeof text - 1] = '\0';
	paper_begin(&paper);
	paper_section(&paper, "FIRST");
	paper_field(&paper, STYLE_NORMAL, "name", text);
	assert_int_equal(paper.lines[1].length, strlen("name ") + strlen(text));
	paper_done(&paper);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wrap),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_place),
		cmocka_unit_test(test_place_in_a_line),
		cmocka_unit_test(test_pages_below),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_borrow),
		cmocka_unit_test(test_seen),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_case),
		cmocka_unit_test(test_shared),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("paper", tests, NULL, NULL);
}
