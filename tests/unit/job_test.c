/* What a person is told of a change when lines fall, in every order of answers. The app is played:
 * each question is kept, and answered as the test wants. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/app/job.h"
#include "tui/app/state.h"
#include "tui/app/target.h"

static struct app app;
static app_answer_fn *answered; /* of the question asked last; NULL: none is open */
static void *answered_who;
static char keys[4][40]; /* idempotency keys as sent */
static int64_t version, undone; /* as sent last */
static app_choice_fn *choose; /* of the question back that was asked last */
static void *choose_who;
static int sent, exit_code;
static char said[APP_MESSAGE], title[400], label[400];
static bool shell;

int app_change(struct app *a, enum query query, const struct param *params, size_t count,
	app_answer_fn *fn, void *who)
{
	(void)a, (void)query;
	answered = fn;
	answered_who = who;
	snprintf(keys[sent++ % 4], sizeof keys[0], "%s", params[0].text);
	version = count > 2 ? params[2].number : 0;
	undone = params[1].number;
	return 0;
}

int app_ask(struct app *a, enum query query, const struct param *params, size_t count,
	app_answer_fn *fn, void *who)
{
	(void)a, (void)query, (void)params, (void)count, (void)fn, (void)who;
	return ERR_MEMORY;
}

void app_forget(struct app *a, void *who)
{
	(void)a;
	if (answered_who == who)
		answered = NULL;
}

void app_begin(struct app *a)
{
	a->pending++;
}

void app_end(struct app *a)
{
	a->pending--;
}

void app_exit_code(struct app *a, enum exit_code code)
{
	(void)a;
	exit_code = (int)code;
}

size_t app_last_done(const struct app *a, int64_t *events, size_t room, const char **what)
{
	(void)a, (void)events, (void)room, (void)what;
	return 0;
}

bool app_is_shell(const struct app *a)
{
	(void)a;
	return shell;
}

void app_choose(struct app *a, const char *asked, const char *text, const struct choice *choices,
	size_t count, app_choice_fn *fn, void *who)
{
	(void)a, (void)text, (void)count;
	choose = fn;
	choose_who = who;
	snprintf(title, sizeof title, "%s", asked);
	snprintf(label, sizeof label, "%s", choices->label);
}

void app_expect(struct app *a, app_choice_fn *fn, void *who)
{
	(void)a, (void)fn, (void)who;
}

const char *app_unexpect(struct app *a, const void *who)
{
	(void)a, (void)who;
	return "";
}

void app_remember(struct app *a, enum argument_kind kind, const char *word, const char *help)
{
	(void)a, (void)kind, (void)word, (void)help;
}

static char prompted[200];

void app_prompt(struct app *a, char kind, const char *text)
{
	(void)a;
	assert_int_equal(kind, ':');
	snprintf(prompted, sizeof prompted, "%s", text);
}

void app_did_together(struct app *a, int group, int64_t event_id, const char *what)
{
	(void)a, (void)group, (void)event_id, (void)what;
}

static int seen_version; /* that the screens were told of */

void views_changed(struct app *a, const char *id, int to)
{
	(void)a;
	assert_string_equal(id, "a-case");
	seen_version = to;
}

const char *target_lacks(const struct view *view, const char *which)
{
	(void)view;
	return which;
}

void views_unmark(struct app *a, const char *id)
{
	(void)a, (void)id;
}

void app_undone(struct app *a, int64_t event_id)
{
	(void)a, (void)event_id;
}

void say_plain(struct app *a, enum say_level level, const char *text)
{
	(void)a, (void)level;
	snprintf(said, sizeof said, "%s", text);
}

void app_say(struct app *a, enum say_level level, const char *format, ...)
{
	va_list list;

	(void)a, (void)level;
	va_start(list, format);
	vsnprintf(said, sizeof said, format, list);
	va_end(list);
}

/* ---- playing --------------------------------------------------------------------------- */

static void answer(enum err err, const char *sqlstate, struct rows *rows)
{
	struct answer a = { .err = err, .rows = rows, .message = "" };
	app_answer_fn *fn = answered;

	assert_non_null(fn);
	answered = NULL;
	snprintf(a.sqlstate, sizeof a.sqlstate, "%s", sqlstate);
	fn(answered_who, &a);
}

static void answer_saved_as(const char *event)
{
	static const char *const names[] = { "refusal", "event_id", "case_id", "version" };
	const char *const cells[] = { NULL, event, "a-case", "12" };
	struct rows *rows = rows_new(4, names);

	assert_true(rows_add(rows, cells));
	seen_version = 0;
	answer(ERR_NONE, "", rows);
	rows_unref(rows);
	assert_int_equal(seen_version, event != NULL ? 12 : 0);
}

static void answer_saved(void)
{
	answer_saved_as("7");
}

