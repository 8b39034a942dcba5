#include "db/vault/audit.h"

#include "db/vault/ring_int.h"

bool audit_epoch(const struct directory *directory, const struct epoch *epoch)
{
	const struct directory_person *opener =
		ring_custodian(directory, epoch->realm, epoch->opened_by);
	unsigned char place[BIND_BYTES];

	return opener && ring_epoch_holds(directory, epoch, opener, place);
}

bool audit_letter(const struct directory *directory, const struct letter_place *at,
	const char *given_by, const unsigned char letter[static RING_LETTER])
{
	const struct directory_person *writer = ring_custodian(directory, at->realm, given_by);
	const struct directory_person *reader = directory_person(directory, at->reader);
	unsigned char place[BIND_BYTES];

	if (!writer || !reader || reader->number != at->number)
		return false;
	bind_letter(at, place);
	return letter_holds(writer->sign, reader->box, place, letter, RING_LETTER);
}
