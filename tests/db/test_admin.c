/* An agency into production: base creer, regles charger, compte creer, the counsellor logs in, compte fermer. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/rules_file.h"
#include "core/base/mem.h"
#include "sql/admin/admin.h"
#include "sql/admin/migrate.h"
#include "sql/texts.h"
#include "tests/db/adapter_support.h"
#include "tests/support/cluster.h"
#include "tests/support/rules_dir.h"
#include "tests/support/shipped_funders.h"

/* One call of a verb: what it printed, its status. */
struct call { int status; char out[2048], err[2048]; };

struct office { char *base, *conninfo; };

static void office_open(struct office *o, const char *base)
{
	o->base = mem_format("%s", base);
	o->conninfo = mem_format("host=%s user=" CLUSTER_OWNER, cluster_socket());
}

/* The base goes away, and its accounts, which are cluster-wide. */
static void office_close(struct office *o, const char *logins)
{
	PGconn *conn = cluster_connect("postgres", CLUSTER_OWNER);
	char *drop = mem_format("DROP DATABASE IF EXISTS %s WITH (FORCE)", o->base);
	char *roles = mem_format("DROP ROLE IF EXISTS %s", logins);

	cluster_exec(conn, drop);
	if (logins[0] != '\0')
		cluster_exec(conn, roles);
	PQfinish(conn);
	free(drop);
	free(roles);
	free(o->base);
	free(o->conninfo);
}

static void streams_open(struct command_context *c, struct call *call)
{
	memset(call, 0, sizeof *call);
	*c = (struct command_context){ .config_dir = TEST_SOURCES "/config", .as_of = DATE_NONE,
		.today = date_make(2026, 11, 20) };
	c->out = fmemopen(call->out, sizeof call->out, "w");
	c->err = fmemopen(call->err, sizeof call->err, "w");
}

static void streams_close(struct command_context *c)
{
	fclose(c->out);
	fclose(c->err);
}

/* words: the arguments after the verb, separated by |. --base and --conninfo are added. */
static struct call run(const struct office *o, command_handler verb, const char *words)
{
	char *line = mem_strdup(words), *argv[32];
	struct command_context c;
	struct call call;
	int argc = 0;

	for (char *s = strtok(line, "|"); s != NULL; s = strtok(NULL, "|"))
		argv[argc++] = s;
	argv[argc++] = (char *)(uintptr_t)"--base";
	argv[argc++] = o->base;
	argv[argc++] = (char *)(uintptr_t)"--conninfo";
	argv[argc++] = o->conninfo;
	streams_open(&c, &call);
	call.status = verb(&c, argc, argv);
	streams_close(&c);
	free(line);
	return call;
}

static int load_rules(struct command_context *ctx, int argc, char **argv)
{
	struct rulebook book = { 0 };
	struct arena arena = { 0 };
	struct funder_list funders;
	int status;

	book = shipped_rules();
	shipped_funders(&arena, &funders);
	status = cmd_regles_charger(ctx, &book, &funders, argc, argv);
	arena_free(&arena);
	rulebook_free(&book);
	return status;
}

#define CREER "creer|--agence-code|vitre|--agence-nom|Agence de Vitré|--departement|35"

static void base_make(struct office *o, const char *base)
{
	struct call c;

	office_open(o, base);
	c = run(o, cmd_base, CREER);
	cr_assert_eq(c.status, 0, "%s", c.err);
}

static size_t lines(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += *s == '\n';
	return n;
}

static void refused(const struct call *c, int status, const char *word)
{
	cr_assert_eq(c->status, status, "%d %s%s", c->status, c->out, c->err);
	cr_assert_eq(lines(c->err), 1, "%s", c->err);
	cr_assert_not_null(strstr(c->err, word), "%s", c->err);
}

