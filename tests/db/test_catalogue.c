/* What must hold of the schema as a whole, asked of the catalogue; each rule has a fault that it must catch.
 * Also: every constraint and every raised refusal has its French sentence, and no sentence is left over. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "sql/client/constraints.h"
#include "tests/db/world.h"
#include "tests/support/cluster.h"

struct lint {
	const char *rule;
	const char *offenders; /* one column: what breaks the rule; no row when it holds */
	const char *fault;     /* SQL that must make it find one */
};

#define REFERENCE "('schema_version', 'jour_fixe', 'regles_version', 'regle_parametre', 'ferie', 'financeur', 'formation_transition')"
/* Public data too, but of an agency: a policy would keep search from its index on words. */
#define OFFERS "('catalogue_import', 'catalogue_session')"
#define TABLES "pg_class c WHERE c.relnamespace = 'jalon'::regnamespace AND c.relkind = 'r'"
#define FUNCTIONS "pg_proc p WHERE p.pronamespace = 'jalon'::regnamespace"

static const struct lint lints[] = {
	{ "row-level security is forced on every table but the reference ones and the catalogue",
		"SELECT c.relname FROM " TABLES " AND NOT (c.relrowsecurity AND c.relforcerowsecurity) AND c.relname NOT IN " REFERENCE
		" AND c.relname NOT IN " OFFERS,
		"ALTER TABLE jalon.contact NO FORCE ROW LEVEL SECURITY" },
	{ "one permissive policy per table, role and verb",
		"SELECT polrelid::regclass || ' ' || r || ' ' || polcmd::text FROM pg_policy, unnest(polroles) r"
		" WHERE polpermissive GROUP BY polrelid, r, polcmd HAVING count(*) > 1 OR polcmd = '*'",
		"CREATE POLICY deux ON jalon.note FOR SELECT TO jalon_conseiller USING (true)" },
	{ "no policy is for PUBLIC or for a login",
		"SELECT polname FROM pg_policy, unnest(polroles) r LEFT JOIN pg_roles g ON g.oid = r"
		" WHERE g.rolname IS NULL OR g.rolname NOT LIKE 'jalon\\_%' OR g.rolcanlogin",
		"CREATE POLICY publique ON jalon.note FOR DELETE USING (true)" },
	{ "policies compare sets as arrays, never IN, and never call a scope function per row",
		"SELECT polname FROM pg_policy, pg_get_expr(polqual, polrelid) q WHERE q ~ '\\mIN\\M'"
		" OR regexp_replace(q, '\\( SELECT jalon\\.[a-z_]+\\(\\) AS [a-z_]+\\)', '', 'g') ~ 'jalon\\.[a-z_]+\\('",
		"CREATE POLICY lente ON jalon.note FOR DELETE TO jalon_conseiller USING (personne_id IN (SELECT jalon.mes_personnes()))" },
	{ "definer functions belong to a NOLOGIN non-superuser and fix their search_path, pg_temp last",
		"SELECT p.oid::regprocedure::text FROM pg_roles o, " FUNCTIONS " AND o.oid = p.proowner AND p.prosecdef AND"
		" (o.rolname NOT IN ('jalon_acces', 'jalon_proprietaire') OR o.rolsuper OR o.rolcanlogin OR NOT EXISTS"
		" (SELECT FROM unnest(p.proconfig) s WHERE s ~ '^search_path=.*pg_temp$'))",
		"CREATE FUNCTION jalon.mal() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'" },
	{ "jalon_acces owns the scope functions only, and they are definer functions",
		"SELECT p.oid::regprocedure::text FROM " FUNCTIONS " AND (p.proowner = 'jalon_acces'::regrole) <> (p.proname IN"
		" ('fuseau', 'maintenant', 'aujourdhui', 'mon_agence', 'mon_role', 'mes_personnes', 'mes_foyers') AND p.prosecdef)",
		"ALTER FUNCTION jalon.plier(text) OWNER TO jalon_acces" },
	{ "everything else belongs to jalon_proprietaire",
		"SELECT relname FROM pg_class c WHERE relnamespace = 'jalon'::regnamespace AND relowner <> 'jalon_proprietaire'::regrole"
		" UNION ALL SELECT p.oid::regprocedure::text FROM " FUNCTIONS
		" AND p.proowner NOT IN ('jalon_proprietaire'::regrole, 'jalon_acces'::regrole)",
		"ALTER TABLE jalon.contact OWNER TO postgres" },
	{ "nothing is granted to PUBLIC",
		"SELECT 'fonction ' || p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,"
		" aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE n.nspname IN ('jalon', 'jalon_extensions') AND a.grantee = 0"
		" UNION ALL SELECT 'objet ' || c.relname FROM pg_class c, aclexplode(c.relacl) a"
		" WHERE c.relnamespace = 'jalon'::regnamespace AND a.grantee = 0"
		" UNION ALL SELECT 'colonne ' || t.attname FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid, aclexplode(t.attacl) a"
		" WHERE c.relnamespace = 'jalon'::regnamespace AND a.grantee = 0"
		" UNION ALL SELECT 'schéma ' || n.nspname FROM pg_namespace n, aclexplode(n.nspacl) a"
		" WHERE n.nspname IN ('jalon', 'jalon_extensions', 'public') AND a.grantee = 0"
		" UNION ALL SELECT 'base' FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a"
		" WHERE d.datname = current_database() AND a.grantee = 0",
		"GRANT EXECUTE ON FUNCTION jalon.abandonner(uuid) TO PUBLIC" },
	{ "the group roles, the owner and jalon_acces have no login and no power over the cluster",
		"SELECT rolname FROM pg_roles WHERE rolname LIKE 'jalon\\_%' AND (rolcanlogin OR rolsuper OR rolcreaterole OR rolcreatedb"
		" OR rolreplication OR rolbypassrls <> (rolname = 'jalon_acces'))"
		" UNION ALL SELECT m.member::regrole::text FROM pg_auth_members m WHERE m.roleid IN"
		" ('jalon_proprietaire'::regrole, 'jalon_acces'::regrole) OR m.member::regrole::text LIKE 'jalon\\_%'",
		NULL }, /* roles belong to the cluster: no fault is made beside the other tests */
	{ "no login changes an object: the event trigger stands, for every command",
		"SELECT 'absent' WHERE NOT EXISTS (SELECT FROM pg_event_trigger WHERE evtname = 'jalon_objets_garder' AND evtevent = 'ddl_command_start'"
		" AND evtenabled = 'O' AND evttags IS NULL AND evtfoid = 'jalon.objets_garder'::regproc)",
		"ALTER EVENT TRIGGER jalon_objets_garder DISABLE" },
	{ "advisory locks and large objects are for the administration alone",
		"SELECT p.oid::regprocedure::text FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a"
		" WHERE p.pronamespace = 'pg_catalog'::regnamespace AND (p.proname ~ '^pg_(try_)?advisory_(xact_)?lock' OR p.proname IN"
		" ('lo_creat', 'lo_create', 'lo_from_bytea')) AND a.grantee NOT IN (p.proowner, 'jalon_administrateur'::regrole, 'jalon_proprietaire'::regrole)",
		"GRANT EXECUTE ON FUNCTION pg_advisory_lock(bigint) TO PUBLIC" },
	{ "views see with the eyes of who asks",
		"SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'jalon'::regnamespace AND (c.relkind = 'm' OR c.relkind = 'v' AND NOT"
		" coalesce(c.reloptions, '{}') @> '{security_invoker=true}')",
		"CREATE VIEW jalon.vue AS SELECT * FROM jalon.contact" },
	{ "every constraint is named by us: after its table, and not as PostgreSQL would",
		"SELECT conname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.connamespace = 'jalon'::regnamespace"
		" AND (left(conname, length(relname) + 1) <> relname || '_' OR conname ~ '_(pkey|key[0-9]*|fkey[0-9]*|check[0-9]*|excl[0-9]*)$')",
		"ALTER TABLE jalon.contact ADD CHECK (texte <> 'x')" },
	{ "no CHECK calls a clock: a dump must restore",
		"SELECT conname FROM pg_constraint WHERE connamespace = 'jalon'::regnamespace AND contype = 'c'"
		" AND pg_get_constraintdef(oid) ~* 'now\\(|current_|clock|maintenant|aujourdhui|session_user|localtime'",
		"ALTER TABLE jalon.contact ADD CONSTRAINT contact_horloge CHECK (le <= now())" },
	{ "the agency leads every unique and exclusion key, but of the directory and the reference tables",
		"SELECT x.indexrelid::regclass::text FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_attribute t"
		" ON t.attrelid = c.oid AND t.attnum = x.indkey[0] WHERE c.relnamespace = 'jalon'::regnamespace AND (x.indisunique OR x.indisexclusion)"
		" AND t.attname <> 'agence_id' AND c.relname NOT IN " REFERENCE
		" AND x.indexrelid::regclass::text NOT IN ('jalon.compte_cle', 'jalon.agence_code_unique')",
		"CREATE UNIQUE INDEX contact_seul ON jalon.contact (contact_id)" },
	{ "logins are of type name: a text column never uses its index against session_user",
		"SELECT c.relname || '.' || t.attname FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid"
		" WHERE c.relnamespace = 'jalon'::regnamespace AND c.relkind = 'r' AND t.attname IN ('login', 'auteur', 'conseiller', 'remplacant',"
		" 'titulaire', 'saisi_par', 'cree_par', 'leve_par', 'annulee_par', 'confirmation_par') AND t.atttypid NOT IN ('name'::regtype, 'uuid'::regtype)",
		"ALTER TABLE jalon.frein ALTER leve_par TYPE text" },
};

