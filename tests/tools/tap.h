/* tap: TAP from a program that is no cmocka group. One source file includes it. */
#ifndef TESTS_TOOLS_TAP_H
#define TESTS_TOOLS_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

static int tap_tests, tap_failures;

__attribute__((format(printf, 2, 3))) static void ok(bool holds, const char *format, ...)
{
	va_list args;

	tap_failures += !holds;
	printf("%sok %d - ", holds ? "" : "not ", ++tap_tests);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	puts("");
	fflush(stdout);
}

/* The plan; returns the exit code. */
static int tap_end(void)
{
	printf("1..%d\n", tap_tests);
	return tap_failures != 0;
}

#endif
