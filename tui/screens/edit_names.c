/* Whom a form names, without a code, is looked for among those about whom there is a danger note:
 * here, for no name goes to the server. Where one of them is called so it is not saved before she
 * has said whether it is the same, and what is done about it. */
#include "tui/screens/edit_int.h"

#include <stdio.h>
#include <string.h>

#include "db/names/alike.h"
#include "tui/app/alarm.h"
#include "tui/app/choose.h"
#include "tui/intl.h"
#include "tui/sheets/party.h"

enum { ROUNDS = 8 /* askings for keys of earlier epochs */ };

static const char other[] = "somebody else"; /* a word of app.danger_answer */

/* Where names stand in a form. */
static const struct names_of {
	int sheet;
	bool told; /* who it is, and what is done about a danger, is told in clear beside it */
	const char *fields[6]; /* ended by NULL */
} names_of[] = {
	{ SHEET_REFERRAL, true, { "who" } },
	{ SHEET_PLAN, true, { "who" } },
	{ SHEET_TRANSFER, false, { "vehicle", "with", "met_by", "driver", "not_to" } },
	{ SHEET_GUARDIAN, false, { "name", "not_to" } },
};

static const struct names_of *of_form(const struct edit *state)
{
	for (size_t i = 0; i < sizeof names_of / sizeof *names_of; i++)
		if (state->sheet == &sheets[names_of[i].sheet])
			return &names_of[i];
	return NULL;
}

static bool is_said(const struct edit *state, const char *name, const char *value)
{
	const char *said = record_value(&state->mine, name);

	return value == NULL ? said != NULL : said != NULL && strcmp(said, value) == 0;
}

/* That it is somebody else was said of this very name. */
static bool is_of_another(const struct edit *state)
{
	const char *before = record_value(&state->base, "danger");
	const char *was = record_value(&state->base, "who");

	return before != NULL && strcmp(before, other) == 0 && was != NULL &&
		is_said(state, "who", was);
}

/* What was saved before has been looked for before. */
static bool is_new(const struct edit *state, const char *field)
{
	const char *was = state->at.version > 0 ? record_value(&state->base, field) : NULL;

	return is_said(state, field, NULL) && !(was != NULL && is_said(state, field, was));
}

static bool has_new(const struct edit *state, const struct names_of *of)
{
	for (const char *const *field = of->fields; *field != NULL; field++)
		if (is_new(state, *field))
			return true;
	return false;
}

bool edit_names_somebody(const struct edit *state)
{
	const struct names_of *of = of_form(state);

	if (of == NULL)
		return false;
	if (is_said(state, "direction", "in") || is_said(state, "state", "refused") ||
		is_said(state, "state", "taken back") || is_said(state, "ended_on", NULL))
		return false;
	if (!of->told)
		return has_new(state, of);
	if (!is_said(state, "who", NULL) || is_said(state, "party", NULL))
		return false;
	return !is_said(state, "danger", NULL) ||
		(is_said(state, "danger", other) && !is_of_another(state));
}

/* ---- the end ----------------------------------------------------------------------------- */

static unsigned stop(struct edit *state)
{
	edit_forget_names(state);
	edit_drop(state, &state->mine);
	edit_write_draft(state);
	return EFFECT_REDRAW;
}

static unsigned failed(struct edit *state, const char *why)
{
	app_say(edit_app(state), SAY_WARN,
		_("Not saved: whether there is a danger note about that name is not known. %s"),
		why);
	return stop(state);
}

void edit_forget_names(struct edit *state)
{
	rows_unref(state->names.rows);
	state->names = (struct edit_names){ .rows = NULL };
}

static unsigned none_is_meant(struct edit *state, int unread)
{
	edit_forget_names(state);
	if (unread > 0)
		app_say(edit_app(state), SAY_WARN,
			_("Danger notes of %d others do not open for you: look yourself (W)."),
			unread);
	return edit_send(state);
}

/* ---- one is meant ------------------------------------------------------------------------ */

/* Into the form, where she sees it, and the record that is about to be kept. */
static bool put(struct edit *state, const char *name, const char *value)
{
	const struct form_store mine = edit_store(&state->mine);

	if (record_put(&state->mine, name, value, NULL) != 0)
		return false;
	form_fill(&state->form, &mine);
	edit_typed(state);
	return true;
}

