/* Folders, accounts and lock files of the private demonstration. */
#include "sql/cluster/place.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <pwd.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SERVER_ACCOUNT "postgres"
#define SERVER_OLDEST 15
#define SOCKET_LONGEST 107 /* sun_path without its NUL */

static bool account_find(struct demo_place *p, struct error *e)
{
	struct passwd *me = getpwuid(geteuid()), *server;

	if (me == NULL) {
		error_set(e, ERR_CONFIG, "le compte Unix %ld n'a pas de nom", (long)geteuid());
		error_set_remedy(e, "Lancez jalon depuis un compte connu du système");
		return false;
	}
	snprintf(p->user, sizeof p->user, "%s", me->pw_name);
	server = geteuid() == 0 ? getpwnam(SERVER_ACCOUNT) : me;
	if (server == NULL) {
		error_set(e, ERR_CONFIG, "le compte Unix « " SERVER_ACCOUNT " » n'existe pas");
		error_set_remedy(e, "Installez le paquet postgresql : ./bootstrap demo");
		return false;
	}
	p->server = (struct server_account){ .uid = server->pw_uid, .gid = server->pw_gid, .other = geteuid() == 0 };
	snprintf(p->server.name, sizeof p->server.name, "%s", server->pw_name);
	return true;
}

/* The newest installed server, by the number of its folder. */
static bool binaries_find(struct demo_place *p, struct error *e)
{
	glob_t found;
	long best = 0;

	if (glob("/usr/lib/postgresql/*/bin/initdb", 0, NULL, &found) == 0) {
		for (size_t i = 0; i < found.gl_pathc; i++) {
			long version = strtol(found.gl_pathv[i] + strlen("/usr/lib/postgresql/"), NULL, 10);

			if (version < SERVER_OLDEST || version <= best)
				continue;
			best = version;
			snprintf(p->binaries, sizeof p->binaries, "/usr/lib/postgresql/%ld/bin", version);
		}
		globfree(&found);
	}
	if (best > 0)
		return true;
	error_set(e, ERR_CONFIG, "PostgreSQL %d ou plus récent n'est pas installé", SERVER_OLDEST);
	error_set_remedy(e, "Installez le paquet postgresql : ./bootstrap demo");
	return false;
}

static bool dir_choose(struct demo_place *p, struct error *e)
{
	const char *custom = getenv("JALON_DEMO_DIR"), *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	struct passwd *me = getpwuid(geteuid());
	int len;

	/* Another folder than the one named would be the wrong one to stop or to erase. */
	if (custom != NULL && custom[0] != '\0' && custom[0] != '/') {
		error_set(e, ERR_CONFIG, "JALON_DEMO_DIR n'est pas un chemin absolu : %s", custom);
		error_set_remedy(e, "Donnez-le depuis la racine, par exemple /tmp/demo");
		return false;
	}
	p->custom = custom != NULL && custom[0] == '/';
	if (home == NULL || home[0] != '/')
		home = me != NULL ? me->pw_dir : "/";
	if (p->custom)
		len = snprintf(p->dir, sizeof p->dir, "%s", custom);
	else if (geteuid() == 0)
		len = snprintf(p->dir, sizeof p->dir, "/var/lib/jalon/demo");
	else if (state != NULL && state[0] == '/')
		len = snprintf(p->dir, sizeof p->dir, "%s/jalon/demo", state);
	else
		len = snprintf(p->dir, sizeof p->dir, "%s/.local/state/jalon/demo", home);
	while (len > 1 && (size_t)len < sizeof p->dir && p->dir[len - 1] == '/')
		p->dir[--len] = '\0';
	if ((size_t)len >= sizeof p->dir || strchr(p->dir + 1, '/') == NULL || strpbrk(p->dir, "'\"\n\\") != NULL) {
		error_set(e, ERR_CONFIG, "le dossier de la démonstration a un chemin inutilisable");
		error_set_remedy(e, "Donnez par JALON_DEMO_DIR un chemin absolu, court, sans guillemet");
		return false;
	}
	return true;
}

