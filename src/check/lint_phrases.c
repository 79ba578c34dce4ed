/*
 * lint_phrases.c - what no text may say: false comfort, waiting with a warning
 * sign, a diagnosis, a promise, fear, and advice that is a clinician's to give.
 *
 * From "What the wizard must never say or do" of the triage specification and
 * the list of words that frighten.
 */
#include <string.h>

#include "check/lint_parts.h"
#include "check/readability.h"

/* An error may be let pass: */
#define QUOTED 1u /* in quotation marks, where people talk about it */
#define ADVICE 2u /* where it tells nobody what to do, or is to be chosen */
#define CHOICE 4u /* where it is to be chosen */
#define IF     8u /* with a condition behind it */

#define DISC_TROUBLE \
	"slipped|bulging|herniated|prolapsed|ruptured|torn disc|discs"
#define TREATED                                                         \
	"warfarin|apixaban|rivaroxaban|aspirin|clopidogrel|gabapentin|" \
	"pregabalin|morphine|codeine|tramadol|oxycodone|amitriptyline|" \
	"duloxetine|diazepam|steroid|steroids|insulin|statin|statins|"  \
	"methotrexate|medicine|medicines|medication|tablets|pills|"     \
	"thinner|thinners|drugs|antibiotic|antibiotics|antidepressant|" \
	"antidepressants|inhaler"
#define PRESCRIBED                                                    \
	"codeine|tramadol|morphine|oxycodone|gabapentin|pregabalin|"  \
	"amitriptyline|nortriptyline|duloxetine|naproxen|diclofenac|" \
	"diazepam|baclofen|prednisolone"
#define CLINICIAN                                                       \
	"doctor|doctors|gp|nurse|clinician|physiotherapist|specialist|" \
	"anyone|anybody|someone|somebody|physician"

/*
 * "a|b" is one of these words, "a?" one that may be left out. Contractions
 * are taken as what they stand for.
 */
