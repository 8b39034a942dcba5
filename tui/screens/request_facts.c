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
	SHORT, /* the first digits of a hash */
};

struct part {
	const char *path; /* NULL ends them */
	const char *before; /* N_(): stands before it; NULL: nothing does */
	enum how how;
	const char *none; /* N_(): where it is null; NULL: nothing is said */
	bool joins; /* a dash stands before it, and not a dot */
};

struct fact_line {
	const char *label; /* N_() */
	struct part parts[10];
};

static const struct fact_line lines[] = {
	{ N_("who"),
		{ { .path = "case", .how = PLAIN },
			{ .path = "child", .how = CHILD, .none = N_("perhaps a child") },
			{ .path = "sex", .none = N_("sex not known") },
			{ .path = "age_low",
				.before = N_("age"),
				.how = PLAIN,
				.none = N_("age not known") },
			{ .path = "age_high", .how = PLAIN, .joins = true },
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
		{ { .path = "office", .how = PLAIN }, { .path = "origin" },
			{ .path = "to_office", .before = N_("to"), .how = PLAIN },
			{ .path = "place", .how = PLAIN }, { .path = "place_kind" },
			{ .path = "place_country", .how = PLAIN },
			{ .path = "with", .before = N_("belongs to"), .how = PLAIN } } },
	{ N_("why, when"),
		{ { .path = "purpose" }, { .path = "urgency" },
			{ .path = "leave_at", .before = N_("leaves"), .how = TIME },
			{ .path = "escort", .before = N_("with") },
			{ .path = "despite", .before = N_("WITHOUT HER CONSENT:") } } },
	{ N_("bed"),
		{ { .path = "bed.unit", .how = PLAIN }, { .path = "bed.name" },
			{ .path = "bed.sex" },
			{ .path = "bed.age_low", .before = N_("age"), .how = PLAIN },
			{ .path = "bed.age_high", .how = PLAIN, .joins = true },
			{ .path = "bed.regime" },
			{ .path = "bed.held_until", .before = N_("held until"), .how = TIME },
			{ .path = "bed", .none = N_("none is held") } } },
	{ N_("her wish"),
		{ { .path = "wish.answer" }, { .path = "wish.about", .before = N_("about") },
			{ .path = "wish.asked_on", .before = N_("asked"), .how = PLAIN },
			{ .path = "wish.lang", .before = N_("in"), .how = PLAIN },
			{ .path = "wish.own_language", .before = N_("her own language:") },
			{ .path = "wish.alone", .before = N_("alone:") },
			{ .path = "wish", .none = N_("not asked") } } },
	{ N_("best interest"),
		{ { .path = "interest.decided" }, { .path = "interest.kind" },
			{ .path = "interest.about", .before = N_("about") },
			{ .path = "interest.decided_on", .how = PLAIN },
			{ .path = "interest.panel", .before = N_("people:"), .how = PLAIN },
			{ .path = "interest.options", .before = N_("ways:"), .how = PLAIN },
			{ .path = "interest.review_on", .before = N_("again"), .how = PLAIN },
			{ .path = "interest", .none = N_("not decided") } } },
	{ N_("guardian"),
		{ { .path = "guardian.kind" },
			{ .path = "guardian.begun_on", .before = N_("since"), .how = PLAIN },
			{ .path = "guardian.cleared", .before = N_("cleared:") },
			{ .path = "guardian.cleared_on", .how = PLAIN },
			{ .path = "guardian.ended_on", .before = N_("ended"), .how = PLAIN },
			{ .path = "guardian", .none = N_("none") } } },
	{ N_("consent"),
		{ { .path = "consent.answer" }, { .path = "consent.by", .before = N_("by") },
			{ .path = "consent.asked_on", .how = PLAIN },
			{ .path = "consent.again_on", .before = N_("again"), .how = PLAIN },
			{ .path = "consent", .none = N_("not asked") } } },
	{ N_("danger"),
		{ { .path = "risk_checked", .before = N_("way and place looked at:") },
			{ .path = "danger", .before = N_("danger note:") } } },
	{ N_("EMERGENCY"),
		{ { .path = "emergency" },
			{ .path = "agreed_by", .before = N_("agreed by"), .how = PLAIN },
			{ .path = "agreed_at", .how = TIME } } },
	{ N_("file"),
		{ { .path = "keys", .before = N_("keys"), .how = PLAIN },
			{ .path = "sealed.version",
				.before = N_("sealed entry, version"),
				.how = PLAIN },
			{ .path = "sealed.sha256", .how = SHORT } } },
};

/* Of a request these say what the heading says. */
static const char *const said[] = { "code", "what" };

/* "flags" is the leaf of that path, and those of an array of that path. */
static bool is_of(const char *path, const char *wanted)
{
	size_t length = strlen(wanted);

	return strncmp(path, wanted, length) == 0 &&
		(path[length] == '\0' ||
			(path[length] == '.' && path[length + 1] >= '0' &&
				path[length + 1] <= '9'));
}

static void say_value(struct text *out, const struct request *request, size_t leaf,
	const struct part *part)
{
	const char *value = json_text(&request->content, leaf);
	char at[DATE_TEXT];

	switch (part->how) {
	case WORD:
		text_add(out, intl_word(strcmp(value, "not_asked") == 0 ? "not asked" : value));
		return;
	case TIME:
		date_day_time(at, strtoll(value, NULL, 10), app_me(request->view->app)->offset_min);
		text_add(out, at);
		return;
	case CHILD:
		text_add(out, strcmp(value, "true") == 0 ? _("a child") : _("no child"));
		return;
	case SHORT:
		text_addf(out, "%.8s", value);
		return;
	case PLAIN:
		text_add(out, value);
		return;
	}
}

static void say_part(struct text *out, const struct request *request, bool *shown,
	const struct part *part)
{
	const struct json *content = &request->content;
	bool more = false;

	for (size_t i = 0; i < content->count; i++) {
		enum json_type type = content->leaves[i].type;
		bool none = type == JSON_IS_NULL || type == JSON_IS_EMPTY;

		if (!is_of(json_path(content, i), part->path))
			continue;
		shown[i] = true;
		if (none && part->none == NULL)
			continue;
		text_add(out, out->length == 0 ? "" : more ? ", " : part->joins ? "-" : " . ");
		more = true;
		if (none) {
			text_add(out, _(part->none));
			continue;
		}
		if (part->before != NULL)
			text_addf(out, "%s ", _(part->before));
		say_value(out, request, i, part);
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
	struct text text = { 0 };

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		const bool loud = strcmp(lines[i].label, "EMERGENCY") == 0;

		text_clear(&text);
		for (const struct part *part = lines[i].parts; part->path != NULL; part++)
			say_part(&text, request, shown, part);
		if (text.length > 0)
			paper_field(&request->paper, loud ? STYLE_URGENT : STYLE_NORMAL,
				_(lines[i].label), text_string(&text));
	}
	write_rest(request, shown);
	text_done(&text);
}

/* ---- what has changed ---------------------------------------------------------------------- */

static const char *value_at(const struct json *json, const char *path)
{
	const char *value = json_value(json, path);

	return value != NULL ? value : _("nothing");
}

static void say_change(char *text, size_t size, const struct json *before, const struct json *now,
	const char *path, bool first)
{
	size_t used = strlen(text);
	const bool sealed = strcmp(path, "sealed.sha256") == 0;

	if (strcmp(path, "sealed.version") == 0)
		return; /* its hash is another, too */
	if (sealed)
		snprintf(text + used, size - used, _("%sthe sealed entry"), first ? "" : ", ");
	else
		snprintf(text + used, size - used, _("%s%s: %s, was %s"), first ? "" : ", ", path,
			value_at(now, path), value_at(before, path));
}

size_t request_differs(const struct json *before, const struct json *now, char *text, size_t size)
{
	const struct json *const both[] = { now, before };
	size_t count = 0;

	text[0] = '\0';
	for (size_t n = 0; n < 2; n++)
		for (size_t i = 0; i < both[n]->count; i++) {
			const char *path = json_path(both[n], i);

			if ((n == 1 && json_find(now, path) >= 0) ||
				strcmp(value_at(before, path), value_at(now, path)) == 0)
				continue;
			say_change(text, size, before, now, path, text[0] == '\0');
			count++;
		}
	if (count == 0)
		text_copy(text, size, _("nothing"));
	return count;
}
