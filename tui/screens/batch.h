/* batch.h: of the people who came at once, what triage does as well. */
#ifndef TUI_SCREENS_BATCH_H
#define TUI_SCREENS_BATCH_H

#include <stdint.h>

struct app;

/* Whoever is here sees to it that they are spoken to, if they are still of the version that she
 * saw. Returns effects. */
unsigned batch_take(struct app *app, const char *id, const char *code, int64_t version);
/* What a verb says that wants a case, translated. */
const char *batch_no_case(void);

#endif
