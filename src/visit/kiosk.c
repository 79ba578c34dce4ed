#include "visit/kiosk.h"

#include <stdio.h>
#include <string.h>

#include "base/ini_file.h"

#define IDLE_MIN 20
#define IDLE_MAX 3600
#define DAY_MIN  (24 * 60)

const struct kiosk kiosk_builtin = {
	.idle_menu_s = 90,
	.idle_question_s = 120,
	.idle_article_s = 180,
	.idle_emergency_s = 300,
	.countdown_s = 30,
	.longer = 3,
	.clinic = "",
	.reception = "",
	.address = "",
	.pin = "",
	.state = "/var/lib/lumbar",
	.need_sandbox = true,
	.counters = true,
	.mouse = true,
};

struct reader {
	const struct ini_file *ini;
	struct kiosk *out;
	struct diag *diag;
};

static void fault(
    const struct reader *r, const struct ini_pair *pair, const char *needed)
{
	diag_add(r->diag, DIAG_ERROR, r->ini->name, pair->line,
	    "%s = %s: %s is needed; the built-in value is used", pair->key,
	    pair->value, needed);
}

static bool read_number(const char *text, int *out)
{
	int n = 0;

	if (text[0] == '\0')
		return false;
	for (; *text != '\0'; text++) {
		if (*text < '0' || *text > '9' || n > 100000)
			return false;
		n = n * 10 + (*text - '0');
	}
	*out = n;
	return true;
}

static void take_number(const struct reader *r, const struct ini_pair *pair,
    int *out, int min, int max)
{
	char needed[64];
	int n;

	if (read_number(pair->value, &n) && n >= min && n <= max) {
		*out = n;
		return;
	}
	snprintf(
	    needed, sizeof(needed), "a whole number from %d to %d", min, max);
	fault(r, pair, needed);
}

/* One of two words. */
static void take_choice(const struct reader *r, const struct ini_pair *pair,
    bool *out, const char *yes, const char *no)
{
	char needed[64];

	if (strcmp(pair->value, yes) == 0 || strcmp(pair->value, no) == 0) {
		*out = strcmp(pair->value, yes) == 0;
		return;
	}
	snprintf(needed, sizeof(needed), "%s or %s", yes, no);
	fault(r, pair, needed);
}

/* "08:30" in minutes; 24:00 is the end of the day. */
static bool read_time(struct slice text, int *out)
{
	const char *s = text.ptr;
	int hour, minute;

	if (text.len != 5 || s[2] != ':')
		return false;
	for (int i = 0; i < 5; i++) {
		if (i != 2 && (s[i] < '0' || s[i] > '9'))
			return false;
	}
	hour = (s[0] - '0') * 10 + (s[1] - '0');
	minute = (s[3] - '0') * 10 + (s[4] - '0');
	*out = hour * 60 + minute;
	return minute < 60 && *out <= DAY_MIN;
}

static int read_day(struct slice text)
{
	static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu",
		"Fri", "Sat" };

	for (int i = 0; i < 7; i++) {
		if (slice_is(text, days[i]))
			return i;
	}
	return -1;
}

/* "Mon-Fri" or "Sat", as bits; over the end of the week too. */
static unsigned read_days(struct slice text)
{
	const char *const dash = memchr(text.ptr, '-', text.len);
	const size_t len = dash == NULL ? text.len : (size_t)(dash - text.ptr);
	const int from = read_day((struct slice){ text.ptr, len });
	int to = from;
	unsigned days = 0;

	if (dash != NULL)
		to = read_day((struct slice){ dash + 1, text.len - len - 1 });
	if (from < 0 || to < 0)
		return 0;
	for (int day = from;; day = (day + 1) % 7) {
		days |= 1u << day;
		if (day == to)
			return days;
	}
}

/* "Mon-Fri 08:00-18:00" */
static bool read_span(struct slice text, struct kiosk_hours *out)
{
	const char *const blank = memchr(text.ptr, ' ', text.len);
	struct slice times;

	if (blank == NULL)
		return false;
	out->days =
	    read_days((struct slice){ text.ptr, (size_t)(blank - text.ptr) });
	times = slice_trim(
	    (struct slice){ blank, text.len - (size_t)(blank - text.ptr) });
	if (out->days == 0 || times.len != 11 || times.ptr[5] != '-')
		return false;
	return read_time((struct slice){ times.ptr, 5 }, &out->from_min) &&
	       read_time((struct slice){ times.ptr + 6, 5 }, &out->to_min) &&
	       out->from_min < out->to_min;
}

static void take_hours(const struct reader *r, const struct ini_pair *pair)
{
	struct kiosk *out = r->out;
	struct slice rest = slice_of(pair->value), span;

	out->nhours = 0;
	while (slice_next_item(&rest, &span)) {
		if (out->nhours == KIOSK_HOURS ||
		    !read_span(span, &out->hours[out->nhours])) {
			/* never closed by a mistake */
			memset(out->hours, 0, sizeof(out->hours));
			out->nhours = 0;
			fault(r, pair,
			    "hours such as \"Mon-Fri 08:00-18:00\", at most "
			    "16 of them");
			return;
		}
		out->nhours++;
	}
}

static void take_address(const struct reader *r, const struct ini_pair *pair)
{
	if (strncmp(pair->value, "https://", 8) == 0 &&
	    strpbrk(pair->value, " \t\"<>") == NULL)
		r->out->address = pair->value;
	else
		fault(r, pair, "an address that begins with https://");
}

