/* `homeward import cases FILE`: a file of records goes in whole or not at all. It is read and
 * checked to its end before the database hears of it; import_send.c does the rest. */
#include "tui/verbs/import.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/text.h"
#include "db/exchange/encoding.h"
#include "tui/intl.h"
#include "tui/term/cells.h"

enum { MISTAKES_SHOWN = 50 };

/* By place in the verb's row. */
enum { ARG_WHAT, ARG_FILE, ARG_MAP, ARG_OFFICE, ARG_SKIP_BAD, ARG_ENCODING };

unsigned import_end(struct import *import)
{
	struct app *app = import->app;

	records_done(&import->records);
	app_end(app);
	free(import);
	return EFFECT_NONE;
}

/* ---- what is said ---- */

void import_progress(const char *format, ...)
{
	va_list list;
	if (!isatty(STDERR_FILENO))
		return;
	fputs("\r\033[K", stderr);
	va_start(list, format);
	vfprintf(stderr, format, list);
	va_end(list);
	fflush(stderr);
}

/* FILE:LINE:COLUMN: NAME: WHAT: "VALUE", as editors and compilers do. */
static void print_mistake(const struct import *import, const struct mistake *mistake)
{
	char file[512], value[512];

	cells_safe(file, sizeof(file), import->path, strlen(import->path), -1);
	cells_safe(value, sizeof(value), mistake->value, strlen(mistake->value), -1);
	fputs(file, stderr);
	if (mistake->line > 0)
		fprintf(stderr, ":%ld:%ld", mistake->line, mistake->column);
	if (mistake->name)
		fprintf(stderr, ": %s", mistake->name);
	fprintf(stderr, ": %s", _(mistake->what));
	if (*value)
		fprintf(stderr, ": \"%s\"", value);
	fputc('\n', stderr);
}

static void on_mistake(void *who, const struct mistake *mistake)
{
	struct import *import = who;

	import_progress("%s", "");
	if (import->mistakes++ < MISTAKES_SHOWN)
		print_mistake(import, mistake);
}

static void on_progress(void *who, size_t bytes)
{
	(void)who;
	import_progress(_("reading: %zu KiB"), bytes / 1024);
}

static void print_tally(const struct records *records, enum ctdc_column column, const char *title)
{
	struct tally tally[TALLY_MAX];
	size_t count = records_tally(records, column, tally);

	printf("%s\n", title);
	for (size_t i = 0; i < count; i++)
		printf("%9ld  %s\n", tally[i].n, tally[i].value);
}

unsigned import_done(struct import *import)
{
	const struct records *records = &import->records;
	char name[512];

	import_progress("%s", "");
	cells_safe(name, sizeof(name), import->name, strlen(import->name), -1);
	printf(ngettext("%zu imported from %s, %ld line", "%zu imported from %s, %ld lines",
		       (unsigned long)records->lines),
		records->count, name, records->lines);
	if (records->bad > 0)
		printf(ngettext(", %zu row skipped", ", %zu rows skipped", records->bad),
			records->bad);
	putchar('\n');
	print_tally(records, CTDC_EXPLOITATION, _("by exploitation"));
	print_tally(records, CTDC_CITIZENSHIP, _("by citizenship"));
	return import_end(import);
}

/* ---- the verb ---- */

static unsigned __attribute__((format(printf, 3, 4)))
stop(struct import *import, enum exit_code code, const char *format, ...)
{
	char text[400];
	va_list list;
	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	import_progress("%s", "");
	app_exit_code(import->app, code);
	app_say(import->app, SAY_ERROR, "%s", text);
	return import_end(import);
}

/* A device or a pipe may have no end. */
static FILE *open_file(const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	FILE *file = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? fdopen(fd, "r") : NULL;
	if (!file && fd >= 0) {
		close(fd);
		errno = S_ISDIR(st.st_mode) ? EISDIR : ESPIPE;
	}
	return file;
}

/* What the file is after reading. False: there is nothing to send, and it has been said. */
static bool check_records(struct import *import, int r, bool skip_bad)
{
	const struct records *records = &import->records;
	import_progress("%s", "");
	if (import->mistakes > MISTAKES_SHOWN)
		fprintf(stderr, _("... and %zu more mistakes\n"),
			import->mistakes - MISTAKES_SHOWN);
	if (r == ERR_INPUT)
		stop(import, EXIT_REFUSED, "%s",
			_("Nothing was imported: the file cannot be read as records."));
	else if (r != 0)
		stop(import, EXIT_REFUSED, _("Nothing was imported: %s"),
			strerror(r == ERR_IO ? errno : ENOMEM));
	else if (records->bad > 0 && !skip_bad)
		stop(import, EXIT_REFUSED,
			_("Nothing was imported: %zu of %zu rows have mistakes. "
			  "--skip-bad imports the others."),
			records->bad, records->bad + records->count);
	else
		return true;
	return false;
}

