/* The keeper of the private cluster: a process that makes it, and removes it when the runner is gone.
 * Only cluster.c and the keeper itself include this. */
#ifndef JALON_TEST_CLUSTER_KEEPER_H
#define JALON_TEST_CLUSTER_KEEPER_H

#define CLUSTER_SOCKET_VARIABLE "JALON_TEST_SOCKET"
/* Set in the environment of cluster_start(): fsync is on, and a server that was killed is started again. */
#define CLUSTER_DURABLE_VARIABLE "JALON_TEST_DURABLE"

/* The keeper's life: makes the cluster, writes one line to `ready` (the socket folder after a '/', or a
 * reason), waits until `life` has no writer left, removes everything, exits. */
void keeper_run(int life, int ready) __attribute__((noreturn));

#endif
