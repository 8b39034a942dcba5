/* `homeward list`: the rows of a screen for other programs. Nothing is printed before the last
 * answer is in. */
#include "tui/verbs/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/base/text.h"
#include "db/base/uuid.h"
#include "db/filter.h"
#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/verbs/rows_json.h"

enum { FACTS_CASES = 1000, LIMIT_MAX = 10000000, REASON_LONGEST = 32 };

/* By place in the verb's row. */
enum { ARG_WHAT, ARG_FILTER, ARG_FORMAT, ARG_LIMIT, ARG_SORT, ARG_FACTS };

/* What can be listed: as on the screen of that name, by columns that tell no personal fact. */
static const struct kind {
	const char *name;
	const struct table *table;
	enum query query;
	bool scoped; /* $1 is an array of offices */
	bool cases; /* each row is a case: --facts works */
	const char *always; /* a filter of its own, before the person's */
	const char *sort;
	const int *columns; /* ends with -1 */
} kinds_of_list[] = {
	{ .name = "board",
		.table = &case_table,
		.query = Q_CASE_LIST,
		.scoped = true,
		.cases = true,
		.always = "closed:none ",
		.columns = (const int[]){ CASE_CODE, CASE_PRIORITY, CASE_STAGE, CASE_CLOCK_AT,
			CASE_CLOCK_CODE, CASE_CLOCK_STANDING, CASE_RESPONSIBLE, CASE_OFFICE, -1 } },
	{ .name = "cases",
		.table = &case_table,
		.query = Q_CASE_LIST,
		.scoped = true,
		.cases = true,
		.always = "",
		.sort = "-touched",
		.columns = (const int[]){ CASE_CODE, CASE_PRIORITY, CASE_STAGE, CASE_CLOCK_AT,
			CASE_CLOCK_CODE, CASE_CLOCK_STANDING, CASE_RESPONSIBLE, CASE_OFFICE, -1 } },
	{ .name = "inbox",
		.table = &inbox_table,
		.query = Q_INBOX_LIST,
		.always = "",
		.columns = (const int[]){ INBOX_CODE, INBOX_PRIORITY, INBOX_WHY, INBOX_AT,
			INBOX_STAGE, INBOX_RESPONSIBLE, INBOX_OFFICE, -1 } },
	{ .name = "triage",
		.table = &triage_table,
		.query = Q_TRIAGE_LIST,
		.always = "",
		.columns = (const int[]){ TRIAGE_REPORTED_AT, TRIAGE_CODE, TRIAGE_CLOCK_AT,
			TRIAGE_CLOCK_CODE, TRIAGE_CLOCK_STANDING, TRIAGE_PRIORITY,
			TRIAGE_RESPONSIBLE, TRIAGE_SOURCE, TRIAGE_OFFICE, TRIAGE_LEFT_BY, -1 } },
	{ .name = "offices",
		.table = &office_table,
		.query = Q_OFFICE_LIST,
		.always = "",
		.columns = (const int[]){ OFFICE_CODE, OFFICE_NAME, OFFICE_COUNTRY, OFFICE_KIND,
			OFFICE_ORGANISATION, OFFICE_OPEN, OFFICE_NOBODY, OFFICE_ENDED,
			OFFICE_ON_SHIFT, OFFICE_ZONE, -1 } },
	{ .name = "places",
		.table = &place_table,
		.query = Q_PLACE_LIST,
		.always = "",
		.columns = (const int[]){ PLACE_CODE, PLACE_KIND, PLACE_COUNTRY, PLACE_DISTRICT,
			PLACE_CAPACITY, PLACE_OFFICE, PLACE_SEALED, -1 } },
	{ .name = "parties",
		.table = &party_table,
		.query = Q_PARTY_LIST,
		.always = "",
		.columns = (const int[]){ PARTY_CODE, PARTY_KIND, PARTY_DANGER, PARTY_LANGUAGES,
			PARTY_COUNTRY, PARTY_DISTRICT, PARTY_HOURS, PARTY_SEX, PARTY_OFFICE,
			PARTY_SEALED, -1 } },
	{ .name = "approvals",
		.table = &approval_table,
		.query = Q_APPROVAL_LIST,
		.always = "",
		.columns = (const int[]){ APPROVAL_CODE, APPROVAL_WHAT, APPROVAL_TURN,
			APPROVAL_CASE, APPROVAL_OFFICE, APPROVAL_TO, APPROVAL_ASKED_BY,
			APPROVAL_DUE_AT, APPROVAL_ASKED_OF, APPROVAL_STATE, APPROVAL_WAITS,
			APPROVAL_MINE, APPROVAL_ENDED_AT, -1 } },
	{ .name = "referrals",
		.table = &referral_table,
		.query = Q_REFERRAL_LIST,
		.always = "",
		.columns = (const int[]){ REFERRAL_CODE, REFERRAL_DIRECTION, REFERRAL_STATE,
			REFERRAL_WAITS, REFERRAL_CASE, REFERRAL_PARTY, REFERRAL_SERVICES,
			REFERRAL_ASKED, REFERRAL_ANSWER_BY, REFERRAL_OFFICE, -1 } },
	{ .name = "oncall",
		.table = &on_call_table,
		.query = Q_ON_CALL_LIST,
		.always = "",
		.columns = (const int[]){ ON_CALL_OFFICE, ON_CALL_POSITION, ON_CALL_LOGIN,
			ON_CALL_PERSON, ON_CALL_STATE, ON_CALL_FROM, ON_CALL_UNTIL, -1 } },
	{ .name = "transfers",
		.table = &transfer_table,
		.query = Q_TRANSFER_LIST,
		.always = "",
		.columns = (const int[]){ TRANSFER_CODE, TRANSFER_WHAT, TRANSFER_CASE,
			TRANSFER_OFFICE, TRANSFER_TO, TRANSFER_STATE, TRANSFER_SINCE,
			TRANSFER_WAITS, TRANSFER_NEXT, TRANSFER_NEXT_BY, -1 } },
	{ .name = "retention",
		.table = &retention_table,
		.query = Q_RETENTION_LIST,
		.always = "",
		.columns = (const int[]){ RETENTION_CODE, RETENTION_WAITS, RETENTION_UNTIL,
			RETENTION_OFFICE, RETENTION_STOPS, RETENTION_ERASURE, RETENTION_CLOSED_AT,
			RETENTION_ERASED_AT, -1 } },
};

