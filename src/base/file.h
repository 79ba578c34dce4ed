/*
 * file.h - read whole files, from inside one folder only.
 *
 * A root is the content pack's folder. Names are relative to it; nothing
 * outside is ever opened: no "..", no absolute name, no symbolic link, regular
 * files only, never blocking. (openat2 RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS |
 * RESOLVE_NO_MAGICLINKS; where the kernel lacks it, a walk with O_NOFOLLOW.)
 */
#ifndef LUMBAR_FILE_H
#define LUMBAR_FILE_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/status.h"
#include "base/text.h"

struct file_root {
	int fd;           /* -1 when closed */
	const char *path; /* as given; borrowed; for messages */
};

enum status file_root_open(
    struct file_root *root, const char *path, struct diag *diag);
/* The same folder once more, whatever its path leads to by now. */
enum status file_root_again(
    struct file_root *root, const struct file_root *of, struct diag *diag);
void file_root_close(struct file_root *root);

/*
 * The bytes of a text file in the root, with a BOM removed and CRLF made LF,
 * and with a newline (not counted in len) and a NUL behind them. At most cap
 * bytes. Bad UTF-8, NUL, bare CR and control characters other than tab and
 * newline are STATUS_BAD, with one diag (file:line) for each line that has
 * them. The diag's file is the name relative to the root.
 */
enum status file_read(const struct file_root *root, const char *name,
    size_t cap, struct arena *arena, struct slice *out, struct diag *diag);

/* The same, with the bytes as they are and nothing refused for them. */
enum status file_read_bytes(const struct file_root *root, const char *name,
    size_t cap, struct arena *arena, struct slice *out, struct diag *diag);

/*
 * Call each(name, arg) for every regular file under dir (relative, "" = the
 * root), names relative to the root, sorted; depth at most 8. For lint.
 */
enum status file_list(const struct file_root *root, const char *dir,
    void (*each)(const char *name, void *arg), void *arg, struct diag *diag);

#endif
