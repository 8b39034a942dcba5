/* log.h: one file of codes and times, for whoever keeps the console running. Never a name, a text,
 * a message of the server, a parameter: only words of ours, SQLSTATEs and numbers. */
#ifndef TUI_APP_LOG_H
#define TUI_APP_LOG_H

#include <stddef.h>
#include <stdint.h>

#include "conf/conf.h"

/* Zero logs nothing. */
struct log {
	int fd; /* plus one, so that zero is none */
	enum conf_level level;
	const char *path; /* borrowed from the configuration */
};

/* Appends to the file that the configuration names, 0600, never through a link. Returns 0 (also
 * where none is named), or -1 with a sentence. */
int log_open(struct log *log, const struct conf *conf, char *problem, size_t size);
/* The file was moved away: begin a new one (SIGUSR1). */
void log_reopen(struct log *log);
void log_close(struct log *log);

/* One line: time (UTC), process, level, event, code, number. code "" and number 0 are left out. */
void log_write(const struct log *log, enum conf_level level, const char *event, const char *code,
	int64_t number);

#endif
