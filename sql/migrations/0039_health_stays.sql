-- Health sheets are under a key that no office has, but its health staff. Whoever approves that a file goes cannot send it along,
-- so they do not go: that is said before it is approved, by what has become of what they say, and is a task where the file arrives.
set local role hw_owner;

alter table app.entry_transfer
	add column health text check (health in ('handed on', 'not needed')),
	add constraint health__only_file check (what = 'file' or health is null);
comment on column app.entry_transfer.health is
	'what became of what the health sheets say, which do not go with a file: handed on (health staff have told those there), not needed; '
	'null: of a person, or nobody has said';
reset role;

insert into app.task_kind (id, name) values (23, 'ask for health sheets');

insert into app.refusal (code, message, hint) values
	('health_stays', 'The health sheets do not go with the file: they open only for the health staff of this office.',
		'Have these hand on what is needed there, then say so in the transfer (e).');
