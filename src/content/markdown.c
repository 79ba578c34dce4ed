#include "content/markdown.h"

#include <md4c.h>
#include <string.h>

#include "content/entity.h"
#include "content/md_build.h"
#include "content/md_guard.h"

/*
 * The bytes that a link's target stands for. Mostly they stand in the source
 * as they are; entities and hidden characters are put into a copy.
 */
static struct slice target_of(
    const struct md_build *build, const MD_ATTRIBUTE *attr)
{
	struct slice out = { "", 0 };
	const char *source;
	char *text;

	if (attr->size == 0)
		return out;
	source = md_build_source(build, attr->text, attr->size);
	if (source != NULL && attr->substr_offsets[1] == attr->size &&
	    attr->substr_types[0] == MD_TEXT_NORMAL)
		return (struct slice){ source, attr->size };

	/* An entity is shorter than what spells it, or one byte longer. */
	text = arena_alloc(&build->doc->arena, attr->size * 2);
	for (unsigned i = 0; attr->substr_offsets[i] < attr->size; i++) {
		const unsigned from = attr->substr_offsets[i];
		const unsigned to = attr->substr_offsets[i + 1];
		const struct slice part = { attr->text + from, to - from };
		char buf[ENTITY_MAX];
		struct slice decoded;

		if (attr->substr_types[i] == MD_TEXT_ENTITY &&
		    entity_decode(part, buf, &decoded)) {
			memcpy(text + out.len, decoded.ptr, decoded.len);
			out.len += decoded.len;
			continue;
		}
		for (size_t j = 0; j < part.len; j++)
			text[out.len++] = md_guard_show(part.ptr[j]);
	}
	out.ptr = text;
	return out;
}

static enum doc_align align_of(MD_ALIGN align)
{
	return align == MD_ALIGN_RIGHT    ? ALIGN_RIGHT
	       : align == MD_ALIGN_CENTER ? ALIGN_CENTRE
	                                  : ALIGN_LEFT;
}

static unsigned tight(int is_tight)
{
	return is_tight ? DOC_TIGHT : 0;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct md_build *const b = arg;
	const MD_BLOCK_OL_DETAIL *const ol = detail;
	const MD_BLOCK_UL_DETAIL *const ul = detail;
	const MD_BLOCK_H_DETAIL *const h = detail;
	const MD_BLOCK_TABLE_DETAIL *const table = detail;
	const MD_BLOCK_TD_DETAIL *const cell = detail;

	switch (type) {
	case MD_BLOCK_DOC:
	case MD_BLOCK_TBODY:
		break;
	case MD_BLOCK_THEAD:
		b->head = true;
		break;
	case MD_BLOCK_QUOTE:
		md_build_open(b, DOC_QUOTE, 0, 0, 0);
		break;
	case MD_BLOCK_UL:
		md_build_open(b, DOC_LIST, 0, tight(ul->is_tight), 0);
		break;
	case MD_BLOCK_OL:
		md_build_open(b, DOC_LIST, 0, DOC_ORDERED | tight(ol->is_tight),
		    ol->start);
		break;
	case MD_BLOCK_LI:
		md_build_open(b, DOC_ITEM, 0, 0, 0);
		break;
	case MD_BLOCK_HR:
		md_build_open(b, DOC_RULE, 0, 0, 0);
		break;
	case MD_BLOCK_H:
		md_build_open(b, DOC_HEADING, h->level, 0, 0);
		break;
	case MD_BLOCK_CODE:
		md_build_open(b, DOC_CODE, 0, 0, 0);
		break;
	case MD_BLOCK_TABLE:
		md_build_open(b, DOC_TABLE, 0, 0, table->col_count);
		break;
	case MD_BLOCK_TR:
		md_build_open(b, DOC_ROW, 0, b->head ? DOC_HEAD : 0, 0);
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		md_build_cell(b, align_of(cell->align));
		break;
	case MD_BLOCK_HTML:
	case MD_BLOCK_P:
		md_build_open(b, DOC_PARA, 0, 0, 0);
		break;
	}
	return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct md_build *const b = arg;

	(void)detail;
	switch (type) {
	case MD_BLOCK_DOC:
	case MD_BLOCK_TBODY:
		break;
	case MD_BLOCK_THEAD:
		b->head = false;
		break;
	case MD_BLOCK_TR:
		md_build_row_end(b);
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		md_build_cell_end(b);
		break;
	default:
		md_build_close(b);
		break;
	}
	return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct md_build *const b = arg;
	const MD_SPAN_A_DETAIL *const a = detail;
	const MD_SPAN_IMG_DETAIL *const img = detail;

	switch (type) {
	case MD_SPAN_EM:
		md_build_span(b, MD_EMPH, 1);
		break;
	case MD_SPAN_STRONG:
		md_build_span(b, MD_STRONG, 1);
		break;
	case MD_SPAN_CODE:
		md_build_span(b, MD_CODE, 1);
		break;
	case MD_SPAN_DEL:
		md_build_span(b, MD_STRIKE, 1);
		break;
	case MD_SPAN_A:
		md_build_link(b, target_of(b, &a->href));
		break;
	case MD_SPAN_IMG:
		md_build_image(b, target_of(b, &img->src));
		break;
	default:
		break;
	}
	return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct md_build *const b = arg;

	(void)detail;
	switch (type) {
	case MD_SPAN_EM:
		md_build_span(b, MD_EMPH, -1);
		break;
	case MD_SPAN_STRONG:
		md_build_span(b, MD_STRONG, -1);
		break;
	case MD_SPAN_CODE:
		md_build_span(b, MD_CODE, -1);
		break;
	case MD_SPAN_DEL:
		md_build_span(b, MD_STRIKE, -1);
		break;
	case MD_SPAN_A:
		md_build_link_end(b);
		break;
	case MD_SPAN_IMG:
		md_build_image_end(b);
		break;
	default:
		break;
	}
	return 0;
}

