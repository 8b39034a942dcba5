/* A note that is to be corrected comes: to her who signed it a form, to anybody else a sentence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/screens/edit_int.h"

#define NOTE "dddddddd-0000-4000-8000-000000000001"
#define OTHER "dddddddd-0000-4000-8000-000000000002"

const struct verb *const verb_tables[] = { NULL };

static struct me me;
static struct edit state;
static struct opened items[2];
static struct {
	const struct record *form; /* that the form was opened on */
	bool left, released;
	enum say_level level;
	char said[300];
} world;

/* ---- the world ---- */

const struct me *app_me(const struct app *app)
{
	(void)app;
	return &me;
}

void app_say(struct app *app, enum say_level level, const char *format, ...)
{
	va_list list;

	(void)app;
	world.level = level;
	va_start(list, format);
	vsnprintf(world.said, sizeof world.said, format, list);
	va_end(list);
}

void app_say_no_more(struct app *app)
{
	(void)app;
}

struct slab *vault_slab(struct app *app)
{
	(void)app;
	return NULL;
}

const struct opened *opening_of(const struct opening *opening, const char *kind)
{
	(void)opening;
	assert_string_equal(kind, "identity"); /* of notes there are many */
	return &items[1];
}

void opening_release(struct opening *opening)
{
	assert_ptr_equal(opening, &state.opening);
	world.released = true;
}

unsigned opening_start(struct opening *opening, const char *subject, const char *code,
	const char *const *kinds, size_t count, unsigned flags)
{
	(void)opening, (void)subject, (void)code, (void)kinds, (void)count, (void)flags;
	return EFFECT_NONE;
}

const char *keeping_words(const struct keeping *keeping, enum keeping_result result)
{
	(void)keeping, (void)result;
	return "";
}

struct app *edit_app(const struct edit *edit)
{
	(void)edit;
	return NULL;
}

unsigned edit_begin_form(struct edit *edit, const struct record *from)
{
	assert_ptr_equal(edit, &state);
	world.form = from;
	return EFFECT_NONE;
}

unsigned edit_leave(struct edit *edit)
{
	assert_ptr_equal(edit, &state);
	world.left = true;
	return EFFECT_NONE;
}

unsigned edit_give_up(struct edit *edit, enum say_level level, const char *text)
{
	app_say(NULL, level, "%s", text);
	return edit_leave(edit);
}

int edit_make(struct edit *edit, struct record *record, const struct record *from, size_t more)
{
	(void)edit, (void)record, (void)from, (void)more;
	return ERR_MEMORY;
}

int edit_make_mine(struct edit *edit, struct error *e)
{
	(void)edit;
	return error_set(e, ERR_MEMORY, "none");
}

unsigned edit_not_written(struct edit *edit, const struct error *e)
{
	(void)edit, (void)e;
	return EFFECT_NONE;
}

struct form_store edit_store(struct record *record)
{
	return (struct form_store){ .who = record };
}

struct form_clock edit_clock(const struct edit *edit)
{
	(void)edit;
	return (struct form_clock){ 0 };
}

bool edit_write_draft(struct edit *edit)
{
	(void)edit;
	return true;
}

void edit_drop_draft(struct edit *edit)
{
	(void)edit;
}

void edit_close_form(struct edit *edit)
{
	(void)edit;
}

/* ---- playing ---- */

/* Two notes of the case; the second, by this writer, is to be corrected. */
static void comes(const char *writer)
{
	memset(items, 0, sizeof items);
	memset(&world, 0, sizeof world);
	state = (struct edit){ .sheet = &sheets[SHEET_NOTE],
		.entry = NOTE,
		.opening = { .items = items, .count = 2 } };
	text_copy(state.at.id, sizeof state.at.id, NOTE);
	text_copy(me.login, sizeof me.login, "night");
	text_copy(items[0].at.id, sizeof items[0].at.id, OTHER);
	text_copy(items[0].writer, sizeof items[0].writer, "somebody");
	text_copy(items[1].at.id, sizeof items[1].at.id, NOTE);
	text_copy(items[1].writer, sizeof items[1].writer, writer);
	items[1].at.version = 7;
}

static void opened(void)
{
	edit_opened(&state, 0);
	assert_true(world.released);
	assert_int_equal(world.left, world.form == NULL);
}

static void she_who_wrote_it_corrects_it(void **unused)
{
	static const char *const hers[] = { "night", "night, with her old keys" };

	(void)unused;
	for (size_t i = 0; i < sizeof hers / sizeof *hers; i++) {
		comes(hers[i]);
		opened();
		assert_ptr_equal(world.form, &items[1].record);
		assert_int_equal(state.at.version, 7);
		assert_string_equal(world.said, "");
	}
}

static void nobody_else_does(void **unused)
{
	static const char *const others[] = { "officer", "nigh", "night2", "night_bangkok",
		"officer, with her old keys", "Night" };

	(void)unused;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		char sentence[300];

		comes(others[i]);
		opened();
		snprintf(sentence, sizeof sentence,
			"Only %s, who wrote this note, corrects it. n writes another.", others[i]);
		assert_null(world.form);
		assert_int_equal(world.level, SAY_WARN);
		assert_string_equal(world.said, sentence);
		assert_int_equal(state.at.version, 0);
	}
}

static void what_is_not_there_or_does_not_open(void **unused)
{
	(void)unused;
	comes("night");
	state.opening.count = 1;
	opened();
	assert_string_equal(world.said, "This note is not there any more.");

	/* Whose it is nobody knows: why it does not open is said. */
	comes("");
	items[1].problem = ERR_TAMPERED;
	text_copy(items[1].why, sizeof items[1].why, "TAMPERED: it is");
	opened();
	assert_int_equal(world.level, SAY_ERROR);
	assert_string_equal(world.said, "TAMPERED: it is");
}

/* What there is one of is everybody's. */
static void an_identity_is_not_hers_alone(void **unused)
{
	(void)unused;
	comes("officer");
	state.sheet = &sheets[SHEET_IDENTITY];
	state.entry[0] = '\0';
	opened();
	assert_ptr_equal(world.form, &items[1].record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(she_who_wrote_it_corrects_it),
		cmocka_unit_test(nobody_else_does),
		cmocka_unit_test(what_is_not_there_or_does_not_open),
		cmocka_unit_test(an_identity_is_not_hers_alone),
	};

	return cmocka_run_group_tests_name("edit_note", tests, NULL, NULL);
}
