#include "tui/verbs/case_new_form.h"

#include <stdio.h>
#include <string.h>

#include "db/base/text.h"
#include "db/vault/ring.h"
#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/sheets/sheet.h"
#include "tui/verbs/case_new.h"
#include "tui/verbs/own_key.h"

enum { RECORD_ROOM = 48 << 10, VALUE = 200 };

bool case_new_takes(const struct field *field)
{
	return (field->flags & FIELD_CLEAR) || strcmp(field->name, "office") == 0 ||
		strcmp(field->name, "responsible") == 0;
}

void case_new_words(char *out, size_t size, const struct field *field)
{
	size_t used = 0;

	text_copy(out, size, field->type == FIELD_ASKED ? "yes, no, not_asked" : "");
	for (size_t i = 0; field->choices != NULL && field->choices[i].code != NULL; i++) {
		used += (size_t)snprintf(out + used, size - used, "%s%s", used > 0 ? ", " : "",
			field->choices[i].code);
		if (used >= size)
			break;
	}
}

static const char *get(void *who, const char *name)
{
	return record_value(who, name);
}

static int set(void *who, const char *name, const char *value, struct error *e)
{
	return record_put(who, name, value, e);
}

/* ---- what is typed ----------------------------------------------------------------------- */

static const struct field *field_named(const char *name)
{
	for (const struct field *field = sheet_new_call.fields; field->name != NULL; field++)
		if (strcmp(field->name, name) == 0)
			return field;
	return NULL;
}

static int take_field(struct record *typed, struct new_case *of, const char *name,
	const char *value, struct error *e)
{
	const struct field *field = field_named(name);
	char under[RECORD_NAME], text[VALUE + 1];

	if (strcmp(name, "key") == 0 && own_key_is(value)) {
		text_copy(of->key, sizeof of->key, value);
		return 0;
	}
	if (strcmp(name, "key") == 0)
		return error_set(e, ERR_INPUT, "%s", _("key: a UUID in small letters is needed."));
	if (field == NULL)
		return error_set(e, ERR_INPUT,
			_("A call has no field %s. `homeward help case` has them."), name);
	if (!case_new_takes(field))
		return error_set(e, ERR_INPUT,
			_("%s is sealed, and never on a command line: write it in the console."),
			name);
	snprintf(under, sizeof under, "typed.%.50s", name);
	snprintf(text, sizeof text, "=%s", value);
	return record_put(typed, under, text, e);
}

static int take_fields(struct record *typed, struct new_case *of, const char *fields,
	struct error *e)
{
	char name[RECORD_NAME], value[VALUE];
	int r = 0;

	for (const char *at = fields; r == 0 && at != NULL && *at != '\0';) {
		size_t length = strcspn(at, "\n"), equals = strcspn(at, "=");

		if (equals >= sizeof name || length - equals - 1 >= sizeof value)
			return error_set(e, ERR_INPUT, "%s", _("A value is too long."));
		snprintf(name, sizeof name, "%.*s", (int)equals, at);
		snprintf(value, sizeof value, "%.*s", (int)(length - equals - 1), at + equals + 1);
		r = take_field(typed, of, name, value, e);
		at += length + (at[length] == '\n');
	}
	return r;
}

/* ---- the form ---------------------------------------------------------------------------- */

/* As the console begins with. */
static int begin(struct record *record, struct slab *slab, bool defaults, struct error *e)
{
	static const char *const values[][2] = { { "responsible", "me" }, { "standing", "case" },
		{ "source", "hotline" } };
	void *bytes = slab_take(slab, ring_room(RECORD_ROOM));
	int r = bytes == NULL ? error_set(e, ERR_MEMORY, "%s", _("There is no memory left.")) :
				record_begin(record, bytes, ring_room(RECORD_ROOM), e);

	for (size_t i = 0; defaults && r == 0 && i < sizeof values / sizeof *values; i++)
		r = record_put(record, values[i][0], values[i][1], e);
	return r;
}

static bool is_listed(const struct field *field)
{
	return field->type == FIELD_CHOICE || field->type == FIELD_CHOICES ||
		field->type == FIELD_ASKED;
}

/* The sentence of a list names keys, and a shell has none. */
static int not_listed(const struct field *field, struct error *e)
{
	char words[300];

	case_new_words(words, sizeof words, field);
	if (words[0] == '\0')
		return error_set(e, ERR_INPUT, _("%s: there is no such word in its list."),
			field->name);
	return error_set(e, ERR_INPUT, _("%s: none of %s."), field->name, words);
}

static int write_form(struct form *form, struct record *record, const struct record *typed,
	struct error *e)
{
	char sentence[FORM_SENTENCE], under[RECORD_NAME];
	const struct field *wrong = form_wrong(form, sentence);

	if (wrong == NULL)
		return form_write(form, &(struct form_store){ get, set, record }, e);
	snprintf(under, sizeof under, "typed.%.50s", wrong->name);
	if (is_listed(wrong) && record_value(typed, under) != NULL)
		return not_listed(wrong, e);
	return error_set(e, ERR_INPUT, "%s: %s", wrong->name, sentence);
}

static int fill_form(struct record *record, struct record *typed, struct slab *slab,
	const struct app *app, struct error *e)
{
	void *memory = slab_take(slab, form_memory(sheet_new_call.fields));
	struct form form = { 0 };
	int r;

	if (memory == NULL)
		return error_set(e, ERR_MEMORY, "%s", _("There is no memory left."));
	form_open(&form,
		&(struct form_options){ .fields = sheet_new_call.fields,
			.store = { get, set, record },
			.clock = { app_epoch_ms(app), app_me(app)->offset_min, app_me(app)->zone },
			.memory = memory,
			.choice = sheet_choice });
	form_draft_read(&form, &(struct form_store){ get, set, typed });
	r = write_form(&form, record, typed, e);
	form_close(&form);
	slab_give(slab, memory);
	return r != 0 ? r : sheet_complete(&sheet_new_call, NULL, record, e);
}

static int take_out(struct record *record, char *out, size_t size, const char *name)
{
	const char *value = record_value(record, name);

	text_copy(out, size, value != NULL ? value : "");
	return value != NULL ? record_put(record, name, "", NULL) : 0;
}

int case_new_form(struct record *record, struct new_case *of, struct slab *slab,
	const struct app *app, char *said, const char *fields, struct error *e)
{
	struct record typed = { 0 };
	int r = begin(&typed, slab, false, e);

	if (r == 0)
		r = begin(record, slab, true, e);
	if (r == 0)
		r = take_fields(&typed, of, fields, e);
	said[0] = '='; /* the text stands behind it */
	if (r == 0)
		r = record_put(&typed, "typed.said", said, e);
	if (r == 0)
		r = fill_form(record, &typed, slab, app, e);
	slab_give(slab, typed.bytes);
	if (r == 0)
		r = take_out(record, of->office, sizeof of->office, "office");
	if (r == 0)
		r = take_out(record, of->responsible, sizeof of->responsible, "responsible");
	return r;
}
