/* The form over time: fields that repeat, choices, leaving it, coming back to a draft, and what is
 * left of it in memory. */
#include "tui/widgets/form.h"

#include <locale.h>
#include <malloc.h>

#include "db/vault/record.h"
#include "db/vault/slab.h"
#include "tests/unit/a_form.h"
#include "tui/sheets/sheet.h"

#define BURMESE "\u1019\u103c\u1014\u103a\u1019\u102c"
#define WIDE_STORY "\u0e19\u0e49\u0e33"

static struct plain *new_plain(void)
{
	return calloc(1, sizeof(struct plain));
}

static void tab(struct form *form, int times)
{
	for (; times > 0; times--)
		press(form, INPUT_TAB);
}

static void assert_kept(struct form *form, const char *name, const char *wanted)
{
	char small[FORM_SMALL];

	assert_string_equal(form_value(form, name, small), wanted);
}

/* ---- fields that repeat ------------------------------------------------------------------- */

static void test_groups(void **state)
{
	struct plain *plain = new_plain();
	struct form_store store = plain_store(plain);
	struct form form;

	(void)state;
	plain_put(plain, "name.1.text", "Nok");
	plain_put(plain, "name.1.kind", "nick");
	plain_put(plain, "name.1.newer", "kept");
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
	/* emptied: the others keep their numbers, and the gap is offered */
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

/* ---- leaving ------------------------------------------------------------------------------ */

static void test_leave(void **state)
{
	static const struct {
		int keys[4];
		enum form_result result;
	} ways[] = {
		{ { INPUT_ENTER }, FORM_KEEP }, /* the answer that nobody has to look for */
		{ { INPUT_ESC }, FORM_STAYS },
		{ { INPUT_DOWN, INPUT_ENTER }, FORM_DISCARD },
		{ { INPUT_DOWN, INPUT_DOWN, INPUT_ENTER }, FORM_STAYS },
	};

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct plain *plain = new_plain();
		struct form form;
		enum form_result result = FORM_IGNORED;

		a_form_open(&form, plain);
		assert_int_equal(press(&form, INPUT_ESC), FORM_LEAVE);
		type(&form, "Nok");
		assert_int_equal(press(&form, INPUT_ESC), FORM_STAYS);
		for (size_t k = 0; k < 4 && ways[i].keys[k] != 0; k++)
			result = press(&form, ways[i].keys[k]);
		assert_int_equal(result, ways[i].result);
		assert_kept(&form, "name.1.text", "Nok");
		assert_int_equal(plain->count, 0);
		a_form_close(&form);
		free(plain);
	}
}

/* An Alt-d over a slow line, or a person who looks at her paper and types on: it is text. */
static void test_types_on(void **state)
{
	struct plain *plain = new_plain();
	struct form form;

	(void)state;
	a_form_open(&form, plain);
	type(&form, "Nok");
	assert_int_equal(press(&form, INPUT_ESC), FORM_STAYS);
	type(&form, "2 d");
	assert_kept(&form, "name.1.text", "Nok2 d");
	assert_false(form.asking);
	a_form_close(&form);
	free(plain);
}

static void test_leave_looks(void **state)
{
	struct plain *plain = new_plain();
	struct form form;

	(void)state;
	a_form_open(&form, plain);
	type(&form, "Nok");
	press(&form, INPUT_ESC);
	assert_drawn(&form, 8, 40,
		"> Name*:        Nok\n"
		"                As she says it, in her\n"
		"                own script.\n"
		"-- Not everything is saved -------------\n"
		">     Keep draft\n"
		"      Discard\n"
		"      Continue\n"
		"  Esc Cancel\n"
		"cursor 4 0\n");
	a_form_close(&form);
	free(plain);
}

/* Keys that the app has for itself, and the prompt. */
static void test_app_keys(void **state)
{
	static const int others[] = { INPUT_CTRL('l'), INPUT_CTRL('z'), INPUT_F2, INPUT_F1,
		INPUT_INSERT };
	struct plain *plain = new_plain();
	struct form form;

	(void)state;
	a_form_open(&form, plain);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_int_equal(press(&form, others[i]), FORM_IGNORED);
	assert_int_equal(press(&form, ':'), FORM_COMMAND);
	type(&form, "a");
	assert_int_equal(press(&form, ':'), FORM_CHANGED);
	assert_int_equal(press(&form, INPUT_CTRL('o')), FORM_COMMAND);
	assert_kept(&form, "name.1.text", "a:");
	assert_int_equal(press(&form, INPUT_ALT), FORM_STAYS);
	assert_int_equal(press(&form, INPUT_UNKNOWN), FORM_STAYS);
	assert_kept(&form, "name.1.text", "a:");
	a_form_close(&form);
	free(plain);
}

