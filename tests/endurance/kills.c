/* kill -9 of the program at random points of the acts: what was acknowledged is in the base once; what was not is there
 * and the next start tells it, or is not there and the next start offers what was typed. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/endurance/acts.h"
#include "tests/endurance/drafts_seen.h"
#include "tests/endurance/runs.h"

enum {
	ACTS_PER_BASE = 150, /* then nobody is left to be reminded */
	AT_ONCE = 40,        /* ms */
	ON_ITS_WAY = 300,    /* ms: longer than a write takes on a busy machine */
	DRAFT_AGE = 1000,    /* ms: older text is on disk */
	LONG_PAUSE = 1700,
};

struct tally { unsigned acknowledged, told, absent, offered, resumed; double oldest; };

static bool never(struct pty_screen *p, void *unused)
{
	(void)p, (void)unused;
	return false;
}

/* The first key after which text is typed, or any key where none is. */
static size_t key_within(const struct play *x)
{
	size_t from = x->act->typed < ACT_STEPS ? play_key_of_step(x, x->act->typed) : 0;
	return from + world_random(x->w, (unsigned)(x->keys - from) + 1);
}

/* Where the act stops: its write on its way, its write acknowledged, or anywhere before, at once or when a draft is due. */
static void play_to_the_kill(struct play *x, struct pty_screen *p)
{
	switch (world_random(x->w, 5)) {
	case 0:
		play_keys(x, p, x->keys);
		world_expect(p, "Enregistré : ");
		break;
	case 1:
	case 2:
		play_keys(x, p, x->keys);
		pty_wait_until(p, never, NULL, (int)world_random(x->w, world_random(x->w, 2) == 0 ? AT_ONCE : ON_ITS_WAY));
		break;
	case 3:
		play_keys(x, p, world_random(x->w, (unsigned)x->keys + 1));
		pty_wait_until(p, never, NULL, (int)world_random(x->w, AT_ONCE));
		break;
	default:
		play_keys(x, p, key_within(x));
		pty_wait_until(p, never, NULL, (int)world_random(x->w, LONG_PAUSE));
	}
}

static double killed(struct pty_screen *p)
{
	int status;
	double at = world_now();
	pty_signal(p, SIGKILL);
	if (!pty_wait_exit(p, WORLD_PATIENCE, &status))
		world_fail("the program outlives kill -9");
	return at;
}

/* Until no command of a former program waits for its outcome. */
static void await_settled(const struct world *w, struct pty_screen *p, struct drafts_seen *s)
{
	double end = world_now() + WORLD_PATIENCE;
	world_expect(p, "Pourquoi");
	for (drafts_see(w, s); s->in_flight > 0; drafts_see(w, s)) {
		if (world_now() > end)
			world_fail("a command in flight is never settled:\n%s\n%s", s->text, pty_dump(p));
		pty_wait_until(p, never, NULL, 5);
	}
}

static void fail_with(const struct play *x, struct pty_screen *p, const char *what)
{
	struct drafts_seen s;
	drafts_see(x->w, &s);
	world_fail("%s: %s for %s, « %s », %zu keys of %zu\ndrafts: %s\n%s", what, x->act->name, x->name, x->typed, x->sent, x->keys,
	           s.text, pty_dump(p));
}

/* What the draft offers is taken up again and saved, then counted as it was typed; or thrown away. */
static void take_offer(struct play *x, struct pty_screen *p, const char *typed, struct tally *t)
{
	struct drafts_seen s;
	world_expect(p, "saisie non terminée");
	if (!pty_wait_for(p, typed, WORLD_PATIENCE))
		fail_with(x, p, "the draft offered lacks what was typed");
	t->offered++;
	if (typed[0] == '\0' || world_random(x->w, 2) == 0) {
		pty_send(p, "d");
		world_expect(p, "Jeter cette saisie");
		pty_send(p, "o");
	} else {
		pty_send(p, "<Enter>");
		if (!pty_wait_gone(p, "non terminée", WORLD_PATIENCE) || !pty_wait_for(p, typed, WORLD_PATIENCE))
			fail_with(x, p, "the form resumed lacks what was typed");
		pty_send(p, "<C-s>");
		world_expect(p, "Enregistré : ");
		t->resumed++;
	}
	pty_wait_gone(p, "non terminée", WORLD_PATIENCE);
	drafts_see(x->w, &s);
	for (double end = world_now() + WORLD_PATIENCE; s.count > 0 && world_now() < end; drafts_see(x->w, &s))
		pty_wait_until(p, never, NULL, 5);
	if (s.count > 0)
		fail_with(x, p, "a draft stays");
}

