/* Applying and comparing migrations. */
#include "sql/admin/migrate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sql/admin/session.h"
#include "sql/texts.h"

/* Any fixed number: two migrations of one database wait for each other. */
#define MIGRATION_LOCK "72616c6f"

/* The newest embedded migration; what every database must be at. */
static unsigned migrations_newest(void)
{
	return sql_migrations_count > 0 ? sql_migrations[sql_migrations_count - 1].number : 0;
}

/* The applied lines by number, or NULL with e; *exists false when there is no schema at all. */
static PGresult *applied_read(PGconn *conn, bool *exists, struct error *e)
{
	char *table = NULL;

	*exists = false;
	if (!admin_scalar(conn, "SELECT to_regclass('jalon.schema_version')::text", 0, NULL, "lecture de la version",
		    &table, e))
		return NULL;
	*exists = table != NULL;
	free(table);
	return admin_query(conn,
		*exists ? "SELECT numero, nom, empreinte FROM jalon.schema_version ORDER BY numero"
			: "SELECT NULL::int, NULL::text, NULL::text WHERE false",
		0, NULL, "lecture de la version", e);
}

/* Checks that every applied line is the embedded one of its number; leaves the first fault in e. */
static bool applied_check(const PGresult *res, struct error *e)
{
	int rows = PQntuples(res), faults = 0;

	for (int i = 0; i < rows; i++) {
		const char *name = PQgetvalue(res, i, 1), *checksum = PQgetvalue(res, i, 2);
		long number = strtol(PQgetvalue(res, i, 0), NULL, 10);

		if (number == i + 1 && (size_t)i < sql_migrations_count &&
			strcmp(sql_migrations[i].checksum, checksum) == 0)
			continue;
		if (faults++ > 0)
			continue;
		if ((size_t)i >= sql_migrations_count)
			error_set(e, ERR_SCHEMA, "la base est de la version %d, plus récente que ce programme (version %u)",
				rows, migrations_newest());
		else
			error_set(e, ERR_SCHEMA, "la migration %03ld_%s de la base n'est pas celle de ce programme",
				number, name);
	}
	if (faults == 0)
		return true;
	if ((size_t)rows > sql_migrations_count)
		error_set_remedy(e, "Installez la version de jalon qui a créé cette base");
	else
		error_set_remedy(e, "%d écart(s) : revenez à la version d'origine de jalon, ou restaurez une sauvegarde",
			faults);
	return false;
}

static bool migration_record(PGconn *conn, const struct sql_migration *m, struct error *e)
{
	char number[16];
	const char *values[] = { number, m->name, m->checksum };

	snprintf(number, sizeof number, "%u", m->number);
	return admin_exec(conn, "INSERT INTO jalon.schema_version (numero, nom, empreinte) VALUES ($1::int, $2, $3)", 3,
		values, "inscription de la version", e);
}

static bool migration_run(PGconn *conn, const struct sql_migration *m, struct error *e)
{
	char doing[128];
	bool ok;

	snprintf(doing, sizeof doing, "migration %03u_%s", m->number, m->name);
	if (!admin_begin(conn, e))
		return false;
	ok = admin_run(conn, m->text, doing, e) && admin_run(conn, "RESET ROLE; RESET search_path", doing, e) &&
	     migration_record(conn, m, e);
	return admin_end(conn, ok, e);
}

/* *open: PUBLIC has privileges on the database. A dump restored into a base made by hand leaves it so: only
 * pg_dump --create carries the privileges of the database itself. */
static bool database_is_open(PGconn *conn, bool *open, struct error *e)
{
	char *found = NULL;
	bool ok = admin_scalar(conn,
		"SELECT 1 FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a"
		" WHERE d.datname = current_database() AND a.grantee = 0 LIMIT 1",
		0, NULL, "lecture des droits de la base", &found, e);

	*open = found != NULL;
	free(found);
	return ok;
}

/* As 001_socle does: connecting is for the group roles. */
static bool database_close(PGconn *conn, struct error *e)
{
	bool open = false, ok = database_is_open(conn, &open, e);

	return ok && (!open || admin_run(conn,
		"DO $$ BEGIN EXECUTE format('REVOKE ALL ON DATABASE %1$I FROM PUBLIC; GRANT CONNECT ON DATABASE %1$I TO"
		" jalon_conseiller, jalon_responsable, jalon_controle, jalon_secretariat, jalon_autorite,"
		" jalon_administrateur, jalon_import', current_database()); END $$", "droits de la base", e));
}

static bool migrations_locked_apply(PGconn *conn, struct migration_report *report, struct error *e)
{
	bool exists, ok;
	PGresult *res = applied_read(conn, &exists, e);

	if (res == NULL)
		return false;
	report->from = report->to = (unsigned)PQntuples(res);
	ok = applied_check(res, e);
	PQclear(res);
	for (size_t i = report->from; ok && i < sql_migrations_count; i++) {
		ok = migration_run(conn, &sql_migrations[i], e);
		if (ok) {
			report->to = sql_migrations[i].number;
			report->applied++;
		}
	}
	return ok && database_close(conn, e);
}

bool migrations_apply(PGconn *conn, struct migration_report *report, struct error *e)
{
	struct error ignored;
	bool ok;

	*report = (struct migration_report){ 0 };
	if (!admin_run(conn, "SELECT pg_advisory_lock(x'" MIGRATION_LOCK "'::int)", "attente du verrou de migration", e))
		return false;
	ok = migrations_locked_apply(conn, report, e);
	admin_run(conn, "SELECT pg_advisory_unlock(x'" MIGRATION_LOCK "'::int)", "verrou", &ignored);
	return ok;
}

bool migrations_verify(PGconn *conn, struct migration_report *report, struct error *e)
{
	bool exists, ok, open = false;
	PGresult *res;

	*report = (struct migration_report){ 0 };
	res = applied_read(conn, &exists, e);
	if (res == NULL)
		return false;
	report->from = report->to = (unsigned)PQntuples(res);
	ok = applied_check(res, e);
	if (ok && !exists) {
		error_set(e, ERR_SCHEMA, "la base ne contient pas le schéma de jalon");
		error_set_remedy(e, "Lancez jalon base migrer");
		ok = false;
	} else if (ok && report->to < migrations_newest()) {
		error_set(e, ERR_SCHEMA, "la base est de la version %u, le programme de la version %u", report->to,
			migrations_newest());
		error_set_remedy(e, "Lancez jalon base migrer");
		ok = false;
	} else if (ok) {
		ok = database_is_open(conn, &open, e);
	}
	if (open) {
		error_set(e, ERR_SCHEMA, "la base est ouverte à tous les comptes du serveur : ses droits n'ont pas été restaurés");
		error_set_remedy(e, "Lancez jalon base migrer");
		ok = false;
	}
	PQclear(res);
	return ok;
}