static size_t offenders_count(PGconn *conn, const struct lint *l, char *names, size_t size)
{
	PGresult *res = PQexec(conn, l->offenders);
	cr_assert_eq(PQresultStatus(res), PGRES_TUPLES_OK, "%s: %s", l->rule, PQresultErrorMessage(res));
	names[0] = '\0';
	for (int i = 0; i < PQntuples(res) && i < 20; i++)
		snprintf(names + strlen(names), size - strlen(names), "%s ", PQgetvalue(res, i, 0));
	size_t count = (size_t)PQntuples(res);
	PQclear(res);
	return count;
}

Test(catalogue, has_no_offender)
{
	struct world w = world_open();
	char names[4096];
	for (size_t i = 0; i < sizeof lints / sizeof *lints; i++)
		cr_expect_eq(offenders_count(w.owner, &lints[i], names, sizeof names), 0, "%s: %s", lints[i].rule, names);
	world_close(&w);
}

Test(catalogue, catches_every_fault)
{
	struct world w = world_open();
	char names[4096];
	for (size_t i = 0; i < sizeof lints / sizeof *lints; i++) {
		if (lints[i].fault == NULL)
			continue;
		cluster_exec(w.owner, "BEGIN");
		cluster_exec(w.owner, lints[i].fault);
		cr_expect_gt(offenders_count(w.owner, &lints[i], names, sizeof names), 0, "not caught: %s", lints[i].rule);
		cluster_exec(w.owner, "ROLLBACK");
	}
	world_close(&w);
}

