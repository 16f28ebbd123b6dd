/* The catalogue: a provider's file loaded whole or not at all, by the administrator alone; what a search finds. */
#include <stdlib.h>
#include <string.h>

#include "config/catalogue_file.h"
#include "core/base/mem.h"
#include "core/base/strbuf.h"
#include "sql/admin/catalogue_store.h"
#include "tests/db/query_rows.h"
#include "tests/db/world.h"
#include "tests/support/cluster.h"

static struct world w;
static PGconn *admin, *me;

static void open_world(void)
{
	w = world_open();
	world_agenda_add(&w);
	admin = world_login(&w, "w_administrateur");
	me = world_login(&w, "w_conseiller");
}

static void close_world(void)
{
	PQfinish(admin);
	PQfinish(me);
	world_close(&w);
}

TestSuite(courses, .init = open_world, .fini = close_world);

#define HEADER "cle;offre;organisme;intitule;rome;heures;debut;fin;places;lieu;departement;financeurs\n"
#define SOUDEUR "A1;SOU;AFPA;Soudeur;H2913;800;2027-02-01;2027-06-18;8;Rennes;35;region\n"
#define CUISINE "A2;CUI;GRETA;Cuisinière;G1602;400;2027-03-01;2027-05-28;;Vitré;35;region opca\n"
#define PASSEE "A3;CUI;GRETA;Cuisinière;G1602;400;2026-10-01;2026-12-18;0;Vitré;35;\n"

/* What became of the lines, as « 2 2 0 0 0 » (read, added, changed, unchanged, withdrawn), or the refusal. Static. */
static const char *load(PGconn *conn, const char *provider, const char *text, bool trial)
{
	static char said[700];
	struct arena arena = { 0 };
	struct funder_list funders;
	struct course_batch batch;
	struct catalogue_loaded l;
	struct error e = { 0 };

	cr_assert(catalogue_funders(w.owner, &arena, &funders, &e), "%s", e.message);
	catalogue_bytes_read(text, strlen(text), &funders, &batch);
	cr_assert_eq(batch.fault_count, 0, "%s", batch.fault_count > 0 ? batch.faults[0].expected : "");
	if (catalogue_store(conn, &(struct catalogue_load){ provider, "offre.csv", NULL, trial, false }, &batch, &l, &e))
		snprintf(said, sizeof said, "%ld %ld %ld %ld %ld", l.lines, l.added, l.changed, l.unchanged, l.withdrawn);
	else
		snprintf(said, sizeof said, "%s %s", e.sqlstate, e.constraint);
	PQclear(l.detail);
	course_batch_free(&batch);
	arena_free(&arena);
	return said;
}

#define LOADS(expected, conn, provider, text, trial) \
	do { \
		const char *load_got = load(conn, provider, text, trial); \
		cr_expect_str_eq(load_got, expected, "%s", load_got); \
	} while (0)

/* All that an import may write. */
#define TRACE "SELECT md5((SELECT string_agg(i::text, '' ORDER BY import_id) FROM jalon.catalogue_import i)" \
	" || (SELECT string_agg(s::text, '' ORDER BY session_id) FROM jalon.catalogue_session s))"

static char *trace(void)
{
	return cluster_value(w.owner, TRACE);
}

static void expect_same_trace(char *before, const char *why)
{
	char *after = trace();

	cr_expect_str_eq(after, before, "%s", why);
	free(before);
	free(after);
}

Test(courses, are_loaded_once)
{
	LOADS("2 2 0 0 0", admin, "greta", HEADER SOUDEUR CUISINE, false);
	ANSWERS("1|A1,A2", w.owner, "SELECT min(agence_id) || '|' || string_agg(cle, ',' ORDER BY cle) FROM jalon.catalogue_session WHERE fournisseur = 'greta'");
	/* The same file again: nothing is added nor changed; it is dated, and no session is rewritten. */
	char *rows = cluster_value(w.owner, "SELECT string_agg(xmin::text, ' ') FROM jalon.catalogue_session");
	LOADS("2 0 0 2 0", admin, "greta", HEADER SOUDEUR CUISINE, false);
	ANSWERS(rows, w.owner, "SELECT string_agg(xmin::text, ' ') FROM jalon.catalogue_session");
	free(rows);
	ANSWERS("2|w_administrateur|offre.csv", w.owner, "SELECT count(*) || '|' || min(par) || '|' || min(fichier) FROM jalon.catalogue_import"
		" WHERE fournisseur = 'greta'");
}

