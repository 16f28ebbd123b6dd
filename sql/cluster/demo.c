/* jalon demo: preparing, starting, keeping, stopping, removing. */
#include "sql/cluster/demo.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libpq-fe.h>

#include "core/base/strbuf.h"
#include "core/portfolio/facts.h"
#include "sql/admin/session.h"
#include "sql/cluster/place.h"
#include "sql/cluster/prepare.h"
#include "sql/cluster/server.h"
#include "sql/cluster/watch.h"

/* Waits for the lock; a file system that has none is said. */
static bool lock_wait(int fd, int kind, struct error *e)
{
	int status;

	do
		status = flock(fd, kind);
	while (status != 0 && errno == EINTR);
	if (status == 0)
		return true;
	error_set(e, ERR_CONFIG, "le verrou de la démonstration ne peut pas être pris (%s)", error_cause(errno));
	error_set_remedy(e, "Donnez par JALON_DEMO_DIR un dossier d'un disque local");
	return false;
}

/* Opens the file and takes its lock; -1 with e. */
static int lock_enter(const char *path, int kind, struct error *e)
{
	int fd = place_lock_open(path, e);

	if (fd >= 0 && !lock_wait(fd, kind, e)) {
		close(fd);
		return -1;
	}
	return fd;
}

/* The exclusive lock; says so when another process holds it. -1 with e. */
static int manage_enter(const struct demo_place *p, struct command_context *ctx, struct error *e)
{
	int fd = place_lock_open(p->manage, e);

	if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	if (errno == EWOULDBLOCK) {
		fputs("Un autre processus prépare ou arrête la démonstration : attente…\n", ctx->err);
		fflush(ctx->err);
	}
	close(fd);
	return lock_enter(p->manage, LOCK_EX, e);
}

/* The shared lock of a user; its file's time tells the watcher that someone came. */
static int users_enter(const struct demo_place *p, struct error *e)
{
	int fd = lock_enter(p->users, LOCK_SH, e);

	if (fd >= 0)
		futimens(fd, NULL);
	return fd;
}

/* The server is reached where and as this program expects it. */
static bool demo_is_up(const struct demo_place *p)
{
	return server_runs(p, p->dir) && server_answers(p);
}

/* Refuses when other processes use the demonstration. state: what it is, before « ouverte par… ». */
static bool users_none(const struct demo_place *p, const char *state, const char *act, struct error *e)
{
	int count = watch_users_count(p);

	if (count <= 0)
		return true;
	error_set(e, ERR_REFUSED, "la démonstration est %souverte par %d autre%s processus", state, count, count > 1 ? "s" : "");
	error_set_remedy(e, "Fermez-%s, puis : %s", count > 1 ? "les" : "le", act);
	return false;
}

/* What stands in the way of a usable folder is said and removed: a folder without its label was left by an
 * interrupted removal; another program's has another schema. */
static bool folder_clear(const struct demo_place *p, struct command_context *ctx, bool *ready, struct demo_label *label,
	struct error *e)
{
	char digest[65];
	struct stat st;

	*ready = false;
	if (!demo_folder_remove(p, p->leaving, e))
		return false;
	if (lstat(p->dir, &st) != 0)
		return true;
	demo_digest(digest);
	if (!demo_label_read(p, label)) {
		if (!demo_folder_is_ours(p, p->dir, e))
			return false;
		fputs("La démonstration est incomplète : elle est refaite.\n", ctx->err);
	} else if (strcmp(label->digest, digest) != 0) {
		if (!users_none(p, "d'une autre version de jalon, à refaire, et ", "jalon demo", e))
			return false;
		fputs("La démonstration vient d'une autre version de jalon : elle est refaite.\n", ctx->err);
	} else {
		*ready = true;
		return true;
	}
	return demo_folder_remove(p, p->dir, e);
}

/* Running, or started now. It may run without its socket, when /run/user has gone for instance. */
static bool server_bring_up(const struct demo_place *p, struct error *e)
{
	if (demo_is_up(p))
		return true;
	return (!server_runs(p, p->dir) || server_stop(p, p->dir, e)) && server_start(p, p->dir, false, e) &&
	       demo_verify(p, e);
}

/* Prepared and running when it returns true; what proves damaged is made again, once. The caller holds
 * the exclusive lock. */
static bool demo_bring_up(const struct demo_place *p, const struct demo_order *order, struct demo_label *label,
	struct error *e)
{
	bool ready;

	if (!folder_clear(p, order->ctx, &ready, label, e))
		return false;
	if (ready && server_bring_up(p, e))
		return true;
	if (ready && !server_runs(p, p->dir))
		return false; /* it does not even start: why is for the person to read, nothing is thrown away */
	if (ready) {
		fputs("La démonstration est abîmée : elle est refaite.\n", order->ctx->err);
		if (!demo_folder_remove(p, p->dir, e))
			return false;
	}
	return demo_prepare(p, order, e) && demo_label_read(p, label) && server_bring_up(p, e);
}

