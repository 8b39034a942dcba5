#include "tui/screens/triage_contact.h"

#include "tui/intl.h"

static unsigned taken(void *who, const struct answer *answer)
{
	struct triage_contact *contact = who;
	const struct rows *rows = answer->rows;
	bool unknown = answer->err == ERR_UNKNOWN;

	contact->busy = false;
	if (answer->err != 0) {
		app_say(contact->app, SAY_WARN, "%s",
			unknown ? _("The line was lost before the answer came: look who sees to "
				    "this call when it is back.") :
				  _("Nobody sees to this call yet: the database cannot be reached. "
				    "t again when LIVE."));
		return EFFECT_REDRAW;
	}
	if (!rows_field_is_null(rows, 0, "refusal")) {
		app_say(contact->app, SAY_WARN, "%s %s", intl_word(rows_field(rows, 0, "message")),
			intl_word(rows_field(rows, 0, "hint")));
		return EFFECT_REDRAW | EFFECT_RELOAD;
	}
	app_did(contact->app, rows_field_int(rows, 0, "event_id"), _("a call seen to"));
	app_say(contact->app, SAY_INFO, "%s", _("You see to this call. u takes it back."));
	return EFFECT_REDRAW | EFFECT_RELOAD;
}

/* Pressed twice it is one wish. */
unsigned triage_contact_take(struct triage_contact *contact, struct app *app, const char *id)
{
	struct param params[2];

	if (contact->busy)
		return EFFECT_NONE;
	contact->app = app;
	text_copy(contact->id, sizeof contact->id, id);
	params[0] = param_text(contact->key);
	params[1] = param_text(contact->id);
	contact->busy = uuid_make(contact->key) == 0 &&
		app_change(app, Q_CONTACT_TAKE, params, 2, taken, contact) == 0;
	if (!contact->busy)
		app_say(app, SAY_WARN, "%s",
			_("Nobody sees to this call yet: the database cannot be reached. t again "
			  "when LIVE."));
	return EFFECT_REDRAW;
}
