/*
 * column: ONE row for what a list shows, how it sorts, what `/` filters, and what CSV and JSON
 * print. The screens, db/filter and the command line all read these tables and nothing else.
 *
 * A table lists the columns of one SQL view (`api.case_line` as `l`, ...) in the order of its enum,
 * so that column i of an answer is enum value i. Times are selected as ms (api.ms), everything else
 * as its text.
 */
#ifndef DB_COLUMN_H
#define DB_COLUMN_H

#include <stdbool.h>
#include "db/base/text.h" /* also N_() */

enum column_type {
	COLUMN_TEXT = 0, /* equal without case */
	COLUMN_CODE, /* HW-7K3F-W9CP: typed with or without its letters, dashes, upper case */
	COLUMN_NUMBER,
	COLUMN_TIME, /* compared with 2h, 3d, 14:30, 2026-03-01 */
	COLUMN_CHOICE, /* a number in SQL, a word on the screen: see choices */
	COLUMN_BOOL, /* yes, no, unknown (null) */
	COLUMN_LIST, /* text[]; in no list, so no filter asks for it */
	COLUMN_KEY, /* an id or a version: never shown, sorted or filtered */
};

/* What `>` means for a choice: nothing, a larger number, or a smaller one (1 is most urgent). */
enum column_rank { COLUMN_UNRANKED = 0, COLUMN_RISING, COLUMN_FALLING };

struct column_choice {
	const char *name; /* as typed, filtered and printed: lower case, may hold spaces */
	const char *mark; /* the short form of a narrow column: "!!"; NULL: none */
	int value;
};

struct column {
	const char *name; /* fixed for ever: CSV and JSON header, filter field, sort key */
	const char *alias; /* a second filter field: `age` for reported; or NULL */
	const char *title; /* N_(): above the column on the screen */
	const char *sql; /* expression over `l` */
	const char *also; /* COLUMN_TEXT: what is equal to this is a match too; NULL: none */
	const char *letters; /* COLUMN_CODE: the two before it, for each sort it may be; NULL: HW */
	enum column_type type;
	const struct column_choice *choices; /* COLUMN_CHOICE; ends with {0} */
	enum column_rank rank;
	int width; /* cells on the screen; 0: hidden */
	int prio; /* on a narrow screen the highest goes first; 0 never goes */
	bool sortable; /* `sort=name`, `sort=-name` */
	bool filled; /* never null */
	bool searched; /* a bare word looks into it */
	bool past; /* COLUMN_TIME: a span counts back from now, `age>3d`; otherwise ahead of it */
	bool fact; /* a coded personal fact: printed with --facts only */
};

/* A bare word with a meaning of its own: `mine`, `nobody`. */
struct filter_word {
	const char *name;
	const char *help; /* N_() */
	const char *sql; /* a condition over `l` */
	bool indexed; /* an index finds what holds it, so a count looks at nothing else */
};

/* A key of a table's own order. */
struct sort_key {
	const char *sql; /* expression over `l` */
	bool down;
	bool filled; /* never null */
};

/* All that is known of one kind of line; its first column is the id. */
struct table {
	const char *name; /* "case" */
	const struct column *columns; /* ends with {0} */
	const struct filter_word *words; /* ends with {0} */
	const struct sort_key *order; /* when nobody chose one; ends with {0}; then comes the id */
};

enum case_column {
	CASE_ID,
	CASE_VERSION,
	CASE_CODE,
	CASE_PRIORITY, /* 1 urgent, 2 high, 3 normal */
	CASE_RISK, /* 0 not assessed .. 3 high */
	CASE_CLOCK_CODE, /* which clock that is */
	CASE_CLOCK_AT, /* when the next clock ends; null: none */
	CASE_CLOCK_STANDING, /* law, unverified, policy, practice, office rule */
	CASE_RESPONSIBLE, /* null: NOBODY */
	CASE_NEED, /* what the next open task asks for */
	CASE_STAGE,
	CASE_LANE, /* 1..10; null: closed, off the board */
	CASE_OFFICE,
	CASE_COUNTRY,
	CASE_CHILD,
	CASE_SOURCE,
	CASE_MINE,
	CASE_REPORTED_AT,
	CASE_TOUCHED_AT,
	CASE_CLOSED_AT,
	CASE_COLUMNS
};

