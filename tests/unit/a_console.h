/* a_console.h: the console of NIGHT (see a_ring.h) with one form in front, as the screen `edit` has
 * it: all of it the program's own but the line, which the test cuts, and the vault, which holds her
 * keys from the beginning. Once in a program. */
#ifndef TESTS_UNIT_A_CONSOLE_H
#define TESTS_UNIT_A_CONSOLE_H

#include <unistd.h>

#include "conf/conf.h"
#include "db/pg.h"
#include "tests/unit/a_form.h"
#include "tests/unit/a_ring.h"
#include "tui/app/host.h"
#include "tui/app/run.h"
#include "tui/app/state.h"
#include "tui/app/vault_int.h"
#include "tui/screens/edit_int.h"

#define START INT64_C(5000000)

extern const struct screen screen_edit;

static struct app app;
static struct conf conf;
static struct host host;
static struct run_options options = { .host = &host, .conf = &conf };
static struct view view;
static struct edit *edit; /* its state */
static struct look look;
static struct slab *opened; /* what the vault has for screens */
static char folder[64];
static bool cut; /* the line */
static bool away; /* the vault is locked */
static unsigned char kept[VAULT_KEPT]; /* ... and what the form put away */
static size_t kept_length;

/* ---- the line: what is asked goes nowhere, and comes back unsent --------------------------- */

static struct ask asked;
static bool waits;

int pg_ask(struct pg *pg, const struct ask *ask)
{
	(void)pg;
	asked = *ask;
	waits = true;
	return 0;
}

static inline void answer_unsent(void)
{
	const struct answer answer = { .query = asked.query, .err = ERR_OFFLINE };

	assert_true(waits);
	waits = false;
	asked.answer(&answer, asked.who);
}

void pg_forget(struct pg *pg, const void *who)
{
	(void)pg;
	waits = waits && asked.who != who;
}

enum pg_state pg_state(const struct pg *pg)
{
	(void)pg;
	return cut ? PG_OFFLINE : PG_LIVE;
}

void pg_status(const struct pg *pg, struct pg_status *out)
{
	*out = (struct pg_status){ .state = pg_state(pg),
		.lives = 1,
		.since_ms = START - 130000,
		.next_try_ms = START + 12000,
		.message = "",
		.host = "",
		.user = "" };
	if (cut)
		error_set(&out->error, ERR_OFFLINE, "The line to the database was lost.");
}

/* ---- the vault ------------------------------------------------------------------------------ */

bool vault_is_open(const struct app *a)
{
	(void)a;
	return !away;
}

struct ring *vault_ring(struct app *a)
{
	(void)a;
	return away ? NULL : rings[NIGHT];
}

struct slab *vault_slab(struct app *a)
{
	(void)a;
	return away ? NULL : opened;
}

bool vault_path(const struct app *a, const char *suffix, char *path, size_t size)
{
	(void)a;
	snprintf(path, size, "%s/night.%s", folder, suffix);
	return true;
}

int vault_prepare(struct app *a, struct error *e)
{
	static char typed[64];

	(void)e;
	a->lock.typed = (struct passphrase){ .bytes = typed, .size = sizeof typed };
	return 0;
}

void vault_put_away(struct app *a)
{
	(void)a;
	kept_length = screen_edit.put_away(&view, kept, sizeof kept);
	slab_wipe(opened);
	away = true;
}

void vault_take_back(struct app *a)
{
	away = false;
	a->effects |= screen_edit.take_back(&view, kept, kept_length);
}

bool vault_knows_whose(const struct app *a)
{
	(void)a;
	return true;
}

/* ---- what nothing here calls: real ones would want a database ------------------------------ */

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"

int pg_new(struct pg **out, const struct pg_options *o, struct error *e)
{
	abort();
}

void pg_free(struct pg *pg)
{
	abort();
}

void pg_begin(struct pg *pg)
{
	abort();
}

struct pg_wants pg_wants(const struct pg *pg)
{
	abort();
}

void pg_pump(struct pg *pg, short revents, int64_t now_ms)
{
	abort();
}

void pg_retry_now(struct pg *pg)
{
	abort();
}

void pg_refuse(struct pg *pg, const struct error *why)
{
	abort();
}

int pg_verifier(struct pg *pg, struct text *out, const char *user, const char *password,
	struct error *e)
{
	abort();
}

int pg_library(void)
{
	abort();
}

bool vault_has_keys(const struct app *a, struct error *e)
{
	abort();
}

