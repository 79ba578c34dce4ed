#include "support/folder.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char before[4096], inside[4200];

int folder_enter(void **state)
{
	(void)state;
	if (getcwd(before, sizeof(before)) == NULL)
		return -1;
	snprintf(inside, sizeof(inside), "%s/folder-XXXXXX", before);
	return mkdtemp(inside) != NULL ? chdir(inside) : -1;
}

int folder_leave(void **state)
{
	char name[256];

	(void)state;
	if (chdir(inside) != 0)
		return -1;
	while (folder_count(name, sizeof(name)) > 0) {
		if (unlink(name) != 0)
			return -1;
	}
	return chdir(before) == 0 ? rmdir(inside) : -1;
}

size_t folder_count(char *name, size_t cap)
{
	DIR *dir = opendir(".");
	const struct dirent *entry;
	size_t n = 0;

	if (dir == NULL)
		abort();
	while ((entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		n++;
		if (name != NULL)
			snprintf(name, cap, "%s", entry->d_name);
	}
	closedir(dir);
	return n;
}

char *folder_read(const char *name, unsigned *mode)
{
	char *text = calloc(1, 65536);
	struct stat st;
	FILE *in;

	if (text == NULL || lstat(name, &st) != 0 ||
	    (in = fopen(name, "r")) == NULL)
		abort();
	if (fread(text, 1, 65535, in) == 0)
		abort();
	fclose(in);
	*mode = st.st_mode & 07777;
	return text;
}
