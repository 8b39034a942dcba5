/* A call, as it is written down while the telephone is in the other hand: what was said first, and
 * nothing else is needed. */
#include "tui/intl.h"
#include "tui/sheets/choices.h"

/* ---- act, means, purpose ----------------------------------------------------------------- */

/* The Palermo Protocol, article 3 (a). */
const struct field_choice choices_act[] = {
	{ "recruitment", N_("recruited"), NULL },
	{ "transport", N_("transported"), NULL },
	{ "transfer", N_("handed on"), NULL },
	{ "harbouring", N_("harboured"), NULL },
	{ "receipt", N_("received"), NULL },
	{ 0 },
};

/* For a child none is needed, article 3 (c). */
const struct field_choice choices_means[] = {
	{ "threat", N_("threat"), NULL },
	{ "force", N_("force"), NULL },
	{ "coercion", N_("other coercion"), NULL },
	{ "abduction", N_("abduction"), NULL },
	{ "fraud", N_("fraud"), NULL },
	{ "deception", N_("deception"), NULL },
	{ "power", N_("abuse of power"), NULL },
	{ "vulnerability", N_("abuse of a position of vulnerability"), NULL },
	{ "payment", N_("payment to whoever had control over her"), NULL },
	{ 0 },
};

const struct field_choice choices_purpose[] = {
	{ "forced labour", N_("forced labour"), NULL },
	{ "sexual exploitation", N_("sexual exploitation"), NULL },
	{ "child labour", N_("child labour"), NULL },
	{ "forced marriage", N_("forced marriage"), NULL },
	{ "servitude", N_("servitude"), NULL },
	{ "forced military", N_("forced military"), NULL },
	{ "organ removal", N_("organ removal"), NULL },
	{ "forced begging", N_("forced begging"), NULL },
	{ "forced adoption", N_("forced adoption"), NULL },
	{ "surrogacy", N_("surrogacy"), NULL },
	{ "newborn adoption", N_("adoption of a newborn"), NULL },
	{ "rape or abuse", N_("rape or abuse"), NULL },
	{ "other", N_("other"), NULL },
	{ 0 },
};

/* ---- who and how ------------------------------------------------------------------------- */

/* Whoever may be under 18 counts as a child. */
static const struct field_choice ages[] = {
	{ "0-11", N_("under 12"), NULL },
	{ "12-14", N_("12 to 14"), NULL },
	{ "15-17", N_("15 to 17"), NULL },
	{ "under 18", N_("a child"), NULL },
	{ "perhaps under 18", N_("perhaps a child"), NULL },
	{ "adult", N_("18 or older"), NULL },
	{ 0 },
};

static const struct field_choice sexes[] = {
	{ "female", N_("female"), NULL },
	{ "male", N_("male"), NULL },
	{ "other", N_("other"), NULL },
	{ 0 },
};

static const struct field_choice answers[] = {
	{ "only herself", N_("only she herself"), NULL },
	{ "only the friend", N_("only the one who called"), NULL },
	{ "anyone", N_("anyone"), NULL },
	{ 0 },
};

static const struct field_choice access_needs[] = {
	{ "hearing", N_("hearing"), NULL },
	{ "sight", N_("sight"), NULL },
	{ "mobility", N_("moving about"), NULL },
	{ "learning", N_("learning"), NULL },
	{ 0 },
};

static const struct field_choice callers[] = {
	{ "herself", N_("she herself"), NULL },
	{ "friend", N_("a friend"), NULL },
	{ "family", N_("family"), NULL },
	{ "other", N_("somebody else"), NULL },
	{ 0 },
};

static const struct field_choice sources[] = {
	{ "hotline", N_("hotline"), NULL },
	{ "partner", N_("partner"), NULL },
	{ "police", N_("police"), NULL },
	{ "detention visit", N_("detention visit"), NULL },
	{ "missing report", N_("missing report"), NULL },
	{ "border", N_("border"), NULL },
	{ "walk-in", N_("walk-in"), NULL },
	{ "outreach", N_("outreach"), NULL },
	{ "village", N_("village"), NULL },
	{ "embassy", N_("embassy"), NULL },
	{ "family", N_("family"), NULL },
	{ "case management", N_("case management"), NULL },
	{ 0 },
};