/* The text that the draft holds, which is the longest beginning of what was typed. */
static void typed_on_disk(const struct play *x, const struct drafts_seen *s, char *out)
{
	memcpy(out, x->typed, sizeof(x->typed));
	while (out[0] != '\0' && (strstr(s->text, out) == NULL || (unsigned char)out[strlen(out) - 1] >= 0xC0))
		out[strlen(out) - 1] = '\0';
}

/* How far the draft was behind what was typed, at most DRAFT_AGE unless the command had left. */
static void check_draft(const struct play *x, struct pty_screen *p, double at, const char *on_disk, struct tally *t)
{
	char due[sizeof(x->typed)];
	size_t kept = strlen(on_disk);
	play_typed_before(x, at - DRAFT_AGE, due);
	if (kept < strlen(due))
		fail_with(x, p, "the draft is more than a second behind");
	if (x->typed[kept] != '\0' && at - x->typed_at[kept] > t->oldest)
		t->oldest = at - x->typed_at[kept];
}

/* One act, its kill, the next start, which is returned. */
static struct pty_screen *kill_one(struct world *w, struct pty_screen *p, unsigned number, struct tally *t)
{
	struct play x;
	struct drafts_seen at_kill, after;
	char on_disk[sizeof(x.typed)];
	play_draw(&x, w, number);
	pty_wait_gone(p, "Enregistré : ", 0);
	play_to_the_kill(&x, p);
	double at = killed(p);
	bool acknowledged = pty_find(p, "Enregistré : ", NULL, NULL) && x.sent == x.keys;
	drafts_see(w, &at_kill);
	typed_on_disk(&x, &at_kill, on_disk);
	if (!acknowledged && x.sent < x.keys)
		check_draft(&x, p, at, on_disk, t);
	struct pty_screen *next = world_program(w, NULL);
	await_settled(w, next, &after);
	long applied = play_applied(&x);
	if (applied > 1)
		fail_with(&x, next, "DOUBLED");
	if (acknowledged && applied != 1)
		fail_with(&x, p, "LOST though acknowledged");
	if (!acknowledged && applied == 1 && !pty_wait_for(next, "Enregistré : ", PTY_PATIENCE))
		fail_with(&x, next, "UNTOLD");
	t->acknowledged += acknowledged;
	t->told += !acknowledged && applied == 1;
	t->absent += applied == 0;
	if (after.count > 0) {
		unsigned before = t->resumed;
		play_again_as(&x, on_disk);
		take_offer(&x, next, on_disk, t);
		if (t->resumed > before && play_applied(&x) != 1)
			fail_with(&x, next, "RESUMED, but not in the base as it was typed");
	} else if (on_disk[0] != '\0' && applied == 0) {
		fail_with(&x, next, "NOT OFFERED");
	}
	pty_close(p);
	return next;
}

void run_kills(struct world *w, unsigned count)
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
		p = kill_one(w, p, i, &t);
	}
	pty_close(p);
	printf("kills: %u in %.0f s: %u acknowledged, all in the base once; %u not acknowledged and in the base, all told at the next start; "
	       "%u not in the base; %u drafts offered, %u of them finished; oldest text missing from a draft %.2f s; "
	       "0 lost, 0 doubled, 0 untold\n", count, (world_now() - start) / 1e3, t.acknowledged, t.told, t.absent, t.offered, t.resumed,
	       t.oldest / 1e3);
}
