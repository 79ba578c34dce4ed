#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/un.h>

#include "base/file.h"
#include "temp_pack.h"

enum {
	CAP = 1 << 20
};

static struct temp_pack pack;
static struct file_root root;
static struct arena arena;
static struct diag diag;
static struct slice text;

static int set_up(void **state)
{
	(void)state;
	temp_pack_make_empty(&pack);
	temp_pack_put(&pack, "a.txt", "one\ntwo\n");
	temp_pack_put(&pack, "sub/deep/b.txt", "deep\n");
	arena_init(&arena);
	diag_init(&diag, &arena);
	return file_root_open(&root, pack.path, &diag) == STATUS_OK ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	file_root_close(&root);
	temp_pack_remove(&pack);
	arena_free(&arena);
	return 0;
}

static enum status read_it(const char *name)
{
	return file_read(&root, name, CAP, &arena, &text, &diag);
}

static void put_link(const char *target, const char *name)
{
	char path[1024];

	temp_pack_name(&pack, name, path);
	assert_int_equal(symlink(target, path), 0);
}

static void reads_whole_files(void **state)
{
	(void)state;
	assert_int_equal(read_it("a.txt"), STATUS_OK);
	assert_true(slice_is(text, "one\ntwo\n"));
	assert_int_equal(text.ptr[text.len], '\n');
	assert_int_equal(text.ptr[text.len + 1], '\0');
	assert_int_equal(read_it("sub/deep/b.txt"), STATUS_OK);
	assert_true(slice_is(text, "deep\n"));
	assert_int_equal(read_it("./sub//deep/./b.txt"), STATUS_OK);
	assert_true(slice_is(text, "deep\n"));

	temp_pack_put(&pack, "empty", "");
	assert_int_equal(read_it("empty"), STATUS_OK);
	assert_int_equal(text.len, 0);
	assert_int_equal(text.ptr[0], '\n');
	temp_pack_put(&pack, "unended", "no line end");
	assert_int_equal(read_it("unended"), STATUS_OK);
	assert_true(slice_is(text, "no line end"));
	assert_int_equal(text.ptr[text.len], '\n');
	assert_int_equal(diag.n, 0);
}

