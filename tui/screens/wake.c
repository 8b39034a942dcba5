/* Who can be called now for a case: kind by kind, who fits best first. Enter opens a telephone, and
 * then one key writes down what came of the call. */
#include "tui/screens/wake.h"

#include <stdio.h>
#include <string.h>

#include "tui/app/app.h"
#include "tui/app/change.h"
#include "tui/app/choose.h"
#include "tui/intl.h"
#include "tui/sheets/party.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"

/* ---- opening and asking ------------------------------------------------------------------ */

static unsigned opened(void *who, int r)
{
	struct wake *wake = who;

	wake->calling = r == 0 && wake->opening.count > 0;
	return EFFECT_REDRAW;
}

static int open_wake(struct view *view, const struct call *call)
{
	struct wake *wake = view->state;

	wake->view = view;
	wake->asks.wake = wake;
	opening_init(&wake->opening, view, opened, wake);
	if (call != NULL && call->value[0] != NULL)
		text_copy(wake->language, sizeof wake->language, call->value[0]);
	return subject_of_call(&wake->subject, view->app, call) ? 0 : -1;
}

static void close_wake(struct view *view)
{
	struct wake *wake = view->state;

	app_forget(view->app, wake);
	app_forget(view->app, &wake->asks);
	opening_done(&wake->opening);
	rows_unref(wake->rows);
	paper_done(&wake->paper);
}

static unsigned told(void *who, const struct answer *answer)
{
	struct wake *wake = ((struct wake_asks *)who)->wake;

	load_kept(&wake->load, answer, &wake->rows);
	return EFFECT_REDRAW;
}

static void ask_rows(struct wake *wake)
{
	const struct param params[] = { param_text(wake->subject.id),
		wake->language[0] != '\0' ? param_text(wake->language) : param_null() };

	load_asked(&wake->load, app_ask(wake->view->app, Q_WAKE, params, 2, told, &wake->asks));
}

static unsigned found(void *who, const struct answer *answer)
{
	struct wake *wake = ((struct wake_asks *)who)->wake;
	struct app *app = wake->view->app;

	if (!load_took(&wake->load, answer))
		return EFFECT_REDRAW;
	if (!subject_found(&wake->subject, app, answer))
		return app_front(app) == wake->view ? EFFECT_CLOSE : EFFECT_REDRAW;
	wake->view->loaded = false;
	ask_rows(wake);
	return EFFECT_REDRAW;
}

static void load(struct view *view)
{
	struct wake *wake = view->state;

	app_forget(view->app, &wake->asks);
	view->news = false;
	load_begin(&wake->load, view);
	if (wake->subject.id[0] != '\0')
		ask_rows(wake);
	else
		load_asked(&wake->load, subject_ask(&wake->subject, view->app, found, &wake->asks));
}

/* ---- what came of a call ----------------------------------------------------------------- */

static unsigned hang_up(struct wake *wake)
{
	opening_wipe(&wake->opening);
	wake->calling = false;
	return EFFECT_REDRAW;
}

static unsigned write_down(struct wake *wake, const char *result)
{
	char before[80], done[160];
	const struct param params[] = { param_text(wake->subject.id), param_text(wake->party),
		param_text(result), param_text(wake->danger) };
	const struct change change = { .query = Q_WAKE_TRY,
		.params = params,
		.count = 4,
		.before = before,
		.done = done,
		.undo = wake->code };

	snprintf(before, sizeof before, _("%s, the call:"), wake->code);
	snprintf(done, sizeof done, _("%s: %s, written down. u takes it back."), wake->code,
		intl_word(result));
	return hang_up(wake) | change_send(wake->view->app, &change);
}

static bool is_written_down(const struct wake *wake)
{
	return change_is_open(wake->view->app, Q_WAKE_TRY, wake->subject.id);
}

/* ---- who is called ----------------------------------------------------------------------- */

static unsigned call_now(struct wake *wake)
{
	static const char *const kind[] = { "party" };

	return EFFECT_REDRAW | opening_start(&wake->opening, wake->party, wake->code, kind, 1, 0);
}

static unsigned warned(void *who, const char *value)
{
	struct wake *wake = who;

	if (value == NULL)
		return EFFECT_REDRAW;
	if (strcmp(value, "read") == 0)
		return subject_open(wake->view->app, wake->view, wake->code);
	text_copy(wake->danger, sizeof wake->danger, value);
	return call_now(wake);
}

/* Nobody is brought to such a place from here: the note is read first, and there is no other
 * way. */
static unsigned warn(struct wake *wake, const char *danger)
{
	static const struct choice choices[] = {
		{ .value = "read", .label = N_("read the danger note first") },
		{ .value = "no name and no place",
			.label = N_("call all the same, and give no name and no place") },
	};
	struct choice shown[sizeof choices / sizeof *choices];
	char title[120];

	memcpy(shown, choices, sizeof choices);
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
		text_copy(shown[i].label, sizeof shown[i].label, _(choices[i].label));
	snprintf(title, sizeof title, _("STOP. %s: %s"), wake->code, party_danger(danger));
	app_choose_by_cursor(wake->view->app, title, NULL, shown,
		strcmp(wake->kind, "place") == 0 ? 1 : sizeof shown / sizeof *shown, warned, wake);
	return EFFECT_REDRAW;
}

static int focused_row(const struct wake *wake)
{
	int64_t key = paper_focused_key(&wake->paper);

	for (int row = 0; row < rows_count(wake->rows) && key != 0; row++)
		if (wake_key(wake->rows, row) == key)
			return row;
	return -1;
}

