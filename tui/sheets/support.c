/* Entries of the case file about what others do: the law, those whom she is referred to, the plan
 * that is made with her. */
#include "tui/intl.h"
#include "tui/sheets/choices.h"

/* HTCDS 2.0, spl_Type. */
const struct field_choice choices_support[] = {
	{ "Education", N_("education"), NULL },
	{ "Financial", N_("money"), NULL },
	{ "Health", N_("health"), NULL },
	{ "LabourExploitationRehabilitation", N_("after forced labour"), NULL },
	{ "Legal", N_("legal"), NULL },
	{ "Livelihood", N_("livelihood"), NULL },
	{ "RightsBasedTraining", N_("training on rights"), NULL },
	{ "SexualExploitationRehabilitation", N_("after sexual exploitation"), NULL },
	{ "SocialCare", N_("social care"), NULL },
	{ 0 },
};

/* ---- legal ------------------------------------------------------------------------------- */

static const struct field_choice proceedings[] = {
	{ "charge", N_("charge against her"), NULL },
	{ "fine", N_("fine against her"), NULL },
	{ "detention", N_("detention of her"), NULL },
	{ "complaint", N_("her complaint"), NULL },
	{ "early testimony", N_("her testimony before the trial"), NULL },
	{ "testimony", N_("her testimony"), NULL },
	{ "compensation", N_("compensation for her"), NULL },
	{ 0 },
};

static const struct field_choice grounds[] = {
	{ "entry or stay", N_("entry or stay"), NULL },
	{ "work without permit", N_("work without a permit"), NULL },
	{ "false papers", N_("false papers"), NULL },
	{ "sex work", N_("sex work"), NULL },
	{ "begging", N_("begging"), NULL },
	{ "fraud", N_("fraud, also online"), NULL },
	{ "drugs", N_("drugs"), NULL },
	{ "other", N_("other"), NULL },
	{ 0 },
};

static const struct field_choice stands[] = {
	{ "planned", N_("planned"), NULL },
	{ "running", N_("running"), NULL },
	{ "ended", N_("ended"), NULL },
	{ 0 },
};

static const struct field_choice outcomes[] = {
	{ "dropped", N_("dropped"), NULL },
	{ "acquitted", N_("acquitted"), NULL },
	{ "convicted", N_("convicted"), NULL },
	{ "fined", N_("fined"), NULL },
	{ "released", N_("released"), NULL },
	{ "deported", N_("deported"), NULL },
	{ "granted", N_("granted"), NULL },
	{ "paid", N_("paid"), NULL },
	{ "refused", N_("refused"), NULL },
	{ "taken back", N_("taken back"), NULL },
	{ 0 },
};

