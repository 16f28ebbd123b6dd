/* Training requests by hand: see training_rows.h. */
#include "tests/db/training_rows.h"

#include <stdlib.h>

#include "core/base/mem.h"
#include "tests/support/cluster.h"

#define ID(column) "('00000000-0000-4000-8000-00000000' || v." column ")::uuid"
#define UNDONE "'" TRAINING_ID("ffff") "'"

static const char requests_sql[] =
	"INSERT INTO jalon.formation (agence_id, formation_id, personne_id, intitule, rome, objectif, organisme, lieu, departement, minutes,"
	" rythme_minutes, debut, fin, etape, etape_le, cree_par, version, annule_par) VALUES"
	" (1, '" TRAINING_ID("f001") "', 1, 'Soudeur', 'H2913', 'certification', 'AFPA', 'Rennes', '35', 21000, 2100, '2027-01-04', '2027-03-14',"
	" 'pieces_demandees', '2026-11-10', '%1$s', 12, NULL),"
	" (1, '" TRAINING_ID("f002") "', 1, 'Anglais', '', '', '', '', '', NULL, NULL, NULL, NULL, 'abandonnee_avant', '2025-04-01', '%1$s', 2, NULL),"
	" (1, '" TRAINING_ID("f003") "', 1, 'Secourisme', 'K2503', 'perfectionnement', 'Croix-Rouge', 'Vitré', '35', 4200, 700, '2026-03-02', '2026-05-29',"
	" 'achevee', '2026-05-29', '%1$s', 9, NULL),"
	" (1, '" TRAINING_ID("f004") "', 1, 'Erreur', '', '', '', '', '', NULL, NULL, NULL, NULL, 'evoquee', '2026-10-01', '%1$s', 2, " UNDONE "),"
	" (1, '" TRAINING_ID("f005") "', 2, 'CAP cuisine', '', '', '', '', '', NULL, NULL, NULL, NULL, 'evoquee', '2026-11-18', '%1$s', 1, NULL),"
	" (1, '" TRAINING_ID("f006") "', 2, 'Paie', 'M1203', 'qualification', 'GRETA', 'Rennes', '35', 42000, 2100, '2025-03-03', '2025-07-20',"
	" 'suivie', '2026-02-01', '%1$s', 9, NULL),"
	" (1, '" TRAINING_ID("f007") "', 4, 'Soudeur', 'H2913', 'certification', 'AFPA', 'Rennes', '35', 21000, 2100, '2026-11-02', '2027-03-14',"
	" 'entree', '2026-11-02', '%1$s', 7, NULL),"
	" (1, '" TRAINING_ID("f008") "', 2, 'Bureautique', '', '', '', '', '', NULL, NULL, '2024-09-02', '2024-10-31', 'suivie', '2025-05-05', '%1$s', 9, NULL);";

#define EVENT "INSERT INTO jalon.formation_evenement (agence_id, par, formation_id, personne_id, rang, geste, de, vers, le, saisi_le, motifs, financeur, texte," \
	" evenement_id) SELECT 1, '%1$s', " ID("f") ", v.personne, v.rang, v.geste, v.de, v.vers, v.le::date, v.le::timestamptz + interval '9 hours'," \
	" v.motifs::text[], v.financeur," \
	" CASE WHEN v.geste IN ('echange', 'contester', 'contre_proposer') THEN 'dit le ' || v.le ELSE '' END, ('00000000-0000-4000-8000-0000' || v.f || to_char(v.rang, 'FM0000'))::uuid FROM (VALUES"

