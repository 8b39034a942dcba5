/* a_conflict.h: what was, mine and theirs of a form, made by hand. */
#ifndef TESTS_UNIT_A_CONFLICT_H
#define TESTS_UNIT_A_CONFLICT_H

#include "tui/widgets/conflict.h"

#include <locale.h>

#include "tests/unit/a_form.h"

struct three {
	struct plain before, mine, theirs, kept;
	struct conflict conflict;
};

/* name, before, mine, theirs */
typedef const char *const change[4];

static inline struct three *three_in(const struct field *fields, const change *changes,
	size_t count)
{
	struct three *three = calloc(1, sizeof *three);
	struct conflict_options options = { .form = { .fields = fields,
						    .store = plain_store(&three->theirs),
						    .clock = { LOOK_NOW, LOOK_BANGKOK, "Bangkok" },
						    .choice = a_form_country },
		.before = plain_store(&three->before),
		.mine = plain_store(&three->mine),
		.title = "changed by supervisor 40 seconds ago" };

	for (size_t i = 0; i < count; i++) {
		plain_put(&three->before, changes[i][0], changes[i][1]);
		plain_put(&three->mine, changes[i][0], changes[i][2]);
		plain_put(&three->theirs, changes[i][0], changes[i][3]);
	}
	options.form.memory = malloc(conflict_memory(fields));
	conflict_open(&three->conflict, &options);
	return three;
}

static inline struct three *three_of(const change *changes, size_t count)
{
	return three_in(a_form_fields, changes, count);
}

static inline void free_three(struct three *three)
{
	void *memory = three->conflict.options.form.memory;

	conflict_close(&three->conflict);
	free(memory);
	free(three);
}

static inline void show(struct three *three, int rows, int cols)
{
	struct look look;

	look_open(&look, rows, cols);
	conflict_draw(&three->conflict, &look.all);
	look_close(&look);
}

/* On the screen that there is. */
static inline enum conflict_result press_on(struct three *three, int rows, int key)
{
	show(three, rows, 60);
	return conflict_key(&three->conflict, &(struct input_event){ .key = key });
}

/* On one that has room for all of it. */
static inline enum conflict_result key(struct three *three, int key)
{
	return press_on(three, 200, key);
}

/* What the record is after the save: theirs, and what was chosen besides. */
static inline const char *saved(struct three *three, const char *name)
{
	struct form_store store = plain_store(&three->kept);

	memcpy(&three->kept, &three->theirs, sizeof three->kept);
	assert_int_equal(conflict_write(&three->conflict, &store, NULL), 0);
	return plain_value(&three->kept, name);
}

static inline void assert_shown(struct three *three, int rows, int cols, const char *wanted)
{
	struct look look;

	look_open(&look, rows, cols);
	conflict_draw(&three->conflict, &look.all);
	assert_string_equal(look_text(&look), wanted);
	look_close(&look);
}

#endif
