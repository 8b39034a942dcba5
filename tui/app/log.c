#include "tui/app/log.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "db/base/date.h"
#include "tui/intl.h"

static int open_file(const char *path)
{
	struct stat st;
	/* NONBLOCK: a FIFO must be refused, not waited for. */
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC |
			O_NOCTTY | O_NONBLOCK, 0600);

	if (fd < 0)
		return -1;
	/* A file that others may read or that is not a file is not ours to write to. */
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || (st.st_mode & 077) != 0) {
		close(fd);
		errno = EPERM;
		return -1;
	}
	return fd;
}

int log_open(struct log *log, const struct conf *conf, char *problem, size_t size)
{
	*log = (struct log){ .level = conf->log.level, .path = conf->log.file };
	if (conf->log.file[0] == '\0')
		return 0;
	log->fd = open_file(conf->log.file) + 1;
	if (log->fd == 0) {
		snprintf(problem, size,
			_("%s: the log cannot be written (%s); it must be a file that only you "
				"can read"),
			conf->log.file, strerror(errno));
		return -1;
	}
	return 0;
}

void log_reopen(struct log *log)
{
	int fd;

	if (log->fd == 0)
		return;
	fd = open_file(log->path);
	if (fd < 0)
		return;
	log_close(log);
	log->fd = fd + 1;
}

void log_close(struct log *log)
{
	if (log->fd > 0)
		close(log->fd - 1);
	log->fd = 0;
}

void log_write(const struct log *log, enum conf_level level, const char *event, const char *code,
	int64_t number)
{
	static const char *const levels[] = { "error", "info", "debug" };
	char line[256], at[DATE_TEXT];
	struct timespec now;
	int used;

	if (log->fd == 0 || level > log->level)
		return;
	clock_gettime(CLOCK_REALTIME, &now);
	date_iso(at, (int64_t)now.tv_sec * 1000, 0);
	used = snprintf(line, sizeof line, "%s %ld %s %s", at, (long)getpid(), levels[level],
		event);
	if (code[0] != '\0')
		used += snprintf(line + used, sizeof line - (size_t)used, " %.40s", code);
	if (number != 0)
		used += snprintf(line + used, sizeof line - (size_t)used, " %" PRId64, number);
	line[used++] = '\n';
	/* A log that cannot be written must not stop the work. */
	if (write(log->fd - 1, line, (size_t)used) < 0)
		return;
}
