/* The prompt, typed at through the decoder as a person would. */
#include "tests/unit/a_prompt.h"

static enum prompt_result wait_for_esc(void)
{
	now += ESC_MS + 1;
	return drain();
}

static void assert_text(const char *text)
{
	assert_string_equal(prompt_text(), text);
}

/* Types keys and looks at the whole line as it would be entered. */
static void assert_line(const char *keys, const char *line)
{
	prompt_open(':', "");
	assert_int_equal(type(keys), PROMPT_OPEN);
	assert_text(line);
}

static void enters_and_cancels(void **state)
{
	(void)state;
	assert_false(prompt_is_open());
	prompt_open(':', "");
	assert_true(prompt_is_open());
	assert_int_equal(prompt_kind(), ':');
	assert_int_equal(type("take x"), PROMPT_OPEN);
	assert_text("take x");
	assert_int_equal(type("\r"), PROMPT_ENTERED);
	assert_string_equal(entered, "take x");
	assert_false(prompt_is_open());

	for (const char *const *keys = (const char *const[]){ "\x03", "\x07", "ab\x03", NULL };
		*keys; keys++) {
		prompt_open(':', "half");
		assert_int_equal(type(*keys), PROMPT_CANCELLED);
		assert_false(prompt_is_open());
	}
	prompt_open(':', "");
	assert_int_equal(type("^\r"), PROMPT_CANCELLED);
	prompt_open(':', "  ");
	assert_int_equal(type("\r"), PROMPT_CANCELLED);
	/* an empty filter is one: it clears */
	prompt_open('/', "x");
	assert_int_equal(type("\x7f\r"), PROMPT_ENTERED);
	assert_string_equal(entered, "");
}

static void a_lone_escape_swallows_nothing(void **state)
{
	(void)state;
	prompt_open(':', "half");
	assert_int_equal(type("\x1b"), PROMPT_OPEN);
	assert_int_equal(wait_for_esc(), PROMPT_CANCELLED);
	prompt_open(':', "");
	assert_int_equal(type("x"), PROMPT_OPEN);
	assert_text("x");
	assert_int_equal(type("\x1b"), PROMPT_OPEN);
	assert_int_equal(wait_for_esc(), PROMPT_CANCELLED);
	prompt_open(':', "");
	assert_text("");
	/* F5, unknown, Alt-x, PgUp: nothing of it is text */
	type("\x1b[15~\x1b[99;5X\x1bx\x1b[5~");
	assert_text("");
}

static void edits(void **state)
{
	(void)state;
	assert_line("abc\x1b[D\x1b[DX", "aXbc");
	assert_line("HW-\x1bOw\x1bOy", "HW-79"); /* of the keypad */
	assert_line("abc\x01X\x05Y", "XabcY");
	assert_line("abc\x1b[HX\x1b[FY", "XabcY");
	assert_line("abc\x7f\x7f", "a");
	assert_line("abc\x1b[D\x1b[D\x1b[3~", "ac");
	assert_line("abc\x01\x04", "bc");
	assert_line("\x04"
		    "a",
		"a"); /* ^D on an empty line ends nothing */
	assert_line("one two\x17"
		    "x",
		"one x");
	assert_line("one two\x15"
		    "x",
		"x");
	assert_line("one\x15"
		    "two \x19",
		"two one");
	assert_line("one two\x01\x0b", "");
	assert_line("ab\x14", "ba");
	assert_line("abc\x17\x1f", "abc");
	assert_line("a\x10\x0e"
		    "b",
		"ab"); /* no history: stays */
	assert_line("a\x18\x16\x12\x0c", "a"); /* what is not bound does nothing */
}

