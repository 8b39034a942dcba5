/* What a directory is made of, for the files that make it up; all others have directory.h. */
#ifndef DB_VAULT_DIRECTORY_INT_H
#define DB_VAULT_DIRECTORY_INT_H

#include "db/vault/directory.h"

enum { DIRECTORY_AT = sizeof("2026-11-22T10:00:00Z") };

struct directory {
	uint32_t serial;
	char at[DIRECTORY_AT];
	unsigned char hash[BIND_BYTES]; /* of its text: what is signed */
	size_t person_count, recovery_count, realm_count;
	struct directory_person *people; /* by id, then number: present keys come last */
	struct directory_recovery *recoveries; /* by id */
	struct directory_realm *realms; /* by id */
};

/* What is signed of a text. */
void directory_bind(unsigned char hash[static BIND_BYTES], const char *text, size_t length);
/* That what was read makes sense as a whole, having been sorted. ERR_INPUT. */
int directory_check(struct directory *directory, struct error *e);

#endif
