#include "tui/app/initials.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/bytes.h"
#include "tui/app/alarm.h"
#include "tui/app/keeping.h"
#include "tui/app/opening.h"
#include "tui/app/state.h"
#include "tui/app/vault.h"
#include "tui/intl.h"
#include "tui/sheets/abbreviate.h"

enum {
	KNOWN = 192, /* cases at a time, of those that are in sight */
	RARELY_MS = 60000, /* where no office allows initials that is asked again so seldom */
	ROOM = 256, /* bytes of a record of initials */
};

#define KIND "initials"
#define KEY "office"

/* What is known of a case; its text is in the slab. */
struct known {
	char subject[UUID_TEXT];
	unsigned drawn; /* when it was wanted last; 0: nobody's place */
	bool stale, asked;
};

struct writing {
	char subject[UUID_TEXT];
	struct record record; /* in the slab; bytes NULL: none is under way */
	struct keeping keeping;
};

struct initials {
	struct app *app;
	struct known known[KNOWN];
	char (*texts)[ABBREVIATE_TEXT]; /* KNOWN of them in the slab; NULL: none is known */
	unsigned turn, seen; /* drawings of cases; of those at the last asking */
	bool wanted, busy;
	bool told; /* that some are not what they should be */
	bool raised; /* an alarm, for the list that was read last */
	int64_t rarely; /* no office allows them: not asked again before; 0 */
	int64_t refreshed; /* when newer keys were asked for; 0 */
	struct writing writing;
};

#define INITIALS_OF(part) \
	((struct initials *)(void *)((char *)(part)-offsetof(struct initials, writing)))

/* ---- what is there ----------------------------------------------------------------------- */

static struct initials *of(struct app *app)
{
	if (app->initials == NULL)
		app->initials = calloc(1, sizeof *app->initials);
	if (app->initials != NULL)
		app->initials->app = app;
	return app->initials;
}

static bool may_show(const struct app *app)
{
	return app->term != NULL && vault_is_open(app) && !app->veiled;
}

bool initials_any(const struct app *app)
{
	const struct initials *initials = app->initials;

	for (size_t i = 0; initials != NULL && initials->texts != NULL && i < KNOWN; i++)
		if (initials->known[i].drawn != 0 && initials->texts[i][0] != '\0')
			return may_show(app);
	return false;
}

/* The place of a case, or that of the one not wanted for longest. */
static size_t place_of(const struct initials *initials, const char *subject)
{
	size_t oldest = 0;

	for (size_t i = 0; i < KNOWN; i++) {
		if (strcmp(initials->known[i].subject, subject) == 0)
			return i;
		if (initials->known[i].drawn < initials->known[oldest].drawn)
			oldest = i;
	}
	return oldest;
}

const char *initials_show(struct app *app, const char *subject)
{
	struct initials *initials = may_show(app) ? of(app) : NULL;
	struct known *known;
	size_t at;

	if (initials == NULL || strlen(subject) != UUID_TEXT - 1)
		return "";
	if (initials->texts == NULL)
		initials->texts = slab_take(vault_slab(app), KNOWN * sizeof *initials->texts);
	if (initials->texts == NULL)
		return "";
	at = place_of(initials, subject);
	known = &initials->known[at];
	if (strcmp(known->subject, subject) != 0) {
		*known = (struct known){ .stale = true };
		text_copy(known->subject, sizeof known->subject, subject);
		memset(initials->texts[at], 0, sizeof initials->texts[at]);
	}
	known->drawn = ++initials->turn;
	initials->wanted |= known->stale;
	return initials->texts[at];
}

void initials_stale(struct app *app)
{
	struct initials *initials = app->initials;

	for (size_t i = 0; initials != NULL && i < KNOWN; i++)
		initials->known[i].stale = true;
}

/* ---- taking them away -------------------------------------------------------------------- */

static void forget(struct initials *initials)
{
	memset(initials->known, 0, sizeof initials->known);
	initials->texts = NULL;
	initials->wanted = initials->busy = false;
}

void initials_watch(struct app *app)
{
	struct initials *initials = app->initials;
	bool shown = initials_any(app);

	if (initials == NULL || initials->texts == NULL || may_show(app))
		return;
	for (size_t i = 0; i < KNOWN; i++)
		shown |= initials->texts[i][0] != '\0';
	app_forget(app, initials);
	if (vault_slab(app) != NULL)
		slab_give(vault_slab(app), initials->texts);
	forget(initials);
	if (shown)
		app_unshow(app);
}

void initials_lost(struct app *app)
{
	struct initials *initials = app->initials;

	if (initials == NULL)
		return;
	app_forget(app, initials);
	forget(initials);
	initials->told = false;
	initials->rarely = 0;
	app_forget(app, &initials->writing);
	initials->writing.record = (struct record){ 0 };
	keeping_lost(&initials->writing.keeping);
}

