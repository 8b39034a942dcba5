/* alarm.h: that something was found TAMPERED, told to the record of the work.
 *
 * Whoever is told ERR_TAMPERED of what the database sent, or of what this host has seen, says it to
 * the person (vault_tampered(), from a shell work_tampered()), which raises the alarm, and that is
 * all there is to it: it goes to the database behind whatever she does next, says nothing on the
 * screen, and waits while there is no line, or, where its statement was cancelled, for the next
 * raise or poll. The same is sent once an hour. No alarm is raised of her key file and her drafts,
 * which are files of hers alone: she is told what to do.
 * What waits is in memory alone: ALARMS at most, and what quits or crashes takes it along; so each
 * is a line of the log (log.h) as well, where one is kept. Whoever owns the database can keep the
 * alarm out of it: this is for the record of an honest one, and what the person is told to do
 * first, which is to telephone, does not depend on it. */
#ifndef TUI_APP_ALARM_H
#define TUI_APP_ALARM_H

#include <stddef.h>
#include <stdint.h>

#include "db/base/err.h"
#include "db/row.h"

struct app;

/* What: the words of app.tampered_kind. */
enum alarm_kind {
	ALARM_RECORD = 0, /* a sealed record of a case or place, or the key it opens with */
	ALARM_CLEAR, /* what is told in clear of such a record */
	ALARM_KEY, /* wrapped keys of a case or place */
	ALARM_REALM, /* an epoch, a letter, the chain of a realm */
	ALARM_DIRECTORY,
	ALARM_MEMORY, /* what was seen, on this host */
};

enum { ALARMS = 16 };

/* Ids and numbers as the server gave them, and nothing that was opened. */
struct alarm {
	enum alarm_kind kind;
	const char *object; /* borrowed: case, place or realm; NULL or no id: none */
	const char *record; /* borrowed: which of its records; likewise */
	uint32_t version; /* the record's, the realm's epoch, the directory's serial; 0: none */
};

/* What is of no object. */
static const struct alarm alarm_of_directory = { .kind = ALARM_DIRECTORY };
static const struct alarm alarm_of_memory = { .kind = ALARM_MEMORY };

/* Of a row that has the id and version of a record of this subject; that has a realm, and its epoch
 * where that is the row's own. Good as long as the rows are. */
static inline struct alarm alarm_record(const char *subject, const struct rows *rows, int row)
{
	return (struct alarm){ .object = subject,
		.record = rows_field(rows, row, "id"),
		.version = (uint32_t)rows_field_int(rows, row, "version") };
}

static inline struct alarm alarm_realm(const struct rows *rows, int row)
{
	return (struct alarm){ .kind = ALARM_REALM,
		.object = rows_field(rows, row, "realm"),
		.version = (uint32_t)rows_field_int(rows, row, "epoch") };
}

/* Raises it, and puts into text what to do about ERR_TAMPERED, in words, which are here alone: so
 * nobody says it without the alarm. what: of which thing (translated: "the directory"), NULL: e
 * says it. Whoever runs the database may be the one who did it, and reads what is written in it.
 * From a shell, too, whose program ends when the answer is there. Without a database behind it that
 * takes alarms it is a line of the log. */
void alarm_tell(struct app *app, char *text, size_t size, const char *what,
	const struct alarm *alarm, const struct error *e);
/* Of more of the same, of which one was told. */
void alarm_raise(struct app *app, const struct alarm *alarm);

/* ---- for tui/app alone ---- */
void alarm_send(struct app *app); /* what waits: LIVE again, or a poll */
void alarm_free(struct app *app);

#endif
