/* vault_files: where the files of one person's vault lie on this host. */
#ifndef TUI_APP_VAULT_FILES_H
#define TUI_APP_VAULT_FILES_H

#include "conf/conf.h"
#include "db/base/err.h"

enum { VAULT_FILE_PATH = CONF_PATH + 128 };

/*
 * The path of LOGIN.SUFFIX in the folder of the settings (`vault.keys`), or in ~/.config/homeward.
 * The login is the server's word, and no path: ERR_INPUT where it could be one, and where all of it
 * is too long; path is "" then.
 */
int vault_file(char *path, size_t size, const struct conf *conf, const char *home,
	const char *login, const char *suffix, struct error *e);

#endif
