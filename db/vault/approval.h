/*
 * approval: somebody's answer to something that was asked, signed with her own keys, so that a row
 * in the database approves nothing by being there.
 *
 * What is answered is a content: a text in which the server tells all of it (what is asked, of
 * whom, by whom, until when). Who signs hashes the very text that she is shown, and who relies on
 * an answer hashes the one that he is shown:
 *
 *	struct approval approval = { "transfer", id, version, "approve" };
 *	r = approval_content(&approval, text, length, told, e);
 *	approval_hash(approval.with, letters, letters_length);
 *	r = approval_sign(ring, &approval, &number, signature, e);
 *	...
 *	r = approval_stands(directory, &approval, person, number, signature, size, e);
 *
 * A signature says who answered so and to what: not when, nor whether she might. That she is
 * another than whoever asked, and that it is not too late, is for whoever counts the answers.
 */
#ifndef DB_VAULT_APPROVAL_H
#define DB_VAULT_APPROVAL_H

#include "db/vault/ring.h"

enum { APPROVAL_HASH = 32 }; /* bytes of a SHA-256 */

/* Words are small letters with blanks between them. Borrowed. */
struct approval {
	const char *kind; /* of what was asked: "transfer", "file" */
	const char *id; /* its UUID as PostgreSQL writes it */
	uint32_t version; /* of it, from 1 */
	const char *answer; /* "approve", "refuse", "handed over" */
	unsigned char content[APPROVAL_HASH];
	/* Of what goes with the answer, the keys that cross with it say; zero: nothing does. */
	unsigned char with[APPROVAL_HASH];
};

/* The SHA-256 of bytes, as sha256() of PostgreSQL gives it. Of several things that go with an
 * answer it is that of all one behind the other, where each has one length. */
void approval_hash(unsigned char hash[static APPROVAL_HASH], const void *bytes, size_t length);
/* Sets content to the hash of the text that is shown. ERR_TAMPERED: it is not the one that was told
 * (by the server, of what is to be answered or was), and nothing is to be signed or believed;
 * content is zero then. */
int approval_content(struct approval *approval, const char *text, size_t length,
	const unsigned char told[static APPROVAL_HASH], struct error *e);

/* Signs it as the ring's person, and says by which of her keys. ERR_INPUT: a word, the id, the
 * version or the content is missing or is none; ERR_KEY: the ring is locked or believes no
 * directory. Nothing is written then. */
int approval_sign(struct ring *ring, const struct approval *approval, uint32_t *number,
	unsigned char signature[static SIGNATURE], struct error *e);
/*
 * Whether person has answered so, by these keys of hers: and who that is by the directory, whether
 * she has these keys still, has others by now, or has left (see struct writer). ERR_TAMPERED says
 * which: the directory has nobody of this id, or never had these keys of hers; or they have not
 * signed this, so that the answer, its content or what goes with it is another. *writer is zero
 * then.
 */
int approval_holds(const struct directory *directory, const struct approval *approval,
	const char *person, uint32_t number, const void *signature, size_t length,
	struct writer *writer, struct error *e);
/* The same of an answer that is to be carried out now: by keys that she has still. ERR_TAMPERED
 * also where she has others by now, or has left. */
int approval_stands(const struct directory *directory, const struct approval *approval,
	const char *person, uint32_t number, const void *signature, size_t length, struct error *e);

#endif
