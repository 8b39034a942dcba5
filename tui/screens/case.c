/* One case: what is known in codes, its clocks and what they rest on, tasks, its file, and what was
 * done. The only screen that shows the facts; opening it is recorded by the database. */
#include <stdio.h>
#include <string.h>

#include "db/base/uuid.h"
#include "db/column.h"
#include "tui/app/app.h"
#include "tui/app/sight.h"
#include "tui/app/here.h"
#include "tui/app/opening.h"
#include "tui/app/subject.h"
#include "tui/app/vault.h"
#include "tui/intl.h"
#include "tui/term/input.h"
#include "tui/sheets/bed.h"
#include "tui/sheets/dossier.h"
#include "tui/sheets/file.h"
#include "tui/sheets/moves.h"
#include "tui/sheets/sheet.h"
#include "tui/term/pane.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/load.h"
#include "tui/widgets/paper.h"

#define TIMELINE_FIRST 50
#define TIMELINE_MAX 1000

struct state;

struct part_ask {
	struct state *state;
	enum dossier_part part;
};

struct state {
	struct view *view;
	char id[UUID_TEXT]; /* "" until the code is found */
	char code[40]; /* as given, then as it is */
	struct part_ask asks[DOSSIER_PARTS];
	struct rows *rows[DOSSIER_PARTS];
	struct load load;
	struct paper paper;
	int64_t timeline; /* lines asked for */
	bool again; /* the facts were asked for again */
	struct opening file;
	uint64_t file_mark, file_tried; /* of the entries there are, of those that were opened */
	struct sight sight;
};

static const enum query queries[DOSSIER_PARTS] = { [DOSSIER_FACTS] = Q_CASE_OPEN,
	[DOSSIER_CLOCKS] = Q_CASE_CLOCKS,
	[DOSSIER_TASKS] = Q_CASE_TASKS,
	[DOSSIER_LINKS] = Q_CASE_LINKS,
	[DOSSIER_FILE] = Q_CASE_FILE,
	[DOSSIER_TIMELINE] = Q_CASE_TIMELINE,
	[DOSSIER_ESCALATION] = Q_CASE_ESCALATION,
	[DOSSIER_TRANSFERS] = Q_CASE_TRANSFERS,
	[DOSSIER_STAY] = Q_CASE_STAY };

/* ---- the file --------------------------------------------------------------------------- */

static unsigned file_opened(void *who, int r)
{
	(void)who, (void)r; /* what is wrong has been said */
	return EFFECT_REDRAW;
}

/* The vault is open, and there are entries that were not opened yet. Each opening is in the record,
 * so they are opened once, and again only where they are others. */
static bool wants_file(const struct state *state)
{
	return state->file_mark != 0 && state->file_mark != state->file_tried &&
		!state->file.busy && vault_is_open(state->view->app) &&
		!app_veiled(state->view->app);
}

static unsigned open_file(struct state *state)
{
	const char *kinds[SHEET_FACTS];
	size_t count = 0;

	_Static_assert((int)SHEET_FACTS <= (int)OPENING_KINDS, "each kind of entry is opened");
	for (size_t i = 0; i < SHEET_FACTS; i++)
		if (sheets[i].many != NULL)
			kinds[count++] = sheets[i].kind;
	state->file_tried = state->file_mark;
	return opening_start(&state->file, state->id, state->code, kinds, count, 0);
}

static size_t put_away(struct view *view, unsigned char *plain, size_t room)
{
	struct state *state = view->state;

	(void)plain, (void)room;
	opening_lost(&state->file);
	state->file_tried = 0;
	return 0;
}

/* ---- opening and closing --------------------------------------------------------------- */