static void entity_text(struct md_build *b, const char *ptr, size_t len)
{
	const struct slice entity = { ptr, len };
	char buf[ENTITY_MAX];
	struct slice out;

	if (!entity_decode(entity, buf, &out)) {
		md_build_text(b, ptr, len, false);
		return;
	}
	if (out.ptr == buf)
		out.ptr = arena_copy(&b->doc->arena, buf, out.len);
	md_build_decoded(b, out, md_build_source(b, ptr, len));
}

static int text(MD_TEXTTYPE type, const MD_CHAR *ptr, MD_SIZE len, void *arg)
{
	struct md_build *const b = arg;

	switch (type) {
	case MD_TEXT_SOFTBR:
		md_build_soft_break(b);
		break;
	case MD_TEXT_BR:
		md_build_hard_break(b);
		break;
	case MD_TEXT_ENTITY:
		entity_text(b, ptr, len);
		break;
	case MD_TEXT_NULLCHAR:
		md_build_decoded(b, SLICE("\xEF\xBF\xBD"), NULL);
		break;
	case MD_TEXT_CODE:
		md_build_text(b, ptr, len, true);
		break;
	default:
		md_build_text(b, ptr, len, false);
		break;
	}
	return 0;
}

/* Each line a paragraph: for what md4c cannot read. */
static void read_plainly(
    struct slice source, unsigned first_line, struct doc *doc)
{
	const char *at = source.ptr;
	const char *const end = source.ptr + source.len;

	for (unsigned line = first_line; at < end; line++) {
		const char *const newline =
		    memchr(at, '\n', (size_t)(end - at));
		const char *const stop = newline != NULL ? newline : end;

		if (stop > at) {
			const uint32_t node = doc_open(doc, DOC_PARA, 0);
			const struct slice words = { at, (size_t)(stop - at) };

			doc->nodes[node].line = line;
			doc_text(doc, node, words, ROLE_NORMAL, 0);
			doc_close(doc, node);
		}
		at = stop + 1;
	}
}

static const MD_PARSER parser = {
	.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML,
	.enter_block = enter_block,
	.leave_block = leave_block,
	.enter_span = enter_span,
	.leave_span = leave_span,
	.text = text,
};

void markdown_parse(struct slice text, const char *file, unsigned first_line,
    struct doc *doc, struct diag *diag)
{
	const size_t nnodes = doc->nnodes;
	const size_t nruns = doc->nruns;
	const size_t nlinks = doc->nlinks;
	const size_t nwanted = doc->nwanted;
	const size_t ninserts = doc->ninserts;
	struct md_guard guard;
	struct md_build build;
	bool parsed = false;

	if (md_guard_open(&guard, text, file, first_line, diag)) {
		md_build_init(
		    &build, doc, text, guard.text.ptr, file, first_line, diag);
		parsed = md_parse(guard.text.ptr, (MD_SIZE)guard.text.len,
			     &parser, &build) == 0;
		md_guard_close(&guard);
	}
	if (!parsed) {
		doc->nnodes = nnodes;
		doc->nruns = nruns;
		doc->nlinks = nlinks;
		doc->nwanted = nwanted;
		doc->ninserts = ninserts;
		diag_add(diag, DIAG_ERROR, file, first_line,
		    "text that is too large to be understood, "
		    "shown line by line");
		read_plainly(text, first_line, doc);
	}
	doc_close(doc, 0);
}
