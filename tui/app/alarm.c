#include "tui/app/alarm.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/uuid.h"
#include "tui/app/state.h"

enum { AGAIN_MS = 3600 * 1000 /* api.tampered writes the same no sooner either */ };

struct kept {
	enum alarm_kind kind;
	char object[UUID_TEXT], record[UUID_TEXT], key[UUID_TEXT];
	uint32_t version;
	bool waits; /* for a line, or for its answer */
	int64_t at; /* when it was raised; 0: none was, here */
};

struct alarms {
	struct app *app;
	struct kept *asked; /* the one under way; NULL */
	struct kept kept[ALARMS];
};

static const char *const words[] = {
	[ALARM_RECORD] = "record",
	[ALARM_CLEAR] = "clear",
	[ALARM_KEY] = "key",
	[ALARM_REALM] = "realm",
	[ALARM_DIRECTORY] = "directory",
	[ALARM_MEMORY] = "memory",
};

static void put_id(char out[static UUID_TEXT], const char *id)
{
	if (id != NULL && strlen(id) == UUID_TEXT - 1)
		memcpy(out, id, UUID_TEXT);
}

static bool is_same(const struct kept *a, const struct kept *b)
{
	return a->kind == b->kind && a->version == b->version &&
		strcmp(a->object, b->object) == 0 && strcmp(a->record, b->record) == 0;
}

static bool is_known(const struct alarms *alarms, const struct kept *new)
{
	for (size_t i = 0; i < ALARMS; i++) {
		const struct kept *kept = &alarms->kept[i];

		if (kept->at != 0 && is_same(kept, new) &&
			(kept->waits || kept->at + AGAIN_MS > new->at))
			return true;
	}
	return false;
}

/* That of the one that was sent longest ago; NULL: all of them wait. */
static struct kept *place_in(struct alarms *alarms)
{
	struct kept *place = NULL;

	for (size_t i = 0; i < ALARMS; i++) {
		struct kept *kept = &alarms->kept[i];

		if (!kept->waits && (place == NULL || kept->at < place->at))
			place = kept;
	}
	return place;
}

static void send_next(struct alarms *alarms);

static bool is_lost(const struct answer *answer)
{
	return answer->err == ERR_OFFLINE || answer->err == ERR_TIMEOUT ||
		answer->err == ERR_UNKNOWN;
}

/* Lost, it waits for the line, or where that is LIVE for the next raise or poll: what was cancelled
 * was not done, and the key is the same. Refused, that is in the record. */
static unsigned answered(void *who, const struct answer *answer)
{
	struct alarms *alarms = who;
	struct kept *kept = alarms->asked;

	alarms->asked = NULL;
	if (is_lost(answer))
		return EFFECT_NONE;
	kept->waits = false;
	send_next(alarms);
	return EFFECT_NONE;
}

static struct param id_or_null(const char *id)
{
	return param_text(id[0] != '\0' ? id : NULL);
}

static void send(struct alarms *alarms, struct kept *kept)
{
	const struct param params[] = { param_text(kept->key), param_text(words[kept->kind]),
		id_or_null(kept->object), id_or_null(kept->record),
		kept->version > 0 && kept->version <= INT32_MAX ? param_int(kept->version) :
								  param_null() };

	if (app_change(alarms->app, Q_TAMPERED, params, 5, answered, alarms) == 0)
		alarms->asked = kept;
}

/* One at a time, the oldest first. */
static void send_next(struct alarms *alarms)
{
	struct kept *first = NULL;

	if (alarms->asked != NULL || !app_is_live(alarms->app))
		return;
	for (size_t i = 0; i < ALARMS; i++) {
		struct kept *kept = &alarms->kept[i];

		if (kept->waits && (first == NULL || kept->at < first->at))
			first = kept;
	}
	if (first != NULL)
		send(alarms, first);
}

static struct alarms *alarms_of(struct app *app)
{
	if (app->alarms == NULL && (app->alarms = calloc(1, sizeof *app->alarms)) != NULL)
		app->alarms->app = app;
	return app->alarms;
}

void alarm_raise(struct app *app, const struct alarm *alarm)
{
	struct kept new = {
		.kind = alarm->kind, .version = alarm->version, .waits = true, .at = app_now(app)
	};
	struct alarms *alarms = alarms_of(app);
	struct kept *place;

	put_id(new.object, alarm->object);
	put_id(new.record, alarm->record);
	if (alarms != NULL && is_known(alarms, &new)) {
		send_next(alarms);
		return;
	}
	log_write(&app->log, CONF_LEVEL_ERROR, "tampered", words[alarm->kind], alarm->version);
	/* Who reached no database as a person has nobody to tell. */
	if (alarms == NULL || !app->me.known || app->me.other_version ||
		(place = place_in(alarms)) == NULL || uuid_make(new.key) != 0)
		return;
	*place = new;
	send_next(alarms);
}

void alarm_send(struct app *app)
{
	if (app->alarms != NULL)
		send_next(app->alarms);
}

void alarm_free(struct app *app)
{
	if (app->alarms == NULL)
		return;
	app_forget(app, app->alarms);
	free(app->alarms);
	app->alarms = NULL;
}
