/* call_card.h: what to say at the telephone, and what not, beside the call that is written down. */
#ifndef TUI_SHEETS_CALL_CARD_H
#define TUI_SHEETS_CALL_CARD_H

#include <stddef.h>

struct call_card_part {
	const char *label, *text; /* N_() */
};

enum { CALL_CARD_PARTS = 4 };

/* The card in a language (ISO 639, two letters, else three); NULL: there is none. */
const struct call_card_part *call_card_in(const char *language);

#endif
