/* jalon compte creer, fermer: a login of the server, its one group role, its line of jalon.compte. */
#include "sql/admin/admin.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/portfolio/facts.h"
#include "sql/admin/session.h"

struct account_options {
	const char *conninfo, *base, *login, *last_name, *first_name, *role, *agency, *quotite, *until;
};

/* sql with every %I written as the two quoted identifiers, in order. Caller frees. */
static char *identifiers_format(PGconn *conn, const char *sql, const char *first, const char *second)
{
	char *a = PQescapeIdentifier(conn, first, strlen(first)), *b = PQescapeIdentifier(conn, second, strlen(second));
	const char *split = strstr(sql, "%I");
	const char *next = split != NULL ? strstr(split + 2, "%I") : NULL;
	char *out = NULL;

	if (a != NULL && b != NULL && next != NULL)
		out = mem_format("%.*s%s%.*s%s%s", (int)(split - sql), sql, a, (int)(next - split - 2), split + 2, b,
			next + 2);
	else if (a != NULL && split != NULL)
		out = mem_format("%.*s%s%s", (int)(split - sql), sql, a, split + 2);
	PQfreemem(a);
	PQfreemem(b);
	return out;
}

static bool identifiers_run(PGconn *conn, const char *sql, const char *first, const char *second, const char *doing,
	struct error *e)
{
	char *text = identifiers_format(conn, sql, first, second);
	bool ok;

	if (text == NULL) {
		error_set(e, ERR_USAGE, "identifiant illisible");
		return false;
	}
	ok = admin_run(conn, text, doing, e);
	free(text);
	return ok;
}

/* A login that exists already is taken over only when it is an ordinary one: no superuser, no owner of
 * Jalon's, no other group role. */
static bool login_check(PGconn *conn, const char *login, const char *group, bool *exists, struct error *e)
{
	const char *values[] = { login, group };
	char *kind;

	if (!admin_scalar(conn,
		    "SELECT CASE WHEN r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolreplication OR r.rolname LIKE"
		    " 'jalon\\_%' THEN 'privilegie'"
		    " WHEN EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid"
		    " AND g.rolname LIKE 'jalon\\_%' AND g.rolname <> $2) THEN 'autre' ELSE 'libre' END"
		    " FROM pg_roles r WHERE r.rolname = $1",
		    2, values, "lecture du compte", &kind, e))
		return false;
	*exists = kind != NULL;
	if (kind != NULL && strcmp(kind, "libre") != 0) {
		error_set(e, ERR_REFUSED, strcmp(kind, "autre") == 0 ?
			"le compte « %s » a déjà un autre rôle dans Jalon" :
			"le compte « %s » a des privilèges sur le serveur", login);
		error_set_remedy(e, "Choisissez un autre identifiant de connexion");
		free(kind);
		return false;
	}
	free(kind);
	return true;
}

/* The agency named, or the only one. */
static bool agency_find(PGconn *conn, const char *code, char **agency, struct error *e)
{
	const char *values[] = { code };
	char *known;

	if (!admin_scalar(conn,
		    "SELECT agence_id FROM jalon.agence WHERE code = $1::text OR ($1::text IS NULL AND"
		    " (SELECT count(*) FROM jalon.agence) = 1)",
		    1, values, "lecture des agences", agency, e))
		return false;
	if (*agency != NULL)
		return true;
	if (!admin_scalar(conn, "SELECT string_agg(code, ', ' ORDER BY code) FROM jalon.agence", 0, NULL,
		    "lecture des agences", &known, e))
		return false;
	error_set(e, code == NULL ? ERR_USAGE : ERR_NOT_FOUND, code == NULL ? "plusieurs agences ou aucune" :
		"agence inconnue : %s", code);
	error_set_remedy(e, "Donnez --agence parmi : %s", known != NULL ? known : "(aucune)");
	free(known);
	return false;
}

static bool account_write(PGconn *conn, const struct account_options *o, const char *agency, struct error *e)
{
	const char *values[] = { o->login, agency, o->last_name, o->first_name, o->role, o->quotite };

	return admin_exec(conn,
		"INSERT INTO jalon.compte (agence_id, login, nom, prenom, role, quotite, du)"
		" VALUES ($2::int, $1::name, $3, $4, $5, coalesce($6::int, 100), jalon.aujourdhui())",
		6, values, "inscription du compte", e);
}

static bool account_open(PGconn *conn, const struct account_options *o, struct error *e)
{
	char *group = mem_format("jalon_%s", o->role), *agency = NULL, *taken = NULL;
	bool exists = false, ok;

	ok = admin_scalar(conn, "SELECT 1 FROM jalon.compte WHERE login = $1::name", 1, &o->login, "lecture du compte",
		&taken, e);
	if (ok && taken != NULL) {
		error_set(e, ERR_REFUSED, "le compte « %s » existe déjà", o->login);
		error_set_remedy(e, "Choisissez un autre identifiant : un identifiant ne sert qu'une fois");
		ok = false;
	}
	ok = ok && login_check(conn, o->login, group, &exists, e) && agency_find(conn, o->agency, &agency, e) &&
	     identifiers_run(conn,
		     exists ? "ALTER ROLE %I LOGIN NOCREATEDB INHERIT" :
			      "CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS INHERIT",
		     o->login, "", "création du rôle de connexion", e) &&
	     identifiers_run(conn, "GRANT %I TO %I", group, o->login, "attribution du rôle", e) &&
	     account_write(conn, o, agency, e);
	free(taken);
	free(agency);
	free(group);
	return ok;
}

