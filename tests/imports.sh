#!/bin/sh
# The program asks the system for nothing that talks to a network or starts
# another program: the list of its imported functions says so. (dlopen is for
# SQLite, for hashing a PIN and for codes to scan; socket and connect are for the
# service manager of a kiosk, a socket of this machine. tests/layers.sh holds who
# may.)
set -u
command -v nm >/dev/null || exit 77
found=$(nm -D --undefined-only "$1" | awk '{ sub(/@.*/, "", $2); print $2 }' |
    grep -xE 'socketpair|bind|listen|accept4?|getaddrinfo|gethostbyname.*|send(to|m?msg)?|recv(from|m?msg)?|system|popen|exec(v|l|ve|vp|le|lp|vpe|veat)|fexecve|posix_spawnp?|v?fork|clone')
if [ -n "$found" ]; then
	echo "imports: the program imports: $found"
	exit 1
fi
exit 0