static void thai_and_burmese(void **state)
{
	const char *burmese = "မြန်မာ";

	(void)state;
	assert_line(THAI_WATER " กำลัง", THAI_WATER " กำลัง");
	/* one byte at a time */
	prompt_open(':', "");
	for (const char *at = THAI_WATER; *at != '\0'; at++)
		type_bytes(at, 1);
	assert_text(THAI_WATER);
	/* SARA AM is a step of its own, consonant and tone mark are one */
	type("\x7f");
	assert_text("น้");
	type("\x7f");
	assert_text("");
	prompt_open(':', "");
	type(burmese);
	assert_text(burmese);
	type("\x01X");
	assert_int_equal(strncmp(prompt_text(), "Xမြ", 4), 0);
	assert_line("ກັບ\x1b[D\x1b[D\x1b[DX", "Xກັບ");
}

static void pastes(void **state)
{
	(void)state;
	prompt_open(':', "");
	assert_int_equal(type("\x1b[200~take 1\r\nquit\r\n\x1b[201~"), PROMPT_OPEN);
	assert_text("take 1 quit");
	/* cut into two reads anywhere, the same */
	const char *paste = "\x1b[200~a\nb\x1b[201~!";
	for (size_t cut = 1; cut < strlen(paste); cut++) {
		prompt_open(':', "x");
		type_bytes(paste, cut);
		assert_int_equal(type(paste + cut), PROMPT_OPEN);
		assert_text("xa b!");
	}
	prompt_open(':', "ab");
	type("\x1b[D\x1b[200~" THAI_WATER "\x1b[201~");
	assert_text("a" THAI_WATER "b");
}

static void refuses_long_lines(void **state)
{
	char text[LINE_MAX_BYTES + 8];

	(void)state;
	memset(text, 'a', sizeof text);
	text[LINE_MAX_BYTES - 3] = '\0';
	prompt_open(':', text);
	type("\x1b[200~123\x1b[201~");
	assert_int_equal(strlen(prompt_text()), LINE_MAX_BYTES - 3);
	type("ก");
	assert_int_equal(strlen(prompt_text()), LINE_MAX_BYTES - 3);
	type("123");
	assert_int_equal(strlen(prompt_text()), LINE_MAX_BYTES - 1);
	/* what was cut may be put back once, not twice */
	type("\x15\x19");
	assert_int_equal(strlen(prompt_text()), LINE_MAX_BYTES - 1);
	type("\x19");
	assert_int_equal(strlen(prompt_text()), LINE_MAX_BYTES - 1);
	type("\x1f\x1f\x1f");
	type("\x01ก");
	assert_int_equal(type("\r"), PROMPT_ENTERED);
	assert_true(strlen(entered) < LINE_MAX_BYTES);

	memset(text, 'b', sizeof text);
	text[sizeof text - 1] = '\0';
	prompt_open(':', text);
	assert_int_equal(strlen(prompt_text()), LINE_MAX_BYTES - 1);
}

static void enter(char kind, const char *line)
{
	prompt_open(kind, "");
	type(line);
	assert_int_equal(type("\r"), PROMPT_ENTERED);
}

static void keeps_histories_apart(void **state)
{
	(void)state;
	enter(':', "take one");
	enter(':', "assign two");
	enter(':', "assign two"); /* kept once */
	enter('/', "mae sot");
	prompt_open(':', "");
	type("\x1b[A");
	assert_text("assign two");
	type("\x1b[A");
	assert_text("take one");
	type("\x1b[A");
	assert_text("take one");
	type("\x1b[B\x1b[B");
	assert_text("");
	prompt_open('/', "");
	type("\x1b[A");
	assert_text("mae sot");
	/* ^R: the latest line that holds what was typed */
	prompt_open(':', "");
	type("one\x12");
	assert_text("take one");
}

static void earlier_lines_stay_as_they_were(void **state)
{
	(void)state;
	enter(':', "first");
	enter(':', "second");
	prompt_open(':', "");
	type("draft\x1b[AX\x1b[AY\x1b[B");
	assert_text("secondX");
	assert_int_equal(type("\x03"), PROMPT_CANCELLED);
	prompt_open(':', "");
	type("\x1b[B");
	assert_text("");
	type("\x1b[A");
	assert_text("second");
	type("\x1b[A");
	assert_text("first");
	type("Z\r");
	assert_string_equal(entered, "firstZ");
	prompt_open(':', "");
	type("\x1b[A\x1b[A\x1b[A");
	assert_text("first");
	/* cancelled lines are not kept, however many */
	for (int i = 0; i < 300; i++) {
		char line[16];

		snprintf(line, sizeof line, "n%d", i);
		enter(':', line);
	}
	prompt_open(':', "");
	for (int i = 0; i < 400; i++)
		type("\x1b[A");
	assert_text("n100"); /* two hundred are */
}

