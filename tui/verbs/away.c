/* Who is away, and who answers in her place what waits for approval. */
#include <string.h>

#include "db/base/date.h"
#include "tui/app/app.h"
#include "tui/app/change.h"
#include "tui/intl.h"
#include "tui/verbs/rows_json.h"

/* By place in the verb's row. */
enum { DELEGATE, UNTIL, FROM, PERSON };

static unsigned listed(void *who, const struct answer *answer)
{
	struct app *app = who;
	const struct rows *rows = answer->rows;
	char from[DATE_TEXT], until[DATE_TEXT];

	if (answer->err != 0) {
		rows_json_failed(app, answer);
		return EFFECT_REDRAW;
	}
	for (int row = 0; row < rows_count(rows); row++) {
		date_day_time(from, rows_field_ms(rows, row, "starts_at"), app_me(app)->offset_min);
		date_day_time(until, rows_field_ms(rows, row, "ends_at"), app_me(app)->offset_min);
		app_say(app, SAY_INFO, _("%s is away %s - %s: %s answers"),
			rows_field(rows, row, "person"), from, until,
			rows_field(rows, row, "delegate"));
	}
	if (rows_count(rows) == 0)
		app_say(app, SAY_INFO, "%s",
			_("Nobody is away. :away LOGIN until=18:00 has LOGIN answer for you."));
	else if (rows_count(rows) > 1 && !app_is_shell(app))
		app_say(app, SAY_INFO, "%s", _("Several are away: :messages lists them."));
	return EFFECT_REDRAW;
}

static unsigned list(struct call *call)
{
	static const struct json_column columns[] = { { .name = "login" }, { .name = "person" },
		{ .name = "delegate_login" }, { .name = "delegate" }, { .name = "office" },
		{ .name = "starts_at", .kind = JSON_TIME },
		{ .name = "ends_at", .kind = JSON_TIME }, { 0 } };

	if (call->json)
		return rows_json_ask(call->app, Q_AWAY_LIST, NULL, 0, columns);
	if (app_ask(call->app, Q_AWAY_LIST, NULL, 0, listed, call->app) != 0)
		app_say(call->app, SAY_ERROR, "%s", _("No memory left."));
	return EFFECT_NONE;
}

/* Hers, which has just begun, with the day and hour on which it ends: 02:00 said at 03:00 is of
 * tomorrow. */
static unsigned told(void *who, const struct answer *answer)
{
	struct app *app = who;
	const struct rows *rows = answer->rows;
	const int offset = app_me(app)->offset_min;
	char from[DATE_TEXT], until[DATE_TEXT];

	for (int row = answer->err == 0 ? rows_count(rows) - 1 : -1; row >= 0; row--) {
		if (strcmp(rows_field(rows, row, "login"), app_me(app)->login) != 0)
			continue;
		date_day_time(from, rows_field_ms(rows, row, "starts_at"), offset);
		date_day_time(until, rows_field_ms(rows, row, "ends_at"), offset);
		app_say(app, SAY_INFO, _("Away %s - %s: %s is asked. :away end when you are back."),
			from, until, rows_field(rows, row, "delegate"));
		return EFFECT_REDRAW;
	}
	app_say(app, SAY_INFO, "%s", _("Away: :away shows until when."));
	return EFFECT_REDRAW;
}

static void is_away(struct app *app, const struct rows *rows, const char *undo)
{
	(void)rows, (void)undo;
	if (app_ask(app, Q_AWAY_LIST, NULL, 0, told, app) != 0)
		app_say(app, SAY_INFO, "%s", _("Away: :away shows until when."));
}

static unsigned away(struct call *call)
{
	const char *delegate = call->value[DELEGATE];
	const struct param set[] = { param_text(call->value[PERSON]), param_text(delegate),
		param_text(call->value[UNTIL]), param_text(call->value[FROM]) };
	const bool ends = delegate != NULL && strcmp(delegate, "end") == 0;

	if (delegate == NULL)
		return list(call);
	if (!app_may_change(call->app))
		return EFFECT_REDRAW;
	if (!ends && call->value[UNTIL] == NULL) {
		app_exit_code(call->app, EXIT_USAGE);
		app_say(call->app, SAY_ERROR, "%s",
			_("away: who answers, and until when: away LOGIN until=18:00; away end"));
		return EFFECT_REDRAW;
	}
	return change_send(call->app,
		&(struct change){ .query = ends ? Q_AWAY_END : Q_AWAY_SET,
			.params = set,
			.count = ends ? 1 : 4,
			.done = ends ? _("Back: what waits is asked here again.") :
				       _("Away: :away shows until when."),
			.then = ends || call->value[PERSON] != NULL ? NULL : is_away });
}

const struct verb away_verbs[] = {
	{ .name = "away",
		.flags = VERB_CHANGES | VERB_SHOWS | VERB_WORKS | VERB_SHELL,
		.arguments = { [DELEGATE] = { .name = "delegate",
				       .kind = ARGUMENT_STAFF,
				       .help = N_("who answers, a login; end: back again") },
			[UNTIL] = { .name = "until", .help = N_("18:00, 3d, '2026-11-30 08:00'") },
			[FROM] = { .name = "from", .help = N_("likewise; none: now") },
			[PERSON] = { .name = "person",
				.kind = ARGUMENT_STAFF,
				.help = N_("who is away, where it is not you") } },
		.help = N_("Show who is away; with words, have somebody answer in your place"),
		.act = away },
	{ 0 },
};
