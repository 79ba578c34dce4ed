/*
 * md_special.h - find the few bytes that md_guard has to look at, fast.
 */
#ifndef LUMBAR_MD_SPECIAL_H
#define LUMBAR_MD_SPECIAL_H

#include <stddef.h>

/*
 * The first control character (other than tab and newline), bracket or tilde
 * of text[off, end), or end.
 */
size_t md_special_next(const char *text, size_t off, size_t end);

#endif