static const char events_sql[] =
	EVENT " ('f001', 1, 1, 'evoquer', '', 'evoquee', '2026-09-01', '{}', NULL), ('f001', 1, 2, 'projeter', 'evoquee', 'projet', '2026-09-08', '{}', NULL),"
	" ('f001', 1, 3, 'preparer', 'projet', 'prete', '2026-09-20', '{}', NULL), ('f001', 1, 4, 'deposer', 'prete', 'deposee', '2026-10-01', '{}', 'constructys'),"
	" ('f001', 1, 5, 'demander_pieces', 'deposee', 'pieces_demandees', '2026-10-05', '{}', NULL),"
	" ('f001', 1, 6, 'completer', 'pieces_demandees', 'deposee', '2026-10-09', '{}', NULL),"
	" ('f001', 1, 7, 'refuser', 'deposee', 'refusee', '2026-10-12', '{metier_non_en_tension}', NULL),"
	" ('f001', 1, 8, 'echange', 'refusee', 'refusee', '2026-10-13', '{}', NULL), ('f001', 1, 9, 'contester', 'refusee', 'deposee', '2026-10-15', '{}', NULL),"
	" ('f001', 1, 10, 'demander_pieces', 'deposee', 'pieces_demandees', '2026-10-20', '{}', NULL),"
	" ('f001', 1, 11, 'completer', 'pieces_demandees', 'deposee', '2026-10-23', '{}', NULL),"
	" ('f001', 1, 12, 'demander_pieces', 'deposee', 'pieces_demandees', '2026-11-10', '{}', NULL),"
	" ('f001', 1, 13, 'accorder', 'pieces_demandees', 'accordee', '2026-11-12', '{}', NULL),"
	" ('f002', 1, 1, 'evoquer', '', 'evoquee', '2025-03-01', '{}', NULL), ('f002', 1, 2, 'abandonner', 'evoquee', 'abandonnee_avant', '2025-04-01', '{delai}', NULL),"
	" ('f003', 1, 1, 'evoquer', '', 'evoquee', '2025-11-25', '{}', NULL), ('f003', 1, 2, 'projeter', 'evoquee', 'projet', '2025-12-01', '{}', NULL),"
	" ('f003', 1, 3, 'preparer', 'projet', 'prete', '2025-12-10', '{}', NULL), ('f003', 1, 4, 'deposer', 'prete', 'deposee', '2026-01-05', '{}', 'region'),"
	" ('f003', 1, 5, 'contre_proposer', 'deposee', 'contre_proposee', '2026-01-20', '{}', NULL),"
	" ('f003', 1, 6, 'accepter', 'contre_proposee', 'accordee', '2026-01-26', '{}', NULL),"
	" ('f003', 1, 7, 'financer', 'accordee', 'financee', '2026-02-10', '{}', NULL), ('f003', 1, 8, 'entrer', 'financee', 'entree', '2026-03-02', '{}', NULL),"
	" ('f003', 1, 9, 'point_tiers', 'entree', 'entree', '2026-04-01', '{}', NULL), ('f003', 1, 10, 'achever', 'entree', 'achevee', '2026-05-29', '{certification}', NULL),"
	" ('f005', 2, 1, 'evoquer', '', 'evoquee', '2026-11-18', '{}', NULL),"
	" ('f006', 2, 1, 'evoquer', '', 'evoquee', '2024-11-04', '{}', NULL), ('f006', 2, 2, 'suivre', 'achevee', 'suivie', '2026-02-01', '{emploi}', NULL),"
	" ('f007', 4, 1, 'evoquer', '', 'evoquee', '2026-06-01', '{}', NULL), ('f007', 4, 2, 'entrer', 'financee', 'entree', '2026-11-02', '{}', NULL),"
	" ('f008', 2, 1, 'evoquer', '', 'evoquee', '2024-06-03', '{}', NULL), ('f008', 2, 2, 'suivre', 'achevee', 'suivie', '2025-05-05', '{inconnu}', NULL)"
	") v(f, personne, rang, geste, de, vers, le, motifs, financeur);"
	"UPDATE jalon.formation_evenement SET annule_par = " UNDONE " WHERE formation_id = '" TRAINING_ID("f001") "' AND rang = 13;"
	"UPDATE jalon.formation_evenement SET sans_revenu_dit = true WHERE formation_id = '" TRAINING_ID("f001") "' AND rang = 4;"
	"UPDATE jalon.formation_evenement SET texte = 'Liste régionale', sans_contre_proposition = 'rien d''approchant'"
	" WHERE formation_id = '" TRAINING_ID("f001") "' AND rang = 7;"
	"UPDATE jalon.formation_evenement SET avec = 'AFPA', texte = 'Place gardée' WHERE formation_id = '" TRAINING_ID("f001") "' AND rang = 8;"
	"UPDATE jalon.formation_evenement SET contre_proposition = '70 heures' WHERE formation_id = '" TRAINING_ID("f003") "' AND rang = 5;"
	"UPDATE jalon.formation_evenement SET malgre = 'frais avancés', place_confirmee = true WHERE formation_id = '" TRAINING_ID("f003") "' AND rang = 7;";

