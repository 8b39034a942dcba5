/*
 * enrol DIR: makes keys for people and gives them realms, for the database of a test, where nobody
 * has to compare words. What comes on standard input, a line each:
 *	person UUID LOGIN
 *	realm UUID NAME
 * The first two people are the registrars and the custodians of every realm. Into DIR go
 * host.secret, LOGIN.key under the passphrase `open sesame LOGIN`, LOGIN.secrets (both secret
 * keys, as \x and digits), and conf, the group `vault` of the settings; standard output is the
 * SQL by which the database learns of all this.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/private.h"
#include "db/vault/hex.h"
#include "db/vault/keyfile.h"
#include "db/vault/ring.h"

enum { PEOPLE = 32, REALMS = 64 };

struct named {
	char id[UUID_TEXT], name[64];
};

static struct named people[PEOPLE], realms[REALMS];
static struct person *keys[PEOPLE];
static size_t person_count, realm_count;
static unsigned char host[HOST_SECRET];
static struct slab *slab;

__attribute__((noreturn)) static void fail(const char *what, const struct error *e)
{
	fprintf(stderr, "enrol: %s: %s\n", what, e != NULL ? e->text : "");
	exit(1);
}

static void must(int r, const char *what, const struct error *e)
{
	if (r != 0)
		fail(what, e);
}

static void read_lines(void)
{
	char line[256], kind[16];
	struct named one;

	while (fgets(line, sizeof line, stdin) != NULL) {
		if (sscanf(line, "%15s %36s %63[^\n]", kind, one.id, one.name) != 3)
			fail(line, NULL);
		if (strcmp(kind, "person") == 0 && person_count < PEOPLE)
			people[person_count++] = one;
		else if (strcmp(kind, "realm") == 0 && realm_count < REALMS)
			realms[realm_count++] = one;
		else
			fail(line, NULL);
	}
	if (person_count < 2)
		fail("two people at least", NULL);
}

static void write_file(const char *dir, const char *name, const void *bytes, size_t length)
{
	struct text path = { 0 };
	struct error e = { 0 };

	text_addf(&path, "%s/%s", dir, name);
	must(private_write(text_string(&path), bytes, length, &e), name, &e);
	text_done(&path);
}

static void write_secrets(const char *dir, const struct named *who, const struct person *person)
{
	struct text lines = { 0 };
	char name[80], digits[2 * SECRET_KEY + 1];

	hex_write(digits, person->box.secret, SECRET_KEY);
	text_addf(&lines, "\\x%s\n", digits);
	hex_write(digits, person->signing, SECRET_KEY);
	text_addf(&lines, "\\x%s\n", digits);
	snprintf(name, sizeof name, "%s.secrets", who->name);
	write_file(dir, name, lines.data, lines.length);
	text_done(&lines);
}

static void make_keys(const char *dir)
{
	for (size_t i = 0; i < person_count; i++) {
		struct text file = { 0 };
		struct error e = { 0 };
		char passphrase[128], name[80];

		keys[i] = slab_take(slab, sizeof *keys[i]);
		person_make(keys[i], people[i].id);
		snprintf(passphrase, sizeof passphrase, "open sesame %s", people[i].name);
		snprintf(name, sizeof name, "%s.key", people[i].name);
		must(keyfile_seal(&file, keys[i], passphrase, host, &COST_TEST, slab, &e), name,
			&e);
		write_file(dir, name, file.data, file.length);
		text_done(&file);
		write_secrets(dir, &people[i], keys[i]);
	}
}

static void write_conf(const char *dir)
{
	struct text conf = { 0 };
	char one[2 * PUBLIC_KEY + 1], two[2 * PUBLIC_KEY + 1];

	hex_write(one, keys[0]->sign_public, PUBLIC_KEY);
	hex_write(two, keys[1]->sign_public, PUBLIC_KEY);
	text_addf(&conf, "vault: { keys = \"%s\"; host_secret = \"%s/host.secret\";\n", dir, dir);
	text_addf(&conf, "registrars = [ \"%s\", \"%s\" ]; };\n", one, two);
	write_file(dir, "conf", conf.data, conf.length);
	text_done(&conf);
}

static const char recovery_id[] = "00000000-0000-4000-8000-00000000feed";

static void add_hex(struct text *t, const void *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		text_addf(t, "%02x", ((const unsigned char *)bytes)[i]);
}

/* Ends with a comma where another value follows. */
static void print_bytes(const void *bytes, size_t length, const char *then)
{
	struct text hex = { 0 };

	if (bytes != NULL)
		add_hex(&hex, bytes, length);
	if (bytes != NULL)
		printf("'\\x%s'%s", text_string(&hex), then);
	else
		printf("null%s", then);
	text_done(&hex);
}

