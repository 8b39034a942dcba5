/* Who she is. */
#include <stdio.h>

#include "db/names/script.h"
#include "tui/intl.h"
#include "tui/sheets/choices.h"

enum { NAMES = 6, CITIZENSHIPS = 4, DOCUMENTS = 5, MARKS = 5, LANGUAGES = 6, PHONES = 4 };

static const struct field_choice name_kinds[] = {
	{ "legal", N_("legal name"), NULL },
	{ "alias", N_("alias"), NULL },
	{ "nickname", N_("nickname"), NULL },
	{ "maiden", N_("maiden name"), NULL },
	{ "used by trafficker", N_("used by the trafficker"), NULL },
	{ "as on document", N_("as on a document"), NULL },
	{ 0 },
};

static const struct field_choice scripts[] = {
	{ "Latn", N_("Latin"), NULL },
	{ "Thai", N_("Thai"), NULL },
	{ "Laoo", N_("Lao"), NULL },
	{ "Mymr", N_("Burmese"), NULL },
	{ "Khmr", N_("Khmer"), NULL },
	{ "Hani", N_("Chinese"), NULL },
	{ "Arab", N_("Arabic"), NULL },
	{ "Beng", N_("Bengali"), NULL },
	{ "Cyrl", N_("Cyrillic"), NULL },
	{ "Deva", N_("Devanagari"), NULL },
	{ "Ethi", N_("Ethiopic"), NULL },
	{ "Grek", N_("Greek"), NULL },
	{ "Guru", N_("Gurmukhi"), NULL },
	{ "Hang", N_("Korean"), NULL },
	{ "Hmng", N_("Pahawh Hmong"), NULL },
	{ "Hmnp", N_("Nyiakeng Puachue Hmong"), NULL },
	{ "Jpan", N_("Japanese"), NULL },
	{ "Lana", N_("Tai Tham"), NULL },
	{ "Mlym", N_("Malayalam"), NULL },
	{ "Sinh", N_("Sinhala"), NULL },
	{ "Tale", N_("Tai Le"), NULL },
	{ "Talu", N_("New Tai Lue"), NULL },
	{ "Taml", N_("Tamil"), NULL },
	{ "Telu", N_("Telugu"), NULL },
	{ "Tibt", N_("Tibetan"), NULL },
	{ 0 },
};

static const struct field_choice romanisations[] = {
	{ "own spelling", N_("her own spelling"), NULL },
	{ "RTGS", N_("RTGS"), NULL },
	{ "BGN/PCGN", N_("BGN/PCGN"), NULL },
	{ "as in passport", N_("as in a passport"), NULL },
	{ "not known", N_("not known"), NULL },
	{ 0 },
};

static const struct field_choice birth_sources[] = {
	{ "she says", N_("she says so"), NULL },
	{ "family says", N_("her family says so"), NULL },
	{ "document", N_("from a document"), NULL },
	{ "medical estimate", N_("medical estimate"), NULL },
	{ "not known", N_("not known"), NULL },
	{ 0 },
};

/* HTCDS 2.0, prs_Gender and prs_MaritalStatus. */
static const struct field_choice genders[] = {
	{ "Feminine", N_("feminine"), NULL },
	{ "Masculine", N_("masculine"), NULL },
	{ "TransgenderFeminine", N_("transgender feminine"), NULL },
	{ "TransgenderMasculine", N_("transgender masculine"), NULL },
	{ "NonConforming", N_("non-conforming"), NULL },
	{ "NonSpecifiedUnknown", N_("not specified or unknown"), NULL },
	{ 0 },
};
static const struct field_choice marital[] = {
	{ "Single", N_("single"), NULL },
	{ "Married", N_("married"), NULL },
	{ "Widowed", N_("widowed"), NULL },
	{ "Divorced", N_("divorced"), NULL },
	{ "Separated", N_("separated"), NULL },
	{ "RegisteredPartnership", N_("registered partnership"), NULL },
	{ 0 },
};

/* HTCDS 2.0, prs_HighestLevelOfEducation: ISCED 2011. */
static const struct field_choice education[] = {
	{ "EarlyChildhoodEducation", N_("early childhood"), NULL },
	{ "PrimaryEducation", N_("primary"), NULL },
	{ "LowerSecondaryEducation", N_("lower secondary"), NULL },
	{ "UpperSecondaryEducation", N_("upper secondary"), NULL },
	{ "PostSecondaryNonTertiaryEducation", N_("after secondary, no college"), NULL },
	{ "ShortCycleTertiaryEducation", N_("short college"), NULL },
	{ "BachelorsOrEquivalentLevel", N_("bachelor"), NULL },
	{ "MastersOrEquivalentLevel", N_("master"), NULL },
	{ "DoctoralOrEquivalentLevel", N_("doctor"), NULL },
	{ 0 },
};
static const struct field_choice phones[] = {
	{ "mobile", N_("mobile"), NULL },
	{ "home", N_("at home"), NULL },
	{ "other", N_("of somebody else"), NULL },
	{ 0 },
};

static const struct field_choice documents[] = {
	{ "passport", N_("passport"), NULL },
	{ "national id card", N_("national id card"), NULL },
	{ "border pass", N_("border pass"), NULL },
	{ "birth certificate", N_("birth certificate"), NULL },
	{ "household registration", N_("household registration"), NULL },
	{ "travel document", N_("travel document"), NULL },
	{ "other", N_("other"), NULL },
	{ 0 },
};
static const struct field_choice holders[] = {
	{ "herself", N_("herself"), NULL },
	{ "office", N_("our office"), NULL },
	{ "trafficker", N_("the trafficker"), NULL },
	{ "authority", N_("an authority"), NULL },
	{ "lost", N_("nobody: lost"), NULL },
	{ 0 },
};