Test(admin, brings_an_agency_into_production)
{
	struct office o;
	struct call c;
	struct adapter a = { 0 };
	struct event e;
	char *conninfo;

	base_make(&o, "essai_production");
	c = run(&o, load_rules, "charger");
	cr_assert_eq(c.status, 0, "%s", c.err);
	cr_assert_not_null(strstr(c.out, "Règles chargées"), "%s", c.out);
	c = run(&o, cmd_compte, "creer|prod_conseil|--nom|Le Goff|--prenom|Maël|--role|conseiller|--quotite|80");
	cr_assert_eq(c.status, 0, "%s", c.err);
	c = run(&o, cmd_base, "verifier");
	cr_assert_eq(c.status, 0, "%s", c.err);

	conninfo = mem_format("host=%s dbname=%s", cluster_socket(), o.base);
	a.port = sql_port_open(&(struct sql_options){ .conninfo = conninfo, .account = "prod_conseil", .rules_checksum = "0" });
	adapter_wait(&a, adapter_ask(&a, REQUEST_SESSION, NULL), &e);
	cr_assert_eq(e.kind, EVENT_SESSION, "%s", e.error.message);
	cr_assert_str_eq(e.session->agency_name, "Agence de Vitré");
	cr_assert_str_eq(e.session->department, "35");
	cr_assert_not_null(e.loaded_rules);
	rulebook_free(e.loaded_rules);
	arena_free(&e.arena);
	adapter_wait(&a, adapter_ask(&a, REQUEST_REFERENTS, NULL), &e);
	cr_assert_eq(e.referent_count, 1);
	cr_assert_eq(e.referents[0].quotite, 80);
	arena_free(&e.arena);
	a.port->close(a.port->ctx);

	c = run(&o, cmd_compte, "fermer|prod_conseil");
	cr_assert_eq(c.status, 0, "%s", c.err);
	a = (struct adapter){ .port = sql_port_open(&(struct sql_options){ .conninfo = conninfo, .account = "prod_conseil" }) };
	adapter_wait(&a, adapter_ask(&a, REQUEST_SESSION, NULL), &e);
	cr_assert_eq(e.kind, EVENT_FAILED);
	cr_assert_eq(e.error.code, ERR_LOGIN);
	a.port->close(a.port->ctx);
	free(conninfo);
	office_close(&o, "prod_conseil");
}

/* Loaded with the rules; the same file changes nothing; one changed by hand is put right; one that the file no longer has stays. */
Test(admin, loads_the_funders_once)
{
	struct office o;
	struct call c;
	PGconn *conn;
	char *value;

	base_make(&o, "essai_financeurs");
	c = run(&o, load_rules, "charger");
	cr_assert_not_null(strstr(c.out, "20 financeurs"), "%s%s", c.out, c.err);
	c = run(&o, load_rules, "charger");
	cr_assert_not_null(strstr(c.out, " 0 financeurs"), "%s%s", c.out, c.err);
	conn = cluster_connect(o.base, CLUSTER_OWNER);
	value = cluster_value(conn, "SELECT string_agg(concat_ws('/', libelle, nature, remunere, coalesce(delai_jours::text, 'non fixé')), ' ' ORDER BY code)"
		" FROM jalon.financeur WHERE code IN ('constructys', 'region')");
	cr_assert_str_eq(value, "CONSTRUCTYS/opca/f/7 Région/region/t/non fixé");
	free(value);
	cluster_exec(conn, "UPDATE jalon.financeur SET delai_jours = 30 WHERE code = 'constructys';"
		"INSERT INTO jalon.financeur (code, libelle, nature, remunere, source) VALUES ('caisse', 'Caisse', 'autre', false, 'locale')");
	c = run(&o, load_rules, "charger");
	cr_assert_not_null(strstr(c.out, " 1 financeurs"), "%s%s", c.out, c.err);
	value = cluster_value(conn, "SELECT string_agg(code || ' ' || coalesce(delai_jours, 0), ' ' ORDER BY code)"
		" FROM jalon.financeur WHERE code IN ('constructys', 'caisse')");
	cr_assert_str_eq(value, "caisse 0 constructys 7");
	free(value);
	PQfinish(conn);
	office_close(&o, "prod_conseil");
}

