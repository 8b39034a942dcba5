#include "db/base/json_read.h"

#include <stdlib.h>
#include <string.h>

struct reading {
	struct json *json;
	const char *at, *end;
	size_t room; /* of json->leaves */
	char path[JSON_PATH];
	size_t path_length;
	int depth;
};

static bool read_value(struct reading *r);

static void skip_blanks(struct reading *r)
{
	while (r->at < r->end && strchr(" \t\r\n", *r->at) != NULL && *r->at != '\0')
		r->at++;
}

static bool take(struct reading *r, const char *word)
{
	size_t length = strlen(word);

	if ((size_t)(r->end - r->at) < length || memcmp(r->at, word, length) != 0)
		return false;
	r->at += length;
	return true;
}

static bool take_after_blanks(struct reading *r, const char *word)
{
	skip_blanks(r);
	return take(r, word);
}

/* ---- strings and numbers ----------------------------------------------------------------- */

static int32_t read_hex(struct reading *r)
{
	int32_t code = 0;

	for (int i = 0; i < 4; i++, r->at++) {
		const char *digits = "0123456789abcdef", *digit = NULL;

		if (r->at < r->end && *r->at != '\0')
			digit = strchr(digits,
				*r->at >= 'A' && *r->at <= 'F' ? *r->at + 32 : *r->at);
		if (digit == NULL)
			return -1;
		code = code * 16 + (int32_t)(digit - digits);
	}
	return code;
}

static void add_utf8(struct text *out, int32_t code)
{
	const int more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
	const int mark[] = { 0x00, 0xC0, 0xE0, 0xF0 };

	text_add_char(out, (char)(mark[more] | (code >> 6 * more)));
	for (int i = more - 1; i >= 0; i--)
		text_add_char(out, (char)(0x80 | (code >> 6 * i & 0x3F)));
}

/* \uXXXX, of two where the first is half of one. */
static bool read_code(struct reading *r, struct text *out)
{
	int32_t code = read_hex(r);

	if (code >= 0xD800 && code < 0xDC00) {
		int32_t low = take(r, "\\u") ? read_hex(r) : -1;

		if (low < 0xDC00 || low > 0xDFFF)
			return false;
		code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
	}
	if (code <= 0 || (code >= 0xD800 && code < 0xE000))
		return false;
	add_utf8(out, code);
	return true;
}

static bool read_escape(struct reading *r, struct text *out)
{
	static const char names[] = "\"\\/bfnrt", codes[] = "\"\\/\b\f\n\r\t";
	const char *name = r->at < r->end && *r->at != '\0' ? strchr(names, *r->at) : NULL;

	if (name == NULL)
		return take(r, "u") && read_code(r, out);
	text_add_char(out, codes[name - names]);
	r->at++;
	return true;
}

/* Behind its first quote. */
static bool read_string(struct reading *r, struct text *out)
{
	while (r->at < r->end) {
		const char *from = r->at;
		int32_t code = text_next(&r->at, r->end);

		if (code == '"')
			return true;
		if (code < ' ')
			return false;
		if (code != '\\')
			text_add_bytes(out, from, (size_t)(r->at - from));
		else if (!read_escape(r, out))
			return false;
	}
	return false;
}

static size_t digits(struct reading *r)
{
	const char *from = r->at;

	while (r->at < r->end && *r->at >= '0' && *r->at <= '9')
		r->at++;
	return (size_t)(r->at - from);
}

static bool read_number(struct reading *r)
{
	take(r, "-");
	if (!take(r, "0") && digits(r) == 0)
		return false;
	if (take(r, ".") && digits(r) == 0)
		return false;
	if (!take(r, "e") && !take(r, "E"))
		return true;
	if (!take(r, "+"))
		take(r, "-");
	return digits(r) > 0;
}

/* ---- leaves ------------------------------------------------------------------------------ */

static bool add_leaf(struct reading *r, enum json_type type, size_t value)
{
	struct json *json = r->json;
	struct json_leaf *grown;

	if (json->count == JSON_LEAVES)
		return false;
	if (json->count == r->room) {
		r->room = r->room == 0 ? 32 : r->room * 2;
		grown = realloc(json->leaves, r->room * sizeof *grown);
		if (grown == NULL) {
			json->text.failed = true;
			return false;
		}
		json->leaves = grown;
	}
	text_add_char(&json->text, '\0');
	json->leaves[json->count++] = (struct json_leaf){ json->text.length, value, type };
	text_add(&json->text, r->path);
	text_add_char(&json->text, '\0');
	return true;
}

static bool add_word(struct reading *r, enum json_type type, const char *word)
{
	size_t value = r->json->text.length;

	text_add(&r->json->text, word);
	return add_leaf(r, type, value);
}

