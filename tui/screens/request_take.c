/* A file is received. That a row says it was approved moves nothing: the approver's own signature
 * is looked for over the very text on the screen and the very keys that came; they are opened,
 * wrapped under the newest key of the receiving office, and only then it is taken. */
#include "tui/screens/request.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/crossing.h"
#include "db/vault/hex.h"
#include "tui/app/alarm.h"
#include "tui/app/app.h"
#include "tui/app/approved.h"
#include "tui/app/change.h"
#include "tui/app/signing.h"
#include "tui/app/vault.h"
#include "tui/intl.h"

bool request_may_take(const struct request *request)
{
	const char *sides = rows_field(request->transfer, 0, "sides");

	return request->rows != NULL && rows_count(request->transfer) > 0 &&
		strcmp(request_field(request, "kind"), "file") == 0 &&
		strcmp(rows_field(request->transfer, 0, "state"), "approved") == 0 &&
		strstr(sides, "receiving") != NULL;
}

static unsigned end(struct request *request, enum say_level level, const char *text)
{
	struct app *app = request->view->app;

	request->taking = false;
	lacking_drop(&request->lacking);
	if (text != NULL)
		app_say(app, level, "%s", text);
	return EFFECT_REDRAW;
}

/* The case is not hers yet: the record is told of the key of her office that it was sealed to. */
static unsigned tampered(struct request *request, const struct error *e)
{
	const struct rows *rows = request->lacking.rows;
	const struct alarm alarm = { .kind = ALARM_REALM,
		.object = rows_field(rows, 0, "realm"),
		.version = (uint32_t)rows_field_int(rows, 0, "epoch") };
	char what[100];

	text_copy(request->not_taken, sizeof request->not_taken, e->text);
	snprintf(what, sizeof what, _("the approval of %s"), request->code);
	vault_tampered(request->view->app, what, &alarm, e);
	return end(request, SAY_ERROR, NULL);
}

/* ---- who has approved ---------------------------------------------------------------------- */

/* The row of the votes of whoever has sent the keys; -1: she has not approved this version. */
static int vote_of(const struct request *request, const char *person)
{
	const char *version = request_field(request, "version");

	for (size_t i = 0; request_of(&request->votes, i, "answer") != NULL; i++) {
		const char *by = request_of(&request->votes, i, "person");
		const char *of = request_of(&request->votes, i, "version");

		if (by != NULL && of != NULL && strcmp(by, person) == 0 &&
			strcmp(of, version) == 0 &&
			strcmp(request_of(&request->votes, i, "answer"), "approve") == 0)
			return (int)i;
	}
	return -1;
}

static int read_vote(struct crossing_vote *vote, const struct request *request,
	const struct rows *rows, struct error *e)
{
	const int i = vote_of(request, rows_field(rows, 0, "given_by"));
	const char *signature = i >= 0 ? request_of(&request->votes, (size_t)i, "signature") : NULL;
	const char *number = i >= 0 ? request_of(&request->votes, (size_t)i, "number") : NULL;

	*vote = (struct crossing_vote){ .person = rows_field(rows, 0, "given_by"),
		.number = number != NULL ? (uint32_t)strtoul(number, NULL, 10) : 0 };
	if (signature == NULL ||
		!hex_read(vote->signature, sizeof vote->signature, signature, strlen(signature)))
		return error_set(e, ERR_TAMPERED,
			"Whoever has sent these keys has not approved what stands here.");
	return 0;
}

/* The keys that she approved by their generations are those that came, each once. */
static int check_keys(const struct request *request, const struct rows *rows, struct error *e)
{
	char path[JSON_PATH];
	const char *generation;
	int row = 0;

	for (;; row++) {
		snprintf(path, sizeof path, "keys.%d", row);
		generation = json_value(&request->content, path);
		if (generation == NULL || row == rows_count(rows) ||
			strcmp(generation, rows_field(rows, row, "generation")) != 0)
			break;
	}
	if (generation == NULL && row == rows_count(rows))
		return 0;
	return error_set(e, ERR_TAMPERED, "The keys that came are not those that were approved.");
}

/* Keys come with one approval, of somebody who has not asked for it. */
static int check_approver(const struct request *request, const char *person, struct error *e)
{
	if (approved_people(&request->content) != 1)
		return error_set(e, ERR_TAMPERED, "It is not signed by whoever has to approve it.");
	return approved_by_other(&request->content, person, e);
}

/* ---- taking it ----------------------------------------------------------------------------- */

