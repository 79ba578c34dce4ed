#include "widgets/keylist.h"

#include <string.h>

#include "terminal/binding.h"
#include "content/compose.h"

/* Over so many keys in a row they are "1 to 0". */
#define KEYS_LISTED 6

/* "Up or k", "Space, PgDn or Ctrl-F", "1 to 9 and 0". */
static const char *key_names(const struct binding *row, struct arena *arena)
{
	const char *names = NULL;
	int n = 0;

	while (n < BINDING_KEYS && row->keys[n] != 0)
		n++;
	if (n > KEYS_LISTED)
		return arena_printf(arena, "%s to %s",
		    binding_key_name(row->keys[0], arena),
		    binding_key_name(row->keys[n - 1], arena));
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

/* The rows of one group, in the order of the table, as a list. */
static void add_group(struct doc *doc, const char *group, unsigned where,
    const struct policy *policy)
{
	const char *items[64];
	size_t n = 0;

	for (size_t i = 0; i < nbindings && n < 63; i++) {
		if (!binding_applies(&bindings[i], where, policy) ||
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

void keylist_compose(
    struct doc *doc, unsigned where, const struct policy *policy)
{
	const char *done[16];
	size_t ndone = 0;

	/* the way out of trouble, the way back, then the rest */
	for (; ndone < 2; ndone++) {
		done[ndone] = ndone == 0 ? "Any time" : "Go";
		add_group(doc, done[ndone], where, policy);
	}
	for (size_t i = 0; i < nbindings; i++) {
		bool seen = false;

		for (size_t k = 0; k < ndone && !seen; k++)
			seen = strcmp(done[k], bindings[i].group) == 0;
		if (seen || ndone == 16)
			continue;
		done[ndone++] = bindings[i].group;
		add_group(doc, bindings[i].group, where, policy);
	}
	compose_end(doc);
}
