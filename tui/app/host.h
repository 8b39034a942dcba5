/* host.h: the process on its host, made safe before anything is read or shown. */
#ifndef TUI_APP_HOST_H
#define TUI_APP_HOST_H

#include <stdbool.h>
#include <stddef.h>

/* What the environment offered, read once before it is scrubbed. "" where it was not set. */
struct host {
	char conninfo[2048]; /* HOMEWARD_CONNINFO; what is cut here is too long for conf as well */
	char conf[1024];     /* HOMEWARD_CONF */
	char home[512];      /* HOME */
	char user[64];       /* of the real user id, from the user database */
	char term[64];       /* TERM, "" where unset or not of the pattern [A-Za-z0-9._+-]+ */
	bool no_color;       /* NO_COLOR not empty, or CLICOLOR=0 */
	bool ssh;            /* SSH_CONNECTION set: a lone Esc is given more time */
	bool multiplexed;    /* TMUX or STY set */
	bool locale_ok;      /* the locale is UTF-8, perhaps only after falling back to C.UTF-8 */
	char locale[64];     /* the one in force, for the doctor */
	bool undumpable;     /* no core dump, no attach by the same user (PR_SET_DUMPABLE 0) */
};

/* Reads *host, replaces the environment by TERM, TZ and the locale (so that no PG*, INPUTRC,
 * TERMINFO or LD_* reaches a library), sets the locale, forbids core dumps and attaching. */
void host_prepare(struct host *host);

/* The environment that is left, for the doctor and the tests: "TERM LANG TZ". */
extern const char *const host_kept[];

#endif
