/* Tries every verb on every object in the name of every role. Each try is rolled back. */
#include "tests/db/matrix.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/cluster.h"

/* The columns of the matrix. `sans compte`: in a group, unknown to the directory; `ferme`: account closed. */
static const struct {
	const char *title, *login;
} roles[] = {
	{ "conseiller", "w_conseiller" }, { "responsable", "w_responsable" }, { "controle", "w_controle" },
	{ "secretariat", "w_secretariat" }, { "autorite", "w_autorite" }, { "administrateur", "w_administrateur" },
	{ "import", "w_import" }, { "sans_compte", "w_sans_compte" }, { "ferme", "w_ferme" },
};
#define ROLES (sizeof roles / sizeof *roles)

/* Whose row, as w_conseiller sees it: an own person, one of a replaced colleague, one of another colleague,
 * one of another agency; « privee »: another's private note about an own person. */
struct row {
	const char *whose;
	int person;
};
static const struct row owned_rows[] = { { "mienne", 1 }, { "remplacee", 3 }, { "agence", 4 }, { "ailleurs", 8 }, { NULL, 0 } };

/* How a table is tried. {p} is the person, {l} the login in charge of that person, {a} its agency. */
struct probe {
	const char *table;
	const char *which;  /* picks the row; NULL: the table has no owners, any row */
	const char *insert; /* columns and values that a lawful writer would give */
	const char *update; /* the column tried */
};

#define BY_PERSON "personne_id = {p}"
#define BY_LOGIN "login = '{l}'"

