#include "visit/counters_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "visit/store_file.h"

const char *counters_text(int64_t n, char out[COUNTERS_TEXT_CAP])
{
	if (n == COUNTERS_FEW)
		snprintf(out, COUNTERS_TEXT_CAP, "<%d", COUNTERS_FEW_BELOW);
	else if (n == COUNTERS_WITHHELD)
		snprintf(out, COUNTERS_TEXT_CAP, "withheld");
	else
		snprintf(out, COUNTERS_TEXT_CAP, "%lld", (long long)n);
	return out;
}

enum store_health counters_health(struct counters *counters)
{
	return store_health(counters_store(counters));
}

bool counters_files(const char *folder, int64_t *bytes, int *aside)
{
	struct store_files files;
	const bool there = store_file_look(folder, COUNTERS_FILE, &files);

	*bytes = files.bytes;
	*aside = files.aside;
	return there;
}

bool counters_last(struct counters *counters, int64_t *day)
{
	struct store *const store = counters_store(counters);
	struct sqlite3_stmt *row;
	bool found = false;

	row = store_query(store,
	    "SELECT max(day) FROM"
	    " (SELECT max(day) AS day FROM past WHERE day BETWEEN ?1 AND ?2"
	    " UNION ALL"
	    " SELECT max(day) FROM today WHERE day BETWEEN ?1 AND ?2)",
	    "ii", COUNTERS_FIRST_DAY, COUNTERS_LAST_DAY);
	if (store_step(store, row) && store_number(store, row, 0) > 0) {
		*day = store_number(store, row, 0);
		found = true;
	}
	store_end(store, row);
	return found;
}

struct table {
	struct counters_row *rows;
	size_t n, cap;
};

static struct counters_row *add_row(struct table *table, struct arena *arena)
{
	if (table->n == table->cap) {
		const size_t cap = table->cap == 0 ? 64 : table->cap * 2;

		table->rows = arena_grow(arena, table->rows,
		    table->cap * sizeof(*table->rows),
		    cap * sizeof(*table->rows));
		table->cap = cap;
	}
	return &table->rows[table->n++];
}

static bool is_few(int64_t n)
{
	return n > 0 && n < COUNTERS_FEW_BELOW;
}

/* One day; n are the numbers as they are. Begun - idle - finished = rest. */
static void hide_few(struct counters_row *rows, size_t n)
{
	int64_t of[COUNTERS_KINDS] = { 0 };
	int64_t rest;

	for (size_t i = 0; i < n; i++)
		of[rows[i].kind] = rows[i].n;
	rest = of[COUNTERS_VISIT_BEGUN] - of[COUNTERS_VISIT_IDLE] -
	       of[COUNTERS_VISIT_FINISHED];
	for (size_t i = 0; i < n; i++) {
		if (is_few(rows[i].n))
			rows[i].n = COUNTERS_FEW;
		else if (rows[i].kind == COUNTERS_VISIT_BEGUN &&
			 (is_few(of[COUNTERS_VISIT_IDLE]) ||
			     is_few(of[COUNTERS_VISIT_FINISHED]) ||
			     is_few(rest) || is_few(-rest)))
			rows[i].n = COUNTERS_WITHHELD;
	}
}

size_t counters_read(struct counters *counters, int64_t first, int64_t last,
    struct arena *arena, const struct counters_row **out)
{
	struct store *const store = counters_store(counters);
	struct table table = { NULL, 0, 0 };
	struct sqlite3_stmt *row;
	size_t day = 0; /* where the rows of this one begin */

	*out = NULL;
	row = store_query(store,
	    "SELECT day, key, sum(n) FROM"
	    " (SELECT day, key, n FROM past UNION ALL"
	    " SELECT day, key, n FROM today)"
	    " WHERE day BETWEEN ?1 AND ?2"
	    " AND typeof(n) = 'integer' AND n BETWEEN 1 AND ?3"
	    " GROUP BY day, key ORDER BY day, key",
	    "iii", first > COUNTERS_FIRST_DAY ? first : COUNTERS_FIRST_DAY,
	    last < COUNTERS_LAST_DAY ? last : COUNTERS_LAST_DAY, COUNTERS_MAX);
	while (store_step(store, row)) {
		struct counters_row next;

		next.day = store_number(store, row, 0);
		next.n = store_number(store, row, 2);
		if (!counters_read_key(
			store_text(store, row, 1, arena), &next.kind, &next.id))
			continue;
		if (table.n > day && table.rows[day].day != next.day) {
			hide_few(table.rows + day, table.n - day);
			day = table.n;
		}
		*add_row(&table, arena) = next;
	}
	store_end(store, row);
	hide_few(table.rows + day, table.n - day);
	*out = table.rows;
	return table.n;
}

/* By name: in the order of the kinds, a kind's by id. */
static int compare_rows(const void *a, const void *b)
{
	const struct counters_row *const x = a, *const y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return strcmp(x->id, y->id);
}

size_t counters_sums(const struct counters_row *rows, size_t n,
    struct arena *arena, const struct counters_row **out)
{
	struct counters_row *const sums = arena_alloc(arena, n * sizeof(*sums));
	size_t nsums = 0;

	*out = sums;
	if (n == 0)
		return 0;
	memcpy(sums, rows, n * sizeof(*sums));
	qsort(sums, n, sizeof(*sums), compare_rows);
	for (size_t i = 0; i < n; i++) {
		const struct counters_row row = sums[i];
		struct counters_row *sum = &sums[nsums];

		if (nsums > 0 && compare_rows(sum - 1, &row) == 0) {
			sum--;
		} else {
			*sum = row;
			sum->day = sum->n = 0;
			nsums++;
		}
		if (row.n < COUNTERS_FEW_BELOW)
			continue;
		sum->day++;
		sum->n += row.n;
	}
	return nsums;
}
