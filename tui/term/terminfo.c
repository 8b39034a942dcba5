#include "tui/term/terminfo.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

/* term(5), the format with numbers of 32 bits. */
enum { MAGIC = 01036, HEADER = 12, NUMBER = 4, ABSENT = 0xffff, ENTRY_MAX = 32768 };

/* The attributes that curses sets alone each, whatever their names promise. With the first
 * three of them it takes a blank for an erased cell. */
static const struct {
	attr_t attribute;
	const char *capability;
} attributes[TERMINFO_LOOKS] = { { A_BOLD, "bold" }, { A_DIM, "dim" }, { A_BLINK, "blink" },
	{ A_UNDERLINE, "smul" }, { A_REVERSE, "rev" }, { A_STANDOUT, "smso" },
	{ A_PROTECT, "prot" }, { A_INVIS, "invis" }, { A_HORIZONTAL, "ehhlm" }, { A_LEFT, "elhlm" },
	{ A_LOW, "elohlm" }, { A_RIGHT, "erhlm" }, { A_TOP, "ethlm" }, { A_VERTICAL, "evhlm" } };

/* A string of NULL: taken away, so that nothing but sgr0 ends a look. A bare line feed only goes
 * down, for our lines are not translated; curses does not dare to use it unless it looks like
 * something else. The first row and the first column need not be named to go there. No title is
 * ever set, so that none is to be kept. */
static const struct {
	const char *capability;
	const char *was; /* NULL: it does not matter */
	const char *string;
} changes[] = { { "sgr", NULL, NULL }, { "rmul", NULL, NULL }, { "rmso", NULL, NULL },
	{ "sgr0", NULL, "\033[m" }, { "cud1", NULL, "$<0>\n" },
	{ "cup", "\033[%i%p1%d;%p2%dH", "\033[%i%?%p1%{1}%>%t%p1%d%;%?%p2%{1}%>%t;%p2%d%;H" },
	{ "smcup", "\033[?1049h\033[22;0;0t", "\033[?1049h" },
	{ "rmcup", "\033[?1049l\033[23;0;0t", "\033[?1049l" } };

static const char *string_or_none(const char *capability)
{
	const char *string = tigetstr(capability);

	return string != NULL && string != (char *)-1 ? string : "";
}

/* Modes of xterm that mean another screen. What else is called so may only set up keys. */
static bool has_apart(void)
{
	static const char *const modes[] = { "\033[?1049", "\033[?1047", "\033[?47" };
	const char *begin = string_or_none("smcup"), *end = string_or_none("rmcup");

	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		const char *on = strstr(begin, modes[i]), *off = strstr(end, modes[i]);
		size_t length = strlen(modes[i]);

		if (on != NULL && on[length] == 'h' && off != NULL && off[length] == 'l')
			return true;
	}
	return false;
}

bool terminfo_has(const char *type, struct terminfo_kind *kind)
{
	TERMINAL *open = cur_term;
	const char *place;
	int error;

	if (setupterm(type, STDERR_FILENO, &error) != OK)
		return false;
	place = string_or_none("cup");
	kind->places = *place != '\0';
	kind->ansi = strncmp(place, "\033[", 2) == 0;
	kind->apart = has_apart();
	del_curterm(cur_term);
	if (open != NULL)
		set_curterm(open);
	return true;
}

bool terminfo_is(const struct terminfo *wanted)
{
	for (size_t i = 0; i < TERMINFO_LOOKS; i++) {
		const char *string = tigetstr(attributes[i].capability);

		if (wanted->looks[i][0] != '\0' &&
			(string == NULL || string == (char *)-1 ||
				strcmp(string, wanted->looks[i]) != 0))
			return false;
	}
	return true;
}

unsigned long terminfo_attribute(int at)
{
	return attributes[at].attribute;
}

static const char *string_of(const char *capability, const struct terminfo *wanted)
{
	const char *string;

	for (size_t i = 0; i < TERMINFO_LOOKS; i++)
		if (strcmp(attributes[i].capability, capability) == 0)
			return wanted->looks[i];
	string = tigetstr(capability);
	if (string == (char *)-1)
		string = NULL;
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
		if (strcmp(changes[i].capability, capability) == 0 &&
			(changes[i].was == NULL ||
				(string != NULL && strcmp(changes[i].was, string) == 0)))
			return changes[i].string;
	return string;
}

static int number_of(const char *capability, const struct terminfo *wanted)
{
	if (strcmp(capability, "lines") == 0)
		return wanted->rows;
	return strcmp(capability, "cols") == 0 ? wanted->cols : tigetnum(capability);
}

static size_t count(const char *const *names)
{
	size_t n = 0;

	while (names[n] != NULL)
		n++;
	return n;
}

static size_t put(unsigned char *entry, size_t at, size_t bytes, unsigned value)
{
	for (size_t i = 0; i < bytes; i++)
		entry[at + i] = (unsigned char)(value >> 8 * i);
	return at + bytes;
}

/* Writes the strings' places from `at` on and the strings behind them; returns the end. */
static size_t put_strings(unsigned char *entry, size_t at, const struct terminfo *wanted)
{
	size_t n = count(strnames), table = at + 2 * n, end = table;

	for (size_t i = 0; i < n; i++) {
		const char *string = string_of(strnames[i], wanted);
		size_t size = string != NULL ? strlen(string) + 1 : 0;

		if (size == 0 || end + size > ENTRY_MAX) {
			at = put(entry, at, 2, ABSENT);
			continue;
		}
		at = put(entry, at, 2, (unsigned)(end - table));
		memcpy(entry + end, string, size);
		end += size;
	}
	return end;
}

/* The open description in the format of a file, of which it returns the length. */
static size_t put_entry(unsigned char *entry, const struct terminfo *wanted)
{
	size_t flags = count(boolnames), numbers = count(numnames), strings = count(strnames);
	size_t size = strlen(wanted->type) + 1, at = HEADER, end;

	memcpy(entry + at, wanted->type, size);
	at += size;
	for (size_t i = 0; i < flags; i++)
		at = put(entry, at, 1, tigetflag(boolnames[i]) > 0);
	if (at % 2 != 0)
		at = put(entry, at, 1, 0);
	for (size_t i = 0; i < numbers; i++)
		at = put(entry, at, NUMBER, (unsigned)number_of(numnames[i], wanted));
	end = put_strings(entry, at, wanted);
	put(entry, 0, 2, MAGIC);
	put(entry, 2, 2, (unsigned)size);
	put(entry, 4, 2, (unsigned)flags);
	put(entry, 6, 2, (unsigned)numbers);
	put(entry, 8, 2, (unsigned)strings);
	put(entry, 10, 2, (unsigned)(end - at - 2 * strings));
	return end;
}

char *terminfo_refined(const struct terminfo *wanted)
{
	static const char kind[] = "hex:";
	unsigned char *entry = calloc(1, ENTRY_MAX);
	char *text = NULL;
	int error;

	if (entry != NULL && setupterm(wanted->type, STDERR_FILENO, &error) == OK) {
		size_t length = put_entry(entry, wanted);

		text = malloc(sizeof kind + 2 * length);
		for (size_t i = 0; text != NULL && i < length; i++)
			snprintf(text + sizeof kind - 1 + 2 * i, 3, "%02x", entry[i]);
		if (text != NULL)
			memcpy(text, kind, sizeof kind - 1);
		del_curterm(cur_term);
	}
	free(entry);
	return text;
}
