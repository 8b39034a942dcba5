/* The danger notes about a place, below what is known of it. */
#include "tui/screens/folder.h"

#include <string.h>

#include "tui/app/app.h"
#include "tui/app/vault.h"
#include "tui/sheets/dossier.h"
#include "tui/sheets/file.h"
#include "tui/sheets/party.h"
#include "tui/sheets/sheet.h"
#include "tui/widgets/listing.h"

static unsigned told_dangers(void *who, const struct answer *answer)
{
	struct folder *folder = folder_of_load(who);

	load_kept(&folder->load, answer, &folder->dangers);
	return EFFECT_REDRAW;
}

void folder_ask_dangers(struct folder *folder)
{
	const struct param id = param_text(folder->subject.id);

	load_asked(&folder->load,
		app_ask(folder->view->app, Q_DANGER_LIST, &id, 1, told_dangers, &folder->load));
}

int folder_danger(const struct folder *folder)
{
	int row = file_row(folder->dangers, paper_focused_key(&folder->paper));

	return row >= 0 && rows_field_bool(folder->dangers, row, "own") ? row : -1;
}

unsigned folder_edit_danger(struct folder *folder, bool fresh)
{
	int row = fresh ? -1 : folder_danger(folder);
	const struct call call = { .app = folder->view->app,
		.view = folder->view,
		.verb = verb_find("danger", strlen("danger"), NULL),
		.value = { folder->subject.code,
			row >= 0 ? rows_field(folder->dangers, row, "id") : NULL } };

	return (fresh || row >= 0) && folder->subject.place ?
		app_open(call.app, screen_find("edit"), &call) :
		EFFECT_IGNORED;
}

void folder_write_dangers(struct folder *folder)
{
	const struct dossier dossier = { .paper = &folder->paper,
		.rows = { [DOSSIER_FILE] = folder->dangers },
		.clock = listing_clock(folder->view->app),
		.file = &folder->opening,
		.shut = !vault_is_open(folder->view->app) };

	party_write_dangers(&dossier);
}
