#include "tui/sheets/call_card.h"

#include "tui/intl.h"

const char *const call_card_labels[CALL_CARD_PARTS] = {
	N_("First"),
	N_("No promise"),
	N_("Other voice"),
	N_("Hang up"),
};

const char *const call_card_english[CALL_CARD_PARTS] = {
	"\"Can you talk? Can anybody hear you? If it gets dangerous say 'wrong "
	"number' and hang up. May we call back: when, and who may answer?\"",
	"No rescue, no hour, no papers, no money. Nor that nobody is told: where life "
	"or a child is in danger, others are. Say what you do next.",
	"You are what the form says: \"We say we are\". Not her name, not ours, no "
	"message. \"Sorry, wrong number\", and hang up.",
	"At the word you agreed, at another voice, at what the form says: \"Hang up "
	"if\". Call again only in the time she gave.",
};
