/*
 * fuzz_rules.c - any bytes as the rules of the self-check: they are read or
 * refused with words, and what proves can be used.
 *
 * Bytes that begin with '?' are one condition for the rules below, which are
 * small but have one of everything.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "triage/prove.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

#define LEVEL(id)                                                     \
	"[level:" id "]\nmark = m\nheading = h\nwithin = w\ndays=2\n" \
	"what = x\nambulance = y\nnet = n\nread = a\n"

/* clang-format off */
static const char small[] =
    "[triage]\nversion = 1\nreviewed = x\nnext_review = y\n[texts]\n"
    "intro=a\nuse=a\ncall=a\nhard=a\nwho=a\nmyself=a\nsomeone=a\n"
    "none=a\nunsure=a\nlook=a\nunfinished=a\nidle=a\nfailed=a\n"
    "closed=a\nwhy=a\nalso=a\ntell=a\nsay=a\nsay_plain=a\nwait=a\n"
    "no_reason=a\nlimits=a\nnet=a\ncrisis=a\nabuse=a\nrest=a\n"
    "saved=a\n[net]\na = b\n"
    LEVEL("emergency") LEVEL("urgent") LEVEL("soon") LEVEL("routine")
    LEVEL("self-care")
    "[question:age]\nkind=number\nmin=0\nmax=120\nskip_counts=65\n"
    "text=t\nwhy=w\noption_skip=s\n"
    "[question:now]\nkind=many\ntext=t\nwhy=w\n"
    "unsure_gives=emergency\nalone=a\noption_a=a\noption_b=b\n"
    "show_b=age under 9\n"
    "[question:pain]\nkind=one\ntext=t\nwhy=w\nask=now has b\n"
    "option_p=p\ndays_p=3 from 0\noption_q=q\ndays_q=10 from 7\n"
    "[term:t]\nwhen=now is a or unsure\n"
    "[rule:E1]\nwhen=t\nlevel=emergency\nmode=ed\nreason=r\nsay=s\n"
    "sources=conservative\n"
    "[rule:S1]\nwhen=now has b and (age under 4 or pain over 1 week)\n"
    "level=soon\ndays=3\nreason=r\nsay=s\nsources=x, y\n";
/* clang-format on */

/* Not assert: it must hold in every kind of build. */
static void require(int holds)
{
	if (!holds)
		abort();
}

static void try_condition(struct slice text, struct arena *arena)
{
	const struct condition_place place = { "f", 1 };
	const struct condition *condition;
	struct answers answers = { 0 };
	struct rules rules;
	struct diag diag;

	diag_init(&diag, arena);
	require(rules_parse(slice_of(small), "small", arena, &rules, &diag) ==
		STATUS_OK);
	condition = condition_read(
	    &rules, arena_copy(arena, text.ptr, text.len), place, arena, &diag);
	require((condition == NULL) == (diag.n == 1));
	/* Without answers nothing holds: there is no "not". */
	require(condition == NULL || !condition_holds(condition, &answers));
}

static void try_rules(struct slice text, struct arena *arena)
{
	struct proof *const proof = arena_alloc(arena, sizeof(*proof));
	struct rules rules;
	struct diag diag;
	enum status status;

	diag_init(&diag, arena);
	status = rules_parse(text, "f", arena, &rules, &diag);
	require((status == STATUS_OK) == (diag.count[DIAG_ERROR] == 0));
	if (status == STATUS_OK)
		require(
		    prove_quick(&rules, arena, proof, &diag) == (diag.n == 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const struct slice text = { (const char *)data, len };
	struct arena arena;

	arena_init(&arena);
	if (len > 0 && data[0] == '?' && memchr(data, 0, len) == NULL)
		try_condition((struct slice){ text.ptr + 1, len - 1 }, &arena);
	else
		try_rules(text, &arena);
	arena_free(&arena);
	return 0;
}
