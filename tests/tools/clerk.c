/*
 * clerk DIR WHAT...: people at work with the library alone (clerk.h):
 *    found            keys for everybody, the directory, all realms: as each of them, by the api
 *                     (registrar and registrar_vientiane sign; admin; coordinator is a custodian,
 *                     of health realms health_vientiane)
 *    sign             both registrars sign what the next directory would be
 *    tend LOGIN       what a custodian owes: turns, gives, wraps again (`tend LOGIN lazy`: not so)
 *    seal LOGIN [V]   standard input, a line each: CODE KIND NAME VALUE [NAME VALUE]..., by tabs;
 *                     as a program would whose records are of version V, one letter. Of +KIND it is
 *                     one more. The value of a NAME `=` is what is told of it in clear, as JSON
 *    open LOGIN CODE KIND[,KIND] [REASON]   prints `KIND NAME VALUE`, by tabs
 *    approve LOGIN CODE   what is asked under this code, with which no keys go
 *    look LOGIN       believes the directory and takes her realms: says what is wrong
 * What goes wrong is a line `ERROR word: ...` or `REFUSED code: ...` on standard output, and exit
 * code 1.
 */
#include "tests/tools/clerk.h"
#include "db/vault/approval.h"
#include "tui/sheets/sheet.h"

enum { AT_VERSION = sizeof "homeward" }; /* in a record */

static int wrong; /* 1: something was */

/* ---- the beginning --------------------------------------------------------------------------- */

static void print_to(const char *name, const void *bytes, size_t length)
{
	struct error e = { 0 };

	must(private_write(path_of(name, ""), bytes, length, &e), &e);
}

static void make_keys(const char *login, struct text *registrars)
{
	struct clerk clerk = { 0 };
	struct person *person = slab_take(slab, sizeof *person);
	unsigned char host[HOST_SECRET];
	char passphrase[128], name[80], hex[2 * PUBLIC_KEY + 1];
	struct text file = { 0 };
	struct error e = { 0 };

	whose(&clerk, login);
	person_make(person, clerk.person);
	read_file(host, sizeof host, path_of("host.secret", ""));
	snprintf(passphrase, sizeof passphrase, "open sesame %s", login);
	snprintf(name, sizeof name, "%s.key", login);
	must(keyfile_seal(&file, person, passphrase, host, &COST_TEST, slab, &e), &e);
	print_to(name, file.data, file.length);
	must_do(ask(clerk.db, Q_KEY_OFFER, request(), hex_of(person->box.public, PUBLIC_KEY),
		hex_of(person->sign_public, PUBLIC_KEY)));
	if (strncmp(login, "registrar", 9) == 0) {
		hex_write(hex, person->sign_public, PUBLIC_KEY);
		text_add(registrars, hex);
		text_add(registrars, "\n");
	}
	slab_give(slab, person);
	text_done(&file);
	PQfinish(clerk.db);
}

/* The settings of a console that uses the same files. */
static void write_conf(const char *registrars)
{
	struct text conf = { 0 };

	text_add(&conf, "vault: { keys = \"");
	text_add(&conf, dir);
	text_add(&conf, "\"; host_secret = \"");
	text_add(&conf, dir);
	text_add(&conf, "/host.secret\"; registrars = [");
	for (const char *at = registrars; *at != '\0'; at += 65) {
		text_add(&conf, at == registrars ? " \"" : ", \"");
		text_add_bytes(&conf, at, 64);
		text_add(&conf, "\"");
	}
	text_add(&conf, " ]; lock_after_s = 30; forget_after_s = 60; };\n");
	print_to("conf", conf.data, conf.length);
	text_done(&conf);
}

static void offer_recovery(PGconn *owner)
{
	unsigned char *secret = slab_take(slab, SECRET_KEY), box[PUBLIC_KEY];
	struct rows *rows = run(owner, "select array_agg(id) as all from app.realm", 0, NULL);
	PGconn *admin = dial("admin");

	seal_key_make(secret);
	recovery_box(box, secret);
	print_to("recovery.secret", secret, SECRET_KEY);
	must_do(ask(admin, Q_RECOVERY_OFFER, request(), "00000000-0000-4000-8000-00000000feed",
		"for tests", hex_of(box, sizeof box), rows_field(rows, 0, "all")));
	slab_give(slab, secret);
	rows_unref(rows);
	PQfinish(admin);
}