/* mkdir -p; parents that exist are left as they are. */
static bool parents_make(const struct demo_place *p, struct error *e)
{
	mode_t mode = p->server.other ? 0755 : 0700;
	char path[PLACE_PATH];

	snprintf(path, sizeof path, "%s", p->parent);
	for (char *s = strchr(path + 1, '/');; s = strchr(s + 1, '/')) {
		if (s != NULL)
			*s = '\0';
		if (mkdir(path, mode) != 0 && errno != EEXIST) {
			error_set(e, ERR_CONFIG, "le dossier %s ne peut pas être créé (%s)", path, error_cause(errno));
			error_set_remedy(e, "Vérifiez les droits, ou donnez un autre dossier par JALON_DEMO_DIR");
			return false;
		}
		if (s == NULL)
			return true;
		*s = '/';
	}
}

/* Short, because a socket's path holds 107 bytes; another demonstration folder gets another name. */
static void sockets_name(struct demo_place *p)
{
	char runtime[32], suffix[16] = "";
	struct stat st;
	uint32_t hash = 2166136261U;

	for (const char *s = p->dir; *s != '\0'; s++)
		hash = (hash ^ (unsigned char)*s) * 16777619U;
	if (p->custom)
		snprintf(suffix, sizeof suffix, "-%08x", hash);
	snprintf(runtime, sizeof runtime, "/run/user/%ld", (long)geteuid());
	if (geteuid() == 0 && access("/run", W_OK) == 0)
		snprintf(p->sockets, sizeof p->sockets, "/run/jalon-demo%s", suffix);
	else if (geteuid() != 0 && lstat(runtime, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == geteuid())
		snprintf(p->sockets, sizeof p->sockets, "%s/jalon-demo%s", runtime, suffix);
	else
		snprintf(p->sockets, sizeof p->sockets, "/tmp/jalon-demo-%ld%s", (long)geteuid(), suffix);
}

bool place_find(struct demo_place *p, struct error *e)
{
	memset(p, 0, sizeof *p);
	if (!account_find(p, e) || !binaries_find(p, e) || !dir_choose(p, e))
		return false;
	snprintf(p->parent, sizeof p->parent, "%.*s", (int)(strrchr(p->dir, '/') - p->dir), p->dir);
	snprintf(p->partial, sizeof p->partial, "%s.partial", p->dir);
	snprintf(p->leaving, sizeof p->leaving, "%s.effacement", p->dir);
	snprintf(p->manage, sizeof p->manage, "%s.verrou", p->dir);
	snprintf(p->users, sizeof p->users, "%s.utilisateurs", p->dir);
	snprintf(p->watcher, sizeof p->watcher, "%s.veilleur", p->dir);
	snprintf(p->kept, sizeof p->kept, "%s.gardee", p->dir);
	sockets_name(p);
	return parents_make(p, e);
}

bool place_sockets_make(const struct demo_place *p, struct error *e)
{
	struct stat st;
	int fd;
	bool ok;

	if (strlen(p->sockets) + strlen("/.s.PGSQL.5432") > SOCKET_LONGEST) {
		error_set(e, ERR_CONFIG, "le chemin de la prise %s est trop long", p->sockets);
		return false;
	}
	/* Made by us it belongs to us; found, it must be the server's or ours. A link is refused by O_NOFOLLOW;
	 * under /tmp the sticky bit keeps others from replacing it afterwards. */
	if (mkdir(p->sockets, 0700) != 0 && errno != EEXIST) {
		error_set(e, ERR_CONFIG, "le dossier %s ne peut pas être créé (%s)", p->sockets, error_cause(errno));
		return false;
	}
	fd = open(p->sockets, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	ok = fd >= 0 && fstat(fd, &st) == 0 && (st.st_uid == p->server.uid || st.st_uid == geteuid()) &&
	     (st.st_uid == p->server.uid || fchown(fd, p->server.uid, p->server.gid) == 0) && fchmod(fd, 0700) == 0;
	if (!ok) {
		error_set(e, ERR_CONFIG, "le dossier %s n'appartient pas à ce compte", p->sockets);
		error_set_remedy(e, "Supprimez-le, puis recommencez");
	}
	if (fd >= 0)
		close(fd);
	return ok;
}

int place_lock_open(const char *path, struct error *e)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0) {
		error_set(e, ERR_CONFIG, "le fichier %s ne peut pas être ouvert (%s)", path, error_cause(errno));
		error_set_remedy(e, "Vérifiez les droits du dossier");
	}
	return fd;
}
