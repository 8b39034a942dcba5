#include "db/vault/bind.h"

#include <sodium.h>
#include <string.h>

_Static_assert(sizeof(crypto_generichash_state) <= sizeof(((struct bind *)0)->state),
	"struct bind is too small for libsodium");

static crypto_generichash_state *state_of(struct bind *bind)
{
	return (void *)bind->state;
}

static void add_number(struct bind *bind, uint64_t number)
{
	unsigned char little[8];
	for (size_t i = 0; i < sizeof(little); i++)
		little[i] = (unsigned char)(number >> 8 * i);
	crypto_generichash_update(state_of(bind), little, sizeof(little));
}

void bind_begin(struct bind *bind, const char *kind)
{
	crypto_generichash_init(state_of(bind), NULL, 0, BIND_BYTES);
	bind_text(bind, kind);
}

void bind_text(struct bind *bind, const char *text)
{
	bind_bytes(bind, text, text ? strlen(text) : 0);
}

void bind_bytes(struct bind *bind, const void *bytes, size_t length)
{
	add_number(bind, bytes ? length : UINT64_MAX);
	if (bytes)
		crypto_generichash_update(state_of(bind), bytes, length);
}

void bind_number(struct bind *bind, uint64_t number)
{
	add_number(bind, sizeof(number));
	add_number(bind, number);
}

void bind_end(struct bind *bind, unsigned char place[static BIND_BYTES])
{
	crypto_generichash_final(state_of(bind), place, BIND_BYTES);
}

void bind_record(const struct record_place *at, unsigned char place[static BIND_BYTES])
{
	struct bind bind;

	bind_begin(&bind, "hw1 record");
	bind_text(&bind, at->table);
	bind_text(&bind, at->column);
	bind_text(&bind, at->key);
	bind_text(&bind, at->row);
	bind_text(&bind, at->case_id);
	bind_number(&bind, at->generation);
	bind_number(&bind, at->version);
	bind_end(&bind, place);
}

void bind_wrap(const struct wrap_place *at, unsigned char place[static BIND_BYTES])
{
	struct bind bind;

	bind_begin(&bind, "hw1 wrap");
	bind_text(&bind, at->case_id);
	bind_text(&bind, at->key);
	bind_text(&bind, at->realm);
	bind_number(&bind, at->generation);
	bind_number(&bind, at->born);
	bind_number(&bind, at->epoch);
	bind_end(&bind, place);
}

void bind_letter(const struct letter_place *at, unsigned char place[static BIND_BYTES])
{
	struct bind bind;

	bind_begin(&bind, "hw1 letter");
	bind_text(&bind, at->realm);
	bind_text(&bind, at->reader);
	bind_number(&bind, at->epoch);
	bind_number(&bind, at->number);
	bind_end(&bind, place);
}

void bind_cross(const struct cross_place *at, unsigned char place[static BIND_BYTES])
{
	struct bind bind;

	bind_begin(&bind, "hw1 crossing");
	bind_text(&bind, at->request);
	bind_text(&bind, at->case_id);
	bind_text(&bind, at->key);
	bind_text(&bind, at->from);
	bind_text(&bind, at->to);
	bind_number(&bind, at->generation);
	bind_number(&bind, at->epoch);
	bind_text(&bind, at->writer);
	bind_number(&bind, at->number);
	bind_end(&bind, place);
}
