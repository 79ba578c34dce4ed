#include "content/layout.h"

static const char *const names[ROLE_COUNT] = {
	[ROLE_NORMAL] = "normal",
	[ROLE_STRONG] = "strong",
	[ROLE_EMPH] = "emph",
	[ROLE_CODE] = "code",
	[ROLE_STRIKE] = "strike",
	[ROLE_LINK] = "link",
	[ROLE_TITLE] = "title",
	[ROLE_HEADING] = "heading",
	[ROLE_RULE] = "rule",
	[ROLE_CAPTION] = "caption",
	[ROLE_LABEL] = "label",
	[ROLE_EMERGENCY] = "emergency",
	[ROLE_URGENT] = "urgent",
	[ROLE_ROUTINE] = "routine",
	[ROLE_SELFCARE] = "selfcare",
	[ROLE_DO] = "do",
	[ROLE_DONT] = "dont",
	[ROLE_NOTE] = "note",
	[ROLE_BAR] = "bar",
	[ROLE_FOCUS] = "focus",
	[ROLE_MATCH] = "match",
	[ROLE_FOUND] = "found",
	[ROLE_HINT] = "hint",
	[ROLE_HELP] = "help",
	[ROLE_MESSAGE] = "message",
	[ROLE_PAPER] = "paper",
};

static void print_filtered(const char *ptr, size_t len, FILE *out)
{
	char buf[256];
	size_t at = 0;

	while (at < len) {
		size_t used = 0;

		at += text_filter(
		    ptr + at, len - at, false, buf, sizeof(buf), &used);
		(void)fwrite(buf, 1, used, out);
	}
}

static void print_span(const struct span *span, FILE *out)
{
	/* Indents and padding are told apart by their width alone. */
	if ((span->flags & SPAN_BLANK) != 0) {
		(void)fprintf(out, " +%u", (unsigned)span->len);
		return;
	}
	(void)fprintf(out, " %s", names[span->role]);
	if (span->link != 0)
		(void)fprintf(out, "#%u", span->link);
	(void)fputs(":\"", out);
	print_filtered(span->ptr, span->len, out);
	(void)fputc('"', out);
}

void layout_print(const struct layout *layout, FILE *out)
{
	size_t at, i;

	for (at = 0; at < layout->nlines; at++) {
		const struct line *const line = &layout->lines[at];

		(void)fprintf(out, "%u+%u |", line->block, line->offset);
		for (i = line->span; i < line->span + line->nspans; i++)
			print_span(&layout->spans[i], out);
		(void)fputc('\n', out);
	}
}
