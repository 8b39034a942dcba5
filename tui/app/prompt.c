#include "tui/app/prompt.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <readline/readline.h>

#include "db/base/text.h"
#include "tui/intl.h"
#include "tui/app/prompt_history.h"
#include "tui/app/prompt_look.h"
#include "tui/app/verb.h"
#include "tui/term/input.h"
#include "tui/term/pane.h"

enum {
	KINDS = 2,
	CUTS_KEPT = 10, /* by readline */
	LONGEST = 4 * LINE_MAX_BYTES, /* bytes of a line before what is too long is taken back */
	PROBLEM_BYTES = 200,
	FIRST_CODE = 5 /* 4 would be taken for the end of a file */
};

/* Readline keeps the line and the history in globals; what it lacks is here. */
static struct prompt {
	struct prompt_options options;
	HISTORY_STATE histories[KINDS];
	Keymap keymap;
	FILE *in, *out; /* nowhere: readline has no business with the terminal */
	bool open, entered;
	char kind;
	char line[LINE_MAX_BYTES]; /* as entered */
	unsigned char queue[16]; /* bytes of one event */
	size_t queued, read;

	char problem[PROBLEM_BYTES];
	int caret; /* byte of the line it is about, or PROMPT_NO_CARET */

	struct prompt_offer offer;
} prompt;

/* The keys of the line. Each stands for a byte of its own in the keymap, so that nothing but this
 * table and printable characters ever reaches readline. */
static const struct edit {
	int key;
	rl_command_func_t *run;
} edits[] = {
	{ INPUT_ENTER, rl_newline },
	{ INPUT_BACKSPACE, rl_rubout },
	{ INPUT_DELETE, rl_delete },
	{ INPUT_CTRL('d'), rl_delete },
	{ INPUT_LEFT, rl_backward_char },
	{ INPUT_CTRL('b'), rl_backward_char },
	{ INPUT_RIGHT, rl_forward_char },
	{ INPUT_CTRL('f'), rl_forward_char },
	{ INPUT_SHIFT_LEFT, rl_backward_word },
	{ INPUT_SHIFT_RIGHT, rl_forward_word },
	{ INPUT_HOME, rl_beg_of_line },
	{ INPUT_CTRL('a'), rl_beg_of_line },
	{ INPUT_END, rl_end_of_line },
	{ INPUT_CTRL('e'), rl_end_of_line },
	{ INPUT_UP, rl_get_previous_history },
	{ INPUT_CTRL('p'), rl_get_previous_history },
	{ INPUT_DOWN, rl_get_next_history },
	{ INPUT_CTRL('n'), rl_get_next_history },
	{ INPUT_CTRL('r'), rl_history_substr_search_backward },
	{ INPUT_CTRL('k'), rl_kill_line },
	{ INPUT_CTRL('u'), rl_unix_line_discard },
	{ INPUT_CTRL('w'), rl_unix_word_rubout },
	{ INPUT_CTRL('y'), rl_yank },
	{ INPUT_CTRL('t'), rl_transpose_chars },
	{ INPUT_CTRL('_'), rl_undo_command },
};
_Static_assert(FIRST_CODE + sizeof edits / sizeof *edits <= ' ', "a control byte for each key");

/* ---- readline without a terminal ---- */

static int next_byte(FILE *in)
{
	(void)in;
	if (prompt.read < prompt.queued)
		return prompt.queue[prompt.read++];
	errno = EAGAIN;
	return EOF;
}

static int byte_waits(void)
{
	return prompt.read < prompt.queued;
}

static void draw_nothing(void)
{
}

static void line_done(char *text)
{
	rl_callback_handler_remove();
	prompt.open = false;
	prompt.entered = text != NULL;
	if (text != NULL)
		text_copy(prompt.line, sizeof prompt.line, text);
	free(text);
}