Test(admin, loads_the_same_rules_once_and_ten_years_of_holidays)
{
	struct office o;
	struct call c;
	PGconn *conn;
	char *value;

	base_make(&o, "essai_regles");
	c = run(&o, load_rules, "charger");
	cr_assert_eq(c.status, 0, "%s", c.err);
	c = run(&o, load_rules, "charger");
	cr_assert_not_null(strstr(c.out, "déjà chargées"), "%s%s", c.out, c.err);
	conn = cluster_connect(o.base, CLUSTER_OWNER);
	value = cluster_value(conn, "SELECT count(*) || '/' || count(*) FILTER (WHERE active) FROM jalon.regles_version");
	cr_assert_str_eq(value, "1/1");
	free(value);
	value = cluster_value(conn, "SELECT min(extract(year FROM jour)) || '-' || max(extract(year FROM jour)) || ' ' || count(*)"
		" FROM jalon.ferie WHERE departement = '35'");
	cr_assert_str_eq(value, "2024-2033 110");
	free(value);
	value = cluster_value(conn, "SELECT count(*) FROM jalon.ferie WHERE departement = '57'");
	cr_assert_str_eq(value, "130");
	free(value);
	PQfinish(conn);
	office_close(&o, "");
}

Test(admin, verifies_what_was_applied)
{
	struct office o;
	struct call c;
	PGconn *conn;

	base_make(&o, "essai_verifier");
	conn = cluster_connect(o.base, CLUSTER_OWNER);
	cluster_exec(conn, "UPDATE jalon.schema_version SET empreinte = repeat('0', 64) WHERE numero = 2");
	c = run(&o, cmd_base, "verifier");
	refused(&c, 1, "002_");
	c = run(&o, cmd_base, "migrer");
	refused(&c, 3, "002_");
	cluster_exec(conn, "DELETE FROM jalon.schema_version WHERE numero > 1");
	c = run(&o, cmd_base, "verifier");
	refused(&c, 1, "jalon base migrer");
	cluster_exec(conn, "DROP SCHEMA jalon CASCADE");
	c = run(&o, cmd_base, "verifier");
	refused(&c, 1, "ne contient pas le schéma");
	PQfinish(conn);
	office_close(&o, "");
}

Test(admin, migrates_what_is_missing)
{
	struct office o;
	struct call c;

	office_open(&o, "essai_migrer");
	{
		PGconn *conn = cluster_connect("postgres", CLUSTER_OWNER);

		cluster_exec(conn, "CREATE DATABASE essai_migrer TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'");
		PQfinish(conn);
	}
	c = run(&o, cmd_base, "migrer");
	cr_assert_eq(c.status, 0, "%s", c.err);
	c = run(&o, cmd_base, "migrer");
	cr_assert_not_null(strstr(c.out, "déjà à la version"), "%s", c.out);
	c = run(&o, cmd_base, "verifier");
	cr_assert_eq(c.status, 0, "%s", c.err);
	office_close(&o, "");
}

/* A dump without --create leaves the privileges of the database itself behind. */
Test(admin, closes_a_base_that_a_restore_left_open)
{
	struct office o;
	struct call c;
	PGconn *conn;
	char *open;

	base_make(&o, "essai_ouvert");
	conn = cluster_connect(o.base, CLUSTER_OWNER);
	cluster_exec(conn, "GRANT CONNECT, TEMP ON DATABASE essai_ouvert TO PUBLIC;"
			   "REVOKE CONNECT ON DATABASE essai_ouvert FROM jalon_conseiller");
	c = run(&o, cmd_base, "verifier");
	refused(&c, 1, "ouverte à tous");
	c = run(&o, cmd_base, "migrer");
	cr_assert_eq(c.status, 0, "%s", c.err);
	c = run(&o, cmd_base, "verifier");
	cr_assert_eq(c.status, 0, "%s", c.err);
	open = cluster_value(conn, "SELECT concat(bool_or(a.grantee = 0), ' ', bool_or(a.grantee = 'jalon_conseiller'::regrole))"
				   " FROM pg_database, aclexplode(datacl) a WHERE datname = current_database()");
	cr_assert_str_eq(open, "f t");
	free(open);
	PQfinish(conn);
	office_close(&o, "");
}

