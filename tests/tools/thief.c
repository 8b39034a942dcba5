/*
 * thief DIR WHAT...: whoever has all rights over the database, and keys of his own.
 *    directory LOGIN   puts a newer directory in force in which LOGIN has the thief's keys: signed
 *                      by two registrars of his own
 *    half LOGIN        the same, signed by a true registrar (who signed the last) and his own
 *    epoch REALM VICTIM SIGNER    opens REALM's next epoch, of which he knows the seed, as if by
 *                      SIGNER: a login whose keys DIR has; `-`: a custodian, with keys of his own
 *    letter REALM VICTIM SIGNER   gives the newest epoch to VICTIM by a letter of SIGNER
 *    offer LOGIN       puts his own public keys into what LOGIN has offered to the registrars
 * Nothing asks the api: it would refuse.
 */
#include "tests/tools/clerk.h"

static void derive(unsigned char *out, const char *what, const unsigned char *seed)
{
	crypto_generichash(out, SEAL_KEY, (const unsigned char *)what, strlen(what), seed,
		SEAL_KEY);
}

/* Somebody of his own, or whoever's key file he was given. */
static struct person *signer(const char *login, struct clerk *clerk)
{
	struct person *person = slab_take(slab, sizeof *person);

	if (strcmp(login, "-") == 0) {
		person_make(person, "00000000-0000-4000-8000-0000000bad00");
		return person;
	}
	come(clerk, login);
	*person = *ring_person(clerk->ring);
	return person;
}

/* The text in force with the next serial, and in it LOGIN's keys replaced by the thief's. */
static void next_text(struct text *out, const char *body, uint32_t serial, const char *login,
	const struct person *thief)
{
	char hex[2 * PUBLIC_KEY + 1], mark[80];

	text_addf(out, "homeward directory 1\nserial %u\n", serial);
	for (int skip = 0; skip < 2; skip++)
		body = strchr(body, '\n') + 1;
	snprintf(mark, sizeof mark, " %s ", login);
	while (*body != '\0') {
		size_t length = strcspn(body, "\n") + 1;
		const char *at = memmem(body, length, mark, strlen(mark));

		if (at != NULL && strncmp(body, "person ", 7) == 0) {
			text_add_bytes(out, body, (size_t)(at - body) + strlen(mark));
			hex_write(hex, thief->box.public, PUBLIC_KEY);
			text_addf(out, "%s ", hex);
			hex_write(hex, thief->sign_public, PUBLIC_KEY);
			text_addf(out, "%s\n", hex);
		} else {
			text_add_bytes(out, body, length);
		}
		body += length;
	}
}

static void forge_directory(bool half, const char *login)
{
	PGconn *owner = dial(NULL);
	struct rows *rows = run(owner,
		"select serial, body, by_1, signature_1, by_2, signature_2, registrar_1, "
		"registrar_2 from app.directory where in_force_at is not null "
		"order by serial desc limit 1",
		0, NULL);
	struct clerk none = { 0 };
	struct person *one = signer("-", &none), *two = signer("-", &none);
	uint32_t serial = (uint32_t)rows_field_int(rows, 0, "serial") + 1;
	struct directory_signature by[2];
	struct directory_text true_text;
	struct text body = { 0 };

	next_text(&body, rows_field(rows, 0, "body"), serial, login, one);
	directory_sign(&by[0], body.data, body.length, one);
	directory_sign(&by[1], body.data, body.length, two);
	key_rows_directory(&true_text, rows, 0);
	if (half)
		by[0] = true_text.signed_by[0];
	run(owner,
		"insert into app.directory (serial, body, by_1, signature_1, registrar_1, by_2, "
		"signature_2, registrar_2, in_force_at) values ($1::integer, $2, $3::bytea, "
		"$4::bytea, $5::smallint, $6::bytea, $7::bytea, $8::smallint, now())",
		8,
		(const char *const[]){ number_of(serial), text_string(&body),
			hex_of(by[0].by, PUBLIC_KEY), hex_of(by[0].signature, SIGNATURE),
			rows_field(rows, 0, "registrar_1"), hex_of(by[1].by, PUBLIC_KEY),
			hex_of(by[1].signature, SIGNATURE), rows_field(rows, 0, "registrar_2") });
}

static struct rows *realm_named(PGconn *owner, const char *name)
{
	return run(owner,
		"select r.id, e.epoch, e.recovery, e.recovery_id, d.custodians[1] as custodian "
		"from app.realm r join app.realm_epoch e on e.realm_id = r.id "
		"join app.directory_realm d on d.realm_id = r.id "
		"where app.realm_name(r.id) = $1 order by e.epoch desc limit 1",
		1, &name);
}

static struct rows *person_named(PGconn *owner, const char *login)
{
	return run(owner,
		"select person, number, box from app.directory_person "
		"where login = $1 and not past",
		1, &login);
}

/* A letter to victim with the seed. */
static void write_to(struct text *out, PGconn *owner, const char *realm, uint32_t epoch,
	const char *victim, const struct person *by, const unsigned char *seed)
{
	struct rows *to = person_named(owner, victim);
	const struct letter_place at = { realm, rows_field(to, 0, "person"), epoch,
		(uint32_t)rows_field_int(to, 0, "number") };
	unsigned char box[PUBLIC_KEY], place[BIND_BYTES];
	struct error e = { 0 };

	take_bytes(box, sizeof box, to, 0, "box");
	bind_letter(&at, place);
	must(letter_write(out, by, box, place, seed, SEAL_KEY, &e), &e);
	rows_unref(to);
}

