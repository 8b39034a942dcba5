/* a_vault.h: the console of NIGHT (see a_ring.h) and its vault: files in a folder of its own, a
 * database that answers what the test says, and a screen whose form outlives the lock. Once in a
 * program. */
#ifndef TESTS_UNIT_A_VAULT_H
#define TESTS_UNIT_A_VAULT_H

#include <sys/stat.h>
#include <unistd.h>

#include "db/base/private.h"
#include "db/bytes.h"
#include "tests/unit/a_line.h"
#include "tests/unit/a_ring.h"
#include "tui/app/alarm.h"
#include "tui/app/host.h"
#include "tui/app/initials.h"
#include "tui/app/vault_int.h"

#define PASSPHRASE "four words of hers"

static const unsigned char host_secret[HOST_SECRET] = "the secret of this very host ...";
static struct app app;
static struct conf conf;
static struct host host;
static struct run_options options = { .host = &host, .conf = &conf };
static char folder[64];
static struct look look;

static struct {
	bool live;
	int known, opened, opened_times, initials_lost, unshown;
	int alarms;
	enum alarm_kind alarm; /* the last */
} world;

/* ---- the world ---- */

int app_ask(struct app *a, enum query query, const struct param *params, size_t count,
	app_answer_fn *fn, void *who)
{
	(void)a, (void)params;
	assert_int_equal(count, 0);
	return line_ask(query, fn, who);
}

void initials_lost(struct app *a)
{
	(void)a;
	world.initials_lost++;
}

bool app_is_live(const struct app *a)
{
	(void)a;
	return world.live;
}

void alarm_raise(struct app *a, const struct alarm *alarm)
{
	(void)a;
	world.alarms++;
	world.alarm = alarm->kind;
}

void app_unshow(struct app *a)
{
	assert_null(vault_ring(a));
	world.unshown++;
}

bool lock_covers(const struct app *a)
{
	(void)a;
	return true;
}

void lock_known(struct app *a, int r)
{
	(void)a;
	world.known = r;
}

void lock_opened(struct app *a, int r)
{
	(void)a;
	world.opened = r;
	world.opened_times++;
}

/* ---- what the database says ---- */

static inline void tell_whose(const char *person, const char *number, const char *offered)
{
	static const char *const names[] = { "person", "number", "offered" };
	struct rows *rows = rows_new(3, names);

	vault_ask_whose(&app);
	assert_true(rows_add(rows, (const char *[]){ person, number, offered }));
	line_answer_rows(Q_VAULT_SELF, rows);
}

/* change: a word of the signed text is another. */
static inline void answer_directory(bool change)
{
	static const char *const names[] = { "body", "by_1", "signature_1", "by_2", "signature_2" };
	struct rows *rows = rows_new(5, names);
	struct directory_signature by;
	struct text body = { 0 }, bytes[4] = { 0 };
	const char *cells[5];

	directory_text(&body);
	for (int i = 0; i < 2; i++) {
		directory_sign(&by, body.data, body.length, people[i]);
		bytes_put(&bytes[2 * i], by.by, sizeof by.by);
		bytes_put(&bytes[2 * i + 1], by.signature, sizeof by.signature);
	}
	if (change)
		memcpy(strstr(body.data, "the bank"), "the Bank", 8);
	cells[0] = text_string(&body);
	for (int i = 0; i < 4; i++)
		cells[1 + i] = text_string(&bytes[i]);
	assert_true(rows_add(rows, cells));
	for (int i = 0; i < 4; i++)
		text_done(&bytes[i]);
	text_done(&body);
	line_answer_rows(Q_DIRECTORY, rows);
}

static inline void answer_realms(int whose_letter, bool cut)
{
	static const char *const names[] = { "realm", "name", "epoch", "box", "chain",
		"recovery_id", "recovery", "opened_by", "signature", "given_by", "letter" };
	struct rows *rows = rows_new(11, names);
	struct text box = { 0 }, recovery = { 0 }, signature = { 0 }, letter = { 0 };

	bytes_put(&box, first.made.box, PUBLIC_KEY);
	bytes_put(&recovery, first.made.recovery, RING_LETTER);
	bytes_put(&signature, first.made.signature, SIGNATURE);
	bytes_put(&letter, first.letters[whose_letter], cut ? RING_LETTER - 1 : RING_LETTER);
	assert_true(rows_add(rows,
		(const char *[]){ REALM, "the office", "1", text_string(&box), NULL,
			first.recovery_id, text_string(&recovery), ids[SUPERVISOR],
			text_string(&signature), ids[SUPERVISOR], text_string(&letter) }));
	text_done(&box);
	text_done(&recovery);
	text_done(&signature);
	text_done(&letter);
	line_answer_rows(Q_REALM_MINE, rows);
}

/* ---- a screen with a form ---- */

