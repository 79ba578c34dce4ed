/*
 * temp_pack.h - content packs made on the fly, for tests.
 *
 * A folder of its own below $TMPDIR or the system's place for such things,
 * removed by temp_pack_remove. Included by one test program at a time, so
 * everything is static.
 */
#ifndef LUMBAR_TESTS_TEMP_PACK_H
#define LUMBAR_TESTS_TEMP_PACK_H

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"

#define TEMP_PACK_MAYBE __attribute__((unused)) static

#define TEMP_PACK_INI                                              \
	"[pack]\nid = test\ntitle = Test pack\nversion = 2026.1\n" \
	"languages = en\ndefault_region = uk\nmin_lumbar = 0.1.0\n"

#define TEMP_PACK_REGION                                               \
	"[region:uk]\ntitle = United Kingdom\nchecked = 2026-11-22\n"  \
	"emergency = 999\nadvice = NHS 111\nadvice_name = NHS 111\n"   \
	"ed = A&E\ned_long = A&E (the hospital)\ngp = GP\n"            \
	"gp_office = GP surgery\nurgent_centre = a treatment centre\n" \
	"pharmacist = pharmacist\nphysio = physiotherapist\n"          \
	"physiotherapy = physiotherapy\nmaternity = your midwife\n"    \
	"crisis = Samaritans on 116 123\nabuse = a helpline\n"         \
	"paracetamol = paracetamol\n"

#define TEMP_PACK_SOURCES                                            \
	"[source:one-2020]\ntitle = One\nbody = Body\nyear = 2020\n" \
	"url = https://example.org/one\nseen = yes\n"

#define TEMP_PACK_TOPIC "[topic:causes]\ntitle = Causes\nsummary = Why.\n"

#define TEMP_PACK_ARTICLE(id)                                           \
	"[article:" id "]\ntopic = causes\nfile = articles/" id ".md\n" \
	"title = The " id "\nsummary = About it.\nkeywords = word\n"    \
	"sources = one-2020\nreviewed = 2026-11-22\n"                   \
	"next_review = 2028-11-01\n"

#define TEMP_PACK_INDEX TEMP_PACK_TOPIC TEMP_PACK_ARTICLE("good")

#define TEMP_PACK_GOOD_MD "Pain can go down a leg.\n\n> [!EMERGENCY]\n> Go.\n"

struct temp_pack {
	char path[256];
};

TEMP_PACK_MAYBE void temp_pack_fail(const char *what)
{
	fprintf(stderr, "temp_pack: %s: %s\n", what, strerror(errno));
	abort();
}

TEMP_PACK_MAYBE void temp_pack_name(
    const struct temp_pack *pack, const char *name, char out[1024])
{
	if (snprintf(out, 1024, "%s/%s", pack->path, name) >= 1024)
		temp_pack_fail(name);
}

TEMP_PACK_MAYBE void temp_pack_folders(char *path)
{
	char *at;

	for (at = path + 1; (at = strchr(at, '/')) != NULL; at++) {
		*at = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST)
			temp_pack_fail(path);
		*at = '/';
	}
}

TEMP_PACK_MAYBE void temp_pack_write(const struct temp_pack *pack,
    const char *name, const void *data, size_t len)
{
	char path[1024];
	FILE *out;

	temp_pack_name(pack, name, path);
	temp_pack_folders(path);
	out = fopen(path, "wb");
	if (out == NULL || fwrite(data, 1, len, out) != len || fclose(out) != 0)
		temp_pack_fail(path);
}

TEMP_PACK_MAYBE void temp_pack_put(
    const struct temp_pack *pack, const char *name, const char *text)
{
	temp_pack_write(pack, name, text, strlen(text));
}

TEMP_PACK_MAYBE void temp_pack_drop(
    const struct temp_pack *pack, const char *name)
{
	char path[1024];

	temp_pack_name(pack, name, path);
	if (unlink(path) != 0)
		temp_pack_fail(path);
}

TEMP_PACK_MAYBE void temp_pack_make_empty(struct temp_pack *pack)
{
	const char *base = getenv("TMPDIR");

	snprintf(pack->path, sizeof(pack->path), "%s/lumbar-test-XXXXXX",
	    base == NULL ? P_tmpdir : base);
	if (mkdtemp(pack->path) == NULL)
		temp_pack_fail(pack->path);
}

/* A small pack without any fault. */
TEMP_PACK_MAYBE void temp_pack_make(struct temp_pack *pack)
{
	temp_pack_make_empty(pack);
	temp_pack_put(pack, "pack.ini", TEMP_PACK_INI);
	temp_pack_put(pack, "region.ini", TEMP_PACK_REGION);
	temp_pack_put(pack, "sources.ini", TEMP_PACK_SOURCES);
	temp_pack_put(pack, "en/index.ini", TEMP_PACK_INDEX);
	temp_pack_put(pack, "en/articles/good.md", TEMP_PACK_GOOD_MD);
}

TEMP_PACK_MAYBE int temp_pack_unlink(
    const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

TEMP_PACK_MAYBE void temp_pack_remove(const struct temp_pack *pack)
{
	if (nftw(pack->path, temp_pack_unlink, 16, FTW_DEPTH | FTW_PHYS) != 0)
		temp_pack_fail(pack->path);
}

/* Whether diag has an item of this file and line whose text holds part. */
TEMP_PACK_MAYBE bool temp_pack_told(
    const struct diag *diag, const char *file, unsigned line, const char *part)
{
	size_t i;

	for (i = 0; i < diag->n; i++) {
		const struct diag_item *item = &diag->items[i];

		if (item->line == line &&
		    strcmp(item->file == NULL ? "" : item->file, file) == 0 &&
		    strstr(item->text, part) != NULL)
			return true;
	}
	diag_print(diag, stderr);
	fprintf(stderr, "not told: %s:%u: %s\n", file, line, part);
	return false;
}

#endif
