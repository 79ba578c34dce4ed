#!/bin/sh
# The files of a kiosk's installation: units that systemd understands and that
# are locked down as far as they say, an sshd example that sshd understands,
# and the same settings in the example as in the manual page.
# usage: units.sh SOURCE_DIR BUILD_DIR PROGRAM
set -u
bad=0

fault()
{
	echo "units: $*"
	bad=1
}

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

# Settings.
example=$1/assets/kiosk.ini.example
page=$1/docs/lumbar-kiosk.7
sed -n 's/^\(# \)\{0,1\}\([a-z_]*\) = .*/\2/p' "$example" >"$work/example"
sed -n '/^\.Sh SETTINGS/,/^\.Sh [^S]/s/^\.It Cm \([a-z_]*\).*/\1/p' "$page" \
    >"$work/page"
diff "$work/example" "$work/page" ||
    fault "kiosk.ini.example and lumbar-kiosk.7 differ in their keys"
[ -s "$work/example" ] || fault "no keys in kiosk.ini.example"

# The shell of the account: the kiosk, whatever it is asked, and TERM alone.
mkdir "$work/bin"
printf '#!/bin/sh\nenv | grep -v ^PWD= | sort | tr "\\n" " "; echo "$*"\n' \
    >"$work/bin/lumbar"
sed "s,/[^ ]*/bin/lumbar ,$work/bin/lumbar ,;s,/etc/default,$work,g" \
    "$2/assets/kiosk-shell" >"$work/shell"
chmod +x "$work/bin/lumbar"
said=$(TERM=vt100 LINES=1 LUMBAR_CONTENT=/ sh "$work/shell" -c id)
[ "$said" = 'LANG=C.UTF-8 TERM=vt100 kiosk' ] ||
    fault "kiosk-shell: another command, or more than TERM in the environment"
echo 'KIOSK_OPTIONS="--region us"' >"$work/lumbar-kiosk"
said=$(TERM=vt100 sh "$work/shell")
[ "$said" = 'LANG=C.UTF-8 TERM=vt100 --region us kiosk' ] ||
    fault "kiosk-shell with options: $said"

# The serial line, as stty leaves a terminal when it has done what the unit
# tells it: no BREAK, no XOFF.
# shellcheck disable=SC2016
line=$(sed -n 's/^ExecStartPre=\/usr\/bin\/stty \$SPEED \$CARRIER //p' \
    "$2/assets/systemd/lumbar-kiosk-serial@.service")
if command -v script >/dev/null; then
	said=$(script -qec "stty ixon brkint -ignbrk; stty $line; stty -a" \
	    /dev/null </dev/null)
	for flag in ignbrk -brkint -ixon -ixoff cs8; do
		case " $(echo "$said" | tr '\r\n' '  ')" in
		*" $flag "*) ;;
		*) fault "the serial line is not $flag: $said" ;;
		esac
	done
fi

# sshd: as it is read from sshd_config.d.
if command -v sshd >/dev/null && [ -d /run/sshd ]; then
	ssh-keygen -q -t ed25519 -N '' -f "$work/key" || exit 2
	"$(command -v sshd)" -T -f "$2/assets/ssh/lumbar-kiosk.conf" \
	    -h "$work/key" -C user=lumbar-kiosk,host=a,addr=127.0.0.1 \
	    >"$work/sshd" || fault "sshd does not take lumbar-kiosk.conf"
	for line in 'permituserrc no' 'disableforwarding yes' 'maxsessions 1' \
	    'passwordauthentication no' 'permituserenvironment no'; do
		grep -qx "$line" "$work/sshd" || fault "sshd: not $line"
	done
	grep -q '^forcecommand /.*/lumbar/kiosk-shell$' "$work/sshd" ||
	    fault "sshd: another command"
fi

# systemd: with the program that was built, for the one that is not installed.
command -v systemd-analyze >/dev/null || {
	echo "units: no systemd-analyze; skipped"
	[ "$bad" = 0 ] || exit 1
	exit 77
}
cp "$1"/assets/systemd/*.timer "$2"/assets/systemd/*.service "$work" || exit 2
sed -i "s,/[^ (=]*/bin/lumbar ,$3 ,g" "$work"/*.service
cd "$work" || exit 2
mv lumbar-kiosk@.service lumbar-kiosk@tty1.service
mv lumbar-kiosk-serial@.service lumbar-kiosk-serial@ttyS0.service
version=$(systemd-analyze --version | sed -n '1s/^systemd \([0-9]*\).*/\1/p')
for unit in *.service *.timer; do
	said=$(systemd-analyze verify --man=no "./$unit" 2>&1) || said="$said."
	said=$(printf '%s' "$said" | grep -F "$unit")
	[ -z "$said" ] || fault "$said"
	case $unit in *.timer) continue ;; esac
	# Under 2.0 of 10, and what the file itself says.
	score=$(systemd-analyze security --offline=true --threshold=20 \
	    --no-pager "./$unit" 2>&1) || fault "$unit is open wide: $score"
	score=$(printf '%s\n' "$score" | sed -n 's/.*level for [^:]*: //p')
	grep -qF "level for $unit: ${score% *}" "$unit" ||
	    [ "$version" != 252 ] || fault "$unit has ${score% *}"
done
[ "$bad" = 0 ] && echo "units: as they should be"
exit "$bad"