enum inbox_column {
	INBOX_ID,
	INBOX_CASE_ID,
	INBOX_VERSION,
	INBOX_CODE,
	INBOX_PRIORITY,
	INBOX_WHY,
	INBOX_AT, /* when the clock or the task ends; null: no limit */
	INBOX_SINCE, /* how long it has waited, where there is no limit */
	INBOX_RESPONSIBLE,
	INBOX_NEED,
	INBOX_STAGE,
	INBOX_OFFICE,
	INBOX_COUNTRY,
	INBOX_COLUMNS
};

enum triage_column {
	TRIAGE_ID,
	TRIAGE_CASE_ID, /* null: a call that is no case, or people who came at once */
	TRIAGE_VERSION,
	TRIAGE_REPORTED_AT,
	TRIAGE_CODE,
	TRIAGE_DANGER, /* 1 now, 2 a child who is detained */
	TRIAGE_CLOCK_AT,
	TRIAGE_CLOCK_CODE,
	TRIAGE_CLOCK_STANDING,
	TRIAGE_RESPONSIBLE, /* null: NOBODY */
	TRIAGE_MINE,
	TRIAGE_SOURCE,
	TRIAGE_PRIORITY,
	TRIAGE_RISK,
	TRIAGE_OFFICE,
	TRIAGE_COUNTRY,
	TRIAGE_CHILD,
	TRIAGE_STAGE,
	TRIAGE_TOUCHED_AT,
	TRIAGE_ESCALATED_AT, /* null: nobody above is asked */
	TRIAGE_ABOUT, /* of a call that is no case: the case it was about */
	TRIAGE_PERSON, /* who took it */
	TRIAGE_LANGUAGE,
	TRIAGE_LEFT_BY, /* who has just moved it on; null: it waits */
	TRIAGE_LEFT_AT,
	TRIAGE_PEOPLE, /* who came at once; null: it is no such line */
	TRIAGE_SPLIT, /* how many of them are cases */
	TRIAGE_COLUMNS
};

enum office_column {
	OFFICE_ID,
	OFFICE_CODE,
	OFFICE_NAME,
	OFFICE_COUNTRY,
	OFFICE_KIND,
	OFFICE_OPEN,
	OFFICE_NOBODY,
	OFFICE_ENDED,
	OFFICE_ON_SHIFT,
	OFFICE_ORGANISATION,
	OFFICE_ZONE,
	OFFICE_COLUMNS
};

enum place_column {
	PLACE_ID,
	PLACE_VERSION,
	PLACE_CODE,
	PLACE_KIND,
	PLACE_DANGER, /* beware, never; null: nothing is known */
	PLACE_COUNTRY,
	PLACE_DISTRICT,
	PLACE_CAPACITY, /* null: not known */
	PLACE_OFFICE,
	PLACE_SEALED, /* what it is called and where it is has been written */
	PLACE_COLUMNS
};

enum party_column {
	PARTY_ID,
	PARTY_VERSION,
	PARTY_CODE,
	PARTY_KIND,
	PARTY_DANGER, /* beware, never; null: nothing is known */
	PARTY_LANGUAGES,
	PARTY_DISTRICT,
	PARTY_COUNTRY,
	PARTY_HOURS,
	PARTY_SEX,
	PARTY_OFFICE,
	PARTY_SEALED, /* its name and telephone are written */
	PARTY_COLUMNS
};

enum transfer_column {
	TRANSFER_ID,
	TRANSFER_VERSION,
	TRANSFER_CASE_ID, /* null: the case is not of her offices */
	TRANSFER_CODE,
	TRANSFER_WAITS, /* as its choices: 0 unsigned, ... 4 for us, 5 others, 6 over */
	TRANSFER_STATE,
	TRANSFER_SINCE,
	TRANSFER_WHAT, /* person, file */
	TRANSFER_OFFICE, /* that asks */
	TRANSFER_TO,
	TRANSFER_CASE,
	TRANSFER_NEXT, /* null: nothing follows */
	TRANSFER_NEXT_BY, /* codes of offices, or a name; null: nobody is asked */
	TRANSFER_COLUMNS
};

