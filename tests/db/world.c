/* The small world of the schema's tests. */
#include "tests/db/world.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tests/support/cluster.h"

#define WORLD_TEMPLATE "modele_monde"

static const char logins_sql[] =
	"DO $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM (VALUES ('w_conseiller', 'conseiller'), ('w_collegue', 'conseiller'),"
	" ('w_absent', 'conseiller'), ('w_ailleurs', 'conseiller'), ('w_sans_compte', 'conseiller'), ('w_ferme', 'conseiller'),"
	" ('w_responsable', 'responsable'), ('w_controle', 'controle'), ('w_secretariat', 'secretariat'),"
	" ('w_autorite', 'autorite'), ('w_administrateur', 'administrateur'), ('w_import', 'import')) AS v(login, role) LOOP"
	" EXECUTE format('CREATE ROLE %I LOGIN IN ROLE %I', r.login, 'jalon_' || r.role); END LOOP; END $$;";

static const char accounts_sql[] =
	"INSERT INTO jalon.jour_fixe (jour) VALUES ('2026-11-20');"
	"INSERT INTO jalon.schema_version (numero, nom, empreinte) SELECT 1, 'essai', 'essai'"
	" WHERE NOT EXISTS (SELECT FROM jalon.schema_version);"
	"INSERT INTO jalon.agence VALUES (1, 'vitre', 'Agence de Vitré', '35'), (2, 'dole', 'Agence de Dole', '39');"
	"INSERT INTO jalon.compte (agence_id, login, nom, prenom, role, du, au) VALUES"
	" (1, 'w_conseiller', 'Le Goff', 'Maël', 'conseiller', '2024-01-01', NULL),"
	" (1, 'w_collegue', 'Évrard', 'Chloé', 'conseiller', '2024-01-01', NULL),"
	" (1, 'w_absent', 'Absent', 'Ali', 'conseiller', '2024-01-01', NULL),"
	" (1, 'w_ferme', 'Fermé', 'Fanch', 'conseiller', '2024-01-01', '2026-11-20'),"
	" (1, 'w_responsable', 'Haut', 'Rose', 'responsable', '2024-01-01', NULL),"
	" (1, 'w_controle', 'Contrôle', 'Cora', 'controle', '2024-01-01', NULL),"
	" (1, 'w_secretariat', 'Épé', 'Sarah', 'secretariat', '2024-01-01', NULL),"
	" (1, 'w_autorite', 'Autorité', 'Odile', 'autorite', '2024-01-01', NULL),"
	" (1, 'w_administrateur', 'Admin', 'Aude', 'administrateur', '2024-01-01', NULL),"
	" (2, 'w_ailleurs', 'Ailleurs', 'Léa', 'conseiller', '2024-01-01', NULL);";

/* Référents and regimes end on 2027-01-01 so that a test may add the following one. */
static const char people_sql[] =
	"INSERT INTO jalon.foyer (agence_id, foyer_id, taille) SELECT CASE WHEN g = 8 THEN 2 ELSE 1 END, g, 1 + g % 2"
	" FROM generate_series(1, 8) g;"
	"INSERT INTO jalon.personne (agence_id, personne_id, identifiant, nom, prenom, naissance, telephone, foyer_id)"
	" SELECT CASE WHEN g = 8 THEN 2 ELSE 1 END, g, CASE WHEN g = 8 THEN 'BBBBB1' ELSE 'AAAAA' || g END,"
	" (ARRAY['Bernard','Collet','Diallo','Évrard','Ferré','Œuvrard','Guérin','Bernard'])[g],"
	" (ARRAY['Aïcha','Jean-Marc','Mamadou','Chloé','D’Arcy','Zoé','Noël','Aïcha'])[g], '1990-01-01', '06 12 34 56 7' || g, g"
	" FROM generate_series(1, 8) g;"
	"INSERT INTO jalon.passage (agence_id, personne_id, regime, du, au) SELECT agence_id, personne_id, 'CE', '2026-01-05', '2027-01-01'"
	" FROM jalon.personne;"
	"INSERT INTO jalon.suivi (agence_id, personne_id, modalite, du, au) SELECT agence_id, personne_id,"
	" CASE personne_id WHEN 2 THEN 'structurante' ELSE 'actif' END, '2026-01-05', '2027-01-01' FROM jalon.personne;"
	"INSERT INTO jalon.referent (agence_id, personne_id, login, du, au) SELECT agence_id, personne_id,"
	" (ARRAY['w_conseiller','w_conseiller','w_absent','w_collegue','w_collegue','w_collegue','w_ferme','w_ailleurs'])[personne_id]::name,"
	" '2026-01-05', '2027-01-01' FROM jalon.personne;"
	"INSERT INTO jalon.remplacement (agence_id, remplacant, titulaire, personne_id, du, au) VALUES"
	" (1, 'w_conseiller', 'w_absent', NULL, '2026-11-16', '2026-11-21'), (1, 'w_conseiller', 'w_collegue', 6, '2026-11-16', '2026-11-21'),"
	" (1, 'w_absent', 'w_collegue', NULL, '2027-02-01', '2027-02-08');";

