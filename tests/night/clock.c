/*
 * The clock of the long night, linked into a console of the tests in place of the machine's own
 * (--wrap; all else is the program as it is). Time stands still until
 * whoever drives the night sets it, so hours pass as fast as there is nothing to do in them, each
 * timer runs out at its own moment, and no deadline is missed because a machine is slow. What a
 * console leaves to chance follows from NIGHT_SEED, a number.
 *
 * NIGHT_SOCKET names the driver's socket. It says, a line each:
 *	time MS      CLOCK_BOOTTIME from now on; the first before the program begins
 *	quiet        asks for the line below
 *	memory       answered by `memory PRIVATE_KB HEAP_BYTES` (heap 0 under a sanitizer)
 * The console says `quiet WAKES DEADLINE OPEN` whenever it waits: how often it was woken, when it
 * wants to go on by itself (-1: never), and how many answers of the server it waits for, so that no
 * time passes before they have come. It ends when the driver goes away.
 */
#include <errno.h>
#include <libpq-fe.h>
#include <malloc.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { FDS = 16, NO_DRIVER = 70 };

static struct {
	int fd; /* 0: no driver, the machine's clock */
	int64_t now_ms;
	long wakes;
	int open; /* answers that have not come */
	bool utility, connecting;
	uint64_t chance;
	size_t held;
	char line[256]; /* the beginning of a line that is still coming */
} night;

int __real_clock_gettime(clockid_t clock, struct timespec *out);
ssize_t __real_getrandom(void *out, size_t size, unsigned int flags);
int __real_poll(struct pollfd *fds, nfds_t count, int timeout);
PGconn *__real_PQconnectStartParams(const char *const *names, const char *const *values,
	int expand);
PostgresPollingStatusType __real_PQconnectPoll(PGconn *conn);
int __real_PQpipelineSync(PGconn *conn);
int __real_PQsendQuery(PGconn *conn, const char *query);
PGresult *__real_PQgetResult(PGconn *conn);
void __real_PQfinish(PGconn *conn);
int __wrap_clock_gettime(clockid_t clock, struct timespec *out);
ssize_t __wrap_getrandom(void *out, size_t size, unsigned int flags);
int __wrap_poll(struct pollfd *fds, nfds_t count, int timeout);
PGconn *__wrap_PQconnectStartParams(const char *const *names, const char *const *values,
	int expand);
PostgresPollingStatusType __wrap_PQconnectPoll(PGconn *conn);
int __wrap_PQpipelineSync(PGconn *conn);
int __wrap_PQsendQuery(PGconn *conn, const char *query);
PGresult *__wrap_PQgetResult(PGconn *conn);
void __wrap_PQfinish(PGconn *conn);

static void say(const char *text)
{
	if (send(night.fd, text, strlen(text), MSG_NOSIGNAL) != (ssize_t)strlen(text))
		_exit(NO_DRIVER);
}

static long private_kb(void)
{
	FILE *file = fopen("/proc/self/smaps_rollup", "re");
	char line[128];
	long sum = 0, kb;

	while (file && fgets(line, sizeof line, file))
		if (sscanf(line, "Private_%*[A-Za-z]: %ld kB", &kb) == 1)
			sum += kb;
	if (file)
		fclose(file);
	return sum;
}

static void obey(const char *line)
{
	char answer[96];

	if (strncmp(line, "time ", 5) == 0)
		night.now_ms = strtoll(line + 5, NULL, 10);
	if (strcmp(line, "memory") != 0)
		return;
	snprintf(answer, sizeof answer, "memory %ld %zu\n", private_kb(), mallinfo2().uordblks);
	say(answer);
}

/* Takes what the driver says; waits for it. */
static void listen_once(void)
{
	ssize_t got =
		recv(night.fd, night.line + night.held, sizeof night.line - 1 - night.held, 0);
	char *end;

	if (got < 0 && errno == EINTR)
		return;
	if (got <= 0)
		_exit(NO_DRIVER);
	night.held += (size_t)got;
	night.line[night.held] = '\0';
	while ((end = strchr(night.line, '\n')) != NULL) {
		*end = '\0';
		obey(night.line);
		night.held -= (size_t)(end + 1 - night.line);
		memmove(night.line, end + 1, night.held + 1);
	}
}