/* Every name that a refusal may carry. */
static const char refusals_sql[] =
	"SELECT conname::text FROM pg_constraint WHERE connamespace = 'jalon'::regnamespace"
	" UNION SELECT replace(x.indexrelid::regclass::text, 'jalon.', '') FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid"
	" WHERE c.relnamespace = 'jalon'::regnamespace AND x.indisunique"
	" AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.indexrelid)"
	" UNION SELECT m[1] FROM pg_proc, regexp_matches(prosrc, 'jalon\\.refuser\\(''([a-z_]+)''', 'g') m"
	" WHERE pronamespace = 'jalon'::regnamespace";

Test(refusals, have_each_a_sentence_and_a_remedy)
{
	struct world w = world_open();
	PGresult *res = PQexec(w.owner, refusals_sql);
	cr_assert_eq(PQresultStatus(res), PGRES_TUPLES_OK, "%s", PQresultErrorMessage(res));
	for (int i = 0; i < PQntuples(res); i++)
		cr_expect_not_null(constraint_text_find(PQgetvalue(res, i, 0)), "%s has no sentence", PQgetvalue(res, i, 0));
	cr_expect_eq((size_t)PQntuples(res), constraint_texts_count, "a sentence is left over: %d names, %zu sentences",
		PQntuples(res), constraint_texts_count);
	PQclear(res);
	world_close(&w);
}

Test(refusals, are_sorted_and_speak_french)
{
	for (size_t i = 0; i < constraint_texts_count; i++) {
		const struct constraint_text *t = &constraint_texts[i];
		if (i > 0)
			cr_expect_lt(strcmp(t[-1].name, t->name), 0, "%s", t->name);
		cr_expect_gt(strlen(t->message), 10, "%s", t->name);
		cr_expect_null(strchr(t->message, '\n'), "%s", t->name);
		cr_expect_neq(t->message[strlen(t->message) - 1], '.', "%s", t->name);
		cr_expect_eq(constraint_text_find(t->name), t);
	}
	cr_expect_null(constraint_text_find("inconnue"));
}
