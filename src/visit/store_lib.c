#include "visit/store_lib.h"

#include <stddef.h>

#include "base/library.h"

/* The name of the shared library that sqlite3.h belongs to. */
#define SONAME "libsqlite3.so.0"

static const struct library_function functions[] = {
	{ "sqlite3_bind_int64", offsetof(struct store_lib, bind_int64) },
	{ "sqlite3_bind_text", offsetof(struct store_lib, bind_text) },
	{ "sqlite3_busy_timeout", offsetof(struct store_lib, busy_timeout) },
	{ "sqlite3_close", offsetof(struct store_lib, close) },
	{ "sqlite3_column_bytes", offsetof(struct store_lib, column_bytes) },
	{ "sqlite3_column_int64", offsetof(struct store_lib, column_int64) },
	{ "sqlite3_column_text", offsetof(struct store_lib, column_text) },
	{ "sqlite3_column_type", offsetof(struct store_lib, column_type) },
	{ "sqlite3_db_config", offsetof(struct store_lib, db_config) },
	{ "sqlite3_errmsg", offsetof(struct store_lib, errmsg) },
	{ "sqlite3_errstr", offsetof(struct store_lib, errstr) },
	{ "sqlite3_exec", offsetof(struct store_lib, exec) },
	{ "sqlite3_finalize", offsetof(struct store_lib, finalize) },
	{ "sqlite3_open_v2", offsetof(struct store_lib, open_v2) },
	{ "sqlite3_prepare_v2", offsetof(struct store_lib, prepare_v2) },
	{ "sqlite3_step", offsetof(struct store_lib, step) },
};

bool store_lib_load(struct store_lib *lib)
{
	return library_load(
	    SONAME, functions, sizeof(functions) / sizeof(functions[0]), lib);
}
