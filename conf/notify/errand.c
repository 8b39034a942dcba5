#include "conf/notify/errand.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conf/notify/mail.h"
#include "conf/notify/people.h"

enum { GRACE_MS = 5000, EXIT_NO_PROGRAM = 127 };

static int check_program(const char *path, struct error *e)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return error_set(e, ERR_IO, "notify.program: %s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode) || access(path, X_OK) != 0)
		return error_set(e, ERR_INPUT, "notify.program: %s is no program.", path);
	if ((st.st_mode & (S_IWGRP | S_IWOTH)) != 0 || (st.st_uid != 0 && st.st_uid != geteuid()))
		return error_set(e, ERR_INPUT,
			"notify.program: %s must belong to whoever runs this, or to root, and "
			"nobody else may write it (chmod go-w).",
			path);
	return 0;
}

int errand_check(const struct conf *conf, struct error *e)
{
	bool program = conf->notify.program[0] != '\0', mail = conf->notify.mail_server[0] != '\0';
	char nobody[PEOPLE_ADDRESS];
	int r;

	if (program == mail)
		return error_set(e, ERR_INPUT,
			"The settings must say how to send: notify.program or "
			"notify.mail_server, one of them.");
	if (conf->notify.people[0] == '\0')
		return error_set(e, ERR_INPUT,
			"The settings must name the file of addresses: notify.people.");
	r = people_find(conf->notify.people, NULL, nobody, e);
	if (r != 0)
		return r;
	return program ? check_program(conf->notify.program, e) : mail_check(conf, e);
}

/* ---- in the process of its own ---- */

static void let_go(pid_t service)
{
	sigset_t none;

	/* Dies with the service: one that begins anew hands it over again. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != service)
		_exit(EXIT_NO_PROGRAM);
	setpgid(0, 0);
	signal(SIGPIPE, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Standard input holds this text, the other two nothing; all else is closed. */
static bool take_over(const char *input)
{
	int in = memfd_create("notice", 0), out = open("/dev/null", O_RDWR);

	if (in < 0 || out < 0 || write(in, input, strlen(input)) != (ssize_t)strlen(input) ||
		lseek(in, 0, SEEK_SET) != 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 ||
		dup2(out, 2) < 0)
		return false;
	return close_range(3, ~0U, 0) == 0;
}

static void run_program(const struct conf *conf, const char *address, const char *text)
{
	static char path[] = "PATH=/usr/local/bin:/usr/bin:/bin", locale[] = "LC_ALL=C.UTF-8";
	char program[CONF_PATH], input[PEOPLE_ADDRESS + 100];
	char *argv[] = { program, NULL }, *environment[] = { path, locale, NULL };

	snprintf(program, sizeof program, "%s", conf->notify.program);
	snprintf(input, sizeof input, "To: %s\n\n%s\n", address, text);
	if (take_over(input) && chdir("/") == 0)
		execve(program, argv, environment);
	_exit(EXIT_NO_PROGRAM);
}

static void run(const struct errand *errand, const struct conf *conf, const char *address)
{
	char text[80];

	snprintf(text, sizeof text, "please log in, %s", errand->code);
	if (conf->notify.program[0] != '\0')
		run_program(conf, address, text);
	if (!take_over(""))
		_exit(EXIT_NO_PROGRAM);
	mail_send(conf, address, text, &errand->report->outcome, &errand->report->status);
	_exit(0);
}

/* ---- in the service ---- */

void errand_start(struct errand *errand, const struct conf *conf, const char *login, int64_t now)
{
	char address[PEOPLE_ADDRESS];
	struct error e = { 0 };
	pid_t service = getpid();

	*errand->report = (struct errand_report){ .outcome = OUTCOME_NONE };
	errand->outcome = OUTCOME_NONE;
	if (people_find(conf->notify.people, login, address, &e) != 0) {
		fprintf(stderr, "homeward-notify: %s %s\n", errand->code, e.text);
		errand->outcome = OUTCOME_NO_ADDRESS;
		return;
	}
	errand->pid = fork();
	if (errand->pid == 0) {
		let_go(service);
		run(errand, conf, address);
	}
	explicit_bzero(address, sizeof address);
	if (errand->pid < 0) {
		errand->pid = 0;
		errand->outcome = OUTCOME_FAILED;
		return;
	}
	setpgid(errand->pid, errand->pid); /* whichever of us is first */
	errand->deadline = now + conf->notify.timeout_s * 1000 +
		(conf->notify.program[0] != '\0' ? 0 : GRACE_MS);
}

void errand_ended(struct errand *errand, int wait_status)
{
	bool mail = errand->report->outcome != OUTCOME_NONE;

	errand->pid = 0;
	errand->deadline = 0;
	errand->has_status = WIFEXITED(wait_status);
	errand->status = errand->has_status ? WEXITSTATUS(wait_status) : 0;
	/* Killed, by us or by another, it may have been done with it. */
	errand->outcome = !errand->has_status ? OUTCOME_UNKNOWN :
		errand->status == 0           ? OUTCOME_SENT :
						OUTCOME_FAILED;
	if (!mail)
		return;
	errand->outcome = errand->report->outcome;
	errand->status = errand->report->status;
	errand->has_status = errand->status != 0;
}

void errand_kill(const struct errand *errand)
{
	kill(-errand->pid, SIGKILL);
}
