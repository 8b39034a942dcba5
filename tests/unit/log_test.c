#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "tui/app/log.h"

static struct conf conf;
static char folder[] = "/tmp/homeward-log-XXXXXX", problem[800];

static int make_folder(void **state)
{
	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	conf_default(&conf);
	snprintf(conf.log.file, sizeof conf.log.file, "%s/log", folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink(conf.log.file);
	return rmdir(folder);
}

static size_t read_log(char *text, size_t size)
{
	FILE *file = fopen(conf.log.file, "r");
	size_t length;

	assert_non_null(file);
	length = fread(text, 1, size - 1, file);
	text[length] = '\0';
	fclose(file);
	return length;
}

static void nothing_is_logged_unasked(void **state)
{
	struct conf none;
	struct log log;

	(void)state;
	conf_default(&none);
	assert_int_equal(log_open(&log, &none, problem, sizeof problem), 0);
	log_write(&log, CONF_LEVEL_ERROR, "event", "XX000", 1);
	log_reopen(&log);
	log_close(&log);
	assert_int_equal(access(conf.log.file, F_OK), -1);
}

static void one_line_an_event(void **state)
{
	struct log log;
	struct stat st;
	char text[400], *at;

	(void)state;
	conf.log.level = CONF_LEVEL_INFO;
	assert_int_equal(log_open(&log, &conf, problem, sizeof problem), 0);
	log_write(&log, CONF_LEVEL_INFO, "database", "live", 0);
	log_write(&log, CONF_LEVEL_ERROR, "case_take", "57014", 12);
	log_write(&log, CONF_LEVEL_DEBUG, "case_take", "", 1);
	log_close(&log);
	read_log(text, sizeof text);
	at = strchr(text, ' ');
	assert_non_null(at);
	assert_non_null(strstr(text, " info database live\n"));
	assert_non_null(strstr(text, " error case_take 57014 12\n"));
	assert_null(strstr(text, "debug"));
	assert_int_equal(stat(conf.log.file, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

static void a_moved_file_is_begun_anew(void **state)
{
	struct log log;
	char moved[700], text[400];

	(void)state;
	snprintf(moved, sizeof moved, "%s.1", conf.log.file);
	assert_int_equal(log_open(&log, &conf, problem, sizeof problem), 0);
	assert_int_equal(rename(conf.log.file, moved), 0);
	log_reopen(&log);
	log_write(&log, CONF_LEVEL_ERROR, "after", "", 0);
	log_close(&log);
	unlink(moved);
	read_log(text, sizeof text);
	assert_non_null(strstr(text, "error after\n"));
}

static void what_others_can_read_is_refused(void **state)
{
	struct log log;

	(void)state;
	assert_int_equal(chmod(conf.log.file, 0644), 0);
	assert_int_equal(log_open(&log, &conf, problem, sizeof problem), -1);
	assert_non_null(strstr(problem, conf.log.file));
	unlink(conf.log.file);
	assert_int_equal(mkfifo(conf.log.file, 0600), 0);
	assert_int_equal(log_open(&log, &conf, problem, sizeof problem), -1);
	unlink(conf.log.file);
	assert_int_equal(symlink("/dev/null", conf.log.file), 0);
	assert_int_equal(log_open(&log, &conf, problem, sizeof problem), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_logged_unasked),
		cmocka_unit_test(one_line_an_event),
		cmocka_unit_test(a_moved_file_is_begun_anew),
		cmocka_unit_test(what_others_can_read_is_refused),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
