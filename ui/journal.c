#include "journal.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#define LINE_CAP 512

void journal_say(const char *fmt, ...)
{
	char line[LINE_CAP];
	va_list args;

	if (isatty(STDERR_FILENO))
		return;
	va_start(args, fmt);
	(void)vsnprintf(line, sizeof(line), fmt, args);
	va_end(args);
	fprintf(stderr, "lumbar: %s\n", line);
}
