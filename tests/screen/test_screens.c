/*
 * Golden screens: tests/screen/<case>.keys typed at each size must give
 * <case>.<cols>x<rows>.txt. LUMBAR_BLESS=1 writes them.
 *
 * A .keys file has lines "start ID", "sizes 80x24 40x12", "ascii", "roles",
 * "kiosk", "kept" (somebody was here before), "pack DIR" (below the source),
 * "folder DIR" (the current one; "/usr", say), "keys ..." and comments that
 * begin with
 * '#'.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "quiz/quiz_run.h"
#include "support/driver.h"
#include "support/state.h"

struct screen_case {
	char start[128], sizes[256], keys[2048], pack[256], folder[128];
	bool ascii, roles, kept, kiosk;
};

static void copy(char *to, size_t cap, const char *from)
{
	size_t len = strlen(from);

	assert_true(len < cap);
	memcpy(to, from, len + 1);
}

static void read_case(const char *path, struct screen_case *c)
{
	char line[1024];
	FILE *in = fopen(path, "r");

	assert_non_null(in);
	memset(c, 0, sizeof(*c));
	strcpy(c->pack, "tests/pack");
	strcpy(c->sizes, "32x8 40x12 80x24 132x43 200x60");
	while (fgets(line, sizeof(line), in) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || line[0] == '\0')
			continue;
		if (strncmp(line, "start ", 6) == 0) {
			copy(c->start, sizeof(c->start), line + 6);
		} else if (strncmp(line, "sizes ", 6) == 0) {
			copy(c->sizes, sizeof(c->sizes), line + 6);
		} else if (strncmp(line, "pack ", 5) == 0) {
			copy(c->pack, sizeof(c->pack), line + 5);
		} else if (strncmp(line, "folder ", 7) == 0) {
			copy(c->folder, sizeof(c->folder), line + 7);
		} else if (strncmp(line, "keys ", 5) == 0) {
			strncat(c->keys, line + 5,
			    sizeof(c->keys) - strlen(c->keys) - 2);
			strcat(c->keys, " ");
		} else if (strcmp(line, "ascii") == 0) {
			c->ascii = true;
		} else if (strcmp(line, "kiosk") == 0) {
			c->kiosk = true;
		} else if (strcmp(line, "kept") == 0) {
			c->kept = true;
		} else if (strcmp(line, "roles") == 0) {
			c->roles = true;
		} else {
			fail_msg("%s: what is \"%s\"?", path, line);
		}
	}
	fclose(in);
}

static char *read_text(const char *path)
{
	char *text = NULL;
	size_t len = 0;
	FILE *in = fopen(path, "r"), *out;
	int c;

	if (in == NULL)
		return NULL;
	out = open_memstream(&text, &len);
	while ((c = getc(in)) != EOF)
		putc(c, out);
	fclose(out);
	fclose(in);
	return text;
}

static bool check(const char *path, const char *dump)
{
	char *golden;
	bool same;

	if (getenv("LUMBAR_BLESS") != NULL) {
		FILE *out = fopen(path, "w");

		assert_non_null(out);
		fputs(dump, out);
		fclose(out);
		return true;
	}
	golden = read_text(path);
	same = golden != NULL && strcmp(golden, dump) == 0;
	if (!same)
		fprintf(stderr,
		    "%s differs. It is now:\n%s\nIf that is right, bless it: "
		    "LUMBAR_BLESS=1 ctest -R screen_screens\n",
		    path, dump);
	free(golden);
	return same;
}

/* What somebody left who was here before: in tests/pack-quiz. */
static struct store *kept_store(char *folder, size_t cap)
{
	const struct store_page pages[] = {
		{ .id = "short", .percent = 100, .at = DRIVER_NOW - 9 },
		{ .id = "keep-moving",
		    .block = 7,
		    .percent = 60,
		    .at = DRIVER_NOW - 5 },
		{ .id = "of-another-pack", .percent = 5, .at = DRIVER_NOW },
	};
	const struct store_result result = { 3, 5, DRIVER_NOW - 99 };
	struct store_answer answer = { .quiz = "moving",
		.question = "scan",
		.outcome = QUIZ_NOT_QUITE,
		.again = { 1, DRIVER_NOW - 1 },
		.at = DRIVER_NOW - 90000 };
	struct store *store;

	state_make(folder, cap);
	store = store_open(folder, DRIVER_NOW);
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		assert_true(store_put_page(store, &pages[i]));
	assert_true(store_put_bookmark(store, "short", true, DRIVER_NOW - 9));
	assert_true(store_put_result(store, "moving", &result));
	assert_true(store_put_answer(store, &answer));
	answer.question = "steps";
	assert_true(store_put_answer(store, &answer));
	answer.question = "gone-from-the-pack";
	assert_true(store_put_answer(store, &answer));
	return store;
}

/* True when the golden of this case at this size is what we see. */
static bool run_size(
    const char *keys_path, const struct screen_case *c, int cols, int rows)
{
	struct driver driver;
	char pack[1024], path[1024], here[4096], state[4096];
	struct store *store = NULL;
	struct kiosk kiosk = kiosk_builtin;
	struct pin pin;
	char *dump;
	bool same;

	kiosk.clinic = "Riverside Surgery";
	kiosk.reception = "the desk by the main door";
	kiosk.pin = "$y$j75$k2XAnEHBqQ1Ct2aMXFKNa/HAmA1BpMnBsYHMWB4NZN4$"
		    "kpQ2eHNrwZtNj0KdA9wUkU6E3baNX6aaYr1P6T8pW08";
	snprintf(pack, sizeof(pack), "%s/%s", LUMBAR_SOURCE_DIR, c->pack);
	if (c->kiosk) {
		pin_open(&pin, kiosk.pin, "", DRIVER_NOW);
		driver_open_kiosk(&driver, pack, &kiosk, &pin, rows, cols);
	} else if (c->kept) {
		store = kept_store(state, sizeof(state));
		driver_open_kept(&driver, pack, c->start, rows, cols, store);
	} else {
		driver_open(&driver, pack, c->start, rows, cols, c->ascii);
	}
	assert_non_null(getcwd(here, sizeof(here)));
	assert_true(c->folder[0] == '\0' || chdir(c->folder) == 0);
	assert_true(driver_type(&driver, c->keys));
	dump = driver_dump(&driver, c->roles);
	assert_int_equal(chdir(here), 0);
	snprintf(path, sizeof(path), "%.*s.%dx%d.txt",
	    (int)(strlen(keys_path) - strlen(".keys")), keys_path, cols, rows);
	same = check(path, dump);
	free(dump);
	driver_close(&driver);
	store_close(store);
	if (store != NULL)
		state_remove(state);
	return same;
}

static void test_goldens(void **state)
{
	glob_t found;
	int different = 0;

	(void)state;
	assert_int_equal(
	    glob(LUMBAR_SOURCE_DIR "/tests/screen/*.keys", 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		struct screen_case c;
		char *size, *rest = c.sizes;

		read_case(found.gl_pathv[i], &c);
		while ((size = strtok_r(rest, " ", &rest)) != NULL) {
			int cols, rows;

			assert_int_equal(
			    sscanf(size, "%dx%d", &cols, &rows), 2);
			different +=
			    !run_size(found.gl_pathv[i], &c, cols, rows);
		}
	}
	globfree(&found);
	assert_int_equal(different, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_goldens),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