static const struct phrase {
	const char *words;
	enum diag_severity severity;
	const char *why;
	unsigned flags;
} phrases[] = {
	{ "you are perfectly|quite|just? fine|ok|okay|alright", DIAG_ERROR,
	    "false comfort", 0 },
	{ "you will be perfectly|quite|just? fine|ok|okay|alright", DIAG_ERROR,
	    "false comfort", 0 },
	{ "nothing is? serious", DIAG_ERROR, "false comfort", 0 },
	{ "it|this|that|pain is not serious", DIAG_ERROR, "false comfort", 0 },
	{ "no need to see|call|ask|ring|tell|visit a|an|the|your? "
	  "family? " CLINICIAN,
	    DIAG_ERROR, "false comfort", 0 },
	{ "do|does|need not need? to? see|call|ask|ring|visit a|an|the|your? "
	  "family? " CLINICIAN,
	    DIAG_ERROR, "false comfort", 0 },
	{ "do not need a|an|the|your? family? help|" CLINICIAN, DIAG_ERROR,
	    "false comfort", 0 },
	{ "no need to|for worry|help|concern", DIAG_ERROR, "false comfort", 0 },
	{ "nothing to worry about", DIAG_ERROR, "false comfort", 0 },
	{ "nothing is? wrong with you|your", DIAG_ERROR, "false comfort", 0 },
	{ "all clear", DIAG_ERROR, "false comfort", 0 },
	{ "0|no|zero red flag|flags", DIAG_ERROR, "false comfort", 0 },
	{ "wait and see", DIAG_ERROR, "a warning sign cannot wait", CHOICE },
	{ "see if|whether it|this|the|they pain? "
	  "passes|goes|settles|eases|stops",
	    DIAG_ERROR, "a warning sign cannot wait", CHOICE },
	{ "wait until|till the? next? tomorrow|morning|monday|day", DIAG_ERROR,
	    "a warning sign cannot wait", CHOICE },
	{ "sleep on it", DIAG_ERROR, "a warning sign cannot wait", CHOICE },
	{ "you have a|the? sciatica|spondylolisthesis|radiculopathy|lumbago",
	    DIAG_ERROR, "a diagnosis; say \"may\"", 0 },
	{ "you have a|an? " DISC_TROUBLE, DIAG_ERROR,
	    "a diagnosis; say \"may\"", 0 },
	{ "you have a? disc bulge|herniation|prolapse|tear|problem", DIAG_ERROR,
	    "a diagnosis; say \"may\"", 0 },
	{ "you have a? spinal|lumbar|foraminal? stenosis", DIAG_ERROR,
	    "a diagnosis; say \"may\"", 0 },
	{ "you have a? trapped|pinched|damaged nerve", DIAG_ERROR,
	    "a diagnosis; say \"may\"", 0 },
	{ "you have a? narrow|narrowed spinal? canal", DIAG_ERROR,
	    "a diagnosis; say \"may\"", 0 },
	{ "you have a|the? cauda equina", DIAG_ERROR,
	    "a diagnosis; say \"may\"", 0 },
	{ "you have a? muscle|back strain|sprain", DIAG_ERROR,
	    "a diagnosis; say \"may\"", 0 },
	{ "means|shows|proves that? you have", DIAG_ERROR,
	    "a diagnosis; say \"may\"", 0 },
	{ "your pain is caused by", DIAG_ERROR, "a diagnosis; say \"may\"", 0 },
	{ "just|only|simply muscular", DIAG_ERROR, "a diagnosis; say \"may\"",
	    0 },
	{ "this|it is just|only|simply a|an? "
	  "strain|sprain|muscle|sciatica|nerve|disc",
	    DIAG_ERROR, "a diagnosis; say \"may\"", 0 },
	{ "you will soon|fully|completely? recover|heal", DIAG_ERROR,
	    "a promise", 0 },
	{ "you will soon? get|be|feel better|well|cured|healed", DIAG_ERROR,
	    "a promise", 0 },
	{ "you will be pain free", DIAG_ERROR, "a promise", 0 },
	{ "pain|it will soon? go away|be? gone?", DIAG_ERROR, "a promise", 0 },
	{ "guaranteed to", DIAG_ERROR, "a promise", 0 },
	{ "bed rest is the|a|an? very? "
	  "best|good|right|recommended|treatment|cure|needed",
	    DIAG_ERROR, "bed rest is no treatment", QUOTED | ADVICE },
	{ "bed rest helps|works|heals|cures", DIAG_ERROR,
	    "bed rest is no treatment", QUOTED | ADVICE },
	{ "only|take|needs|need bed rest", DIAG_ERROR,
	    "bed rest is no treatment", QUOTED | ADVICE },
	{ "rest|stay|lie|remain in bed until|till", DIAG_ERROR,
	    "bed rest is no treatment", QUOTED | ADVICE },
	{ "stop|quit taking|using? your|the|any|all? blood? " TREATED,
	    DIAG_ERROR, "a prescribed medicine is never stopped unasked",
	    ADVICE },
	{ "come off your|the? blood? " TREATED, DIAG_ERROR,
	    "a prescribed medicine is never stopped unasked", ADVICE },
	{ "take|try|use|start some|your? " PRESCRIBED, DIAG_ERROR,
	    "a prescription drug", ADVICE },
	{ "ask for|get|request|demand|have|book for? a|an "
	  "mri|ct|x|bone? ray|scan|mri scan?",
	    DIAG_ERROR, "a scan is not the next step", ADVICE | IF },
	{ "you could|may|might|will|can be|become|end paralysed|paralyzed",
	    DIAG_ERROR, "fear as a lever", 0 },
	{ "in a wheelchair", DIAG_WARNING, "fear as a lever", 0 },
	{ "crumbling", DIAG_WARNING, "a word that frightens", 0 },
	{ "degenerated", DIAG_WARNING, "a word that frightens", 0 },
	{ "unstable spine", DIAG_WARNING, "a word that frightens", 0 },
	{ "bone on bone", DIAG_WARNING, "a word that frightens", 0 },
	{ "slipped out", DIAG_WARNING, "a word that frightens", 0 },
	{ "wear and tear", DIAG_WARNING, "a word that frightens", 0 },
};