static void make_directory(struct text *body, const unsigned char *recovery)
{
	text_add(body, "homeward directory 1\nserial 1\nat 2026-11-22T10:00:00Z\n");
	text_addf(body, "recovery %s 1 ", recovery_id);
	add_hex(body, recovery, PUBLIC_KEY);
	text_add(body, " for tests\n");
	for (size_t i = 0; i < person_count; i++) {
		text_addf(body, "person %s 1 %s ", people[i].id, people[i].name);
		add_hex(body, keys[i]->box.public, PUBLIC_KEY);
		text_add(body, " ");
		add_hex(body, keys[i]->sign_public, PUBLIC_KEY);
		text_add(body, "\n");
	}
	for (size_t i = 0; i < realm_count; i++)
		text_addf(body, "realm %s 0 - %s %s,%s %s\n", realms[i].id, recovery_id,
			people[0].id, people[1].id, realms[i].name);
}

static void print_staff(const struct named *person)
{
	printf("(select id from app.staff where person = '%s')", person->id);
}

static void print_directory(const struct text *body, const struct directory_signature by[2],
	const unsigned char *recovery)
{
	printf("insert into app.recovery (id, name, box, offered_by) values ('%s', 'for tests', ",
		recovery_id);
	print_bytes(recovery, PUBLIC_KEY, ", ");
	print_staff(&people[0]);
	printf(");\ninsert into app.directory values (1, $b$%s$b$, ", text_string(body));
	for (int i = 0; i < 2; i++) {
		print_bytes(by[i].by, PUBLIC_KEY, ", ");
		print_bytes(by[i].signature, SIGNATURE, ", ");
		print_staff(&people[i]);
		printf(", ");
	}
	printf("app.now());\n");
	for (size_t i = 0; i < person_count; i++) {
		printf("insert into app.directory_person values ('%s', 1, false, '%s', ",
			people[i].id, people[i].name);
		print_bytes(keys[i]->box.public, PUBLIC_KEY, ", ");
		print_bytes(keys[i]->sign_public, PUBLIC_KEY, ");\n");
	}
	for (size_t i = 0; i < realm_count; i++) {
		printf("update app.realm set recovery_id = '%s' where id = '%s';\n", recovery_id,
			realms[i].id);
		printf("insert into app.directory_realm values ('%s', $n$%s$n$, 0, null, '%s', "
		       "'{%s,%s}');\n",
			realms[i].id, realms[i].name, recovery_id, people[0].id, people[1].id);
	}
}

static void print_realm(struct ring *ring, const struct named *realm)
{
	struct epoch_made made;
	struct error e = { 0 };

	must(ring_turn(ring, &made, realm->id, &e), realm->name, &e);
	printf("insert into app.realm_epoch values ('%s', %u, ", realm->id, (unsigned)made.epoch);
	print_bytes(made.box, sizeof made.box, ", ");
	print_bytes(made.has_chain ? made.chain : NULL, sizeof made.chain, ", ");
	printf("'%s', ", recovery_id);
	print_bytes(made.recovery, sizeof made.recovery, ", ");
	printf("'%s', 1, ", people[0].id);
	print_bytes(made.signature, sizeof made.signature, ");\n");
	for (size_t i = 0; i < person_count; i++) {
		struct text letter = { 0 };

		must(ring_give(ring, &letter, realm->id, people[i].id, &e), people[i].name, &e);
		printf("insert into app.realm_letter values ('%s', %u, '%s', 1, ", realm->id,
			(unsigned)made.epoch, people[i].id);
		print_bytes(letter.data, letter.length, ", ");
		printf("'%s', 1);\n", people[0].id);
		text_done(&letter);
	}
	ring_settle_realm(ring, realm->id, true);
}

static void print_realms(const struct text *body, const struct directory_signature by[2])
{
	struct registrars registrars = { .count = 2 };
	struct directory_text text = { body->data, body->length, { by[0], by[1] } };
	struct directory *directory;
	struct ring *ring;
	struct error e = { 0 };

	for (int i = 0; i < 2; i++)
		memcpy(registrars.sign[i], by[i].by, PUBLIC_KEY);
	must(ring_new(&ring, &e), "a ring", &e);
	ring_unlock_as(ring, keys[0]);
	must(directory_read(&directory, &text, &registrars, &e), "the directory", &e);
	must(ring_believe(ring, directory, &e), "the directory", &e);
	for (size_t i = 0; i < realm_count; i++)
		print_realm(ring, &realms[i]);
	ring_free(ring);
}

int main(int argc, char **argv)
{
	struct directory_signature by[2];
	struct text body = { 0 };
	struct error e = { 0 };
	struct box_pair *recovery;

	if (argc != 2)
		fail("usage: enrol DIR", NULL);
	must(slab_new(&slab, 64 << 10, &e), "memory", &e);
	read_lines();
	for (size_t i = 0; i < sizeof host; i++)
		host[i] = (unsigned char)(i * 7 + 1);
	write_file(argv[1], "host.secret", host, sizeof host);
	make_keys(argv[1]);
	write_conf(argv[1]);
	recovery = slab_take(slab, sizeof *recovery);
	box_make(recovery);
	make_directory(&body, recovery->public);
	for (int i = 0; i < 2; i++)
		directory_sign(&by[i], body.data, body.length, keys[i]);
	print_directory(&body, by, recovery->public);
	print_realms(&body, by);
	text_done(&body);
	slab_free(slab);
	return 0;
}
