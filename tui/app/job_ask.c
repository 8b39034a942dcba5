/* What is asked before a change is sent: which cases, what to, and whether one is sure. */
#include "tui/app/job_int.h"

#include <stdio.h>
#include <string.h>

#include "tui/app/choose.h"
#include "tui/app/outcome.h"
#include "tui/app/target.h"
#include "tui/intl.h"

/* The code of the only case, or how many they are. */
static void say_which(char *out, size_t size, const struct job *job)
{
	if (job->count == 1)
		snprintf(out, size, "%s", job->parts[0].target.code);
	else
		snprintf(out, size, ngettext("%zu case", "%zu cases", job->count), job->count);
}

/* ---- a value, and a confirmation ---- */

static unsigned job_continue(struct job *job);

static bool is_wanted(const struct job *job, const struct job_value *value)
{
	const char *word = value->only_for;
	size_t length = strlen(job->value[0]);

	if (value->optional && app_is_shell(job->app))
		return false;
	for (; word != NULL; word = strchr(word, '|'), word += word != NULL)
		if (strncmp(word, job->value[0], length) == 0 &&
			(word[length] == '|' || word[length] == '\0'))
			return true;
	return value->only_for == NULL;
}

/* The value that is wanted and not given; -1: none. */
static int value_missing(const struct job *job)
{
	for (int i = 0; i < job->kind->value_count; i++)
		if (job->value[i][0] == '\0' && is_wanted(job, &job->kind->values[i]))
			return i;
	return -1;
}

static unsigned value_chosen(void *who, const char *value)
{
	struct job *job = who;
	int at = value_missing(job);

	if (value == NULL || at < 0)
		return job_give_up(job, SAY_INFO, _("Nothing was changed."));
	snprintf(job->value[at], sizeof job->value[at], "%s", value);
	return job_continue(job);
}

static void job_ask(struct job *job, const struct choice *choices, size_t count)
{
	char which[40], text[240];

	say_which(which, sizeof which, job);
	snprintf(text, sizeof text, "%s%s%s", which, job->about[0] != '\0' ? "\n" : "", job->about);
	app_choose(job->app, _(job->kind->values[value_missing(job)].title), text, choices, count,
		value_chosen, job);
}

static size_t choices_of_staff(const struct job *job, const struct rows *rows,
	struct choice *choices)
{
	int login = rows_column(rows, "login"), name = rows_column(rows, "name"),
	    office = rows_column(rows, "office"), on_shift = rows_column(rows, "on_shift"),
	    open = rows_column(rows, "open_cases");
	size_t count = 0;

	for (int r = 0; r < rows_count(rows) && count < CHOOSE_MAX; r++, count++) {
		snprintf(choices[count].value, sizeof choices[count].value, "%s",
			rows_text(rows, r, login));
		snprintf(choices[count].label, sizeof choices[count].label, _("%s  %s%s  %s open"),
			rows_text(rows, r, name), rows_text(rows, r, office),
			rows_bool(rows, r, on_shift) ? _("  on shift") : "",
			rows_text(rows, r, open));
		app_remember(job->app, ARGUMENT_STAFF, choices[count].value,
			rows_text(rows, r, name));
	}
	return count;
}

static size_t choices_of_verb(const struct job *job, const struct rows *rows,
	struct choice *choices)
{
	int verb = rows_column(rows, "verb"), list = rows_column(rows, "choices");
	size_t count = 0;

	for (int r = 0; r < rows_count(rows); r++) {
		const char *at = rows_text(rows, r, list);

		if (strcmp(rows_text(rows, r, verb), job->verb->name) != 0)
			continue;
		while (count < CHOOSE_MAX &&
			rows_list_next(&at, choices[count].value, sizeof choices[count].value)) {
			text_copy(choices[count].label, sizeof choices[count].label,
				gettext(choices[count].value));
			if (job->verb->arguments[0].kind == ARGUMENT_STAGE)
				app_remember(job->app, ARGUMENT_STAGE, choices[count].value, "");
			count++;
		}
	}
	return count;
}

static size_t choices_of_reasons(const struct job *job, const struct rows *rows,
	struct choice *choices)
{
	int code = rows_column(rows, "code"), name = rows_column(rows, "name");
	size_t count = 0;

	(void)job;
	for (int r = 0; r < rows_count(rows) && count < CHOOSE_MAX; r++, count++) {
		snprintf(choices[count].value, sizeof choices[count].value, "%s",
			rows_text(rows, r, code));
		text_copy(choices[count].label, sizeof choices[count].label,
			gettext(rows_text(rows, r, name)));
	}
	return count;
}