static const struct probe probes[] = {
	{ "absence", BY_LOGIN, "(login, periode) VALUES ('{l}', '[2027-01-04 09:00+01,2027-01-04 10:00+01)')", "annule_par" },
	{ "activite", BY_PERSON, "(personne_id, jour, theme, minutes) VALUES ({p}, '2026-11-18', 'projet', 60)", "annule_par" },
	{ "agence", "agence_id = {a} AND {p} > 0", "(agence_id, code, nom, departement) VALUES (7, 'x', 'x', '35')", "nom" },
	{ "catalogue_import", NULL, "(fournisseur, fichier, lignes, ajoutees, changees, inchangees, retirees) VALUES ('x', 'x', 0, 0, 0, 0, 0)", "fichier" },
	{ "catalogue_session", NULL, "(fournisseur, cle, offre, organisme, intitule, heures_minutes, debut, fin, import_id)"
		" VALUES ('x', 'x', 'x', 'x', 'x', 60, '2027-01-04', '2027-01-08', 'ca000000-0000-4000-8000-000000000001')", "places" },
	{ "commande", BY_LOGIN, "(commande_id, verbe, empreinte, etat) VALUES (gen_random_uuid(), 'x', repeat('0', 64), 'faite')",
		"resultat" },
	{ "compensation", BY_PERSON, "(personne_id, regle, manque_le, prejudice, objet, echeance) VALUES ({p}, 'rdv_hebdomadaire', '2026-11-01',"
		" 'x', 'x', '2026-12-01')", "annule_par" },
	{ "compte", BY_LOGIN, "(agence_id, login, nom, prenom, role, du) VALUES (1, 'x', 'x', 'x', 'conseiller', '2026-01-01')", "nom" },
	{ "conge", BY_PERSON, "(personne_id, nature, du, au) VALUES ({p}, 'conges', '2027-02-01', '2027-02-03')", "annule_par" },
	{ "contact", BY_PERSON, "(personne_id, canal) VALUES ({p}, 'sms')", "annule_par" },
	{ "contrat", BY_PERSON, "(personne_id, regime, debut) VALUES ({p}, 'CE', '2026-12-01')", "choix" },
	{ "contrat_version", BY_PERSON, "(contrat_id, rang, personne_id, objectifs, motif)"
		" VALUES ('c0000000-0000-4000-8000-00000000000{p}', 2, {p}, 'x', 'x')", "signataire" },
	{ "demande", BY_PERSON, "(personne_id, nature, canal, objet) VALUES ({p}, 'reclamation', 'sms', 'x')", "reponse" },
	{ "deplacement", BY_PERSON, "(agence_id, seance_id, personne_id, de, vers, demandeur) SELECT agence_id, seance_id, personne_id, periode,"
		" periode, 'structure' FROM jalon.participation WHERE personne_id = {p}", "motif" },
	{ "derogation", BY_PERSON, "(personne_id, du, au, cible_minutes, motif) VALUES ({p}, '2027-01-04', '2027-01-11', 0, 'x')", "annule_par" },
	{ "diagnostic", BY_PERSON, "(personne_id, projet) VALUES ({p}, 'x')", "projet" },
	{ "droit", BY_PERSON, "(personne_id, nature, du) VALUES ({p}, 'rsa', '2027-07-01')", "annule_par" },
	{ "engagement", BY_PERSON, "(personne_id, debiteur, objet, echeance) VALUES ({p}, 'structure', 'x', '2027-01-04')", "tenu_le" },
	{ "ferie", NULL, "VALUES ('35', '2030-05-01', 'Fête')", "nom" },
	{ "fermeture", "agence_id = {a} AND {p} > 0", "(du, au, motif) VALUES ('2027-05-03', '2027-05-04', 'x')", "annule_par" },
	{ "financeur", NULL, "(code, libelle, nature, remunere, source) VALUES ('x', 'x', 'autre', false, 'x')", "libelle" },
	{ "formation", BY_PERSON, "(personne_id, intitule) VALUES ({p}, 'x')", "intitule" },
	{ "formation_absence", BY_PERSON, "(formation_id, personne_id, du, au, justifiee, motif)"
		" VALUES ('f1000000-0000-4000-8000-00000000000{p}', {p}, '2026-11-16', '2026-11-17', false, 'x')", "annule_par" },
	{ "formation_evenement", BY_PERSON, "(formation_id, personne_id, geste, texte)"
		" VALUES ('f0000000-0000-4000-8000-00000000000{p}', {p}, 'echange', 'x')", "annule_par" },
	{ "formation_financement", BY_PERSON, "(formation_id, personne_id, poste, financeur, du, au)"
		" VALUES ('f0000000-0000-4000-8000-00000000000{p}', {p}, 'remuneration', 'region', '2027-01-11', '2027-10-30')", "annule_par" },
	{ "formation_piece", BY_PERSON, "(formation_id, personne_id, nature, debiteur)"
		" VALUES ('f0000000-0000-4000-8000-00000000000{p}', {p}, 'argumentaire', 'structure')", "annule_par" },
	{ "formation_prealable", BY_PERSON, "(formation_id, personne_id, code, etat)"
		" VALUES ('f0000000-0000-4000-8000-00000000000{p}', {p}, 'garde', 'fait')", "texte" },
	{ "formation_projet", BY_PERSON, "(formation_id, personne_id, projet) VALUES ('f0000000-0000-4000-8000-00000000000{p}', {p}, 'x')", "projet" },
	{ "formation_transition", NULL, "(de, geste, garde, vers) VALUES ('suivie', 'evoquer', 'libre', 'evoquee')", "garde" },
	{ "foyer", "foyer_id = {p}", "(taille) VALUES (2)", "taille" },
	{ "frein", BY_PERSON, "(personne_id, nature) VALUES ({p}, 'logement')", "leve_le" },
	{ "historique", BY_PERSON, "(agence_id, nom_table, operation, cle, confidentiel) VALUES (1, 'x', 'INSERT', '1', false)", "login" },
	{ "horaire", BY_LOGIN, "(login, plages) VALUES ('{l}', '{[0,60)}')", "plages" },
	{ "information_droits", BY_PERSON, "(personne_id, support) VALUES ({p}, 'atelier')", "annule_par" },
	{ "jour_fixe", NULL, "(jour) VALUES ('2030-01-01')", "jour" },
	{ "lecture", BY_PERSON, "(personne_id, role, motif) VALUES ({p}, 'responsable', 'supervision')", "motif" },
	{ "note", BY_PERSON " AND NOT privee", "(personne_id, texte) VALUES ({p}, 'x')", "texte" },
	{ "orientation", BY_PERSON, "(personne_id, nature, parcours, notifiee_le) VALUES ({p}, 'reorientation', 'social', '2026-11-02')", "annule_par" },
	{ "participation", BY_PERSON, "(seance_id, personne_id) VALUES ('00000000-0000-4000-8000-0000000000b9', {p})", "conclusion" },
	{ "passage", BY_PERSON, "(personne_id, regime, du) VALUES ({p}, 'CEJ', '2027-01-01')", "motif_fin" },
	{ "periode_entreprise", BY_PERSON, "(personne_id, nature, entreprise, du, au) VALUES ({p}, 'emt', 'x', '2026-12-01', '2026-12-06')", "annule_par" },
	{ "personne", BY_PERSON, "(nom, prenom, foyer_id) VALUES ('x', 'x', {p})", "nom" },
	{ "proposition", BY_PERSON, "(personne_id, type, lieu, minutes, creneaux) VALUES ({p}, 'entretien', 'agence', 45,"
		" '{2026-12-01 10:00+01,2026-12-02 10:00+01}')", "annule_par" },
	{ "rappel", BY_PERSON, "(seance_id, personne_id, jours, canal) VALUES ('00000000-0000-4000-8000-0000000000b{p}', {p}, 1, 'sms')", "annule_par" },
	{ "referent", BY_PERSON, "(personne_id, login, du) VALUES ({p}, 'w_collegue', '2027-01-01')", "au" },
	{ "regle_parametre", NULL, "(version_id, rang, regime, code, libelle, genre, statut, applique, source)"
		" VALUES (1, 2, 'CE', 'x', 'x', 'delai', 'droit', true, 'x')", "valeur" },
	{ "regles_version", NULL, "(empreinte) SELECT repeat('b', 64) WHERE false", "active" },
	{ "remplacement", "titulaire = '{l}'", "(remplacant, titulaire, personne_id, du, au)"
		" VALUES ('w_absent', 'w_collegue', {p}, '2026-12-01', '2026-12-02')", "au" },
	{ "report", BY_PERSON, "(personne_id, code, jusqu_au, geste) VALUES ({p}, 'engagement_du', '2026-12-01', 'fait')", "geste" },
	{ "schema_version", NULL, "(numero, nom, empreinte) VALUES (99, 'x', 'x')", "nom" },
	{ "seance", "conseiller = '{l}'", "(conseiller, periode, type, lieu)"
		" VALUES ('{l}', '[2030-01-01 09:00+01,2030-01-01 10:00+01)', 'entretien', 'agence')", "motif_annulation" },
	{ "suivi", BY_PERSON, "(personne_id, modalite, du) VALUES ({p}, 'rattache', '2027-01-01')", "au" },
	{ "tenue", BY_PERSON, "(engagement_id, personne_id, le) VALUES ('e2000000-0000-4000-8000-00000000000{p}', {p}, '2026-11-17')", "annule_par" },
};
#define PROBES (sizeof probes / sizeof *probes)

