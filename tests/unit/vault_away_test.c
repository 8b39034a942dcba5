/* An open vault is put away: what outlives it, and what is not taken any more. */
#include "tests/unit/a_vault.h"
#include "tui/app/prompt.h"

static bool is_zero(const unsigned char *at, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (at[i] != 0)
			return false;
	return true;
}

static void a_form_outlives_the_lock(void **state)
{
	unsigned char kept[16], *opened;
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
	asked = line.asked;
	world.live = false;
	assert_int_equal(try(PASSPHRASE), 0);
	assert_true(vault_is_open(&app));
	assert_int_equal(line.asked, asked); /* nobody had to be asked */
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
	assert_non_null(strstr(line.said, "does not come back"));
	assert_true(vault_keeps_forms(&app));
}

static void keys_that_are_no_longer_hers_close_it(void **state)
{
	struct person *other = slab_take(slab, sizeof *other);

	(void)state;
	open_vault();
	says.serial = 7;
	says.left_out[NIGHT] = true;
	prompt_start(&(struct prompt_options){ 0 });
	prompt_open(':', "seen at the quay");
	vault_refresh(&app);
	answer_directory(false);
	assert_false(prompt_is_open());
	assert_string_equal(prompt_text(), "");
	prompt_stop();
	assert_false(vault_is_open(&app));
	assert_false(vault_holds_keys(&app));
	assert_int_equal(world.unshown, 1);
	/* Others in her file, while it is locked: what the old ones had opened is gone. */
	says.left_out[NIGHT] = false;
	says.serial = 8;
	open_vault();
	vault_put_away(&app);
	person_make(other, ids[NIGHT]);
	write_key_file(other, &COST_TEST);
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
	assert_null(line.fn);
	assert_false(vault_holds_keys(&app));
	/* Nor by the next keys, who have not seen a directory. */
	type_passphrase(false);
	vault_forget(&app);
	assert_int_equal(try(PASSPHRASE), 0);
	assert_null(line.fn);
	assert_true(vault_fetch(&app));
	assert_int_equal(line.query, Q_DIRECTORY);
	assert_int_equal(world.opened_times, 0);
	vault_forget(&app);
	/* Locked between the two: they are for later. */
	type_passphrase(false);
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
	write_key_file(other, &COST_TEST);
	assert_int_equal(try(PASSPHRASE), 0);
	assert_null(line.fn);
	assert_false(vault_is_open(&app));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLAY(a_form_outlives_the_lock),
		PLAY(the_longest_form_has_its_draft),
		PLAY(a_form_is_for_its_own_screen),
		PLAY(keys_that_are_no_longer_hers_close_it),
		PLAY(what_comes_too_late_is_not_taken),
		PLAY(the_answer_to_other_keys_opens_nothing),
	};

	return cmocka_run_group_tests_name("vault_away", tests, NULL, NULL);
}
