/* Answers: by whom, of which keys, to which very text; and no other signature is one. */
#include "a_ring.h"

#include "db/vault/approval.h"

#define REQUEST "ffffffff-0000-4000-8000-000000000001"
#define OTHER_REQUEST "ffffffff-0000-4000-8000-000000000002"

static const char text[] = "{\"to\": \"VTE\", \"urgency\": \"today\"}";
static struct approval approval;
static unsigned char signature[SIGNATURE];
static struct error said;

/* The night has approved a request. */
static int made(void **state)
{
	uint32_t number;

	if (setup(state) != 0)
		return -1;
	approval = (struct approval){ "transfer", REQUEST, 3, "approve", { 0 }, { 0 } };
	approval_hash(approval.content, text, strlen(text));
	if (approval_sign(rings[NIGHT], &approval, &number, signature, NULL) != 0)
		return -1;
	assert_int_equal(number, says.number[NIGHT]);
	return 0;
}

static void says_that(const char *words)
{
	if (!strstr(said.text, words))
		fail_msg("\"%s\" is not in \"%s\"", words, said.text);
}

static int holds(const struct approval *of, int who, uint32_t number, size_t length,
	enum writer_keys keys)
{
	struct directory *directory = a_directory();
	struct writer writer = { .number = 77 };
	char login[DIRECTORY_NAME];

	said = (struct error){ 0 };
	const int r =
		approval_holds(directory, of, ids[who], number, signature, length, &writer, &said);
	assert_int_equal(said.code, r);
	snprintf(login, sizeof(login), "p%d", who);
	assert_string_equal(writer.id, r == 0 ? ids[who] : "");
	assert_string_equal(writer.login, r == 0 ? login : "");
	assert_int_equal(writer.number, r == 0 ? number : 0);
	assert_int_equal(writer.keys, r == 0 ? keys : WRITER_PRESENT);
	directory_free(directory);
	return r;
}

/* And the same of what is to be carried out now. */
static int stands(const struct approval *of, int who, uint32_t number)
{
	struct directory *directory = a_directory();

	said = (struct error){ 0 };
	const int r = approval_stands(directory, of, ids[who], number, signature, SIGNATURE, &said);
	assert_int_equal(said.code, r);
	directory_free(directory);
	return r;
}

static int is_hers(const struct approval *of)
{
	return holds(of, NIGHT, says.number[NIGHT], SIGNATURE, WRITER_PRESENT);
}

static void test_content(void **state)
{
	struct approval shown = approval;
	unsigned char told[APPROVAL_HASH];
	char changed[sizeof(text)];
	struct error e = { 0 };

	(void)state;
	/* of FIPS 180-4's own example */
	approval_hash(told, "abc", 3);
	assert_int_equal(told[0], 0xba);
	assert_int_equal(told[31], 0xad);
	memcpy(told, approval.content, APPROVAL_HASH);
	memset(shown.content, 7, APPROVAL_HASH);
	assert_int_equal(approval_content(&shown, text, strlen(text), told, &e), 0);
	assert_memory_equal(shown.content, told, APPROVAL_HASH);
	for (size_t i = 0; i < strlen(text); i++) {
		memcpy(changed, text, sizeof(text));
		changed[i] ^= 1;
		assert_int_equal(approval_content(&shown, changed, strlen(text), told, &e),
			ERR_TAMPERED);
		assert_int_equal(e.code, ERR_TAMPERED);
		for (size_t byte = 0; byte < APPROVAL_HASH; byte++)
			assert_int_equal(shown.content[byte], 0);
	}
	assert_int_equal(approval_content(&shown, text, strlen(text) - 1, told, NULL),
		ERR_TAMPERED);
	/* what nobody has hashed is not signed */
	assert_int_equal(approval_sign(rings[NIGHT], &shown, &(uint32_t){ 0 }, signature, NULL),
		ERR_INPUT);
}