/* The case of a code, or the one that the view in front stands on. */
static int open_case(struct view *view, const struct call *call)
{
	struct state *state = view->state;
	struct target target = { .id = "" };

	state->view = view;
	state->timeline = TIMELINE_FIRST;
	opening_init(&state->file, view, file_opened, state);
	for (int part = 0; part < DOSSIER_PARTS; part++)
		state->asks[part] = (struct part_ask){ state, (enum dossier_part)part };
	if (call != NULL && call->code_count > 0)
		text_copy(state->code, sizeof state->code, call->codes[0]);
	if (state->code[0] != '\0')
		return 0;
	if (call != NULL && call->view != NULL && call->view->screen->targets != NULL &&
		call->view->screen->targets(call->view, &target, 1) > 0) {
		memcpy(state->id, target.id, sizeof target.id);
		memcpy(state->code, target.code, sizeof target.code);
		return 0;
	}
	app_say(view->app, SAY_ERROR, "%s", _("Which case? Give its code: :case HW-...."));
	return -1;
}

static void close_case(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, state);
	opening_done(&state->file);
	for (int part = 0; part < DOSSIER_PARTS; part++) {
		app_forget(view->app, &state->asks[part]);
		rows_unref(state->rows[part]);
	}
	paper_done(&state->paper);
}

/* ---- asking ---------------------------------------------------------------------------- */

static void ask_part(struct state *state, enum dossier_part part);

/* The first answer only says that the opening is in the record now. */
static bool is_recorded_first(const struct part_ask *ask, const struct answer *answer)
{
	return ask->part == DOSSIER_FACTS && answer->err == 0 && !ask->state->again &&
		rows_count(answer->rows) > 0 &&
		strcmp(rows_field(answer->rows, 0, "refusal"), "ask_again") == 0;
}

static unsigned took_part(void *who, const struct answer *answer)
{
	struct part_ask *ask = who;
	struct rows **rows = &ask->state->rows[ask->part];

	if (is_recorded_first(ask, answer)) {
		ask->state->again = true;
		ask_part(ask->state, ask->part);
		load_took(&ask->state->load, answer);
		return EFFECT_NONE;
	}
	if (!load_kept(&ask->state->load, answer, rows))
		return EFFECT_REDRAW;
	if (ask->part == DOSSIER_FILE)
		ask->state->file_mark = file_mark(*rows);
	if (ask->part == DOSSIER_FACTS)
		sight_show(&ask->state->sight, (int)rows_field_int(*rows, 0, "version"),
			app_now(ask->state->view->app));
	if (ask->part == DOSSIER_FACTS && !rows_field_is_null(*rows, 0, "code"))
		text_copy(ask->state->code, sizeof ask->state->code, rows_field(*rows, 0, "code"));
	return EFFECT_REDRAW;
}

static void ask_part(struct state *state, enum dossier_part part)
{
	struct app *app = state->view->app;
	const struct param params[] = { param_text(state->id), param_null(),
		param_int(state->timeline) };

	load_asked(&state->load,
		app_ask(app, queries[part], params, part == DOSSIER_TIMELINE ? 3 : 1, took_part,
			&state->asks[part]));
}

/* A refusal is in the record: whoever may not read the file asks for it each time that the record
 * has changed, which it has by that. */
static void ask_parts(struct state *state)
{
	const unsigned may = app_me(state->view->app)->may;

	state->again = false;
	for (int part = 0; part < DOSSIER_PARTS; part++)
		if ((part != DOSSIER_FILE || may & VERB_OPENS) &&
			(part != DOSSIER_STAY || may & VERB_WORKS))
			ask_part(state, (enum dossier_part)part);
}

static struct subject subject_of(const struct state *state)
{
	struct subject subject = { .place = false };

	text_copy(subject.code, sizeof subject.code, state->code);
	return subject;
}

static unsigned found(void *who, const struct answer *answer)
{
	struct state *state = who;
	struct app *app = state->view->app;
	struct subject subject = subject_of(state);

	if (!load_took(&state->load, answer))
		return EFFECT_REDRAW;
	if (!subject_found(&subject, app, answer))
		return app_front(app) == state->view ? EFFECT_CLOSE : EFFECT_REDRAW;
	text_copy(state->id, sizeof state->id, subject.id);
	text_copy(state->code, sizeof state->code, subject.code);
	state->view->loaded = false;
	state->view->asked_at = app_now(app);
	ask_parts(state);
	return EFFECT_REDRAW;
}

static void find(struct state *state)
{
	const struct subject subject = subject_of(state);

	load_asked(&state->load, subject_ask(&subject, state->view->app, found, state));
}