/* ---- drafts ------------------------------------------------------------------------------- */

static void test_draft(void **state)
{
	struct plain *plain = new_plain(), *draft = new_plain();
	struct form_store store = plain_store(draft);
	struct form form;
	char status[80];
	const char *const wanted = "  Seen on:        31 Feb 2020  ! That month has no such day.\n"
				   "  Risk*:            ! This is needed.\n"
				   "  Afraid to go back to where she comes from:\n"
				   "\n"
				   "> What she says:  She ran over the bridge.\n"
				   "                  Then\n"
				   "cursor 4 25\n";

	(void)state;
	plain_put(plain, "born", "2008");
	a_form_open(&form, plain);
	type(&form, BURMESE);
	tab(&form, 3);
	press(&form, INPUT_CTRL('u'));
	tab(&form, 5);
	type(&form, "31 Feb 2020");
	press(&form, INPUT_CTRL('x'));
	tab(&form, 2);
	for (int i = 0; i < 5; i++)
		press(&form, INPUT_TAB);
	type(&form, "She came over the bridge. ");
	press(&form, INPUT_ENTER);
	type(&form, "Then");
	press(&form, INPUT_UP);
	for (int i = 0; i < 50 && form.slots != NULL; i++)
		press(&form, INPUT_LEFT);
	for (int i = 0; i < 8; i++)
		press(&form, INPUT_RIGHT);
	for (int i = 0; i < 4; i++)
		press(&form, INPUT_BACKSPACE);
	type(&form, "ran");
	assert_int_equal(form_draft_write(&form, &store, NULL), 0);
	assert_string_equal(plain_value(draft, "typed.born"), "=");
	assert_string_equal(plain_value(draft, "typed.seen"), "=31 Feb 2020");
	assert_string_equal(plain_value(draft, "typed.country"), "");
	assert_string_equal(plain_value(draft, "form.focus"), "story");
	a_form_close(&form);

	a_form_open(&form, plain);
	form_draft_read(&form, &store);
	form_status(&form, status, sizeof status);
	assert_string_equal(status, "2 errors, ^E next  field 12 of 12, not saved");
	assert_kept(&form, "name.1.text", BURMESE);
	assert_kept(&form, "born", "");
	assert_drawn(&form, 6, 60, wanted);
	type(&form, "!");
	assert_kept(&form, "story", "She ran! over the bridge. \nThen");
	a_form_close(&form);
	free(plain);
	free(draft);
}

