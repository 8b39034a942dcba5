/* `homeward admin recovery`, `recover`: a key on paper for realms whose custodians are gone. */
#include "tui/verbs/admin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "db/bytes.h"
#include "db/key_rows.h"
#include "db/vault/share.h"
#include "tui/app/host.h"
#include "tui/intl.h"
#include "tui/verbs/secret.h"

/* ---- making one ------------------------------------------------------------------------------ */

static void offered(struct work *work, struct rows *rows)
{
	(void)rows;
	app_say(work->app, SAY_INFO,
		_("Recovery key %s is for the next directory, and for each "
		  "realm from its next key on. Two of its three parts give it "
		  "back; keep them in three places."),
		admin_of(work)->recovery);
	work_end(work);
}

static int show_parts(struct admin *admin, struct error *e)
{
	struct holder *h = &admin->tend.holder;
	char(*parts)[SHARE_TEXT] = slab_take(h->slab, SHARES * sizeof *parts);
	char title[300];
	int r = parts != NULL ? share_split(parts, admin->secret, h->slab, e) :
				error_set(e, ERR_MEMORY, "%s", _("There is no memory left."));

	for (int i = 0; r == 0 && i < SHARES; i++) {
		snprintf(title, sizeof title, _("Recovery key %.100s (%s), part %d of %d"),
			admin->words[0], admin->recovery, i + 1, SHARES);
		r = secret_show(title, parts[i], app_host(h->work.app)->term, holder_wait_s(h), e);
		if (r != 0)
			fprintf(stderr, "%s\n",
				_("No recovery key was made: destroy what you have written down."));
	}
	slab_give(h->slab, parts);
	return r;
}

/* All realms, or those that are named. */
static int choose_realms(struct admin *admin, const struct rows *rows, struct error *e)
{
	param_array_open(&admin->realms);
	for (int row = 0; admin->count == 1 && row < rows_count(rows); row++)
		param_array_add(&admin->realms, rows_field(rows, row, "id"));
	for (size_t i = 1; i < admin->count; i++) {
		int row = admin_realm(rows, admin->words[i]);

		if (row < 0)
			return error_set(e, ERR_INPUT, _("There is no realm %.100s."),
				admin->words[i]);
		param_array_add(&admin->realms, rows_field(rows, row, "id"));
	}
	param_array_close(&admin->realms);
	return text_check(&admin->realms, e);
}

static void recovery_listed(struct work *work, struct rows *rows)
{
	struct admin *admin = admin_of(work);
	unsigned char box[PUBLIC_KEY];
	struct text hex = { 0 };
	struct error e = { 0 };
	int r = choose_realms(admin, rows, &e);

	if (r == 0)
		r = uuid_make(admin->recovery) == 0 ?
			0 :
			error_set(&e, ERR_IO, "%s", _("There is no randomness here."));
	if (r == 0 && (admin->secret = slab_take(admin_holder(work)->slab, SECRET_KEY)) == NULL)
		r = error_set(&e, ERR_MEMORY, "%s", _("There is no memory left."));
	if (r == 0) {
		seal_key_make(admin->secret);
		r = show_parts(admin, &e);
	}
	if (r != 0) {
		work_fail(work, NULL, &e);
		return;
	}
	recovery_box(box, admin->secret);
	bytes_put(&hex, box, PUBLIC_KEY);
	struct param params[] = { param_null(), param_text(admin->recovery),
		param_text(admin->words[0]), param_text(text_string(&hex)),
		param_text(text_string(&admin->realms)) };
	work->unknown = _("Destroy the three parts, and make another recovery key.");
	work_change(work, Q_RECOVERY_OFFER, params, 5, offered);
	text_done(&hex);
}

/* Whoever may not make one is told before she writes parts down. The server refuses her as well. */
static bool is_admin(const struct app *app)
{
	return strcmp(app_me(app)->roles, "admin") == 0; /* which goes with no other */
}

void admin_recovery(struct work *work, struct rows *rows)
{
	(void)rows;
	if (!is_admin(work->app)) {
		work_stop(work, EXIT_REFUSED, "%s", _("Recovery keys are made by admins."));
		return;
	}
	fprintf(stderr, "%s\n",
		_("Three parts are shown, one after the other. They count only once the last line "
		  "has said so: until then, and where it does not, destroy them."));
	work_ask(work, Q_REALM_LIST, NULL, 0, recovery_listed);
}

