/* contact.h: a call that is no case: that there was one, and of what kind. */
#ifndef TUI_VERBS_CONTACT_H
#define TUI_VERBS_CONTACT_H

#include "tui/app/app.h"

/* The words of app.contact_kind, with `-` for a blank, NULL-ended: as they are typed. */
extern const char *const contact_words[];

enum { CONTACT_KEY = 3 };

/* value[0] of the call: one of these; [1] the office, [2] the language (NULL: her own, not said);
 * [CONTACT_KEY] a key of her own (own_key.h); its code: the case that it was about. Returns
 * effects. */
unsigned contact_keep(struct call *call);

#endif
