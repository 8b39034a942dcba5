/* `homeward admin sign`: a registrar looks at what the next directory changes, and signs it. */
#include "tui/verbs/admin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/bytes.h"
#include "db/key_rows.h"
#include "tui/intl.h"
#include "tui/term/cells.h"
#include "tui/verbs/secret.h"

/* What she puts in force is what everybody else will have to believe. */
static int is_in_force(struct admin *admin, struct error *e)
{
	struct holder *h = admin_holder(&admin->tend.holder.work);
	struct directory_text text = { .text = text_string(&admin->body),
		.length = admin->body.length,
		.signed_by = { admin->signed_by[0], admin->signed_by[1] } };
	struct directory *directory;
	int r = directory_read(&directory, &text, &h->registrars, e);

	if (r == 0 && (r = ring_believe(h->ring, directory, e)) == ERR_KEY)
		r = 0;
	return r;
}

static void signed_now(struct work *work, struct rows *rows)
{
	struct admin *admin = admin_of(work);
	struct error e = { 0 };
	int r = ring_signed(admin_holder(work)->ring, admin->next, &e);

	(void)rows;
	if (r == 0 && !admin->first)
		r = is_in_force(admin, &e);
	if (r != 0) {
		work_fail(work, &alarm_of_directory, &e);
		return;
	}
	if (admin->first)
		app_say(work->app, SAY_INFO,
			_("Directory %u has its first signature: a second "
			  "registrar has to run `homeward admin sign`."),
			directory_serial(admin->next));
	else
		app_say(work->app, SAY_INFO, _("Directory %u is in force."),
			directory_serial(admin->next));
	work_end(work);
}

static void sign(struct work *work)
{
	struct admin *admin = admin_of(work);
	struct holder *h = admin_holder(work);
	struct directory_signature *own = &admin->signed_by[1];
	struct text by = { 0 }, bytes = { 0 };

	directory_sign(own, text_string(&admin->body), admin->body.length, ring_person(h->ring));
	bytes_put(&by, own->by, PUBLIC_KEY);
	bytes_put(&bytes, own->signature, SIGNATURE);
	struct param params[] = { param_null(), param_text(text_string(&admin->body)),
		param_text(text_string(&by)), param_text(text_string(&bytes)) };
	work_change(work, Q_DIRECTORY_SIGN, params, 4, signed_now);
	text_done(&by);
	text_done(&bytes);
}

/* False: it changes nothing that anybody could be asked about. */
static bool show_changes(const struct admin *admin)
{
	char line[DIRECTORY_LINE], safe[2 * DIRECTORY_LINE];
	size_t at = 0;
	bool any = false;

	while (directory_change(admin->now, admin->next, &at, line, sizeof line)) {
		cells_safe(safe, sizeof safe, line, strlen(line), -1);
		printf("  %s\n", safe);
		any = true;
	}
	fflush(stdout);
	return any;
}

/* Whether it calls keys present that were not. */
static bool has_new(const struct admin *admin)
{
	const struct directory_person *keys, *was;

	for (size_t i = 0; (keys = directory_keys_at(admin->next, i)) != NULL; i++) {
		was = admin->now != NULL ? directory_person(admin->now, keys->id) : NULL;
		if (!keys->past &&
			(was == NULL || was->number != keys->number ||
				strcmp(was->login, keys->login) != 0 ||
				memcmp(was->box, keys->box, PUBLIC_KEY) != 0 ||
				memcmp(was->sign, keys->sign, PUBLIC_KEY) != 0))
			return true;
	}
	return false;
}

static bool is_registrar(const struct holder *h)
{
	const struct person *me = ring_person(h->ring);

	for (size_t i = 0; i < h->registrars.count; i++)
		if (memcmp(h->registrars.sign[i], me->sign_public, PUBLIC_KEY) == 0)
			return true;
	return false;
}

static int read_draft(struct admin *admin, const struct rows *rows, struct error *e)
{
	const char *body = rows_field(rows, 0, "body");
	int r;

	text_add(&admin->body, body);
	r = text_check(&admin->body, e);
	if (r == 0)
		r = directory_parse(&admin->next, body, strlen(body), e);
	if (r == 0 && !ring_may_sign(admin_holder(&admin->tend.holder.work)->ring, admin->next))
		r = error_set(e, ERR_TAMPERED, "%s",
			_("What is to be signed is no newer than what you have seen, or signed."));
	if (r == 0 && !admin->first &&
		(!bytes_read(admin->signed_by[0].by, PUBLIC_KEY, rows, 0, "by_1") ||
			!bytes_read(admin->signed_by[0].signature, SIGNATURE, rows, 0,
				"signature_1")))
		r = error_set(e, ERR_TAMPERED, "%s", _("What the server sends is no signature."));
	return r;
}

static void draft_told(struct work *work, struct rows *rows)
{
	struct admin *admin = admin_of(work);
	struct error e = { 0 };

	if (rows_count(rows) == 0) {
		app_say(work->app, SAY_INFO, "%s", _("There is nothing to sign."));
		work_end(work);
		return;
	}
	if (rows_field_bool(rows, 0, "mine")) {
		app_say(work->app, SAY_INFO,
			_("You have signed directory %s: now it is for a second "
			  "registrar."),
			rows_field(rows, 0, "serial"));
		work_end(work);
		return;
	}
	admin->first = rows_field_is_null(rows, 0, "by_1");
	if (read_draft(admin, rows, &e) != 0) {
		work_fail(work, &alarm_of_directory, &e);
		return;
	}
	app_say(work->app, SAY_INFO, _("Directory %u changes:"), directory_serial(admin->next));
	if (!show_changes(admin)) {
		work_stop(work, EXIT_REFUSED, "%s",
			_("It changes nothing that anybody could be asked about: it is not "
			  "signed."));
		return;
	}
	fprintf(stderr, "%s\n",
		has_new(admin) ? _("Sign only what you know of yourself: for each new person you "
				   "have heard her eight words in her own voice.") :
				 _("Sign only what you know of yourself."));
	holder_rest(work);
	if (!secret_confirm(_("Sign all of this?"), holder_wait_s(admin_holder(work))))
		work_stop(work, EXIT_REFUSED, "%s", _("Nothing was signed."));
	else
		sign(work);
}

static void now_told(struct work *work, struct rows *rows)
{
	struct admin *admin = admin_of(work);
	struct holder *h = admin_holder(work);
	struct directory_text text;
	struct error e = { 0 };
	/* On top of an older one whoever has left since would be signed in again unseen. Her own
	 * keys need not be in it yet. */
	int r = holder_believe(h, rows, &e);

	if (r == ERR_KEY)
		r = 0;
	if (r == 0 && rows_count(rows) > 0 && key_rows_directory(&text, rows, 0))
		r = directory_read(&admin->now, &text, &h->registrars, &e);
	if (r == 0 && !is_registrar(h))
		r = error_set(&e, ERR_KEY, "%s",
			_("The settings of this host (vault.registrars) do not name your keys as a "
			  "registrar's: what you sign would be believed by nobody here."));
	if (r != 0)
		work_fail(work, &alarm_of_directory, &e);
	else
		work_ask(work, Q_DIRECTORY_DRAFT, NULL, 0, draft_told);
}

void admin_sign(struct work *work, struct rows *rows)
{
	(void)rows;
	work_ask(work, Q_DIRECTORY, NULL, 0, now_told);
}
