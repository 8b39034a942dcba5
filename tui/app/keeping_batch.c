/* People who came at once, counted: numbers and words of lists, in clear; no record, and no key. */
#include "tui/app/keeping_int.h"

#include "db/vault/record.h"
#include "tui/app/state.h"
#include "tui/intl.h"

enum { OFFICE, KIND, AT, PLACE };

static unsigned answered(void *who, const struct answer *answer)
{
	struct keeping *keeping = who;
	const struct rows *rows = answer->rows;
	unsigned effects;

	if (keeping_is_lost(keeping, answer, &effects))
		return effects;
	keeping->unsure = false;
	if (keeping_is_kept(rows)) {
		text_copy(keeping->code, sizeof keeping->code, rows_field(rows, 0, "code"));
		keeping->people = (int)rows_field_int(rows, 0, "people");
		keeping->event = rows_field_int(rows, 0, "event_id");
		return keeping_end(keeping, KEEPING_SAVED);
	}
	if (keeping_is_refusal(rows, "stale_batch"))
		return keeping_end(keeping, KEEPING_STALE);
	return keeping_refused(keeping, rows);
}

unsigned keeping_send_batch(struct keeping *keeping)
{
	struct param params[8] = { param_text(keeping->key), param_text(keeping->at.subject),
		param_int((int64_t)keeping->at.version - 1) };
	static const int facts[] = { OFFICE, KIND, -1, AT, PLACE };

	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
		const char *value =
			facts[i] < 0 ? text_string(&keeping->told) : keeping->facts[facts[i]];

		params[3 + i] = value[0] != '\0' ? param_text(value) : param_null();
	}
	if (app_change(keeping->app, Q_BATCH_KEEP, params, 8, answered, keeping) != 0)
		return keeping->unsure ? EFFECT_NONE : keeping_no_memory(keeping);
	return EFFECT_NONE;
}

unsigned keeping_start_batch(struct keeping *keeping, const struct sealed_at *at,
	const struct record *record)
{
	static const char *const names[] = {
		[OFFICE] = "office", [KIND] = "kind", [AT] = "at", [PLACE] = "place"
	};
	unsigned effects;

	if (!keeping_is_started(keeping, at, &effects))
		return effects;
	keeping->clear = keeping->batch = true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = record_value(record, names[i]);

		text_copy(keeping->facts[i], KEEPING_FACT, value != NULL ? value : "");
	}
	if (uuid_make(keeping->key) != 0)
		return keeping_fail(keeping, _("No random numbers: nothing was saved."));
	return keeping_send_batch(keeping);
}