Test(courses, are_compared_by_the_providers_key)
{
	LOADS("2 2 0 0 0", admin, "greta", HEADER SOUDEUR CUISINE, false);
	/* One changes, one is new, one is missing: withdrawn, and kept. */
	LOADS("2 1 1 0 1", admin, "greta", HEADER "A1;SOU;AFPA;Soudeur;H2913;800;2027-02-01;2027-06-18;3;Rennes;35;region\n"
		"A9;CAR;AFPA;Carreleur;;200;2027-02-01;2027-03-18;3;Rennes;35;\n", false);
	ANSWERS("3", w.owner, "SELECT places FROM jalon.catalogue_session WHERE fournisseur = 'greta' AND cle = 'A1'");
	ANSWERS("2026-11-20", w.owner, "SELECT retiree_le FROM jalon.catalogue_session WHERE fournisseur = 'greta' AND cle = 'A2'");
	/* It comes back, under the same id: requests may name it. */
	char *id = cluster_value(w.owner, "SELECT session_id FROM jalon.catalogue_session WHERE fournisseur = 'greta' AND cle = 'A2'");
	LOADS("1 0 1 0 2", admin, "greta", HEADER CUISINE, false);
	ANSWERS(id, w.owner, "SELECT session_id FROM jalon.catalogue_session WHERE fournisseur = 'greta' AND cle = 'A2' AND retiree_le IS NULL");
	free(id);
	/* Another provider's keys are its own. */
	LOADS("1 1 0 0 0", admin, "afpa", HEADER SOUDEUR, false);
	ANSWERS("2", w.owner, "SELECT count(*) FROM jalon.catalogue_session WHERE fournisseur = 'region' AND retiree_le IS NULL AND agence_id = 1");
}

Test(courses, that_have_begun_are_not_withdrawn)
{
	LOADS("2 2 0 0 0", admin, "greta", HEADER SOUDEUR PASSEE, false);
	LOADS("1 0 0 1 0", admin, "greta", HEADER SOUDEUR, false);
	ANSWERS("t", w.owner, "SELECT retiree_le IS NULL FROM jalon.catalogue_session WHERE fournisseur = 'greta' AND cle = 'A3'");
}

Test(courses, a_trial_writes_nothing)
{
	LOADS("2 2 0 0 0", admin, "greta", HEADER SOUDEUR CUISINE, false);
	char *before = trace();
	LOADS("2 1 0 1 1", admin, "greta", HEADER SOUDEUR "A9;CAR;AFPA;Carreleur;;200;2027-02-01;2027-03-18;3;Rennes;35;\n", true);
	expect_same_trace(before, "the trial wrote");
}

/* As many sessions, « c1 » to « cN ». */
#define OFFER(count) "(SELECT json_agg(json_build_object('ligne', n + 1, 'cle', 'c' || n, 'offre', 'o', 'organisme', 'AFPA', 'intitule'," \
	" 'Soudeur', 'minutes', '600', 'debut', '2027-02-01', 'fin', '2027-03-01')) FROM generate_series(1, " #count ") n)"

