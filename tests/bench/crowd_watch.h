/*
 * crowd_watch.h: those who watch, listeners and consoles, each kind in a process of its own.
 */
#ifndef CROWD_WATCH_H
#define CROWD_WATCH_H

#include <sys/epoll.h>
#include "tests/bench/crowd.h"

static inline void note(const struct crowd *crowd, struct seat *seat)
{
	unsigned round = crowd->shared->round;

	seat->seen++;
	if (seat->round == round)
		return;
	seat->at_us = bench_now();
	seat->round = round;
}

static inline void watch(int poll_fd, int fd, int number)
{
	struct epoll_event event = { .events = EPOLLIN, .data = { .u32 = (uint32_t)number } };

	if (epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &event) != 0)
		bench_fail("epoll", strerror(errno));
}

static inline void listen_on(const struct crowd *crowd)
{
	static PGconn *conns[MANY];
	int poll_fd = epoll_create1(EPOLL_CLOEXEC);
	struct epoll_event events[64];

	for (int i = 0; i < crowd->listeners; i++) {
		conns[i] = log_in(crowd, people[i % 4]);
		PQclear(asked(conns[i], "listen hw_case", PGRES_COMMAND_OK));
		watch(poll_fd, PQsocket(conns[i]), i);
		crowd->shared->listener[i].ready = true;
	}
	for (;;) {
		int n = epoll_wait(poll_fd, events, 64, -1);

		for (int i = 0; i < n; i++) {
			uint32_t who = events[i].data.u32;
			PGnotify *notify;

			if (!PQconsumeInput(conns[who]))
				bench_fail("a listener", PQerrorMessage(conns[who]));
			while ((notify = PQnotifies(conns[who]))) {
				if (*notify->extra)
					crowd->shared->listener[who].marks++;
				else
					note(crowd, &crowd->shared->listener[who]);
				PQfreemem(notify);
			}
		}
	}
}

static inline int start_console(const struct crowd *crowd, int number)
{
	char program[512], conninfo[1024], who[32];
	char database[] = "-d", user[] = "-u";
	char *argv[] = { program, database, conninfo, user, who, NULL };
	struct terminal t;

	snprintf(program, sizeof program, "%s", crowd->program);
	snprintf(conninfo, sizeof conninfo, "%s", crowd->conninfo);
	snprintf(who, sizeof who, "%s", people[number % 4]);
	t = bench_start(argv, 24, 80, 1);
	free(t.bytes);
	crowd->shared->console[number].pid = t.pid;
	return t.fd;
}

/* Whether the bytes tell that the board is there; the word may be cut by the end of a read. */
static inline bool is_live(const char *bytes, char *tail)
{
	char both[4200];
	size_t length;

	snprintf(both, sizeof both, "%s%s", tail, bytes);
	length = strlen(both);
	snprintf(tail, 8, "%s", both + (length > 6 ? length - 6 : 0));
	return strstr(both, "LIVE") != NULL;
}

static inline void show_on(const struct crowd *crowd)
{
	static char tail[MANY][8];
	static int masters[MANY];
	int poll_fd = epoll_create1(EPOLL_CLOEXEC), started = 0, live = 0;
	struct epoll_event events[64];
	char bytes[4097];

	for (;;) {
		/* a few at a time: a machine that is started up by 200 people at once is another
		 * question */
		while (started < crowd->consoles && started < live + 8) {
			masters[started] = start_console(crowd, started);
			watch(poll_fd, masters[started], started);
			started++;
		}
		int n = epoll_wait(poll_fd, events, 64, -1);

		for (int i = 0; i < n; i++) {
			uint32_t who = events[i].data.u32;
			struct seat *seat = &crowd->shared->console[who];
			ssize_t got = read(masters[who], bytes, sizeof bytes - 1);

			if (got <= 0)
				bench_fail("a console", "it has ended");
			bytes[got] = '\0';
			note(crowd, seat);
			if (!seat->ready && is_live(bytes, tail[who])) {
				seat->ready = true;
				live++;
			}
		}
	}
}

static inline pid_t apart(const struct crowd *crowd, void (*work)(const struct crowd *))
{
	pid_t pid = fork();

	if (pid < 0)
		bench_fail("fork", strerror(errno));
	if (pid > 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	work(crowd);
	_exit(0);
}

static inline void wait_ready(const struct seat *seats, int count, const char *what)
{
	int64_t until = bench_now() + 90 * 1000000LL;

	for (int i = 0; i < count; i++) {
		while (!seats[i].ready) {
			if (bench_now() > until || waitpid(-1, NULL, WNOHANG) > 0)
				bench_fail(what, "not all of them came up");
			poll(NULL, 0, 20);
		}
	}
}

#endif
