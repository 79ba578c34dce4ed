#include "plain_page.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "widgets/save.h"

void plain_save_ask(struct plain *plain)
{
	char name[SAVE_NAME_CAP];
	struct arena arena;
	struct doc doc;

	arena_init(&arena);
	doc_init(&doc);
	save_name(name, plain->check->made, 1);
	triage_doc_save(&doc, plain->check,
	    (struct triage_doc_file){ name, save_folder(&arena) },
	    "Type y to save it. Enter alone goes back: then nothing is "
	    "written.");
	putchar('\n');
	plain_write(plain, &doc);
	triage_doc_wipe(&doc);
	arena_free(&arena);
	plain->want_save = true;
}

static void save(struct plain *plain)
{
	struct triage_result *result = die_alloc(sizeof(*result));
	char name[SAVE_NAME_CAP];
	struct arena arena;
	struct doc doc;
	int error;

	arena_init(&arena);
	doc_init(&doc);
	if (self_check_result(plain->check, result)) {
		error = save_result(
		    plain->policy, plain->check, result, plain->ascii, name);
		triage_doc_saved(&doc, plain->check, result,
		    (struct triage_doc_file){ name, save_folder(&arena) },
		    error == 0 ? NULL : save_why(error));
	} else {
		triage_doc_failed(&doc, plain->check);
	}
	putchar('\n');
	plain_write(plain, &doc);
	printf("\nType r to read the result again.\n");
	triage_doc_wipe(&doc);
	triage_result_wipe(result);
	free(result);
	arena_free(&arena);
}

void plain_save_obey(struct plain *plain, const char *line)
{
	plain->want_save = false;
	if (plain_is(line, "y", "yes"))
		save(plain);
	else
		printf("Nothing is written. Type r to read the result "
		       "again.\n");
}
