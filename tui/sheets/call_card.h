/* call_card.h: what to say at the telephone, and what not, beside the call that is written down. */
#ifndef TUI_SHEETS_CALL_CARD_H
#define TUI_SHEETS_CALL_CARD_H

enum { CALL_CARD_PARTS = 4 };

extern const char *const call_card_labels[CALL_CARD_PARTS]; /* N_() */

/* What is said. Never translated: a wrong word can cost somebody her life. Other languages are in
 * the settings (call_card) of those who speak them and take such calls. */
extern const char *const call_card_english[CALL_CARD_PARTS];

#endif
