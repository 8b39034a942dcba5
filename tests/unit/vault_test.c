/* The session of an open vault: files, a database that answers what the test says, and a screen
 * whose form outlives the lock. */
#include "tests/unit/a_ring.h"

#include <stdlib.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/private.h"
#include "tui/app/initials.h"
#include "tui/app/host.h"
#include "tui/app/vault_int.h"

#define PASSPHRASE "four words of hers"

static struct app app;
static struct conf conf;
static struct host host;
static struct run_options options = { .host = &host, .conf = &conf };
static char folder[64];

static struct {
	bool live;
	app_answer_fn *fn;
	void *who;
	enum query query;
	int asked, known, opened, opened_times, initials_lost, unshown;
	char said[500];
} world;

/* ---- the world ---- */

int app_ask(struct app *a, enum query query, const struct param *params, size_t count,
	app_answer_fn *fn, void *who)
{
	(void)a, (void)params;
	assert_int_equal(count, 0);
	world.asked++;
	world.query = query;
	world.fn = fn;
	world.who = who;
	return 0;
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

void app_forget(struct app *a, void *who)
{
	(void)a;
	if (world.who == who)
		world.fn = NULL;
}

void app_say(struct app *a, enum say_level level, const char *format, ...)
{
	va_list args;

	(void)a, (void)level;
	va_start(args, format);
	vsnprintf(world.said, sizeof world.said, format, args);
	va_end(args);
}

void log_write(const struct log *log, enum conf_level level, const char *event, const char *code,
	int64_t number)
{
	(void)log, (void)level, (void)event, (void)code, (void)number;
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

static void answer(enum query query, struct rows *rows)
{
	const struct answer a = { .query = query, .rows = rows };

	assert_int_equal(world.query, query);
	assert_non_null(world.fn);
	world.fn(world.who, &a);
	rows_unref(rows);
}

static char *hex_of(const void *bytes, size_t length)
{
	char *text = malloc(2 * length + 3);

	memcpy(text, "\\x", 2);
	hex_write(text + 2, bytes, length);
	return text;
}

static void answer_whose(const char *person, const char *number, const char *offered)
{
	static const char *const names[] = { "person", "number", "offered" };
	struct rows *rows = rows_new(3, names);

	assert_true(rows_add(rows, (const char *[]){ person, number, offered }));
	answer(Q_VAULT_SELF, rows);
}

/* change: a word of the signed text is another. */
static void answer_directory(bool change)
{
	static const char *const names[] = { "body", "by_1", "signature_1", "by_2", "signature_2" };
	struct rows *rows = rows_new(5, names);
	struct directory_signature by[2];
	struct text body = { 0 };
	char digits[2 * PUBLIC_KEY + 1], *cells[5];

	hex_write(digits, says.recovery, PUBLIC_KEY);
	text_addf(&body, "homeward directory 1\nserial %u\nat 2026-11-22T10:00:00Z\n", says.serial);
	text_addf(&body, "recovery %s 1 %s the bank\n", RECOVERY, digits);
	for (int i = 0; i < PEOPLE; i++)
		if (!says.left_out[i])
			say_keys(&body, i);
	text_addf(&body, "realm %s 0 - %s %s,%s the office\n", REALM, RECOVERY, ids[SUPERVISOR],
		ids[DEPUTY]);
	for (int i = 0; i < 2; i++)
		directory_sign(&by[i], body.data, body.length, people[i]);
	if (change)
		memcpy(strstr(body.data, "the bank"), "the Bank", 8);
	cells[0] = body.data;
	for (int i = 0; i < 2; i++) {
		cells[1 + 2 * i] = hex_of(by[i].by, PUBLIC_KEY);
		cells[2 + 2 * i] = hex_of(by[i].signature, SIGNATURE);
	}
	assert_true(rows_add(rows, (const char *const *)cells));
	for (int i = 1; i < 5; i++)
		free(cells[i]);
	text_done(&body);
	answer(Q_DIRECTORY, rows);
}

static void answer_realms(int whose_letter, bool cut)
{
	static const char *const names[] = { "realm", "name", "epoch", "box", "chain",
		"recovery_id", "recovery", "opened_by", "signature", "given_by", "letter" };
	struct rows *rows = rows_new(11, names);
	char *box = hex_of(first.made.box, PUBLIC_KEY);
	char *recovery = hex_of(first.made.recovery, RING_LETTER);
	char *signature = hex_of(first.made.signature, SIGNATURE);
	char *letter = hex_of(first.letters[whose_letter], RING_LETTER);

	if (cut)
		letter[100] = '\0';
	assert_true(rows_add(rows,
		(const char *[]){ REALM, "the office", "1", box, NULL, first.recovery_id, recovery,
			ids[SUPERVISOR], signature, ids[SUPERVISOR], letter }));
	free(box);
	free(recovery);
	free(signature);
	free(letter);
	answer(Q_REALM_MINE, rows);
}

/* ---- a screen with a form ---- */

static char typed[200], back[200];
static bool is_longest; /* it fills its room, and is sealed from there as a draft is */
static unsigned char *opened; /* what it has from the slab */

static size_t put_away(struct view *view, unsigned char *plain, size_t room)
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

static unsigned take_back(struct view *view, const unsigned char *plain, size_t length)
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

/* ---- playing ---- */

static void path_of(char *path, size_t size, const char *name)
{
	snprintf(path, size, "%s/%s", folder, name);
}

static void write_key_file_at(const struct person *person, const struct cost *cost)
{
	static const unsigned char secret[HOST_SECRET] = "the secret of this very host ...";
	struct text file = { 0 };
	char path[128];

	path_of(path, sizeof path, "host.secret");
	assert_int_equal(private_write(path, secret, sizeof secret, NULL), 0);
	assert_int_equal(keyfile_seal(&file, person, PASSPHRASE, secret, cost, slab, NULL), 0);
	path_of(path, sizeof path, "night.key");
	assert_int_equal(private_write(path, file.data, file.length, NULL), 0);
	text_done(&file);
}

static void write_key_file(const struct person *person)
{
	write_key_file_at(person, &COST_TEST);
}

static int begin(void **state)
{
	struct error e = { 0 };

	if (setup(state) != 0)
		return -1;
	snprintf(folder, sizeof folder, "/tmp/homeward-vault-XXXXXX");
	if (mkdtemp(folder) == NULL)
		return -1;
	memset(&app, 0, sizeof app);
	memset(&conf, 0, sizeof conf);
	memset(&world, 0, sizeof world);
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
	world.live = true;
	write_key_file(people[NIGHT]);
	assert_int_equal(vault_prepare(&app, &e), 0);
	vault_ask_whose(&app);
	answer_whose(ids[NIGHT], "5", NULL);
	assert_int_equal(world.known, 0);
	assert_true(vault_knows_whose(&app));
	return 0;
}

static int end(void **state)
{
	static const char *const names[] = { "night.key", "night.seen", "host.secret", "" };
	char path[128];

	vault_free(&app);
	text_done(&view.away);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		path_of(path, sizeof path, names[i]);
		remove(path);
	}
	return teardown(state);
}

static int try(const char *passphrase)
{
	struct error e = { 0 };
	int r = vault_try(&app, passphrase, 0, &e);

	assert_int_equal(e.code, r);
	return r;
}

static void open_vault(void)
{
	assert_int_equal(try(PASSPHRASE), 0);
	assert_false(vault_is_open(&app));
	assert_true(vault_fetch(&app));
	answer_directory(false);
	answer_realms(NIGHT, false);
	assert_int_equal(world.opened, 0);
	assert_true(vault_is_open(&app));
	assert_true(ring_has_realm(vault_ring(&app), REALM, 1));
}

static bool is_zero(const unsigned char *at, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (at[i] != 0)
			return false;
	return true;
}

static void it_opens_and_remembers(void **state)
{
	char path[128];
	struct stat st;

	(void)state;
	assert_null(vault_ring(&app));
	assert_null(vault_slab(&app));
	assert_int_equal(try("four words of his"), ERR_PASSPHRASE);
	assert_false(vault_holds_keys(&app));
	open_vault();
	vault_rest(&app);
	path_of(path, sizeof path, "night.seen");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	/* An older directory is refused by the next console of hers. */
	vault_forget(&app);
	says.serial = 3;
	open_vault();
	vault_free(&app);
	says.serial = 2;
	assert_int_equal(vault_prepare(&app, NULL), 0);
	vault_ask_whose(&app);
	answer_whose(ids[NIGHT], "5", NULL);
	assert_int_equal(try(PASSPHRASE), 0);
	vault_fetch(&app);
	answer_directory(false);
	assert_int_equal(world.opened, 0); /* nothing of 3 was written: that console was killed */
	answer_realms(NIGHT, false);
	says.serial = 4;
	vault_refresh(&app);
	answer_directory(false);
	answer_realms(NIGHT, false);
	vault_rest(&app);
	vault_free(&app);
	says.serial = 3;
	assert_int_equal(vault_prepare(&app, NULL), 0);
	vault_ask_whose(&app);
	answer_whose(ids[NIGHT], "5", NULL);
	assert_int_equal(try(PASSPHRASE), 0);
	vault_fetch(&app);
	answer_directory(false);
	assert_int_equal(world.opened, ERR_TAMPERED);
	assert_non_null(strstr(world.said, "TAMPERED"));
}

static void what_was_seen_cannot_be_taken_away(void **state)
{
	char path[128], moved[128];
	FILE *file;

	(void)state;
	open_vault();
	vault_rest(&app);
	vault_forget(&app);
	path_of(path, sizeof path, "night.seen");
	path_of(moved, sizeof moved, "night.moved");
	/* It cannot be looked at, which does not say that there is none. */
	assert_int_equal(rename(path, moved), 0);
	assert_int_equal(symlink("night.seen", path), 0);
	assert_int_equal(try(PASSPHRASE), 0);
	vault_fetch(&app);
	answer_directory(false);
	assert_int_equal(world.opened, ERR_INPUT);
	assert_false(vault_is_open(&app));
	vault_forget(&app);
	assert_int_equal(rename(moved, path), 0);
	/* It was changed: she is told which file, and what is to be done. */
	file = fopen(path, "r+");
	fseek(file, 60, SEEK_SET);
	fputs("changed", file);
	fclose(file);
	assert_int_equal(try(PASSPHRASE), 0);
	vault_fetch(&app);
	answer_directory(false);
	assert_int_equal(world.opened, ERR_TAMPERED);
	assert_string_equal(vault_why(&app), world.said);
	assert_non_null(strstr(world.said, path));
	assert_non_null(strstr(world.said, "moving it away lets you in"));
	/* ... within what a narrow line shows. */
	assert_non_null(memmem(world.said, 100, "Your passphrase is all right", 28));
	vault_forget(&app);
	assert_int_equal(remove(path), 0);
	open_vault();
}

static void a_form_outlives_the_lock(void **state)
{
	unsigned char kept[16];
	int asked;

	(void)state;
	open_vault();
	snprintf(typed, sizeof typed, "field 3: somebody's village");
	opened = slab_take(vault_slab(&app), 1000);
	memset(opened, 'x', 1000);
	world.initials_lost = 0;
	vault_put_away(&app);
	assert_int_equal(world.initials_lost, 1);
	assert_false(vault_is_open(&app));
	assert_null(vault_ring(&app));
	assert_null(vault_slab(&app));
	assert_true(vault_holds_keys(&app));
	assert_true(vault_keeps_forms(&app));
	assert_true(is_zero(opened, 1000));
	assert_true(is_zero(app.vault->kept, app.vault->kept_room));
	assert_null(memmem(view.away.data, view.away.length, "village", 7));

	assert_int_equal(try("four words of his"), ERR_PASSPHRASE);
	assert_false(vault_is_open(&app));
	assert_string_equal(back, "");
	asked = world.asked;
	world.live = false;
	assert_int_equal(try(PASSPHRASE), 0);
	assert_true(vault_is_open(&app));
	assert_int_equal(world.asked, asked); /* nobody had to be asked */
	vault_take_back(&app);
	assert_string_equal(back, typed);
	assert_false(vault_keeps_forms(&app));
	memcpy(kept, app.vault->kept, sizeof kept);
	assert_true(is_zero(kept, sizeof kept));

	/* Also where all keys were wiped, and the line is gone. */
	back[0] = '\0';
	vault_put_away(&app);
	vault_forget(&app);
	assert_false(vault_holds_keys(&app));
	assert_null(ring_person(app.vault->ring));
	assert_int_equal(try(PASSPHRASE), 0);
	assert_false(vault_is_open(&app));
	assert_false(vault_fetch(&app));
	vault_open_without(&app);
	assert_false(ring_has_realm(vault_ring(&app), REALM, 1));
	vault_take_back(&app);
	assert_string_equal(back, typed);
	/* What is missing comes with the line. */
	world.live = true;
	vault_live(&app);
	answer_directory(false);
	answer_realms(NIGHT, false);
	assert_true(ring_has_realm(vault_ring(&app), REALM, 1));
}

static void the_longest_form_has_its_draft(void **state)
{
	unsigned char *behind;

	(void)state;
	open_vault();
	behind = slab_take(vault_slab(&app), 64);
	memset(behind, 'y', 64);
	is_longest = true;
	vault_put_away(&app);
	is_longest = false;
	assert_true(view.away.length > VAULT_KEPT);
	assert_true(is_zero(behind, 64));
}

static void a_form_is_for_its_own_screen(void **state)
{
	(void)state;
	open_vault();
	snprintf(typed, sizeof typed, "of this one");
	vault_put_away(&app);
	view.screen = &other_form;
	assert_int_equal(try(PASSPHRASE), 0);
	vault_take_back(&app);
	assert_string_equal(back, "");
	assert_non_null(strstr(world.said, "does not come back"));
	assert_true(vault_keeps_forms(&app));
}

static void what_was_changed_is_told(void **state)
{
	(void)state;
	assert_int_equal(try(PASSPHRASE), 0);
	vault_fetch(&app);
	answer_directory(true);
	assert_int_equal(world.opened, ERR_TAMPERED);
	assert_non_null(strstr(world.said, "TAMPERED: the directory"));
	assert_false(vault_is_open(&app));
	/* One realm's letter: the others would open. */
	vault_fetch(&app);
	answer_directory(false);
	answer_realms(THIEF, false);
	assert_int_equal(world.opened, 0);
	assert_non_null(strstr(world.said, "TAMPERED: the keys of the office"));
	assert_true(vault_is_open(&app));
	assert_false(ring_has_realm(vault_ring(&app), REALM, 1));
	vault_refresh(&app);
	answer_directory(false);
	answer_realms(NIGHT, true);
	assert_non_null(strstr(world.said, "TAMPERED: the keys of the office"));
	vault_refresh(&app);
	answer_directory(false);
	answer_realms(NIGHT, false);
	assert_true(ring_has_realm(vault_ring(&app), REALM, 1));
}

static void answer_no_directory(void)
{
	static const char *const names[] = { "body", "by_1", "signature_1", "by_2", "signature_2" };

	answer(Q_DIRECTORY, rows_new(5, names));
}

static void a_directory_that_is_withheld_is_told(void **state)
{
	(void)state;
	/* To whoever has seen none it is a beginning. */
	assert_int_equal(try(PASSPHRASE), 0);
	vault_fetch(&app);
	answer_no_directory();
	assert_int_equal(world.opened, ERR_KEY);
	assert_non_null(strstr(world.said, "two registrars have to sign the first"));
	open_vault();
	vault_rest(&app);
	/* ... to the same console, and to the next one. */
	vault_refresh(&app);
	answer_no_directory();
	assert_int_equal(world.opened, ERR_TAMPERED);
	assert_non_null(strstr(world.said, "TAMPERED: the directory"));
	vault_forget(&app);
	assert_int_equal(try(PASSPHRASE), 0);
	vault_fetch(&app);
	answer_no_directory();
	assert_int_equal(world.opened, ERR_TAMPERED);
	assert_non_null(strstr(world.said, "you have seen directory 1"));
	assert_false(vault_is_open(&app));
}

static void keys_that_are_no_longer_hers_close_it(void **state)
{
	struct person *other = slab_take(slab, sizeof *other);

	(void)state;
	open_vault();
	says.serial = 7;
	says.left_out[NIGHT] = true;
	vault_refresh(&app);
	answer_directory(false);
	assert_false(vault_is_open(&app));
	assert_false(vault_holds_keys(&app));
	assert_int_equal(world.unshown, 1);
	/* Others in her file, while it is locked: what the old ones had opened is gone. */
	says.left_out[NIGHT] = false;
	says.serial = 8;
	open_vault();
	vault_put_away(&app);
	person_make(other, ids[NIGHT]);
	write_key_file(other);
	assert_int_equal(try(PASSPHRASE), 0);
	assert_false(vault_is_open(&app));
	assert_false(ring_has_realm(app.vault->ring, REALM, 1));
}

static void what_comes_too_late_is_not_taken(void **state)
{
	(void)state;
	assert_int_equal(try(PASSPHRASE), 0);
	vault_fetch(&app);
	vault_put_away(&app);
	vault_forget(&app);
	assert_null(world.fn);
	assert_false(vault_holds_keys(&app));
	/* Nor by the next keys, who have not seen a directory. */
	assert_int_equal(try(PASSPHRASE), 0);
	assert_true(vault_fetch(&app));
	answer_directory(false);
	vault_forget(&app);
	assert_int_equal(try(PASSPHRASE), 0);
	assert_null(world.fn);
	assert_true(vault_fetch(&app));
	assert_int_equal(world.query, Q_DIRECTORY);
	assert_int_equal(world.opened_times, 0);
	vault_forget(&app);
	/* Locked between the two: they are for later. */
	assert_int_equal(try(PASSPHRASE), 0);
	vault_fetch(&app);
	answer_directory(false);
	vault_put_away(&app);
	answer_realms(NIGHT, false);
	assert_false(vault_is_open(&app));
	assert_int_equal(try(PASSPHRASE), 0);
	assert_true(vault_is_open(&app));
	assert_true(ring_has_realm(vault_ring(&app), REALM, 1));
}

/* Keys that she made anew while it was locked, and realms that the old ones had asked for. */
static void the_answer_to_other_keys_opens_nothing(void **state)
{
	struct person *other = slab_take(slab, sizeof *other);

	(void)state;
	open_vault();
	vault_refresh(&app);
	answer_directory(false);
	vault_put_away(&app);
	person_make(other, ids[NIGHT]);
	write_key_file(other);
	assert_int_equal(try(PASSPHRASE), 0);
	assert_null(world.fn);
	assert_false(vault_is_open(&app));
}

static void whose_it_is_is_the_databases_to_say(void **state)
{
	static const char *const nobody[] = { NULL, "", "1" };

	(void)state;
	answer_whose(ids[NIGHT], NULL, "1");
	assert_int_equal(world.known, ERR_KEY);
	assert_non_null(strstr(world.said, "two registrars"));
	answer_whose(ids[NIGHT], NULL, NULL);
	assert_non_null(strstr(world.said, "homeward keys make"));
	for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++) {
		answer_whose(nobody[i], "1", NULL);
		assert_int_equal(world.known, ERR_REFUSED);
		assert_non_null(strstr(vault_why(&app), "did not say whose"));
	}
	answer_whose(ids[THIEF], "1", NULL);
	assert_int_equal(try(PASSPHRASE), ERR_INPUT);
}

