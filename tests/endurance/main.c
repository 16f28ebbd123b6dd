/* The endurance runs by name and count: endurance full | short | NAME COUNT...
 *
 * `full` is what the closing note quotes, `short` what `make check` affords. SEED=n in the environment repeats a run. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/endurance/runs.h"

struct run { const char *name; void (*run)(struct world *w, unsigned count); unsigned full, brief; };

static void morning(struct world *w, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		run_morning(w);
}

/* brief 0: not in `make check`, which needs neither an SSH server nor strace. */
static const struct run runs[] = {
	{"kills", run_kills, 1000, 50},
	{"crashes", run_crashes, 100, 5},
	{"cuts", run_cuts, 1, 0},
	{"morning", morning, 1, 0},
	{"monkey", run_monkey, 600, 0},
};

static void run_named(const char *name, unsigned count)
{
	const char *seed = getenv("SEED");
	for (size_t i = 0; i < sizeof(runs) / sizeof(*runs); i++) {
		struct world w;
		if (strcmp(runs[i].name, name) != 0)
			continue;
		world_open(&w, seed != NULL ? (unsigned)atoi(seed) : 1);
		runs[i].run(&w, count);
		fflush(stdout);
		world_close(&w);
		return;
	}
	world_fail("no run is called %s: kills, crashes, cuts, morning, monkey", name);
}

int main(int argc, char **argv)
{
	if (argc == 2 && (strcmp(argv[1], "full") == 0 || strcmp(argv[1], "short") == 0)) {
		for (size_t i = 0; i < sizeof(runs) / sizeof(*runs); i++) {
			unsigned count = strcmp(argv[1], "full") == 0 ? runs[i].full : runs[i].brief;
			if (count > 0)
				run_named(runs[i].name, count);
		}
		return 0;
	}
	if (argc < 3 || argc % 2 == 0)
		world_fail("full, short, or names and counts: kills 100 crashes 10");
	for (int i = 1; i + 1 < argc; i += 2)
		run_named(argv[i], (unsigned)atoi(argv[i + 1]));
	return 0;
}
