#include "content/html_inline.h"

#include <string.h>

void html_put(struct html *h, const char *str)
{
	(void)fputs(str, h->out);
}

/* Filtered bytes: only what means something to HTML is left to change. */
static void put_escaped(struct html *h, const char *ptr, size_t len)
{
	size_t i, from = 0;

	for (i = 0; i < len; i++) {
		const char *entity = ptr[i] == '&'    ? "&amp;"
		                     : ptr[i] == '<'  ? "&lt;"
		                     : ptr[i] == '>'  ? "&gt;"
		                     : ptr[i] == '"'  ? "&quot;"
		                     : ptr[i] == '\'' ? "&#39;"
		                                      : NULL;

		if (entity == NULL)
			continue;
		(void)fwrite(ptr + from, 1, i - from, h->out);
		html_put(h, entity);
		from = i + 1;
	}
	(void)fwrite(ptr + from, 1, len - from, h->out);
}

/* Text of the document: through the filter, line ends and tabs kept. */
void html_text(struct html *h, struct slice text)
{
	char buf[1024];

	while (text.len > 0) {
		const char c = text.ptr[0];
		size_t len = 0, used = 0, taken;

		if (c == '\n' || c == '\t') {
			(void)fputc(c, h->out);
			text.ptr++;
			text.len--;
			continue;
		}
		while (len < text.len && text.ptr[len] != '\n' &&
		       text.ptr[len] != '\t')
			len++;
		taken =
		    text_filter(text.ptr, len, false, buf, sizeof(buf), &used);
		put_escaped(h, buf, used);
		text.ptr += taken;
		text.len -= taken;
	}
}

void html_str(struct html *h, const char *str)
{
	html_text(h, slice_of(str));
}

static bool is_id_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* The bytes of an id at the start. */
static size_t id_len(struct slice s)
{
	size_t len = 0;

	while (len < s.len && is_id_char(s.ptr[len]))
		len++;
	return len;
}

/* Whether every byte may stand in an address as it is. */
static bool is_web(struct slice target)
{
	size_t i;

	if (!slice_starts(target, "https://") &&
	    !slice_starts(target, "http://"))
		return false;
	for (i = 0; i < target.len; i++) {
		if (target.ptr[i] <= ' ' || target.ptr[i] > '~' ||
		    strchr("\"'<>\\`", target.ptr[i]) != NULL)
			return false;
	}
	return true;
}

static bool open_address(struct html *h, struct slice address)
{
	html_put(h, "<a href=\"");
	html_text(h, address);
	html_put(h, "\">");
	return true;
}

/* "id", "id#part", "#part", or an address; false: it stays text. */
static bool open_link(struct html *h, struct slice target)
{
	const size_t id = id_len(target);
	struct slice part = { target.ptr + id, target.len - id };

	if (is_web(target))
		return open_address(h, target);
	if (h->address != NULL && (target.len == 0 || target.ptr[0] != '#')) {
		const char *const address =
		    h->address(h->site, target, &h->arena);

		return address != NULL && open_address(h, slice_of(address));
	}
	if (part.len > 0) {
		if (part.len < 2 || part.ptr[0] != '#')
			return false;
		part.ptr++;
		part.len--;
		if (id_len(part) != part.len)
			return false;
	} else if (id == 0) {
		return false;
	}
	html_put(h, "<a href=\"");
	html_text(h, (struct slice){ target.ptr, id });
	if (id > 0)
		html_put(h, ".html");
	if (part.len > 0) {
		html_put(h, "#");
		html_text(h, part);
	}
	html_put(h, "\">");
	return true;
}

static const char *element_of(enum role role)
{
	switch (role) {
	case ROLE_STRONG:
		return "strong";
	case ROLE_EMPH:
		return "em";
	case ROLE_CODE:
		return "code";
	case ROLE_STRIKE:
		return "s";
	default:
		return NULL;
	}
}

void html_runs(struct html *h, uint32_t node)
{
	const struct doc_node *const n = &h->doc->nodes[node];
	uint32_t link = 0, i;
	bool open = false;

	for (i = n->run; i < n->run + n->nruns; i++) {
		const struct doc_run *const run = &h->doc->runs[i];
		const char *element = element_of(run->role);

		if (run->kind == RUN_BREAK) {
			html_put(h, "<br>\n");
			continue;
		}
		if (run->link != link) {
			if (open)
				html_put(h, "</a>");
			link = run->link;
			open = link != 0 && link <= h->doc->nlinks &&
			       open_link(h, h->doc->links[link - 1].target);
		}
		if (n->kind == DOC_CODE)
			element = NULL;
		if (element != NULL)
			(void)fprintf(h->out, "<%s>", element);
		html_text(h, (struct slice){ run->ptr, run->len });
		if (element != NULL)
			(void)fprintf(h->out, "</%s>", element);
	}
	if (open)
		html_put(h, "</a>");
}
