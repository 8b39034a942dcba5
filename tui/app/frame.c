/* Everything around the body: context line, tabs, status line, last line. On a small window the
 * tabs go first, then the status line, then the context line; the body always stays. */
#include "tui/app/state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tui/intl.h"
#include "tui/app/duty.h"
#include "tui/app/prompt.h"
#include "tui/app/target.h"
#include "tui/app/vault.h"
#include "tui/term/cells.h"
#include "tui/term/screen.h"

enum { ROWS_FOR_TABS = 12, ROWS_FOR_STATUS = 6, ROWS_FOR_CONTEXT = 4 };

#define HINTS_APART 2

struct context {
	char left[240], right[200];
};

/* Where there is no room: what is left out first stands furthest down. The code of a case stays. */
enum context_part { PART_WHERE, PART_TITLE, PART_LOGIN, PART_OFFICE, PART_NAME, PARTS };

static void write_context(struct context *context, const struct app *app, const char *where,
	enum context_part last)
{
	const char *title = _(app_front(app)->screen->title);
	bool titled = last >= PART_TITLE || where[0] == '\0';
	char alarms[40] = "";

	/* Children who are detained, until they are out: on every screen, with no word of what. */
	if (app->alarm_count > 0)
		snprintf(alarms, sizeof alarms, _("ALARM %d  "), (int)app->alarm_count);
	snprintf(context->left, sizeof context->left, "%s%s%s%s%s%s", alarms,
		last >= PART_NAME ? "homeward  " : "", app->veiled ? _("veil: ") : "",
		titled ? title : "", titled && where[0] != '\0' ? " > " : "", where);
	context->right[0] = '\0';
	if (last >= PART_OFFICE)
		snprintf(context->right, sizeof context->right, "%s  %s%s  ", app->me.office,
			app->me.login, app->me.read_only ? _("  RO") : "");
	else if (last >= PART_LOGIN || app->me.read_only)
		snprintf(context->right, sizeof context->right, "%s  ",
			app->me.read_only ? _("RO") : app->me.login);
}

static void draw_context(struct app *app, const struct pane *line)
{
	const struct view *view = app_front(app);
	char where[80] = "", state[80], words[100];
	const char *warning = watch_words(app);
	enum style style = STYLE_LIVE;
	enum context_part last = PARTS;
	struct context context;
	int state_width, right_width;

	if (view->screen->where != NULL)
		view->screen->where(view, where, sizeof where);
	session_words(app, state, sizeof state, &style);
	snprintf(words, sizeof words, "%s%s", vault_is_open(app) ? _("OPEN  ") : "", state);
	app->stale = style == STYLE_STALE;
	state_width = cells_width_of(words) + cells_width_of(warning);
	do {
		write_context(&context, app, where, --last);
		right_width = cells_width_of(context.right);
	} while (last > 0 &&
		cells_width_of(context.left) + 1 + right_width + state_width > line->cols);
	pane_put(line, 0, 0, line->cols - right_width - state_width - 1, STYLE_TITLE, context.left);
	pane_put(line, 0, line->cols - right_width - state_width, right_width, STYLE_TITLE,
		context.right);
	pane_put(line, 0, line->cols - state_width, PANE_REST, STYLE_OFFLINE, warning);
	pane_put(line, 0, line->cols - cells_width_of(words), PANE_REST, style, words);
}

/* What stands behind the title of a tab; 0: nothing. */
static int64_t tab_count(const struct app *app, const struct screen *screen)
{
	if (strcmp(screen->name, "inbox") == 0)
		return app->inbox_count;
	if (strcmp(screen->name, "approvals") == 0)
		return app->approval_count;
	return strcmp(screen->name, "triage") == 0 ? app->triage_count : 0;
}

static void draw_tabs(struct app *app, const struct pane *line)
{
	char duty[120];
	bool nobody;
	int at = 0;

	for (int i = 0; screens[i] != NULL; i++) {
		const struct screen *screen = screens[i];
		char label[64], count[24] = "";

		if (screen->tab == 0)
			continue;
		if (tab_count(app, screen) > 0)
			snprintf(count, sizeof count, " %" PRId64, tab_count(app, screen));
		snprintf(label, sizeof label, "%c%s%s", screen->tab, _(screen->title), count);
		at += pane_put(line, 0, at, cells_width_of(label),
			i == app->tab ? STYLE_TAB_NOW : STYLE_TAB, label);
		at++;
	}
	nobody = duty_words(app, duty, sizeof duty, line->cols - at - 1);
	pane_put_right(line, 0, at, PANE_REST, nobody ? STYLE_WARN : STYLE_NORMAL, duty);
}

