/* admin.h: the parts of `homeward admin`, one file each where they are long. */
#ifndef TUI_VERBS_ADMIN_H
#define TUI_VERBS_ADMIN_H

#include "tui/verbs/tend.h"

enum { ADMIN_WORDS = 24 };

/* One verb under way: what was asked for, and what comes of it. */
struct admin {
	struct tend tend; /* first */
	char text[LINE_MAX_BYTES]; /* the words behind the verb, taken apart */
	const char *words[ADMIN_WORDS];
	size_t count;
	const char *role, *office, *name, *login_file; /* as given; NULL */
	char given[4][256];
	bool file_made; /* the login file is there, and its login not yet */
	struct directory *now, *next; /* what is in force; what is to be signed */
	struct text body; /* of the next */
	struct directory_signature signed_by[2]; /* its second is her own */
	bool first; /* of two signatures: hers is the first */
	char realm[UUID_TEXT]; /* the one at hand */
	char recovery[UUID_TEXT]; /* a key that is being made */
	struct text realms; /* an array: those that it is for */
	unsigned char *secret; /* of the slab: the recovery key's */
	int faults; /* keys-check */
	struct rows *listed;
};

struct admin *admin_of(struct work *work);
struct holder *admin_holder(struct work *work);
/* The realm that people call OFFICE, OFFICE/KIND or `regional`, out of api.realm_list(); -1. */
int admin_realm(const struct rows *rows, const char *word);

/* The first step of each, when the holder is ready. */
void admin_sign(struct work *work, struct rows *rows);
void admin_recovery(struct work *work, struct rows *rows);
void admin_recover(struct work *work, struct rows *rows);
void admin_check(struct work *work);

#endif
