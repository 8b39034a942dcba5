#!/bin/sh
# Who she is, in the scripts of the region: the form in which it is written, and the sheet that is read.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/looks.sh"
. "$(dirname "$0")/../e2e/vault.sh"
region
# Those who vouch for keys and give them.
sql <<'END' >/dev/null || exit 1
do $$
declare
	person record;
	new_id smallint;
begin
	for person in values ('registrar', 'registrar'), ('registrar_vientiane', 'registrar'), ('admin', 'admin'),
		('coordinator', 'coordinator'), ('supervisor', 'supervisor'), ('health', 'health'), ('health_vientiane', 'health'), ('pakse', null)
	loop
		begin
			execute format('create role %I login in role hw_staff', person.column1);
		exception when duplicate_object or unique_violation then
			null;
		end;
		continue when person.column2 is null;
		insert into app.staff (login, name, office_id) values (person.column1, person.column1, 1) returning id into new_id;
		insert into app.staff_office select new_id, id from app.office;
		insert into app.staff_role values (new_id, person.column2);
	end loop;
	insert into app.realm_custodian (realm_id, staff_id)
	select r.id, s.id from app.realm r join app.staff s
		on s.login = any (case when r.kind = 'health' then '{health,health_vientiane}' else '{coordinator,supervisor}' end::text[]);
end $$;
END
enrol
code=HW-39HY-N6RW
# How long it is open is another number on every machine.
taken() { screen | sed 's/open for [0-9]* s more.*/open for a while/'; printf 'cursor %s\n' "$(cursor)"; }
opens_vault() { wait_for 'passphrase:' && types 'open sesame night' && wait_gone 'passphrase:'; }
begin() {
	console "$1" night -c "$KEYS/conf"
	wait_for 'HW-34EX-QKFN'
}
name() {
	keys -l "$1"
	keys Tab
	keys -l "$2"
	keys Tab Tab Tab
}

begin 80x24
types ":edit identity $code"
opens_vault
wait_for 'field 1 of'
picture edit-80x24
name 'สมศรี ใจดี' legal
name 'ບຸນມີ ສີສະຫວາດ' alias
name 'မသီတာ' nickname
name 'ស្រីមុំ' 'as on a document'
name 'Nguyễn Thị Hương' 'maiden'
wait_for 'Name 6'
keys Tab
keys -l '15-17y'
keys Tab
keys -l 'she'
keys Tab
keys -l 'fem'
keys Tab
keys -l 'lao'
picture edit-80x24-picker
keys Tab Tab
picture edit-80x24-names
keys C-x
wait_for 'identity saved'
leave

look_round() {
	begin "$1"
	types ":identity $code"
	opens_vault
	wait_for 'Why is'
	picture "identity-$1-why"
	keys i
	wait_for 'open for'
	picture "identity-$1"
	on_focus "identity-$1"
	keys -l ":edit identity"
	keys Enter
	wait_for 'field 1 of'
	picture "identity-$1-edit"
	leave
}
look_round 80x24
look_round 132x43
look_round 60x20
look_round 40x20
finish
