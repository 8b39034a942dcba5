/* Whom one can call, and why one has to beware. What is told in clear is FIELD_CLEAR: the columns
 * of app.entry_party and app.entry_danger, words of the same lists. */
#include "tui/sheets/party.h"

#include <stdio.h>
#include <string.h>

#include "db/row.h"
#include "tui/intl.h"
#include "tui/sheets/choices.h"
#include "tui/sheets/dossier.h"
#include "tui/sheets/file.h"
#include "tui/sheets/sheet.h"
#include "tui/widgets/paper.h"

static const struct field_choice tongues[] = {
	{ "lo", N_("Lao"), NULL },
	{ "th", N_("Thai"), NULL },
	{ "my", N_("Burmese"), NULL },
	{ "km", N_("Khmer"), NULL },
	{ "vi", N_("Vietnamese"), NULL },
	{ "zh", N_("Chinese"), NULL },
	{ "en", N_("English"), NULL },
	{ "fr", N_("French"), NULL },
	{ "shn", N_("Shan"), NULL },
	{ "kac", N_("Kachin"), NULL },
	{ "ksw", N_("Karen"), NULL },
	{ "mnw", N_("Mon"), NULL },
	{ "hmn", N_("Hmong"), NULL },
	{ "kjg", N_("Khmu"), NULL },
	{ "khb", N_("Lue"), NULL },
	{ "ms", N_("Malay"), NULL },
	{ "id", N_("Indonesian"), NULL },
	{ "bn", N_("Bengali"), NULL },
	{ "hi", N_("Hindi"), NULL },
	{ "ur", N_("Urdu"), NULL },
	{ "ru", N_("Russian"), NULL },
	{ "sgn", N_("Sign"), NULL },
	{ 0 },
};

static const struct field_choice sexes[] = {
	{ "female", N_("a woman"), NULL },
	{ "male", N_("a man"), NULL },
	{ 0 },
};

static const struct field_choice hours[] = {
	{ "any time", N_("at any time"), NULL },
	{ "by day", N_("from 6 to 22"), NULL },
	{ "office hours", N_("Monday to Friday, 8 to 17"), NULL },
	{ 0 },
};

