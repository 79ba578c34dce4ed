#include "base/slice.h"

#include <string.h>

struct slice slice_of(const char *str)
{
	return (struct slice){ str, str != NULL ? strlen(str) : 0 };
}

bool slice_eq(struct slice a, struct slice b)
{
	return a.len == b.len &&
	       (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool slice_is(struct slice a, const char *str)
{
	return slice_eq(a, slice_of(str));
}

bool slice_starts(struct slice a, const char *str)
{
	const struct slice b = slice_of(str);

	return a.len >= b.len &&
	       (b.len == 0 || memcmp(a.ptr, b.ptr, b.len) == 0);
}

struct slice slice_trim(struct slice a)
{
	while (a.len > 0 && (a.ptr[0] == ' ' || a.ptr[0] == '\t')) {
		a.ptr++;
		a.len--;
	}
	while (
	    a.len > 0 && (a.ptr[a.len - 1] == ' ' || a.ptr[a.len - 1] == '\t'))
		a.len--;
	return a;
}

bool slice_next_item(struct slice *list, struct slice *item)
{
	const char *comma;
	size_t len;

	if (list->len == 0)
		return false;
	comma = memchr(list->ptr, ',', list->len);
	len = comma == NULL ? list->len : (size_t)(comma - list->ptr);
	*item = slice_trim((struct slice){ list->ptr, len });
	len += comma != NULL;
	list->ptr += len;
	list->len -= len;
	return true;
}
