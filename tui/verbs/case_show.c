/* `homeward case show CODE [--identity] [--notes]`: who she is, and what was written down, on the
 * terminal of whoever asks, after her passphrase; who she is for a reason that is kept. Nothing of
 * it goes into a pipe or a file, and none of it comes from argv. */
#include "tui/verbs/case_show.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "db/base/date.h"
#include "db/base/uuid.h"
#include "db/sealed.h"
#include "tui/app/rights.h"
#include "tui/app/subject.h"
#include "tui/app/writer.h"
#include "tui/intl.h"
#include "tui/sheets/sheet.h"
#include "tui/term/cells.h"
#include "tui/verbs/holder.h"
#include "tui/verbs/secret.h"

enum { ROUNDS = 4, LINE_ROOM = 4096, TYPED = 64, VAULT_PLAIN = 128 << 10 };
_Static_assert(LINE_ROOM < VAULT_PLAIN, "a line has room, and what it is of has some beside it");

struct show {
	struct holder holder; /* first */
	struct subject subject;
	bool identity, notes; /* what is wanted */
	struct text kinds; /* an array: what of it is there and hers to open */
	bool needs_reason; /* one of them does */
	char reason[64]; /* "": none is needed */
	char key[UUID_TEXT]; /* of the request */
	bool again; /* asked for the second time */
	int rounds; /* askings for earlier keys */
	const char *realm; /* ... of the last of them; of the rows */
	int failed; /* records that did not open */
	struct rows *rows;
	struct slab *slab; /* for what is opened */
};

static struct show *show_of(struct work *work)
{
	return (struct show *)work;
}

static void drop(struct work *work)
{
	struct show *show = show_of(work);

	app_forget(work->app, show);
	rows_unref(show->rows);
	text_done(&show->kinds);
	slab_free(show->slab);
	holder_done(&show->holder);
	free(show);
}

/* ---- on the terminal --------------------------------------------------------------------- */

/* Not through stdio, which keeps what it has written. */
static void put(const char *text, size_t length)
{
	while (length > 0) {
		ssize_t written = write(STDOUT_FILENO, text, length);

		if (written <= 0)
			return;
		text += written;
		length -= (size_t)written;
	}
}

/* Each line of a longer text through the gate, as far as it fits into room. */
static void put_value(const char *label, const char *value, size_t length, char *room)
{
	const char *name = label;

	do {
		size_t line = 0, written;

		while (line < length && value[line] != '\n')
			line++;
		written =
			(size_t)snprintf(room, LINE_ROOM, "%s%s ", name, *name != '\0' ? ":" : " ");
		written += cells_safe(room + written, LINE_ROOM - written - 1, value, line, -1);
		room[written++] = '\n';
		put(room, written);
		line += line < length;
		value += line;
		length -= line;
		name = "";
	} while (length > 0);
}

/* Of notes there are many: when and by whom. */
static void put_title(const struct show *show, int row, const struct sheet *sheet, const char *who,
	char *room)
{
	char day[DATE_TEXT] = "";
	size_t length = (size_t)snprintf(room, LINE_ROOM, "\n%s", _(sheet->title));

	if (sheet == &sheets[SHEET_NOTE]) {
		date_day_iso(day,
			date_day_of(rows_field_ms(show->rows, row, "at"),
				app_me(show->holder.work.app)->offset_min));
		length += (size_t)snprintf(room + length, LINE_ROOM - length, "  %s  ", day);
		length += cells_safe(room + length, LINE_ROOM - length - 1, who, strlen(who), -1);
	}
	room[length++] = '\n';
	put(room, length);
}

/* As the screen has it. */
static void put_written(const struct show *show, int row, uint32_t version, const char *who,
	char *room)
{
	char line[WRITER_LINE];
	size_t length;

	writer_line(line, version, rows_field_ms(show->rows, row, "at"),
		app_me(show->holder.work.app)->offset_min, who);
	length = cells_safe(room, LINE_ROOM - 1, line, strlen(line), -1);
	room[length++] = '\n';
	put(room, length);
}

static void put_record(const struct show *show, const struct sheet *sheet, int row,
	const struct sealed_opened *opened, char *room)
{
	struct sheet_line line = { .sheet = sheet, .record = &opened->record };
	char label[80], who[WRITER_WORDS], age[SHEET_AGE];

	writer_say(who, &opened->writer);
	put_title(show, row, sheet, who, room);
	while (sheet_next(&line)) {
		snprintf(label, sizeof label, line.nth > 1 ? "%s %d" : "%s", _(line.field->label),
			line.nth);
		put_value(label, line.value, line.length, room);
		if (sheet_age(&line, app_epoch_ms(show->holder.work.app),
			    app_me(show->holder.work.app)->offset_min, age))
			put_value(" ", age, strlen(age), room);
	}
	if (sheet != &sheets[SHEET_NOTE])
		put_written(show, row, opened->at.version, who, room);
}

