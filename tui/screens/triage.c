/* Triage: what waits for somebody who decides, over all offices, in one queue: danger now first,
 * then the clock that ends first, then the risk, then the oldest report. What others have just
 * moved on says so for a while before it goes. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "db/base/clock.h"
#include "db/base/date.h"
#include "db/column.h"
#include "tui/app/app.h"
#include "tui/app/change.h"
#include "tui/intl.h"
#include "tui/screens/batch.h"
#include "tui/screens/triage_story.h"
#include "tui/term/input.h"
#include "tui/term/layout.h"
#include "tui/term/pane.h"
#include "tui/widgets/page.h"

#define HEAD_MIN_ROWS 6 /* of the body: below that the list alone */
#define CONTACT_ROWS 3
#define CONTACT_MIN_ROWS 10
#define LEFT_MS 10500 /* a little more than in api.triage_left */

struct state {
	struct page page;
	struct rows *head; /* triage_head */
	int64_t cleared; /* what left until then has been asked for again */
};

/* ---- the line above ---------------------------------------------------------------------- */

static unsigned took_head(void *who, const struct answer *answer)
{
	struct state *state = PAGE_OF(who, struct state, head);

	load_kept(&state->page.load, answer, &state->head);
	return EFFECT_REDRAW;
}

/* Whoever does not work on cases has nothing here. */
static void ask_head(struct page *page)
{
	struct state *state = PAGE_OF(page, struct state, page);
	struct app *app = page->view->app;

	app_forget(app, &state->head);
	if (app_me(app)->may & VERB_WORKS)
		load_asked(&page->load,
			app_ask(app, Q_TRIAGE_HEAD, NULL, 0, took_head, &state->head));
}

static size_t add(char *text, size_t size, size_t used, const char *part)
{
	return used +
		(size_t)snprintf(text + used, size > used ? size - used : 0, "%s%s",
			used > 0 ? " . " : "", part);
}

static void write_head(const struct state *state, char *text, size_t size)
{
	const struct app *app = state->page.view->app;
	const struct rows *head = state->head;
	int64_t waiting = rows_field_int(head, 0, "waiting");
	const char *shift = rows_field(head, 0, "on_shift");
	char part[200], when[DATE_TEXT];
	size_t used = 0;

	text[0] = '\0';
	if (rows_count(head) == 0)
		return;
	snprintf(part, sizeof part,
		waiting > LISTING_COUNTED ? _("more than %d waiting") : _("%d waiting"),
		waiting > LISTING_COUNTED ? LISTING_COUNTED : (int)waiting);
	used = add(text, size, used, part);
	if (!rows_field_is_null(head, 0, "oldest")) {
		date_age(when, rows_field_ms(head, 0, "oldest"), app_epoch_ms(app));
		snprintf(part, sizeof part, _("oldest %s"), when);
		used = add(text, size, used, part);
	}
	if (!rows_field_is_null(head, 0, "on_call")) {
		snprintf(part, sizeof part, _("on call: %s"), rows_field(head, 0, "on_call"));
		used = add(text, size, used, part);
	}
	if (!rows_field_is_null(head, 0, "handover")) {
		date_time(when, rows_field_ms(head, 0, "handover"), app_me(app)->offset_min);
		snprintf(part, sizeof part, _("handover %s"), when);
		used = add(text, size, used, part);
	}
	snprintf(part, sizeof part, _("shift: %s"), shift[0] != '\0' ? shift : _("nobody"));
	add(text, size, used, part);
}

/* ---- rows that are a sentence: people who came at once, what has left --------------------- */

/* "raid: 33 of 35 left . NOBODY . ended 20m ago" */
static void tell_people(const struct list *list, int row, const struct cell_clock *clock,
	char *text, size_t size)
{
	int64_t people = rows_int(list->rows, row, TRIAGE_PEOPLE);
	char when[CELL_TEXT], part[160];
	size_t used;

	cell_text(&list->columns[TRIAGE_CLOCK_AT], list->rows, row, TRIAGE_CLOCK_AT, clock, when,
		sizeof when);
	snprintf(part, sizeof part, _("%s: %" PRId64 " of %" PRId64 " left"),
		intl_word(rows_text(list->rows, row, TRIAGE_SOURCE)),
		people - rows_int(list->rows, row, TRIAGE_SPLIT), people);
	used = add(text, size, 0, part);
	used = add(text, size, used,
		rows_is_null(list->rows, row, TRIAGE_RESPONSIBLE) ?
			_("NOBODY") :
			rows_text(list->rows, row, TRIAGE_RESPONSIBLE));
	add(text, size, used, when);
}