static void a_wrong_line_comes_back(void **state)
{
	(void)state;
	enter(':', "good");
	enter(':', "fly " THAI_WATER);
	prompt_problem("there is no such thing", 5); /* inside a character */
	assert_true(prompt_is_open());
	assert_text("fly " THAI_WATER);
	type("X");
	assert_text("fly X" THAI_WATER);
	type("\x03");
	prompt_open(':', "");
	type("\x1b[A");
	assert_text("good");
	/* the other way round: opened again by the caller */
	enter('/', "stge:x");
	prompt_open('/', "stge:x");
	prompt_problem("no such field", 0);
	type("X");
	assert_text("Xstge:x");
	prompt_problem("far", 1000);
	type("Y");
	assert_text("Xstge:xY");
	type("\x03");
	prompt_open('/', "");
	type("\x1b[A");
	assert_text("");
}

static void completes(void **state)
{
	(void)state;
	assert_line("tak\t", "take ");
	assert_line("t\t", "t");
	assert_line("x ta\t", "x ta");
	assert_line("x tab\ty", "x table y");
	assert_line("to\tme", "to=me");
	assert_line("ม\t", "มา"); /* as far as whole characters agree */
	assert_line("tak x\x1b[D\x1b[D\t", "take  x");
	assert_line("nix\t", "nix");
	assert_line("tak\t\x1f", "tak");
	/* files are never offered */
	assert_line("/etc/pass\t", "/etc/pass");
	assert_line("./\t\t", "./");
	prompt_open('/', "");
	type("ta\t");
	assert_text("ta");
}

static void question_marks(void **state)
{
	(void)state;
	assert_line("?", "");
	assert_line("take ?", "take ");
	assert_line("take ??", "take ");
	assert_line("take a?", "take a?");
}

/* Nobody's inputrc changes what a key does, and nothing is written to the terminal. */
static void is_deaf_to_the_environment(void **state)
{
	char path[] = "/tmp/homeward-inputrc-XXXXXX", shown[16];
	int file = mkstemp(path), out[2], saved = dup(1);
	static const char evil[] = "\"x\": \"evil\"\nset editing-mode vi\n";

	(void)state;
	stop(NULL);
	assert_int_equal(write(file, evil, sizeof evil - 1), sizeof evil - 1);
	setenv("INPUTRC", path, 1);
	setenv("LC_ALL", "C", 1);
	fflush(stdout);
	assert_int_equal(pipe(out), 0);
	dup2(out[1], 1);
	start(NULL);
	assert_line("x\x1b[D"
		    "y",
		"yx");
	assert_line("\x7f", ""); /* would ring */
	assert_line(THAI_WATER "\x7f", "น้");
	type("\r");
	dup2(saved, 1);
	close(out[1]);
	assert_int_equal(read(out[0], shown, sizeof shown), 0);
	close(out[0]);
	close(saved);
	close(file);
	unlink(path);
	assert_string_equal(getenv("INPUTRC"), "/dev/null");
	assert_null(getenv("LINES"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(enters_and_cancels),
		TEST(a_lone_escape_swallows_nothing),
		TEST(edits),
		TEST(thai_and_burmese),
		TEST(pastes),
		TEST(refuses_long_lines),
		TEST(keeps_histories_apart),
		TEST(earlier_lines_stay_as_they_were),
		TEST(a_wrong_line_comes_back),
		TEST(completes),
		TEST(question_marks),
		TEST(is_deaf_to_the_environment),
	};

	if (setlocale(LC_ALL, "C.UTF-8") == NULL)
		return 1;
	return cmocka_run_group_tests_name("prompt", tests, NULL, NULL);
}
