/* `doctor`: what this console stands on, for whoever is asked why it looks or acts odd. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "tui/app/app.h"
#include "tui/app/host.h"
#include "tui/intl.h"
#include "tui/app/prompt.h"
#include "tui/term/cells.h"
#include "tui/term/screen.h"

static void say(struct app *app, const char *what, const char *value)
{
	app_say(app, SAY_INFO, "%-12s %s", what, value);
}

static void say_program(struct app *app)
{
	struct utsname host;
	char text[200];

	say(app, _("program"), "homeward " VERSION);
	snprintf(text, sizeof text, "libpq %d.%d, %s, readline %s", pg_library() / 10000,
		pg_library() % 10000, term_library(), prompt_library());
	say(app, _("libraries"), text);
	if (uname(&host) == 0) {
		snprintf(text, sizeof text, "%.40s %.40s, locale %.40s", host.sysname, host.release,
			app_host(app)->locale);
		say(app, _("host"), text);
	}
	snprintf(text, sizeof text, "TERM=%s%s%s%s",
		app_host(app)->term[0] != '\0' ? app_host(app)->term : _("(unset or refused)"),
		term_type_leaves_nothing(app_host(app)->term) ? "" :
			_(", NO ALTERNATE SCREEN: names are not shown on it"),
		isatty(STDIN_FILENO) ? "" : _(", standard input is no terminal"),
		app_host(app)->ssh ? _(", over SSH") : "");
	say(app, _("terminal"), text);
}

/* Words whose width terminals dispute: what the C library says here is what homeward draws. */
static void say_widths(struct app *app)
{
	static const char *const words[] = { "\u0e19\u0e49\u0e33", "\u0e81\u0eb3",
		"\u1019\u103c\u1014\u103a\u1019\u102c",
		"\u1780\u1798\u17d2\u1796\u17bb\u1787\u17b6" };
	char text[200] = "";

	if (!cells_is_utf8()) {
		say(app, _("widths"), _("no UTF-8 locale: other scripts are shown as ?"));
		return;
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t used = strlen(text);

		snprintf(text + used, sizeof text - used, "%s %d  ", words[i],
			cells_width_of(words[i]));
	}
	say(app, _("widths"), text);
}

/* Where the settings do not ask a host for proof, a password may go to another. */
static void warn(struct app *app, const struct pg_tls *tls, const char *setting, const char *value,
	const char *so)
{
	app_say(app, SAY_WARN, "%-12s %s=%s (%s): %s %s", _("line"), setting, value,
		tls->host != NULL ? tls->host : "", so, _("Take it out of database.conninfo."));
}

static void say_proof(struct app *app, const struct pg_status *status)
{
	const struct pg_tls *tls = &status->tls;
	char text[600];

	snprintf(text, sizeof text, "%s, sslmode=%s, channel_binding=%s",
		status->encrypted ? _("TLS") : _("NO TLS"), tls->mode, tls->binding);
	say(app, _("line"), text);
	snprintf(text, sizeof text, tls->root_there ? _("%s is there") : _("%s is NOT THERE"),
		tls->root != NULL ? tls->root : "");
	say(app, _("root cert."), text);
	if (strcmp(tls->mode, "verify-full") != 0)
		warn(app, tls, "sslmode", tls->mode,
			_("another may answer in its place, and is believed."));
	if (tls->password && strcmp(tls->binding, "require") != 0)
		warn(app, tls, "channel_binding", tls->binding,
			_("who answers may ask for the password itself, and gets it."));
}

static void say_protections(struct app *app)
{
	struct rlimit core, locked;
	struct pg_status status;
	char text[200];

	pg_status(app_pg(app), &status);
	getrlimit(RLIMIT_CORE, &core);
	getrlimit(RLIMIT_MEMLOCK, &locked);
	say(app, _("core dumps"), core.rlim_max == 0 ? _("off") : _("ON"));
	say(app, _("attaching"),
		prctl(PR_GET_DUMPABLE) == 0 ? _("refused") : _("POSSIBLE for this user"));
	say(app, _("environment"), _("scrubbed: only terminal, locale and zone are kept"));
	snprintf(text, sizeof text, "%" PRIu64 " kB", (uint64_t)locked.rlim_cur / 1024);
	say(app, _("locked mem."), locked.rlim_cur == RLIM_INFINITY ? _("no limit") : text);
	if (status.tls.far)
		say_proof(app, &status);
	else
		say(app, _("line"), _("no TLS (a local socket needs none)"));
}

static unsigned pinged(void *who, const struct answer *answer)
{
	struct app *app = who;
	char text[64];

	snprintf(text, sizeof text, answer->err == 0 ? "%" PRId64 " ms" : "-", answer->took_ms);
	say(app, _("round trip"), text);
	return EFFECT_REDRAW;
}

static unsigned poke_told(void *who, const struct answer *answer)
{
	struct app *app = who;

	if (answer->err != 0)
		return EFFECT_NONE;
	say(app, _("live"),
		rows_bool(answer->rows, 0, 0) ?
			_("a poking process serves") :
			_("no poking process serves: writers tell the consoles, and wait for it"));
	return EFFECT_REDRAW;
}

static unsigned notify_told(void *who, const struct answer *answer)
{
	struct app *app = who;

	if (answer->err != 0)
		return EFFECT_NONE;
	say(app, _("waking"),
		rows_bool(answer->rows, 0, 0) ?
			_("a notify service serves") :
			_("no notify service serves: nobody is woken (homeward-notify)"));
	return EFFECT_REDRAW;
}

static void say_database(struct app *app)
{
	const struct me *me = app_me(app);
	struct pg_status status;
	char text[600];

	pg_status(app_pg(app), &status);
	if (status.state != PG_LIVE) {
		snprintf(text, sizeof text, "%s %.*s", status.error.text,
			(int)strcspn(status.message, "\n"), status.message);
		app_exit_code(app, EXIT_OFFLINE);
		app_say(app, SAY_ERROR, "%-12s %s", _("database"), text);
		return;
	}
	snprintf(text, sizeof text, _("PostgreSQL %d.%d at %s as %s"),
		status.server_version / 10000, status.server_version % 10000, status.host,
		status.user);
	say(app, _("database"), text);
	snprintf(text, sizeof text, "%s, %s, %s%s", me->name, me->roles, me->office,
		me->read_only ? _(", read only") : "");
	say(app, _("you"), text);
	if (app_ask(app, Q_POKE_SERVED, NULL, 0, poke_told, app) != 0 ||
		app_ask(app, Q_NOTIFY_SERVES, NULL, 0, notify_told, app) != 0 ||
		app_ask(app, Q_PING, NULL, 0, pinged, app) != 0)
		app_say(app, SAY_ERROR, "%s", _("There is no memory left."));
}

static unsigned doctor(struct call *call)
{
	say_program(call->app);
	say_widths(call->app);
	say_protections(call->app);
	say_database(call->app);
	return app_is_shell(call->app) ? EFFECT_NONE : app_command(call->app, "messages");
}

const struct verb doctor_verbs[] = {
	{ .name = "doctor",
		.flags = VERB_SHELL | VERB_ANYWAY,
		.help = N_(
			"Say what this console stands on: versions, terminal, database, "
			"protections"),
		.act = doctor },
	{ 0 },
};
