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

static void say_unsigned(struct app *app, const char *before, const struct rows *rows)
{
	char until[DATE_TEXT];

	date_day_time(until, rows_field_ms(rows, 0, "expires_at"), app_me(app)->offset_min);
	app_say(app, SAY_WARN,
		_("%s%s: she may leave now. UNSIGNED: %s is asked to sign, until %s."), before,
		rows_field(rows, 0, "code"), who_answers(rows), until);
}

static void say_missing(struct app *app, const char *before, const struct rows *rows, int missing,
	const char *first)
{
	app_say(app, SAY_INFO,
		ngettext("%s%s asked for. %d thing is missing: %s All of it: :transfers",
			"%s%s asked for. %d things are missing, first: %s All: :transfers",
			(unsigned long)missing),
		before, rows_field(rows, 0, "code"), missing, intl_word(first));
}

void edit_transfer_told(struct app *app, const char *of, const struct answer *answer)
{
	const struct rows *rows = answer->rows;
	const char *at = rows_field(rows, 0, "lacks_words");
	char word[WORDS], first[WORDS] = "", before[40];
	int missing = 0;

	if (answer->err != 0 || rows_count(rows) != 1)
		return; /* that it is saved has been said */
	snprintf(before, sizeof before, "%s%s", of, of[0] != '\0' ? ": " : "");
	for (; rows_list_next(&at, word, sizeof word); missing++)
		if (missing == 0)
			text_copy(first, sizeof first, word);
	if (!rows_field_is_null(rows, 0, "acted_at"))
		say_unsigned(app, before, rows);
	else if (missing > 0)
		say_missing(app, before, rows, missing, first);
	else
		app_say(app, SAY_INFO, _("%s%s asked for. %s is asked to approve it. :transfers"),
			before, rows_field(rows, 0, "code"), who_answers(rows));
}

static unsigned told(void *who, const struct answer *answer)
{
	edit_transfer_told(who, "", answer);
	return answer->err == 0 ? EFFECT_REDRAW : EFFECT_NONE;
}

void edit_transfer_kept(struct edit *state)
{
	const struct param id = param_text(state->keeping.at.id);

	(void)app_ask(edit_app(state), Q_APPROVAL_OPEN, &id, 1, told, edit_app(state));
}
