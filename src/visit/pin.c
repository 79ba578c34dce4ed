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

/*
 * What libcrypt makes of it, in data, which is overwritten by the caller; NULL
 * when it cannot: it says so by a text that no hash begins with.
 */
static const char *hash_of(
    const struct pin *pin, const char *typed, struct crypt_data *data)
{
	__typeof__(&crypt_r) hash;
	const char *made;

	memset(data, 0, sizeof(*data));
	memcpy(&hash, &pin->library, sizeof(hash));
	made = hash(typed, pin->hash, data);
	return made != NULL && made[0] == '$' ? made : NULL;
}

static void throw_away(struct crypt_data *data)
{
	explicit_bzero(data, sizeof(*data));
	free(data);
}

static enum pin_result compare(const struct pin *pin, const char *typed)
{
	struct crypt_data *const data = die_alloc(sizeof(*data));
	const char *const made = hash_of(pin, typed, data);
	enum pin_result result = PIN_CANNOT;

	if (made != NULL)
		result = same(made, pin->hash) ? PIN_RIGHT : PIN_WRONG;
	throw_away(data);
	return result;
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
	const int64_t until = pin->until;
	enum pin_result result;

	if (pin->hash[0] == '\0')
		return PIN_NONE;
	if (pin->library == NULL)
		return PIN_CANNOT;
	if (pin_wait_s(pin, now) > 0)
		return PIN_WAIT;
	/* counted before it is looked at: pulling the plug does not help */
	pin->failed++;
	pin->until = now + wait_after(pin->failed);
	write_count(pin);
	result = typed[0] == '\0' ? PIN_WRONG : compare(pin, typed);
	if (result == PIN_WRONG)
		return PIN_WRONG;
	pin->failed = result == PIN_RIGHT ? 0 : pin->failed - 1;
	pin->until = result == PIN_RIGHT ? 0 : until;
	write_count(pin);
	return result;
}

bool pin_works(const struct pin *pin)
{
	struct crypt_data *data;
	const char *made, *end;
	bool works;

	if (pin->hash[0] == '\0' || pin->library == NULL)
		return false;
	data = die_alloc(sizeof(*data));
	made = hash_of(pin, "x", data);
	end = strrchr(pin->hash, '$');
	/* the settings are the same, and what follows is as long */
	works = made != NULL && end != NULL &&
	        strlen(made) == strlen(pin->hash) &&
	        strncmp(made, pin->hash, (size_t)(end - pin->hash) + 1) == 0;
	throw_away(data);
	return works;
}

int pin_wait_s(const struct pin *pin, int64_t now)
{
	if (pin->until <= now)
		return 0;
	return pin->until - now > PIN_LONGEST_S ? PIN_LONGEST_S
	                                        : (int)(pin->until - now);
}
