/* What the prompt says it would act on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "tui/app/screen.h"
#include "tui/app/target.h"

static const struct verb verbs[] = {
	{ .name = "take", .flags = VERB_CASE },
	{ .name = "table", .flags = VERB_CASE, .arguments = { { .name = "to" } } },
	{ .name = "quit" },
	{ 0 },
};
const struct verb *const verb_tables[] = { verbs, NULL };

static size_t shown;

static size_t targets(const struct view *view, struct target *list, size_t n)
{
	(void)view;
	for (size_t i = 0; i < shown && i < n; i++)
		snprintf(list[i].code, sizeof list->code, "HW-7K3F-W9C%d", (int)i % 10);
	return shown;
}

static void says_what_is_meant(void **state)
{
	static const struct screen list = { .name = "list", .targets = targets };
	static const struct screen text = { .name = "text" };
	const struct view with = { .screen = &list }, without = { .screen = &text };
	const struct {
		const struct view *view;
		size_t shown;
		const char *line, *said;
	} rows[] = {
		{ &with, 1, "take", "HW-7K3F-W9C0" },
		{ &with, 1, "tak", "HW-7K3F-W9C0" },
		{ &with, 3, "take", "3 cases" },
		{ &with, 100, "take", "100 cases" },
		{ &with, 3, "table to=\"half", "3 cases" },
		{ &with, 3, "take 7k3f-w9cp", "7k3f-w9cp" },
		{ &with, 3, "take 7k3f-w9cp 7k3f-w9cq", "2 cases" },
		{ &without, 3, "take 7k3f-w9cp", "7k3f-w9cp" },
		{ &with, 0, "take", "" },
		{ &with, 3, "ta", "" },
		{ &with, 3, "quit", "" },
		{ &with, 3, "", "" },
		{ &without, 3, "take", "" },
		{ NULL, 3, "take", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char said[32] = "x";

		shown = rows[i].shown;
		target_of_line(rows[i].view, rows[i].line, said, sizeof said);
		assert_string_equal(said, rows[i].said);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(says_what_is_meant) };

	return cmocka_run_group_tests_name("target", tests, NULL, NULL);
}
