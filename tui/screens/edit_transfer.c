/* A transfer is asked for: how it is called, and what is missing before anybody can approve it. */
#include "tui/screens/edit_int.h"

#include <stdio.h>

#include "db/base/date.h"
#include "tui/intl.h"

enum { WORDS = 300 };

static const char *who_answers(const struct rows *rows)
{
	return rows_field_is_null(rows, 0, "asked_of") ? _("NOBODY") :
							 rows_field(rows, 0, "asked_of");
}

static void say_unsigned(struct app *app, const struct rows *rows)
{
	char until[DATE_TEXT];

	date_day_time(until, rows_field_ms(rows, 0, "expires_at"), app_me(app)->offset_min);
	app_say(app, SAY_WARN, _("%s: she may leave now. UNSIGNED: %s is asked to sign, until %s."),
		rows_field(rows, 0, "code"), who_answers(rows), until);
}

static void say_missing(struct app *app, const struct rows *rows, int missing, const char *first)
{
	app_say(app, SAY_INFO,
		ngettext("%s asked for. %d thing is missing: %s All of it: :transfers",
			"%s asked for. %d things are missing, first: %s All: :transfers",
			(unsigned long)missing),
		rows_field(rows, 0, "code"), missing, intl_word(first));
}

static unsigned told(void *who, const struct answer *answer)
{
	struct app *app = who;
	const struct rows *rows = answer->rows;
	const char *at = rows_field(rows, 0, "lacks_words");
	char word[WORDS], first[WORDS] = "";
	int missing = 0;

	if (answer->err != 0 || rows_count(rows) != 1)
		return EFFECT_NONE; /* that it is saved has been said */
	for (; rows_list_next(&at, word, sizeof word); missing++)
		if (missing == 0)
			text_copy(first, sizeof first, word);
	if (!rows_field_is_null(rows, 0, "acted_at"))
		say_unsigned(app, rows);
	else if (missing > 0)
		say_missing(app, rows, missing, first);
	else
		app_say(app, SAY_INFO, _("%s asked for. %s is asked to approve it. :transfers"),
			rows_field(rows, 0, "code"), who_answers(rows));
	return EFFECT_REDRAW;
}

void edit_transfer_kept(struct edit *state)
{
	const struct param id = param_text(state->keeping.at.id);

	(void)app_ask(edit_app(state), Q_APPROVAL_OPEN, &id, 1, told, edit_app(state));
}