static bool tells(const struct list *list, int row, const struct cell_clock *clock, char *text,
	size_t size)
{
	char stage[CELL_TEXT];

	if (!rows_is_null(list->rows, row, TRIAGE_PEOPLE)) {
		tell_people(list, row, clock, text, size);
		return true;
	}
	if (rows_is_null(list->rows, row, TRIAGE_LEFT_BY))
		return false;
	cell_text(&list->columns[TRIAGE_STAGE], list->rows, row, TRIAGE_STAGE, clock, stage,
		sizeof stage);
	if (rows_is_null(list->rows, row, TRIAGE_CASE_ID))
		snprintf(text, size, _("done by %s"), rows_text(list->rows, row, TRIAGE_LEFT_BY));
	else
		snprintf(text, size, _("moved to %s by %s"), stage,
			rows_text(list->rows, row, TRIAGE_LEFT_BY));
	return true;
}

/* ---- the view ---------------------------------------------------------------------------- */

static const struct page_kind kind = {
	.rows = Q_TRIAGE_LIST,
	.count = Q_TRIAGE_COUNT,
	.ask_counts = ask_head,
	.id_at = TRIAGE_ID,
	.version_at = TRIAGE_VERSION,
	.code_at = TRIAGE_CODE,
	.case_at = TRIAGE_CASE_ID,
	.peek = &triage_story,
	.brief = true,
	.tells = tells,
	.empty = N_("Nothing waits for triage in your offices."),
	.others = N_("Your role does not triage: whoever works on cases sees here what waits."),
};

static int open(struct view *view, const struct call *call)
{
	return page_open(view, &kind, call);
}

static void close(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, &state->head);
	rows_unref(state->head);
	page_close(view);
}

static bool is_batch(const struct list *list, int row)
{
	return row >= 0 && !rows_is_null(list->rows, row, TRIAGE_PEOPLE);
}

/* The cursor is on a call that is no case, or on people who came at once. */
static bool on_no_case(const struct state *state)
{
	const struct list *list = &state->page.list;
	int row = list_focused_row(list);

	return row >= 0 && rows_is_null(list->rows, row, TRIAGE_CASE_ID);
}

/* A call takes as many rows as it needs, where a case would have a preview. */
static void draw_contact(struct state *state, struct pane *body)
{
	struct app *app = state->page.view->app;
	struct pane below;

	if (!on_no_case(state) || body->rows < CONTACT_MIN_ROWS || app_veiled(app))
		return;
	below = pane_sub(body, body->rows - CONTACT_ROWS, 0, CONTACT_ROWS, PANE_REST);
	if (is_batch(&state->page.list, list_focused_row(&state->page.list)))
		triage_story_batch(&state->page.list, app, &below);
	else
		triage_story_contact(&state->page.list, app, &below);
	*body = pane_sub(body, 0, 0, body->rows - CONTACT_ROWS, PANE_REST);
}

static void draw(struct view *view, struct pane *pane)
{
	struct state *state = view->state;
	struct pane body = *pane;
	char text[400];

	if (pane->rows >= HEAD_MIN_ROWS) {
		write_head(state, text, sizeof text);
		pane_put(pane, 0, 0, PANE_REST, STYLE_NORMAL, text);
		body = pane_sub(pane, 1, 0, PANE_REST, PANE_REST);
	}
	draw_contact(state, &body);
	page_draw(view, &body);
}

static unsigned batch_key(struct state *state, const struct input_event *event)
{
	const struct list *list = &state->page.list;
	int row = list_focused_row(list);
	const char *verb = event->key == 'S' ? "split" : event->key == 'X' ? "close" : "batch";
	const struct call call = { .app = state->page.view->app,
		.view = state->page.view,
		.verb = verb_find(verb, strlen(verb), NULL),
		.value = { rows_text(list->rows, row, TRIAGE_CODE) } };

	if (layout_to_latin(event->key) == 't' && rows_bool(list->rows, row, TRIAGE_MINE)) {
		app_say(call.app, SAY_INFO, "%s",
			_("You see to these people already. S splits one out."));
		return EFFECT_REDRAW;
	}
	if (layout_to_latin(event->key) == 't')
		return batch_take(call.app, rows_text(list->rows, row, TRIAGE_ID), call.value[0],
			rows_int(list->rows, row, TRIAGE_VERSION));
	if (event->key == INPUT_ENTER || event->key == 'S' || event->key == 'X')
		return app_open(call.app, screen_find("batch"), &call);
	return page_key(state->page.view, event);
}

static unsigned take_call(struct app *app, const char *contact)
{
	const struct change change = { .query = Q_CONTACT_TAKE,
		.params = (const struct param[]){ param_text(contact) },
		.count = 1,
		.done = _("You see to this call: it waits here until X says that it is done. u "
			  "takes it back."),
		.undo = _("a call seen to") };

	return change_send(app, &change);
}

static unsigned finish_call(struct app *app, const char *contact)
{
	const struct change change = { .query = Q_CONTACT_DONE,
		.params = (const struct param[]){ param_text(contact) },
		.count = 1,
		.done = _("Done: nobody waits for this call any more. u takes it back."),
		.undo = _("a call done") };

	return change_send(app, &change);
}

static const char *no_case(const struct view *view)
{
	const struct state *state = view->state;

	if (!on_no_case(state))
		return NULL;
	return is_batch(&state->page.list, list_focused_row(&state->page.list)) ?
		batch_no_case() :
		_("This call is no case: t, you see to it; X, it is done; +, it becomes one.");
}

