#!/bin/sh
# Every C file looks as .clang-format says (version 14, as on Debian 12).
set -u
cd "$1" || exit 2
tool=$(command -v clang-format-14 || command -v clang-format) || {
	echo "format: no clang-format; skipped"
	exit 77
}
case $("$tool" --version) in
*version\ 14.*) ;;
*)
	echo "format: this clang-format is not version 14; skipped"
	exit 77
	;;
esac
list=$(mktemp) || exit 2
trap 'rm -f "$list"' EXIT
find src ui tests -name '*.[ch]' | LC_ALL=C sort >"$list"
if xargs "$tool" --dry-run --Werror <"$list"; then
	echo "format: $(wc -l <"$list") files"
	exit 0
fi
echo "format: run scripts/format"
exit 1