/* The author is the référent, but AAAAA2 has a private note by w_collegue. */
static const char facts_sql[] =
	"INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu, saisi_le)"
	" SELECT r.agence_id, ('00000000-0000-4000-8000-00000000000' || personne_id)::uuid, login,"
	" tstzrange('2026-11-19 09:00+01'::timestamptz + personne_id * interval '1 hour',"
	" '2026-11-19 10:00+01'::timestamptz + personne_id * interval '1 hour'), 'entretien', 'agence', '2026-11-01 09:00+01'"
	" FROM jalon.referent r;"
	"INSERT INTO jalon.participation (agence_id, seance_id, personne_id, cree_le) SELECT agence_id,"
	" ('00000000-0000-4000-8000-00000000000' || personne_id)::uuid, personne_id, '2026-11-01 09:00+01' FROM jalon.personne;"
	"INSERT INTO jalon.contact (agence_id, contact_id, personne_id, le, canal, auteur) SELECT agence_id,"
	" ('00000000-0000-4000-8000-0000000000c' || personne_id)::uuid, personne_id, '2026-11-10 10:00+01', 'telephone', login FROM jalon.referent;"
	"INSERT INTO jalon.note (agence_id, note_id, personne_id, ecrite_le, auteur, texte) SELECT agence_id,"
	" ('00000000-0000-4000-8000-0000000000d' || personne_id)::uuid, personne_id, '2026-11-10 10:00+01', login, 'note partagée' FROM jalon.referent;"
	"INSERT INTO jalon.note (agence_id, note_id, personne_id, ecrite_le, auteur, privee, texte) VALUES"
	" (1, '00000000-0000-4000-8000-0000000000e2', 2, '2026-11-10 10:00+01', 'w_collegue', true, 'note privée');"
	"INSERT INTO jalon.frein (agence_id, frein_id, personne_id, nature, du, auteur) SELECT agence_id,"
	" ('00000000-0000-4000-8000-0000000000f' || personne_id)::uuid, personne_id, 'mobilite', '2026-03-01', login FROM jalon.referent;"
	"INSERT INTO jalon.commande (agence_id, commande_id, login, etat) SELECT agence_id,"
	" ('00000000-0000-4000-8000-0000000000a' || row_number() OVER (ORDER BY login))::uuid, login, 'abandonnee' FROM jalon.compte"
	" WHERE login IN ('w_absent', 'w_ailleurs', 'w_collegue', 'w_conseiller');"
	"INSERT INTO jalon.regles_version (empreinte) VALUES (repeat('a', 64));"
	"INSERT INTO jalon.regle_parametre (version_id, rang, regime, code, libelle, genre, valeur, unite, statut, applique, source)"
	" VALUES (1, 1, 'COMMUN', 'rdv_hebdomadaire', 'Rendez-vous', 'delai', 7, 'jour', 'local', true, '003:4405');"
	"INSERT INTO jalon.ferie VALUES ('35', '2026-12-25', 'Noël');"
	"SELECT setval(pg_get_serial_sequence('jalon.personne', 'personne_id'), 100),"
	" setval(pg_get_serial_sequence('jalon.foyer', 'foyer_id'), 100); ANALYZE;";

