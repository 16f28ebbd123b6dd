/* A counting proxy on a PostgreSQL socket: how often a program asks, how much crosses, with a delay if wanted.
 *
 * A process of its own that listens in a folder of its own and hands on to the real socket. A round trip is
 * counted when the program speaks again after the server has spoken: what it sends in one go is one trip. */
#ifndef JALON_TEST_BENCH_PROXY_H
#define JALON_TEST_BENCH_PROXY_H

#include <sys/types.h>

struct bench_proxy_counts {
	volatile long trips, asked, answered; /* asked, answered: bytes */
};

struct bench_proxy {
	char folder[64]; /* to be used as `host` */
	struct bench_proxy_counts *counts; /* shared with the process */
	volatile int *delay_ms;      /* of each way, for what arrives from now on; 0 at first */
	pid_t pid;
};

/* folder: of the real socket, port 5432. Ends the program when it cannot start. */
struct bench_proxy bench_proxy_start(const char *folder);
void bench_proxy_stop(struct bench_proxy *p);

#endif
