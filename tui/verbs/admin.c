/* `homeward admin`: who works here, who vouches for whom, and whether all is as two registrars have
 * signed it. */
#include "tui/verbs/admin.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/base/private.h"
#include "db/vault/hex.h"
#include "tui/intl.h"

enum { ARG_WHAT, ARG_WORDS, ARG_ROLE, ARG_OFFICE, ARG_NAME, ARG_LOGIN_FILE };
enum { PASSWORD_BYTES = 24 };

struct admin *admin_of(struct work *work)
{
	return (struct admin *)work;
}

struct holder *admin_holder(struct work *work)
{
	return &admin_of(work)->tend.holder;
}

static void drop(struct work *work)
{
	struct admin *admin = admin_of(work);

	if (admin->file_made && !work->lost)
		unlink(admin->login_file);
	directory_free(admin->now);
	directory_free(admin->next);
	text_done(&admin->body);
	text_done(&admin->realms);
	rows_unref(admin->listed);
	tend_done(&admin->tend);
	holder_done(&admin->tend.holder);
	free(admin);
}

int admin_realm(const struct rows *rows, const char *word)
{
	const char *slash = strchr(word, '/');
	size_t length = slash != NULL ? (size_t)(slash - word) : strlen(word);
	const char *kind = slash != NULL ? slash + 1 : "office";

	for (int row = 0; row < rows_count(rows); row++) {
		struct slice office = slice_of(rows_field(rows, row, "office"));

		if (office.length == 0 ? strcmp(word, rows_field(rows, row, "kind")) == 0 :
					 office.length == length &&
					slice_begins_nocase((struct slice){ word, length },
						office.at) &&
					strcmp(kind, rows_field(rows, row, "kind")) == 0)
			return row;
	}
	return -1;
}

/* "a,b" as an array. */
static void add_list(struct text *array, const char *list)
{
	char part[64];

	param_array_open(array);
	while (list != NULL && *list != '\0') {
		size_t length = strcspn(list, ",");

		snprintf(part, sizeof part, "%.*s", (int)length, list);
		param_array_add(array, part);
		list += length + (list[length] == ',');
	}
	param_array_close(array);
}

/* ---- who works here -------------------------------------------------------------------------- */

static void enrolled(struct work *work, struct rows *rows)
{
	struct admin *admin = admin_of(work);

	(void)rows;
	admin->file_made = false;
	app_say(work->app, SAY_INFO, _("%s is enrolled."), admin->words[0]);
	if (admin->login_file != NULL)
		app_say(work->app, SAY_INFO,
			_("%s is for her alone: passfile=%s in her database.conninfo."),
			admin->login_file, admin->login_file);
	app_say(work->app, SAY_INFO, "%s",
		_("Next she runs `homeward keys make` and reads eight words to two registrars."));
	work_end(work);
}

/* Under its name only where nothing has that name. */
static int write_new(const char *path, const struct text *line, struct error *e)
{
	struct text beside = { 0 };
	int r;

	text_addf(&beside, "%s.new", path);
	r = text_check(&beside, e);
	if (r == 0)
		r = private_write(beside.data, line->data, line->length, e);
	if (r == 0 && link(beside.data, path) != 0)
		r = errno == EEXIST ?
			error_set(e, ERR_INPUT, _("%.300s is there already; it is left alone."),
				path) :
			error_set(e, ERR_IO, _("%.300s was not written: %s."), path,
				strerror(errno));
	if (beside.data != NULL)
		unlink(beside.data);
	text_done(&beside);
	return r;
}

/* As libpq's passfile wants it; the password is known to this file alone. */
static int write_login(struct admin *admin, struct text *verifier, struct error *e)
{
	unsigned char random[SEAL_KEY];
	char password[2 * PASSWORD_BYTES + 1];
	struct text line = { 0 };
	int r = 0;

	seal_key_make(random);
	hex_write(password, random, PASSWORD_BYTES);
	text_addf(&line, "*:*:*:%s:%s\n", admin->words[0], password);
	r = pg_verifier(app_pg(admin->tend.holder.work.app), verifier, admin->words[0], password,
		e);
	if (r == 0)
		r = text_check(&line, e);
	if (r == 0)
		r = write_new(admin->login_file, &line, e);
	admin->file_made = r == 0;
	explicit_bzero(random, sizeof random);
	explicit_bzero(password, sizeof password);
	if (line.data != NULL)
		explicit_bzero(line.data, line.length);
	text_done(&line);
	return r;
}