/* A row that only one may read, about a person whom others may see. */
static const struct probe private_note = { "note", "privee AND {p} > 0", NULL, "texte" };

struct trial {
	PGconn *conns[ROLES];
	struct strbuf *out;
	size_t *cells;
};

static const char *login_in_charge(int person)
{
	return person == 1 ? "w_conseiller" : person == 3 ? "w_absent" : person == 4 ? "w_collegue" : "w_ailleurs";
}

/* Replaces {p}, {l} and {a} by what the row says. */
static void probe_format(char *out, size_t size, const char *template, const struct row *row)
{
	size_t n = 0;
	for (const char *s = template; *s != '\0' && n < size - 1; s++) {
		if (s[0] != '{' || s[1] == '\0' || s[2] != '}') {
			out[n++] = *s;
			continue;
		}
		if (s[1] == 'l')
			n += (size_t)snprintf(out + n, size - n, "%s", login_in_charge(row->person));
		else
			n += (size_t)snprintf(out + n, size - n, "%d", s[1] == 'p' ? row->person : row->person == 8 ? 2 : 1);
		s += 2;
	}
	out[n < size ? n : size - 1] = '\0';
}

/* oui: at least one row; non: allowed, none in sight; refus: the server says no (42501); else the SQLSTATE. */
static const char *outcome(PGconn *conn, const char *sql)
{
	static char text[16];
	PQclear(PQexec(conn, "BEGIN"));
	PGresult *res = PQexec(conn, sql);
	const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
	if (state != NULL)
		snprintf(text, sizeof text, "%s", strcmp(state, "42501") == 0 ? "refus" : state);
	else if (PQresultStatus(res) == PGRES_TUPLES_OK)
		snprintf(text, sizeof text, "%s", strcmp(PQgetvalue(res, 0, 0), "0") != 0 ? "oui" : "non");
	else
		snprintf(text, sizeof text, "%s", strcmp(PQcmdTuples(res), "0") != 0 ? "oui" : "non");
	PQclear(res);
	PQclear(PQexec(conn, "ROLLBACK"));
	return text;
}

