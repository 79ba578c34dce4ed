/*
 * driver.c - runs a fuzz target over files and folders, without libFuzzer.
 *
 * Each input is also run cut short at a few places, so that the corpus tries
 * unfinished text too. Every input lies at the end of an allocation of just
 * its size: sanitizers then see a read behind it.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void run_bytes(const uint8_t *data, size_t len)
{
	uint8_t *copy = malloc(len > 0 ? len : 1);

	if (copy == NULL)
		abort();
	if (len > 0)
		memcpy(copy, data, len);
	LLVMFuzzerTestOneInput(copy, len);
	free(copy);
}

static int run_file(const char *path)
{
	static const size_t cuts[] = { 1, 2, 3, 5, 8 };
	FILE *file = fopen(path, "rb");
	uint8_t *data = malloc(1u << 20);
	size_t len, i;

	if (file == NULL || data == NULL) {
		fprintf(stderr, "%s: cannot read\n", path);
		if (file != NULL)
			fclose(file);
		free(data);
		return 1;
	}
	len = fread(data, 1, 1u << 20, file);
	fclose(file);
	run_bytes(data, len);
	for (i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++)
		run_bytes(data, len * cuts[i] / 9);
	free(data);
	return 0;
}

static int run_folder(const char *path)
{
	struct dirent **names;
	int n = scandir(path, &names, NULL, alphasort);
	int bad = 0, ran = 0, i;

	for (i = 0; i < n; i++) {
		char name[4096];

		snprintf(name, sizeof(name), "%s/%s", path, names[i]->d_name);
		if (names[i]->d_name[0] != '.') {
			bad |= run_file(name);
			ran++;
		}
		free(names[i]);
	}
	if (n >= 0)
		free(names);
	printf("%s: %d inputs\n", path, ran);
	if (ran == 0)
		fprintf(stderr, "%s: no inputs\n", path);
	return bad || ran == 0;
}

int main(int argc, char **argv)
{
	int bad = 0, i;

	run_bytes(NULL, 0);
	for (i = 1; i < argc; i++) {
		struct stat st;

		if (stat(argv[i], &st) == 0 && S_ISDIR(st.st_mode))
			bad |= run_folder(argv[i]);
		else
			bad |= run_file(argv[i]);
	}
	return bad;
}
