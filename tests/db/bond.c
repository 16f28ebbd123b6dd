/* What binds a person and the structure, by hand: see bond.h. */
#include "tests/db/bond.h"

#include <stdlib.h>

#include "core/base/mem.h"
#include "tests/support/cluster.h"

static const char contracts_sql[] =
	"INSERT INTO jalon.contrat (agence_id, contrat_id, personne_id, regime, parcours, debut, signe_le, fin, periode, clos_le, clos_motif,"
	" clos_texte, clos_par, choix, choix_le, choix_par, choix_motif, succede_a, cree_le, cree_par, version) VALUES"
	" (1, '" BOND_ID("c000") "', 1, 'CE', 'professionnel', '2026-01-12', '2026-01-12', NULL, '[2026-01-12,2026-06-01)', '2026-06-01',"
	" 'reorientation', 'santé', '%1$s', '', NULL, NULL, '', NULL, '2026-01-10 09:00+01', '%1$s', 3),"
	" (1, '" BOND_ID("c001") "', 1, 'CE', 'socio_professionnel', '2026-06-01', '2026-06-02', '2027-06-01', '[2026-06-01,2027-06-01)', NULL,"
	" '', '', NULL, 'poursuite', '2026-11-10', '%1$s', 'parcours utile', '" BOND_ID("c000") "', '2026-05-28 09:00+02', '%1$s', 5);"
	"INSERT INTO jalon.contrat_version (agence_id, contrat_id, rang, personne_id, objectifs, fin, cible_minutes, intensif, motif, cree_le,"
	" cree_par, signe_personne_le, signe_structure_le, signataire, signe_par, signee_le, signee_par, abandonnee_le, version) VALUES"
	" (1, '" BOND_ID("c000") "', 1, 1, 'Reprendre', NULL, 600, false, '', '2026-01-10 09:00+01', '%1$s', '2026-01-12', '2026-01-12',"
	" 'personne', '%1$s', '2026-01-12 10:00+01', '%1$s', NULL, 2),"
	" (1, '" BOND_ID("c001") "', 1, 1, 'Trouver un emploi', '2026-12-01', 900, false, '', '2026-05-28 09:00+02', '%1$s', '2026-06-01',"
	" '2026-06-02', 'personne', '%1$s', '2026-06-02 10:00+02', '%1$s', NULL, 3),"
	" (1, '" BOND_ID("c001") "', 2, 1, 'Essai', '2026-12-01', 900, false, 'essai', '2026-08-01 09:00+02', '%1$s', NULL, NULL, '', NULL,"
	" NULL, NULL, '2026-08-10', 2),"
	" (1, '" BOND_ID("c001") "', 3, 1, 'Trouver un emploi après formation', '2027-06-01', 1080, true, 'formation', '2026-09-30 09:00+02',"
	" '%1$s', '2026-10-05', '2026-10-05', 'representant_legal', '%1$s', '2026-10-05 10:00+02', '%1$s', NULL, 2),"
	" (1, '" BOND_ID("c001") "', 4, 1, 'À temps partiel', '2027-06-01', NULL, true, 'temps partiel', '2026-11-16 09:00+01', '%1$s', NULL,"
	" '2026-11-18', '', '%1$s', NULL, NULL, NULL, 2);";

#define LINE "INSERT INTO jalon.engagement (agence_id, personne_id, saisi_par, contrat_id, engagement_id, rang_du, rang_au, part, debiteur, objet," \
	" echeance, saisi_le, cadence, regle, modele, source, action, visee_emploi, structurante, tenu_le, tenu_par, excuse_le, excuse_motif, excuse_par)" \
	" SELECT 1, 1, '%1$s', ('00000000-0000-4000-8000-00000000' || v.c)::uuid, ('00000000-0000-4000-8000-00000000' || v.e)::uuid, v.du, v.au, v.part," \
	" v.debiteur, v.objet, v.echeance::date, v.saisi::timestamptz, v.cadence, v.regle, v.modele, v.source, v.action, v.emploi, v.structurante," \
	" v.tenu::date, CASE WHEN v.tenu IS NOT NULL THEN '%1$s'::name END, v.excuse::date, v.motif, CASE WHEN v.excuse IS NOT NULL THEN '%1$s'::name END"

