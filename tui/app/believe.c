#include "tui/app/believe.h"

#include <string.h>

#include "db/key_rows.h"
#include "db/vault/hex.h"
#include "tui/intl.h"

_Static_assert((int)CONF_REGISTRARS == (int)REGISTRARS, "as many as the vault can know");

static int nobody(struct error *e)
{
	return error_set(e, ERR_INPUT, "%s",
		_("The settings of this host name no registrars (vault.registrars), so nobody is "
		  "believed here. Ask whoever keeps this host."));
}

int believe_registrars(struct registrars *out, const struct conf *conf, struct error *e)
{
	*out = (struct registrars){ 0 };
	for (size_t i = 0; i < conf->vault.registrars_count; i++)
		if (hex_read(out->sign[out->count], PUBLIC_KEY, conf->vault.registrars[i],
			    strlen(conf->vault.registrars[i])))
			out->count++;
	return out->count > 0 ? 0 : nobody(e);
}

/* Whoever withholds it would have nobody noticed who was signed out of it. */
static int no_directory(const struct ring *ring, struct error *e)
{
	uint32_t seen = ring_seen_serial(ring);

	if (seen > 0)
		return error_set(e, ERR_TAMPERED,
			_("The server shows no directory, and you have seen directory %u."), seen);
	return error_set(e, ERR_KEY, "%s",
		_("There is no directory of people and keys yet: two registrars have to sign the "
		  "first (`homeward admin sign`)."));
}

int believe_directory(struct ring *ring, const struct rows *rows,
	const struct registrars *registrars, struct error *e)
{
	struct directory_text text;
	struct directory *directory;
	int r;

	if (registrars->count == 0)
		return nobody(e);
	if (rows_count(rows) == 0)
		return no_directory(ring, e);
	if (!key_rows_directory(&text, rows, 0))
		return error_set(e, ERR_TAMPERED, "%s",
			_("The directory is not signed by two registrars; it is not used."));
	r = directory_read(&directory, &text, registrars, e);
	return r == 0 ? ring_believe(ring, directory, e) : r;
}
