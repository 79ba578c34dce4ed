#include "loop.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "manager.h"
#include "terminal/tty.h"

#define GONE_STATUS   129
#define SIGNAL_STATUS 128
#define READ_MAX      512

/* Longer waits on slow lines are the user's wish: ESCDELAY, as in curses. */
static void set_escape_delay(struct key_decoder *decoder)
{
	const char *value = getenv("ESCDELAY");
	long ms = value != NULL ? strtol(value, NULL, 10) : 0;

	if (ms > 0 && ms <= 5000)
		decoder->esc_wait_ms = (int)ms;
}

static void after_event(struct app *app)
{
	if (app->want_redraw)
		tty_redraw();
	if (app->want_suspend)
		tty_suspend();
	app->want_redraw = app->want_suspend = false;
}

/* A visit is over: what it left on the way to here goes as well. */
static void wipe(struct app *app, struct canvas *canvas,
    struct key_decoder *decoder, unsigned char *bytes)
{
	const int escape_ms = decoder->esc_wait_ms;

	app->want_wipe = false;
	tty_wipe();
	canvas_wipe(canvas);
	explicit_bzero(decoder, sizeof(*decoder));
	key_decoder_init(decoder);
	decoder->esc_wait_ms = escape_ms;
	explicit_bzero(bytes, READ_MAX);
	arena_give_back();
}

/* Until a key sequence is over or the app has something to do; -1 = never. */
static int wait_ms(
    struct app *app, const struct key_decoder *decoder, uint64_t now)
{
	const int key_ms = key_wait(decoder, now);
	const int app_ms = app_wait_ms(app, now);

	if (key_ms < 0 || app_ms < 0)
		return key_ms < 0 ? app_ms : key_ms;
	return key_ms < app_ms ? key_ms : app_ms;
}

static void show(struct app *app, struct canvas *canvas)
{
	app_draw(app, canvas);
	tty_show(canvas);
	if (app->view.bell)
		tty_bell();
	app->view.bell = false;
}

/* Nothing is left to do but to wait, for the first time. */
static void tell_shown(struct app *app)
{
	void (*const shown)(void *) = app->shown;

	app->shown = NULL;
	if (shown != NULL)
		shown(app->shown_arg);
}

static void feed(struct app *app, struct key_decoder *decoder,
    const unsigned char *bytes, size_t n)
{
	uint64_t now = tty_now_ms();

	/* a visit that ends takes with it what was typed after that */
	for (size_t i = 0; i < n && !app->done && !app->want_wipe; i++) {
		struct event event = key_byte(decoder, bytes[i], now);

		app_event(app, &event, now);
		after_event(app);
	}
}

int loop_run(struct app *app)
{
	struct canvas canvas;
	struct key_decoder decoder;
	unsigned char bytes[READ_MAX];
	int status = -1;

	canvas_init(&canvas);
	key_decoder_init(&decoder);
	set_escape_delay(&decoder);
	while (status < 0 && !app->done) {
		uint64_t now;
		struct event event;
		size_t n = 0;
		int rows, cols;

		show(app, &canvas);
		if (app->want_wipe) {
			wipe(app, &canvas, &decoder, bytes);
			continue;
		}
		if (app_settle(app)) {
			/* reading a page took more than it keeps */
			arena_give_back();
			continue;
		}
		tell_shown(app);
		/* a slow line may have taken long to show it */
		now = tty_now_ms();
		manager_turn(app->kiosk.manager, now);
		switch (tty_wait(
		    wait_ms(app, &decoder, now), bytes, READ_MAX, &n)) {
		case TTY_BYTES:
			feed(app, &decoder, bytes, n);
			break;
		case TTY_TIMEOUT:
			now = tty_now_ms();
			event = key_time(&decoder, now);
			app_event(app, &event, now);
			app_tick(app, now);
			break;
		case TTY_RESUMED:
			tty_redraw();
			/* fall through - it may have been resized meanwhile */
		case TTY_RESIZED:
			tty_size(&rows, &cols);
			app_resize(app, rows, cols);
			break;
		case TTY_SIGNAL:
			status = SIGNAL_STATUS + (int)n;
			break;
		case TTY_GONE:
			status = GONE_STATUS;
			break;
		}
	}
	canvas_free(&canvas);
	return status < 0 ? app->status : status;
}
