#include "support/mutants.h"

#include <limits.h>

struct site {
	const struct rules *rules;
	struct arena *arena;
	size_t left; /* mutations to pass before the one that is made */
	bool done;
	const char *what;
};

/* Whether the mutation at hand is the one to make. */
static bool here(struct site *s)
{
	if (s->done || s->left-- > 0)
		return false;
	s->done = true;
	return true;
}

static const char *option_name(
    const struct site *s, const struct condition *c, size_t option)
{
	return s->rules->questions[c->question].options[option].id;
}

static void mutate_picked(struct site *s, struct condition *c)
{
	const struct triage_question *const q =
	    &s->rules->questions[c->question];
	const uint32_t mask = c->mask;

	for (size_t i = 0; i < q->noptions; i++) {
		if (!here(s))
			continue;
		c->mask = mask ^ UINT32_C(1) << i;
		s->what = arena_printf(s->arena, "%s %s %s",
		    (mask >> i & 1u) != 0 ? "without" : "with", q->id,
		    option_name(s, c, i));
	}
}

static void mutate_number(struct site *s, struct condition *c)
{
	const int low = c->low, high = c->high;

	for (int by = -1; by <= 1; by += 2) {
		if (low != INT_MIN && here(s)) {
			c->low = low + by;
			s->what = arena_printf(s->arena, "from %d", c->low);
		}
		if (high != INT_MAX && here(s)) {
			c->high = high + by;
			s->what = arena_printf(s->arena, "to %d", c->high);
		}
	}
}

static void drop_child(
    struct site *s, struct condition *c, const struct condition **children)
{
	const size_t n = c->nchildren;
	const bool all = c->low == (int)n;

	for (size_t i = 0; i < n; i++) {
		if (!here(s))
			continue;
		s->what = arena_printf(s->arena, "part %zu of %zu gone", i, n);
		for (size_t k = i; k + 1 < n; k++)
			children[k] = children[k + 1];
		c->nchildren = n - 1;
		c->low -= all;
	}
}

static const struct condition *copy(
    struct site *s, const struct condition *from)
{
	struct condition *const c = arena_zalloc(s->arena, 1, sizeof(*c));
	const struct condition **children;

	*c = *from;
	if (c->op == CONDITION_PICKED)
		mutate_picked(s, c);
	if (c->op == CONDITION_NUMBER)
		mutate_number(s, c);
	if (c->op != CONDITION_COUNT)
		return c;
	children = arena_zalloc(
	    s->arena, c->nchildren, sizeof(const struct condition *));
	for (size_t i = 0; i < c->nchildren; i++)
		children[i] = copy(s, c->children[i]);
	c->children = children;
	drop_child(s, c, children);
	for (int low = 1; low <= (int)from->nchildren; low++) {
		if (low == from->low || !here(s))
			continue;
		s->what = arena_printf(
		    s->arena, "%d of %zu parts", low, from->nchildren);
		c->low = low;
	}
	return c;
}

static const struct condition *constant(
    struct site *s, const char *what, int low)
{
	struct condition *const c = arena_zalloc(s->arena, 1, sizeof(*c));

	c->op = CONDITION_NUMBER;
	c->low = low;
	c->high = low == INT_MIN ? INT_MAX : low;
	s->what = what;
	return c;
}

const struct condition *mutants_make(const struct rules *rules,
    const struct condition *condition, size_t k, struct arena *arena,
    const char **what)
{
	struct site s = { .rules = rules, .arena = arena, .left = k };
	const struct condition *made = NULL;

	/* The first question is a number, always answered. */
	if (here(&s))
		made = constant(&s, "never", INT_MAX);
	else if (here(&s))
		made = constant(&s, "always", INT_MIN);
	else
		made = copy(&s, condition);
	*what = s.what;
	return s.done ? made : NULL;
}
