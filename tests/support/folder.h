/*
 * folder.h - a folder of its own for what a test makes the program write.
 */
#ifndef LUMBAR_TESTS_FOLDER_H
#define LUMBAR_TESTS_FOLDER_H

#include <stddef.h>

/* Make a new folder in the current one and go there: a cmocka setup. */
int folder_enter(void **state);

/* Back to where it was, with the folder and all files in it removed. */
int folder_leave(void **state);

/* How many files there are; name gets the last one of them. */
size_t folder_count(char *name, size_t cap);

/* All of a file that must be there; to be freed. mode gets its permissions. */
char *folder_read(const char *name, unsigned *mode);

#endif
