/* A crowd around the small world of world.h, and the plans that its queries then take. */
#include "tests/db/crowd.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "sql/texts.h"
#include "tests/support/cluster.h"

/* Many people in many agencies: no query of a session may read a table whole, whatever the statistics say. */
void crowd_add(PGconn *owner)
{
	cluster_exec(owner,
		"SET session_replication_role = replica;"
		"INSERT INTO jalon.agence SELECT g, 'ag' || g, 'x', '35', 'Europe/Paris' FROM generate_series(10, 29) g;"
		"INSERT INTO jalon.foyer (agence_id, foyer_id) SELECT 10 + g % 20, g FROM generate_series(1001, 5000) g;"
		"INSERT INTO jalon.personne (agence_id, personne_id, identifiant, nom, prenom, foyer_id) SELECT 10 + g % 20, g,"
		" lpad(g::text, 6, '0'), 'Nom' || g, 'Prénom', g FROM generate_series(1001, 5000) g;"
		"INSERT INTO jalon.passage (agence_id, personne_id, regime, du) SELECT 10 + g % 20, g, 'CE', '2026-01-01' FROM generate_series(1001, 5000) g;"
		"INSERT INTO jalon.suivi (agence_id, personne_id, modalite, du) SELECT 10 + g % 20, g, 'actif', '2026-01-01' FROM generate_series(1001, 5000) g;"
		"INSERT INTO jalon.referent (agence_id, personne_id, login, du) SELECT 10 + g % 20, g, ('c' || g % 100)::name, '2026-01-01'"
		" FROM generate_series(1001, 5000) g;"
		"INSERT INTO jalon.contact (agence_id, personne_id, le, canal, saisi_le) SELECT 10 + g % 20, g, '2026-11-01', 'sms', '2026-11-01'"
		" FROM generate_series(1001, 5000) g, generate_series(1, 3);"
		"INSERT INTO jalon.note (agence_id, personne_id, texte) SELECT 10 + g % 20, g, 'x' FROM generate_series(1001, 5000) g, generate_series(1, 3);"
		"INSERT INTO jalon.frein (agence_id, personne_id, nature) SELECT 10 + g % 20, g, 'x' FROM generate_series(1001, 5000) g, generate_series(1, 3);"
		"INSERT INTO jalon.participation (agence_id, seance_id, personne_id, periode, annulation, type, lieu, conseiller)"
		" SELECT 10 + g % 20, gen_random_uuid(), g, tstzrange('2026-01-01 09:00'::timestamptz + k * interval '1 day',"
		" '2026-01-01 10:00'::timestamptz + k * interval '1 day'), 'infinity', 'x', 'x', 'x' FROM generate_series(1001, 5000) g, generate_series(1, 3) k;"
		"INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu) SELECT x.agence_id, x.seance_id,"
		" ('d' || x.personne_id)::name, x.periode, 'x', 'x' FROM jalon.participation x WHERE x.agence_id >= 10;"
		"INSERT INTO jalon.engagement (agence_id, personne_id, debiteur, objet, echeance) SELECT 10 + g % 20, g, 'personne', 'x', '2026-11-01'"
		" FROM generate_series(1001, 5000) g, generate_series(1, 3);"
		"INSERT INTO jalon.deplacement (agence_id, seance_id, personne_id, de, vers, demandeur) SELECT x.agence_id, x.seance_id, x.personne_id,"
		" x.periode, x.periode, 'personne' FROM jalon.participation x WHERE x.agence_id >= 10;"
		"INSERT INTO jalon.rappel (agence_id, seance_id, personne_id, jours, canal) SELECT x.agence_id, x.seance_id, x.personne_id, 1, 'sms'"
		" FROM jalon.participation x WHERE x.agence_id >= 10;"
		"INSERT INTO jalon.conge (agence_id, personne_id, nature, du, au) SELECT 10 + g % 20, g, 'conges', '2026-12-01', '2026-12-05'"
		" FROM generate_series(1001, 5000) g;"
		"INSERT INTO jalon.proposition (agence_id, personne_id, conseiller, type, lieu, minutes, creneaux) SELECT 10 + g % 20, g,"
		" ('c' || g % 100)::name, 'x', 'x', 30, ARRAY['2026-12-01'::timestamptz, '2026-12-02'] FROM generate_series(1001, 5000) g;"
		"INSERT INTO jalon.report (agence_id, login, personne_id, code, jusqu_au, geste) SELECT 10 + g % 20, ('c' || g % 100)::name, g, 'x',"
		" '2026-12-01', 'fait' FROM generate_series(1001, 5000) g;"
		"INSERT INTO jalon.absence (agence_id, login, periode) SELECT 10 + g % 20, ('c' || g % 100)::name,"
		" tstzrange('2026-12-01'::timestamptz, '2026-12-02') FROM generate_series(1, 2000) g;"
		"INSERT INTO jalon.historique (agence_id, nom_table, operation, cle, personne_id, confidentiel) SELECT 10 + g % 20, 'contact', 'INSERT', g,"
		" g, false FROM generate_series(1001, 9000) g;"
		"INSERT INTO jalon.contrat (agence_id, contrat_id, personne_id, regime, debut, periode, signe_le) SELECT 10 + g % 20,"
		" ('00000000-0000-4000-8000-00000000' || g)::uuid, g, 'CE', '2026-01-01', '[2026-01-01,)', '2026-01-01' FROM generate_series(1001, 5000) g;"
		"INSERT INTO jalon.contrat_version (agence_id, contrat_id, rang, personne_id, objectifs, cible_minutes) SELECT x.agence_id, x.contrat_id, 1,"
		" x.personne_id, 'x', 900 FROM jalon.contrat x WHERE x.agence_id >= 10;"
		"INSERT INTO jalon.tenue (agence_id, engagement_id, personne_id, le) SELECT x.agence_id, x.engagement_id, x.personne_id, '2026-11-02'"
		" FROM jalon.engagement x WHERE x.agence_id >= 10;"
		"INSERT INTO jalon.compensation (agence_id, personne_id, regle, manque_le, prejudice, objet, echeance) SELECT 10 + g % 20, g, 'x', '2026-11-02',"
		" 'x', 'x', '2026-11-30' FROM generate_series(1001, 5000) g;"
		"INSERT INTO jalon.activite (agence_id, personne_id, jour, theme, minutes) SELECT 10 + g % 20, g, '2026-11-02'::date + k, 'projet', 60"
		" FROM generate_series(1001, 5000) g, generate_series(1, 3) k;"
		"INSERT INTO jalon.derogation (agence_id, personne_id, du, au, cible_minutes, motif) SELECT 10 + g % 20, g, '2026-11-02', '2026-11-09', 60, 'x'"
		" FROM generate_series(1001, 5000) g;"
		"INSERT INTO jalon.orientation (agence_id, personne_id, nature, parcours, notifiee_le) SELECT 10 + g % 20, g, 'orientation', 'social',"
		" '2026-11-02' FROM generate_series(1001, 5000) g;"
		"INSERT INTO jalon.diagnostic (agence_id, personne_id, rang, projet) SELECT 10 + g % 20, g, 1, 'x' FROM generate_series(1001, 5000) g;"
		"INSERT INTO jalon.information_droits (agence_id, personne_id, support) SELECT 10 + g % 20, g, 'entretien' FROM generate_series(1001, 5000) g;"
		"INSERT INTO jalon.demande (agence_id, personne_id, nature, canal, objet) SELECT 10 + g % 20, g, 'demande', 'sms', 'x'"
		" FROM generate_series(1001, 5000) g;"
		"INSERT INTO jalon.lecture (agence_id, personne_id, jour, login, role, motif) SELECT 10 + g % 20, g, '2026-11-02'::date + k, 'x',"
		" 'conseiller', 'remplacement' FROM generate_series(1001, 5000) g, generate_series(1, 3) k;"
		"INSERT INTO jalon.formation (agence_id, formation_id, personne_id, intitule, departement, debut, fin, etape, etape_le) SELECT 10 + g % 20,"
		" ('00000000-0000-4000-8000-00000000' || g)::uuid, g, 'cours ' || g % 50, '35', '2026-11-02', '2027-03-14', 'entree', '2026-11-02'"
		" FROM generate_series(1001, 5000) g;"
		"INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, rang, geste, de, vers, le) SELECT x.agence_id, x.formation_id,"
		" x.personne_id, k, 'evoquer', '', 'entree', '2026-11-02' FROM jalon.formation x, generate_series(1, 2) k WHERE x.agence_id >= 10;"
		"INSERT INTO jalon.formation_projet (agence_id, formation_id, personne_id, rang, projet) SELECT x.agence_id, x.formation_id, x.personne_id, 1, 'x'"
		" FROM jalon.formation x WHERE x.agence_id >= 10;"
		"INSERT INTO jalon.formation_prealable (agence_id, formation_id, personne_id, code, etat) SELECT x.agence_id, x.formation_id, x.personne_id, 'vae', 'fait'"
		" FROM jalon.formation x WHERE x.agence_id >= 10;"
		"INSERT INTO jalon.formation_piece (agence_id, formation_id, personne_id, nature, debiteur) SELECT x.agence_id, x.formation_id, x.personne_id,"
		" 'devis', 'organisme' FROM jalon.formation x WHERE x.agence_id >= 10;"
		"INSERT INTO jalon.formation_financement (agence_id, formation_id, personne_id, poste, financeur, du, au) SELECT x.agence_id, x.formation_id,"
		" x.personne_id, 'pedagogie', 'region', x.debut, x.fin FROM jalon.formation x WHERE x.agence_id >= 10;"
		"INSERT INTO jalon.formation_absence (agence_id, formation_id, personne_id, du, au, justifiee, motif) SELECT x.agence_id, x.formation_id,"
		" x.personne_id, '2026-11-03', '2026-11-04', true, 'x' FROM jalon.formation x WHERE x.agence_id >= 10;"
		"INSERT INTO jalon.periode_entreprise (agence_id, personne_id, nature, entreprise, du, au) SELECT 10 + g % 20, g, 'emt', 'x', '2026-11-02',"
		" '2026-11-09' FROM generate_series(1001, 5000) g;"
		"INSERT INTO jalon.droit (agence_id, personne_id, nature, du) SELECT 10 + g % 20, g, 'are', '2026-01-01' FROM generate_series(1001, 5000) g;"
		"INSERT INTO jalon.ferie SELECT lpad((1 + g % 19)::text, 2, '0'), '2026-01-01'::date + g, 'x' FROM generate_series(1, 4000) g"
		" ON CONFLICT DO NOTHING;"
		"SET session_replication_role = origin; ANALYZE");
}

