#!/bin/sh
# Every option and command of --help is in the manual page, and the other way
# round. usage: options.sh PROGRAM SOURCE_DIR
set -u
help=$("$1" --help) || exit 1
page=$2/docs/lumbar.1
bad=0
for word in $(printf '%s\n' "$help" | sed -n 's/^  --\([a-z-]*\).*/\1/p'); do
	grep -qE "^\\.It Fl -$word( |\$)" "$page" || {
		echo "options: --$word is not in lumbar.1"
		bad=1
	}
done
known=$(sed -n 's/^\.It Fl -\([a-z-]*\).*/\1/p' "$page")
for word in $known; do
	printf '%s\n' "$help" | grep -qE "^  --$word( |\$)" || {
		echo "options: --$word is in lumbar.1 only"
		bad=1
	}
done
for word in $(printf '%s\n' "$help" |
    sed -n 's/^  lumbar \([a-z-]*\) .*/\1/p'); do
	grep -qE "^\\.It Cm $word\$" "$page" || {
		echo "options: the command $word is not in lumbar.1"
		bad=1
	}
done
exit "$bad"
