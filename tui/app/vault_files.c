#include "tui/app/vault_files.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "db/base/private.h"
#include "db/vault/keyfile.h"
#include "tui/intl.h"

enum { TURN_STEP_MS = 100 };

int vault_file(char *path, size_t size, const struct conf *conf, const char *home,
	const char *login, const char *suffix, struct error *e)
{
	const bool chosen = conf->vault.keys[0] != '\0';
	int length;

	*path = '\0';
	if (login[0] == '\0' || login[0] == '.' || strchr(login, '/') != NULL)
		return error_set(e, ERR_INPUT, "%s",
			_("No key file can be named after your login."));
	length = snprintf(path, size, "%s%s/%s.%s", chosen ? conf->vault.keys : home,
		chosen ? "" : "/.config/homeward", login, suffix);
	if (length >= 0 && (size_t)length < size)
		return 0;
	*path = '\0';
	return error_set(e, ERR_INPUT, "%s", _("The folder of your keys has too long a name."));
}

int vault_read_host(unsigned char *out, const struct conf *conf, struct error *e)
{
	const char *path = conf->vault.host_secret;
	size_t length;
	int r;

	if (path[0] == '\0')
		return error_set(e, ERR_INPUT, "%s",
			_("No vault is opened on this host: its settings name no secret of its own "
			  "(vault.host_secret)."));
	r = private_read(out, HOST_SECRET, &length, path, PRIVATE_GROUP, e);
	if (r == 0 && length != HOST_SECRET)
		r = error_set(e, ERR_INPUT,
			_("%.300s is cut short: the secret of a host has %d bytes. Ask whoever "
			  "keeps this host."),
			path, HOST_SECRET);
	return r;
}

int vault_find_key(const char *path, struct error *e)
{
	if (access(path, F_OK) == 0 || errno != ENOENT)
		return 0;
	return error_set(e, ERR_INPUT,
		_("You have no keys on this host (%.300s). `homeward keys make` makes them; two "
		  "registrars then sign for you."),
		path);
}

int vault_read_key(unsigned char *out, size_t *length, const char *path, struct error *e)
{
	int r = vault_find_key(path, e);

	return r != 0 ? r : private_read(out, VAULT_KEY_FILE, length, path, PRIVATE_OWNER, e);
}

int vault_turn(int *turn, const struct conf *conf, int64_t waited_ms, struct error *e)
{
	*turn = keyfile_lock(conf->vault.host_secret, e);
	if (*turn >= 0)
		return 0;
	return *turn == ERR_TIMEOUT && waited_ms >= INT64_C(1000) * KEYFILE_TURN_S ? 0 : *turn;
}

int vault_turn_wait(int *turn, const struct conf *conf, struct error *e)
{
	const struct timespec step = { .tv_nsec = TURN_STEP_MS * 1000000L };
	int waited = 0, r;

	while ((r = vault_turn(turn, conf, waited, e)) == ERR_TIMEOUT) {
		nanosleep(&step, NULL);
		waited += TURN_STEP_MS;
	}
	return r;
}

void vault_turn_done(int turn)
{
	if (turn >= 0)
		keyfile_unlock(turn);
}
