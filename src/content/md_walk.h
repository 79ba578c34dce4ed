/*
 * md_walk.h - one line of a Markdown text: which containers it goes on in,
 * leaves and opens, and what stands behind their marks. Private to md_lines.c,
 * which keeps what is known between lines.
 */
#ifndef LUMBAR_MD_WALK_H
#define LUMBAR_MD_WALK_H

#include "content/md_lines.h"

/*
 * Fills out, apart from first; its kind follows md4c line by line. The
 * containers of lines are those of this line then; its leaf is not yet.
 */
void md_walk(
    struct md_lines *lines, const char *line, size_t len, struct md_line *out);

#endif