static void normalises_bom_and_line_ends(void **state)
{
	static const char *const rows[][2] = {
		{ "\xEF\xBB\xBFx\r\ny\r\n", "x\ny\n" },
		{ "\xEF\xBB\xBF", "" },
		{ "\r\n\r\n", "\n\n" },
		{ "a\nb\r\nc", "a\nb\nc" },
		{ "\n\nx\n\n", "\n\nx\n\n" },
		{ "tab\there \xC3\xA9 \xE4\xB8\xAD \xF0\x9F\x98\x80 \xC2\xA0",
		    "tab\there \xC3\xA9 \xE4\xB8\xAD \xF0\x9F\x98\x80 "
		    "\xC2\xA0" },
		/* Only the first one is a mark. */
		{ "\xEF\xBB\xBF\xEF\xBB\xBFx", "\xEF\xBB\xBFx" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		temp_pack_put(&pack, "t", rows[i][0]);
		assert_int_equal(read_it("t"), STATUS_OK);
		assert_true(slice_is(text, rows[i][1]));
		assert_int_equal(text.ptr[text.len], '\n');
		assert_int_equal(text.ptr[text.len + 1], '\0');
	}
	assert_int_equal(diag.n, 0);
	temp_pack_put(&pack, "t", "a\r\nb\r\n");
	assert_int_equal(
	    file_read_bytes(&root, "t", CAP, &arena, &text, &diag), STATUS_OK);
	assert_true(slice_is(text, "a\r\nb\r\n"));
}

static void refuses_bad_bytes_line_by_line(void **state)
{
	static const char bad[] = "good\n"
				  "nul\0here\n"
				  "bare\rreturn\n"
				  "esc\x1b[31m\n"
				  "del\x7f\n"
				  "c1 \xC2\x9B\n"
				  "latin \xE9t\xE9\n"
				  "overlong \xC0\x9B and \x01\n"
				  "surrogate \xED\xA0\x80\n"
				  "fine \xC3\xA9\n"
				  "cut \xE2\x82";
	static const char *const words[] = { NULL, "NUL", "carriage", "control",
		"control", "control", "UTF-8", "UTF-8", "UTF-8", NULL,
		"UTF-8" };

	(void)state;
	temp_pack_write(&pack, "bad", bad, sizeof(bad) - 1);
	assert_int_equal(read_it("bad"), STATUS_BAD);
	assert_int_equal(text.len, 0);
	assert_int_equal(diag.n, 9);
	for (unsigned i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (words[i] != NULL) {
			assert_true(
			    temp_pack_told(&diag, "bad", i + 1, words[i]));
			assert_true(temp_pack_told(
			    &diag, "bad", i + 1, "; the file is not used"));
		}
	}

	/* Line ends of another age: one line with a fault. */
	temp_pack_put(&pack, "mac", "one\rtwo\rthree\r");
	assert_int_equal(read_it("mac"), STATUS_BAD);
	assert_true(temp_pack_told(&diag, "mac", 1, "carriage return"));
	assert_int_equal(diag.n, 10);
}

static void says_which_root_cannot_be_opened(void **state)
{
	struct file_root other;
	char path[1024];

	(void)state;
	temp_pack_name(&pack, "none", path);
	assert_int_equal(file_root_open(&other, path, &diag), STATUS_MISSING);
	assert_int_equal(other.fd, -1);
	assert_true(temp_pack_told(&diag, path, 0, "no such folder"));
	temp_pack_name(&pack, "a.txt", path);
	assert_int_equal(file_root_open(&other, path, &diag), STATUS_REFUSED);
	assert_true(temp_pack_told(&diag, path, 0, "not a folder"));
	file_root_close(&other);
	file_root_close(&other);
}

/* The user named it: where it leads is the user's business. */
static void root_itself_may_be_a_link(void **state)
{
	struct file_root other;
	char path[1024];

	(void)state;
	put_link("sub", "link");
	temp_pack_name(&pack, "link", path);
	assert_int_equal(file_root_open(&other, path, &diag), STATUS_OK);
	assert_int_equal(
	    file_read(&other, "deep/b.txt", CAP, &arena, &text, &diag),
	    STATUS_OK);
	file_root_close(&other);
}

static void assert_refused(
    const char *name, enum status status, const char *part)
{
	diag.n = 0;
	if (read_it(name) != status)
		fail_msg("%s", name);
	assert_int_equal(text.len, 0);
	assert_int_equal(diag.n, 1);
	assert_true(temp_pack_told(&diag, name, 0, part));
}

static void opens_nothing_outside(void **state)
{
	static const char *const names[] = { "..", "../a.txt", "sub/../a.txt",
		"sub/deep/../../../etc/passwd", "/etc/passwd", "/", "//a.txt",
		"sub/..", "./../a.txt" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_refused(names[i], STATUS_REFUSED, "out of the folder");

	/* Dots that are part of a name are no way out. */
	temp_pack_put(&pack, "..a", "x");
	temp_pack_put(&pack, "b..", "x");
	temp_pack_put(&pack, "...", "x");
	assert_int_equal(read_it("..a"), STATUS_OK);
	assert_int_equal(read_it("b.."), STATUS_OK);
	assert_int_equal(read_it("..."), STATUS_OK);
}

static void follows_no_link(void **state)
{
	char path[1024];

	(void)state;
	put_link("/etc/passwd", "out");
	put_link("../../../../../etc", "sub/etc");
	put_link("a.txt", "inside");
	put_link("sub", "folder");
	put_link("self", "self");
	put_link("/proc/self/root", "magic");
	temp_pack_name(&pack, "a.txt", path);
	put_link(path, "full");
	assert_refused("out", STATUS_REFUSED, "symbolic link");
	assert_refused("sub/etc/passwd", STATUS_REFUSED, "symbolic link");
	assert_refused("inside", STATUS_REFUSED, "symbolic link");
	assert_refused("folder/deep/b.txt", STATUS_REFUSED, "symbolic link");
	assert_refused("self", STATUS_REFUSED, "symbolic link");
	assert_refused("magic/etc/passwd", STATUS_REFUSED, "symbolic link");
	assert_refused("full", STATUS_REFUSED, "symbolic link");
}

static void reads_regular_files_only(void **state)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	char path[1024];
	int fd;

	(void)state;
	assert_refused("sub", STATUS_REFUSED, "regular file");
	assert_refused("sub/", STATUS_REFUSED, "regular file");
	assert_refused(".", STATUS_REFUSED, "regular file");

	/* Nobody writes to it: waiting would be for ever. */
	temp_pack_name(&pack, "fifo", path);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_refused("fifo", STATUS_REFUSED, "regular file");

	temp_pack_name(&pack, "socket", path);
	assert_true(strlen(path) < sizeof(address.sun_path));
	memcpy(address.sun_path, path, strlen(path) + 1);
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	assert_true(fd >= 0);
	assert_int_equal(
	    bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_refused("socket", STATUS_REFUSED, "regular file");
	close(fd);

	/* Made by root only; on some mounts it cannot even be opened. */
	temp_pack_name(&pack, "zero", path);
	if (mknod(path, S_IFCHR | 0600, makedev(1, 5)) == 0) {
		const enum status status = read_it("zero");

		assert_true(status == STATUS_REFUSED || status == STATUS_IO);
	}
}

static void says_what_is_not_there(void **state)
{
	char long_name[400];

	(void)state;
	assert_refused("none", STATUS_MISSING, "no such file");
	assert_refused("", STATUS_MISSING, "no such file");
	assert_refused("sub/none/x", STATUS_MISSING, "no such file");
	assert_refused("a.txt/x", STATUS_MISSING, "no such file");
	memset(long_name, 'n', sizeof(long_name) - 1);
	long_name[sizeof(long_name) - 1] = '\0';
	assert_refused(long_name, STATUS_REFUSED, "too long");
	assert_refused("\x1b]0;x\x07\n", STATUS_MISSING, "no such file");
}

static void refuses_what_is_over_the_cap(void **state)
{
	char path[1024];
	size_t held;

	(void)state;
	temp_pack_put(&pack, "ten", "123456789\n");
	assert_int_equal(
	    file_read(&root, "ten", 10, &arena, &text, &diag), STATUS_OK);
	assert_int_equal(text.len, 10);
	assert_int_equal(
	    file_read(&root, "ten", 9, &arena, &text, &diag), STATUS_TOO_BIG);
	assert_true(temp_pack_told(&diag, "ten", 0, "over 9 bytes"));
	assert_int_equal(
	    file_read(&root, "ten", 0, &arena, &text, &diag), STATUS_TOO_BIG);

	/* Terabytes that take no room on the disk, nor here. */
	temp_pack_put(&pack, "sparse", "");
	temp_pack_name(&pack, "sparse", path);
	assert_int_equal(truncate(path, (off_t)1 << 40), 0);
	held = arena_held(&arena);
	assert_int_equal(read_it("sparse"), STATUS_TOO_BIG);
	assert_true(arena_held(&arena) < held + 10000);
}

/* Files below /proc say that they have 0 bytes, like one that grows. */
static void reads_on_when_there_is_more_than_promised(void **state)
{
	struct file_root proc;

	(void)state;
	if (file_root_open(&proc, "/proc/self", &diag) != STATUS_OK)
		skip();
	assert_int_equal(
	    file_read(&proc, "status", CAP, &arena, &text, &diag), STATUS_OK);
	assert_true(text.len > 200);
	assert_int_equal(text.ptr[text.len - 1], '\n');
	assert_int_equal(text.ptr[text.len], '\n');
	assert_int_equal(text.ptr[text.len + 1], '\0');
	for (size_t cap = 0; cap < 200; cap++)
		assert_int_equal(
		    file_read(&proc, "status", cap, &arena, &text, &diag),
		    STATUS_TOO_BIG);
	file_root_close(&proc);
}

static void join_name(const char *name, void *arg)
{
	char *const all = arg;

	strcat(all, name);
	strcat(all, " ");
}

static void lists_regular_files_in_order(void **state)
{
	char all[1000] = "", path[1024];

	(void)state;
	temp_pack_put(&pack, "sub/z.md", "z");
	temp_pack_put(&pack, "sub/a.md", "a");
	temp_pack_put(&pack, "sub/a/x.md", "x");
	temp_pack_put(&pack, "B", "b");
	put_link("a.txt", "link");
	put_link("/etc", "sub/etc");
	temp_pack_name(&pack, "fifo", path);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(
	    file_list(&root, "", join_name, all, &diag), STATUS_OK);
	assert_string_equal(
	    all, "B a.txt sub/a.md sub/a/x.md sub/deep/b.txt sub/z.md ");
	assert_int_equal(diag.n, 3);
	assert_true(temp_pack_told(&diag, "link", 0, "left out"));
	assert_true(temp_pack_told(&diag, "sub/etc", 0, "left out"));
	assert_true(temp_pack_told(&diag, "fifo", 0, "left out"));

	all[0] = '\0';
	assert_int_equal(
	    file_list(&root, "sub/deep", join_name, all, &diag), STATUS_OK);
	assert_string_equal(all, "sub/deep/b.txt ");
	assert_int_equal(
	    file_list(&root, "none", join_name, all, &diag), STATUS_MISSING);
	assert_int_equal(
	    file_list(&root, "..", join_name, all, &diag), STATUS_REFUSED);
	assert_int_equal(
	    file_list(&root, "sub/etc", join_name, all, &diag), STATUS_REFUSED);
}

static void lists_to_a_depth_of_8(void **state)
{
	char all[1000] = "";

	(void)state;
	temp_pack_put(&pack, "sub/deep/3/4/5/6/7/in", "x");
	temp_pack_put(&pack, "sub/deep/3/4/5/6/7/8/out", "x");
	assert_int_equal(
	    file_list(&root, "", join_name, all, &diag), STATUS_OK);
	assert_non_null(strstr(all, "/7/in "));
	assert_null(strstr(all, "out"));
	assert_true(temp_pack_told(
	    &diag, "sub/deep/3/4/5/6/7/8", 0, "more than 8 deep"));
}

/* What kernels before 5.6 do, and sandboxes that do not know the call. */
static bool take_openat2_away(void)
{
	struct sock_filter rules[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		    offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = { sizeof(rules) / sizeof(rules[0]),
		rules };

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 &&
	       syscall(SYS_openat2, -1, "", NULL, 0) < 0 && errno == ENOSYS;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_whole_files),
		TEST(normalises_bom_and_line_ends),
		TEST(refuses_bad_bytes_line_by_line),
		TEST(says_which_root_cannot_be_opened),
		TEST(root_itself_may_be_a_link),
		TEST(opens_nothing_outside),
		TEST(follows_no_link),
		TEST(reads_regular_files_only),
		TEST(says_what_is_not_there),
		TEST(refuses_what_is_over_the_cap),
		TEST(reads_on_when_there_is_more_than_promised),
		TEST(lists_regular_files_in_order),
		TEST(lists_to_a_depth_of_8),
	};
	int failed;

	(void)text_locale();
	failed = cmocka_run_group_tests_name("openat2", tests, NULL, NULL);
	if (take_openat2_away())
		failed += cmocka_run_group_tests_name(
		    "without openat2", tests, NULL, NULL);
	else
		print_message("cannot take openat2 away: not tested\n");
	return failed;
}