void initials_free(struct app *app)
{
	struct initials *initials = app->initials;

	if (initials == NULL)
		return;
	app_forget(app, initials);
	app_forget(app, &initials->writing);
	keeping_done(&initials->writing.keeping);
	free(initials);
	app->initials = NULL;
}

/* ---- opening ----------------------------------------------------------------------------- */

static int row_of(const struct rows *rows, const char *subject)
{
	for (int row = 0; row < rows_count(rows); row++)
		if (strcmp(rows_field(rows, row, "subject"), subject) == 0)
			return row;
	return -1;
}

/* ERR_KEY: its key is not here yet, or not here any more. */
static int open_row(struct app *app, const char *subject, const struct rows *rows, int row,
	char out[static ABBREVIATE_TEXT], struct error *e)
{
	struct ring *ring = vault_ring(app);
	struct sealed_opened opened;
	const char *text;
	int r;

	out[0] = '\0';
	/* Else a note, say, would be read in a list, and unrecorded. */
	if (strcmp(rows_field(rows, row, "kind"), KIND) != 0)
		return error_set(e, ERR_TAMPERED, _("It is no record of initials."));
	if (sealed_lacks(ring, rows, row) != SEALED_LACKS_NOTHING)
		return ERR_KEY;
	r = sealed_open(&opened, ring, vault_slab(app), subject, rows, row, e);
	if (r == 0 && (text = record_value(&opened.record, "text")) != NULL)
		text_copy(out, ABBREVIATE_TEXT, text);
	slab_give(vault_slab(app), opened.record.bytes);
	return r;
}

/* Said once; one alarm for a list, which leaves room in the hour for what is found elsewhere. */
static void tampered(struct app *app, const char *subject, const struct rows *rows, int row,
	const struct error *e)
{
	const struct alarm alarm = alarm_record(subject, rows, row);

	if (!app->initials->told)
		vault_tampered(app, _("initials in a list, which shows WRONG in their place"),
			&alarm, e);
	else if (!app->initials->raised)
		alarm_raise(app, &alarm);
	app->initials->told = app->initials->raised = true;
}

static void take(struct initials *initials, size_t at, const struct rows *rows)
{
	const char *subject = initials->known[at].subject;
	char *text = initials->texts[at];
	int row = row_of(rows, subject);
	struct error e = { 0 };

	memset(text, 0, ABBREVIATE_TEXT);
	if (row < 0 || rows_field_is_null(rows, row, "id") ||
		open_row(initials->app, subject, rows, row, text, &e) != ERR_TAMPERED)
		return;
	text_copy(text, ABBREVIATE_TEXT, INITIALS_WRONG);
	tampered(initials->app, subject, rows, row, &e);
}

/* Keys of a realm that has turned meanwhile: what they open is there with a later reading. */
static void want_newer(struct initials *initials, const struct rows *rows)
{
	struct app *app = initials->app;

	for (int row = 0; row < rows_count(rows); row++) {
		if (rows_field_is_null(rows, row, "id") ||
			app->now < initials->refreshed + RARELY_MS ||
			sealed_lacks(vault_ring(app), rows, row) != SEALED_LACKS_LATER)
			continue;
		initials->refreshed = app->now;
		vault_refresh(app);
	}
}

/* With the next drawing, which this is not: else it would be at once, and for ever. */
static unsigned ask_again(struct initials *initials)
{
	for (size_t i = 0; i < KNOWN; i++) {
		initials->known[i].stale |= initials->known[i].asked;
		initials->known[i].asked = false;
	}
	return EFFECT_NONE;
}

static unsigned answered(void *who, const struct answer *answer)
{
	struct initials *initials = who;
	struct app *app = initials->app;

	initials->busy = initials->raised = false;
	if (answer->err != 0)
		return ask_again(initials);
	for (size_t i = 0; i < KNOWN; i++) {
		if (initials->known[i].asked && initials->texts != NULL)
			take(initials, i, answer->rows);
		initials->known[i].asked = false;
	}
	/* Not while any stand on the screen: they would outlive the permission. */
	if (rows_count(answer->rows) == 0 && !initials_any(app))
		initials->rarely = app->now + RARELY_MS;
	want_newer(initials, answer->rows);
	return EFFECT_REDRAW;
}

