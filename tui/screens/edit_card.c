/* What to say at the telephone, beside the call that is written down; where there is no room beside
 * it, below it or over it, by F3. */
#include "tui/screens/edit_int.h"

#include <stdio.h>
#include <string.h>

#include "tui/intl.h"
#include "tui/sheets/call_card.h"
#include "tui/term/cells.h"
#include "tui/term/input.h"
#include "tui/term/pane.h"

enum {
	CARD_COLS = 44,
	CARD_APART = 3, /* columns between form and card */
	FORM_COLS = 64, /* that the form has at least beside it */
	FORM_ROWS = 7, /* ... and above it */
	LABEL_COLS = 13 /* of the card's own labels, where there is room for them */
};

/* Rows are counted from the card's first one, of which `from` are above what is shown; pane NULL:
 * they are only counted. */
struct card {
	const struct pane *pane;
	int cols, row, from;
};

bool edit_has_card(const struct edit *state)
{
	return state->step == EDIT_TYPING &&
		(edit_is_call(state) || state->sheet == &sheets[SHEET_CALL]);
}

/* ---- the card ---------------------------------------------------------------------------- */

static void put(struct card *card, int col, enum style style, const char *text)
{
	size_t left = strlen(text), next;

	for (; left > 0; card->row++, text += next, left -= next) {
		size_t length = cells_wrap(text, left, card->cols - col, &next);

		if (card->pane != NULL && card->row >= card->from)
			pane_put_part(card->pane, card->row - card->from, col, PANE_REST, style,
				text, length);
	}
}

static void put_part(struct card *card, const char *label, const char *text)
{
	int col = card->cols > CARD_COLS ? LABEL_COLS : 0, row = card->row;

	put(card, 0, STYLE_HEADER, label);
	if (col > 0)
		card->row = row;
	put(card, col > 0 ? col : 2, STYLE_NORMAL, text);
}

_Static_assert((int)CALL_CARD_PARTS == (int)CONF_CALL_SAYS,
	"a part of the card is one of the settings'");

static const struct conf_call_card *find(const struct conf *conf, const char *language)
{
	for (size_t i = 0; i < conf->call_cards_count; i++)
		if (strcmp(conf->call_cards[i].language, language) == 0)
			return &conf->call_cards[i];
	return NULL;
}

/* In the language that is typed, else in that of her office; else in English, which says so. */
static void put_card(const struct edit *state, struct card *card)
{
	const struct conf *conf = app_conf(edit_app(state));
	char small[FORM_SMALL], text[160];
	const char *language = form_value(&state->form, "lang", small);
	const struct conf_call_card *said;
	const char *word;

	if (language[0] == '\0')
		language = app_me(edit_app(state))->language;
	said = find(conf, language);
	word = edit_call_language(language);
	if (said == NULL && word != NULL && strcmp(language, "en") != 0) {
		snprintf(text, sizeof text,
			_("In English: nobody has checked it in %s. Have an interpreter say it."),
			word);
		put(card, 0, STYLE_WARN, text);
	}
	said = said != NULL ? said : find(conf, "en");
	for (size_t i = 0; i < CALL_CARD_PARTS; i++)
		put_part(card, _(call_card_labels[i]),
			said != NULL ? said->say[i] : call_card_english[i]);
	explicit_bzero(small, sizeof small);
}

static int rows_of(const struct edit *state, int cols)
{
	struct card card = { .cols = cols };

	put_card(state, &card);
	return card.row;
}

static void draw_card(const struct edit *state, const struct pane *pane, const char *key)
{
	struct pane below = pane_sub(pane, 1, 0, PANE_REST, PANE_REST);
	struct card card = { .pane = &below, .cols = pane->cols, .from = state->card_from };

	pane_hline(pane, 0, 0, pane->cols, STYLE_RULE);
	pane_putf(pane, 0, 5, PANE_REST, STYLE_RULE, " %s ", _("What to say"));
	if (key[0] != '\0') {
		char text[40];

		snprintf(text, sizeof text, " F3 %s ", key);
		pane_put(pane, 0, pane->cols - cells_width_of(text) - 4, PANE_REST, STYLE_KEY,
			text);
	}
	put_card(state, &card);
}

/* ---- where it stands --------------------------------------------------------------------- */

static enum edit_card_place place_of(const struct edit *state, const struct pane *pane)
{
	int beside = pane->cols - FORM_COLS - CARD_APART;

	if (beside >= CARD_COLS && rows_of(state, CARD_COLS) < pane->rows)
		return CARD_BESIDE;
	if (!state->card)
		return CARD_HIDDEN;
	return rows_of(state, pane->cols) + 1 + FORM_ROWS <= pane->rows ? CARD_BELOW : CARD_OVER;
}

void edit_draw_form(struct edit *state, struct pane *pane)
{
	struct pane form = *pane, card = *pane;
	int rows;

	state->card_place = CARD_HIDDEN;
	if (!edit_has_card(state)) {
		form_draw(&state->form, pane);
		return;
	}
	rows = rows_of(state, pane->cols) + 1;
	state->card_place = place_of(state, pane);
	state->card_more = false;
	switch (state->card_place) {
	case CARD_HIDDEN:
		break;
	case CARD_BESIDE:
		state->card_from = 0;
		form = pane_sub(pane, 0, 0, PANE_REST, pane->cols - CARD_COLS - CARD_APART);
		card = pane_sub(pane, 0, pane->cols - CARD_COLS, PANE_REST, CARD_COLS);
		draw_card(state, &card, "");
		break;
	case CARD_BELOW:
		state->card_from = 0;
		form = pane_sub(pane, 0, 0, pane->rows - rows, PANE_REST);
		card = pane_sub(pane, pane->rows - rows, 0, rows, PANE_REST);
		draw_card(state, &card, _("hides it"));
		break;
	case CARD_OVER:
		state->card_shown = pane->rows - 1;
		if (rows - 1 <= state->card_shown) /* the window has grown */
			state->card_from = 0;
		state->card_more = state->card_from + state->card_shown < rows - 1;
		draw_card(state, pane, state->card_more ? _("goes on") : _("hides it"));
		pane_cursor(pane, 0, 0);
		return;
	}
	form_draw(&state->form, &form);
}

/* ---- keys -------------------------------------------------------------------------------- */

static void hide(struct edit *state)
{
	state->card = false;
	state->card_from = 0;
}

static bool f3(struct edit *state)
{
	if (state->card_place == CARD_BESIDE)
		app_say(edit_app(state), SAY_INFO, "%s", _("What to say stands beside the form."));
	else if (state->card_place == CARD_OVER && state->card_more)
		state->card_from += state->card_shown;
	else if (state->card)
		hide(state);
	else
		state->card = true;
	return true;
}

/* Where it lies over the form nothing is typed into what nobody sees: the card goes first. */
bool edit_card_key(struct edit *state, const struct input_event *event)
{
	bool shown = state->card_place == CARD_BELOW || state->card_place == CARD_OVER;

	if (!edit_has_card(state))
		return false;
	if (event->key == INPUT_F3)
		return f3(state);
	if (!shown || !state->card)
		return false;
	if (event->key == INPUT_ESC || event->key == INPUT_CTRL('c') ||
		event->key == INPUT_CTRL('g') ||
		(state->card_place == CARD_OVER && event->key == INPUT_ENTER)) {
		hide(state);
		return true;
	}
	if (state->card_place == CARD_OVER)
		hide(state);
	return false;
}
