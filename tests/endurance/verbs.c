/* Every write of the base. See verbs.h. */
#include "tests/endurance/verbs.h"

#include "tests/endurance/world.h"

#define CHIEF "cdelaunay"
#define ID "gen_random_uuid()"
#define SLOT "'debut', '{S}', 'minutes', 5, 'type', 'entretien', 'lieu', 'agence', 'confirmation', 'essai'"
#define DO(verb, content) "SELECT jalon.commander(gen_random_uuid(), '" verb "', " content ")"
#define GIVE DO("rdv_donner", "jsonb_build_object('seance_id', " ID ", 'identifiant', '{I}', " SLOT ")")
#define DAYS "to_char(date '2027-01-04' + 2 * {K}, 'YYYY-MM-DD')"
/* A past appointment without outcome, one for each attempt. */
#define HELD_MEETING "WITH s AS (INSERT INTO jalon.seance (agence_id, conseiller, periode, type, lieu, saisi_le) SELECT agence_id, '" WORLD_LOGIN "'," \
	" tstzrange(d, d + interval '5 min'), 'entretien', 'agence', jalon.maintenant() FROM jalon.agence," \
	" (SELECT timestamptz '2020-01-01' + {K} * interval '5 min' AS d) x LIMIT 1 RETURNING agence_id, seance_id)" \
	" INSERT INTO jalon.participation (agence_id, seance_id, personne_id) SELECT agence_id, seance_id, {P} FROM s"
#define MEETING_HELD " FROM jalon.participation x WHERE x.personne_id = {P} AND x.periode &&" \
	" tstzrange(timestamptz '2020-01-01' + {K} * interval '5 min', timestamptz '2020-01-01' + ({K} + 1) * interval '5 min'))"
#define AGAIN(table, columns, values) "DELETE FROM jalon." table " WHERE personne_id = {P};" \
	"INSERT INTO jalon." table " (agence_id, personne_id, " columns ", du) SELECT agence_id, {P}, " values ", date '2025-09-03' FROM jalon.agence"
#define TODAY "jalon.aujourdhui()"
#define NO_CONTRACT "DELETE FROM jalon.compensation WHERE personne_id = {P}; DELETE FROM jalon.tenue WHERE personne_id = {P};" \
	" DELETE FROM jalon.engagement WHERE personne_id = {P} AND contrat_id IS NOT NULL; DELETE FROM jalon.contrat_version WHERE personne_id = {P};" \
	" DELETE FROM jalon.contrat WHERE personne_id = {P};"
#define IN_A_REGIME NO_CONTRACT AGAIN("passage", "regime", "'CE'")
/* Of ours, each week, and of the person: « o {K} », « w {K} », « t {K} ». */
#define LINES "jsonb_build_array(jsonb_build_object('engagement_id', " ID ", 'debiteur', 'structure', 'objet', 'o {K}', 'echeance', " TODAY ")," \
	" jsonb_build_object('engagement_id', " ID ", 'debiteur', 'structure', 'objet', 'w {K}', 'cadence', 'semaine')," \
	" jsonb_build_object('engagement_id', " ID ", 'debiteur', 'personne', 'objet', 't {K}', 'echeance', " TODAY " + 7))"
#define CONTRACT "jsonb_build_object('contrat_id', " ID ", 'identifiant', '{I}', 'debut', " TODAY ", 'objectifs', 'essai', 'intensif', true, 'engagements', " LINES ")"
#define SIGNATURE "(SELECT jsonb_build_object('contrat_id', contrat_id, 'rang', rang, 'version', version, 'signe_personne_le', " TODAY "," \
	" 'signe_structure_le', " TODAY ", 'signataire', 'personne') FROM jalon.contrat_version WHERE personne_id = {P})"
#define PREPARED DO("contrat_preparer", CONTRACT)
#define SIGNED PREPARED ";" DO("contrat_signer", SIGNATURE)
#define SIGNED_CONTRACT " FROM jalon.contrat WHERE personne_id = {P})"
#define LINE(letter) " FROM jalon.engagement WHERE objet = '" letter " {K}')"
/* An appointment that the structure owed and did not give. */
#define REMEDIAL "jsonb_build_object('compensation_id', " ID ", 'identifiant', '{I}', 'regle', 'rdv_hebdomadaire', 'manque_le', " TODAY " - 1," \
	" 'prejudice', 'essai', 'objet', 'essai', 'echeance', " TODAY " + 7)"

