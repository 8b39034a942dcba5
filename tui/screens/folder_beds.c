/* The units of a place with their beds, and who has one, below its danger notes. */
#include "tui/screens/folder.h"

#include <stdio.h>
#include <string.h>

#include "tui/app/app.h"
#include "tui/intl.h"
#include "tui/sheets/bed.h"
#include "tui/widgets/listing.h"

static unsigned told_units(void *who, const struct answer *answer)
{
	struct folder *folder = folder_of_load(who);

	load_kept(&folder->load, answer, &folder->units);
	return EFFECT_REDRAW;
}

static unsigned told_stays(void *who, const struct answer *answer)
{
	struct folder *folder = folder_of_load(who);

	load_kept(&folder->load, answer, &folder->stays);
	return EFFECT_REDRAW;
}

void folder_ask_beds(struct folder *folder)
{
	const struct param of[] = { param_text(folder->subject.id), param_null() };
	struct app *app = folder->view->app;

	load_asked(&folder->load, app_ask(app, Q_UNIT_LIST, of, 1, told_units, &folder->load));
	load_asked(&folder->load, app_ask(app, Q_STAY_LIST, of, 2, told_stays, &folder->load));
}

void folder_write_beds(struct folder *folder, int cols)
{
	const struct cell_clock clock = listing_clock(folder->view->app);
	struct paper *paper = &folder->paper;

	if (folder->units == NULL || folder->stays == NULL)
		return;
	paper_section(paper, _("UNITS AND THEIR BEDS"));
	if (rows_count(folder->units) == 0)
		paper_line(paper, STYLE_DIM,
			_("No unit is written: nobody can hold a bed here. Who leads writes one: "
			  ":unit with the code of the place."));
	else
		bed_write_titles(paper, BED_OF_PLACE, cols);
	for (int row = 0; row < rows_count(folder->units); row++)
		bed_write_unit(paper, folder->units, row, BED_OF_PLACE, cols, &clock);
	paper_section(paper, _("WHO IS HERE, OR COMES"));
	if (rows_count(folder->stays) == 0)
		paper_line(paper, STYLE_DIM, _("nobody"));
	for (int row = 0; row < rows_count(folder->stays); row++)
		bed_write_stay(paper, folder->stays, row, BED_OF_PLACE, &clock);
}

static int focused(const struct folder *folder, const struct rows *rows, const char *field)
{
	return folder->subject.place && !app_veiled(folder->view->app) ?
		bed_row(rows, field, paper_focused_key(&folder->paper)) :
		-1;
}

bool folder_bed_words(const struct folder *folder, char *text, size_t size)
{
	int row = focused(folder, folder->units, "code");

	if (row >= 0)
		snprintf(text, size, "%s %s", rows_field(folder->units, row, "code"),
			intl_word(rows_field(folder->units, row, "name")));
	else if (focused(folder, folder->stays, "id") >= 0)
		text_copy(text, size, _("Enter says what becomes of her bed"));
	else
		return false;
	return true;
}

const char *folder_bed_of(const struct folder *folder)
{
	int row = focused(folder, folder->stays, "id");

	return row >= 0 ? rows_field(folder->stays, row, "code") : NULL;
}

unsigned folder_enter_bed(struct folder *folder)
{
	const char *code = folder_bed_of(folder);
	struct call call = { .app = folder->view->app,
		.view = folder->view,
		.verb = verb_find("stay", strlen("stay"), NULL),
		.codes = { code },
		.code_count = 1 };

	if (code != NULL)
		return app_may(call.app, call.verb) ? call.verb->act(&call) : EFFECT_REDRAW;
	return focused(folder, folder->units, "code") >= 0 ? EFFECT_REDRAW : EFFECT_IGNORED;
}