static const char project_sql[] =
	"INSERT INTO jalon.formation_projet (agence_id, formation_id, personne_id, rang, le, projet, evaluation, actions, auteur) VALUES"
	" (1, '" TRAINING_ID("f001") "', 1, 1, '2026-09-08', 'Souder', '', '', '%1$s'),"
	" (1, '" TRAINING_ID("f001") "', 1, 2, '2026-10-14', 'Souder en chantier naval', 'À l''aise', 'Titre professionnel', '%1$s');"
	"INSERT INTO jalon.formation_prealable (agence_id, formation_id, personne_id, code, etat, le, texte, par, annule_par)"
	" SELECT 1, '" TRAINING_ID("f001") "', 1, v.code, v.etat, v.le::date, v.texte, '%1$s', v.annule::uuid FROM (VALUES"
	" ('mise_en_situation', 'fait', '2026-09-10', 'chez Naval Bretagne', NULL), ('vae', 'dispense', '2026-09-11', 'pas d''expérience', NULL),"
	" ('positionnement', 'fait', '2026-09-18', '', NULL), ('francais', 'fait', '2026-09-18', '', NULL), ('frais', 'fait', '2026-09-18', '', NULL),"
	" ('mobilite', 'fait', '2026-09-18', '', NULL), ('garde', 'dispense', '2026-09-18', 'x', " UNDONE "), ('garde', 'fait', '2026-09-19', '', NULL)"
	") v(code, etat, le, texte, annule);";

static const char pieces_sql[] =
	"INSERT INTO jalon.formation_piece (agence_id, piece_id, formation_id, personne_id, nature, objet, debiteur, demandee_le, attendue_le, recue_le,"
	" recue_par, saisi_par, version, annule_par) VALUES"
	" (1, '" TRAINING_ID("b001") "', '" TRAINING_ID("f001") "', 1, 'devis', 'détaillé', 'organisme', '2026-10-05', NULL, '2026-10-09', '%1$s', '%1$s', 2, NULL),"
	" (1, '" TRAINING_ID("b002") "', '" TRAINING_ID("f001") "', 1, 'positionnement', '', 'personne', '2026-10-20', '2026-10-27', '2026-10-23', '%1$s', '%1$s', 2, NULL),"
	" (1, '" TRAINING_ID("b003") "', '" TRAINING_ID("f001") "', 1, 'devis', '', 'organisme', '2026-11-12', NULL, NULL, NULL, '%1$s', 1, NULL),"
	" (1, '" TRAINING_ID("b004") "', '" TRAINING_ID("f001") "', 1, 'argumentaire', '', 'structure', '2026-11-10', '2026-11-17', NULL, NULL, '%1$s', 1, NULL),"
	" (1, '" TRAINING_ID("b005") "', '" TRAINING_ID("f001") "', 1, 'autre', 'de trop', 'personne', '2026-11-10', NULL, NULL, NULL, '%1$s', 2, " UNDONE ");";

