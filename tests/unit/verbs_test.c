/* The real tables: one letter is one verb everywhere, and every row can be shown and typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <string.h>

#include "conf/conf.h"
#include "tui/app/complete.h"
#include "tui/app/keys.h"
#include "tui/app/screen.h"
#include "tui/app/verb.h"
#include "tui/term/input.h"

/* What people have been taught, also where the verb comes later: nobody else may have the key. */
static const char *const taught[][2] = { { "t", "take" }, { "a", "assign" }, { "p", "priority" },
	{ "r", "risk" }, { "m", "move" }, { "n", "note" }, { "e", "edit" }, { "o", "identity" },
	{ "c", "consent" }, { "f", "flag" }, { "w", "wake" }, { "d", "delegate" }, { "i", "link" },
	{ "v", "approve" }, { "x", "refuse" }, { "b", "ask" }, { "s", "screening" },
	{ "z", "veil" }, { "+", "new" }, { "F2", "new-call" }, { "q", "back" }, { "Esc", "escape" },
	{ "/", "filter" }, { "\\", "clear" }, { "?", "help" }, { "F1", "guide" },
	{ "Space", "mark" }, { "*", "mark-all" }, { "u", "undo" }, { ".", "settle" },
	{ "R", "reload" }, { "M", "scope" }, { "L", "look" }, { "[", "earlier" }, { "]", "later" },
	{ "^L", "redraw" }, { "^Z", "suspend" }, { "Enter", "open" }, { "0", "triage" },
	{ "1", "board" }, { "2", "cases" }, { "6", "approvals" }, { "8", "inbox" },
	{ "9", "offices" }, { "P", "places" }, { "N", "new-place" }, { "E", "escalate" },
	{ "y", "confirm" }, { "C", "clock" }, { "W", "parties" }, { "D", "danger" },
	{ "T", "task" }, { "S", "split" }, { "X", "close" }, { "B", "beds" }, { "H", "hold" } };

static void one_key_is_one_verb(void **state)
{
	static struct conf conf;
	char problem[300] = "";
	size_t bound = 0;

	(void)state;
	conf_default(&conf);
	if (keys_check(&conf, problem, sizeof problem) != 0)
		fail_msg("%s", problem);
	for (size_t i = 0; i < sizeof taught / sizeof *taught; i++) {
		const struct verb *verb = verb_by_key(taught[i][0]);

		bound += verb != NULL;
		if (verb != NULL && strcmp(verb->name, taught[i][1]) != 0)
			fail_msg("%s is %s, not %s", taught[i][0], verb->name, taught[i][1]);
	}
	/* and no key is bound that nobody was taught */
	for (const struct verb *verb = verb_next(NULL); verb != NULL; verb = verb_next(verb))
		bound -= verb->key != NULL;
	assert_int_equal(bound, 0);
}

static void keys_can_be_typed(void **state)
{
	(void)state;
	for (const struct verb *verb = verb_next(NULL); verb != NULL; verb = verb_next(verb)) {
		int key = verb->key != NULL ? input_key_of(verb->key) : 'y';
		char name[CONF_KEY];

		if (key != INPUT_ENTER && key != INPUT_ESC && !keys_may_bind(key))
			fail_msg("%s has the reserved key %s", verb->name, verb->key);
		/* tmux and screen take these */
		assert_true(key != INPUT_CTRL('a') && key != INPUT_CTRL('b'));
		input_key_name(key, name, sizeof name);
		assert_string_equal(name, verb->key != NULL ? verb->key : "y");
	}
}

static void names_are_unique_words(void **state)
{
	(void)state;
	for (const struct verb *verb = verb_next(NULL); verb != NULL; verb = verb_next(verb)) {
		size_t length = strlen(verb->name);
		bool ambiguous;

		assert_int_equal(strspn(verb->name, "abcdefghijklmnopqrstuvwxyz-"), length);
		assert_true(length >= 3 && islower((unsigned char)verb->name[0]));
		/* one word may mean one thing to a shell and another in the console, nowhere two */
		for (int place = VERB_AT_PROMPT; place <= VERB_IN_SHELL; place++)
			if (verb_offered(verb, (enum verb_place)place))
				assert_ptr_equal(verb_find_at((enum verb_place)place, verb->name,
							 length, &ambiguous),
					verb);
		assert_false(verb_is_code(verb->name));
		assert_non_null(verb->act);
	}
}

