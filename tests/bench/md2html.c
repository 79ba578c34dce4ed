/*
 * md2html.c - md4c's own HTML renderer as a program, like md4c's md2html:
 * the quickest peer there is. usage: bench_md2html FILE
 */
#include <md4c-html.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <fcntl.h>

struct buffer {
	char *ptr;
	size_t len, cap;
};

static void add(const MD_CHAR *text, MD_SIZE len, void *arg)
{
	struct buffer *buffer = arg;

	if (buffer->len + len > buffer->cap) {
		buffer->cap = (buffer->len + len) * 3 / 2 + 65536;
		buffer->ptr = realloc(buffer->ptr, buffer->cap);
		if (buffer->ptr == NULL)
			exit(1);
	}
	memcpy(buffer->ptr + buffer->len, text, len);
	buffer->len += len;
}

int main(int argc, char **argv)
{
	struct buffer buffer = { NULL, 0, 0 };
	const char *text = "";
	struct stat st;
	int fd;

	if (argc != 2 || (fd = open(argv[1], O_RDONLY)) < 0 ||
	    fstat(fd, &st) != 0)
		return 1;
	if (st.st_size > 0) {
		text = mmap(
		    NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (text == MAP_FAILED)
			return 1;
	}
	if (md_html(text, (MD_SIZE)st.st_size, add, &buffer, MD_DIALECT_GITHUB,
		0) != 0)
		return 1;
	return buffer.len > 0 &&
	       fwrite(buffer.ptr, 1, buffer.len, stdout) != buffer.len;
}
