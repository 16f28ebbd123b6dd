/* What the endurance runs share: an agency in a base whose server keeps every acknowledged byte (fsync on), the
 * program on a terminal with a state directory of its own, and acts whose trace in the base can be counted.
 *
 * Programs without Criterion: a fault ends the run with a sentence and status 1. */
#ifndef JALON_ENDURANCE_WORLD_H
#define JALON_ENDURANCE_WORLD_H

#include <stdbool.h>

#include "tests/screen/agency.h"

#define WORLD_LOGIN "mlegoff"
#define WORLD_PATIENCE 20000 /* ms; a crashed server takes seconds to come back */

struct world {
	struct agency agency;
	char state[64];      /* XDG_STATE_HOME */
	char *conninfo;      /* of WORLD_LOGIN */
	unsigned long long random; /* state of world_random(): a run is repeated by its seed */
};

void world_open(struct world *w, unsigned seed); /* starts the durable cluster */
void world_close(struct world *w);
void world_renew(struct world *w); /* another base, as at the start; no program may be open */
unsigned world_random(struct world *w, unsigned below); /* 0..below-1; below >= 1 */
double world_now(void);                                 /* ms, monotonic */
void world_fail(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));

/* The program on 24x80, on the base through `host` (NULL: the server's own socket). */
struct pty_screen *world_program(const struct world *w, const char *host);
/* Waits for the text, or ends the run with the screen. */
void world_expect(struct pty_screen *p, const char *text);
/* First value of a query, as the owner; tried again while the server is coming back. Caller frees. */
char *world_value(const struct world *w, const char *sql);
long world_number(const struct world *w, const char *sql);

/* kill -9 of the server and of all its processes, as a machine that stops; the cluster's keeper starts it again. */
void world_crash_server(void);
/* Returns once the server answers again. */
void world_await_server(const struct world *w);

#endif
