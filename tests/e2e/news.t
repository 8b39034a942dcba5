#!/bin/sh
# database: demo
# What a console asks when others change something, by its own log: the rows that it shows, then the
# numbers above them; the preview only where its own case changed.
. "$(dirname "$0")/tmux.sh"

cat > "$T_DIR/conf" <<END
database: { poll_s = 300; };
log: { file = "$T_DIR/log"; level = "debug"; };
END
chmod 600 "$T_DIR/conf"
asked() { grep -c " $1\\( \\|\$\\)" "$T_DIR/log"; }
has_asked() { [ "$(asked "$1")" -ge "$2" ]; } # QUERY TIMES
# COUNT: the first answers and so many changes later
has_settled() { has_asked board_counts $((counts + $1)); }
change() { sql -c "update app.case set risk = case risk when 2 then 1 else 2 end where code = '$1'"; }
row() { screen | grep -F " $1 " | head -n 1; }
is_other() { [ "$(row "$1")" != "$was" ]; }

console 80x24 night -c "$T_DIR/conf"
wait_for "> HW-"
in_time "the preview is asked for" has_asked case_peek 1
in_time "the numbers are asked for" has_asked board_counts 1
mine=$(focused | grep -o 'HW-....-....')
other=$(screen | grep -o '^  HW-....-....' | sed -n '2s/^  //p')
lanes=$(asked board_lane) counts=$(asked board_counts) peeks=$(asked case_peek)

was=$(row "$other")
change "$other"
in_time "another row changes" is_other "$other"
in_time "the numbers are asked for after it" has_settled 1
was=$(row "$mine")
change "$mine"
in_time "the focused row changes" is_other "$mine"
in_time "the preview is asked for again" has_asked case_peek $((peeks + 1))
in_time "the numbers are asked for after that" has_settled 2
is "$(asked case_peek)" $((peeks + 1)) "once, for its own case and not for another"
is "$(asked board_lane)" $((lanes + 2)) "the rows once a change"
is "$(asked board_counts)" $((counts + 2)) "the numbers once a change"
finish