static unsigned contact_key(struct state *state, const struct input_event *event)
{
	struct view *view = state->page.view;
	const struct list *list = &state->page.list;
	int row = list_focused_row(list);
	struct call call = { .app = view->app, .view = view, .code_count = 1 };

	if (layout_to_latin(event->key) == 't' && rows_bool(list->rows, row, TRIAGE_MINE)) {
		app_say(view->app, SAY_INFO, "%s", _("You see to it already. X: it is done."));
		return EFFECT_REDRAW;
	}
	if (layout_to_latin(event->key) == 't')
		return take_call(view->app, rows_text(list->rows, row, TRIAGE_ID));
	if (event->key == 'X')
		return finish_call(view->app, rows_text(list->rows, row, TRIAGE_ID));
	if (event->key != INPUT_ENTER)
		return page_key(view, event);
	if (rows_is_null(list->rows, row, TRIAGE_ABOUT)) {
		app_say(view->app, SAY_INFO, "%s", no_case(view));
		return EFFECT_REDRAW;
	}
	call.codes[0] = rows_text(list->rows, row, TRIAGE_ABOUT);
	return app_open(view->app, screen_find("case"), &call);
}

/* Where the cursor is on a call Enter opens the case it was about; `t` and `X`, and `S` of people
 * who came at once, come here by their verbs. */
static unsigned key(struct view *view, const struct input_event *event)
{
	struct state *state = view->state;
	const struct list *list = &state->page.list;

	if (!on_no_case(state))
		return page_key(view, event);
	return is_batch(list, list_focused_row(list)) ? batch_key(state, event) :
							contact_key(state, event);
}

/* When the next row that has left goes, which left at *left (epoch ms): clock_now_ms(), 0: none
 * has. */
static int64_t next_gone(const struct view *view, int64_t *left)
{
	const struct state *state = view->state;
	const struct rows *rows = state->page.list.rows;

	*left = 0;
	for (int row = 0; row < rows_count(rows); row++) {
		int64_t at = rows_ms(rows, row, TRIAGE_LEFT_AT);

		if (!rows_is_null(rows, row, TRIAGE_LEFT_AT) && at > state->cleared)
			*left = clock_earlier(*left, at);
	}
	return *left == 0 ? 0 : app_now(view->app) + *left + LEFT_MS - app_epoch_ms(view->app);
}

static int64_t due(const struct view *view)
{
	int64_t left;

	return clock_earlier(page_due(view), next_gone(view, &left));
}

static unsigned tick(struct view *view, int64_t now)
{
	struct state *state = view->state;
	int64_t left, gone = next_gone(view, &left);
	unsigned effects = page_tick(view, now);

	if (gone == 0 || gone > now)
		return effects;
	state->cleared = left;
	return effects | EFFECT_RELOAD;
}

/* Of a call, and of people who came at once, another key is next than of a case. */
static const struct key_hint *keys(const struct view *view)
{
	static const struct key_hint call[] = { { "t", N_("you see to it") }, { "X", N_("done") },
		{ "+", N_("it becomes a case") }, { "?", N_("help") }, { 0 } };
	static const struct key_hint about[] = { { "t", N_("you see to it") }, { "X", N_("done") },
		{ "Enter", N_("its case") }, { "+", N_("it becomes a case") }, { "?", N_("help") },
		{ 0 } };
	static const struct key_hint batch[] = { { "S", N_("split one out") }, { "t", N_("take") },
		{ "Enter", N_("open") }, { "X", N_("close") }, { "+", N_("new call") },
		{ "?", N_("help") }, { 0 } };
	const struct state *state = view->state;
	const struct list *list = &state->page.list;
	int row = list_focused_row(list);

	if (!on_no_case(state))
		return NULL;
	if (is_batch(list, row))
		return batch;
	return rows_is_null(list->rows, row, TRIAGE_ABOUT) ? call : about;
}

static const char *const hints[] = { "take", "new", "assign", "priority", "risk", "move", "wake",
	"link", "escalate", "flag", "clock", "open", "filter", "help", NULL };

const struct screen screen_triage = {
	.name = "triage",
	.title = N_("Triage"),
	.help = N_("What waits for somebody who decides, over all your offices: danger now first, "
		   "then the clock that ends first, then the risk, then the oldest report. A line "
		   "goes when the case is moved on; what others move on says so for a while."),
	.tab = '0',
	.columns = triage_columns,
	.column_count = TRIAGE_COLUMNS,
	.hints = hints,
	.topics = TOPIC_CASE,
	.size = sizeof(struct state),
	.open = open,
	.close = close,
	.load = page_load,
	.draw = draw,
	.key = key,
	.keys = keys,
	.status = page_status,
	.targets = page_targets,
	.no_case = no_case,
	.changed = page_changed,
	.listing = page_listing,
	.due = due,
	.tick = tick,
};
