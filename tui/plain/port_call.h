/* One request, waited for: how the verbs of the command line use the data port. */
#ifndef JALON_PORT_CALL_H
#define JALON_PORT_CALL_H

#include <stdbool.h>

#include "core/app/port.h"

/* Submits r (its serial is set here when 0) and waits for its answer; events of other requests are dropped.
 * False: e says why (refused, not found, no server, no answer in time); then *out is empty. On success the
 * caller owns out->arena. A server that was never reached is not waited for. */
bool port_call(struct data_port *port, struct request *r, struct event *out, struct error *e);

/* Waits for one step of the port: its descriptor, its timeout, or limit_ms. */
void port_step(struct data_port *port, int limit_ms);

#endif
