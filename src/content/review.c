#include "content/review.h"

#include <string.h>

void review_today(time_t now, char today[REVIEW_DAY_CAP])
{
	struct tm tm;

	if (localtime_r(&now, &tm) == NULL ||
	    strftime(today, REVIEW_DAY_CAP, "%Y-%m-%d", &tm) == 0)
		today[0] = '\0';
}

/* Such days stand in their order as texts do. */
static bool is_day(const char *text)
{
	static const char shape[] = "0000-00-00";

	for (size_t i = 0; i < sizeof(shape) - 1; i++) {
		if (shape[i] == '0' ? text[i] < '0' || text[i] > '9'
				    : text[i] != shape[i])
			return false;
	}
	return text[sizeof(shape) - 1] == '\0';
}

bool review_is_due(
    const char *reviewed, const char *next_review, const char *today)
{
	if (today == NULL || !is_day(today) || !is_day(next_review))
		return false;
	if (is_day(reviewed) && strcmp(today, reviewed) < 0)
		return false;
	return strcmp(today, next_review) > 0;
}