/* Another is shown all the same. */
static void put_problem(struct show *show, const struct sheet *sheet, int row, int r,
	const struct error *e)
{
	const struct alarm alarm = alarm_record(show->subject.id, show->rows, row);
	struct app *app = show->holder.work.app;
	char what[80];

	show->failed++;
	if (r != ERR_TAMPERED) {
		app_say(app, SAY_ERROR, "%s: %s", _(sheet->title), e->text);
		return;
	}
	snprintf(what, sizeof what, _("%s of %s"), sheet->kind, show->subject.code);
	work_tampered(&show->holder.work, what, &alarm, e);
}

/* One row, opened, shown and wiped. */
static void show_row(struct show *show, const struct sheet *sheet, int row, char *room)
{
	struct sealed_opened opened;
	struct error e = { 0 };
	int r = sealed_open(&opened, show->holder.ring, show->slab, show->subject.id, show->rows,
		row, &e);

	if (r != 0)
		put_problem(show, sheet, row, r, &e);
	else
		put_record(show, sheet, row, &opened, room);
	slab_give(show->slab, opened.record.bytes);
}

static void show_all(struct work *work)
{
	struct show *show = show_of(work);
	char *room = slab_take(show->slab, LINE_ROOM); /* nothing else is in it yet */

	for (int i = 0; i < SHEETS; i++)
		for (int row = 0; row < rows_count(show->rows); row++)
			if (strcmp(rows_field(show->rows, row, "kind"), sheets[i].kind) == 0)
				show_row(show, &sheets[i], row, room);
	slab_give(show->slab, room);
	if (show->failed > 0)
		work_stop(work, EXIT_REFUSED, "%s", _("Not all of it could be shown."));
	else
		work_end(work);
}

/* ---- asking ------------------------------------------------------------------------------ */

static void fetch_keys(struct work *work);

static void chained(struct work *work, struct rows *rows)
{
	struct show *show = show_of(work);
	struct error e = { 0 };

	if (sealed_take_chain(show->holder.ring, show->realm, rows, &e) != 0)
		work_fail(work, &(struct alarm){ .kind = ALARM_REALM, .object = show->realm }, &e);
	else
		fetch_keys(work);
}

static void fetch_keys(struct work *work)
{
	struct show *show = show_of(work);

	for (int row = 0; row < rows_count(show->rows) && show->rounds < ROUNDS; row++) {
		struct param realm;

		if (sealed_lacks(show->holder.ring, show->rows, row) != SEALED_LACKS_EARLIER)
			continue;
		show->rounds++;
		show->realm = rows_field(show->rows, row, "realm");
		realm = param_text(show->realm);
		work_ask(work, Q_REALM_CHAIN, &realm, 1, chained);
		return;
	}
	show_all(work);
}

static void ask(struct show *show);

static unsigned answered(void *who, const struct answer *answer)
{
	struct show *show = who;
	struct work *work = &show->holder.work;
	const char *refusal = rows_field(answer->rows, 0, "refusal");

	if (answer->err != 0) {
		work_stop(work, answer->err == ERR_SERVER ? EXIT_REFUSED : EXIT_OFFLINE, "%s",
			_("Nothing was opened: the database did not answer."));
	} else if (strcmp(refusal, "ask_again") == 0 && !show->again) {
		/* The first answer only says that it is in the record now. */
		show->again = true;
		ask(show);
	} else if (refusal[0] != '\0') {
		work_stop(work, EXIT_REFUSED, "%s",
			intl_word(rows_field(answer->rows, 0, "message")));
	} else {
		show->rows = rows_ref(answer->rows);
		fetch_keys(work);
	}
	return EFFECT_NONE;
}

static void ask(struct show *show)
{
	const struct param params[] = { param_text(show->key), param_text(show->subject.id),
		param_text(text_string(&show->kinds)),
		param_text(show->needs_reason ? show->reason : NULL) };

	if (app_change(show->holder.work.app, Q_SEALED_OPEN, params, 4, answered, show) != 0)
		work_stop(&show->holder.work, EXIT_REFUSED, "%s", _("There is no memory left."));
}

/* ---- why --------------------------------------------------------------------------------- */

/* A number of the list, the word itself, or how it alone begins. */
static bool take_reason(struct show *show, const struct rows *rows, const char *typed)
{
	int number = 0, beginning = 0;
	long wanted = strtol(typed, NULL, 10);

	if (typed[0] == '\0')
		return false;
	for (int row = 0; row < rows_count(rows); row++) {
		const char *name = rows_field(rows, row, "name");
		bool whole = strcasecmp(name, typed) == 0;

		if (!rows_field_bool(rows, row, "opening"))
			continue;
		whole |= ++number == wanted;
		if (!whole && !slice_begins_nocase(slice_of(typed), name))
			continue;
		text_copy(show->reason, sizeof show->reason, name);
		beginning++;
		if (whole)
			return true;
	}
	return beginning == 1;
}

