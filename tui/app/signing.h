/* signing.h: somebody's answer to what was asked, signed with her own keys over the very text that
 * the database shows, and that it says it is (db/vault/approval.h). What is signed is a row of
 * approval_open: its kind, id, version and content.
 *
 *	struct signing signing;
 *	r = signing_begin(&signing, rows, id, code, "handed over", e);   ERR_TAMPERED: sign nothing
 *	r = signing_sign(&signing, app, e);
 *	params: signing.number, signing.signature
 */
#ifndef TUI_APP_SIGNING_H
#define TUI_APP_SIGNING_H

#include "db/base/uuid.h"
#include "db/row.h"
#include "db/vault/approval.h"

struct app;

/* It points into itself: not to be copied. */
struct signing {
	struct approval approval; /* `with` is zero: whoever sends something along sets it */
	char kind[32], id[UUID_TEXT], answer[16];
	char number[12]; /* which of her keys has signed */
	char signature[2 + 2 * SIGNATURE + 1]; /* as PostgreSQL reads bytes */
};

/* Of the first row, which is of the request of this id and code: that was asked for, and stands on
 * the screen. ERR_TAMPERED: the row is of another, or its text names another code or kind, or is
 * not the one whose hash the database names; *signing is good for nothing then. */
int signing_begin(struct signing *signing, const struct rows *rows, const char *id,
	const char *code, const char *answer, struct error *e);
/* Fills in number and signature. ERR_KEY: the vault is shut; else as approval_sign(). */
int signing_sign(struct signing *signing, struct app *app, struct error *e);

#endif
