#include "tui/app/duty.h"

#include <stdarg.h>
#include <stdio.h>

#include "db/base/date.h"
#include "tui/app/state.h"
#include "tui/intl.h"
#include "tui/term/cells.h"

enum { DUTY_MS = 10000 };

static unsigned told_of(void *who, const struct answer *answer)
{
	struct app *app = who;

	if (answer->err != 0)
		return EFFECT_NONE;
	rows_unref(app->duty);
	app->duty = rows_ref(answer->rows);
	return EFFECT_REDRAW;
}

void duty_ask(struct app *app, bool told)
{
	if (!app->me.known || app->me.referred || app->term == NULL ||
		(!told && app->duty_at != 0 && app->now - app->duty_at < DUTY_MS))
		return;
	if (app_ask(app, Q_SHIFT_HERE, NULL, 0, told_of, app) == 0)
		app->duty_at = app->now;
}

__attribute__((format(printf, 4, 5))) static bool fits(char *text, size_t size, int cols,
	const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(text, size, format, args);
	va_end(args);
	return cells_width_of(text) <= cols;
}

static bool fit(char *text, size_t size, int cols, const struct app *app)
{
	const char *person = rows_field(app->duty, 0, "person");
	int others = rows_count(app->duty) - 1;
	char since[DATE_TEXT];

	date_time(since, rows_field_ms(app->duty, 0, "starts_at"), app->me.offset_min);
	if (others < 0)
		return fits(text, size, cols, "%s", _("NOBODY ON SHIFT"));
	if (others > 0)
		return fits(text, size, cols, _("on shift: %s and %d more"), person, others) ||
			fits(text, size, cols, _("shift: %s +%d"), person, others);
	return fits(text, size, cols, _("on shift: %s since %s"), person, since) ||
		fits(text, size, cols, _("%s since %s"), person, since) ||
		fits(text, size, cols, _("shift: %s"), person);
}

bool duty_words(const struct app *app, char *text, size_t size, int cols)
{
	if (app->duty == NULL || !fit(text, size, cols, app))
		text[0] = '\0';
	return rows_count(app->duty) == 0;
}

void duty_free(struct app *app)
{
	rows_unref(app->duty);
	app->duty = NULL;
}
