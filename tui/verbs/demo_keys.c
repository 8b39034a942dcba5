/* `homeward demo-enrol`: keys for everybody in an invented region, a directory that its registrars
 * have signed, open realms. Its owner asks in the name of each of them, through the same functions
 * as they would. Run again it does what is missing. */
#include "tui/verbs/demo_keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/bytes.h"
#include "db/key_rows.h"
#include "db/vault/hex.h"
#include "tui/intl.h"

enum { ENROLMENT_SLAB = 512 << 10 };

struct enrolment *enrolment_of(struct work *work)
{
	return (struct enrolment *)work;
}

static void drop(struct work *work)
{
	struct enrolment *en = enrolment_of(work);

	rows_unref(en->staff);
	rows_unref(en->directory);
	rows_unref(en->items);
	text_done(&en->realms);
	text_done(&en->keys);
	text_done(&en->records);
	free(en->wrapped);
	tend_done(&en->tend);
	holder_done(&en->tend.holder);
	free(en);
}

static const char *login_of(const struct enrolment *en, int row)
{
	return rows_field(en->staff, row, "login");
}

int enrolment_row(const struct enrolment *en, const char *person)
{
	for (int row = 0; row < en->count; row++)
		if (strcmp(rows_field(en->staff, row, "person"), person) == 0)
			return row;
	return -1;
}

void enrolment_as(struct work *work, const char *login, work_step *next)
{
	const struct param who = param_text(login);

	work_ask(work, Q_DEMO_AS, &who, 1, next);
}

bool enrolment_has(const struct enrolment *en, int at)
{
	return en->people[at].id[0] != '\0';
}

int enrolment_ring(struct enrolment *en, int at, struct error *e)
{
	struct holder *h = &en->tend.holder;
	struct directory_text text;
	struct directory *directory;
	int r = 0;

	if (h->ring == NULL)
		r = ring_new(&h->ring, e);
	if (r != 0)
		return r;
	ring_lock(h->ring);
	ring_unlock_as(h->ring, &en->people[at]);
	if (!key_rows_directory(&text, en->directory, 0))
		return error_set(e, ERR_TAMPERED, "%s",
			_("The directory is not signed by two registrars; it is not used."));
	r = directory_read(&directory, &text, &h->registrars, e);
	return r == 0 ? ring_believe(h->ring, directory, e) : r;
}

/* ---- realms get their keys ------------------------------------------------------------------- */

static void sign(struct work *work);
static void tend_next(struct work *work);

static void tend_mine(struct work *work, struct rows *rows)
{
	holder_take_realms(&enrolment_of(work)->tend.holder, rows);
	enrolment_of(work)->at++;
	tend_start(&enrolment_of(work)->tend);
}

static void tend_as(struct work *work, struct rows *rows)
{
	struct error e = { 0 };

	(void)rows;
	if (enrolment_ring(enrolment_of(work), enrolment_of(work)->at, &e) != 0)
		work_fail(work, NULL, &e);
	else
		work_ask(work, Q_REALM_MINE, NULL, 0, tend_mine);
}

static void tend_next(struct work *work)
{
	struct enrolment *en = enrolment_of(work);

	while (en->at < en->count &&
		(!rows_field_bool(en->staff, en->at, "custodian") || !enrolment_has(en, en->at)))
		en->at++;
	if (en->at < en->count) {
		enrolment_as(work, login_of(en, en->at), tend_as);
		return;
	}
	en->opened = true;
	sign(work);
}

/* Who is a custodian is known only now. */
static void staff_again(struct work *work, struct rows *rows)
{
	struct enrolment *en = enrolment_of(work);

	if (rows_count(rows) != en->count) {
		work_stop(work, EXIT_REFUSED, "%s",
			_("Somebody came or left meanwhile. Run it again."));
		return;
	}
	rows_unref(en->staff);
	en->staff = rows_ref(rows);
	en->at = 0;
	tend_next(work);
}

static void owner_again(struct work *work, struct rows *rows)
{
	(void)rows;
	if (enrolment_of(work)->opened)
		enrolment_seal(work);
	else
		work_ask(work, Q_DEMO_STAFF, NULL, 0, staff_again);
}

static void directory_told(struct work *work, struct rows *rows)
{
	struct enrolment *en = enrolment_of(work);

	rows_unref(en->directory);
	en->directory = rows_ref(rows);
	enrolment_as(work, en->owner, owner_again);
}

/* ---- the directory --------------------------------------------------------------------------- */

static void signed_one(struct work *work, struct rows *rows)
{
	(void)rows;
	enrolment_of(work)->signature++;
	sign(work);
}

