#!/bin/sh
# The manual pages are clean mdoc.
set -u
cd "$1/docs" || exit 2
command -v mandoc >/dev/null || {
	echo "manual: no mandoc; skipped"
	exit 77
}
bad=0
for page in *.[1-8]; do
	[ -f "$page" ] || continue
	faults=$(mandoc -Tlint -Wstyle "$page" 2>&1 |
	    grep -v 'STYLE: referenced manual not found')
	if [ -n "$faults" ]; then
		echo "$faults"
		bad=1
	fi
done
exit "$bad"
