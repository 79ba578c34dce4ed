#include "widgets/wrap.h"

struct slice wrap_next(struct slice *rest, int cols)
{
	struct slice line = *rest;
	size_t cut;
	int used;

	line.len = text_fit(*rest, cols, &used);
	if (line.len == 0 && rest->len > 0) {
		uint32_t cp;

		line.len = utf8_next(rest->ptr, rest->len, &cp);
	}
	if (line.len < rest->len && rest->ptr[line.len] != ' ') {
		for (cut = line.len; cut > 0 && rest->ptr[cut - 1] != ' ';)
			cut--;
		if (cut > 0)
			line.len = cut;
	}
	rest->ptr += line.len;
	rest->len -= line.len;
	while (rest->len > 0 && rest->ptr[0] == ' ') {
		rest->ptr++;
		rest->len--;
	}
	return slice_trim(line);
}

int wrap_count(struct slice text, int cols)
{
	int n = 0;

	while (text.len > 0) {
		wrap_next(&text, cols);
		n++;
	}
	return n;
}
