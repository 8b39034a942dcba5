/* One transaction: open, rows in batches of which a few are under way, close, the database's own
 * count compared with the file's, commit. Whatever goes wrong before the commit rolls back; where
 * the answer to the commit is lost, the database is asked whether it has the file. */
#include "tui/verbs/import.h"

#include <stdio.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/text.h"
#include "tui/intl.h"

enum { BATCH_ROWS = 1000, BATCHES_UNDER_WAY = 4 };

/* ---- going wrong ---- */

static unsigned on_last(void *who, const struct answer *answer)
{
	(void)answer;
	return import_end(who);
}

static unsigned last_question(struct import *import, enum query query)
{
	app_forget(import->app, import);
	if (app_ask(import->app, query, NULL, 0, on_last, import) != 0)
		return import_end(import);
	return EFFECT_NONE;
}

/* Nothing of the transaction stays. The sentence is said already. */
static unsigned roll_back(struct import *import)
{
	return last_question(import, Q_ROLLBACK);
}

/* A question before the commit was not answered as it should be. */
static unsigned fail(struct import *import, const struct answer *answer)
{
	struct app *app = import->app;
	import_progress("%s", "");
	if (answer->err == ERR_SERVER || answer->err == ERR_MEMORY) {
		app_say(app, SAY_ERROR, _("Nothing was imported: the database answered (%s) %s"),
			answer->sqlstate, answer->message);
		return roll_back(import);
	}
	app_exit_code(app, EXIT_OFFLINE);
	app_say(app, SAY_ERROR, "%s",
		answer->err == ERR_TIMEOUT ?
			_("Nothing was imported: the database did not answer in time. "
			  "Is somebody else importing this file?") :
			_("Nothing was imported: the line to the database was lost."));
	return roll_back(import);
}

static unsigned fail_here(struct import *import)
{
	app_say(import->app, SAY_ERROR, "%s", _("Nothing was imported: no memory left."));
	return roll_back(import);
}

/* That it was refused is an event; the transaction holds nothing else, or is given up with it. */
static unsigned refused(struct import *import, const struct answer *answer, enum query last)
{
	import_progress("%s", "");
	app_say(import->app, SAY_ERROR, _("Nothing was imported: %s"),
		intl_word(rows_field(answer->rows, 0, "message")));
	return last_question(import, last);
}

/* ---- what became of it: the answer to the commit was lost ---- */

static int ask_open(struct import *import, app_answer_fn *begun, app_answer_fn *opened);
static void on_live(void *who);

static unsigned not_known(struct import *import)
{
	app_exit_code(import->app, EXIT_UNKNOWN);
	app_say(import->app, SAY_ERROR, "%s",
		_("It is not known whether the file was imported. Import it once more: "
		  "what is there already is not taken twice."));
	return import_end(import);
}

static unsigned on_state(void *who, const struct answer *answer)
{
	struct import *import = who;
	if (answer->err == ERR_OFFLINE) {
		app_when_live(import->app, on_live, import);
		return EFFECT_NONE;
	}
	if (answer->err != 0 || *rows_field(answer->rows, 0, "refusal"))
		return not_known(import);
	if (!*rows_field(answer->rows, 0, "import_id"))
		return import_done(import);
	app_exit_code(import->app, EXIT_OFFLINE);
	app_say(import->app, SAY_ERROR, "%s",
		_("Nothing was imported: the line to the database was lost."));
	return roll_back(import);
}

/* Opening the same file again tells whether it is there; nothing of that is kept. */
static unsigned on_begun_again(void *who, const struct answer *answer)
{
	(void)who, (void)answer;
	return EFFECT_NONE;
}

static void on_live(void *who)
{
	struct import *import = who;
	if (ask_open(import, on_begun_again, on_state) != 0)
		not_known(import);
}

static unsigned on_committed(void *who, const struct answer *answer)
{
	struct import *import = who;
	if (answer->err == 0)
		return import_done(import);
	if (answer->err != ERR_UNKNOWN)
		return fail(import, answer);
	import_progress("%s", "");
	fprintf(stderr, "homeward: %s\n",
		_("The line was lost while saving. Whether the file was imported is asked "
		  "as soon as the line is back."));
	app_when_live(import->app, on_live, import);
	return EFFECT_NONE;
}