enum approval_column {
	APPROVAL_ID,
	APPROVAL_VERSION,
	APPROVAL_CODE,
	APPROVAL_WHAT,
	APPROVAL_TURN, /* as its choices: 0 waits on whoever looks, ... 4 others, from 5 on over */
	APPROVAL_CASE, /* null: none, or of another office */
	APPROVAL_OFFICE, /* code of the one that asks */
	APPROVAL_TO, /* of the one that it goes to; null: none */
	APPROVAL_ASKED_BY,
	APPROVAL_DUE_AT, /* until when who is asked has time; null: it is over */
	APPROVAL_ASKED_OF, /* null: nobody in particular */
	APPROVAL_STATE,
	APPROVAL_WAITS, /* on whoever looks */
	APPROVAL_MINE,
	APPROVAL_ENDED_AT, /* null: it is open */
	APPROVAL_COLUMNS
};

enum referral_column {
	REFERRAL_ID,
	REFERRAL_VERSION,
	REFERRAL_CASE_ID, /* null: she who asks sees no case */
	REFERRAL_CODE,
	REFERRAL_WAITS, /* who has to do something; null: nobody */
	REFERRAL_STATE,
	REFERRAL_ANSWER_BY,
	REFERRAL_CHILD,
	REFERRAL_CASE,
	REFERRAL_DIRECTION, /* in, out */
	REFERRAL_SERVICES,
	REFERRAL_ASKED,
	REFERRAL_PARTY,
	REFERRAL_OFFICE,
	REFERRAL_COLUMNS
};

enum retention_column {
	RETENTION_ID, /* the case */
	RETENTION_VERSION,
	RETENTION_CODE,
	RETENTION_WAITS, /* 0 its day has come, 1 asked, 2 stopped, 3 kept, 4 erased */
	RETENTION_UNTIL,
	RETENTION_OFFICE,
	RETENTION_STOPS, /* why its file is not erased; null: nothing stops that */
	RETENTION_ERASURE, /* code of the request, or of the receipt; null: there is none */
	RETENTION_CLOSED_AT,
	RETENTION_ERASED_AT, /* null: its file is there */
	RETENTION_COLUMNS
};

enum on_call_column {
	ON_CALL_ID,
	ON_CALL_OFFICE,
	ON_CALL_POSITION, /* first, second, coordinator */
	ON_CALL_PERSON,
	ON_CALL_STATE, /* now, stood in for, to come */
	ON_CALL_FROM,
	ON_CALL_UNTIL,
	ON_CALL_LOGIN,
	ON_CALL_COLUMNS
};

extern const struct column case_columns[CASE_COLUMNS + 1];
extern const struct column inbox_columns[INBOX_COLUMNS + 1];
extern const struct column triage_columns[TRIAGE_COLUMNS + 1];
extern const struct column office_columns[OFFICE_COLUMNS + 1];
extern const struct column place_columns[PLACE_COLUMNS + 1];
extern const struct column party_columns[PARTY_COLUMNS + 1];
extern const struct table case_table, inbox_table, triage_table, office_table, place_table,
	party_table;
extern const struct column transfer_columns[TRANSFER_COLUMNS + 1];
extern const struct table transfer_table;
extern const struct column approval_columns[APPROVAL_COLUMNS + 1];
extern const struct table approval_table;
extern const struct column referral_columns[REFERRAL_COLUMNS + 1];
extern const struct column on_call_columns[ON_CALL_COLUMNS + 1];
extern const struct column retention_columns[RETENTION_COLUMNS + 1];
extern const struct table on_call_table, referral_table, retention_table;
/* Every table, for tests, completion and help; ends with NULL. */
extern const struct table *const column_tables[];

/* The table whose columns these are; NULL for none of ours. */
const struct table *column_table(const struct column *columns);
/* The column of that name or alias, or the only one that begins so, or that has this title; NULL
 * when there is none. */
const struct column *column_find(const struct column *columns, struct slice name);
/* The choice of a column with that value; or with that name, or the only one that begins so. Typed
 * without case, and with - or _ where the name has a space. NULL when there is none. */
const struct column_choice *column_choice(const struct column *column, int value);
const struct column_choice *column_choice_named(const struct column *column, struct slice name);

#endif
