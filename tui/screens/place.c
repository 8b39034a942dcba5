/* One place: what is known of it in clear, and its name and address, which are sealed. */
#include "tui/intl.h"
#include "tui/screens/folder.h"

static const char *const hints[] = { "edit", "danger", "veil", "back", "help", NULL };

const struct screen screen_place = {
	.name = "place",
	.title = N_("Place"),
	.help = N_("A place where somebody can be brought. o opens its name and address, for a "
		   "reason that is kept with your name; they are gone after a minute, or when you "
		   "leave, as is what a danger note says. e edits the part that has the cursor, D "
		   "writes a danger note. Below are its units with their beds, and who has one: "
		   "Enter there says what becomes of it. Tab goes to the next part."),
	.hints = hints,
	.topics = TOPIC_CASE | TOPIC_OFFICE,
	.size = sizeof(struct folder),
	.one = true,
	.open = folder_open,
	.close = folder_close,
	.load = folder_load,
	.draw = folder_draw,
	.key = folder_key,
	.where = folder_where,
	.targets = folder_targets,
	.status = folder_status,
	.changed = folder_changed,
	.put_away = folder_put_away,
	.due = folder_due,
	.tick = load_tick,
};