/* What people's own files cost: as `keys make` writes them. */
static void it_opens_at_its_true_cost(void **state)
{
	(void)state;
	write_key_file_at(people[NIGHT], &COST_NORMAL);
	open_vault();
}

/* A newer program's is longer; in the shell it is the same sentence (vault_read_key()). */
static void a_newer_key_file_is_called_that(void **state)
{
	static const unsigned char secret[HOST_SECRET] = "the secret of this very host ...";
	unsigned char file[VAULT_KEY_FILE + 1] = "homeward key\n\2";
	struct error e = { 0 };
	char path[128];

	(void)state;
	path_of(path, sizeof path, "night.key");
	crypto_generichash(file + VAULT_KEY_FILE - 32, 32, file, VAULT_KEY_FILE - 32, secret,
		sizeof secret);
	assert_int_equal(private_write(path, file, VAULT_KEY_FILE, NULL), 0);
	assert_int_equal(vault_try(&app, PASSPHRASE, 0, &e), ERR_CONTRACT);
	assert_non_null(strstr(e.text, "A newer homeward"));
	assert_int_equal(private_write(path, file, sizeof file, NULL), 0);
	assert_int_equal(vault_try(&app, PASSPHRASE, 0, &e), ERR_INPUT);
}

#define PLAY(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLAY(it_opens_and_remembers),
		PLAY(what_was_seen_cannot_be_taken_away),
		PLAY(a_form_outlives_the_lock),
		PLAY(the_longest_form_has_its_draft),
		PLAY(a_form_is_for_its_own_screen),
		PLAY(what_was_changed_is_told),
		PLAY(a_directory_that_is_withheld_is_told),
		PLAY(keys_that_are_no_longer_hers_close_it),
		PLAY(what_comes_too_late_is_not_taken),
		PLAY(the_answer_to_other_keys_opens_nothing),
		PLAY(it_opens_at_its_true_cost),
		PLAY(a_newer_key_file_is_called_that),
		PLAY(whose_it_is_is_the_databases_to_say),
	};

	return cmocka_run_group_tests_name("vault", tests, NULL, NULL);
}
