/* state.h: what struct app holds. Private to tui/app: screens, widgets and verbs see app.h only. */
#ifndef TUI_APP_STATE_H
#define TUI_APP_STATE_H

#include <time.h>

#include "tui/app/app.h"
#include "tui/app/choose.h"
#include "tui/app/complete.h"
#include "tui/app/lock.h"
#include "tui/app/log.h"
#include "tui/app/loop.h"
#include "tui/app/run.h"
#include "tui/app/spill.h"
#include "tui/term/pane.h"

struct alarms;
struct change_sent;
struct here;
struct initials;
struct input_event;
struct job;
struct keeping;
struct opening;
struct resume;
struct sent;
struct term;
struct waiting;

enum {
	APP_MESSAGES = 100, /* kept for :messages */
	APP_MESSAGE = 400, /* bytes of one */
	APP_UNDO = APP_AT_ONCE + 32,
	APP_DEPTH = 8, /* views over the tabs */
	APP_TABS = 10,
	APP_HELD = 128, /* keys that wait for a question or a form */
	APP_TRAIL = 16, /* steps that `[` can go back */
	APP_REASONS = 8 /* cases for which one was given lately */
};

struct message {
	enum say_level level;
	int64_t epoch_ms;
	char text[APP_MESSAGE];
};

struct done {
	int64_t event_id; /* 0: taken back */
	int group; /* 0: of none */
	char what[120];
};

/* For this case a reason was given, which serves until then (clock_now_ms()). */
struct reason_said {
	char subject[37];
	int64_t until;
};

/* One app_ask() under way; owned by the list in struct app until its answer. */
struct asking {
	struct asking *next;
	struct app *app;
	app_answer_fn *fn;
	void *who;
	bool change;
};

/* Whether people are woken, as api.escalation_watch() says. */
enum watch_state { WATCH_FINE = 0, WATCH_FAILS, WATCH_DOWN };

/* See app_expect(). */
struct expected {
	bool on, shown; /* ... the last line says so */
	bool lost; /* more was typed than is held */
	int64_t show_at; /* when it will say so; 0: not again */
	app_choice_fn *fn;
	void *who;
	struct held held[APP_HELD];
	size_t count;
};

struct app {
	const struct run_options *options;
	const struct conf *conf;
	struct log log;
	struct pg *pg;
	struct term *term; /* NULL from a shell */
	int64_t now; /* clock_now_ms() of this turn */
	unsigned effects; /* collected in this turn, carried out at its end */
	int exit_code;
	int pending; /* what app_begin() counted */
	bool ending; /* QUIT was asked for */
	bool json; /* a shell wants outcomes as JSON, and no other word on standard output */
	bool gone; /* the terminal hung up: nothing is written to it any more */
	bool suspending; /* stops at the end of the turn */
	bool stale; /* the frame says STALE: its seconds go on */
	int signals; /* signalfd */
	int64_t frame_due; /* when a word of the frame changes by itself; 0: never */
	int64_t first_due; /* when the first frame is painted at the latest; 0: it was */

	struct me me;
	char *offices_all, offices_home[16]; /* see app_offices(); NULL: not known yet */
	char mark[4096]; /* of the record, as the database gave it last; "" none */
	int64_t mark_at; /* when it was asked for */
	int64_t denied_at; /* since when each greeting was denied her; 0: it was not */
	const char *refused; /* N_(): how the database met last differs; NULL: it does not */
	struct asking *askings;
	int64_t touch_due; /* when they may be; 0: nothing touched */
	int64_t last_reload;
	int64_t poll_due; /* re-read although nothing was announced */

	struct view *tabs[APP_TABS]; /* open tab views, by their place in screens[] */
	struct view *stack[APP_DEPTH]; /* over the tab in front */
	size_t depth;
	int tab; /* place in screens[] of the tab in front; -1: none yet */
	int trail[APP_TRAIL]; /* tabs in the order they were visited */
	int trail_at, trail_end; /* where we are in it; -1: nowhere yet */
	bool veiled, preview;

	struct message messages[APP_MESSAGES];
	size_t said; /* how many were ever said */
	int64_t said_at; /* clock_now_ms() of the newest */
	bool showing; /* the newest is on the last line until the next key */
	struct done done[APP_UNDO];
	size_t done_count; /* how many were ever done */
	int groups; /* that were ever made */

	bool choosing;
	struct choose choose;
	app_choice_fn *choice_fn;
	void *choice_who;
	struct expected expected;
	struct spill spill;
	const struct view *of_line; /* opened by the line entered last; NULL: none is */
	struct complete complete;

	struct lock lock;
	bool shut_out; /* her login may not enter any more: nothing else is shown */
	struct vault *vault; /* NULL: never opened */

