/* seen_file: what one person's consoles have seen (db/vault/seen.h), in a file beside her key file,
 * which all of them write. What another has written meanwhile is never lost. */
#ifndef TUI_APP_SEEN_FILE_H
#define TUI_APP_SEEN_FILE_H

#include "db/vault/ring.h"

/* Into the ring, in place of what it has. No file yet is no fault: she begins on this host. Errors
 * as private_read() and ring_seen_read(). */
int seen_file_read(struct ring *ring, const char *path, struct error *e);
/* Where the ring has seen more since: merges what is there by now, and writes both. It holds a lock
 * on PATH.lock meanwhile; ERR_TIMEOUT: somebody else holds it for a second. Else as
 * ring_seen_merge(), ring_seen_write() and private_write(). */
int seen_file_write(struct ring *ring, const char *path, struct error *e);

/* Whoever writes such a file reads it first, and holds PATH.lock for both: *fd is for
 * seen_file_unlock(), whatever the outcome. ERR_TIMEOUT: somebody else holds it for a second;
 * ERR_IO, ERR_MEMORY. */
int seen_file_lock(int *fd, const char *path, struct error *e);
void seen_file_unlock(int fd);

#endif
