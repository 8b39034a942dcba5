/* holder.h: the person at a terminal who runs one verb from a shell, and her keys.
 *
 *	holder_start(&tend->holder, HOLDER_REALMS, tend_opened);
 *
 * goes through what is needed in order (who she is, her key file and passphrase, the directory, her
 * realms) and takes the verb's own step in the end. Whatever is missing or wrong is told there and
 * ends the verb. What her consoles have seen is read, and written when the verb ends. */
#ifndef TUI_VERBS_HOLDER_H
#define TUI_VERBS_HOLDER_H

#include "db/vault/keyfile.h"
#include "db/vault/ring.h"
#include "tui/app/vault_files.h"
#include "tui/verbs/work.h"

enum holder_wants {
	HOLDER_SELF = 0, /* who she is, this host's secret, and somebody at the terminal */
	HOLDER_FILE, /* ... her key file, opened into the ring */
	HOLDER_DIRECTORY, /* ... a directory to believe, with her in it */
	HOLDER_REALMS, /* ... and the realms that she has letters to */
};

struct holder {
	struct work work; /* first */
	enum holder_wants wants;
	work_step *opened;
	struct slab *slab; /* for what is typed, and the host's secret */
	unsigned char *host; /* HOST_SECRET bytes of it */
	struct ring *ring; /* NULL for HOLDER_SELF */
	char person[UUID_TEXT], login[64];
	/* Her keys as the server tells: in the directory, and waiting for the next. */
	struct holder_keys {
		uint32_t number; /* 0: none */
		unsigned char sign[PUBLIC_KEY];
	} present, offered;
	struct registrars registrars; /* of this host's settings */
	char key_path[VAULT_FILE_PATH], seen_path[VAULT_FILE_PATH];
};

/* The work must have begun, with a drop that calls holder_done(). */
void holder_start(struct holder *holder, enum holder_wants wants, work_step *opened);
/* Writes what was seen; wipes all keys. */
void holder_done(struct holder *holder);

/* Nothing reads her keys until they are needed again: before each wait. */
void holder_rest(struct work *work);
/* Her key file, opened into the ring by a passphrase that is asked for; and what she has seen, of
 * which alone ERR_TAMPERED is: alarm_of_memory. */
int holder_unlock(struct holder *holder, struct error *e);
/* Waits for this host's turn to derive, and says for what; *turn: vault_turn(). */
int holder_take_turn(int *turn, const struct holder *holder, struct error *e);
/* How long she may take for an answer, in seconds. */
int holder_wait_s(const struct holder *holder);

/* The same by parts, for a verb that goes another way: the row of a directory to believe
 * (ERR_TAMPERED: alarm_of_directory), rows of realms (what is wrong with one is said, and the
 * others are taken). */
int holder_believe(struct holder *holder, const struct rows *rows, struct error *e);
void holder_take_realms(struct holder *holder, const struct rows *rows);

#endif
