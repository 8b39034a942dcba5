/* Any keys, pastes, drafts and sizes of the window: what is typed stays in its memory, the cursor
 * between letters, a draft comes back as it was. The first byte decides what the store holds. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/term/cells.h"
#include "tui/term/input.h"
#include "tui/term/pane.h"
#include "tui/widgets/conflict.h"
#include "tui/widgets/form_int.h"

#include <locale.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(int holds)
{
	if (!holds)
		abort();
}

/* ---- a store ------------------------------------------------------------------------------ */

enum { VALUES = 40, VALUE = 1200, GUARD = 64 };

struct plain {
	char names[VALUES][64], values[VALUES][VALUE];
	size_t count;
};

static const char *get(void *who, const char *name)
{
	struct plain *plain = who;

	for (size_t i = 0; i < plain->count; i++)
		if (strcmp(plain->names[i], name) == 0)
			return plain->values[i][0] != '\0' ? plain->values[i] : NULL;
	return NULL;
}

static int set(void *who, const char *name, const char *value, struct error *e)
{
	struct plain *plain = who;
	size_t i = 0;

	(void)e;
	must(strlen(name) < 64 && strlen(value) < VALUE);
	while (i < plain->count && strcmp(plain->names[i], name) != 0)
		i++;
	must(i < VALUES);
	plain->count += i == plain->count;
	text_copy(plain->names[i], 64, name);
	text_copy(plain->values[i], VALUE, value);
	return 0;
}

static struct form_store store_of(struct plain *plain)
{
	return (struct form_store){ get, set, plain };
}

/* ---- a form ------------------------------------------------------------------------------- */

static const struct field_choice choices[] = { { "TH", "Thailand", "\u0e44\u0e17\u0e22" },
	{ "LA", "Laos", NULL }, { "a", "a", "b" }, { 0 } };
static const struct field fields[] = {
	{ .name = "name.#.text",
		.label = "Name",
		.limit = 12,
		.repeat = 3,
		.flags = FIELD_REQUIRED },
	{ .name = "name.#.kind",
		.label = "Kind",
		.type = FIELD_CHOICE,
		.repeat = 3,
		.choices = choices },
	{ .name = "born", .label = "Born", .type = FIELD_BIRTH, .hint = "When?" },
	{ .name = "many", .label = "Many", .type = FIELD_CHOICES, .choices = choices, .limit = 8 },
	{ .name = "number", .label = "Number", .type = FIELD_NUMBER, .least = -3, .most = 9 },
	{ .name = "call", .label = "Call", .type = FIELD_MOMENT, .flags = FIELD_PAST },
	{ .name = "seen", .label = "Seen", .type = FIELD_DATE },
	{ .name = "risk",
		.label = "A label that is longer than others are",
		.type = FIELD_CHOICE,
		.choices = choices,
		.flags = FIELD_NO_DEFAULT },
	{ .name = "asked", .label = "Asked", .type = FIELD_ASKED },
	{ .name = "story", .label = "Story", .type = FIELD_LONG, .limit = 60 },
	{ 0 },
};

static char *open_form(struct form *form, struct plain *plain)
{
	size_t size = form_memory(fields);
	char *memory = malloc(size + GUARD);
	const struct form_options options = { .fields = fields,
		.store = store_of(plain),
		.clock = { 1795290060000, 420, "Bangkok" },
		.memory = memory };

	must(memory != NULL);
	memset(memory, 'Z', size + GUARD);
	form_open(form, &options);
	return memory;
}

static void close_form(struct form *form, char *memory)
{
	size_t size = form_memory(fields);

	form_close(form);
	for (size_t i = 0; i < size; i++)
		must(memory[i] == 0);
	for (size_t i = size; i < size + GUARD; i++)
		must(memory[i] == 'Z');
	free(memory);
}

/* A place between two letters, read from the start of its line as the editor reads it. */
static int is_between(const struct editor *editor, size_t place)
{
	size_t at = place;
	int columns, risk;

	while (at > 0 && editor->text[at - 1] != '\n')
		at--;
	while (at < place)
		at += cells_next(editor->text + at, editor->length - at, &columns, &risk);
	return at == place;
}

static void check(struct form *form)
{
	must(form->focus < form->count);
	must(form_shown(form, form->focus));
	for (size_t n = 0; n < form->count; n++) {
		const struct editor *editor = &form->slots[n].editor;

		must(editor->length < editor->room && editor->cursor <= editor->length);
		must(strlen(editor->text) == editor->length && editor->text[-1] == '=');
		must(is_between(editor, editor->cursor));
	}
}

/* ---- what happens to it ------------------------------------------------------------------- */

