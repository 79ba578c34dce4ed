#include "screens/triage_screen.h"

#include <stdlib.h>

#include "base/die.h"

/* What triage->cover says: the question, or what became of it. */
void triage_save_compose(
    struct triage_screen *triage, const struct triage_result *result)
{
	struct triage_doc_file file = { triage->file,
		save_folder(&triage->arena) };

	if (triage->cover == COVER_SAVE) {
		save_name(triage->file, triage->check->made, 1);
		triage_doc_save(&triage->doc, triage->check, file,
		    "Enter saves it. Esc goes back: then nothing is written.");
	} else {
		triage_doc_saved(&triage->doc, triage->check, result, file,
		    triage->save_error == 0 ? NULL
					    : save_why(triage->save_error));
	}
	triage->path = "Check my symptoms > Save";
	triage->emergency = triage->check->warning.given;
}

struct step triage_save_act(struct triage_screen *triage)
{
	struct triage_result *result = die_alloc(sizeof(*result));

	triage->cover = COVER_NONE;
	if (self_check_result(triage->check, result)) {
		triage->save_error =
		    save_result(triage->base.view->policy, triage->check,
			result, triage->base.view->ascii, triage->file);
		triage->cover = COVER_SAVED;
	}
	triage_result_wipe(result);
	free(result);
	triage_screen_turn(triage);
	return STAY;
}
