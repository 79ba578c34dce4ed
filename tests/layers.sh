#!/bin/sh
# The rules of docs/architecture.md about who may include whom.
# usage: layers.sh SOURCE_DIR [COMPILER]
set -u
cd "$1" || exit 2
cc=${2:-cc}
bad=0

fault()
{
	echo "layers: $*"
	bad=1
}

sources()
{
	find "$@" -name '*.[ch]' 2>/dev/null | LC_ALL=C sort
}

# includes FILE: what it includes, < and " kept, one a line.
includes()
{
	sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*\([<"][^>"]*\)[>"].*/\1/p' "$1"
}

# only HEADER FILE...: nobody else in src and ui includes it.
only()
{
	header=$1
	shift
	for file in $(sources src ui); do
		for allowed in "$@"; do
			# The right side is a pattern.
			# shellcheck disable=SC2254
			case $file in $allowed) continue 2 ;; esac
		done
		includes "$file" | grep -qE "^[<\"]($header)\$" &&
		    fault "$file includes $header; only $* may"
	done
}

only '(ncursesw/)?(n?curses|term|panel|menu|form)\.h' 'ui/terminal/tty*.c'
only 'ini\.h' 'src/base/ini_file.c'
only 'md4c(-html)?\.h' 'src/content/markdown.c'
only 'sqlite3\.h' 'src/visit/store*' 'src/find/search.c'
only 'dlfcn\.h' 'src/base/library.c'
only 'qrencode\.h' 'ui/widgets/qr.c'
only 'export_folder\.h' 'ui/export_folder.c' 'ui/command_export.c'
only 'seccomp\.h' 'ui/terminal/sandbox_calls.c'
only 'sys/(socket|un)\.h' 'ui/manager.c'
only '(netdb|netinet/.*|arpa/.*|spawn)\.h' ''

# floor FOLDER: what files there may include of ours, as a pattern.
floor()
{
	case $1 in
	src/base) echo 'base/' ;;
	src/content) echo '(base|content)/' ;;
	src/quiz) echo '(base|quiz)/' ;;
	src/triage) echo '(base|triage)/' ;;
	src/visit) echo '(base|visit)/' ;;
	src/find) echo '(base|content|quiz|triage|visit|find)/' ;;
	src/check) echo '(base|content|quiz|triage|visit|find|check)/' ;;
	ui/terminal) echo '(base|content|visit|terminal)/' ;;
	ui/widgets)
		echo '(base|content|quiz|triage|visit|find|check|terminal|widgets)/'
		;;
	ui/screens)
		echo '(base|content|quiz|triage|visit|find|check|terminal|widgets)/|screens/(screen|screens)\.h'
		;;
	ui) echo '.*' ;;
	*) echo 'none' ;;
	esac
}

for file in $(sources src ui); do
	folder=${file%/*}
	room=${folder#*/}
	pattern=$(floor "$folder")
	if [ "$pattern" = none ]; then
		fault "$file: $folder is no room of the house"
		continue
	fi
	base=${file##*/}
	own=${base%.c}.h
	for header in $(includes "$file" | sed -n 's/^"//p'); do
		# A screen cut into several files has a header for them:
		# article_screen.h is for article_*.c.
		stem=${header#screens/}
		stem=${stem%.h}
		stem=${stem%_screen}
		case $file in
		ui/screens/"$stem".[ch] | ui/screens/"$stem"_*.[ch]) continue ;;
		esac
		echo "$header" | grep -qE "^($pattern)" ||
		    fault "$file includes $header: not from this floor"
	done
	# A .c begins with its own header.
	case $file in
	*.c)
		[ "$room" = "$folder" ] && own_path=$own || own_path=$room/$own
		if [ -f "${file%.c}.h" ]; then
			first=$(includes "$file" | head -n 1)
			[ "$first" = "\"$own_path" ] ||
			    fault "$file does not include $own_path first"
		fi
		;;
	esac
done

# Every header compiles alone.
list=$(mktemp) || exit 2
trap 'rm -f "$list"' EXIT
sources src ui | grep '\.h$' >"$list"
while read -r header; do
	printf '#include "%s"\n' "${header#*/}" |
	    "$cc" -std=c11 -D_GNU_SOURCE -Isrc -Iui -Wall -Wextra \
	        -fsyntax-only -x c - || fault "$header does not compile alone"
done <"$list"

# No other program is ever started, nothing is fetched, no unsafe string calls.
for file in $(sources src ui); do
	grep -nE '(^|[^a-z_>.])(system|popen|execl|execlp|execle|execv|execvp|execvpe|posix_spawnp?|v?fork|socketpair|listen|accept4?|send(to|m?msg)|recv(from|m?msg)|getaddrinfo|gets|strcat|sprintf|vsprintf|strtok)[[:space:]]*\(' \
	    "$file" | sed "s|^|layers: $file:|" | grep . && bad=1
done

# One socket is opened, in one place, and it can reach this machine only.
for file in $(sources src ui); do
	[ "$file" = ui/manager.c ] && continue
	grep -nE '(^|[^a-z_>.])(socket|connect)[[:space:]]*\(' "$file" |
	    sed "s|^|layers: opens a connection: $file:|" | grep . && bad=1
done
calls=$(grep -oE '(^|[^a-z_])(socket|connect)\([^,]*' ui/manager.c |
    sed 's/^[^a-z]//' | tr '\n' ' ')
[ "$calls" = 'socket(AF_UNIX connect(fd ' ] ||
    fault "ui/manager.c opens more than one socket of AF_UNIX: $calls"
for file in $(sources src ui); do
	grep -nE '[AP]F_[A-Z0-9]' "$file" | grep -v 'AF_UNIX' |
	    sed "s|^|layers: $file:|" | grep . && bad=1
done

# Three files write to a disk: a result that somebody wants to keep (it asks the
# policy), the files of a store, of a kiosk's counts, of its heartbeat and of the
# tries at its PIN, and what "lumbar export" was told to make.
for file in $(sources src ui); do
	case $file in
	ui/widgets/save.c | src/visit/store_file.c) continue ;;
	ui/export_folder.c) continue ;;
	esac
	grep -nE 'O_CREAT|O_TMPFILE|(^|[^a-z_])f?open[[:space:]]*\([^)]*"[wa]|(^|[^a-z_])(creat|mkdir(at)?|rename(at2?)?|link(at)?|symlink(at)?|unlink(at)?|remove|mk[ds]?o?s?temp)\(' \
	    "$file" | sed "s|^|layers: writes to a disk: $file:|" | grep . &&
	    bad=1
done

[ "$bad" = 0 ] && echo "layers: all rules hold"
exit "$bad"
