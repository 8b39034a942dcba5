#include "tui/verbs/contact.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/uuid.h"
#include "tui/app/lost.h"
#include "tui/app/outcome.h"
#include "tui/app/subject.h"
#include "tui/intl.h"
#include "tui/verbs/own_key.h"

const char *const contact_words[] = { "information", "wrong-number", "spam", "silent", "update",
	"call-back", NULL };

struct contact {
	struct app *app;
	struct subject subject;
	char kind[24], office[16], language[16], key[UUID_TEXT], id[UUID_TEXT];
	bool unsure; /* an answer was lost: it may be counted */
};

static unsigned end(struct contact *contact)
{
	app_forget(contact->app, contact);
	app_end(contact->app);
	free(contact);
	return EFFECT_REDRAW;
}

static void send(void *who);

static unsigned kept(void *who, const struct answer *answer)
{
	struct contact *contact = who;
	const struct rows *rows = answer->rows;
	char text[LOST_WORDS];

	if (lost_answer(contact->app, answer, &contact->unsure, send, contact))
		return EFFECT_REDRAW;
	if (answer->err != 0) {
		lost_words(text, contact->app, answer, contact->unsure);
		outcome_tell(contact->app,
			&(struct outcome){ .message = text, .unknown = contact->unsure });
		app_say(contact->app, SAY_WARN, "%s: %s", intl_word(contact->kind), text);
		return end(contact);
	}
	outcome_tell(contact->app,
		&(struct outcome){ .code = contact->subject.code, .rows = rows });
	if (!rows_field_is_null(rows, 0, "refusal")) {
		app_say(contact->app, SAY_WARN, _("Not counted. %s %s"),
			intl_word(rows_field(rows, 0, "message")),
			intl_word(rows_field(rows, 0, "hint")));
		return end(contact);
	}
	app_did(contact->app, rows_field_int(rows, 0, "event_id"), intl_word(contact->kind));
	if (app_is_shell(contact->app))
		app_say(contact->app, SAY_INFO, _("A call is counted: %s (undo %" PRId64 ")"),
			intl_word(contact->kind), rows_field_int(rows, 0, "event_id"));
	else
		app_say(contact->app, SAY_INFO, _("A call is counted: %s. u takes it back."),
			intl_word(contact->kind));
	return end(contact);
}

/* Under the same key every time: it is counted once. */
static void send(void *who)
{
	struct contact *contact = who;
	const char *values[] = { contact->kind, contact->office, contact->language,
		contact->subject.id };
	struct param params[6] = { param_text(contact->key), param_text(contact->id) };

	for (size_t i = 0; i < 4; i++)
		params[2 + i] = values[i][0] != '\0' ? param_text(values[i]) : param_null();
	if (app_change(contact->app, Q_CONTACT_KEEP, params, 6, kept, contact) == 0)
		return;
	app_say(contact->app, SAY_ERROR, "%s", _("Not counted: no memory left."));
	end(contact);
}

static unsigned found(void *who, const struct answer *answer)
{
	struct contact *contact = who;

	if (!subject_found(&contact->subject, contact->app, answer))
		return end(contact);
	send(contact);
	return EFFECT_NONE;
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
	if (call->code_count == 0) {
		send(contact);
		return EFFECT_NONE;
	}
	text_copy(contact->subject.code, sizeof contact->subject.code, call->codes[0]);
	if (subject_ask(&contact->subject, call->app, found, contact) == 0)
		return EFFECT_NONE;
	app_say(call->app, SAY_ERROR, "%s", _("Not counted: no memory left."));
	return end(contact);
}
