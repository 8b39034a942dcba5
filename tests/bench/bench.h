/*
 * bench.h: what the programs of the bench share: time, medians, a program on a pseudo-terminal.
 * All of them say why and exit with 1 when they cannot measure.
 */
#ifndef BENCH_H
#define BENCH_H

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { BENCH_BYTES = 1 << 18, BENCH_PATIENCE_MS = 20000 };

/* A program on a terminal of its own, and what it has sent since the last bench_forget(). */
struct terminal {
	int fd; /* -1: none */
	pid_t pid;
	size_t len;
	char *bytes; /* BENCH_BYTES */
};

static inline void bench_fail(const char *what, const char *more)
{
	fprintf(stderr, "bench: %s: %s\n", what, more);
	exit(1);
}

/* Microseconds. */
static inline int64_t bench_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static inline int bench_compare(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The value that `percent` of them do not pass; sorts them. */
static inline int64_t bench_percentile(int64_t *values, size_t n, int percent)
{
	if (n == 0)
		return 0;
	qsort(values, n, sizeof *values, bench_compare);
	return values[(n - 1) * (size_t)percent / 100];
}

/* The console forbids others of its user to look into it, so that an ordinary user could not read
 * how much memory it takes. In the bench that one call changes nothing. */
static inline void bench_stay_readable(void)
{
	struct sock_filter filter[] = { BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
						offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_prctl, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PR_SET_DUMPABLE, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW) };
	struct sock_fprog program = { sizeof filter / sizeof *filter, filter };

	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

static inline struct terminal bench_start(char **argv, int rows, int cols, int readable)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	struct terminal t = { .fd = -1, .bytes = malloc(BENCH_BYTES) };

	if (!t.bytes)
		bench_fail(argv[0], "no memory");
	t.pid = forkpty(&t.fd, NULL, NULL, &size);
	if (t.pid < 0)
		bench_fail(argv[0], strerror(errno));
	if (t.pid == 0) {
		if (readable)
			bench_stay_readable();
		execvp(argv[0], argv);
		_exit(127);
	}
	fcntl(t.fd, F_SETFL, fcntl(t.fd, F_GETFL) | O_NONBLOCK);
	fcntl(t.fd, F_SETFD, FD_CLOEXEC);
	return t;
}

static inline void bench_forget(struct terminal *t)
{
	t->len = 0;
}

/* Takes what is there. Returns how much; 0 when it has ended, -1 when nothing is there. */
static inline ssize_t bench_take(struct terminal *t)
{
	ssize_t got;

	if (t->len == BENCH_BYTES)
		bench_fail("terminal", "more bytes than expected");
	got = read(t->fd, t->bytes + t->len, BENCH_BYTES - t->len);
	if (got > 0)
		t->len += (size_t)got;
	else if (got < 0)
		return errno == EAGAIN || errno == EINTR ? -1 : 0;
	return got;
}

static inline int bench_holds(const struct terminal *t, const char *text)
{
	return memmem(t->bytes, t->len, text, strlen(text)) != NULL;
}

/* Until the bytes hold the text, which must come in time. */
static inline void bench_await(struct terminal *t, const char *text)
{
	int64_t end = bench_now() + BENCH_PATIENCE_MS * 1000;

	while (!bench_holds(t, text)) {
		struct pollfd in = { t->fd, POLLIN, 0 };
		int64_t left = end - bench_now();

		if (left <= 0 || (poll(&in, 1, (int)(left / 1000) + 1) > 0 && bench_take(t) == 0)) {
			fwrite(t->bytes, 1, t->len, stderr);
			bench_fail("a terminal never showed", text);
		}
	}
}

/* Until nothing has come for so long; 0 when it has ended. */
static inline int bench_settle(struct terminal *t, int ms)
{
	struct pollfd in = { t->fd, POLLIN, 0 };

	while (poll(&in, 1, ms) > 0)
		if (bench_take(t) == 0)
			return 0;
	return 1;
}

static inline void bench_type(struct terminal *t, const char *keys)
{
	size_t len = strlen(keys);

	if (write(t->fd, keys, len) != (ssize_t)len)
		bench_fail("terminal", "it does not take keys");
}

static inline void bench_end(struct terminal *t)
{
	close(t->fd);
	kill(t->pid, SIGKILL);
	waitpid(t->pid, NULL, 0);
	free(t->bytes);
	*t = (struct terminal){ .fd = -1 };
}

/* Memory that nobody shares, in kB. */
static inline long bench_private(pid_t pid)
{
	char path[64], line[256];
	long sum = 0, kb;
	FILE *in;

	snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)pid);
	in = fopen(path, "r");
	if (!in)
		bench_fail(path, strerror(errno));
	while (fgets(line, sizeof line, in))
		if (sscanf(line, "Private_Clean: %ld", &kb) == 1 ||
			sscanf(line, "Private_Dirty: %ld", &kb) == 1)
			sum += kb;
	fclose(in);
	return sum;
}

#endif