static const char lines_sql[] =
	LINE " FROM (VALUES"
	" ('c001', 'e001', 1, 3, 'socle', 'structure', 'atelier CV', '2026-12-15', '2026-05-28', 'unique', '', '', '', false, false, false, NULL, NULL, ''),"
	" ('c001', 'e002', 1, NULL, 'socle', 'structure', 'entretien mensuel', '2026-06-30', '2026-05-28', 'mois', 'point_etape', 'entretien_mensuel',"
	" '003:7421', false, false, false, NULL, NULL, ''),"
	" ('c001', 'e003', 1, NULL, 'individuel', 'structure', 'aide à la garde', '2026-11-10', '2026-05-28', 'unique', '', '', '', false, false, false, NULL, NULL, ''),"
	" ('c001', 'e004', 1, NULL, 'individuel', 'structure', 'rendez-vous mobilité', '2026-09-01', '2026-05-28', 'unique', '', '', '', false, false, false, NULL, NULL, ''),"
	" ('c001', 'e005', 3, NULL, 'individuel', 'personne', 'formation', '2026-11-30', '2026-09-30', 'unique', '', '', '', true, true, true, NULL, NULL, ''),"
	" ('c001', 'e006', 1, NULL, 'volet', 'personne', 'être présent', NULL, '2026-05-28', 'unique', '', '', '', false, false, false, NULL, '2026-10-12', 'malade'),"
	" ('c001', 'e007', 1, NULL, 'individuel', 'financeur', 'financer', '2026-11-05', '2026-05-28', 'unique', '', '', '', false, false, false, NULL, NULL, ''),"
	" ('c001', 'e008', 1, NULL, 'individuel', 'personne', 'ouvrir un espace', '2026-07-05', '2026-05-28', 'unique', '', '', '', true, false, false, '2026-07-01', NULL, ''),"
	" ('c000', 'e009', 1, NULL, 'individuel', 'personne', 'chercher', '2026-07-01', '2026-01-10', 'unique', '', '', '', false, false, false, NULL, NULL, ''),"
	" ('c001', 'e010', 4, NULL, 'individuel', 'structure', 'offres', '2026-12-31', '2026-11-16', 'unique', '', '', '', false, false, false, NULL, NULL, ''),"
	" ('c001', 'e011', 2, 3, 'individuel', 'structure', 'essai', '2026-08-20', '2026-08-01', 'unique', '', '', '', false, false, false, NULL, NULL, '')"
	") v(c, e, du, au, part, debiteur, objet, echeance, saisi, cadence, regle, modele, source, action, emploi, structurante, tenu, excuse, motif);"
	"INSERT INTO jalon.tenue (agence_id, engagement_id, personne_id, le, annule_par) VALUES"
	" (1, '" BOND_ID("e002") "', 1, '2026-06-29', NULL), (1, '" BOND_ID("e002") "', 1, '2026-07-30', NULL),"
	" (1, '" BOND_ID("e002") "', 1, '2026-08-28', '" BOND_ID("ffff") "'), (1, '" BOND_ID("e002") "', 1, '2026-10-30', NULL);"
	"INSERT INTO jalon.compensation (agence_id, compensation_id, personne_id, engagement_id, regle, manque_le, prejudice, objet, echeance,"
	" ouverte_le, ouverte_par, remise_le, remise_par, remise_texte, version) VALUES"
	" (1, '" BOND_ID("b001") "', 1, '" BOND_ID("e004") "', '', '2026-09-01', 'entretien manqué', 'accompagner', '2026-09-25',"
	" '2026-09-10 09:00+02', '%1$s', '2026-09-20', '%1$s', 'accompagnée', 2),"
	" (1, '" BOND_ID("b002") "', 1, NULL, 'rdv_hebdomadaire', '2026-11-01', 'sans nouvelles', 'rappeler', '2026-11-30',"
	" '2026-11-12 09:00+01', '%1$s', NULL, NULL, '', 1);";

static const char file_sql[] =
	"INSERT INTO jalon.orientation (agence_id, orientation_id, personne_id, nature, parcours, organisme, notifiee_le, preference, motif,"
	" saisi_le, saisi_par) VALUES"
	" (1, '" BOND_ID("0001") "', 1, 'orientation', 'professionnel', 'agence', '2026-01-06', '', '', '2026-01-06 09:00+01', '%1$s'),"
	" (1, '" BOND_ID("0002") "', 1, 'reorientation', 'socio_professionnel', 'département', '2026-05-15', 'près de l''école', 'garde',"
	" '2026-05-15 09:00+02', '%1$s');"
	"INSERT INTO jalon.diagnostic (agence_id, diagnostic_id, personne_id, rang, le, auteur, competences, projet, marche, situation, autonomie,"
	" droits) VALUES (1, '" BOND_ID("d001") "', 1, 1, '2026-01-10', '%1$s', 'c1', '', '', '', '', ''),"
	" (1, '" BOND_ID("d002") "', 1, 2, '2026-09-15', '%1$s', 'c2', 'p2', 'm2', 's2', 'a2', 'd2');"
	"INSERT INTO jalon.information_droits (agence_id, information_id, personne_id, le, support, texte, saisi_par) VALUES"
	" (1, '" BOND_ID("f001") "', 1, '2026-01-20', 'signature', 'remis', '%1$s');"
	"INSERT INTO jalon.demande (agence_id, demande_id, personne_id, nature, recue_le, canal, objet, repondue_le, reponse, repondue_par, saisi_le,"
	" saisi_par, version) VALUES"
	" (1, '" BOND_ID("a001") "', 1, 'demande', '2026-11-18 14:00+01', 'courriel', 'attestation', NULL, '', NULL, '2026-11-18 15:00+01', '%1$s', 1),"
	" (1, '" BOND_ID("a002") "', 1, 'reclamation', '2026-03-01 10:00+01', 'courrier', 'annulation', '2026-03-02 11:00+01', 'excuses', '%1$s',"
	" '2026-03-01 10:00+01', '%1$s', 2),"
	" (1, '" BOND_ID("a003") "', 1, 'demande', '2026-11-17 09:00+01', 'sms', 'horaire', NULL, '', NULL, '2026-11-17 09:00+01', '%1$s', 1);"
	"INSERT INTO jalon.lecture (agence_id, personne_id, jour, le, login, role, motif) VALUES"
	" (1, 1, '2026-11-03', '2026-11-03 09:00+01', 'x', 'responsable', 'supervision'),"
	" (1, 1, '2026-11-05', '2026-11-05 10:30+01', 'y', 'conseiller', 'remplacement');";

