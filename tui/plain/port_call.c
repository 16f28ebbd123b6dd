/* Driving the data port until one answer comes. */
#include "tui/plain/port_call.h"

#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

enum { READ_MS = 30000, WRITE_MS = 45000, STEP_MS = 1000 };

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void port_step(struct data_port *port, int limit_ms)
{
	struct port_wait w = port->wait(port->ctx);
	struct pollfd f = {.fd = w.fd, .events = (short)((w.want_read ? POLLIN : 0) | (w.want_write ? POLLOUT : 0))};
	int ready = poll(&f, 1, w.timeout_ms < 0 || w.timeout_ms > limit_ms ? limit_ms : w.timeout_ms);

	port->service(port->ctx, ready > 0 && (f.revents & ~POLLOUT) != 0, ready > 0 && (f.revents & POLLOUT) != 0);
}

struct call {
	struct data_port *port;
	const struct request *request;
	struct event *out;
	struct error *e;
	bool reached; /* the server answered once */
	bool over, ok;
};

static void call_connection(struct call *c, const struct event *event)
{
	c->reached = c->reached || event->connection == CONNECTION_READY;
	if (event->connection != CONNECTION_REFUSED && (event->connection != CONNECTION_LOST || c->reached))
		return;
	*c->e = event->error;
	c->over = true;
}

static void call_event(struct call *c, struct event *event)
{
	if (event->kind == EVENT_CONNECTION) {
		call_connection(c, event);
	} else if (event->serial == c->request->serial) {
		c->over = true;
		c->ok = event->kind != EVENT_FAILED && event->kind != EVENT_COMMAND_REFUSED;
		if (c->ok) {
			*c->out = *event;
			return;
		}
		*c->e = event->error;
	}
	arena_free(&event->arena);
}

static void call_late(const struct call *c)
{
	if (c->request->kind == REQUEST_COMMAND) {
		error_set(c->e, ERR_CONNECTION, "le serveur ne répond pas : l'enregistrement n'est pas confirmé");
		error_set_remedy(c->e, "Relisez la fiche avant de recommencer");
	} else {
		error_set(c->e, ERR_CONNECTION, "le serveur ne répond pas");
		error_set_remedy(c->e, "Recommencez dans un instant");
	}
}

bool port_call(struct data_port *port, struct request *r, struct event *out, struct error *e)
{
	static uint32_t serial;
	struct call c = {.port = port, .request = r, .out = out, .e = e};
	int64_t end = now_ms() + (r->kind == REQUEST_COMMAND ? WRITE_MS : READ_MS);
	struct event event;

	memset(out, 0, sizeof *out);
	if (r->serial == 0)
		r->serial = ++serial;
	port->submit(port->ctx, r);
	while (!c.over && now_ms() < end) {
		while (!c.over && port->next_event(port->ctx, &event))
			call_event(&c, &event);
		if (!c.over)
			port_step(port, STEP_MS);
	}
	if (!c.over)
		call_late(&c);
	return c.ok;
}