static unsigned compare(struct edit *state);

static const struct field *field_of(const struct edit *state)
{
	const struct field *field = state->sheet->fields;

	while (field->name != NULL && strcmp(field->name, state->names.field) != 0)
		field++;
	return field;
}

/* From whom it is kept may well be one: else somebody else has to be found. */
static unsigned is_the_same_here(struct edit *state)
{
	const char *sentence =
		_("STOP: there is a danger note about somebody here. Choose somebody else.");
	char field[sizeof state->names.field];

	if (strcmp(state->names.field, "not_to") == 0) {
		state->names.row++;
		return compare(state);
	}
	memcpy(field, state->names.field, sizeof field);
	form_refuse(&state->form, field, sentence);
	app_say(edit_app(state), SAY_WARN, "%s", sentence);
	return stop(state);
}

static unsigned is_the_same(struct edit *state)
{
	const char *sentence =
		_("STOP: there is a danger note about this. Say what is done about "
		  "it: our staff cross instead, or stay with her; or choose another.");

	if (!put(state, "party", state->names.code))
		return failed(state, _("No memory left."));
	form_refuse(&state->form, "danger", sentence);
	app_say(edit_app(state), SAY_WARN, "%s", sentence);
	return stop(state);
}

static unsigned answered(void *who, const char *value)
{
	struct edit *state = who;
	char code[sizeof state->names.code];

	if (value == NULL)
		return stop(state);
	if (strcmp(value, "same") == 0)
		return of_form(state)->told ? is_the_same(state) : is_the_same_here(state);
	if (strcmp(value, "other") == 0 && !of_form(state)->told) {
		state->names.row++;
		return compare(state);
	}
	if (strcmp(value, "other") == 0)
		return put(state, "danger", other) ? none_is_meant(state, 0) :
						     failed(state, _("No memory left."));
	memcpy(code, state->names.code, sizeof code);
	stop(state);
	return subject_open(edit_app(state), state->view, code);
}

static unsigned ask(struct edit *state, const char *severity)
{
	static const struct choice choices[] = {
		{ .value = "read", .label = N_("read the danger note first") },
		{ .value = "same", .label = N_("it is the same: its code goes into the form") },
		{ .value = "other", .label = N_("it is somebody else, of a similar name: save") },
	};
	struct choice shown[sizeof choices / sizeof *choices];
	char title[120], text[160];
	const bool told = of_form(state)->told, kept = strcmp(state->names.field, "not_to") == 0;

	memcpy(shown, choices, sizeof choices);
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
		text_copy(shown[i].label, sizeof shown[i].label, _(choices[i].label));
	if (!told)
		text_copy(shown[1].label, sizeof shown[1].label,
			kept ? _("it is the same, from whom it is kept: go on") :
			       _("it is the same: somebody else has to be found"));
	snprintf(title, sizeof title, _("STOP. %s is called so: %s"), state->names.code,
		party_danger(severity));
	snprintf(text, sizeof text, _("It stands at: %s"), _(field_of(state)->label));
	app_choose_by_cursor(edit_app(state), title, told ? NULL : text, shown,
		sizeof shown / sizeof *shown, answered, state);
	return EFFECT_REDRAW;
}

/* ---- the names --------------------------------------------------------------------------- */

static void tampered(struct edit *state, int row, const struct error *e)
{
	const struct rows *rows = state->names.rows;
	const struct alarm alarm = alarm_record(rows_field(rows, row, "subject"), rows, row);

	vault_tampered(edit_app(state), rows_field(rows, row, "code"), &alarm, e);
}

enum meant { NOT_MEANT = 0, IS_MEANT, NOT_READ };

/* The first field that was typed anew and has that name; NULL: none. */
static const char *stands_at(const struct edit *state, const char *name)
{
	const struct names_of *of = of_form(state);

	for (const char *const *field = of->fields; *field != NULL; field++)
		if ((of->told || is_new(state, *field)) && is_said(state, *field, NULL) &&
			alike_names(name, record_value(&state->mine, *field)))
			return *field;
	return NULL;
}

static enum meant is_meant(struct edit *state, int row)
{
	struct app *app = edit_app(state);
	const struct rows *rows = state->names.rows;
	const char *name, *at;
	struct sealed_opened opened;
	struct error e = { 0 };
	int r;

