#include "widgets/keylist.h"

#include <string.h>

#include "terminal/binding.h"
#include "content/compose.h"

/* "Up or k", "Space, PgDn or Ctrl-F", "1 to 9 and 0". */
static const char *key_names(const struct binding *row, struct arena *arena)
{
	const char *names = NULL;
	int n = 0;

	if (row->action == ACT_DIGIT)
		return "1 to 9, 0";
	while (n < BINDING_KEYS && row->keys[n] != 0)
		n++;
	for (int i = 0; i < n; i++) {
		const char *name = binding_key_name(row->keys[i], arena);

		if (names == NULL)
			names = name;
		else
			names = arena_printf(arena, "%s%s%s", names,
			    i + 1 < n ? ", " : " or ", name);
	}
	return names;
}

static bool applies(const struct binding *row, unsigned where)
{
	if ((row->where & where) == 0)
		return false;
	return !(where & WHERE_FIELD) || (row->where & WHERE_FIELD);
}

/* The rows of one group, in the order of the table, as a list. */
static void add_group(struct doc *doc, const char *group, unsigned where)
{
	const char *items[64];
	size_t n = 0;

	for (size_t i = 0; i < nbindings && n < 63; i++) {
		if (!applies(&bindings[i], where) ||
		    strcmp(bindings[i].group, group) != 0)
			continue;
		items[n++] = arena_printf(&doc->arena, "%s: %s",
		    key_names(&bindings[i], &doc->arena), bindings[i].help);
	}
	items[n] = NULL;
	if (n == 0)
		return;
	compose_heading(doc, group);
	compose_list(doc, items);
}

void keylist_compose(struct doc *doc, unsigned where)
{
	const char *done[16];
	size_t ndone = 0;

	compose_begin(doc, "Keys on this screen");
	add_group(doc, "Any time", where);
	done[ndone++] = "Any time";
	for (size_t i = 0; i < nbindings; i++) {
		bool seen = false;

		for (size_t k = 0; k < ndone && !seen; k++)
			seen = strcmp(done[k], bindings[i].group) == 0;
		if (seen || ndone == 16)
			continue;
		done[ndone++] = bindings[i].group;
		add_group(doc, bindings[i].group, where);
	}
	compose_end(doc);
}
