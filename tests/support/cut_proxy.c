/* A proxy in front of the cluster's socket that forwards, holds, and cuts where it is told. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/cut_proxy.h"

#include "tests/support/cluster.h"

enum { PAIRS = 8 };

struct pair { int client, server; };

static void proxy_fail(const char *why)
{
	fprintf(stderr, "cut_proxy: %s\n", why);
	exit(1);
}

static int socket_open(const char *dir, bool listening)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	const struct sockaddr *to = (const struct sockaddr *)&address;

	snprintf(address.sun_path, sizeof address.sun_path, "%s/.s.PGSQL.5432", dir);
	if (listening ? bind(fd, to, sizeof address) != 0 || listen(fd, 8) != 0 : connect(fd, to, sizeof address) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static void pair_close(struct pair *p)
{
	if (p->client >= 0)
		close(p->client);
	if (p->server >= 0)
		close(p->server);
	*p = (struct pair){ -1, -1 };
}

static void pair_accept(struct proxy_state *s, struct pair *pairs, int listener, const char *server)
{
	int client = accept(listener, NULL, NULL);

	for (int i = 0; i < PAIRS && client >= 0; i++)
		if (pairs[i].client < 0 && !atomic_load(&s->refuse)) {
			pairs[i] = (struct pair){ client, socket_open(server, false) };
			atomic_fetch_add(&s->connections, 1);
			return;
		}
	if (client >= 0)
		close(client);
}

/* Forwards what can be read; false when the pair must be closed. */
static bool forward(int from, int to, atomic_long *count, atomic_long *limit)
{
	char buffer[16384];
	long left = atomic_load(limit) < 0 ? (long)sizeof buffer : atomic_load(limit) - atomic_load(count);
	ssize_t n;

	if (left <= 0)
		return false;
	n = read(from, buffer, left < (long)sizeof buffer ? (size_t)left : sizeof buffer);
	if (n <= 0 || write(to, buffer, (size_t)n) != n)
		return false;
	/* A limit just reached cuts now: the other side must not answer what was cut. */
	return atomic_fetch_add(count, n) + n < atomic_load(limit) || atomic_load(limit) < 0;
}

static void pair_serve(struct proxy_state *s, struct pair *p, short client, short server)
{
	bool hold = atomic_load(&s->hold), ok = true;

	if (client != 0)
		ok = forward(p->client, p->server, &s->to_server, &s->cut_to_server);
	if (ok && server != 0 && !hold)
		ok = forward(p->server, p->client, &s->to_client, &s->cut_to_client);
	if (!ok)
		pair_close(p);
}

static _Noreturn void proxy_run(struct proxy *p, int listener, const char *server)
{
	struct pair pairs[PAIRS];

	for (int i = 0; i < PAIRS; i++)
		pairs[i] = (struct pair){ -1, -1 };
	for (;;) {
		struct pollfd f[1 + 2 * PAIRS] = { { listener, POLLIN, 0 } };
		bool hold = atomic_load(&p->state->hold);

		for (int i = 0; i < PAIRS; i++) {
			f[1 + 2 * i] = (struct pollfd){ pairs[i].client, POLLIN, 0 };
			f[2 + 2 * i] = (struct pollfd){ hold ? -1 : pairs[i].server, POLLIN, 0 };
		}
		poll(f, 1 + 2 * PAIRS, 2);
		if (f[0].revents != 0)
			pair_accept(p->state, pairs, listener, server);
		for (int i = 0; i < PAIRS; i++)
			if (pairs[i].client >= 0)
				pair_serve(p->state, &pairs[i], f[1 + 2 * i].revents, f[2 + 2 * i].revents);
	}
}

void proxy_start(struct proxy *p)
{
	proxy_start_to(p, cluster_socket());
}

void proxy_start_to(struct proxy *p, const char *server)
{
	int listener;

	snprintf(p->dir, sizeof p->dir, "/tmp/jalon-proxy-XXXXXX");
	if (mkdtemp(p->dir) == NULL)
		proxy_fail("no folder in /tmp");
	p->state = mmap(NULL, sizeof *p->state, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (p->state == MAP_FAILED)
		proxy_fail("no memory to share");
	atomic_store(&p->state->cut_to_server, -1);
	atomic_store(&p->state->cut_to_client, -1);
	listener = socket_open(p->dir, true);
	if (listener < 0)
		proxy_fail("no socket");
	p->pid = fork();
	if (p->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		signal(SIGPIPE, SIG_IGN);
		/* The runner waits for the end of what a test holds open: nothing of its is kept here. */
		for (int fd = 3; fd < 256; fd++)
			if (fd != listener)
				close(fd);
		proxy_run(p, listener, server);
	}
	close(listener);
}

void proxy_stop(struct proxy *p)
{
	char path[128];

	kill(p->pid, SIGKILL);
	waitpid(p->pid, NULL, 0);
	snprintf(path, sizeof path, "%s/.s.PGSQL.5432", p->dir);
	unlink(path);
	rmdir(p->dir);
	munmap(p->state, sizeof *p->state);
}