/* catalogue_retraits_nombreux: more than ten, and more than one in five of those known. Each bound, kept and passed. */
Test(courses, are_not_withdrawn_by_the_many_unless_it_is_meant)
{
	static const struct { int withdrawn, kept; const char *many; } cases[] = {
		{ 10, 0, "f" }, { 11, 0, "t" }, { 11, 44, "f" }, { 11, 43, "t" }, { 400, 1600, "f" }, { 401, 1600, "t" }, { 0, 9000, "f" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		ANSWERS(cases[i].many, w.owner, "SELECT jalon.catalogue_retraits_nombreux(%d, %d)", cases[i].withdrawn, cases[i].kept);
	ANSWERS("12", admin, "SELECT jalon.catalogue_importer('greta', 'f', " OFFER(12) ")->>'ajoutees'");
	char *before = trace();
	ANSWERS("JL002 catalogue_import_retraits fichier", admin, "SELECT jalon.catalogue_importer('greta', 'f', " OFFER(1) ")->>'ajoutees'");
	ANSWERS("true", admin, "SELECT jalon.catalogue_importer('greta', 'f', " OFFER(1) ", true)->>'trop'");
	expect_same_trace(before, "a cut file was loaded");
	ANSWERS("11", admin, "SELECT jalon.catalogue_importer('greta', 'f', " OFFER(1) ", p_retirer => true)->>'retirees'");
}

/* Those that have begun stay in the file for long: they do not hide that most of the others are missing. */
Test(courses, that_have_begun_do_not_make_a_cut_file_whole)
{
	ANSWERS("12", admin, "SELECT jalon.catalogue_importer('greta', 'f', " OFFER(12) ")->>'ajoutees'");
	cluster_exec(w.owner, "INSERT INTO jalon.catalogue_session (agence_id, fournisseur, cle, offre, organisme, intitule, heures_minutes, debut, fin, import_id)"
		" SELECT 1, 'greta', 'p' || n, 'p', 'AFPA', 'Soudeur', 600, '2026-03-02', '2026-04-02', import_id FROM jalon.catalogue_import i, generate_series(1, 80) n"
		" WHERE fournisseur = 'greta'");
	ANSWERS("JL002 catalogue_import_retraits fichier", admin, "SELECT jalon.catalogue_importer('greta', 'f', (SELECT json_agg(json_build_object('ligne', n + 1,"
		" 'cle', CASE WHEN n = 81 THEN 'c1' ELSE 'p' || n END, 'offre', 'p', 'organisme', 'AFPA', 'intitule', 'Soudeur', 'minutes', '600', 'debut',"
		" CASE WHEN n = 81 THEN '2027-02-01' ELSE '2026-03-02' END, 'fin', '2027-03-01')) FROM generate_series(1, 81) n))");
}

Test(courses, are_refused_to_every_other_role)
{
	static const char *const others[] = { "w_conseiller", "w_responsable", "w_controle", "w_secretariat", "w_autorite", "w_import",
		"w_sans_compte", "w_ferme" };
	char *before = trace();

	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		PGconn *other = world_login(&w, others[i]);

		LOADS("42501 ", other, "greta", HEADER SOUDEUR, false);
		ANSWERS("42501", other, "INSERT INTO jalon.catalogue_session (fournisseur, cle, offre, organisme, intitule, heures_minutes, debut,"
			" fin, import_id) VALUES ('x', 'x', 'x', 'x', 'x', 60, '2027-01-04', '2027-01-08', 'ca000000-0000-4000-8000-000000000001')");
		PQfinish(other);
	}
	expect_same_trace(before, "somebody else wrote");
}

/* Who owns the base belongs to no agency: it is said for whom. */
Test(courses, of_which_agency)
{
	char *before = trace();

	ANSWERS("JL002 catalogue_import_pour agence", w.owner, "SELECT jalon.catalogue_importer('greta', 'f', '[]')");
	ANSWERS("JL002 catalogue_import_pour agence", w.owner, "SELECT jalon.catalogue_importer('greta', 'f', '[]', false, 'brest')");
	expect_same_trace(before, "something was written");
	ANSWERS("1", w.owner, "SELECT jalon.catalogue_importer('greta', 'f', '[{\"ligne\":2,\"cle\":\"a\",\"offre\":\"a\",\"organisme\":\"a\","
		"\"intitule\":\"a\",\"minutes\":\"60\",\"debut\":\"2027-01-04\",\"fin\":\"2027-01-04\"}]', false, 'dole')->>'ajoutees'");
	ANSWERS("2", w.owner, "SELECT agence_id FROM jalon.catalogue_session WHERE cle = 'a'");
}

/* One line good, one with that fault: psql is refused both. */
static void psql_is_refused(const char *field, const char *value, const char *column)
{
	static const char *const names[] = { "cle", "offre", "organisme", "intitule", "rome", "objectif", "minutes", "rythme", "debut", "fin",
		"places", "departement", "financeurs", NULL };
	static const char *const values[] = { "b", "b", "b", "b", "H2913", "certification", "60", "60", "2027-01-04", "2027-01-04", "1", "35", "region" };
	struct strbuf b = { 0 };

	strbuf_add(&b, "SELECT jalon.catalogue_importer('greta', 'f', '[{\"ligne\":2,\"cle\":\"a\",\"offre\":\"a\",\"organisme\":\"a\","
		"\"intitule\":\"a\",\"minutes\":\"60\",\"debut\":\"2027-01-04\",\"fin\":\"2027-01-04\"},{\"ligne\":3");
	for (int i = 0; names[i] != NULL; i++)
		strbuf_addf(&b, ",\"%s\":\"%s\"", names[i], strcmp(names[i], field) == 0 ? value : values[i]);
	strbuf_add(&b, "}]')");
	PGresult *res = PQexec(admin, strbuf_str(&b));
	const char *name = PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME), *said = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);
	char *want = mem_format("1 faute(s), rien n'est chargé : ligne 3, colonne %s", column);
	cr_expect(name != NULL && strcmp(name, "catalogue_import_lignes") == 0, "%s %s: %s", field, value, name != NULL ? name : "accepted");
	cr_expect(said != NULL && strcmp(said, want) == 0, "%s %s: %s", field, value, said != NULL ? said : "");
	free(want);
	PQclear(res);
	strbuf_free(&b);
}