static void sign_as(const char *login)
{
	struct clerk clerk = { 0 };
	struct directory_signature by;
	struct rows *rows;
	const char *body;

	whose(&clerk, login);
	unlock(&clerk);
	rows = ask(clerk.db, Q_DIRECTORY_DRAFT);
	body = rows_field(rows, 0, "body");
	if (rows_count(rows) > 0) {
		directory_sign(&by, body, strlen(body), ring_person(clerk.ring));
		must_do(ask(clerk.db, Q_DIRECTORY_SIGN, request(), body,
			hex_of(by.by, sizeof by.by), hex_of(by.signature, sizeof by.signature)));
	}
	rows_unref(rows);
	ring_free(clerk.ring);
	PQfinish(clerk.db);
}

static void sign(void)
{
	sign_as("registrar");
	sign_as("registrar_vientiane");
}

/* ---- custodians ------------------------------------------------------------------------------ */

struct given {
	struct text people, letters;
};

static void give_one(struct clerk *clerk, struct given *given, const char *realm,
	const char *person)
{
	struct text letter = { 0 };
	struct error e = { 0 };
	int r = ring_give(clerk->ring, &letter, realm, person, &e);

	if (r != 0) {
		printf("ERROR %s: %s\n", error_word((enum err)r), e.text);
		wrong = 1;
		return;
	}
	param_array_add(&given->people, person);
	param_array_add(&given->letters, hex_of(letter.data, letter.length));
	text_done(&letter);
}

static void take_chain(struct clerk *clerk, const char *realm)
{
	struct rows *rows = ask(clerk->db, Q_REALM_CHAIN, realm);
	struct error e = { 0 };

	must(sealed_take_chain(clerk->ring, realm, rows, &e), &e);
	rows_unref(rows);
}

static void wrap_again(struct clerk *clerk, const char *realm)
{
	uint32_t newest = ring_newest(clerk->ring, realm);
	struct rows *rows =
		ask(clerk->db, Q_SEALED_KEYS_OLD, realm, "10000", NULL, NULL, NULL, NULL);
	struct text subjects = { 0 }, kinds = { 0 }, generations = { 0 }, wraps = { 0 };

	param_array_open(&subjects);
	param_array_open(&kinds);
	param_array_open(&generations);
	param_array_open(&wraps);
	take_chain(clerk, realm);
	for (int row = 0; row < rows_count(rows); row++) {
		struct wrap_place from = { rows_field(rows, row, "subject"),
			rows_field(rows, row, "key"), realm,
			(uint32_t)rows_field_int(rows, row, "generation"),
			(uint32_t)rows_field_int(rows, row, "born"),
			(uint32_t)rows_field_int(rows, row, "epoch") };
		struct wrap_place to = from;
		unsigned char wrapped[RING_WRAPPED];
		struct text out = { 0 };
		struct error e = { 0 };

		to.epoch = newest;
		take_bytes(wrapped, sizeof wrapped, rows, row, "wrapped");
		must(ring_wrap_again(clerk->ring, &out, &from, wrapped, sizeof wrapped, &to, &e),
			&e);
		param_array_add(&subjects, from.case_id);
		param_array_add(&kinds, from.key);
		param_array_add_int(&generations, from.generation);
		param_array_add(&wraps, hex_of(out.data, out.length));
		text_done(&out);
	}
	param_array_close(&subjects);
	param_array_close(&kinds);
	param_array_close(&generations);
	param_array_close(&wraps);
	if (rows_count(rows) > 0)
		must_do(ask(clerk->db, Q_SEALED_KEYS_REWRAP, request(), realm, number_of(newest),
			text_string(&subjects), text_string(&kinds), text_string(&generations),
			text_string(&wraps)));
	text_done(&subjects);
	text_done(&kinds);
	text_done(&generations);
	text_done(&wraps);
	rows_unref(rows);
}

