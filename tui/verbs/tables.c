/* Every family of verbs. A new one is a file here and a word below. */
#include "tui/app/verb.h"

extern const struct verb case_verbs[], intake_verbs[], link_verbs[], identity_verbs[],
	place_verbs[], view_verbs[], list_verbs[], import_verbs[], lock_verbs[], migrate_verbs[],
	poke_verbs[], backup_verbs[], doctor_verbs[], demo_verbs[], demo_keys_verbs[], keys_verbs[],
	admin_verbs[], escalate_verbs[], on_call_verbs[], shift_verbs[], clock_verbs[],
	party_verbs[], task_verbs[], batch_verbs[], retention_verbs[], records_verbs[],
	glass_verbs[], bed_verbs[], transfer_verbs[], approval_verbs[], away_verbs[];

const struct verb *const verb_tables[] = { case_verbs, intake_verbs, link_verbs, identity_verbs,
	place_verbs, view_verbs, list_verbs, import_verbs, lock_verbs, migrate_verbs, poke_verbs,
	backup_verbs, doctor_verbs, demo_verbs, demo_keys_verbs, keys_verbs, admin_verbs,
	escalate_verbs, on_call_verbs, shift_verbs, clock_verbs, party_verbs, task_verbs,
	batch_verbs, retention_verbs, records_verbs, glass_verbs, bed_verbs, transfer_verbs,
	approval_verbs, away_verbs, NULL };
