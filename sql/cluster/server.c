/* initdb, pg_ctl and the files around them. */
#include "sql/cluster/server.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "sql/cluster/child.h"

#define PATH_ROOM (PLACE_PATH + 96)

static const char settings[] =
	"listen_addresses = ''\n"
	"unix_socket_permissions = 0700\n"
	"max_connections = 40\n"
	"shared_buffers = 64MB\n"
	"timezone = 'Europe/Paris'\n"
	"log_timezone = 'Europe/Paris'\n"
	"lc_messages = 'C'\n"
	"jit = off\n"
	/* Rows and parameters are personal data, even fictional ones: the log holds no statement. */
	"log_error_verbosity = terse\n"
	"log_min_error_statement = panic\n"
	"log_parameter_max_length = 0\n";

static bool file_write(const struct demo_place *p, const char *path, const char *text, struct error *e)
{
	if (child_call(&p->server, child_file_write, &(struct child_file){ path, text }) == 0)
		return true;
	error_set(e, ERR_CONFIG, "le fichier %s ne peut pas être écrit", path);
	error_set_remedy(e, "Vérifiez la place libre et les droits du dossier");
	return false;
}

bool server_init(const struct demo_place *p, const char *root, struct error *e)
{
	char program[PATH_ROOM], data[PATH_ROOM], conf[PATH_ROOM], hba[PATH_ROOM];

	snprintf(program, sizeof program, "%s/initdb", p->binaries);
	snprintf(data, sizeof data, "%s/data", root);
	snprintf(conf, sizeof conf, "%s/data/postgresql.auto.conf", root);
	snprintf(hba, sizeof hba, "%s/data/pg_hba.conf", root);
	const char *const argv[] = { program, "-D", data, "-U", SERVER_OWNER, "--auth=peer", "--encoding=UTF8",
		"--locale=C.UTF-8", "--no-sync", "--no-instructions", NULL };

	if (child_run(&p->server, argv) != 0) {
		error_set(e, ERR_CONFIG, "initdb a échoué dans %s", root);
		error_set_remedy(e, "Vérifiez la place libre (60 Mo) et que « %s » peut entrer dans ce dossier",
			p->server.name);
		return false;
	}
	return file_write(p, conf, settings, e) && file_write(p, hba, "local all all peer map=jalon\n", e) &&
	       server_logins_write(p, root, "", e);
}

/* Appends the lines of one Unix account: the owner, then each login. */
static void ident_add(struct strbuf *b, const char *user, const char *logins)
{
	strbuf_addf(b, "jalon \"%s\" \"" SERVER_OWNER "\"\n", user);
	for (const char *s = logins; *s != '\0';) {
		size_t n = strcspn(s, "\n");

		if (n > 0)
			strbuf_addf(b, "jalon \"%s\" \"%.*s\"\n", user, (int)n, s);
		s += n + (s[n] == '\n');
	}
}

bool server_logins_write(const struct demo_place *p, const char *root, const char *logins, struct error *e)
{
	struct strbuf text = { 0 };
	char path[PATH_ROOM];
	bool ok;

	snprintf(path, sizeof path, "%s/data/pg_ident.conf", root);
	ident_add(&text, p->user, logins);
	if (strcmp(p->user, p->server.name) != 0)
		ident_add(&text, p->server.name, logins);
	ok = file_write(p, path, strbuf_str(&text), e);
	strbuf_free(&text);
	return ok;
}

/* The process of postmaster.pid, 0 when there is no such file. */
static pid_t postmaster_pid(const char *root)
{
	char path[PATH_ROOM], text[32] = "";
	int fd;

	snprintf(path, sizeof path, "%s/data/postmaster.pid", root);
	fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return 0;
	if (read(fd, text, sizeof text - 1) < 0)
		text[0] = '\0';
	close(fd);
	return (pid_t)strtol(text, NULL, 10);
}

/* A number may have been reused since a kill -9: only a process that works in our data folder counts. */
bool server_runs(const struct demo_place *p, const char *root)
{
	char link[64], data[PATH_ROOM], resolved[4096], where[4096];
	pid_t pid = postmaster_pid(root);
	ssize_t n;

	(void)p;
	if (pid <= 1 || (kill(pid, 0) != 0 && errno != EPERM))
		return false;
	snprintf(link, sizeof link, "/proc/%ld/cwd", (long)pid);
	snprintf(data, sizeof data, "%s/data", root);
	n = readlink(link, where, sizeof where - 1);
	if (n < 0)
		return access("/proc/self", F_OK) != 0; /* no /proc: believe the number */
	where[n] = '\0';
	return realpath(data, resolved) != NULL && strcmp(where, resolved) == 0;
}

