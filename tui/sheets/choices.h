/* choices.h: lists that several sheets share. Included by the tables of this folder only. */
#ifndef TUI_SHEETS_CHOICES_H
#define TUI_SHEETS_CHOICES_H

#include "tui/widgets/form.h"

extern const struct field fields_identity[], fields_family[], fields_address[],
	fields_circumstances[], fields_health[], fields_note[], fields_facts[], fields_place[],
	fields_status[], fields_risk[], fields_consent[], fields_need[], fields_screening[],
	fields_journey[], fields_afraid[], fields_legal[], fields_referral[], fields_plan[],
	fields_new_call[], fields_party[], fields_danger[], fields_handover[], fields_batch[],
	fields_wish[], fields_guardian[], fields_interest[], fields_disclosure[], fields_transfer[];
enum { FIELDS_OF_NEW = 2 }; /* the first of fields_new_call, which a call about a case has not */

/* Act, means and purpose of the Palermo Protocol; what support there is, and who gives it. */
extern const struct field_choice choices_act[], choices_means[], choices_purpose[],
	choices_support[], choices_organisation[], choices_shared[];
/* What is done about a danger note: app.danger_answer, but for what is of a call alone. */
extern const struct field_choice choices_danger[];

/* A telephone number as people write it to each other; anything else is doubted, and kept. */
enum field_verdict check_phone(const struct form *form, const struct field *field,
	const char *value, char sentence[static FORM_SENTENCE]);

#endif