static char typed[200], back[200];
static bool is_longest; /* it fills its room, and is sealed from there as a draft is */

static inline size_t put_away(struct view *view, unsigned char *plain, size_t room)
{
	size_t length = strlen(typed);

	(void)view;
	assert_true(length <= room);
	memcpy(plain, typed, length);
	if (is_longest) {
		struct text sealed = { 0 };

		memset(plain, 'x', length = room);
		assert_int_equal(ring_seal_own(vault_ring(view->app), &sealed, "draft", plain,
					 length, ring_room(room), NULL),
			0);
		text_done(&sealed);
	}
	return length;
}

static inline unsigned take_back(struct view *view, const unsigned char *plain, size_t length)
{
	(void)view;
	assert_true(length < sizeof back);
	memcpy(back, plain, length);
	back[length] = '\0';
	return EFFECT_REDRAW;
}

static const struct screen form = {
	.name = "form", .title = "Form", .put_away = put_away, .take_back = take_back
};
static const struct screen other_form = {
	.name = "other", .title = "Other", .put_away = put_away, .take_back = take_back
};
static struct view view = { .screen = &form, .app = &app };

static inline void path_of(char *path, size_t size, const char *name)
{
	snprintf(path, size, "%s/%s", folder, name);
}

static inline void write_key_file(const struct person *person, const struct cost *cost)
{
	struct text file = { 0 };
	char path[128];

	assert_int_equal(keyfile_seal(&file, person, PASSPHRASE, host_secret, cost, slab, NULL), 0);
	path_of(path, sizeof path, "night.key");
	assert_int_equal(private_write(path, file.data, file.length, NULL), 0);
	text_done(&file);
}

/* One of hers, on which nobody has typed anything. */
static inline void start_console(void)
{
	assert_int_equal(vault_prepare(&app, NULL), 0);
	tell_whose(ids[NIGHT], "5", NULL);
	assert_int_equal(world.known, 0);
	assert_true(vault_knows_whose(&app));
}

static inline int begin(void **state)
{
	char path[128];

	if (setup(state) != 0)
		return -1;
	snprintf(folder, sizeof folder, "/tmp/homeward-vault-XXXXXX");
	if (mkdtemp(folder) == NULL)
		return -1;
	memset(&app, 0, sizeof app);
	memset(&conf, 0, sizeof conf);
	memset(&world, 0, sizeof world);
	memset(&line, 0, sizeof line);
	memset(&second, 0, sizeof second);
	typed[0] = back[0] = '\0';
	view = (struct view){ .screen = &form, .app = &app };
	path_of(conf.vault.keys, sizeof conf.vault.keys, "");
	conf.vault.keys[strlen(folder)] = '\0';
	path_of(conf.vault.host_secret, sizeof conf.vault.host_secret, "host.secret");
	conf.vault.registrars_count = 2;
	for (int i = 0; i < 2; i++)
		hex_write(conf.vault.registrars[i], people[i]->sign_public, PUBLIC_KEY);
	app.conf = &conf;
	app.options = &options;
	app.me.known = true;
	snprintf(app.me.login, sizeof app.me.login, "night");
	app.stack[0] = &view;
	app.depth = 1;
	look_open(&look, 24, 80);
	app.term = look.term;
	world.live = true;
	path_of(path, sizeof path, "host.secret");
	assert_int_equal(private_write(path, host_secret, sizeof host_secret, NULL), 0);
	write_key_file(people[NIGHT], &COST_TEST);
	start_console();
	return 0;
}

static inline int end(void **state)
{
	static const char *const names[] = { "night.key", "night.seen", "host.secret", "" };
	char path[128];

	vault_free(&app);
	look_close(&look);
	text_done(&view.away);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		path_of(path, sizeof path, names[i]);
		remove(path);
	}
	return teardown(state);
}

static inline int try(const char *passphrase)
{
	struct error e = { 0 };
	int r = vault_try(&app, passphrase, 0, &e);

	assert_int_equal(e.code, r);
	return r;
}

/* Her passphrase, and the directory; realms are asked for next. */
static inline void type_passphrase(bool change)
{
	assert_int_equal(try(PASSPHRASE), 0);
	assert_false(vault_is_open(&app));
	assert_true(vault_fetch(&app));
	answer_directory(change);
}

static inline void refresh(int whose_letter, bool cut)
{
	vault_refresh(&app);
	answer_directory(false);
	answer_realms(whose_letter, cut);
}

static inline void open_vault(void)
{
	type_passphrase(false);
	answer_realms(NIGHT, false);
	assert_int_equal(world.opened, 0);
	assert_true(vault_is_open(&app));
	assert_true(ring_has_realm(vault_ring(&app), REALM, 1));
}

#define PLAY(name) cmocka_unit_test_setup_teardown(name, begin, end)

#endif