/* An undo is the shortest job: no case, no value, one change. */
static int begin(void **state)
{
	(void)state;
	memset(&app, 0, sizeof app);
	answered = NULL;
	sent = 0;
	exit_code = -1;
	said[0] = title[0] = '\0';
	shell = true;
	job_undo(&app, (const int64_t[]){ 7 }, 1, "HW-7K3F-W9CP taken");
	return 0;
}

static int end(void **state)
{
	(void)state;
	job_free_all(&app);
	return app.pending;
}

static bool exact; /* the question wants a word typed whole: */
static char word[64];

void app_choose_exact(struct app *a, const char *asked, const char *text,
	const struct choice *choices, size_t count, app_choice_fn *fn, void *who)
{
	app_choose(a, asked, text, choices, count, fn, who);
	exact = true;
	snprintf(word, sizeof word, "%s", choices->value);
}

static void told(const char *part)
{
	if (strstr(said, part) == NULL)
		fail_msg("said: \"%s\", not: \"%s\"", said, part);
}

/* ---- tests ----------------------------------------------------------------------------- */

static void what_was_never_sent_is_not_saved(void **state)
{
	(void)state;
	answer(ERR_OFFLINE, "", NULL);
	told("not saved");
	assert_int_equal(exit_code, EXIT_OFFLINE);
	assert_null(app.jobs);
}

static void a_lost_answer_is_asked_again_under_the_same_key(void **state)
{
	(void)state;
	answer(ERR_UNKNOWN, "", NULL);
	told("Whether it is saved will be asked");
	assert_true(job_unknown(&app));
	job_resume_all(&app);
	assert_int_equal(sent, 2);
	assert_string_equal(keys[0], keys[1]);
	assert_true(job_unknown(&app));
	answer_saved();
	told("Taken back");
	assert_null(app.jobs);
}

/* The second asking was not sent, or was stopped: that says nothing of the first. */
static void a_second_line_that_falls_leaves_it_unknown(void **state)
{
	(void)state;
	answer(ERR_UNKNOWN, "", NULL);
	job_resume_all(&app);
	said[0] = '\0';
	answer(ERR_OFFLINE, "", NULL);
	assert_string_equal(said, "");
	assert_true(job_unknown(&app));
	job_resume_all(&app);
	answer(ERR_TIMEOUT, "57014", NULL);
	assert_int_equal(sent, 4); /* the line is there: at once */
	assert_string_equal(said, "");
	assert_true(job_unknown(&app));
	assert_string_equal(keys[0], keys[3]);
	answer_saved();
	told("Taken back");
}

static void an_error_after_a_lost_answer_is_not_called_not_saved(void **state)
{
	(void)state;
	answer(ERR_UNKNOWN, "", NULL);
	job_resume_all(&app);
	answer(ERR_SERVER, "53300", NULL);
	told("not known whether it is saved (error 53300)");
	assert_int_equal(exit_code, EXIT_UNKNOWN);
	assert_false(job_unknown(&app));
}

static void an_error_at_once_is_not_saved(void **state)
{
	(void)state;
	answer(ERR_SERVER, "XX000", NULL);
	told("not saved: the database answered with error XX000");
}

static void what_has_no_event_is_not_done(void **state)
{
	(void)state;
	answer_saved_as(NULL);
	told("not saved: the database did not say that it is");
	assert_null(app.jobs);
}

/* ---- asking before several cases or somebody else's are changed ---- */

extern const struct verb case_verbs[];
static size_t shown_cases; /* under the marks of the view */
static long typed_count;

static size_t targets(const struct view *view, struct target *out, size_t size)
{
	(void)view;
	for (size_t i = 0; i < shown_cases && i < size; i++) {
		snprintf(out[i].id, sizeof out[i].id, "%zu", i);
		snprintf(out[i].code, sizeof out[i].code, "HW-7K3F-W9C%c", (char)('A' + i));
	}
	return shown_cases;
}

static void start(const char *name, const char *value, bool forced, size_t cases)
{
	static const struct screen screen = { .targets = targets };
	struct view view = { .screen = &screen };
	struct call call = { .app = &app,
		.view = &view,
		.forced = forced,
		.count = typed_count,
		.value = { value } };

	job_free_all(&app);
	shell = false;
	sent = 0;
	title[0] = '\0';
	exact = false;
	shown_cases = cases;
	call.verb = case_verbs;
	while (strcmp(call.verb->name, name) != 0)
		call.verb++;
	call.verb->act(&call);
}

static void several_are_asked_for_in_words(void **state)
{
	(void)state;
	start("assign", "officer", false, 2);
	assert_string_equal(title, "Give 2 cases to officer?");
	assert_string_equal(label, "give to officer");
	assert_int_equal(sent, 0);
	start("assign", "officer", false, 1);
	assert_string_equal(title, "Give HW-7K3F-W9CA to officer?");
	start("priority", "high", false, 3);
	assert_string_equal(title, "Set the priority of 3 cases to high?");
	assert_string_equal(label, "set to high");
	start("take", NULL, false, 2);
	assert_string_equal(title, "Take 2 cases?");
	start("take", NULL, false, 1);
	assert_string_equal(title, "");
	assert_int_equal(sent, 1);
}

