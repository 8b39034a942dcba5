-- Why the record takes no more of what one person finds TAMPERED within an hour.
insert into app.refusal (code, message, hint) values
	('told_enough', 'You have told the record of much that is TAMPERED within this hour; this is not in it.', 'Telephone.');
