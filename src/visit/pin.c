#include "visit/pin.h"

#include <crypt.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"
#include "base/library.h"
#include "visit/store_file.h"

#define FILE_NAME "pin.tries"
#define SONAME    "libcrypt.so.1"

static const struct library_function hashes[] = { { "crypt_r",
    offsetof(struct pin, library) } };

static void read_count(struct pin *pin, int64_t now)
{
	const int fd = open(pin->path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	char text[64] = "";
	long long until;
	unsigned failed;

	if (fd < 0)
		return;
	if (read(fd, text, sizeof(text) - 1) > 0 &&
	    sscanf(text, "%u %lld", &failed, &until) == 2) {
		pin->failed = failed < 1000 ? failed : 1000;
		/* a clock that was wrong must not lock staff out for years */
		pin->until =
		    until > now + PIN_LONGEST_S ? now + PIN_LONGEST_S : until;
	}
	close(fd);
}

static void write_count(const struct pin *pin)
{
	char text[64];
	int len;

	if (pin->path[0] == '\0')
		return;
	len = snprintf(text, sizeof(text), "%u %lld\n", pin->failed,
	    (long long)pin->until);
	(void)store_file_replace(pin->path, text, (size_t)len, true);
}

void pin_open(
    struct pin *pin, const char *hash, const char *folder, int64_t now)
{
	memset(pin, 0, sizeof(*pin));
	pin->hash = hash;
	if (hash[0] == '\0')
		return;
	if (folder[0] != '\0' &&
	    snprintf(pin->path, sizeof(pin->path), "%s/%s", folder,
		FILE_NAME) >= (int)sizeof(pin->path))
		pin->path[0] = '\0';
	if (pin->path[0] != '\0')
		read_count(pin, now);
	(void)library_load(SONAME, hashes, 1, pin);
}

/* As long for a wrong PIN as for a right one. */
static bool same(const char *a, const char *b)
{
	const size_t len = strlen(a);
	unsigned differ = 0;

	if (len != strlen(b))
		return false;
	for (size_t i = 0; i < len; i++)
		differ |= (unsigned)(unsigned char)(a[i] ^ b[i]);
	return differ == 0;
}

static bool matches(const struct pin *pin, const char *typed)
{
	__typeof__(&crypt_r) hash_of;
	struct crypt_data *data = die_alloc(sizeof(*data));
	const char *made;
	bool good;

	memset(data, 0, sizeof(*data));
	memcpy(&hash_of, &pin->library, sizeof(hash_of));
	made = hash_of(typed, pin->hash, data);
	good = made != NULL && made[0] == '$' && same(made, pin->hash);
	explicit_bzero(data, sizeof(*data));
	free(data);
	return good;
}

static int64_t wait_after(unsigned failed)
{
	int64_t wait = PIN_WAIT_S;

	if (failed < PIN_TRIES)
		return 1;
	for (unsigned i = PIN_TRIES; i < failed && wait < PIN_LONGEST_S; i++)
		wait *= 2;
	return wait < PIN_LONGEST_S ? wait : PIN_LONGEST_S;
}

enum pin_result pin_try(struct pin *pin, const char *typed, int64_t now)
{
	if (pin->hash[0] == '\0' || pin->library == NULL)
		return PIN_NONE;
	if (pin_wait_s(pin, now) > 0)
		return PIN_WAIT;
	/* counted before it is looked at: pulling the plug does not help */
	pin->failed++;
	pin->until = now + wait_after(pin->failed);
	write_count(pin);
	if (typed[0] == '\0' || !matches(pin, typed))
		return PIN_WRONG;
	pin->failed = 0;
	pin->until = 0;
	write_count(pin);
	return PIN_RIGHT;
}

int pin_wait_s(const struct pin *pin, int64_t now)
{
	if (pin->until <= now)
		return 0;
	return pin->until - now > PIN_LONGEST_S ? PIN_LONGEST_S
	                                        : (int)(pin->until - now);
}
