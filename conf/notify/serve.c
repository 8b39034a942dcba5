#include "conf/notify/serve.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/base/clock.h"
#include "db/pg.h"
#include "conf/notify/errand.h"

enum {
	POLL_MS = 2000, /* and at once when the database says that there is something */
	FREE_PLACES = 16, /* as many as one question brings at most */
	AGAIN_MS = 60000 /* the same trouble is told once a minute */
};
enum { TAKE_SERVING, TAKE_ID, TAKE_LOGIN, TAKE_CODE, TAKE_WAITED };

struct service {
	const struct conf *conf;
	struct pg *pg;
	struct errand errands[ERRANDS];
	int signals; /* signalfd */
	int64_t ask_at; /* clock_now_ms() */
	bool asked, serves, ending;
	int lives; /* of the connection that the lock is of */
	enum err failed; /* for good */
	char said[200];
	int64_t said_ms;
};

static void say(struct service *service, const char *what)
{
	int64_t now = clock_now_ms();

	if (strcmp(service->said, what) == 0 && now - service->said_ms < AGAIN_MS)
		return;
	snprintf(service->said, sizeof service->said, "%s", what);
	service->said_ms = now;
	fprintf(stderr, "homeward-notify: %s\n", what);
}

/* ---- telling ---- */

static void told(const struct answer *answer, void *who)
{
	struct errand *errand = who;

	errand->telling = false;
	errand->deadline = clock_now_ms() + AGAIN_MS / 60;
	if (answer->err == 0)
		errand->notice[0] = '\0';
}

static void tell(struct service *service, int64_t now)
{
	for (struct errand *errand = service->errands; errand < service->errands + ERRANDS;
		errand++) {
		const struct param params[] = { param_text(errand->notice),
			param_text(outcome_word(errand->outcome)),
			errand->has_status ? param_int(errand->status) : param_null() };

		if (errand->notice[0] == '\0' || errand->outcome == OUTCOME_NONE ||
			errand->telling || errand->deadline > now ||
			pg_state(service->pg) != PG_LIVE)
			continue;
		errand->telling = pg_ask(service->pg,
					  &(struct ask){ .query = Q_NOTICE_TOLD,
						  .params = params,
						  .count = 3,
						  .change = true,
						  .answer = told,
						  .who = errand }) == 0;
	}
}

/* ---- fetching ---- */

static size_t places(const struct service *service)
{
	size_t n = 0;

	for (size_t i = 0; i < ERRANDS; i++)
		n += service->errands[i].notice[0] == '\0';
	return n;
}

/* Four letters or digits: what the database says goes into a message and on a terminal. */
static bool code_valid(const char *code)
{
	return strlen(code) == 4 && strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == 4;
}

static void begin(struct service *service, const struct rows *rows, int row)
{
	const char *id = rows_text(rows, row, TAKE_ID), *code = rows_text(rows, row, TAKE_CODE);
	struct errand *place = NULL;

	if (strlen(id) != sizeof place->notice - 1 || !code_valid(code))
		return;
	for (size_t i = 0; i < ERRANDS; i++) {
		if (strcmp(service->errands[i].notice, id) == 0)
			return; /* what became of it is told as soon as it can be */
		if (place == NULL && service->errands[i].notice[0] == '\0')
			place = &service->errands[i];
	}
	if (place == NULL)
		return;
	fprintf(stderr, "homeward-notify: %s has waited %lld ms\n", code,
		(long long)rows_int(rows, row, TAKE_WAITED));
	*place = (struct errand){ .report = place->report };
	snprintf(place->notice, sizeof place->notice, "%s", id);
	snprintf(place->code, sizeof place->code, "%s", code);
	errand_start(place, service->conf, rows_text(rows, row, TAKE_LOGIN), clock_now_ms());
}

static void refused(struct service *service, const struct answer *answer)
{
	char why[120];

	if (strcmp(answer->sqlstate, "42501") == 0) {
		service->failed = ERR_REFUSED;
		return;
	}
	snprintf(why, sizeof why, "not serving: the database did not answer (%s)",
		answer->sqlstate[0] != '\0' ? answer->sqlstate : error_word(answer->err));
	service->serves = false;
	say(service, why);
}

static void taken(const struct answer *answer, void *who)
{
	struct service *service = who;

	service->asked = false;
	if (answer->err != 0) {
		refused(service, answer);
		return;
	}
	service->serves = rows_bool(answer->rows, 0, TAKE_SERVING);
	say(service, service->serves ? "serving" : "standing by: another one serves");
	for (int row = 0; service->serves && row < rows_count(answer->rows); row++)
		if (!rows_is_null(answer->rows, row, TAKE_ID))
			begin(service, answer->rows, row);
}