static int hint_width(const char *key, const char *word)
{
	return cells_width_of(key) + 1 + cells_width_of(word);
}

static int put_hint(const struct pane *line, int col, const char *key, const char *word)
{
	pane_put(line, 0, col, cells_width_of(key), STYLE_KEY, key);
	pane_put(line, 0, col + cells_width_of(key) + 1, PANE_REST, STYLE_NORMAL, word);
	return col + hint_width(key, word) + HINTS_APART;
}

static const struct verb *hint_verb(const struct app *app, const char *name)
{
	const struct verb *verb = verb_find(name, strlen(name), NULL);

	if (verb == NULL || app_bar(app, verb) != BAR_NONE)
		return NULL;
	return verb->key != NULL && verb->hint != NULL ? verb : NULL;
}

/* As many as fit, in their order; the last one, help, always has its room. */
static void draw_hints(const struct app *app, const struct pane *line)
{
	const char *const *hints = app_front(app)->screen->hints;
	const struct verb *last = NULL;
	int at = 0, kept = 0;

	for (size_t i = 0; hints != NULL && hints[i] != NULL; i++)
		last = hint_verb(app, hints[i]) != NULL ? hint_verb(app, hints[i]) : last;
	if (last != NULL)
		kept = hint_width(last->key, _(last->hint));
	for (; last != NULL && *hints != NULL; hints++) {
		const struct verb *verb = hint_verb(app, *hints);
		int rest = verb == last ? 0 : kept + HINTS_APART;

		if (verb != NULL && at + hint_width(verb->key, _(verb->hint)) + rest <= line->cols)
			at = put_hint(line, at, verb->key, _(verb->hint));
	}
}

static void draw_keys(const struct pane *line, const struct key_hint *keys)
{
	const struct key_hint *last = keys;
	int at = 0, kept;

	while (last[1].key != NULL)
		last++;
	kept = hint_width(last->key, _(last->word));
	for (; keys->key != NULL; keys++) {
		int rest = keys == last ? 0 : kept + HINTS_APART;

		if (at + hint_width(keys->key, _(keys->word)) + rest <= line->cols)
			at = put_hint(line, at, keys->key, _(keys->word));
	}
}

static void draw_choice_hints(const struct pane *line)
{
	put_hint(line, put_hint(line, 0, "Enter", _("choose")), "Esc", _("back"));
}

/* Rows that it takes, the first of them from `col` on; as soon as these are `most`, that. */
static int rows_of(const char *text, int col, int cols, int most)
{
	int rows = 1;
	size_t next;

	for (; rows < most && cells_width_of(text) > cols - col; rows++, col = 0) {
		cells_wrap(text, strlen(text), cols - col, &next);
		text += next;
	}
	return rows;
}

/* A text in the lowest rows of the pane, as many as it needs, the first of them from `col` on.
 * Where all are not enough it ends with `more`: where the rest is. Returns its first row. */
static int draw_text(const struct pane *pane, int col, enum style style, const char *text,
	const char *more)
{
	int first = pane->rows - rows_of(text, col, pane->cols, pane->rows), row = first;
	int room = pane->cols - cells_width_of(more) - 1;
	struct pane part = pane_sub(pane, first, 0, PANE_REST, PANE_REST);
	size_t next, length;

	pane_clear(&part);
	for (; row < pane->rows - 1; row++, col = 0, text += next) {
		length = cells_wrap(text, strlen(text), pane->cols - col, &next);
		pane_put_part(pane, row, col, PANE_REST, style, text, length);
	}
	length = strlen(text);
	if (cells_width_of(text) > pane->cols - col && room - col > 0) {
		length = cells_wrap(text, length, room - col, &next);
		pane_put_right(pane, row, room, PANE_REST, STYLE_KEY, more);
		pane_put_part(pane, row, col, room - col, style, text, length);
		return first;
	}
	pane_put_part(pane, row, col, PANE_REST, style, text, length);
	return first;
}