static void enrol(struct admin *admin)
{
	struct work *work = &admin->tend.holder.work;
	struct text offices = { 0 }, roles = { 0 }, verifier = { 0 };
	char home[16];
	struct error e = { 0 };

	snprintf(home, sizeof home, "%.*s", (int)strcspn(admin->office, ","), admin->office);
	add_list(&offices, admin->office);
	add_list(&roles, admin->role);
	if (admin->login_file != NULL && write_login(admin, &verifier, &e) != 0) {
		work_fail(work, NULL, &e);
	} else {
		struct param params[] = { param_null(), param_text(admin->words[0]),
			param_text(admin->name != NULL ? admin->name : admin->words[0]),
			param_text(home), param_text(text_string(&offices)),
			param_text(text_string(&roles)),
			param_text(verifier.length > 0 ? text_string(&verifier) : NULL) };
		if (admin->login_file != NULL)
			work->unknown =
				_("Her login file is left where it is: if she can log in with it, "
				  "she is enrolled; if not, remove it and do this again.");
		work_change(work, Q_STAFF_ENROL, params, 7, enrolled);
	}
	text_done(&offices);
	text_done(&roles);
	text_done(&verifier);
}

static void waits_for(struct work *work, const struct rows *rows, int row)
{
	const char *at = rows_field(rows, row, "custodians");
	struct text who = { 0 };
	char login[64];

	while (rows_list_next(&at, login, sizeof login))
		text_addf(&who, "%s%s", who.length > 0 ? _(" or ") : "", login);
	if (who.length > 0)
		app_say(work->app, SAY_INFO,
			_("Nothing is saved under %s until %s runs `homeward keys tend`."),
			rows_field(rows, row, "name"), text_string(&who));
	else
		app_say(work->app, SAY_WARN,
			_("Nothing is saved under %s: no custodian of it is left. Choose new ones "
			  "(`homeward admin custodians`), have the directory signed (`homeward "
			  "admin sign`), then one of them runs `homeward admin recover`."),
			rows_field(rows, row, "name"));
	text_done(&who);
}

static void wait_told(struct work *work, struct rows *rows)
{
	for (int row = 0; row < rows_count(rows); row++)
		if (rows_field_bool(rows, row, "to_turn"))
			waits_for(work, rows, row);
	app_say(work->app, SAY_INFO,
		_("Two registrars sign that %s has left: `homeward admin sign`."),
		admin_of(work)->words[0]);
	work_end(work);
}

static void retired(struct work *work, struct rows *rows)
{
	(void)rows;
	app_say(work->app, SAY_INFO, _("%s has left: her sessions have ended."),
		admin_of(work)->words[0]);
	work_ask(work, Q_REALM_LIST, NULL, 0, wait_told);
}

static void retire(struct admin *admin)
{
	struct param params[] = { param_null(), param_text(admin->words[0]) };

	work_change(&admin->tend.holder.work, Q_STAFF_RETIRE, params, 2, retired);
}

/* ---- custodians ------------------------------------------------------------------------------ */

static void custodians_kept(struct work *work, struct rows *rows)
{
	(void)rows;
	app_say(work->app, SAY_INFO, "%s",
		_("They are its custodians once two registrars have signed the next directory."));
	work_end(work);
}