static const struct field_choice standings[] = {
	{ "case", N_("somebody it has happened to"), NULL },
	{ "at risk", N_("at risk: nothing has happened yet"), NULL },
	{ "wants to leave", N_("wants to leave prostitution"), NULL },
	{ 0 },
};

static const struct field_choice responsible[] = {
	{ "me", N_("me"), NULL },
	{ "nobody", N_("NOBODY yet"), NULL },
	{ 0 },
};

/* ---- the form ---------------------------------------------------------------------------- */

/* The first two are of a new case alone, and in no record. */
const struct field fields_new_call[] = {
	{ .name = "office",
		.label = N_("Office"),
		.limit = 8,
		.hint = N_("Three letters; empty: your own office.") },
	{ .name = "responsible",
		.label = N_("Responsible"),
		.type = FIELD_CHOICE,
		.flags = FIELD_REQUIRED,
		.choices = responsible },
	{ .name = "said",
		.label = N_("What was said"),
		.type = FIELD_LONG,
		.limit = 4000,
		.flags = FIELD_REQUIRED,
		.hint = N_("One line is enough: ^X saves it, and it is on the board.") },
	{ .name = "danger",
		.label = N_("Danger now"),
		.type = FIELD_ASKED,
		.flags = FIELD_CLEAR,
		.hint = N_("Is somebody in danger now? Ask this first.") },
	{ .name = "age",
		.label = N_("How old"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR,
		.choices = ages,
		.hint = N_("Whoever may be under 18 counts as a child.") },
	{ .name = "sex",
		.label = N_("Sex"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR,
		.choices = sexes },
	{ .name = "people",
		.label = N_("How many people"),
		.type = FIELD_NUMBER,
		.flags = FIELD_CLEAR,
		.least = 1,
		.most = 1000,
		.hint = N_("Is she alone there?") },
	{ .name = "lang",
		.label = N_("Language"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR,
		.limit = 60,
		.hint = N_("In which she can be spoken to.") },
	{ .name = "call_until",
		.label = N_("Call back until"),
		.type = FIELD_MOMENT,
		.flags = FIELD_CLEAR,
		.hint = N_("03:00, +2h. It becomes a clock.") },
	{ .name = "call_from",
		.label = N_("... not before"),
		.type = FIELD_MOMENT,
		.flags = FIELD_CLEAR,
		.hint = N_("Empty: from now on.") },
	{ .name = "phone",
		.label = N_("Number"),
		.limit = 60,
		.check = check_phone,
		.hint = N_("Sealed, as all words here are.") },
	{ .name = "answers",
		.label = N_("Who may answer"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR,
		.choices = answers },
	{ .name = "pretext",
		.label = N_("We say we are"),
		.limit = 200,
		.hint = N_("If another voice answers: a library, a wrong number.") },
	{ .name = "hang_up",
		.label = N_("Hang up if"),
		.limit = 200,
		.hint = N_("A man answers; she says the word that you agreed.") },
	{ .name = "caller",
		.label = N_("Who called"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR,
		.choices = callers },
	{ .name = "nationality",
		.label = N_("Nationality"),
		.type = FIELD_CHOICE,
		.limit = 60,
		.hint = N_("As she says; it is sealed.") },
	{ .name = "access",
		.label = N_("Needs help with"),
		.type = FIELD_CHOICES,
		.flags = FIELD_CLEAR,
		.choices = access_needs,
		.hint = N_("To be heard, and to be reached.") },
	{ .name = "act",
		.label = N_("Act"),
		.type = FIELD_CHOICES,
		.flags = FIELD_CLEAR,
		.choices = choices_act,
		.hint = N_("What was done to her.") },
	{ .name = "means",
		.label = N_("Means"),
		.type = FIELD_CHOICES,
		.flags = FIELD_CLEAR,
		.choices = choices_means,
		.hint = N_("Not needed for a child, or for somebody who may be one.") },
	{ .name = "purpose",
		.label = N_("Purpose"),
		.type = FIELD_CHOICES,
		.flags = FIELD_CLEAR,
		.choices = choices_purpose,
		.hint = N_("That she agreed to anything changes nothing.") },
	{ .name = "standing",
		.label = N_("It is"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED,
		.choices = standings },
	{ .name = "source",
		.label = N_("Came by"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED,
		.choices = sources },
	{ 0 },
};
