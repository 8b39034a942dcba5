/* a_form.h: a form that tests fill in, a store of values that is an array, and a keyboard. */
#ifndef TESTS_UNIT_A_FORM_H
#define TESTS_UNIT_A_FORM_H

#include <string.h>

#include "db/base/text.h"
#include "tests/unit/look.h"
#include "tui/term/input.h"
#include "tui/widgets/form.h"

#define BURMESE "\u1019\u103c\u1014\u103a\u1019\u102c"

enum { PLAIN_VALUES = 64, PLAIN_VALUE = 40000 };

struct plain {
	struct {
		char name[64], value[PLAIN_VALUE];
	} values[PLAIN_VALUES];
	size_t count, room; /* room: values that it takes; 0: PLAIN_VALUES */
};

static inline const char *plain_get(void *who, const char *name)
{
	struct plain *plain = who;

	for (size_t i = 0; i < plain->count; i++)
		if (strcmp(plain->values[i].name, name) == 0 && plain->values[i].value[0] != '\0')
			return plain->values[i].value;
	return NULL;
}

static inline int plain_set(void *who, const char *name, const char *value, struct error *e)
{
	struct plain *plain = who;
	size_t i = 0;

	assert_true(strlen(name) < sizeof plain->values[0].name);
	assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_."), strlen(name));
	while (i < plain->count && strcmp(plain->values[i].name, name) != 0)
		i++;
	if (i == plain->count && value[0] == '\0')
		return 0;
	if (i == (plain->room != 0 ? plain->room : PLAIN_VALUES))
		return error_set(e, ERR_MEMORY, "No room.");
	plain->count += i == plain->count;
	text_copy(plain->values[i].name, sizeof plain->values[i].name, name);
	text_copy(plain->values[i].value, sizeof plain->values[i].value, value);
	return 0;
}

static inline struct form_store plain_store(struct plain *plain)
{
	return (struct form_store){ plain_get, plain_set, plain };
}

static inline const char *plain_value(struct plain *plain, const char *name)
{
	const char *value = plain_get(plain, name);

	return value != NULL ? value : "";
}

static inline void plain_put(struct plain *plain, const char *name, const char *value)
{
	assert_int_equal(plain_set(plain, name, value, NULL), 0);
}

static inline struct plain *new_plain(void)
{
	return calloc(1, sizeof(struct plain));
}

/* ---- the form --------------------------------------------------------------------------- */

static inline bool a_form_country(void *who, const struct field *field, size_t n,
	struct field_choice *choice)
{
	static const struct field_choice countries[] = {
		{ "KH", N_("Cambodia"), "\u1780\u1798\u17d2\u1796\u17bb\u1787\u17b6" },
		{ "LA", N_("Laos"), "\u0ea5\u0eb2\u0ea7" },
		{ "MY", N_("Malaysia"), NULL },
		{ "MM", N_("Myanmar"), "\u1019\u103c\u1014\u103a\u1019\u102c" },
		{ "TH", N_("Thailand"), "\u0e44\u0e17\u0e22" },
		{ "VN", N_("Viet Nam"), "Vi\u1ec7t Nam" },
		{ "PH", N_("Philippines"), NULL },
		{ "CN", N_("China"), "\u4e2d\u56fd" },
	};

	(void)who, (void)field;
	if (n >= sizeof countries / sizeof *countries)
		return false;
	*choice = countries[n];
	return true;
}

/* A word about another field, as no type can know it. */
static inline enum field_verdict a_form_check(const struct form *form, const struct field *field,
	const char *value, char sentence[static FORM_SENTENCE])
{
	char small[FORM_SMALL];

	(void)field;
	if (strcmp(value, "0") == 0 && form_value(form, "born", small)[0] != '\0') {
		text_copy(sentence, FORM_SENTENCE, "Nobody was there?");
		return FIELD_DOUBT;
	}
	return FIELD_FINE;
}

static const struct field_choice a_form_kinds[] = { { "given", N_("given name"), NULL },
	{ "nick", N_("nickname"), NULL }, { "papers", N_("in papers"), NULL }, { 0 } };
static const struct field_choice a_form_risks[] = { { "low", N_("low"), NULL },
	{ "medium", N_("medium"), NULL }, { "high", N_("high"), NULL }, { 0 } };

