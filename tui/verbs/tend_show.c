/* What a custodian is shown before she says yes. Who works where is the server's word, so that all
 * that is new by what she has given herself stands last, right above the question. */
#include "tui/verbs/tend_int.h"

#include <stdio.h>
#include <string.h>

#include "tui/intl.h"
#include "tui/term/cells.h"

static void show(const char *text)
{
	char safe[1024];

	cells_safe(safe, sizeof safe, text, strlen(text), -1);
	printf("%s\n", safe);
}

static const struct {
	enum ring_reader reader;
	const char *words;
} groups[] = {
	{ RING_READER_KNOWN, N_("  as before:") },
	{ RING_READER_OTHER_KEYS, N_("  NEW KEYS since you gave them one. Did they tell you?") },
	{ RING_READER_NEW_HERE,
		N_("  NEW HERE: this key you never gave them. Do they work here now?") },
	{ RING_READER_NEW,
		N_("  NEW: you never gave them any key. Do you know them? Do they work here?") },
	{ RING_READER_BACK,
		N_("  BACK: the last key was made without them. Why are they here again?") },
};
enum { GROUPS = sizeof groups / sizeof *groups };

/* Of those who get the key: all where the realm is turned, else who lacks a letter. */
static bool is_in(const struct tend *tend, int row, bool turn, enum ring_reader reader)
{
	const char *person = rows_field(tend->needs, row, "person");
	struct ring *ring = tend->holder.ring;
	enum ring_reader is = strcmp(person, tend->holder.person) == 0 ?
		RING_READER_KNOWN :
		ring_reader(ring, tend_realm(tend, row), person);

	return (turn || tend_lacks(tend, row)) && is == reader &&
		directory_person(ring_directory(ring), person) != NULL;
}

/* By the directory, not by what the server calls her. */
static void show_reader(const struct tend *tend, int row)
{
	const struct directory_person *person = directory_person(ring_directory(tend->holder.ring),
		rows_field(tend->needs, row, "person"));
	char words[PERSON_WORDS_TEXT], line[400];

	person_words(person->id, person->number, person->login, person->box, person->sign, words);
	snprintf(line, sizeof line, "    %-24s %s", person->login, words);
	show(line);
}

static int show_group(const struct tend *tend, int from, bool turn, size_t group)
{
	int end = tend_behind(tend, from), count = 0;

	for (int row = from; row < end; row++) {
		if (!is_in(tend, row, turn, groups[group].reader))
			continue;
		if (count++ == 0)
			show(_(groups[group].words));
		show_reader(tend, row);
	}
	return count;
}

/* ---- who had the key, and gets the next no more ---------------------------------------------- */

static bool is_listed(const struct tend *tend, int from, const char *person)
{
	int end = tend_behind(tend, from);

	for (int row = from; row < end; row++)
		if (strcmp(rows_field(tend->needs, row, "person"), person) == 0)
			return true;
	return false;
}

/* The next of them; *at is 0 before the first. */
static const struct directory_person *left_out(const struct tend *tend, int from, size_t *at)
{
	const struct directory *directory = ring_directory(tend->holder.ring);
	const struct directory_person *keys;

	while ((keys = directory_keys_at(directory, (*at)++)) != NULL) {
		const struct directory_person *next = directory_keys_at(directory, *at);
		enum ring_reader is =
			ring_reader(tend->holder.ring, tend_realm(tend, from), keys->id);

		if ((is == RING_READER_KNOWN || is == RING_READER_OTHER_KEYS) &&
			(next == NULL || strcmp(next->id, keys->id) != 0) &&
			!is_listed(tend, from, keys->id))
			return keys;
	}
	return NULL;
}

int tend_leave_out(struct tend *tend, struct error *e)
{
	const struct directory_person *person;
	size_t at = 0;
	int r = 0;

	while (r == 0 && (person = left_out(tend, tend->at, &at)) != NULL)
		r = ring_left_out(tend->holder.ring, tend_realm(tend, tend->at), person->id, e);
	return r;
}

static void show_left_out(const struct tend *tend, int from)
{
	const struct directory_person *person;
	char line[400];
	size_t at = 0;
	int count = 0;

	while ((person = left_out(tend, from, &at)) != NULL) {
		if (count++ == 0)
			show(_("  no more, though you gave them the key before:"));
		snprintf(line, sizeof line, "    %s", person->login);
		show(line);
	}
	if (count == 0)
		show(_("  Nobody to whom you gave it before is left out."));
}

/* ---- all of it ------------------------------------------------------------------------------- */

/* Returns how many are new in some way. */
static int show_realm(const struct tend *tend, int row, bool turn)
{
	char line[400];
	int count = 0;

	snprintf(line, sizeof line,
		turn ? _("%s: gets a new key, which only these will have:") :
		       _("%s: its key goes to"),
		tend_name(tend, row));
	show(line);
	for (size_t group = 0; group < GROUPS; group++) {
		int shown = show_group(tend, row, turn, group);

		if (groups[group].reader != RING_READER_KNOWN)
			count += shown;
		else if (turn && rows_field_int(tend->needs, row, "epoch") > 0)
			show_left_out(tend, row);
	}
	return count;
}

bool tend_show(struct tend *tend)
{
	bool any = false;
	int end, count = 0;

	for (int row = 0; row < rows_count(tend->needs); row = end) {
		bool turn = tend_to_turn(tend, row);

		end = tend_behind(tend, row);
		if (tend_name(tend, row) == NULL || !tend_is_wanted(tend, row) ||
			(!turn && tend_count_lacking(tend, row, end) == 0))
			continue;
		any = true;
		count += show_realm(tend, row, turn);
	}
	if (count > 0)
		printf(ngettext("%d name above is NEW to you. Say yes only if you know that it "
				"belongs there.\n",
			       "%d names above are NEW to you. Say yes only if you know that each "
			       "belongs there.\n",
			       (unsigned long)count),
			count);
	return any;
}
