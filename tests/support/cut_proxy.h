/* A proxy in front of a server's socket that forwards, holds, and cuts where it is told. Ends the program when it cannot
 * start. */
#ifndef JALON_TEST_CUT_PROXY_H
#define JALON_TEST_CUT_PROXY_H

#include <stdatomic.h>
#include <stdbool.h>
#include <sys/types.h>

/* The proxy: its own process, its state shared. Limits are total bytes forwarded; -1: none. When a limit is
 * reached, what remains up to it is forwarded and both sides are closed. */
struct proxy_state {
	atomic_long to_server, to_client;             /* bytes forwarded so far */
	atomic_long cut_to_server, cut_to_client;
	atomic_bool hold;                             /* answers are kept back */
	atomic_bool refuse;                           /* new connections are closed at once */
	atomic_int connections;
};
struct proxy { pid_t pid; char dir[64]; struct proxy_state *state; };
void proxy_start(struct proxy *p);
void proxy_start_to(struct proxy *p, const char *socket); /* in front of another server's socket folder */
void proxy_stop(struct proxy *p);

#endif