/* One row of each of the agenda's tables about each person, in the name of its référent; and a group to come. */
static const char agenda_sql[] =
	"INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu)"
	" SELECT r.agence_id, ('00000000-0000-4000-8000-0000000000b' || personne_id)::uuid, login,"
	" tstzrange('2026-12-14 09:00+01'::timestamptz + personne_id * interval '1 hour',"
	" '2026-12-14 10:00+01'::timestamptz + personne_id * interval '1 hour'), 'entretien', 'agence' FROM jalon.referent r;"
	"INSERT INTO jalon.participation (agence_id, seance_id, personne_id) SELECT agence_id,"
	" ('00000000-0000-4000-8000-0000000000b' || personne_id)::uuid, personne_id FROM jalon.personne;"
	"INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu, objet, capacite) VALUES"
	" (1, '00000000-0000-4000-8000-0000000000b9', 'w_conseiller', '[2026-12-15 09:00+01,2026-12-15 10:00+01)', 'atelier', 'agence', 'CV', 10);"
	"INSERT INTO jalon.horaire (agence_id, login, plages) SELECT agence_id, login, '{[540,720)}' FROM jalon.compte WHERE role = 'conseiller';"
	"INSERT INTO jalon.absence (agence_id, login, periode) SELECT agence_id, login, '[2027-03-01 09:00+01,2027-03-02 09:00+01)'"
	" FROM jalon.compte WHERE role = 'conseiller';"
	"INSERT INTO jalon.fermeture (agence_id, du, au, motif) VALUES (1, '2027-03-03', '2027-03-04', 'Pont'), (2, '2027-03-03', '2027-03-04', 'Pont');"
	"INSERT INTO jalon.conge (agence_id, personne_id, nature, du, au) SELECT agence_id, personne_id, 'conges', '2027-03-08', '2027-03-13'"
	" FROM jalon.personne;"
	"INSERT INTO jalon.deplacement (agence_id, seance_id, personne_id, de, vers, demandeur) SELECT agence_id, seance_id, personne_id, periode,"
	" periode, 'personne' FROM jalon.participation;"
	"INSERT INTO jalon.proposition (agence_id, personne_id, conseiller, type, lieu, minutes, creneaux) SELECT agence_id, personne_id, login,"
	" 'entretien', 'agence', 45, '{2026-12-16 10:00+01,2026-12-17 10:00+01}' FROM jalon.referent;"
	"INSERT INTO jalon.engagement (agence_id, personne_id, debiteur, objet, echeance, saisi_par) SELECT agence_id, personne_id, 'structure',"
	" 'Envoyer la liste', '2026-12-01', login FROM jalon.referent;"
	"INSERT INTO jalon.rappel (agence_id, seance_id, personne_id, jours, canal, auteur) SELECT x.agence_id, x.seance_id, x.personne_id, 7, 'sms',"
	" x.conseiller FROM jalon.participation x WHERE lower(x.periode) > '2026-12-01';"
	"INSERT INTO jalon.report (agence_id, login, personne_id, code, jusqu_au, geste) SELECT agence_id, login, personne_id, 'rdv_a_donner',"
	" '2026-12-01', 'reporte' FROM jalon.referent;";

/* Of each person: a contract signed by both on 2026-09-01, until 2027-08-31; under it, of the structure, a commitment overdue
 * since 2026-10-01 with its remedial action, and a weekly one kept on Monday; of the person, a dated one. */
