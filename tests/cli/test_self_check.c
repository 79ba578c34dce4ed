/*
 * lumbar self-check on the command line: answer files, JSON, proof and table,
 * and the exit codes. The real program and the pack of this repository.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/folder.h"
#include "support/run.h"

#define PACK "--content=" LUMBAR_SOURCE_DIR "/content"

#define RUN(input, ...)                                                  \
	run_program((const char *const[]){ "lumbar", PACK, "self-check", \
			__VA_ARGS__, NULL },                             \
	    NULL, input)

#define CALM_HEAD                                              \
	"[answers]\nage = 40\nnow = none\nsaddle = no\n"       \
	"bladder = no\nbowel = no\nsexual = no\nlegs = none\n" \
	"strength = none\nalso = none\ninjury = none\n"
#define CALM_TAIL                                                       \
	"skin = none\ngeneral = none\nconditions = none\nside = none\n" \
	"duration = under_1_week\ntrend = better\nimpact = mild\n"

static void expect(
    struct run_result *result, int status, const char *out, const char *err)
{
	if (result->status != status)
		fail_msg("status %d, not %d\n%s%s", result->status, status,
		    result->out, result->err);
	if (out != NULL && strstr(result->out, out) == NULL)
		fail_msg("\"%s\" is not in:\n%s", out, result->out);
	if (err != NULL && strstr(result->err, err) == NULL)
		fail_msg("\"%s\" is not in:\n%s", err, result->err);
	run_free(result);
}

static void test_json(void **state)
{
	struct run_result r =
	    RUN("[answers]\nage = 41\nnow = none\nsaddle = yes\n",
		"--answers=-", "--json");

	(void)state;
	assert_string_equal(r.out,
	    "{\"level\":\"emergency\",\"mode\":\"ed\",\"days\":0,"
	    "\"rules\":[\"E08\"],\"asked\":[\"age\",\"now\",\"saddle\"],"
	    "\"rules_version\":\"2026.1\"}\n");
	expect(&r, 0, NULL, NULL);
	r = RUN(CALM_HEAD "fever = no\n" CALM_TAIL, "--answers=-", "--json");
	expect(&r, 0,
	    "{\"level\":\"self-care\",\"mode\":null,\"days\":21,\"rules\":[],"
	    "\"asked\":[\"age\",\"now\",",
	    NULL);
	r = RUN(CALM_HEAD "fever = yes\n" CALM_TAIL, "--answers=-", "--json");
	expect(&r, 0,
	    "{\"level\":\"urgent\",\"mode\":null,\"days\":0,\"rules\":["
	    "\"U13\"]",
	    NULL);
	/* doubt is an answer; the shortest term of those that fire */
	r = RUN(
	    CALM_HEAD "fever = unsure\n" CALM_TAIL, "--answers=-", "--json");
	expect(&r, 0,
	    "{\"level\":\"soon\",\"mode\":null,\"days\":3,\"rules\":[\"S11\"]",
	    NULL);
}

static void test_text(void **state)
{
	struct run_result r =
	    RUN("[answers]\nage = 41\nnow = none\nsaddle = yes\n", "--answers",
		"-");

	(void)state;
	assert_null(memchr(r.out, 0x1B, r.out_len));
	/* Not the whole net: it tells when to go, and now is when. */
	assert_null(strstr(r.out, "if any of these start"));
	assert_non_null(strstr(r.out, "!!! Get help now"));
	assert_non_null(strstr(r.out, "A&E"));
	assert_non_null(strstr(r.out, "Tell them"));
	assert_non_null(strstr(r.out, "This is not a diagnosis."));
	expect(&r, 0, "E08", NULL);
	r = RUN(CALM_HEAD "fever = yes\n" CALM_TAIL, "--answers=-");
	assert_non_null(strstr(r.out, "Get medical help today"));
	assert_non_null(strstr(r.out, "fever and you feel very ill"));
	assert_non_null(strstr(r.out, "Tell them"));
	expect(&r, 0, "checksum", NULL);
	/* another country's number */
	r = RUN("[answers]\nage = 70\nnow = sudden\n", "--answers=-",
	    "--region=us");
	assert_null(strstr(r.out, "999"));
	expect(&r, 0, "Call 911 now", NULL);
	r = RUN(CALM_HEAD "fever = yes\n" CALM_TAIL, "--answers=-", "--ascii",
	    "--width=40");
	for (size_t i = 0, col = 0; i < r.out_len; i++) {
		assert_true((unsigned char)r.out[i] < 0x80);
		col = r.out[i] == '\n' ? 0 : col + 1;
		assert_true(col <= 40);
	}
	expect(&r, 0, NULL, NULL);
}

