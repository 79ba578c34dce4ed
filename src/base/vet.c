#include "base/vet.h"

#include <string.h>

struct vet_lines vet_begin(struct slice text)
{
	if (slice_starts(text, "\xEF\xBB\xBF")) {
		text.ptr += 3;
		text.len -= 3;
	}
	return (struct vet_lines){ text, 0 };
}

bool vet_next(struct vet_lines *lines, struct slice *line)
{
	struct slice *const rest = &lines->rest;
	const char *end;

	if (rest->len == 0)
		return false;
	lines->line++;
	*line = *rest;
	end = memchr(rest->ptr, '\n', rest->len);
	if (end == NULL) {
		rest->ptr += rest->len;
		rest->len = 0;
		return true;
	}
	line->len = (size_t)(end - line->ptr);
	rest->ptr += line->len + 1;
	rest->len -= line->len + 1;
	if (line->len > 0 && line->ptr[line->len - 1] == '\r')
		line->len--;
	return true;
}

static const char *control_fault(char byte)
{
	if (byte == '\0')
		return "line has a NUL byte";
	if (byte == '\r')
		return "line has a carriage return that is not part of a line "
		       "ending";
	return "line has a control character";
}

/* A run of bytes over 0x7F: whole characters, if it is UTF-8 at all. */
static const char *high_fault(const char *ptr, size_t len)
{
	if (!utf8_valid(ptr, len, NULL))
		return "line is not valid UTF-8";
	for (size_t at = 0; at < len;) {
		const unsigned char *const in = (const unsigned char *)ptr + at;

		if (in[0] == 0xC2 && in[1] < 0xA0)
			return control_fault(ptr[at]);
		at += in[0] < 0xE0 ? 2 : in[0] < 0xF0 ? 3 : 4;
	}
	return NULL;
}

const char *vet_fault(struct slice line)
{
	size_t at = 0;

	for (;;) {
		const char *fault;
		size_t end;

		at += text_plain_len(line.ptr + at, line.len - at);
		if (at == line.len)
			return NULL;
		if (line.ptr[at] == '\t') {
			at++;
			continue;
		}
		if ((unsigned char)line.ptr[at] < 0x80)
			return control_fault(line.ptr[at]);
		end = at + 1;
		while (end < line.len && (unsigned char)line.ptr[end] >= 0x80)
			end++;
		fault = high_fault(line.ptr + at, end - at);
		if (fault != NULL)
			return fault;
		at = end;
	}
}