static const char contracts_sql[] =
	"INSERT INTO jalon.contrat (agence_id, contrat_id, personne_id, regime, debut, cree_par) SELECT agence_id,"
	" ('c0000000-0000-4000-8000-00000000000' || personne_id)::uuid, personne_id, 'CE', '2026-09-01', login FROM jalon.referent;"
	"INSERT INTO jalon.contrat_version (agence_id, contrat_id, rang, personne_id, objectifs, fin, signe_personne_le, signataire,"
	" signe_structure_le, signe_par, cree_par) SELECT agence_id, contrat_id, 1, personne_id, 'Trouver un emploi de serveur', '2027-09-01',"
	" '2026-09-01', 'personne', '2026-09-01', cree_par, cree_par FROM jalon.contrat;"
	"INSERT INTO jalon.engagement (agence_id, engagement_id, personne_id, contrat_id, rang_du, part, debiteur, objet, echeance, cadence,"
	" saisi_le, saisi_par) SELECT c.agence_id, (v.prefixe || '000000-0000-4000-8000-00000000000' || c.personne_id)::uuid, c.personne_id,"
	" c.contrat_id, 1, v.part, v.debiteur, v.objet, v.echeance::date, v.cadence, '2026-09-01 09:00+02', c.cree_par FROM jalon.contrat c,"
	" (VALUES ('e1', 'socle', 'structure', 'Inscrire à la formation', '2026-10-01', 'unique'),"
	" ('e2', 'socle', 'structure', 'Un rendez-vous par semaine', '2026-09-08', 'semaine'),"
	" ('e3', 'individuel', 'personne', 'Refaire le CV', '2026-12-01', 'unique')) AS v(prefixe, part, debiteur, objet, echeance, cadence);"
	"INSERT INTO jalon.tenue (agence_id, engagement_id, personne_id, le, par) SELECT agence_id, engagement_id, personne_id, '2026-11-16',"
	" saisi_par FROM jalon.engagement WHERE cadence = 'semaine';"
	"INSERT INTO jalon.compensation (agence_id, personne_id, engagement_id, manque_le, prejudice, objet, echeance, ouverte_par)"
	" SELECT agence_id, personne_id, engagement_id, '2026-10-02', 'Entrée manquée', 'Entrée en janvier', '2027-01-04', saisi_par"
	" FROM jalon.engagement WHERE objet = 'Inscrire à la formation';";

/* One row of what 012 adds about each person, in the name of its référent. */
static const char hours_sql[] =
	"INSERT INTO jalon.activite (agence_id, activite_id, personne_id, jour, theme, minutes, declaree_par) SELECT agence_id,"
	" ('00000000-0000-4000-8000-00000000a00' || personne_id)::uuid, personne_id, '2026-11-17', 'projet', 120, login FROM jalon.referent;"
	"INSERT INTO jalon.derogation (agence_id, derogation_id, personne_id, du, au, cible_minutes, motif, accordee_par) SELECT agence_id,"
	" ('00000000-0000-4000-8000-00000000a10' || personne_id)::uuid, personne_id, '2026-11-02', '2026-11-30', 600, 'Garde d''enfant', login"
	" FROM jalon.referent;"
	"INSERT INTO jalon.orientation (agence_id, personne_id, nature, parcours, organisme, notifiee_le, saisi_par) SELECT agence_id, personne_id,"
	" 'orientation', 'professionnel', 'France Travail', '2026-01-05', login FROM jalon.referent;"
	"INSERT INTO jalon.diagnostic (agence_id, personne_id, le, projet, auteur) SELECT agence_id, personne_id, '2026-01-12', 'Serveur', login"
	" FROM jalon.referent;"
	"INSERT INTO jalon.information_droits (agence_id, personne_id, le, support, saisi_par) SELECT agence_id, personne_id, '2026-01-12', 'entretien',"
	" login FROM jalon.referent;"
	"INSERT INTO jalon.demande (agence_id, demande_id, personne_id, nature, recue_le, canal, objet, saisi_par) SELECT agence_id,"
	" ('00000000-0000-4000-8000-00000000a20' || personne_id)::uuid, personne_id, 'demande', '2026-11-16 09:00+01', 'courriel', 'Une attestation',"
	" login FROM jalon.referent;"
	"INSERT INTO jalon.lecture (agence_id, personne_id, login, role, motif, jour, le) SELECT agence_id, personne_id, login, 'conseiller',"
	" 'remplacement', '2026-11-10', '2026-11-10 09:00+01' FROM jalon.referent;";

/* Two funders; of each agency, a file and two sessions of one course, the first one sold out. */
static const char catalogue_sql[] =
	"INSERT INTO jalon.financeur VALUES ('region', 'Région', 'region', true, NULL, '002:562'), ('opca', 'OPCA', 'opca', false, 7, '000:2101') ON CONFLICT DO NOTHING;"
	"INSERT INTO jalon.catalogue_import (agence_id, import_id, fournisseur, fichier, lignes, ajoutees, changees, inchangees, retirees)"
	" SELECT agence_id, ('ca000000-0000-4000-8000-00000000000' || agence_id)::uuid, 'region', 'offre.csv', 2, 2, 0, 0, 0 FROM jalon.agence;"
	"INSERT INTO jalon.catalogue_session (agence_id, session_id, fournisseur, cle, offre, organisme, intitule, rome, heures_minutes,"
	" rythme_minutes, debut, fin, places, lieu, departement, financeurs, import_id) SELECT agence_id,"
	" ('5e000000-0000-4000-8000-0000000000' || agence_id || n)::uuid, 'region', 'S' || n, 'SOUD', 'AFPA', 'Soudeur', 'H2913', 48000, 2100,"
	" date '2027-01-04' + 90 * n, date '2027-06-30' + 90 * n, 8 * n, 'Rennes', '35', '{region}', ('ca000000-0000-4000-8000-00000000000' || agence_id)::uuid"
	" FROM jalon.agence, generate_series(0, 1) n;";