static void line_write(struct trial *t, const char *object, const char *verb, const char *whose, const char *sql)
{
	strbuf_addf(t->out, "%-46s %-8s %-9s", object, verb, whose);
	for (size_t i = 0; i < ROLES; i++) {
		strbuf_addf(t->out, " %-*s", i + 1 < ROLES ? (int)strlen(roles[i].title) : 0, outcome(t->conns[i], sql));
		(*t->cells)++;
	}
	strbuf_add(t->out, "\n");
}

static void rows_write(struct trial *t, const struct probe *p, const struct row *row, bool insert)
{
	char which[256] = "true", values[512], sql[1024];
	if (p->which != NULL)
		probe_format(which, sizeof which, p->which, row);
	snprintf(sql, sizeof sql, "SELECT count(*) FROM jalon.%s WHERE %s", p->table, which);
	line_write(t, p->table, "SELECT", row->whose, sql);
	if (insert) {
		probe_format(values, sizeof values, p->insert, row);
		snprintf(sql, sizeof sql, "INSERT INTO jalon.%s %s", p->table, values);
		line_write(t, p->table, "INSERT", row->whose, sql);
	}
	snprintf(sql, sizeof sql, "UPDATE jalon.%s SET %s = %s WHERE %s", p->table, p->update,
		strcmp(p->table, "commande") == 0 ? "'{}'" : p->update, which);
	line_write(t, p->table, "UPDATE", row->whose, sql);
	snprintf(sql, sizeof sql, "DELETE FROM jalon.%s WHERE %s", p->table, which);
	line_write(t, p->table, "DELETE", row->whose, sql);
}

static void table_write(struct trial *t, const struct probe *p)
{
	static const struct row any = { "-", 1 }, hidden = { "privee", 2 };
	char sql[128];
	for (const struct row *row = owned_rows; p->which != NULL && row->whose != NULL; row++)
		rows_write(t, p, row, true);
	if (p->which == NULL)
		rows_write(t, p, &any, true);
	if (strcmp(p->table, "note") == 0)
		rows_write(t, &private_note, &hidden, false);
	snprintf(sql, sizeof sql, "TRUNCATE jalon.%s", p->table);
	line_write(t, p->table, "TRUNCATE", "-", sql);
}

