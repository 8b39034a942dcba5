/* a_date.h: when and where tests of dates are. 2026-03-04 is a Wednesday; Bangkok is +420, Yangon
 * +390. */
#ifndef TESTS_UNIT_A_DATE_H
#define TESTS_UNIT_A_DATE_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "db/base/date.h"

#define NOW INT64_C(1772566863000) /* 2026-03-03T19:41:03Z = Bangkok 02:41:03 on the 4th */
#define BANGKOK 420

#endif
