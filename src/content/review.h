/*
 * review.h - whether a text was to be checked again before today.
 *
 * Days are "2026-11-22"; whatever else stands there is no day, and nothing is
 * due by it.
 */
#ifndef LUMBAR_REVIEW_H
#define LUMBAR_REVIEW_H

#include <stdbool.h>
#include <time.h>

#define REVIEW_DAY_CAP 11

/* The day here at that time; "" when it cannot be told. */
void review_today(time_t now, char today[REVIEW_DAY_CAP]);

/*
 * Whether the next review was to be before today. A clock that stands before
 * the last one is not set, and is not believed. today may be NULL: no clock.
 */
bool review_is_due(
    const char *reviewed, const char *next_review, const char *today);

#endif
