/*
 * A new pack takes the place of the old one between two visits, if it is good.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kiosk_pack.h"
#include "pack_record.h"
#include "support/driver.h"
#include "support/pack_link.h"
#include "support/state.h"

/* What a pack needs to be opened; lint finds nothing wrong in it. */
#define PACK_INI(title)                                            \
	"[pack]\nid = test\ntitle = " title "\nversion = 2026.1\n" \
	"languages = en\ndefault_region = uk\nmin_lumbar = 0.1.0\n"

#define CLEAN_PAGE "sciatica.md"

static char folder[PATH_MAX];
static struct pack_link packs;
static struct heartbeat heartbeat;
static struct kiosk_pack pack;

static void point_to(const char *target)
{
	pack_link_to(&packs, target);
}

/* "one", which is good, is in use. */
static int set_up(void **state)
{
	(void)state;
	state_make(folder, sizeof(folder));
	pack_link_make(&packs, folder);
	pack_link_copy(&packs, "tests/lint/clean", "one");
	pack_link_write(&packs, "one", "pack.ini", PACK_INI("One"));
	pack_link_copy(&packs, "tests/lint/clean", "two");
	pack_link_write(&packs, "two", "pack.ini", PACK_INI("Two"));
	point_to("one");
	heartbeat_begin(&heartbeat, folder, "1");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	state_remove(folder);
	return 0;
}

static bool start(void)
{
	pack = (struct kiosk_pack){
		.path = packs.current, .state = folder, .heartbeat = &heartbeat
	};
	return kiosk_pack_open(&pack, NULL);
}

/* Started anew: what is shown has that title. */
static void starts_with(const char *title)
{
	assert_true(start());
	assert_string_equal(pack.current->title, title);
}

static void renews_to(const char *title)
{
	struct catalog *renewed = kiosk_pack_renew(&pack);

	assert_non_null(renewed);
	kiosk_pack_keep(&pack, renewed);
	assert_string_equal(pack.current->title, title);
	assert_false(pack.has_bad);
	assert_null(kiosk_pack_renew(&pack));
}

static void refuses(const char *why)
{
	struct heartbeat_seen seen;

	assert_null(kiosk_pack_renew(&pack));
	assert_true(pack.has_bad);
	/* at once, not at the next full minute */
	assert_int_equal(heartbeat_wait_ms(&heartbeat, 1), 0);
	assert_true(heartbeat_tick(&heartbeat, 1));
	assert_true(heartbeat_read(folder, 0, &seen));
	assert_string_equal(seen.why, why);
	assert_true(seen.since > 0);
	assert_non_null(strstr(seen.refused, "/packs/"));
	/* it is not looked at again and again, nor told */
	assert_null(kiosk_pack_renew(&pack));
	assert_int_not_equal(heartbeat_wait_ms(&heartbeat, 2), 0);
}

static bool is_recorded(const char *name)
{
	struct pack_record record;
	const char *slash;

	if (!pack_record_read(folder, packs.current, &record))
		return false;
	slash = strrchr(record.real, '/');
	return slash != NULL && strcmp(slash + 1, name) == 0;
}

static void test_renew(void **state)
{
	struct heartbeat_seen seen;

	(void)state;
	starts_with("One");
	assert_false(is_recorded("one"));
	/* it is looked at once the first screen is there */
	assert_null(kiosk_pack_renew(&pack));
	assert_false(pack.has_bad);
	assert_true(is_recorded("one"));
	point_to("two");
	renews_to("Two");
	assert_true(is_recorded("two"));
	/* one with errors is refused */
	pack_link_write(
	    &packs, "one", "en/articles/" CLEAN_PAGE, "[x](nowhere)\n");
	point_to("one");
	refuses("lumbar lint finds errors in it");
	assert_true(is_recorded("two"));
	/* back again: nothing is refused any more */
	point_to("two");
	assert_null(kiosk_pack_renew(&pack));
	assert_false(pack.has_bad);
	assert_true(heartbeat_tick(&heartbeat, 5));
	assert_true(heartbeat_read(folder, 0, &seen));
	assert_int_equal(seen.since, 0);
	kiosk_pack_close(&pack);
}

static void test_cannot_be_opened(void **state)
{
	(void)state;
	starts_with("One");
	assert_null(kiosk_pack_renew(&pack));
	pack_link_write(&packs, "two", "pack.ini", NULL);
	point_to("two");
	refuses("it cannot be opened");
	point_to("nowhere");
	(void)heartbeat_tick(&heartbeat, 100000);
	assert_null(kiosk_pack_renew(&pack));
	assert_true(pack.has_bad);
	/* mended where it stands, it is looked at again */
	point_to("two");
	assert_null(kiosk_pack_renew(&pack));
	pack_link_write(&packs, "two", "pack.ini", PACK_INI("Mended"));
	renews_to("Mended");
	kiosk_pack_close(&pack);
}

