/*
 * What somebody takes along of a result: in full, and shorter and shorter for
 * a code. Whatever is left out, the level, what to do, what to say first and
 * the day stay.
 */
#include "widgets/triage_doc_parts.h"

#include <string.h>

#include "content/compose.h"

struct carry {
	const struct self_check *check;
	const struct triage_result *result;
	struct arena *arena;
};

static const char *words(const struct carry *carry, struct triage_words text)
{
	return self_check_words(
	    carry->check, text, carry->result->days, carry->arena);
}

/* "Call your GP surgery today.": the first sentence of what to do. */
static const char *first_sentence(const struct carry *carry)
{
	const char *what = words(carry, carry->result->what);
	const char *end = strstr(what, ". ");

	return end == NULL
	           ? what
	           : arena_copy(carry->arena, what, (size_t)(end + 1 - what));
}

/* "EMERGENCY: call 999 or go to A&E now.", "Get medical help today." */
static const char *headline(const struct carry *carry)
{
	const struct triage_result *result = carry->result;
	const struct region *region = carry->check->catalog->region;
	const char *head, *within;

	if (result->level == TRIAGE_EMERGENCY &&
	    result->mode == TRIAGE_AMBULANCE)
		return arena_printf(carry->arena, "EMERGENCY: call %s now.",
		    region_word(region, "emergency"));
	if (result->level == TRIAGE_EMERGENCY)
		return arena_printf(carry->arena,
		    "EMERGENCY: call %s or go to %s now.",
		    region_word(region, "emergency"),
		    region_word(region, "ed"));
	head = words(carry, result->text->heading);
	within = words(carry, result->text->within);
	if (within[0] == '\0' || strstr(head, within) != NULL)
		return arena_printf(carry->arena, "%s.", head);
	return arena_printf(carry->arena, "%s - %s.", head, within);
}

/* The first n of what to say. */
static const char *phrases(const struct carry *carry, size_t n)
{
	const char *text = "";

	for (size_t i = 0; i < n; i++)
		text = arena_printf(carry->arena, "%s%s%s", text,
		    i > 0 ? "; " : "",
		    triage_phrase(
			carry->result->say[i], carry->result, carry->arena));
	return text;
}

/* "I have back or leg pain, and: a; b." */
static const char *say_in_full(const struct carry *carry)
{
	if (carry->result->nsay == 0)
		return self_check_text(
		    carry->check, TRIAGE_TEXT_SAY_PLAIN, carry->arena);
	return arena_printf(carry->arena, "%s %s.",
	    self_check_text(carry->check, TRIAGE_TEXT_SAY, carry->arena),
	    phrases(carry, carry->result->nsay));
}

/* All of it, for people to read. */
static const char *in_full(const struct carry *carry)
{
	const struct self_check *check = carry->check;
	const struct region *region = check->catalog->region;
	const bool emergency = carry->result->level == TRIAGE_EMERGENCY;
	char made[TRIAGE_DOC_DATE];
	const char *text =
	    arena_printf(carry->arena, "%s %s %s \"%s\"", headline(carry),
		emergency ? words(carry, carry->result->what)
			  : first_sentence(carry),
		self_check_text(check, TRIAGE_TEXT_TELL, carry->arena),
		say_in_full(carry));

	if (emergency && check->here != NULL)
		text = arena_printf(carry->arena, "%s %s", text,
		    compose_here(carry->arena, check->here));
	if (!emergency)
		text =
		    arena_printf(carry->arena, "%s Emergency: %s. Advice: %s.",
			text, region_word(region, "emergency"),
			region_word(region, "advice"));
	return arena_printf(carry->arena, "%s %sSelf-check, rules %s.", text,
	    triage_doc_made(check, made), check->rules.version);
}

/* " 28 Nov 2026.", or nothing without a clock. */
static void short_date(const struct self_check *check, char *text, size_t cap)
{
	struct tm tm;

	text[0] = '\0';
	if (check->made != 0 && localtime_r(&check->made, &tm) != NULL &&
	    strftime(text, cap, " %d %b %Y.", &tm) == 0)
		text[0] = '\0';
}

#define WITH_WHAT  1u /* what to do in a sentence as well */
#define WITH_RULES 2u
#define CLOSE      4u /* no word that can be guessed */

/* With the first n of what to say; that there is more is said. */
static const char *in_short(const struct carry *carry, size_t n, unsigned flags)
{
	const bool emergency = carry->result->level == TRIAGE_EMERGENCY;
	const char *more = flags & CLOSE ? " ..." : "; and more.";
	char date[TRIAGE_DOC_DATE];
	const char *text = headline(carry);

	if ((flags & WITH_WHAT) && !emergency)
		text = arena_printf(
		    carry->arena, "%s %s", text, first_sentence(carry));
	if (n > 0)
		text = arena_printf(carry->arena, "%s %s%s%s", text,
		    flags & CLOSE ? "" : "Say: ", phrases(carry, n),
		    n < carry->result->nsay ? more : ".");
	if (!emergency)
		text = arena_printf(carry->arena, "%s Emergency: %s.", text,
		    region_word(carry->check->catalog->region, "emergency"));
	short_date(carry->check, date, sizeof(date));
	text = arena_printf(carry->arena, "%s%s", text, date);
	if (flags & WITH_RULES)
		text = arena_printf(carry->arena, "%s Self-check, rules %s.",
		    text, carry->check->rules.version);
	return text;
}

const char *triage_doc_carry(const struct self_check *check,
    const struct triage_result *result, struct arena *arena)
{
	const struct carry carry = { check, result, arena };
	const size_t n = result->nsay;
	const char *text = arena_printf(arena, "%s\n%s\n%s", in_full(&carry),
	    in_short(&carry, n, WITH_WHAT | WITH_RULES),
	    in_short(&carry, n, WITH_WHAT));

	for (size_t i = n; i > 0; i--)
		text =
		    arena_printf(arena, "%s\n%s", text, in_short(&carry, i, 0));
	return arena_printf(
	    arena, "%s\n%s", text, in_short(&carry, n > 0 ? 1 : 0, CLOSE));
}
