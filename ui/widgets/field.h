/*
 * field.h - one line of text that a person types.
 */
#ifndef LUMBAR_FIELD_H
#define LUMBAR_FIELD_H

#include "base/text.h"
#include "terminal/binding.h"

#define FIELD_CAP 128

struct field {
	char text[FIELD_CAP]; /* UTF-8, not terminated */
	size_t len;
};

void field_clear(struct field *field);
struct slice field_text(const struct field *field);

/* Text and erasing; true if the text is now another one. */
bool field_act(struct field *field, enum action action, int arg);

#endif
