/*
 * lint_words.c - hard words, and the plain ones for them.
 */
#include <string.h>

#include "check/lint_parts.h"
#include "check/lint_place.h"

/* In small letters; whole words. A name that has to be learned is no jargon. */
static const struct hard_word {
	const char *word, *plain;
} hard_words[] = {
	{ "acute", "sudden, or new" },
	{ "administer", "give" },
	{ "aetiology", "cause" },
	{ "alleviate", "ease" },
	{ "ambulate", "walk" },
	{ "analgesia", "pain relief" },
	{ "analgesic", "painkiller" },
	{ "analgesics", "painkillers" },
	{ "anus", "back passage" },
	{ "approximately", "about" },
	{ "asymptomatic", "without signs" },
	{ "bilateral", "on both sides" },
	{ "bowel movement", "poo" },
	{ "cease", "stop" },
	{ "chronic", "long-lasting" },
	{ "commence", "start" },
	{ "contraindicated", "not for you if" },
	{ "defecate", "poo" },
	{ "dyspnoea", "trouble breathing" },
	{ "dysfunction", "trouble" },
	{ "edema", "swelling" },
	{ "etiology", "cause" },
	{ "exacerbate", "make worse" },
	{ "faeces", "poo" },
	{ "febrile", "with fever" },
	{ "haematoma", "bleed" },
	{ "hypertension", "high blood pressure" },
	{ "idiopathic", "without a known cause" },
	{ "in order to", "to" },
	{ "incontinence", "leaking" },
	{ "lesion", "damaged spot" },
	{ "malignancy", "cancer" },
	{ "malignant", "cancer" },
	{ "metastases", "cancer that has spread" },
	{ "metastatic", "that has spread" },
	{ "micturition", "peeing" },
	{ "motor deficit", "weakness" },
	{ "oedema", "swelling" },
	{ "palpation", "feeling with the hands" },
	{ "pathology", "disease" },
	{ "prior to", "before" },
	{ "prognosis", "outlook" },
	{ "pyrexia", "fever" },
	{ "sensory deficit", "loss of feeling" },
	{ "stools", "poo" },
	{ "sufficient", "enough" },
	{ "unilateral", "on one side" },
	{ "urinate", "pee" },
	{ "urination", "peeing" },
	{ "utilise", "use" },
	{ "utilize", "use" },
	{ "void", "pee" },
	/* words that scold or hide that something is hard */
	{ "please", "leave it out" },
	{ "should", "say what to do" },
	{ "simply", "leave it out" },
};

/*
 * A hard word may be named to teach it: in brackets, in quotation marks, in
 * bold, or as the text of a link. Copies the rest of a leaf, small letters,
 * with blanks for what is let pass; as long as the leaf's text.
 */
struct rest {
	char *text;
	size_t len;
	int depth; /* of brackets */
	bool quoted;
};

static void put(struct rest *rest, char c, bool passes)
{
	if (c == '(')
		rest->depth++;
	else if (c == ')' && rest->depth > 0)
		rest->depth--;
	else if (c == '"')
		rest->quoted = !rest->quoted;
	if (passes || rest->depth > 0 || rest->quoted)
		c = '(';
	if (c >= 'A' && c <= 'Z')
		c = (char)(c - 'A' + 'a');
	if (c == '\n')
		c = ' ';
	rest->text[rest->len++] = c;
}

static char *rest_of(
    struct lint *lint, const struct doc *doc, const struct doc_node *node)
{
	struct rest rest = { .len = 0 };
	size_t len = 0;

	for (uint32_t i = 0; i < node->nruns; i++)
		len += doc->runs[node->run + i].len + 1u;
	rest.text = arena_alloc(&lint->scratch, len + 1);
	for (uint32_t i = 0; i < node->nruns; i++) {
		const struct doc_run *const run = &doc->runs[node->run + i];
		const bool passes = run->link != 0 || run->role == ROLE_STRONG;

		if (run->kind == RUN_BREAK)
			put(&rest, ' ', false);
		for (uint32_t k = 0; k < run->len; k++)
			put(&rest, run->ptr[k], passes);
	}
	rest.text[rest.len] = '\0';
	return rest.text;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static const char *find_word(const char *text, const char *word)
{
	const size_t len = strlen(word);
	const char *at = text;

	while ((at = strstr(at, word)) != NULL) {
		if ((at == text || !is_letter(at[-1])) && !is_letter(at[len]))
			return at;
		at += len;
	}
	return NULL;
}

static void check_leaf(struct lint *lint, const struct doc *doc, uint32_t node,
    const struct lint_page *page)
{
	const char *const text = rest_of(lint, doc, &doc->nodes[node]);

	for (size_t i = 0; i < sizeof(hard_words) / sizeof(hard_words[0]);
	     i++) {
		const char *const found = find_word(text, hard_words[i].word);
		struct lint_place place;

		if (found == NULL)
			continue;
		place = lint_place_begin(doc, node);
		diag_add(lint->diag, DIAG_WARNING, page->file,
		    lint_place_byte(&place, (size_t)(found - text)),
		    "\"%s\" is a hard word: shown as it is, say \"%s\"",
		    hard_words[i].word, hard_words[i].plain);
	}
}

const char *lint_small_letters(struct arena *arena, const char *text)
{
	char *out = arena_copy(arena, text, strlen(text));

	for (char *at = out; *at != '\0'; at++) {
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at - 'A' + 'a');
	}
	return out;
}

bool lint_has_word(const char *small, const char *word)
{
	return find_word(small, word) != NULL;
}

void lint_hard_words(
    struct lint *lint, const char *file, unsigned line, const char *text)
{
	const char *const small = lint_small_letters(&lint->scratch, text);

	for (size_t i = 0; i < sizeof(hard_words) / sizeof(hard_words[0]);
	     i++) {
		if (find_word(small, hard_words[i].word) != NULL)
			diag_add(lint->diag, DIAG_WARNING, file, line,
			    "\"%s\" is a hard word: shown as it is, say "
			    "\"%s\"",
			    hard_words[i].word, hard_words[i].plain);
	}
}

void lint_words(struct lint *lint, const struct article *article,
    const struct lint_page *page)
{
	const struct doc *const doc = &article->doc;

	for (uint32_t i = 1; i < doc->nnodes; i++) {
		if (doc->nodes[i].nruns > 0 && doc->nodes[i].kind != DOC_CODE &&
		    !lint_is_term(doc, i))
			check_leaf(lint, doc, i, page);
	}
}