static unsigned enter(struct wake *wake)
{
	struct app *app = wake->view->app;
	int row = focused_row(wake);
	const char *kind = row < 0 ? "" : rows_field(wake->rows, row, "asked_for");

	if (row < 0 || app_veiled(app) || is_written_down(wake) || wake->opening.busy)
		return EFFECT_REDRAW;
	if (rows_field_is_null(wake->rows, row, "id")) {
		app_say(app, SAY_INFO, "%s",
			_("A colleague: E escalates the case, and whoever is on call is woken."));
		return EFFECT_REDRAW;
	}
	text_copy(wake->party, sizeof wake->party, rows_field(wake->rows, row, "id"));
	text_copy(wake->code, sizeof wake->code, rows_field(wake->rows, row, "code"));
	text_copy(wake->kind, sizeof wake->kind, kind);
	wake->danger[0] = '\0';
	if (!rows_field_is_null(wake->rows, row, "danger"))
		return warn(wake, rows_field(wake->rows, row, "danger"));
	if (strcmp(kind, "place") == 0 || !rows_field_bool(wake->rows, row, "sealed"))
		return subject_open(app, wake->view, wake->code); /* where e writes it */
	return call_now(wake);
}

static size_t put_away(struct view *view, unsigned char *plain, size_t room)
{
	struct wake *wake = view->state;

	(void)plain, (void)room;
	opening_lost(&wake->opening);
	wake->calling = false;
	return 0;
}

/* ---- drawing ----------------------------------------------------------------------------- */

static void draw(struct view *view, struct pane *pane)
{
	struct wake *wake = view->state;
	char text[200];

	paper_begin(&wake->paper);
	if (app_veiled(view->app)) {
		paper_line(&wake->paper, STYLE_DIM, _("The veil is on: z lifts it."));
	} else if (wake->calling) {
		wake_write_call(wake);
	} else if (wake->rows == NULL) {
		load_skeleton(view, text, sizeof text);
		paper_line(&wake->paper, STYLE_NORMAL, text);
	} else {
		wake_write_list(wake);
	}
	paper_draw(&wake->paper, pane);
}

/* ---- the slots --------------------------------------------------------------------------- */

static bool typing(const struct view *view)
{
	const struct wake *wake = view->state;

	return wake->calling && !app_veiled(view->app);
}

/* A telephone is shown: its letters are what came of the call, and no others are verbs. */
static unsigned call_key(struct wake *wake, const struct input_event *event)
{
	int key = layout_to_latin(event->key);

	if (key == 'a')
		return write_down(wake, "answered");
	if (key == 'n')
		return write_down(wake, "no answer");
	if (key == 'w')
		return write_down(wake, "wrong number");
	if (choose_is_escape(event->key))
		return hang_up(wake);
	if (key == INPUT_CTRL('z') || key == INPUT_CTRL('l') || key == INPUT_CTRL('c'))
		return EFFECT_IGNORED;
	if (key == ':' || key == INPUT_CTRL('o'))
		app_prompt(wake->view->app, ':', "");
	else
		(void)paper_move(&wake->paper, event);
	return EFFECT_REDRAW;
}

static unsigned key(struct view *view, const struct input_event *event)
{
	struct wake *wake = view->state;

	if (typing(view))
		return call_key(wake, event);
	if (event->key == INPUT_ENTER)
		return enter(wake);
	return paper_move(&wake->paper, event) ? EFFECT_REDRAW : EFFECT_IGNORED;
}

static const struct key_hint *keys(const struct view *view)
{
	static const struct key_hint calling[] = { { "a", N_("answered") },
		{ "n", N_("no answer") }, { "w", N_("wrong number") }, { "Esc", N_("not called") },
		{ 0 } };

	return typing(view) ? calling : NULL;
}

static void where(const struct view *view, char *text, size_t size)
{
	const struct wake *wake = view->state;

	text_copy(text, size, wake->subject.code);
}

static void status(const struct view *view, char *text, size_t size)
{
	const struct wake *wake = view->state;

	snprintf(text, size, "%s%s",
		is_written_down(wake)      ? _("writing it down ...") :
			wake->opening.busy ? _("opening ...") :
			wake->calling      ? _("its telephone; who reads it is in the record") :
					     _("Enter opens the telephone"),
		load_words(view));
}

static size_t targets(const struct view *view, struct target *targets, size_t n)
{
	const struct wake *wake = view->state;

	if (n == 0 || wake->subject.id[0] == '\0')
		return 0;
	targets[0] = (struct target){ .version = wake->subject.version };
	memcpy(targets[0].id, wake->subject.id, sizeof targets[0].id);
	text_copy(targets[0].code, sizeof targets[0].code, wake->subject.code);
	return 1;
}

static void changed(struct view *view, const char *id, int version)
{
	struct subject *subject = &((struct wake *)view->state)->subject;

	if (id == NULL)
		subject->version = 0;
	else if (strcmp(id, subject->id) == 0 && version == subject->version + 1)
		subject->version = version;
}

static const char *const hints[] = { "open", "escalate", "note", "undo", "back", "help", NULL };

const struct screen screen_wake = {
	.name = "wake",
	.title = N_("Who can I call?"),
	.help = N_("Whom to call for this case: who speaks her language stands first, then who may "
		   "be called at this hour, is near, and answered last. Enter opens the telephone; "
		   "then a, n or w writes down what came of the call. `:wake lo` asks for Lao."),
	.hints = hints,
	.topics = TOPIC_CASE | TOPIC_OFFICE,
	.size = sizeof(struct wake),
	.open = open_wake,
	.close = close_wake,
	.load = load,
	.draw = draw,
	.key = key,
	.typing = typing,
	.keys = keys,
	.where = where,
	.status = status,
	.targets = targets,
	.changed = changed,
	.put_away = put_away,
	.due = load_due,
	.tick = load_tick,
};