/* The rows from `row` on that are of one realm; returns the first of the next. */
static int tend_realm(struct clerk *clerk, const struct rows *needs, int row, const char *serial)
{
	const char *realm = rows_field(needs, row, "realm");
	bool turn = rows_field_bool(needs, row, "must_turn") ||
		rows_field_int(needs, row, "epoch") == 0;
	struct given given = { 0 };
	struct epoch_made made;
	struct error e = { 0 };
	int count = 0, r = turn ? ring_turn(clerk->ring, &made, realm, &e) : 0;

	param_array_open(&given.people);
	param_array_open(&given.letters);
	for (; row < rows_count(needs) && strcmp(rows_field(needs, row, "realm"), realm) == 0;
		row++)
		if (r == 0 && (turn || !rows_field_bool(needs, row, "has_letter"))) {
			give_one(clerk, &given, realm, rows_field(needs, row, "person"));
			count++;
		}
	param_array_close(&given.people);
	param_array_close(&given.letters);
	if (r != 0) {
		printf("ERROR %s: %s\n", error_word((enum err)r), e.text);
		wrong = 1;
	} else if (turn) {
		struct rows *rows = ask(clerk->db, Q_REALM_TURN, request(), realm, serial,
			number_of(made.epoch), hex_of(made.box, sizeof made.box),
			made.has_chain ? hex_of(made.chain, sizeof made.chain) : NULL,
			hex_of(made.recovery, sizeof made.recovery),
			hex_of(made.signature, sizeof made.signature), text_string(&given.people),
			text_string(&given.letters));
		bool kept = done(rows);

		ring_settle_realm(clerk->ring, realm, kept);
		wrong |= !kept;
	} else if (count > 0) {
		wrong |= !done(ask(clerk->db, Q_REALM_GIVE, request(), realm, serial,
			number_of(ring_newest(clerk->ring, realm)), text_string(&given.people),
			text_string(&given.letters)));
	}
	text_done(&given.people);
	text_done(&given.letters);
	return row;
}

static void tend(const char *login, bool lazy)
{
	struct clerk clerk = { 0 };
	struct rows *needs;
	const char *serial;

	come(&clerk, login);
	needs = ask(clerk.db, Q_REALM_NEEDS);
	serial = number_of(directory_serial(ring_directory(clerk.ring)));
	for (int row = 0; row < rows_count(needs);) {
		const char *realm = rows_field(needs, row, "realm");

		row = tend_realm(&clerk, needs, row, serial);
		if (!lazy && ring_newest(clerk.ring, realm) > 1)
			wrap_again(&clerk, realm);
	}
	rows_unref(needs);
	leave(&clerk);
}

static void found(void)
{
	unsigned char host[HOST_SECRET];
	struct text registrars = { 0 };
	PGconn *owner = dial(NULL);
	struct rows *staff = run(owner,
		"select login from app.staff where retired_at is null order by login", 0, NULL);

	seal_key_make(host);
	print_to("host.secret", host, sizeof host);
	for (int row = 0; row < rows_count(staff); row++)
		make_keys(rows_field(staff, row, "login"), &registrars);
	print_to("registrars", registrars.data, registrars.length);
	write_conf(text_string(&registrars));
	offer_recovery(owner);
	sign();
	tend("coordinator", false);
	tend("health_vientiane", false);
	sign();
	text_done(&registrars);
	rows_unref(staff);
	PQfinish(owner);
}

/* ---- who writes and reads -------------------------------------------------------------------- */

/* Of a case, a place (PL-), or a party (PA-). */
static void subject_of(char id[static UUID_TEXT], struct clerk *clerk, const char *code)
{
	char codes[64];
	struct rows *rows;

	snprintf(codes, sizeof codes, "{\"%s\"}", code);
	if (strncmp(code, "PL-", 3) == 0)
		rows = ask(clerk->db, Q_PLACE_FIND, code, NULL);
	else if (strncmp(code, "PA-", 3) == 0)
		rows = ask(clerk->db, Q_PARTY_FIND, code, NULL);
	else
		rows = ask(clerk->db, Q_CASE_FIND, codes);
	text_copy(id, UUID_TEXT, rows_field(rows, 0, "id"));
	if (*rows_field(rows, 0, "problem") != '\0')
		fail("%s: %s", code, rows_field(rows, 0, "problem"));
	rows_unref(rows);
}

