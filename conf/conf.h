/*
 * conf: what an office or a person chose, read from one file into one plain struct.
 *
 * The module stands alone (libc and libconfig) and holds no state: whoever calls owns the struct,
 * copies it freely and frees nothing. conf/homeward.conf explains every setting to people.
 *
 * Where a setting is wrong the program does not start: a misread deadline or database is worse
 * than an unopened console. So every function that reads returns 0, or -1 with one sentence
 * in `error`: file, line, key, what is wrong and what to write instead.
 */
#ifndef CONF_CONF_H
#define CONF_CONF_H

#include <stdbool.h>
#include <stddef.h>

#define CONF_SYSTEM_PATH "/etc/homeward/homeward.conf"

enum {
	CONF_WORD = 24, /* a screen, column or alias name, with its final 0 */
	CONF_KEY = 16, /* a key as :keys writes it: "t", "F5", "^R" */
	CONF_LINE = 160, /* a command as typed after `:` */
	CONF_PATH = 512,
	CONF_ERROR = 768, /* enough for any sentence that conf writes */
	CONF_SCREENS = 12,
	CONF_COLUMNS = 24,
	CONF_BINDS = 96,
	CONF_ALIASES = 64,
	CONF_CALL_CARDS = 12,
	CONF_CALL_SAYS = 4, /* first, no_promise, other_voice, hang_up */
	CONF_SAY = 800, /* bytes of one of them: some 250 Lao letters */
	CONF_REGISTRARS = 16,
	CONF_REGISTRAR = 64 + 1 /* a public key in hex digits, with its final 0 */
};

enum conf_theme { CONF_THEME_AUTO, CONF_THEME_DARK, CONF_THEME_MONO };
enum conf_cursorline { CONF_CURSORLINE_MARKER, CONF_CURSORLINE_BAR };
enum conf_bell { CONF_BELL_URGENT, CONF_BELL_OFF, CONF_BELL_ALL };
enum conf_scope { CONF_SCOPE_ALL, CONF_SCOPE_OFFICE, CONF_SCOPE_MINE };
enum conf_level { CONF_LEVEL_ERROR, CONF_LEVEL_INFO, CONF_LEVEL_DEBUG };

/* The columns of one list screen. Names are not checked here: the screen knows its columns. */
struct conf_columns {
	char screen[CONF_WORD];
	char show[CONF_COLUMNS][CONF_WORD]; /* in the order of the screen; none = the default */
	size_t shown;
	char prio[CONF_COLUMNS][CONF_WORD]; /* where it is narrow the first named stays longest */
	size_t prios;
	int line; /* in struct conf.path, to report a name by */
};

/* One key. Neither screen, key nor command is checked here: the verb table knows them. */
struct conf_bind {
	char screen[CONF_WORD]; /* "*" = every screen */
	char key[CONF_KEY];
	char command[CONF_LINE];
	int line;
};

struct conf_alias {
	char name[CONF_WORD];
	char command[CONF_LINE];
	int line;
};

/* What to say at the telephone in one language, in the words of people who take such calls. */
struct conf_call_card {
	char language[4]; /* ISO 639, "lo"; none twice */
	char say[CONF_CALL_SAYS][CONF_SAY];
};

struct conf {
	char path[CONF_PATH]; /* the file read; "" = built-in defaults */
	struct {
		char conninfo[1024]; /* a libpq connection string */
		int connect_timeout_s; /* per host */
		int request_timeout_s; /* then the line counts as lost */
		int poll_s; /* re-read although nothing was announced */
		int reconnect_max_s; /* longest pause between two tries */
	} database;
	struct {
		enum conf_theme theme;
		enum conf_cursorline cursorline;
		bool ascii;
		int escape_ms; /* wait after ESC for the rest of a key; 0 = auto */
		bool preview;
		enum conf_bell bell;
		int paint_per_s; /* live changes are painted at most that often */
		char talk_to[160]; /* after hard cases, whom she can talk to; "" = not told */
	} ui;
	struct {
		char screen[CONF_WORD];
		enum conf_scope scope;
		char filter[256];
	} start;
	struct {
		char file[CONF_PATH]; /* absolute; "" = no log */
		enum conf_level level;
	} log;
	struct {
		char keys[CONF_PATH]; /* folder of LOGIN.key, absolute; "" = ~/.config/homeward */
		char host_secret[CONF_PATH]; /* absolute; "" = this host opens no vault */
		char registrars[CONF_REGISTRARS][CONF_REGISTRAR]; /* lower case, none twice */
		size_t registrars_count; /* 0: nobody is believed; else 2 or more */
		int lock_after_s; /* without a key */
		int forget_after_s; /* the same, and never less than lock_after_s */
	} vault;
	struct {
		char program[CONF_PATH]; /* absolute; "" = none */
		char mail_server[160]; /* smtps://HOST:PORT or smtp://HOST:PORT; "" = none */
		char mail_from[128];
		char mail_login[CONF_PATH]; /* a netrc file, absolute; "" = no password */
		char mail_root[CONF_PATH]; /* certificates, absolute; "" = the system's */
		char people[CONF_PATH]; /* the addresses, absolute; see conf/notify/people.h */
		int timeout_s; /* of one message */
	} notify; /* read by homeward-notify alone */
	struct conf_columns columns[CONF_SCREENS];
	size_t columns_count;
	struct conf_bind binds[CONF_BINDS]; /* conflicts are for the key table to find */
	size_t binds_count;
	struct conf_alias aliases[CONF_ALIASES];
	size_t aliases_count;
	struct conf_call_card call_cards[CONF_CALL_CARDS];
	size_t call_cards_count;
	bool locked; /* the system file alone counts; see conf_load */
};

/* Only the system file may say `locked = true`. */
enum conf_origin { CONF_ORIGIN_PERSONAL, CONF_ORIGIN_SYSTEM };

/* Where conf_load looks. NULL or "" = not given. */
struct conf_places {
	const char *option; /* of -c */
	const char *database; /* of -d */
	const char *variable; /* of HOMEWARD_CONF */
	const char *conninfo; /* of HOMEWARD_CONNINFO */
	const char *home; /* of HOME */
	const char *system; /* CONF_SYSTEM_PATH, but in tests */
};

/* The built-in settings, which conf/homeward.conf shows. */
void conf_default(struct conf *);

/*
 * The first file of: option, variable, ~/.config/homeward/homeward.conf under home, system, the
 * defaults. The first two must exist when they are named. Files are not merged. Then database, or
 * else conninfo, replaces database.conninfo.
 * Where system says `locked = true` nothing else is looked at: variable, conninfo and the file
 * under home are ignored; option and database, which somebody has just typed, are refused.
 */
int conf_load(struct conf *, const struct conf_places *, char *error, size_t size);

/*
 * One file over the defaults. It must be a regular file, no link, that belongs to root or to the
 * effective user, that nobody else may write, in folders where not everyone may replace it.
 */
int conf_read(struct conf *, enum conf_origin, const char *path, char *error, size_t size);

/* Text in place of a file; `path` only names it in errors. `text` may hold any bytes. */
int conf_parse(struct conf *, enum conf_origin, const char *path, const char *text, size_t length,
	char *error, size_t size);

/* "group.name" of setting number i, NULL after the last: for the test that the example is whole. */
const char *conf_name(size_t i);

#endif
