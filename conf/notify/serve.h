/*
 * serve: fetches notices as hw_notify, has each handed over, tells the database what became of it.
 *
 * One serves, whoever holds the database's lock; another stands by. A notice is fetched once. What
 * became of it is told until the database has it, over a new connection too, and meanwhile it is
 * not handed over again. Whoever is killed in between may have sent it: it is sent once more.
 */
#ifndef NOTIFY_SERVE_H
#define NOTIFY_SERVE_H

#include "conf/conf.h"
#include "db/base/err.h"

/*
 * Until SIGTERM or SIGINT; then no more is fetched, and what is under way is waited for. conninfo:
 * of the settings. 0: told to end. ERR_REFUSED: this login may not. ERR_MEMORY, ERR_INPUT, ERR_IO.
 */
int serve(const struct conf *conf, struct error *e);

#endif
