/* The first preparation of the demonstration. */
#include "sql/cluster/prepare.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libpq-fe.h>
#include <sha2.h>

#include "core/base/strbuf.h"
#include "sql/admin/migrate.h"
#include "sql/admin/funders_store.h"
#include "sql/admin/rules_store.h"
#include "sql/admin/session.h"
#include "sql/cluster/child.h"
#include "sql/cluster/server.h"
#include "sql/demo/demo_data.h"
#include "sql/texts.h"

#define PATH_ROOM (PLACE_PATH + 96)

/* One line on ctx->err; the same line is rewritten on a terminal. NULL ends it. */
static void demo_progress(struct command_context *ctx, const char *text)
{
	bool tty = isatty(fileno(ctx->err)) == 1;

	if (text == NULL)
		fputs(tty ? "\r\033[K" : "", ctx->err);
	else if (tty)
		fprintf(ctx->err, "\r\033[KPréparation de la démonstration : %s…", text);
	else
		fprintf(ctx->err, "Préparation de la démonstration : %s…\n", text);
	fflush(ctx->err);
}

static void progress_report(void *ctx, const char *text)
{
	demo_progress(ctx, text);
}

void demo_digest(char out[65])
{
	SHA2_CTX sha;

	SHA256Init(&sha);
	for (size_t i = 0; i < sql_migrations_count; i++)
		SHA256Update(&sha, (const uint8_t *)sql_migrations[i].checksum, strlen(sql_migrations[i].checksum));
	SHA256End(&sha, out);
}

static bool label_parse(char *text, struct demo_label *out)
{
	char day[DATE_TEXT];

	return sscanf(text, "empreinte=%64[0-9a-f]\ngraine=%u\njour=%10[0-9-]\n", out->digest, &out->seed, day) == 3 &&
	       date_parse(day, &out->day);
}

/* What no server starts without: a copy or a removal that was interrupted shows here. */
static bool folder_is_whole(const char *root)
{
	static const char *const parts[] = { "PG_VERSION", "global/pg_control", "base", "pg_wal", "postgresql.conf",
		"pg_hba.conf", "pg_ident.conf" };
	char path[PATH_ROOM];
	struct stat st;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		snprintf(path, sizeof path, "%s/data/%s", root, parts[i]);
		if (stat(path, &st) != 0)
			return false;
	}
	return true;
}

bool demo_label_read(const struct demo_place *p, struct demo_label *out)
{
	char path[PATH_ROOM], text[256] = "";
	ssize_t n;
	int fd;

	if (!folder_is_whole(p->dir))
		return false;
	snprintf(path, sizeof path, "%s/etiquette", p->dir);
	fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return false;
	n = read(fd, text, sizeof text - 1);
	close(fd);
	return n > 0 && label_parse(text, out);
}

static bool label_write(const struct demo_place *p, unsigned seed, struct date today, struct error *e)
{
	char path[PATH_ROOM], text[256], digest[65], day[DATE_TEXT];

	demo_digest(digest);
	snprintf(path, sizeof path, "%s/etiquette", p->partial);
	snprintf(text, sizeof text, "empreinte=%s\ngraine=%u\njour=%s\n", digest, seed, date_format(today, day));
	if (child_call(&p->server, child_file_write, &(struct child_file){ path, text }) == 0)
		return true;
	error_set(e, ERR_CONFIG, "le fichier %s ne peut pas être écrit", path);
	error_set_remedy(e, "Vérifiez la place libre");
	return false;
}

/* At a folder of the person's choosing, only what bears our mark is removed; the names that we derive from
 * it are ours. */
static bool folder_bears_our_mark(const struct demo_place *p, const char *root)
{
	static const char *const marks[] = { "etiquette", "serveur.log", "data/PG_VERSION" };
	char path[PATH_ROOM];

	if (!p->custom || strcmp(root, p->dir) != 0 || rmdir(root) == 0)
		return true;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		snprintf(path, sizeof path, "%s/%s", root, marks[i]);
		if (access(path, F_OK) == 0)
			return true;
	}
	return false;
}

bool demo_folder_is_ours(const struct demo_place *p, const char *root, struct error *e)
{
	if (folder_bears_our_mark(p, root))
		return true;
	error_set(e, ERR_REFUSED, "le dossier %s contient autre chose qu'une démonstration", root);
	error_set_remedy(e, "Déplacez-le, ou donnez un autre dossier par JALON_DEMO_DIR");
	return false;
}

bool demo_folder_remove(const struct demo_place *p, const char *root, struct error *e)
{
	struct stat st;

	if (lstat(root, &st) != 0)
		return true;
	if (!demo_folder_is_ours(p, root, e))
		return false;
	if (!server_stop(p, root, e))
		return false;
	if (S_ISDIR(st.st_mode))
		child_call(&p->server, child_tree_remove, root);
	/* The folder itself lies in a folder of ours, not of the server's. What root put inside is root's to remove. */
	if (S_ISDIR(st.st_mode) && rmdir(root) != 0 && errno != ENOENT && p->server.other)
		child_tree_remove(root);
	if ((!S_ISDIR(st.st_mode) && unlink(root) != 0) || lstat(root, &st) == 0) {
		error_set(e, ERR_CONFIG, "le dossier %s ne peut pas être supprimé", root);
		error_set_remedy(e, "Vérifiez les droits, ou supprimez-le vous-même");
		return false;
	}
	return true;
}