static const struct field_choice fluency[] = {
	{ "well", N_("well"), NULL },
	{ "some", N_("some"), NULL },
	{ "understands", N_("understands it only"), NULL },
	{ 0 },
};

static const struct field_choice yes_no[] = {
	{ "yes", N_("yes"), NULL },
	{ "no", N_("no"), NULL },
	{ 0 },
};

static enum field_verdict check_name(const struct form *form, const struct field *field,
	const char *value, char sentence[static FORM_SENTENCE])
{
	(void)form, (void)field;
	if (script_guess(value)[0] != '\0')
		return FIELD_FINE;
	snprintf(sentence, FORM_SENTENCE, "%s", _("No letter of a script that is known here."));
	return FIELD_DOUBT;
}

const struct field fields_identity[] = {
	{ .name = "name.#.text",
		.label = N_("Name"),
		.limit = 120,
		.repeat = NAMES,
		.check = check_name,
		.hint = N_(
			"As she says it or as it is written; each spelling is one of its own.") },
	{ .name = "name.#.kind",
		.label = N_("What name"),
		.type = FIELD_CHOICE,
		.limit = 40,
		.repeat = NAMES,
		.choices = name_kinds },
	{ .name = "name.#.script",
		.label = N_("Script"),
		.type = FIELD_CHOICE,
		.limit = 40,
		.repeat = NAMES,
		.choices = scripts,
		.hint = N_("Left empty it is told from the letters.") },
	{ .name = "name.#.romanisation",
		.label = N_("Romanised"),
		.type = FIELD_CHOICE,
		.limit = 40,
		.repeat = NAMES,
		.choices = romanisations,
		.hint = N_("For Latin letters only: by which rules?") },
	{ .name = "birth",
		.label = N_("Born"),
		.type = FIELD_BIRTH,
		.hint = N_("A day, a month, a year, an age (15y, 15-17y), or from/to.") },
	{ .name = "birth_known",
		.label = N_("Known how"),
		.type = FIELD_CHOICE,
		.limit = 40,
		.choices = birth_sources },
	{ .name = "gender",
		.label = N_("Gender"),
		.type = FIELD_CHOICE,
		.limit = 40,
		.choices = genders,
		.hint = N_("As she says it.") },
	{ .name = "citizenship.#",
		.label = N_("Citizenship"),
		.type = FIELD_CHOICE,
		.limit = 60,
		.repeat = CITIZENSHIPS },
	{ .name = "document.#.type",
		.label = N_("Document"),
		.type = FIELD_CHOICE,
		.limit = 40,
		.repeat = DOCUMENTS,
		.choices = documents },
	{ .name = "document.#.number",
		.label = N_("Its number"),
		.limit = 60,
		.repeat = DOCUMENTS },
	{ .name = "document.#.issuer",
		.label = N_("Issued by"),
		.limit = 100,
		.repeat = DOCUMENTS },
	{ .name = "document.#.expires",
		.label = N_("Expires"),
		.type = FIELD_DATE,
		.repeat = DOCUMENTS },
	{ .name = "document.#.held_by",
		.label = N_("Who has it"),
		.type = FIELD_CHOICE,
		.limit = 40,
		.repeat = DOCUMENTS,
		.choices = holders },
	{ .name = "mark.#.text",
		.label = N_("Mark"),
		.limit = 200,
		.repeat = MARKS,
		.hint = N_("A scar, a tattoo, a birthmark: what a relative would know.") },
	{ .name = "mark.#.where", .label = N_("Where"), .limit = 60, .repeat = MARKS },
	{ .name = "language.#.code",
		.label = N_("Language"),
		.type = FIELD_CHOICE,
		.limit = 60,
		.repeat = LANGUAGES },
	{ .name = "language.#.speaks",
		.label = N_("Speaks it"),
		.type = FIELD_CHOICE,
		.limit = 40,
		.repeat = LANGUAGES,
		.choices = fluency },
	{ .name = "marital_status",
		.label = N_("Marital status"),
		.type = FIELD_CHOICE,
		.limit = 40,
		.choices = marital },
	{ .name = "children",
		.label = N_("Children"),
		.type = FIELD_NUMBER,
		.most = 30,
		.hint = N_("How many she has.") },
	{ .name = "education",
		.label = N_("Education"),
		.type = FIELD_CHOICE,
		.limit = 60,
		.choices = education,
		.hint = N_("The highest that she finished.") },
	{ .name = "phone.#.number",
		.label = N_("Telephone"),
		.limit = 60,
		.repeat = PHONES,
		.check = check_phone,
		.hint = N_("Who may answer stands in the call, and in her family.") },
	{ .name = "phone.#.kind",
		.label = N_("Which"),
		.type = FIELD_CHOICE,
		.limit = 40,
		.repeat = PHONES,
		.choices = phones },
	{ .name = "email", .label = N_("Mail"), .limit = 120 },
	{ .name = "salutation",
		.label = N_("Called"),
		.limit = 60,
		.hint = N_("How she wants to be spoken to.") },
	{ .name = "deceased",
		.label = N_("Deceased"),
		.type = FIELD_CHOICE,
		.limit = 20,
		.choices = yes_no },
	{ 0 },
};
