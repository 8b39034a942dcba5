/* What was on the screen and is not to be any more. */
#include "tui/app/state.h"

#include <string.h>

#include "tui/term/screen.h"

enum { SCRUBBED = 192 << 10 /* bytes of the stack: several times what drawing takes */ };

/* What was drawn has passed through here. */
static void __attribute__((noinline)) scrub_stack(void)
{
	char below[SCRUBBED];

	explicit_bzero(below, sizeof below);
}

void app_unshow(struct app *app)
{
	if (app->term != NULL)
		term_forget(app->term);
	scrub_stack();
	app->effects |= EFFECT_REDRAW;
}
