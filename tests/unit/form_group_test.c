/* A form whose fields repeat, and the choices of a field. */
#include "tui/widgets/form_int.h"

#include <locale.h>

#include "tests/unit/a_form.h"
#include "tui/sheets/sheet.h"

static void test_groups(void **state)
{
	struct plain *plain = new_plain();
	struct form form;

	(void)state;
	plain_put(plain, "name.1.text", "Nok");
	plain_put(plain, "name.1.kind", "nick");
	a_form_open(&form, plain);
	assert_drawn(&form, 5, 60,
		"> Name*:          Nok\n"
		"                  As she says it, in her own script.\n"
		"  Kind of name:   nickname\n"
		"  Name 2:\n"
		"  Born:\n"
		"cursor 0 21\n");
	/* one more; as soon as it begins it has all its fields, and a next one is offered */
	tab(&form, 2);
	type(&form, BURMESE);
	assert_drawn(&form, 7, 60,
		"  Name*:          Nok\n"
		"  Kind of name:   nickname\n"
		"> Name 2*:        " BURMESE "\n"
		"                  As she says it, in her own script.\n"
		"  Kind of name 2:\n"
		"  Name 3:\n"
		"  Born:\n"
		"cursor 2 23\n");
	/* as many as there may be */
	tab(&form, 2);
	type(&form, "x");
	assert_drawn(&form, 7, 60,
		"  Name*:          Nok\n"
		"  Kind of name:   nickname\n"
		"  Name 2*:        " BURMESE "\n"
		"  Kind of name 2:\n"
		"> Name 3*:        x\n"
		"                  As she says it, in her own script.\n"
		"  Kind of name 3:\n"
		"cursor 4 19\n");
	a_form_close(&form);
	free(plain);
}

/* Emptied: the others keep their numbers, and the gap is offered. */
static void test_group_emptied(void **state)
{
	struct plain *plain = new_plain();
	struct form_store store = plain_store(plain);
	struct form form;

	(void)state;
	plain_put(plain, "name.1.text", "Nok");
	plain_put(plain, "name.1.kind", "nick");
	plain_put(plain, "name.1.newer", "kept");
	plain_put(plain, "name.2.text", BURMESE);
	plain_put(plain, "name.3.text", "x");
	a_form_open(&form, plain);
	tab(&form, 4);
	press(&form, INPUT_BACKTAB);
	press(&form, INPUT_BACKTAB);
	press(&form, INPUT_CTRL('u'));
	tab(&form, 1);
	press(&form, INPUT_BACKTAB);
	assert_drawn(&form, 6, 60,
		"  Name*:          Nok\n"
		"  Kind of name:   nickname\n"
		"> Name 2:\n"
		"                  As she says it, in her own script.\n"
		"  Name 3*:        x\n"
		"  Kind of name 3:\n"
		"cursor 2 18\n");
	assert_int_equal(form_write(&form, &store, NULL), 0);
	assert_string_equal(plain_value(plain, "name.2.text"), "");
	assert_string_equal(plain_value(plain, "name.3.text"), "x");
	assert_string_equal(plain_value(plain, "name.1.newer"), "kept");
	a_form_close(&form);
	free(plain);
}

/* Needed in the first one, and where the rest of it is filled. */
static void test_group_required(void **state)
{
	struct plain *plain = new_plain();
	struct form form;

	(void)state;
	plain_put(plain, "name.1.text", "Nok");
	plain_put(plain, "name.2.kind", "nick");
	plain_put(plain, "risk", "low");
	a_form_open(&form, plain);
	press(&form, INPUT_CTRL('x'));
	assert_int_equal(form_errors(&form), 1);
	/* the first one may be empty where another is not; one more goes behind them */
	press(&form, INPUT_BACKTAB);
	press(&form, INPUT_BACKTAB);
	press(&form, INPUT_CTRL('u'));
	press(&form, INPUT_TAB);
	type(&form, "Noi");
	tab(&form, 2);
	assert_int_equal(form_errors(&form), 0);
	assert_drawn(&form, 4, 60,
		"  Name 2*:        Noi\n"
		"  Kind of name 2: nickname\n"
		"> Name 3:\n"
		"                  As she says it, in her own script.\n"
		"cursor 2 18\n");
	press(&form, INPUT_BACKTAB);
	press(&form, INPUT_BACKTAB);
	press(&form, INPUT_CTRL('u'));
	press(&form, INPUT_CTRL('x'));
	assert_drawn(&form, 3, 60,
		"> Name 2*:          ! This is needed.\n"
		"                  Nothing is saved yet: what is marked with\n"
		"                  ! must be right first.\n"
		"cursor 0 18\n");
	a_form_close(&form);
	free(plain);
}

