/*
 * crossing: between the rows of the keys of a file that goes to another office, and the ring. What
 * its approver sends along, and what is made of it where it arrives: that is decided here, and
 * nothing is asked.
 *
 * A server that lies can call any realm that of an office: where a file goes is what the directory
 * names so ("VTE office"). Letters go by the generation of their keys, lowest first, and so does
 * the hash that is signed with the approval: of one letter behind the other.
 */
#ifndef DB_CROSSING_H
#define DB_CROSSING_H

#include "db/row.h"
#include "db/vault/approval.h"

/* Which file. Borrowed. */
struct crossing_file {
	const char *request; /* UUID of the transfer, and of its approval */
	const char *case_id; /* UUID */
	const char *key; /* which of its keys: "office" */
	const char *to_office; /* code, as the text says that is approved */
};

/* Zero is nothing; crossing_sent_done(). */
struct crossing_sent {
	/* JSON, for approval_answer: {"keys": [{subject, key, generation, realm, epoch, letter}]};
	 * realm and epoch are the receiving ones, the letter is as PostgreSQL writes a bytea. */
	struct text detail;
	size_t count; /* of the keys */
	unsigned char with[APPROVAL_HASH]; /* of their letters, for her approval; zero: none */
};
/*
 * The letters of the ring's person, by the rows of transfer_send: all of the file's keys or none.
 * newest: rows as key_rows_epoch() takes them, of which that of the receiving realm is looked at
 * (NULL, or there is none: what registrars have signed has to do). ERR_INPUT: the directory names
 * no realm so, or two; ERR_TAMPERED also for bytes that are no wrapped key or no epoch; else as
 * ring_cross_write(). *out is zero then.
 */
int crossing_send(struct crossing_sent *out, struct ring *ring, const struct crossing_file *file,
	const struct rows *rows, const struct rows *newest, struct error *e);
void crossing_sent_done(struct crossing_sent *sent);

/* Who approved and sent, as the vote says. Borrowed. */
struct crossing_vote {
	const char *person; /* UUID */
	uint32_t number; /* of her keys */
	unsigned char signature[SIGNATURE];
};
/* Parameters of transfer_take; zero is nothing: crossing_received_done(). */
struct crossing_received {
	struct text keys, generations, epochs, wraps; /* arrays of one length */
	size_t count; /* of the keys */
};
/*
 * What came with an approval, by the rows of transfer_keys: all keys or none, once the answer
 * stands (sealed_lacks() tells what the ring lacks for a row). approval has all but `with`, which
 * is set here to the hash of what came. Errors as approval_stands() and ring_cross_read();
 * ERR_INPUT as crossing_send(); ERR_TAMPERED also for bytes that are no letter. *out is zero then.
 */
int crossing_receive(struct crossing_received *out, struct ring *ring,
	const struct crossing_file *file, struct approval *approval,
	const struct crossing_vote *vote, const struct rows *rows, struct error *e);
void crossing_received_done(struct crossing_received *received);

#endif
