/* The private SSH server. See ssh_server.h. */
#include "tests/endurance/ssh_server.h"

#include <arpa/inet.h>
#include <ftw.h>
#include <netinet/in.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/base/mem.h"
#include "tests/endurance/world.h"

#define SSHD "/usr/sbin/sshd"

static struct sockaddr_in loopback(int port)
{
	return (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)port),
	                            .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

/* A port that nobody listens on now. */
static int port_free(void)
{
	struct sockaddr_in a = loopback(0);
	socklen_t length = sizeof(a);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	if (fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof(a)) != 0 || getsockname(fd, (struct sockaddr *)&a, &length) != 0)
		world_fail("no free port on the loopback");
	close(fd);
	return ntohs(a.sin_port);
}

static void wait_until_listening(int port)
{
	double end = world_now() + WORLD_PATIENCE;
	for (;;) {
		struct sockaddr_in a = loopback(port);
		int fd = socket(AF_INET, SOCK_STREAM, 0);
		int refused = connect(fd, (struct sockaddr *)&a, sizeof(a));
		close(fd);
		if (refused == 0)
			return;
		if (world_now() > end)
			world_fail("the SSH server does not answer");
		nanosleep(&(struct timespec){.tv_nsec = 5 * 1000 * 1000}, NULL);
	}
}

static void run(const char *command)
{
	if (system(command) != 0)
		world_fail("failed: %s", command);
}

static void keys_make(const struct ssh_server *s)
{
	char *command = mem_format("ssh-keygen -q -t ed25519 -N '' -f %1$s/hote && ssh-keygen -q -t ed25519 -N '' -f %1$s/cle && "
	                           "cp %1$s/cle.pub %1$s/autorisees", s->folder);
	run(command);
	free(command);
}

/* restrict,pty: what jalon-admin(8) tells an agency to write. */
static void configuration_write(const struct ssh_server *s, const char *command)
{
	char *path = mem_format("%s/sshd_config", s->folder);
	FILE *f = fopen(path, "w");
	if (f == NULL)
		world_fail("%s cannot be written", path);
	fprintf(f, "Port %d\nListenAddress 127.0.0.1\nHostKey %s/hote\nAuthorizedKeysFile %s/autorisees\nPidFile none\n"
	           "StrictModes no\nUsePAM no\nPermitRootLogin yes\nPasswordAuthentication no\nAllowTcpForwarding no\n"
	           "AcceptEnv LANG LC_*\nLogLevel QUIET\nForceCommand %s\n", s->port, s->folder, s->folder, command);
	fclose(f);
	free(path);
}

void ssh_server_start(struct ssh_server *s, const char *command)
{
	if (access(SSHD, X_OK) != 0)
		world_fail("openssh-server is missing: ./bootstrap endurance installs it");
	*s = (struct ssh_server){.folder = "/tmp/jalon-ssh-XXXXXX"};
	if (mkdtemp(s->folder) == NULL)
		world_fail("no folder in /tmp");
	s->port = port_free();
	keys_make(s);
	configuration_write(s, command);
	if (geteuid() == 0)
		mkdir("/run/sshd", 0755); /* where a root server separates its privileges */
	s->pid = fork();
	if (s->pid == 0) {
		char *configuration = mem_format("%s/sshd_config", s->folder);
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		execl(SSHD, SSHD, "-D", "-e", "-f", configuration, (char *)NULL);
		_exit(127);
	}
	wait_until_listening(s->port);
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)status, (void)type, (void)walk;
	return remove(path);
}

void ssh_server_stop(struct ssh_server *s)
{
	kill(s->pid, SIGTERM);
	waitpid(s->pid, NULL, 0);
	nftw(s->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

struct pty_screen *ssh_open(const struct ssh_server *s, int rows, int cols, const char *wanted)
{
	const struct passwd *account = getpwuid(geteuid());
	char *key = mem_format("%s/cle", s->folder), *port = mem_format("%d", s->port);
	char *target = mem_format("%s@127.0.0.1", account->pw_name);
	char *argv[] = {(char *)"ssh", (char *)"-tt", (char *)"-q", (char *)"-F", (char *)"/dev/null", (char *)"-o",
	                (char *)"StrictHostKeyChecking=no", (char *)"-o", (char *)"UserKnownHostsFile=/dev/null",
	                (char *)"-o", (char *)"SendEnv=LC_ALL", (char *)"-o", (char *)"EscapeChar=none", (char *)"-i", key,
	                (char *)"-p", port, target, (char *)wanted, NULL};
	struct pty_screen *p = pty_start(rows, cols, argv, NULL);
	free(key);
	free(port);
	free(target);
	return p;
}
