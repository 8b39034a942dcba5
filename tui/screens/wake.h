/* wake.h: the screen `wake`: what its two files share. Included by them alone. */
#ifndef TUI_SCREENS_WAKE_H
#define TUI_SCREENS_WAKE_H

#include "db/base/uuid.h"
#include "tui/app/opening.h"
#include "tui/app/subject.h"
#include "tui/widgets/load.h"
#include "tui/widgets/paper.h"

enum { WAKE_LANGUAGE = 16 };

struct wake;

/* Whose answers are dropped with each load, but not the question about a danger. */
struct wake_asks {
	struct wake *wake;
};

struct wake {
	struct view *view;
	struct wake_asks asks;
	struct subject subject; /* the case */
	char language[WAKE_LANGUAGE]; /* ""; the case's */
	struct rows *rows; /* wake */
	struct load load;
	struct paper paper;
	struct opening opening;
	bool calling; /* a telephone is shown, and what came of it is awaited */
	char party[UUID_TEXT], code[16], kind[32]; /* whose */
	char danger[32]; /* what is done about a danger that is known of it; "": none is */
};

/* wake_draw.c: the list; the telephone that is open. */
void wake_write_list(struct wake *wake);
void wake_write_call(struct wake *wake);
/* Of a row on the paper: rows have no number of their own that would stay. */
int64_t wake_key(const struct rows *rows, int row);

#endif
