#include "tui/verbs/case_new.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/base/text.h"
#include "db/sealed.h"
#include "tui/app/lost.h"
#include "tui/app/outcome.h"
#include "tui/intl.h"
#include "tui/sheets/sheet.h"
#include "tui/verbs/case_new_form.h"
#include "tui/verbs/holder.h"
#include "tui/verbs/own_key.h"

enum { SLAB = 512 << 10, SAID_POINTS = 4000, SAID_ROOM = 4 * SAID_POINTS + 2, ROUNDS = 4 };

struct fresh {
	struct holder holder; /* first */
	struct slab *slab;
	char *said; /* of the slab: room for a sign, then what was said */
	struct record record;
	struct new_case of;
	char key[UUID_TEXT]; /* of the request: one for all askings */
	struct sealed_at at;
	struct sealed_plan plan;
	struct text wrapped, sealed, blob, told;
	int rounds; /* the realm may turn meanwhile */
};

static struct fresh *fresh_of(struct work *work)
{
	return (struct fresh *)work;
}

static void drop(struct work *work)
{
	struct fresh *fresh = fresh_of(work);

	app_forget(work->app, fresh);
	text_done(&fresh->wrapped);
	text_done(&fresh->sealed);
	text_done(&fresh->blob);
	text_done(&fresh->told);
	slab_free(fresh->slab);
	holder_done(&fresh->holder);
	free(fresh);
}

static void fail(struct fresh *fresh, enum exit_code code, const char *text)
{
	outcome_tell(fresh->holder.work.app, &(struct outcome){ .message = text });
	work_stop(&fresh->holder.work, code, "%s", text);
}

/* ---- what came of it --------------------------------------------------------------------- */

static void is_saved(struct fresh *fresh, const struct rows *rows)
{
	struct app *app = fresh->holder.work.app;
	const char *code = rows_field(rows, 0, "code");
	char text[160];
	struct error e = { 0 };

	if (sealed_kept(fresh->holder.ring, &fresh->at, &fresh->sealed, &e) != 0)
		app_say(app, SAY_WARN, _("It is saved, but will not be remembered. %s"), e.text);
	snprintf(text, sizeof text,
		strcmp(fresh->of.responsible, "nobody") == 0 ?
			_("%s is on the board; NOBODY is responsible.") :
			_("%s is on the board; you are responsible."),
		code);
	outcome_tell(app, &(struct outcome){ .code = code, .rows = rows, .message = text });
	app_say(app, SAY_INFO, "%s", text);
	work_end(&fresh->holder.work);
}

/* By the same key it was sent before. */
static void was_saved(struct work *work, struct rows *rows)
{
	struct fresh *fresh = fresh_of(work);
	struct app *app = work->app;
	char text[160];

	if (rows_count(rows) != 1) {
		fail(fresh, EXIT_REFUSED, _("Not saved: this key was used for something else."));
		return;
	}
	snprintf(text, sizeof text, _("%s was saved before, by this key. Nothing was changed."),
		rows_field(rows, 0, "code"));
	outcome_tell(app,
		&(struct outcome){
			.code = rows_field(rows, 0, "code"), .message = text, .before = true });
	app_say(app, SAY_INFO, "%s", text);
	work_end(work);
}

static void ask_keys(struct fresh *fresh);
static void send(void *who);

static void refused(struct fresh *fresh, const struct rows *rows)
{
	struct work *work = &fresh->holder.work;
	const char *refusal = rows_field(rows, 0, "refusal");
	const struct param id = param_text(fresh->at.subject);

	if (strcmp(refusal, "epoch") == 0 && fresh->rounds < ROUNDS) {
		ring_drop_case(fresh->holder.ring, fresh->at.subject, fresh->plan.key,
			fresh->plan.generation);
		ask_keys(fresh);
		return;
	}
	if (fresh->of.key[0] != '\0' &&
		(strcmp(refusal, "case_there") == 0 || strcmp(refusal, "key_reused") == 0)) {
		work_ask(work, Q_CASE_CODE, &id, 1, was_saved);
		return;
	}
	outcome_tell(work->app, &(struct outcome){ .rows = rows });
	work_stop(work, EXIT_REFUSED, _("Not saved. %s %s"),
		intl_word(rows_field(rows, 0, "message")), intl_word(rows_field(rows, 0, "hint")));
}

