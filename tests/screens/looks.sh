# looks.sh: pictures of screens; sourced by the tests of screens, after tmux.sh.
#
#   region          loads region.psql into the test's own database
#   people          those of it who vouch for keys and give them: before enrol
#   picture NAME    one TAP line: the screen and the cursor are those of NAME.txt beside the test;
#                   with LOOKS=write it is written instead, to be read before it is committed
#   leave           ends the console, so that another size may follow
#   on_focus NAME   one TAP line: the cursor stands on the > of a row
L_DIR=$(dirname "$0")

region() { psql -XqAt -d "$TESTS_CONNINFO" -v ON_ERROR_STOP=1 -f "$L_DIR/region.psql" >/dev/null || exit 1; }

people() {
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
}

# The minute of the clock is frozen; what is left is the same on every machine.
taken() { screen; printf 'cursor %s\n' "$(cursor)"; }

picture() {
	t_file=$L_DIR/$1.txt
	if [ "${LOOKS:-}" = write ]; then
		sleep 1.5
		taken > "$t_file"
	fi
	t_left=100
	until taken | diff "$t_file" - > "$T_DIR/diff" 2>&1; do
		t_left=$((t_left - 1))
		if [ "$t_left" -le 0 ]; then
			not_ok "picture $1"
			sed 's/^/# /' "$T_DIR/diff"
			return
		fi
		sleep 0.05
	done
	ok "picture $1"
}

on_focus() {
	t_at=$(cursor)
	t_row=$((${t_at% *} + 1)) t_column=${t_at#* }
	is "$(screen | sed -n "${t_row}p" | perl -CSD -ne "print substr \$_, $t_column, 1")" '>' \
		"$1: the cursor stands on the focus"
}

# Ends the console and waits until tmux is gone, so that the next one meets no dying server.
leave() { tm kill-server; }
