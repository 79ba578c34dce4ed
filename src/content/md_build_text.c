/*
 * md_build_text.c - text, and breaks in it, as runs of the leaf that is open:
 * of the source where they can be, and with their line in it.
 */
#include <string.h>

#include "content/md_build.h"
#include "content/md_mark.h"

static const char newline[] = "\n";
static const char blanks[] = "                ";

static struct doc_node *node_of(const struct md_build *b, uint32_t node)
{
	return &b->doc->nodes[node];
}

const char *md_build_source(
    const struct md_build *build, const char *ptr, size_t len)
{
	const uintptr_t from = (uintptr_t)build->parsed;
	const uintptr_t at = (uintptr_t)ptr;

	if (at < from || at - from > build->text.len ||
	    len > build->text.len - (at - from))
		return NULL;
	return build->text.ptr + (at - from);
}

/* The line of a place in the source; places come in order, mostly. */
static unsigned line_of(struct md_build *b, const char *source)
{
	const size_t off = (size_t)(source - b->text.ptr);
	const char *at = b->text.ptr + b->line_at;

	if (off < b->line_at)
		return b->line;
	while ((at = memchr(at, '\n', (size_t)(source - at))) != NULL) {
		b->line++;
		at++;
	}
	b->line_at = off;
	return b->line;
}

static void set_line(struct md_build *b, const char *source)
{
	uint32_t node = b->block;
	unsigned line;

	if (node_of(b, node)->line != 0)
		return;
	line = line_of(b, source);
	while (node != 0 && node_of(b, node)->line == 0) {
		node_of(b, node)->line = line;
		node = node_of(b, node)->parent;
	}
}

/* What text did not need because nothing came before or after it. */
void md_build_flush(struct md_build *build)
{
	if (build->soft && node_of(build, build->block)->nruns > 0)
		doc_text(build->doc, build->block, SLICE(newline),
		    build->soft_role, build->soft_link);
	build->soft = false;
}

bool md_build_has(const struct md_build *build, const char *ptr)
{
	const uintptr_t from = (uintptr_t)build->text.ptr;

	return (uintptr_t)ptr >= from &&
	       (uintptr_t)ptr - from < build->text.len;
}

/* The last run of the block, if text of the present role can join it. */
static struct doc_run *joinable(const struct md_build *b)
{
	struct doc_run *run;

	if (node_of(b, b->block)->nruns == 0)
		return NULL;
	run = &b->doc->runs[b->doc->nruns - 1];
	if (run->kind != RUN_TEXT || run->role != b->role ||
	    run->link != b->link)
		return NULL;
	return run;
}

/*
 * Text of the source. It goes on with the run before it when that ends where
 * it begins, or there is only the newline of a soft break between the two.
 */
static void add_source(struct md_build *b, const char *source, size_t len)
{
	struct doc_run *const run = joinable(b);

	if (run != NULL && run->len < UINT32_MAX - 1 - len &&
	    md_build_has(b, run->ptr)) {
		const char *const end = run->ptr + run->len;

		if (!b->soft && end == source) {
			run->len += (uint32_t)len;
			return;
		}
		if (b->soft && b->soft_role == b->role &&
		    b->soft_link == b->link && end + 1 == source &&
		    *end == '\n') {
			run->len += (uint32_t)len + 1;
			b->soft = false;
			return;
		}
	}
	md_build_flush(b);
	doc_text(
	    b->doc, b->block, (struct slice){ source, len }, b->role, b->link);
}

/* Text that is not in the source and lives long enough. */
static void add_other(struct md_build *b, struct slice text)
{
	md_build_flush(b);
	doc_text(b->doc, b->block, text, b->role, b->link);
}

/* One line of code ends; its newline is in the source as a rule. */
static void add_code_newline(struct md_build *b)
{
	struct doc_run *const run = joinable(b);

	if (run != NULL && md_build_has(b, run->ptr) &&
	    md_build_has(b, run->ptr + run->len) &&
	    run->ptr[run->len] == '\n' && run->len < UINT32_MAX)
		run->len++;
	else
		add_other(b, SLICE(newline));
}

