/* Entries of the case file. What of them is told in clear is FIELD_CLEAR: the columns of the table
 * app.entry_KIND, words of the same lists. */
#include "tui/intl.h"
#include "tui/sheets/choices.h"

/* ---- status ------------------------------------------------------------------------------ */

static const struct field_choice statuses[] = {
	{ "possible", N_("possibly trafficked"), NULL },
	{ "actual", N_("trafficked"), NULL },
	{ "not trafficked", N_("not trafficked"), NULL },
	{ 0 },
};

static const struct field_choice bodies[] = {
	{ "police", N_("police"), NULL },
	{ "NGO", N_("NGO"), NULL },
	{ "court or prosecution", N_("court or prosecution"), NULL },
	{ "other government", N_("other government body"), NULL },
	{ "other", N_("other"), NULL },
	{ 0 },
};

static const struct field_choice decisions[] = {
	{ "decision", N_("decision"), NULL },
	{ "new facts", N_("decision on new facts"), NULL },
	{ "review", N_("review"), NULL },
	{ "appeal", N_("appeal"), NULL },
	{ 0 },
};

const struct field fields_status[] = {
	{ .name = "status",
		.label = N_("She is"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.choices = statuses,
		.hint = N_("That she agreed to anything lowers nothing.") },
	{ .name = "body",
		.label = N_("Decided by"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.choices = bodies },
	{ .name = "kind",
		.label = N_("As a"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED,
		.choices = decisions,
		.hint = N_(
			"What was decided before is changed by a review, an appeal, new facts.") },
	{ .name = "decided_on",
		.label = N_("On"),
		.type = FIELD_DATE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_PAST },
	{ .name = "text",
		.label = N_("Grounds"),
		.type = FIELD_LONG,
		.limit = 2000,
		.hint = N_("Who decided, on what it rests, what can be done against it.") },
	{ 0 },
};

/* ---- risk -------------------------------------------------------------------------------- */

/* HTCDS 2.0: assessments of the individual, the household, the community. */
static const struct field_choice levels_about[] = {
	{ "individual", N_("herself"), NULL },
	{ "household", N_("her household"), NULL },
	{ "community", N_("her village or quarter"), NULL },
	{ 0 },
};

static const struct field_choice levels[] = {
	{ "low", N_("low"), NULL },
	{ "medium", N_("medium"), NULL },
	{ "high", N_("high"), NULL },
	{ 0 },
};

const struct field fields_risk[] = {
	{ .name = "about",
		.label = N_("Danger to"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED,
		.choices = levels_about },
	{ .name = "level",
		.label = N_("Danger"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.choices = levels },
	{ .name = "assessed_on",
		.label = N_("Assessed on"),
		.type = FIELD_DATE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_PAST },
	{ .name = "again_on", .label = N_("Again on"), .type = FIELD_DATE, .flags = FIELD_CLEAR },
	{ .name = "text",
		.label = N_("From what"),
		.type = FIELD_LONG,
		.limit = 2000,
		.hint = N_("Who threatens whom, where, since when; what protects her.") },
	{ 0 },
};

/* ---- consent ----------------------------------------------------------------------------- */

static const struct field_choice purposes[] = {
	{ "case work", N_("that we work on her case"), NULL },
	{ "sharing", N_("that we share what is named below"), NULL },
	{ "tracing", N_("that we look for her family"), NULL },
	{ "return", N_("her return"), NULL },
	{ "transfer", N_("that she is brought to another place"), NULL },
	{ "statistics", N_("figures without her name"), NULL },
	{ "photograph", N_("a photograph"), NULL },
	{ 0 },
};

static const struct field_choice answers[] = {
	{ "given", N_("yes"), NULL },
	{ "refused", N_("no"), NULL },
	{ "withdrawn", N_("taken back"), NULL },
	{ 0 },
};

static const struct field_choice who_agreed[] = {
	{ "herself", N_("she herself"), NULL },
	{ "guardian", N_("a guardian"), NULL },
	{ 0 },
};

/* HTCDS 2.0, con_Consent: what she has to have been told. */
static const struct field_choice told[] = {
	{ "interview", N_("that she need not talk to us"), NULL },
	{ "purpose", N_("what the interview is for"), NULL },
	{ "use", N_("how what she says is used"), NULL },
	{ "research", N_("that figures without names are used"), NULL },
	{ "own data", N_("that she may see her own record"), NULL },
	{ "retention", N_("how long it is kept"), NULL },
	{ "withdrawal", N_("how she takes it back"), NULL },
	{ 0 },
};

const struct field fields_consent[] = {
	{ .name = "purpose",
		.label = N_("Asked about"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.choices = purposes },
	{ .name = "answer",
		.label = N_("Answer"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.choices = answers },
	{ .name = "by",
		.label = N_("Answered by"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.choices = who_agreed },
	{ .name = "guardian_cleared",
		.label = N_("Guardian cleared"),
		.type = FIELD_ASKED,
		.flags = FIELD_CLEAR | FIELD_NO_DEFAULT,
		.hint = N_("It is certain that she or he had no part in what happened.") },
	{ .name = "told",
		.label = N_("Told before"),
		.type = FIELD_CHOICES,
		.flags = FIELD_CLEAR,
		.choices = told },
	{ .name = "asked_on",
		.label = N_("On"),
		.type = FIELD_DATE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_PAST },
	{ .name = "again_on",
		.label = N_("Ask again on"),
		.type = FIELD_DATE,
		.flags = FIELD_CLEAR,
		.hint = N_(
			"For a child: when she comes of age, at the latest; the first of a month "
			"does.") },
	{ .name = "lang",
		.label = N_("Language"),
		.type = FIELD_CHOICE,
		.limit = 60,
		.hint = N_("In which she was asked.") },
	{ .name = "withheld",
		.label = N_("Withhold"),
		.type = FIELD_LONG,
		.limit = 1000,
		.hint = N_("What must not be told, to whom, and why.") },
	{ .name = "text", .label = N_("Her words"), .type = FIELD_LONG, .limit = 2000 },
	{ 0 },
};

/* ---- needs ------------------------------------------------------------------------------- */

static const struct field_choice states[] = {
	{ "asked for", N_("asked for"), NULL },
	{ "planned", N_("planned"), NULL },
	{ "done", N_("done"), NULL },
	{ "refused by her", N_("she does not want it"), NULL },
	{ "unavailable", N_("there is none"), NULL },
	{ 0 },
};

static const struct field_choice givers[] = {
	{ "us", N_("us"), NULL },
	{ "partner", N_("a partner"), NULL },
	{ "government", N_("government"), NULL },
	{ "health service", N_("health service"), NULL },
	{ "school", N_("school"), NULL },
	{ "family", N_("her family"), NULL },
	{ "other", N_("other"), NULL },
	{ 0 },
};

static const struct field_choice schools[] = {
	{ "none", N_("no school"), NULL },
	{ "school", N_("school"), NULL },
	{ "non-formal", N_("non-formal"), NULL },
	{ "vocational", N_("vocational"), NULL },
	{ "university", N_("university"), NULL },
	{ 0 },
};

static const struct field_choice scholarships[] = {
	{ "asked for", N_("asked for"), NULL },
	{ "granted", N_("granted"), NULL },
	{ "refused", N_("refused"), NULL },
	{ "ended", N_("ended"), NULL },
	{ 0 },
};

const struct field fields_need[] = {
	{ .name = "type",
		.label = N_("Kind"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED,
		.choices = choices_support },
	{ .name = "what", .label = N_("What"), .flags = FIELD_REQUIRED, .limit = 200 },
	{ .name = "given_by",
		.label = N_("Given by"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_NO_DEFAULT,
		.choices = givers },
	{ .name = "provider",
		.label = N_("From whom"),
		.limit = 200,
		.hint = N_("Organisation, person, telephone.") },
	{ .name = "state",
		.label = N_("It is"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED,
		.choices = states },
	{ .name = "appointment_at",
		.label = N_("Expected at"),
		.type = FIELD_MOMENT,
		.flags = FIELD_CLEAR },
	{ .name = "done_on",
		.label = N_("Done on"),
		.type = FIELD_DATE,
		.flags = FIELD_CLEAR | FIELD_PAST },
	{ .name = "schooling",
		.label = N_("Schooling"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_NO_DEFAULT,
		.choices = schools,
		.hint = N_("Of education only.") },
	{ .name = "scholarship",
		.label = N_("Scholarship"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_NO_DEFAULT,
		.choices = scholarships,
		.hint = N_("Of education only.") },
	{ .name = "until_on",
		.label = N_("Until"),
		.type = FIELD_DATE,
		.flags = FIELD_CLEAR,
		.hint = N_("The last day of the scholarship.") },
	{ .name = "text", .label = N_("More"), .type = FIELD_LONG, .limit = 2000 },
	{ 0 },
};