static void custodians_listed(struct work *work, struct rows *rows)
{
	struct admin *admin = admin_of(work);
	int row = admin_realm(rows, admin->words[0]);
	struct text logins = { 0 };

	if (row < 0) {
		work_stop(work, EXIT_REFUSED,
			_("There is no realm %s: OFFICE, OFFICE/health, "
			  "OFFICE/operations, regional."),
			admin->words[0]);
		return;
	}
	param_array_open(&logins);
	for (size_t i = 1; i < admin->count; i++)
		param_array_add(&logins, admin->words[i]);
	param_array_close(&logins);
	struct param params[] = { param_null(), param_text(rows_field(rows, row, "id")),
		param_text(text_string(&logins)) };
	work_change(work, Q_CUSTODIANS_SET, params, 3, custodians_kept);
	text_done(&logins);
}

static void custodians(struct admin *admin)
{
	work_ask(&admin->tend.holder.work, Q_REALM_LIST, NULL, 0, custodians_listed);
}

/* ---- initials in lists ----------------------------------------------------------------------- */

static void initials_set(struct work *work, struct rows *rows)
{
	const struct admin *admin = admin_of(work);

	(void)rows;
	app_say(work->app, SAY_INFO,
		strcmp(admin->words[1], "yes") == 0 ?
			_("Lists may show initials of the cases of %s. They come as each identity "
			  "is opened or saved.") :
			_("No list shows initials of the cases of %s any more; those that were "
			  "kept are deleted."),
		admin->words[0]);
	work_end(work);
}

static void initials(struct admin *admin)
{
	const char *allowed = admin->words[1];
	struct param params[] = { param_null(), param_text(admin->words[0]),
		param_bool(strcmp(allowed, "yes") == 0) };

	if (strcmp(allowed, "yes") != 0 && strcmp(allowed, "no") != 0)
		work_stop(&admin->tend.holder.work, EXIT_USAGE, "%s",
			_("usage: homeward admin initials OFFICE yes|no"));
	else
		work_change(&admin->tend.holder.work, Q_INITIALS_SET, params, 3, initials_set);
}

/* ---- for which organisation a partner stands ------------------------------------------------- */

static void partner_set(struct work *work, struct rows *rows)
{
	const struct admin *admin = admin_of(work);

	(void)rows;
	app_say(work->app, SAY_INFO,
		strcmp(admin->words[2], "yes") == 0 ?
			_("%s stands for %s: she sees what is referred to it.") :
			_("%s stands for %s no more."),
		admin->words[0], admin->words[1]);
	work_end(work);
}

static void partner(struct admin *admin)
{
	const char *stands = admin->words[2];
	struct param params[] = { param_null(), param_text(admin->words[0]),
		param_text(admin->words[1]), param_bool(strcmp(stands, "no") == 0) };

	if (strcmp(stands, "yes") != 0 && strcmp(stands, "no") != 0)
		work_stop(&admin->tend.holder.work, EXIT_USAGE, "%s",
			_("usage: homeward admin partner LOGIN PA-.... yes|no"));
	else
		work_change(&admin->tend.holder.work, Q_STAFF_PARTY_SET, params, 4, partner_set);
}

/* ---- the verb -------------------------------------------------------------------------------- */

static void check(struct admin *admin)
{
	admin_check(&admin->tend.holder.work);
}

static const struct kind {
	const char *name, *usage;
	size_t least, most; /* words */
	bool wants_role; /* --role and --office */
	void (*start)(struct admin *admin); /* NULL: the holder is made ready for step */
	enum holder_wants wants;
	work_step *step;
} kinds[] = {
	{ "enrol",
		"LOGIN --role ROLE[,ROLE] --office OFFICE[,OFFICE] [--name NAME] "
		"[--login-file FILE]",
		1, 1, true, enrol, HOLDER_SELF, NULL },
	{ "retire", "LOGIN", 1, 1, false, retire, HOLDER_SELF, NULL },
	{ "custodians", "OFFICE[/KIND] LOGIN LOGIN...", 3, 9, false, custodians, HOLDER_SELF,
		NULL },
	{ "initials", "OFFICE yes|no", 2, 2, false, initials, HOLDER_SELF, NULL },
	{ "partner", "LOGIN PA-.... yes|no", 3, 3, false, partner, HOLDER_SELF, NULL },
	{ "sign", "", 0, 0, false, NULL, HOLDER_FILE, admin_sign },
	{ "recovery", "NAME [OFFICE[/KIND]...]", 1, ADMIN_WORDS, false, NULL, HOLDER_SELF,
		admin_recovery },
	{ "recover", "OFFICE[/KIND]", 1, 1, false, NULL, HOLDER_DIRECTORY, admin_recover },
	{ "keys-check", "", 0, 0, false, check, HOLDER_SELF, NULL },
};
static const char *const kind_names[] = { "enrol", "retire", "custodians", "initials", "partner",
	"sign", "recovery", "recover", "keys-check", NULL };