/* The mark of a care card; returns its bytes, 0 when there is none. */
static size_t take_card_mark(struct md_build *b, const char *source, size_t len)
{
	const struct slice text = { source, len };
	struct slice word;
	enum doc_card card;
	const size_t taken = md_mark_card(text, &word, &card);

	if (taken > 0) {
		node_of(b, b->card)->kind = DOC_CARD;
		node_of(b, b->card)->level = (uint8_t)card;
		node_of(b, b->block)->kind = DOC_CARD_TITLE;
		b->title = b->block;
	} else if (word.len > 0) {
		diag_add(b->diag, DIAG_ERROR, b->file, line_of(b, source),
		    "unknown care card \"%.*s\", shown as a quote",
		    (int)word.len, word.ptr);
	}
	return taken;
}

static bool may_be_card(const struct md_build *b)
{
	return b->card != DOC_NONE && b->block == b->card + 1 &&
	       node_of(b, b->block)->nruns == 0 && b->role == ROLE_NORMAL &&
	       b->images == 0 && !b->soft;
}

/* Raw HTML is ordinary text; whoever wrote it did not mean that. */
static void tell_html(struct md_build *b, const char *source, size_t len)
{
	const char *const end = source + len;
	const char *const text_end = b->text.ptr + b->text.len;

	if (b->less == NULL || b->less < source) {
		b->less = memchr(source, '<', (size_t)(text_end - source));
		if (b->less == NULL)
			b->less = text_end;
	}
	if (b->less >= end || b->html == b->block ||
	    !md_mark_html((struct slice){ b->less, (size_t)(end - b->less) }))
		return;
	b->html = b->block;
	diag_add(b->diag, DIAG_WARNING, b->file, line_of(b, source),
	    "raw HTML, shown as text");
}

/* The end of a line of code, its indentation, or what md4c may add else. */
static void add_unsourced(
    struct md_build *b, const char *ptr, size_t len, bool code)
{
	if (len > 0 && *ptr == '\n' && code)
		add_code_newline(b);
	else if (len < sizeof(blanks) && memcmp(ptr, blanks, len) == 0)
		add_other(b, (struct slice){ blanks, len });
	else
		add_other(b, (struct slice){
				 arena_copy(&b->doc->arena, ptr, len), len });
}

/* The first text of a leaf. Returns how much of it is only a mark. */
static size_t begin_source(struct md_build *b, const char *source, size_t len)
{
	size_t taken = 0;

	b->begun = true;
	set_line(b, source);
	if (may_be_card(b)) {
		taken = take_card_mark(b, source, len);
		b->card = DOC_NONE;
	}
	return taken;
}

void md_build_text(
    struct md_build *build, const char *ptr, size_t len, bool code)
{
	const char *source = md_build_source(build, ptr, len);

	md_build_begin(build);
	build->bytes += len;
	if (source == NULL) {
		add_unsourced(build, ptr, len, code);
		return;
	}
	if (!build->begun) {
		const size_t taken = begin_source(build, source, len);

		source += taken;
		len -= taken;
		if (len == 0)
			return;
	}
	if (build->diag != NULL && !code)
		tell_html(build, source, len);
	add_source(build, source, len);
}

void md_build_decoded(
    struct md_build *build, struct slice text, const char *source)
{
	md_build_begin(build);
	if (source != NULL)
		set_line(build, source);
	add_other(build, text);
	build->bytes += text.len;
}

/* The rest of a card's first paragraph is a paragraph of its own. */
static bool end_title(struct md_build *b)
{
	if (b->title != b->block || b->title == DOC_NONE)
		return false;
	b->title = DOC_NONE;
	md_build_next_para(b);
	return true;
}

void md_build_soft_break(struct md_build *build)
{
	md_build_begin(build);
	if (end_title(build))
		return;
	build->soft = true;
	build->soft_role = build->role;
	build->soft_link = build->link;
}

void md_build_hard_break(struct md_build *build)
{
	md_build_begin(build);
	if (end_title(build))
		return;
	build->soft = false;
	doc_break(build->doc, build->block);
	build->bytes++;
}
