/* page.h: a screen that is one list: rows of one table, their number, a preview, a place where a
 * row leads. The state of such a screen begins with a struct page, its open() calls page_open()
 * with a struct page_kind, and the functions below stand in the slots of its struct screen. */
#ifndef TUI_WIDGETS_PAGE_H
#define TUI_WIDGETS_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "embedded.h"
#include "tui/widgets/list.h"
#include "tui/widgets/listing.h"
#include "tui/widgets/load.h"
#include "tui/widgets/peek.h"
#include "tui/widgets/window.h"

struct page_kind {
	enum query rows; /* template of pages; $1 offices where scoped, then the limit */
	enum query count; /* template, the same without the limit: `n`, up to 1001; Q_NONE: none */
	bool scoped;
	int id_at, version_at, code_at; /* columns of the answer; -1: none */
	int case_at; /* the case that Enter opens and the preview shows; -1: neither */
	int office_at; /* code of the office whose cases Enter lists; 0: none */
	const char *order; /* as typed after `sort`; NULL: the table's own */
	const char *empty; /* N_(): why there is no row though nothing narrows */
};

struct page {
	const struct page_kind *kind;
	struct view *view;
	struct listing listing;
	struct list list;
	struct window window;
	struct load load;
	struct peek peek;
	int64_t matched, total; /* -1: not known */
	bool least; /* matched was not counted to its end */
};

/* 0, or -1 after saying what is wrong with the call. */
int page_open(struct view *view, const struct page_kind *kind, const struct call *call);

void page_close(struct view *view);
void page_load(struct view *view);
void page_draw(struct view *view, struct pane *pane);
unsigned page_key(struct view *view, const struct input_event *event);
void page_status(const struct view *view, char *text, size_t size);
size_t page_targets(const struct view *view, struct target *targets, size_t n);
struct listing *page_listing(struct view *view);
int64_t page_due(const struct view *view);
unsigned page_tick(struct view *view, int64_t now);

/* ---- for other list screens ---------------------------------------------------------------- */

/* The struct of which `who`, given to app_ask(), is the member `part`. */
#define PAGE_OF(who, type, part) ((type *)(void *)((char *)(who)-offsetof(type, part)))

/* Opens the case of a row. */
unsigned page_open_case(struct app *app, const char *code);
/* Whose records are shown at first: as configured. */
void page_start_scope(const struct view *view, struct listing *listing);
/* The first value of a call, if any, is the filter. 0, or -1 after saying what is wrong with it. */
int page_take_filter(struct view *view, struct listing *listing, const struct call *call);
/* What stands where no row is: loading, nothing matches, nothing of this scope, or `otherwise`
 * (untranslated); each with the key that helps. */
void page_empty(const struct view *view, const struct listing *listing, const char *otherwise,
	char *text, size_t size);
/* listing_words() and what a load under way adds. */
void page_words(const struct view *view, const struct listing *listing,
	const struct listing_facts *facts, char *text, size_t size);
/* The earlier of two times of which 0 is never. */
int64_t page_earlier(int64_t one, int64_t other);

#endif
