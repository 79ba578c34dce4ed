#include "support/driver.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"

#define KEY_GAP_MS 100

static time_t stopped_clock(time_t *out)
{
	if (out != NULL)
		*out = (time_t)DRIVER_NOW;
	return (time_t)DRIVER_NOW;
}

static void open_pack(struct driver *driver, const char *pack)
{
	memset(driver, 0, sizeof(*driver));
	text_locale();
	arena_init(&driver->arena);
	diag_init(&driver->diag, &driver->arena);
	canvas_init(&driver->canvas);
	driver->now_ms = 1000;
	if (catalog_open(&driver->catalog, pack, NULL, NULL, &driver->diag) !=
	    STATUS_OK) {
		diag_print(&driver->diag, stderr);
		abort();
	}
}

void driver_open(struct driver *driver, const char *pack, const char *start,
    int rows, int cols, bool ascii)
{
	struct app_setup setup = { .catalog = &driver->catalog,
		.start = start,
		.diag = &driver->diag,
		.rows = rows,
		.cols = cols,
		.ascii = ascii };

	open_pack(driver, pack);
	app_init(&driver->app, &setup);
}

void driver_open_kept(struct driver *driver, const char *pack,
    const char *start, int rows, int cols, struct store *store)
{
	struct app_setup setup = { .catalog = &driver->catalog,
		.start = start,
		.clock = stopped_clock,
		.store = store,
		.diag = &driver->diag,
		.rows = rows,
		.cols = cols };

	open_pack(driver, pack);
	app_init(&driver->app, &setup);
}

void driver_open_kiosk(struct driver *driver, const char *pack,
    const struct kiosk *kiosk, struct pin *pin, int rows, int cols)
{
	struct app_setup setup = { .catalog = &driver->catalog,
		.start = "",
		.clock = stopped_clock,
		.kiosk = kiosk,
		.pin = pin,
		.rows = rows,
		.cols = cols };

	open_pack(driver, pack);
	app_init(&driver->app, &setup);
}

void driver_wait(struct driver *driver, int ms)
{
	const uint64_t end_ms = driver->now_ms + (uint64_t)ms;

	for (;;) {
		const int due_ms = app_wait_ms(&driver->app, driver->now_ms);

		if (due_ms < 0 || driver->now_ms + (uint64_t)due_ms > end_ms)
			break;
		driver->now_ms += (uint64_t)due_ms;
		app_tick(&driver->app, driver->now_ms);
	}
	driver->now_ms = end_ms;
}

void driver_close(struct driver *driver)
{
	app_close(&driver->app);
	catalog_close(&driver->catalog);
	canvas_free(&driver->canvas);
	arena_free(&driver->arena);
}

static void send_event(struct driver *driver, const struct event *event)
{
	driver->now_ms += KEY_GAP_MS;
	app_event(&driver->app, event, driver->now_ms);
}

void driver_key(struct driver *driver, uint32_t key)
{
	struct event event = { .kind = EVENT_KEY, .key = key };

	send_event(driver, &event);
}

/* The key whose computed name is the word; 0 when there is none. */
static uint32_t key_named(const char *word, size_t len)
{
	struct arena arena;
	uint32_t found = 0;

	arena_init(&arena);
	for (uint32_t key = 1; key <= KEY_F12 && found == 0; key++) {
		const char *name;

		if (key == 0x80)
			key = KEY_NONE + 1;
		name = binding_key_name(key, &arena);
		if (strlen(name) == len && memcmp(name, word, len) == 0)
			found = key;
	}
	arena_free(&arena);
	return found;
}

static bool type_word(struct driver *driver, const char *word, size_t len)
{
	struct event event = { .kind = EVENT_MOUSE };
	uint32_t key;
	int a, b;

	if (sscanf(word, "resize:%dx%d", &a, &b) == 2) {
		app_resize(&driver->app, b, a);
		return true;
	}
	if (sscanf(word, "click:%d,%d", &a, &b) == 2) {
		event.row = a < 0 ? driver->app.rows + a : a;
		event.col = b;
		send_event(driver, &event);
		return true;
	}
	if (sscanf(word, "wait:%d", &a) == 1) {
		driver->now_ms += (uint64_t)a;
		app_tick(&driver->app, driver->now_ms);
		return true;
	}
	if (strncmp(word, "wheel:", 6) == 0) {
		event.mouse =
		    word[6] == 'u' ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN;
		send_event(driver, &event);
		return true;
	}
	key = key_named(word, len);
	if (key != 0)
		driver_key(driver, key);
	return key != 0;
}

bool driver_type(struct driver *driver, const char *script)
{
	const char *at = script;

	for (;;) {
		size_t len;

		at += strspn(at, " \t\n");
		if (*at == '\0')
			return true;
		if (*at == '"' && at[1] != ' ' && at[1] != '\0') {
			for (at++; *at != '"' && *at != '\0'; at++)
				driver_key(driver, (unsigned char)*at);
			at += *at == '"';
			continue;
		}
		len = strcspn(at, " \t\n");
		if (!type_word(driver, at, len)) {
			fprintf(stderr, "no such key: %.*s\n", (int)len, at);
			return false;
		}
		at += len;
	}
}

char *driver_dump(struct driver *driver, bool roles)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	if (out == NULL)
		die("no memory for a dump");
	app_settle(&driver->app);
	app_draw(&driver->app, &driver->canvas);
	canvas_dump(&driver->canvas, roles, out);
	fclose(out);
	return text;
}
