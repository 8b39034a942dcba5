/* A vault is opened: with which file, whose keys, what was seen, and what the database answers. */
#include "tests/unit/a_vault.h"

#include <sodium.h>

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
	start_console();
	type_passphrase(false);
	assert_int_equal(world.opened, 0); /* nothing of 3 was written: that console was killed */
	answer_realms(NIGHT, false);
	says.serial = 4;
	refresh(NIGHT, false);
	vault_rest(&app);
	vault_free(&app);
	says.serial = 3;
	start_console();
	type_passphrase(false);
	assert_int_equal(world.opened, ERR_TAMPERED);
	assert_non_null(strstr(line.said, "TAMPERED"));
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
	type_passphrase(false);
	assert_int_equal(world.opened, ERR_INPUT);
	assert_false(vault_is_open(&app));
	vault_forget(&app);
	assert_int_equal(rename(moved, path), 0);
	/* It was changed: she is told which file, and what is to be done. */
	file = fopen(path, "r+");
	fseek(file, 60, SEEK_SET);
	fputs("changed", file);
	fclose(file);
	type_passphrase(false);
	assert_int_equal(world.opened, ERR_TAMPERED);
	assert_string_equal(vault_why(&app), line.said);
	assert_int_equal(world.alarm, ALARM_MEMORY);
	assert_non_null(strstr(line.said, path));
	assert_non_null(strstr(line.said, "moving it away lets you in"));
	/* ... within what a narrow line shows. */
	assert_non_null(memmem(line.said, 100, "Your passphrase is all right", 28));
	vault_forget(&app);
	assert_int_equal(remove(path), 0);
	open_vault();
}

static void what_was_changed_is_told(void **state)
{
	(void)state;
	world.alarms = 0;
	type_passphrase(true);
	assert_int_equal(world.opened, ERR_TAMPERED);
	assert_non_null(strstr(line.said, "TAMPERED: the directory"));
	assert_int_equal(world.alarm, ALARM_DIRECTORY);
	assert_false(vault_is_open(&app));
	/* One realm's letter: the others would open. */
	vault_fetch(&app);
	answer_directory(false);
	answer_realms(THIEF, false);
	assert_int_equal(world.opened, 0);
	assert_non_null(strstr(line.said, "TAMPERED: the keys of the office"));
	assert_int_equal(world.alarm, ALARM_REALM);
	assert_int_equal(world.alarms, 2);
	assert_true(vault_is_open(&app));
	assert_false(ring_has_realm(vault_ring(&app), REALM, 1));
	refresh(NIGHT, true);
	assert_non_null(strstr(line.said, "TAMPERED: the keys of the office"));
	refresh(NIGHT, false);
	assert_true(ring_has_realm(vault_ring(&app), REALM, 1));
}

static void answer_no_directory(void)
{
	static const char *const names[] = { "body", "by_1", "signature_1", "by_2", "signature_2" };

	line_answer_rows(Q_DIRECTORY, rows_new(5, names));
}

static void a_directory_that_is_withheld_is_told(void **state)
{
	(void)state;
	/* To whoever has seen none it is a beginning. */
	assert_int_equal(try(PASSPHRASE), 0);
	vault_fetch(&app);
	answer_no_directory();
	assert_int_equal(world.opened, ERR_KEY);
	assert_non_null(strstr(line.said, "two registrars have to sign the first"));
	open_vault();
	vault_rest(&app);
	/* ... to the same console, and to the next one. */
	vault_refresh(&app);
	answer_no_directory();
	assert_int_equal(world.opened, ERR_TAMPERED);
	assert_non_null(strstr(line.said, "TAMPERED: the directory"));
	vault_forget(&app);
	assert_int_equal(try(PASSPHRASE), 0);
	vault_fetch(&app);
	answer_no_directory();
	assert_int_equal(world.opened, ERR_TAMPERED);
	assert_non_null(strstr(line.said, "you have seen directory 1"));
	assert_false(vault_is_open(&app));
}

static void whose_it_is_is_the_databases_to_say(void **state)
{
	static const char *const nobody[] = { NULL, "", "1" };

	(void)state;
	tell_whose(ids[NIGHT], NULL, "1");
	assert_int_equal(world.known, ERR_KEY);
	assert_non_null(strstr(line.said, "two registrars"));
	tell_whose(ids[NIGHT], NULL, NULL);
	assert_non_null(strstr(line.said, "homeward keys make"));
	for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++) {
		tell_whose(nobody[i], "1", NULL);
		assert_int_equal(world.known, ERR_REFUSED);
		assert_non_null(strstr(vault_why(&app), "did not say whose"));
	}
	tell_whose(ids[THIEF], "1", NULL);
	assert_int_equal(try(PASSPHRASE), ERR_INPUT);
}

/* What people's own files cost: as `keys make` writes them. */
static void it_stays_shut_where_all_that_is_shown_stays(void **state)
{
	struct term_options vt100 = { .type = "vt100", .out = look.out };
	char problem[200];
	struct error e;

	(void)state;
	vault_free(&app);
	term_close(look.term);
	assert_int_equal(term_open(&look.term, &vt100, problem, sizeof problem), 0);
	snprintf(host.term, sizeof host.term, "nonsense");
	app.term = look.term;
	assert_int_equal(vault_prepare(&app, &e), ERR_INPUT);
	assert_non_null(strstr(e.text, "TERM=nonsense"));
	assert_null(app.vault);
	app.term = NULL;
	assert_int_equal(vault_prepare(&app, &e), ERR_INPUT);
}

static void it_opens_at_its_true_cost(void **state)
{
	(void)state;
	write_key_file(people[NIGHT], &COST_NORMAL);
	open_vault();
}

/* A newer program's is longer; in the shell it is the same sentence (vault_read_key()). */
static void a_newer_key_file_is_called_that(void **state)
{
	unsigned char file[VAULT_KEY_FILE + 1] = "homeward key\n\2";
	struct error e = { 0 };
	char path[128];

	(void)state;
	path_of(path, sizeof path, "night.key");
	crypto_generichash(file + VAULT_KEY_FILE - 32, 32, file, VAULT_KEY_FILE - 32, host_secret,
		sizeof host_secret);
	assert_int_equal(private_write(path, file, VAULT_KEY_FILE, NULL), 0);
	assert_int_equal(vault_try(&app, PASSPHRASE, 0, &e), ERR_CONTRACT);
	assert_non_null(strstr(e.text, "A newer homeward"));
	assert_int_equal(private_write(path, file, sizeof file, NULL), 0);
	assert_int_equal(vault_try(&app, PASSPHRASE, 0, &e), ERR_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLAY(it_opens_and_remembers),
		PLAY(what_was_seen_cannot_be_taken_away),
		PLAY(what_was_changed_is_told),
		PLAY(a_directory_that_is_withheld_is_told),
		PLAY(it_stays_shut_where_all_that_is_shown_stays),
		PLAY(it_opens_at_its_true_cost),
		PLAY(a_newer_key_file_is_called_that),
		PLAY(whose_it_is_is_the_databases_to_say),
	};

	return cmocka_run_group_tests_name("vault", tests, NULL, NULL);
}