/* The first account of a role, by the order in which they were opened. */
static bool login_of_role(const struct demo_place *p, const char *role, char *login, size_t size, struct error *e)
{
	struct strbuf conninfo = { 0 };
	char *found = NULL;
	PGconn *conn;
	bool ok;

	server_conninfo(p, ADMIN_DATABASE, SERVER_OWNER, &conninfo);
	conn = admin_connect(strbuf_str(&conninfo), NULL, e);
	ok = conn != NULL && admin_scalar(conn,
		"SELECT login FROM jalon.compte WHERE role = $1 ORDER BY login <> '" DEMO_FIRST_LOGIN "', login LIMIT 1", 1,
		&role, "lecture des comptes", &found, e);
	PQfinish(conn);
	strbuf_free(&conninfo);
	if (ok && found == NULL) {
		error_set(e, ERR_NOT_FOUND, "la démonstration n'a pas de compte « %s »", role);
		error_set_remedy(e, "Choisissez --role conseiller, responsable ou controle");
		ok = false;
	}
	if (ok)
		snprintf(login, size, "%s", found);
	free(found);
	return ok;
}

static bool login_choose(const struct demo_place *p, const struct command_context *ctx, struct demo_cluster *out,
	struct error *e)
{
	snprintf(out->login, sizeof out->login, "%s", ctx->account != NULL ? ctx->account : DEMO_FIRST_LOGIN);
	if (ctx->account != NULL || ctx->role == NULL || strcmp(ctx->role, role_code(ROLE_COUNSELLOR)) == 0)
		return true;
	if (role_from_code(ctx->role) == ROLE_NONE) {
		error_set(e, ERR_USAGE, "rôle inconnu : %s (conseiller, responsable, controle…)", ctx->role);
		return false;
	}
	return login_of_role(p, ctx->role, out->login, sizeof out->login, e);
}

static bool demo_is_current(const struct demo_place *p, struct demo_label *label)
{
	char digest[65];

	demo_digest(digest);
	return demo_label_read(p, label) && strcmp(label->digest, digest) == 0 && demo_is_up(p);
}

static bool demo_open(const struct demo_place *p, struct command_context *ctx, const struct demo_sources *sources,
	struct demo_label *label, struct error *e)
{
	const struct demo_order order = { .ctx = ctx, .sources = sources, .seed = 1 };
	bool ok = demo_is_current(p, label);
	int manage;

	if (!ok) {
		if ((manage = manage_enter(p, ctx, e)) < 0)
			return false;
		if (!server_runs(p, p->dir))
			unlink(p->kept); /* of a server that has stopped since: this start is on demand */
		ok = demo_bring_up(p, &order, label, e);
		close(manage);
	}
	if (ok && access(p->kept, F_OK) != 0)
		watch_start(p);
	return ok;
}

bool demo_ensure(struct command_context *ctx, const struct demo_sources *sources, struct demo_cluster *out, struct error *e)
{
	struct demo_place p;
	struct demo_label label;
	struct strbuf conninfo = { 0 };

	*out = (struct demo_cluster){ .lock = -1 };
	if (!place_find(&p, e) || (out->lock = users_enter(&p, e)) < 0)
		return false;
	if (!demo_open(&p, ctx, sources, &label, e) || !login_choose(&p, ctx, out, e)) {
		demo_release(out);
		return false;
	}
	out->day = label.day;
	server_conninfo(&p, ADMIN_DATABASE, out->login, &conninfo);
	snprintf(out->conninfo, sizeof out->conninfo, "%s", strbuf_str(&conninfo));
	strbuf_free(&conninfo);
	return true;
}

void demo_release(struct demo_cluster *c)
{
	if (c->lock >= 0)
		close(c->lock);
	c->lock = -1;
}

struct demo_options {
	const char *verb, *seed;
	bool again, force;
};

static bool demo_options_read(struct demo_options *o, int argc, char **argv, struct error *e)
{
	const struct admin_option options[] = { { "graine", &o->seed }, { NULL, NULL } };
	char **rest = argv;
	int count = 0;
	size_t words;
	char *end;

	for (int i = 0; i < argc; i++) {
		if (strcmp(argv[i], "--refaire") == 0)
			o->again = true;
		else if (strcmp(argv[i], "--force") == 0)
			o->force = true;
		else
			rest[count++] = argv[i];
	}
	o->verb = "";
	if (!admin_options_read(options, count, rest, &o->verb, 1, &words, e))
		return false;
	if (o->seed != NULL && (strtoul(o->seed, &end, 10) > 4294967295UL || *end != '\0' || end == o->seed ||
		o->seed[0] == '-')) {
		error_set(e, ERR_USAGE, "--graine attend un nombre de 0 à 4294967295");
		return false;
	}
	return true;
}

