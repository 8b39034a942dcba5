/* The first dialling: a socket of this machine is greeted before anybody waits for anything, and no
 * name is looked up for that. */
#include "db/pg.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/base/clock.h"

static struct pg *new_pg(const char *conninfo)
{
	struct error e = { 0 };
	struct pg *pg;

	assert_int_equal(pg_new(&pg, &(struct pg_options){ .conninfo = conninfo }, &e), 0);
	return pg;
}

static void test_near(void **state)
{
	char folder[] = "/tmp/homeward-dial-XXXXXX", conninfo[80], packet[400] = "";
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int server = socket(AF_UNIX, SOCK_STREAM, 0), line;
	struct pg *pg;
	ssize_t got;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(at.sun_path, sizeof at.sun_path, "%s/.s.PGSQL.5432", folder);
	assert_int_equal(bind(server, (struct sockaddr *)&at, sizeof at), 0);
	assert_int_equal(listen(server, 1), 0);
	snprintf(conninfo, sizeof conninfo, "host=%s port=5432 user=somebody", folder);
	pg = new_pg(conninfo);
	pg_begin(pg);
	assert_int_equal(pg_state(pg), PG_CONNECTING);
	line = accept4(server, NULL, NULL, SOCK_NONBLOCK);
	assert_true(line >= 0);
	got = read(line, packet, sizeof packet);
	assert_true(got > 8);
	assert_non_null(memmem(packet, (size_t)got, "somebody", 9));
	pg_free(pg);
	close(line);
	close(server);
	unlink(at.sun_path);
	rmdir(folder);
}

static void told(enum pg_state state, void *who)
{
	int *offline = who;

	*offline += state == PG_OFFLINE;
}

/* Nobody listens: it is told at once, and not first by a pump. */
static void test_absent(void **state)
{
	int offline = 0;
	struct error e = { 0 };
	struct pg *pg;
	struct pg_status status;

	(void)state;
	assert_int_equal(pg_new(&pg,
				 &(struct pg_options){ .conninfo = "host=/nowhere/at/all",
					 .who = &offline,
					 .changed = told },
				 &e),
		0);
	pg_begin(pg);
	pg_status(pg, &status);
	assert_int_equal(status.state, PG_OFFLINE);
	assert_int_equal(status.error.code, ERR_OFFLINE);
	assert_int_equal(status.tries, 1);
	assert_int_equal(offline, 1);
	pg_begin(pg);
	pg_pump(pg, 0, clock_now_ms());
	assert_int_equal(pg_state(pg), PG_OFFLINE);
	pg_free(pg);
}

static void test_far(void **state)
{
	static const char *const far[] = { "host=localhost", "hostaddr=127.0.0.1" };
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
	socklen_t size = sizeof at;
	int server = socket(AF_INET, SOCK_STREAM, 0);

	(void)state;
	assert_int_equal(bind(server, (struct sockaddr *)&at, sizeof at), 0);
	assert_int_equal(listen(server, 4), 0);
	assert_int_equal(getsockname(server, (struct sockaddr *)&at, &size), 0);
	for (size_t i = 0; i < sizeof far / sizeof *far; i++) {
		char conninfo[80];
		struct pg *pg;

		snprintf(conninfo, sizeof conninfo, "%s port=%d", far[i], ntohs(at.sin_port));
		pg = new_pg(conninfo);
		pg_begin(pg);
		assert_int_equal(pg_wants(pg).fd, -1);
		pg_pump(pg, 0, clock_now_ms());
		assert_true(pg_wants(pg).fd >= 0);
		pg_free(pg);
	}
	close(server);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_near),
		cmocka_unit_test(test_absent),
		cmocka_unit_test(test_far),
	};

	return cmocka_run_group_tests_name("dial", tests, NULL, NULL);
}