void initials_ask(struct app *app)
{
	struct initials *initials = app->initials;
	struct text subjects = { 0 };
	struct param param;

	if (initials == NULL || !initials->wanted || initials->busy || initials->texts == NULL ||
		app->now < initials->rarely || !app_is_live(app))
		return;
	initials->wanted = false;
	param_array_open(&subjects);
	for (size_t i = 0; i < KNOWN; i++) {
		struct known *known = &initials->known[i];

		if (!known->stale || known->drawn <= initials->seen)
			continue;
		known->stale = false;
		known->asked = true;
		param_array_add(&subjects, known->subject);
	}
	initials->seen = initials->turn;
	param_array_close(&subjects);
	param = param_text(text_string(&subjects));
	initials->busy = text_check(&subjects, NULL) == 0 &&
		app_ask(app, Q_INITIALS, &param, 1, answered, initials) == 0;
	if (!initials->busy)
		ask_again(initials);
	text_done(&subjects);
}

/* ---- writing ----------------------------------------------------------------------------- */

static void stop_writing(struct initials *initials)
{
	struct slab *slab = vault_slab(initials->app);

	if (slab != NULL)
		slab_give(slab, initials->writing.record.bytes);
	initials->writing.record = (struct record){ 0 };
}

/* Whatever became of them: they come when the identity is opened again; nobody waits for them. */
static unsigned kept(void *who, enum keeping_result result)
{
	(void)result;
	stop_writing(who);
	return EFFECT_NONE;
}

/* Those that are there say something else. What nobody wrote for this case is told and left there,
 * for whoever looks into it. */
static bool are_others(struct initials *initials, const struct rows *rows)
{
	const struct writing *writing = &initials->writing;
	const char *text = record_value(&writing->record, "text");
	char there[ABBREVIATE_TEXT];
	struct error e = { 0 };
	int r = open_row(initials->app, writing->subject, rows, 0, there, &e);
	bool others = r == ERR_KEY || (r == 0 && strcmp(there, text != NULL ? text : "") != 0);

	if (r == ERR_TAMPERED) {
		initials->told = initials->raised = false;
		tampered(initials->app, writing->subject, rows, 0, &e);
	}
	explicit_bzero(there, sizeof there);
	return others;
}

static unsigned place_answered(void *who, const struct answer *answer)
{
	struct writing *writing = who;
	struct initials *initials = INITIALS_OF(writing);
	struct sealed_at at = { .kind = KIND, .key = KEY };
	bool there, empty = record_value(&writing->record, "text") == NULL;

	there = answer->err == 0 && rows_count(answer->rows) == 1 &&
		!rows_field_is_null(answer->rows, 0, "id");
	if (answer->err != 0 || rows_count(answer->rows) != 1 ||
		strcmp(rows_field(answer->rows, 0, "subject"), writing->subject) != 0 ||
		!vault_is_open(initials->app) ||
		(there ? !are_others(initials, answer->rows) : empty)) {
		stop_writing(initials);
		return EFFECT_NONE;
	}
	initials->rarely = 0;
	text_copy(at.subject, sizeof at.subject, writing->subject);
	if (there) {
		text_copy(at.id, sizeof at.id, rows_field(answer->rows, 0, "id"));
		at.version = (uint32_t)rows_field_int(answer->rows, 0, "version");
	} else if (uuid_make(at.id) != 0) {
		return kept(initials, KEEPING_REFUSED);
	}
	return keeping_start(&writing->keeping, &at, &writing->record);
}

static int make_record(struct app *app, struct record *record, const struct record *identity)
{
	char text[ABBREVIATE_TEXT];
	void *bytes = slab_take(vault_slab(app), ROOM);
	int r = bytes == NULL ? ERR_MEMORY : record_begin(record, bytes, ROOM, NULL);

	if (r == 0) {
		abbreviate_record(identity, text);
		r = record_put(record, "text", text, NULL);
		explicit_bzero(text, sizeof text);
	}
	return r;
}

void initials_keep(struct app *app, const char *subject, const struct record *identity)
{
	struct initials *initials = vault_is_open(app) ? of(app) : NULL;
	struct text array = { 0 };
	struct writing *writing;
	struct param param;
	int r;

	if (initials == NULL || app->me.read_only || initials->writing.record.bytes != NULL ||
		initials->writing.keeping.busy)
		return;
	writing = &initials->writing;
	keeping_init(&writing->keeping, app, kept, initials);
	writing->keeping.quiet = true;
	text_copy(writing->subject, sizeof writing->subject, subject);
	r = make_record(app, &writing->record, identity);
	param_array_open(&array);
	param_array_add(&array, subject);
	param_array_close(&array);
	param = param_text(text_string(&array));
	if (r == 0)
		r = text_check(&array, NULL);
	if (r == 0)
		r = app_ask(app, Q_INITIALS, &param, 1, place_answered, writing);
	if (r != 0)
		stop_writing(initials);
	text_done(&array);
}
