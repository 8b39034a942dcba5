# tmux.sh: the real program in a real terminal; sourced by tests of screens and journeys.
#
#   console 80x24 USER [ARG...]  start the console in a window of that size; once it has ended $T_DIR/exit says how
#   keys KEY...                  as tmux send-keys: `keys j j Enter`, `keys -l 'text'`
#   wait_for TEXT [SECONDS]      until the screen holds TEXT (fixed string); 60 s, then a failure
#   wait_gone TEXT [SECONDS]
#   screen                       the screen as text
#   cursor                       "row column" from 0
#   focused                      the text of the row that the cursor stands on
#   at TEXT                      it holds TEXT
#   field TEXT                   until it does; a failure else
#   goes_to TEXT                 j, and once more from the top, until it does
#   reader                       from now on `operations` reads cases, and nothing of them that is sealed
#   like TEXT PART DESCRIPTION   TEXT has PART in it;  unlike: it has not
#
# ok, not_ok, is, wait_until, in_time, skip, skip_all, finish and others are those of tests/tap.sh; a failure shows the screen.
# A test may set for its consoles T_TERM (its TERM), T_ENV (more environment), T_FIRST (what its shell does before)
# and T_HOME (where it starts). Wanted in the environment: HOMEWARD, TESTS_CONNINFO. Every wait is a poll with an end.
. tests/tap.sh
T_DIR=$(mktemp -d "${TMPDIR:-/tmp}/hwXXXXXX")
# A server of its own for every console: one that is going away would take the next one along.
T_SERVER=0
tm() { tmux -L "hw$$.$T_SERVER" -f /dev/null "$@"; }
t_end() {
	tm kill-server 2>/dev/null
	rm -rf "$T_DIR"
}
trap t_end EXIT
trap 'exit 1' HUP INT TERM

context() { screen | sed 's/^/|/'; }
like() { case $1 in *"$2"*) ok "$3" ;; *) not_ok "$3"; echo "#   no: $2" ;; esac; }
unlike() { case $1 in *"$2"*) not_ok "$3"; echo "#   there: $2" ;; *) ok "$3" ;; esac; }

console() {
	t_size=$1 t_user=$2
	tm kill-server 2>/dev/null || : # it may be ending by itself
	T_SERVER=$((T_SERVER + 1))
	shift 2
	rm -f "$T_DIR/exit"
	tm new-session -d -x "${t_size%x*}" -y "${t_size#*x}" -c "${T_HOME:-$PWD}" \
		"${T_FIRST:-} env -u TMUX TERM=${T_TERM:-tmux-256color} LC_ALL=C.UTF-8 ${T_ENV:-} HOMEWARD_CONNINFO=\"$TESTS_CONNINFO\" \
		HOMEWARD_CONF= '$HOMEWARD' -u '$t_user' $* 2>'$T_DIR/stderr'; echo \"exit \$?\" > '$T_DIR/ending'
		mv '$T_DIR/ending' '$T_DIR/exit'"
	tm set-option -g status off >/dev/null
	tm set-option -g remain-on-exit on >/dev/null
}
keys() { tm send-keys "$@"; }
screen() { tm capture-pane -p; }
cursor() { tm display-message -p '#{cursor_y} #{cursor_x}'; }
focused() { tm display-message -p '#{cursor_y}' \; capture-pane -p | awk 'NR == 1 { row = $1 + 2 } NR == row'; }
wait_for() {
	t_left=$((${2:-60} * 20))
	until screen | grep -qF -- "$1"; do
		t_left=$((t_left - 1))
		if [ "$t_left" -le 0 ]; then not_ok "the screen shows: $1"; return 1; fi
		sleep 0.05
	done
}
wait_gone() {
	t_left=$((${2:-60} * 20))
	while screen | grep -qF -- "$1"; do
		t_left=$((t_left - 1))
		if [ "$t_left" -le 0 ]; then not_ok "the screen no longer shows: $1"; return 1; fi
		sleep 0.05
	done
}
at() { focused | grep -qF -- "$1"; }
field() { within 60 at "$1" || { not_ok "the cursor stands on: $1"; return 1; }; }
t_moved() { [ "$(focused)" != "$t_row" ]; }
goes_to() {
	t_tops=0
	until at "$1"; do
		t_row=$(focused)
		keys j
		within 5 t_moved && continue
		t_row=$(focused)
		[ $((t_tops += 1)) -eq 1 ] && keys g && within 5 t_moved || { not_ok "the cursor comes to: $1"; return 1; }
	done
}
sql() { psql -XqAt -d "$TESTS_CONNINFO" -v ON_ERROR_STOP=1 "$@"; }
reader() {
	sql >/dev/null <<-'END'
		select app.login_open('operations');
		begin;
		insert into app.staff (login, name, office_id) values ('operations', 'operations', 1);
		insert into app.staff_office select id, 1 from app.staff where login = 'operations';
		insert into app.staff_role select id, 'operations' from app.staff where login = 'operations';
		commit;
	END
}