/* Below an emergency: the whole list, word for word, whatever the result. */
static void test_every_result_has_the_safety_net(void **state)
{
	static const char *const levels[][2] = {
		{ "fever = yes\n", "Level: urgent" },
		{ "fever = unsure\n", "Level: soon" },
		{ "fever = no\n", "Level: self-care" },
	};
	static const char *const net[] = {
		"numb or strange feeling between your legs, or when you wipe",
		"you cannot pee, cannot feel it, or cannot hold pee or poo",
		"new loss of feeling or function during sex",
		"pain, tingling, numbness or weakness in both legs",
		"a leg or foot that is getting weaker",
		"sudden very bad pain from nowhere, or a faint",
		"chest pain or trouble breathing",
		"a leg that goes cold and pale",
		"fever and you feel very ill",
		"Go to A&E or call 999 if any of these start:",
		"This is not a diagnosis. It can be wrong.",
		"Samaritans on 116 123",
		"0808 2000 247",
	};
	static const char routine[] =
	    "[answers]\nage = 40\nnow = none\nsaddle = no\nbladder = no\n"
	    "bowel = no\nsexual = no\nlegs = none\nstrength = none\n"
	    "also = none\ninjury = none\nfever = no\nskin = none\n"
	    "general = none\nconditions = none\nside = none\n"
	    "duration = 60\ntrend = same\nimpact = mild\npattern = none\n";

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		char file[1000];
		struct run_result r;

		snprintf(file, sizeof(file), "%s%s%s", CALM_HEAD,
		    i < 3 ? levels[i][0] : "", CALM_TAIL);
		r = RUN(i < 3 ? file : routine, "--answers=-", "--width=120");
		for (size_t k = 0; k < sizeof(net) / sizeof(net[0]); k++) {
			if (strstr(r.out, net[k]) == NULL)
				fail_msg("no \"%s\" in:\n%s", net[k], r.out);
		}
		expect(&r, 0, i < 3 ? levels[i][1] : "Level: routine", NULL);
	}
}

