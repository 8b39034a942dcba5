/* The text that is signed, in lines that can be read: each member of it stands somewhere, and what
 * this program does not know stands at the end by its name. */
#include "tui/screens/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/date.h"
#include "tui/app/app.h"
#include "tui/intl.h"

enum how {
	WORD = 0, /* a word of a list */
	PLAIN, /* a code, a day, a number */
	TIME, /* ms since 1970 */
	CHILD,
	ANSWER, /* yes says `before`, no says `no` */
	PERSON, /* whom the database has `askers` for: her name */
};

struct part {
	const char *path; /* NULL ends them */
	const char *before; /* N_(): stands before it; NULL: nothing does */
	enum how how;
	const char *none; /* N_(): where it is null; NULL: nothing is said */
	const char *no; /* N_(): of an ANSWER */
	const char *join; /* stands before all of it; NULL: a dot */
};

struct fact_line {
	const char *label; /* N_() */
	struct part parts[10];
};

static const struct fact_line lines[] = {
	{ N_("who signs"),
		{ { .path = "people", .before = N_("people"), .how = PLAIN },
			{ .path = "offices", .before = N_("offices"), .how = PLAIN },
			{ .path = "asked_by", .before = N_("not"), .how = PERSON } } },
	{ N_("who"),
		{ { .path = "case", .how = PLAIN },
			{ .path = "child", .how = CHILD, .none = N_("perhaps a child") },
			{ .path = "sex", .none = N_("sex not known") },
			{ .path = "age_low",
				.before = N_("age"),
				.how = PLAIN,
				.none = N_("age not known") },
			{ .path = "age_high", .how = PLAIN, .join = "-" },
			{ .path = "language",
				.before = N_("speaks"),
				.how = PLAIN,
				.none = N_("language not known") },
			{ .path = "risk", .before = N_("risk") },
			{ .path = "afraid",
				.before = N_("afraid to return:"),
				.none = N_("afraid to return: not asked") },
			{ .path = "flags" } } },
	{ N_("from, to"),
		{ { .path = "office", .how = PLAIN }, { .path = "origin", .join = ", " },
			{ .path = "to_office", .before = N_("to"), .how = PLAIN },
			{ .path = "place", .how = PLAIN, .join = ", " },
			{ .path = "place_kind", .join = ", " },
			{ .path = "place_country", .how = PLAIN, .join = ", " },
			{ .path = "with", .before = N_("belongs to"), .how = PLAIN } } },
	{ N_("why, when"),
		{ { .path = "purpose" }, { .path = "urgency", .join = ", " },
			{ .path = "leave_at", .before = N_("leaves"), .how = TIME, .join = ", " },
			{ .path = "escort", .before = N_("with"), .join = ", " },
			{ .path = "despite", .before = N_("WITHOUT HER CONSENT:") } } },
	{ N_("bed"),
		{ { .path = "bed.unit", .how = PLAIN }, { .path = "bed.name", .how = PLAIN },
			{ .path = "bed.sex" },
			{ .path = "bed.age_low", .before = N_("age"), .how = PLAIN },
			{ .path = "bed.age_high", .how = PLAIN, .join = "-" },
			{ .path = "bed.regime" },
			{ .path = "bed.held_until", .before = N_("held until"), .how = TIME },
			{ .path = "bed", .none = N_("no bed is held") } } },
	{ N_("her wish"),
		{ { .path = "wish.answer" }, { .path = "wish.about", .join = ": " },
			{ .path = "wish.asked_on", .how = PLAIN },
			{ .path = "wish.lang", .before = N_("in"), .how = PLAIN },
			{ .path = "wish.own_language",
				.how = ANSWER,
				.before = N_("her own"),
				.no = N_("NOT HER OWN"),
				.join = ", " },
			{ .path = "wish.alone",
				.how = ANSWER,
				.before = N_("alone"),
				.no = N_("NOT ALONE") },
			{ .path = "wish", .none = N_("her wish is not asked") } } },
	{ N_("best interest"),
		{ { .path = "interest.decided" }, { .path = "interest.kind", .join = ", " },
			{ .path = "interest.about", .before = N_("about"), .join = ", " },
			{ .path = "interest.decided_on", .how = PLAIN },
			{ .path = "interest.panel", .before = N_("people"), .how = PLAIN },
			{ .path = "interest.options", .before = N_("ways"), .how = PLAIN },
			{ .path = "interest.review_on", .before = N_("again"), .how = PLAIN },
			{ .path = "interest", .none = N_("best interest is not decided") } } },
	{ N_("guardian"),
		{ { .path = "guardian.kind" },
			{ .path = "guardian.begun_on", .before = N_("since"), .how = PLAIN },
			{ .path = "guardian.cleared",
				.how = ANSWER,
				.before = N_("cleared"),
				.no = N_("NOT CLEARED") },
			{ .path = "guardian.cleared_on", .how = PLAIN, .join = " " },
			{ .path = "guardian.ended_on", .before = N_("ENDED"), .how = PLAIN },
			{ .path = "guardian", .none = N_("no guardian") } } },
	{ N_("consent"),
		{ { .path = "consent.answer" }, { .path = "consent.by", .before = N_("by") },
			{ .path = "consent.asked_on", .how = PLAIN },
			{ .path = "consent.again_on", .before = N_("again"), .how = PLAIN },
			{ .path = "consent", .none = N_("consent is not asked") } } },
	{ N_("danger"),
		{ { .path = "risk_checked", .before = N_("way and place looked at:") },
			{ .path = "danger", .before = N_("danger note:") } } },
	{ N_("EMERGENCY"),
		{ { .path = "emergency" },
			{ .path = "agreed_by", .before = N_("agreed by"), .how = PLAIN },
			{ .path = "agreed_at", .how = TIME } } },
	{ N_("asks"),
		{ { .path = "asker" }, { .path = "scope", .before = N_("for") },
			{ .path = "asked_on", .before = N_("asked on"), .how = PLAIN },
			{ .path = "answer_by", .before = N_("answer by"), .how = PLAIN } } },
	{ N_("ground"),
		{ { .path = "ground" }, { .path = "lawyer", .before = N_("the lawyer says:") },
			{ .path = "told_her",
				.before = N_("she is told:"),
				.none = N_("whether she is told is not said") } } },
	{ N_("who looked"),
		{ { .path = "person", .how = PLAIN },
			{ .path = "of_office", .before = N_("of"), .how = PLAIN, .join = " " },
			{ .path = "opened_at", .before = N_("from"), .how = TIME },
			{ .path = "until", .before = N_("until"), .how = TIME } } },
	{ N_("reason"),
		{ { .path = "reason" }, { .path = "close_reason", .before = N_("closed:") },
			{ .path = "closed_on", .how = PLAIN, .join = ", " },
			{ .path = "keep_until",
				.before = N_("kept until"),
				.how = PLAIN,
				.none = N_("kept until no day") } } },
	{ N_("kept for"), { { .path = "holds" } } },
	{ N_("stays here"),
		{ { .path = "health_with", .before = N_("the health sheets, with"), .how = PLAIN },
			{ .path = "health" } } },
	{ N_("file"),
		{ { .path = "records", .before = N_("sealed records"), .how = PLAIN },
			{ .path = "keys", .before = N_("keys"), .how = PLAIN } } },
};