static unsigned answered(void *who, const struct answer *answer)
{
	struct fresh *fresh = who;
	struct app *app = fresh->holder.work.app;
	char text[LOST_WORDS];

	if (lost_answer(app, answer, &fresh->holder.work.lost, send, fresh))
		return EFFECT_NONE;
	if (answer->err != 0) {
		lost_words(text, app, answer, fresh->holder.work.lost);
		outcome_tell(app,
			&(struct outcome){ .message = text, .unknown = fresh->holder.work.lost });
		app_say(app, SAY_WARN, "%s", text);
		work_end(&fresh->holder.work);
	} else if (rows_field_is_null(answer->rows, 0, "refusal")) {
		is_saved(fresh, answer->rows);
	} else {
		refused(fresh, answer->rows);
	}
	return EFFECT_NONE;
}

static struct param text_or_null(const char *text)
{
	return text[0] != '\0' ? param_text(text) : param_null();
}

static void send(void *who)
{
	struct fresh *fresh = who;
	const struct param params[] = { param_text(fresh->key), param_text(fresh->at.subject),
		text_or_null(fresh->of.office), text_or_null(fresh->of.responsible),
		param_text(fresh->plan.realm), param_int(fresh->plan.epoch),
		param_text(text_string(&fresh->wrapped)), param_text(fresh->at.id),
		param_text(text_string(&fresh->told)), param_text(text_string(&fresh->blob)),
		param_null(), param_null(), param_null() };

	holder_rest(&fresh->holder.work);
	if (app_change(fresh->holder.work.app, Q_CASE_NEW, params, sizeof params / sizeof *params,
		    answered, fresh) != 0)
		fail(fresh, EXIT_REFUSED, _("There is no memory left."));
}

/* ---- sealing ----------------------------------------------------------------------------- */

static int seal_it(struct fresh *fresh, struct error *e)
{
	struct ring *ring = fresh->holder.ring;
	struct text wrapped = { 0 };
	int r = sealed_make(ring, &wrapped, fresh->at.subject, &fresh->plan, e);

	text_clear(&fresh->wrapped);
	text_clear(&fresh->sealed);
	text_clear(&fresh->blob);
	if (r == 0) {
		bytes_put(&fresh->wrapped, text_string(&wrapped), wrapped.length);
		ring_settle_case(ring, fresh->at.subject, fresh->plan.key, fresh->plan.generation,
			true);
		fresh->at.generation = fresh->plan.generation;
		r = sealed_write(ring, &fresh->sealed, &fresh->at, &fresh->record, e);
	}
	if (r == 0) {
		bytes_put(&fresh->blob, text_string(&fresh->sealed), fresh->sealed.length);
		r = text_check(&fresh->blob, e);
	}
	text_done(&wrapped);
	return r;
}

static void keys_told(struct work *work, struct rows *rows)
{
	struct fresh *fresh = fresh_of(work);
	struct error e = { 0 };
	int r = sealed_plan(&fresh->plan, fresh->holder.ring, fresh->at.subject, fresh->at.key,
		rows, &e);

	if (r == 0 && fresh->plan.step == SEALED_TURNING)
		fail(fresh, EXIT_REFUSED,
			_("Not saved: a custodian has to renew the keys of this office first."));
	else if (r == 0 && fresh->plan.step != SEALED_MAKE)
		fail(fresh, EXIT_REFUSED,
			_("Not saved: this is none of your offices, or nobody has given you "
			  "its key. A custodian of the office can."));
	else if (r != 0 || seal_it(fresh, &e) != 0)
		work_fail(work, NULL, &e);
	else
		send(fresh);
}

static void ask_keys(struct fresh *fresh)
{
	const struct param office = text_or_null(fresh->of.office);

	fresh->rounds++;
	work_ask(&fresh->holder.work, Q_CALL_KEYS, &office, 1, keys_told);
}

