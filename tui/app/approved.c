#include "tui/app/approved.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/json_read.h"
#include "db/vault/hex.h"
#include "tui/app/signing.h"

static const char *of(const struct json *votes, size_t i, const char *name)
{
	char path[JSON_PATH];
	const char *value;

	snprintf(path, sizeof path, "%zu.%s", i, name);
	value = json_value(votes, path);
	return value != NULL ? value : "";
}

/* Of what is not her approval of this version nothing is said. */
static bool counts(const struct json *votes, size_t i, const struct approval *approval)
{
	return strcmp(of(votes, i, "answer"), "approve") == 0 &&
		strtoul(of(votes, i, "version"), NULL, 10) == approval->version;
}

static bool is_first(const struct json *votes, size_t i, const struct approval *approval)
{
	for (size_t before = 0; before < i; before++)
		if (counts(votes, before, approval) &&
			strcmp(of(votes, before, "person"), of(votes, i, "person")) == 0)
			return false;
	return true;
}

static int stands(const struct json *votes, size_t i, const struct directory *directory,
	const struct approval *approval, struct error *e)
{
	const char *text = of(votes, i, "signature");
	unsigned char signature[SIGNATURE] = { 0 };

	if (!hex_read(signature, sizeof signature, text, strlen(text)))
		return error_set(e, ERR_TAMPERED, "Somebody's approval is not signed.");
	return approval_stands(directory, approval, of(votes, i, "person"),
		(uint32_t)strtoul(of(votes, i, "number"), NULL, 10), signature, sizeof signature,
		e);
}

static int all_stand(const struct json *votes, int64_t people, const struct directory *directory,
	const struct approval *approval, struct error *e)
{
	int64_t found = 0;

	for (size_t i = 0; of(votes, i, "answer")[0] != '\0'; i++) {
		if (!counts(votes, i, approval) || !is_first(votes, i, approval))
			continue;
		if (stands(votes, i, directory, approval, e) != 0)
			return e->code;
		found++;
	}
	if (found >= people && found > 0)
		return 0;
	return error_set(e, ERR_TAMPERED, "It is not signed by whoever has to approve it.");
}

/* What is done before it is approved says so in the very text that is to be signed. */
static int is_emergency(const struct rows *rows, bool *emergency, struct error *e)
{
	const char *text = rows_field(rows, 0, "content");
	struct json content = { 0 };
	int r = json_read(&content, text, strlen(text), e);

	*emergency = r == 0 && json_value(&content, "emergency") != NULL;
	json_done(&content);
	return r == 0 ? 0 : error_set(e, ERR_TAMPERED, "What is to be approved cannot be read.");
}

static int unsigned_stands(const struct rows *rows, bool called, bool *emergency, struct error *e)
{
	int r = is_emergency(rows, emergency, e);

	if (r != 0 || (*emergency && strcmp(rows_field(rows, 0, "state"), "open") == 0))
		return r;
	if (called && !*emergency)
		return error_set(e, ERR_TAMPERED, "It is not signed by whoever has to approve it.");
	*emergency = false;
	return error_set(e, ERR_REFUSED, "Nobody has approved it.");
}

static int signed_stands(const struct rows *rows, const struct directory *directory,
	const struct approval *approval, struct error *e)
{
	const char *text = rows_field(rows, 0, "votes");
	struct json votes = { 0 };
	int r;

	if (json_read(&votes, text, strlen(text), e) != 0)
		r = error_set(e, ERR_TAMPERED, "Who has approved it cannot be read.");
	else
		r = all_stand(&votes, rows_field_int(rows, 0, "people"), directory, approval, e);
	json_done(&votes);
	return r;
}

int approved_stands(const struct rows *rows, const char *id, const char *code, bool called,
	const struct directory *directory, bool *emergency, struct error *e)
{
	struct signing signing;
	int r = signing_begin(&signing, rows, id, code, "approve", e);

	*emergency = false;
	if (r != 0)
		return r;
	return strcmp(rows_field(rows, 0, "state"), "approved") == 0 ?
		signed_stands(rows, directory, &signing.approval, e) :
		unsigned_stands(rows, called, emergency, e);
}