/* What is counted from a day counts from the one on which it was typed. */
static void test_draft_day(void **state)
{
	static const struct {
		int tabs;
		const char *name, *typed, *kept;
		int64_t later;
		const char *shown;
	} stories[] = {
		{ 6, "seen", "today", "2026-11-22", 60000, "today" },
		{ 6, "seen", "today", "2026-11-22", DATE_DAY, "2026-11-22" },
		{ 6, "seen", "yesterday", "2026-11-21", 7 * DATE_DAY, "2026-11-21" },
		{ 1, "born", "15y", "2010-11-23/2011-11-22", 7 * DATE_DAY,
			"2010-11-23/2011-11-22" },
		{ 1, "born", "15y", "2010-11-23/2011-11-22", 60000, "15y" },
		{ 1, "born", "2008", "2008", 7 * DATE_DAY, "2008" },
		{ 1, "born", "who knows", "", 7 * DATE_DAY, "who knows" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof stories / sizeof *stories; i++) {
		struct plain *plain = new_plain(), *draft = new_plain();
		struct form_store store = plain_store(draft);
		struct form form;
		char name[64];

		a_form_open(&form, plain);
		tab(&form, stories[i].tabs);
		type(&form, stories[i].typed);
		assert_int_equal(form_draft_write(&form, &store, NULL), 0);
		a_form_close(&form);
		a_form_open(&form, plain);
		form_tell(&form, LOOK_NOW + stories[i].later);
		form_draft_read(&form, &store);
		assert_kept(&form, stories[i].name, stories[i].kept);
		assert_int_equal(form_draft_write(&form, &store, NULL), 0);
		snprintf(name, sizeof name, "typed.%s", stories[i].name);
		assert_string_equal(plain_value(draft, name) + 1, stories[i].shown);
		a_form_close(&form);
		free(plain);
		free(draft);
	}
}

/* A choice half typed is half typed again. */
static void test_draft_choice(void **state)
{
	struct plain *plain = new_plain(), *draft = new_plain();
	struct form_store store = plain_store(draft);
	struct form form;

	(void)state;
	a_form_open(&form, plain);
	tab(&form, 3);
	type(&form, "la th");
	assert_int_equal(form_draft_write(&form, &store, NULL), 0);
	assert_string_equal(plain_value(draft, "typed.languages"), "=LA;th");
	a_form_close(&form);
	a_form_open(&form, plain);
	form_draft_read(&form, &store);
	type(&form, "a");
	tab(&form, 1);
	assert_kept(&form, "languages", "LA;TH");
	/* saved: nothing is left of it but the place */
	plain_put(plain, "languages", "LA;TH");
	assert_int_equal(form_draft_write(&form, &store, NULL), 0);
	assert_string_equal(plain_value(draft, "typed.languages"), "");
	a_form_close(&form);
	free(plain);
	free(draft);
}

/* What somebody, or another program, has made of a draft. */
static void test_draft_hostile(void **state)
{
	struct plain *plain = new_plain(), *draft = new_plain();
	struct form_store store = plain_store(draft);
	struct form form;
	char *name = malloc(5000);

	(void)state;
	memset(name, 'x', 4999);
	name[0] = '=';
	name[4999] = '\0';
	plain_put(draft, "typed.name.1.text", name);
	plain_put(draft, "typed.born", "?2008");
	plain_put(draft, "typed.people", "=\033[2J");
	plain_put(draft, "typed.languages", "=;;LA;;");
	plain_put(draft, "typed.story", "=" WIDE_STORY);
	plain_put(draft, "form.focus", "story");
	plain_put(draft, "form.cursor", "99999999999999999999");
	plain_put(draft, "form.top", "-7");
	plain_put(draft, "form.tried", "maybe");
	plain_put(draft, "form.picking", "1");
	a_form_open(&form, plain);
	form_draft_read(&form, &store);
	assert_kept(&form, "name.1.text", "");
	assert_kept(&form, "born", "");
	assert_drawn(&form, 3, 60,
		"  Afraid to go back to where she comes from:\n"
		"\n"
		"> What she says:  " WIDE_STORY "\n"
		"cursor 2 20\n");
	for (int i = 0; i < 20; i++) {
		press(&form, INPUT_BACKTAB);
		press(&form, INPUT_CTRL('n'));
		press(&form, INPUT_BACKSPACE);
	}
	a_form_close(&form);

	/* a place within a letter, a field that is gone */
	plain_put(draft, "form.cursor", "4");
	a_form_open(&form, plain);
	form_draft_read(&form, &store);
	type(&form, "x");
	assert_kept(&form, "story", "x" WIDE_STORY);
	plain_put(draft, "form.focus", "gone");
	a_form_close(&form);
	a_form_open(&form, plain);
	form_draft_read(&form, &store);
	assert_int_equal(form.focus, 0);
	a_form_close(&form);
	free(plain);
	free(draft);
	free(name);
}

static void test_draft_no_room(void **state)
{
	struct plain *plain = new_plain(), *draft = new_plain();
	struct form_store store = plain_store(draft);
	struct form form;
	struct error e = { .text = "" };

	(void)state;
	draft->room = 2;
	a_form_open(&form, plain);
	type(&form, "Nok");
	assert_int_equal(form_draft_write(&form, &store, &e), ERR_MEMORY);
	assert_string_equal(e.text, "No room.");
	draft->room = 0;
	assert_int_equal(form_draft_write(&form, &store, &e), 0);
	plain->room = 1;
	tab(&form, 6);
	type(&form, "7");
	{
		struct form_store to = plain_store(plain);

		assert_int_equal(form_write(&form, &to, &e), ERR_MEMORY);
	}
	a_form_close(&form);
	free(plain);
	free(draft);
}

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
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_group_required),
		cmocka_unit_test(test_only_one_taken_out),
		cmocka_unit_test(test_picks),
		cmocka_unit_test(test_pick_looks),
		cmocka_unit_test(test_leave),
		cmocka_unit_test(test_types_on),
		cmocka_unit_test(test_leave_looks),
		cmocka_unit_test(test_app_keys),
		cmocka_unit_test(test_draft),
		cmocka_unit_test(test_draft_day),
		cmocka_unit_test(test_draft_choice),
		cmocka_unit_test(test_draft_hostile),
		cmocka_unit_test(test_draft_no_room),
		cmocka_unit_test(test_memory),
		cmocka_unit_test(test_no_heap),
		cmocka_unit_test(test_slab),
		cmocka_unit_test(test_fill),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("form over time", tests, NULL, NULL);
}