static void sign_draft(struct work *work, struct rows *rows)
{
	struct enrolment *en = enrolment_of(work);
	const struct person *registrar = &en->people[en->signers[en->signature % 2]];
	const char *body = rows_field(rows, 0, "body");
	struct directory_signature signature;
	struct text by = { 0 }, bytes = { 0 };

	if (rows_count(rows) == 0) {
		work_ask(work, Q_DIRECTORY, NULL, 0, directory_told);
		return;
	}
	/* One who has signed already leaves it to the other. */
	if (rows_field_bool(rows, 0, "mine")) {
		signed_one(work, rows);
		return;
	}
	directory_sign(&signature, body, strlen(body), registrar);
	bytes_put(&by, signature.by, PUBLIC_KEY);
	bytes_put(&bytes, signature.signature, SIGNATURE);
	struct param params[] = { param_null(), param_text(body), param_text(text_string(&by)),
		param_text(text_string(&bytes)) };
	work_change(work, Q_DIRECTORY_SIGN, params, 4, signed_one);
	text_done(&by);
	text_done(&bytes);
}

static void sign_as(struct work *work, struct rows *rows)
{
	(void)rows;
	work_ask(work, Q_DIRECTORY_DRAFT, NULL, 0, sign_draft);
}

/* Until there is nothing left to sign. */
static void sign(struct work *work)
{
	struct enrolment *en = enrolment_of(work);

	enrolment_as(work, login_of(en, en->signers[en->signature % 2]), sign_as);
}

/* ---- a key to recover realms with ------------------------------------------------------------ */

static void recovery_offered(struct work *work, struct rows *rows)
{
	(void)rows;
	sign(work);
}

static void realms_listed(struct work *work, struct rows *rows)
{
	struct enrolment *en = enrolment_of(work);
	unsigned char box[PUBLIC_KEY];
	struct text hex = { 0 };
	struct error e = { 0 };
	int lacking = 0;

	param_array_open(&en->realms);
	for (int row = 0; row < rows_count(rows); row++)
		if (rows_field_is_null(rows, row, "recovery_id")) {
			param_array_add(&en->realms, rows_field(rows, row, "id"));
			lacking++;
		}
	param_array_close(&en->realms);
	if (lacking == 0) {
		sign(work);
		return;
	}
	if (uuid_make(en->recovery) != 0)
		error_set(&e, ERR_IO, "%s", _("There is no randomness here."));
	if (e.code != 0 || enrolment_recovery(en, box, &e) != 0) {
		work_fail(work, NULL, &e);
		return;
	}
	bytes_put(&hex, box, PUBLIC_KEY);
	struct param params[] = { param_null(), param_text(en->recovery), param_text("demo"),
		param_text(text_string(&hex)), param_text(text_string(&en->realms)) };
	work_change(work, Q_RECOVERY_OFFER, params, 5, recovery_offered);
	text_done(&hex);
}

static void list_realms(struct work *work, struct rows *rows)
{
	(void)rows;
	work_ask(work, Q_REALM_LIST, NULL, 0, realms_listed);
}

/* ---- everybody's keys ------------------------------------------------------------------------ */

static void offer_next(struct work *work);

static void offered(struct work *work, struct rows *rows)
{
	(void)rows;
	enrolment_of(work)->at++;
	offer_next(work);
}

static void offer_as(struct work *work, struct rows *rows)
{
	const struct enrolment *en = enrolment_of(work);
	const struct person *person = &en->people[en->at];
	struct text box = { 0 }, sign_key = { 0 };

	(void)rows;
	bytes_put(&box, person->box.public, PUBLIC_KEY);
	bytes_put(&sign_key, person->sign_public, PUBLIC_KEY);
	struct param params[] = { param_null(), param_text(text_string(&box)),
		param_text(text_string(&sign_key)) };
	work_change(work, Q_KEY_OFFER, params, 3, offered);
	text_done(&box);
	text_done(&sign_key);
}

static bool is_known(const struct enrolment *en, int row)
{
	static const char *const places[] = { "sign", "offered" };
	unsigned char sign_key[PUBLIC_KEY];

	for (size_t i = 0; i < 2; i++)
		if (bytes_read(sign_key, PUBLIC_KEY, en->staff, row, places[i]) &&
			memcmp(sign_key, en->people[row].sign_public, PUBLIC_KEY) == 0)
			return true;
	return false;
}

static void offer_next(struct work *work)
{
	struct enrolment *en = enrolment_of(work);

	while (en->at < en->count && (!enrolment_has(en, en->at) || is_known(en, en->at)))
		en->at++;
	if (en->at < en->count)
		enrolment_as(work, login_of(en, en->at), offer_as);
	else
		enrolment_as(work, login_of(en, en->admin), list_realms);
}

/* Each who vouches, also with keys of her own that nobody here opens: what she has signed before is
 * still to be believed. */