Test(courses, psql_cannot_load_half_a_file)
{
	char *before = trace();

	psql_is_refused("minutes", "0", "heures");
	psql_is_refused("minutes", "1e3", "heures");
	psql_is_refused("rythme", "-1", "rythme");
	psql_is_refused("fin", "2027-01-03", "fin");
	psql_is_refused("fin", "2027-02-29", "fin");
	psql_is_refused("debut", "demain", "debut");
	psql_is_refused("places", "-1", "places");
	psql_is_refused("financeurs", "region mecene", "financeurs");
	psql_is_refused("rome", "h2913", "rome");
	psql_is_refused("objectif", "!", "objectif");
	psql_is_refused("departement", "9", "departement");
	psql_is_refused("cle", "a", "cle");
	psql_is_refused("cle", "", "cle");
	psql_is_refused("intitule", " ", "intitule");
	ANSWERS("JL002 catalogue_import_vide fichier", admin, "SELECT jalon.catalogue_importer('greta', 'f', '[]')");
	ANSWERS("23514 catalogue_import_fournisseur", admin, "SELECT jalon.catalogue_importer('Le Greta', 'f', '[{\"ligne\":2,\"cle\":\"a\",\"offre\":\"a\","
		"\"organisme\":\"a\",\"intitule\":\"a\",\"minutes\":\"60\",\"debut\":\"2027-01-04\",\"fin\":\"2027-01-04\"}]')");
	expect_same_trace(before, "half a file was loaded");
}

/* --- search --------------------------------------------------------------------------------------------------- */

/* The keys found, from the columns of catalogue.sql. Static. */
static const char *found(const char *words, const char *trade, const char *basin, const char *funder, const char *from, const char *places)
{
	static char keys[512];
	const char *rows = rows_of(me, "catalogue", 10, (const char *[]){ words, "51", trade, basin, funder, from, NULL, places, NULL, NULL });

	keys[0] = '\0';
	for (const char *line = rows; *line != '\0'; line = strchr(line, '\n') + 1) {
		const char *key = strchr(line, '|') + 1;

		snprintf(keys + strlen(keys), sizeof keys - strlen(keys), "%s%.*s", keys[0] != '\0' ? " " : "", (int)strcspn(key, "|"), key);
	}
	return keys;
}

#define FINDS(expected, ...) cr_expect_str_eq(found(__VA_ARGS__), expected, "%s", found(__VA_ARGS__))

