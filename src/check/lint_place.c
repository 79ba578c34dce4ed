#include "check/lint_place.h"

struct lint_place lint_place_begin(const struct doc *doc, uint32_t node)
{
	return (struct lint_place){ .doc = doc,
		.node = node,
		.run = doc->nodes[node].run,
		.line = doc->nodes[node].line };
}

/* Pass bytes of the run that it stands in, up to `to` of them. */
static void pass(struct lint_place *place, size_t to)
{
	const struct doc_run *run = &place->doc->runs[place->run];

	for (; place->passed < to; place->passed++)
		place->line +=
		    run->kind == RUN_BREAK || run->ptr[place->passed] == '\n';
}

static size_t run_len(const struct doc_run *run)
{
	return run->kind == RUN_BREAK ? 1 : run->len;
}

static bool has_run(const struct lint_place *place)
{
	const struct doc_node *leaf = &place->doc->nodes[place->node];

	return place->run < leaf->run + leaf->nruns;
}

static void next_run(struct lint_place *place)
{
	const size_t len = run_len(&place->doc->runs[place->run]);

	pass(place, len);
	place->run++;
	place->run_at += len;
	place->passed = 0;
}

unsigned lint_place_byte(struct lint_place *place, size_t at)
{
	while (has_run(place) &&
	       at >= place->run_at + run_len(&place->doc->runs[place->run]))
		next_run(place);
	if (has_run(place))
		pass(place, at - place->run_at);
	return place->line;
}

unsigned lint_place_run(struct lint_place *place, uint32_t run)
{
	while (has_run(place) && place->run < run)
		next_run(place);
	return place->line;
}
