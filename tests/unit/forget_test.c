/* What was typed and shown is forgotten: nothing of it is left in this process. */
#include <dlfcn.h>

#include "tests/unit/look.h"
#include "tests/unit/traces.h"

#include "db/base/date.h"
#include "tui/app/prompt.h"
#include "tui/app/state.h"
#include "tui/term/input.h"
#include "tui/term/screen.h"

/* "Canary Birdsong" and "swordfish-and-tonic", each letter the next one: see traces.h. */
static const char shown_word[] = "DbobszCjsetpoh", typed_word[] = "txpsegjti.boe.upojd";

static void undisguise(char *out, const char *word)
{
	while (*word != '\0')
		*out++ = (char)(*word++ - 1);
	*out = '\0';
}

static void scrub(void)
{
	volatile char below[256 << 10];

	for (size_t i = 0; i < sizeof below; i++)
		below[i] = 0;
}

static void show(struct term *term, int rows)
{
	char name[64];
	struct pane all = term_frame(term);

	undisguise(name, shown_word);
	for (int row = 0; row < rows; row++)
		pane_put(&all, row, row % 7, PANE_REST, row % 2 ? STYLE_NORMAL : STYLE_TITLE, name);
	explicit_bzero(name, sizeof name);
	assert_int_equal(term_paint(term), 0);
}

static void a_screen_is_forgotten(void **state)
{
	char problem[200];
	struct term_options options = { .type = "xterm-256color", .rows = 43, .cols = 132 };
	struct term *term;
	struct pane all;

	(void)state;
	options.out = fopen("/dev/null", "w");
	setvbuf(options.out, NULL, _IONBF, 0);
	assert_int_equal(term_open(&term, &options, problem, sizeof problem), 0);
	show(term, 43);
	show(term, 20);
	scrub();
	assert_true(traces_of("self", shown_word, strlen(shown_word), NULL) >
		0); /* or the test sees nothing */
	term_forget(term);
	all = term_frame(term);
	pane_put(&all, 3, 3, PANE_REST, STYLE_NORMAL, "passphrase:");
	assert_int_equal(term_paint(term), 0);
	scrub();
	assert_int_equal(traces_of("self", shown_word, strlen(shown_word), stderr), 0);
	term_close(term);
	fclose(options.out);
}

static void begins_with_nothing(void **state)
{
	static const struct {
		const char *type;
		bool titled;
	} types[] = { { "xterm-256color", true }, { "tmux-256color", true }, { "vt100", false },
		{ "linux", false } };

	(void)state;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		char problem[200], *sent = NULL;
		size_t size, before;
		struct term_options options = { .type = types[i].type, .rows = 24, .cols = 80 };
		struct term *term;

		options.out = open_memstream(&sent, &size);
		assert_int_equal(term_open(&term, &options, problem, sizeof problem), 0);
		show(term, 24);
		before = size;
		term_forget(term);
		term_frame(term);
		assert_int_equal(term_paint(term), 0);
		assert_true(strstr(sent + before, "\033[H\033[") != NULL);
		assert_int_equal(strstr(sent + before, "\033]2;\033\\") != NULL, types[i].titled);
		/* And then only what is new. */
		before = size;
		term_frame(term);
		assert_int_equal(term_paint(term), 0);
		assert_int_equal(size, before);
		term_close(term);
		fclose(options.out);
		free(sent);
	}
}

/* As drawing does: deep below who calls it. */
static int __attribute__((noinline)) leave_on_stack(void)
{
	volatile char name[100 << 10];

	for (size_t i = 0; i < strlen(shown_word); i++)
		name[i] = (char)(shown_word[i] - 1);
	return name[0];
}

static void nor_is_it_on_the_stack(void **state)
{
	struct app *app = calloc(1, sizeof *app);

	(void)state;
	assert_int_not_equal(leave_on_stack(), 0);
	assert_true(traces_of("self", shown_word, strlen(shown_word), NULL) > 0);
	app_unshow(app);
	assert_true(app->effects & EFFECT_REDRAW);
	assert_int_equal(traces_of("self", shown_word, strlen(shown_word), stderr), 0);
	free(app);
}

static void feed(struct input *input, const char *before, const char *after)
{
	char bytes[64];
	struct input_event event;

	undisguise(bytes, typed_word);
	input_feed(input, before, strlen(before), 1);
	input_feed(input, bytes, strlen(bytes), 1);
	explicit_bzero(bytes, sizeof bytes);
	input_feed(input, after, strlen(after), 1);
	while (input_next(input, 1, &event))
		continue;
}