static const char hours_sql[] =
	"INSERT INTO jalon.activite (agence_id, activite_id, personne_id, jour, theme, minutes, texte, declaree_le, declaree_par, validee_le,"
	" validee_par, version, annule_par) VALUES"
	" (1, '" BOND_ID("1001") "', 1, '2026-11-10', 'projet', 300, '', '2026-11-10 18:00+01', '%1$s', '2026-11-17 09:00+01', '%1$s', 2, NULL),"
	" (1, '" BOND_ID("1002") "', 1, '2026-11-16', 'emploi', 120, 'salon', '2026-11-16 18:00+01', '%1$s', NULL, NULL, 1, NULL),"
	" (1, '" BOND_ID("1003") "', 1, '2026-11-16', 'relation', 60, '', '2026-11-19 18:00+01', '%1$s', NULL, NULL, 1, NULL),"
	" (1, '" BOND_ID("1004") "', 1, '2026-11-18', 'emploi', 90, '', '2026-11-18 18:00+01', '%1$s', NULL, NULL, 2, '" BOND_ID("ffff") "');"
	"INSERT INTO jalon.derogation (agence_id, derogation_id, personne_id, du, au, cible_minutes, motif, accordee_le, accordee_par) VALUES"
	" (1, '" BOND_ID("2001") "', 1, '2026-11-09', '2026-11-16', 480, 'crèche fermée', '2026-11-12 09:00+01', '%1$s');"
	"INSERT INTO jalon.conge (agence_id, conge_id, personne_id, nature, du, au, texte, saisi_le, saisi_par) VALUES"
	" (1, '" BOND_ID("3001") "', 1, 'maladie', '2026-11-12', '2026-11-14', 'arrêt', '2026-11-12 09:00+01', '%1$s'),"
	" (1, '" BOND_ID("3002") "', 1, 'reflexion', '2026-11-16', '2026-11-18', '', '2026-11-12 09:00+01', '%1$s'),"
	" (1, '" BOND_ID("3003") "', 1, 'formation', '2026-12-01', '2026-12-11', '', '2026-11-12 09:00+01', '%1$s');"
	"INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu, saisi_le) VALUES"
	" (1, '" BOND_ID("5001") "', '%1$s', '[2026-11-12 09:00+01,2026-11-12 09:30+01)', 'entretien', 'agence', '2026-10-20 09:00+02');"
	"INSERT INTO jalon.participation (agence_id, seance_id, personne_id, periode, annulation, type, lieu, conseiller, presence, conclusion,"
	" conclue_le, conclue_par, saisi_le, saisi_par, cree_le) VALUES (1, '" BOND_ID("5001") "', 1, '[2026-11-12 09:00+01,2026-11-12 09:30+01)', 'infinity',"
	" 'entretien', 'agence', '%1$s', 'present', 'vu', '2026-11-12 10:00+01', '%1$s', '2026-11-12 10:00+01', '%1$s', '2026-10-20 09:00+02');"
	"INSERT INTO jalon.rappel (agence_id, rappel_id, seance_id, personne_id, jours, canal, le, auteur) VALUES"
	" (1, '" BOND_ID("6001") "', '" BOND_ID("5001") "', 1, 7, 'courriel', '2026-11-05 09:00+01', '%1$s'),"
	" (1, '" BOND_ID("6002") "', '" BOND_ID("5001") "', 1, 1, 'sms', '2026-11-11 09:00+01', '%1$s');";

static void part_fill(PGconn *owner, const char *login, const char *format)
{
	/* « %1$s » is the login wherever a row names who wrote it. */
	char *body = mem_format("DO $bond$ BEGIN EXECUTE replace($part$%s$part$, '%%1$s', '%s'); END $bond$", format, login);

	cluster_exec(owner, body);
	free(body);
}

void bond_fill(PGconn *owner, const char *login)
{
	cluster_exec(owner, "SET session_replication_role = replica");
	part_fill(owner, login, contracts_sql);
	part_fill(owner, login, lines_sql);
	part_fill(owner, login, file_sql);
	part_fill(owner, login, hours_sql);
	cluster_exec(owner, "SET session_replication_role = origin");
}
