#include "base/diag.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/text.h"

/* An item and its place, which makes the sort stable. */
struct ranked {
	struct diag_item item;
	size_t place;
};

void diag_init(struct diag *diag, struct arena *arena)
{
	*diag = (struct diag){ .arena = arena };
}

/* arena_printf for a va_list; long texts are cut, a diag is one line. */
__attribute__((format(printf, 2, 0))) static const char *format(
    struct arena *arena, const char *fmt, va_list args)
{
	char text[1024];
	int len = vsnprintf(text, sizeof(text), fmt, args);

	if (len < 0)
		len = 0;
	if ((size_t)len >= sizeof(text)) {
		static const char more[] = "...";

		len = (int)sizeof(text) - 1;
		memcpy(text + sizeof(text) - sizeof(more), more, sizeof(more));
	}
	return arena_copy(arena, text, (size_t)len);
}

/* File names repeat: the one before is shared. */
static const char *keep_name(struct diag *diag, const char *file)
{
	if (file == NULL)
		return NULL;
	if (diag->n > 0) {
		const char *const last = diag->items[diag->n - 1].file;

		if (last != NULL && strcmp(last, file) == 0)
			return last;
	}
	return arena_copy(diag->arena, file, strlen(file));
}

void diag_add(struct diag *diag, enum diag_severity severity, const char *file,
    unsigned line, const char *fmt, ...)
{
	struct diag_item item = { .severity = severity, .line = line };
	va_list args;

	if (diag == NULL)
		return;
	assert(severity <= DIAG_ERROR);
	diag->count[severity]++;
	if (diag->n >= DIAG_MAX)
		return;

	item.file = keep_name(diag, file);
	va_start(args, fmt);
	item.text = format(diag->arena, fmt, args);
	va_end(args);
	if (diag->n == diag->cap) {
		const size_t cap = diag->cap == 0 ? 8 : 2 * diag->cap;

		diag->items = arena_grow(diag->arena, diag->items,
		    diag->cap * sizeof(*diag->items),
		    cap * sizeof(*diag->items));
		diag->cap = cap;
	}
	diag->items[diag->n++] = item;
}

static int compare(const void *left, const void *right)
{
	const struct ranked *const a = left;
	const struct ranked *const b = right;
	const char *const a_file = a->item.file != NULL ? a->item.file : "";
	const char *const b_file = b->item.file != NULL ? b->item.file : "";
	const int by_file = strcmp(a_file, b_file);

	if (by_file != 0)
		return by_file;
	if (a->item.line != b->item.line)
		return a->item.line < b->item.line ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

void diag_sort(struct diag *diag)
{
	struct ranked *ranked;

	if (diag->n < 2)
		return;
	ranked = die_alloc(diag->n * sizeof(*ranked));
	for (size_t i = 0; i < diag->n; i++)
		ranked[i] = (struct ranked){ diag->items[i], i };
	qsort(ranked, diag->n, sizeof(*ranked), compare);
	for (size_t i = 0; i < diag->n; i++)
		diag->items[i] = ranked[i].item;
	free(ranked);
}

/* The arena's strings may be of any length, the buffer is not. */
static void put_filtered(const char *str, FILE *out)
{
	size_t len = strlen(str);
	char buf[512];

	while (len > 0) {
		size_t used = 0;
		const size_t taken =
		    text_filter(str, len, false, buf, sizeof(buf), &used);

		fwrite(buf, 1, used, out);
		str += taken;
		len -= taken;
	}
}

void diag_print_item(const struct diag_item *item, FILE *out)
{
	static const char *const names[] = { "note", "warning", "error" };

	if (item->file != NULL) {
		put_filtered(item->file, out);
		if (item->line > 0)
			fprintf(out, ":%u", item->line);
		fputs(": ", out);
	}
	fprintf(out, "%s: ", names[item->severity]);
	put_filtered(item->text, out);
	putc('\n', out);
}

void diag_print_more(const struct diag *diag, FILE *out)
{
	size_t total = 0;

	for (size_t i = 0; i < 3; i++)
		total += diag->count[i];
	if (total > diag->n)
		fprintf(
		    out, "note: %zu more are not listed\n", total - diag->n);
}

void diag_print(const struct diag *diag, FILE *out)
{
	for (size_t i = 0; i < diag->n; i++)
		diag_print_item(&diag->items[i], out);
	diag_print_more(diag, out);
}
