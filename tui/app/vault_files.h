/* vault_files: where the files of one person's vault lie on this host. */
#ifndef TUI_APP_VAULT_FILES_H
#define TUI_APP_VAULT_FILES_H

#include "conf/conf.h"
#include "db/base/err.h"

#include <stdint.h>

enum {
	VAULT_FILE_PATH = CONF_PATH + 128,
	VAULT_KEY_FILE = 4096, /* bytes that a key file may have, also of later versions */
};

/*
 * The path of LOGIN.SUFFIX in the folder of the settings (`vault.keys`), or in ~/.config/homeward.
 * The login is the server's word, and no path: ERR_INPUT where it could be one, and where all of it
 * is too long; path is "" then.
 */
int vault_file(char *path, size_t size, const struct conf *conf, const char *home,
	const char *login, const char *suffix, struct error *e);

/* The secret of this host, into HOST_SECRET bytes of a slab; and a key file, into VAULT_KEY_FILE.
 * Errors as private_read(), ERR_INPUT: there is none. */
int vault_read_host(unsigned char *out, const struct conf *conf, struct error *e);
int vault_read_key(unsigned char *out, size_t *length, const char *path, struct error *e);
/* ERR_INPUT, and what to do: there is no key file. 0 also where it may not be read. */
int vault_find_key(const char *path, struct error *e);

/* Takes this host's turn to derive a key: *turn is for vault_turn_done(), whatever the outcome. It
 * protects nothing but the host's memory, and is not waited for without end: 0 also after
 * KEYFILE_TURN_S. ERR_TIMEOUT: it is another's, ask again soon; ERR_IO. */
int vault_turn(int *turn, const struct conf *conf, int64_t waited_ms, struct error *e);
/* The same for who has nothing else to do meanwhile: waits for it. */
int vault_turn_wait(int *turn, const struct conf *conf, struct error *e);
void vault_turn_done(int turn);

#endif