static unsigned send(struct request *request, const struct crossing_received *received,
	const struct signing *signing)
{
	char before[80], done[160], version[16];

	snprintf(version, sizeof version, "%" PRId64,
		rows_field_int(request->transfer, 0, "version"));
	const struct param params[] = { param_text(request->id), param_text(version),
		param_text(text_string(&received->keys)),
		param_text(text_string(&received->generations)),
		param_text(text_string(&received->epochs)),
		param_text(text_string(&received->wraps)), param_text(signing->number),
		param_text(signing->signature) };

	snprintf(before, sizeof before, "%s:", request->code);
	snprintf(done, sizeof done,
		_("%s: the file is yours now: case %s, and you are responsible."), request->code,
		json_value(&request->content, "case"));
	return change_send(request->view->app,
		&(struct change){ .query = Q_TRANSFER_TAKE,
			.params = params,
			.count = sizeof params / sizeof *params,
			.code = request->code,
			.before = before,
			.done = done });
}

static unsigned receive(struct request *request, const struct rows *rows)
{
	struct app *app = request->view->app;
	struct crossing_received received = { 0 };
	struct crossing_vote vote;
	struct signing approved, handed;
	struct error e = { 0 };
	unsigned effects = EFFECT_NONE;
	const struct crossing_file file = { .request = request->id,
		.case_id = rows_field(rows, 0, "subject"),
		.key = "office",
		.to_office = json_value(&request->content, "to_office") };
	int r = signing_begin(&approved, request->rows, request->id, request->code, "approve", &e);

	if (r == 0)
		r = signing_begin(&handed, request->rows, request->id, request->code, "handed over",
			&e);
	if (r == 0 && file.to_office == NULL)
		r = error_set(&e, ERR_TAMPERED, "What was approved names no office.");
	if (r == 0)
		r = check_keys(request, rows, &e);
	if (r == 0)
		r = read_vote(&vote, request, rows, &e);
	if (r == 0)
		r = check_approver(request, vote.person, &e);
	if (r == 0)
		r = crossing_receive(&received, vault_ring(app), &file, &approved.approval, &vote,
			rows, &e);
	if (r == 0) {
		memcpy(handed.approval.with, approved.approval.with, sizeof handed.approval.with);
		r = signing_sign(&handed, app, &e);
	}
	if (r == 0)
		effects = send(request, &received, &handed);
	crossing_received_done(&received);
	if (r == ERR_TAMPERED)
		return effects | tampered(request, &e);
	return effects | end(request, SAY_ERROR, r != 0 ? e.text : NULL);
}

static unsigned have_keys(void *who, int r)
{
	struct request *request = who;
	struct rows *rows = request->lacking.rows;

	if (r != 0 || !vault_is_open(request->view->app))
		return end(request, SAY_WARN, _("Nothing is taken: the vault is shut."));
	return receive(request, rows);
}

static unsigned keys_answered(void *who, const struct answer *answer)
{
	struct request *request = who;

	if (answer->err != 0 || !vault_is_open(request->view->app))
		return end(request, SAY_WARN,
			_("Nothing is taken: its keys could not be asked for."));
	if (rows_count(answer->rows) == 0)
		return end(request, SAY_WARN,
			_("Nothing is taken: no keys have come with it, or you have not the keys "
			  "of your office (a custodian gives them)."));
	return lacking_fetch(&request->lacking, request->view->app, answer->rows, have_keys,
		request);
}

static unsigned unlocked(void *who, bool open)
{
	struct request *request = who;
	const struct param id = param_text(request->id);

	if (!open)
		return end(request, SAY_WARN, NULL);
	if (app_ask(request->view->app, Q_TRANSFER_KEYS, &id, 1, keys_answered, request) != 0)
		return end(request, SAY_ERROR, _("No memory left: nothing was changed."));
	return EFFECT_NONE;
}

unsigned request_take(struct request *request)
{
	struct app *app = request->view->app;

	if (request->forged) {
		app_say(app, SAY_WARN, "%s", _("TAMPERED: nothing is taken."));
		return EFFECT_REDRAW;
	}
	if (!request_may_take(request)) {
		app_say(app, SAY_WARN, "%s",
			_("This is no file that was approved for one of your offices."));
		return EFFECT_REDRAW;
	}
	if (request->taking || change_is_open(app, Q_TRANSFER_TAKE, request->id))
		return EFFECT_REDRAW;
	request->taking = true;
	request->not_taken[0] = '\0';
	return app_unlock(app, unlocked, request);
}
