/* What is sealed of a request, held against the text that is signed: its bytes are those whose hash
 * stands there, and what is told in clear of both is the same. */
#include "tui/screens/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/date.h"
#include "db/bytes.h"
#include "db/vault/approval.h"
#include "db/vault/hex.h"
#include "db/vault/record.h"
#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/sheets/sheet.h"

/* A field whose value stands under another name in what is signed, and also where it is empty. */
static const struct {
	const char *kind, *field, *path;
} elsewhere[] = { { "transfer", "office", "to_office" } };

static const char *path_of(const struct request *request, const struct field *field)
{
	for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
		if (strcmp(elsewhere[i].kind, request->sealed_kind) == 0 &&
			strcmp(elsewhere[i].field, field->name) == 0)
			return elsewhere[i].path;
	return field->name;
}

/* The n-th value of a path, that is of one value or of an array; NULL: it has no such. */
static const char *nth_value(const struct json *json, const char *path, size_t n)
{
	const char *value = n == 0 ? json_value(json, path) : NULL;
	char place[JSON_PATH];

	snprintf(place, sizeof place, "%s.%zu", path, n);
	return value != NULL ? value : json_value(json, place);
}

bool request_tells(const struct request *request, const struct field *field)
{
	const char *path = path_of(request, field);

	return field->flags & FIELD_CLEAR &&
		(json_find(&request->content, path) >= 0 ||
			nth_value(&request->content, path, 0) != NULL);
}

/* Codes are typed in either case, with or without dashes and the letters before them. */
static bool are_codes(const char *record, const char *content)
{
	char a[64] = "", b[64] = "";
	size_t length_a = 0, length_b = 0;

	for (; *record != '\0' && length_a + 1 < sizeof a; record++)
		if (*record != '-' && *record != ' ' && *record != '_')
			a[length_a++] =
				(char)(*record >= 'a' && *record <= 'z' ? *record - 32 : *record);
	for (; *content != '\0' && length_b + 1 < sizeof b; content++)
		if (*content != '-' && *content != ' ' && *content != '_')
			b[length_b++] = (char)(*content >= 'a' && *content <= 'z' ? *content - 32 :
										    *content);
	return length_a > 0 && length_a <= length_b && (length_a == length_b || length_a >= 8) &&
		memcmp(a, b + length_b - length_a, length_a) == 0;
}

static bool are_alike(const struct request *request, const struct field *field, const char *sealed,
	const char *told)
{
	struct date_read read;

	if (strcmp(sealed, told) == 0)
		return true;
	if (field->type == FIELD_MOMENT)
		return date_read_moment(&read, sealed, app_epoch_ms(request->view->app),
			       app_me(request->view->app)->offset_min) == DATE_FINE &&
			read.at == strtoll(told, NULL, 10);
	return field->type == FIELD_TEXT && are_codes(sealed, told);
}

/* What is told in clear has to be in what is sealed, too, and the other way round. */
static bool field_differs(const struct request *request, const struct json *clear,
	const struct field *field)
{
	const char *path = path_of(request, field);

	for (size_t n = 0;; n++) {
		const char *sealed = nth_value(clear, field->name, n);
		const char *told = nth_value(&request->content, path, n);

		if (sealed == NULL)
			return told != NULL && strcmp(told, "not_asked") != 0 &&
				path == field->name;
		if (told == NULL || !are_alike(request, field, sealed, told))
			return true;
	}
}

/* The label of what differs; NULL: nothing does. */
static const char *differs(const struct request *request, const struct record *record)
{
	const struct sheet *sheet = sheet_named(request->sealed_kind);
	const struct field *field = sheet != NULL ? sheet->fields : NULL;
	struct text text = { 0 };
	struct json clear = { 0 };
	const char *label = NULL;

	if (field == NULL) /* a newer program's: all of it is shown, by its names */
		return NULL;
	if (sheet_clear(sheet, record, &text, NULL) != 0 ||
		json_read(&clear, text.data, text.length, NULL) != 0)
		label = _("it cannot be read");
	for (; label == NULL && field->name != NULL; field++)
		if (request_tells(request, field) && field_differs(request, &clear, field))
			label = _(field->label);
	json_done(&clear);
	text_done(&text);
	return label;
}

static uint32_t version_told(const struct request *request)
{
	const char *version = json_value(&request->content, "sealed.version");

	return version != NULL ? (uint32_t)strtoul(version, NULL, 10) : 0;
}

/* The bytes that were opened are those whose hash is signed. */
static bool is_of_content(const struct request *request, const struct opened *item, int row)
{
	const char *sha256 = json_value(&request->content, "sealed.sha256");
	unsigned char hash[APPROVAL_HASH], told[APPROVAL_HASH];
	struct text blob = { 0 };
	bool same = bytes_read_all(&blob, request->opening.rows, row, "blob", NULL) == 0 &&
		sha256 != NULL && hex_read(told, sizeof told, sha256, strlen(sha256)) &&
		version_told(request) == item->at.version;

	if (same) {
		approval_hash(hash, blob.data, blob.length);
		same = memcmp(hash, told, sizeof hash) == 0;
	}
	text_done(&blob);
	return same;
}

static const struct opened *its_record(const struct request *request, int *row)
{
	for (size_t i = 0; i < request->opening.count; i++) {
		*row = (int)i;
		if (strcmp(request->opening.items[i].at.id, request->id) == 0)
			return &request->opening.items[i];
	}
	return NULL;
}

static void refuse(struct request *request, const char *sentence)
{
	char what[80];
	struct error e;

	request->check = REQUEST_TAMPERED;
	text_copy(request->why, sizeof request->why, sentence);
	error_set(&e, ERR_TAMPERED, "%s", sentence);
	snprintf(what, sizeof what, _("the request %s"), request->code);
	request_tampered(request, what, &e);
}

/* What is sealed beside a text that does not name it could be exchanged. Who decides nothing of it
 * reads less of it; what was erased has nothing left. */
static bool has_to_be_sealed(const struct request *request)
{
	const struct request_words *words = request_words(request);

	return words->kind != NULL && words->sealed != NULL &&
		strcmp(request_field(request, "may_answer"), "not_approver") != 0 &&
		!request_is_erased(request);
}

void request_hold_unsealed(struct request *request)
{
	if (!has_to_be_sealed(request)) {
		request->why[0] = '\0';
		request->check = REQUEST_GOOD;
	} else if (request->check != REQUEST_TAMPERED) {
		refuse(request, _("What is to be signed does not name what is sealed of it."));
	}
}

void request_hold(struct request *request)
{
	int row = 0;
	const struct opened *item = its_record(request, &row);
	const char *label;
	char sentence[200];

	request->check = REQUEST_NOT_OPENED;
	request->why[0] = '\0';
	if (item == NULL) {
		refuse(request, _("What is sealed of this request is not there."));
	} else if (item->problem == ERR_TAMPERED || item->differs) {
		request->check = REQUEST_TAMPERED; /* that has been said */
		text_copy(request->why, sizeof request->why, item->why);
	} else if (item->problem != 0) {
		text_copy(request->why, sizeof request->why, item->why);
	} else if (item->at.version > version_told(request)) {
		text_copy(request->why, sizeof request->why,
			_("changed since: the case has what it says now"));
	} else if (!is_of_content(request, item, row)) {
		refuse(request, _("What is sealed is not what is to be signed."));
	} else if ((label = differs(request, &item->record)) != NULL) {
		snprintf(sentence, sizeof sentence,
			_("What is to be signed (%s) is not what was written and sealed."), label);
		refuse(request, sentence);
	} else {
		request->check = REQUEST_GOOD;
	}
}
