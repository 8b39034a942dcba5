/* A line of a handover (I-PASS): how she is, what is done and to do, what if. How she is and what
 * comes next are told in clear: who comes says them back. */
#include "tui/intl.h"
#include "tui/sheets/choices.h"

static const struct field_choice severities[] = {
	{ "unstable", N_("unstable: it may turn at any time"), NULL },
	{ "watch", N_("to be watched"), NULL },
	{ "stable", N_("stable"), NULL },
	{ 0 },
};

static const struct field_choice steps[] = {
	{ "call her", N_("call her"), NULL },
	{ "call back", N_("call somebody back"), NULL },
	{ "interpreter", N_("find an interpreter"), NULL },
	{ "police", N_("police liaison"), NULL },
	{ "doctor", N_("doctor"), NULL },
	{ "place for tonight", N_("place for tonight"), NULL },
	{ "visit", N_("visit her"), NULL },
	{ "transport", N_("transport"), NULL },
	{ "document", N_("document"), NULL },
	{ "authority", N_("authority or court"), NULL },
	{ "supervisor", N_("ask the supervisor"), NULL },
	{ "as written", N_("as written below"), NULL },
	{ "nothing", N_("nothing for now"), NULL },
	{ 0 },
};

const struct field fields_handover[] = {
	{ .name = "severity",
		.label = N_("She is"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.choices = severities },
	{ .name = "next",
		.label = N_("Next"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.choices = steps,
		.hint = N_("Who comes has to say this back.") },
	{ .name = "next_at", .label = N_("At"), .type = FIELD_MOMENT, .flags = FIELD_CLEAR },
	{ .name = "text",
		.label = N_("In short"),
		.type = FIELD_LONG,
		.limit = 2000,
		.hint = N_("What happened, where she is, what she wants.") },
	{ .name = "actions",
		.label = N_("Done and to do"),
		.type = FIELD_LONG,
		.limit = 4000,
		.hint = N_("Who does what until when. What the shift did stands here already.") },
	{ .name = "if",
		.label = N_("If"),
		.type = FIELD_LONG,
		.limit = 2000,
		.hint = N_("If this happens, do that.") },
	{ 0 },
};
