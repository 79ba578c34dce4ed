/*
 * bench_triage.c - how long one evaluation of the self-check's rules takes, in
 * microseconds: all rules on complete answers, the level, and the result with
 * its reasons.
 *
 * usage: bench_triage PACK
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "triage/triage.h"

#define PEOPLE 1000
#define ROUNDS 200

static uint64_t seed = 1;

static unsigned draw(unsigned n)
{
	uint64_t z = (seed += 0x9E3779B97F4A7C15u);

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return (unsigned)((z ^ (z >> 31)) % n);
}

static void random_person(const struct rules *rules, struct answers *out)
{
	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < rules->nquestions; i++) {
		const struct triage_question *q = &rules->questions[i];
		uint32_t picked = 0;

		out->answered |= 1u << i;
		if (q->kind == TRIAGE_NUMBER) {
			out->number[i] =
			    q->min + (int)draw((unsigned)(q->max - q->min));
			continue;
		}
		picked = 1u << draw((unsigned)q->noptions);
		if (q->kind == TRIAGE_MANY && !(picked & q->apart) &&
		    draw(2) == 0)
			picked |=
			    (1u << draw((unsigned)q->noptions)) & ~q->apart;
		out->picked[i] = picked;
	}
}

static double now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

int main(int argc, char **argv)
{
	static struct answers people[PEOPLE];
	static struct triage_result result;
	static struct rules rules;
	struct file_root root;
	struct arena arena;
	struct diag diag;
	struct triage run;
	unsigned levels = 0;
	double began, live_us, result_us;

	arena_init(&arena);
	diag_init(&diag, &arena);
	if (argc != 2 || file_root_open(&root, argv[1], &diag) != STATUS_OK ||
	    rules_read(&root, "en/triage.ini", &arena, &rules, &diag) !=
		STATUS_OK) {
		diag_print(&diag, stderr);
		fprintf(stderr, "usage: bench_triage PACK\n");
		return 2;
	}
	for (size_t i = 0; i < PEOPLE; i++)
		random_person(&rules, &people[i]);
	began = now_us();
	for (unsigned i = 0; i < PEOPLE * ROUNDS; i++) {
		struct rules_fired fired;
		struct answers live;

		(void)rules_live(&rules, &people[i % PEOPLE], &live);
		levels += rules_evaluate(&rules, &live, &fired);
	}
	live_us = (now_us() - began) / (PEOPLE * ROUNDS);
	triage_begin(&run, &rules, false);
	run.stage = TRIAGE_RESULT;
	began = now_us();
	for (unsigned i = 0; i < PEOPLE * ROUNDS; i++) {
		run.answers = people[i % PEOPLE];
		levels += triage_result(&run, &result);
	}
	result_us = (now_us() - began) / (PEOPLE * ROUNDS);
	/* the levels, so that no compiler leaves the work out */
	printf("%.3f %.3f %u\n", live_us, result_us, levels);
	arena_free(&arena);
	return 0;
}
