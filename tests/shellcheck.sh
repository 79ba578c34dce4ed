#!/bin/sh
# The scripts are free of what shellcheck knows.
set -u
cd "$1" || exit 2
command -v shellcheck >/dev/null || {
	echo "shellcheck: not installed; skipped"
	exit 77
}
list=$(grep -rlE '^#!.*\b(sh|bash)\b' scripts .ci tests assets --include='*' 2>/dev/null |
    grep -vE '/(corpus|__pycache__)/')
# The names have no blanks.
# shellcheck disable=SC2086
shellcheck $list
