/* The table of screens. A new one is a file in tui/screens/ and a word here. */
#include <stdio.h>
#include <string.h>

#include "conf/conf.h"
#include "db/column.h"
#include "tui/intl.h"
#include "tui/app/screen.h"

extern const struct screen screen_triage, screen_board, screen_cases, screen_inbox, screen_offices,
	screen_places, screen_place, screen_case, screen_identity, screen_edit, screen_help,
	screen_keys, screen_messages, screen_policy, screen_rule;
extern const struct screen screen_handover, screen_morning, screen_on_call;
extern const struct screen screen_parties, screen_party, screen_wake, screen_batch, screen_beds,
	screen_transfers, screen_transfer;
extern const struct screen screen_approvals, screen_approval;
extern const struct screen screen_referrals, screen_referral;
extern const struct screen screen_shared, screen_retention, screen_receipt, screen_glass;

const struct screen *const screens[] = {
	&screen_triage,
	&screen_board,
	&screen_cases,
	&screen_approvals,
	&screen_inbox,
	&screen_offices,
	&screen_places,
	&screen_place,
	&screen_parties,
	&screen_party,
	&screen_wake,
	&screen_case,
	&screen_identity,
	&screen_edit,
	&screen_help,
	&screen_keys,
	&screen_messages,
	&screen_policy,
	&screen_rule,
	&screen_handover,
	&screen_morning,
	&screen_on_call,
	&screen_batch,
	&screen_beds,
	&screen_transfers,
	&screen_transfer,
	&screen_approval,
	&screen_referrals,
	&screen_referral,
	&screen_shared,
	&screen_retention,
	&screen_receipt,
	&screen_glass,
	NULL,
};

const struct screen *screen_find(const char *name)
{
	const struct screen *found = NULL;
	size_t length = strlen(name);

	for (size_t i = 0; screens[i] != NULL; i++) {
		if (strncmp(screens[i]->name, name, length) != 0)
			continue;
		if (screens[i]->name[length] == '\0')
			return screens[i];
		if (found != NULL)
			return NULL;
		found = screens[i];
	}
	return length > 0 ? found : NULL;
}

/* ---- the check at the start ------------------------------------------------------------ */

static const char *unknown_column(const struct screen *screen, const char names[][CONF_WORD],
	size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool known = false;

		for (size_t at = 0; at < screen->column_count; at++) {
			const struct column *column = &screen->columns[at];

			known |= column->type != COLUMN_KEY && strcmp(column->name, names[i]) == 0;
		}
		if (!known)
			return names[i];
	}
	return NULL;
}

static int check_columns(const struct conf *conf, const struct conf_columns *columns, char *problem,
	size_t size)
{
	const struct screen *screen = screen_find(columns->screen);
	const char *unknown;

	if (screen == NULL || screen->columns == NULL ||
		strcmp(screen->name, columns->screen) != 0) {
		snprintf(problem, size, _("%s:%d: columns: there is no list screen \"%s\""),
			conf->path, columns->line, columns->screen);
		return -1;
	}
	unknown = unknown_column(screen, columns->show, columns->shown);
	if (unknown == NULL)
		unknown = unknown_column(screen, columns->prio, columns->prios);
	if (unknown == NULL)
		return 0;
	snprintf(problem, size, _("%s:%d: columns.%s: there is no column \"%s\""), conf->path,
		columns->line, columns->screen, unknown);
	return -1;
}

int screens_check(const struct conf *conf, char *problem, size_t size)
{
	for (size_t i = 0; i < conf->columns_count; i++)
		if (check_columns(conf, &conf->columns[i], problem, size) != 0)
			return -1;
	return 0;
}
