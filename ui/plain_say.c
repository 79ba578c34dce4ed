/*
 * plain_say.c - text of plain mode, filtered, and how to go on.
 */
#include <stdio.h>
#include <string.h>

#include "plain_page.h"

void plain_say(const struct plain *plain, const char *text)
{
	char buf[256];
	size_t len = strlen(text), taken = 0;

	while (taken < len) {
		size_t used = 0;

		taken += text_filter(text + taken, len - taken, plain->ascii,
		    buf, sizeof(buf), &used);
		fwrite(buf, 1, used, stdout);
	}
}

void plain_say_line(const struct plain *plain, const char *text)
{
	plain_say(plain, text);
	putchar('\n');
}

void plain_say_title(const struct plain *plain, const char *title)
{
	const size_t len = strlen(title);
	const bool ended = len > 0 && strchr(".?!", title[len - 1]) != NULL;

	plain_say(plain, title);
	printf(ended ? " " : ". ");
}

void plain_hint(struct plain *plain, enum plain_kind kind)
{
	/* what is not allowed here is not offered */
	static const struct {
		unsigned needs;
		const char *text;
	} hints[PLAIN_KINDS][4] = {
		{ { 0, "Type a number and Enter. a: all pages, A to Z. "
		       "?: help." },
		    { POLICY_QUIT, " q: leave." } },
		{ { 0, "Type a number and Enter. b: back. h: home. "
		       "?: help." } },
		{ { 0, "Enter: go on. A number opens that link. p: parts. "
		       "/word: find. b: back. ?: help." } },
		{ { 0, "Type the number of your answer, or several numbers "
		       "such as 1 2. b: back. ?: help." },
		    { POLICY_QUIT, " q: leave." } },
		{ { 0, "A number changes that answer. Enter: see what to do. "
		       "b: back." },
		    { POLICY_QUIT, " q: leave." } },
		{ { 0, "A number opens that line. w: why." },
		    { POLICY_SAVE, " p: save this in a file." },
		    { 0, " r: read this again. b: back." },
		    { POLICY_QUIT, " q: leave." } },
		{ { 0, "Type the number of your answer, or several such as "
		       "1 2. b: back. ?: help. q: leave the quiz." } },
		{ { 0, "Enter goes on. w: read why. b: back. "
		       "q: leave the quiz." } },
		{ { 0, "Write on one line, then Enter. Enter alone shows one "
		       "way to say it. b alone: back. q alone: leave the "
		       "quiz." } },
	};

	if (plain->hinted[kind])
		return;
	plain->hinted[kind] = true;
	for (size_t i = 0; i < 4 && hints[kind][i].text != NULL; i++) {
		if (policy_allows(plain->policy, hints[kind][i].needs))
			plain_say(plain, hints[kind][i].text);
	}
	putchar('\n');
}
