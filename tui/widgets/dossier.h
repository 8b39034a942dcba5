/* dossier.h: the answers about one case as text to read: facts, clocks and what they rest on,
 * tasks, notes, and what was done. The only place that shows the facts of a case.
 *
 * The rows are the answers of the queries named below, read by column name; NULL: not in yet. What
 * notes say is sealed: it is shown as far as it was opened, and borrowed for the paper.
 * Notes and names may be in any script: each stands last in its line. */
#ifndef TUI_WIDGETS_DOSSIER_H
#define TUI_WIDGETS_DOSSIER_H

#include <stdbool.h>

#include "tui/widgets/cell.h"

struct opening;
struct paper;
struct rows;

enum dossier_part {
	DOSSIER_FACTS = 0, /* case_open */
	DOSSIER_CLOCKS, /* case_clocks */
	DOSSIER_TASKS, /* case_tasks */
	DOSSIER_NOTES, /* case_notes */
	DOSSIER_TIMELINE, /* case_timeline; its lines have the event's id as key */
	DOSSIER_PARTS
};

struct dossier {
	const struct rows *rows[DOSSIER_PARTS];
	struct cell_clock clock;
	const struct opening *notes; /* NULL: none was opened */
	bool shut; /* the vault is: nothing opens by itself */
	bool veiled; /* which clocks run and when they end, nothing else */
	struct paper *paper;
};

/* Writes onto the paper, between paper_begin() and its drawing; nothing while the facts are not
 * in, and only the message where the database refused them. */
void dossier_write(const struct dossier *dossier);

/* The row of the note that a line with this paper_focused_key() is of; -1: it is of none. */
int dossier_note(const struct rows *rows, int64_t key);

#endif
