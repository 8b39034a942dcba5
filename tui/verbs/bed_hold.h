/* bed_hold: a bed for a case, or for several, until a time. Where the unit is closed somebody says
 * first that she is to be kept there: a line names a unit without showing that. */
#ifndef TUI_VERBS_BED_HOLD_H
#define TUI_VERBS_BED_HOLD_H

struct call;

/* The values of the verb. BED_CLOSED says it from a shell, that is not asked; in the console it is
 * asked all the same. BED_OPEN is no argument of it, so that no line gives it: a screen that shows
 * the unit says so that nobody is kept there. */
enum { BED_WHERE, BED_UNTIL, BED_DANGER, BED_CLOSED, BED_OPEN };

/* The case is given, or in front. Returns effects. */
unsigned bed_hold(struct call *call);

#endif
