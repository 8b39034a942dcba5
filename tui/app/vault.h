/* vault.h: the open vault of the person at the keyboard, for as long as this console runs.
 *
 *	never    nothing of it is in memory: neither keys nor room for them
 *	open     her keys are in the ring, of her realms those that could be had
 *	away     locked: keys of cases and all that screens had opened are wiped, realms are kept
 *	shut     locked for longer, or stopped: no key is left, only what forms hold, sealed
 *
 * What a screen does:
 *
 *	return app_unlock(app, opened, view);   asks for the passphrase where that is needed
 *	unsigned opened(void *who, bool open)   in the end, once
 *	{
 *		struct ring *ring = vault_ring(app);     NULL: it is not open
 *		plain = slab_take(vault_slab(app), n);   NULL: no room
 *	...
 *	and in its struct screen (screen.h) put_away and take_back.
 *
 * Both are borrowed until the end of the turn: ask again in the next one. When the vault is locked
 * put_away is called, then all that was taken from the slab is wiped; slab_give() nothing of it
 * later. */
#ifndef TUI_APP_VAULT_H
#define TUI_APP_VAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/base/err.h"

struct alarm;
struct app;
struct ring;
struct slab;

enum {
	VAULT_KEPT = 64 << 10, /* bytes of the longest form that is kept while it is locked */
	VAULT_ROOM = 192 << 10, /* bytes for all that screens have opened at a time */
};

/* ---- for screens and verbs ---------------------------------------------------------------- */
bool vault_is_open(const struct app *app);
struct ring *vault_ring(struct app *app);
struct slab *vault_slab(struct app *app);
/* Asks for the directory and the person's realms again: something was sealed in an epoch that is
 * not there yet, somebody new is to be given a key. What comes is simply there later. */
void vault_refresh(struct app *app);
/* Says loudly what ERR_TAMPERED means of a thing (translated: "This record"), and raises the alarm
 * (alarm.h). */
void vault_tampered(struct app *app, const char *what, const struct alarm *alarm,
	const struct error *e);

/* She has keys on this host, whatever they are good for. False: there is nothing that a passphrase
 * would open, and e says why. */
bool vault_has_keys(const struct app *app, struct error *e);
/* Her file LOGIN.suffix, beside her key file; false: it is not known yet where that is. */
bool vault_path(const struct app *app, const char *suffix, char *path, size_t size);

/* ---- for tui/app alone -------------------------------------------------------------------- */
/* Room for a passphrase (struct lock's), and all that can be known before it is typed: whether
 * nothing that is shown stays on the terminal (else no vault is ever opened on it), this host lets
 * memory be locked, has its secret, knows registrars, whether the key file is there. Errors as
 * slab_new() and private_read(), ERR_INPUT, ERR_OFFLINE; e says what to do. */
int vault_prepare(struct app *app, struct error *e);
/* Asks the database whose keys are wanted; lock_known() is called at once or later. */
void vault_ask_whose(struct app *app);
bool vault_knows_whose(const struct app *app);
/* Tries a passphrase that was entered at `since`. 0: it is right, and vault_is_open() where that is
 * all; else vault_fetch() brings the rest. ERR_TIMEOUT: it is another's turn on this host, which is
 * not waited for without end; ERR_PASSPHRASE: it is wrong; else as keyfile_open() and
 * private_read(). */
int vault_try(struct app *app, const char *passphrase, int64_t since, struct error *e);
/* Asks for directory and realms; lock_opened() is called later. False: the line is not there. */
bool vault_fetch(struct app *app);
/* The person is in although her realms cannot be asked for: they come when the line is back. */
void vault_open_without(struct app *app);
/* Locked: forms are sealed, what was opened is wiped, with the keys of cases. */
void vault_put_away(struct app *app);
/* ... long ago: all keys are wiped. */
void vault_forget(struct app *app);
/* Why the database's last answer left the vault shut, translated. */
const char *vault_why(const struct app *app);
/* There are keys that vault_forget() would wipe. */
bool vault_holds_keys(const struct app *app);
/* Hands screens back what they had put away. */
void vault_take_back(struct app *app);
/* Some screen has put something away that is not saved. */
bool vault_keeps_forms(const struct app *app);
/* The end of a turn: nothing reads the keys until the next; what was seen is written. */
void vault_rest(struct app *app);
/* LIVE again. */
void vault_live(struct app *app);
void vault_free(struct app *app);

#endif
