/* page.h: a screen that is one list: rows of one table, their number, a preview, a place where a
 * row leads. The state of such a screen begins with a struct page, its open() calls page_open()
 * with a struct page_kind, and the functions below stand in the slots of its struct screen. A
 * screen that has other lists too (board.c) tells by page_kind.front which one the cursor is on,
 * calls them where the page's own is in front, and their parts further below for the others. */
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

struct page;

struct page_kind {
	enum query rows; /* template of pages; $1 offices where scoped, then the limit */
	enum query count; /* template, the same without the limit: `n`, up to 1001; Q_NONE: none */
	void (*ask_counts)(struct page *page); /* asks for other numbers; NULL: there are none */
	struct window *(*front)(struct page *page); /* the list with the cursor; NULL: its own */
	bool scoped;
	int id_at, version_at, code_at; /* columns of the answer; -1: none */
	int case_at; /* the case that Enter opens and the preview shows; -1: neither */
	const struct peek_kind *peek; /* how that is previewed; NULL: peek_case */
	bool brief; /* its rows do not tell of each change of their case: see peek.h */
	int office_at; /* code of the office whose cases Enter lists; 0: none */
	const char *order; /* as typed after `sort`; NULL: the table's own */
	const char *always; /* a filter of the rows besides the one typed; NULL: none */
	const char *keep; /* as in struct list_look */
	/* As in struct list_look; NULL: no row has a sentence. */
	bool (*tells)(const struct list *list, int row, const struct cell_clock *clock, char *text,
		size_t size);
	bool counted; /* `total` is counted to its end, however high */
	const char *empty; /* N_(): why there is no row though nothing narrows */
	const char *others; /* ... for a role that does not work on cases; NULL: the same */
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
/* Opens a screen by the code of the row with the cursor, as if this verb (NULL: none) had been
 * given it. EFFECT_IGNORED: there is no row. */
unsigned page_go_to(struct view *view, const char *screen, const char *verb);
void page_status(const struct view *view, char *text, size_t size);
size_t page_targets(const struct view *view, struct target *targets, size_t n);
void page_changed(struct view *view, const char *id, int version);
struct listing *page_listing(struct view *view);
int64_t page_due(const struct view *view);
unsigned page_tick(struct view *view, int64_t now);

/* ---- the parts of these, for screens that have other lists too ----------------------------- */

/* The struct of which `who`, given to app_ask(), is the member `part`. */
#define PAGE_OF(who, type, part) ((type *)(void *)((char *)(who)-offsetof(type, part)))

/* Filter, order or scope are others: the list begins again at its head, its numbers are not known.
 * False: they are not. */
bool page_renew(struct page *page);
/* Drops what was asked: rows and numbers. */
void page_forget(struct page *page);
/* Asks for the rows of the page's own list. */
void page_ask(struct page *page);
/* Asks for what belongs to them, numbers and preview, unless that comes later: load.h. */
void page_ask_rest(struct page *page);
/* Takes the rows of one of the lists, or sees that they do not come. Returns effects. */
unsigned page_took(struct page *page, struct window *window, const struct answer *answer);
/* Where the row with the cursor leads. EFFECT_IGNORED: nowhere. */
unsigned page_enter(struct page *page);
/* Moves in the list with the cursor; EFFECT_IGNORED: not a key for that. */
unsigned page_move(struct page *page, const struct input_event *event);
/* Ends the hold of a list where that is due: true, what is drawn has to be drawn anew. */
bool page_settle(struct list *list, int64_t now);
/* The preview is of the row with the cursor. */
void page_follow(struct page *page);

/* Draws the preview, where there is room; returns what is left above it. */
struct pane page_draw_peek(struct page *page, struct pane *pane);
struct list_look page_look(const struct page *page);
/* What stands where no row is: loading, nothing matches, nothing of this scope, or `otherwise`
 * (untranslated); each with the key that helps. */
void page_empty(const struct page *page, const char *otherwise, char *text, size_t size);
/* listing_words() and what a load under way adds. */
void page_words(const struct page *page, const struct listing_facts *facts, char *text,
	size_t size);

#endif
