#!/bin/sh
# A call as it is written down, and what to say meanwhile: beside the form, below it, over it.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/looks.sh"
. "$(dirname "$0")/../e2e/vault.sh"
region
people
enrol
calls() { sql -c 'select count(*) from app.entry_call'; }

begin() {
	console "$1" night -c "$KEYS/conf"
	wait_for 'HW-34EX-QKFN'
	types ':unlock' && wait_for 'passphrase:' && types 'open sesame night' && wait_until is_open
	keys + c
	wait_for 'What was said'
}
fill() {
	keys -l 'A friend calls: she is locked in above a bar, the door is opened at six in the morning. Three more are with her.'
	keys Tab y Tab
	field 'How old' && keys C-n C-n C-n Tab
	field 'Sex' && keys C-n Tab
	field 'How many' && keys 4 Tab
	field 'Language' && keys l a o Tab
	field 'Call back until' && keys -l '06:00' && keys Tab Tab
	field 'Number' && keys -l '+856 20 0000 0000' && keys Tab
	field 'Who may answer' && keys C-n C-n Tab
	field 'We say we are' && keys -l 'the library' && keys Tab
	field 'Hang up if' && keys -l 'a man answers' && keys Tab
	field 'Who called' && keys C-n C-n Tab Tab Tab
	field 'Act' && keys -l 'harboured' && keys Tab Tab Tab
	field 'It is'
}
saved() {
	keys C-x
	wait_for 'is on the board; you are responsible'
	is "$(calls)" "$1" "it is saved as it is"
	leave
}

begin 132x43
picture call-132x43-empty
fill
picture call-132x43
keys F3
wait_for 'What to say stands beside the form' && ok "at 132 columns it is always there"
saved 1

begin 80x24
picture call-80x24-empty
keys F3
picture call-80x24-card
fill
like "$(screen)" 'What to say' "below the form it stays while she types"
keys F3
wait_gone 'What to say'
field 'It is' && ok "hidden, the field is the one that it was"
picture call-80x24
keys F3
wait_for 'What to say'
keys Escape
wait_gone 'What to say' && field 'It is' && ok "Esc hides it, and leaves nothing"
saved 2

begin 60x20
picture call-60x20-empty
fill
picture call-60x20
keys F3
picture call-60x20-card
keys F3
wait_gone 'What to say' && field 'It is' && ok "over the form it leaves the field as it was, too"
keys F3
wait_for 'What to say'
keys BTab BTab BTab
wait_gone 'What to say' && ok "who types on has the form before her"
saved 3

begin 40x15
keys F3
picture call-40x15-card
keys F3
picture call-40x15-card-more
keys F3
wait_for 'F3 hides it'
keys F3
wait_gone 'What to say' && ok "on a small screen it goes on, and ends"
leave

# A card of the settings, with words of nobody: what is said in Lao is for those who speak it.
cat >> "$KEYS/conf" <<END
call_card = ( { language = "lo"; first = "ສະບາຍດີ 1"; no_promise = "ສະບາຍດີ 2"; other_voice = "ສະບາຍດີ 3";
	hang_up = "ສະບາຍດີ 4"; } );
END
begin 80x24
keys F3
wait_for 'nobody has checked it in Thai' && ok "English says that it stands in for the language of the office"
field 'What was said'
keys Tab Tab Tab Tab Tab
field 'Language' && keys l a o Tab
field 'Call back until'
wait_for 'ສະບາຍດີ 4' && ok "a card of the settings is there in its language"
unlike "$(screen)" 'nobody has checked|Can you talk' "and English is not"
leave
finish
