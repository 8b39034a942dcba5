/* Every form in every state that it can be in, as the console shows it: one picture file a state,
 * tests/screens/forms-STATE.txt, with a heading for each form. A form that has no such state says
 * so there. With LOOKS=write they are written, to be read before they are kept. */
#include <locale.h>

#include "tests/unit/a_console.h"
#include "tui/sheets/choices.h"

enum { FORM_BYTES = 48 << 10 };

/* What a hand would type there; a value as it is kept. */
static const char *value_for(const struct field *f, char small[static 64])
{
	static const char *const of[] = { [FIELD_TEXT] = "as she says it",
		[FIELD_LONG] = "what she said",
		[FIELD_DATE] = "2026-01-02",
		[FIELD_MOMENT] = "2026-11-22T14:30:00+07:00",
		[FIELD_BIRTH] = "2008",
		[FIELD_ASKED] = "yes" };
	struct field_choice choice = { 0 };

	if (strcmp(f->name, "office") == 0)
		return "BKK";
	if (strcmp(f->name, "party") == 0)
		return "PA-7K3F-W9CP";
	if (strcmp(f->name, "place") == 0 && f->type == FIELD_TEXT)
		return "PL-7K3F-W9CP";
	if (f->type == FIELD_MOMENT && f->flags & FIELD_PAST)
		return "2026-11-22T01:30:00+07:00";
	if (f->check == check_phone)
		return "+66 2 000 0000";
	if (f->type == FIELD_NUMBER)
		snprintf(small, 64, "%lld", (long long)f->least + 1);
	else if (f->type == FIELD_CHOICES && f->choices != NULL && f->choices[1].code != NULL)
		snprintf(small, 64, "%s;%s", f->choices[0].code, f->choices[1].code);
	else if (f->type != FIELD_CHOICE && f->type != FIELD_CHOICES)
		return of[f->type];
	else if (f->choices != NULL)
		text_copy(small, 64, f->choices[0].code);
	else if (sheet_choice(NULL, f, 0, &choice))
		text_copy(small, 64, choice.code);
	return small;
}

/* The first of a repeated one. */
static void name_of(const struct field *f, char name[static 64])
{
	size_t prefix = form_prefix(f);

	text_copy(name, 64, f->name);
	if (prefix > 0)
		name[prefix] = '1';
}

static struct record *filled_record(const struct sheet *sheet, const char *text)
{
	static char bytes[FORM_BYTES];
	static struct record record;
	bool other = true;

	assert_int_equal(record_begin(&record, bytes, sizeof bytes, NULL), 0);
	for (const struct field *f = sheet->fields; f->name != NULL; f++, other = !other) {
		char name[64], small[64] = "";
		const char *value = value_for(f, small);

		name_of(f, name);
		if (text != NULL && other && f->check == NULL &&
			(f->type == FIELD_TEXT || f->type == FIELD_LONG))
			value = text;
		assert_int_equal(record_put(&record, name, value, NULL), 0);
	}
	return &record;
}

/* ---- the states; they return why this form has none, NULL: it is there ---------------------- */

/* In the form that is open; empty: of a group its first field alone is shown. */
static bool of_type(const struct sheet *sheet, bool is_empty, bool (*fits)(const struct field *))
{
	for (const struct field *f = sheet->fields; f->name != NULL; f++) {
		char name[64];

		if (!fits(f) ||
			(is_empty && form_prefix(f) > 0 && f > sheet->fields &&
				form_prefix(f) == form_prefix(f - 1)))
			continue;
		name_of(f, name);
		go_to(&edit->form, name);
		return true;
	}
	return false;
}

static bool is_list(const struct field *f)
{
	return f->type == FIELD_CHOICE || f->type == FIELD_CHOICES || f->type == FIELD_ASKED;
}

static bool is_date(const struct field *f)
{
	return f->type == FIELD_DATE || f->type == FIELD_MOMENT || f->type == FIELD_BIRTH;
}

static bool is_doubted(const struct field *f)
{
	return f->check == check_phone;
}

static bool is_words(const struct field *f)
{
	return (f->type == FIELD_TEXT || f->type == FIELD_LONG) && f->check == NULL;
}

static const char *empty(const struct sheet *sheet)
{
	open_form(sheet, NULL);
	return NULL;
}

static const char *filled(const struct sheet *sheet)
{
	open_form(sheet, filled_record(sheet, NULL));
	return NULL;
}

static const char *missing(const struct sheet *sheet)
{
	open_form(sheet, NULL);
	strike(INPUT_CTRL('x'));
	return form_errors(&edit->form) > 0 ? NULL : "nothing is required";
}

