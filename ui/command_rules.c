/*
 * lumbar self-check --prove and --table: what can be shown of the rules, and
 * the rules for somebody who is to review them.
 */
#include "cli.h"

#include <string.h>
#include <time.h>

#include "triage/prove.h"
#include "widgets/wrap.h"

#define PROVE_SEED 20261122u
#define COLS       78 /* of what is printed, inside of 80 */

struct cell {
	const char *text;
	int cols;
};

/* Cells side by side, each wrapped within its columns. */
static void put_cells(const struct cli *cli, const struct cell *cells, size_t n)
{
	struct slice rest[4];
	bool more = true;

	for (size_t i = 0; i < n; i++)
		rest[i] = slice_of(cells[i].text);
	while (more) {
		int due = 0; /* blanks before the next text */

		more = false;
		for (size_t i = 0; i < n; i++) {
			struct slice line;
			char buf[512];

			line = wrap_next(&rest[i], cells[i].cols);
			if (line.len > 0) {
				printf("%*s", due, "");
				snprintf(buf, sizeof(buf), "%.*s",
				    (int)line.len, line.ptr);
				cli_put(cli, buf);
				due = 0;
			}
			due += cells[i].cols + 1 - text_cols(line);
			more |= rest[i].len > 0;
		}
		putc('\n', stdout);
	}
}

static void put_text(const struct cli *cli, int indent, const char *text)
{
	const struct cell cells[] = { { "", indent - 1 },
		{ text, COLS - indent } };

	if (indent > 0)
		put_cells(cli, cells, 2);
	else
		put_cells(cli, cells + 1, 1);
}

static bool read_rules(struct cli *cli, struct rules *rules)
{
	const struct catalog *catalog = &cli->catalog;

	if (catalog->triage[0] == '\0') {
		diag_add(&cli->diag, DIAG_ERROR, NULL, 0,
		    "this pack has no self-check: there is nothing to print");
		return false;
	}
	return rules_read(&catalog->root, catalog->triage, &cli->arena, rules,
		   &cli->diag) == STATUS_OK;
}

static void put_version(const struct cli *cli, const struct rules *rules)
{
	char line[256];

	snprintf(line, sizeof(line),
	    "Rules %s, checksum %016llx, reviewed %s, next review %s: "
	    "%zu questions, %zu terms, %zu rules.",
	    rules->version, (unsigned long long)rules->checksum,
	    rules->reviewed, rules->next_review, rules->nquestions,
	    rules->nterms, rules->nrules);
	put_text(cli, 0, line);
}

/* ---- proof ---- */

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void put_item(const struct cli *cli, const struct prove_item *item)
{
	char line[1024];

	printf("%-6s ", item->failures == 0 ? "ok" : "FAILED");
	cli_put(cli, item->id);
	putc('\n', stdout);
	put_text(cli, 7, item->claim);
	snprintf(
	    line, sizeof(line), "How: %s; %lu cases.", item->how, item->cases);
	put_text(cli, 7, line);
	if (item->failures == 0)
		return;
	snprintf(line, sizeof(line), "%lu failed. The first: %s",
	    item->failures, item->failure);
	put_text(cli, 7, line);
}

/* Answers of one witness as a paragraph: "age = 41, now = none, ...". */
static void put_witness(struct cli *cli, const struct rules *rules,
    const char *id, const struct prove_witness *witness)
{
	const char *text, *between = "";
	struct cell cells[2] = { { id, 11 }, { "none was found", COLS - 12 } };

	if (witness->found) {
		text = prove_write(rules, &witness->answers, &cli->arena);
		cells[1].text = witness->sole ? "(alone) " : "";
		while (*text != '\0') {
			const size_t len = strcspn(text, "\n");

			cells[1].text = arena_printf(&cli->arena, "%s%s%.*s",
			    cells[1].text, between, (int)len, text);
			between = "; ";
			text += len + (text[len] == '\n');
		}
	}
	put_cells(cli, cells, 2);
}

static void put_proof(struct cli *cli, const struct rules *rules,
    const struct proof *proof, double took)
{
	for (size_t i = 0; i < proof->nitems; i++)
		put_item(cli, &proof->items[i]);
	printf("\nThe longest check asks %zu questions, the shortest that "
	       "ends in an emergency %zu.\n",
	    proof->longest, proof->shortest_emergency);
	printf("\nAnswers on which each question is asked:\n");
	for (size_t i = 0; i < rules->nquestions; i++)
		put_witness(
		    cli, rules, rules->questions[i].id, &proof->questions[i]);
	printf("\nAnswers on which each rule fires (alone: no other rule of "
	       "its level or above):\n");
	for (size_t i = 0; i < rules->nrules; i++)
		put_witness(cli, rules, rules->rules[i].id, &proof->rules[i]);
	printf("\n%s in %.2f seconds.\n",
	    proof->ok ? "Proved" : "NOT proved: the self-check stays closed",
	    took);
}