/* Of each person: a request f0…<n> for which the funder awaits a piece, with its project, its preconditions but one and a funding
 * line, that an immersion prepares; and f1…<n>, entered on 2026-11-02, with an absence; an allowance. */
static const char trainings_sql[] =
	"INSERT INTO jalon.financeur (code, libelle, nature, remunere, source) VALUES ('constructys', 'Constructys', 'opca', false, '000:2021'),"
	" ('region', 'Région', 'region', true, '000:1546') ON CONFLICT DO NOTHING;"
	"INSERT INTO jalon.formation (agence_id, formation_id, personne_id, intitule, rome, debut, fin, cree_par) SELECT r.agence_id,"
	" (v.prefixe || '000000-0000-4000-8000-00000000000' || r.personne_id)::uuid, r.personne_id, v.intitule, 'J1501', v.debut::date, v.fin::date, r.login"
	" FROM jalon.referent r, (VALUES ('f0', 'Aide-soignant', '2027-01-11', '2027-10-29'), ('f1', 'Soudeur', '2026-11-02', '2027-03-31'))"
	" AS v(prefixe, intitule, debut, fin);"
	"INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, geste, le, financeur, par) SELECT r.agence_id,"
	" (v.prefixe || '000000-0000-4000-8000-00000000000' || r.personne_id)::uuid, r.personne_id, v.geste, v.le::date, v.financeur, r.login"
	" FROM jalon.referent r, (VALUES (1, 'f0', 'evoquer', '2026-09-01', NULL), (2, 'f0', 'projeter', '2026-09-08', NULL),"
	" (3, 'f0', 'preparer', '2026-10-20', NULL), (4, 'f0', 'deposer', '2026-10-22', 'constructys'), (5, 'f0', 'demander_pieces', '2026-11-10', NULL),"
	" (6, 'f1', 'evoquer', '2026-06-01', NULL), (7, 'f1', 'projeter', '2026-06-08', NULL), (8, 'f1', 'preparer', '2026-06-15', NULL),"
	" (9, 'f1', 'deposer', '2026-06-16', 'region'), (10, 'f1', 'accorder', '2026-07-15', NULL), (11, 'f1', 'financer', '2026-07-20', NULL),"
	" (12, 'f1', 'entrer', '2026-11-02', NULL)) AS v(n, prefixe, geste, le, financeur) ORDER BY r.personne_id, v.n;"
	"INSERT INTO jalon.formation_projet (agence_id, formation_id, personne_id, projet, auteur) SELECT agence_id, formation_id, personne_id,"
	" 'Devenir aide-soignant', cree_par FROM jalon.formation WHERE intitule = 'Aide-soignant';"
	"INSERT INTO jalon.formation_prealable (agence_id, formation_id, personne_id, code, etat, le, texte, par) SELECT f.agence_id, f.formation_id,"
	" f.personne_id, v.code, CASE v.code WHEN 'vae' THEN 'dispense' ELSE 'fait' END, '2026-10-12', 'Vu en entretien', f.cree_par FROM jalon.formation f,"
	" (VALUES ('mise_en_situation'), ('positionnement'), ('vae'), ('francais'), ('frais'), ('mobilite')) AS v(code)"
	" WHERE f.intitule = 'Aide-soignant';"
	"INSERT INTO jalon.formation_piece (agence_id, formation_id, personne_id, nature, objet, debiteur, demandee_le, saisi_par) SELECT agence_id,"
	" formation_id, personne_id, 'devis', 'Devis détaillé', 'organisme', '2026-11-10', cree_par FROM jalon.formation WHERE intitule = 'Aide-soignant';"
	"INSERT INTO jalon.formation_financement (agence_id, formation_id, personne_id, poste, financeur, du, au, montant_cents, etat, saisi_par)"
	" SELECT agence_id, formation_id, personne_id, 'pedagogie', 'constructys', debut, fin + 1, 650000, 'demandee', cree_par FROM jalon.formation"
	" WHERE intitule = 'Aide-soignant';"
	"INSERT INTO jalon.formation_absence (agence_id, formation_id, personne_id, du, au, justifiee, motif, saisi_par) SELECT agence_id, formation_id,"
	" personne_id, '2026-11-09', '2026-11-11', true, 'Grippe', cree_par FROM jalon.formation WHERE intitule = 'Soudeur';"
	"INSERT INTO jalon.periode_entreprise (agence_id, personne_id, formation_id, nature, entreprise, du, au, saisi_par) SELECT agence_id, personne_id,"
	" formation_id, 'immersion', 'EHPAD des Lilas', '2026-09-28', '2026-10-10', cree_par FROM jalon.formation WHERE intitule = 'Aide-soignant';"
	"INSERT INTO jalon.droit (agence_id, personne_id, nature, du, au, saisi_par) SELECT agence_id, personne_id, 'are', '2026-01-05', '2027-06-30', login"
	" FROM jalon.referent;";

