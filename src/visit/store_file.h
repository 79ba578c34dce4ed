/*
 * store_file.h - the folder and the files in which something is kept. For the
 * files of this folder only. Each tells by errno why it failed.
 */
#ifndef LUMBAR_STORE_FILE_H
#define LUMBAR_STORE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A folder with all that is above it, each new one only for its owner. */
bool store_file_folders(const char *folder);

/* An empty file that only its owner may read, unless there is one. */
bool store_file_make(const char *path);

/*
 * One's turn at what several programs would do to a file, such as setting it
 * aside; close ends it. Without wait it is -1 with EWOULDBLOCK where another
 * one has it.
 */
int store_file_lock(const char *path, bool wait);

/*
 * Give the file and what belongs to it a name that is free, such as
 * "progress.db.bad-20261128-081500"; name gets it, without the folder.
 */
bool store_file_set_aside(
    const char *path, int64_t now, char *name, size_t cap);

/*
 * Write a small file whose text is read as a whole, or not at all, under the
 * name path, for its owner. Without sync it need not be there after a power
 * cut.
 */
bool store_file_replace(
    const char *path, const char *text, size_t len, bool sync);

/*
 * What keeps the disk of a folder, or of where it would be, from taking more,
 * as a part of a sentence; NULL: nothing that could be seen.
 */
const char *store_file_trouble(const char *folder);

/* What a folder has of a store: its files, and those that were set aside. */
struct store_files {
	int64_t bytes; /* of all of them */
	int aside;     /* files with "bad" in their name, without their logs */
};

/* False when the folder cannot be read. */
bool store_file_look(
    const char *folder, const char *file, struct store_files *out);

#endif