static Keymap keymap_new(void)
{
	Keymap map = rl_make_bare_keymap();

	for (int c = ' '; c < 256; c++)
		if (c != 0x7f)
			rl_bind_key_in_map(c, rl_insert, map);
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++)
		rl_bind_key_in_map(FIRST_CODE + (int)i, edits[i].run, map);
	return map;
}

void prompt_start(const struct prompt_options *options)
{
	static const char *const settings[][2] = { { "bell-style", "none" },
		{ "convert-meta", "off" }, { "input-meta", "on" }, { "output-meta", "on" },
		{ "enable-bracketed-paste", "off" }, { "enable-active-region", "off" },
		{ "revert-all-at-newline", "on" } };

	const char *locale = setlocale(LC_CTYPE, NULL);

	memset(&prompt, 0, sizeof prompt);
	prompt.options = *options;
	prompt.in = fmemopen(NULL, 1, "r");
	prompt.out = fmemopen(NULL, 1, "w");
	rl_instream = prompt.in;
	rl_outstream = prompt.out;
	rl_readline_name = "homeward";
	rl_catch_signals = 0;
	rl_catch_sigwinch = 0;
	rl_change_environment = 0;
	rl_prep_term_function = NULL;
	rl_deprep_term_function = NULL;
	rl_getc_function = next_byte;
	rl_input_available_hook = byte_waits;
	/* Set before rl_initialize() it also keeps readline from asking terminfo. */
	rl_redisplay_function = draw_nothing;
	/* Tab is ours: readline's own completion would offer file names. */
	rl_inhibit_completion = 1;
	rl_attempted_completion_over = 1;
	setenv("INPUTRC", "/dev/null", 1);
	/* At every line readline sets the locale that the environment names. */
	if (locale != NULL)
		setenv("LC_ALL", locale, 1);
	rl_initialize();
	rl_extend_line_buffer(LONGEST); /* it is never moved: a copy would lie where it was */
	rl_tty_set_echoing(0);
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		rl_variable_bind(settings[i][0], settings[i][1]);
	prompt.keymap = keymap_new();
	rl_set_keymap(prompt.keymap);
}

static HISTORY_STATE *history_of(char kind)
{
	return &prompt.histories[kind == '/'];
}

static void feed(const void *bytes, size_t length)
{
	memcpy(prompt.queue, bytes, length);
	prompt.queued = length;
	prompt.read = 0;
	while (prompt.open && prompt.read < prompt.queued)
		rl_callback_read_char();
}

static void edit(int key)
{
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++)
		if (edits[i].key == key)
			feed(&(unsigned char){ (unsigned char)(FIRST_CODE + i) }, 1);
}

/* As if entered, for only then readline undoes what was edited in earlier lines of the history. */
static void cancel(void)
{
	if (!prompt.open)
		return;
	rl_callback_sigcleanup();
	edit(INPUT_ENTER);
	prompt_history_leave(history_of(prompt.kind));
}

const char *prompt_library(void)
{
	return rl_library_version;
}

static void drop_histories(void)
{
	for (size_t i = 0; i < KINDS; i++)
		prompt_history_drop(&prompt.histories[i]);
}

/* Readline keeps places of its own for the line, what was cut and what was looked for: the longest
 * line there may be goes through each of them. */
static void type_over(void)
{
	char blanks[LINE_MAX_BYTES];

	memset(blanks, ' ', sizeof blanks - 1);
	blanks[sizeof blanks - 1] = '\0';
	for (int i = 0; i < CUTS_KEPT; i++) {
		prompt_open(':', blanks);
		edit(INPUT_CTRL('r'));
		edit(INPUT_CTRL('u'));
		cancel();
	}
	explicit_bzero(rl_line_buffer, LONGEST);
}

void prompt_forget(void)
{
	if (prompt.in == NULL)
		return;
	cancel();
	drop_histories();
	type_over();
	explicit_bzero(prompt.line, sizeof prompt.line);
	explicit_bzero(prompt.queue, sizeof prompt.queue);
	explicit_bzero(prompt.problem, sizeof prompt.problem);
	explicit_bzero(&prompt.offer, sizeof prompt.offer);
}

