#include "visit/store.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/world.h"

#define DAY INT64_C(86400)
#define NOW (INT64_C(20000) * DAY)

static int set_up(void **state)
{
	*state = world_new("/state/lumbar", NOW);
	return 0;
}

static const char *path_of(struct world *world, const char *name)
{
	return arena_printf(&world->arena, "%s/%s", world->folder, name);
}

static bool put_answer(
    struct world *world, const char *question, int step, int64_t due)
{
	const struct store_answer answer = { .quiz = "causes",
		.question = question,
		.outcome = 2,
		.again = { step, due },
		.at = NOW };

	return store_put_answer(world->store, &answer);
}

/* Straight into the file, as another program would. */
static void change(struct world *world, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(
	    sqlite3_open(path_of(world, STORE_FILE), &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void test_reading_leaves_no_trace(void **state)
{
	struct world *world = *state;
	const struct store_page *pages;

	assert_int_equal(
	    store_pages(world->store, &world->arena, 9, &pages), 0);
	assert_int_equal(store_count_due(world->store, NOW), 0);
	assert_false(store_is_bookmark(world->store, "sciatica"));
	assert_null(store_note(world->store));
	assert_int_not_equal(access(world->folder, F_OK), 0);
}

static void test_none(void **state)
{
	struct world *world = *state;
	struct store_again again;
	struct store_result result = { 1, 2, 3 };
	struct store_page page = { .id = "x" };
	const struct store_page *pages;

	assert_false(store_put_page(NULL, &page));
	assert_false(store_get_page(NULL, "x", &world->arena, &page));
	assert_false(store_get_again(NULL, "a", "b", &again));
	assert_false(store_put_result(NULL, "a", &result));
	assert_false(store_get_result(NULL, "a", &result));
	assert_int_equal(store_bookmarks(NULL, &world->arena, 3, &pages), 0);
	assert_null(store_note(NULL));
	store_close(NULL);
}

static void test_answers(void **state)
{
	struct world *world = *state;
	const struct store_due *due;
	struct store_again again;

	assert_true(put_answer(world, "b", 1, NOW + 2));
	assert_true(put_answer(world, "a", 2, NOW + 1));
	assert_true(put_answer(world, "c", 0, 0));
	assert_true(put_answer(world, "d", 1, NOW + 9));
	world_reopen(world);
	assert_true(store_get_again(world->store, "causes", "a", &again));
	assert_int_equal(again.step, 2);
	assert_int_equal(again.due, NOW + 1);
	assert_false(store_get_again(world->store, "causes", "z", &again));
	assert_int_equal(again.step, 0);
	assert_int_equal(store_count_due(world->store, NOW), 0);
	assert_int_equal(store_count_due(world->store, NOW + 5), 2);
	assert_int_equal(
	    store_due(world->store, NOW + 5, &world->arena, 9, &due), 2);
	assert_string_equal(due[0].question, "a");
	assert_string_equal(due[1].question, "b");
	assert_int_equal(
	    store_due(world->store, NOW + 5, &world->arena, 1, &due), 1);
	/* the newest answer counts */
	assert_true(put_answer(world, "a", 0, 0));
	assert_int_equal(store_count_due(world->store, NOW + 5), 1);
}

static void test_results(void **state)
{
	struct world *world = *state;
	struct store_result result = { 3, 8, NOW };

	assert_false(store_get_result(world->store, "causes", &result));
	result = (struct store_result){ 3, 8, NOW };
	assert_true(store_put_result(world->store, "causes", &result));
	result = (struct store_result){ 7, 8, NOW + 1 };
	assert_true(store_put_result(world->store, "causes", &result));
	world_reopen(world);
	assert_true(store_get_result(world->store, "causes", &result));
	assert_int_equal(result.known, 7);
	assert_int_equal(result.of, 8);
	assert_int_equal(result.at, NOW + 1);
	assert_false(store_get_result(world->store, "anatomy", &result));
}

static void test_pages(void **state)
{
	struct world *world = *state;
	struct store_page page = { .id = "sciatica",
		.block = 7,
		.offset = 3,
		.percent = 60,
		.at = NOW };
	const struct store_page *pages;

	assert_true(store_put_page(world->store, &page));
	page =
	    (struct store_page){ .id = "nerves", .percent = 5, .at = NOW + 1 };
	assert_true(store_put_page(world->store, &page));
	assert_true(store_put_bookmark(world->store, "sciatica", true, NOW));
	assert_true(store_put_bookmark(world->store, "discs", true, NOW + 1));
	world_reopen(world);
	assert_int_equal(
	    store_pages(world->store, &world->arena, 9, &pages), 2);
	assert_string_equal(pages[0].id, "nerves");
	assert_string_equal(pages[1].id, "sciatica");
	assert_int_equal(pages[1].block, 7);
	assert_int_equal(pages[1].offset, 3);
	assert_true(pages[1].bookmark);
	assert_false(pages[0].bookmark);
	/* back at the top: it was read all the same */
	page = (struct store_page){
		.id = "sciatica", .percent = 10, .at = NOW + 2
	};
	assert_true(store_put_page(world->store, &page));
	assert_true(
	    store_get_page(world->store, "sciatica", &world->arena, &page));
	assert_int_equal(page.block, 0);
	assert_int_equal(page.percent, 60);
	assert_int_equal(
	    store_bookmarks(world->store, &world->arena, 9, &pages), 2);
	assert_string_equal(pages[0].id, "discs");
	assert_int_equal(pages[0].percent, 0);
	assert_int_equal(pages[1].percent, 60);
	assert_true(store_is_bookmark(world->store, "discs"));
	assert_true(store_put_bookmark(world->store, "discs", false, NOW));
	assert_false(store_is_bookmark(world->store, "discs"));
	assert_false(
	    store_get_page(world->store, "discs", &world->arena, &page));
}

/* A clock that was ahead once hides nothing when it is right again. */
static void test_clock_ahead(void **state)
{
	struct world *world = *state;
	struct store_page page = { .id = "ahead", .at = NOW + 3000 * DAY };
	const struct store_page *pages;
	const struct store_due *due;

	assert_true(store_put_page(world->store, &page));
	page = (struct store_page){ .id = "old", .at = NOW + 2 };
	assert_true(store_put_page(world->store, &page));
	page = (struct store_page){ .id = "now", .at = NOW + 3 };
	assert_true(store_put_page(world->store, &page));
	assert_int_equal(
	    store_pages(world->store, &world->arena, 9, &pages), 3);
	assert_string_equal(pages[0].id, "now");
	assert_int_equal(pages[1].at, NOW + 2);
	assert_int_equal(pages[2].at, NOW + 2);
	assert_true(put_answer(world, "ahead", 1, NOW + 3000 * DAY));
	assert_true(put_answer(world, "longest", 4, NOW + 21 * DAY));
	assert_true(put_answer(world, "known", 0, NOW + 3000 * DAY));
	assert_int_equal(store_count_due(world->store, NOW), 1);
	assert_int_equal(
	    store_due(world->store, NOW, &world->arena, 9, &due), 1);
	assert_string_equal(due[0].question, "ahead");
}

static void test_only_for_the_owner(void **state)
{
	struct world *world = *state;
	struct stat st;

	assert_true(put_answer(world, "a", 1, NOW));
	assert_int_equal(stat(world->folder, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	assert_int_equal(stat(path_of(world, STORE_FILE), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(stat(path_of(world, STORE_FILE "-wal"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

/* A store as version 1 left it becomes one of today, with all that was in. */
static void test_migration(void **state)
{
	struct world *world = *state;
	struct store_again again;
	struct store_page page = { .id = "discs", .percent = 5, .at = NOW };

	assert_true(put_answer(world, "a", 3, NOW + 5));
	store_close(world->store);
	change(world, "DROP TABLE page; DROP TABLE bookmark;"
		      "PRAGMA user_version = 1");
	world->store = store_open(world->folder, NOW);
	assert_true(store_put_page(world->store, &page));
	assert_null(store_note(world->store));
	assert_true(store_get_again(world->store, "causes", "a", &again));
	assert_int_equal(again.step, 3);
}

static size_t count_aside(struct world *world)
{
	return state_count(world->folder, STORE_FILE ".bad-");
}

/* One that a newer lumbar made is left as it is; nothing is said twice. */
static void test_newer(void **state)
{
	struct world *world = *state;
	struct store_again again;
	const char *note;

	assert_true(put_answer(world, "a", 3, NOW + 5));
	store_close(world->store);
	change(world, "PRAGMA user_version = 99");
	world->store = store_open(world->folder, NOW);
	assert_false(put_answer(world, "b", 1, NOW));
	note = store_note(world->store);
	assert_non_null(note);
	assert_non_null(strstr(note, "a newer lumbar"));
	assert_false(store_get_again(world->store, "causes", "a", &again));
	assert_null(store_note(world->store));
	assert_int_equal(count_aside(world), 0);
	store_close(world->store);
	change(world, "PRAGMA user_version = 2");
	world->store = store_open(world->folder, NOW);
	assert_true(store_get_again(world->store, "causes", "a", &again));
}

/* One that a newer lumbar changes meanwhile is not used any more either. */
static void test_newer_meanwhile(void **state)
{
	struct world *world = *state;
	const struct store_page page = { .id = "discs", .at = NOW };
	const char *note;

	assert_true(put_answer(world, "a", 3, NOW + 5));
	change(world, "ALTER TABLE page RENAME TO leaf;"
		      "PRAGMA user_version = 99");
	assert_false(store_put_page(world->store, &page));
	note = store_note(world->store);
	assert_non_null(note);
	assert_non_null(strstr(note, "a newer lumbar"));
	assert_false(put_answer(world, "b", 1, NOW));
	assert_null(store_note(world->store));
	assert_int_equal(count_aside(world), 0);
}

static void spoil(const char *path, off_t from, size_t len)
{
	const int fd = open(path, O_WRONLY | O_CLOEXEC);
	char junk[4096];

	assert_true(fd >= 0);
	memset(junk, 0xA5, sizeof(junk));
	for (size_t done = 0; done < len; done += sizeof(junk))
		assert_true(
		    pwrite(fd, junk,
			len - done < sizeof(junk) ? len - done : sizeof(junk),
			from + (off_t)done) > 0);
	close(fd);
}

/* Damage is set aside with a line, and what comes next is kept again. */
static void damaged(struct world *world, off_t from, size_t len)
{
	const char *note;
	struct store_again again;

	for (int i = 0; i < 400; i++) {
		char name[32];

		snprintf(name, sizeof(name), "question-%d", i);
		assert_true(put_answer(world, name, 1, NOW + i));
	}
	store_close(world->store);
	spoil(path_of(world, STORE_FILE), from, len);
	world->store = store_open(world->folder, NOW);
	assert_true(put_answer(world, "new", 1, NOW));
	note = store_note(world->store);
	assert_non_null(note);
	assert_non_null(strstr(note, "is damaged. It is now in "
				     "progress.db.bad-20241004-000000"));
	assert_true(store_get_again(world->store, "causes", "new", &again));
	assert_true(count_aside(world) >= 1);
	/* nothing of it was deleted */
	assert_int_equal(
	    access(path_of(world, STORE_FILE ".bad-20241004-000000"), R_OK), 0);
}

static void test_no_database(void **state)
{
	damaged(*state, 0, 4096);
}

static void test_damaged_inside(void **state)
{
	damaged(*state, 4096, 16384);
}

/* Damage that only reading meets is set aside too, and told once. */
static void test_damage_that_is_read(void **state)
{
	struct world *world = *state;
	const struct store_page *pages;
	const char *note;

	for (int i = 0; i < 30; i++) {
		const struct store_page page = {
			.id = path_of(
			    world, arena_printf(&world->arena, "page-%d", i)),
			.at = NOW + i
		};

		assert_true(store_put_page(world->store, &page));
	}
	store_close(world->store);
	/* the pages by their time, which no put has to read */
	spoil(path_of(world, STORE_FILE), 7 * 4096, 4096);
	world->store = store_open(world->folder, NOW);
	store_pages(world->store, &world->arena, 9, &pages);
	note = store_note(world->store);
	assert_non_null(note);
	assert_non_null(strstr(note, "is damaged. It is now in progress.db"));
	assert_int_equal(count_aside(world), 1);
	for (int i = 0; i < 3; i++) {
		store_pages(world->store, &world->arena, 9, &pages);
		assert_null(store_note(world->store));
	}
	assert_true(put_answer(world, "new", 1, NOW));
}

/* A text that is not there, where there has to be one: SQLite reads over it. */
static void test_missing_text(void **state)
{
	static const char id[] = "sciatica";
	struct world *world = *state;
	const struct store_page *pages;
	unsigned char bytes[65536];
	const char *note;
	size_t n, at = 3;
	FILE *file;

	assert_true(store_put_bookmark(world->store, id, true, NOW));
	assert_true(store_put_bookmark(world->store, "other", true, NOW));
	store_close(world->store);
	file = fopen(path_of(world, STORE_FILE), "r+");
	assert_non_null(file);
	n = fread(bytes, 1, sizeof(bytes), file);
	while (at + strlen(id) < n && memcmp(bytes + at, id, strlen(id)) != 0)
		at++;
	/* the head of a row: a text of 8 bytes, a number of 4 */
	assert_int_equal(bytes[at - 3], 3);
	assert_int_equal(bytes[at - 2], 13 + 2 * 8);
	assert_int_equal(bytes[at - 1], 4);
	/* now nothing, and 12 bytes of anything */
	fseek(file, (long)at - 2, SEEK_SET);
	putc(0, file);
	putc(12 + 2 * 12, file);
	assert_int_equal(fclose(file), 0);
	world->store = store_open(world->folder, NOW);
	store_bookmarks(world->store, &world->arena, 9, &pages);
	note = store_note(world->store);
	assert_non_null(note);
	assert_non_null(strstr(note, "is damaged. It is now in progress.db"));
	assert_int_equal(count_aside(world), 1);
	store_bookmarks(world->store, &world->arena, 9, &pages);
	assert_null(store_note(world->store));
	assert_true(put_answer(world, "new", 1, NOW));
	assert_int_equal(count_aside(world), 1);
}

/* The same in a table that would take it: SQLite finds nothing amiss. */
static void test_another_table(void **state)
{
	struct world *world = *state;
	const struct store_page *pages;
	const char *note;

	assert_true(put_answer(world, "a", 1, NOW));
	store_close(world->store);
	change(world, "DROP TABLE bookmark; CREATE TABLE bookmark (id, at);"
		      "INSERT INTO bookmark VALUES (NULL, 1)");
	world->store = store_open(world->folder, NOW);
	store_bookmarks(world->store, &world->arena, 9, &pages);
	note = store_note(world->store);
	assert_non_null(note);
	assert_non_null(strstr(note, "is damaged. It is now in progress.db"));
	assert_int_equal(count_aside(world), 1);
	assert_true(store_put_bookmark(world->store, "new", true, NOW));
}

static void test_not_a_database(void **state)
{
	struct world *world = *state;
	FILE *out;

	assert_true(put_answer(world, "a", 1, NOW));
	store_close(world->store);
	out = fopen(path_of(world, STORE_FILE), "w");
	assert_non_null(out);
	fprintf(out, "This is a letter and no database at all, though it is "
		     "long enough to be looked at as if it was one.\n");
	fclose(out);
	unlink(path_of(world, STORE_FILE "-wal"));
	world->store = store_open(world->folder, NOW);
	assert_int_equal(store_count_due(world->store, NOW), 0);
	assert_non_null(store_note(world->store));
	assert_int_equal(count_aside(world), 1);
	assert_true(put_answer(world, "b", 1, NOW));
}

/* A folder that cannot be made or written: one line, and reading goes on. */
static void test_no_folder(void **state)
{
	struct world *world = *state;
	FILE *out;

	*strrchr(world->folder, '/') = '\0';
	*strrchr(world->folder, '/') = '\0';
	out = fopen(path_of(world, "state"), "w");
	assert_non_null(out);
	fclose(out);
	assert_false(put_answer(world, "a", 1, NOW));
	assert_string_equal(
	    store_note(world->store), "Nothing kept: Not a directory");
	assert_false(put_answer(world, "a", 1, NOW));
	assert_null(store_note(world->store));
	strcat(world->folder, "/state/lumbar");
	unlink(arena_printf(&world->arena, "%.*s",
	    (int)(strrchr(world->folder, '/') - world->folder), world->folder));
	/* and when the cause is gone it is kept again */
	assert_true(put_answer(world, "a", 1, NOW));
}

/* As somebody who is not the owner: root could write anywhere. */
static void test_read_only(void **state)
{
	struct world *world = *state;
	int status;
	pid_t pid;

	assert_true(put_answer(world, "a", 1, NOW));
	store_close(world->store);
	world->store = NULL;
	chmod(world->folder, 0555);
	chmod(path_of(world, STORE_FILE), 0444);
	*strrchr(world->folder, '/') = '\0';
	chmod(world->folder, 0755);
	*strrchr(world->folder, '/') = '\0';
	chmod(world->folder, 0755);
	strcat(world->folder, "/state/lumbar");
	pid = fork();
	if (pid == 0) {
		struct store_again again;
		const char *note;

		if (geteuid() == 0 && setuid(65534) != 0)
			_exit(77);
		world->store = store_open(world->folder, NOW);
		if (put_answer(world, "b", 1, NOW))
			_exit(1);
		note = store_note(world->store);
		if (note == NULL)
			_exit(2);
		(void)store_get_again(world->store, "causes", "a", &again);
		_exit(0);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) != 77)
		assert_int_equal(WEXITSTATUS(status), 0);
	chmod(world->folder, 0700);
	chmod(path_of(world, STORE_FILE), 0600);
	world->store = store_open(world->folder, NOW);
	assert_int_equal(store_count_due(world->store, NOW), 1);
}

/* Two programs at once: both are kept; one that is busy is waited for. */
static void test_two_writers(void **state)
{
	struct world *world = *state;
	struct store *other = store_open(world->folder, NOW);
	struct store_result result = { 1, 2, NOW };

	assert_true(put_answer(world, "a", 1, NOW));
	assert_true(store_put_result(other, "causes", &result));
	assert_true(put_answer(world, "b", 1, NOW));
	assert_int_equal(store_count_due(other, NOW), 2);
	assert_true(store_get_result(world->store, "causes", &result));
	store_close(other);
}

static void test_busy(void **state)
{
	struct world *world = *state;
	sqlite3 *db;
	const char *note;

	assert_true(put_answer(world, "a", 1, NOW));
	assert_int_equal(
	    sqlite3_open(path_of(world, STORE_FILE), &db), SQLITE_OK);
	assert_int_equal(
	    sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	assert_false(put_answer(world, "b", 1, NOW));
	note = store_note(world->store);
	assert_non_null(note);
	assert_string_equal(note, "Not kept: another lumbar is busy");
	/* reading goes on meanwhile */
	assert_int_equal(store_count_due(world->store, NOW), 1);
	sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(db);
	assert_true(put_answer(world, "b", 1, NOW));
}

/* Two that begin at once: one waits for the other. */
static void test_busy_at_first(void **state)
{
	struct world *world = *state;
	int ends[2], status;
	char byte = 'x';
	pid_t pid;

	assert_int_equal(
	    mkdir(arena_printf(&world->arena, "%.*s",
		      (int)(strrchr(world->folder, '/') - world->folder),
		      world->folder),
		0700),
	    0);
	assert_int_equal(mkdir(world->folder, 0700), 0);
	change(world, "CREATE TABLE other (a)");
	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		sqlite3 *db;

		if (sqlite3_open(path_of(world, STORE_FILE), &db) !=
			SQLITE_OK ||
		    sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) !=
			SQLITE_OK ||
		    write(ends[1], &byte, 1) != 1)
			_exit(1);
		usleep(200 * 1000);
		_exit(0);
	}
	assert_true(pid > 0);
	assert_int_equal(read(ends[0], &byte, 1), 1);
	assert_true(put_answer(world, "a", 1, NOW));
	assert_null(store_note(world->store));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	close(ends[0]);
	close(ends[1]);
}

static void test_forget(void **state)
{
	struct world *world = *state;
	FILE *out;

	assert_int_equal(store_forget(world->folder), 0);
	assert_true(put_answer(world, "a", 1, NOW));
	out = fopen(path_of(world, STORE_FILE ".bad-20240101-000000"), "w");
	assert_non_null(out);
	fclose(out);
	assert_true(store_forget(world->folder) >= 2);
	assert_int_not_equal(access(world->folder, F_OK), 0);
	world_reopen(world);
	assert_int_equal(store_count_due(world->store, NOW), 0);
	/* what is not ours stays */
	assert_true(put_answer(world, "a", 1, NOW));
	out = fopen(path_of(world, "letter.txt"), "w");
	assert_non_null(out);
	fclose(out);
	assert_true(store_forget(world->folder) >= 1);
	assert_int_equal(access(path_of(world, "letter.txt"), F_OK), 0);
	assert_int_not_equal(access(path_of(world, STORE_FILE), F_OK), 0);
}

/* Another lumbar forgets: this one shows nothing of it, and begins anew. */
static void test_forgotten_by_another(void **state)
{
	struct world *world = *state;
	struct store *other = store_open(world->folder, NOW);

	assert_true(store_put_bookmark(world->store, "old", true, NOW));
	assert_true(store_forget(world->folder) >= 1);
	assert_false(store_is_bookmark(world->store, "old"));
	assert_int_not_equal(access(path_of(world, STORE_FILE), F_OK), 0);
	assert_true(store_put_bookmark(world->store, "new", true, NOW));
	assert_true(store_is_bookmark(other, "new"));
	assert_false(store_is_bookmark(other, "old"));
	/* and the one that has begun anew may be this one or another */
	assert_true(store_forget(world->folder) >= 1);
	assert_true(store_put_bookmark(other, "other", true, NOW));
	assert_true(store_put_bookmark(world->store, "this", true, NOW));
	assert_true(store_is_bookmark(other, "this"));
	store_close(other);
	assert_true(store_is_bookmark(world->store, "other"));
	assert_null(store_note(world->store));
}

/* One thing that cannot be erased does not keep the others. */
static void test_forget_the_rest(void **state)
{
	struct world *world = *state;

	assert_true(put_answer(world, "a", 1, NOW));
	for (int i = 0; i < 8; i++)
		assert_int_equal(
		    mkdir(path_of(world, arena_printf(&world->arena,
					     STORE_FILE ".bad-%d", i)),
			0700),
		    0);
	assert_int_equal(store_forget(world->folder), -1);
	assert_int_equal(state_count(world->folder, STORE_FILE), 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_reading_leaves_no_trace, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_none, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_answers, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_results, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_pages, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_clock_ahead, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_only_for_the_owner, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_migration, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_newer, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_newer_meanwhile, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_no_database, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_damaged_inside, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_damage_that_is_read, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_missing_text, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_another_table, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_not_a_database, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_no_folder, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_read_only, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_two_writers, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_busy, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_busy_at_first, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_forget, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_forgotten_by_another, set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_forget_the_rest, set_up, world_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
