/* private: files that hold a secret: read only where nobody else could have, written whole. */
#ifndef DB_BASE_PRIVATE_H
#define DB_BASE_PRIVATE_H

#include "db/base/text.h"

enum private_group {
	PRIVATE_OWNER, /* nobody but the owner may read it */
	PRIVATE_GROUP, /* its group may read it as well: what a host's people share */
};

/*
 * Reads a regular file of at most room bytes into out, which lies where secrets may: no copy is
 * left anywhere else. It has to be the user's own or root's, and nobody else may read or write it
 * (see enum private_group); a link is not followed. ERR_INPUT says what is wrong with it and what
 * to do, ERR_IO; out is all zero then and *length 0.
 */
int private_read(unsigned char *out, size_t room, size_t *length, const char *path,
	enum private_group who, struct error *e);
/*
 * Writes it whole or not at all, for the owner alone: into a new file beside it, to the disk,
 * then into its place. ERR_IO: it is as it was, or, where only its folder could not be
 * brought to the disk, as it should be. A writer that was killed leaves NAME.XXXXXX.homeward-part;
 * whoever writes into that folder an hour later, or after that, takes it away.
 */
int private_write(const char *path, const void *bytes, size_t length, struct error *e);

#endif
