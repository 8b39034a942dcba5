#include "tui/verbs/contact.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/uuid.h"
#include "tui/app/change.h"
#include "tui/app/subject.h"
#include "tui/intl.h"
#include "tui/verbs/own_key.h"

const char *const contact_words[] = { "information", "wrong-number", "spam", "silent", "update",
	"call-back", NULL };

struct contact {
	struct app *app;
	struct subject subject;
	char kind[24], office[16], language[16], key[UUID_TEXT], id[UUID_TEXT];
};

static unsigned end(struct contact *contact)
{
	app_forget(contact->app, contact);
	app_end(contact->app);
	free(contact);
	return EFFECT_REDRAW;
}

static void counted(struct app *app, const struct rows *rows, const char *what)
{
	const int64_t event = rows_field_int(rows, 0, "event_id");

	app_did(app, event, what);
	if (app_is_shell(app))
		app_say(app, SAY_INFO, _("A call is counted: %s (undo %" PRId64 ")"), what, event);
	else
		app_say(app, SAY_INFO, _("A call is counted: %s. u takes it back."), what);
}

static unsigned send(struct contact *contact)
{
	const char *kind = intl_word(contact->kind);
	char before[80];
	unsigned effects;

	snprintf(before, sizeof before, _("%s: Not counted."), kind);
	effects = change_send(contact->app,
		&(struct change){ .query = Q_CONTACT_KEEP,
			.key = contact->key,
			.params = (const struct param[]){ param_text(contact->id),
				param_text(contact->kind), param_text(contact->office),
				param_text(contact->language), param_text(contact->subject.id) },
			.count = 5,
			.code = contact->subject.code,
			.before = before,
			.undo = kind,
			.then = counted });

	return effects | end(contact);
}

static unsigned found(void *who, const struct answer *answer)
{
	struct contact *contact = who;

	if (!subject_found(&contact->subject, contact->app, answer))
		return end(contact);
	return send(contact);
}

/* False, after saying so: it is about more than one case, or her key is none. */
static bool is_clear(struct call *call)
{
	const char *key = call->value[CONTACT_KEY];
	const bool one = call->code_count <= 1;

	if (one && (key == NULL || own_key_is(key)))
		return true;
	app_exit_code(call->app, EXIT_USAGE);
	app_say(call->app, SAY_ERROR, "%s",
		one ? _("key: a UUID in small letters is needed.") :
		      _("A call is about one case, or none."));
	return false;
}

unsigned contact_keep(struct call *call)
{
	const char *key = call->value[CONTACT_KEY];
	struct contact *contact;

	if (!is_clear(call))
		return EFFECT_REDRAW;
	contact = calloc(1, sizeof *contact);
	if (contact == NULL || uuid_make(contact->key) != 0 || uuid_make(contact->id) != 0) {
		free(contact);
		app_say(call->app, SAY_ERROR, "%s", _("Not counted: no memory left."));
		return EFFECT_REDRAW;
	}
	if (key != NULL) {
		text_copy(contact->key, sizeof contact->key, key);
		own_key_id(contact->id, "contact", key);
	}
	contact->app = call->app;
	text_copy(contact->kind, sizeof contact->kind, call->value[0]);
	for (char *at = contact->kind; *at != '\0'; at++)
		*at = (char)(*at == '-' ? ' ' : *at);
	text_copy(contact->office, sizeof contact->office, call->value[1] ? call->value[1] : "");
	text_copy(contact->language, sizeof contact->language,
		call->value[2] ? call->value[2] : "");
	app_begin(call->app);
	if (call->code_count == 0)
		return send(contact);
	text_copy(contact->subject.code, sizeof contact->subject.code, call->codes[0]);
	if (subject_ask(&contact->subject, call->app, found, contact) == 0)
		return EFFECT_NONE;
	app_say(call->app, SAY_ERROR, "%s", _("Not counted: no memory left."));
	return end(contact);
}