/* On the first field of that type; where an empty form has none, in one that is filled. */
static bool open_on(const struct sheet *sheet, bool (*fits)(const struct field *))
{
	open_form(sheet, NULL);
	if (of_type(sheet, true, fits))
		return true;
	close_form();
	open_form(sheet, filled_record(sheet, NULL));
	return of_type(sheet, false, fits);
}

static bool is_read(const struct field *f)
{
	return is_date(f) || is_list(f);
}

static const char *wrong(const struct sheet *sheet)
{
	bool there = open_on(sheet, is_date);

	if (!there) {
		close_form();
		there = open_on(sheet, is_list);
	}
	if (!there)
		return "no date, no list";
	strike(INPUT_CTRL('u'));
	type(&edit->form, "31 Feb 2026");
	strike(INPUT_TAB);
	assert_true(form_errors(&edit->form) > 0);
	return NULL;
}

/* A telephone that looks like none; else what a newer program kept, and this one cannot read. */
static const char *doubted(const struct sheet *sheet)
{
	const struct field *f = sheet->fields;
	struct record *record;
	char name[64];

	if (open_on(sheet, is_doubted)) {
		strike(INPUT_CTRL('u'));
		type(&edit->form, "ask her aunt");
		strike(INPUT_TAB);
		return NULL;
	}
	close_form();
	while (f->name != NULL && !is_read(f))
		f++;
	assert_non_null(f->name);
	name_of(f, name);
	record = filled_record(sheet, NULL);
	assert_int_equal(record_put(record, name, "something newer", NULL), 0);
	open_form(sheet, record);
	go_to(&edit->form, name);
	strike(INPUT_TAB);
	return NULL;
}

static const char *picking(const struct sheet *sheet)
{
	if (!open_on(sheet, is_list))
		return "no list";
	strike(INPUT_CTRL('n'));
	return NULL;
}

/* All of it filled, and something typed just now, where there is room for more words. */
static void typed(const struct sheet *sheet)
{
	open_form(sheet, filled_record(sheet, NULL));
	for (const struct field *f = sheet->fields; !form_changed(&edit->form); f++) {
		char name[64];

		if (f->name == NULL)
			fail_msg("%s: no field for words", sheet->kind);
		name_of(f, name);
		if (!is_words(f) || (f->limit > 0 && f->limit < 16))
			continue;
		go_to(&edit->form, name);
		type(&edit->form, "QQ");
	}
}

static const char *refused(const struct sheet *sheet)
{
	const struct field *f = sheet->fields;

	typed(sheet);
	for (; f[1].name != NULL && !(f->flags & FIELD_CLEAR); f++)
		;
	text_copy(edit->keeping.field, sizeof edit->keeping.field, f->name);
	text_copy(edit->keeping.problem, sizeof edit->keeping.problem,
		"Not saved. The database says why here. What to do.");
	edit_kept(edit, KEEPING_REFUSED);
	return NULL;
}

/* Of every other text somebody else has made another. */
static const char *conflict(const struct sheet *sheet)
{
	struct opened theirs = {
		.at = { .version = 2 }, .writer = "supervisor", .written_at = LOOK_NOW - 40000
	};

	typed(sheet);
	theirs.record = *filled_record(sheet, "somebody else's words");
	edit_compare(edit, &theirs);
	assert_int_equal(edit->step, EDIT_COMPARING);
	return NULL;
}

/* Left with Esc, and asked for again. A call that begins is another: it is told of the draft. */
static const char *draft(const struct sheet *sheet)
{
	typed(sheet);
	assert_true(edit_write_draft(edit));
	close_form();
	open_form(sheet, NULL);
	edit_close_form(edit);
	if (edit_is_call(edit)) {
		edit_begin_call(edit);
		return NULL;
	}
	assert_true(edit_find_draft(edit));
	edit_offer_draft(edit);
	return NULL;
}

static const char *offline(const struct sheet *sheet)
{
	typed(sheet);
	cut = true;
	return NULL;
}

static const char *unsent(const struct sheet *sheet)
{
	typed(sheet);
	cut = true;
	strike(INPUT_CTRL('x'));
	if (waits)
		answer_unsent();
	assert_non_null(strstr(screen_text(), "Not saved: the database cannot be reached."));
	return NULL;
}

/* Nothing of the form is left on the screen, and all of it comes back. */
static const char *locked(const struct sheet *sheet)
{
	char *before, *after;

	typed(sheet);
	before = strdup(screen_text());
	assert_true(app_lock(&app));
	assert_non_null(strstr(before, "QQ"));
	assert_null(strstr(screen_text(), "QQ"));
	app.lock.step = LOCK_OFF;
	app.lock.locked = false;
	vault_take_back(&app);
	after = strdup(screen_text());
	assert_string_equal(before, after);
	free(before);
	free(after);
	assert_true(app_lock(&app));
	return NULL;
}

