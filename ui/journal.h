/*
 * journal.h - a line for whoever looks after a kiosk, while it runs.
 */
#ifndef LUMBAR_JOURNAL_H
#define LUMBAR_JOURNAL_H

/*
 * To standard error, with "lumbar: " before it and a newline behind; nowhere if
 * that is a terminal, for it would be written over a visitor's page. What is
 * not ours in it was filtered by the caller.
 */
void journal_say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
