/* uuid: random (version 4) identifiers, made here so that a row has its id before it is sent. */
#ifndef DB_BASE_UUID_H
#define DB_BASE_UUID_H

#include "db/base/err.h"

enum { UUID_TEXT = 37 }; /* 8-4-4-4-12 lower-case hex digits and a NUL */

/* A fresh one from the kernel's generator. 0, or ERR_IO (out is then ""). */
int uuid_make(char out[static UUID_TEXT]);

#endif