static bool folder_make(const struct demo_place *p, struct error *e)
{
	int fd = -1;
	bool ok = mkdir(p->partial, 0700) == 0 &&
		  (fd = open(p->partial, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) >= 0 &&
		  (!p->server.other || fchown(fd, p->server.uid, p->server.gid) == 0);

	if (!ok) {
		error_set(e, ERR_CONFIG, "le dossier %s ne peut pas être créé (%s)", p->partial, error_cause(errno));
		error_set_remedy(e, "Vérifiez la place libre et les droits");
	}
	if (fd >= 0)
		close(fd);
	return ok;
}

static PGconn *owner_connect(const struct demo_place *p, const char *database, struct error *e)
{
	struct strbuf conninfo = { 0 };
	PGconn *conn;

	server_conninfo(p, database, SERVER_OWNER, &conninfo);
	conn = admin_connect(strbuf_str(&conninfo), database, e);
	strbuf_free(&conninfo);
	return conn;
}

static bool database_create(const struct demo_place *p, struct error *e)
{
	PGconn *conn = owner_connect(p, "postgres", e);
	bool ok = conn != NULL && admin_run(conn, "CREATE DATABASE " ADMIN_DATABASE " TEMPLATE template0"
		" ENCODING 'UTF8' LOCALE 'C.UTF-8'", "création de la base", e);

	PQfinish(conn);
	return ok;
}

/* The demonstration's accounts all open to the person who owns it. */
static bool logins_make(const struct demo_place *p, PGconn *conn, struct error *e)
{
	char *logins = NULL;
	bool ok = admin_scalar(conn, "SELECT string_agg(login, E'\\n' ORDER BY login) FROM jalon.compte", 0, NULL,
			  "lecture des comptes", &logins, e) &&
		  server_logins_write(p, p->partial, logins != NULL ? logins : "", e);

	free(logins);
	return ok;
}

static bool rules_load_into(PGconn *conn, const struct demo_order *order, struct error *e)
{
	struct rulebook book = { 0 };
	struct rules_stored stored;
	int year, month, day;
	bool ok;

	date_split(order->ctx->today, &year, &month, &day);
	if (!order->sources->rules(order->ctx, &book, e))
		return false;
	ok = rules_store(conn, &book, year, &stored, e);
	rulebook_free(&book);
	return ok;
}

static bool funders_load_into(PGconn *conn, const struct demo_order *order, struct error *e)
{
	struct arena arena = { 0 };
	struct funder_list funders;
	long changed;
	bool ok = order->sources->funders(order->ctx, &arena, &funders, e) && funders_store(conn, &funders, &changed, e);

	arena_free(&arena);
	return ok;
}

/* Everything that goes through the connection. */
static bool database_fill(const struct demo_place *p, const struct demo_order *order, struct error *e)
{
	char day[DATE_TEXT];
	const char *values[] = { date_format(order->ctx->today, day) };
	struct migration_report report;
	PGconn *conn = owner_connect(p, ADMIN_DATABASE, e);
	bool ok = conn != NULL;

	demo_progress(order->ctx, "schéma");
	ok = ok && migrations_apply(conn, &report, e) &&
	     admin_exec(conn, "INSERT INTO jalon.jour_fixe (jour) VALUES ($1::date)", 1, values, "jour de la démonstration", e);
	demo_progress(order->ctx, "règles");
	ok = ok && rules_load_into(conn, order, e) && funders_load_into(conn, order, e);
	demo_progress(order->ctx, "données");
	ok = ok && demo_data_load(conn, order->seed, order->ctx->today, progress_report, order->ctx, e);
	demo_progress(order->ctx, "comptes");
	ok = ok && logins_make(p, conn, e) && admin_run(conn, "VACUUM (ANALYZE)", "statistiques", e);
	PQfinish(conn);
	return ok;
}

bool demo_verify(const struct demo_place *p, struct error *e)
{
	struct migration_report report;
	PGconn *conn = owner_connect(p, ADMIN_DATABASE, e);
	bool ok = conn != NULL && migrations_verify(conn, &report, e) &&
		  admin_run(conn, "SELECT count(*) FROM jalon.personne", "lecture des personnes", e);

	PQfinish(conn);
	return ok;
}

bool demo_prepare(const struct demo_place *p, const struct demo_order *order, struct error *e)
{
	struct stat st;
	struct error ignored;
	bool ok;

	if (lstat(p->partial, &st) == 0)
		fputs("Une préparation interrompue est effacée et reprise.\n", order->ctx->err);
	if (!demo_folder_remove(p, p->partial, e))
		return false;
	demo_progress(order->ctx, "serveur");
	ok = folder_make(p, e) && server_init(p, p->partial, e) && server_start(p, p->partial, true, e) &&
	     database_create(p, e) && database_fill(p, order, e);
	demo_progress(order->ctx, "mise en place");
	ok = ok && server_stop(p, p->partial, e) && server_sync(p, p->partial, e) &&
	     label_write(p, order->seed, order->ctx->today, e);
	if (ok && rename(p->partial, p->dir) != 0) {
		error_set(e, ERR_CONFIG, "le dossier %s ne peut pas être mis en place (%s)", p->dir, error_cause(errno));
		ok = false;
	}
	demo_progress(order->ctx, NULL);
	if (!ok)
		demo_folder_remove(p, p->partial, &ignored);
	return ok;
}
