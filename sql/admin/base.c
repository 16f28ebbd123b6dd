/* jalon base creer, migrer, verifier. */
#include "sql/admin/admin.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/calendar.h"
#include "core/base/mem.h"
#include "sql/admin/migrate.h"
#include "sql/admin/session.h"

struct base_options {
	const char *conninfo, *base, *agency_code, *agency_name, *department;
};

static bool base_exists(PGconn *conn, const char *name, bool *exists, struct error *e)
{
	char *found;

	if (!admin_scalar(conn, "SELECT 1 FROM pg_database WHERE datname = $1", 1, &name, "lecture des bases", &found, e))
		return false;
	*exists = found != NULL;
	free(found);
	return true;
}

/* C.UTF-8 for bytes; names sort by the ICU collation that the queries ask for. */
static bool base_create(PGconn *conn, const char *name, struct error *e)
{
	char *quoted = PQescapeIdentifier(conn, name, strlen(name)), *sql;
	bool ok;

	if (quoted == NULL) {
		error_set(e, ERR_USAGE, "nom de base illisible");
		return false;
	}
	sql = mem_format("CREATE DATABASE %s TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'", quoted);
	ok = admin_run(conn, sql, "création de la base", e);
	free(sql);
	PQfreemem(quoted);
	return ok;
}

static bool agency_create(PGconn *conn, const struct base_options *o, struct error *e)
{
	const char *values[] = { o->agency_code, o->agency_name, o->department };

	return admin_exec(conn,
		"INSERT INTO jalon.agence (agence_id, code, nom, departement, fuseau)"
		" SELECT coalesce(max(agence_id), 0) + 1, $1, $2, $3,"
		" CASE $3 WHEN '971' THEN 'America/Guadeloupe' WHEN '972' THEN 'America/Martinique'"
		" WHEN '973' THEN 'America/Cayenne' WHEN '974' THEN 'Indian/Reunion'"
		" WHEN '975' THEN 'America/Miquelon' WHEN '976' THEN 'Indian/Mayotte' ELSE 'Europe/Paris' END"
		" FROM jalon.agence",
		3, values, "création de l'agence", e);
}

static bool agency_options_check(const struct base_options *o, struct error *e)
{
	if (o->agency_code == NULL || o->agency_name == NULL || o->department == NULL)
		error_set(e, ERR_USAGE,
			"base creer attend --agence-code CODE --agence-nom NOM --departement NN [--base NOM]");
	else if (!department_is_known(o->department))
		error_set(e, ERR_USAGE, "département inconnu : %s (attendu 01 à 95, 2A, 2B, 971 à 976)", o->department);
	else
		return true;
	return false;
}

/* Creates the database from a connection to « postgres ». *made tells whether it is ours to drop. */
static bool base_make(const struct base_options *o, const char *name, bool *made, struct error *e)
{
	PGconn *conn = admin_connect(o->conninfo, "postgres", e);
	bool exists = false;

	*made = false;
	if (conn == NULL)
		return false;
	if (base_exists(conn, name, &exists, e)) {
		if (exists) {
			error_set(e, ERR_REFUSED, "la base « %s » existe déjà", name);
			error_set_remedy(e, "Mettez-la à jour par jalon base migrer, ou choisissez --base");
		} else {
			*made = base_create(conn, name, e);
		}
	}
	PQfinish(conn);
	return *made;
}

/* A database that could not be filled is not left behind. */
static void base_drop(const struct base_options *o, const char *name)
{
	struct error ignored;
	PGconn *conn = admin_connect(o->conninfo, "postgres", &ignored);
	char *quoted, *sql;

	if (conn == NULL)
		return;
	quoted = PQescapeIdentifier(conn, name, strlen(name));
	sql = mem_format("DROP DATABASE IF EXISTS %s", quoted != NULL ? quoted : "\"\"");
	admin_run(conn, sql, "suppression de la base", &ignored);
	free(sql);
	PQfreemem(quoted);
	PQfinish(conn);
}

static int base_creer(struct command_context *ctx, const struct base_options *o)
{
	char *name = admin_database_name(o->conninfo, o->base);
	struct migration_report report = { 0 };
	struct error e = { 0 };
	PGconn *conn = NULL;
	bool made = false, ok;

	ok = agency_options_check(o, &e) && base_make(o, name, &made, &e);
	if (ok) {
		conn = admin_connect(o->conninfo, name, &e);
		ok = conn != NULL && migrations_apply(conn, &report, &e) && agency_create(conn, o, &e);
		PQfinish(conn);
		if (!ok)
			base_drop(o, name);
	}
	if (ok)
		fprintf(ctx->out, "Base « %s » créée, version %u, agence « %s ».\n", name, report.to, o->agency_name);
	free(name);
	return ok ? 0 : command_fail(ctx, &e);
}

static int base_migrer(struct command_context *ctx, const struct base_options *o)
{
	char *name = admin_database_name(o->conninfo, o->base);
	struct migration_report report = { 0 };
	struct error e = { 0 };
	PGconn *conn = admin_connect(o->conninfo, o->base, &e);
	bool ok = conn != NULL && migrations_apply(conn, &report, &e);

	if (ok && report.applied > 0)
		fprintf(ctx->out, "Base « %s » : %u migration(s), version %u.\n", name, report.applied, report.to);
	else if (ok)
		fprintf(ctx->out, "Base « %s » déjà à la version %u.\n", name, report.to);
	PQfinish(conn);
	free(name);
	return ok ? 0 : command_fail(ctx, &e);
}

static int base_verifier(struct command_context *ctx, const struct base_options *o)
{
	char *name = admin_database_name(o->conninfo, o->base);
	struct migration_report report = { 0 };
	struct error e = { 0 };
	PGconn *conn = admin_connect(o->conninfo, o->base, &e);
	bool connected = conn != NULL, ok = connected && migrations_verify(conn, &report, &e);
	int status = 0;

	if (ok)
		fprintf(ctx->out, "Base « %s » : version %u, conforme.\n", name, report.to);
	else
		status = command_fail(ctx, &e);
	PQfinish(conn);
	free(name);
	/* An answer that is « no » is a refusal, not a failure of the database. */
	return !ok && connected && e.code == ERR_SCHEMA ? error_exit_status(ERR_REFUSED) : status;
}

int cmd_base(struct command_context *ctx, int argc, char **argv)
{
	struct base_options o = { 0 };
	const struct admin_option options[] = { { "conninfo", &o.conninfo }, { "base", &o.base },
		{ "agence-code", &o.agency_code }, { "agence-nom", &o.agency_name },
		{ "departement", &o.department }, { NULL, NULL } };
	const char *verb = "";
	struct error e = { 0 };
	size_t count;

	if (!admin_options_read(options, argc, argv, &verb, 1, &count, &e))
		return command_fail(ctx, &e);
	if (strcmp(verb, "creer") == 0)
		return base_creer(ctx, &o);
	if (strcmp(verb, "migrer") == 0)
		return base_migrer(ctx, &o);
	if (strcmp(verb, "verifier") == 0)
		return base_verifier(ctx, &o);
	return command_usage(ctx, "base attend creer, migrer ou verifier");
}