static size_t choices_of_query(const struct job *job, const struct rows *rows,
	struct choice *choices)
{
	size_t count = 0;

	(void)job;
	for (int r = 0; r < rows_count(rows) && count < CHOOSE_MAX; r++, count++) {
		text_copy(choices[count].value, sizeof choices[count].value,
			rows_field(rows, r, "value"));
		text_copy(choices[count].label, sizeof choices[count].label,
			intl_word(rows_field(rows, r, "label")));
	}
	return count;
}

static const struct {
	enum query query;
	bool of_case; /* $1 is the first case */
	size_t (*read)(const struct job *job, const struct rows *rows, struct choice *choices);
} sources[] = {
	[JOB_CHOICES_STAFF] = { Q_STAFF_CHOICES, true, choices_of_staff },
	[JOB_CHOICES_VERB] = { Q_CASE_VERBS, true, choices_of_verb },
	[JOB_CHOICES_REASON] = { Q_CLOSE_REASONS, false, choices_of_reasons },
	[JOB_CHOICES_QUERY] = { Q_NONE, true, choices_of_query },
};

static int ask_for_choices(struct job *job, int at, app_answer_fn *fn)
{
	const struct job_value *value = &job->kind->values[at];
	struct param params[1 + JOB_VALUES] = { param_text(job->parts[0].target.id) };

	for (int i = 0; i < JOB_VALUES; i++)
		params[1 + i] = param_text(job->value[i]);
	if (value->choices == JOB_CHOICES_QUERY)
		return app_ask(job->app, value->query, params, (size_t)query_params(value->query),
			fn, job);
	return app_ask(job->app, sources[value->choices].query, params,
		sources[value->choices].of_case ? 1 : 0, fn, job);
}

static unsigned choices_answered(void *who, const struct answer *answer)
{
	struct job *job = who;
	struct choice choices[CHOOSE_MAX] = { 0 };
	size_t count;

	if (answer->err != 0)
		return job_give_up(job, SAY_ERROR,
			_("The choices could not be read from the database. Nothing was changed."));
	count = sources[job->kind->values[value_missing(job)].choices].read(job, answer->rows,
		choices);
	if (count == 0)
		return job_give_up(job, SAY_WARN,
			_("There is nothing to choose here for you. Nothing was changed."));
	job_ask(job, choices, count);
	return EFFECT_REDRAW;
}

/* Letters where each choice has one of its own, else digits. */
static size_t fixed_choices(const struct argument *argument, struct choice *choices)
{
	char letters[CHOOSE_MAX] = "";
	size_t count = 0;
	bool own = true;

	for (; argument->choices[count] != NULL; count++) {
		const char *word = argument->choices[count];

		own = own && strchr(letters, word[0]) == NULL;
		letters[count] = word[0];
		text_copy(choices[count].value, sizeof choices[count].value, word);
		text_copy(choices[count].label, sizeof choices[count].label, gettext(word));
	}
	for (size_t i = 0; own && i < count; i++)
		choices[i].letter = letters[i];
	return count;
}

static unsigned lacks_value(struct job *job, int at)
{
	char usage[120];

	snprintf(usage, sizeof usage, _("%s: %s=... is needed (%s)"), job->verb->name,
		job->verb->arguments[at].name, _(job->verb->arguments[at].help));
	app_exit_code(job->app, EXIT_USAGE);
	return job_give_up(job, SAY_ERROR, usage);
}

/* What is known already stands in the line; the code is typed behind it. */
static unsigned ask_for_code(struct job *job, int at)
{
	struct app *app = job->app;
	char line[200];
	size_t used = (size_t)snprintf(line, sizeof line, "%s", job->verb->name);

	for (size_t i = 0; i < job->count && used < sizeof line; i++)
		used += (size_t)snprintf(line + used, sizeof line - used, " %s",
			job->parts[i].target.code);
	for (int i = 0; i < at && used < sizeof line; i++)
		used += (size_t)snprintf(line + used, sizeof line - used, " %s=\"%s\"",
			job->verb->arguments[i].name, job->value[i]);
	if (used < sizeof line)
		snprintf(line + used, sizeof line - used, " %s=", job->verb->arguments[at].name);
	job_give_up(job, SAY_INFO, _(job->kind->values[at].title));
	app_prompt(app, ':', line);
	return EFFECT_REDRAW;
}

