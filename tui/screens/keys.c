/* The keys as they are now: those of the verbs, then those of the configuration. */
#include <stdio.h>

#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/term/pane.h"
#include "tui/widgets/paper.h"

static void close(struct view *view)
{
	paper_done(view->state);
}

static void write_verbs(struct paper *paper)
{
	paper_section(paper, _("KEYS OF THE PROGRAM"));
	for (const struct verb *verb = verb_next(NULL); verb != NULL; verb = verb_next(verb))
		if (verb->key != NULL)
			paper_field(paper, STYLE_NORMAL, verb->key, verb->name);
}

static void write_binds(struct paper *paper, const struct conf *conf)
{
	paper_section(paper, _("KEYS OF THE CONFIGURATION"));
	for (size_t i = 0; i < conf->binds_count; i++) {
		const struct conf_bind *bind = &conf->binds[i];
		char text[sizeof bind->command + sizeof bind->screen + 64];

		snprintf(text, sizeof text, _("%s  (screen %s, line %d)"), bind->command,
			bind->screen, bind->line);
		paper_field(paper, STYLE_NORMAL, bind->key, text);
	}
	if (conf->binds_count == 0)
		paper_line(paper, STYLE_DIM, _("none"));
}

static void write_aliases(struct paper *paper, const struct conf *conf)
{
	paper_section(paper, _("SHORT COMMANDS OF THE CONFIGURATION"));
	for (size_t i = 0; i < conf->aliases_count; i++)
		paper_field(paper, STYLE_NORMAL, conf->aliases[i].name, conf->aliases[i].command);
	if (conf->aliases_count == 0)
		paper_line(paper, STYLE_DIM, _("none"));
}

static void draw(struct view *view, struct pane *pane)
{
	struct paper *paper = view->state;
	const struct conf *conf = app_conf(view->app);

	paper_begin(paper);
	write_verbs(paper);
	write_binds(paper, conf);
	write_aliases(paper, conf);
	paper_draw(paper, pane);
}

static unsigned key(struct view *view, const struct input_event *event)
{
	return paper_move(view->state, event) ? EFFECT_REDRAW : EFFECT_IGNORED;
}

static const char *const hints[] = { "back", "help", NULL };

const struct screen screen_keys = {
	.name = "keys",
	.title = N_("Keys"),
	.help = N_("Which key stands for what, in the program and in your configuration."),
	.hints = hints,
	.size = sizeof(struct paper),
	.close = close,
	.draw = draw,
	.key = key,
};