static void take(struct service *service, int64_t now)
{
	struct pg_status status;
	const struct param param = param_bool(!service->serves);

	pg_status(service->pg, &status);
	if (service->ending || service->asked || status.state != PG_LIVE || now < service->ask_at ||
		places(service) < FREE_PLACES)
		return;
	service->ask_at = now + POLL_MS;
	service->asked = pg_ask(service->pg,
				 &(struct ask){ .query = Q_NOTICE_TAKE,
					 .params = &param,
					 .count = 1,
					 .change = true,
					 .answer = taken,
					 .who = service }) == 0;
}

/* Somebody is to be woken, or the connection is new: its lock is nobody's yet. */
static void noticed(const char *topic, void *who)
{
	struct service *service = who;

	service->serves = service->serves && topic != NULL;
	service->ask_at = 0;
}

static void changed(enum pg_state state, void *who)
{
	struct service *service = who;
	struct pg_status status;
	char why[200];

	if (state == PG_LIVE)
		return;
	service->serves = false;
	pg_status(service->pg, &status);
	snprintf(why, sizeof why, "not serving: %.180s",
		status.error.code != ERR_NONE ? status.error.text : "connecting");
	if (state == PG_OFFLINE)
		say(service, why);
}

/* ---- errands ---- */

static void reap(struct service *service)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		for (size_t i = 0; i < ERRANDS; i++) {
			struct errand *errand = &service->errands[i];

			if (errand->pid != pid)
				continue;
			errand_ended(errand, status);
			fprintf(stderr, "homeward-notify: %s %s (%d)\n", errand->code,
				outcome_word(errand->outcome), errand->status);
		}
	}
}

/* Kills those that take too long. When to look again; 0: none runs. */
static int64_t hurry(struct service *service, int64_t now)
{
	int64_t next = 0;

	for (size_t i = 0; i < ERRANDS; i++) {
		if (service->errands[i].pid == 0)
			continue;
		if (service->errands[i].deadline <= now) {
			errand_kill(&service->errands[i]);
			service->errands[i].deadline = now + POLL_MS;
		}
		next = clock_earlier(next, service->errands[i].deadline);
	}
	return next;
}

static void signalled(struct service *service)
{
	struct signalfd_siginfo info;

	while (read(service->signals, &info, sizeof info) == sizeof info)
		if (info.ssi_signo != SIGCHLD)
			service->ending = true;
	reap(service);
}

static int wait_ms(const struct service *service, int64_t deadline, int64_t now)
{
	int64_t next = clock_earlier(deadline, now + POLL_MS);

	if (service->ask_at > now)
		next = clock_earlier(next, service->ask_at);
	return next <= now ? 0 : (int)(next - now);
}

static bool goes_on(const struct service *service)
{
	if (service->failed != ERR_NONE)
		return false;
	return !service->ending || service->asked || places(service) < ERRANDS;
}

static int turn(struct service *service)
{
	int64_t now = clock_now_ms(), deadline = hurry(service, now);
	struct pg_wants wants;
	struct pollfd fds[2];

	take(service, now);
	tell(service, now);
	wants = pg_wants(service->pg);
	fds[0] = (struct pollfd){ .fd = wants.fd, .events = wants.events };
	fds[1] = (struct pollfd){ .fd = service->signals, .events = POLLIN };
	deadline = clock_earlier(deadline, wants.deadline_ms);
	if (poll(fds, 2, wait_ms(service, deadline, now)) < 0 && errno != EINTR)
		return ERR_IO;
	if (fds[1].revents != 0)
		signalled(service);
	pg_pump(service->pg, fds[0].revents, clock_now_ms());
	return 0;
}

static int open_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int serve(const struct conf *conf, struct error *e)
{
	struct service service = { .conf = conf, .signals = open_signals() };
	struct errand_report *reports = mmap(NULL, sizeof *reports * ERRANDS,
		PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	const struct pg_options options = { .conninfo = conf->database.conninfo,
		.user = "hw_notify",
		.application = "homeward-notify",
		.connect_ms = conf->database.connect_timeout_s * 1000,
		.request_ms = conf->database.request_timeout_s * 1000,
		.retry_cap_ms = conf->database.reconnect_max_s * 1000,
		.heartbeat_ms = -1,
		.listen = Q_LISTEN_NOTICE,
		.who = &service,
		.changed = changed,
		.notice = noticed };
	int r = 0;

	if (service.signals < 0 || reports == MAP_FAILED)
		return error_set(e, ERR_IO, "The system gives no signals or no memory.");
	for (size_t i = 0; i < ERRANDS; i++)
		service.errands[i].report = &reports[i];
	r = pg_new(&service.pg, &options, e);
	if (r != 0)
		return r;
	while (r == 0 && goes_on(&service))
		r = turn(&service);
	pg_free(service.pg);
	munmap(reports, sizeof *reports * ERRANDS);
	close(service.signals);
	if (service.failed == ERR_REFUSED)
		return error_set(e, ERR_REFUSED,
			"The service must log in as hw_notify, and as nobody else.");
	return r == 0 ? 0 : error_set(e, r, "The system does not let it wait.");
}