static unsigned ask_for_value(struct job *job, int at)
{
	enum job_choices from = job->kind->values[at].choices;
	struct choice choices[CHOOSE_MAX] = { 0 };

	if (app_is_shell(job->app))
		return lacks_value(job, at);
	if (from == JOB_CHOICES_CODE)
		return ask_for_code(job, at);
	if (from == JOB_CHOICES_ARGUMENT) {
		job_ask(job, choices, fixed_choices(&job->verb->arguments[at], choices));
		return EFFECT_REDRAW;
	}
	if (ask_for_choices(job, at, choices_answered) != 0)
		return job_give_up(job, SAY_ERROR, _("No memory left: nothing was changed."));
	app_expect(job->app, value_chosen, job);
	return EFFECT_NONE;
}

static bool needs_count(const struct job *job)
{
	return job->count > JOB_FREELY && job->typed != (long)job->count;
}

static unsigned confirmed(void *who, const char *value)
{
	struct job *job = who;

	if (value == NULL)
		return job_give_up(job, SAY_INFO,
			needs_count(job) ? _("Nothing was changed: their number was not typed.") :
					   _("Nothing was changed."));
	job->sure = true;
	return job_continue(job);
}

static unsigned ask_to_confirm(struct job *job)
{
	/* A verb without a key has no letter that would be its own. */
	struct choice choice = { .letter = job->verb->key != NULL ? job->verb->key[0] : 0 };
	char text[400], title[160], which[40];
	size_t used = 0;

	snprintf(choice.value, sizeof choice.value, "sure");
	job_fill(choice.label, sizeof choice.label, _(job->kind->order), job->value[0], "");
	say_which(which, sizeof which, job);
	job_fill(title, sizeof title, _(job->kind->question), which, job->value[0]);
	for (size_t i = 0; i < job->count && i < 5; i++)
		used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", i > 0 ? ", " : "",
			job->parts[i].target.code);
	if (job->count > 5)
		used += (size_t)snprintf(text + used, sizeof text - used, _(" and %zu more"),
			job->count - 5);
	if (job->about[0] != '\0' && used < sizeof text)
		used += (size_t)snprintf(text + used, sizeof text - used, "\n%s", job->about);
	if (job->count > 1 && job->kind->consequence != NULL && used < sizeof text)
		used += (size_t)snprintf(text + used, sizeof text - used, "\n%s",
			_(job->kind->consequence));
	if (!needs_count(job)) {
		app_choose(job->app, title, text, &choice, 1, confirmed, job);
		return EFFECT_REDRAW;
	}
	if (used < sizeof text)
		snprintf(text + used, sizeof text - used,
			_("\nTo be sure, type their number, %zu, and Enter."), job->count);
	choice.letter = 0;
	snprintf(choice.value, sizeof choice.value, "%zu", job->count);
	app_choose_exact(job->app, title, text, &choice, 1, confirmed, job);
	return EFFECT_REDRAW;
}

static bool needs_confirming(const struct job *job, size_t count)
{
	return !job->sure &&
		(job->kind->confirm || (count > 1 && !job->forced) || needs_count(job)) &&
		!app_is_shell(job->app);
}

/* Goes on as far as it can: what is missing is asked for, then the changes are sent. */
static unsigned job_continue(struct job *job)
{
	int missing = value_missing(job);
	char text[160];

	if (missing >= 0)
		return ask_for_value(job, missing);
	if (app_is_shell(job->app) && job->typed > 0 && job->typed != (long)job->count) {
		snprintf(text, sizeof text,
			_("These are %zu cases, and not %ld. Nothing was changed."), job->count,
			job->typed);
		return job_give_up(job, SAY_WARN, text);
	}
	if (needs_count(job) && app_is_shell(job->app)) {
		snprintf(text, sizeof text,
			_("%zu cases at once: to be sure, say --count %zu as well. Nothing was "
			  "changed."),
			job->count, job->count);
		return job_give_up(job, SAY_WARN, text);
	}
	if (needs_confirming(job, job->count))
		return ask_to_confirm(job);
	app_unexpect(job->app, job);
	return job_send(job);
}

/* ---- beginning ---- */

static const char *find_problem(const char *problem)
{
	if (strcmp(problem, "check") == 0)
		return _("is not a case code: a symbol is wrong. Read it again.");
	return _("is no case that you may see.");
}

/* Which code, and in which line of standard input it stands. */
static void say_bad_code(char *text, size_t size, const struct job *job, const struct rows *rows,
	int row)
{
	const char *code = rows_field(rows, row, "asked");
	char line[40] = "";

	if ((size_t)row < job->asked && job->lines[row] > 0)
		snprintf(line, sizeof line, _("line %d: "), job->lines[row]);
	snprintf(text, size, "%s%s %s%s", line, code,
		find_problem(rows_field(rows, row, "problem")),
		app_is_shell(job->app) && job->asked > 1 ? _(" Nothing was changed.") : "");
	outcome_tell(job->app, &(struct outcome){ .code = code, .message = text });
}

