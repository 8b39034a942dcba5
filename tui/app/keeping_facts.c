/* What is known of a place, in clear: no record, and no key. */
#include "tui/app/keeping_int.h"

#include "tui/app/state.h"
#include "tui/intl.h"

static unsigned facts_answered(void *who, const struct answer *answer)
{
	struct keeping *keeping = who;
	unsigned effects;

	if (keeping_is_lost(keeping, answer, &effects))
		return effects;
	keeping->unsure = false;
	if (keeping_is_kept(answer->rows))
		return keeping_end(keeping, KEEPING_SAVED);
	if (keeping_is_refusal(answer->rows, "stale_place"))
		return keeping_end(keeping, KEEPING_STALE);
	return keeping_refused(keeping, answer->rows);
}

unsigned keeping_send_facts(struct keeping *keeping)
{
	const char *capacity = keeping->facts[KEEPING_FACTS - 1];
	struct param params[3 + KEEPING_FACTS] = { param_text(keeping->key),
		param_text(keeping->at.subject), param_int((int64_t)keeping->at.version - 1) };

	for (size_t i = 0; i < KEEPING_FACTS; i++)
		params[3 + i] = param_text(keeping->facts[i]);
	if (capacity[0] == '\0')
		params[2 + KEEPING_FACTS] = param_null();
	if (app_change(keeping->app, Q_PLACE_KEEP, params, 3 + KEEPING_FACTS, facts_answered,
		    keeping) != 0)
		return keeping->unsure ? EFFECT_NONE : keeping_no_memory(keeping);
	return EFFECT_NONE;
}

unsigned keeping_start_facts(struct keeping *keeping, const struct sealed_at *at,
	const struct record *record)
{
	static const char *const names[KEEPING_FACTS] = { "office", "kind", "country", "district",
		"capacity" };
	unsigned effects;

	if (!keeping_is_started(keeping, at, &effects))
		return effects;
	keeping->clear = true;
	for (size_t i = 0; i < KEEPING_FACTS; i++) {
		const char *value = record_value(record, names[i]);

		text_copy(keeping->facts[i], KEEPING_FACT, value != NULL ? value : "");
	}
	if (uuid_make(keeping->key) != 0)
		return keeping_fail(keeping, _("No random numbers: nothing was saved."));
	return keeping_send_facts(keeping);
}