/* What a killed server leaves behind would keep the next one from starting if its number were reused. */
static void leftovers_remove(const struct demo_place *p, const char *root)
{
	static const char *const sockets[] = { ".s.PGSQL.5432.lock", ".s.PGSQL.5432" };
	char path[PATH_ROOM];

	if (postmaster_pid(root) != 0) {
		snprintf(path, sizeof path, "%s/data/postmaster.pid", root);
		child_call(&p->server, child_file_remove, path);
	}
	for (size_t i = 0; i < 2; i++) {
		snprintf(path, sizeof path, "%s/%s", p->sockets, sockets[i]);
		if (access(path, F_OK) == 0)
			child_call(&p->server, child_file_remove, path);
	}
}

static int pg_ctl(const struct demo_place *p, const char *root, const char *verb, const char *option, const char *value)
{
	char program[PATH_ROOM], data[PATH_ROOM], log[PATH_ROOM];

	snprintf(program, sizeof program, "%s/pg_ctl", p->binaries);
	snprintf(data, sizeof data, "%s/data", root);
	snprintf(log, sizeof log, "%s/serveur.log", root);
	const char *const argv[] = { program, verb, "-D", data, "-w", "-s", "-t", "60", "-l", log, option, value, NULL };

	return child_run(&p->server, argv);
}

bool server_start(const struct demo_place *p, const char *root, bool fast, struct error *e)
{
	char options[256];

	if (!place_sockets_make(p, e))
		return false;
	snprintf(options, sizeof options, "-k %s%s", p->sockets,
		fast ? " -c fsync=off -c full_page_writes=off -c autovacuum=off -c max_wal_size=4GB" : "");
	/* Processes orphaned by a kill -9 of the postmaster hold its memory for a moment. */
	for (int i = 0; i < 12; i++) {
		if (!server_runs(p, root))
			leftovers_remove(p, root);
		if (pg_ctl(p, root, "start", "-o", options) == 0)
			return true;
		poll(NULL, 0, 250);
	}
	error_set(e, ERR_CONNECTION, "le serveur de démonstration ne démarre pas (voir %s/serveur.log)", root);
	error_set_remedy(e, "Refaites-la : jalon demo effacer, puis jalon demo");
	return false;
}

bool server_stop(const struct demo_place *p, const char *root, struct error *e)
{
	if (!server_runs(p, root) || pg_ctl(p, root, "stop", "-m", "fast") == 0 || !server_runs(p, root) ||
		pg_ctl(p, root, "stop", "-m", "immediate") == 0)
		return true;
	error_set(e, ERR_CONNECTION, "le serveur de démonstration ne s'arrête pas (voir %s/serveur.log)", root);
	error_set_remedy(e, "Recommencez dans un instant");
	return false;
}

bool server_sync(const struct demo_place *p, const char *root, struct error *e)
{
	char program[PATH_ROOM], data[PATH_ROOM];

	snprintf(program, sizeof program, "%s/initdb", p->binaries);
	snprintf(data, sizeof data, "%s/data", root);
	if (child_run(&p->server, (const char *const[]){ program, "--sync-only", "-D", data, NULL }) == 0)
		return true;
	error_set(e, ERR_CONFIG, "les fichiers de %s ne peuvent pas être écrits sur le disque", root);
	error_set_remedy(e, "Vérifiez la place libre");
	return false;
}

bool server_answers(const struct demo_place *p)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool ok;

	snprintf(address.sun_path, sizeof address.sun_path, "%s/.s.PGSQL.5432", p->sockets);
	ok = fd >= 0 && connect(fd, (const struct sockaddr *)&address, sizeof address) == 0;
	if (fd >= 0)
		close(fd);
	return ok;
}

void server_conninfo(const struct demo_place *p, const char *database, const char *login, struct strbuf *out)
{
	strbuf_addf(out, "host=%s port=5432 dbname=%s user='", p->sockets, database);
	for (const char *s = login; *s != '\0'; s++) {
		if (*s == '\'' || *s == '\\')
			strbuf_add(out, "\\");
		strbuf_add_n(out, s, 1);
	}
	strbuf_add(out, "'");
}