void prompt_stop(void)
{
	cancel();
	drop_histories();
	rl_set_keymap(rl_get_keymap_by_name("emacs"));
	rl_free_keymap(prompt.keymap);
	rl_instream = rl_outstream = NULL;
	fclose(prompt.in);
	fclose(prompt.out);
	memset(&prompt, 0, sizeof prompt);
}

void prompt_open(char kind, const char *text)
{
	char kept[LINE_MAX_BYTES];

	text_copy(kept, sizeof kept, text);
	cancel();
	prompt.kind = kind;
	prompt.problem[0] = '\0';
	prompt_offer_clear(&prompt.offer);
	prompt_history_enter(history_of(kind));
	rl_callback_handler_install("", line_done);
	rl_insert_text(kept);
	prompt.open = true;
}

bool prompt_is_open(void)
{
	return prompt.open;
}

char prompt_kind(void)
{
	return prompt.kind;
}

const char *prompt_text(void)
{
	return prompt.open ? rl_line_buffer : prompt.line;
}

void prompt_resize(int rows, int columns)
{
	rl_set_screen_size(rows, columns);
}

/* ---- problems ---- */

static void problem_here(const char *text)
{
	text_copy(prompt.problem, sizeof prompt.problem, text);
	prompt.caret = PROMPT_NO_CARET;
}

static void too_long(void)
{
	char text[PROBLEM_BYTES];

	snprintf(text, sizeof text, _("A line holds %d bytes at most."), LINE_MAX_BYTES - 1);
	problem_here(text);
}

void prompt_problem(const char *text, size_t caret)
{
	if (!prompt.open) {
		char line[LINE_MAX_BYTES];

		memcpy(line, prompt.line, sizeof line);
		prompt_open(prompt.kind, line);
	}
	prompt_history_drop_last(rl_line_buffer);
	rl_point = (int)text_cut(rl_line_buffer, (size_t)rl_end, caret);
	text_copy(prompt.problem, sizeof prompt.problem, text);
	prompt.caret = rl_point;
}

/* ---- completion ---- */

/* Puts the beginning of the first candidate in the place of the bytes from start to the cursor. */
static void replace(size_t start, size_t length)
{
	char word[sizeof prompt.offer.candidates[0].word];

	if ((size_t)rl_end - ((size_t)rl_point - start) + length >= LINE_MAX_BYTES) {
		too_long();
		return;
	}
	memcpy(word, prompt.offer.candidates[0].word, length);
	word[length] = '\0';
	rl_begin_undo_group();
	rl_delete_text((int)start, rl_point);
	rl_point = (int)start;
	rl_insert_text(word);
	rl_end_undo_group();
}

/* Asks for what may stand at the cursor; false: nothing may. */
static bool ask(size_t *start)
{
	struct prompt_offer *offer = &prompt.offer;
	const struct prompt_options *options = &prompt.options;

	*start = (size_t)rl_point;
	prompt_offer_clear(offer);
	if (options->complete != NULL)
		offer->count = options->complete(options->who, prompt.kind, rl_line_buffer,
			(size_t)rl_point, start, offer->candidates,
			sizeof offer->candidates / sizeof *offer->candidates);
	if (offer->count == 0)
		problem_here(_("Nothing is known that fits here."));
	return offer->count > 0;
}

static void complete(void)
{
	size_t start, length;

	if (prompt.offer.count > 0 && !prompt.offer.explained) {
		prompt_offer_turn(&prompt.offer);
		return;
	}
	if (!ask(&start))
		return;
	prompt.offer.explained = false;
	length = prompt_offer_common(&prompt.offer);
	if (prompt.offer.count == 1 || length > (size_t)rl_point - start)
		replace(start, length);
	if (prompt.offer.count == 1)
		prompt_offer_clear(&prompt.offer);
}

