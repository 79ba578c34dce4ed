/*
 * store_lib.h - SQLite, loaded when it is first needed.
 *
 * Linking it would cost every start of a reader about a tenth of the time to
 * the first frame, for what most starts do not use. For store_open.c only.
 */
#ifndef LUMBAR_STORE_LIB_H
#define LUMBAR_STORE_LIB_H

#include <sqlite3.h>
#include <stdbool.h>

/* Each is the function of SQLite of that name. */
struct store_lib {
	__typeof__(&sqlite3_bind_int64) bind_int64;
	__typeof__(&sqlite3_bind_text) bind_text;
	__typeof__(&sqlite3_busy_timeout) busy_timeout;
	__typeof__(&sqlite3_close) close;
	__typeof__(&sqlite3_column_bytes) column_bytes;
	__typeof__(&sqlite3_column_int64) column_int64;
	__typeof__(&sqlite3_column_text) column_text;
	__typeof__(&sqlite3_column_type) column_type;
	__typeof__(&sqlite3_db_config) db_config;
	__typeof__(&sqlite3_errmsg) errmsg;
	__typeof__(&sqlite3_errstr) errstr;
	__typeof__(&sqlite3_exec) exec;
	__typeof__(&sqlite3_finalize) finalize;
	__typeof__(&sqlite3_open_v2) open_v2;
	__typeof__(&sqlite3_prepare_v2) prepare_v2;
	__typeof__(&sqlite3_step) step;
};

/* False when it is not installed or lacks something. Never unloaded. */
bool store_lib_load(struct store_lib *lib);

#endif
