/*
 * crossing: between the rows of keys that go to another realm with an approval, and the ring. What
 * an approver sends along, and what is made of it where it arrives: that is decided here, and
 * nothing is asked.
 *
 * Rows are read by their names, for ever in the order in which the letters stand in the approval,
 * since the hash that is signed is of one letter behind the other:
 *
 *	to send     subject, key, generation, born, realm, epoch, wrapped, to_realm
 *	to receive  subject, key, generation, from_realm, realm, epoch, letter
 *
 * `realm` and `epoch` are what the ring has to have for it: sealed_lacks() tells what is missing of
 * a row, and sealed_take_chain() how to come by it. A key of a realm that the person is not of is
 * left to whoever is: that of a case's health goes from health staff to health staff.
 *
 * A server that lies can call any realm that of an office: where it goes is shown by the
 * directory's name of to_realm. The subject is that of the case on the screen.
 */
#ifndef DB_CROSSING_H
#define DB_CROSSING_H

#include "db/row.h"
#include "db/vault/approval.h"

/* Zero is nothing; crossing_sent_done(). */
struct crossing_sent {
	/* A JSON array of objects with the columns of a row to receive: numbers, else text, the
	 * letter as PostgreSQL writes a bytea. */
	struct text letters;
	size_t count; /* of them */
	size_t left; /* keys of realms that the person is not of */
	unsigned char with[APPROVAL_HASH]; /* for her approval; zero: no letter goes with it */
};
/*
 * The letters for a request (the id of its approval) by the ring's person, of all rows or of none.
 * A row without a key is passed over. newest: rows as key_rows_epoch() takes them, of the receiving
 * realms (NULL, or none of a realm: what registrars have signed has to do). *row is where it went
 * wrong, -1: nowhere in them. ERR_TAMPERED also for a row of another subject, and bytes that are no
 * wrapped key or no epoch; else as ring_cross_write(). *out is zero then.
 */
int crossing_send(struct crossing_sent *out, struct ring *ring, const char *request,
	const char *subject, const struct rows *rows, const struct rows *newest, int *row,
	struct error *e);
void crossing_sent_done(struct crossing_sent *sent);

/* Whoever approved and sent, as the vote says. Borrowed. */
struct crossing_vote {
	const char *person; /* UUID */
	uint32_t number; /* of her keys */
	unsigned char signature[SIGNATURE];
};
/* Parameters of a change, arrays of one length; zero is nothing: crossing_received_done(). */
struct crossing_received {
	struct text subjects, keys, generations, realms, epochs;
	struct text wrapped; /* born 0: under that epoch of that realm */
	size_t count; /* of them */
	size_t left; /* letters to realms that the person is not of */
};
/*
 * What came with an approval, once her answer stands: approval has all but `with`, which is set
 * here to the hash of all letters, also of those that are left. Of all rows or of none; *row is
 * where it went wrong, -1: in the answer. Errors as approval_stands() and ring_cross_read();
 * ERR_TAMPERED also for a row of another subject, and bytes that are no letter. *out is zero then.
 */
int crossing_receive(struct crossing_received *out, struct ring *ring, struct approval *approval,
	const struct crossing_vote *vote, const char *subject, const struct rows *rows, int *row,
	struct error *e);
void crossing_received_done(struct crossing_received *received);

#endif
