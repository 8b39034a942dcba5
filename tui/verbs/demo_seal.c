/* What the people of an invented region have written down and know of some cases and of places,
 * sealed as each of them would have done: by her keys, under her office's. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/bytes.h"
#include "db/vault/record.h"
#include "tui/intl.h"
#include "tui/sheets/sheet.h"
#include "tui/verbs/demo_keys.h"

enum { RECORD_ROOM = 16 << 10, VALUE_ROOM = 8 << 10 };

/* A case's key that was made here, for whoever writes to it next. */
struct wrapped_key {
	char subject[UUID_TEXT];
	uint32_t generation;
	unsigned char wrapped[RING_WRAPPED];
};

static const char *field(const struct enrolment *en, const char *name)
{
	return rows_field(en->items, en->at, name);
}

static uint32_t number(const struct enrolment *en, const char *name)
{
	return (uint32_t)rows_field_int(en->items, en->at, name);
}

static void add_json(struct text *out, const char *name, const char *value)
{
	text_addf(out, "%s\"%s\":\"%s\"", out->data[out->length - 1] == '{' ? "" : ",", name,
		value);
}

static void add_json_bytes(struct text *out, const char *name, const void *bytes, size_t size)
{
	text_addf(out, ",\"%s\":\"\\", name); /* JSON's escape, then PostgreSQL's */
	bytes_put(out, bytes, size);
	text_add_char(out, '"');
}

static void begin_json(struct text *out)
{
	text_add(out, out->length == 0 ? "[{" : ",{");
}

/* ---- keys ------------------------------------------------------------------------------------ */

static struct wrapped_key *made_before(const struct enrolment *en)
{
	for (size_t i = 0; i < en->wrapped_count; i++)
		if (strcmp(en->wrapped[i].subject, field(en, "subject")) == 0)
			return &en->wrapped[i];
	return NULL;
}

static int keep_key(struct enrolment *en, const struct wrap_place *at, const struct text *wrapped,
	struct error *e)
{
	struct wrapped_key *more =
		realloc(en->wrapped, (en->wrapped_count + 1) * sizeof *en->wrapped);
	char generation[16];

	if (more == NULL || wrapped->length != RING_WRAPPED)
		return error_set(e, ERR_MEMORY, "%s", _("There is no memory left."));
	en->wrapped = more;
	more += en->wrapped_count++;
	text_copy(more->subject, sizeof more->subject, at->case_id);
	more->generation = at->generation;
	memcpy(more->wrapped, wrapped->data, RING_WRAPPED);
	snprintf(generation, sizeof generation, "%u", at->generation);
	begin_json(&en->keys);
	add_json(&en->keys, "subject", at->case_id);
	add_json(&en->keys, "office_id", field(en, "office_id"));
	add_json(&en->keys, "generation", generation);
	add_json(&en->keys, "realm", at->realm);
	add_json(&en->keys, "epoch", field(en, "epoch"));
	add_json(&en->keys, "staff_id", field(en, "staff_id"));
	add_json_bytes(&en->keys, "wrapped", wrapped->data, wrapped->length);
	text_add_char(&en->keys, '}');
	return text_check(&en->keys, e);
}

/* The case's key in the ring: the one that it has, as long as it is of this epoch, or the next. */
static int have_key(struct enrolment *en, uint32_t *generation, struct error *e)
{
	struct ring *ring = en->tend.holder.ring;
	const struct wrapped_key *made = made_before(en);
	struct wrap_place at = { .case_id = field(en, "subject"),
		.key = "office",
		.realm = field(en, "realm"),
		.generation = number(en, "generation"),
		.born = number(en, "epoch"),
		.epoch = number(en, "epoch") };
	unsigned char wrapped[RING_WRAPPED];
	struct text out = { 0 };
	int r;

	if (made != NULL) {
		*generation = at.generation = made->generation;
		return ring_take_case(ring, &at, made->wrapped, RING_WRAPPED, e);
	}
	if (at.generation > 0 && number(en, "born") == at.epoch &&
		number(en, "key_epoch") == at.epoch) {
		*generation = at.generation;
		if (!bytes_read(wrapped, sizeof wrapped, en->items, en->at, "wrapped"))
			return error_set(e, ERR_TAMPERED, "%s",
				_("What the server sends is no wrapped key."));
		return ring_take_case(ring, &at, wrapped, sizeof wrapped, e);
	}
	*generation = ++at.generation;
	r = ring_make_case(ring, &out, &at, e);
	if (r == 0)
		/* it is kept together with what it seals */
		ring_settle_case(ring, at.case_id, at.key, at.generation, true);
	if (r == 0)
		r = keep_key(en, &at, &out, e);
	text_done(&out);
	return r;
}

/* ---- records --------------------------------------------------------------------------------- */

/* Names and values in turn. */
static int fill_record(const struct enrolment *en, struct record *record, void *bytes,
	struct error *e)
{
	char name[RECORD_NAME], value[VALUE_ROOM];
	const char *at = field(en, "fields");
	int r = record_begin(record, bytes, RECORD_ROOM, e);

	while (r == 0 && rows_list_next(&at, name, sizeof name) &&
		rows_list_next(&at, value, sizeof value))
		r = record_put(record, name, value, e);
	return r;
}