const struct field fields_legal[] = {
	{ .name = "kind",
		.label = N_("What"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.choices = proceedings,
		.hint = N_("A detention that runs flags the case as detained.") },
	{ .name = "ground",
		.label = N_("Charged with"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_NO_DEFAULT,
		.choices = grounds,
		.hint = N_("Only of what is done to her.") },
	{ .name = "state",
		.label = N_("It is"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED,
		.choices = stands },
	{ .name = "begun_on",
		.label = N_("Since"),
		.type = FIELD_DATE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED },
	{ .name = "lawyer",
		.label = N_("Has a lawyer"),
		.type = FIELD_ASKED,
		.flags = FIELD_CLEAR | FIELD_NO_DEFAULT },
	{ .name = "non_punishment",
		.label = N_("No punishment"),
		.type = FIELD_ASKED,
		.flags = FIELD_CLEAR | FIELD_NO_DEFAULT,
		.hint = N_("Were they told that she must not be punished for what she was made to "
			   "do?") },
	{ .name = "hearing_at",
		.label = N_("Next hearing"),
		.type = FIELD_MOMENT,
		.flags = FIELD_CLEAR },
	{ .name = "outcome",
		.label = N_("Outcome"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_NO_DEFAULT,
		.choices = outcomes },
	{ .name = "ended_on",
		.label = N_("Ended on"),
		.type = FIELD_DATE,
		.flags = FIELD_CLEAR | FIELD_PAST },
	{ .name = "court",
		.label = N_("Court or office"),
		.limit = 200,
		.hint = N_("Its name, number of the file, amount asked or paid.") },
	{ .name = "who", .label = N_("Lawyer"), .limit = 200, .hint = N_("Name, telephone.") },
	{ .name = "text", .label = N_("More"), .type = FIELD_LONG, .limit = 2000 },
	{ 0 },
};

/* ---- referral ---------------------------------------------------------------------------- */

static const struct field_choice directions[] = {
	{ "in", N_("to us"), NULL },
	{ "out", N_("from us"), NULL },
	{ 0 },
};

/* HTCDS 2.0, org_Type; the last three are ours. */
const struct field_choice choices_organisation[] = {
	{ "NGO", N_("NGO"), NULL },
	{ "LawEnforcement", N_("police"), NULL },
	{ "HealthServiceOrganisation", N_("health service"), NULL },
	{ "CentralGovernmentOrganisation", N_("ministry"), NULL },
	{ "LocalGovernmentOrganisation", N_("local government"), NULL },
	{ "ImmigrationService", N_("immigration"), NULL },
	{ "LegalService", N_("legal service"), NULL },
	{ "CorporateBusiness", N_("company"), NULL },
	{ "SchoolOrCollege", N_("school or college"), NULL },
	{ "Shelter", N_("shelter"), NULL },
	{ "Embassy", N_("embassy"), NULL },
	{ "InternationalOrganisation", N_("international organisation"), NULL },
	{ 0 },
};

/* HTCDS 2.0, cas_ReasonForIncomingReferral and cas_ReasonForOutgoingReferral. */
static const struct field_choice reasons[] = {
	{ "AdditionalServicesRequired", N_("she needs more than there is"), NULL },
	{ "MigrationOrChangeOfLocation", N_("she is somewhere else"), NULL },
	{ "Other", N_("other"), NULL },
	{ 0 },
};

static const struct field_choice answers[] = {
	{ "asked", N_("asked"), NULL },
	{ "accepted", N_("accepted"), NULL },
	{ "refused", N_("refused"), NULL },
	{ "done", N_("done"), NULL },
	{ "taken back", N_("taken back"), NULL },
	{ 0 },
};

static const struct field_choice shares[] = {
	{ "name", N_("her name"), NULL },
	{ "age", N_("her age"), NULL },
	{ "health", N_("her health"), NULL },
	{ "story", N_("what happened"), NULL },
	{ "address", N_("where she lives"), NULL },
	{ "family", N_("her family"), NULL },
	{ "photograph", N_("a photograph"), NULL },
	{ 0 },
};

static const struct field_choice despites[] = {
	{ "danger to life", N_("danger to life"), NULL },
	{ "law", N_("the law demands it"), NULL },
	{ 0 },
};

/* As in app.danger_answer. */
static const struct field_choice dangers[] = {
	{ "our staff cross instead", N_("our staff cross instead"), NULL },
	{ "our staff stay with her", N_("our staff stay with her all the time"), NULL },
	{ "no other way", N_("no other way: a supervisor says so"), NULL },
	{ 0 },
};

const struct field fields_referral[] = {
	{ .name = "direction",
		.label = N_("Referred"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.choices = directions },
	{ .name = "other_side",
		.label = N_("Other side"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.choices = choices_organisation },
	{ .name = "who",
		.label = N_("Its name"),
		.limit = 200,
		.flags = FIELD_REQUIRED,
		.hint = N_("Organisation, who is in charge there, telephone.") },
	{ .name = "party",
		.label = N_("Its code"),
		.limit = 16,
		.flags = FIELD_CLEAR | FIELD_NO_DEFAULT,
		.hint = N_("PA-...., where we know it: a danger note about it stops this.") },
	{ .name = "danger",
		.label = N_("Danger"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_NO_DEFAULT,
		.choices = dangers,
		.hint = N_("Only where there is a danger note: what is done about it.") },
	{ .name = "because",
		.label = N_("Because"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED,
		.choices = reasons },
	{ .name = "state",
		.label = N_("It is"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED,
		.choices = answers },
	{ .name = "asked_on",
		.label = N_("Asked on"),
		.type = FIELD_DATE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_PAST },
	{ .name = "answered_on",
		.label = N_("Answered on"),
		.type = FIELD_DATE,
		.flags = FIELD_CLEAR | FIELD_PAST },
	{ .name = "shared",
		.label = N_("They are told"),
		.type = FIELD_CHOICES,
		.flags = FIELD_CLEAR | FIELD_NO_DEFAULT,
		.choices = shares,
		.hint = N_("What of her goes to them. She has to have agreed to it (c).") },
	{ .name = "despite",
		.label = N_("Without her yes"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_NO_DEFAULT,
		.choices = despites,
		.hint = N_("Why it is shared although she has not agreed; it is in the record.") },
	{ .name = "withheld",
		.label = N_("Withhold"),
		.type = FIELD_LONG,
		.limit = 1000,
		.hint = N_("What they must not be told, and why.") },
	{ .name = "text",
		.label = N_("More"),
		.type = FIELD_LONG,
		.limit = 2000,
		.hint = N_("What was arranged: who comes, with what, when.") },
	{ 0 },
};

/* ---- plan -------------------------------------------------------------------------------- */

const struct field fields_plan[] = {
	{ .name = "types",
		.label = N_("What for"),
		.type = FIELD_CHOICES,
		.flags = FIELD_CLEAR | FIELD_REQUIRED,
		.choices = choices_support },
	{ .name = "with_her",
		.label = N_("Made with her"),
		.type = FIELD_ASKED,
		.flags = FIELD_CLEAR | FIELD_NO_DEFAULT,
		.hint = N_("Did she say what she wants, and agree to this?") },
	{ .name = "objectives",
		.label = N_("She wants"),
		.type = FIELD_LONG,
		.flags = FIELD_REQUIRED,
		.limit = 1000,
		.hint = N_("What is to be reached, in her words.") },
	{ .name = "text",
		.label = N_("Steps"),
		.type = FIELD_LONG,
		.limit = 2000,
		.hint = N_("Who does what, until when.") },
	{ .name = "begun_on",
		.label = N_("Since"),
		.type = FIELD_DATE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED },
	{ .name = "planned_end",
		.label = N_("Until"),
		.type = FIELD_DATE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED },
	{ .name = "ended_on",
		.label = N_("Ended on"),
		.type = FIELD_DATE,
		.flags = FIELD_CLEAR | FIELD_PAST },
	{ 0 },
};
