#include "tui/sheets/call_card.h"

#include <string.h>

#include "tui/intl.h"

static const struct call_card_part english[CALL_CARD_PARTS] = {
	{ N_("First"),
		N_("\"Can you talk? Can anybody hear you? If it gets dangerous say 'wrong "
		   "number' and hang up. May we call back: when, and who may answer?\"") },
	{ N_("No promise"),
		N_("No rescue, no hour, no papers, no money. Nor that nobody is told: where life "
		   "or a child is in danger, others are. Say what you do next.") },
	{ N_("Other voice"),
		N_("You are what the form says: \"We say we are\". Not her name, not ours, no "
		   "message. \"Sorry, wrong number\", and hang up.") },
	{ N_("Hang up"),
		N_("At the word you agreed, at another voice, at what the form says: \"Hang up "
		   "if\". Call again only in the time she gave.") },
};

/* A row a language. A wrong word here can cost somebody her life: a language gets its row from
 * somebody who speaks it and takes such calls, and never by translating this one. */
static const struct {
	const char *language;
	const struct call_card_part *parts;
} cards[] = { { "en", english } };

const struct call_card_part *call_card_in(const char *language)
{
	for (size_t i = 0; i < sizeof cards / sizeof *cards; i++)
		if (strcmp(cards[i].language, language) == 0)
			return cards[i].parts;
	return NULL;
}
