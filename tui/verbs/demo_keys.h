/* demo_keys.h: keys for the people of an invented region, and what they have sealed with them. */
#ifndef TUI_VERBS_DEMO_KEYS_H
#define TUI_VERBS_DEMO_KEYS_H

#include "tui/verbs/tend.h"

/* Everybody's: it protects nobody. conf/demo tells it. */
#define DEMO_PASSPHRASE "everybody knows this"

enum {
	DEMO_SEALED_CASES = 400, /* of the first so many notes are sealed: more would take long */
	DEMO_IDENTITIES = 5, /* cases of each office of whom it is known who they are */
};

struct enrolment {
	struct tend tend; /* first */
	char folder[CONF_PATH]; /* where all files go; absolute */
	char owner[64]; /* the login that came */
	struct rows *staff; /* everybody */
	/* Of the slab: their keys, in the order of the rows. Nobody: she has chosen a passphrase of
	 * her own, and does what she does herself. */
	struct person *people;
	int count, at;
	int signers[2]; /* rows of staff: registrars whose keys open */
	int signature; /* which of the two is at it */
	int admin; /* a row of staff; -1: there is none */
	bool opened; /* all realms have keys: the second directory says so */
	struct rows *directory; /* the one in force */
	char recovery[UUID_TEXT];
	struct text realms;
	int made; /* key files */
	struct rows *items; /* what is to be sealed */
	struct text keys, records; /* what was sealed, as JSON */
	struct wrapped_key *wrapped; /* keys of cases that were made here */
	size_t wrapped_count;
	int sealed;
};

struct enrolment *enrolment_of(struct work *work);
/* Asks as this person from now on, then goes on. */
void enrolment_as(struct work *work, const char *login, work_step *next);
/* A ring of this person's, with the directory in force; that of before is wiped. */
int enrolment_ring(struct enrolment *enrolment, int at, struct error *e);
bool enrolment_has(const struct enrolment *enrolment, int at);
/* The row of staff with this id of app.staff.person; -1. */
int enrolment_row(const struct enrolment *enrolment, const char *person);

/* demo_seal.c: seals what waits for it, says what was done and ends the work. */
void enrolment_seal(struct work *work);

/* demo_files.c. */
int enrolment_folder(struct enrolment *enrolment, const char *path, struct error *e);
/* This region's secret, made where there is none. */
int enrolment_host_secret(struct enrolment *enrolment, struct error *e);
/* The key file of one of them, made where there is none; nobody where it does not open. */
int enrolment_key(struct enrolment *enrolment, int at, struct error *e);
/* The parts of the recovery key, to try it with; its public half. */
int enrolment_recovery(struct enrolment *enrolment, unsigned char box[static PUBLIC_KEY],
	struct error *e);
/* The settings by which consoles find all this. */
int enrolment_settings(struct enrolment *enrolment, struct error *e);

#endif