/* These say what the heading says, and the line of what is sealed. */
static const char *const said[] = { "code", "what", "sealed.version", "sealed.sha256" };

/* "flags" is the leaf of that path, and those of an array of that path. */
static bool is_of(const char *path, const char *wanted)
{
	size_t length = strlen(wanted);

	return strncmp(path, wanted, length) == 0 &&
		(path[length] == '\0' ||
			(path[length] == '.' && path[length + 1] >= '0' &&
				path[length + 1] <= '9'));
}

static const struct part *part_of(const char *path)
{
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		for (const struct part *part = lines[i].parts; part->path != NULL; part++)
			if (is_of(path, part->path))
				return part;
	return NULL;
}

/* ---- whether it can be told ---------------------------------------------------------------- */

static bool is_whole_number(const struct json *json, size_t i)
{
	const char *value = json_text(json, i);

	return json->leaves[i].type == JSON_IS_NUMBER && strlen(value) <= 18 &&
		strspn(value, "0123456789") == strlen(value);
}

static bool fits(const struct json *json, size_t i, enum how how)
{
	const enum json_type type = json->leaves[i].type;

	switch (how) {
	case WORD:
	case ANSWER:
	case PERSON:
		return type == JSON_IS_STRING || type == JSON_IS_EMPTY;
	case PLAIN:
		return type == JSON_IS_STRING || type == JSON_IS_NUMBER || type == JSON_IS_EMPTY;
	case TIME:
		return is_whole_number(json, i);
	case CHILD:
		return type == JSON_IS_TRUE || type == JSON_IS_FALSE;
	}
	return false;
}