/* Removes a folder that answers another request; refuses while it is in use. */
static bool folder_replace(const struct demo_place *p, const struct demo_options *o, struct error *e)
{
	struct demo_label label;

	if (!demo_label_read(p, &label))
		return true;
	if (!o->again && (o->seed == NULL || strtoul(o->seed, NULL, 10) == label.seed))
		return true;
	return users_none(p, "", "jalon demo preparer", e) && demo_folder_remove(p, p->dir, e);
}

static bool kept_mark(const struct demo_place *p, struct error *e)
{
	int fd = place_lock_open(p->kept, e);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static int demo_preparer(struct command_context *ctx, const struct demo_sources *sources, const struct demo_place *p,
	const struct demo_options *o)
{
	const struct demo_order order = { .ctx = ctx, .sources = sources,
		.seed = o->seed != NULL ? (unsigned)strtoul(o->seed, NULL, 10) : 1 };
	struct demo_label label = { .seed = 0 };
	struct error e = { 0 };
	char day[DATE_TEXT];
	int manage = manage_enter(p, ctx, &e);
	bool ok = manage >= 0 && folder_replace(p, o, &e) && demo_bring_up(p, &order, &label, &e) && kept_mark(p, &e);

	if (manage >= 0)
		close(manage);
	if (!ok)
		return command_fail(ctx, &e);
	fprintf(ctx->out, "Démonstration prête (jour %s, graine %u) ; elle reste en marche jusqu'à jalon demo arreter.\n",
		date_format(label.day, day), label.seed);
	if (date_compare(label.day, ctx->today) != 0)
		fputs("Elle garde le jour de sa préparation ; pour la refaire à ce jour : jalon demo preparer --refaire\n",
			ctx->out);
	return 0;
}

static int demo_arreter(struct command_context *ctx, const struct demo_place *p)
{
	struct error e = { 0 };
	int manage = manage_enter(p, ctx, &e);
	bool ran = server_runs(p, p->dir), ok = manage >= 0 && server_stop(p, p->dir, &e);

	if (ok)
		unlink(p->kept);
	if (manage >= 0)
		close(manage);
	if (!ok)
		return command_fail(ctx, &e);
	fputs(ran ? "Démonstration arrêtée.\n" : "La démonstration n'était pas en marche.\n", ctx->out);
	return 0;
}

/* Renamed first, so that an interrupted removal never leaves a folder that looks complete. */
static bool folder_leave(const struct demo_place *p, struct error *e)
{
	struct stat st;

	if (!demo_folder_remove(p, p->leaving, e) || !demo_folder_remove(p, p->partial, e) || !server_stop(p, p->dir, e))
		return false;
	if (lstat(p->dir, &st) != 0)
		return true;
	if (!demo_folder_is_ours(p, p->dir, e))
		return false;
	if (rename(p->dir, p->leaving) != 0)
		return demo_folder_remove(p, p->dir, e);
	return demo_folder_remove(p, p->leaving, e);
}

static int demo_effacer(struct command_context *ctx, const struct demo_place *p, const struct demo_options *o)
{
	struct error e = { 0 };
	struct stat st;
	bool there = lstat(p->dir, &st) == 0 || lstat(p->partial, &st) == 0 || lstat(p->leaving, &st) == 0;
	int manage = manage_enter(p, ctx, &e);
	bool ok = manage >= 0 && (o->force || users_none(p, "", "jalon demo effacer (ou --force)", &e)) && folder_leave(p, &e);

	if (ok) {
		unlink(p->kept);
		rmdir(p->sockets);
	}
	if (manage >= 0)
		close(manage);
	if (!ok)
		return command_fail(ctx, &e);
	fputs(there ? "Démonstration effacée.\n" : "Il n'y avait pas de démonstration.\n", ctx->out);
	return 0;
}

int cmd_demo(struct command_context *ctx, const struct demo_sources *sources, int argc, char **argv)
{
	struct demo_options o = { 0 };
	struct demo_place p;
	struct error e = { 0 };

	if (!demo_options_read(&o, argc, argv, &e))
		return command_fail(ctx, &e);
	if (strcmp(o.verb, "preparer") != 0 && strcmp(o.verb, "arreter") != 0 && strcmp(o.verb, "effacer") != 0)
		return command_usage(ctx, "demo attend preparer, arreter ou effacer");
	if (!place_find(&p, &e))
		return command_fail(ctx, &e);
	if (strcmp(o.verb, "preparer") == 0)
		return demo_preparer(ctx, sources, &p, &o);
	return strcmp(o.verb, "arreter") == 0 ? demo_arreter(ctx, &p) : demo_effacer(ctx, &p, &o);
}
