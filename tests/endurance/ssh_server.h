/* A private SSH server on the loopback, for the account that runs the test, with one forced command: as an agency
 * gives Jalon to its counsellors (jalon-admin(8)). Needs Debian's openssh-server and openssh-client. */
#ifndef JALON_ENDURANCE_SSH_SERVER_H
#define JALON_ENDURANCE_SSH_SERVER_H

#include <sys/types.h>

#include "tests/support/pty.h"

struct ssh_server { char folder[64]; int port; pid_t pid; };

/* command: run for every login, whatever it asks. Ends the run when no server can be had. */
void ssh_server_start(struct ssh_server *s, const char *command);
void ssh_server_stop(struct ssh_server *s);
/* A terminal through ssh. wanted: what the client asks to run, NULL: a shell; the forced command runs anyway. */
struct pty_screen *ssh_open(const struct ssh_server *s, int rows, int cols, const char *wanted);

#endif
