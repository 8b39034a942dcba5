/* loop.h: the one blocking call of the program.
 *
 * A source says what it waits for; loop_turn() polls all of them once and calls each one that is
 * ready or whose deadline has passed. Handlers never wait, never paint, never turn the loop. */
#ifndef TUI_APP_LOOP_H
#define TUI_APP_LOOP_H

#include <stddef.h>
#include <stdint.h>

struct loop_wants {
	int fd;           /* -1: no descriptor, only the deadline */
	short events;     /* POLLIN, POLLOUT */
	int64_t deadline; /* clock_now_ms() by which ready() wants to run; 0: none */
};

struct loop_source {
	struct loop_wants (*wants)(void *who);
	/* revents: what poll() saw, 0 when only the deadline passed. now: clock_now_ms(). */
	void (*ready)(void *who, short revents, int64_t now);
	void *who;
};

/* At most so many sources a turn. */
#define LOOP_MAX 8

/* One poll() over the sources, then their handlers in order. Returns 0, or -1 with errno set when
 * poll() itself failed for another reason than a signal. */
int loop_turn(const struct loop_source *sources, size_t count);

#endif