int request_check_facts(const struct request *request, struct error *e)
{
	const struct json *content = &request->content;

	for (size_t i = 0; i < content->count; i++) {
		const struct part *part = part_of(json_path(content, i));

		if (part != NULL && content->leaves[i].type != JSON_IS_NULL &&
			!fits(content, i, part->how))
			return error_set(e, ERR_TAMPERED,
				"What is asked cannot be told: %s is not what it has to be.",
				json_path(content, i));
	}
	return 0;
}

/* ---- in lines ------------------------------------------------------------------------------ */

/* Whom nobody knows stands there by her number. */
static const char *person_of(const struct request *request, const char *person)
{
	const char *known, *name = NULL;

	for (size_t i = 0; (known = request_of(&request->askers, i, "person")) != NULL; i++)
		if (strcmp(known, person) == 0)
			name = request_of(&request->askers, i, "name");
	return name != NULL ? name : person;
}

static void say_value(struct text *out, const struct request *request, const char *value,
	const struct part *part)
{
	char at[DATE_TEXT];

	switch (part->how) {
	case WORD:
	case ANSWER:
		text_add(out, intl_word(strcmp(value, "not_asked") == 0 ? "not asked" : value));
		return;
	case TIME:
		date_day_time(at, strtoll(value, NULL, 10), app_me(request->view->app)->offset_min);
		text_add(out, at);
		return;
	case CHILD:
		text_add(out, strcmp(value, "true") == 0 ? _("a child") : _("no child"));
		return;
	case PLAIN:
		text_add(out, value);
		return;
	case PERSON:
		text_add(out, person_of(request, value));
		return;
	}
}

static void say_leaf(struct text *out, const struct request *request, size_t leaf,
	const struct part *part)
{
	const char *value = json_text(&request->content, leaf);

	if (part->how == ANSWER && strcmp(value, "yes") == 0) {
		text_add(out, _(part->before));
	} else if (part->how == ANSWER && strcmp(value, "no") == 0) {
		text_add(out, _(part->no));
	} else {
		if (part->before != NULL)
			text_addf(out, part->how == ANSWER ? "%s: " : "%s ", _(part->before));
		say_value(out, request, value, part);
	}
}

/* What is not there goes to `nones`, where the line is of nothing else. */
static void say_part(struct text *out, struct text *nones, const struct request *request,
	bool *shown, const struct part *part)
{
	const struct json *content = &request->content;
	bool more = false;

	for (size_t i = 0; i < content->count; i++) {
		enum json_type type = content->leaves[i].type;
		bool none = type == JSON_IS_NULL || type == JSON_IS_EMPTY;
		struct text *to = none && out->length == 0 ? nones : out;

		if (!is_of(json_path(content, i), part->path))
			continue;
		shown[i] = true;
		if (none && part->none == NULL)
			continue;
		if (to->length > 0)
			text_add(to, more ? ", " : part->join != NULL ? part->join : " . ");
		if (none)
			text_add(to, _(part->none));
		else if (more)
			say_value(to, request, json_text(content, i), part);
		else
			say_leaf(to, request, i, part);
		more = true;
	}
}

