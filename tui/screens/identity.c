/* Who she is: what is sealed of a case. */
#include "tui/intl.h"
#include "tui/screens/folder.h"

static const char *const hints[] = { "identity", "edit", "note", "veil", "back", "help", NULL };

const struct screen screen_identity = {
	.name = "identity",
	.title = N_("Identity"),
	.help = N_("What is sealed of a case. Each sheet is opened by itself, for a reason that "
		   "is kept with your name, and is gone after a minute, or when you leave. Tab "
		   "goes to the next."),
	.hints = hints,
	.topics = TOPIC_CASE,
	.size = sizeof(struct folder),
	.open = folder_open,
	.close = folder_close,
	.load = folder_load,
	.draw = folder_draw,
	.key = folder_key,
	.where = folder_where,
	.status = folder_status,
	.targets = folder_targets,
	.changed = folder_changed,
	.put_away = folder_put_away,
	.due = folder_due,
	.tick = load_tick,
};