static void list_reasons(const struct show *show, const struct rows *rows)
{
	char safe[400];
	int number = 0;

	fprintf(stderr, _("Why is %s opened? Who opens it, when and why is in the record.\n"),
		show->subject.code);
	for (int row = 0; row < rows_count(rows); row++) {
		const char *name = intl_word(rows_field(rows, row, "name"));
		const char *meaning = intl_word(rows_field(rows, row, "meaning"));

		if (!rows_field_bool(rows, row, "opening"))
			continue;
		cells_safe(safe, sizeof safe, name, strlen(name), 20);
		fprintf(stderr, "%3d  %s  ", ++number, safe);
		cells_safe(safe, sizeof safe, meaning, strlen(meaning), -1);
		fprintf(stderr, "%s\n", safe);
	}
}

static void reasons(struct work *work, struct rows *rows)
{
	struct show *show = show_of(work);
	char typed[TYPED];
	struct error e = { 0 };

	list_reasons(show, rows);
	holder_rest(work);
	while (secret_line(typed, sizeof typed, _("Its number, or how it begins"),
		       holder_wait_s(&show->holder), &e) == 0) {
		if (take_reason(show, rows, typed)) {
			ask(show);
			return;
		}
		fprintf(stderr, "%s\n",
			_("That is not one of these reasons. Type its number; ^C opens nothing."));
	}
	work_stop(work, EXIT_REFUSED, "%s", _("Nothing was opened."));
}

/* ---- what there is ------------------------------------------------------------------------ */

static bool is_wanted(const struct show *show, const struct sheet *sheet)
{
	return sheet == &sheets[SHEET_NOTE] ? show->notes : show->identity;
}

/* Which records are opened; of those that are there and not hers it says whose they are. */
static void kinds_told(struct work *work, struct rows *rows)
{
	struct show *show = show_of(work);
	int opened = 0, closed = 0;

	param_array_open(&show->kinds);
	for (const struct sheet *sheet = sheets; sheet < sheets + SHEETS; sheet++) {
		char why[RIGHTS_TEXT];

		if (!is_wanted(show, sheet) ||
			(rights_told(rows, sheet->kind) && !rights_there(rows, sheet->kind)))
			continue;
		if (!rights_may_open(rows, sheet->kind)) {
			closed++;
			rights_why_not(why, rows, sheet->kind);
			app_say(work->app, SAY_INFO, "%s: %s", _(sheet->title), why);
			continue;
		}
		param_array_add(&show->kinds, sheet->kind);
		show->needs_reason |= sheet->reason;
		opened++;
	}
	param_array_close(&show->kinds);
	if (opened == 0)
		work_stop(work, EXIT_REFUSED,
			closed > 0 ? _("Of %s there is nothing that you can open.") :
				     _("Nothing of that is written down of %s."),
			show->subject.code);
	else if (text_check(&show->kinds, NULL) != 0 || uuid_make(show->key) != 0)
		work_stop(work, EXIT_REFUSED, "%s", _("There is no memory left."));
	else if (show->needs_reason)
		work_ask(work, Q_REASON_LIST, NULL, 0, reasons);
	else
		ask(show);
}

static unsigned found(void *who, const struct answer *answer)
{
	struct show *show = who;
	struct work *work = &show->holder.work;

	if (subject_found(&show->subject, work->app, answer)) {
		struct param id = param_text(show->subject.id);

		work_ask(work, Q_SEALED_KINDS, &id, 1, kinds_told);
	} else {
		work_end(work);
	}
	return EFFECT_NONE;
}

static void opened(struct work *work)
{
	struct show *show = show_of(work);
	struct error e = { 0 };

	if (slab_new(&show->slab, VAULT_PLAIN, &e) != 0)
		work_fail(work, NULL, &e);
	else if (subject_ask(&show->subject, work->app, found, show) != 0)
		work_stop(work, EXIT_REFUSED, "%s", _("There is no memory left."));
}

static void holder_opened(struct work *work, struct rows *rows)
{
	(void)rows;
	opened(work);
}

static unsigned usage(struct app *app, enum exit_code code, const char *text)
{
	app_exit_code(app, code);
	app_say(app, SAY_ERROR, "%s", text);
	return EFFECT_NONE;
}

unsigned case_show(struct call *call)
{
	struct show *show;
	struct error e = { 0 };

	if (call->value[CASE_SHOW_WHAT] == NULL || call->code_count != 1 ||
		(call->value[CASE_SHOW_IDENTITY] == NULL && call->value[CASE_SHOW_NOTES] == NULL))
		return usage(call->app, EXIT_USAGE,
			_("usage: homeward case show CODE [--identity] [--notes]"));
	if (!isatty(STDOUT_FILENO))
		return usage(call->app, EXIT_REFUSED,
			_("Who she is stands on a terminal only: in no pipe and no file."));
	if (secret_terminal(&e) != 0)
		return usage(call->app, EXIT_REFUSED, e.text);
	show = calloc(1, sizeof *show);
	if (show == NULL)
		return usage(call->app, EXIT_REFUSED, _("There is no memory left."));
	text_copy(show->subject.code, sizeof show->subject.code, call->codes[0]);
	show->identity = call->value[CASE_SHOW_IDENTITY] != NULL;
	show->notes = call->value[CASE_SHOW_NOTES] != NULL;
	work_begin(&show->holder.work, call->app, drop);
	holder_start(&show->holder, HOLDER_REALMS, holder_opened);
	return EFFECT_NONE;
}