static void tables_write(struct trial *t, PGconn *owner)
{
	PGresult *res = PQexec(owner, "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'jalon'::regnamespace"
				      " AND c.relkind IN ('r', 'v', 'm', 'p', 'f') ORDER BY 1");
	for (int i = 0; i < PQntuples(res); i++) {
		const char *name = PQgetvalue(res, i, 0);
		size_t k = 0;
		while (k < PROBES && strcmp(probes[k].table, name) != 0)
			k++;
		if (k < PROBES)
			table_write(t, &probes[k]);
		else
			strbuf_addf(t->out, "%s : aucune sonde dans tests/db/matrix.c\n", name);
	}
	PQclear(res);
}

/* Privileges that need no row: asked of the server in the role's own session. */
static void privileges_write(struct trial *t, PGconn *owner, const char *objects)
{
	PGresult *res = PQexec(owner, objects);
	for (int i = 0; i < PQntuples(res); i++)
		line_write(t, PQgetvalue(res, i, 0), PQgetvalue(res, i, 1), "-", PQgetvalue(res, i, 2));
	PQclear(res);
}

/* Which columns a grant holds: reviewed as lists. */
static void columns_write(struct trial *t, PGconn *owner)
{
	PGresult *res = PQexec(owner,
		"SELECT format('colonnes %s %s : %s -> %s', table_name, privilege_type, replace(grantee, 'jalon_', ''),"
		" string_agg(column_name, ', ' ORDER BY column_name)) FROM information_schema.column_privileges"
		" WHERE table_schema = 'jalon' AND grantee <> 'jalon_proprietaire' AND (privilege_type IN ('INSERT', 'UPDATE')"
		" OR grantee IN ('PUBLIC', 'jalon_acces') AND privilege_type = 'SELECT')"
		" GROUP BY table_name, privilege_type, grantee ORDER BY 1");
	for (int i = 0; i < PQntuples(res); i++)
		strbuf_addf(t->out, "%s\n", PQgetvalue(res, i, 0));
	*t->cells += (size_t)PQntuples(res);
	PQclear(res);
}

static void title_write(struct trial *t)
{
	strbuf_addf(t->out, "%-46s %-8s %-9s", "# objet", "verbe", "ligne");
	for (size_t i = 0; i < ROLES; i++)
		strbuf_addf(t->out, " %s", roles[i].title);
	strbuf_add(t->out, "\n");
}

void matrix_write(const struct world *w, struct strbuf *out, size_t *cells)
{
	struct trial t = { .out = out, .cells = cells };
	*cells = 0;
	for (size_t i = 0; i < ROLES; i++)
		t.conns[i] = world_login(w, roles[i].login);
	title_write(&t);
	tables_write(&t, w->owner);
	privileges_write(&t, w->owner,
		"SELECT p.oid::regprocedure::text, 'EXECUTE', format('SELECT has_function_privilege(%s, ''EXECUTE'')::int', p.oid)"
		" FROM pg_proc p WHERE p.pronamespace = 'jalon'::regnamespace ORDER BY 1");
	privileges_write(&t, w->owner,
		"SELECT c.relname, v, format('SELECT has_sequence_privilege(%s, ''%s'')::int', c.oid, v) FROM pg_class c,"
		" unnest(ARRAY['SELECT', 'UPDATE', 'USAGE']) v WHERE c.relnamespace = 'jalon'::regnamespace AND c.relkind = 'S' ORDER BY 1, 2");
	privileges_write(&t, w->owner,
		"SELECT 'schema ' || nspname, v, format('SELECT has_schema_privilege(''%s'', ''%s'')::int', nspname, v) FROM pg_namespace,"
		" unnest(ARRAY['CREATE', 'USAGE']) v WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY 1, 2");
	privileges_write(&t, w->owner,
		"SELECT 'base', v, format('SELECT has_database_privilege(current_database(), ''%s'')::int', v) FROM unnest(ARRAY['CONNECT', 'CREATE', 'TEMP']) v");
	columns_write(&t, w->owner);
	for (size_t i = 0; i < ROLES; i++)
		PQfinish(t.conns[i]);
}