static void a_forced_line_skips_the_soft_question_only(void **state)
{
	(void)state;
	start("take", NULL, true, 3);
	assert_string_equal(title, "");
	assert_int_equal(sent, 3);
	start("take", NULL, true, JOB_FREELY);
	assert_int_equal(sent, JOB_FREELY);
	start("take", NULL, true, JOB_FREELY + 1);
	assert_true(exact);
	assert_string_equal(title, "Take 21 cases?");
	assert_string_equal(word, "21");
	assert_int_equal(sent, 0);
	choose(choose_who, word);
	assert_int_equal(sent, JOB_FREELY + 1);
	start("assign", "officer", true, 1);
	assert_string_equal(title, "Give HW-7K3F-W9CA to officer?");
	assert_int_equal(sent, 0);
}

/* ---- a question that waits while an earlier change is answered ---- */

static int shown_version; /* of the only case */

static size_t one_target(const struct view *view, struct target *out, size_t size)
{
	(void)view;
	if (size > 0)
		out[0] = (struct target){ .id = "a-case", .version = shown_version };
	return 1;
}

static void act(const char *name, const char *value)
{
	static const struct screen screen = { .targets = one_target };
	struct view view = { .screen = &screen };
	struct call call = { .app = &app, .view = &view, .value = { value } };

	call.verb = case_verbs;
	while (strcmp(call.verb->name, name) != 0)
		call.verb++;
	call.verb->act(&call);
}

static void one_s_own_change_is_seen_by_a_question_that_waits(void **state)
{
	static const struct {
		int shown, sent;
	} cases[] = { { 11, 12 }, { 10, 10 /* somebody made version 11 */ } };

	(void)state;
	job_free_all(&app);
	shell = false;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		shown_version = cases[i].shown;
		act("take", NULL);
		assert_int_equal(version, cases[i].shown);
		act("priority", NULL);
		answer_saved(); /* as version 12 */
		choose(choose_who, "urgent");
		assert_int_equal(version, cases[i].sent);
		answer_saved();
	}
}

/* Never some of what is marked, whatever number is typed. */
static void more_than_there_is_room_for_are_refused(void **state)
{
	static const long counts[] = { 0, APP_AT_ONCE, 600 };

	(void)state;
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		typed_count = counts[i];
		start("take", NULL, true, 600);
		told("600 cases are marked, and 500 at most");
		assert_int_equal(sent, 0);
	}
	typed_count = APP_AT_ONCE;
	start("take", NULL, true, APP_AT_ONCE);
	assert_int_equal(sent, APP_AT_ONCE);
	typed_count = 0;
}

/* `:watch` has no key that would be the letter of its question. */
static void a_verb_without_a_key_is_asked_for_too(void **state)
{
	static const struct job_kind kind = { .order = N_("watch"), .question = N_("Watch %s?") };
	static const struct verb watch = { .name = "watch" };
	static const struct screen screen = { .targets = targets };
	struct view view = { .screen = &screen };
	struct call call = { .app = &app, .view = &view, .verb = &watch };

	(void)state;
	job_free_all(&app);
	shell = false;
	sent = 0;
	shown_cases = 2;
	job_start(&call, &kind);
	assert_string_equal(title, "Watch 2 cases?");
	choose(choose_who, "sure");
	assert_int_equal(sent, 2);
}

static void what_is_taken_back_twice_is_one(void **state)
{
	(void)state;
	job_free_all(&app);
	sent = 0;
	job_undo(&app, (const int64_t[]){ 7, 7, 8 }, 3, "");
	assert_int_equal(sent, 2);
	assert_int_equal(undone, 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_verb_without_a_key_is_asked_for_too, begin, end),
		cmocka_unit_test_setup_teardown(what_is_taken_back_twice_is_one, begin, end),
		cmocka_unit_test_setup_teardown(what_was_never_sent_is_not_saved, begin, end),
		cmocka_unit_test_setup_teardown(a_lost_answer_is_asked_again_under_the_same_key,
			begin, end),
		cmocka_unit_test_setup_teardown(a_second_line_that_falls_leaves_it_unknown, begin,
			end),
		cmocka_unit_test_setup_teardown(
			an_error_after_a_lost_answer_is_not_called_not_saved, begin, end),
		cmocka_unit_test_setup_teardown(an_error_at_once_is_not_saved, begin, end),
		cmocka_unit_test_setup_teardown(what_has_no_event_is_not_done, begin, end),
		cmocka_unit_test_setup_teardown(several_are_asked_for_in_words, begin, end),
		cmocka_unit_test_setup_teardown(a_forced_line_skips_the_soft_question_only, begin,
			end),
		cmocka_unit_test_setup_teardown(one_s_own_change_is_seen_by_a_question_that_waits,
			begin, end),
		cmocka_unit_test_setup_teardown(more_than_there_is_room_for_are_refused, begin,
			end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
