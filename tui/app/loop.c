#include "tui/app/loop.h"

#include <errno.h>
#include <poll.h>

#include "db/base/clock.h"

static int timeout_until(int64_t deadline, int64_t now)
{
	if (deadline == 0)
		return -1;
	if (deadline <= now)
		return 0;
	if (deadline - now > 60000)
		return 60000;
	return (int)(deadline - now);
}

int loop_turn(const struct loop_source *sources, size_t count)
{
	struct pollfd fds[LOOP_MAX];
	int64_t deadlines[LOOP_MAX], first = 0;

	if (count > LOOP_MAX)
		count = LOOP_MAX;
	for (size_t i = 0; i < count; i++) {
		struct loop_wants wants = sources[i].wants(sources[i].who);

		fds[i] = (struct pollfd){ .fd = wants.fd, .events = wants.events };
		deadlines[i] = wants.deadline;
		if (wants.deadline != 0 && (first == 0 || wants.deadline < first))
			first = wants.deadline;
	}
	if (poll(fds, (nfds_t)count, timeout_until(first, clock_now_ms())) < 0 && errno != EINTR)
		return -1;

	int64_t now = clock_now_ms();

	for (size_t i = 0; i < count; i++) {
		if (fds[i].revents != 0 || (deadlines[i] != 0 && deadlines[i] <= now))
			sources[i].ready(sources[i].who, fds[i].revents, now);
	}
	return 0;
}