static void believe_registrar(struct enrolment *en, int row)
{
	struct registrars *registrars = &en->tend.holder.registrars;
	unsigned char *sign_key = registrars->sign[registrars->count];

	if (registrars->count == REGISTRARS)
		return;
	if (enrolment_has(en, row))
		memcpy(sign_key, en->people[row].sign_public, PUBLIC_KEY);
	else if (!bytes_read(sign_key, PUBLIC_KEY, en->staff, row, "sign"))
		return;
	registrars->count++;
}

static int find_officers(struct enrolment *en, struct error *e)
{
	int signers = 0;

	en->admin = -1;
	for (int row = 0; row < en->count; row++) {
		if (rows_field_bool(en->staff, row, "admin") && en->admin < 0)
			en->admin = row;
		if (!rows_field_bool(en->staff, row, "registrar"))
			continue;
		believe_registrar(en, row);
		if (signers < 2 && enrolment_has(en, row))
			en->signers[signers++] = row;
	}
	if (en->admin < 0 || signers < 2)
		return error_set(e, ERR_INPUT, "%s",
			_("This region has no admin or not two registrars: `homeward demo-load` "
			  "first."));
	return 0;
}

static int make_keys(struct enrolment *en, struct error *e)
{
	int r = 0;

	if (en->count == 0)
		return find_officers(en, e);
	en->people = slab_take(en->tend.holder.slab, (size_t)en->count * sizeof *en->people);
	if (en->people == NULL)
		return error_set(e, ERR_MEMORY, "%s", _("There is no memory left."));
	for (int row = 0; row < en->count && r == 0; row++)
		r = enrolment_key(en, row, e);
	if (r == 0)
		r = find_officers(en, e);
	return r == 0 ? enrolment_settings(en, e) : r;
}

static void staff_told(struct work *work, struct rows *rows)
{
	struct enrolment *en = enrolment_of(work);
	struct error e = { 0 };

	en->staff = rows_ref(rows);
	en->count = rows_count(rows);
	if (make_keys(en, &e) != 0)
		work_fail(work, NULL, &e);
	else
		offer_next(work);
}

/* ---- the verb -------------------------------------------------------------------------------- */

/* One ring is used by all of them, one after the other. */
static int prepare(struct enrolment *en, struct error *e)
{
	struct holder *h = &en->tend.holder;
	char into[CONF_PATH];
	int r;

	text_copy(into, sizeof into, en->folder);
	r = enrolment_folder(en, into, e);
	if (r == 0)
		r = slab_new(&h->slab, ENROLMENT_SLAB, e);
	return r == 0 ? enrolment_host_secret(en, e) : r;
}

static void greeted(struct work *work, struct rows *rows)
{
	struct error e = { 0 };

	if (!rows_field_bool(rows, 0, "demo"))
		work_stop(work, EXIT_REFUSED, "%s",
			_("This database is not marked as one with invented people: nobody gets "
			  "keys whose passphrase is public."));
	else if (prepare(enrolment_of(work), &e) != 0)
		work_fail(work, NULL, &e);
	else
		work_ask(work, Q_DEMO_STAFF, NULL, 0, staff_told);
}

static void start(struct enrolment *en, const char *into)
{
	struct holder *h = &en->tend.holder;
	const struct param params[] = { param_int(APP_CONTRACT), param_null() };
	struct pg_status status;

	pg_status(app_pg(h->work.app), &status);
	text_copy(en->owner, sizeof en->owner, status.user);
	text_copy(en->folder, sizeof en->folder, into);
	en->tend.unasked = true;
	en->tend.after = tend_next;
	work_ask(&h->work, Q_HELLO, params, 2, greeted);
}

static unsigned demo_enrol(struct call *call)
{
	struct enrolment *en;

	if (call->value[0] == NULL) {
		app_exit_code(call->app, EXIT_USAGE);
		app_say(call->app, SAY_ERROR, _("usage: %s"), "homeward demo-enrol --into FOLDER");
		return EFFECT_NONE;
	}
	en = calloc(1, sizeof *en);
	if (en == NULL) {
		app_say(call->app, SAY_ERROR, "%s", _("There is no memory left."));
		return EFFECT_NONE;
	}
	work_begin(&en->tend.holder.work, call->app, drop);
	start(en, call->value[0]);
	return EFFECT_NONE;
}

const struct verb demo_keys_verbs[] = {
	{ .name = "demo-enrol",
		.flags = VERB_SHELL | VERB_ONLY_SHELL | VERB_OWNER,
		.arguments = { { .name = "into",
			.kind = ARGUMENT_FILE,
			.required = true,
			.help = N_(
				"a folder for their key files and settings; made if need be") } },
		.help = N_("Give everybody in an invented region keys, as its owner"),
		.act = demo_enrol },
	{ 0 },
};