/* ---- one transaction ---- */

/* The database counts what it stored; the file's own count must be the same. */
static bool counts_agree(const struct import *import, const struct rows *rows)
{
	static const struct {
		const char *kind;
		enum ctdc_column column;
	} kinds[] = { { "exploitation", CTDC_EXPLOITATION }, { "citizenship", CTDC_CITIZENSHIP } };
	size_t agreed = 0, wanted = 0;
	for (int k = 0; k < 2; k++) {
		struct tally tally[TALLY_MAX];
		size_t count = records_tally(&import->records, kinds[k].column, tally);
		wanted += count;
		for (int r = 0; r < rows_count(rows); r++)
			for (size_t i = 0; i < count; i++)
				agreed += strcmp(rows_text(rows, r, 0), kinds[k].kind) == 0 &&
					strcmp(rows_text(rows, r, 1), tally[i].value) == 0 &&
					rows_int(rows, r, 2) == tally[i].n;
	}
	return agreed == wanted && (size_t)rows_count(rows) == wanted;
}

static unsigned on_summary(void *who, const struct answer *answer)
{
	struct import *import = who;
	if (answer->err != 0)
		return fail(import, answer);
	if (import->stored != import->records.count || !counts_agree(import, answer->rows)) {
		app_say(import->app, SAY_ERROR, "%s",
			_("Nothing was imported: the database counts other records than "
			  "the file has. Please report this."));
		return roll_back(import);
	}
	if (app_change(import->app, Q_COMMIT, NULL, 0, on_committed, import) != 0)
		return fail_here(import);
	return EFFECT_NONE;
}

static unsigned on_closed(void *who, const struct answer *answer)
{
	struct import *import = who;
	const struct param id = param_text(import->id);
	if (answer->err != 0)
		return fail(import, answer);
	if (*rows_field(answer->rows, 0, "refusal"))
		return refused(import, answer, Q_ROLLBACK);
	if (app_ask(import->app, Q_RECORD_SUMMARY, &id, 1, on_summary, import) != 0)
		return fail_here(import);
	return EFFECT_NONE;
}

static void add_code(struct text *array, const struct ctdc_row *row, enum ctdc_column column,
	const char *unknown)
{
	const char *code = ctdc_code(row, column);
	param_array_add(array, code ? code : unknown);
}

static void add_age(struct text *array, int age)
{
	if (age < 0)
		param_array_add(array, NULL);
	else
		param_array_add_int(array, age);
}

/* The parameters of import_rows, in its order. */
enum {
	P_LINE,
	P_YEAR,
	P_SOURCE,
	P_SEX,
	P_CITIZENSHIP,
	P_EXPLOITATION,
	P_FORCED,
	P_LABOUR,
	P_CONTROL,
	P_AGE_LOW,
	P_AGE_HIGH,
	P_ARRAYS
};

static void add_row(struct text arrays[P_ARRAYS], const struct ctdc_row *row)
{
	char country[3];
	ctdc_citizenship(row, country);
	param_array_add_int(&arrays[P_LINE], row->line);
	param_array_add_int(&arrays[P_YEAR], ctdc_year(row));
	add_code(&arrays[P_SOURCE], row, CTDC_SOURCE, NULL);
	add_code(&arrays[P_SEX], row, CTDC_SEX, "unknown");
	param_array_add(&arrays[P_CITIZENSHIP], *country ? country : NULL);
	add_code(&arrays[P_EXPLOITATION], row, CTDC_EXPLOITATION, NULL);
	add_code(&arrays[P_FORCED], row, CTDC_FORCED_LABOUR, NULL);
	add_code(&arrays[P_LABOUR], row, CTDC_LABOUR, NULL);
	add_code(&arrays[P_CONTROL], row, CTDC_CONTROL, NULL);
	add_age(&arrays[P_AGE_LOW], ctdc_age_low(row));
	add_age(&arrays[P_AGE_HIGH], ctdc_age_high(row));
}

