#include "widgets/triage_doc_parts.h"

#include <string.h>

/* With no empty line between it and what follows. */
static void add_joined(struct doc *doc, const char *text, enum role role)
{
	const size_t node = doc->nnodes;

	triage_doc_para(doc, text, role);
	if (node < doc->nnodes)
		doc->nodes[node].flags |= DOC_JOINED;
}

/* The emergency stays in sight, whatever is done about the file. */
static void add_alarm(struct doc *doc, const struct self_check *check)
{
	add_joined(doc, triage_doc_alarm(check, &doc->arena), ROLE_STRONG);
}

void triage_doc_save(struct doc *doc, const struct self_check *check,
    struct triage_doc_file file, const char *how)
{
	add_alarm(doc, check);
	triage_doc_heading(doc, 1, "Save this result in a text file?");
	triage_doc_para(doc,
	    "It holds health information. Others who use this computer may "
	    "read it.",
	    ROLE_STRONG);
	add_joined(doc, file.name, ROLE_NORMAL);
	triage_doc_para(doc,
	    file.folder[0] != '\0'
		? arena_printf(&doc->arena, "in this folder: %s", file.folder)
		: "in the current folder",
	    ROLE_NORMAL);
	triage_doc_para(doc, how, ROLE_NORMAL);
	doc_close(doc, 0);
}

static void add_place(struct doc *doc, struct triage_doc_file file)
{
	const size_t len = strlen(file.folder);

	triage_doc_heading(doc, 1, "The result is saved");
	add_joined(doc, "It is here:", ROLE_NORMAL);
	triage_doc_para(doc,
	    arena_printf(&doc->arena, "%s%s%s", file.folder,
		len > 0 && file.folder[len - 1] != '/' ? "/" : "", file.name),
	    ROLE_STRONG);
	triage_doc_para(doc,
	    "Delete the file when you do not need it any more.", ROLE_NORMAL);
}

/* What a person needs of it can be written by hand. */
static void add_failure(struct doc *doc, const struct self_check *check,
    const struct triage_result *result, const char *why)
{
	const struct region *region = check->catalog->region;

	triage_doc_heading(doc, 1, "The result is not saved");
	triage_doc_para(doc, why, ROLE_NORMAL);
	add_joined(doc, "Write this down instead:", ROLE_NORMAL);
	triage_doc_para(doc,
	    arena_printf(&doc->arena, "%s. Emergency: %s. Advice: %s.",
		triage_doc_level(doc, check, result),
		region_word(region, "emergency"),
		region_word(region, "advice")),
	    ROLE_STRONG);
}

void triage_doc_saved(struct doc *doc, const struct self_check *check,
    const struct triage_result *result, struct triage_doc_file file,
    const char *why)
{
	add_alarm(doc, check);
	if (why == NULL)
		add_place(doc, file);
	else
		add_failure(doc, check, result, why);
	doc_close(doc, 0);
}