/* What --facts adds: of the line itself, and of the answer to Q_FACTS behind its id. */
static const int case_facts[] = { CASE_RISK, CASE_CHILD };
static const struct column more_facts[] = {
	{ .name = "sex", .title = N_("SEX") },
	{ .name = "age_low", .title = N_("AGE FROM"), .type = COLUMN_NUMBER },
	{ .name = "age_high", .title = N_("TO"), .type = COLUMN_NUMBER },
	{ .name = "exploitation", .title = N_("EXPLOITATION") },
	{ .name = "status", .title = N_("STATUS") },
	{ .name = "status_by", .title = N_("DECIDED BY") },
	{ .name = "flags", .title = N_("FLAGS"), .type = COLUMN_LIST },
};

static const char *const kind_names[] = { "board", "cases", "inbox", "triage", "offices", "places",
	"parties", "approvals", "referrals", "oncall", "transfers", "retention", NULL };
static const char *const format_names[] = { "table", "csv", "json", NULL };
static list_print_fn *const formats[] = { list_print_table, list_print_csv, list_print_json };

struct list_request {
	struct app *app;
	const struct kind *kind;
	list_print_fn *print;
	char reason[4 * REASON_LONGEST + 1]; /* a name of reason_list; "": no facts */
	struct rows *rows;
	char key[UUID_TEXT]; /* of the request for facts */
	bool again; /* they were asked for again */
};

static unsigned end(struct list_request *request)
{
	struct app *app = request->app;
	rows_unref(request->rows);
	free(request);
	app_end(app);
	return EFFECT_NONE;
}

static unsigned usage(struct app *app, const char *text)
{
	app_exit_code(app, EXIT_USAGE);
	app_say(app, SAY_ERROR, "%s", text);
	return EFFECT_NONE;
}

static unsigned failed(struct list_request *request, const struct answer *answer)
{
	rows_json_failed(request->app, answer);
	return end(request);
}

static unsigned no_memory(struct list_request *request)
{
	app_say(request->app, SAY_ERROR, "%s", _("No memory left."));
	return end(request);
}

/* ---- printing ------------------------------------------------------------------------------ */

static void add_column(struct list_rows *list, const struct column *column, int at, bool facts)
{
	list->columns[list->count++] =
		(struct list_column){ .column = column, .at = at, .from_facts = facts };
}