/* Only yescrypt: other methods are too fast to guess. */
static void take_pin(const struct reader *r, const struct ini_pair *pair)
{
	if (strncmp(pair->value, "$y$", 3) == 0 && strlen(pair->value) > 20) {
		r->out->pin = pair->value;
		return;
	}
	r->out->bad_pin = true;
	/* the value may be the PIN itself: it is not shown */
	diag_add(r->diag, DIAG_ERROR, r->ini->name, pair->line,
	    "pin is no yescrypt hash ($y$...): there is no staff PIN");
}

static void take_state(const struct reader *r, const struct ini_pair *pair)
{
	if (pair->value[0] == '/' || pair->value[0] == '\0')
		r->out->state = pair->value;
	else
		fault(r, pair, "a whole path, or nothing");
}

static bool take_time_key(const struct reader *r, const struct ini_pair *pair)
{
	struct kiosk *out = r->out;
	const struct {
		const char *key;
		int *value;
		int min, max;
	} numbers[] = {
		{ "idle_menu", &out->idle_menu_s, IDLE_MIN, IDLE_MAX },
		{ "idle_question", &out->idle_question_s, IDLE_MIN, IDLE_MAX },
		{ "idle_article", &out->idle_article_s, IDLE_MIN, IDLE_MAX },
		{ "idle_emergency", &out->idle_emergency_s, IDLE_MIN,
		    IDLE_MAX },
		{ "countdown", &out->countdown_s, 20, 120 },
		{ "longer", &out->longer, 1, 10 },
	};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		if (strcmp(pair->key, numbers[i].key) != 0)
			continue;
		take_number(
		    r, pair, numbers[i].value, numbers[i].min, numbers[i].max);
		return true;
	}
	return false;
}

static void take(const struct reader *r, const struct ini_pair *pair)
{
	struct kiosk *out = r->out;

	if (take_time_key(r, pair))
		return;
	if (strcmp(pair->key, "hours") == 0)
		take_hours(r, pair);
	else if (strcmp(pair->key, "clinic") == 0)
		out->clinic = pair->value;
	else if (strcmp(pair->key, "reception") == 0)
		out->reception = pair->value;
	else if (strcmp(pair->key, "address") == 0)
		take_address(r, pair);
	else if (strcmp(pair->key, "pin") == 0)
		take_pin(r, pair);
	else if (strcmp(pair->key, "state") == 0)
		take_state(r, pair);
	else if (strcmp(pair->key, "sandbox") == 0)
		take_choice(r, pair, &out->need_sandbox, "require", "try");
	else if (strcmp(pair->key, "counters") == 0)
		take_choice(r, pair, &out->counters, "yes", "no");
	else if (strcmp(pair->key, "calm") == 0)
		take_choice(r, pair, &out->calm, "yes", "no");
	else if (strcmp(pair->key, "mouse") == 0)
		take_choice(r, pair, &out->mouse, "yes", "no");
	else
		diag_add(r->diag, DIAG_ERROR, r->ini->name, pair->line,
		    "the key \"%s\" is not known: passed over", pair->key);
}

static void take_file(
    const struct ini_file *ini, struct kiosk *out, struct diag *diag)
{
	const struct reader r = { ini, out, diag };

	for (size_t i = 0; i < ini->nsections; i++) {
		const struct ini_section *const section = &ini->sections[i];

		if (strcmp(section->name, "kiosk") != 0) {
			diag_add(diag, DIAG_ERROR, ini->name, section->line,
			    "[%s]: only [kiosk] is read; the section is "
			    "passed over",
			    section->name);
			continue;
		}
		for (size_t k = 0; k < section->npairs; k++)
			take(&r, &section->pairs[k]);
	}
}

enum status kiosk_parse(struct slice text, const char *name,
    struct arena *arena, struct kiosk *out, struct diag *diag)
{
	struct ini_file ini;
	enum status status;

	*out = kiosk_builtin;
	status = ini_file_parse(text, name, arena, &ini, diag);
	if (status == STATUS_OK)
		take_file(&ini, out, diag);
	return status;
}

enum status kiosk_read(
    const char *path, struct arena *arena, struct kiosk *out, struct diag *diag)
{
	const char *const slash = strrchr(path, '/');
	const char *const folder =
	    slash == NULL ? "."
			  : arena_copy(arena, path, (size_t)(slash - path) + 1);
	struct file_root root;
	struct ini_file ini;
	enum status status;

	*out = kiosk_builtin;
	status = file_root_open(&root, folder, diag);
	if (status != STATUS_OK)
		return status;
	status = ini_file_read(
	    &root, slash == NULL ? path : slash + 1, arena, &ini, diag);
	if (status == STATUS_OK)
		take_file(&ini, out, diag);
	file_root_close(&root);
	return status;
}

bool kiosk_is_open(const struct kiosk *kiosk, const struct tm *local)
{
	const int now = local->tm_hour * 60 + local->tm_min;

	for (size_t i = 0; i < kiosk->nhours; i++) {
		const struct kiosk_hours *hours = &kiosk->hours[i];

		if ((hours->days >> local->tm_wday & 1u) &&
		    now >= hours->from_min && now < hours->to_min)
			return true;
	}
	return kiosk->nhours == 0;
}
