/* Who is on call: the screen, and the one line by which somebody is entered or taken away. */
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "db/base/uuid.h"
#include "tui/app/app.h"
#include "tui/app/outcome.h"
#include "tui/intl.h"

/* By place in the verb's row. */
enum { OFFICE, POSITION, PERSON, UNTIL, FROM, VALUES };

/* On its way; owned by its answer. */
struct entry {
	struct app *app;
	char key[37], id[37], value[VALUES][64];
};

static unsigned entry_end(struct entry *entry, enum say_level level, const char *text,
	const char *hint)
{
	struct app *app = entry->app;

	app_say(app, level, "%s%s%s", text, hint[0] != '\0' ? " " : "", hint);
	free(entry);
	app_end(app);
	return EFFECT_REDRAW | EFFECT_RELOAD;
}

static unsigned answered(void *who, const struct answer *answer);

static int send(struct entry *entry)
{
	char(*const value)[64] = entry->value;
	bool ends = strcmp(value[UNTIL], "end") == 0;
	struct param params[] = { param_text(entry->key), param_text(entry->id),
		param_text(value[OFFICE]), param_text(value[POSITION]), param_text(value[PERSON]),
		value[FROM][0] != '\0' ? param_text(value[FROM]) : param_null(),
		param_text(value[UNTIL]) };

	if (!ends)
		return app_change(entry->app, Q_ON_CALL_SET, params, 7, answered, entry);
	params[1] = params[0]; /* it has no id: the key, and then who */
	return app_change(entry->app, Q_ON_CALL_END, params + 1, 4, answered, entry);
}

static void again(void *who)
{
	struct entry *entry = who;

	if (send(entry) != 0)
		entry_end(entry, SAY_ERROR, _("No memory left. Look at :oncall."), "");
}

static unsigned answered(void *who, const struct answer *answer)
{
	struct entry *entry = who;

	if (answer->err == ERR_UNKNOWN) {
		/* Under the same key it is done once, whether it was or not. */
		app_when_live(entry->app, again, entry);
		return EFFECT_NONE;
	}
	outcome_tell_answer(entry->app, answer);
	if (answer->err != 0) {
		app_exit_code(entry->app, EXIT_OFFLINE);
		return entry_end(entry, SAY_ERROR,
			_("Not changed: the database cannot be reached. Try again when LIVE."), "");
	}
	if (!rows_field_is_null(answer->rows, 0, "refusal"))
		return entry_end(entry, SAY_WARN, intl_word(rows_field(answer->rows, 0, "message")),
			intl_word(rows_field(answer->rows, 0, "hint")));
	return entry_end(entry, SAY_INFO, _("Done. Who is woken first shows :oncall."), "");
}

static unsigned on_call(struct call *call)
{
	struct entry *entry;

	if (call->value[OFFICE] == NULL && !app_is_shell(call->app))
		return app_open(call->app, screen_find("oncall"), NULL);
	if (call->value[UNTIL] == NULL) {
		app_exit_code(call->app, EXIT_USAGE);
		app_say(call->app, SAY_ERROR, "%s",
			_("oncall: the office, first, second or coordinator, whom, and until when: "
			  "oncall BKK first LOGIN 07:00"));
		return EFFECT_REDRAW;
	}
	if (!app_may_change(call->app))
		return EFFECT_REDRAW;
	entry = calloc(1, sizeof *entry);
	if (entry == NULL || uuid_make(entry->key) != 0 || uuid_make(entry->id) != 0) {
		free(entry);
		app_say(call->app, SAY_ERROR, "%s", _("No memory left: nothing was changed."));
		return EFFECT_REDRAW;
	}
	entry->app = call->app;
	app_begin(call->app);
	for (int i = 0; i < VALUES; i++)
		if (call->value[i] != NULL)
			text_copy(entry->value[i], sizeof entry->value[i], call->value[i]);
	if (send(entry) != 0)
		return entry_end(entry, SAY_ERROR, _("No memory left: nothing was changed."), "");
	return EFFECT_NONE;
}

static const char *const positions[] = { "first", "second", "coordinator", NULL };

const struct verb on_call_verbs[] = {
	{ .name = "oncall",
		.flags = VERB_CHANGES | VERB_SHOWS | VERB_WORKS | VERB_SHELL,
		.arguments = { [OFFICE] = { .name = "office", .help = N_("code of the office") },
			[POSITION] = { .name = "position",
				.kind = ARGUMENT_CHOICE,
				.choices = positions,
				.help = N_("first, second or coordinator") },
			[PERSON] = { .name = "person",
				.kind = ARGUMENT_STAFF,
				.help = N_("her login") },
			[UNTIL] = { .name = "until",
				.help = N_("07:00, 8h, 3d, '2026-11-22 07:00'; end: no longer") },
			[FROM] = { .name = "from", .help = N_("likewise; none: now") } },
		.help = N_("Show who is on call; with words, have somebody on call until then"),
		.act = on_call },
	{ 0 },
};