static bool account_options_check(const struct account_options *o, struct error *e)
{
	char *end = NULL;
	long quotite = o->quotite != NULL ? strtol(o->quotite, &end, 10) : 100;

	if (o->last_name == NULL || o->first_name == NULL || o->role == NULL)
		error_set(e, ERR_USAGE, "compte creer LOGIN attend --nom NOM --prenom PRENOM --role ROLE");
	else if (role_from_code(o->role) == ROLE_NONE)
		error_set(e, ERR_USAGE,
			"rôle inconnu : %s (conseiller, responsable, controle, secretariat, autorite, administrateur)", o->role);
	else if ((end != NULL && (*end != '\0' || end == o->quotite)) || quotite < 1 || quotite > 100)
		error_set(e, ERR_USAGE, "--quotite attend un nombre de 1 à 100");
	else
		return true;
	return false;
}

static int account_creer(struct command_context *ctx, const struct account_options *o)
{
	struct error e = { 0 };
	PGconn *conn = NULL;
	bool ok = account_options_check(o, &e) && (conn = admin_connect(o->conninfo, o->base, &e)) != NULL &&
		  admin_begin(conn, &e);

	if (ok)
		ok = admin_end(conn, account_open(conn, o, &e), &e);
	PQfinish(conn);
	if (!ok)
		return command_fail(ctx, &e);
	fprintf(ctx->out, "Compte « %s » créé : %s %s, %s.\n", o->login, o->first_name, o->last_name, o->role);
	return 0;
}

/* From that day on the account sees nothing (an account opened today: from tomorrow); once the day asked
 * has come the login is locked too. Nothing is cut:
 * sessions already open end by themselves. */
static bool account_close(PGconn *conn, const struct account_options *o, char **day, bool *locked, struct error *e)
{
	const char *values[] = { o->login, o->until };
	char *past = NULL;
	bool ok;

	ok = admin_scalar(conn,
		"UPDATE jalon.compte SET au = greatest(coalesce($2::date, jalon.aujourdhui()), du + 1)"
		" WHERE login = $1::name RETURNING au",
		2, values, "fermeture du compte", day, e);
	if (ok && *day == NULL) {
		error_set(e, ERR_NOT_FOUND, "compte inconnu : %s", o->login);
		error_set_remedy(e, "Vérifiez l'identifiant de connexion");
		ok = false;
	}
	ok = ok && admin_scalar(conn, "SELECT 1 WHERE coalesce($1::date, jalon.aujourdhui()) <= jalon.aujourdhui()", 1,
		values + 1, "fermeture du compte", &past, e);
	*locked = past != NULL;
	ok = ok && (!*locked || identifiers_run(conn, "ALTER ROLE %I NOLOGIN", o->login, "", "verrouillage", e));
	free(past);
	return ok;
}

static int account_fermer(struct command_context *ctx, const struct account_options *o)
{
	struct error e = { 0 };
	struct date day;
	char *closed = NULL;
	bool locked = false, ok;
	PGconn *conn;

	if (o->until != NULL && !date_parse(o->until, &day))
		return command_usage(ctx, "--au attend une date AAAA-MM-JJ");
	conn = admin_connect(o->conninfo, o->base, &e);
	ok = conn != NULL && admin_begin(conn, &e);
	if (ok)
		ok = admin_end(conn, account_close(conn, o, &closed, &locked, &e), &e);
	PQfinish(conn);
	if (ok)
		fprintf(ctx->out, locked ? "Compte « %s » fermé au %s : la connexion est refusée.\n" :
			"Compte « %s » fermé à compter du %s.\n", o->login, closed);
	free(closed);
	return ok ? 0 : command_fail(ctx, &e);
}

int cmd_compte(struct command_context *ctx, int argc, char **argv)
{
	struct account_options o = { 0 };
	const struct admin_option options[] = { { "conninfo", &o.conninfo }, { "base", &o.base },
		{ "nom", &o.last_name }, { "prenom", &o.first_name }, { "role", &o.role }, { "agence", &o.agency },
		{ "quotite", &o.quotite }, { "au", &o.until }, { NULL, NULL } };
	const char *words[2] = { "", "" };
	char until[DATE_TEXT];
	struct error e = { 0 };
	size_t count;

	/* main may have read the options that every verb shares. */
	o.role = ctx->role;
	if (date_is_set(ctx->as_of))
		o.until = date_format(ctx->as_of, until);
	if (!admin_options_read(options, argc, argv, words, 2, &count, &e))
		return command_fail(ctx, &e);
	o.login = words[1];
	if (count == 2 && strcmp(words[0], "creer") == 0)
		return account_creer(ctx, &o);
	if (count == 2 && strcmp(words[0], "fermer") == 0)
		return account_fermer(ctx, &o);
	return command_usage(ctx, "compte attend creer LOGIN ou fermer LOGIN");
}
