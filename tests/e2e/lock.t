#!/bin/sh
# database: demo
# The vault is opened with a passphrase that is never shown, is locked by :lock, by idleness and when a
# clock jumps, and comes back to the same row. Criterion: a locked screen holds the prompt alone, the
# terminal has neither title nor scrollback of ours, keys typed before it was locked for good are for
# nobody, and nothing of the passphrase, and once forgotten of the keys, is left in memory.
. "$(dirname "$0")/tmux.sh"
. "$(dirname "$0")/vault.sh"
enrol
secrets night > "$T_DIR/secrets"
lies
T_ENV=$LIES

console 80x24 night -c "$KEYS/conf"
wait_for '> HW-'
screen > "$T_DIR/before"
keys j j
row=$(sed -n '7p' "$T_DIR/before" | grep -o 'HW-....-....')
wait_for "> $row" && ok "the board works before"
is "$(awk '/VmLck/ { print $2 }' "/proc/$(pid)/status")" 0 "and locks no memory"
later 100000
sleep 0.2
like "$(focused)" "$row" "a console whose vault was never opened is not locked by itself"

# A key that was on its way when it was locked stands at the prompt.
back_to_row() { keys C-u; types 'open sesame night'; wait_for "> $row"; }

# The line may be dialled anew still: nobody is asked for a passphrase until it is there.
asked() { screen | grep -qF 'passphrase:' || { screen | grep -qF 'stays shut' && keys Escape && wait_for LIVE && types ':unlock'; false; }; }
types ':unlock'
in_time "it asks for the passphrase" asked
keys -l 'open sesame nigh'
wait_for 'passphrase: typed'
unlike "$(screen)" sesame "what is typed is not shown"
keys -l x
keys Enter
wait_for 'That passphrase is wrong.' && ok "a wrong one is told"
like "$(cursor)" "8 43" "the cursor stands behind the prompt"
keys Escape
wait_for "> $row" && ok "Esc goes back to the row"
tm select-pane -T 'a title of the shell'
types ':unlock'
wait_for 'passphrase:'
keys -l 'open sesame night'
keys Enter j k
wait_gone 'passphrase' && wait_for "> $row" && ok "the right one opens it, and what was typed behind it comes after"
not_in_memory "nothing of it is left in memory" 'open sesame night'

# Lines of the prompt: refused ones of both kinds, one that was cut.
printf '%s\n' Somchaiwannabe Malinikaosawat Pornthipsuk > "$T_DIR/typed"
types ':find Somchaiwannabe'
wait_for 'no verb "find"'
keys C-g
wait_gone 'no verb'
types '/stge:Pornthipsuk'
wait_for 'Pornthipsuk'
keys C-g
wait_gone Pornthipsuk
keys -l ':take Malinikaosawat'
wait_for 'Malinikaosawat'
keys C-u
wait_gone Malinikaosawat
keys C-g
in_memory "what is typed at the prompt is in memory" < "$T_DIR/typed"

types ':lock'
only_prompt ":lock leaves the prompt alone"
not_in_memory "and nothing of what was typed at another" < "$T_DIR/typed"
is "$(tm display-message -p '#{pane_title}')" '' "the terminal has no title"
unlike "$(tm capture-pane -p -S - -E -)" HW- "nor anything to scroll back to"
is "$(tm display-message -p '#{alternate_on}')" 1 "on the screen that leaves none"
types j
wait_for 'That passphrase is wrong.'
back_to_row && ok "the passphrase comes back to the row"

later 125
wait_for 'The vault locks in' && ok "idleness is warned of"
keys k
wait_gone 'The vault locks' && keys j && wait_for "> $row" && ok "any key ends it"
later 181
only_prompt "then it is locked"
back_to_row
l_all=$((l_all + 190)); tell_lies; keys j
wait_for passphrase: && keys C-u && only_prompt "a key that comes too late finds it locked"
back_to_row && ok "and the row is the same"
set_clock 86400
only_prompt "a clock that jumps locks it"
back_to_row && ok "for its owner alone"
l_wall=0; tell_lies; keys k
wait_for passphrase: && keys C-u && only_prompt "so does one that is noticed with the next key"
back_to_row && ok "which moves nothing"

cat "$T_DIR/secrets" > "$T_DIR/words"
echo 'open sesame night' >> "$T_DIR/words"
types ':lock'
only_prompt "locked again"
in_memory "her keys are in memory until they are forgotten" < "$T_DIR/secrets"
later 901
forgotten() { case $(traces < "$T_DIR/words") in 0 | no) ;; *) false ;; esac; }
wait_until forgotten
not_in_memory "then nothing of them is" < "$T_DIR/words"
back_to_row && ok "and it opens from the beginning"
later 181
only_prompt "idle again"
keys C-c
wait_until test -e "$T_DIR/exit"
is "$(cat "$T_DIR/exit")" "exit 0" "^C leaves a locked console"
unlike "$(screen)" HW- "which leaves nothing behind"

for size in 60x20 132x43 40x10; do
	console $size night -c "$KEYS/conf"
	wait_for 'HW-'
	unlocks || continue
	types ':lock'
	only_prompt "$size: the prompt alone"
	types 'open sesame night'
	wait_for HW- && ok "$size: and back"
done
finish