/* Somebody of whom one thing must be known, as long as she is there: who was put into the wrong
 * sheet can be taken out again, though nobody else is in it. */
static void test_only_one_taken_out(void **state)
{
	struct plain *plain = new_plain();
	const struct form_options options = { .fields = sheets[SHEET_FAMILY].fields,
		.store = plain_store(plain),
		.clock = { LOOK_NOW, LOOK_BANGKOK, "Bangkok" },
		.memory = malloc(form_memory(sheets[SHEET_FAMILY].fields)),
		.choice = sheet_choice };
	struct form form;

	(void)state;
	plain_put(plain, "person.1.name", "Dao");
	form_open(&form, &options);
	assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_STAYS);
	assert_int_equal(form_errors(&form), 1);
	for (int i = 0; i < 9; i++)
		press(&form, INPUT_BACKTAB);
	press(&form, INPUT_CTRL('u'));
	assert_true(form_changed(&form));
	assert_int_equal(form_errors(&form), 0);
	assert_int_equal(press(&form, INPUT_CTRL('x')), FORM_SAVE);
	a_form_close(&form);
	free(plain);
}

/* ---- choices ------------------------------------------------------------------------------ */

/* Keys: letters as typed, n and p with ^ before them, `-` Backspace, Tab at the end. */
static const struct {
	const char *name, *keys, *kept;
} picks[] = {
	{ "country", "^n", "KH" },
	{ "country", "^p", "CN" },
	{ "country", "^n^n^p", "KH" },
	{ "country", "la", "LA" }, /* its code before Malaysia and Thailand */
	{ "country", "la^n", "MY" },
	{ "country", "land", "TH" },
	{ "country", "zz", "" },
	{ "country", "zz--th", "TH" },
	{ "country", "th-----", "" },
	{ "country", "Viet Nam", "VN" },
	{ "country", "\u1019\u103c", "MM" },
	{ "languages", "la", "LA" },
	{ "languages", "la th ", "LA;TH" },
	{ "languages", "viet nam ", "VN" }, /* a blank that a name goes on with is a letter of it */
	{ "languages", "la viet nam th ", "LA;VN;TH" },
	{ "languages", "la th la ", "TH" }, /* chosen again: not any more */
	{ "languages", "la th la th ", "" },
	{ "languages", "la th -", "LA" },
	{ "languages", "la th --vn", "VN" },
	{ "languages", "la tx", "" }, /* wrong: nothing of it is kept until it is right */
	{ "languages", "la th la", "TH;LA" }, /* but by Space alone */
	{ "languages", "^n ^n ", "KH;LA" },
	{ "languages", "^n ^n^n ", "KH;MY" },
	{ "languages", "la;th", "" }, /* no divider is typed: lath */
	{ "risk", "h", "" },
	{ "risk", "hi", "" },
	{ "risk", "hig", "high" },
	{ "risk", "high", "high" },
	{ "risk", "HIGH", "high" },
	{ "risk", "h^n", "high" },
	{ "risk", "^n", "low" },
	{ "risk", " ", "" },
};

static void test_picks(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof picks / sizeof *picks; i++) {
		struct plain *plain = new_plain();
		struct form form;
		const char *at = picks[i].keys, *end = at + strlen(at);
		char small[FORM_SMALL];

		a_form_open(&form, plain);
		for (int n = 0; n < 40 && strcmp(a_form_fields[n].name, picks[i].name) != 0; n++)
			if (n != 1) /* the second field of a name that is empty */
				tab(&form, 1);
		while (at < end) {
			int key = text_next(&at, end);

			press(&form,
				key == '^'         ? INPUT_CTRL(*at++) :
					key == '-' ? INPUT_BACKSPACE :
						     key);
		}
		tab(&form, 1);
		if (strcmp(form_value(&form, picks[i].name, small), picks[i].kept) != 0)
			fail_msg("%s: %s: %s", picks[i].name, picks[i].keys,
				form_value(&form, picks[i].name, small));
		a_form_close(&form);
		free(plain);
	}
}