static void put_letter(PGconn *owner, const char *realm, uint32_t epoch, const char *victim,
	const char *by, const struct text *letter)
{
	run(owner,
		"insert into app.realm_letter (realm_id, epoch, person, number, letter, given_by, "
		"given_number) select $1::uuid, $2::integer, p.person, p.number, $3::bytea, "
		"$4::uuid, 1 from app.directory_person p where p.login = $5 and not p.past "
		"on conflict (realm_id, person) do update set epoch = excluded.epoch, "
		"letter = excluded.letter, given_by = excluded.given_by",
		5,
		(const char *const[]){ realm, number_of(epoch),
			hex_of(letter->data, letter->length), by, victim });
}

static void forge_epoch(const char *name, const char *victim, const char *login)
{
	PGconn *owner = dial(NULL);
	struct rows *realm = realm_named(owner, name);
	const char *id = rows_field(realm, 0, "id");
	uint32_t epoch = (uint32_t)rows_field_int(realm, 0, "epoch") + 1;
	struct clerk clerk = { 0 };
	struct person *by = signer(login, &clerk);
	const char *opened_by = *login == '-' ? rows_field(realm, 0, "custodian") : by->id;
	unsigned char seed[SEAL_KEY], secret[SEAL_KEY], chain[RING_WRAPPED], recovery[RING_LETTER];
	unsigned char place[BIND_BYTES], signature[SIGNATURE];
	struct box_pair box;
	struct text letter = { 0 };
	struct bind bind;

	seal_key_make(seed);
	derive(secret, "hw1 realm box", seed);
	box_derive(&box, secret);
	randombytes_buf(chain, sizeof chain);
	take_bytes(recovery, sizeof recovery, realm, 0, "recovery");
	bind_begin(&bind, "hw1 epoch");
	bind_text(&bind, id);
	bind_number(&bind, epoch);
	bind_bytes(&bind, box.public, PUBLIC_KEY);
	bind_bytes(&bind, chain, sizeof chain);
	bind_text(&bind, rows_field(realm, 0, "recovery_id"));
	bind_bytes(&bind, recovery, sizeof recovery);
	bind_text(&bind, opened_by);
	bind_end(&bind, place);
	person_sign(by, place, signature);
	write_to(&letter, owner, id, epoch, victim, by, seed);
	run(owner,
		"insert into app.realm_epoch (realm_id, epoch, box, chain, recovery_id, recovery, "
		"opened_by, number, signature) values ($1::uuid, $2::integer, $3::bytea, "
		"$4::bytea, $5::uuid, $6::bytea, $7::uuid, 1, $8::bytea)",
		8,
		(const char *const[]){ id, number_of(epoch), hex_of(box.public, PUBLIC_KEY),
			hex_of(chain, sizeof chain), rows_field(realm, 0, "recovery_id"),
			rows_field(realm, 0, "recovery"), opened_by,
			hex_of(signature, sizeof signature) });
	put_letter(owner, id, epoch, victim, opened_by, &letter);
}

static void forge_letter(const char *name, const char *victim, const char *login)
{
	PGconn *owner = dial(NULL);
	struct rows *realm = realm_named(owner, name);
	const char *id = rows_field(realm, 0, "id");
	uint32_t epoch = (uint32_t)rows_field_int(realm, 0, "epoch");
	struct clerk clerk = { 0 };
	struct person *by = signer(login, &clerk);
	struct text letter = { 0 };
	const struct realm_key *key;

	ring_wake(clerk.ring);
	key = ring_realm(clerk.ring, id, epoch);
	if (key == NULL)
		fail("%s has not the newest epoch", login);
	write_to(&letter, owner, id, epoch, victim, by, key->seed);
	put_letter(owner, id, epoch, victim, by->id, &letter);
}

static void forge_offer(const char *login)
{
	PGconn *owner = dial(NULL);
	struct clerk none = { 0 };
	struct person *thief = signer("-", &none);

	run(owner,
		"update app.key_offer set box = $1::bytea, sign = $2::bytea where staff_id = "
		"(select id from app.staff where login = $3)",
		3,
		(const char *const[]){ hex_of(thief->box.public, PUBLIC_KEY),
			hex_of(thief->sign_public, PUBLIC_KEY), login });
}

int main(int argc, char **argv)
{
	const char *what = argc > 2 ? argv[2] : "", *given[3] = { "", "", "" };

	if (argc < 3)
		fail("usage: thief DIR WHAT...");
	dir = argv[1];
	open_slab();
	for (int i = 3; i < argc && i < 6; i++)
		given[i - 3] = argv[i];
	if (strcmp(what, "directory") == 0 || strcmp(what, "half") == 0)
		forge_directory(strcmp(what, "half") == 0, given[0]);
	else if (strcmp(what, "epoch") == 0)
		forge_epoch(given[0], given[1], given[2]);
	else if (strcmp(what, "letter") == 0)
		forge_letter(given[0], given[1], given[2]);
	else if (strcmp(what, "offer") == 0)
		forge_offer(given[0]);
	else
		fail("thief: what?");
	return 0;
}
