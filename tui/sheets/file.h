/* file.h: the file of a case on paper, sheet by sheet: of each entry what is told in clear, and
 * what it says, once it was opened. Notes are entries of which nothing is told. */
#ifndef TUI_SHEETS_FILE_H
#define TUI_SHEETS_FILE_H

#include <stdint.h>

struct dossier;
struct opened;
struct paper;
struct record;
struct rows;
struct sheet;

/* Between the paper's other sections. A sheet without an entry has no section; there is always one
 * for notes. */
void file_write(const struct dossier *dossier);
/* One of these sections. */
void file_write_sheet(const struct dossier *dossier, const struct sheet *sheet);
/* What a record says, but what is told of it in clear. */
void file_write_said(struct paper *paper, const struct sheet *sheet, const struct record *record);
/* All that it says, of one that opening.h calls `differs`, below a line that tells so. */
void file_write_all(struct paper *paper, const struct sheet *sheet, const struct opened *item);
/* The row of case_file that a line with this paper_focused_key() is of; -1: it is of none. */
int file_row(const struct rows *rows, int64_t key);
/* What tells these entries and their versions from others, see text_mark(); 0: there are none. */
uint64_t file_mark(const struct rows *rows);

#endif