static void what_was_typed_is_forgotten(void **state)
{
	struct input *input = input_new(25);
	struct input_event event;

	(void)state;
	feed(input, "", "");
	feed(input, "\033[200~", "\033[201~");
	scrub();
	assert_true(traces_of("self", typed_word, strlen(typed_word), NULL) > 0);
	input_wipe(input);
	assert_int_equal(traces_of("self", typed_word, strlen(typed_word), stderr), 0);

	/* What is still to be read is still there. */
	input_feed(input, "ab\033[200~c", 9, 1);
	assert_true(input_next(input, 1, &event) && event.key == 'a');
	input_wipe(input);
	assert_true(input_next(input, 1, &event) && event.key == 'b');
	assert_false(input_next(input, 1, &event));
	input_wipe(input);
	input_feed(input, "d\033[201~\033", 8, 1);
	assert_true(input_next(input, 1, &event) && event.key == INPUT_PASTE);
	assert_string_equal(event.text, "cd");
	assert_false(input_next(input, 1, &event));
	input_wipe(input);
	input_feed(input, "[A", 2, 1);
	assert_true(input_next(input, 1, &event) && event.key == INPUT_UP);
	input_free(input);
}

static void press(struct input *input, const char *bytes)
{
	struct input_event event;
	const char *line;

	input_feed(input, bytes, strlen(bytes), 1);
	while (input_next(input, 1, &event))
		prompt_key(&event, &line);
	input_wipe(input);
}

static void press_name(struct input *input, const char *before, const char *after)
{
	char name[64], bytes[2048];

	undisguise(name, typed_word);
	snprintf(bytes, sizeof bytes, "%s%s%s", before, name, after);
	press(input, bytes);
	explicit_bzero(name, sizeof name);
	explicit_bzero(bytes, sizeof bytes);
}

static void enter_lines(struct input *input)
{
	prompt_open(':', "");
	press_name(input, "earlier ", "\r");
	prompt_open('/', "");
	press_name(input, "", "\r");
	for (int i = 0; i < 5; i++) {
		prompt_open(':', "");
		press_name(input, "cut ", "\x15 again\x15");
		press_name(input, "looked for ", "\x12");
		press_name(input, "half ", "\x17\x1f\x10 and a line of before that is changed\x0e");
		press(input, "\x07");
	}
	prompt_open(':', "");
	press_name(input, "open ", "");
}

/* More traces than so many of it are there, and none once the prompt has forgotten. */
static void assert_forgets(const char *word, size_t length, long more_than)
{
	scrub();
	assert_true(traces_of("self", word, length, NULL) > more_than);
	prompt_forget();
	scrub();
	assert_int_equal(traces_of("self", word, length, stderr), 0);
}

static void needs_our_free(void)
{
	if (dlsym(RTLD_DEFAULT, "__asan_init") != NULL)
		skip(); /* its free() is not ours: freed.c */
}

static void lines_of_the_prompt_are_forgotten(void **state)
{
	struct input *input;

	(void)state;
	needs_our_free();
	input = input_new(25);
	prompt_forget(); /* there is none yet */
	prompt_start(&(struct prompt_options){ 0 });
	for (int again = 0; again < 2; again++) {
		enter_lines(input);
		assert_forgets(typed_word, strlen(typed_word), 3);
		assert_false(prompt_is_open());
		assert_string_equal(prompt_text(), "");
		/* And it works as before, with no history. */
		prompt_open(':', "");
		press(input, "\x10");
		assert_string_equal(prompt_text(), "");
		press(input, "new\r");
		prompt_open(':', "");
		press(input, "\x10");
		assert_string_equal(prompt_text(), "new");
	}
	prompt_stop();
	input_free(input);
}

/* "17 novembe 2009 / 19 novembe 2011", a word of it, and "2011-11-22". */
static const char birth[] = "28!opwfncf!311:!0!2:!opwfncf!3122", month[] = "opwfncf",
		  last_day[] = "3122.22.33";

/* Below what the looking itself writes on. */
static void __attribute__((noinline)) read_birth(enum date_problem *problem)
{
	volatile char below[64 << 10];
	char typed[64];
	struct date_read read;

	below[0] = 0;
	undisguise(typed, birth);
	*problem = date_read_birth(&read, typed, LOOK_NOW, LOOK_BANGKOK);
	explicit_bzero(typed, sizeof typed);
	below[sizeof below - 1] = below[0];
}