static const struct {
	const char *name;
	const char *(*make)(const struct sheet *sheet);
} states[] = {
	{ "empty", empty },
	{ "filled", filled },
	{ "doubted", doubted },
	{ "wrong", wrong },
	{ "missing", missing },
	{ "picking", picking },
	{ "draft", draft },
	{ "conflict", conflict },
	{ "refused", refused },
	{ "offline", offline },
	{ "unsent", unsent },
	{ "locked", locked },
};
enum { STATES = sizeof states / sizeof *states };

/* ---- pictures -------------------------------------------------------------------------------- */

/* Without the empty rows between the form and what stands below it. */
static void add_picture(FILE *out, const char *text)
{
	for (size_t length; *text != '\0'; text += length + (text[length] == '\n')) {
		length = strcspn(text, "\n");
		if (length > 0 && strncmp(text, "cursor ", 7) != 0)
			fprintf(out, "%.*s\n", (int)length, text);
	}
}

/* As it was before. */
static void end_form(void)
{
	struct draft_place left;

	if (away) {
		app.lock.step = LOCK_OFF;
		app.lock.locked = false;
		vault_take_back(&app);
	}
	cut = false;
	edit_drop_draft(edit);
	close_form();
	for (int number = 1; number <= DRAFTS; number++)
		if (draft_take(&app, &left, number))
			draft_drop(&app, &left);
}

static void draw_form(FILE *out, const struct sheet *sheet, size_t at)
{
	const char *none = states[at].make(sheet);

	fprintf(out, "---- %s: %s%s%s\n", sheet->kind, states[at].name, none != NULL ? ": " : "",
		none != NULL ? none : "");
	if (none == NULL)
		add_picture(out, screen_text());
	end_form();
}

static char *read_file(const char *path)
{
	FILE *file = fopen(path, "r");
	char *text = NULL;
	size_t size = 0;

	if (file == NULL)
		fail_msg("%s is not there: LOOKS=write writes it", path);
	if (getdelim(&text, &size, '\0', file) < 0)
		fail_msg("%s is empty", path);
	fclose(file);
	return text;
}

static void compare(const char *state, const char *drawn)
{
	char path[100], *wanted, *rest;

	snprintf(path, sizeof path, "tests/screens/forms-%s.txt", state);
	if (getenv("LOOKS") != NULL) {
		FILE *file = fopen(path, "w");

		assert_non_null(file);
		fputs(drawn, file);
		fclose(file);
		return;
	}
	wanted = rest = read_file(path);
	for (const char *at = drawn; *at != '\0' || *rest != '\0';) {
		size_t own = strcspn(at, "\n"), other = strcspn(rest, "\n");

		if (own != other || strncmp(at, rest, own) != 0)
			fail_msg("%s:\nwanted %.*s\ndrawn  %.*s", path, (int)other, rest, (int)own,
				at);
		at += own + (at[own] == '\n');
		rest += other + (rest[other] == '\n');
	}
	free(wanted);
}

static void compare_drawn(FILE *out, char **drawn, const char *name)
{
	fclose(out);
	compare(name, *drawn);
	free(*drawn);
	close_screen();
}

static void every_form_in_every_state(void **state)
{
	char *drawn = NULL;
	size_t size;

	(void)state;
	for (size_t i = 0; i < STATES; i++) {
		FILE *out = open_memstream(&drawn, &size);

		open_screen(24, 80);
		draw_form(out, &sheet_new_call, i);
		for (size_t s = 0; s < SHEETS; s++)
			draw_form(out, &sheets[s], i);
		compare_drawn(out, &drawn, states[i].name);
	}
}

/* The two that are written in a hurry, on a small terminal and on a large one. */
static void in_a_hurry_on_any_terminal(void **state)
{
	static const struct sheet *const hurried[] = { &sheet_new_call, &sheets[SHEET_HANDOVER] };
	static const struct {
		const char *name;
		int rows, cols;
	} sizes[] = { { "60x20", 20, 60 }, { "132x43", 43, 132 } };
	char *drawn = NULL;
	size_t size;

	(void)state;
	for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
		FILE *out = open_memstream(&drawn, &size);

		open_screen(sizes[s].rows, sizes[s].cols);
		for (size_t f = 0; f < sizeof hurried / sizeof *hurried; f++)
			for (size_t i = 0; i < STATES; i++)
				draw_form(out, hurried[f], i);
		compare_drawn(out, &drawn, sizes[s].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_form_in_every_state, open_console,
			close_console),
		cmocka_unit_test_setup_teardown(in_a_hurry_on_any_terminal, open_console,
			close_console),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("forms", tests, NULL, NULL);
}