__attribute__((constructor)) static void begin(void)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	const char *path = getenv("NIGHT_SOCKET"), *seed = getenv("NIGHT_SEED");

	if (path == NULL)
		return;
	snprintf(to.sun_path, sizeof to.sun_path, "%s", path);
	night.fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (night.fd <= 0 || connect(night.fd, (struct sockaddr *)&to, sizeof to) != 0)
		_exit(NO_DRIVER);
	night.chance = seed != NULL ? strtoull(seed, NULL, 10) : 0;
	while (night.now_ms == 0)
		listen_once();
}

int __wrap_clock_gettime(clockid_t clock, struct timespec *out)
{
	if (night.fd == 0 || clock != CLOCK_BOOTTIME)
		return __real_clock_gettime(clock, out);
	*out = (struct timespec){ night.now_ms / 1000, night.now_ms % 1000 * 1000000 };
	return 0;
}

/* When to ask follows from the seed (splitmix64); what wants to be unique, and so may wait for the
 * machine's own chance, gets that. */
ssize_t __wrap_getrandom(void *out, size_t size, unsigned int flags)
{
	uint64_t z;

	if (night.fd == 0 || flags != GRND_NONBLOCK || size > sizeof z)
		return __real_getrandom(out, size, flags);
	z = night.chance += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	z ^= z >> 31;
	memcpy(out, &z, size);
	return (ssize_t)size;
}

/* ---- what the server still owes ---- */

PGconn *__wrap_PQconnectStartParams(const char *const *names, const char *const *values, int expand)
{
	night.connecting = true;
	return __real_PQconnectStartParams(names, values, expand);
}

PostgresPollingStatusType __wrap_PQconnectPoll(PGconn *conn)
{
	PostgresPollingStatusType status = __real_PQconnectPoll(conn);

	night.connecting = status != PGRES_POLLING_OK && status != PGRES_POLLING_FAILED;
	return status;
}

int __wrap_PQpipelineSync(PGconn *conn)
{
	night.open++;
	return __real_PQpipelineSync(conn);
}

int __wrap_PQsendQuery(PGconn *conn, const char *query)
{
	night.utility = true;
	return __real_PQsendQuery(conn, query);
}

PGresult *__wrap_PQgetResult(PGconn *conn)
{
	PGresult *result = __real_PQgetResult(conn);

	if (result == NULL && PQpipelineStatus(conn) == PQ_PIPELINE_OFF)
		night.utility = false;
	else if (PQresultStatus(result) == PGRES_PIPELINE_SYNC)
		night.open--;
	return result;
}

void __wrap_PQfinish(PGconn *conn)
{
	night.open = 0;
	night.utility = night.connecting = false;
	__real_PQfinish(conn);
}

/* ---- waiting ---- */

/* The loop's wait; that for one descriptor is for the terminal alone and in real time. */
int __wrap_poll(struct pollfd *fds, nfds_t count, int timeout)
{
	struct pollfd all[FDS];
	int64_t deadline = timeout < 0 ? -1 : night.now_ms + timeout;
	char quiet[80];

	if (night.fd == 0 || count < 2 || count >= FDS)
		return __real_poll(fds, count, timeout);
	night.wakes++;
	memcpy(all, fds, count * sizeof *fds);
	all[count] = (struct pollfd){ .fd = night.fd, .events = POLLIN };
	for (bool told = false;;) {
		bool due = deadline >= 0 && night.now_ms >= deadline;
		int ready = __real_poll(all, count + 1, due || !told ? 0 : -1);

		if (ready < 0)
			return -1;
		if (all[count].revents != 0) {
			listen_once();
			told = false;
			ready--;
		} else if (ready == 0 && !due) {
			snprintf(quiet, sizeof quiet, "quiet %ld %lld %d\n", night.wakes,
				(long long)deadline, night.open + night.utility + night.connecting);
			say(quiet);
			told = true;
		}
		if (ready > 0 || due) {
			memcpy(fds, all, count * sizeof *fds);
			return ready;
		}
	}
}
