#include "support/pack_link.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

void pack_link_make(struct pack_link *packs, const char *folder)
{
	if (snprintf(packs->folder, sizeof(packs->folder), "%s/packs",
		folder) >= (int)sizeof(packs->folder) ||
	    mkdir(packs->folder, 0755) != 0)
		abort();
	snprintf(packs->current, sizeof(packs->current), "%s/current", folder);
}

void pack_link_copy(
    const struct pack_link *packs, const char *from, const char *name)
{
	char command[2 * PATH_MAX];

	if (snprintf(command, sizeof(command), "cp -r '%s/%s' '%s/%s'",
		LUMBAR_SOURCE_DIR, from, packs->folder,
		name) >= (int)sizeof(command) ||
	    system(command) != 0)
		abort();
}

void pack_link_write(const struct pack_link *packs, const char *name,
    const char *file, const char *text)
{
	char path[PATH_MAX + 256];
	FILE *out;

	snprintf(path, sizeof(path), "%s/%s/%s", packs->folder, name, file);
	if (text == NULL) {
		if (remove(path) != 0)
			abort();
		return;
	}
	out = fopen(path, "w");
	if (out == NULL || fputs(text, out) < 0 || fclose(out) != 0)
		abort();
}

void pack_link_to(const struct pack_link *packs, const char *name)
{
	char next[PATH_MAX + 32], target[512];

	snprintf(next, sizeof(next), "%s.new", packs->current);
	snprintf(target, sizeof(target), "packs/%s", name);
	if (symlink(target, next) != 0 || rename(next, packs->current) != 0)
		abort();
}