static void test_holds(void **state)
{
	(void)state;
	assert_int_equal(is_hers(&approval), 0);
	assert_int_equal(stands(&approval, NIGHT, says.number[NIGHT]), 0);
	assert_int_equal(stands(&approval, BOUN, says.number[BOUN]), ERR_TAMPERED);
	says_that("has not signed this");
	/* she has other keys by now, or has left */
	says.serial++;
	says.renewed[NIGHT] = true;
	assert_int_equal(holds(&approval, NIGHT, says.number[NIGHT], SIGNATURE, WRITER_EARLIER), 0);
	assert_int_equal(stands(&approval, NIGHT, says.number[NIGHT]), ERR_TAMPERED);
	says_that("with keys that p4 has no longer");
	says.serial++;
	says.renewed[NIGHT] = false;
	says.past[NIGHT] = true;
	assert_int_equal(holds(&approval, NIGHT, says.number[NIGHT], SIGNATURE, WRITER_LEFT), 0);
	assert_int_equal(stands(&approval, NIGHT, says.number[NIGHT]), ERR_TAMPERED);
	says_that("p4, who has left");
}

static void test_by_another(void **state)
{
	const uint32_t number = says.number[NIGHT];

	(void)state;
	for (int who = 0; who < PEOPLE; who++) {
		if (who == NIGHT)
			continue;
		assert_int_equal(holds(&approval, who, says.number[who], SIGNATURE, 0),
			ERR_TAMPERED);
		says_that("has not signed this");
		assert_int_equal(holds(&approval, who, number, SIGNATURE, 0), ERR_TAMPERED);
		says_that("keys 5 of somebody");
	}
	assert_int_equal(holds(&approval, NIGHT, 0, SIGNATURE, 0), ERR_TAMPERED);
	assert_int_equal(holds(&approval, NIGHT, number + 1, SIGNATURE, 0), ERR_TAMPERED);
	says_that("keys 6 of somebody");
	/* the same bytes are other keys under another number */
	says.renewed[NIGHT] = true;
	assert_int_equal(holds(&approval, NIGHT, number + 1, SIGNATURE, 0), ERR_TAMPERED);
	says_that("p4 has not signed this");
	says.left_out[NIGHT] = true;
	assert_int_equal(holds(&approval, NIGHT, number, SIGNATURE, 0), ERR_TAMPERED);
	says_that("nobody whom the directory of keys knows");
}

/* Each field, and two exchanged. */
static void test_another_answer(void **state)
{
	struct approval others[9];

	(void)state;
	for (size_t i = 0; i < 9; i++)
		others[i] = approval;
	others[0].kind = "file";
	others[1].id = OTHER_REQUEST;
	others[2].version++;
	others[3].answer = "refuse";
	others[4].content[31] ^= 1;
	others[5].with[0] ^= 1;
	others[6].kind = "approve";
	others[6].answer = "transfer";
	memcpy(others[7].with, approval.content, APPROVAL_HASH);
	memset(others[7].content, 0, APPROVAL_HASH);
	others[8].kind = "transfe";
	for (size_t i = 0; i < 9; i++) {
		assert_int_equal(is_hers(&others[i]), ERR_TAMPERED);
		says_that("p4 has not signed this");
	}
	assert_int_equal(is_hers(&approval), 0);
}

static void test_every_bit(void **state)
{
	(void)state;
	for (size_t bit = 0; bit < 8 * SIGNATURE; bit++) {
		signature[bit / 8] ^= (unsigned char)(1 << bit % 8);
		assert_int_equal(is_hers(&approval), ERR_TAMPERED);
		signature[bit / 8] ^= (unsigned char)(1 << bit % 8);
	}
	for (size_t length = 0; length <= SIGNATURE + 1; length++)
		assert_int_equal(holds(&approval, NIGHT, says.number[NIGHT], length, 0),
			length == SIGNATURE ? 0 : ERR_TAMPERED);
	assert_int_equal(is_hers(&approval), 0);
}

/* What an answer is, field for field, as a thing of that kind would sign it. */
static void bind_as(unsigned char out[static BIND_BYTES], const char *kind,
	const struct approval *of)
{
	struct bind bind;

	bind_begin(&bind, kind);
	bind_text(&bind, of->kind);
	bind_text(&bind, of->id);
	bind_number(&bind, of->version);
	bind_text(&bind, of->answer);
	bind_bytes(&bind, of->content, APPROVAL_HASH);
	bind_bytes(&bind, of->with, APPROVAL_HASH);
	bind_text(&bind, ids[NIGHT]);
	bind_number(&bind, says.number[NIGHT]);
	bind_end(&bind, out);
}

