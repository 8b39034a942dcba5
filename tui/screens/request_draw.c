/* A request on paper: what is asked, what is missing, what was answered. */
#include "tui/screens/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/date.h"
#include "tui/app/app.h"
#include "tui/app/job.h"
#include "tui/app/vault.h"
#include "tui/intl.h"
#include "tui/sheets/sheet.h"
#include "tui/term/pane.h"

/* Of today the time says it. */
static void put_time(const struct request *request, char out[static DATE_TEXT], const char *name)
{
	const int offset = app_me(request->view->app)->offset_min;
	const int64_t at = rows_field_ms(request->rows, 0, name);

	if (date_day_of(at, offset) == date_day_of(app_epoch_ms(request->view->app), offset))
		date_time(out, at, offset);
	else
		date_day_time(out, at, offset);
}

static const char *asked_of(const struct request *request)
{
	return rows_field_is_null(request->rows, 0, "asked_of") ?
		_("NOBODY: whoever could is away") :
		request_field(request, "asked_of");
}

/* "supervisor, coordinator" */
static void put_roles(const struct request *request, char *text, size_t size)
{
	const char *roles = request_field(request, "roles");
	char role[40];
	size_t used = 0;

	text[0] = '\0';
	while (used < size && rows_list_next(&roles, role, sizeof role))
		used += (size_t)snprintf(text + used, size - used, "%s%s", used > 0 ? ", " : "",
			intl_word(role));
}

/* Fewer people are left than have to approve it: waiting helps nobody. */
static void write_stuck(struct request *request, const char *over)
{
	const int64_t can = rows_field_int(request->rows, 0, "can");
	const int64_t needed = rows_field_int(request->rows, 0, "people") -
		rows_field_int(request->rows, 0, "approved");
	const bool acted = !rows_field_is_null(request->rows, 0, "acted_at");
	const char *office = request_field(request, "office");
	char roles[120];

	put_roles(request, roles, sizeof roles);
	if (can >= needed)
		return;
	if (can == 0)
		paper_linef(&request->paper, STYLE_URGENT,
			_("NOBODY CAN ANSWER THIS: of %s (%s) nobody is left who has not asked for "
			  "it or approved it."),
			office, roles);
	else
		paper_linef(&request->paper, STYLE_URGENT,
			_("TOO FEW CAN APPROVE THIS: %d more have to, and of %s (%s) only %d can."),
			(int)needed, office, roles, (int)can);
	if (acted)
		paper_linef(&request->paper, STYLE_WARN,
			_("What helps: an admin enrols somebody for %s (%s). Until then it "
			  "stays unsigned."),
			office, roles);
	else
		paper_linef(&request->paper, STYLE_WARN,
			_("What helps: an admin enrols somebody for %s (%s), or whoever asked "
			  "takes it back (:withdraw) and somebody else asks. It is over %s."),
			office, roles, over);
}

static void write_head(struct request *request)
{
	struct paper *paper = &request->paper;
	const char *state = request_field(request, "state");
	const bool open = strcmp(state, "open") == 0;
	char asked[DATE_TEXT], due[DATE_TEXT], text[240];

	paper_section(paper, request_heading(request));
	put_time(request, asked, "asked_at");
	put_time(request, due,
		rows_field_ms(request->rows, 0, "due_at") <
				rows_field_ms(request->rows, 0, "expires_at") ?
			"due_at" :
			"expires_at");
	if (open && rows_field_int(request->rows, 0, "can") == 0)
		paper_linef(paper, STYLE_NORMAL, _("asked by %s (%s) %s"),
			request_field(request, "asked_by"), request_field(request, "asked_from"),
			asked);
	else if (open)
		paper_linef(paper, STYLE_NORMAL,
			_("asked by %s (%s) %s . answer by %s . asked of %s"),
			request_field(request, "asked_by"), request_field(request, "asked_from"),
			asked, due, asked_of(request));
	else
		paper_linef(paper, STYLE_WARN, _("asked by %s (%s) %s . %s"),
			request_field(request, "asked_by"), request_field(request, "asked_from"),
			asked, intl_word(state));
	if (rows_field_int(request->rows, 0, "people") > 1)
		paper_linef(paper, STYLE_NORMAL, _("%s people have to approve it . so far: %s"),
			request_field(request, "people"), request_field(request, "approved"));
	if (open) {
		put_time(request, due, "expires_at");
		write_stuck(request, due);
	}
	if (rows_field_is_null(request->rows, 0, "acted_at"))
		return;
	put_time(request, asked, "acted_at");
	put_time(request, due, "expires_at");
	if (strcmp(state, "refused") == 0 && request_words(request)->refused != NULL) {
		job_fill(text, sizeof text, _(request_words(request)->refused), asked, "");
		paper_line(paper, STYLE_URGENT, text);
	} else if (strcmp(state, "approved") != 0 && request_words(request)->acted != NULL) {
		job_fill(text, sizeof text, _(request_words(request)->acted), asked, due);
		paper_line(paper, STYLE_URGENT, text);
	}
}