/* So is one whose fault was in one of its pages. */
static void test_mended_in_place(void **state)
{
	(void)state;
	starts_with("One");
	assert_null(kiosk_pack_renew(&pack));
	pack_link_copy(&packs, "tests/lint/clean", "three");
	pack_link_write(
	    &packs, "three", "en/articles/" CLEAN_PAGE, "[x](nowhere)\n");
	point_to("three");
	assert_null(kiosk_pack_renew(&pack));
	assert_true(pack.has_bad);
	pack_link_copy(&packs, "tests/lint/clean/en/articles/" CLEAN_PAGE,
	    "three/en/articles/" CLEAN_PAGE);
	renews_to("Test pack");
	kiosk_pack_close(&pack);
}

/* Rules that prove are not given up for rules that do not, or for none. */
static void test_rules(void **state)
{
	(void)state;
	pack_link_copy(&packs, "content", "real");
	point_to("real");
	starts_with("Back and leg pain");
	assert_null(kiosk_pack_renew(&pack));
	assert_true(pack.good);
	point_to("two");
	refuses("it has no self-check");
	kiosk_pack_close(&pack);
}

/* A restart goes on with the last good one. */
static void test_restart(void **state)
{
	(void)state;
	starts_with("One");
	assert_null(kiosk_pack_renew(&pack));
	kiosk_pack_close(&pack);
	/* another good one is taken, and recorded */
	point_to("two");
	starts_with("Two");
	assert_true(is_recorded("two"));
	kiosk_pack_close(&pack);
	/* one with errors is not */
	pack_link_write(
	    &packs, "one", "en/articles/" CLEAN_PAGE, "[x](nowhere)\n");
	point_to("one");
	starts_with("Two");
	assert_true(is_recorded("two"));
	refuses("lumbar lint finds errors in it");
	kiosk_pack_close(&pack);
	/* nor one that cannot be opened, or is not there */
	pack_link_write(&packs, "one", "pack.ini", NULL);
	starts_with("Two");
	kiosk_pack_close(&pack);
	point_to("nowhere");
	starts_with("Two");
	/* once it is mended it is taken */
	pack_link_copy(&packs, "tests/lint/clean", "nowhere");
	pack_link_write(&packs, "nowhere", "pack.ini", PACK_INI("New"));
	renews_to("New");
	kiosk_pack_close(&pack);
	starts_with("New");
	assert_true(pack.good);
	kiosk_pack_close(&pack);
}

/* What another kiosk has found good, or is looking at, is not looked at too. */
static void test_shared(void **state)
{
	struct pack_record record = { .real = "/elsewhere" };
	int turn, other;

	(void)state;
	starts_with("One");
	assert_true(pack_record_turn(folder, &turn));
	assert_true(turn >= 0);
	assert_false(pack_record_turn(folder, &other));
	assert_null(kiosk_pack_renew(&pack));
	assert_false(pack.good);
	assert_false(pack.has_bad);
	close(turn);
	assert_null(kiosk_pack_renew(&pack));
	assert_true(pack.good);
	assert_true(is_recorded("one"));
	/* lint would refuse it */
	pack_link_write(
	    &packs, "two", "en/articles/" CLEAN_PAGE, "[x](nowhere)\n");
	point_to("two");
	assert_true(pack_id_look(packs.current, &record.id));
	assert_true(pack_record_write(folder, packs.current, &record));
	renews_to("Two");
	kiosk_pack_close(&pack);
	/* a folder that is not there is nobody else's */
	assert_true(pack_record_turn("", &turn));
	assert_int_equal(turn, -1);
	assert_true(pack_record_turn("/nowhere", &turn));
	assert_int_equal(turn, -1);
}

/* Better something with a fault than nothing at all. */
static void test_none_is_good(void **state)
{
	(void)state;
	pack_link_write(
	    &packs, "one", "en/articles/" CLEAN_PAGE, "[x](nowhere)\n");
	starts_with("One");
	refuses("lumbar lint finds errors in it");
	assert_false(is_recorded("one"));
	point_to("two");
	renews_to("Two");
	kiosk_pack_close(&pack);
	/* the good one is gone, or no longer good */
	pack_link_write(
	    &packs, "two", "en/articles/" CLEAN_PAGE, "[x](nowhere)\n");
	point_to("one");
	starts_with("One");
	kiosk_pack_close(&pack);
	/* what is recorded is of another pack, or nonsense */
	assert_false(is_recorded("one"));
	point_to("nowhere");
	assert_false(start());
}