static bool plan_for(struct sealed_plan *plan, struct clerk *clerk, const char *subject,
	const char *key)
{
	struct rows *rows = ask(clerk->db, Q_SEALED_KEYS, subject);
	struct text wrapped = { 0 };
	struct error e = { 0 };

	must(sealed_plan(plan, clerk->ring, subject, key, rows, &e), &e);
	rows_unref(rows);
	if (plan->step == SEALED_MAKE) {
		must(sealed_make(clerk->ring, &wrapped, subject, plan, &e), &e);
		if (!done(ask(clerk->db, Q_SEALED_KEY_KEEP, request(), subject, key,
			    number_of(plan->generation), plan->realm, number_of(plan->epoch),
			    hex_of(wrapped.data, wrapped.length))))
			return false;
		ring_settle_case(clerk->ring, subject, key, plan->generation, true);
		text_done(&wrapped);
	} else if (plan->step != SEALED_WRITE) {
		printf("REFUSED step %d\n", (int)plan->step);
		return false;
	}
	return true;
}

/* The one of its kind, if there is one already. */
static void place_it(struct sealed_at *at, struct clerk *clerk)
{
	struct rows *rows = ask(clerk->db, Q_SEALED_LIST, at->subject);

	at->version = 1;
	uuid_make(at->id);
	for (int row = 0; row < rows_count(rows); row++)
		if (strcmp(at->kind, "note") != 0 &&
			strcmp(rows_field(rows, row, "kind"), at->kind) == 0) {
			text_copy(at->id, sizeof at->id, rows_field(rows, row, "id"));
			at->version = (uint32_t)rows_field_int(rows, row, "version") + 1;
		}
	rows_unref(rows);
}

static void fill(struct record *record, struct text *told, char *line)
{
	struct error e = { 0 };
	char *name, *value;

	while ((name = strsep(&line, "\t")) != NULL && (value = strsep(&line, "\t")) != NULL)
		if (strcmp(name, "=") == 0)
			text_add(told, value);
		else
			must(record_put(record, name, value, &e), &e);
}

static void seal_line(struct clerk *clerk, char *line, const char *version)
{
	const char *code = strsep(&line, "\t"), *kind = strsep(&line, "\t");
	const size_t room = ring_room(64 << 10);
	unsigned char *plain = slab_take(slab, room);
	struct sealed_at at = { 0 };
	struct sealed_plan plan;
	struct record record;
	const bool more = kind != NULL && kind[0] == '+';
	const struct sheet *sheet = kind != NULL ? sheet_named(kind += more) : NULL;
	struct text blob = { 0 }, told = { 0 };
	struct error e = { 0 };
	const char *before;

	if (kind == NULL)
		fail("a line is CODE KIND NAME VALUE...: %s", code);
	subject_of(at.subject, clerk, code);
	text_copy(at.kind, sizeof at.kind, kind);
	text_copy(at.key, sizeof at.key, strcmp(kind, "health") == 0 ? "health" : "office");
	if (more && uuid_make(at.id) == 0)
		at.version = 1;
	else
		place_it(&at, clerk);
	must(record_begin(&record, plain, room, &e), &e);
	fill(&record, &told, line);
	if (sheet != NULL && told.length == 0)
		must(sheet_clear(sheet, &record, &told, &e), &e);
	if (version != NULL)
		record.bytes[AT_VERSION] = *version;
	if (!plan_for(&plan, clerk, at.subject, at.key)) {
		wrong = 1;
		slab_give(slab, plain);
		return;
	}
	at.generation = plan.generation;
	must(sealed_write(clerk->ring, &blob, &at, &record, &e), &e);
	before = number_of(at.version - 1);
	if (done(ask(clerk->db, Q_SEALED_KEEP, request(), at.subject, at.id, at.kind, before,
		    number_of(at.generation), hex_of(blob.data, blob.length),
		    told.length > 0 ? text_string(&told) : NULL)))
		must(sealed_kept(clerk->ring, &at, &blob, &e), &e);
	else
		wrong = 1;
	text_done(&blob);
	text_done(&told);
	slab_give(slab, plain);
}

static void seal_all(const char *login, const char *version)
{
	struct clerk clerk = { 0 };
	char *line = NULL;
	size_t size = 0;
	ssize_t length;

	come(&clerk, login);
	while ((length = getline(&line, &size, stdin)) > 0) {
		line[strcspn(line, "\n")] = '\0';
		seal_line(&clerk, line, version);
	}
	free(line);
	leave(&clerk);
}

