/*
 * What curses knows of a terminal, and what we make of it. Apart from the rest because <term.h> has
 * a `struct term` of its own. For screen*.c only.
 *
 * A description leaves curses no choice but to name the character set with every attribute, to end
 * a colour before it ends all, and to set one after the other: half of what a styled word costs.
 * So for terminals that speak ANSI (ECMA-48) curses is given a description in which each of its
 * attributes stands for one look as a whole, colour included, and is set by one sequence.
 */
#ifndef TUI_TERM_TERMINFO_H
#define TUI_TERM_TERMINFO_H

#include <stdbool.h>

/* The first three looks must show nothing on a blank: curses may erase it instead. */
enum { TERMINFO_LOOKS = 14, TERMINFO_SEQUENCE = 16 };

struct terminfo_kind {
	bool places; /* it can place the cursor at all */
	bool ansi; /* it speaks ANSI */
	bool apart; /* it has a screen apart: term_leaves_nothing() in screen.h */
};

/* Is a description of this terminal type installed? (newterm() leaks when there is none.) Tells
 * also what kind it is. A terminal that is open stays so. */
bool terminfo_has(const char *type, struct terminfo_kind *kind);

/* Curses' attribute (attr_t) that stands for looks[at]. */
unsigned long terminfo_attribute(int at);

/*
 * The description of `type`, which is installed and ANSI, for a screen of this size and with these
 * sequences for the looks: a value for $TERMINFO. The caller frees it; NULL: no memory.
 */
struct terminfo {
	const char *type;
	int rows, cols;
	char looks[TERMINFO_LOOKS][TERMINFO_SEQUENCE];
};
char *terminfo_refined(const struct terminfo *wanted);

/* Has curses opened that description? Where it trusts no environment (a program with rights of its
 * own) or cannot read one in hexadecimal, it opens the installed one and does not say so. */
bool terminfo_is(const struct terminfo *wanted);

#endif
