#!/bin/sh
# Each hazard of docs/clinical-safety.md and each threat of docs/security.md
# has an answer, and each test that is named there exists: `file` or
# `file:function`. usage: hazards.sh SOURCE_DIR
set -u
cd "$1" || exit 2
bad=0
count=0

fault()
{
	echo "hazards: $*"
	bad=1
}

# rows LOG FORMAT NUMBER ANSWER: the rows are numbered, none is left out, and
# each has what counts as an answer (an extended regular expression).
rows()
{
	pattern=$(echo "$2" | sed 's/%02d/[0-9]*/')
	number=1
	rows=$(sed -n "s/^| \($pattern\) |.*/\1/p" "$1")
	for row in $rows; do
		# The format is this script's own.
		# shellcheck disable=SC2059
		[ "$row" = "$(printf "$2" "$number")" ] ||
		    fault "$row is not the next in $1"
		number=$((number + 1))
		grep "^| $row |" "$1" | grep -qE "$4" || fault "$row has no test"
	done
	[ "$number" = $(($3 + 1)) ] || fault "there are not $3 rows in $1"
}

# The tests that a log names.
tests()
{
	# The backquotes are Markdown's.
	# shellcheck disable=SC2016
	for name in $(grep -o '`tests/[^`]*`' "$1" | tr -d '`' | sort -u); do
		file=${name%%:*}
		function=${name#"$file"}
		function=${function#:}
		count=$((count + 1))
		if [ ! -f "$file" ]; then
			fault "there is no $file"
		elif [ -n "$function" ] && ! tr -s '[:space:]' ' ' <"$file" |
		    grep -qE "(cmocka_unit_test[a-z_]*|TEST)\\( ?$function\\b"; then
			fault "$file has no test $function"
		fi
	done
}

rows docs/clinical-safety.md HZ%02d 27 '`tests/'
rows docs/security.md S%02d 21 '`tests/|planned: |check list [0-9]'
tests docs/clinical-safety.md
tests docs/security.md

# Lines of the administrator's check list.
lines=$(sed -n '/^\.Sh CHECK LIST/,/^\.Sh SEE/p' docs/lumbar-kiosk.7 |
    grep -cx '\.It')
named=$(grep -oE 'check list [0-9]+(( and)? [0-9]+)*' docs/security.md |
    grep -oE '[0-9]+')
for line in $named; do
	if [ "$line" -lt 1 ] || [ "$line" -gt "$lines" ]; then
		fault "the check list has no line $line"
	fi
done
[ "$bad" = 0 ] && echo "hazards: $count tests of 27 hazards, 21 threats exist"
exit "$bad"