/* All of them are told, the last in text. False: there is none. */
static bool bad_codes(char *text, size_t size, struct job *job, const struct rows *rows)
{
	text[0] = '\0';
	for (int row = 0; row < rows_count(rows); row++) {
		if (rows_field_is_null(rows, row, "problem"))
			continue;
		if (text[0] != '\0')
			say_plain(job->app, SAY_ERROR, text);
		say_bad_code(text, size, job, rows, row);
	}
	return text[0] != '\0';
}

static unsigned codes_found(void *who, const struct answer *answer)
{
	struct job *job = who;
	const struct rows *rows = answer->rows;
	char text[200];

	if (answer->err != 0) {
		app_exit_code(job->app, EXIT_OFFLINE);
		return job_give_up(job, SAY_ERROR,
			_("The database could not be asked for these codes. Nothing was changed."));
	}
	/* Each code has its row, but where the role may not look for cases there is none. */
	if ((size_t)rows_count(rows) < job->asked) {
		snprintf(text, sizeof text, "%s",
			_("Your role may not do this to a case. Nothing was changed."));
		outcome_tell(job->app, &(struct outcome){ .message = text });
		return job_give_up(job, SAY_ERROR, text);
	}
	if (bad_codes(text, sizeof text, job, rows))
		return job_give_up(job, SAY_ERROR, text);
	for (int r = 0; r < rows_count(rows); r++) {
		struct target target = { .version = (int)rows_field_int(rows, r, "version") };

		text_copy(target.id, sizeof target.id, rows_field(rows, r, "id"));
		text_copy(target.code, sizeof target.code, rows_field(rows, r, "code"));
		if (!job_add(job, &target))
			return job_give_up(job, SAY_ERROR,
				_("Too many cases. Nothing was changed."));
	}
	return job_continue(job);
}

static unsigned find_codes(struct job *job, const struct call *call)
{
	struct text codes = { 0 };
	struct param param;
	int r;

	job->asked = call->code_count;
	for (size_t i = 0; i < call->code_count; i++)
		job->lines[i] = call->lines != NULL ? call->lines[i] : 0;
	param_array_open(&codes);
	for (size_t i = 0; i < call->code_count; i++)
		param_array_add(&codes, call->codes[i]);
	param_array_close(&codes);
	param = param_text(text_string(&codes));
	r = text_check(&codes, NULL);
	if (r == 0)
		r = app_ask(job->app, Q_CASE_FIND, &param, 1, codes_found, job);
	text_done(&codes);
	if (r == 0 && (value_missing(job) >= 0 || needs_confirming(job, job->asked)))
		app_expect(job->app, value_chosen, job);
	return r == 0 ? EFFECT_NONE :
			job_give_up(job, SAY_ERROR, _("No memory left: nothing was changed."));
}

unsigned job_start(struct call *call, const struct job_kind *kind)
{
	struct target targets[APP_AT_ONCE];
	const struct view *view = call->view;
	struct job *job = job_new(call->app);
	char text[160];
	size_t count = 0;

	if (job == NULL)
		return EFFECT_REDRAW;
	job->verb = call->verb;
	job->kind = kind;
	job->forced = call->forced;
	job->typed = call->count;
	text_copy(job->about, sizeof job->about, call->about != NULL ? call->about : "");
	for (int i = 0; i < kind->value_count; i++) {
		if (call->value[i] != NULL)
			text_copy(job->value[i], sizeof job->value[i], call->value[i]);
	}
	if (call->code_count > 0) {
		return find_codes(job, call);
	}
	if (view != NULL && view->screen->targets != NULL)
		count = view->screen->targets(view, targets, APP_AT_ONCE);
	if (count == 0) {
		if (app_is_shell(call->app))
			app_exit_code(call->app, EXIT_USAGE);
		return job_give_up(job, SAY_ERROR,
			target_lacks(view,
				_("Which case? Give its code, or put the cursor on it.")));
	}
	if (count == 1 && targets[0].id[0] == '\0') {
		call->codes[call->code_count++] = targets[0].code;
		return find_codes(job, call);
	}
	if (count > APP_AT_ONCE) {
		snprintf(text, sizeof text,
			_("%zu cases are marked, and %d at most are changed at once. Nothing was "
			  "changed."),
			count, APP_AT_ONCE);
		return job_give_up(job, SAY_WARN, text);
	}
	for (size_t i = 0; i < count; i++) {
		if (!job_add(job, &targets[i]))
			return job_give_up(job, SAY_ERROR,
				_("Too many cases. Nothing was changed."));
	}
	return job_continue(job);
}
