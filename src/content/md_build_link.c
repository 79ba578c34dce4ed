/*
 * md_build_link.c - links, images and figures.
 */
#include "content/md_build.h"

void md_build_link(struct md_build *build, struct slice target)
{
	md_build_begin(build);
	if (build->links++ > 0)
		return;
	md_build_flush(build);
	build->link = doc_link(build->doc, build->block, target);
	md_build_role(build);
}

/* A target in place of the words that are not there. */
static void add_target(struct md_build *b, struct slice target)
{
	md_build_decoded(
	    b, target, md_build_has(b, target.ptr) ? target.ptr : NULL);
}

/* Whether the link that ends has any letter to see. */
static bool has_text(const struct md_build *b, const struct doc_link *link)
{
	if (link->run == DOC_NONE)
		return false;
	for (size_t i = link->run; i < b->doc->nruns; i++) {
		const struct doc_run *const run = &b->doc->runs[i];

		for (uint32_t j = 0; j < run->len; j++) {
			if ((unsigned char)run->ptr[j] > ' ')
				return true;
		}
	}
	return false;
}

void md_build_link_end(struct md_build *build)
{
	const struct doc_link *link;

	if (build->links == 0 || --build->links > 0)
		return;
	link = &build->doc->links[build->link - 1];
	if (link->target.len > 0 && !has_text(build, link))
		add_target(build, link->target);
	build->link = 0;
	md_build_role(build);
}

void md_build_image(struct md_build *build, struct slice target)
{
	md_build_begin(build);
	if (build->images++ > 0)
		return;
	build->image = target;
	build->image_bytes = build->bytes;
	build->image_alone = build->doc->nodes[build->block].kind == DOC_PARA &&
	                     build->doc->nodes[build->block].nruns == 0 &&
	                     build->link == 0 && !build->soft;
}

void md_build_image_end(struct md_build *build)
{
	static const char figure[] = "figure:";
	static const char *const lists[] = { "signs:", "terms:" };
	const struct slice image = build->image;

	if (build->images == 0 || --build->images > 0)
		return;
	if (build->bytes == build->image_bytes && build->image.len > 0)
		add_target(build, build->image);
	if (!build->image_alone)
		return;
	build->figure_drawn = slice_starts(image, figure);
	if (!build->figure_drawn && !slice_starts(image, lists[0]) &&
	    !slice_starts(image, lists[1]))
		return;
	build->figure = build->block;
	build->figure_bytes = build->bytes;
	build->figure_name = image;
	if (build->figure_drawn)
		build->figure_name =
		    (struct slice){ image.ptr + (sizeof(figure) - 1),
			    image.len - (sizeof(figure) - 1) };
}
