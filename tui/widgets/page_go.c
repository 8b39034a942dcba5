#include "tui/widgets/page.h"

#include <string.h>

#include "tui/app/app.h"

unsigned page_go_to(struct view *view, const char *screen, const char *verb)
{
	const struct page *page = view->state;
	const struct list_item *item = list_focused(&page->list);
	const struct call call = { .app = view->app,
		.view = view,
		.verb = verb != NULL ? verb_find(verb, strlen(verb), NULL) : NULL,
		.value = { item != NULL ? item->code : NULL } };

	return item != NULL ? app_open(view->app, screen_find(screen), &call) : EFFECT_IGNORED;
}
