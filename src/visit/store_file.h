/*
 * store_file.h - the folder and the files that a store is kept in. For
 * store_open.c only. Each tells by errno why it failed.
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

/* Wait for one's turn to set a damaged file aside; close ends it. */
int store_file_lock(const char *path);

/*
 * Give the file and what belongs to it a name that is free, such as
 * "progress.db.bad-20261128-081500"; name gets it, without the folder.
 */
bool store_file_set_aside(
    const char *path, int64_t now, char *name, size_t cap);

#endif
