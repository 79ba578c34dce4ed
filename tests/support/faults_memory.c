/*
 * faults_memory.c - every allocation of SQLite fails.
 */
#include "support/faults.h"

#include <sqlite3.h>
#include <stddef.h>

static sqlite3_mem_methods real_memory;
static long allocations, allocation_fails;

static void *fail_malloc(int len)
{
	allocations++;
	if (allocation_fails != 0 && allocations == allocation_fails)
		return NULL;
	return real_memory.xMalloc(len);
}

static void *fail_realloc(void *old, int len)
{
	allocations++;
	if (allocation_fails != 0 && allocations == allocation_fails)
		return NULL;
	return real_memory.xRealloc(old, len);
}

void faults_memory_begin(void)
{
	sqlite3_mem_methods memory;

	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory);
	memory = real_memory;
	memory.xMalloc = fail_malloc;
	memory.xRealloc = fail_realloc;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &memory);
}

void faults_memory(long at)
{
	allocations = 0;
	allocation_fails = at;
}

long faults_memory_stop(void)
{
	allocation_fails = 0;
	return allocations;
}
