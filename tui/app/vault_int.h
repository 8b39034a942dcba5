/* vault_int.h: what vault.c (files, keys, screens) and vault_ask.c (the database) share. Included
 * by these two only. */
#ifndef TUI_APP_VAULT_INT_H
#define TUI_APP_VAULT_INT_H

#include "db/vault/ring.h"
#include "tui/app/state.h"
#include "tui/app/vault.h"
#include "tui/app/vault_files.h"

enum vault_state {
	VAULT_SHUT = 0,
	VAULT_OPENING, /* her own keys are there, the directory and her realms not yet */
	VAULT_OPEN,
	VAULT_AWAY
};

/* The owner of what is asked for the keys; it is dropped with them. */
struct vault_fetch {
	struct vault *vault;
	bool asking;
};

/* Lies in the slab. */
struct vault_scratch {
	char passphrase[PASSPHRASE_LIMIT + 1];
	unsigned char host[HOST_SECRET], file[VAULT_KEY_FILE];
	struct person person;
};

struct vault {
	struct app *app;
	enum vault_state state;
	bool believed; /* the ring has a directory and the realms that came with it */
	bool seen_read; /* what was seen before is in the ring */
	bool seen_trouble; /* ... cannot be written, which has been said */
	bool asking_whose;
	struct vault_fetch fetch;
	struct ring *ring;
	struct slab *slab;
	struct vault_scratch *scratch;
	unsigned char *kept; /* a form on its way, kept_room bytes in the slab */
	size_t kept_room;
	char whose[UUID_TEXT]; /* the person's id, as the database says; "" not known yet */
	char why[400]; /* translated: why an answer left it shut */
	char key_path[VAULT_FILE_PATH], seen_path[VAULT_FILE_PATH];
};

/* vault.c: what has been seen before goes into the ring, once. Errors as ring_seen_read(),
 * ERR_INPUT as private_read(). */
int vault_read_seen(struct vault *vault, struct error *e);
/* It stays shut: told, and kept for vault_why(). Returns r. */
int vault_stays_shut(struct vault *vault, int r, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