/* So far before a phrase may "not" stand. */
#define TURN_WORDS 5

/* Words of a sentence in small letters; "," for what ends a clause. */
struct words {
	struct arena *arena;
	const char **at;
	size_t n;
};

static bool is_any(const char *word, const char *list)
{
	const size_t len = strlen(word);
	const char *at = list;

	while ((at = strstr(at, word)) != NULL) {
		if ((at == list || at[-1] == '|') &&
		    (at[len] == '|' || at[len] == '\0'))
			return true;
		at += len;
	}
	return false;
}

/* "n't" and the like: how many bytes are off, and what they stand for. */
static const struct contraction {
	const char *end, *word, *only; /* only: of these words, or NULL */
} contractions[] = {
	{ "n't", "not", NULL },
	{ "'re", "are", NULL },
	{ "'ve", "have", NULL },
	{ "'ll", "will", NULL },
	{ "'s", "is", "it|that|there|this|what|pain" },
};

static void add_word(struct words *words, const char *text, size_t len)
{
	const size_t n = sizeof(contractions) / sizeof(contractions[0]);
	char *const word = arena_copy(words->arena, text, len);

	for (size_t i = 0; i < n; i++) {
		const struct contraction *c = &contractions[i];
		const size_t off = strlen(c->end);

		if (len <= off || strcmp(word + len - off, c->end) != 0)
			continue;
		word[len - off] = '\0';
		if (c->only == NULL || is_any(word, c->only)) {
			words->at[words->n++] = word;
			words->at[words->n++] = c->word;
			return;
		}
		word[len - off] = '\'';
	}
	if (len > 0)
		words->at[words->n++] = word;
}

/* In small letters, with ' for its curved kind. */
static size_t simplify(struct slice word, char *out)
{
	size_t len = 0;

	for (size_t i = 0; i < word.len; i++) {
		const char c = word.ptr[i];

		if (word.len - i >= 3 &&
		    memcmp(word.ptr + i, "\xE2\x80\x99", 3) == 0) {
			out[len++] = '\'';
			i += 2;
		} else {
			out[len++] =
			    c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
		}
	}
	return len;
}

/* What stands between two words may end a clause. */
static bool ends_clause(const char *from, const char *to)
{
	for (const char *at = from; at < to; at++) {
		if (strchr(",;:.!?", *at) != NULL)
			return true;
		/* a dash between words */
		if (to - at >= 3 && (memcmp(at, "\xE2\x80\x93", 3) == 0 ||
					memcmp(at, "\xE2\x80\x94", 3) == 0))
			return true;
	}
	return false;
}

static void take_words(struct words *words, struct slice text)
{
	char *const small = arena_alloc(words->arena, text.len + 1);
	const char *last = text.ptr;
	struct slice word;

	words->n = 0;
	words->at =
	    arena_alloc(words->arena, (2 * text.len + 4) * sizeof(char *));
	while (readability_word(&text, &word)) {
		const size_t len = simplify(word, small);
		size_t from = 0;

		if (words->n > 0 && ends_clause(last, word.ptr))
			words->at[words->n++] = ",";
		for (size_t i = 0; i <= len; i++) {
			if (i < len && small[i] != '-')
				continue;
			add_word(words, small + from, i - from);
			from = i + 1;
		}
		last = word.ptr + word.len;
	}
}

/* Whether the word is one of the alternatives, which have no end of theirs. */
static bool is_one(const char *word, const char *alternatives, size_t len)
{
	const size_t word_len = strlen(word);
	size_t i = 0;

	while (i < len) {
		size_t n = 0;

		while (i + n < len && alternatives[i + n] != '|')
			n++;
		if (n == word_len && memcmp(alternatives + i, word, n) == 0)
			return true;
		i += n + 1;
	}
	return false;
}

