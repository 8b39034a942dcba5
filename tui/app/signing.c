#include "tui/app/signing.h"

#include <stdio.h>
#include <string.h>

#include "db/base/json_read.h"
#include "db/bytes.h"
#include "db/vault/hex.h"
#include "tui/app/vault.h"

static bool names(const struct json *content, const char *path, const char *wanted)
{
	const char *value = json_value(content, path);

	return value != NULL && strcmp(value, wanted) == 0;
}

/* A good signature over another request is none over the one that was asked for. */
static int is_that(const struct rows *rows, const char *id, const char *code, struct error *e)
{
	const char *text = rows_field(rows, 0, "content");
	const char *kind = rows_field(rows, 0, "kind");
	struct json content = { 0 };
	bool same = strcmp(rows_field(rows, 0, "id"), id) == 0 &&
		json_read(&content, text, strlen(text), e) == 0 && names(&content, "code", code) &&
		names(&content, "what", strcmp(kind, "transfer") == 0 ? "person" : kind);

	json_done(&content);
	return same ?
		0 :
		error_set(e, ERR_TAMPERED, "What came is of another request than was asked for.");
}

int signing_begin(struct signing *signing, const struct rows *rows, const char *id,
	const char *code, const char *answer, struct error *e)
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
	return is_that(rows, id, code, e) == 0 ?
		approval_content(&signing->approval, content, strlen(content), told, e) :
		ERR_TAMPERED;
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