/* What is not told whole is neither signed nor believed, whoever made a signature of it. */
static void test_not_whole(void **state)
{
	static const char *const words[] = { NULL, "", " approve", "approve ", " ", "Approve",
		"ask\nback", "h\xc3\xa4", "approve2" };
	struct approval part;
	unsigned char before[SIGNATURE], bound[BIND_BYTES];
	uint32_t number = 77;

	(void)state;
	for (size_t i = 0; i < 2 * 9 + 4; i++) {
		part = approval;
		if (i < 9)
			part.kind = words[i];
		else if (i < 18)
			part.answer = words[i - 9];
		else if (i == 18)
			part.id = NULL;
		else if (i == 19)
			part.id = "ffffffff-0000-4000-8000-00000000001";
		else if (i == 20)
			part.version = 0;
		else
			memset(part.content, 0, APPROVAL_HASH);
		memcpy(before, signature, SIGNATURE);
		assert_int_equal(approval_sign(rings[NIGHT], &part, &number, signature, NULL),
			ERR_INPUT);
		assert_int_equal(number, 77);
		assert_memory_equal(before, signature, SIGNATURE);
		bind_as(bound, "hw1 approval", &part);
		person_sign(people[NIGHT], bound, signature);
		assert_int_equal(is_hers(&part), ERR_TAMPERED);
	}
	part = approval;
	part.kind = "break glass";
	part.answer = "ask back";
	assert_int_equal(approval_sign(rings[NIGHT], &part, &number, signature, NULL), 0);
	assert_int_equal(is_hers(&part), 0);
	ring_lock(rings[NIGHT]);
	assert_int_equal(approval_sign(rings[NIGHT], &approval, &number, signature, NULL), ERR_KEY);
	ring_unlock_as(rings[NIGHT], people[NIGHT]);
	assert_int_equal(approval_sign(rings[NIGHT], &approval, &number, signature, NULL), ERR_KEY);
}

/* The signature of whatever else she signs is no approval, and that of an approval nothing else. */
static void test_other_signatures(void **state)
{
	static const char *const kinds[] = { "hw1 written", "hw1 signed record", "hw1 epoch",
		"hw1 directory", "hw1 letter", "hw1 wrap", "hw1 record", "hw1 crossing" };
	const struct letter_place to = { REALM, ids[BOUN], 1, says.number[BOUN] };
	const struct record_place where = { "sealed", "identity", "office", ROW, CASE, 1, 1 };
	unsigned char bound[BIND_BYTES], place[BIND_BYTES], true_one[SIGNATURE];
	struct directory_signature of_directory;
	struct text letter = { 0 };

	(void)state;
	memcpy(true_one, signature, SIGNATURE);
	bind_as(bound, "hw1 approval", &approval);
	assert_true(signature_holds(people[NIGHT]->sign_public, bound, signature));
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		unsigned char other[BIND_BYTES];
		bind_as(other, kinds[i], &approval);
		assert_false(signature_holds(people[NIGHT]->sign_public, other, true_one));
		person_sign(people[NIGHT], other, signature);
		assert_int_equal(is_hers(&approval), ERR_TAMPERED);
	}
	/* a letter of hers, in the approval's own place; a directory; a record's place */
	assert_int_equal(letter_write(&letter, people[NIGHT], people[BOUN]->box.public, bound,
				 bound, sizeof(bound), NULL),
		0);
	memcpy(signature, letter.data + 1, SIGNATURE);
	assert_int_equal(is_hers(&approval), ERR_TAMPERED);
	directory_sign(&of_directory, text, strlen(text), people[NIGHT]);
	memcpy(signature, of_directory.signature, SIGNATURE);
	assert_int_equal(is_hers(&approval), ERR_TAMPERED);
	bind_record(&where, place);
	person_sign(people[NIGHT], place, signature);
	assert_int_equal(is_hers(&approval), ERR_TAMPERED);
	bind_letter(&to, place);
	person_sign(people[NIGHT], place, signature);
	assert_int_equal(is_hers(&approval), ERR_TAMPERED);
	/* and the other way round */
	memcpy(letter.data + 1, true_one, SIGNATURE);
	assert_false(letter_holds(people[NIGHT]->sign_public, people[BOUN]->box.public, bound,
		letter.data, letter.length));
	text_done(&letter);
}

#define MADE(name) cmocka_unit_test_setup_teardown(name, made, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = { MADE(test_content), MADE(test_holds),
		MADE(test_by_another), MADE(test_another_answer), MADE(test_every_bit),
		MADE(test_not_whole), MADE(test_other_signatures) };

	return cmocka_run_group_tests_name("approval", tests, NULL, NULL);
}
