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

int approved_by_other(const struct json *content, const char *person, struct error *e)
{
	char path[JSON_PATH];
	const char *asker;

	for (size_t i = 0;; i++) {
		snprintf(path, sizeof path, "asked_by.%zu", i);
		asker = json_value(content, path);
		if (asker == NULL)
			return i > 0 ? 0 :
				       error_set(e, ERR_TAMPERED,
					       "What was approved does not say who has asked.");
		if (strcmp(asker, person) == 0)
			return error_set(e, ERR_TAMPERED, "Whoever has asked has approved it.");
	}
}

int64_t approved_people(const struct json *content)
{
	const char *people = json_value(content, "people");

	return people != NULL ? strtoll(people, NULL, 10) : 0;
}

static int all_stand(const struct json *votes, const struct json *content,
	const struct directory *directory, const struct approval *approval, struct error *e)
{
	const int64_t people = approved_people(content);
	int64_t found = 0;

	for (size_t i = 0; of(votes, i, "answer")[0] != '\0'; i++) {
		if (!counts(votes, i, approval) || !is_first(votes, i, approval))
			continue;
		if (stands(votes, i, directory, approval, e) != 0 ||
			approved_by_other(content, of(votes, i, "person"), e) != 0)
			return e->code;
		found++;
	}
	if (found >= people && people > 0)
		return 0;
	return error_set(e, ERR_TAMPERED, "It is not signed by whoever has to approve it.");
}

/* ---- what was done before it is approved ------------------------------------------------- */

static void refused_by(struct approved *approved, const struct json *votes)
{
	for (size_t i = 0; of(votes, i, "answer")[0] != '\0'; i++)
		if (strcmp(of(votes, i, "answer"), "refuse") == 0) {
			text_copy(approved->by, sizeof approved->by, of(votes, i, "name"));
			text_copy(approved->why, sizeof approved->why, of(votes, i, "reason"));
		}
}

/* It says so in the very text that is to be signed. */
static int unsigned_stands(const struct rows *rows, const struct json *content,
	const struct json *votes, bool called, struct approved *approved, struct error *e)
{
	const char *state = rows_field(rows, 0, "state");
	const bool emergency = json_value(content, "emergency") != NULL;

	if (emergency && (strcmp(state, "open") == 0 || strcmp(state, "asked back") == 0)) {
		approved->how = APPROVED_NOT_YET;
		return 0;
	}
	if (emergency && strcmp(state, "refused") == 0) {
		approved->how = APPROVED_REFUSED;
		refused_by(approved, votes);
		return 0;
	}
	if (called && !emergency)
		return error_set(e, ERR_TAMPERED, "It is not signed by whoever has to approve it.");
	return error_set(e, ERR_REFUSED, "Nobody has approved it.");
}

/* ---- either ------------------------------------------------------------------------------ */

static int read_field(struct json *json, const struct rows *rows, const char *name, struct error *e)
{
	const char *text = rows_field(rows, 0, name);

	return json_read(json, text, strlen(text), e) == 0 ?
		0 :
		error_set(e, ERR_TAMPERED, "What is to be approved cannot be read.");
}

int approved_stands(const struct rows *rows, const char *id, const char *code, bool called,
	const struct directory *directory, struct approved *approved, struct error *e)
{
	struct json content = { 0 }, votes = { 0 };
	struct signing signing;
	int r = signing_begin(&signing, rows, id, code, "approve", e);

	*approved = (struct approved){ 0 };
	if (r == 0)
		r = read_field(&content, rows, "content", e);
	if (r == 0)
		r = read_field(&votes, rows, "votes", e);
	if (r == 0)
		r = strcmp(rows_field(rows, 0, "state"), "approved") == 0 ?
			all_stand(&votes, &content, directory, &signing.approval, e) :
			unsigned_stands(rows, &content, &votes, called, approved, e);
	json_done(&content);
	json_done(&votes);
	return r;
}
