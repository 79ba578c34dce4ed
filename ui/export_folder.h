/*
 * export_folder.h - the folder that pages are exported into.
 *
 * Made if it is not there. A file in it EXPORT_MARKER names those that are
 * lumbar's: they alone are ever replaced or removed. Each file has its name
 * only when all of it is on the disk. Names are plain names, so that nothing
 * outside of the folder is reached, and a link in place of a file is replaced,
 * never followed. What a kill leaves is put right by the next export.
 */
#ifndef LUMBAR_EXPORT_FOLDER_H
#define LUMBAR_EXPORT_FOLDER_H

#include "base/arena.h"
#include "base/text.h"

#define EXPORT_MARKER "lumbar-export.txt"

struct export_folder {
	int fd; /* -1 when closed */
	struct arena *arena;
	const char **ours; /* names that the marker has */
	size_t nours;
};

/*
 * All return 0 or an errno. EWOULDBLOCK: another export is at work there.
 * Whatever comes of it, export_folder_close is safe.
 */
int export_folder_open(
    struct export_folder *folder, const char *path, struct arena *arena);

/*
 * The first of the names that is taken by what is not ours, or NULL. Nothing
 * has been written up to here.
 */
const char *export_folder_taken(
    const struct export_folder *folder, const char *const *names, size_t n);

/* The names are ours, and so are those that were. */
int export_folder_claim(
    struct export_folder *folder, const char *const *names, size_t n);

/* A whole file, or none. Its name must have been claimed. */
int export_folder_put(
    struct export_folder *folder, const char *name, struct slice bytes);

/* Remove what is ours but none of the names; only they are ours from now on. */
int export_folder_settle(
    struct export_folder *folder, const char *const *names, size_t n);

void export_folder_close(struct export_folder *folder);

#endif
