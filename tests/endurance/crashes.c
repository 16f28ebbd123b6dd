/* kill -9 of the whole server at random points while the acts go on: the program survives, says where it stands, settles
 * what was on its way by its id, and the base that comes back holds each acknowledged act once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "tests/endurance/acts.h"
#include "tests/endurance/runs.h"
#include "tests/support/cluster.h"

enum {
	ACTS_PER_BASE = 150,
	ON_ITS_WAY = 300,     /* ms: longer than a write takes on a busy machine */
	RECOVERY = 60000,     /* ms: until an act under way when the server died has its outcome */
};

#define AMCHECK "/usr/lib/postgresql/*/bin/pg_amcheck"

struct tally { unsigned done, before, in_flight; double slowest; };

static bool never(struct pty_screen *p, void *unused)
{
	(void)p, (void)unused;
	return false;
}

static bool told_lost(struct pty_screen *p, void *unused)
{
	(void)unused;
	return pty_find(p, "coupé", NULL, NULL) || pty_find(p, "Connexion à la base", NULL, NULL) ||
	       pty_find(p, "Gardé, sera enregistré", NULL, NULL);
}

static bool has_outcome(struct pty_screen *p, void *unused)
{
	(void)unused;
	return pty_find(p, "Enregistré : ", NULL, NULL) || pty_find(p, "Non enregistré", NULL, NULL);
}

/* One act with a crash in it; the same program goes on. */
static void crash_one(struct world *w, struct pty_screen *p, unsigned number, struct tally *t)
{
	struct play x;
	play_draw(&x, w, number);
	pty_send(p, "gp");
	if (!pty_wait_gone(p, "Enregistré : ", WORLD_PATIENCE))
		world_fail("the last outcome stays:\n%s", pty_dump(p));
	bool whole = world_random(w, 2) == 0;
	play_keys(&x, p, whole ? x.keys : world_random(w, (unsigned)x.keys));
	pty_wait_until(p, never, NULL, (int)world_random(w, ON_ITS_WAY));
	bool acknowledged = pty_find(p, "Enregistré : ", NULL, NULL);
	double from = world_now();
	world_crash_server();
	if (!pty_wait_until(p, told_lost, NULL, WORLD_PATIENCE) && !acknowledged)
		world_fail("the program does not say that the base is away:\n%s", pty_dump(p));
	play_keys(&x, p, x.keys);
	if (!acknowledged && !pty_wait_until(p, has_outcome, NULL, RECOVERY))
		world_fail("%s for %s has no outcome a minute after the crash:\n%s", x.act->name, x.name, pty_dump(p));
	double took = world_now() - from;
	t->slowest = took > t->slowest ? took : t->slowest;
	bool done = acknowledged || pty_find(p, "Enregistré : ", NULL, NULL);
	long applied = play_applied(&x);
	if (applied != done)
		world_fail("%s: %s for %s is %ld times in the base after « %s »\n%s", applied > 1 ? "DOUBLED" : done ? "LOST" : "UNTRUE", x.act->name,
		           x.name, applied, done ? "Enregistré" : "Non enregistré", pty_dump(p));
	t->done += done;
	t->before += acknowledged;
	t->in_flight += whole && !acknowledged;
}

/* Every table and index of the base, read as the server's own tool does. False: the tool is not there. */
static bool base_check(const struct world *w)
{
	if (system("ls " AMCHECK " >/dev/null 2>&1") != 0)
		return false;
	char *command = mem_format("$(ls " AMCHECK " | tail -1) --install-missing --heapallindexed -h %s -U " CLUSTER_OWNER " -d %s >&2",
	                           cluster_socket(), w->agency.database);
	if (system(command) != 0)
		world_fail("pg_amcheck finds the base damaged");
	free(command);
	return true;
}

void run_crashes(struct world *w, unsigned count)
{
	struct tally t = {0};
	struct pty_screen *p = NULL;
	double start = world_now();
	for (unsigned i = 0; i < count; i++) {
		if (i % ACTS_PER_BASE == 0) {
			pty_close(p);
			if (i > 0)
				world_renew(w);
			acts_prepare(w);
			p = world_program(w, NULL);
		}
		crash_one(w, p, i, &t);
	}
	pty_close(p);
	const char *checked = base_check(w) ? "pg_amcheck finds nothing" : "pg_amcheck is not installed";
	printf("crashes: %u of the server in %.0f s, fsync on, one program all along: %u acts recorded (%u before the crash, %u on their way "
	       "during it), %u told not recorded; at most %.1f s from the crash to the outcome; %s; 0 lost, 0 doubled, 0 untold\n", count,
	       (world_now() - start) / 1e3, t.done, t.before, t.in_flight, count - t.done, t.slowest / 1e3, checked);
}
