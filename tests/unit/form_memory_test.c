/* A form in memory of its own, and over a sealed record. */
#include "tui/widgets/form.h"

#include <locale.h>
#include <malloc.h>

#include "db/vault/record.h"
#include "db/vault/slab.h"
#include "tests/unit/a_form.h"
#include "tui/sheets/sheet.h"

/* ---- memory ------------------------------------------------------------------------------- */

/* All that is typed lies in the memory given: nothing of it in the form, nothing after it. */
static void test_memory(void **state)
{
	static const char secret[] = "Sunisa";
	struct plain *plain = new_plain();
	struct form form;
	char *memory;
	size_t size = form_memory(a_form_fields);

	(void)state;
	a_form_open(&form, plain);
	memory = form.options.memory;
	type(&form, secret);
	press(&form, INPUT_ESC);
	press(&form, INPUT_ESC);
	tab(&form, 3);
	type(&form, secret);
	press(&form, INPUT_CTRL('x'));
	paste(&form, secret);
	form_refuse(&form, "born", "No.");
	assert_non_null(memmem(memory, size, secret, strlen(secret)));
	assert_null(memmem(&form, sizeof form, secret, strlen(secret)));
	/* taken away, it is gone at once */
	press(&form, INPUT_CTRL('u'));
	tab(&form, 1);
	press(&form, INPUT_BACKTAB);
	for (int i = 0; i < 20; i++) {
		press(&form, INPUT_BACKTAB);
		press(&form, INPUT_END);
		press(&form, INPUT_CTRL('u'));
	}
	assert_null(memmem(memory, size, secret, strlen(secret)));
	type(&form, secret);
	form_close(&form);
	for (size_t i = 0; i < size; i++)
		assert_int_equal(memory[i], 0);
	free(memory);
	free(plain);
}

/* Nothing is taken from the heap, however much is typed; the sanitizer's heap does not count. */
static void test_no_heap(void **state)
{
	static char memory[65536], text[1500];
	static struct plain plain, draft;
	const struct form_store store = plain_store(&draft);
	const struct form_options options = { .fields = a_form_fields,
		.store = plain_store(&plain),
		.clock = { LOOK_NOW, LOOK_BANGKOK, "Bangkok" },
		.memory = memory,
		.choice = a_form_country };
	struct form form;
	size_t before = mallinfo2().uordblks;

	(void)state;
	assert_true(form_memory(a_form_fields) <= sizeof memory);
	memset(text, 'x', sizeof text - 1);
	form_open(&form, &options);
	for (int i = 0; i < 40; i++) {
		paste(&form, text);
		tab(&form, 1);
	}
	press(&form, INPUT_CTRL('x'));
	assert_int_equal(form_draft_write(&form, &store, NULL), 0);
	form_draft_read(&form, &store);
	assert_int_equal(mallinfo2().uordblks, before);
	form_close(&form);
}

/* ---- a sealed record ---------------------------------------------------------------------- */

static const char *record_get(void *who, const char *name)
{
	return record_value(who, name);
}

static int record_set(void *who, const char *name, const char *value, struct error *e)
{
	return record_put(who, name, value, e);
}

/* As a screen does it: opened, typed in and left as a draft, all within a slab that is then shut,
 * so that a look at anything forgotten would end this. */
static void test_slab(void **state)
{
	enum { ROOM = 16384 };
	struct slab *slab;
	struct record record, mine, draft;
	struct form_options options = { .fields = a_form_fields,
		.clock = { LOOK_NOW, LOOK_BANGKOK, "Bangkok" },
		.choice = a_form_country };
	struct form_store store;
	struct form form;
	char small[FORM_SMALL];

	(void)state;
	assert_int_equal(slab_new(&slab, 128 << 10, NULL), 0);
	assert_int_equal(record_begin(&record, slab_take(slab, ROOM), ROOM, NULL), 0);
	assert_int_equal(record_begin(&mine, slab_take(slab, ROOM), ROOM, NULL), 0);
	assert_int_equal(record_begin(&draft, slab_take(slab, ROOM), ROOM, NULL), 0);
	assert_int_equal(record_put(&record, "name.1.text", "Nok", NULL), 0);
	assert_int_equal(record_put(&record, "risk", "low", NULL), 0);
	options.store = (struct form_store){ record_get, record_set, &record };
	options.memory = slab_take(slab, form_memory(a_form_fields));
	assert_non_null(options.memory);
	form_open(&form, &options);
	type(&form, " " BURMESE);
	assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_SAVE);
	store = (struct form_store){ record_get, record_set, &mine };
	assert_int_equal(form_write(&form, &store, NULL), 0);
	assert_string_equal(record_value(&mine, "name.1.text"), "Nok " BURMESE);
	store = (struct form_store){ record_get, record_set, &draft };
	assert_int_equal(form_draft_write(&form, &store, NULL), 0);
	form_close(&form);
	slab_give(slab, options.memory);
	slab_shut(slab);
	/* unlocked */
	slab_open(slab);
	options.memory = slab_take(slab, form_memory(a_form_fields));
	form_open(&form, &options);
	form_draft_read(&form, &store);
	assert_string_equal(form_value(&form, "name.1.text", small), "Nok " BURMESE);
	type(&form, "!");
	assert_string_equal(form_value(&form, "name.1.text", small), "Nok " BURMESE "!");
	form_close(&form);
	slab_free(slab);
}

/* What was chosen in a conflict is typed then, on top of theirs; also what cannot be read here. */
static void test_fill(void **state)
{
	struct plain *theirs = calloc(1, sizeof *theirs), *chosen = calloc(1, sizeof *chosen);
	struct form_store store = plain_store(chosen);
	struct form form;

	(void)state;
	plain_put(theirs, "name.1.text", "Nok");
	plain_put(theirs, "risk", "low");
	plain_put(theirs, "people", "3");
	plain_put(chosen, "name.1.text", BURMESE);
	plain_put(chosen, "risk", "low");
	plain_put(chosen, "country", "ZZ");
	a_form_open(&form, theirs);
	form_fill(&form, &store);
	assert_true(form_changed(&form));
	assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_SAVE);
	store = plain_store(theirs);
	assert_int_equal(form_write(&form, &store, NULL), 0);
	assert_string_equal(plain_value(theirs, "name.1.text"), BURMESE);
	assert_string_equal(plain_value(theirs, "risk"), "low");
	assert_string_equal(plain_value(theirs, "country"), "ZZ");
	assert_string_equal(plain_value(theirs, "people"), "");
	a_form_close(&form);
	free(theirs);
	free(chosen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_memory),
		cmocka_unit_test(test_no_heap),
		cmocka_unit_test(test_slab),
		cmocka_unit_test(test_fill),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("form_memory", tests, NULL, NULL);
}
