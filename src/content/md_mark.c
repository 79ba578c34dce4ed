#include "content/md_mark.h"

#include <string.h>

static const struct {
	const char *word;
	enum doc_card card;
} cards[] = {
	{ "EMERGENCY", CARD_EMERGENCY },
	{ "URGENT", CARD_URGENT },
	{ "ROUTINE", CARD_ROUTINE },
	{ "SELFCARE", CARD_SELFCARE },
	{ "DO", CARD_DO },
	{ "DONT", CARD_DONT },
	{ "NOTE", CARD_NOTE },
};

enum {
	WORD_MAX_LEN = 32
};

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

size_t md_mark_card(struct slice text, struct slice *word, enum doc_card *card)
{
	size_t len = 2;

	*word = (struct slice){ text.ptr, 0 };
	if (!slice_starts(text, "[!"))
		return 0;
	while (len < text.len && len < WORD_MAX_LEN && is_letter(text.ptr[len]))
		len++;
	if (len == 2 || len == text.len || text.ptr[len] != ']')
		return 0;
	*word = (struct slice){ text.ptr + 2, len - 2 };
	len++;
	for (size_t i = 0; i < sizeof(cards) / sizeof(*cards); i++) {
		if (!slice_is(*word, cards[i].word))
			continue;
		*card = cards[i].card;
		while (len < text.len &&
		       (text.ptr[len] == ' ' || text.ptr[len] == '\t'))
			len++;
		return len;
	}
	return 0;
}

bool md_mark_html(struct slice text)
{
	const char *const end = text.ptr + text.len;
	const char *const last = memrchr(text.ptr, '>', text.len);
	const char *at = text.ptr;

	while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
		const char *const next = ++at;
		const char c = next < end ? *next : ' ';

		if (c == '!')
			return true;
		if (last == NULL || last <= next)
			continue;
		if (is_letter(c) || c == '?' ||
		    (c == '/' && is_letter(next[1])))
			return true;
	}
	return false;
}