static void load(struct view *view)
{
	struct state *state = view->state;

	app_forget(view->app, state);
	for (int part = 0; part < DOSSIER_PARTS; part++)
		app_forget(view->app, &state->asks[part]);
	view->news = false; /* one case: all of it is what others may have changed */
	load_begin(&state->load, view);
	if (state->id[0] == '\0')
		find(state);
	else
		ask_parts(state);
}

/* ---- drawing --------------------------------------------------------------------------- */

static void write_paper(struct state *state)
{
	struct dossier dossier = { .paper = &state->paper,
		.clock = listing_clock(state->view->app),
		.file = &state->file,
		.shut = !vault_is_open(state->view->app),
		.veiled = app_veiled(state->view->app) };
	char text[200];

	memcpy(dossier.rows, state->rows, sizeof dossier.rows);
	paper_begin(&state->paper);
	if (rows_count(state->rows[DOSSIER_FACTS]) == 0) {
		load_skeleton(state->view, text, sizeof text);
		paper_line(&state->paper, STYLE_NORMAL, text);
	}
	dossier_write(&dossier);
}

/* ---- the slots ------------------------------------------------------------------------- */

static void draw(struct view *view, struct pane *pane)
{
	struct state *state = view->state;

	write_paper(state);
	paper_draw(&state->paper, pane);
}

/* The entry with the focus is changed; elsewhere `e` is for a sheet. */
static unsigned edit_entry(const struct state *state)
{
	const struct rows *file = state->rows[DOSSIER_FILE];
	int row = file_row(file, paper_focused_key(&state->paper));
	const struct call call = { .app = state->view->app,
		.view = state->view,
		.verb = verb_find("edit", strlen("edit"), NULL),
		.value = { row < 0 ? NULL : rows_field(file, row, "kind"),
			row < 0 ? NULL : rows_field(file, row, "id") } };

	return row < 0 ? EFFECT_IGNORED : app_open(call.app, screen_find("edit"), &call);
}

/* On what a clock rests, its standing and source, is a page. */
static unsigned open_clock(const struct state *state)
{
	const struct rows *clocks = state->rows[DOSSIER_CLOCKS];
	int row = dossier_clock(clocks, paper_focused_key(&state->paper));
	const struct call call = { .app = state->view->app,
		.view = state->view,
		.value = { row < 0 ? NULL : rows_field(clocks, row, "code"), NULL, state->id } };

	return row < 0 ? EFFECT_IGNORED : app_open(call.app, screen_find("rule"), &call);
}

static unsigned open_link(const struct state *state)
{
	const struct rows *links = state->rows[DOSSIER_LINKS];
	int row = dossier_link(links, paper_focused_key(&state->paper));
	struct app *app = state->view->app;
	struct call call = { .app = app, .view = state->view };

	if (row < 0)
		return EFFECT_IGNORED;
	if (dossier_link_is_batch(links, row)) {
		call.verb = verb_find("batch", strlen("batch"), NULL);
		call.value[0] = rows_field(links, row, "code");
		return app_open(app, screen_find("batch"), &call);
	}
	if (rows_field_is_null(links, row, "code")) {
		app_say(app, SAY_INFO, _("That case is not in your offices: ask %s."),
			rows_field(links, row, "office"));
		return EFFECT_REDRAW;
	}
	call.codes[call.code_count++] = rows_field(links, row, "code");
	return app_open(app, screen_find("case"), &call);
}

static unsigned open_transfer(const struct state *state)
{
	const struct rows *transfers = state->rows[DOSSIER_TRANSFERS];
	int row = moves_row(transfers, paper_focused_key(&state->paper));
	const struct call call = { .app = state->view->app,
		.view = state->view,
		.value = { row < 0 ? NULL : rows_field(transfers, row, "code") } };

	return row < 0 ? EFFECT_IGNORED : app_open(call.app, screen_find("transfer"), &call);
}

/* What becomes of her bed is asked. */
static unsigned open_bed(const struct state *state)
{
	const int64_t key = paper_focused_key(&state->paper);
	struct call call = { .app = state->view->app,
		.view = state->view,
		.verb = verb_find("stay", strlen("stay"), NULL),
		.codes = { state->code },
		.code_count = 1 };

	return bed_row(state->rows[DOSSIER_STAY], "id", key) < 0 ? EFFECT_IGNORED :
								   call.verb->act(&call);
}

