#!/bin/sh
# Who she is, in the scripts of the region: the form in which it is written, and the sheet that is read.
. "$(dirname "$0")/../e2e/tmux.sh"
. "$(dirname "$0")/looks.sh"
. "$(dirname "$0")/../e2e/vault.sh"
region
people
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