/* ---- using one ------------------------------------------------------------------------------- */

/* Two parts, typed; false: given up. Whether they are any good is told in *r. */
static bool ask_parts(struct admin *admin, int *r, struct error *e)
{
	struct holder *h = &admin->tend.holder;
	char *first = NULL, *second = NULL;
	bool typed;

	typed = secret_ask(&first, h->slab, _("One of the parts, as it is written"),
			holder_wait_s(h), e) == 0 &&
		secret_ask(&second, h->slab, _("Another part"), holder_wait_s(h), e) == 0;
	if (typed)
		*r = share_join(admin->secret, first, second, h->slab, e);
	slab_give(h->slab, first);
	slab_give(h->slab, second);
	return typed;
}

static int join(struct admin *admin, struct error *e)
{
	struct holder *h = &admin->tend.holder;
	int r = ERR_INPUT;

	holder_rest(&h->work);
	admin->secret = slab_take(h->slab, SECRET_KEY);
	if (admin->secret == NULL)
		return error_set(e, ERR_MEMORY, "%s", _("There is no memory left."));
	for (;;) {
		if (!ask_parts(admin, &r, e))
			return ERR_INPUT;
		if (r != ERR_INPUT)
			return r;
		fprintf(stderr, _("%s Type both again, or ^C to leave.\n"), e->text);
	}
}

static void recovery_told(struct work *work, struct rows *rows)
{
	struct admin *admin = admin_of(work);
	struct epoch_row held;
	struct epoch epoch;
	struct error e = { 0 };
	int r;

	if (rows_count(rows) == 0)
		r = error_set(&e, ERR_KEY, "%s",
			_("This realm has no key yet, or the directory does not call you a "
			  "custodian of it: an admin names you, two registrars sign, then it is "
			  "for you to recover."));
	else if (!key_rows_epoch(&epoch, &held, rows, 0) ||
		strcmp(epoch.realm, admin->tend.only) != 0)
		r = error_set(&e, ERR_TAMPERED, "%s", _("What the server sends is no letter."));
	else if ((r = join(admin, &e)) == 0)
		r = ring_recover(admin_holder(work)->ring, &epoch, admin->secret, &e);
	slab_give(admin_holder(work)->slab, admin->secret);
	admin->secret = NULL;
	if (r != 0) {
		work_fail(work, &(struct alarm){ .kind = ALARM_REALM, .object = admin->tend.only },
			&e);
		return;
	}
	app_say(work->app, SAY_INFO, "%s",
		_("The realm is open. It gets a new key now, which you give to those who are "
		  "in it."));
	tend_start(&admin->tend);
}

/* As people write it: OFFICE, OFFICE/KIND, regional. Which realm that is, the directory says. */
static const struct directory_realm *realm_called(const struct directory *directory,
	const char *word)
{
	const char *slash = strchr(word, '/');
	const struct directory_realm *realm;
	char name[LINE_MAX_BYTES];

	if (strcmp(word, "regional") == 0)
		text_copy(name, sizeof name, "regional desk");
	else
		snprintf(name, sizeof name, "%.*s %s",
			(int)(slash != NULL ? (size_t)(slash - word) : strlen(word)), word,
			slash != NULL ? slash + 1 : "office");
	for (size_t i = 0; (realm = directory_realm_at(directory, i)) != NULL; i++)
		if (strcasecmp(realm->name, name) == 0)
			return realm;
	return NULL;
}

void admin_recover(struct work *work, struct rows *rows)
{
	struct admin *admin = admin_of(work);
	const struct directory_realm *realm =
		realm_called(ring_directory(admin_holder(work)->ring), admin->words[0]);
	struct param id;

	(void)rows;
	if (realm == NULL) {
		work_stop(work, EXIT_REFUSED, _("The directory knows no realm %s."),
			admin->words[0]);
		return;
	}
	text_copy(admin->tend.only, sizeof admin->tend.only, realm->id);
	id = param_text(admin->tend.only);
	work_ask(work, Q_REALM_RECOVERY, &id, 1, recovery_told);
}
