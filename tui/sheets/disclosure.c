/* An entry of the case file: that a court or an authority asks for it, and what it was given. */
#include "tui/intl.h"
#include "tui/sheets/choices.h"

static const struct field_choice askers[] = {
	{ "court", N_("a court"), NULL },
	{ "prosecutor", N_("a prosecutor"), NULL },
	{ "police", N_("police"), NULL },
	{ "immigration", N_("immigration"), NULL },
	{ "social services", N_("social services"), NULL },
	{ "embassy", N_("an embassy"), NULL },
	{ "other authority", N_("another authority"), NULL },
	{ 0 },
};

static const struct field_choice grounds[] = {
	{ "court order", N_("an order of a court"), NULL },
	{ "law", N_("an article of a law"), NULL },
	{ "letter", N_("a letter, which is no ground in law"), NULL },
	{ "word of mouth", N_("a word, which is no ground in law"), NULL },
	{ 0 },
};

static const struct field_choice parts[] = {
	{ "name", N_("her name"), NULL },
	{ "age", N_("her age"), NULL },
	{ "health", N_("her health"), NULL },
	{ "story", N_("what happened"), NULL },
	{ "address", N_("where she lives"), NULL },
	{ "family", N_("her family"), NULL },
	{ "photograph", N_("a photograph"), NULL },
	{ "whole file", N_("the whole file"), NULL },
	{ 0 },
};

static const struct field_choice opinions[] = {
	{ "must be given", N_("it must be given"), NULL },
	{ "may be given", N_("it may be given"), NULL },
	{ "must not be given", N_("it must not be given"), NULL },
	{ "not_asked", N_("not yet asked"), NULL },
	{ 0 },
};

static const struct field_choice states[] = {
	{ "asked", N_("asked"), NULL },
	{ "given", N_("given"), NULL },
	{ "partly given", N_("given in part"), NULL },
	{ "refused", N_("refused"), NULL },
	{ "taken back", N_("taken back"), NULL },
	{ 0 },
};

static const struct field_choice told[] = {
	{ "yes", N_("she knows of it"), NULL },
	{ "no", N_("not yet"), NULL },
	{ "unlawful", N_("a law forbids to tell her"), NULL },
	{ 0 },
};

const struct field fields_disclosure[] = {
	{ .name = "asker",
		.label = N_("Asked by"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.choices = askers },
	{ .name = "who",
		.label = N_("Who it is"),
		.limit = 200,
		.flags = FIELD_REQUIRED,
		.hint = N_(
			"Name, function, authority, telephone that you have looked up yourself.") },
	{ .name = "ground",
		.label = N_("On what ground"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.choices = grounds },
	{ .name = "reference",
		.label = N_("Its number"),
		.limit = 200,
		.hint = N_(
			"Of the order, with its day; article of the law; where the paper lies.") },
	{ .name = "scope",
		.label = N_("Asks for"),
		.type = FIELD_CHOICES,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_NO_DEFAULT,
		.choices = parts },
	{ .name = "asked_on",
		.label = N_("Asked on"),
		.type = FIELD_DATE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED | FIELD_PAST },
	{ .name = "answer_by", .label = N_("Answer by"), .type = FIELD_DATE, .flags = FIELD_CLEAR },
	{ .name = "lawyer",
		.label = N_("The lawyer says"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_NO_DEFAULT,
		.choices = opinions,
		.hint = N_("Without a lawyer's word nobody can approve it.") },
	{ .name = "opinion",
		.label = N_("Lawyer's note"),
		.type = FIELD_LONG,
		.limit = 2000,
		.hint = N_("Who wrote it, when, and why.") },
	{ .name = "state",
		.label = N_("It is"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_REQUIRED,
		.choices = states,
		.hint = N_("Two people approve it (6) before anything is given.") },
	{ .name = "given",
		.label = N_("Given"),
		.type = FIELD_CHOICES,
		.flags = FIELD_CLEAR | FIELD_NO_DEFAULT,
		.choices = parts,
		.hint = N_("What was given: never more than they asked for.") },
	{ .name = "answered_on",
		.label = N_("Answered on"),
		.type = FIELD_DATE,
		.flags = FIELD_CLEAR | FIELD_PAST },
	{ .name = "told_her",
		.label = N_("Is she told"),
		.type = FIELD_CHOICE,
		.flags = FIELD_CLEAR | FIELD_NO_DEFAULT,
		.choices = told,
		.hint = N_("That they ask, and what they got. It is a task until she is.") },
	{ .name = "text", .label = N_("More"), .type = FIELD_LONG, .limit = 2000 },
	{ 0 },
};