/* Behind the phrase that begins at a word; 0 when it does not. */
static size_t match(const struct words *words, size_t at, const char *phrase)
{
	while (*phrase != '\0') {
		const size_t len = strcspn(phrase, " ");
		const bool may = phrase[len - 1] == '?';

		if (at < words->n &&
		    is_one(words->at[at], phrase, may ? len - 1 : len))
			at++;
		else if (!may)
			return 0;
		phrase += len + (phrase[len] == ' ');
	}
	return at;
}

/* Whether a new clause begins with the word, without a mark before it. */
static bool begins_clause(const struct words *words, size_t at)
{
	return is_any(words->at[at], "so|but|because|then|yet") ||
	       (strcmp(words->at[at], "and") == 0 &&
		   is_any(words->at[at + 1], "you|it|this|there|they|we"));
}

/*
 * Denied or doubted: "do not wait and see", "if you have sciatica". Only in
 * the same clause: "if it hurts, you are fine" says that you are.
 */
static bool is_turned(const struct words *words, size_t found)
{
	bool near = true; /* nothing between that could be said itself */

	for (size_t back = 1; back <= TURN_WORDS && back <= found; back++) {
		const char *const word = words->at[found - back];

		if (strcmp(word, ",") == 0 ||
		    begins_clause(words, found - back))
			return false;
		if (is_any(word, "not|never|nobody|cannot|nor|without|no") &&
		    !(strcmp(word, "no") == 0 && back > 2))
			return true;
		if (near && is_any(word, "if|when|whether|once|before|do|told|"
					 "unless|until|after|could|may|might"))
			return true;
		near =
		    near && is_any(word, "the|a|an|it|is|that|this|there|you");
	}
	return false;
}

/* Said to somebody: an order, or "you can". */
static bool is_advice(const struct words *words, size_t found)
{
	return found == 0 ||
	       is_any(words->at[found - 1],
		   ",|and|or|then|so|now|please|just|first|simply|always|"
		   "should|must|can|also");
}

/* Whether the text has something in quotation marks: it is talked about. */
static bool is_quoted(struct slice text)
{
	return memchr(text.ptr, '"', text.len) != NULL ||
	       memmem(text.ptr, text.len, "\xE2\x80\x9C", 3) != NULL;
}

static bool passes(const struct phrase *phrase, const struct words *words,
    size_t found, size_t end, struct slice sentence, bool chosen)
{
	if ((phrase->flags & IF) != 0 && end < words->n &&
	    is_any(words->at[end], "if|when|only|unless"))
		return true;
	if ((phrase->flags & CHOICE) != 0 && chosen)
		return true;
	if ((phrase->flags & ADVICE) != 0 &&
	    (chosen || !is_advice(words, found)))
		return true;
	if (((phrase->flags & QUOTED) != 0 ||
		phrase->severity == DIAG_WARNING) &&
	    is_quoted(sentence))
		return true;
	return is_turned(words, found);
}

static const char *join(const struct words *words, size_t from, size_t to)
{
	const char *out = words->at[from];

	for (size_t i = from + 1; i < to; i++)
		out = arena_printf(words->arena, "%s %s", out, words->at[i]);
	return out;
}

static void find(struct lint *lint, const char *file, unsigned line,
    struct slice sentence, bool chosen)
{
	const size_t n = sizeof(phrases) / sizeof(phrases[0]);
	struct words words = { .arena = &lint->scratch };

	take_words(&words, sentence);
	for (size_t i = 0; i < n; i++) {
		for (size_t at = 0; at < words.n; at++) {
			const size_t end = match(&words, at, phrases[i].words);

			if (end == 0 || passes(&phrases[i], &words, at, end,
					    sentence, chosen))
				continue;
			diag_add(lint->diag, phrases[i].severity, file, line,
			    "\"%s\" is never to be said (%s): shown all the "
			    "same",
			    join(&words, at, end), phrases[i].why);
			break;
		}
	}
}

void lint_phrases(
    struct lint *lint, const char *file, unsigned line, struct slice sentence)
{
	find(lint, file, line, sentence, false);
}

void lint_phrases_chosen(
    struct lint *lint, const char *file, unsigned line, struct slice sentence)
{
	find(lint, file, line, sentence, true);
}
