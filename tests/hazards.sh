#!/bin/sh
# Each hazard of docs/clinical-safety.md has a test, and each test that is
# named there exists: `file` or `file:function`. usage: hazards.sh SOURCE_DIR
set -u
cd "$1" || exit 2
log=docs/clinical-safety.md
bad=0
count=0

fault()
{
	echo "hazards: $*"
	bad=1
}

hazards=$(sed -n 's/^| \(HZ[0-9]*\) |.*/\1/p' "$log")
number=1
for hazard in $hazards; do
	[ "$hazard" = "$(printf 'HZ%02d' "$number")" ] ||
	    fault "$hazard is not the next in the log"
	number=$((number + 1))
	grep "^| $hazard |" "$log" | grep -q '`tests/' ||
	    fault "$hazard has no test"
done
[ "$number" = 27 ] || fault "there are not 26 hazards"

# The backquotes are Markdown's.
# shellcheck disable=SC2016
for name in $(grep -o '`tests/[^`]*`' "$log" | tr -d '`' | sort -u); do
	file=${name%%:*}
	function=${name#"$file"}
	function=${function#:}
	count=$((count + 1))
	if [ ! -f "$file" ]; then
		fault "there is no $file"
	elif [ -n "$function" ] && ! tr -s '[:space:]' ' ' <"$file" |
	    grep -qE "cmocka_unit_test[a-z_]*\\( ?$function\\b"; then
		fault "$file has no test $function"
	fi
done
[ "$bad" = 0 ] && echo "hazards: $count tests of 26 hazards exist"
exit "$bad"
