/*
 * library.h - a shared library that is loaded when it is first needed.
 *
 * Linking one costs every start of a reader about a tenth of the time to the
 * first frame, for what most starts do not use.
 */
#ifndef LUMBAR_LIBRARY_H
#define LUMBAR_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/* A function, and where in the caller's struct its pointer goes. */
struct library_function {
	const char *name;
	size_t at;
};

/*
 * False when it is not installed or lacks a function; what was found before
 * that is in out. Never unloaded: loading it again costs next to nothing. Not
 * once a sandbox has closed, which lets no library be read.
 */
bool library_load(const char *soname, const struct library_function *functions,
    size_t n, void *out);

#endif