void vault_refresh(struct app *a)
{
	abort();
}

void vault_tampered(struct app *a, const char *what, const struct alarm *alarm,
	const struct error *e)
{
	abort();
}

void vault_ask_whose(struct app *a)
{
	abort();
}

int vault_try(struct app *a, const char *passphrase, int64_t since, struct error *e)
{
	abort();
}

bool vault_fetch(struct app *a)
{
	abort();
}

void vault_open_without(struct app *a)
{
	abort();
}

void vault_forget(struct app *a)
{
	abort();
}

const char *vault_why(const struct app *a)
{
	abort();
}

bool vault_holds_keys(const struct app *a)
{
	abort();
}

bool vault_keeps_forms(const struct app *a)
{
	abort();
}

void vault_rest(struct app *a)
{
	abort();
}

void vault_live(struct app *a)
{
	abort();
}

void vault_free(struct app *a)
{
	abort();
}

#pragma GCC diagnostic pop

/* ---- the form in front ---------------------------------------------------------------------- */

/* One that is new; or with all of `from`, as it was at its first version. */
static inline void open_form(const struct sheet *sheet, const struct record *from)
{
	view = (struct view){ .screen = &screen_edit, .app = &app, .loaded = true, .shown = true };
	view.loaded_at = START;
	view.state = edit = calloc(1, sizeof *edit);
	edit->view = &view;
	edit->sheet = sheet;
	edit->begun = true;
	edit->subject.place = sheet == &sheets[SHEET_FACTS] || sheet == &sheets[SHEET_PLACE];
	edit->subject.party = sheet == &sheets[SHEET_PARTY] || sheet == &sheets[SHEET_DANGER];
	text_copy(edit->subject.code, sizeof edit->subject.code,
		edit_is_call(edit)          ? "new" :
			edit->subject.place ? "PL-7K3F-W9CX" :
			edit->subject.party ? "PA-7K3F-W9CP" :
					      "HW-7K3F-W9CX");
	text_copy(edit->subject.id, sizeof edit->subject.id, CASE);
	text_copy(edit->at.id, sizeof edit->at.id, ROW);
	edit->at.version = from != NULL;
	opening_init(&edit->opening, &view, edit_opened, edit);
	keeping_init(&edit->keeping, &app, edit_kept, edit);
	app.stack[0] = &view;
	app.depth = 1;
	app.effects = 0;
	edit_begin_form(edit, from);
	assert_int_equal(edit->step, EDIT_TYPING);
}

static inline void close_form(void)
{
	screen_edit.close(&view);
	free(edit);
	app.depth = 0;
	app.showing = app.choosing = false;
	assert_int_equal(slab_taken(opened), 0);
}

/* Through the screen, as the loop gives it. */
static inline void strike(int key)
{
	const char raw = (char)key;

	app.effects |= screen_edit.key(&view,
		&(struct input_event){ .key = key, .raw = &raw, .raw_len = key < 0x80 });
}

/* ---- the screen ----------------------------------------------------------------------------- */

/* Owned by the look. */
static inline const char *screen_text(void)
{
	free(look.text);
	look.text = NULL;
	frame_draw(&app);
	return look_text(&look);
}

static inline void open_screen(int rows, int cols)
{
	look_open(&look, rows, cols);
	app.term = look.term;
}

static inline void close_screen(void)
{
	look_close(&look);
	app.term = NULL;
}

static inline int open_console(void **state)
{
	if (setup(state) != 0 || slab_new(&opened, VAULT_ROOM, NULL) != 0)
		return -1;
	text_copy(folder, sizeof folder, "/tmp/forms.XXXXXX");
	assert_non_null(mkdtemp(folder));
	conf_default(&conf);
	app = (struct app){ .options = &options, .conf = &conf, .now = START, .tab = 1 };
	app.me = (struct me){ .known = true,
		.peeks = true,
		.may = VERB_ROLES,
		.offset_min = LOOK_BANGKOK,
		.frozen_ms = LOOK_NOW,
		.login = "night",
		.office = "Bangkok",
		.zone = "Bangkok" };
	app.inbox_count = app.triage_count = app.alarm_count = app.asked_me = -1;
	return 0;
}

static inline int close_console(void **state)
{
	char path[100];

	lock_done(&app);
	snprintf(path, sizeof path, "%s/night.drafts", folder);
	unlink(path);
	assert_int_equal(rmdir(folder), 0);
	slab_free(opened);
	return teardown(state);
}

#endif