static void test_record(void **state)
{
	static const char *const bad[] = { "", "pack /a\n", "good /b\n",
		"pack /a\ngood b\nid 1 2 3\n", "pack /a\ngood /b\nid 1 2\n",
		"pack /a\ngood /b\nid 1 2 3", "pack /x\ngood /b\nid 1 2 3\n" };
	struct pack_record record = { .real = "/srv/packs/1",
		.id = { 1, 2, UINT64_MAX } };
	struct pack_record seen;
	char path[PATH_MAX + 16];

	(void)state;
	assert_true(pack_record_write(folder, "/a", &record));
	assert_true(pack_record_read(folder, "/a", &seen));
	assert_string_equal(seen.real, record.real);
	assert_true(pack_id_same(&seen.id, &record.id));
	/* of kiosks that share the folder each takes its own */
	assert_false(pack_record_read(folder, "/b", &seen));
	assert_false(pack_record_write("", "/a", &record));
	assert_false(pack_record_write(folder, "/a\n", &record));
	assert_int_equal(state_count(folder, PACK_RECORD_FILE), 1);
	snprintf(path, sizeof(path), "%s/" PACK_RECORD_FILE, folder);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		FILE *out = fopen(path, "w");

		assert_non_null(out);
		fputs(bad[i], out);
		fclose(out);
		assert_false(pack_record_read(folder, "/a", &seen));
	}
}

/* What has to be readable: no more than a swap needs, never everything. */
static void test_room(void **state)
{
	struct arena arena;
	char real[PATH_MAX], path[PATH_MAX + 32];
	bool fixed;

	(void)state;
	arena_init(&arena);
	assert_non_null(realpath(packs.folder, real));
	assert_string_equal(
	    kiosk_pack_room(packs.current, folder, &arena, &fixed), real);
	assert_false(fixed);
	snprintf(path, sizeof(path), "%s/", packs.current);
	assert_string_equal(
	    kiosk_pack_room(path, folder, &arena, &fixed), real);
	assert_false(fixed);
	snprintf(path, sizeof(path), "%s/one", real);
	assert_string_equal(
	    kiosk_pack_room(path, folder, &arena, &fixed), path);
	assert_true(fixed);
	/* a link to what lies in the root */
	snprintf(path, sizeof(path), "%s/usr", folder);
	assert_int_equal(symlink("/usr", path), 0);
	assert_string_equal(
	    kiosk_pack_room(path, folder, &arena, &fixed), "/usr");
	assert_true(fixed);
	/* a link that leads nowhere: where the last good one is */
	starts_with("One");
	assert_null(kiosk_pack_renew(&pack));
	kiosk_pack_close(&pack);
	point_to("nowhere");
	assert_string_equal(
	    kiosk_pack_room(packs.current, folder, &arena, &fixed), real);
	assert_false(fixed);
	arena_free(&arena);
}

/* A folder that another one takes the place of: nothing could be read of it. */
static void test_fixed(void **state)
{
	char one[PATH_MAX + 16], two[PATH_MAX + 16], old[PATH_MAX + 16];

	(void)state;
	snprintf(one, sizeof(one), "%s/one", packs.folder);
	snprintf(two, sizeof(two), "%s/two", packs.folder);
	snprintf(old, sizeof(old), "%s/old", packs.folder);
	pack = (struct kiosk_pack){
		.path = one, .state = "", .heartbeat = &heartbeat, .fixed = true
	};
	assert_true(kiosk_pack_open(&pack, NULL));
	assert_null(kiosk_pack_renew(&pack));
	assert_false(pack.has_bad);
	assert_int_equal(rename(one, old), 0);
	assert_int_equal(rename(two, one), 0);
	refuses("it took the place of a folder, not of a link, so it is read "
		"after a restart");
	assert_string_equal(pack.current->title, "One");
	kiosk_pack_close(&pack);
}

static bool shows(struct driver *driver, const char *text)
{
	char *dump = driver_dump(driver, false);
	const bool there = strstr(dump, text) != NULL;

	free(dump);
	return there;
}

/* Whoever is reading goes on reading; the next visitor has the new one. */
static void test_between_visits(void **state)
{
	struct kiosk kiosk = kiosk_builtin;
	struct driver driver;
	struct pin pin;

	(void)state;
	kiosk.state = "";
	starts_with("One");
	pin_open(&pin, "", "", 0);
	driver_open_kiosk(&driver, packs.current, &kiosk, &pin, 24, 80);
	driver.app.view.catalog = pack.current;
	driver.app.kiosk.pack = &pack;
	assert_true(driver_type(&driver, "x"));
	point_to("two");
	driver_wait(&driver, 60000);
	assert_true(driver_type(&driver, "1 Enter Enter Esc H"));
	assert_true(shows(&driver, "lumbar - One"));
	assert_true(driver_type(&driver, "f 2 Enter"));
	driver_wait(&driver, 12000);
	assert_true(driver_type(&driver, "x"));
	assert_true(shows(&driver, "lumbar - Two"));
	assert_true(driver_type(&driver, "4 Enter Enter Space"));
	driver_close(&driver);
	kiosk_pack_close(&pack);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_renew),
		TEST(test_cannot_be_opened),
		TEST(test_mended_in_place),
		TEST(test_rules),
		TEST(test_restart),
		TEST(test_shared),
		TEST(test_none_is_good),
		TEST(test_record),
		TEST(test_room),
		TEST(test_fixed),
		TEST(test_between_visits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