static unsigned enter(const struct state *state)
{
	unsigned effects = open_clock(state);

	if (effects == EFFECT_IGNORED)
		effects = open_transfer(state);
	if (effects == EFFECT_IGNORED)
		effects = open_bed(state);
	return effects != EFFECT_IGNORED ? effects : open_link(state);
}

/* Near the end of the timeline there may be more of it. `e` comes here by its verb. */
static unsigned key(struct view *view, const struct input_event *event)
{
	struct state *state = view->state;
	const struct paper *paper = &state->paper;

	if (event->key == 'e')
		return edit_entry(state);
	if (event->key == INPUT_ENTER)
		return enter(state);
	if (!paper_move(&state->paper, event))
		return EFFECT_IGNORED;
	if (rows_count(state->rows[DOSSIER_TIMELINE]) < state->timeline ||
		paper->focus + paper->height < paper->row_count || state->timeline >= TIMELINE_MAX)
		return EFFECT_REDRAW;
	state->timeline *= 2;
	return EFFECT_REDRAW | EFFECT_RELOAD;
}

static void where(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;

	text_copy(text, size, state->code);
}

static void spot(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;

	paper_spot(&state->paper, text, size);
}

static void go_to(struct view *view, const char *spot)
{
	struct state *state = view->state;

	paper_seek(&state->paper, spot);
}

static void status(const struct view *view, char *text, size_t size)
{
	const struct state *state = view->state;
	size_t length;
	const char *section = paper_where(&state->paper, &length);
	char others[160];

	here_words(view->app, state->id, others, sizeof others);
	snprintf(text, size, "%.*s  %s%s", (int)length, section, others, load_words(view));
}

static size_t targets(const struct view *view, struct target *targets, size_t n)
{
	const struct state *state = view->state;
	const struct rows *facts = state->rows[DOSSIER_FACTS];

	if (n == 0 || !rows_field_is_null(facts, 0, "refusal"))
		return 0;
	targets[0] = (struct target){ .version = sight_version(&state->sight,
					      (int)rows_field_int(facts, 0, "version"),
					      app_now(view->app)) };
	/* Who types on before it can be read means the case of this code. */
	if (rows_count(facts) == 0 && strlen(state->code) < sizeof targets[0].code) {
		text_copy(targets[0].code, sizeof targets[0].code, state->code);
		return 1;
	}
	if (rows_count(facts) == 0)
		return 0;
	memcpy(targets[0].id, state->id, sizeof targets[0].id);
	text_copy(targets[0].code, sizeof targets[0].code, state->code);
	return 1;
}

static void changed(struct view *view, const char *id, int version)
{
	struct state *state = view->state;

	if (id == NULL)
		state->sight = (struct sight){ 0 };
	else if (strcmp(id, state->id) == 0)
		sight_change(&state->sight, version);
}

static int64_t due(const struct view *view)
{
	return wants_file(view->state) ? 1 : load_due(view);
}

static unsigned tick(struct view *view, int64_t now)
{
	struct state *state = view->state;

	(void)now;
	return EFFECT_REDRAW | (wants_file(state) ? open_file(state) : 0);
}

static const char *const hints[] = { "take", "assign", "priority", "move", "identity", "note",
	"edit", "wake", "escalate", "clock", "undo", "back", "help", NULL };

const struct screen screen_case = {
	.name = "case",
	.title = N_("Case"),
	.help = N_(
		"All that is known of one case. Tab goes from part to part. A clock with ? rests "
		"on nothing that a lawyer has checked; Enter on it tells on what. Enter on a link "
		"opens the other case."),
	.hints = hints,
	.topics = TOPIC_CASE,
	.size = sizeof(struct state),
	.one = true,
	.open = open_case,
	.close = close_case,
	.load = load,
	.draw = draw,
	.key = key,
	.where = where,
	.spot = spot,
	.go_to = go_to,
	.status = status,
	.targets = targets,
	.changed = changed,
	.put_away = put_away,
	.due = due,
	.tick = tick,
};