/* One step down, and back up. */
static bool enter(struct reading *r, const char *name, size_t *before)
{
	size_t length = strlen(name), dot = r->path_length > 0;

	*before = r->path_length;
	if (length == 0 || r->path_length + dot + length >= sizeof r->path)
		return false;
	if (dot)
		r->path[r->path_length++] = '.';
	memcpy(r->path + r->path_length, name, length + 1);
	r->path_length += length;
	return true;
}

static void leave(struct reading *r, size_t before)
{
	r->path_length = before;
	r->path[before] = '\0';
}

static bool is_name(const char *name)
{
	return name[strspn(name,
		       "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		       "0123456789_")] == '\0';
}

/* Two readers of one name that stands twice could see two things. */
static bool stands_already(const struct reading *r)
{
	for (size_t i = 0; i < r->json->count && !r->json->text.failed; i++) {
		const char *path = json_path(r->json, i);

		if (strncmp(path, r->path, r->path_length) == 0 &&
			(path[r->path_length] == '\0' || path[r->path_length] == '.'))
			return true;
	}
	return false;
}

static bool read_member(struct reading *r)
{
	struct text name = { 0 };
	size_t before;
	bool good = take_after_blanks(r, "\"") && read_string(r, &name) &&
		is_name(text_string(&name)) && enter(r, text_string(&name), &before) &&
		!stands_already(r) && take_after_blanks(r, ":") && read_value(r);

	text_done(&name);
	if (good)
		leave(r, before);
	return good;
}

static bool read_object(struct reading *r)
{
	if (take_after_blanks(r, "}"))
		return add_word(r, JSON_IS_EMPTY, "");
	do {
		if (!read_member(r))
			return false;
	} while (take_after_blanks(r, ","));
	return take_after_blanks(r, "}");
}

static bool read_array(struct reading *r)
{
	struct text name = { 0 };
	bool good = true;
	size_t before;

	if (take_after_blanks(r, "]"))
		return add_word(r, JSON_IS_EMPTY, "");
	for (unsigned n = 0; good; n++) {
		text_clear(&name);
		text_addf(&name, "%u", n);
		good = enter(r, text_string(&name), &before) && read_value(r);
		if (good)
			leave(r, before);
		if (good && !take_after_blanks(r, ","))
			break;
	}
	text_done(&name);
	return good && take_after_blanks(r, "]");
}

static bool read_inner(struct reading *r)
{
	bool good;

	if (r->depth == JSON_DEPTH)
		return false;
	r->depth++;
	good = take(r, "{") ? read_object(r) : take(r, "[") && read_array(r);
	r->depth--;
	return good;
}

static bool read_value(struct reading *r)
{
	static const struct {
		const char *word;
		enum json_type type;
		const char *value;
	} words[] = { { "null", JSON_IS_NULL, "" }, { "true", JSON_IS_TRUE, "true" },
		{ "false", JSON_IS_FALSE, "false" } };
	size_t value = r->json->text.length;
	const char *from;

	skip_blanks(r);
	from = r->at;
	if (r->at == r->end)
		return false;
	if (*r->at == '{' || *r->at == '[')
		return read_inner(r);
	if (take(r, "\""))
		return read_string(r, &r->json->text) && add_leaf(r, JSON_IS_STRING, value);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (take(r, words[i].word))
			return add_word(r, words[i].type, words[i].value);
	if (!read_number(r))
		return false;
	text_add_bytes(&r->json->text, from, (size_t)(r->at - from));
	return add_leaf(r, JSON_IS_NUMBER, value);
}

/* ---- the whole --------------------------------------------------------------------------- */

int json_read(struct json *json, const char *text, size_t length, struct error *e)
{
	struct reading reading = { .json = json, .at = text, .end = text + length };
	int r = 0;

	*json = (struct json){ 0 };
	if (!read_value(&reading) || (skip_blanks(&reading), reading.at != reading.end))
		r = ERR_INPUT;
	if (json->text.failed)
		r = text_check(&json->text, e);
	else if (r != 0)
		r = error_set(e, ERR_INPUT, "This is no text of which each part has one name.");
	if (r != 0)
		json_done(json);
	return r;
}

void json_done(struct json *json)
{
	text_done(&json->text);
	free(json->leaves);
	*json = (struct json){ 0 };
}

const char *json_path(const struct json *json, size_t i)
{
	return json->text.data + json->leaves[i].path;
}

const char *json_text(const struct json *json, size_t i)
{
	return json->text.data + json->leaves[i].value;
}

int json_find(const struct json *json, const char *path)
{
	for (size_t i = 0; i < json->count; i++)
		if (strcmp(json_path(json, i), path) == 0)
			return (int)i;
	return -1;
}

const char *json_value(const struct json *json, const char *path)
{
	int i = json_find(json, path);

	if (i < 0 || json->leaves[i].type == JSON_IS_NULL || json->leaves[i].type == JSON_IS_EMPTY)
		return NULL;
	return json_text(json, (size_t)i);
}