	struct job *jobs;
	struct change_sent *changes; /* that have no answer yet: change.h */
	int64_t inbox_count, inbox_urgent; /* items; -1: not known yet */
	int64_t alarm_count; /* children who are detained; -1: not known yet */
	int64_t approval_count; /* requests that wait on me; -1: not known yet */
	int64_t triage_count; /* cases that wait; -1: not known yet */
	int64_t inbox_at; /* when they were counted */
	int64_t watch_at; /* when it was asked whether people are woken; 0: never */
	struct rows *duty; /* who is on shift here; NULL: not known yet */
	int64_t duty_at; /* when that was asked; 0: never */
	int64_t asked_me; /* cases that somebody wants me to look at; -1: not known yet */
	enum watch_state watch;
	int64_t inbox_due; /* when they will be; 0: nothing asks for it */
	int64_t rang_at; /* clock_now_ms() of the last bell; 0: never */
	struct waiting *waiting; /* see app_when_live(); NULL: nobody waits */
	void (*at_end)(void *who); /* see app_at_end(); NULL: nothing is under way */
	void *at_end_who;
	int64_t timer_due; /* see app_after(); 0: nobody waits */
	app_timer_fn *timer_fn;
	void *timer_who;

	struct opening *openings; /* what is open and seen */
	struct reason_said reasons[APP_REASONS];
	struct keeping *keeping; /* the one under way; NULL */
	struct initials *initials; /* NULL: nobody has wanted any */
	struct alarms *alarms; /* NULL: nothing was found TAMPERED */
	struct resume *resume; /* NULL: the vault was never open */
	struct here *here; /* NULL: no case was open yet */
};

/* app.c: one turn. */
struct app *app_new(const struct run_options *options); /* NULL after saying why */
void app_free(struct app *app);
void app_event(struct app *app, const struct input_event *event);
void app_tick(struct app *app);
void app_carry_out(struct app *app); /* effects collected so far, but for painting */
void app_turn_end(struct app *app); /* ... and painting */
/* Nothing is painted yet: a first frame without its rows would be sent to be replaced at once. Not
 * for long, not where there is something to tell, and not before somebody who types. */
bool app_holds(const struct app *app);
/* Once the rows are there, not for long at all: their numbers come right behind them. */
void app_hurry(struct app *app);

/* views.c */
unsigned views_close_top(struct app *app);
/* What is typed into the view in front is text, whatever it would mean elsewhere. */
bool views_typed(const struct app *app);
/* The time between two polls; and the least of it, for a part is left to chance. */
int64_t views_poll_ms(const struct app *app);
int64_t views_poll_least_ms(const struct app *app);
void views_reload(struct app *app); /* asks what is in front again; OFFLINE: dials now */
void views_hear(struct app *app); /* the same for what others changed: load.h */
void views_changed(struct app *app, const char *id, int version); /* screen.h, at `changed` */
/* What was done to several records at once is done to this one: it is marked no more. */
void views_unmark(struct app *app, const char *id);
void views_count_inbox(struct app *app); /* the number of its tab, and what rings */
void views_close_all(struct app *app);

/* ask.c: the connection and who is here. */
/* As a person: hello is asked, changes are listened to. Otherwise as whoever the conninfo names,
 * with no deadline on long work. Returns 0, or -1 after saying why on standard error. */
int session_open(struct app *app, const struct run_options *options, bool as_person);
void session_close(struct app *app);
struct loop_source session_source(struct app *app);
/* LIVE, STALE 42s, OFFLINE since 02:39 (2m), with the style that repeats it. */
void session_words(const struct app *app, char *text, size_t size, enum style *style);
/* Why it is not LIVE, and when it tries again; "" when LIVE. */
void session_trouble(const struct app *app, char *text, size_t size);

/* greet.c: callbacks of pg_options that tell who is here, and whether it is the same database. */
int greet_ask(struct param *params, void *app);
int greet_answered(const struct answer *answer, void *app, struct error *e);
/* LIVE: asks for a new mark, as often as is polled, and, told, with each reading for news and after
 * a change of this console's own. What it was told until then, the database has to know when it is
 * met again. */
void greet_mark(struct app *app, bool told);

/* question.c */
/* True: a question is expected, and the key waits for it (or takes the asking back). */
bool question_hold(struct app *app, const struct input_event *event);
/* A key for the question that is open. */
void question_key(struct app *app, const struct input_event *event);
/* Answers it as one does who goes back. */
void question_leave(struct app *app);
void question_tick(struct app *app);

/* watch.c */
/* Moves on who is to be woken, and asks whether anybody is; seldom, however often it is called. */
void watch_ask(struct app *app);
/* What the first line says of it; "": all is well. */
const char *watch_words(const struct app *app);

/* frame.c: everything around the body. */
void frame_draw(struct app *app);

/* job.c */
bool job_unknown(const struct app *app); /* of a change it is not known whether it is saved */
/* Nobody will ask any more: to a shell that wants outcomes. */
void job_tell_unknown(const struct app *app);

/* live.c */
void live_forget(struct app *app, const void *who);
void live_tell(struct app *app); /* the line is back: all who wait, in their order */
void live_free(struct app *app);

/* say.c */
void say_plain(struct app *app, enum say_level level, const char *text);
/* Something new is on the screen: what was said for the old one, if only for information, is left
 * to :messages. */
void say_quiet(struct app *app);

#endif