/* Hours of a past day of its own, and what is received, granted. */
#define HOURS "jsonb_build_object('activite_id', " ID ", 'identifiant', '{I}', 'jour', to_char(date '2020-01-01' + {K}::int % 2000, 'YYYY-MM-DD')," \
	" 'theme', 'projet', 'minutes', 1, 'texte', 'h {K}')"
#define DISPENSATION "jsonb_build_object('derogation_id', " ID ", 'identifiant', '{I}', 'du', " DAYS ", 'au', " DAYS ", 'cible_minutes', 600, 'motif', 'd {K}')"
#define REQUEST "jsonb_build_object('demande_id', " ID ", 'identifiant', '{I}', 'nature', 'demande', 'canal', 'sms', 'objet', 'q {K}')"

/* A training request « f {K} » of its own, brought to a stage; a funder. */
#define FUNDER "INSERT INTO jalon.financeur (code, libelle, nature, remunere, source) VALUES ('region', 'Région', 'region', true, 'essai') ON CONFLICT DO NOTHING;"
#define TRAINING_AT(path) FUNDER "INSERT INTO jalon.formation (agence_id, personne_id, intitule, debut, fin, cree_par) SELECT agence_id, {P}, 'f {K}'," \
	" " TODAY ", " TODAY " + 90, '" WORLD_LOGIN "' FROM jalon.agence LIMIT 1; INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, geste," \
	" le, par) SELECT f.agence_id, f.formation_id, {P}, g, " TODAY ", '" WORLD_LOGIN "' FROM jalon.formation f, unnest(ARRAY[" path "]) WITH ORDINALITY u (g, o)" \
	" WHERE f.intitule = 'f {K}' ORDER BY o"
#define FILED "'evoquer', 'projeter', 'preparer', 'deposer'"
#define ENTERED FILED ", 'accorder', 'financer', 'entrer'"
#define OF_TRAINING(more) "(SELECT jsonb_build_object('formation_id', formation_id" more ") FROM jalon.formation WHERE intitule = 'f {K}')"
#define ONE_PIECE ", 'version', version, 'pieces', jsonb_build_array(jsonb_build_object('piece_id', " ID ", 'nature', 'devis', 'debiteur', 'organisme'))"
#define FUNDING_LINE ", 'ligne_id', " ID ", 'poste', 'pedagogie', 'financeur', 'region', 'du', debut, 'au', fin"
#define FUNDED_LINE(more) "(SELECT jsonb_build_object('ligne_id', l.ligne_id, 'version', l.version" more ") FROM jalon.formation_financement l" \
	" JOIN jalon.formation f USING (agence_id, formation_id) WHERE f.intitule = 'f {K}')"
#define COMPANY_PERIOD "jsonb_build_object('periode_id', " ID ", 'identifiant', '{I}', 'nature', 'immersion', 'entreprise', 'e {K}', 'du', " TODAY " - 7, 'au', " TODAY " - 1)"
#define OF_PERIOD(more) "(SELECT jsonb_build_object('periode_id', periode_id, 'version', version" more ") FROM jalon.periode_entreprise WHERE entreprise = 'e {K}')"

