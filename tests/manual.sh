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
	# What has no line number is about this system's index of manuals.
	faults=$(mandoc -Tlint -Wstyle "$page" 2>&1 |
	    grep -E ':[0-9]+:[0-9]+: ' |
	    grep -v 'referenced manual not found')
	if [ -n "$faults" ]; then
		echo "$faults"
		bad=1
	fi
done
exit "$bad"