static const int keys[] = { INPUT_TAB, INPUT_ENTER, INPUT_BACKSPACE, INPUT_UP, INPUT_DOWN,
	INPUT_LEFT, INPUT_RIGHT, INPUT_PAGE_UP, INPUT_PAGE_DOWN, INPUT_HOME, INPUT_END,
	INPUT_DELETE, INPUT_BACKTAB, INPUT_CTRL('n'), INPUT_CTRL('p'), INPUT_CTRL('k'),
	INPUT_CTRL('u'), INPUT_CTRL('w'), INPUT_CTRL('e'), INPUT_CTRL('x'), INPUT_ESC,
	INPUT_PASTE_REFUSED, INPUT_ALT, INPUT_F2, INPUT_CTRL('o') };

static void draw(struct form *form, uint8_t byte)
{
	struct pane pane = { .rows = byte & 15, .cols = byte >> 2 };
	char status[80];

	form_draw(form, &pane);
	form_status(form, status, sizeof status);
}

/* Takes one event from the bytes: 0x01 to 0x19 a key, 0x1e a size, 0x1f a paste up to the next
 * 0x1f, else what is typed. */
static void happen(struct form *form, const char **at, const char *end)
{
	struct input_event event = { .key = 0 };
	const char *from = *at;
	int32_t code = text_next(at, end);

	if (code > 0 && (size_t)code <= sizeof keys / sizeof *keys) {
		event.key = keys[code - 1];
	} else if (code == 0x1e && *at < end) {
		draw(form, (uint8_t) * (*at)++);
		return;
	} else if (code == 0x1f) {
		const char *stop = memchr(*at, 0x1f, (size_t)(end - *at));

		event.key = INPUT_PASTE;
		event.text = *at;
		event.text_len = (size_t)((stop != NULL ? stop : end) - *at);
		*at = stop != NULL ? stop + 1 : end;
	} else if (code >= ' ' && (code < 0x7f || code > 0x9f)) {
		event.key = code;
		event.raw = from;
		event.raw_len = (size_t)(*at - from);
	} else {
		return;
	}
	form_key(form, &event);
}

static void come_back(struct form *form, struct plain *plain)
{
	struct plain *draft = calloc(1, sizeof *draft);
	const struct form_store store = store_of(draft);
	struct form again;
	char *memory = open_form(&again, plain);

	must(draft != NULL);
	must(form_draft_write(form, &store, NULL) == 0);
	form_draft_read(&again, &store);
	check(&again);
	must(again.focus == form->focus);
	for (size_t n = 0; n < form->count; n++)
		must(strcmp(again.slots[n].editor.text, form->slots[n].editor.text) == 0);
	must(again.slots[again.focus].editor.cursor == form->slots[form->focus].editor.cursor);
	close_form(&again, memory);
	free(draft);
}

/* Against an empty record, and one that is as it was. */
static void meet(struct form *form, struct plain *plain)
{
	struct plain *mine = malloc(sizeof *mine), *none = calloc(1, sizeof *none);
	struct plain *both = calloc(1, sizeof *both);
	const struct form_store to = store_of(mine), merged = store_of(both);
	struct conflict_options options = {
		.form = form->options, .before = store_of(plain), .mine = to, .title = ""
	};
	struct conflict conflict;
	struct pane pane = { .rows = 20, .cols = 60 };

	must(mine != NULL && none != NULL && both != NULL);
	memcpy(mine, plain, sizeof *mine);
	const int r = form_write(form, &to, NULL);
	must(r == 0 || r == ERR_INPUT);
	options.form.store = store_of(none);
	options.form.memory = malloc(conflict_memory(fields));
	conflict_open(&conflict, &options);
	for (size_t i = 0; i < 6 * conflict.count; i++) {
		static const int pressed[] = { INPUT_PAGE_DOWN, 'm', INPUT_PAGE_DOWN, 't',
			INPUT_PAGE_UP, 'b', INPUT_DOWN };
		const struct input_event event = { .key = pressed[i % 7] };

		pane.rows = (int)(i % 5) * 5;
		conflict_draw(&conflict, &pane);
		conflict_key(&conflict, &event);
	}
	must(conflict_write(&conflict, &merged, NULL) == 0);
	conflict_close(&conflict);
	free(options.form.memory);
	free(mine);
	free(none);
	free(both);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct plain *plain = calloc(1, sizeof *plain);
	const char *at = (const char *)data, *end = at + size;
	struct form form;
	char *memory, value[64];

	setlocale(LC_ALL, "C.UTF-8");
	must(plain != NULL);
	if (size > 0 && (*data & 1)) {
		size_t length = size < sizeof value ? size : sizeof value - 1;

		memcpy(value, data, length);
		value[length] = '\0';
		for (const struct field *field = fields; field->name != NULL; field++)
			if (strchr(field->name, '#') == NULL)
				set(plain, field->name, value, NULL);
	}
	memory = open_form(&form, plain);
	check(&form);
	while (at < end) {
		happen(&form, &at, end);
		check(&form);
	}
	come_back(&form, plain);
	meet(&form, plain);
	close_form(&form, memory);
	free(plain);
	return 0;
}