const struct field fields_party[] = {
	{ .name = "name",
		.label = N_("Name"),
		.limit = 120,
		.flags = FIELD_REQUIRED | FIELD_NO_DEFAULT },
	{ .name = "phone",
		.label = N_("Telephone"),
		.limit = 60,
		.flags = FIELD_NO_DEFAULT,
		.check = check_phone },
	{ .name = "phone_2",
		.label = N_("Or"),
		.limit = 60,
		.flags = FIELD_NO_DEFAULT,
		.check = check_phone },
	{ .name = "hours",
		.label = N_("May be called"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED,
		.choices = hours },
	{ .name = "languages",
		.label = N_("Speaks"),
		.type = FIELD_CHOICES,
		.flags = FIELD_CLEAR,
		.choices = tongues },
	{ .name = "sex",
		.label = N_("Is"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_NO_DEFAULT,
		.choices = sexes,
		.hint = N_("A girl may not want to speak through a man. Empty: not known.") },
	{ .name = "country",
		.label = N_("Country"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.limit = 60 },
	{ .name = "district",
		.label = N_("District"),
		.limit = 32,
		.flags = FIELD_CLEAR | FIELD_NO_DEFAULT,
		.hint = N_("The district and nothing closer: this line is not sealed.") },
	{ .name = "contact",
		.label = N_("Whom to ask for"),
		.limit = 120,
		.flags = FIELD_NO_DEFAULT },
	{ .name = "address", .label = N_("Address"), .limit = 300, .flags = FIELD_NO_DEFAULT },
	{ .name = "text", .label = N_("More"), .type = FIELD_LONG, .limit = 2000 },
	{ 0 },
};

/* ---- danger ------------------------------------------------------------------------------ */

static const struct field_choice concerned[] = {
	{ "organisation", N_("the organisation"), NULL },
	{ "official", N_("an official, or somebody in it"), NULL },
	{ "area", N_("the whole area"), NULL },
	{ 0 },
};

static const struct field_choice severities[] = {
	{ "beware", N_("beware: never alone, never without a plan"), NULL },
	{ "never", N_("never: nobody is given into these hands"), NULL },
	{ 0 },
};

static const struct field_choice standings[] = {
	{ "suspected", N_("suspected"), NULL },
	{ "several sources", N_("told by several"), NULL },
	{ "confirmed", N_("confirmed"), NULL },
	{ "withdrawn", N_("does not hold any more"), NULL },
	{ 0 },
};

const struct field fields_danger[] = {
	{ .name = "concerns",
		.label = N_("It is"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.choices = concerned },
	{ .name = "severity",
		.label = N_("How bad"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.choices = severities },
	{ .name = "standing",
		.label = N_("How sure"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.choices = standings },
	{ .name = "since",
		.label = N_("Known since"),
		.type = FIELD_DATE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_PAST },
	{ .name = "review_on",
		.label = N_("Look again on"),
		.type = FIELD_DATE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED,
		.hint = N_("On that day it is in the inbox. Until it is withdrawn it holds.") },
	{ .name = "text",
		.label = N_("What is known"),
		.type = FIELD_LONG,
		.flags = FIELD_REQUIRED,
		.limit = 4000,
		.hint = N_("What happened, when, to whom; who is to be kept away from what.") },
	{ .name = "source",
		.label = N_("From whom"),
		.type = FIELD_LONG,
		.limit = 1000,
		.hint = N_("Whoever told us is never named to anybody else.") },
	{ 0 },
};

/* ---- in words ---------------------------------------------------------------------------- */

static const struct field_choice kinds[] = {
	{ "interpreter", N_("interpreter"), NULL },
	{ "police liaison", N_("police liaison"), NULL },
	{ "doctor", N_("doctor"), NULL },
	{ "driver", N_("driver"), NULL },
	{ "lawyer", N_("lawyer"), NULL },
	{ "embassy", N_("embassy"), NULL },
	{ "organisation", N_("organisation"), NULL },
	{ "official", N_("official"), NULL },
	{ "area", N_("area"), NULL },
	{ "place", N_("place"), NULL },
	{ "on call", N_("on call"), NULL },
	{ "on shift", N_("on shift"), NULL },
	{ 0 },
};

static const struct field_choice dangers[] = {
	{ "beware", N_("DANGER: beware"), NULL },
	{ "never", N_("DANGER: never"), NULL },
	{ 0 },
};

static const char *label_of(const struct field_choice *choices, const char *code, size_t length)
{
	for (; choices->code != NULL; choices++)
		if (strlen(choices->code) == length && memcmp(choices->code, code, length) == 0)
			return _(choices->label);
	return NULL;
}

const char *party_kind(const char *kind)
{
	const char *label = label_of(kinds, kind, strlen(kind));

	return label != NULL ? label : kind;
}

const char *party_danger(const char *danger)
{
	const char *label = label_of(dangers, danger, strlen(danger));

	return label != NULL ? label : danger;
}

static void add(char out[static PARTY_WORDS], const char *between, const char *word, size_t length)
{
	size_t at = strlen(out);

	if (length > 0 && at < PARTY_WORDS)
		snprintf(out + at, PARTY_WORDS - at, "%s%.*s", at > 0 ? between : "", (int)length,
			word);
}

static void add_languages(char out[static PARTY_WORDS], const char *codes)
{
	const char *between = " . ";

	for (size_t length; *codes != '\0'; codes += length + (codes[length] == ' ')) {
		const char *label;

		length = strcspn(codes, " ");
		label = label_of(tongues, codes, length);
		add(out, between, label != NULL ? label : codes,
			label != NULL ? strlen(label) : length);
		between = ", ";
	}
}

static void add_choice(char out[static PARTY_WORDS], const struct field_choice *choices,
	const char *code)
{
	const char *label = label_of(choices, code, strlen(code));

	if (label != NULL)
		add(out, " . ", label, strlen(label));
}

void party_words(const struct rows *rows, int row, char out[static PARTY_WORDS])
{
	const char *district = rows_field(rows, row, "district");
	const char *country = rows_field(rows, row, "country");

	out[0] = '\0';
	add_languages(out, rows_field(rows, row, "languages"));
	add_choice(out, sexes, rows_field(rows, row, "sex"));
	if (strcmp(rows_field(rows, row, "hours"), "any time") != 0)
		add_choice(out, hours, rows_field(rows, row, "hours"));
	add(out, " . ", district, strlen(district));
	add(out, district[0] != '\0' ? ", " : " . ", country, strlen(country));
}

/* ---- danger notes ------------------------------------------------------------------------ */

/* Of the area it lies in: read there. */
static void write_around(struct paper *paper, const struct rows *rows)
{
	bool any = false;

	for (int row = 0; row < rows_count(rows); row++) {
		if (rows_field_bool(rows, row, "own"))
			continue;
		if (!any)
			paper_section(paper, _("DANGER AROUND IT"));
		any = true;
		paper_linef(paper, STYLE_ERROR,
			_("There is a danger note about the area: :party %s reads it."),
			rows_field(rows, row, "code"));
	}
}

void party_write_dangers(const struct dossier *dossier)
{
	const struct rows *rows = dossier->rows[DOSSIER_FILE];

	file_write_sheet(dossier, &sheets[SHEET_DANGER]);
	for (int row = 0; row < rows_count(rows); row++)
		if (rows_field_bool(rows, row, "due"))
			paper_line(dossier->paper, STYLE_WARN,
				_("Its day has come: look whether it still holds, then e."));
	write_around(dossier->paper, rows);
}
