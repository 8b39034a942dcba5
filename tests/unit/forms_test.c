/* Each sheet as a form, in each state that it can be in: one picture file a state, of all sheets,
 * tests/screens/forms-STATE.txt. With LOOKS=write they are written, to be read before they are
 * kept. */
#include "tests/unit/a_conflict.h"
#include "tui/sheets/choices.h"
#include "tui/sheets/sheet.h"

enum { ROWS = 30, COLS = 80 };

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

	if (strcmp(f->name, "party") == 0)
		return "PA-7K3F-W9CP";
	if (strcmp(f->name, "place") == 0)
		return "PL-7K3F-W9CP";
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

static void fill_all(const struct sheet *sheet, struct plain *plain)
{
	for (const struct field *f = sheet->fields; f->name != NULL; f++) {
		char name[64], small[64] = "";

		name_of(f, name);
		plain_put(plain, name, value_for(f, small));
	}
}

/* ---- the states; false: this sheet has none -------------------------------------------------- */

static bool of_type(const struct sheet *sheet, struct form *form,
	bool (*fits)(const struct field *))
{
	for (const struct field *f = sheet->fields; f->name != NULL; f++) {
		char name[64];

		/* of a group that is empty its first field is shown */
		if (!fits(f) ||
			(form_prefix(f) > 0 && f > sheet->fields &&
				form_prefix(f) == form_prefix(f - 1)))
			continue;
		name_of(f, name);
		go_to(form, name);
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

static bool empty(const struct sheet *sheet, struct form *form)
{
	(void)sheet, (void)form;
	return true;
}

static bool missing(const struct sheet *sheet, struct form *form)
{
	bool refused = press(form, INPUT_CTRL('x')) != FORM_SAVE;

	(void)sheet;
	return refused && form_errors(form) > 0;
}

static bool wrong(const struct sheet *sheet, struct form *form)
{
	if (!of_type(sheet, form, is_date))
		return false;
	type(form, "31 Feb 2026");
	press(form, INPUT_TAB);
	return true;
}

static bool doubted(const struct sheet *sheet, struct form *form)
{
	if (!of_type(sheet, form, is_doubted))
		return false;
	type(form, "ask her aunt");
	press(form, INPUT_TAB);
	return true;
}

static bool picking(const struct sheet *sheet, struct form *form)
{
	if (!of_type(sheet, form, is_list))
		return false;
	press(form, INPUT_CTRL('n'));
	return true;
}

static bool refused(const struct sheet *sheet, struct form *form)
{
	const struct field *f = sheet->fields;

	for (; f[1].name != NULL && !(f->flags & FIELD_CLEAR); f++)
		;
	return form_refuse(form, f->name, "Not saved. The database says why here. What to do.");
}

/* ---- pictures -------------------------------------------------------------------------------- */

/* Without the empty rows at its end. */
static void add_picture(FILE *out, const struct sheet *sheet, const char *text)
{
	size_t length = strlen(text);
	const char *cursor = strstr(text, "cursor ");

	if (cursor != NULL)
		length = (size_t)(cursor - text);
	while (length > 0 && text[length - 1] == '\n')
		length--;
	fprintf(out, "---- %s\n%.*s\n", sheet->kind, (int)length, text);
}

static void draw_form(FILE *out, const struct sheet *sheet, bool filled,
	bool (*make)(const struct sheet *, struct form *))
{
	struct plain *plain = new_plain();
	struct form form;
	struct look look;
	const struct form_options options = { .fields = sheet->fields,
		.store = plain_store(plain),
		.clock = { LOOK_NOW, LOOK_BANGKOK, "Bangkok" },
		.memory = malloc(form_memory(sheet->fields)),
		.choice = sheet_choice };

	if (filled)
		fill_all(sheet, plain);
	form_open(&form, &options);
	if (make(sheet, &form)) {
		look_open(&look, ROWS, COLS);
		form_draw(&form, &look.all);
		add_picture(out, sheet, look_text(&look));
		look_close(&look);
	}
	a_form_close(&form);
	free(plain);
}

/* Her version of each field, and of every other one somebody else's. */
static void draw_conflict(FILE *out, const struct sheet *sheet)
{
	struct three *three = calloc(1, sizeof *three);
	struct look look;
	struct conflict_options options = { .form = { .fields = sheet->fields,
						    .store = plain_store(&three->theirs),
						    .clock = { LOOK_NOW, LOOK_BANGKOK, "Bangkok" },
						    .choice = sheet_choice },
		.before = plain_store(&three->before),
		.mine = plain_store(&three->mine),
		.title = "changed by supervisor 40 seconds ago" };
	bool theirs = true;

	fill_all(sheet, &three->mine);
	for (const struct field *f = sheet->fields; f->name != NULL; f++, theirs = !theirs) {
		char name[64];

		name_of(f, name);
		if (theirs && (f->type == FIELD_TEXT || f->type == FIELD_LONG) && f->check == NULL)
			plain_put(&three->theirs, name, "somebody else's words");
	}
	options.form.memory = malloc(conflict_memory(sheet->fields));
	conflict_open(&three->conflict, &options);
	look_open(&look, ROWS, COLS);
	conflict_draw(&three->conflict, &look.all);
	add_picture(out, sheet, look_text(&look));
	look_close(&look);
	free_three(three);
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
	char path[100], *kept, *rest;

	snprintf(path, sizeof path, "tests/screens/forms-%s.txt", state);
	if (getenv("LOOKS") != NULL) {
		FILE *file = fopen(path, "w");

		assert_non_null(file);
		fputs(drawn, file);
		fclose(file);
		return;
	}
	kept = rest = read_file(path);
	for (const char *at = drawn; *at != '\0' || *rest != '\0';) {
		size_t own = strcspn(at, "\n"), other = strcspn(rest, "\n");

		if (own != other || strncmp(at, rest, own) != 0)
			fail_msg("%s:\nwanted %.*s\ndrawn  %.*s", path, (int)other, rest, (int)own,
				at);
		at += own + (at[own] == '\n');
		rest += other + (rest[other] == '\n');
	}
	free(kept);
}

static void every_form_in_every_state(void **state)
{
	static const struct {
		const char *name;
		bool filled;
		bool (*make)(const struct sheet *sheet, struct form *form);
	} states[] = {
		{ "empty", false, empty },
		{ "filled", true, empty },
		{ "missing", false, missing },
		{ "wrong", false, wrong },
		{ "doubted", false, doubted },
		{ "picking", false, picking },
		{ "refused", true, refused },
		{ "conflict", true, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		char *drawn = NULL;
		size_t size;
		FILE *out = open_memstream(&drawn, &size);

		for (size_t s = 0; s < SHEETS; s++)
			if (states[i].make != NULL)
				draw_form(out, &sheets[s], states[i].filled, states[i].make);
			else
				draw_conflict(out, &sheets[s]);
		fclose(out);
		compare(states[i].name, drawn);
		free(drawn);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(every_form_in_every_state) };

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("forms", tests, NULL, NULL);
}