static bool is_encoding(const char *name)
{
	for (size_t i = 0; encoding_name(i); i++)
		if (strcasecmp(name, encoding_name(i)) == 0)
			return true;
	return false;
}

static unsigned no_encoding(struct import *import)
{
	char all[300] = "";
	for (size_t i = 0, n = 0; encoding_name(i) && n < sizeof(all); i++)
		n += (size_t)snprintf(all + n, sizeof(all) - n, " %s", encoding_name(i));
	return stop(import, EXIT_USAGE, _("--encoding is one of:%s"), all);
}

static struct import *import_new(struct app *app, const struct call *call)
{
	struct import *import = calloc(1, sizeof(*import));
	if (!import)
		return NULL;
	const char *path = call->value[ARG_FILE], *encoding = call->value[ARG_ENCODING];
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	import->app = app;
	text_copy(import->path, sizeof(import->path), path);
	text_copy(import->office, sizeof(import->office), call->value[ARG_OFFICE]);
	text_copy(import->encoding, sizeof(import->encoding), encoding ? encoding : "");
	text_copy(import->name, sizeof(import->name), name);
	app_begin(app);
	return import;
}

static unsigned import_cases(struct call *call)
{
	for (int i = ARG_WHAT; i <= ARG_OFFICE; i++)
		if (!call->value[i]) {
			app_exit_code(call->app, EXIT_USAGE);
			app_say(call->app, SAY_ERROR, _("usage: %s"),
				"homeward import cases FILE.csv --map ctdc --office CODE "
				"[--skip-bad] [--encoding NAME]");
			return EFFECT_NONE;
		}
	struct import *import = import_new(call->app, call);
	if (!import) {
		app_say(call->app, SAY_ERROR, "%s", _("Nothing was imported: no memory left."));
		return EFFECT_NONE;
	}
	if (*import->encoding && !is_encoding(import->encoding))
		return no_encoding(import);
	FILE *file = open_file(import->path);
	if (!file)
		return stop(import, EXIT_REFUSED, _("Nothing was imported: %s: %s"), import->path,
			errno == ESPIPE ? _("not a file") : strerror(errno));
	const struct records_watch watch = {
		.mistake = on_mistake, .progress = on_progress, .who = import
	};
	int r = records_read(&import->records, file, *import->encoding ? import->encoding : NULL,
		&watch);
	int why = errno;
	fclose(file);
	errno = why;
	if (!check_records(import, r, call->value[ARG_SKIP_BAD] != NULL))
		return EFFECT_NONE;
	return import_send(import);
}

static const char *const kinds[] = { "cases", NULL };
static const char *const maps[] = { "ctdc", NULL };

const struct verb import_verbs[] = {
	{ .name = "import",
		.flags = VERB_CHANGES | VERB_SHELL | VERB_ONLY_SHELL,
		.arguments = {
			[ARG_WHAT] = { .name = "what",
				.kind = ARGUMENT_CHOICE,
				.choices = kinds,
				.required = true,
				.help = N_("cases: closed records from elsewhere, off the board") },
			[ARG_FILE] = { .name = "file",
				.kind = ARGUMENT_FILE,
				.required = true,
				.help = N_("a CSV file; it goes in whole or not at all") },
			[ARG_MAP] = { .name = "map",
				.kind = ARGUMENT_CHOICE,
				.choices = maps,
				.required = true,
				.help = N_("what the columns mean: ctdc") },
			[ARG_OFFICE] = { .name = "office",
				.required = true,
				.help = N_("code of the office whose records they become") },
			[ARG_SKIP_BAD] = { .name = "skip-bad",
				.kind = ARGUMENT_FLAG,
				.help = N_("leave out rows with mistakes") },
			[ARG_ENCODING] = { .name = "encoding",
				.help = N_("of a file that is not UTF-8: TIS-620 ...") },
		},
		.help = N_("Read in a file of records, once, in one transaction"),
		.act = import_cases },
	{ 0 },
};