/* Of what the list below shows it is not said that it is not there. */
static void test_half_typed(void **state)
{
	static const char *const typed[] = { "h", "zz" };
	static const char *const said[] = {
		"Nothing is chosen yet: choose with ^N and ^P, or type more of it.",
		"The list has nothing of that name. ^N and ^P go through it."
	};

	(void)state;
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		struct plain *plain = new_plain();
		struct form form;
		struct form_finding finding;

		a_form_open(&form, plain);
		go_to(&form, "risk");
		type(&form, typed[i]);
		tab(&form, 1);
		assert_int_equal(form_says(&form, form_slot_named(&form, "risk"), &finding),
			FIELD_WRONG);
		assert_string_equal(finding.sentence, said[i]);
		a_form_close(&form);
		free(plain);
	}
}

/* Who comes back goes on with what is half typed; what fits nothing gives way. */
static void test_typed_again(void **state)
{
	static const char *const typed[][2] = { { "hi", "gh" }, { "zz", "high" },
		{ "low", "high" } };

	(void)state;
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		struct plain *plain = new_plain();
		struct form form;

		a_form_open(&form, plain);
		for (int n = 0; n < 2; n++) {
			go_to(&form, "risk");
			type(&form, typed[i][n]);
			tab(&form, 1);
		}
		assert_kept(&form, "risk", "high");
		a_form_close(&form);
		free(plain);
	}
}

static void test_pick_looks(void **state)
{
	struct plain *plain = new_plain();
	struct form form;

	(void)state;
	plain_put(plain, "country", "ZZ"); /* a newer program's */
	plain_put(plain, "languages", "LA;TH;VN;KH;MM;MY");
	a_form_open(&form, plain);
	tab(&form, 2);
	assert_drawn(&form, 12, 40,
		"  Name*:          ! This is needed.\n"
		"  Born:\n"
		"> Citizen of:   ZZ\n"
		"                  KH  Cambodia  \u1780\u1798\u17d2\u1796\u17bb\u1787\u17b6\n"
		"                  LA  Laos  \u0ea5\u0eb2\u0ea7\n"
		"                  MY  Malaysia\n"
		"                  MM  Myanmar  " BURMESE "\n"
		"                  TH  Thailand  \u0e44\u0e17\u0e22\n"
		"                  VN  Viet Nam  Vi\u1ec7t Nam\n"
		"  Languages:    Laos; Thailand;\n"
		"                Viet Nam; Cambodia;\n"
		"                Myanmar; Malaysia\n"
		"cursor 2 18\n");
	press(&form, INPUT_CTRL('p'));
	press(&form, INPUT_CTRL('p'));
	assert_drawn(&form, 9, 40,
		"  Name*:          ! This is needed.\n"
		"  Born:\n"
		"> Citizen of:   ZZ\n"
		"                  LA  Laos  \u0ea5\u0eb2\u0ea7\n"
		"                  MY  Malaysia\n"
		"                  MM  Myanmar  " BURMESE "\n"
		"                  TH  Thailand  \u0e44\u0e17\u0e22\n"
		"                  VN  Viet Nam  Vi\u1ec7t Nam\n"
		"                > PH  Philippines\n"
		"cursor 2 18\n");
	tab(&form, 1);
	assert_kept(&form, "country", "PH");
	type(&form, "zz");
	assert_drawn(&form, 4, 60,
		"  Citizen of:     PH  Philippines\n"
		"> Languages:      Laos; Thailand; Viet Nam; Cambodia;\n"
		"                  Myanmar; Malaysia; zz\n"
		"                  Nothing in the list fits.\n"
		"cursor 2 39\n");
	a_form_close(&form);
	free(plain);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_group_emptied),
		cmocka_unit_test(test_group_required),
		cmocka_unit_test(test_only_one_taken_out),
		cmocka_unit_test(test_picks),
		cmocka_unit_test(test_half_typed),
		cmocka_unit_test(test_typed_again),
		cmocka_unit_test(test_pick_looks),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("form_group", tests, NULL, NULL);
}