static void open_row(struct clerk *clerk, const char *subject, const struct rows *rows, int row)
{
	struct sealed_opened opened;
	struct error e = { 0 };
	const char *name, *value;
	size_t at = 0;
	int r;

	if (sealed_lacks(clerk->ring, rows, row) == SEALED_LACKS_EARLIER)
		take_chain(clerk, rows_field(rows, row, "realm"));
	r = sealed_open(&opened, clerk->ring, slab, subject, rows, row, &e);
	if (r != 0)
		printf("ERROR %s: %s: %s\n", error_word((enum err)r), opened.at.kind, e.text);
	wrong |= r != 0;
	while (r == 0 && record_next(&opened.record, &at, &name, &value))
		printf("%s\t%s\t%s\n", opened.at.kind, name, value);
	slab_give(slab, opened.record.bytes);
}

static void open_all(const char *login, const char *code, const char *kinds, const char *reason)
{
	struct clerk clerk = { 0 };
	char subject[UUID_TEXT], key[UUID_TEXT], list[256];
	struct rows *rows;

	come(&clerk, login);
	subject_of(subject, &clerk, code);
	snprintf(list, sizeof list, "{%s}", kinds);
	text_copy(key, sizeof key, request());
	rows = ask(clerk.db, Q_SEALED_OPEN, key, subject, list, reason);
	if (strcmp(rows_field(rows, 0, "refusal"), "ask_again") == 0)
		rows = ask(clerk.db, Q_SEALED_OPEN, key, subject, list, reason);
	if (rows_count(rows) > 0 && !done(rows))
		wrong = 1;
	else
		for (int row = 0; row < rows_count(rows); row++)
			open_row(&clerk, subject, rows, row);
	rows_unref(rows);
	leave(&clerk);
}

/* She has read it, and approves what it says. */
static void approve(const char *login, const char *code)
{
	struct clerk clerk = { 0 };
	unsigned char told[APPROVAL_HASH], signature[SIGNATURE];
	char id[UUID_TEXT], kind[32], version[16], number[16];
	struct approval approval = { .kind = kind, .id = id, .answer = "approve" };
	struct error e = { 0 };
	struct rows *rows;
	uint32_t of;

	come(&clerk, login);
	rows = ask(clerk.db, Q_APPROVAL_FIND, code);
	text_copy(id, sizeof id, rows_field(rows, 0, "id"));
	rows_unref(rows);
	rows = ask(clerk.db, Q_APPROVAL_OPEN, id);
	if (rows_count(rows) != 1)
		fail("%s does not see %s", login, code);
	take_bytes(told, sizeof told, rows, 0, "hash");
	text_copy(kind, sizeof kind, rows_field(rows, 0, "kind"));
	text_copy(version, sizeof version, rows_field(rows, 0, "version"));
	approval.version = (uint32_t)rows_field_int(rows, 0, "version");
	must(approval_content(&approval, rows_field(rows, 0, "content"),
		     strlen(rows_field(rows, 0, "content")), told, &e),
		&e);
	rows_unref(rows);
	must(approval_sign(clerk.ring, &approval, &of, signature, &e), &e);
	snprintf(number, sizeof number, "%u", (unsigned)of);
	must_do(ask(clerk.db, Q_APPROVAL_ANSWER, request(), id, version, hex_of(told, sizeof told),
		"approve", NULL, number, hex_of(signature, sizeof signature), NULL));
	leave(&clerk);
}

static void look(const char *login)
{
	struct clerk clerk = { 0 };

	come(&clerk, login);
	leave(&clerk);
}

int main(int argc, char **argv)
{
	const char *what = argc > 2 ? argv[2] : "", *login = argc > 3 ? argv[3] : "";

	if (argc < 3)
		fail("usage: clerk DIR WHAT...");
	dir = argv[1];
	open_slab();
	if (strcmp(what, "found") == 0)
		found();
	else if (strcmp(what, "sign") == 0)
		sign();
	else if (strcmp(what, "tend") == 0)
		tend(login, argc > 4);
	else if (strcmp(what, "seal") == 0)
		seal_all(login, argv[4]);
	else if (strcmp(what, "open") == 0 && argc > 5)
		open_all(login, argv[4], argv[5], argc > 6 ? argv[6] : NULL);
	else if (strcmp(what, "approve") == 0 && argc > 4)
		approve(login, argv[4]);
	else if (strcmp(what, "look") == 0)
		look(login);
	else
		fail("clerk: what?");
	return wrong;
}
