#include "tui/screens/triage_contact.h"

#include "tui/intl.h"

struct triage_contact_change {
	enum query query;
	const char *what, *said, *unsent, *unknown; /* N_() */
};

static const struct triage_contact_change take = {
	.query = Q_CONTACT_TAKE,
	.what = N_("a call seen to"),
	.said = N_("You see to this call: it waits here until X says that it is done. u takes it "
		   "back."),
	.unsent = N_("Nobody sees to this call yet: the database cannot be reached. t again when "
		     "LIVE."),
	.unknown = N_("The line was lost before the answer came: look who sees to this call when "
		      "it is back."),
};
static const struct triage_contact_change done = {
	.query = Q_CONTACT_DONE,
	.what = N_("a call done"),
	.said = N_("Done: nobody waits for this call any more. u takes it back."),
	.unsent = N_("This call still waits: the database cannot be reached. X again when LIVE."),
	.unknown = N_("The line was lost before the answer came: look whether this call still "
		      "waits when it is back."),
};

static unsigned answered(void *who, const struct answer *answer)
{
	struct triage_contact *contact = who;
	const struct triage_contact_change *change = contact->change;
	const struct rows *rows = answer->rows;

	contact->change = NULL;
	if (answer->err != 0) {
		app_say(contact->app, SAY_WARN, "%s",
			_(answer->err == ERR_UNKNOWN ? change->unknown : change->unsent));
		return EFFECT_REDRAW;
	}
	if (!rows_field_is_null(rows, 0, "refusal")) {
		app_say(contact->app, SAY_WARN, "%s %s", intl_word(rows_field(rows, 0, "message")),
			intl_word(rows_field(rows, 0, "hint")));
		return EFFECT_REDRAW | EFFECT_RELOAD;
	}
	app_did(contact->app, rows_field_int(rows, 0, "event_id"), _(change->what));
	app_say(contact->app, SAY_INFO, "%s", _(change->said));
	return EFFECT_REDRAW | EFFECT_RELOAD;
}

/* Pressed twice it is one wish. */
static unsigned send(struct triage_contact *contact, struct app *app, const char *id,
	const struct triage_contact_change *change)
{
	struct param params[2];

	if (contact->change != NULL)
		return EFFECT_NONE;
	contact->app = app;
	text_copy(contact->id, sizeof contact->id, id);
	params[0] = param_text(contact->key);
	params[1] = param_text(contact->id);
	if (uuid_make(contact->key) == 0 &&
		app_change(app, change->query, params, 2, answered, contact) == 0)
		contact->change = change;
	else
		app_say(app, SAY_WARN, "%s", _(change->unsent));
	return EFFECT_REDRAW;
}

unsigned triage_contact_take(struct triage_contact *contact, struct app *app, const char *id)
{
	return send(contact, app, id, &take);
}

unsigned triage_contact_done(struct triage_contact *contact, struct app *app, const char *id)
{
	return send(contact, app, id, &done);
}