static void write_rest(struct request *request, const bool *shown)
{
	const struct json *content = &request->content;

	for (size_t i = 0; i < content->count; i++) {
		bool done = shown[i];

		for (size_t n = 0; n < sizeof said / sizeof *said; n++)
			done |= strcmp(json_path(content, i), said[n]) == 0;
		if (!done)
			paper_field(&request->paper, STYLE_WARN, json_path(content, i),
				content->leaves[i].type == JSON_IS_NULL ? _("nothing") :
									  json_text(content, i));
	}
}

void request_write_facts(struct request *request)
{
	bool shown[JSON_LEAVES] = { false };
	struct text text = { 0 }, nones = { 0 };

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		const bool loud = strcmp(lines[i].label, "EMERGENCY") == 0;

		text_clear(&text);
		for (const struct part *part = lines[i].parts; part->path != NULL; part++)
			say_part(&text, &nones, request, shown, part);
		if (text.length > 0)
			paper_field(&request->paper, loud ? STYLE_URGENT : STYLE_NORMAL,
				_(lines[i].label), text_string(&text));
	}
	if (nones.length > 0)
		paper_field(&request->paper, STYLE_NORMAL, _("not there"), text_string(&nones));
	write_rest(request, shown);
	text_done(&text);
	text_done(&nones);
}

/* ---- what has changed ---------------------------------------------------------------------- */

static const char *value_at(const struct json *json, const char *path)
{
	const char *value = json_value(json, path);

	return value != NULL ? value : "";
}

static void say_at(struct text *out, const struct request *request, const struct json *json,
	const char *path)
{
	static const struct part plain = { .how = PLAIN };
	const struct part *part = part_of(path);
	const char *value = json_value(json, path);

	if (value == NULL)
		text_add(out, _("nothing"));
	else
		say_value(out, request, value, part != NULL ? part : &plain);
}

/* As the line above it is called, and what stands before it there. */
static void say_name(struct text *out, const char *path)
{
	const struct part *part = part_of(path);

	for (size_t i = 0; part != NULL && i < sizeof lines / sizeof *lines; i++)
		if (part >= lines[i].parts &&
			part < lines[i].parts + sizeof lines[i].parts / sizeof *lines[i].parts)
			text_add(out, _(lines[i].label));
	if (part == NULL)
		text_add(out, path);
	else if (part->join != NULL && strcmp(part->join, "-") == 0)
		text_addf(out, _(", %s up to"), _(part[-1].before));
	else if (part->before != NULL && part->how != ANSWER)
		text_addf(out, ", %.*s", (int)strcspn(_(part->before), ":"), _(part->before));
	text_add(out, ": ");
}

static void say_change(struct text *out, const struct request *request, const struct json *before,
	const char *path)
{
	if (strcmp(path, "sealed.version") == 0)
		return; /* its hash is another, too */
	if (out->length > 0)
		text_add(out, ", ");
	if (strcmp(path, "sealed.sha256") == 0) {
		text_add(out, _("the sealed entry"));
		return;
	}
	say_name(out, path);
	say_at(out, request, &request->content, path);
	text_add(out, _(", was "));
	say_at(out, request, before, path);
}

size_t request_differs(const struct request *request, const struct json *before, struct text *out)
{
	const struct json *const both[] = { &request->content, before };
	size_t count = 0;

	for (size_t n = 0; n < 2; n++)
		for (size_t i = 0; i < both[n]->count; i++) {
			const char *path = json_path(both[n], i);

			if ((n == 1 && json_find(&request->content, path) >= 0) ||
				strcmp(value_at(before, path), value_at(&request->content, path)) ==
					0)
				continue;
			if (out != NULL)
				say_change(out, request, before, path);
			count++;
		}
	if (out != NULL && count == 0)
		text_add(out, _("nothing"));
	return count;
}