static unsigned print(struct list_request *request, const struct rows *facts)
{
	const struct column *columns = request->kind->table->columns;
	struct list_rows list = { .rows = request->rows,
		.facts = facts,
		.id_at = CASE_ID,
		.now_ms = app_epoch_ms(request->app),
		.offset_min = app_me(request->app)->offset_min };
	for (const int *c = request->kind->columns; *c >= 0; c++)
		add_column(&list, &columns[*c], *c, false);
	for (size_t i = 0; facts && i < sizeof(case_facts) / sizeof(*case_facts); i++)
		add_column(&list, &columns[case_facts[i]], case_facts[i], false);
	for (size_t i = 0; facts && i < sizeof(more_facts) / sizeof(*more_facts); i++)
		add_column(&list, &more_facts[i], 1 + (int)i, true);
	request->print(&list);
	return end(request);
}

/* ---- asking -------------------------------------------------------------------------------- */

static unsigned ask_facts(struct list_request *request);

static unsigned on_facts(void *who, const struct answer *answer)
{
	struct list_request *request = who;
	if (answer->err != 0)
		return failed(request, answer);
	int refusal = rows_column(answer->rows, "refusal");
	/* The first answer only says that the reason is in the record now. */
	if (!request->again && rows_count(answer->rows) == 1 &&
		strcmp(rows_text(answer->rows, 0, refusal), "ask_again") == 0) {
		request->again = true;
		return ask_facts(request);
	}
	if (rows_count(answer->rows) == 1 && !rows_is_null(answer->rows, 0, refusal)) {
		int message = rows_column(answer->rows, "message");
		app_say(request->app, SAY_ERROR, "%s",
			intl_word(rows_text(answer->rows, 0, message)));
		return end(request);
	}
	return print(request, answer->rows);
}

static unsigned ask_facts(struct list_request *request)
{
	struct text ids = { 0 };
	int r = request->again ? 0 : uuid_make(request->key);
	param_array_open(&ids);
	for (int row = 0; row < rows_count(request->rows); row++)
		param_array_add(&ids, rows_text(request->rows, row, CASE_ID));
	param_array_close(&ids);
	const struct param params[] = { param_text(request->key), param_text(text_string(&ids)),
		param_text(request->reason) };
	if (r == 0 && text_check(&ids, NULL) == 0)
		r = app_change(request->app, Q_FACTS, params, 3, on_facts, request);
	else
		r = ERR_MEMORY;
	text_done(&ids);
	return r == 0 ? EFFECT_NONE : no_memory(request);
}

static unsigned on_rows(void *who, const struct answer *answer)
{
	struct list_request *request = who;
	if (answer->err != 0)
		return failed(request, answer);
	request->rows = rows_ref(answer->rows);
	if (!*request->reason)
		return print(request, NULL);
	if (rows_count(request->rows) <= FACTS_CASES)
		return ask_facts(request);
	app_say(request->app, SAY_ERROR,
		_("--facts shows %d cases at most: narrow the filter, or give --limit."),
		FACTS_CASES);
	return end(request);
}

/* The filter as typed, and a caret under what is wrong in it. */
static unsigned bad_filter(struct list_request *request, const char *typed, size_t at,
	const struct error *e)
{
	char safe[FILTER_BYTES * 8];
	usage(request->app, e->text);
	cells_safe(safe, sizeof(safe), typed, strlen(typed), -1);
	fprintf(stderr, "  %s\n  %*s^\n", safe, cells_width(typed, at), "");
	return end(request);
}

static unsigned ask_rows(struct list_request *request, const char *typed, const char *sort,
	int64_t limit)
{
	const struct kind *kind = request->kind;
	const struct filter_now now = { .now_ms = app_epoch_ms(request->app),
		.offset_minutes = app_me(request->app)->offset_min };
	struct param params[2 + FILTER_TERMS];
	struct filter filter;
	struct text all = { 0 }, query = { 0 };
	struct error e = { 0 };
	size_t at = 0, always = strlen(kind->always);
	int count = 0;
	unsigned effects = EFFECT_NONE;

	if (kind->scoped)
		params[count++] = param_text(app_offices(request->app, SCOPE_ALL));
	params[count++] = limit > 0 ? param_int(limit) : param_null();
	text_add(&all, kind->always);
	text_add(&all, typed);
	int r = filter_parse(&filter, kind->table, text_string(&all), count + 1, &now, &at, &e);
	if (r == ERR_INPUT) {
		text_done(&all);
		return bad_filter(request, typed, at > always ? at - always : 0, &e);
	}
	if (r == 0) {
		memcpy(params + count, filter.params, (size_t)filter.count * sizeof(*params));
		r = filter_expand(&query, kind->query, kind->table, &filter, sort, NULL, &e);
		if (r == 0)
			r = app_ask_text(request->app, kind->query, text_string(&query), params,
				(size_t)(count + filter.count), on_rows, request);
		filter_done(&filter);
	}
	if (r == ERR_INPUT)
		usage(request->app, e.text);
	if (r != 0)
		effects = r == ERR_INPUT ? end(request) : no_memory(request);
	text_done(&query);
	text_done(&all);
	return effects;
}

