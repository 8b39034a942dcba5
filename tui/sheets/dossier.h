/* dossier.h: the answers about one case as text to read: facts, clocks and what they rest on,
 * tasks, its file (file.h), and what was done. The only place that shows the facts of a case.
 *
 * The rows are the answers of the queries named below, read by column name; NULL: not in yet. What
 * entries and notes say is sealed: it is shown as far as it was opened, and borrowed for the paper.
 * These and names may be in any script: each stands last in its line. */
#ifndef TUI_SHEETS_DOSSIER_H
#define TUI_SHEETS_DOSSIER_H

#include <stdbool.h>
#include <stdint.h>

#include "tui/widgets/cell.h"

struct opening;
struct paper;
struct rows;

enum dossier_part {
	DOSSIER_FACTS = 0, /* case_open */
	DOSSIER_CLOCKS, /* case_clocks */
	DOSSIER_TASKS, /* case_tasks */
	DOSSIER_LINKS, /* case_links */
	DOSSIER_FILE, /* case_file */
	DOSSIER_TIMELINE, /* case_timeline; its lines have the event's id as key */
	DOSSIER_ESCALATION, /* case_escalation */
	DOSSIER_TRANSFERS, /* case_transfers */
	DOSSIER_STAY, /* case_stay, for whoever works on cases; its keys are bed_key() of its ids */
	DOSSIER_PARTS
};

struct dossier {
	const struct rows *rows[DOSSIER_PARTS];
	struct cell_clock clock;
	const struct opening *file; /* NULL: nothing of it was opened */
	bool shut; /* the vault is: nothing opens by itself */
	bool veiled; /* which clocks run and when they end, nothing else */
	struct paper *paper;
};

/* Writes onto the paper, between paper_begin() and its drawing; nothing while the facts are not
 * in, and only the message where the database refused them. */
void dossier_write(const struct dossier *dossier);
/* The row of the clock whose lines have this key on the paper; -1: it is none. */
int dossier_clock(const struct rows *clocks, int64_t key);
/* Likewise of the link. */
int dossier_link(const struct rows *links, int64_t key);
/* It leads to the people out of whom the case was split, and to no other case. */
bool dossier_link_is_batch(const struct rows *links, int row);

#endif
