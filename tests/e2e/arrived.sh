# arrived.sh: what may reach a terminal or a file; sourced after tmux.sh, whose ok and not_ok it uses.
#
# arrived DESC tty|file FILE WORD...: only what may; and these words of the payloads were shown
arrived() {
	a_desc=$1 a_kind=$2 a_file=$3
	shift 3
	if ! a_shown=$(perl tests/e2e/arrived.pl "$a_file" "$a_kind" 2>&1); then
		not_ok "$a_desc"
		echo "$a_shown" | sed 's/^/# /'
		return
	fi
	for word in "$@"; do
		case " $a_shown " in
		*" $word "*) ;;
		*) not_ok "$a_desc"; echo "# not shown, so nothing was proved: $word"; return ;;
		esac
	done
	ok "$a_desc"
}