/* ---- the verb ------------------------------------------------------------------------------ */

/* Free text never travels in the arguments: other users of the machine could read it. False: it
 * has been said what is wrong. */
static bool read_reason(struct app *app, char *reason, size_t size)
{
	char line[1024];
	if (isatty(STDIN_FILENO))
		fprintf(stderr, "%s ", _("Why do you need to see the facts?"));
	if (!fgets(line, sizeof(line), stdin))
		line[0] = '\0';
	char *from = line + strspn(line, " \t");
	size_t length = strcspn(from, "\r\n"), letters = 0;
	while (length > 0 && (from[length - 1] == ' ' || from[length - 1] == '\t'))
		length--;
	for (const char *at = from; at < from + length; letters++) {
		if (text_next(&at, from + length) < ' ') {
			usage(app, _("The reason must be plain UTF-8 text."));
			return false;
		}
	}
	if (letters == 0 || letters > REASON_LONGEST) {
		usage(app,
			_("Say on standard input why you need to see the facts, in a word of the "
			  "list: handover, case review, statistics ..."));
		return false;
	}
	from[length] = '\0';
	text_copy(reason, size, from);
	return true;
}

/* 0: not given; -1: not a number of rows. */
static int64_t read_limit(const char *text)
{
	char *rest;
	if (!text)
		return 0;
	long long limit = strtoll(text, &rest, 10);
	return *rest || rest == text || limit < 1 || limit > LIMIT_MAX ? -1 : limit;
}

static size_t place_of(const char *const *names, const char *name)
{
	size_t i = 0;
	while (names[i] && strcmp(names[i], name) != 0)
		i++;
	return i;
}

static unsigned list(struct call *call)
{
	struct app *app = call->app;
	const char *what = call->value[ARG_WHAT], *format = call->value[ARG_FORMAT];
	const char *filter = call->value[ARG_FILTER], *sort = call->value[ARG_SORT];
	int64_t limit = read_limit(call->value[ARG_LIMIT]);
	if (!what)
		return usage(app,
			_("usage: homeward list board|cases|inbox|triage|offices|places|parties|"
			  "approvals|referrals|oncall|transfers|retention [FILTER...] "
			  "[--format table|csv|json] [--limit N] [--sort COLUMN] [--facts]"));
	if (limit < 0)
		return usage(app, _("--limit is a number of rows, from 1."));
	const struct kind *kind = &kinds_of_list[place_of(kind_names, what)];
	if (call->value[ARG_FACTS] && !kind->cases)
		return usage(app, _("--facts is for board and cases only."));
	struct list_request *request = calloc(1, sizeof(*request));
	if (!request)
		return usage(app, _("No memory left."));
	request->app = app;
	request->kind = kind;
	request->print = formats[format ? place_of(format_names, format) : 0];
	app_begin(app);
	if (call->value[ARG_FACTS] && !read_reason(app, request->reason, sizeof(request->reason)))
		return end(request);
	return ask_rows(request, filter ? filter : "", sort ? sort : kind->sort, limit);
}

const struct verb list_verbs[] = {
	{ .name = "list",
		.flags = VERB_SHELL | VERB_ONLY_SHELL,
		.arguments = {
			[ARG_WHAT] = { .name = "what",
				.kind = ARGUMENT_CHOICE,
				.choices = kind_names,
				.required = true,
				.help = N_("board, cases, inbox, triage, offices ...") },
			[ARG_FILTER] = { .name = "filter",
				.kind = ARGUMENT_REST,
				.help = N_("as after / on the screen: stage:triaged") },
			[ARG_FORMAT] = { .name = "format",
				.kind = ARGUMENT_CHOICE,
				.choices = format_names,
				.help = N_("table, csv or json; none: table") },
			[ARG_LIMIT] = { .name = "limit", .help = N_("rows at most; none: all") },
			[ARG_SORT] = { .name = "sort",
				.kind = ARGUMENT_COLUMN,
				.help = N_("a column, `-` before it turns the order") },
			[ARG_FACTS] = { .name = "facts",
				.kind = ARGUMENT_FLAG,
				.help = N_("coded personal facts too; the reason is kept") },
		},
		.help = N_("Print the rows of a screen, for a person or a program"),
		.act = list },
	{ 0 },
};