static void explain(void)
{
	size_t start;

	if (prompt.offer.count > 0 && prompt.offer.explained)
		prompt_offer_turn(&prompt.offer);
	else if (ask(&start))
		prompt.offer.explained = true;
}

/* `?` asks at the beginning of a word; inside one it is a character. */
static bool asks_for_help(const struct input_event *event)
{
	return event->key == '?' && (rl_point == 0 || rl_line_buffer[rl_point - 1] == ' ');
}

/* ---- keys ---- */

static void insert(const struct input_event *event)
{
	size_t length = event->text_len;

	/* The newline at the end of a copied line. */
	while (event->text_lines && length > 0 && strchr(" \n", event->text[length - 1]) != NULL)
		length--;
	if ((size_t)rl_end + length >= LINE_MAX_BYTES) {
		too_long();
	} else {
		char text[LINE_MAX_BYTES];

		memcpy(text, event->text, length);
		text[length] = '\0';
		for (char *c = text; *c != '\0'; c++)
			if (*c == '\n')
				*c = ' ';
		rl_insert_text(text);
		if (event->text_cleaned)
			problem_here(_("Control characters in the pasted text were left out."));
	}
}

/* A key of the table; what makes the line too long is taken back. */
static void edit_bounded(int key)
{
	char before[LINE_MAX_BYTES];
	int point = rl_point;

	memcpy(before, rl_line_buffer, (size_t)rl_end + 1);
	edit(key);
	if (prompt.open && rl_end >= LINE_MAX_BYTES) {
		rl_replace_line(before, 1);
		rl_point = point;
		too_long();
	}
}

static void type(const struct input_event *event)
{
	bool printable = event->key >= ' ' && event->key < INPUT_UP &&
		(event->key < 0x7f || event->key > 0x9f);
	/* The keypad sends more than the digit. */
	const char ascii = (char)event->key;
	size_t length = event->key < 0x80 ? 1 : event->raw_len;

	if (!printable)
		edit_bounded(event->key);
	else if ((size_t)rl_end + length >= LINE_MAX_BYTES)
		too_long();
	else if (length <= sizeof prompt.queue)
		feed(event->key < 0x80 ? &ascii : event->raw, length);
}

static bool leaves(int key)
{
	return key == INPUT_ESC || key == INPUT_CTRL('c') || key == INPUT_CTRL('g');
}

static enum prompt_result finish(const char **line)
{
	bool blank = prompt.line[strspn(prompt.line, " ")] == '\0';

	if (prompt.entered)
		prompt_history_keep(prompt.line);
	prompt_history_leave(history_of(prompt.kind));
	if (!prompt.entered || strcmp(prompt.line, "^") == 0 || (blank && prompt.kind == ':'))
		return PROMPT_CANCELLED;
	*line = prompt.line;
	return PROMPT_ENTERED;
}

enum prompt_result prompt_key(const struct input_event *event, const char **line)
{
	bool asked = event->key == INPUT_TAB || asks_for_help(event);

	prompt.problem[0] = '\0';
	if (!asked)
		prompt_offer_clear(&prompt.offer);
	if (leaves(event->key)) {
		cancel();
		return PROMPT_CANCELLED;
	}
	if (event->key == INPUT_TAB)
		complete();
	else if (asked)
		explain();
	else if (event->key == INPUT_PASTE)
		insert(event);
	else if (event->key == INPUT_PASTE_REFUSED)
		problem_here(_("The pasted text is too long, or its end is missing."));
	else
		type(event);
	return prompt.open ? PROMPT_OPEN : finish(line);
}

void prompt_draw(struct pane *line, struct pane *above, const char *note)
{
	struct prompt_look look = {
		.kind = prompt.kind,
		.text = rl_line_buffer,
		.point = (size_t)rl_point,
		.problem = prompt.problem,
		.caret = prompt.caret,
	};

	if (prompt.open)
		prompt_look_draw(&look, &prompt.offer, line, above, note);
}
