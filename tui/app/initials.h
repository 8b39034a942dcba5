/* initials.h: initials of people beside the codes of their cases, where an office allows them.
 *
 * They are a sealed record of their own (kind `initials`), one for a case. A console that writes or
 * opens an identity keeps them; lists show them while the vault is open and nothing is veiled. What
 * a drawing asks for and is not known is asked for behind it, for all that is in sight at once; it
 * stays known until the rows are read again. The texts lie in the vault's slab. No column of
 * db/column.h has them: so nothing sorts by them, filters by them, prints or exports them. */
#ifndef TUI_APP_INITIALS_H
#define TUI_APP_INITIALS_H

#include <stdbool.h>

#include "db/base/text.h"

struct app;
struct record;

/* In place of initials that are not what somebody wrote for this case. */
#define INITIALS_WRONG N_("WRONG") /* to be translated where it is drawn */

/* ---- for lists --------------------------------------------------------------------------- */
/* Initials of some case are known: there is something to show. */
bool initials_any(const struct app *app);
/* Those of a case, borrowed until the end of the turn; "": none, or not known yet. */
const char *initials_show(struct app *app, const char *subject);
/* The rows were read again: so are the initials, where they are in sight. */
void initials_stale(struct app *app);

/* ---- for whoever has an identity open ---------------------------------------------------- */
/* It was opened or saved: keeps the initials of the names in it, where the office of the case
 * allows that and those that are kept are none or others. The record is read at once. */
void initials_keep(struct app *app, const char *subject, const struct record *identity);

/* ---- for tui/app alone ------------------------------------------------------------------- */
/* In each turn, before and after the drawing: takes them away under a veil; asks. */
void initials_watch(struct app *app);
void initials_ask(struct app *app);
/* The vault is locked: its memory is wiped by others. */
void initials_lost(struct app *app);
void initials_free(struct app *app);

#endif
