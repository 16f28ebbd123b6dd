/* The counting proxy: two streams a connection, each a queue of what arrived and when it may go on. */
#include "tests/support/bench_proxy.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "tests/support/bench.h"

#define SOCKET_NAME ".s.PGSQL.5432"

struct shared {
	struct bench_proxy_counts counts;
	volatile int delay_ms;
};

/* What one side sent and the other has not received yet. */
struct chunk {
	struct chunk *next;
	double due;
	size_t length;
	char bytes[];
};
struct stream {
	int from, to;
	struct chunk *head, **tail;
};

static struct sockaddr_un address_of(const char *folder)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	snprintf(a.sun_path, sizeof(a.sun_path), "%s/" SOCKET_NAME, folder);
	return a;
}

/* --- one connection ------------------------------------------------------------------------------------- */

/* False at the end of the stream. */
static bool stream_take(struct stream *s, int delay_ms, size_t *length)
{
	char bytes[65536];
	ssize_t n = read(s->from, bytes, sizeof(bytes));
	if (n <= 0)
		return n < 0 && errno == EINTR;
	struct chunk *c = mem_alloc(sizeof(*c) + (size_t)n);
	c->length = *length = (size_t)n;
	c->due = bench_now() + delay_ms;
	memcpy(c->bytes, bytes, (size_t)n);
	*s->tail = c;
	s->tail = &c->next;
	return true;
}

static void stream_give(struct stream *s)
{
	while (s->head != NULL && s->head->due <= bench_now()) {
		struct chunk *c = s->head;
		for (size_t sent = 0; sent < c->length;) {
			ssize_t n = send(s->to, c->bytes + sent, c->length - sent, MSG_NOSIGNAL);
			if (n <= 0 && errno != EINTR)
				break;
			sent += n > 0 ? (size_t)n : 0;
		}
		s->head = c->next;
		if (s->head == NULL)
			s->tail = &s->head;
		free(c);
	}
}

static int until_due(const struct stream *a, const struct stream *b)
{
	double due = -1;
	if (a->head != NULL)
		due = a->head->due;
	if (b->head != NULL && (due < 0 || b->head->due < due))
		due = b->head->due;
	if (due < 0)
		return -1;
	return due > bench_now() ? (int)(due - bench_now()) + 1 : 0;
}

static void connection_carry(struct shared *shared, int program, int server)
{
	struct stream up = { .from = program, .to = server }, down = { .from = server, .to = program };
	bool server_spoke = true, open = true;
	up.tail = &up.head;
	down.tail = &down.head;
	while (open) {
		struct pollfd f[2] = { { .fd = program, .events = POLLIN }, { .fd = server, .events = POLLIN } };
		size_t length = 0;
		poll(f, 2, until_due(&up, &down));
		if (f[0].revents != 0 && (open = stream_take(&up, shared->delay_ms, &length))) {
			shared->counts.trips += server_spoke;
			shared->counts.asked += (long)length;
			server_spoke = false;
		}
		if (open && f[1].revents != 0 && (open = stream_take(&down, shared->delay_ms, &length))) {
			shared->counts.answered += (long)length;
			server_spoke = true;
		}
		stream_give(&up);
		stream_give(&down);
	}
}

static void proxy_run(struct shared *shared, int listener, const char *folder)
{
	struct sockaddr_un real = address_of(folder);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGCHLD, SIG_IGN);
	for (;;) {
		int program = accept(listener, NULL, NULL);
		if (program < 0)
			continue;
		if (fork() == 0) {
			int server = socket(AF_UNIX, SOCK_STREAM, 0);
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			if (connect(server, (struct sockaddr *)&real, sizeof(real)) == 0)
				connection_carry(shared, program, server);
			_exit(0);
		}
		close(program);
	}
}

/* --- start and stop -------------------------------------------------------------------------------------- */

struct bench_proxy bench_proxy_start(const char *folder)
{
	struct bench_proxy p = { .folder = "/tmp/jalon-relais-XXXXXX" };
	struct shared *shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int listener = socket(AF_UNIX, SOCK_STREAM, 0);
	if (shared == MAP_FAILED || listener < 0 || mkdtemp(p.folder) == NULL)
		bench_fail("the proxy", strerror(errno));
	struct sockaddr_un here = address_of(p.folder);
	if (bind(listener, (struct sockaddr *)&here, sizeof(here)) != 0 || listen(listener, 16) != 0)
		bench_fail("the proxy", strerror(errno));
	p.counts = &shared->counts;
	p.delay_ms = &shared->delay_ms;
	fflush(NULL);
	p.pid = fork();
	if (p.pid == 0)
		proxy_run(shared, listener, folder);
	close(listener);
	return p;
}

void bench_proxy_stop(struct bench_proxy *p)
{
	kill(p->pid, SIGKILL);
	struct sockaddr_un here = address_of(p->folder);
	unlink(here.sun_path);
	rmdir(p->folder);
}
