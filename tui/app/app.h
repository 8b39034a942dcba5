/* app.h: the running console: who is here, what is open, what is said.
 *
 * One struct app lives from main() to the end. Screens and verbs reach the database, the messages
 * and each other only through the functions below. Nothing here waits. */
#ifndef TUI_APP_APP_H
#define TUI_APP_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "conf/conf.h"
#include "db/param.h"
#include "db/pg.h"
#include "db/row.h"
#include "tui/app/screen.h"
#include "tui/app/verb.h"

/* The contract of this program, which api.contract() must cover: sql/api/hello.sql. */
enum { APP_CONTRACT = 1 };

/* Who is at the keyboard, as api.hello told at the last connect. Empty until then. */
struct me {
	int staff_id;
	char login[64], name[64];
	char roles[160]; /* for the eye: "night, officer" */
	char office[32]; /* short name of the home office */
	int office_id;
	bool read_only; /* the database says so, or serves other programs than this one */
	bool peeks; /* her role looks into cases */
	bool referred; /* ... sees what was referred to another organisation, and no case */
	unsigned may; /* of enum verb_flag those that her role and this program are for */
	bool other_version; /* ... the latter: then nothing at all is changed from here */
	int offset_min; /* the home office's zone, minutes east of UTC */
	char zone[40];
	char language[4]; /* in which the home office answers the telephone; "": not known */
	int64_t clock_offset_ms; /* server epoch ms minus clock_now_ms() */
	int64_t frozen_ms; /* server clock overridden: always this epoch ms; 0: it runs */
	char system_id[32];
	int generation;
	bool known; /* hello was answered without a refusal */
};

enum say_level { SAY_INFO = 0, SAY_WARN, SAY_ERROR };

/* What the shell hands back; stable, documented in README.md. */
enum exit_code {
	EXIT_DONE = 0,
	EXIT_REFUSED = 1, /* the database refused, or something failed */
	EXIT_USAGE = 2, /* the words are off */
	EXIT_OFFLINE = 3, /* no database */
	EXIT_UNKNOWN = 4 /* a change was sent and its outcome is not known */
};

struct app;
struct host;
struct term;

/* ---- the wall clock ---- */

/* Epoch ms by the server's clock; 0 until the first connect. */
int64_t app_epoch_ms(const struct app *app);
int64_t app_now(const struct app *app); /* clock_now_ms() of this turn */

/* ---- asking the database ---- */

/* Called exactly once per asking, never after the owner is gone. rows are borrowed: rows_ref()
 * to keep them. Returns effects. */
typedef unsigned app_answer_fn(void *who, const struct answer *answer);

/* Asks one prepared question. `who` is also the owner: app_forget(app, who) drops its answers, and
 * the question back to the person that it has open.
 * Returns 0 or a negative enum err (then fn is not called). */
int app_ask(struct app *app, enum query query, const struct param *params, size_t count,
	app_answer_fn *fn, void *who);
/* The same for a template (`query`) whose text filter_expand() has made. */
int app_ask_text(struct app *app, enum query query, const char *sql, const struct param *params,
	size_t count, app_answer_fn *fn, void *who);
/* A change: its outcome may be unknown when the line is lost (ERR_UNKNOWN). See job.h. */
int app_change(struct app *app, enum query query, const struct param *params, size_t count,
	app_answer_fn *fn, void *who);
/* Calls fn once when the line is back: where the answer to a change was lost, to ask what became
 * of it. A shell waits for that as long as for any unknown change. Each `who` once; app_forget()
 * takes it back. */
typedef void app_live_fn(void *who);
void app_when_live(struct app *app, app_live_fn *fn, void *who);
void app_forget(struct app *app, void *who);
/* From a shell, for a verb that runs until it is ended: calls fn once after so many ms. One at a
 * time. */
typedef void app_timer_fn(void *who);
void app_after(struct app *app, int ms, app_timer_fn *fn, void *who);
/* From a shell: what is under way is dropped so where the program ends before it; NULL: nothing is
 * any more. One at a time. */
void app_at_end(struct app *app, void (*drop)(void *who), void *who);
/* A line of the log at level info: our own words and codes only, see log.h. */
void app_log(const struct app *app, const char *event, const char *code);

const struct me *app_me(const struct app *app);
/* The offices of a scope, as a PostgreSQL array literal "{1,2}"; borrowed. */
const char *app_offices(const struct app *app, enum scope scope);
const struct conf *app_conf(const struct app *app);
/* NULL from a shell. Screens read its size, nothing else of it. */
struct term *app_term(const struct app *app);
const struct host *app_host(const struct app *app);
/* The connection itself, for verbs that are about it. */
struct pg *app_pg(struct app *app);
/* The database answers: what is asked goes out at once. */
bool app_is_live(const struct app *app);
/* What is shown may be old: the line is gone, or nothing was read for long. */
bool app_is_stale(const struct app *app);

/* ---- saying ---- */

/* Stays on the last line until the next key and is kept in :messages. From a shell: a line on
 * standard error (INFO: standard output), and WARN and ERROR set the exit code to EXIT_REFUSED. */