	if (sealed_lacks(vault_ring(app), rows, row) != SEALED_LACKS_NOTHING)
		return NOT_READ;
	r = sealed_open(&opened, vault_ring(app), vault_slab(app), rows_field(rows, row, "subject"),
		rows, row, &e);
	if (r == ERR_TAMPERED)
		tampered(state, row, &e);
	if (r != 0)
		return NOT_READ;
	name = record_value(&opened.record, "name");
	at = name != NULL ? stands_at(state, name) : NULL;
	slab_give(vault_slab(app), opened.record.bytes);
	text_copy(state->names.field, sizeof state->names.field, at != NULL ? at : "");
	return at != NULL ? IS_MEANT : NOT_MEANT;
}

static unsigned compare(struct edit *state)
{
	const struct rows *rows = state->names.rows;

	for (; state->names.row < rows_count(rows); state->names.row++) {
		const int row = state->names.row;

		switch (is_meant(state, row)) {
		case NOT_READ:
			state->names.unread++;
			break;
		case IS_MEANT:
			text_copy(state->names.code, sizeof state->names.code,
				rows_field(rows, row, "code"));
			return ask(state, rows_field(rows, row, "severity"));
		case NOT_MEANT:
			break;
		}
	}
	return none_is_meant(state, state->names.unread);
}

/* ---- keys that are missing --------------------------------------------------------------- */

static unsigned fetch_keys(struct edit *state);

static unsigned chain_told(void *who, const struct answer *answer)
{
	struct edit *state = who;
	struct app *app = edit_app(state);
	const struct alarm alarm = { .kind = ALARM_REALM, .object = state->names.realm };
	struct error e = { 0 };
	char text[OPENING_TROUBLE];
	int r;

	opening_trouble(text, answer);
	if (answer->err != 0 || !vault_is_open(app))
		return failed(state, text);
	r = sealed_take_chain(vault_ring(app), state->names.realm, answer->rows, &e);
	if (r == ERR_TAMPERED)
		vault_tampered(app, _("an earlier key of an office"), &alarm, &e);
	return r == 0 ? fetch_keys(state) : compare(state);
}

/* Those of earlier epochs; what else is missing stays unread, and that is said. */
static unsigned fetch_keys(struct edit *state)
{
	struct app *app = edit_app(state);
	const struct rows *rows = state->names.rows;

	for (int row = 0; row < rows_count(rows) && state->names.rounds < ROUNDS; row++) {
		const struct param realm = param_text(state->names.realm);

		if (sealed_lacks(vault_ring(app), rows, row) != SEALED_LACKS_EARLIER)
			continue;
		state->names.rounds++;
		text_copy(state->names.realm, sizeof state->names.realm,
			rows_field(rows, row, "realm"));
		if (app_ask(app, Q_REALM_CHAIN, &realm, 1, chain_told, state) != 0)
			return failed(state, _("No memory left."));
		return EFFECT_NONE;
	}
	return compare(state);
}

/* ---- asking ------------------------------------------------------------------------------ */

static unsigned ask_names(struct edit *state);

static unsigned told(void *who, const struct answer *answer)
{
	struct edit *state = who;
	const char *refusal = rows_field(answer->rows, 0, "refusal");
	char text[OPENING_TROUBLE];

	opening_trouble(text, answer);
	if (answer->err != 0 || !vault_is_open(edit_app(state)))
		return failed(state, text);
	if (strcmp(refusal, "ask_again") == 0 && !state->names.again) {
		state->names.again = true;
		return ask_names(state);
	}
	if (refusal[0] != '\0')
		return failed(state, intl_word(rows_field(answer->rows, 0, "message")));
	state->names.rows = rows_ref(answer->rows);
	return fetch_keys(state);
}

static unsigned ask_names(struct edit *state)
{
	const struct param key = param_text(state->names.key);

	if (app_change(edit_app(state), Q_DANGER_NAMES, &key, 1, told, state) != 0)
		return failed(state, _("No memory left."));
	return EFFECT_REDRAW;
}

unsigned edit_look_for_names(struct edit *state)
{
	edit_forget_names(state);
	state->names.busy = true;
	if (uuid_make(state->names.key) != 0)
		return failed(state, _("No random numbers."));
	return ask_names(state);
}