static void draw_message(const struct app *app, const struct pane *pane)
{
	static const struct {
		const char *word;
		enum style style;
	} levels[] = { [SAY_INFO] = { N_("INFO"), STYLE_INFO },
		[SAY_WARN] = { N_("WARN"), STYLE_WARN },
		[SAY_ERROR] = { N_("ERR"), STYLE_ERROR } };
	const struct message *message = &app->messages[(app->said - 1) % APP_MESSAGES];
	const char *word = _(levels[message->level].word);
	int col = cells_width_of(word) + 1;
	int row = draw_text(pane, col, STYLE_NORMAL, message->text, _("... :messages"));

	pane_put(pane, row, 0, col - 1, levels[message->level].style, word);
}

static void draw_expected(const struct app *app, const struct pane *line)
{
	char text[120];
	int at = put_hint(line, 0, "Esc", _("back"));

	snprintf(text, sizeof text, _("one moment ... keys that wait: %zu"), app->expected.count);
	pane_put(line, 0, at, PANE_REST, STYLE_NORMAL, text);
}

/* What is said stands over as much of the lower half as it needs; below a question, of what there
 * is below it. */
static struct pane room_to_say(const struct app *app, const struct pane *whole)
{
	int below = whole->rows >= ROWS_FOR_STATUS ? 2 : 1;
	int rows = app->choosing || whole->rows / 2 < below ? below : whole->rows / 2;

	return pane_sub(whole, whole->rows - rows, 0, rows, PANE_REST);
}

static void draw_last(struct app *app, const struct pane *whole)
{
	int below = whole->rows >= ROWS_FOR_STATUS ? 2 : 1;
	struct pane line = pane_sub(whole, whole->rows - 1, 0, 1, PANE_REST);
	struct pane said = room_to_say(app, whole);
	const struct view *view = app_front(app);
	const struct key_hint *keys = view->screen->keys != NULL ? view->screen->keys(view) : NULL;
	char near[LOCK_WARNING], trouble[500];
	const char *warning = lock_warning(app, near);

	if (warning != NULL) {
		struct pane above = pane_sub(whole, whole->rows - below, 0, 1, PANE_REST);

		pane_clear(&above);
		pane_put(&above, 0, 0, PANE_REST, STYLE_WARN, warning);
		if (below == 1)
			return;
		said = line;
	}
	session_trouble(app, trouble, sizeof trouble);
	if (app->expected.shown) {
		draw_expected(app, &line);
	} else if (app->showing) {
		draw_message(app, &said);
	} else if (app->choosing) {
		draw_choice_hints(&line);
	} else if (trouble[0] != '\0') {
		/* As long as the line is gone: above it is the filter of what was read. */
		draw_text(view->loaded ? &line : &said, 0, STYLE_OFFLINE, trouble,
			_("... :doctor"));
	} else if (keys != NULL) {
		draw_keys(&line, keys);
	} else {
		draw_hints(app, &line);
	}
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

static void draw_all(struct app *app, struct pane whole)
{
	struct pane rest = whole, last, status = { 0 };
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
		if (rows > 1 || !prompt_is_open())
			view->screen->draw(view, &rest);
		/* After the body, which knows how much of it is in sight. */
		if (rows >= ROWS_FOR_STATUS && view->screen->status != NULL) {
			view->screen->status(view, text, sizeof text);
			pane_put(&status, 0, 0, PANE_REST, STYLE_NORMAL, text);
		}
		if (rows > 1 && !prompt_is_open())
			draw_last(app, &whole);
	}
	if (app->choosing)
		choose_draw(&app->choose, &rest);
	else if (prompt_is_open())
		draw_prompt(app, &whole, &last);
}

void frame_draw(struct app *app)
{
	struct pane whole = term_frame(app->term);

	if (app->shut_out)
		lock_out_draw(app, &whole);
	else if (lock_covers(app))
		lock_draw(app, &whole);
	else
		draw_all(app, whole);
	if (term_paint(app->term) < 0) {
		app->gone = true;
		app->ending = true;
	}
}