/* ---- what is sealed ------------------------------------------------------------------------ */

/* What stands in clear above, and is the same, is not said twice. */
static void write_by_sheet(struct request *request, const struct sheet *sheet,
	const struct record *record)
{
	struct sheet_line line = { .sheet = sheet, .record = record };
	size_t unknown = sheet_unknown(sheet, record);

	while (sheet_next(&line))
		if (!request_tells(request, line.field))
			paper_borrow(&request->paper, STYLE_NORMAL,
				line.more ? " " : _(line.field->label), line.value, line.length);
	if (unknown > 0)
		paper_linef(&request->paper, STYLE_DIM, _("%zu more, which a newer homeward shows"),
			unknown);
}

static void write_by_name(struct request *request, const struct record *record)
{
	const char *name, *value;
	size_t at = 0;

	while (record_next(record, &at, &name, &value))
		paper_borrow(&request->paper, STYLE_NORMAL, name, value, strlen(value));
}

/* Which entry it is: what is signed names it by its hash. */
static void write_seal(struct request *request, enum style style, const char *words)
{
	const char *sha256 = json_value(&request->content, "sealed.sha256");
	char text[WRITER_LINE + 80];

	snprintf(text, sizeof text, "%.8s . %s", sha256 != NULL ? sha256 : "", words);
	paper_field(&request->paper, style, _("sealed"), text);
}

static const char *why_shut(const struct request *request)
{
	const char *words = request_words(request)->sealed;

	if (request->why[0] != '\0')
		return request->why;
	if (request->opening.busy)
		return _("opening ...");
	return request->sealed_kind[0] == '\0' ? _("not for your office") :
		words != NULL                  ? _(words) :
						 "";
}

static void write_sealed(struct request *request)
{
	const struct sheet *sheet = sheet_named(request->sealed_kind);
	char written[WRITER_LINE];

	if (json_find(&request->content, "sealed.sha256") < 0) {
		paper_field(&request->paper, STYLE_DIM, _("sealed"), _("nothing of it"));
		return;
	}
	if (request->check != REQUEST_GOOD) {
		write_seal(request, STYLE_DIM,
			request->check == REQUEST_TAMPERED ? "TAMPERED" : why_shut(request));
		return;
	}
	for (size_t i = 0; i < request->opening.count; i++) {
		const struct opened *item = &request->opening.items[i];

		if (strcmp(item->at.id, request->id) != 0)
			continue;
		if (sheet != NULL)
			write_by_sheet(request, sheet, &item->record);
		else
			write_by_name(request, &item->record);
		writer_line(written, item->at.version, item->written_at,
			app_me(request->view->app)->offset_min, item->writer);
		write_seal(request, item->past ? STYLE_WARN : STYLE_DIM, written);
	}
}

/* ---- what is missing, what has changed, who has answered ----------------------------------- */

static void write_missing(struct request *request)
{
	const char *words = request_field(request, "lacks_words");
	const char *hints = request_field(request, "lacks_hints");
	char word[300], hint[300], text[620];

	while (rows_list_next(&words, word, sizeof word)) {
		if (!rows_list_next(&hints, hint, sizeof hint))
			hint[0] = '\0';
		snprintf(text, sizeof text, "%s %s", intl_word(word), intl_word(hint));
		paper_field(&request->paper, STYLE_WARN, _("MISSING"), text);
	}
}

/* Above all else: she may know the rest by heart. */
static void write_news(struct request *request)
{
	struct text text = { 0 };

	if (!request->unread)
		return;
	request_differs(request, &request->read, &text);
	paper_field(&request->paper, STYLE_ERROR, _("CHANGED JUST NOW"), text_string(&text));
	text_done(&text);
}

static void write_changes(struct request *request)
{
	struct text text = { 0 };
	size_t count = request_differs(request, &request->first, &text);

	paper_field(&request->paper, count > 0 ? STYLE_WARN : STYLE_DIM, _("changed since"),
		text_string(&text));
	text_done(&text);
}