void app_say(struct app *app, enum say_level level, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* What is on the last line goes, and is kept in :messages: something in its place says it. */
void app_say_no_more(struct app *app);
/* Goes on with what was said in this turn; where nothing was, says it by itself. text: translated,
 * a blank before it. */
void app_say_more(struct app *app, const char *text);
/* The n-th latest message, 0 the newest; NULL past the oldest kept. */
const char *app_message(const struct app *app, size_t n, enum say_level *level, int64_t *epoch_ms);
/* True while a verb runs from a shell: no screen, no questions back. */
bool app_is_shell(const struct app *app);
void app_exit_code(struct app *app, enum exit_code code);
/* Something is under way; a shell's program ends when the count is back at 0. */
void app_begin(struct app *app);
void app_end(struct app *app);

/* ---- views ---- */

/* Opens a screen on top; a tab screen that is already open comes to the front instead, and so does
 * one of the same record. Where there are too many the oldest goes that keeps nothing typed. The
 * call (may be NULL) brings arguments for screen->open. Returns effects. */
unsigned app_open(struct app *app, const struct screen *screen, const struct call *call);
struct view *app_front(const struct app *app);
/* Views over the tab in front; 0: the tab itself is in front. */
size_t app_depth(const struct app *app);
/* `[` and `]`: -1 to the view that was in front before, 1 forward again. False: there is none. */
bool app_go(struct app *app, int step);
/* What stands in the way of a verb; such a one is not offered. */
enum bar { BAR_NONE = 0, BAR_VERSION /* it changes what this program must not */, BAR_ROLE };
enum bar app_bar(const struct app *app, const struct verb *verb);
/* False, after saying so, at BAR_VERSION. What her role does not do the database refuses, which has
 * in its record that somebody tried. */
bool app_may(struct app *app, const struct verb *verb);
/* The same of a change, for rows with VERB_SHOWS: before one. */
bool app_may_change(struct app *app);
/* Runs a command line as if typed at `:`. */
unsigned app_command(struct app *app, const char *line);
/* Asks the front view again; views behind are asked when they come to the front. */
void app_touch(struct app *app, unsigned topics);

/* The veil (`z`): only code and clock are shown while it is on. */
bool app_veiled(const struct app *app);
void app_set_veiled(struct app *app, bool veiled);
/* The preview below a list; at the start as configured. */
bool app_preview(const struct app *app);
void app_set_preview(struct app *app, bool shown);
/* auto, dark, mono; false: no such theme. */
bool app_set_theme(struct app *app, const char *name);

/* ---- undo ---- */

/* Remembers a change that `u` can take back: the event's id and what it was, e.g. "HW-.. taken". */
void app_did(struct app *app, int64_t event_id, const char *what);
#define APP_AT_ONCE 500 /* changes that are made together, at most */
/* The same for those of one group, above 0: they were made together, and are taken back so. */
void app_did_together(struct app *app, int group, int64_t event_id, const char *what);
/* The events of the latest change not yet taken back, and of those made together with it, as many
 * as there is room for. Returns how many; what, borrowed: the latest of them. */
size_t app_last_done(const struct app *app, int64_t *events, size_t room, const char **what);
void app_undone(struct app *app, int64_t event_id);

/* ---- a question back to the person: one at a time, over the screen, see choose.h -------- */

struct choice;
/* Called once: with the value chosen, or NULL when the person went back. Returns effects. */
typedef unsigned app_choice_fn(void *who, const char *value);
void app_choose(struct app *app, const char *title, const char *text, const struct choice *choices,
	size_t count, app_choice_fn *fn, void *who);
/* One that would lose something: no letter and no digit of what is typed on takes a choice. */
void app_choose_by_cursor(struct app *app, const char *title, const char *text,
	const struct choice *choices, size_t count, app_choice_fn *fn, void *who);
/* One that needs sureness: a choice is taken by typing its value whole, and Enter. */
void app_choose_exact(struct app *app, const char *title, const char *text,
	const struct choice *choices, size_t count, app_choice_fn *fn, void *who);
/* The database is asked what such a question of `who` needs: what is typed from now on waits for
 * it, and nothing else gets it. Esc, ^C or ^G calls fn with NULL. It ends with app_choose(),
 * app_forget() or app_unexpect(). */
void app_expect(struct app *app, app_choice_fn *fn, void *who);
/* True: keys wait for a question of `who`. Show nothing then that asks for one. */
bool app_expects(const struct app *app, const void *who);
/* No question of `who` will come: what waits for it is dropped. Returns the words, translated, that
 * tell so after a full stop; "" where nothing waits. */
const char *app_unexpect(struct app *app, const void *who);
/* The same where a question comes that what waits was not typed for; it says so itself. */
void app_drop_typed(struct app *app, const void *who);
/* A key that came before what `who` has asked for, a form, waits for it, and with it what is typed
 * from now on: as above. */
void app_hold(struct app *app, app_choice_fn *fn, void *who, const struct input_event *event);
/* It is there: what waits goes to fn, the oldest key first, until that returns false. True: it took
 * all that was typed. */
typedef bool app_key_fn(void *who, const struct input_event *event);
bool app_typed(struct app *app, void *who, app_key_fn *fn);
/* Calls fn once: with true when the vault is open (at once where it is), with false when the person
 * goes back or it cannot be opened, which has been said then. `who` as in app_ask(). One at a time:
 * who waits already is told false. See vault.h. Returns effects. */
typedef unsigned app_unlock_fn(void *who, bool open);
unsigned app_unlock(struct app *app, app_unlock_fn *fn, void *who);
/* Leaves nothing but the prompt for the passphrase on the screen. False, after saying why, where
 * nothing would open it again. */
bool app_lock(struct app *app);
/* Somebody's name was on the screen, and is not to be any more: what the terminal and the stack
 * still have of it is written over; the next frame is sent whole. */
void app_unshow(struct app *app);
/* Opens the prompt with a text in it; kind ':' or '/'. */
void app_prompt(struct app *app, char kind, const char *text);
/* Keeps a word for Tab to offer: complete.h. */
void app_remember(struct app *app, enum argument_kind kind, const char *word, const char *help);

#endif