static const char money_sql[] =
	"INSERT INTO jalon.formation_financement (agence_id, ligne_id, formation_id, personne_id, poste, financeur, du, au, montant_cents, etat, demandee_le,"
	" decidee_le, motif, saisi_par, version, annule_par) VALUES"
	" (1, '" TRAINING_ID("a001") "', '" TRAINING_ID("f001") "', 1, 'pedagogie', 'constructys', '2027-01-04', '2027-03-15', 420000, 'demandee', '2026-10-01', NULL, '', '%1$s', 1, NULL),"
	" (1, '" TRAINING_ID("a002") "', '" TRAINING_ID("f001") "', 1, 'pedagogie', 'opcalia', '2027-01-04', '2027-03-15', NULL, 'refusee', '2026-10-01', '2026-10-12', 'coût', '%1$s', 2, NULL),"
	" (1, '" TRAINING_ID("a003") "', '" TRAINING_ID("f001") "', 1, 'remuneration', 'region', '2027-01-04', '2027-02-01', 60000, 'accordee', '2026-10-01', '2026-11-02', '', '%1$s', 2, NULL),"
	" (1, '" TRAINING_ID("a004") "', '" TRAINING_ID("f001") "', 1, 'frais_annexes', NULL, '2027-01-04', '2027-03-15', NULL, 'sans_objet', '2026-11-02', '2026-11-02', 'à pied', '%1$s', 1, NULL),"
	" (1, '" TRAINING_ID("a005") "', '" TRAINING_ID("f001") "', 1, 'remuneration', 'etat', '2027-02-01', '2027-03-15', NULL, 'accordee', '2026-10-01', '2026-11-02', '', '%1$s', 2, " UNDONE ");"
	"INSERT INTO jalon.formation_absence (agence_id, absence_id, formation_id, personne_id, du, au, justifiee, motif, saisi_par) VALUES"
	" (1, '" TRAINING_ID("9001") "', '" TRAINING_ID("f003") "', 1, '2026-03-16', '2026-03-18', true, 'enfant malade', '%1$s'),"
	" (1, '" TRAINING_ID("9002") "', '" TRAINING_ID("f003") "', 1, '2026-05-04', '2026-05-05', false, 'non dit', '%1$s');"
	"INSERT INTO jalon.droit (agence_id, droit_id, personne_id, nature, du, au, saisi_le, saisi_par, annule_par) VALUES"
	" (1, '" TRAINING_ID("0a01") "', 1, 'are', '2026-01-01', '2027-01-01', '2026-01-05', '%1$s', NULL),"
	" (1, '" TRAINING_ID("0a02") "', 1, 'aref', '2027-01-01', '2027-02-16', '2026-11-03', '%1$s', NULL),"
	" (1, '" TRAINING_ID("0a03") "', 1, 'rff', '2027-02-16', NULL, '2026-11-03', '%1$s', " UNDONE ");";

static const char periods_sql[] =
	"INSERT INTO jalon.periode_entreprise (agence_id, periode_id, personne_id, formation_id, nature, entreprise, metier, objectif, du, au, malgre, debriefee_le,"
	" avec_hote, debrief, debriefee_par, saisi_le, saisi_par, version, annule_par) VALUES"
	" (1, '" TRAINING_ID("0001") "', 1, '" TRAINING_ID("f001") "', 'pmsmp', 'Naval Bretagne', 'soudeur', 'vérifier le projet', '2026-11-02', '2026-11-14', '', NULL, NULL, '', NULL,"
	" '2026-10-26', '%1$s', 1, NULL),"
	" (1, '" TRAINING_ID("0002") "', 1, '" TRAINING_ID("f001") "', 'immersion', 'Chaudronnerie Guen', '', '', '2026-09-07', '2026-09-12', '', '2026-09-14', true, 'gestes sûrs', '%1$s',"
	" '2026-09-01', '%1$s', 2, NULL),"
	" (1, '" TRAINING_ID("0003") "', 1, NULL, 'reprise', 'Intérim 35', '', '', '2026-08-03', '2026-08-10', 'accord de la personne', NULL, NULL, '', NULL, '2026-08-03', '%1$s', 1, NULL),"
	" (1, '" TRAINING_ID("0004") "', 1, NULL, 'emt', 'Erreur', '', '', '2026-06-01', '2026-06-06', '', NULL, NULL, '', NULL, '2026-06-01', '%1$s', 2, " UNDONE "),"
	" (1, '" TRAINING_ID("0005") "', 1, NULL, 'emt', 'Atelier Le Goff', '', '', '2026-12-01', '2026-12-06', '', NULL, NULL, '', NULL, '2026-11-16', '%1$s', 1, NULL);";

static void part_fill(PGconn *owner, const char *login, const char *format)
{
	/* « %1$s » is the login wherever a row names who wrote it. */
	char *body = mem_format("DO $bond$ BEGIN EXECUTE replace($part$%s$part$, '%%1$s', '%s'); END $bond$", format, login);

	cluster_exec(owner, body);
	free(body);
}

void training_fill(PGconn *owner, const char *login)
{
	cluster_exec(owner, "SET session_replication_role = replica");
	part_fill(owner, login, requests_sql);
	part_fill(owner, login, events_sql);
	part_fill(owner, login, project_sql);
	part_fill(owner, login, pieces_sql);
	part_fill(owner, login, money_sql);
	part_fill(owner, login, periods_sql);
	cluster_exec(owner, "SET session_replication_role = origin");
}
