/*
 * run.h - start the real program without a terminal and see what it did.
 */
#ifndef LUMBAR_TESTS_RUN_H
#define LUMBAR_TESTS_RUN_H

#include <stddef.h>

struct run_result {
	int status; /* exit status, or 128 + signal */
	char *out, *err;
	size_t out_len, err_len;
};

/*
 * argv[0] is ignored (the program is LUMBAR_BINARY); ended by NULL. input may
 * be NULL. env holds "NAME=value" or "NAME=" (unset), ended by NULL, or NULL.
 * The texts are malloc'ed and have a NUL behind them.
 */
struct run_result run_program(
    const char *const *argv, const char *const *env, const char *input);
void run_free(struct run_result *result);

/*
 * Fails the test unless each text is in what was said; one behind a "~" must
 * not be. texts is ended by NULL.
 */
void run_says(const char *said, const char *const *texts);

#endif
