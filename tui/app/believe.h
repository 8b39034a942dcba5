/* believe: whom this host takes for registrars, and the directory that they have signed. */
#ifndef TUI_APP_BELIEVE_H
#define TUI_APP_BELIEVE_H

#include "conf/conf.h"
#include "db/row.h"
#include "db/vault/ring.h"

/* The registrars of this host's settings. ERR_INPUT: they name none. */
int believe_registrars(struct registrars *out, const struct conf *conf, struct error *e);
/* The ring believes the directory of these rows, of which there is one or none. ERR_INPUT: this
 * host knows no registrars; ERR_KEY: nobody has signed a directory yet; ERR_TAMPERED also where one
 * has been seen and none is shown; else as directory_read() and ring_believe(). */
int believe_directory(struct ring *ring, const struct rows *rows,
	const struct registrars *registrars, struct error *e);

#endif
