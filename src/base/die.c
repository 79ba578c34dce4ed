#include "base/die.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

/* The program's last words are about it as a whole, so this is a static. */
static void (*restore)(void);

void die_set_hook(void (*hook)(void))
{
	restore = hook;
}

static void write_all(const char *ptr, size_t len)
{
	while (len > 0) {
		const ssize_t n = write(STDERR_FILENO, ptr, len);

		if (n <= 0)
			return;
		ptr += n;
		len -= (size_t)n;
	}
}

/* Uses the stack only: the reason may be that there is no memory. */
void die(const char *fmt, ...)
{
	void (*const hook)(void) = restore;
	char raw[512], line[3 * sizeof(raw)];
	size_t used = 0;
	va_list args;
	int len;

	restore = NULL;
	if (hook != NULL)
		hook();

	va_start(args, fmt);
	len = vsnprintf(raw, sizeof(raw), fmt, args);
	va_end(args);
	if (len < 0)
		len = 0;
	if ((size_t)len >= sizeof(raw))
		len = (int)sizeof(raw) - 1;
	(void)text_filter(
	    raw, (size_t)len, false, line, sizeof(line) - 1, &used);
	line[used++] = '\n';
	write_all("lumbar: ", strlen("lumbar: "));
	write_all(line, used);
	exit(DIE_STATUS);
}

void *die_alloc(size_t len)
{
	void *const ptr = malloc(len > 0 ? len : 1);

	if (ptr == NULL)
		die("out of memory");
	return ptr;
}

void *die_realloc(void *old, size_t len)
{
	void *const ptr = realloc(old, len > 0 ? len : 1);

	if (ptr == NULL)
		die("out of memory");
	return ptr;
}
