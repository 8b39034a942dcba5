/* party_print: whom one can call, and of whom to beware, for another program: an object of JSON a
 * line, of what is told in clear. Names and telephones are sealed, and on screens alone. */
#ifndef TUI_VERBS_PARTY_PRINT_H
#define TUI_VERBS_PARTY_PRINT_H

struct call;

/* `homeward wake CODE [LANGUAGE]`; `homeward danger PA-....`. Return effects. */
unsigned party_print_wake(struct call *call);
unsigned party_print_dangers(struct call *call);
/* `homeward beds [CODE]`. */
unsigned party_print_beds(struct call *call);

#endif