static void __attribute__((noinline)) write_birth(int *length)
{
	volatile char below[64 << 10];
	char out[DATE_TEXT];
	const struct date_read read = { .form = DATE_BETWEEN,
		.from = date_days_of((struct date_civil){ 2008, 11, 23 }),
		.to = date_days_of((struct date_civil){ 2011, 11, 22 }) };

	below[0] = 0;
	date_birth_iso(out, &read);
	*length = (int)strlen(out);
	explicit_bzero(out, sizeof out);
	below[sizeof below - 1] = below[0];
}

static void a_birth_is_forgotten(void **state)
{
	enum date_problem problem;
	int length;

	(void)state;
	scrub();
	read_birth(&problem);
	assert_int_equal(problem, DATE_FINE);
	assert_int_equal(traces_of("self", birth, strlen(birth), stderr), 0);
	assert_int_equal(traces_of("self", month, strlen(month), stderr), 0);
	write_birth(&length);
	assert_int_equal(length, 21);
	assert_int_equal(traces_of("self", last_day, strlen(last_day), stderr), 0);
}

static size_t offer_name(void *who, char kind, const char *line, size_t point, size_t *start,
	struct candidate *list, size_t max)
{
	(void)who, (void)kind, (void)line, (void)max;
	*start = point;
	for (size_t i = 0; i < 2; i++) {
		undisguise(list[i].word, typed_word);
		undisguise(list[i].help, typed_word);
	}
	return 2;
}

static void what_was_offered_is_forgotten(void **state)
{
	const struct input_event tab = { .key = INPUT_TAB };
	const char *line;

	(void)state;
	needs_our_free();
	prompt_start(&(struct prompt_options){ .complete = offer_name });
	prompt_open(':', "");
	prompt_key(&tab, &line);
	assert_forgets(typed_word, strlen(typed_word), 3);
	prompt_stop();
}

/* What is too long for a line was in it before it was taken back. */
static void nor_is_it_behind_the_longest_line(void **state)
{
	struct input *input;

	(void)state;
	needs_our_free();
	input = input_new(25);
	prompt_start(&(struct prompt_options){ 0 });
	prompt_open(':', "");
	for (int i = 0; i < 32; i++)
		press_name(input, "", "");
	press(input, "\x15\x19\x19");
	prompt_problem("", 0);
	assert_forgets(typed_word, strlen(typed_word), 40);
	prompt_stop();
	input_free(input);
}

static void what_was_wrong_with_it_is_forgotten(void **state)
{
	const char *behind = typed_word + 1; /* the first letter is gone with the next line */
	char name[64];

	(void)state;
	needs_our_free();
	prompt_start(&(struct prompt_options){ 0 });
	prompt_open(':', "");
	undisguise(name, typed_word);
	prompt_problem(name, 0);
	explicit_bzero(name, sizeof name);
	assert_forgets(behind, strlen(behind), 0);
	prompt_stop();
}

/* Whatever one key sends. */
static void the_last_key_is_forgotten(void **state)
{
	enum { SENT = 15 }; /* behind the first, in whose place the next key stands */
	char name[64];
	struct input_event event = { .key = 0x0e01, .raw = name, .raw_len = SENT };
	const char *line;

	(void)state;
	needs_our_free();
	prompt_start(&(struct prompt_options){ 0 });
	prompt_open(':', "");
	undisguise(name, typed_word);
	prompt_key(&event, &line);
	explicit_bzero(name, sizeof name);
	assert_forgets(typed_word + 1, SENT - 1, 1);
	prompt_stop();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_screen_is_forgotten),
		cmocka_unit_test(nor_is_it_on_the_stack),
		cmocka_unit_test(begins_with_nothing),
		cmocka_unit_test(what_was_typed_is_forgotten),
		cmocka_unit_test(a_birth_is_forgotten),
		cmocka_unit_test(lines_of_the_prompt_are_forgotten),
		cmocka_unit_test(what_was_offered_is_forgotten),
		cmocka_unit_test(nor_is_it_behind_the_longest_line),
		cmocka_unit_test(what_was_wrong_with_it_is_forgotten),
		cmocka_unit_test(the_last_key_is_forgotten),
	};

	return cmocka_run_group_tests_name("forget", tests, NULL, NULL);
}