static void world_fill(const char *conninfo)
{
	PGconn *conn = PQconnectdb(conninfo);
	cluster_exec(conn, logins_sql);
	cluster_exec(conn, accounts_sql);
	cluster_exec(conn, people_sql);
	cluster_exec(conn, facts_sql);
	PQfinish(conn);
}

void world_agenda_add(const struct world *w)
{
	cluster_exec(w->owner, agenda_sql);
	cluster_exec(w->owner, contracts_sql);
	cluster_exec(w->owner, hours_sql);
	cluster_exec(w->owner, catalogue_sql);
	cluster_exec(w->owner, trainings_sql);
}

struct world world_open(void)
{
	struct world w;
	cluster_template_make(WORLD_TEMPLATE, world_fill);
	w.database = cluster_database_new(WORLD_TEMPLATE);
	w.owner = cluster_connect(w.database, CLUSTER_OWNER);
	return w;
}

void world_close(struct world *w)
{
	PQfinish(w->owner);
	cluster_database_drop(w->database);
	free(w->database);
}

PGconn *world_login(const struct world *w, const char *login)
{
	return cluster_connect(w->database, login);
}

static const char *field_or_empty(const PGresult *res, int code)
{
	const char *s = PQresultErrorField(res, code);
	return s != NULL ? s : "";
}

static const char *result_text(const PGresult *res)
{
	static char text[4096];
	if (PQresultStatus(res) == PGRES_TUPLES_OK) {
		snprintf(text, sizeof text, "%s", PQntuples(res) > 0 ? PQgetvalue(res, 0, 0) : "");
	} else if (PQresultStatus(res) == PGRES_COMMAND_OK) {
		snprintf(text, sizeof text, "%s", PQcmdStatus((PGresult *)res));
	} else {
		snprintf(text, sizeof text, "%s %s %s", field_or_empty(res, PG_DIAG_SQLSTATE),
			field_or_empty(res, PG_DIAG_CONSTRAINT_NAME), field_or_empty(res, PG_DIAG_COLUMN_NAME));
		for (size_t n = strlen(text); n > 0 && text[n - 1] == ' '; n--)
			text[n - 1] = '\0';
	}
	return text;
}

const char *answer(PGconn *conn, const char *format, ...)
{
	char sql[8192];
	va_list args;
	va_start(args, format);
	vsnprintf(sql, sizeof sql, format, args);
	va_end(args);
	PGresult *res = PQexec(conn, sql);
	const char *text = result_text(res);
	PQclear(res);
	return text;
}

const char *command(PGconn *conn, int number, const char *verb, const char *content)
{
	char id[40];
	snprintf(id, sizeof id, "%08d-0000-4000-8000-000000000000", number);
	const char *values[] = { id, verb, content };
	PGresult *res = PQexecParams(conn, "SELECT jalon.commander($1::uuid, $2::text, $3::jsonb)->>'etat'", 3, NULL, values,
		NULL, NULL, 0);
	const char *text = result_text(res);
	PQclear(res);
	return text;
}
