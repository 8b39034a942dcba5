#include "tui/app/vault_files.h"

#include <stdio.h>
#include <string.h>

#include "tui/intl.h"

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