static void keep_record(struct enrolment *en, uint32_t generation, const struct text *blob,
	const struct text *told)
{
	char digits[16];

	snprintf(digits, sizeof digits, "%u", generation);
	begin_json(&en->records);
	add_json(&en->records, "id", field(en, "id"));
	add_json(&en->records, "subject", field(en, "subject"));
	add_json(&en->records, "office_id", field(en, "office_id"));
	add_json(&en->records, "kind", field(en, "kind"));
	add_json(&en->records, "generation", digits);
	add_json(&en->records, "staff_id", field(en, "staff_id"));
	add_json(&en->records, "at", field(en, "at"));
	add_json_bytes(&en->records, "blob", blob->data, blob->length);
	if (told->length > 0)
		text_addf(&en->records, ",\"clear\":%s", text_string(told));
	text_add_char(&en->records, '}');
	en->sealed++;
}

static bool is_party(const struct sheet *sheet)
{
	return sheet == &sheets[SHEET_PARTY] || sheet == &sheets[SHEET_DANGER];
}

static int seal_item(struct enrolment *en, void *bytes, struct error *e)
{
	struct record_place at = { .table = "sealed",
		.column = field(en, "kind"),
		.key = "office",
		.row = field(en, "id"),
		.case_id = field(en, "subject"),
		.version = 1 };
	const struct sheet *sheet = sheet_named(at.column);
	struct record record;
	struct text blob = { 0 }, told = { 0 };
	int r = have_key(en, &at.generation, e);

	if (r == 0)
		r = fill_record(en, &record, bytes, e);
	/* Of parties and what is said of them the region itself tells what is told. */
	if (r == 0 && sheet != NULL && !is_party(sheet))
		r = sheet_clear(sheet, &record, &told, e);
	if (r == 0)
		r = ring_seal(en->tend.holder.ring, &blob, &at, bytes, record.length, RECORD_ROOM,
			e);
	if (r == 0)
		keep_record(en, at.generation, &blob, &told);
	text_done(&told);
	text_done(&blob);
	return r != 0 ? r : text_check(&en->records, e);
}

/* ---- one writer after the other -------------------------------------------------------------- */

static void next_writer(struct work *work);

static void sum_up(struct enrolment *en)
{
	struct app *app = en->tend.holder.work.app;

	if (en->made + en->sealed > 0)
		app_say(app, SAY_INFO,
			_("%d invented people have keys, %d of them new; %d records were sealed."),
			en->count, en->made, en->sealed);
	app_say(app, SAY_INFO, _("The passphrase of all these keys is public: %s"),
		DEMO_PASSPHRASE);
	work_end(&en->tend.holder.work);
}

static void entered(struct work *work, struct rows *rows)
{
	(void)rows;
	sum_up(enrolment_of(work));
}

static void kept(struct work *work, struct rows *rows)
{
	const struct param params[] = { param_text(text_string(&enrolment_of(work)->records)) };

	(void)rows;
	work_ask(work, Q_DEMO_ENTER, params, 1, entered);
}

static void keep_all(struct work *work, struct rows *rows)
{
	struct enrolment *en = enrolment_of(work);

	(void)rows;
	text_add(&en->keys, en->keys.length == 0 ? "[]" : "]");
	text_add(&en->records, "]");
	const struct param params[] = { param_text(text_string(&en->keys)),
		param_text(text_string(&en->records)) };
	work_ask(work, Q_DEMO_SEAL, params, 2, kept);
}

static void seal_hers(struct work *work, struct rows *rows)
{
	struct enrolment *en = enrolment_of(work);
	struct holder *h = &en->tend.holder;
	int row = enrolment_row(en, field(en, "person")), behind = en->at;
	struct error e = { 0 };
	void *bytes = slab_take(h->slab, RECORD_ROOM);
	int r = bytes != NULL ? enrolment_ring(en, row, &e) :
				error_set(&e, ERR_MEMORY, "%s", _("There is no memory left."));

	if (r == 0)
		holder_take_realms(h, rows);
	while (behind < rows_count(en->items) &&
		strcmp(rows_field(en->items, behind, "person"), field(en, "person")) == 0)
		behind++;
	for (; r == 0 && en->at < behind; en->at++)
		r = seal_item(en, bytes, &e);
	slab_give(h->slab, bytes);
	if (r != 0)
		work_fail(work, NULL, &e);
	else
		next_writer(work);
}

static void ask_hers(struct work *work, struct rows *rows)
{
	(void)rows;
	work_ask(work, Q_REALM_MINE, NULL, 0, seal_hers);
}

static void next_writer(struct work *work)
{
	struct enrolment *en = enrolment_of(work);

	if (en->at < rows_count(en->items) && enrolment_row(en, field(en, "person")) < 0)
		work_stop(work, EXIT_REFUSED, "%s",
			_("The database names a writer who is none of its people."));
	else if (en->at < rows_count(en->items))
		enrolment_as(work,
			rows_field(en->staff, enrolment_row(en, field(en, "person")), "login"),
			ask_hers);
	else if (en->sealed > 0)
		enrolment_as(work, en->owner, keep_all);
	else
		sum_up(en);
}

static void items_told(struct work *work, struct rows *rows)
{
	struct enrolment *en = enrolment_of(work);

	en->items = rows_ref(rows);
	en->at = 0;
	next_writer(work);
}

void enrolment_seal(struct work *work)
{
	const struct enrolment *en = enrolment_of(work);
	struct text people = { 0 };

	param_array_open(&people);
	for (int row = 0; row < en->count; row++)
		if (enrolment_has(en, row))
			param_array_add(&people, en->people[row].id);
	param_array_close(&people);
	const struct param params[] = { param_int(DEMO_SEALED_CASES), param_int(DEMO_IDENTITIES),
		param_text(text_string(&people)) };
	work_ask(work, Q_DEMO_UNSEALED, params, 3, items_told);
	text_done(&people);
}
