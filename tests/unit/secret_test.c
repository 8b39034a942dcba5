/* What is asked on a terminal: nobody is waited for without end, and the terminal is set right. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

#include "tui/verbs/secret.h"

/* Standard input and standard error are a terminal from here on; its other end is given. */
static int a_terminal(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY), slave;

	assert_true(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
	slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	assert_true(slave >= 0);
	assert_int_equal(dup2(slave, STDIN_FILENO), STDIN_FILENO);
	assert_int_equal(dup2(slave, STDERR_FILENO), STDERR_FILENO);
	close(slave);
	return master;
}

static void nobody_is_waited_for_without_end(void **state)
{
	int out = dup(STDERR_FILENO), master = a_terminal();
	struct termios modes;
	struct slab *slab;
	struct error e = { 0 };
	char *line;

	(void)state;
	assert_int_equal(slab_new(&slab, 4096, &e), 0);
	assert_int_equal(secret_ask(&line, slab, "Passphrase", 1, &e), ERR_INPUT);
	assert_null(line);
	assert_false(secret_confirm("Shall this be done?", 1));
	assert_int_equal(tcgetattr(STDIN_FILENO, &modes), 0);
	assert_int_equal(modes.c_lflag & (ECHO | ICANON), ECHO | ICANON);
	dup2(out, STDERR_FILENO);
	close(out);
	close(master);
	slab_free(slab);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_is_waited_for_without_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