Test(admin, refuses_what_it_must)
{
	struct office o;
	struct call c;

	base_make(&o, "essai_refus");
	c = run(&o, cmd_base, CREER);
	refused(&c, 1, "existe déjà");
	c = run(&o, cmd_base, "creer");
	refused(&c, 2, "--agence-code");
	c = run(&o, cmd_base, "creer|--agence-code|x|--agence-nom|X|--departement|99");
	refused(&c, 2, "département inconnu");
	c = run(&o, cmd_base, "danser");
	refused(&c, 2, "creer");
	c = run(&o, cmd_base, "verifier|--machin|1");
	refused(&c, 2, "--machin");
	c = run(&o, cmd_compte, "creer|refus_un|--nom|N|--prenom|P|--role|pape");
	refused(&c, 2, "rôle inconnu");
	c = run(&o, cmd_compte, "creer|refus_un|--nom|N|--prenom|P|--role|conseiller|--quotite|0");
	refused(&c, 2, "--quotite");
	c = run(&o, cmd_compte, "creer|refus_un|--nom|N|--prenom|P|--role|conseiller|--agence|ailleurs");
	refused(&c, 1, "vitre");
	c = run(&o, cmd_compte, "creer|Majuscule|--nom|N|--prenom|P|--role|conseiller");
	refused(&c, 1, "");
	c = run(&o, cmd_compte, "creer|" CLUSTER_OWNER "|--nom|N|--prenom|P|--role|conseiller");
	refused(&c, 1, "privilèges");
	c = run(&o, cmd_compte, "fermer|refus_un");
	refused(&c, 1, "inconnu");
	c = run(&o, cmd_compte, "fermer|refus_un|--au|31/12/2026");
	refused(&c, 2, "AAAA-MM-JJ");
	c = run(&o, cmd_compte, "creer|refus_un|--nom|N|--prenom|P|--role|conseiller");
	cr_assert_eq(c.status, 0, "%s", c.err);
	c = run(&o, cmd_compte, "creer|refus_un|--nom|N|--prenom|P|--role|conseiller");
	refused(&c, 1, "existe déjà");
	office_close(&o, "refus_un");
}

Test(admin, keeps_one_group_per_account_across_bases)
{
	struct office first, second;
	struct call c;

	base_make(&first, "essai_groupe_a");
	base_make(&second, "essai_groupe_b");
	c = run(&first, cmd_compte, "creer|groupe_un|--nom|N|--prenom|P|--role|conseiller");
	cr_assert_eq(c.status, 0, "%s", c.err);
	c = run(&second, cmd_compte, "creer|groupe_un|--nom|N|--prenom|P|--role|responsable");
	refused(&c, 1, "autre rôle");
	c = run(&second, cmd_compte, "creer|groupe_un|--nom|N|--prenom|P|--role|conseiller");
	cr_assert_eq(c.status, 0, "%s", c.err);
	office_close(&second, "");
	office_close(&first, "groupe_un");
}

Test(admin, leaves_no_base_behind_when_it_fails)
{
	struct office o;
	struct call c;
	PGconn *conn;
	char *value;

	office_open(&o, "essai_rate");
	c = run(&o, cmd_base, "creer|--agence-code|MAJUSCULE|--agence-nom|X|--departement|35");
	refused(&c, 1, "code d'agence");
	conn = cluster_connect("postgres", CLUSTER_OWNER);
	value = cluster_value(conn, "SELECT count(*) FROM pg_database WHERE datname = 'essai_rate'");
	cr_assert_str_eq(value, "0");
	free(value);
	PQfinish(conn);
	office_close(&o, "");
}

Test(admin, says_that_there_is_no_server)
{
	struct office o = { .base = mem_strdup("jalon"), .conninfo = mem_strdup("host=/nulle/part") };
	struct call c = run(&o, cmd_base, "verifier");

	refused(&c, 3, "ne répond pas");
	free(o.conninfo);
	o.conninfo = mem_strdup("host==");
	c = run(&o, cmd_base, "verifier");
	cr_assert_eq(c.status, 3, "%s", c.err);
	free(o.base);
	free(o.conninfo);
}