void crowd_expect_indexed(PGconn *conn, const char *query, int n, const char *const *values)
{
	char *sql = mem_format("EXPLAIN %s", sql_query(query));
	cluster_exec(conn, "SET jit = off; SET join_collapse_limit = 1"); /* LINK_PLANNER_OPTIONS */
	PGresult *res = PQexecParams(conn, sql, n, NULL, values, NULL, NULL, 0);
	cr_assert_eq(PQresultStatus(res), PGRES_TUPLES_OK, "%s: %s", query, PQresultErrorMessage(res));
	for (int i = 0; i < PQntuples(res); i++) {
		const char *scan = strstr(PQgetvalue(res, i, 0), "Seq Scan on ");
		/* Small reference tables are read whole, as they should be. */
		cr_expect(scan == NULL || strncmp(scan + 12, "compte", 6) == 0 || strncmp(scan + 12, "remplacement", 12) == 0 ||
				strncmp(scan + 12, "agence", 6) == 0 || strncmp(scan + 12, "jour_fixe", 9) == 0 || strncmp(scan + 12, "horaire", 7) == 0 ||
				strncmp(scan + 12, "fermeture", 9) == 0 || strncmp(scan + 12, "financeur", 9) == 0 || strncmp(scan + 12, "regle", 5) == 0 || strncmp(scan + 12, "historique_historique_id_seq", 28) == 0,
			"%s: %s", query, PQgetvalue(res, i, 0));
	}
	PQclear(res);
	free(sql);
}
