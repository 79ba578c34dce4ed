#include "visit/heartbeat.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "visit/store_file.h"

#define TEXT_CAP 1024

/* "" when the name does not fit. */
static void make_path(char path[PATH_MAX], const char *folder)
{
	if (folder[0] == '\0' || snprintf(path, PATH_MAX, "%s/" HEARTBEAT_FILE,
				     folder) >= PATH_MAX - 32)
		path[0] = '\0';
}

void heartbeat_begin(
    struct heartbeat *heartbeat, const char *folder, const char *version)
{
	memset(heartbeat, 0, sizeof(*heartbeat));
	heartbeat->version = version;
	make_path(heartbeat->path, folder);
	if (heartbeat->path[0] != '\0')
		(void)store_file_folders(folder);
}

int heartbeat_wait_ms(const struct heartbeat *heartbeat, int64_t now_ms)
{
	int64_t gone_ms;

	if (heartbeat == NULL || heartbeat->path[0] == '\0')
		return -1;
	gone_ms = now_ms - heartbeat->last_ms;
	if (heartbeat->has_news || heartbeat->beat == 0 ||
	    gone_ms >= HEARTBEAT_EVERY_MS)
		return 0;
	return (int)(HEARTBEAT_EVERY_MS - gone_ms);
}

/* Cut to fit, and on one line. */
static void take_text(char *out, size_t cap, const char *text)
{
	(void)snprintf(out, cap, "%s", text);
	for (; *out != '\0'; out++) {
		if ((unsigned char)*out < ' ' || *out == 0x7F)
			*out = '?';
	}
}

void heartbeat_refuse(
    struct heartbeat *heartbeat, const char *pack, const char *why, int64_t now)
{
	take_text(heartbeat->refused, sizeof(heartbeat->refused), pack);
	take_text(
	    heartbeat->why, sizeof(heartbeat->why), why == NULL ? "" : why);
	heartbeat->since = now;
	heartbeat->has_news = true;
}

bool heartbeat_tick(struct heartbeat *heartbeat, int64_t now_ms)
{
	char text[TEXT_CAP];
	int len;

	if (heartbeat_wait_ms(heartbeat, now_ms) != 0)
		return true;
	heartbeat->last_ms = now_ms;
	heartbeat->has_news = false;
	heartbeat->beat++;
	len = snprintf(text, sizeof(text), "pid %ld\nbeat %lu\nversion %.*s\n",
	    (long)getpid(), heartbeat->beat, HEARTBEAT_VERSION - 1,
	    heartbeat->version);
	if (heartbeat->why[0] != '\0')
		len += snprintf(text + len, sizeof(text) - (size_t)len,
		    "refused %lld %s\nwhy %s\n", (long long)heartbeat->since,
		    heartbeat->refused, heartbeat->why);
	return store_file_replace(heartbeat->path, text, (size_t)len, false);
}

/* The lines that need not be there. */
static void parse_refused(const char *text, struct heartbeat_seen *out)
{
	const char *const line = strstr(text, "\nrefused ");
	char pack[HEARTBEAT_PACK] = "", why[HEARTBEAT_WHY] = "";
	long long since;

	if (line == NULL ||
	    sscanf(line, "\nrefused %lld %511[^\n]\nwhy %127[^\n]", &since,
		pack, why) != 3 ||
	    since <= 0)
		return;
	out->since = since;
	take_text(out->refused, sizeof(out->refused), pack);
	take_text(out->why, sizeof(out->why), why);
}

static bool parse(const char *text, struct heartbeat_seen *out)
{
	if (sscanf(text, "pid %lu\nbeat %lu\nversion %31[!-~]", &out->pid,
		&out->beat, out->version) == 3) {
		parse_refused(text, out);
		return true;
	}
	errno = EINVAL;
	return false;
}

bool heartbeat_read(const char *folder, int64_t now, struct heartbeat_seen *out)
{
	const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	char path[PATH_MAX], text[TEXT_CAP];
	struct stat st = { 0 };
	ssize_t len = -1;
	int fd;

	memset(out, 0, sizeof(*out));
	make_path(path, folder);
	fd = open(path, flags);
	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		len = read(fd, text, sizeof(text) - 1);
	close(fd);
	out->age_s = now - (int64_t)st.st_mtime;
	text[len > 0 ? len : 0] = '\0';
	return parse(text, out);
}
