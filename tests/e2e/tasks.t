#!/bin/sh
# database: demo
# What has to be done for a case, by keys and from a shell: written down with who and until when, seen on the case and in an
# inbox, put off, done, taken back.
. "$(dirname "$0")/tmux.sh"
sql() { psql -XAtq -v ON_ERROR_STOP=1 -d "$TESTS_CONNINFO" "$@"; }
code=$(sql -c "select code from app.case c where office_id = 1 and closed_at is null
	and not exists (select from app.task t where t.case_id = c.id) order by code limit 1")
[ -n "$code" ] || { echo "Bail out! no case"; exit 1; }
types() { keys -l "$1"; keys Enter; }
task() { sql -c "select concat_ws(' ', k.name, s.login, case when t.done_at is not null then 'done' end) from app.task t
	join app.task_kind k on k.id = t.kind join app.case c on c.id = t.case_id left join app.staff s on s.id = t.staff_id where c.code = '$code' and $1"; }
shell() { # LOGIN WORD...: in $rc and $T_DIR/said
	t_user=$1
	shift
	rc=0
	env -u HOMEWARD_CONNINFO "$HOMEWARD" -d "$(echo "$TESTS_CONNINFO" | sed 's/user=[^ ]*//')" -u "$t_user" "$@" >"$T_DIR/said" 2>&1 </dev/null || rc=$?
}

console 80x24 night
wait_for LIVE
types ":case $code"
wait_for 'no task' && ok "a case has no task"
keys T
wait_for 'What about its tasks?' && keys n
wait_for 'Which task?' && like "$(screen)" 'place for tonight' "T n offers what there is"
unlike "$(screen)" 'ask consent again' "but not what comes by itself"
keys 1
wait_for 'Until when?' && keys 4
wait_for 'By whom?' && like "$(screen)" 'whoever is responsible' "anybody, or somebody by name"
keys 1
wait_for "$code task: new interpreter. u takes it back" && ok "it is written down"
is "$(task "t.due_at between now() + interval '110 minutes' and now() + interval '2 hours'")" interpreter "until when it was said"
wait_for 'TASKS  1' && ok "the case has it at once"
keys u
wait_for 'Taken back' && is "$(task true)" '' "a mistake is taken back, and is gone"
types ":task new document 30m officer"
wait_for 'task: new document' && ok "one line says it all"
is "$(task true)" 'document officer' "for somebody by name"
types ':task new interview 31.2.2026 responsible'
wait_for 'This is no time.' && ok "31 February is no time"
types ':task new interview 2020-01-01 responsible'
wait_for 'This time is over.' && ok "nothing was due yesterday"
keys T l
wait_for 'Which task?' && like "$(screen)" 'document . ' "what is open can be put off"
keys 1
wait_for 'Until when?' && unlike "$(screen)" 'in 15m' "not to before"
keys Escape
wait_gone 'Until when?'
keys T d
wait_for 'Which task?' && keys 1
wait_for "$code task: done document" && ok "done"
is "$(task true)" 'document officer done' "so it is"
wait_for 'document  done' && ok "and the case says so"
keys T d
wait_for 'nothing to choose here' && ok "nothing else is to be done"

shell officer task "$code" new 'medical check' 1h
is "$rc" 0 "from a shell as by keys"
shell officer task "$code" new 'medical check' 2h
is "$rc" 1 "twice is once too often"
like "$(cat "$T_DIR/said")" 'has this task on the case already' "in words"
reader
shell operations task "$code" done 'medical check'
like "$(cat "$T_DIR/said")" 'Your roles do not allow this.' "who only reads has none"
shell partner task "$code" done 'medical check'
like "$(cat "$T_DIR/said")" 'Your role may not do this to a case.' "nor has a partner, who sees no case"
shell officer task "$code" cancel 'medical check'
is "$rc $(task "t.done_at is null")" '0 ' "what is not needed is gone"
finish
