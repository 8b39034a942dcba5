#include "tui/app/signing.h"

#include <stdio.h>
#include <string.h>

#include "db/bytes.h"
#include "db/vault/hex.h"
#include "tui/app/vault.h"

int signing_begin(struct signing *signing, const struct rows *rows, const char *answer,
	struct error *e)
{
	const char *content = rows_field(rows, 0, "content");
	unsigned char told[APPROVAL_HASH];

	*signing =
		(struct signing){ .approval = { .kind = signing->kind,
					  .id = signing->id,
					  .version = (uint32_t)rows_field_int(rows, 0, "version"),
					  .answer = signing->answer } };
	text_copy(signing->kind, sizeof signing->kind, rows_field(rows, 0, "kind"));
	text_copy(signing->id, sizeof signing->id, rows_field(rows, 0, "id"));
	text_copy(signing->answer, sizeof signing->answer, answer);
	if (!bytes_read(told, sizeof told, rows, 0, "hash"))
		return error_set(e, ERR_TAMPERED,
			"The server names no hash of what is to be signed.");
	return approval_content(&signing->approval, content, strlen(content), told, e);
}

int signing_sign(struct signing *signing, struct app *app, struct error *e)
{
	struct ring *ring = vault_ring(app);
	unsigned char signature[SIGNATURE];
	uint32_t number;
	int r;

	if (ring == NULL)
		return error_set(e, ERR_KEY, "The vault is locked.");
	r = approval_sign(ring, &signing->approval, &number, signature, e);
	if (r != 0)
		return r;
	snprintf(signing->number, sizeof signing->number, "%u", (unsigned)number);
	memcpy(signing->signature, "\\x", 2);
	hex_write(signing->signature + 2, signature, sizeof signature);
	return 0;
}