int command_prove(struct cli *cli)
{
	struct rules *rules = arena_zalloc(&cli->arena, 1, sizeof(*rules));
	struct proof *proof = arena_zalloc(&cli->arena, 1, sizeof(*proof));
	const double began = seconds();
	int status;

	if (!read_rules(cli, rules))
		return cli_check_closed(cli);
	prove_full(
	    rules, PROVE_CASES, PROVE_SEED, &cli->arena, proof, &cli->diag);
	put_version(cli, rules);
	putc('\n', stdout);
	put_proof(cli, rules, proof, seconds() - began);
	status = cli_finish(stdout);
	cli_tell(cli);
	if (status != EXIT_DONE)
		return status;
	return proof->ok ? EXIT_DONE : EXIT_FAULTS;
}

/* ---- table ---- */

/* With the region's words, without {days}: those are the rule's. */
static const char *words(struct cli *cli, const char *text)
{
	const struct slice whole = region_expand(cli->catalog.region,
	    slice_of(text), cli->catalog.triage, &cli->arena, NULL);

	return arena_copy(&cli->arena, whole.ptr, whole.len);
}

static const char *joined(
    struct cli *cli, const char *const *names, size_t n, const char *between)
{
	const char *text = "";

	for (size_t i = 0; i < n; i++)
		text = arena_printf(&cli->arena, "%s%s%s", text,
		    i > 0 ? between : "", names[i]);
	return text;
}

static void put_question(struct cli *cli, const struct rules *rules, size_t at)
{
	static const char *const kinds[] = { "a number", "one of",
		"all that fit of" };
	const struct triage_question *question = &rules->questions[at];

	printf("\n%u. %s (%s)%s\n", question->number, question->id,
	    kinds[question->kind],
	    question->ask != NULL ? ", asked only sometimes" : "");
	put_text(cli, 4, words(cli, question->text.self));
	for (size_t i = 0; i < question->noptions; i++) {
		const struct triage_option *option = &question->options[i];
		const uint32_t bit = 1u << i;
		const struct cell cells[] = {
			{ "", 3 },
			{ question->alone & bit ? "!!!" : "", 3 },
			{ option->id, 16 },
			{ words(cli, option->text.self), COLS - 25 },
		};

		put_cells(cli, cells, 4);
	}
}

static void put_term(struct cli *cli, const struct triage_term *term)
{
	const struct cell cells[] = { { term->id, 14 },
		{ term->text, COLS - 15 } };

	put_cells(cli, cells, 2);
}

static void put_row(const struct cli *cli, const char *id, const char *how,
    const char *when, const char *why)
{
	const struct cell cells[] = { { id, 4 }, { how, 9 }, { when, 29 },
		{ why, COLS - 45 } };

	put_cells(cli, cells, 4);
}

static void put_rule(struct cli *cli, const struct triage_rule *rule)
{
	const char *how = "";
	const char *reasons[RULES_LIST];
	size_t n = 0;

	if (rule->level == TRIAGE_EMERGENCY)
		how = rules_mode_id(rule->mode);
	else if (rule->level == TRIAGE_SOON)
		how = arena_printf(&cli->arena, "%d days", rule->days);
	for (size_t i = 0; i < rule->nparts && i < RULES_LIST; i++) {
		const char *reason = words(cli, rule->parts[i].reason.self);

		if (n == 0 || strcmp(reasons[n - 1], reason) != 0)
			reasons[n++] = reason;
	}
	put_row(cli, rule->id, how, rule->text,
	    arena_printf(&cli->arena, "%s [%s]", joined(cli, reasons, n, " "),
		joined(cli, rule->sources, rule->nsources, ", ")));
}

static void put_level(
    struct cli *cli, const struct rules *rules, enum triage_level level)
{
	const struct triage_level_text *text = &rules->levels[level];

	printf("\n%s %s: ", text->mark, text->id);
	cli_put(cli, words(cli, text->heading.self));
	printf("\n\n");
	put_row(cli, "rule", level == TRIAGE_SOON ? "within" : "how", "when",
	    "reason [sources]");
	put_row(cli, "----", "---------", "-----------------------------",
	    "---------------------------------");
	for (size_t i = 0; i < rules->nrules; i++) {
		if (rules->rules[i].level == level)
			put_rule(cli, &rules->rules[i]);
	}
}

int command_table(struct cli *cli)
{
	struct rules *rules = arena_zalloc(&cli->arena, 1, sizeof(*rules));

	if (!read_rules(cli, rules))
		return cli_check_closed(cli);
	put_version(cli, rules);
	printf("\nThe highest level of all rules that fire is the result; "
	       "without one it is\nself-care. Options marked !!! are an "
	       "emergency by themselves.\n");
	printf("\nRULES\n");
	for (int i = TRIAGE_EMERGENCY; i >= TRIAGE_ROUTINE; i--)
		put_level(cli, rules, (enum triage_level)i);
	printf("\nTERMS\n\n");
	for (size_t i = 0; i < rules->nterms; i++)
		put_term(cli, &rules->terms[i]);
	printf("\nQUESTIONS\n");
	for (size_t i = 0; i < rules->nquestions; i++)
		put_question(cli, rules, i);
	cli_tell(cli);
	return cli_finish(stdout);
}
