/*
 * plain_check_parts.h - what plain_check.c, which takes the lines of somebody
 * who checks himself, has of plain_check_say.c. For nobody else.
 */
#ifndef LUMBAR_PLAIN_CHECK_PARTS_H
#define LUMBAR_PLAIN_CHECK_PARTS_H

#include "plain_page.h"

/* The page that is to be shown now. */
void plain_check_say(struct plain *plain);

/* The result, or with why what it comes from. */
void plain_check_result(struct plain *plain, bool why);

/* To somebody who stops before the result. */
void plain_check_unfinished(struct plain *plain);

/* What can be typed on the page. */
void plain_check_help(struct plain *plain);

/* The option that stands behind a number, from 1; noptions: there is none. */
size_t plain_check_option(const struct plain *plain, size_t number);

#endif
