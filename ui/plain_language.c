#include "plain_page.h"
#include "content/catalog_language.h"

#include <stdio.h>
#include <string.h>

/* The same region with words that are heard as they are meant. */
static struct region spoken_region(
    const struct region *region, struct arena *arena)
{
	struct region spoken = *region;

	for (size_t i = 0; i < spoken.nwords; i++) {
		const char *value = spoken.words[i].value;
		const char *sign = strchr(value, '&');

		if (sign != NULL)
			spoken.words[i].value =
			    arena_printf(arena, "%.*s and %s",
				(int)(sign - value), value, sign + 1);
	}
	return spoken;
}

static void use(struct plain *plain, const struct catalog *catalog)
{
	arena_reset(&plain->words);
	plain->region = spoken_region(catalog->region, &plain->words);
	plain->spoken = *catalog;
	plain->spoken.region = &plain->region;
	plain->catalog = &plain->spoken;
}

void plain_language_begin(struct plain *plain, const struct catalog *first)
{
	arena_init(&plain->words);
	plain->first = first;
	use(plain, first);
}

void plain_language_end(struct plain *plain)
{
	if (plain->has_other)
		catalog_close(&plain->other);
	plain->has_other = false;
	arena_free(&plain->words);
}

/* By its code or its name, or NULL. */
static const struct catalog_language *find_language(
    const struct catalog *catalog, const char *word)
{
	for (size_t i = 0; i < catalog->nlangs; i++) {
		if (strcasecmp(catalog->langs[i].code, word) == 0 ||
		    strcasecmp(
			catalog_language_name(&catalog->langs[i]), word) == 0)
			return &catalog->langs[i];
	}
	return NULL;
}

void plain_language_offer(const struct plain *plain)
{
	const struct catalog *const catalog = plain->catalog;

	if (catalog->nlangs < 2) {
		printf("There is one language here: ");
		plain_say_line(
		    plain, catalog_language_name(&catalog->langs[0]));
		return;
	}
	for (size_t i = 0; i < catalog->nlangs; i++) {
		if (strcmp(catalog->langs[i].code, catalog->lang) == 0)
			continue;
		printf("L %s: ", catalog->langs[i].code);
		plain_say(plain, catalog_language_name(&catalog->langs[i]));
		printf(". ");
	}
	putchar('\n');
}

/* False, and why, when it cannot be read, or a quiz would end. */
static bool switch_to(struct plain *plain, const char *code)
{
	const bool first = strcmp(code, plain->first->lang) == 0;
	struct catalog other;

	if (plain->sitting != NULL && sitting_is_under_way(plain->sitting)) {
		printf("Finish the quiz first, or leave it with h.\n");
		return false;
	}
	if (!first && catalog_open_language(&other, plain->first, code,
			  plain->diag) != STATUS_OK) {
		printf("That language cannot be shown.\n");
		return false;
	}
	/* nothing may show the old pages any more */
	plain_page_keep(plain);
	plain_page_close(plain);
	plain_check_close(plain);
	plain_quiz_close(plain);
	use(plain, first ? plain->first : &other);
	if (plain->has_other)
		catalog_close(&plain->other);
	plain->has_other = !first;
	if (!first)
		plain->other = other;
	return true;
}

void plain_language(struct plain *plain, const char *word)
{
	const struct catalog_language *lang = find_language(plain->first, word);

	if (lang == NULL) {
		if (word[0] != '\0')
			printf("There is no such language here. ");
		plain_language_offer(plain);
		return;
	}
	if (strcmp(lang->code, plain->catalog->lang) != 0 &&
	    !switch_to(plain, lang->code))
		return;
	if (place_find(plain->catalog, session_here(&plain->session)->id)
		.kind == PLACE_NONE) {
		printf("That page is not in this language.\n");
		plain_go(plain, "");
	} else {
		plain_show(plain);
	}
}
