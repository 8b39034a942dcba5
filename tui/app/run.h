/* run.h: the two ways to run: the console on a terminal, or one verb from a shell. */
#ifndef TUI_APP_RUN_H
#define TUI_APP_RUN_H

#include "tui/app/app.h"

struct conf;
struct host;

struct run_options {
	const struct host *host;
	const struct conf *conf;
	const char *conf_path; /* -c; NULL: the usual places */
	const char *conninfo;
	const char *user; /* -u; NULL: as the conninfo says */
	char *const *words; /* the verb and its arguments */
	int word_count;
};

/* Says a line on standard error before there is an app to say it: "homeward: " and the text,
 * through the gate, for it may quote a file or an argument. */
void say_early(const char *text);

/* Both return the exit code (enum exit_code). */
int run_console(const struct run_options *options);
int run_shell(const struct run_options *options);

#endif
