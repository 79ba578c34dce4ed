#!/bin/sh
# The program as built: position independent, relocations read-only, no
# executable stack, nothing both writable and executable, stack protected.
set -u
command -v readelf >/dev/null || exit 77
bad=0

need()
{
	if ! printf '%s\n' "$2" | grep -qE "$3"; then
		echo "hardening: $1 is missing"
		bad=1
	fi
}

header=$(readelf -hW "$1")
segments=$(readelf -lW "$1")
dynamic=$(readelf -dW "$1")
symbols=$(readelf -W --dyn-syms "$1")

need "PIE" "$header" 'Type: *DYN'
need "the PIE flag" "$dynamic" 'FLAGS_1.* PIE'
need "RELRO" "$segments" 'GNU_RELRO'
need "immediate binding" "$dynamic" '(BIND_NOW|FLAGS_1.* NOW)'
need "GNU_STACK" "$segments" 'GNU_STACK'
need "stack protection" "$symbols" '__stack_chk_fail'
need "fortified calls" "$symbols" '_chk@'
if printf '%s\n' "$segments" | grep -E '^ *(LOAD|GNU_STACK)' |
    grep -qE ' R?WE '; then
	echo "hardening: a segment is writable and executable"
	bad=1
fi
if printf '%s\n' "$dynamic" | grep -qE 'TEXTREL|RPATH|RUNPATH'; then
	echo "hardening: text relocations or a run path"
	bad=1
fi
exit "$bad"
