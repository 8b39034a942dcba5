#include "db/vault/approval.h"

#include <string.h>

#include "db/vault/digest.h"
#include "db/vault/hex.h"
#include "db/vault/ring_int.h"

void approval_hash(unsigned char hash[static APPROVAL_HASH], const void *bytes, size_t length)
{
	struct digest digest;
	char hex[DIGEST_TEXT];

	digest_init(&digest);
	digest_add(&digest, bytes, length);
	digest_end(&digest, hex);
	hex_read(hash, APPROVAL_HASH, hex, DIGEST_TEXT - 1);
}

int approval_content(struct approval *approval, const char *text, size_t length,
	const unsigned char told[static APPROVAL_HASH], struct error *e)
{
	approval_hash(approval->content, text, length);
	if (memcmp(approval->content, told, APPROVAL_HASH) == 0)
		return 0;
	memset(approval->content, 0, APPROVAL_HASH);
	return error_set(e, ERR_TAMPERED,
		"What is shown here is not what was asked: one of the two was changed. Nothing is "
		"signed, and nothing is believed of it.");
}

static bool is_word(const char *word)
{
	const size_t length = word ? strlen(word) : 0;

	return length > 0 && strspn(word, "abcdefghijklmnopqrstuvwxyz ") == length &&
		word[0] != ' ' && word[length - 1] != ' ';
}

static bool is_whole(const struct approval *approval)
{
	static const unsigned char none[APPROVAL_HASH];

	return is_word(approval->kind) && is_word(approval->answer) && approval->id &&
		strlen(approval->id) == UUID_TEXT - 1 && approval->version > 0 &&
		memcmp(approval->content, none, APPROVAL_HASH) != 0;
}

static void bind_approval(unsigned char out[static BIND_BYTES], const struct approval *approval,
	const char *person, uint32_t number)
{
	struct bind bind;

	bind_begin(&bind, "hw1 approval");
	bind_text(&bind, approval->kind);
	bind_text(&bind, approval->id);
	bind_number(&bind, approval->version);
	bind_text(&bind, approval->answer);
	bind_bytes(&bind, approval->content, APPROVAL_HASH);
	bind_bytes(&bind, approval->with, APPROVAL_HASH);
	bind_text(&bind, person);
	bind_number(&bind, number);
	bind_end(&bind, out);
}

int approval_sign(struct ring *ring, const struct approval *approval, uint32_t *number,
	unsigned char signature[static SIGNATURE], struct error *e)
{
	unsigned char bound[BIND_BYTES];
	struct held *held;
	const int r = ring_ready(&held, ring, e);

	if (r != 0)
		return r;
	if (!is_whole(approval))
		return error_set(e, ERR_INPUT,
			"What is to be answered is not told whole; nothing is signed.");
	bind_approval(bound, approval, held->person.id, held->number);
	person_sign(&held->person, bound, signature);
	*number = held->number;
	return 0;
}

int approval_holds(const struct directory *directory, const struct approval *approval,
	const char *person, uint32_t number, const void *signature, size_t length,
	struct writer *writer, struct error *e)
{
	struct writer by = { .number = number };
	const struct directory_person *keys;
	unsigned char bound[BIND_BYTES];

	*writer = (struct writer){ 0 };
	text_copy(by.id, sizeof(by.id), person);
	keys = ring_writer(directory, &by);
	if (!keys)
		return ring_nobodys(directory, &by, e);
	bind_approval(bound, approval, by.id, number);
	if (!is_whole(approval) || length != SIGNATURE ||
		!signature_holds(keys->sign, bound, signature))
		return error_set(e, ERR_TAMPERED,
			"%s has not signed this: the answer, what it answers or what goes with it "
			"is another. It counts for nothing.",
			by.login);
	*writer = by;
	return 0;
}

int approval_stands(const struct directory *directory, const struct approval *approval,
	const char *person, uint32_t number, const void *signature, size_t length, struct error *e)
{
	struct writer writer;
	const int r =
		approval_holds(directory, approval, person, number, signature, length, &writer, e);

	return r == 0 ? ring_present(&writer, e) : r;
}