static unsigned on_rows(void *who, const struct answer *answer);

static int send_batch(struct import *import)
{
	const struct records *records = &import->records;
	struct text arrays[P_ARRAYS] = { 0 };
	struct param params[1 + P_ARRAYS] = { param_text(import->id) };
	size_t last = import->sent + BATCH_ROWS;
	int r = 0;
	if (last > records->count)
		last = records->count;
	for (int i = 0; i < P_ARRAYS; i++)
		param_array_open(&arrays[i]);
	while (import->sent < last)
		add_row(arrays, &records->rows[import->sent++]);
	for (int i = 0; i < P_ARRAYS; i++) {
		param_array_close(&arrays[i]);
		params[1 + i] = param_text(text_string(&arrays[i]));
		if (text_check(&arrays[i], NULL) != 0)
			r = ERR_MEMORY;
	}
	if (r == 0)
		r = app_ask(import->app, Q_IMPORT_ROWS, params, 1 + P_ARRAYS, on_rows, import);
	for (int i = 0; i < P_ARRAYS; i++)
		text_done(&arrays[i]);
	import->under_way++;
	return r;
}

/* Keeps a few batches under way; behind the last one the import is closed. */
static unsigned go_on(struct import *import)
{
	const struct param id = param_text(import->id);
	while (import->under_way < BATCHES_UNDER_WAY && import->sent < import->records.count)
		if (send_batch(import) != 0)
			return fail_here(import);
	import_progress(_("sent: %zu of %zu rows"), import->sent, import->records.count);
	if (import->under_way > 0)
		return EFFECT_NONE;
	if (app_ask(import->app, Q_IMPORT_CLOSE, &id, 1, on_closed, import) != 0)
		return fail_here(import);
	return EFFECT_NONE;
}

static unsigned on_rows(void *who, const struct answer *answer)
{
	struct import *import = who;
	if (answer->err != 0)
		return fail(import, answer);
	import->under_way--;
	import->stored += (size_t)rows_int(answer->rows, 0, 0);
	return go_on(import);
}

static unsigned say_already(struct import *import, const struct answer *answer)
{
	char at[DATE_TEXT];
	date_day_time(at, rows_field_ms(answer->rows, 0, "at_ms"), app_me(import->app)->offset_min);
	import_progress("%s", "");
	app_say(import->app, SAY_INFO, _("0 imported (already imported on %s, %s records)"), at,
		rows_field(answer->rows, 0, "imported"));
	return last_question(import, Q_COMMIT);
}

static unsigned on_opened(void *who, const struct answer *answer)
{
	struct import *import = who;
	if (answer->err != 0)
		return fail(import, answer);
	if (*rows_field(answer->rows, 0, "refusal"))
		return refused(import, answer, Q_COMMIT);
	if (!*rows_field(answer->rows, 0, "import_id"))
		return say_already(import, answer);
	text_copy(import->id, sizeof(import->id), rows_field(answer->rows, 0, "import_id"));
	return go_on(import);
}

static unsigned on_begun(void *who, const struct answer *answer)
{
	return answer->err != 0 ? fail(who, answer) : EFFECT_NONE;
}

/* Begins the transaction and opens the import, under a fresh key: what is told is how it is now. */
static int ask_open(struct import *import, app_answer_fn *begun, app_answer_fn *opened)
{
	char key[UUID_TEXT];
	if (uuid_make(key) != 0)
		return ERR_IO;
	const struct param params[] = {
		param_text(key),
		param_text(import->office),
		param_text(import->records.sha256),
		param_text("ctdc"),
		param_int(import->records.lines),
	};
	int r = app_ask(import->app, Q_BEGIN, NULL, 0, begun, import);
	return r != 0 ? r : app_ask(import->app, Q_IMPORT_OPEN, params, 5, opened, import);
}

unsigned import_send(struct import *import)
{
	if (ask_open(import, on_begun, on_opened) != 0)
		return fail_here(import);
	return EFFECT_NONE;
}