/* The number is the region's; an unknown one has a number all the same. */
static void test_every_region_has_its_number(void **state)
{
	static const char *const regions[][2] = {
		{ "uk", "Call 999 now" },
		{ "ie", "Call 112 now" },
		{ "eu", "Call 112 now" },
		{ "us", "Call 911 now" },
		{ "ca", "Call 911 now" },
		{ "au", "Call 000 now" },
		{ "nz", "Call 111 now" },
		{ "other", "Call your local emergency number now" },
		{ "zz", "Call 999 now" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(regions) / sizeof(regions[0]); i++) {
		struct run_result r = RUN("[answers]\nage = 40\nnow = chest\n",
		    "--answers=-", "--region", regions[i][0]);

		/* with the words for whoever cannot go on, too */
		if (strstr(r.out, "emergency\nnumber") == NULL &&
		    strstr(r.out, "emergency number") == NULL)
			fail_msg("no emergency number in:\n%s", r.out);
		expect(&r, 0, regions[i][1], NULL);
	}
}

static void in_this_order(const char *out, const char *const *texts)
{
	for (; *texts != NULL; texts++) {
		out = strstr(out, *texts);
		if (out == NULL)
			fail_msg("\"%s\" does not come next", *texts);
	}
}

/* As the specification has it (6), and nothing of the level left out. */
static void test_order_of_the_text(void **state)
{
	struct run_result r = RUN("[answers]\nage = 41\nnow = chest, collapse, "
				  "sudden, tearing, coldleg\n",
	    "--answers=-", "--width=120");

	(void)state;
	in_this_order(r.out,
	    (const char *const[]){ "!!! Get help now", "Call 999 now", "Why\n",
		"(E01)", "(E02)", "(E04)", "(E05)", "(E07)", "Tell them:",
		"a leg gone cold", "While you wait:", "Do not warm it",
		"Go now, even if", "This is not a diagnosis", "Rules version",
		"cannot go on", NULL });
	assert_null(strstr(r.out, "Also mention"));
	run_free(&r);
	r = RUN(CALM_HEAD "fever = yes\n"
			  "skin = none\ngeneral = upper\nconditions = none\n"
			  "side = none\nduration = under_1_week\n"
			  "trend = better\nimpact = mild\n",
	    "--answers=-", "--width=120");
	in_this_order(r.out,
	    (const char *const[]){ "!! Get medical help today", "Call your GP",
		"Why\n", "(U13)", "Tell them:", "fever or shivers",
		"if any of these start", "feel very ill",
		"Do not wait until tomorrow", "This is not a diagnosis",
		"Rules version", "Also mention:", "(S03)", "cannot go on",
		NULL });
	run_free(&r);
}

static int is_any(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") != 0 &&
	       strcmp(entry->d_name, "..") != 0;
}

/*
 * Not one file more: not at home, not where the program was started. Only to
 * who asks for it, and says yes.
 */
static void test_nothing_is_stored(void **state)
{
	char home[] = "self-check-home-XXXXXX", here[4096], path[4200];
	char env[5][4300], saved[4500];
	struct dirent **names;
	struct run_result r;
	unsigned mode;
	char *text;
	const char *const set[] = { env[0], env[1], env[2], env[3], env[4],
		NULL };

	(void)state;
	assert_non_null(mkdtemp(home));
	assert_non_null(getcwd(here, sizeof(here)));
	snprintf(path, sizeof(path), "%s/%s", here, home);
	snprintf(env[0], sizeof(env[0]), "HOME=%s", path);
	snprintf(env[1], sizeof(env[1]), "XDG_CONFIG_HOME=%s", path);
	snprintf(env[2], sizeof(env[2]), "XDG_STATE_HOME=%s", path);
	snprintf(env[3], sizeof(env[3]), "XDG_CACHE_HOME=%s", path);
	snprintf(env[4], sizeof(env[4]), "TMPDIR=%s", path);
	assert_int_equal(chdir(home), 0);
	r = run_program((const char *const[]){ "lumbar", PACK, "self-check",
			    "--answers=-", NULL },
	    set, "[answers]\nage = 40\nnow = chest\n");
	expect(&r, 0, "999", NULL);
	/* and with somebody who answers, and leaves half-way */
	r = run_program((const char *const[]){ "lumbar", PACK, "--plain",
			    "self-check", NULL },
	    set, "1\n41\n1\nq\n");
	run_free(&r);
	/* who looks at the question, and at everything else, but says no */
	r = run_program((const char *const[]){ "lumbar", PACK, "--plain",
			    "self-check", NULL },
	    set,
	    "1\n41\n6\n2\np\n\np\nn\np\nr\np\n1\np\nb\nr\nw\np\nq\n"
	    "?\ny\np\n");
	assert_non_null(strstr(r.out, "Save this result in a text file?"));
	assert_null(strstr(r.out, "is saved"));
	run_free(&r);
	assert_int_equal(scandir(".", &names, is_any, alphasort), 0);
	free(names);
	/* who says yes has one file, where the answer says, and no other */
	r = run_program((const char *const[]){ "lumbar", PACK, "--plain",
			    "--width=1000", "self-check", NULL },
	    set, "1\n41\n6\n2\np\ny\ny\n\nq\ny\n");
	assert_int_equal(scandir(".", &names, is_any, alphasort), 1);
	snprintf(saved, sizeof(saved), "%s/%s", path, names[0]->d_name);
	expect(&r, 0, saved, NULL);
	assert_int_equal(
	    strncmp(names[0]->d_name, "lumbar-self-check-20", 20), 0);
	text = folder_read(names[0]->d_name, &mode);
	assert_int_equal(mode, 0600);
	assert_int_equal(
	    strncmp(text, "This page holds health information.", 35), 0);
	assert_non_null(strstr(text, "Get help now"));
	assert_non_null(strstr(text, "999"));
	free(text);
	assert_int_equal(unlink(names[0]->d_name), 0);
	free(names[0]);
	free(names);
	assert_int_equal(chdir(here), 0);
	assert_int_equal(rmdir(home), 0);
}

/* What a file may have wrong: the line is told, and there is no level. */
static void test_faults(void **state)
{
	static const struct {
		const char *text, *said;
	} cases[] = {
		{ "", "answers" },
		{ "[answers]\nage = 41\n", "now" },
		{ "[answers]\nage = 41\nnow = none, chest\n", "-:3" },
		{ "[answers]\nage = 41\nnow = chets\n", "-:3" },
		{ "[answers]\nage = 410\nnow = none\n", "-:2" },
		{ "[answers]\nage = 41\nfoo = none\n", "foo" },
		{ "[answers]\nage = 41\nnow = none\nsaddle = yes, no\n",
		    "-:4" },
		{ "[other]\nage = 41\n", "answers" },
		{ "[answers]\nage = 41\nage = 42\n", "-:3" },
		{ "\x1b[31m", "-:1" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct run_result r =
		    RUN(cases[i].text, "--answers=-", "--json");

		if (r.out_len > 0)
			fail_msg("%s: %s", cases[i].text, r.out);
		assert_null(memchr(r.err, 0x1B, r.err_len));
		expect(&r, 1, NULL, cases[i].said);
	}
}

static void test_files(void **state)
{
	struct run_result r = RUN(NULL, "--answers=/nonexistent/a.ini");
	char *much = malloc(70000);
	FILE *out = fopen("self-check-answers.ini", "w");

	(void)state;
	expect(&r, 3, NULL, "cannot read the answers");
	r = RUN(NULL, "--answers=/");
	expect(&r, 3, NULL, "cannot read the answers");
	assert_non_null(out);
	assert_non_null(much);
	fputs("[answers]\nage = 50\nnow = sudden\n", out);
	fclose(out);
	r = RUN(NULL, "--answers=self-check-answers.ini", "--json");
	expect(&r, 0, "\"mode\":\"ambulance\"", NULL);
	/* the next birthday makes the difference */
	out = fopen("self-check-answers.ini", "w");
	assert_non_null(out);
	fputs("[answers]\nage = 49\nnow = sudden\n", out);
	fclose(out);
	r = RUN(NULL, "--answers=self-check-answers.ini", "--json");
	expect(&r, 1, NULL, "self-check-answers.ini");
	remove("self-check-answers.ini");
	memset(much, '#', 69999);
	much[69999] = '\0';
	r = RUN(much, "--answers=-");
	expect(&r, 3, NULL, "cannot read the answers");
	free(much);
}

static void test_usage(void **state)
{
	struct run_result r = RUN(NULL, "--prove", "--table");

	(void)state;
	expect(&r, 2, NULL, "at a time");
	r = RUN(NULL, "--prove", "--json");
	expect(&r, 2, NULL, "--answers");
	r = RUN(NULL, "--table", "extra");
	expect(&r, 2, NULL, "takes none");
	r = RUN(NULL, "--answers");
	expect(&r, 2, NULL, "needs a value");
	r = RUN(NULL, "--answers=-", "--format=html");
	expect(&r, 2, NULL, "means nothing here");
	r = run_program(
	    (const char *const[]){ "lumbar", PACK, "list", "--prove", NULL },
	    NULL, NULL);
	expect(&r, 2, NULL, "means nothing here");
}

static void test_prove(void **state)
{
	struct run_result r = RUN(NULL, "--prove");

	(void)state;
	assert_null(strstr(r.out, "FAILED"));
	assert_null(strstr(r.out, "none was found"));
	assert_non_null(strstr(r.out, "\nE16 "));
	assert_non_null(strstr(r.out, "\nR07 "));
	assert_non_null(strstr(r.out, "1000000 random full cases"));
	expect(&r, 0, "\nProved in ", NULL);
}

/* Every witness that is printed is a file that leads to its rule. */
static void test_witnesses_are_true(void **state)
{
	struct run_result proof = RUN(NULL, "--prove");
	const char *at = strstr(proof.out, "each rule fires");
	size_t tried = 0;

	(void)state;
	assert_non_null(at);
	while ((at = strchr(at, '\n')) != NULL) {
		char rule[8] = "", file[4096] = "[answers]\n", want[16];
		size_t len = strlen(file);
		struct run_result r;

		at++;
		if (strchr("EUSR", at[0]) == NULL || at[0] == '\0' ||
		    at[3] != ' ')
			continue;
		memcpy(rule, at, 3);
		at += 4;
		/* "a = b; c = d", over indented lines, to the next rule */
		while (*at != '\0' && (at[0] != '\n' || at[1] == ' ')) {
			const char c = *at++;

			if (c == ';')
				file[len++] = '\n';
			else if (c == '\n' || c == ' ') {
				if (file[len - 1] != ' ' &&
				    file[len - 1] != '\n')
					file[len++] = ' ';
			} else
				file[len++] = c;
			assert_true(len < sizeof(file) - 2);
		}
		file[len++] = '\n';
		file[len] = '\0';
		if (strstr(file, "(alone) ") != NULL)
			memmove(strstr(file, "(alone) "),
			    strstr(file, "(alone) ") + 8,
			    strlen(strstr(file, "(alone) ") + 8) + 1);
		r = RUN(file, "--answers=-", "--json");
		snprintf(want, sizeof(want), "\"%s\"", rule);
		if (strstr(r.out, want) == NULL)
			fail_msg("%s\n%s%s", file, r.out, r.err);
		run_free(&r);
		tried++;
	}
	assert_int_equal(tried, 72);
	run_free(&proof);
}

static void test_table(void **state)
{
	struct run_result r = RUN(NULL, "--table");
	size_t col = 0;

	(void)state;
	for (size_t i = 0; i < r.out_len; i++) {
		/* the text is ASCII, so bytes are columns */
		col = r.out[i] == '\n' ? 0 : col + 1;
		assert_true(col <= 80);
	}
	assert_non_null(strstr(r.out, "\nE08  ed        saddle is yes"));
	assert_non_null(strstr(r.out, "\nS04  14 days   pattern has stand"));
	assert_non_null(strstr(r.out, "[bmjbp-ces,"));
	assert_non_null(strstr(r.out, "newweak"));
	assert_non_null(strstr(r.out, "3. saddle (one of)"));
	expect(&r, 0, "R07", NULL);
}

/* A pack without a self-check, and one whose rules are not fit for use. */
static void test_closed(void **state)
{
	static const char *const ways[] = { "--answers=-", "--prove",
		"--table" };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct run_result r = run_program(
		    (const char *const[]){ "lumbar",
			"--content=" LUMBAR_SOURCE_DIR "/tests/lint/clean",
			"self-check", ways[i], NULL },
		    NULL, "[answers]\nage = 41\n");

		assert_int_equal(r.out_len, 0);
		expect(&r, 3, NULL, "Emergency: call");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_every_result_has_the_safety_net),
		cmocka_unit_test(test_every_region_has_its_number),
		cmocka_unit_test(test_order_of_the_text),
		cmocka_unit_test(test_nothing_is_stored),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_usage),
		cmocka_unit_test(test_prove),
		cmocka_unit_test(test_witnesses_are_true),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_closed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
