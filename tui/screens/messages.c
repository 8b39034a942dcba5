/* What was said since the console was opened, from top to bottom; it opens at the newest. */
#include <stdio.h>

#include "db/base/date.h"
#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/term/pane.h"
#include "tui/widgets/paper.h"

static void close(struct view *view)
{
	paper_done(view->state);
}

static void write_all(struct view *view, struct paper *paper)
{
	static const struct {
		const char *word;
		enum style style;
	} levels[] = { [SAY_INFO] = { N_("INFO"), STYLE_NORMAL },
		[SAY_WARN] = { N_("WARN"), STYLE_WARN },
		[SAY_ERROR] = { N_("ERR"), STYLE_ERROR } };
	enum say_level level;
	int64_t at;
	const char *text;
	size_t n = 0;

	while (app_message(view->app, n, &level, &at) != NULL)
		n++;
	paper_begin(paper);
	while (n-- > 0) {
		char time[DATE_TEXT] = "--:--", name[DATE_TEXT + 16];

		text = app_message(view->app, n, &level, &at);
		if (at != 0)
			date_time(time, at, app_me(view->app)->offset_min);
		snprintf(name, sizeof name, "%s %s", time, _(levels[level].word));
		paper_field(paper, levels[level].style, name, text);
	}
	if (paper->count == 0)
		paper_line(paper, STYLE_NORMAL, _("Nothing was said yet. q goes back."));
}

static void draw(struct view *view, struct pane *pane)
{
	const struct input_event end = { .key = INPUT_END };
	struct paper *paper = view->state;
	bool opened = paper->count == 0;

	write_all(view, paper);
	paper_draw(paper, pane);
	if (opened && paper_move(paper, &end)) {
		pane_clear(pane);
		paper_draw(paper, pane);
	}
}

static unsigned key(struct view *view, const struct input_event *event)
{
	return paper_move(view->state, event) ? EFFECT_REDRAW : EFFECT_IGNORED;
}

static const char *const hints[] = { "back", "help", NULL };

const struct screen screen_messages = {
	.name = "messages",
	.title = N_("Messages"),
	.help = N_("What was said on the last line, the newest at the end."),
	.hints = hints,
	.size = sizeof(struct paper),
	.close = close,
	.draw = draw,
	.key = key,
};
