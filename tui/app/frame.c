/* Everything around the body: context line, tabs, status line, last line. On a small window the
 * tabs go first, then the status line, then the context line; the body always stays. */
#include "tui/app/state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tui/app/intl.h"
#include "tui/app/prompt.h"
#include "tui/app/target.h"
#include "tui/term/cells.h"
#include "tui/term/screen.h"

enum { ROWS_FOR_TABS = 12, ROWS_FOR_STATUS = 6, ROWS_FOR_CONTEXT = 4, COLUMNS_FOR_OFFICE = 60 };

static int width_of(const char *text)
{
	return cells_width(text, strlen(text));
}

static void draw_context(struct app *app, const struct pane *line)
{
	const struct view *view = app_front(app);
	char left[200] = "", where[80] = "", words[80], right[200];
	enum style style = STYLE_LIVE;
	int taken, state_width;

	if (view->screen->where != NULL)
		view->screen->where(view, where, sizeof where);
	snprintf(left, sizeof left, "homeward  %s%s%s%s", _(view->screen->title),
		where[0] != '\0' ? " > " : "", where, app->veiled ? _("  (veil)") : "");
	session_words(app, words, sizeof words, &style);
	app->stale = style == STYLE_STALE;
	if (line->cols >= COLUMNS_FOR_OFFICE)
		snprintf(right, sizeof right, "%s  %s%s  ", app->me.office, app->me.login,
			app->me.read_only ? _("  RO") : "");
	else
		snprintf(right, sizeof right, "%s  ", app->me.read_only ? _("RO") : app->me.login);
	state_width = width_of(words);
	taken = state_width + width_of(right);
	if (taken > line->cols / 2 + 10) {
		right[0] = '\0';
		taken = state_width;
	}
	pane_put(line, 0, 0, line->cols - taken - 1, STYLE_TITLE, left);
	pane_put(line, 0, line->cols - taken, taken - state_width, STYLE_TITLE, right);
	pane_put(line, 0, line->cols - state_width, PANE_REST, style, words);
}

static void draw_tabs(struct app *app, const struct pane *line)
{
	int at = 0;

	for (int i = 0; screens[i] != NULL; i++) {
		const struct screen *screen = screens[i];
		char label[64], count[24] = "";

		if (screen->tab == 0)
			continue;
		if (strcmp(screen->name, "inbox") == 0 && app->inbox_count > 0)
			snprintf(count, sizeof count, " %" PRId64, app->inbox_count);
		snprintf(label, sizeof label, "%c%s%s", screen->tab, _(screen->title), count);
		at += pane_put(line, 0, at, width_of(label),
			i == app->tab ? STYLE_TAB_NOW : STYLE_TAB, label);
		at++;
	}
}

static void draw_hints(const struct app *app, const struct pane *line)
{
	const struct view *view = app_front(app);
	const char *const *hints = view->screen->hints;
	int at = 0;

	for (; hints != NULL && *hints != NULL; hints++) {
		const struct verb *verb = verb_find(*hints, strlen(*hints), NULL);
		int need;

		if (verb == NULL || verb->key == NULL || verb->hint == NULL)
			continue;
		need = width_of(verb->key) + 1 + width_of(_(verb->hint));
		if (at + need > line->cols)
			break;
		at += pane_put(line, 0, at, width_of(verb->key), STYLE_KEY, verb->key) + 1;
		at += pane_put(line, 0, at, width_of(_(verb->hint)), STYLE_DIM, _(verb->hint)) + 2;
	}
}

static void draw_last(struct app *app, const struct pane *line)
{
	static const struct {
		const char *word;
		enum style style;
	} levels[] = { [SAY_INFO] = { N_("INFO"), STYLE_INFO },
		[SAY_WARN] = { N_("WARN"), STYLE_WARN },
		[SAY_ERROR] = { N_("ERR"), STYLE_ERROR } };
	char trouble[500];

	if (app->showing) {
		const struct message *message = &app->messages[(app->said - 1) % APP_MESSAGES];
		const char *word = _(levels[message->level].word);
		int at = pane_put(line, 0, 0, width_of(word), levels[message->level].style, word);

		pane_put(line, 0, at + 1, PANE_REST, STYLE_NORMAL, message->text);
		return;
	}
	session_trouble(app, trouble, sizeof trouble);
	if (trouble[0] != '\0')
		pane_put(line, 0, 0, PANE_REST, STYLE_OFFLINE, trouble);
	else
		draw_hints(app, line);
}

/* Cuts `rows` off the pane at its top or its bottom. */
static struct pane cut_top(struct pane *pane)
{
	struct pane line = pane_sub(pane, 0, 0, 1, PANE_REST);

	*pane = pane_sub(pane, 1, 0, PANE_REST, PANE_REST);
	return line;
}

static struct pane cut_bottom(struct pane *pane)
{
	struct pane line = pane_sub(pane, pane->rows - 1, 0, 1, PANE_REST);

	*pane = pane_sub(pane, 0, 0, pane->rows - 1, PANE_REST);
	return line;
}

/* Over what is above it, as far as it has to say something there. */
static void draw_prompt(struct app *app, const struct pane *whole, struct pane *last)
{
	struct pane above = pane_sub(whole, 0, 0, whole->rows - 1, PANE_REST);
	char note[40] = "";

	if (prompt_kind() == ':')
		target_of_line(app_front(app), prompt_text(), note, sizeof note);
	prompt_draw(last, above.rows > 0 ? &above : NULL, note);
}

void frame_draw(struct app *app)
{
	struct pane whole = term_frame(app->term), rest = whole, last, status = { 0 };
	struct view *view = app_front(app);
	int rows = rest.rows;
	char text[200] = "";

	last = rows > 1 ? cut_bottom(&rest) : rest;
	if (rows >= ROWS_FOR_STATUS)
		status = cut_bottom(&rest);
	if (view != NULL) {
		if (rows >= ROWS_FOR_CONTEXT) {
			struct pane line = cut_top(&rest);

			draw_context(app, &line);
		}
		if (rows >= ROWS_FOR_TABS) {
			struct pane line = cut_top(&rest);

			draw_tabs(app, &line);
		}
		if (rows >= ROWS_FOR_STATUS && view->screen->status != NULL) {
			view->screen->status(view, text, sizeof text);
			pane_put(&status, 0, 0, PANE_REST, STYLE_NORMAL, text);
		}
		if (rows > 1 || !prompt_is_open())
			view->screen->draw(view, &rest);
		if (rows > 1 && !prompt_is_open())
			draw_last(app, &last);
	}
	if (app->choosing)
		choose_draw(&app->choose, &rest);
	else if (prompt_is_open())
		draw_prompt(app, &whole, &last);
	if (term_paint(app->term) < 0) {
		app->gone = true;
		app->ending = true;
	}
}