static void write_vote(struct request *request, size_t i)
{
	const struct json *votes = &request->votes;
	const char *at = request_of(votes, i, "at"), *why = request_of(votes, i, "reason");
	const char *version = request_of(votes, i, "version"), *name = request_of(votes, i, "name");
	const char *answer = request_of(votes, i, "answer");
	char when[DATE_TEXT], text[300];

	date_day_time(when, at != NULL ? strtoll(at, NULL, 10) : 0,
		app_me(request->view->app)->offset_min);
	snprintf(text, sizeof text, _("%s %s: %s%s%s (version %s)"), when, name != NULL ? name : "",
		answer != NULL ? intl_word(answer) : "", why != NULL ? ", " : "",
		why != NULL ? intl_word(why) : "", version != NULL ? version : "");
	paper_field(&request->paper, STYLE_NORMAL, _("answered"), text);
}

static void write_step(struct request *request, size_t i)
{
	const struct json *steps = &request->steps;
	const char *at = request_of(steps, i, "at"), *why = request_of(steps, i, "why");
	const char *person = request_of(steps, i, "person"), *state = request_of(steps, i, "state");
	char when[DATE_TEXT], text[300];

	date_day_time(when, at != NULL ? strtoll(at, NULL, 10) : 0,
		app_me(request->view->app)->offset_min);
	snprintf(text, sizeof text, "%s %s%s%s%s%s", when, person != NULL ? person : "",
		person != NULL ? ": " : "", state != NULL ? intl_word(state) : "",
		why != NULL ? ", " : "", why != NULL ? intl_word(why) : "");
	paper_field(&request->paper, STYLE_DIM, _("step"), text);
}

static void write_history(struct request *request)
{
	for (size_t i = 0; request_of(&request->votes, i, "answer") != NULL; i++)
		write_vote(request, i);
	for (size_t i = 0; request_of(&request->steps, i, "state") != NULL; i++)
		write_step(request, i);
}

/* ---- the whole ----------------------------------------------------------------------------- */

static const char *approver(const struct request *request)
{
	const char *name = request_voter(request, "approve");

	return name != NULL ? name : _("whoever approved it");
}

/* Nobody asks around until somebody says yes unseen. */
static void write_refused(struct request *request)
{
	const char *at;

	for (size_t i = 0; (at = request_of(&request->refused, i, "at")) != NULL; i++) {
		const char *who = request_of(&request->refused, i, "who");
		const char *why = request_of(&request->refused, i, "why");
		const char *code = request_of(&request->refused, i, "code");
		char day[DATE_TEXT];

		date_day_time(day, strtoll(at, NULL, 10), app_me(request->view->app)->offset_min);
		paper_linef(&request->paper, STYLE_WARN, _("REFUSED BEFORE %s by %s: %s (%s)"), day,
			who != NULL ? who : "", why != NULL ? intl_word(why) : "",
			code != NULL ? code : "");
	}
}

static void write_all(struct request *request)
{
	write_head(request);
	if (request->not_taken[0] != '\0')
		paper_linef(&request->paper, STYLE_ERROR,
			_("TAMPERED: %s Nothing is taken. Telephone %s (%s), by a number that you "
			  "know."),
			request->not_taken, approver(request), request_field(request, "office"));
	if (request->forged) {
		paper_linef(&request->paper, STYLE_ERROR,
			_("TAMPERED: %s Nothing of it is shown. Telephone %s."), request->why,
			request_field(request, "asked_by"));
		return;
	}
	if (request->check == REQUEST_TAMPERED)
		paper_linef(&request->paper, STYLE_ERROR,
			_("TAMPERED: %s Approve nothing; telephone %s."), request->why,
			request_field(request, "asked_by"));
	if (request_is_erased(request)) {
		paper_line(&request->paper, STYLE_WARN,
			_("The file was erased since, and what was asked with it."));
		write_history(request);
		return;
	}
	write_news(request);
	write_refused(request);
	write_missing(request);
	request_write_facts(request);
	write_sealed(request);
	write_changes(request);
	write_history(request);
}

bool request_has_more(const struct request *request)
{
	return request->paper.count == 0 || request->seen < request->paper.count;
}

void request_more(const struct request *request, char *text, size_t size)
{
	const size_t pages = paper_pages_below(&request->paper);

	if (pages > 0)
		snprintf(text, size, _("PgDn (%zu more)"), pages);
	else /* it was jumped over */
		text_copy(text, size, _("g, then PgDn"));
}

void request_draw(struct view *view, struct pane *pane)
{
	struct request *request = view->state;
	const bool read = request->rows != NULL && !app_veiled(view->app);
	char text[200];

	paper_begin(&request->paper);
	if (app_veiled(view->app)) {
		paper_line(&request->paper, STYLE_DIM, _("The veil is on: z lifts it."));
	} else if (request->rows == NULL) {
		load_skeleton(view, text, sizeof text);
		paper_line(&request->paper, STYLE_NORMAL, text);
	} else {
		write_all(request);
	}
	paper_draw(&request->paper, pane);
	if (read)
		request->seen = paper_seen(&request->paper, request->seen);
}