static void take_words(struct admin *admin, const char *rest)
{
	text_copy(admin->text, sizeof admin->text, rest != NULL ? rest : "");
	for (char *at = admin->text; admin->count < ADMIN_WORDS;) {
		at += strspn(at, " ");
		if (*at == '\0')
			break;
		admin->words[admin->count++] = at;
		at += strcspn(at, " ");
		if (*at != '\0')
			*at++ = '\0';
	}
}

static const char *keep(struct admin *admin, int place, const char *value)
{
	if (value == NULL)
		return NULL;
	text_copy(admin->given[place], sizeof admin->given[place], value);
	return admin->given[place];
}

static unsigned admin(struct call *call)
{
	struct admin *admin = calloc(1, sizeof *admin);
	const struct kind *kind = kinds;

	if (admin == NULL) {
		app_say(call->app, SAY_ERROR, "%s", _("There is no memory left."));
		return EFFECT_NONE;
	}
	take_words(admin, call->value[ARG_WORDS]);
	admin->role = keep(admin, 0, call->value[ARG_ROLE]);
	admin->office = keep(admin, 1, call->value[ARG_OFFICE]);
	admin->name = keep(admin, 2, call->value[ARG_NAME]);
	admin->login_file = keep(admin, 3, call->value[ARG_LOGIN_FILE]);
	work_begin(&admin->tend.holder.work, call->app, drop);
	while (call->value[ARG_WHAT] != NULL && strcmp(kind->name, call->value[ARG_WHAT]) != 0)
		kind++;
	if (call->value[ARG_WHAT] == NULL)
		work_stop(&admin->tend.holder.work, EXIT_USAGE, "%s",
			_("usage: homeward admin enrol|retire|custodians|initials|partner|sign|"
			  "recovery|recover|keys-check ..."));
	else if (admin->count < kind->least || admin->count > kind->most ||
		(admin->role != NULL && admin->office != NULL) != kind->wants_role)
		work_stop(&admin->tend.holder.work, EXIT_USAGE, _("usage: homeward admin %s %s"),
			kind->name, kind->usage);
	else if (kind->start != NULL)
		kind->start(admin);
	else
		holder_start(&admin->tend.holder, kind->wants, kind->step);
	return EFFECT_NONE;
}

const struct verb admin_verbs[] = {
	{ .name = "admin",
		.flags = VERB_SHELL | VERB_ONLY_SHELL,
		.arguments = {
			[ARG_WHAT] = { .name = "what",
				.kind = ARGUMENT_CHOICE,
				.choices = kind_names,
				.required = true,
				.help = N_("what to do") },
			[ARG_WORDS] = { .name = "whom",
				.kind = ARGUMENT_REST,
				.help = N_("a login, a name, a realm (OFFICE or OFFICE/KIND)") },
			[ARG_ROLE] = { .name = "role", .help = N_("her roles, with commas") },
			[ARG_OFFICE] = { .name = "office",
				.help = N_("her offices, with commas; the first is her home") },
			[ARG_NAME] = { .name = "name",
				.help = N_("her working name; her login unless said") },
			[ARG_LOGIN_FILE] = { .name = "login-file",
				.help = N_("a new file for a random password of hers") },
		},
		.help = N_("Enrol people and partners, let them go, sign who they are, "
			   "check keys"),
		.act = admin },
	{ 0 },
};