static void every_row_explains_itself(void **state)
{
	struct candidate candidate;

	(void)state;
	for (const struct verb *verb = verb_next(NULL); verb != NULL; verb = verb_next(verb)) {
		size_t length = verb->help != NULL ? strlen(verb->help) : 0;

		if (length < 10 || length >= sizeof candidate.help ||
			!isupper((unsigned char)*verb->help) || verb->help[length - 1] == '.')
			fail_msg("%s: \"%s\"", verb->name, verb->help != NULL ? verb->help : "");
		if (verb->hint != NULL && (strlen(verb->hint) > 16 || verb->key == NULL))
			fail_msg("%s: \"%s\"", verb->name, verb->hint);
	}
}

static void check_argument(const struct verb *verb, int place)
{
	const struct argument *argument = &verb->arguments[place];

	if (argument->help == NULL || argument->help[0] == '\0')
		fail_msg("%s %s has no help", verb->name, argument->name);
	assert_int_equal(verb_argument(verb, argument->name, strlen(argument->name)), place);
	assert_int_equal(strspn(argument->name, "abcdefghijklmnopqrstuvwxyz-_."),
		strlen(argument->name));
	if (argument->kind == ARGUMENT_CHOICE)
		assert_non_null(argument->choices);
	/* codes would be taken out of a text that is not to be touched */
	if (argument->kind == ARGUMENT_REST)
		assert_false(verb->flags & VERB_CASE);
}

static void arguments_fit(void **state)
{
	(void)state;
	for (const struct verb *verb = verb_next(NULL); verb != NULL; verb = verb_next(verb)) {
		int count = 0;

		while (verb->arguments[count].name != NULL)
			check_argument(verb, count++);
		assert_true(count <= VERB_ARGUMENTS);
	}
}

static void aliases_do_what_another_does(void **state)
{
	(void)state;
	for (const struct verb *verb = verb_next(NULL); verb != NULL; verb = verb_next(verb)) {
		const struct verb *other = verb_next(NULL);

		if (!(verb->flags & VERB_HIDDEN) || strcmp(verb->name, "escape") == 0)
			continue;
		while (other != NULL && ((other->flags & VERB_HIDDEN) || other->act != verb->act))
			other = verb_next(other);
		if (other == NULL)
			fail_msg("%s is an alias of nothing", verb->name);
	}
}

static void screens_name_their_verbs(void **state)
{
	(void)state;
	for (const struct screen *const *at = screens; *at != NULL; at++) {
		char tab[2] = { (*at)->tab, '\0' };
		bool ambiguous;

		if (tab[0] != '\0')
			assert_string_equal(verb_by_key(tab)->name, (*at)->name);
		assert_non_null(verb_find((*at)->name, strlen((*at)->name), &ambiguous));
		for (int i = 0; (*at)->hints != NULL && (*at)->hints[i] != NULL; i++) {
			const char *hint = (*at)->hints[i];
			const struct verb *verb = verb_find(hint, strlen(hint), &ambiguous);

			if (verb == NULL || strcmp(verb->name, hint) != 0 || verb->hint == NULL)
				fail_msg("%s: no hint \"%s\"", (*at)->name, hint);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_key_is_one_verb),
		cmocka_unit_test(keys_can_be_typed),
		cmocka_unit_test(names_are_unique_words),
		cmocka_unit_test(every_row_explains_itself),
		cmocka_unit_test(arguments_fit),
		cmocka_unit_test(aliases_do_what_another_does),
		cmocka_unit_test(screens_name_their_verbs),
	};

	return cmocka_run_group_tests_name("verbs", tests, NULL, NULL);
}
