/*
 * errand: a process of its own that hands over one notice, by the program or the mail server of the
 * settings. Whatever it waits for, the service goes on; whatever happens to it, nothing of the
 * service is in its hands: no connection, no signal, no word of the environment.
 *
 * The program gets no argument, and on its standard input
 *
 *	To: ADDRESS
 *
 *	please log in, W9CX
 *
 * which `sendmail -t` takes as it is. What it prints goes nowhere. 0: sent. Anything else: failed.
 */
#ifndef NOTIFY_ERRAND_H
#define NOTIFY_ERRAND_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "conf/conf.h"
#include "db/base/err.h"
#include "conf/notify/outcome.h"

enum { ERRANDS = 32 };

/* What is said of one by its process, as soon as that knows. */
struct errand_report {
	enum outcome outcome;
	int status;
};

struct errand {
	char notice[37]; /* "" where this place is free */
	char code[8];
	pid_t pid; /* 0: none runs */
	int64_t deadline; /* clock_now_ms(): is killed; once it has ended: is told of again */
	enum outcome outcome; /* NONE while it runs */
	int status;
	bool has_status;
	bool telling; /* asked the database to keep it */
	struct errand_report *report; /* borrowed from the service: shared memory */
};

/* Whether the settings name one way that is good. ERR_INPUT, ERR_IO. */
int errand_check(const struct conf *conf, struct error *e);
/* Fills outcome at once where nobody has an address or no process can be had. */
void errand_start(struct errand *errand, const struct conf *conf, const char *login, int64_t now);
/* It ended like that (waitpid). */
void errand_ended(struct errand *errand, int wait_status);
/* Kill it, and whatever it has begun. */
void errand_kill(const struct errand *errand);

#endif