static void opened(struct work *work, struct rows *rows)
{
	(void)rows;
	ask_keys(fresh_of(work));
}

/* ---- what is sealed ---------------------------------------------------------------------- */

static int make_ids(struct fresh *fresh, struct error *e)
{
	const char *key = fresh->of.key;

	text_copy(fresh->at.kind, sizeof fresh->at.kind, sheets[SHEET_CALL].kind);
	text_copy(fresh->at.key, sizeof fresh->at.key, sheet_new_call.key);
	fresh->at.version = 1;
	if (key[0] != '\0') {
		own_key_id(fresh->at.subject, "case", key);
		own_key_id(fresh->at.id, "call", key);
		text_copy(fresh->key, sizeof fresh->key, key);
		return 0;
	}
	return uuid_make(fresh->at.subject) == 0 && uuid_make(fresh->at.id) == 0 &&
			uuid_make(fresh->key) == 0 ?
		0 :
		error_set(e, ERR_IO, "%s", _("No random numbers: nothing was saved."));
}

/* Not through stdio, which keeps what it has read. */
static int read_said(struct fresh *fresh, struct error *e)
{
	size_t length = 1;
	ssize_t got;

	fresh->said = slab_take(fresh->slab, SAID_ROOM + 1);
	if (fresh->said == NULL)
		return error_set(e, ERR_MEMORY, "%s", _("There is no memory left."));
	if (isatty(STDIN_FILENO))
		fprintf(stderr, "%s\n", _("What was said? ^D on a line of its own ends it."));
	while ((got = read(STDIN_FILENO, fresh->said + length, SAID_ROOM - length)) > 0 ||
		(got < 0 && errno == EINTR))
		length += got > 0 ? (size_t)got : 0;
	if (got < 0)
		return error_set(e, ERR_INPUT, "%s", _("Standard input cannot be read."));
	if (length >= SAID_ROOM)
		return error_set(e, ERR_INPUT, _("said: %d letters at most."), SAID_POINTS);
	if (memchr(fresh->said + 1, '\0', length - 1) != NULL ||
		text_valid(fresh->said + 1, length - 1) != length - 1)
		return error_set(e, ERR_INPUT, "%s", _("said: this is no text (UTF-8)."));
	while (length > 1 && strchr(" \t\r\n", fresh->said[length - 1]) != NULL)
		length--;
	fresh->said[length] = '\0';
	return 0;
}

/* The passphrase is typed where somebody sits. */
static void take_terminal(void)
{
	int terminal = isatty(STDIN_FILENO) ? -1 : open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);

	if (terminal < 0)
		return;
	(void)dup2(terminal, STDIN_FILENO);
	close(terminal);
}

static unsigned wrong(struct app *app, const char *text)
{
	app_exit_code(app, EXIT_USAGE);
	app_say(app, SAY_ERROR, "%s", text);
	outcome_tell(app, &(struct outcome){ .message = text });
	return EFFECT_NONE;
}

unsigned case_new(struct call *call, const char *fields)
{
	struct fresh *fresh = calloc(1, sizeof *fresh);
	struct app *app = call->app;
	struct error e = { 0 };
	int r;

	if (fresh == NULL)
		return wrong(app, _("There is no memory left."));
	work_begin(&fresh->holder.work, app, drop);
	r = slab_new(&fresh->slab, SLAB, &e);
	if (r == 0)
		r = read_said(fresh, &e);
	if (r == 0)
		r = case_new_form(&fresh->record, &fresh->of, fresh->slab, app, fresh->said, fields,
			&e);
	if (r == 0)
		r = sheet_clear(&sheet_new_call, &fresh->record, &fresh->told, &e);
	if (r == 0)
		r = make_ids(fresh, &e);
	if (r != 0) {
		wrong(app, e.text);
		work_end(&fresh->holder.work);
		return EFFECT_NONE;
	}
	slab_give(fresh->slab, fresh->said);
	take_terminal();
	holder_start(&fresh->holder, HOLDER_REALMS, opened);
	return EFFECT_NONE;
}
