#include "content/entity.h"

#include <assert.h>
#include <string.h>

#include "content/entity_table.inc"

enum {
	NAMES = sizeof(entity_offsets) / sizeof(*entity_offsets)
};

static struct slice number(struct slice digits, unsigned base, char *buf)
{
	uint32_t cp = 0;

	for (size_t i = 0; i < digits.len && cp <= 0x10FFFF; i++) {
		const unsigned char c = (unsigned char)digits.ptr[i];
		const unsigned digit =
		    (unsigned)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);

		cp = cp * base + digit;
	}
	if (cp == 0 || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		cp = UTF8_BAD;
	return (struct slice){ buf, utf8_put(buf, cp) };
}

static bool all_of(struct slice s, const char *set)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '\0' || strchr(set, s.ptr[i]) == NULL)
			return false;
	}
	return s.len > 0;
}

/* Like memcmp, but of slices: a name before its own extension. */
static int compare(struct slice a, struct slice b)
{
	const size_t len = a.len < b.len ? a.len : b.len;
	const int order = memcmp(a.ptr, b.ptr, len);

	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

/* Length and bytes, as they stand in the table; the next one follows. */
static struct slice counted(const char *at)
{
	return (struct slice){ at + 1, (unsigned char)*at };
}

static bool named(struct slice name, struct slice *out)
{
	size_t low = 0;
	size_t high = NAMES;

	while (low < high) {
		const size_t mid = (low + high) / 2;
		const struct slice have =
		    counted(entity_names + entity_offsets[mid]);
		const int order = compare(name, have);

		if (order == 0) {
			*out = counted(have.ptr + have.len);
			return true;
		}
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return false;
}

bool entity_decode(struct slice entity, char buf[ENTITY_MAX], struct slice *out)
{
	struct slice name;

	assert(out != NULL);
	if (entity.len < 3 || entity.ptr[0] != '&' ||
	    entity.ptr[entity.len - 1] != ';')
		return false;
	name = (struct slice){ entity.ptr + 1, entity.len - 2 };
	if (name.ptr[0] != '#')
		return named(name, out);

	name.ptr++;
	name.len--;
	if (name.len > 0 && (name.ptr[0] | 0x20) == 'x') {
		name.ptr++;
		name.len--;
		if (!all_of(name, "0123456789abcdefABCDEF"))
			return false;
		*out = number(name, 16, buf);
		return true;
	}
	if (!all_of(name, "0123456789"))
		return false;
	*out = number(name, 10, buf);
	return true;
}