Test(courses, are_found_by_unaccented_words_and_criteria)
{
	LOADS("3 3 0 0 0", admin, "greta", HEADER SOUDEUR CUISINE PASSEE, false);
	FINDS("S0 A1 A2 S1", "", "", "", "", NULL, "f"); /* by first day; what has begun is not on offer */
	FINDS("A2", "cuisiniere vitre", "", "", "", NULL, "f");
	FINDS("A2", "uisini", "", "", "", NULL, "f"); /* anywhere in a word */
	FINDS("", "cuisiniere rennes", "", "", "", NULL, "f"); /* all the words */
	FINDS("S0 A1 S1", "h2913", "", "", "", NULL, "f"); /* the trade is a word too */
	FINDS("S0 A1 S1", "", "H2913", "", "", NULL, "f");
	FINDS("A2", "", "", "", "opca", NULL, "f") ;
	FINDS("", "", "", "29", "", NULL, "f");
	FINDS("A1 A2 S1", "", "", "35", "region", NULL, "t"); /* sold out left out, unknown kept */
	FINDS("A2 S1", "", "", "", "", "2027-02-02", "f");
	FINDS("A3 S0 A1 A2 S1", "", "", "", "", "2026-01-01", "f");
	FINDS("", "%", "", "", "", NULL, "f"); /* no pattern: a character */
	FINDS("", "a_p", "", "", "", NULL, "f");
}

Test(courses, are_each_told_with_the_next_one_and_the_providers_last_file)
{
	const char *rows = rows_of(me, "catalogue", 10, (const char *[]){ "soudeur", "1", "", "", "", NULL, NULL, "f", NULL, NULL });

	cr_expect_str_eq(rows, "5e000000-0000-4000-8000-000000000010|S0|region|SOUD|AFPA|Soudeur|H2913||48000|2100|2027-01-04|2027-06-30|0|Rennes|35||region|"
		"2026-11-20|2027-04-04\n", "%s", rows);
	ROWS("2026-11-20\n", me, "catalogue_age");
	cluster_exec(w.owner, "UPDATE jalon.catalogue_session SET retiree_le = '2026-11-20'");
	ROWS("\n", me, "catalogue_age");
}

/* A page, then the rest: none twice, none left out, whatever leads (first sessions, index on words, neither). */
static void expect_pages(const char *words)
{
	char after[DATE_TEXT] = "", id[40] = "", *all = mem_strdup(rows_of(me, "catalogue", 10,
		(const char *[]){ words, "5000", "", "", "", NULL, NULL, "f", NULL, NULL }));
	struct strbuf paged = { 0 };

	for (const char *rows = "x"; *rows != '\0';) {
		bool first = id[0] == '\0';

		rows = rows_of(me, "catalogue", 10, (const char *[]){ words, "7", "", "", "", NULL, NULL, "f", first ? NULL : after, first ? NULL : id });
		for (const char *line = rows; *line != '\0'; line = strchr(line, '\n') + 1) {
			snprintf(id, sizeof id, "%.36s", line);
			snprintf(after, sizeof after, "%.10s", strstr(line, "|2027-") + 1);
		}
		strbuf_add(&paged, rows);
	}
	cr_expect_str_eq(strbuf_str(&paged), all, "%s", words);
	cr_expect_gt(strlen(all), 1000, "%s", words);
	strbuf_free(&paged);
	free(all);
}

Test(courses, come_page_after_page)
{
	cluster_exec(w.owner, "INSERT INTO jalon.catalogue_session (agence_id, fournisseur, cle, offre, organisme, intitule, heures_minutes, debut, fin,"
		" import_id) SELECT 1, 'region', 'P' || n, 'P' || n / 3, 'AFPA', CASE WHEN n % 300 = 0 THEN 'Fleuriste' ELSE 'Vendeur' END || ' zz', 600,"
		" date '2027-01-04' + n / 20, '2028-01-04', 'ca000000-0000-4000-8000-000000000001' FROM generate_series(1, 6000) n");
	expect_pages("fleuriste");
	expect_pages("fl zz");
	cr_expect_str_eq(found("fleuriste vendeur", "", "", "", NULL, "f"), "");
}