const struct verb verbs[] = {
	{"contact_noter", WORLD_LOGIN, NULL, NULL,
	 "jsonb_build_object('contact_id', " ID ", 'identifiant', '{I}', 'canal', 'telephone', 'joint', true, 'texte', 'appel')"},
	{"note_ecrire", WORLD_LOGIN, NULL, NULL, "jsonb_build_object('note_id', " ID ", 'identifiant', '{I}', 'privee', false, 'texte', 'écrite')"},
	{"note_corriger", WORLD_LOGIN, NULL, DO("note_ecrire", "jsonb_build_object('note_id', " ID ", 'identifiant', '{I}', 'privee', false, 'texte', 'n {K}')"),
	 "(SELECT jsonb_build_object('note_id', note_id, 'version', version, 'privee', true, 'texte', 'corrigée') FROM jalon.note WHERE texte = 'n {K}')"},
	{"frein_ajouter", WORLD_LOGIN, NULL, NULL, "jsonb_build_object('frein_id', " ID ", 'identifiant', '{I}', 'nature', 'logement', 'detail', 'essai')"},
	{"frein_lever", WORLD_LOGIN, NULL, DO("frein_ajouter", "jsonb_build_object('frein_id', " ID ", 'identifiant', '{I}', 'nature', 'logement', 'detail', 'f {K}')"),
	 "(SELECT jsonb_build_object('frein_id', frein_id, 'version', version) FROM jalon.frein WHERE detail = 'f {K}')"},
	{"personne_corriger", WORLD_LOGIN, NULL, NULL,
	 "(SELECT jsonb_build_object('identifiant', '{I}', 'version', version, 'commune', 'Vitré {K}') FROM jalon.personne WHERE personne_id = {P})"},
	{"personne_inscrire", WORLD_LOGIN, NULL, NULL, "jsonb_build_object('nom', 'Essai ' || translate('{K}', '0123456789', 'abcdefghij'), 'prenom', 'Zoé',"
	 " 'naissance', '1999-02-03', 'regime', 'CE', 'du', " TODAY ")"},
	{"regime_changer", WORLD_LOGIN, IN_A_REGIME, NULL,
	 "jsonb_build_object('identifiant', '{I}', 'regime', 'PPAE', 'du', " TODAY ", 'motif', 'essai')"},
	{"regime_clore", WORLD_LOGIN, IN_A_REGIME, NULL, "jsonb_build_object('identifiant', '{I}', 'au', " TODAY ", 'motif', 'emploi')"},
	{"suivi_changer", WORLD_LOGIN, AGAIN("suivi", "modalite", "'actif'"), NULL,
	 "jsonb_build_object('identifiant', '{I}', 'modalite', 'rattache', 'du', " TODAY ")"},
	{"referent_changer", CHIEF, AGAIN("referent", "login", "'" WORLD_LOGIN "'"), NULL,
	 "jsonb_build_object('identifiant', '{I}', 'login', 'nbenali', 'du', " TODAY ")"},
	{"remplacement_donner", CHIEF, NULL, NULL,
	 "jsonb_build_object('remplacant', 'nbenali', 'titulaire', '" WORLD_LOGIN "', 'identifiant', '{I}', 'du', " DAYS ", 'au', " DAYS ")"},
	{"annuler", WORLD_LOGIN, NULL, DO("contact_noter", "jsonb_build_object('contact_id', " ID ", 'identifiant', '{I}', 'canal', 'sms', 'joint', true)"),
	 "(SELECT jsonb_build_object('commande_id', h.commande_id) FROM jalon.historique h WHERE h.nom_table = 'contact' AND h.commande_id IS NOT NULL"
	 " AND h.operation = 'INSERT' ORDER BY historique_id DESC LIMIT 1)"},
	{"rdv_donner", WORLD_LOGIN, NULL, NULL, "jsonb_build_object('seance_id', " ID ", 'identifiant', '{I}', " SLOT ", 'objet', 'essai')"},
	{"rdv_serie", WORLD_LOGIN, NULL, NULL, "jsonb_build_object('serie_id', " ID ", 'identifiant', '{I}', 'minutes', 5, 'type', 'entretien', 'lieu', 'agence',"
	 " 'confirmation', 'essai', 'semaines', 3, 'seances', (SELECT jsonb_agg(jsonb_build_object('seance_id', " ID ", 'debut',"
	 " to_char(timestamp '{S}' + n * interval '7 days', 'YYYY-MM-DD\"T\"HH24:MI')) ORDER BY n) FROM generate_series(0, 2) n))"},
	{"rdv_deplacer", WORLD_LOGIN, NULL, GIVE,
	 "(SELECT jsonb_build_object('seance_id', s.seance_id, 'version', s.version, 'debut', to_char(timestamp '{S}' + interval '90 days', 'YYYY-MM-DD\"T\"HH24:MI'),"
	 " 'demandeur', 'personne', 'motif', 'essai', 'confirmation', 'essai') FROM jalon.seance s WHERE lower(s.periode) = timestamp '{S}' AT TIME ZONE 'Europe/Paris')"},
	{"rdv_annuler", WORLD_LOGIN, NULL, GIVE, "(SELECT jsonb_build_object('seance_id', s.seance_id, 'version', s.version, 'demandeur', 'personne', 'motif', 'essai')"
	 " FROM jalon.seance s WHERE lower(s.periode) = timestamp '{S}' AT TIME ZONE 'Europe/Paris')"},
	{"rdv_presence", WORLD_LOGIN, HELD_MEETING, NULL, "(SELECT jsonb_build_object('seance_id', x.seance_id, 'presences',"
	 " jsonb_build_array(jsonb_build_object('identifiant', '{I}', 'version', x.version, 'presence', 'present')))" MEETING_HELD},
	{"rdv_conclure", WORLD_LOGIN, HELD_MEETING, NULL, "(SELECT jsonb_build_object('seance_id', x.seance_id, 'identifiant', '{I}', 'version', x.version,"
	 " 'presence', 'present', 'conclusion', 'essai', 'engagements', jsonb_build_array(jsonb_build_object('engagement_id', " ID ","
	 " 'debiteur', 'structure', 'objet', 'essai', 'echeance', " TODAY " + 7)))" MEETING_HELD},
	{"convocation_noter", WORLD_LOGIN, NULL, GIVE, "(SELECT jsonb_build_object('seance_id', x.seance_id, 'identifiant', '{I}', 'version', x.version,"
	 " 'convoque_le', " TODAY ") FROM jalon.participation x WHERE x.personne_id = {P} AND lower(x.periode) = timestamp '{S}' AT TIME ZONE 'Europe/Paris')"},
	{"rappel_donner", WORLD_LOGIN, NULL, GIVE, "(SELECT jsonb_build_object('rappel_id', " ID ", 'seance_id', x.seance_id, 'identifiant', '{I}', 'jours', 7,"
	 " 'canal', 'sms') FROM jalon.participation x WHERE x.personne_id = {P} AND lower(x.periode) = timestamp '{S}' AT TIME ZONE 'Europe/Paris')"},
	{"engagement_tenir", WORLD_LOGIN, "INSERT INTO jalon.engagement (agence_id, personne_id, debiteur, objet, echeance, saisi_par)"
	 " SELECT agence_id, {P}, 'structure', 'e {K}', " TODAY " + 7, '" WORLD_LOGIN "' FROM jalon.agence", NULL,
	 "(SELECT jsonb_build_object('engagement_id', engagement_id, 'version', version) FROM jalon.engagement WHERE objet = 'e {K}')"},
	{"groupe_creer", WORLD_LOGIN, NULL, NULL, "jsonb_build_object('seance_id', " ID ", 'objet', 'atelier', 'capacite', 6,"
	 " 'identifiants', jsonb_build_array('{I}', '{J}'), " SLOT ")"},
	{"groupe_inscrire", WORLD_LOGIN, NULL, DO("groupe_creer", "jsonb_build_object('seance_id', " ID ", 'objet', 'g {K}', 'capacite', 6,"
	 " 'identifiants', jsonb_build_array('{J}'), " SLOT ")"),
	 "(SELECT jsonb_build_object('seance_id', seance_id, 'identifiants', jsonb_build_array('{I}')) FROM jalon.seance WHERE objet = 'g {K}')"},
	{"proposition_faire", WORLD_LOGIN, NULL, NULL, "jsonb_build_object('proposition_id', " ID ", 'identifiant', '{I}', 'minutes', 5, 'type', 'entretien',"
	 " 'lieu', 'agence', 'creneaux', jsonb_build_array('{S}', to_char(timestamp '{S}' + interval '90 days', 'YYYY-MM-DD\"T\"HH24:MI')))"},
	{"proposition_choisir", WORLD_LOGIN, NULL, DO("proposition_faire", "jsonb_build_object('proposition_id', " ID ", 'identifiant', '{I}', 'minutes', 5,"
	 " 'type', 'entretien', 'lieu', 'agence', 'texte', 'p {K}', 'creneaux', jsonb_build_array('{S}', '2028-06-01T10:00'))"),
	 "(SELECT jsonb_build_object('proposition_id', proposition_id, 'seance_id', " ID ", 'debut', '{S}', 'confirmation', 'essai') FROM jalon.proposition"
	 " WHERE texte = 'p {K}')"},
	{"proposition_retirer", WORLD_LOGIN, NULL, DO("proposition_faire", "jsonb_build_object('proposition_id', " ID ", 'identifiant', '{I}', 'minutes', 5,"
	 " 'type', 'entretien', 'lieu', 'agence', 'texte', 'p {K}', 'creneaux', jsonb_build_array('{S}', '2028-06-01T10:00'))"),
	 "(SELECT jsonb_build_object('proposition_id', proposition_id) FROM jalon.proposition WHERE texte = 'p {K}')"},
	{"conge_declarer", WORLD_LOGIN, NULL, NULL, "jsonb_build_object('conge_id', " ID ", 'identifiant', '{I}', 'nature', 'conges', 'du', " DAYS ", 'au', " DAYS ")"},
	{"conge_retirer", WORLD_LOGIN, NULL, DO("conge_declarer", "jsonb_build_object('conge_id', " ID ", 'identifiant', '{I}', 'nature', 'conges',"
	 " 'du', " DAYS ", 'au', " DAYS ", 'texte', 'c {K}')"), "(SELECT jsonb_build_object('conge_id', conge_id) FROM jalon.conge WHERE texte = 'c {K}')"},
	{"absence_poser", WORLD_LOGIN, NULL, NULL, "jsonb_build_object('absence_id', " ID ", 'debut', " DAYS " || 'T10:00', 'fin', " DAYS " || 'T11:00', 'motif', 'essai')"},
	{"absence_retirer", WORLD_LOGIN, NULL, DO("absence_poser", "jsonb_build_object('absence_id', " ID ", 'debut', " DAYS " || 'T10:00', 'fin', " DAYS " || 'T11:00',"
	 " 'motif', 'a {K}')"), "(SELECT jsonb_build_object('absence_id', absence_id) FROM jalon.absence WHERE motif = 'a {K}')"},
	{"horaires_definir", WORLD_LOGIN, "INSERT INTO jalon.horaire (agence_id, login, plages) SELECT agence_id, '" WORLD_LOGIN "', '{[480,720)}'"
	 " FROM jalon.agence ON CONFLICT DO NOTHING", NULL, "jsonb_build_object('version', coalesce((SELECT version FROM jalon.horaire WHERE login = '" WORLD_LOGIN "'), 0),"
	 " 'plages', jsonb_build_array(jsonb_build_object('de', 480 + {K}::int % 60, 'a', 720)))"},
	{"fermeture_poser", CHIEF, NULL, NULL, "jsonb_build_object('fermeture_id', " ID ", 'du', " DAYS ", 'au', " DAYS ", 'motif', 'essai')"},
	{"fermeture_retirer", CHIEF, NULL, DO("fermeture_poser", "jsonb_build_object('fermeture_id', " ID ", 'du', " DAYS ", 'au', " DAYS ", 'motif', 'f {K}')"),
	 "(SELECT jsonb_build_object('fermeture_id', fermeture_id) FROM jalon.fermeture WHERE motif = 'f {K}')"},
	{"contrat_preparer", WORLD_LOGIN, IN_A_REGIME, NULL, CONTRACT},
	{"contrat_signer", WORLD_LOGIN, IN_A_REGIME, PREPARED, SIGNATURE},
	{"contrat_avenant", WORLD_LOGIN, IN_A_REGIME, SIGNED, "(SELECT jsonb_build_object('contrat_id', contrat_id, 'version', version, 'motif', 'essai',"
	 " 'fin', " TODAY " + 90, 'ajouts', jsonb_build_array(jsonb_build_object('engagement_id', " ID ", 'debiteur', 'employeur', 'objet', 'essai')),"
	 " 'retraits', (SELECT jsonb_agg(e.engagement_id) FROM jalon.engagement e WHERE e.objet = 't {K}'))" SIGNED_CONTRACT},
	{"contrat_abandonner", WORLD_LOGIN, IN_A_REGIME, PREPARED,
	 "(SELECT jsonb_build_object('contrat_id', contrat_id, 'rang', rang, 'version', version) FROM jalon.contrat_version WHERE personne_id = {P})"},
	{"contrat_choisir", WORLD_LOGIN, IN_A_REGIME, SIGNED,
	 "(SELECT jsonb_build_object('contrat_id', contrat_id, 'version', version, 'choix', 'poursuite', 'motif', 'essai')" SIGNED_CONTRACT},
	{"contrat_clore", WORLD_LOGIN, IN_A_REGIME, SIGNED,
	 "(SELECT jsonb_build_object('contrat_id', contrat_id, 'version', version, 'dernier_jour', " TODAY ", 'motif', 'rupture', 'texte', 'essai')" SIGNED_CONTRACT},
	{"engagement_tenir", WORLD_LOGIN, IN_A_REGIME, SIGNED, "(SELECT jsonb_build_object('engagement_id', engagement_id, 'version', version, 'tenue_id', " ID ")" LINE("w")},
	{"engagement_excuser", WORLD_LOGIN, IN_A_REGIME, SIGNED, "(SELECT jsonb_build_object('engagement_id', engagement_id, 'version', version, 'motif', 'essai')" LINE("t")},
	{"compensation_ouvrir", WORLD_LOGIN, NO_CONTRACT, NULL, REMEDIAL},
	{"compensation_remettre", WORLD_LOGIN, NO_CONTRACT, DO("compensation_ouvrir", REMEDIAL),
	 "(SELECT jsonb_build_object('compensation_id', compensation_id, 'version', version, 'texte', 'essai') FROM jalon.compensation WHERE personne_id = {P})"},
	{"ligne_reporter", WORLD_LOGIN, "DELETE FROM jalon.report WHERE personne_id = {P}", NULL, "jsonb_build_object('identifiant', '{I}', 'code', 'contact', 'jusqu_au', " TODAY " + 1 + {K}::int % 300, 'geste', 'reporte')"},
	{"heures_declarer", WORLD_LOGIN, NULL, NULL, HOURS},
	{"heures_valider", WORLD_LOGIN, NULL, DO("heures_declarer", HOURS), "(SELECT jsonb_build_object('identifiant', '{I}', 'activites',"
	 " jsonb_build_array(jsonb_build_object('activite_id', activite_id, 'version', version))) FROM jalon.activite WHERE texte = 'h {K}'"
	 " AND annule_par IS NULL AND validee_le IS NULL LIMIT 1)"},
	{"heures_retirer", WORLD_LOGIN, NULL, DO("heures_declarer", HOURS), "(SELECT jsonb_build_object('activite_id', activite_id, 'version', version)"
	 " FROM jalon.activite WHERE texte = 'h {K}' AND annule_par IS NULL LIMIT 1)"},
	{"derogation_accorder", WORLD_LOGIN, NULL, NULL, DISPENSATION},
	{"derogation_retirer", WORLD_LOGIN, NULL, DO("derogation_accorder", DISPENSATION),
	 "(SELECT jsonb_build_object('derogation_id', derogation_id) FROM jalon.derogation WHERE motif = 'd {K}' AND annule_par IS NULL)"},
	{"orientation_noter", WORLD_LOGIN, NULL, NULL, "jsonb_build_object('orientation_id', " ID ", 'identifiant', '{I}', 'parcours', 'social',"
	 " 'organisme', 'essai', 'notifiee_le', " TODAY ")"},
	{"diagnostic_ecrire", WORLD_LOGIN, NULL, NULL, "jsonb_build_object('diagnostic_id', " ID ", 'identifiant', '{I}', 'projet', 'essai')"},
	{"information_donner", WORLD_LOGIN, NULL, NULL, "jsonb_build_object('information_id', " ID ", 'identifiant', '{I}', 'support', 'atelier')"},
	{"demande_recevoir", WORLD_LOGIN, NULL, NULL, REQUEST},
	{"demande_repondre", WORLD_LOGIN, NULL, DO("demande_recevoir", REQUEST),
	 "(SELECT jsonb_build_object('demande_id', demande_id, 'version', version, 'reponse', 'essai') FROM jalon.demande WHERE objet = 'q {K}'"
	 " AND repondue_le IS NULL LIMIT 1)"},
	{"formation_evoquer", WORLD_LOGIN, NULL, NULL, "jsonb_build_object('formation_id', " ID ", 'identifiant', '{I}', 'intitule', 'f {K}', 'minutes', 600)"},
	{"formation_decrire", WORLD_LOGIN, TRAINING_AT(FILED), NULL, OF_TRAINING(", 'version', version, 'organisme', 'essai'")},
	{"formation_projeter", WORLD_LOGIN, TRAINING_AT("'evoquer'"), NULL, OF_TRAINING(", 'version', version, 'projet', 'essai'")},
	{"formation_prealable", WORLD_LOGIN, TRAINING_AT("'evoquer'"), NULL, OF_TRAINING(", 'code', 'vae', 'etat', 'dispense', 'texte', 'essai'")},
	{"formation_avancer", WORLD_LOGIN, TRAINING_AT(FILED), NULL, OF_TRAINING(", 'version', version, 'geste', 'refuser', 'motifs', jsonb_build_array('cout'),"
	 " 'sans_contre_proposition', 'essai'")},
	{"formation_pieces_demander", WORLD_LOGIN, TRAINING_AT(FILED), NULL, OF_TRAINING(ONE_PIECE)},
	{"formation_piece_recevoir", WORLD_LOGIN, TRAINING_AT(FILED), DO("formation_pieces_demander", OF_TRAINING(ONE_PIECE)),
	 "(SELECT jsonb_build_object('piece_id', p.piece_id, 'version', p.version) FROM jalon.formation_piece p JOIN jalon.formation f USING (agence_id,"
	 " formation_id) WHERE f.intitule = 'f {K}')"},
	{"formation_piece_retirer", WORLD_LOGIN, TRAINING_AT(FILED), DO("formation_pieces_demander", OF_TRAINING(ONE_PIECE)),
	 "(SELECT jsonb_build_object('piece_id', p.piece_id, 'version', p.version) FROM jalon.formation_piece p JOIN jalon.formation f USING (agence_id,"
	 " formation_id) WHERE f.intitule = 'f {K}')"},
	{"formation_financer_ligne", WORLD_LOGIN, TRAINING_AT(FILED), NULL, OF_TRAINING(FUNDING_LINE)},
	{"formation_ligne_decider", WORLD_LOGIN, TRAINING_AT(FILED), DO("formation_financer_ligne", OF_TRAINING(FUNDING_LINE)), FUNDED_LINE(", 'etat', 'accordee'")},
	{"formation_ligne_retirer", WORLD_LOGIN, TRAINING_AT(FILED), DO("formation_financer_ligne", OF_TRAINING(FUNDING_LINE)), FUNDED_LINE("")},
	{"formation_absence", WORLD_LOGIN, TRAINING_AT(ENTERED), NULL, OF_TRAINING(", 'absence_id', " ID ", 'du', debut, 'au', debut, 'justifiee', true, 'motif', 'essai'")},
	{"periode_noter", WORLD_LOGIN, NULL, NULL, COMPANY_PERIOD},
	{"periode_debriefer", WORLD_LOGIN, NULL, DO("periode_noter", COMPANY_PERIOD), OF_PERIOD(", 'avec_hote', true, 'texte', 'essai'")},
	{"periode_retirer", WORLD_LOGIN, NULL, DO("periode_noter", COMPANY_PERIOD), OF_PERIOD("")},
	{"droit_noter", WORLD_LOGIN, "DELETE FROM jalon.droit WHERE personne_id = {P}", NULL,
	 "jsonb_build_object('droit_id', " ID ", 'identifiant', '{I}', 'nature', 'are', 'du', " TODAY ")"},
};
const size_t verb_count = sizeof(verbs) / sizeof(*verbs);
