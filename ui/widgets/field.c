#include "widgets/field.h"

#include <string.h>

void field_clear(struct field *field)
{
	explicit_bzero(field, sizeof(*field));
}

struct slice field_text(const struct field *field)
{
	return (struct slice){ field->text, field->len };
}

bool field_act(struct field *field, enum action action, int arg)
{
	char bytes[4];
	size_t len;

	switch (action) {
	case ACT_TEXT:
		len = utf8_put(bytes, (uint32_t)arg);
		if (field->len + len > FIELD_CAP)
			return false;
		memcpy(field->text + field->len, bytes, len);
		field->len += len;
		return true;
	case ACT_ERASE:
		if (field->len == 0)
			return false;
		do {
			field->len--;
		} while (
		    field->len > 0 && (field->text[field->len] & 0xC0) == 0x80);
		return true;
	case ACT_ERASE_ALL:
		if (field->len == 0)
			return false;
		field_clear(field);
		return true;
	default:
		return false;
	}
}
