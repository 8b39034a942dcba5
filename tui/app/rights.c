#include "tui/app/rights.h"

#include <stdio.h>
#include <string.h>

#include "db/base/text.h"
#include "db/row.h"
#include "tui/app/app.h"
#include "tui/intl.h"

/* Behind it stands whom to ask; `alone`, where nobody is known. */
static const struct {
	const char *why, *key, *text, *alone;
} reasons[] = {
	{ "role", NULL, N_("Your role does not read what is sealed."), NULL },
	{ "not_in_realm", "health", N_("Only health staff of this office may open and write it."),
		NULL },
	{ "not_in_realm", NULL,
		N_("Only those who work on the cases of this office may open and write it."),
		NULL },
	{ "no_keys", NULL,
		N_("You have no signed keys yet. `homeward keys`, in a shell, says what to do."),
		NULL },
	{ "not_given", "health",
		N_("Your keys for health records of this office have not been given yet."),
		N_("This office has no keys for health records yet. Ask your admin.") },
	{ "not_given", NULL, N_("Your keys for this office have not been given yet."),
		N_("This office has no keys yet. Ask your admin.") },
	{ "elsewhere", NULL,
		N_("It was written in another office, which had this case before. Ask there."),
		NULL },
	{ "realm_to_turn", NULL,
		N_("Nothing can be saved until the keys of this office are renewed."),
		N_("Nothing can be saved until you have renewed the keys of this office: "
		   "`homeward keys tend`, in a shell.") },
};

static int row_of(const struct rows *rows, const char *kind)
{
	for (int row = 0; row < rows_count(rows); row++)
		if (strcmp(rows_field(rows, row, "kind"), kind) == 0)
			return row;
	return -1;
}

static bool says(const struct rows *rows, const char *kind, const char *name)
{
	int row = row_of(rows, kind);

	return row >= 0 && rows_field_bool(rows, row, name);
}

bool rights_told(const struct rows *rows, const char *kind)
{
	int row = row_of(rows, kind);

	return row < 0 || !rows_field_is_null(rows, row, "there");
}

bool rights_there(const struct rows *rows, const char *kind)
{
	return says(rows, kind, "there");
}

bool rights_may_open(const struct rows *rows, const char *kind)
{
	return says(rows, kind, "may_open");
}

bool rights_may_write(const struct rows *rows, const char *kind)
{
	return says(rows, kind, "may_write");
}

static void put_why_not(char *text, size_t size, const struct rows *rows, const char *kind)
{
	int row = row_of(rows, kind);
	const char *why, *key, *ask;

	text_copy(text, size, "");
	if (row < 0) {
		text_copy(text, size, _("Your role or your offices do not allow it."));
		return;
	}
	why = rows_field(rows, row, "why");
	key = rows_field(rows, row, "key");
	ask = rows_field(rows, row, "ask");
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
		const char *words = reasons[i].text;

		if (strcmp(reasons[i].why, why) != 0 ||
			(reasons[i].key != NULL && strcmp(reasons[i].key, key) != 0))
			continue;
		if (ask[0] == '\0' && reasons[i].alone != NULL)
			words = reasons[i].alone;
		if (ask[0] == '\0')
			text_copy(text, size, _(words));
		else
			snprintf(text, size, _("%s Ask: %s."), _(words), ask);
		return;
	}
	/* A newer server knows another one. */
	if (why[0] != '\0')
		text_copy(text, size, _("Your role or your offices do not allow it."));
}

bool rights_waits(const struct rows *rows, const char *kind)
{
	int row = row_of(rows, kind);

	return row >= 0 && strcmp(rows_field(rows, row, "why"), "realm_to_turn") == 0;
}

void rights_why_not(char text[static RIGHTS_TEXT], const struct rows *rows, const char *kind)
{
	put_why_not(text, RIGHTS_TEXT, rows, kind);
}

void rights_words(char text[static RIGHTS_TEXT], const struct rows *rows, const char *kind)
{
	bool there = rights_there(rows, kind);
	size_t length;

	if (!rights_told(rows, kind)) {
		put_why_not(text, RIGHTS_TEXT, rows, kind);
		return;
	}
	if (!there && rights_may_write(rows, kind)) {
		text_copy(text, RIGHTS_TEXT, _("nothing yet . e writes it"));
		return;
	}
	text_copy(text, RIGHTS_TEXT, there ? _("A record is there. ") : _("No record is there. "));
	length = there && rights_may_open(rows, kind) ? 0 : strlen(text);
	put_why_not(text + length, RIGHTS_TEXT - length, rows, kind);
}

static bool refuse(struct app *app, const struct rows *rows, const char *kind)
{
	char why[RIGHTS_TEXT];

	rights_why_not(why, rows, kind);
	app_say(app, SAY_WARN, "%s", why);
	return false;
}

bool rights_to_open(struct app *app, const struct rows *rows, const char *kind)
{
	if (!rights_may_open(rows, kind))
		return refuse(app, rows, kind);
	if (rights_there(rows, kind))
		return true;
	if (rights_may_write(rows, kind))
		app_say(app, SAY_INFO, "%s", _("There is nothing of that yet: e writes it."));
	else
		app_say(app, SAY_INFO, "%s", _("There is nothing of that yet."));
	return false;
}

bool rights_to_write(struct app *app, const struct rows *rows, const char *kind)
{
	return rights_may_write(rows, kind) || refuse(app, rows, kind) || rights_waits(rows, kind);
}
