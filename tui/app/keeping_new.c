/* The call that a case begins with: the case, its first key and this record are kept together, or
 * nothing of them is. */
#include "tui/app/keeping_int.h"

#include "tui/app/state.h"
#include "tui/app/vault.h"

static struct param text_or_null(const char *text)
{
	return text[0] != '\0' ? param_text(text) : param_null();
}

int keeping_ask_new_keys(struct keeping *keeping, app_answer_fn *fn)
{
	const struct param office = text_or_null(keeping->of.office);

	return app_ask(keeping->app, Q_CALL_KEYS, &office, 1, fn, keeping);
}

/* Nobody else makes a key of a case that is not there. */
void keeping_use_new_key(struct keeping *keeping)
{
	ring_settle_case(vault_ring(keeping->app), keeping->at.subject, keeping->plan.key,
		keeping->plan.generation, true);
	keeping->making = false;
}

void keeping_drop_new_key(struct keeping *keeping)
{
	struct ring *ring = vault_ring(keeping->app);

	if (keeping->fresh && ring != NULL)
		ring_drop_case(ring, keeping->at.subject, keeping->plan.key,
			keeping->plan.generation);
	keeping->fresh = false;
}

static unsigned answered(void *who, const struct answer *answer)
{
	struct keeping *keeping = who;
	unsigned effects;

	if (keeping_is_lost(keeping, answer, &effects))
		return effects;
	if (keeping_is_kept(answer->rows)) {
		text_copy(keeping->code, sizeof keeping->code, rows_field(answer->rows, 0, "code"));
		keeping->fresh = false;
		return keeping_remember(keeping);
	}
	keeping->unsure = false;
	if (keeping_is_refusal(answer->rows, "case_there"))
		return keeping_end(keeping, KEEPING_STALE);
	if (!keeping_is_refusal(answer->rows, "epoch"))
		return keeping_refused(keeping, answer->rows);
	/* The realm has turned meanwhile. */
	keeping_drop_new_key(keeping);
	keeping->fresh = true;
	return keeping->record != NULL ? keeping_ask_keys(keeping) :
					 keeping_end(keeping, KEEPING_LOCKED);
}

unsigned keeping_send_new(struct keeping *keeping)
{
	const struct param params[] = { param_text(keeping->key), param_text(keeping->at.subject),
		text_or_null(keeping->of.office), text_or_null(keeping->of.responsible),
		param_text(keeping->plan.realm), param_int(keeping->plan.epoch),
		param_text(text_string(&keeping->wrapped)), param_text(keeping->at.id),
		param_text(text_string(&keeping->told)), param_text(text_string(&keeping->blob)),
		text_or_null(keeping->of.batch), text_or_null(keeping->of.nationality),
		text_or_null(keeping->of.class) };

	if (app_change(keeping->app, Q_CASE_NEW, params, sizeof params / sizeof *params, answered,
		    keeping) != 0)
		return keeping_no_memory(keeping);
	return EFFECT_NONE;
}

unsigned keeping_start_new(struct keeping *keeping, const struct sealed_at *at,
	struct record *record, const struct keeping_new *of)
{
	unsigned effects;

	if (!keeping_is_started(keeping, at, &effects))
		return effects;
	keeping->fresh = true;
	keeping->of = *of;
	keeping->code[0] = '\0';
	keeping->record = record;
	return keeping_ask_keys(keeping);
}