static const struct field a_form_fields[] = {
	{ .name = "name.#.text",
		.label = N_("Name"),
		.hint = N_("As she says it, in her own script."),
		.flags = FIELD_REQUIRED,
		.limit = 60,
		.repeat = 3 },
	{ .name = "name.#.kind",
		.label = N_("Kind of name"),
		.type = FIELD_CHOICE,
		.choices = a_form_kinds,
		.repeat = 3 },
	{ .name = "born",
		.label = N_("Born"),
		.hint = N_("22 Nov 2008, Nov 2008, 2008, 15-17y; BE 2551 is 2008."),
		.type = FIELD_BIRTH },
	{ .name = "country", .label = N_("Citizen of"), .type = FIELD_CHOICE },
	{ .name = "languages", .label = N_("Languages"), .type = FIELD_CHOICES },
	{ .name = "people",
		.label = N_("People there"),
		.type = FIELD_NUMBER,
		.least = 0,
		.most = 500,
		.check = a_form_check },
	{ .name = "call", .label = N_("Call back at"), .type = FIELD_MOMENT },
	{ .name = "seen", .label = N_("Seen on"), .type = FIELD_DATE, .flags = FIELD_PAST },
	{ .name = "risk",
		.label = N_("Risk"),
		.type = FIELD_CHOICE,
		.choices = a_form_risks,
		.flags = FIELD_REQUIRED | FIELD_NO_DEFAULT },
	{ .name = "afraid",
		.label = N_("Afraid to go back to where she comes from"),
		.type = FIELD_ASKED },
	{ .name = "story", .label = N_("What she says"), .type = FIELD_LONG, .limit = 2000 },
	{ 0 },
};

static inline void a_form_open(struct form *form, struct plain *plain)
{
	const struct form_options options = { .fields = a_form_fields,
		.store = plain_store(plain),
		.clock = { LOOK_NOW, LOOK_BANGKOK, "Bangkok" },
		.memory = malloc(form_memory(a_form_fields)),
		.choice = a_form_country };

	form_open(form, &options);
}

static inline void a_form_close(struct form *form)
{
	void *memory = form->options.memory;

	form_close(form);
	free(memory);
}

/* ---- the keyboard ------------------------------------------------------------------------ */

static inline enum form_result press(struct form *form, int key)
{
	const char raw = (char)key;

	return form_key(form,
		&(struct input_event){ .key = key, .raw = &raw, .raw_len = key < 0x80 });
}

/* Each character as a key. */
static inline void type(struct form *form, const char *text)
{
	const char *end = text + strlen(text);

	while (text < end)
		press(form, text_next(&text, end));
}

static inline enum form_result paste(struct form *form, const char *text)
{
	return form_key(form,
		&(struct input_event){
			.key = INPUT_PASTE, .text = text, .text_len = strlen(text) });
}

static inline void assert_drawn(struct form *form, int rows, int cols, const char *wanted)
{
	struct look look;

	look_open(&look, rows, cols);
	form_draw(form, &look.all);
	assert_string_equal(look_text(&look), wanted);
	look_close(&look);
}

static inline void tab(struct form *form, int times)
{
	for (; times > 0; times--)
		press(form, INPUT_TAB);
}

/* To the field of this label, from the first one. */
static inline void go_to(struct form *form, const char *name)
{
	for (int i = 0; i < 40; i++)
		press(form, INPUT_BACKTAB);
	for (int i = 0; i < 40; i++) {
		struct plain *at = new_plain();
		struct form_store store = plain_store(at);
		bool there;

		assert_int_equal(form_draft_write(form, &store, NULL), 0);
		there = strcmp(plain_value(at, "form.focus"), name) == 0;
		free(at);
		if (there)
			return;
		press(form, INPUT_TAB);
	}
	fail_msg("no field %s", name);
}

static inline void fill(struct form *form, const char *name, const char *text)
{
	go_to(form, name);
	press(form, INPUT_CTRL('u'));
	type(form, text);
	press(form, INPUT_TAB);
}

static inline void assert_kept(struct form *form, const char *name, const char *wanted)
{
	char small[FORM_SMALL];

	assert_string_equal(form_value(form, name, small), wanted);
}

#endif
