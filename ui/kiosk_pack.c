#include "kiosk_pack.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/die.h"
#include "check/lint.h"
#include "content/review.h"
#include "journal.h"
#include "pack_record.h"
#include "widgets/self_check.h"
#include "content/catalog_language.h"

static void drop(struct catalog *catalog)
{
	if (catalog == NULL)
		return;
	catalog_close(catalog);
	free(catalog);
}

static struct catalog *open_one(
    const struct kiosk_pack *pack, const char *path, struct diag *diag)
{
	struct catalog *catalog = die_alloc(sizeof(*catalog));

	memset(catalog, 0, sizeof(*catalog));
	if (catalog_open(catalog, path, pack->lang, pack->region, diag) ==
	    STATUS_OK)
		return catalog;
	drop(catalog);
	return NULL;
}

void kiosk_pack_close(struct kiosk_pack *pack)
{
	drop(pack->current);
	pack->current = NULL;
}

void kiosk_pack_lint(const char *path, struct diag *diag)
{
	char today[REVIEW_DAY_CAP];

	review_today(time(NULL), today);
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
	/* all pages at once took more than a kiosk keeps */
	arena_give_back();
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

static bool has_rules(const struct catalog *catalog)
{
	return catalog != NULL && catalog->triage[0] != '\0';
}

/* Found good as it is: before, or by another kiosk. */
static bool is_recorded(const struct kiosk_pack *pack, const struct pack_id *id)
{
	struct pack_record record;

	return pack_record_read(pack->state, pack->path, &record) &&
	       pack_id_same(id, &record.id);
}

/* A pack that may be shown, or NULL and why not. */
static struct catalog *open_good(const struct kiosk_pack *pack,
    const char *path, const struct pack_id *id, const char **why)
{
	struct catalog *const catalog = open_one(pack, path, NULL);
	const bool known = is_recorded(pack, id);
	const char *lang;

	*why = NULL;
	if (catalog == NULL)
		*why = "it cannot be opened";
	else if (!known && count_errors(path) > 0)
		*why = "lumbar lint finds errors in it";
	else if (!has_rules(catalog) && has_rules(pack->current))
		*why = "it has no self-check";
	else if (!known && has_rules(catalog) &&
		 !kiosk_pack_proves(catalog, &lang))
		*why = "the rules of its self-check do not prove";
	if (*why == NULL)
		return catalog;
	drop(catalog);
	return NULL;
}

static void tell_heartbeat(const struct kiosk_pack *pack, const char *why)
{
	char real[PATH_MAX];
	const char *which = pack->path;

	if (pack->heartbeat == NULL)
		return;
	if (realpath(pack->path, real) != NULL)
		which = real;
	heartbeat_refuse(pack->heartbeat, which, why, (int64_t)time(NULL));
}

static void refuse(
    struct kiosk_pack *pack, const struct pack_id *id, const char *why)
{
	pack->has_bad = true;
	pack->bad = *id;
	tell_heartbeat(pack, why);
	if (pack->good)
		journal_say("the new pack is not used, %s; the last good one "
			    "stays",
		    why);
	else
		journal_say("the pack is not good, %s; there is no other, so "
			    "it is shown",
		    why);
}

static void adopt(struct kiosk_pack *pack, const struct pack_id *id)
{
	struct pack_record record = { .id = *id };

	pack->id = *id;
	pack->good = true;
	if (pack->has_bad)
		tell_heartbeat(pack, NULL);
	pack->has_bad = false;
	if (!is_recorded(pack, id) && realpath(pack->path, record.real) != NULL)
		(void)pack_record_write(pack->state, pack->path, &record);
}

/* The one that was good before, if it is still there and good. */
static bool go_back(struct kiosk_pack *pack, const struct pack_record *record)
{
	struct pack_id id;
	const char *why;

	memcpy(pack->real, record->real, sizeof(pack->real));
	if (!pack_id_look(pack->real, &id))
		return false;
	pack->current = open_good(pack, pack->real, &id, &why);
	if (pack->current == NULL)
		return false;
	pack->id = id;
	pack->good = true;
	return true;
}

/* What is there is not what was found good: it is looked at first. */
static void open_other(struct kiosk_pack *pack,
    const struct pack_record *record, const struct pack_id *id)
{
	const char *why;

	pack->current = open_good(pack, pack->path, id, &why);
	if (pack->current != NULL) {
		adopt(pack, id);
		return;
	}
	if (go_back(pack, record))
		refuse(pack, id, why);
}

bool kiosk_pack_open(struct kiosk_pack *pack, struct diag *diag)
{
	struct pack_record record;
	struct pack_id id;

	pack->current = NULL;
	pack->good = pack->has_bad = false;
	(void)pack_id_look(pack->path, &id);
	if (pack_record_read(pack->state, pack->path, &record)) {
		if (!pack_id_same(&id, &record.id))
			open_other(pack, &record, &id);
		else
			pack->good = true;
		if (pack->current != NULL)
			return true;
	}
	/* the first start, or all are bad: better this than nothing */
	pack->id = id;
	pack->current = open_one(pack, pack->path, diag);
	return pack->current != NULL;
}

/* Whether it was seen, and refused, as it is. */
static bool is_refused(const struct kiosk_pack *pack, const struct pack_id *id)
{
	return pack->has_bad && pack_id_same(id, &pack->bad);
}

/* The pack as it is now, in one's turn; NULL also when it is in use. */
static struct catalog *judge(struct kiosk_pack *pack, const struct pack_id *id)
{
	const bool in_use = pack_id_same(id, &pack->id);
	const char *why;
	struct catalog *const renewed = open_good(pack, pack->path, id, &why);

	if (renewed == NULL) {
		refuse(pack, id, why);
		return NULL;
	}
	adopt(pack, id);
	if (!in_use)
		return renewed;
	/* only now it is known to be good */
	drop(renewed);
	return NULL;
}

struct catalog *kiosk_pack_renew(struct kiosk_pack *pack)
{
	const bool same = pack_id_is(&pack->id, pack->path);
	struct catalog *renewed;
	struct pack_id id;
	bool there;
	int turn;

	if (same && pack->good) {
		/* the link leads back: nothing is refused any more */
		if (pack->has_bad)
			tell_heartbeat(pack, NULL);
		pack->has_bad = false;
		return NULL;
	}
	there = pack_id_look(pack->path, &id);
	if (is_refused(pack, &id))
		return NULL;
	if (there && pack->fixed && !same) {
		refuse(pack, &id,
		    "it took the place of a folder, not of a link, so it is "
		    "read after a restart");
		return NULL;
	}
	/* on a later slide, then, and what was found by then */
	if (!pack_record_turn(pack->state, &turn))
		return NULL;
	renewed = judge(pack, &id);
	if (turn >= 0)
		close(turn);
	return renewed;
}

void kiosk_pack_keep(struct kiosk_pack *pack, struct catalog *renewed)
{
	drop(pack->current);
	pack->current = renewed;
}

/* ---- what has to be readable ---- */

static bool is_link(const char *path)
{
	char bare[PATH_MAX];
	struct stat st;
	size_t len = strlen(path);

	if (len >= sizeof(bare))
		return false;
	memcpy(bare, path, len + 1);
	while (len > 1 && bare[len - 1] == '/')
		bare[--len] = '\0';
	return lstat(bare, &st) == 0 && S_ISLNK(st.st_mode);
}

const char *kiosk_pack_room(
    const char *path, const char *state, struct arena *arena, bool *fixed)
{
	struct pack_record record;
	char real[PATH_MAX];
	char *slash;

	*fixed = true;
	if (realpath(path, real) == NULL) {
		/* a link that leads nowhere: the last good one may be there */
		if (!pack_record_read(state, path, &record))
			return path;
		memcpy(real, record.real, sizeof(real));
	}
	slash = strrchr(real, '/');
	if (is_link(path) && slash != real) {
		*fixed = false;
		*slash = '\0';
	}
	return arena_copy(arena, real, strlen(real));
}
