#include "kiosk_pack.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/die.h"
#include "check/lint.h"
#include "journal.h"
#include "widgets/self_check.h"

static void drop(struct catalog *catalog)
{
	if (catalog == NULL)
		return;
	catalog_close(catalog);
	free(catalog);
}

static struct catalog *open_one(
    const struct kiosk_pack *pack, struct diag *diag)
{
	struct catalog *catalog = die_alloc(sizeof(*catalog));

	memset(catalog, 0, sizeof(*catalog));
	if (catalog_open(catalog, pack->path, pack->lang, pack->region, diag) ==
	    STATUS_OK)
		return catalog;
	drop(catalog);
	return NULL;
}

bool kiosk_pack_open(struct kiosk_pack *pack, const char *path,
    const char *lang, const char *region, struct diag *diag)
{
	struct stat st;

	memset(pack, 0, sizeof(*pack));
	pack->path = path;
	pack->lang = lang;
	pack->region = region;
	if (stat(path, &st) == 0) {
		pack->device = st.st_dev;
		pack->inode = st.st_ino;
	}
	pack->current = open_one(pack, diag);
	return pack->current != NULL;
}

void kiosk_pack_close(struct kiosk_pack *pack)
{
	drop(pack->current);
	pack->current = NULL;
}

void kiosk_pack_lint(const char *path, struct diag *diag)
{
	const time_t now = time(NULL);
	char today[16] = "";
	struct tm tm;

	if (localtime_r(&now, &tm) != NULL)
		strftime(today, sizeof(today), "%Y-%m-%d", &tm);
	(void)lint_pack(path, today, diag);
}

static size_t count_errors(const char *path)
{
	struct arena arena;
	struct diag diag;
	size_t errors;

	arena_init(&arena);
	diag_init(&diag, &arena);
	kiosk_pack_lint(path, &diag);
	errors = diag.count[DIAG_ERROR];
	arena_free(&arena);
	return errors;
}

static bool proves(const struct catalog *catalog)
{
	struct self_check *check = self_check_open(catalog, NULL);
	const bool good = check->open;

	self_check_close(check);
	return good;
}

bool kiosk_pack_proves(const struct catalog *catalog, const char **lang)
{
	bool good = true;

	for (size_t i = 0; i < catalog->nlangs && good; i++) {
		struct catalog other;

		*lang = catalog->langs[i].code;
		good = catalog_open_language(&other, catalog, *lang, NULL) ==
		           STATUS_OK &&
		       proves(&other);
		catalog_close(&other);
	}
	return good;
}

static void refuse(
    struct kiosk_pack *pack, const struct stat *st, const char *why)
{
	pack->has_bad = true;
	pack->bad_device = st->st_dev;
	pack->bad_inode = st->st_ino;
	journal_say(
	    "the new pack is not used, %s; the last good one stays", why);
}

struct catalog *kiosk_pack_renew(struct kiosk_pack *pack)
{
	struct catalog *renewed;
	const char *lang;
	struct stat st;

	if (stat(pack->path, &st) != 0 ||
	    (st.st_dev == pack->device && st.st_ino == pack->inode) ||
	    (pack->has_bad && st.st_dev == pack->bad_device &&
		st.st_ino == pack->bad_inode))
		return NULL;
	renewed = open_one(pack, NULL);
	if (renewed == NULL) {
		refuse(pack, &st, "it cannot be opened");
		return NULL;
	}
	if (count_errors(pack->path) > 0) {
		refuse(pack, &st, "lumbar lint finds errors in it");
	} else if (!kiosk_pack_proves(renewed, &lang)) {
		refuse(pack, &st, "the rules of its self-check do not prove");
	} else {
		pack->device = st.st_dev;
		pack->inode = st.st_ino;
		return renewed;
	}
	drop(renewed);
	return NULL;
}

void kiosk_pack_keep(struct kiosk_pack *pack, struct catalog *renewed)
{
	drop(pack->current);
	pack->current = renewed;
}
