/* Every constraint refuses what it is there to refuse, whoever writes: here the superuser, whom no policy
 * stops. A constraint that this table does not try fails the test. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tests/db/world.h"
#include "tests/support/cluster.h"

static const struct {
	const char *name, *sql;
} breaches[] = {
	{ "absence_cle", "INSERT INTO jalon.absence SELECT * FROM jalon.absence LIMIT 1" },
	{ "absence_commande", "UPDATE jalon.absence SET annule_par = gen_random_uuid()" },
	{ "absence_compte", "UPDATE jalon.absence SET login = 'w_ailleurs' WHERE login = 'w_absent'" },
	{ "absence_duree", "UPDATE jalon.absence SET periode = '[2027-01-01,2028-12-01)'" },
	{ "absence_motif_longueur", "UPDATE jalon.absence SET motif = repeat('x', 501)" },
	{ "absence_periode_bornes", "UPDATE jalon.absence SET periode = '[1989-01-01,1989-01-02)'" },
	{ "absence_periode_forme", "UPDATE jalon.absence SET periode = '[2027-01-01,2027-01-02]'" },
	{ "activite_cle", "INSERT INTO jalon.activite SELECT * FROM jalon.activite LIMIT 1" },
	{ "activite_commande", "UPDATE jalon.activite SET annule_par = gen_random_uuid()" },
	{ "activite_jour_bornes", "UPDATE jalon.activite SET jour = '1989-12-31'" },
	{ "activite_minutes_bornes", "UPDATE jalon.activite SET minutes = 0" },
	{ "activite_personne", "UPDATE jalon.activite SET personne_id = 8 WHERE personne_id = 1" },
	{ "activite_texte_longueur", "UPDATE jalon.activite SET texte = repeat('x', 501)" },
	{ "activite_theme_connu", "UPDATE jalon.activite SET theme = 'sieste'" },
	{ "activite_validation_apres", "UPDATE jalon.activite SET validee_le = declaree_le - interval '1 minute', validee_par = 'x'" },
	{ "activite_validation_complete", "UPDATE jalon.activite SET validee_par = 'x'" },
	{ "agence_cle", "INSERT INTO jalon.agence VALUES (1, 'autre', 'x', '35')" },
	{ "agence_code_forme", "UPDATE jalon.agence SET code = 'Vitré !' WHERE agence_id = 1" },
	{ "agence_code_unique", "INSERT INTO jalon.agence VALUES (9, 'vitre', 'x', '35')" },
	{ "agence_departement_forme", "UPDATE jalon.agence SET departement = '99Z' WHERE agence_id = 1" },
	{ "agence_fuseau_forme", "UPDATE jalon.agence SET fuseau = 'CET' WHERE agence_id = 1" },
	{ "agence_horaires_bornes", "UPDATE jalon.agence SET horaires = '{[10000,10081)}'" },
	{ "agence_nom_longueur", "UPDATE jalon.agence SET nom = '' WHERE agence_id = 1" },
	{ "catalogue_import_agence", "INSERT INTO jalon.catalogue_import (agence_id, fournisseur, fichier, lignes, ajoutees, changees, inchangees, retirees)"
		" VALUES (99, 'x', 'x', 0, 0, 0, 0, 0)" },
	{ "catalogue_import_cle", "INSERT INTO jalon.catalogue_import SELECT * FROM jalon.catalogue_import LIMIT 1" },
	{ "catalogue_import_comptes", "UPDATE jalon.catalogue_import SET lignes = lignes + 1" },
	{ "catalogue_import_fichier", "UPDATE jalon.catalogue_import SET fichier = ''" },
	{ "catalogue_import_fournisseur", "UPDATE jalon.catalogue_import SET fournisseur = 'La Région'" },
	{ "catalogue_session_agence", "INSERT INTO jalon.catalogue_session (agence_id, fournisseur, cle, offre, organisme, intitule, heures_minutes, debut, fin, import_id)"
		" SELECT 99, fournisseur, cle, offre, organisme, intitule, 60, debut, fin, import_id FROM jalon.catalogue_session LIMIT 1" },
	{ "catalogue_session_bornes", "UPDATE jalon.catalogue_session SET fin = debut - 1" },
	{ "catalogue_session_cle", "INSERT INTO jalon.catalogue_session (agence_id, session_id, fournisseur, cle, offre, organisme, intitule, heures_minutes, debut, fin,"
		" import_id) SELECT agence_id, session_id, fournisseur, 'autre', offre, organisme, intitule, 60, debut, fin, import_id FROM"
		" jalon.catalogue_session LIMIT 1" },
	{ "catalogue_session_cle_longueur", "UPDATE jalon.catalogue_session SET cle = ' '" },
	{ "catalogue_session_debut", "UPDATE jalon.catalogue_session SET debut = '1989-12-31'" },
	{ "catalogue_session_departement", "UPDATE jalon.catalogue_session SET departement = '99Z'" },
	{ "catalogue_session_fin", "UPDATE jalon.catalogue_session SET fin = '2200-01-02'" },
	{ "catalogue_session_fournisseur", "UPDATE jalon.catalogue_session SET fournisseur = ''" },
	{ "catalogue_session_heures", "UPDATE jalon.catalogue_session SET heures_minutes = 0" },
	{ "catalogue_session_import", "UPDATE jalon.catalogue_session SET import_id = gen_random_uuid()" },
	{ "catalogue_session_intitule", "UPDATE jalon.catalogue_session SET intitule = repeat('x', 301)" },
	{ "catalogue_session_lieu", "UPDATE jalon.catalogue_session SET lieu = repeat('x', 101)" },
	{ "catalogue_session_objectif", "UPDATE jalon.catalogue_session SET objectif = 'Certifier !'" },
	{ "catalogue_session_offre", "UPDATE jalon.catalogue_session SET offre = ''" },
	{ "catalogue_session_organisme", "UPDATE jalon.catalogue_session SET organisme = ' '" },
	{ "catalogue_session_places", "UPDATE jalon.catalogue_session SET places = -1" },
	{ "catalogue_session_remuneration", "UPDATE jalon.catalogue_session SET remuneration = repeat('x', 201)" },
	{ "catalogue_session_rome", "UPDATE jalon.catalogue_session SET rome = 'Z9999'" },
	{ "catalogue_session_rythme", "UPDATE jalon.catalogue_session SET rythme_minutes = 0" },
	{ "catalogue_session_unique", "INSERT INTO jalon.catalogue_session (agence_id, fournisseur, cle, offre, organisme, intitule, heures_minutes, debut, fin, import_id)"
		" SELECT agence_id, fournisseur, cle, offre, organisme, intitule, 60, debut, fin, import_id FROM jalon.catalogue_session LIMIT 1" },
	{ "commande_agence", "INSERT INTO jalon.commande (agence_id, commande_id, login, etat) VALUES (99, gen_random_uuid(), 'x', 'abandonnee')" },
	{ "commande_cle", "INSERT INTO jalon.commande SELECT * FROM jalon.commande LIMIT 1" },
	{ "commande_complete", "INSERT INTO jalon.commande (agence_id, commande_id, login, etat) VALUES (1, gen_random_uuid(), 'w_absent', 'faite')" },
	{ "commande_compte", "INSERT INTO jalon.commande (agence_id, commande_id, login, etat) VALUES (1, gen_random_uuid(), 'w_ailleurs', 'abandonnee')" },
	{ "commande_empreinte_forme", "INSERT INTO jalon.commande (agence_id, commande_id, login, etat, verbe, empreinte)"
		" VALUES (1, gen_random_uuid(), 'w_absent', 'faite', 'x', 'zz')" },
	{ "commande_etat_connu", "INSERT INTO jalon.commande (agence_id, commande_id, login, etat, verbe, empreinte)"
		" VALUES (1, gen_random_uuid(), 'w_absent', 'peut-être', 'x', repeat('0', 64))" },
	{ "commande_verbe_forme", "INSERT INTO jalon.commande (agence_id, commande_id, login, etat, verbe)"
		" VALUES (1, gen_random_uuid(), 'w_absent', 'abandonnee', 'É')" },
	{ "compensation_cle", "INSERT INTO jalon.compensation (agence_id, compensation_id, personne_id, engagement_id, manque_le, prejudice, objet,"
		" echeance) SELECT agence_id, compensation_id, personne_id, engagement_id, '2026-10-03', 'x', 'x', echeance FROM"
		" jalon.compensation LIMIT 1" },
	{ "compensation_commande", "UPDATE jalon.compensation SET annule_par = gen_random_uuid()" },
	{ "compensation_echeance_bornes", "UPDATE jalon.compensation SET echeance = '2200-01-02'" },
	{ "compensation_engagement", "UPDATE jalon.compensation SET engagement_id = gen_random_uuid()" },
	{ "compensation_manque_bornes", "UPDATE jalon.compensation SET manque_le = '1989-01-01'" },
	{ "compensation_objet_longueur", "UPDATE jalon.compensation SET objet = ' '" },
	{ "compensation_origine", "UPDATE jalon.compensation SET regle = 'rdv_hebdomadaire'" },
	{ "compensation_personne", "UPDATE jalon.compensation SET personne_id = 99, engagement_id = NULL, regle = 'x' WHERE personne_id = 1" },
	{ "compensation_prejudice_longueur", "UPDATE jalon.compensation SET prejudice = ''" },
	{ "compensation_regle_forme", "UPDATE jalon.compensation SET regle = 'Délai', engagement_id = NULL" },
	{ "compensation_remise_complete", "UPDATE jalon.compensation SET remise_le = '2026-11-20', remise_texte = 'x'" },
	{ "compensation_remise_longueur", "UPDATE jalon.compensation SET remise_le = '2026-11-20', remise_par = 'x', remise_texte ="
		" repeat('x', 2001)" },
	{ "compensation_remise_texte", "UPDATE jalon.compensation SET remise_le = '2026-11-20', remise_par = 'x', remise_texte = ' '" },
	{ "compte_agence", "INSERT INTO jalon.compte (agence_id, login, nom, prenom, role, du) VALUES (99, 'x', 'x', 'x', 'conseiller', '2026-01-01')" },
	{ "compte_cle", "INSERT INTO jalon.compte (agence_id, login, nom, prenom, role, du) VALUES (2, 'w_absent', 'x', 'x', 'conseiller', '2026-01-01')" },
	{ "compte_dates", "UPDATE jalon.compte SET au = du WHERE login = 'w_absent'" },
	{ "compte_demi_journees_bornes", "UPDATE jalon.compte SET demi_journees = 11 WHERE login = 'w_absent'" },
	{ "compte_login_forme", "INSERT INTO jalon.compte (agence_id, login, nom, prenom, role, du) VALUES (1, 'Ma lo', 'x', 'x', 'conseiller', '2026-01-01')" },
	{ "compte_nom_longueur", "UPDATE jalon.compte SET nom = '' WHERE login = 'w_absent'" },
	{ "compte_prenom_longueur", "UPDATE jalon.compte SET prenom = repeat('x', 101) WHERE login = 'w_absent'" },
	{ "compte_quotite_bornes", "UPDATE jalon.compte SET quotite = 101 WHERE login = 'w_absent'" },
	{ "compte_role_connu", "UPDATE jalon.compte SET role = 'chef' WHERE login = 'w_absent'" },
	{ "conge_cle", "INSERT INTO jalon.conge (agence_id, conge_id, personne_id, nature, du, au) SELECT agence_id,"
		" conge_id, personne_id, 'reflexion', du, au FROM jalon.conge LIMIT 1" },
	{ "conge_commande", "UPDATE jalon.conge SET annule_par = gen_random_uuid()" },
	{ "conge_dates", "UPDATE jalon.conge SET du = '2199-12-31', au = '2200-01-02'" },
	{ "conge_nature_connue", "UPDATE jalon.conge SET nature = 'x'" },
	{ "conge_personne", "INSERT INTO jalon.conge (agence_id, personne_id, nature, du, au) VALUES (2, 1, 'conges',"
		" '2027-01-01', '2027-01-02')" },
	{ "conge_texte", "UPDATE jalon.conge SET nature = 'autre', texte = ' '" },
	{ "conge_texte_longueur", "UPDATE jalon.conge SET texte = repeat('x', 501)" },
	{ "conge_un_seul", "INSERT INTO jalon.conge (agence_id, personne_id, nature, du, au) VALUES (1, 1, 'conges',"
		" '2027-03-12', '2027-03-20')" },
	{ "contact_canal_connu", "UPDATE jalon.contact SET canal = 'pigeon'" },
	{ "contact_cle", "INSERT INTO jalon.contact SELECT * FROM jalon.contact LIMIT 1" },
	{ "contact_commande", "UPDATE jalon.contact SET annule_par = gen_random_uuid()" },
	{ "contact_le_bornes", "UPDATE jalon.contact SET le = '1989-12-31 00:00+00'" },
	{ "contact_le_passe", "UPDATE jalon.contact SET le = saisi_le + interval '1 minute'" },
	{ "contact_origine_connue", "UPDATE jalon.contact SET origine = 'x'" },
	{ "contact_personne", "INSERT INTO jalon.contact (agence_id, personne_id, canal) VALUES (2, 1, 'sms')" },
	{ "contact_texte_longueur", "UPDATE jalon.contact SET texte = repeat('x', 2001)" },
	{ "contrat_choix_complet", "UPDATE jalon.contrat SET choix = 'poursuite', choix_le = '2026-11-20', choix_par = 'x'" },
	{ "contrat_choix_connu", "UPDATE jalon.contrat SET choix = 'peut-être', choix_le = '2026-11-20', choix_par = 'x', choix_motif = 'x'" },
	{ "contrat_choix_motif_longueur", "UPDATE jalon.contrat SET choix_motif = repeat('x', 2001)" },
	{ "contrat_cle", "INSERT INTO jalon.contrat (agence_id, contrat_id, personne_id, regime, debut) SELECT agence_id, contrat_id,"
		" personne_id, regime, '2027-09-01' FROM jalon.contrat LIMIT 1" },
	{ "contrat_clos_bornes", "UPDATE jalon.contrat SET clos_le = debut - 1, clos_motif = 'terme', clos_par = 'x'" },
	{ "contrat_clos_complet", "UPDATE jalon.contrat SET clos_le = '2026-12-01', clos_motif = 'terme'" },
	{ "contrat_clos_motif_connu", "UPDATE jalon.contrat SET clos_le = '2026-12-01', clos_motif = 'x', clos_par = 'x'" },
	{ "contrat_clos_texte", "UPDATE jalon.contrat SET clos_le = '2026-12-01', clos_motif = 'rupture', clos_par = 'x'" },
	{ "contrat_clos_texte_longueur", "UPDATE jalon.contrat SET clos_texte = repeat('x', 2001)" },
	{ "contrat_commande", "UPDATE jalon.contrat SET annule_par = gen_random_uuid()" },
	{ "contrat_debut_bornes", "UPDATE jalon.contrat SET debut = '1989-12-31'" },
	{ "contrat_parcours_connu", "UPDATE jalon.contrat SET parcours = 'x'" },
	{ "contrat_personne", "INSERT INTO jalon.contrat (agence_id, personne_id, regime, debut) VALUES (2, 1, 'CE', '2026-12-01')" },
	{ "contrat_regime_connu", "UPDATE jalon.contrat SET regime = 'COMMUN'" },
	{ "contrat_succession", "UPDATE jalon.contrat SET succede_a = 'c0000000-0000-4000-8000-000000000002' WHERE personne_id = 1" },
	{ "contrat_succession_autre", "UPDATE jalon.contrat SET succede_a = contrat_id" },
	{ "contrat_un_projet", "INSERT INTO jalon.contrat (agence_id, personne_id, regime, debut) SELECT 1, 1, 'CE', '2026-12-01' FROM"
		" generate_series(1, 2)" },
	{ "contrat_un_seul", "INSERT INTO jalon.contrat (agence_id, personne_id, regime, debut, signe_le) VALUES (1, 1, 'CE', '2026-12-01',"
		" '2026-11-20')" },
	{ "contrat_version_abandon", "UPDATE jalon.contrat_version SET abandonnee_le = '2026-11-20'" },
	{ "contrat_version_cible_bornes", "UPDATE jalon.contrat_version SET cible_minutes = 10081" },
	{ "contrat_version_cle", "INSERT INTO jalon.contrat_version (agence_id, contrat_id, rang, personne_id, objectifs) SELECT agence_id, contrat_id,"
		" rang, personne_id, 'x' FROM jalon.contrat_version LIMIT 1" },
	{ "contrat_version_contrat", "INSERT INTO jalon.contrat_version (agence_id, contrat_id, rang, personne_id, objectifs) SELECT agence_id, contrat_id,"
		" 2, 2, 'x' FROM jalon.contrat_version WHERE personne_id = 1" },
	{ "contrat_version_fin_bornes", "UPDATE jalon.contrat_version SET fin = '2200-01-02'" },
	{ "contrat_version_motif_longueur", "UPDATE jalon.contrat_version SET motif = repeat('x', 2001)" },
	{ "contrat_version_objectifs_longueur", "UPDATE jalon.contrat_version SET objectifs = E' \\n'" },
	{ "contrat_version_rang_bornes", "UPDATE jalon.contrat_version SET rang = 0" },
	{ "contrat_version_sceau_complet", "UPDATE jalon.contrat_version SET signee_par = NULL" },
	{ "contrat_version_signataire_connu", "UPDATE jalon.contrat_version SET signataire = 'x'" },
	{ "contrat_version_signataire_dit", "UPDATE jalon.contrat_version SET signataire = ''" },
	{ "contrat_version_signature_bornes", "UPDATE jalon.contrat_version SET signe_personne_le = '1989-01-01'" },
	{ "contrat_version_signature_complete", "UPDATE jalon.contrat_version SET signe_par = NULL" },
	{ "contrat_version_une_ouverte", "INSERT INTO jalon.contrat_version (agence_id, contrat_id, rang, personne_id, objectifs) SELECT agence_id, contrat_id,"
		" n, personne_id, 'x' FROM jalon.contrat_version, generate_series(2, 3) n" },
	{ "demande_canal_connu", "UPDATE jalon.demande SET canal = 'pigeon'" },
	{ "demande_cle", "INSERT INTO jalon.demande SELECT * FROM jalon.demande LIMIT 1" },
	{ "demande_commande", "UPDATE jalon.demande SET annule_par = gen_random_uuid()" },
	{ "demande_future", "UPDATE jalon.demande SET recue_le = saisi_le + interval '1 minute'" },
	{ "demande_nature_connue", "UPDATE jalon.demande SET nature = 'x'" },
	{ "demande_objet_longueur", "UPDATE jalon.demande SET objet = ' '" },
	{ "demande_personne", "UPDATE jalon.demande SET personne_id = 8 WHERE personne_id = 1" },
	{ "demande_recue_bornes", "UPDATE jalon.demande SET recue_le = '1989-12-31 00:00+00'" },
	{ "demande_reponse", "UPDATE jalon.demande SET reponse = 'x'" },
	{ "demande_reponse_avant", "UPDATE jalon.demande SET reponse = 'x', repondue_par = 'x', repondue_le = recue_le - interval '1 minute'" },
	{ "demande_reponse_longueur", "UPDATE jalon.demande SET reponse = repeat('x', 4001), repondue_par = 'x', repondue_le = recue_le" },
	{ "deplacement_cle", "INSERT INTO jalon.deplacement SELECT * FROM jalon.deplacement LIMIT 1" },
	{ "deplacement_demandeur_connu", "UPDATE jalon.deplacement SET demandeur = 'x'" },
	{ "deplacement_motif_longueur", "UPDATE jalon.deplacement SET motif = repeat('x', 501)" },
	{ "deplacement_participation", "UPDATE jalon.deplacement SET personne_id = 8 WHERE personne_id = 1" },
	{ "derogation_bornes", "UPDATE jalon.derogation SET au = du" },
	{ "derogation_cible_bornes", "UPDATE jalon.derogation SET cible_minutes = -1" },
	{ "derogation_cle", "INSERT INTO jalon.derogation (agence_id, derogation_id, personne_id, du, au, cible_minutes, motif)"
		" SELECT agence_id, derogation_id, personne_id, '2027-01-04', '2027-01-05', 0, 'x' FROM jalon.derogation LIMIT 1" },
	{ "derogation_commande", "UPDATE jalon.derogation SET annule_par = gen_random_uuid()" },
	{ "derogation_motif", "UPDATE jalon.derogation SET motif = ' '" },
	{ "derogation_personne", "UPDATE jalon.derogation SET personne_id = 8 WHERE personne_id = 1" },
	{ "derogation_une_seule", "INSERT INTO jalon.derogation (agence_id, personne_id, du, au, cible_minutes, motif) VALUES (1, 1, '2026-11-29',"
		" '2026-12-05', 0, 'x')" },
	{ "diagnostic_cle", "INSERT INTO jalon.diagnostic (agence_id, diagnostic_id, personne_id, projet) SELECT agence_id, diagnostic_id, personne_id, 'x'"
		" FROM jalon.diagnostic LIMIT 1" },
	{ "diagnostic_le_bornes", "INSERT INTO jalon.diagnostic (agence_id, personne_id, le, projet) VALUES (1, 1, '1989-12-31', 'x')" },
	{ "diagnostic_longueur", "INSERT INTO jalon.diagnostic (agence_id, personne_id, droits) VALUES (1, 1, repeat('x', 4001))" },
	{ "diagnostic_non_vide", "INSERT INTO jalon.diagnostic (agence_id, personne_id, marche) VALUES (1, 1, E' \\t')" },
	{ "diagnostic_personne", "INSERT INTO jalon.diagnostic (agence_id, personne_id, projet) VALUES (1, 8, 'x')" },
	{ "diagnostic_rang_positif", "INSERT INTO jalon.diagnostic (agence_id, personne_id, rang, projet) VALUES (1, 1, 0, 'x')" },
	{ "diagnostic_un_rang", "INSERT INTO jalon.diagnostic (agence_id, personne_id, rang, projet) VALUES (1, 1, 1, 'x')" },
	{ "droit_bornes", "UPDATE jalon.droit SET au = du" },
	{ "droit_cle", "INSERT INTO jalon.droit (agence_id, droit_id, personne_id, nature, du) SELECT agence_id, droit_id, personne_id, 'rsa',"
		" '2027-08-01' FROM jalon.droit LIMIT 1" },
	{ "droit_commande", "UPDATE jalon.droit SET annule_par = gen_random_uuid()" },
	{ "droit_du_bornes", "UPDATE jalon.droit SET du = '1989-12-31'" },
	{ "droit_nature_connue", "UPDATE jalon.droit SET nature = 'rente'" },
	{ "droit_personne", "INSERT INTO jalon.droit (agence_id, personne_id, nature, du) VALUES (1, 8, 'rsa', '2027-08-01')" },
	{ "droit_un_seul", "INSERT INTO jalon.droit (agence_id, personne_id, nature, du) VALUES (1, 1, 'rsa', '2027-06-29')" },
	{ "engagement_action", "UPDATE jalon.engagement SET visee_emploi = true" },
	{ "engagement_cadence_connue", "UPDATE jalon.engagement SET cadence = 'an' WHERE contrat_id IS NOT NULL" },
	{ "engagement_cadence_contrat", "UPDATE jalon.engagement SET cadence = 'mois' WHERE contrat_id IS NULL" },
	{ "engagement_cadence_tenue", "UPDATE jalon.engagement SET tenu_le = '2026-11-20', tenu_par = 'x' WHERE cadence = 'semaine'" },
	{ "engagement_cle", "INSERT INTO jalon.engagement SELECT * FROM jalon.engagement LIMIT 1" },
	{ "engagement_commande", "UPDATE jalon.engagement SET annule_par = gen_random_uuid()" },
	{ "engagement_contrat", "UPDATE jalon.engagement SET contrat_id = 'c0000000-0000-4000-8000-000000000002' WHERE personne_id = 1 AND objet ="
		" 'Refaire le CV'" },
	{ "engagement_contrat_complet", "UPDATE jalon.engagement SET part = 'conclusion' WHERE contrat_id IS NOT NULL" },
	{ "engagement_debiteur_connu", "UPDATE jalon.engagement SET debiteur = 'x'" },
	{ "engagement_echeance_bornes", "UPDATE jalon.engagement SET echeance = '2200-01-02'" },
	{ "engagement_excuse_complete", "UPDATE jalon.engagement SET excuse_motif = 'malade'" },
	{ "engagement_excuse_longueur", "UPDATE jalon.engagement SET excuse_motif = ' ', excuse_le = '2026-11-20', excuse_par = 'x'" },
	{ "engagement_modele_forme", "UPDATE jalon.engagement SET modele = 'É'" },
	{ "engagement_objet_longueur", "UPDATE jalon.engagement SET objet = E' \\t'" },
	{ "engagement_part_connue", "UPDATE jalon.engagement SET part = 'x' WHERE contrat_id IS NOT NULL" },
	{ "engagement_participation", "UPDATE jalon.engagement SET seance_id = gen_random_uuid()" },
	{ "engagement_personne", "UPDATE jalon.engagement SET personne_id = 8 WHERE personne_id = 1 AND contrat_id IS NULL" },
	{ "engagement_rangs", "UPDATE jalon.engagement SET rang_au = 1 WHERE contrat_id IS NOT NULL" },
	{ "engagement_regle_forme", "UPDATE jalon.engagement SET regle = 'É'" },
	{ "engagement_sans_date", "UPDATE jalon.engagement SET echeance = NULL" },
	{ "engagement_source_longueur", "UPDATE jalon.engagement SET source = repeat('x', 201)" },
	{ "engagement_tenu_complet", "UPDATE jalon.engagement SET tenu_le = '2026-11-20' WHERE cadence = 'unique'" },
	{ "engagement_version", "UPDATE jalon.engagement SET rang_du = 7 WHERE contrat_id IS NOT NULL" },
	{ "ferie_cle", "INSERT INTO jalon.ferie SELECT * FROM jalon.ferie LIMIT 1" },
	{ "ferie_departement_forme", "UPDATE jalon.ferie SET departement = '20A'" },
	{ "ferie_nom_longueur", "UPDATE jalon.ferie SET nom = ''" },
	{ "fermeture_agence", "INSERT INTO jalon.fermeture (agence_id, du, au, motif) VALUES (99, '2027-01-01', '2027-01-02',"
		" 'x')" },
	{ "fermeture_cle", "INSERT INTO jalon.fermeture SELECT * FROM jalon.fermeture LIMIT 1" },
	{ "fermeture_commande", "UPDATE jalon.fermeture SET annule_par = gen_random_uuid()" },
	{ "fermeture_dates", "UPDATE jalon.fermeture SET au = du + 367" },
	{ "fermeture_motif_longueur", "UPDATE jalon.fermeture SET motif = ' '" },
	{ "financeur_cle", "INSERT INTO jalon.financeur SELECT * FROM jalon.financeur LIMIT 1" },
	{ "financeur_code_forme", "INSERT INTO jalon.financeur VALUES ('Région', 'x', 'region', true, NULL, 'x')" },
	{ "financeur_delai_positif", "UPDATE jalon.financeur SET delai_jours = 0" },
	{ "financeur_libelle_longueur", "UPDATE jalon.financeur SET libelle = ''" },
	{ "financeur_nature_connue", "UPDATE jalon.financeur SET nature = 'banque'" },
	{ "financeur_source_presente", "UPDATE jalon.financeur SET source = ''" },
	{ "formation_absence_bornes", "UPDATE jalon.formation_absence SET au = du" },
	{ "formation_absence_cle", "INSERT INTO jalon.formation_absence (agence_id, absence_id, formation_id, personne_id, du, au, justifiee,"
		" motif) SELECT agence_id, absence_id, formation_id, personne_id, '2026-12-01', '2026-12-02', true, 'x' FROM jalon.formation_absence"
		" LIMIT 1" },
	{ "formation_absence_commande", "UPDATE jalon.formation_absence SET annule_par = gen_random_uuid()" },
	{ "formation_absence_double", "INSERT INTO jalon.formation_absence (agence_id, formation_id, personne_id, du, au, justifiee, motif)"
		" SELECT agence_id, formation_id, personne_id, '2026-11-10', '2026-11-13', true, 'x' FROM jalon.formation_absence" },
	{ "formation_absence_formation", "UPDATE jalon.formation_absence SET personne_id = 2 WHERE personne_id = 1" },
	{ "formation_absence_motif_longueur", "UPDATE jalon.formation_absence SET motif = ' '" },
	{ "formation_bornes", "UPDATE jalon.formation SET fin = debut - 1" },
	{ "formation_cle", "INSERT INTO jalon.formation (agence_id, formation_id, personne_id, intitule) SELECT agence_id, formation_id,"
		" personne_id, 'x' FROM jalon.formation LIMIT 1" },
	{ "formation_commande", "INSERT INTO jalon.formation (agence_id, personne_id, intitule) VALUES (1, 1, 'seule');"
		" UPDATE jalon.formation SET annule_par = gen_random_uuid() WHERE intitule = 'seule'" },
	{ "formation_debut_bornes", "UPDATE jalon.formation SET debut = '1989-12-31'" },
	{ "formation_departement_forme", "UPDATE jalon.formation SET departement = '99Z'" },
	{ "formation_evenement_avec_longueur", "INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, geste, texte, avec)"
		" VALUES (1, 'f0000000-0000-4000-8000-000000000001', 1, 'echange', 'x', repeat('x', 201))" },
	{ "formation_evenement_cle", "INSERT INTO jalon.formation_evenement (agence_id, evenement_id, formation_id, personne_id, geste, texte)"
		" SELECT agence_id, evenement_id, formation_id, personne_id, 'echange', 'x' FROM jalon.formation_evenement LIMIT 1" },
	{ "formation_evenement_commande", "UPDATE jalon.formation_evenement SET annule_par = gen_random_uuid() WHERE geste = 'demander_pieces'" },
	{ "formation_evenement_contre_longueur", "INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, geste,"
		" contre_proposition) VALUES (1, 'f0000000-0000-4000-8000-000000000001', 1, 'contre_proposer', repeat('x', 4001))" },
	{ "formation_evenement_explique", "INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, geste, texte) VALUES (1,"
		" 'f0000000-0000-4000-8000-000000000001', 1, 'echange', E' \\n')" },
	{ "formation_evenement_financeur", "INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, geste, texte,"
		" financeur) VALUES (1, 'f0000000-0000-4000-8000-000000000001', 1, 'echange', 'x', 'oncle')" },
	{ "formation_evenement_formation", "INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, geste, texte) VALUES"
		" (1, 'f0000000-0000-4000-8000-000000000001', 2, 'echange', 'x')" },
	{ "formation_evenement_le_bornes", "INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, geste, texte, le)"
		" VALUES (1, 'f0000000-0000-4000-8000-000000000001', 1, 'echange', 'x', '1989-12-31')" },
	{ "formation_evenement_malgre_longueur", "INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, geste, texte,"
		" malgre) VALUES (1, 'f0000000-0000-4000-8000-000000000001', 1, 'echange', 'x', repeat('x', 1001))" },
	{ "formation_evenement_motifs", "INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, geste, motifs) VALUES (1,"
		" 'f0000000-0000-4000-8000-000000000001', 1, 'refuser', '{tete_du_client}')" },
	{ "formation_evenement_texte_longueur", "INSERT INTO jalon.formation_evenement (agence_id, formation_id, personne_id, geste, texte)"
		" VALUES (1, 'f0000000-0000-4000-8000-000000000001', 1, 'echange', repeat('x', 4001))" },
	{ "formation_fin_bornes", "UPDATE jalon.formation SET fin = '2200-01-02'" },
	{ "formation_financement_bornes", "UPDATE jalon.formation_financement SET au = du" },
	{ "formation_financement_cle", "INSERT INTO jalon.formation_financement (agence_id, ligne_id, formation_id, personne_id, poste,"
		" financeur, du, au) SELECT agence_id, ligne_id, formation_id, personne_id, 'remuneration', 'region', du, au FROM"
		" jalon.formation_financement LIMIT 1" },
	{ "formation_financement_commande", "UPDATE jalon.formation_financement SET annule_par = gen_random_uuid()" },
	{ "formation_financement_decision", "UPDATE jalon.formation_financement SET decidee_le = '2026-11-20'" },
	{ "formation_financement_double", "INSERT INTO jalon.formation_financement (agence_id, formation_id, personne_id, poste, financeur, du,"
		" au) VALUES (1, 'f0000000-0000-4000-8000-000000000001', 1, 'pedagogie', 'region', '2027-10-29', '2027-10-30')" },
	{ "formation_financement_etat_connu", "UPDATE jalon.formation_financement SET etat = 'x', motif = 'x', decidee_le = '2026-11-20'" },
	{ "formation_financement_financeur", "UPDATE jalon.formation_financement SET financeur = 'oncle'" },
	{ "formation_financement_formation", "UPDATE jalon.formation_financement SET personne_id = 2 WHERE personne_id = 1" },
	{ "formation_financement_montant", "UPDATE jalon.formation_financement SET montant_cents = -1" },
	{ "formation_financement_motif", "UPDATE jalon.formation_financement SET etat = 'refusee', decidee_le = '2026-11-20', motif = ' '" },
	{ "formation_financement_motif_longueur", "UPDATE jalon.formation_financement SET motif = repeat('x', 1001)" },
	{ "formation_financement_payeur", "UPDATE jalon.formation_financement SET financeur = NULL" },
	{ "formation_financement_poste_connu", "UPDATE jalon.formation_financement SET poste = 'cantine'" },
	{ "formation_heures", "UPDATE jalon.formation SET minutes = 0" },
	{ "formation_intitule_longueur", "UPDATE jalon.formation SET intitule = ' '" },
	{ "formation_lieu_longueur", "UPDATE jalon.formation SET lieu = repeat('x', 101)" },
	{ "formation_objectif_connu", "UPDATE jalon.formation SET objectif = 'x'" },
	{ "formation_organisme_longueur", "UPDATE jalon.formation SET organisme = repeat('x', 201)" },
	{ "formation_personne", "INSERT INTO jalon.formation (agence_id, personne_id, intitule) VALUES (1, 8, 'x')" },
	{ "formation_piece_attendue_bornes", "UPDATE jalon.formation_piece SET attendue_le = demandee_le - 1" },
	{ "formation_piece_avant", "UPDATE jalon.formation_piece SET recue_le = demandee_le - 1, recue_par = 'x'" },
	{ "formation_piece_retiree_apres", "UPDATE jalon.formation_piece SET retiree_le = demandee_le - 1" },
	{ "formation_piece_retiree_ou_recue", "UPDATE jalon.formation_piece SET recue_le = demandee_le, recue_par = 'x', retiree_le = demandee_le" },
	{ "formation_piece_cle", "INSERT INTO jalon.formation_piece (agence_id, piece_id, formation_id, personne_id, nature, debiteur) SELECT"
		" agence_id, piece_id, formation_id, personne_id, 'devis', 'personne' FROM jalon.formation_piece LIMIT 1" },
	{ "formation_piece_commande", "UPDATE jalon.formation_piece SET annule_par = gen_random_uuid()" },
	{ "formation_piece_debiteur_connu", "UPDATE jalon.formation_piece SET debiteur = 'les_deux'" },
	{ "formation_piece_demandee_bornes", "UPDATE jalon.formation_piece SET demandee_le = '1989-12-31'" },
	{ "formation_piece_formation", "UPDATE jalon.formation_piece SET personne_id = 2 WHERE personne_id = 1" },
	{ "formation_piece_nature_connue", "UPDATE jalon.formation_piece SET nature = 'x'" },
	{ "formation_piece_objet", "UPDATE jalon.formation_piece SET nature = 'autre', objet = ' '" },
	{ "formation_piece_objet_longueur", "UPDATE jalon.formation_piece SET objet = repeat('x', 501)" },
	{ "formation_piece_recue_complete", "UPDATE jalon.formation_piece SET recue_le = '2026-11-20'" },
	{ "formation_prealable_cle", "INSERT INTO jalon.formation_prealable (agence_id, prealable_id, formation_id, personne_id, code, etat)"
		" SELECT agence_id, prealable_id, formation_id, personne_id, 'garde', 'fait' FROM jalon.formation_prealable LIMIT 1" },
	{ "formation_prealable_code_connu", "UPDATE jalon.formation_prealable SET code = 'x' WHERE code = 'vae'" },
	{ "formation_prealable_commande", "UPDATE jalon.formation_prealable SET annule_par = gen_random_uuid()" },
	{ "formation_prealable_dispense", "UPDATE jalon.formation_prealable SET etat = 'dispense', texte = ' '" },
	{ "formation_prealable_etat_connu", "UPDATE jalon.formation_prealable SET etat = 'x'" },
	{ "formation_prealable_formation", "UPDATE jalon.formation_prealable SET personne_id = 2 WHERE personne_id = 1" },
	{ "formation_prealable_le_bornes", "UPDATE jalon.formation_prealable SET le = '1989-12-31'" },
	{ "formation_prealable_texte_longueur", "UPDATE jalon.formation_prealable SET texte = repeat('x', 1001)" },
	{ "formation_projet_cle", "INSERT INTO jalon.formation_projet (agence_id, projet_id, formation_id, personne_id, projet) SELECT"
		" agence_id, projet_id, formation_id, personne_id, 'x' FROM jalon.formation_projet LIMIT 1" },
	{ "formation_projet_formation", "INSERT INTO jalon.formation_projet (agence_id, formation_id, personne_id, projet) VALUES (1,"
		" 'f0000000-0000-4000-8000-000000000001', 2, 'x')" },
	{ "formation_projet_le_bornes", "INSERT INTO jalon.formation_projet (agence_id, formation_id, personne_id, projet, le) VALUES (1,"
		" 'f0000000-0000-4000-8000-000000000001', 1, 'x', '1989-12-31')" },
	{ "formation_projet_longueur", "INSERT INTO jalon.formation_projet (agence_id, formation_id, personne_id, actions) VALUES (1,"
		" 'f0000000-0000-4000-8000-000000000001', 1, repeat('x', 4001))" },
	{ "formation_projet_non_vide", "INSERT INTO jalon.formation_projet (agence_id, formation_id, personne_id, points) VALUES (1,"
		" 'f0000000-0000-4000-8000-000000000001', 1, E' \\t')" },
	{ "formation_projet_rang_positif", "INSERT INTO jalon.formation_projet (agence_id, formation_id, personne_id, rang, projet) VALUES (1,"
		" 'f0000000-0000-4000-8000-000000000001', 1, 0, 'x')" },
	{ "formation_projet_un_rang", "INSERT INTO jalon.formation_projet (agence_id, formation_id, personne_id, rang, projet) VALUES (1,"
		" 'f0000000-0000-4000-8000-000000000001', 1, 1, 'x')" },
	{ "formation_rome_forme", "UPDATE jalon.formation SET rome = 'Z1'" },
	{ "formation_rythme", "UPDATE jalon.formation SET rythme_minutes = 10081" },
	{ "formation_session", "UPDATE jalon.formation SET session_id = gen_random_uuid()" },
	{ "formation_transition_cle", "INSERT INTO jalon.formation_transition SELECT * FROM jalon.formation_transition LIMIT 1" },
	{ "foyer_agence", "INSERT INTO jalon.foyer (agence_id) VALUES (99)" },
	{ "foyer_cle", "INSERT INTO jalon.foyer (agence_id, foyer_id) VALUES (1, 1)" },
	{ "foyer_composition_longueur", "UPDATE jalon.foyer SET composition = repeat('x', 501)" },
	{ "foyer_origine_connue", "UPDATE jalon.foyer SET origine = 'x'" },
	{ "foyer_taille_bornes", "UPDATE jalon.foyer SET taille = 0" },
	{ "frein_cle", "INSERT INTO jalon.frein SELECT * FROM jalon.frein LIMIT 1" },
	{ "frein_commande", "UPDATE jalon.frein SET annule_par = gen_random_uuid()" },
	{ "frein_detail_longueur", "UPDATE jalon.frein SET detail = repeat('x', 501)" },
	{ "frein_du_bornes", "UPDATE jalon.frein SET du = '1989-01-01'" },
	{ "frein_leve_apres", "UPDATE jalon.frein SET leve_le = du - 1" },
	{ "frein_nature_forme", "UPDATE jalon.frein SET nature = 'Mobilité'" },
	{ "frein_origine_connue", "UPDATE jalon.frein SET origine = 'x'" },
	{ "frein_personne", "INSERT INTO jalon.frein (agence_id, personne_id, nature) VALUES (1, 99, 'sante')" },
	{ "historique_cle", "INSERT INTO jalon.historique OVERRIDING SYSTEM VALUE SELECT * FROM jalon.historique LIMIT 1" },
	{ "historique_operation_connue", "INSERT INTO jalon.historique (agence_id, nom_table, operation, cle, confidentiel) VALUES (1, 'x', 'x', 'x', false)" },
	{ "horaire_cle", "INSERT INTO jalon.horaire SELECT * FROM jalon.horaire LIMIT 1" },
	{ "horaire_compte", "UPDATE jalon.horaire SET login = 'w_ailleurs' WHERE login = 'w_absent'" },
	{ "horaire_plages_bornes", "UPDATE jalon.horaire SET plages = '{[-1,60)}'" },
	{ "information_droits_cle", "INSERT INTO jalon.information_droits SELECT * FROM jalon.information_droits LIMIT 1" },
	{ "information_droits_commande", "UPDATE jalon.information_droits SET annule_par = gen_random_uuid()" },
	{ "information_droits_le_bornes", "UPDATE jalon.information_droits SET le = '1989-12-31'" },
	{ "information_droits_personne", "UPDATE jalon.information_droits SET personne_id = 8 WHERE personne_id = 1" },
	{ "information_droits_support_connu", "UPDATE jalon.information_droits SET support = 'rumeur'" },
	{ "information_droits_texte_longueur", "UPDATE jalon.information_droits SET texte = repeat('x', 1001)" },
	{ "jour_fixe_cle", "INSERT INTO jalon.jour_fixe (jour) VALUES ('2026-01-01')" },
	{ "jour_fixe_une_ligne", "INSERT INTO jalon.jour_fixe VALUES (false, '2026-01-01')" },
	{ "lecture_cle", "INSERT INTO jalon.lecture (agence_id, lecture_id, personne_id, login, role, motif) SELECT agence_id, lecture_id, personne_id,"
		" 'w_responsable', role, motif FROM jalon.lecture WHERE agence_id = 1 LIMIT 1" },
	{ "lecture_compte", "INSERT INTO jalon.lecture (agence_id, personne_id, login, role, motif) VALUES (1, 1, 'w_ailleurs', 'conseiller', 'remplacement')" },
	{ "lecture_motif_connu", "INSERT INTO jalon.lecture (agence_id, personne_id, login, role, motif) VALUES (1, 1, 'w_absent', 'conseiller', 'x')" },
	{ "lecture_personne", "INSERT INTO jalon.lecture (agence_id, personne_id, login, role, motif) VALUES (1, 8, 'w_absent', 'conseiller', 'remplacement')" },
	{ "lecture_role_connu", "INSERT INTO jalon.lecture (agence_id, personne_id, login, role, motif) VALUES (1, 1, 'w_absent', 'x', 'remplacement')" },
	{ "lecture_une_par_jour", "INSERT INTO jalon.lecture (agence_id, personne_id, login, role, motif, jour) SELECT agence_id, personne_id, login, role,"
		" motif, jour FROM jalon.lecture LIMIT 1" },
	{ "note_cle", "INSERT INTO jalon.note SELECT * FROM jalon.note LIMIT 1" },
	{ "note_commande", "UPDATE jalon.note SET annulee_par = gen_random_uuid()" },
	{ "note_origine_connue", "UPDATE jalon.note SET origine = 'x'" },
	{ "note_personne", "INSERT INTO jalon.note (agence_id, personne_id, texte) VALUES (1, 99, 'x')" },
	{ "note_texte_longueur", "UPDATE jalon.note SET texte = repeat('x', 20001)" },
	{ "orientation_cle", "INSERT INTO jalon.orientation (agence_id, orientation_id, personne_id, nature, parcours, notifiee_le) SELECT agence_id,"
		" orientation_id, personne_id, 'orientation', 'social', '2026-02-02' FROM jalon.orientation LIMIT 1" },
	{ "orientation_commande", "UPDATE jalon.orientation SET annule_par = gen_random_uuid()" },
	{ "orientation_motif_longueur", "UPDATE jalon.orientation SET motif = repeat('x', 1001)" },
	{ "orientation_nature_connue", "UPDATE jalon.orientation SET nature = 'x'" },
	{ "orientation_notifiee_bornes", "UPDATE jalon.orientation SET notifiee_le = '1989-12-31'" },
	{ "orientation_organisme_longueur", "UPDATE jalon.orientation SET organisme = repeat('x', 201)" },
	{ "orientation_parcours_connu", "UPDATE jalon.orientation SET parcours = ''" },
	{ "orientation_personne", "UPDATE jalon.orientation SET personne_id = 8 WHERE personne_id = 1" },
	{ "orientation_preference_longueur", "UPDATE jalon.orientation SET preference = repeat('x', 1001)" },
	{ "participation_cle", "INSERT INTO jalon.participation (agence_id, seance_id, personne_id, presence, saisi_le, saisi_par)"
		" SELECT agence_id, seance_id, personne_id, 'annule_personne', cree_le, 'x' FROM jalon.participation LIMIT 1" },
	{ "participation_conclue_complete", "UPDATE jalon.participation SET conclue_le = now()" },
	{ "participation_conclusion_longueur", "UPDATE jalon.participation SET conclusion = repeat('x', 4001)" },
	{ "participation_convocation_bornes", "UPDATE jalon.participation SET convoque_le = '0001-01-01'" },
	{ "participation_motif_longueur", "UPDATE jalon.participation SET motif = repeat('x', 501)" },
	{ "participation_origine_connue", "UPDATE jalon.participation SET origine = 'x'" },
	{ "participation_personne", "INSERT INTO jalon.participation (agence_id, seance_id, personne_id)"
		" VALUES (1, '00000000-0000-4000-8000-000000000001', 8)" },
	{ "participation_personne_occupee", "INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu) SELECT 1,"
		" '00000000-0000-4000-8000-0000000000c1', 'w_controle', periode, 'atelier', 'agence' FROM jalon.seance WHERE seance_id ="
		" '00000000-0000-4000-8000-000000000001'; INSERT INTO jalon.participation (agence_id, seance_id, personne_id)"
		" VALUES (1, '00000000-0000-4000-8000-0000000000c1', 1)" },
	{ "participation_presence_connue", "UPDATE jalon.participation SET presence = 'peut-être', saisi_le = now(), saisi_par = 'x'" },
	{ "participation_presence_datee", "UPDATE jalon.participation SET presence = 'absent_excuse'" },
	{ "participation_presence_future", "UPDATE jalon.participation SET presence = 'present', saisi_par = 'x', saisi_le = lower(periode) - interval '1 minute'" },
	{ "participation_recu_apres", "UPDATE jalon.participation SET convoque_le = '2026-11-02', recu_le = '2026-11-01'" },
	{ "participation_seance", "UPDATE jalon.participation SET lieu = 'ailleurs'" },
	{ "passage_cle", "INSERT INTO jalon.passage (agence_id, passage_id, personne_id, regime, du) SELECT agence_id, passage_id, personne_id, 'CE', au"
		" FROM jalon.passage LIMIT 1" },
	{ "passage_commande", "UPDATE jalon.passage SET annule_par = gen_random_uuid()" },
	{ "passage_dates", "UPDATE jalon.passage SET au = du" },
	{ "passage_du_bornes", "UPDATE jalon.passage SET du = '1989-01-01'" },
	{ "passage_du_lointain", "UPDATE jalon.passage SET du = '2099-01-01', au = NULL" },
	{ "passage_motif_longueur", "UPDATE jalon.passage SET motif_fin = repeat('x', 501)" },
	{ "passage_origine_connue", "UPDATE jalon.passage SET origine = 'x'" },
	{ "passage_personne", "INSERT INTO jalon.passage (agence_id, personne_id, regime, du) VALUES (2, 1, 'CE', '2027-01-01')" },
	{ "passage_regime_connu", "UPDATE jalon.passage SET regime = 'COMMUN'" },
	{ "passage_un_seul", "INSERT INTO jalon.passage (agence_id, personne_id, regime, du) VALUES (1, 1, 'CEJ', '2026-12-31')" },
	{ "periode_entreprise_bornes", "UPDATE jalon.periode_entreprise SET au = du" },
	{ "periode_entreprise_cle", "INSERT INTO jalon.periode_entreprise (agence_id, periode_id, personne_id, nature, entreprise, du, au)"
		" SELECT agence_id, periode_id, personne_id, 'emt', 'x', du, au FROM jalon.periode_entreprise LIMIT 1" },
	{ "periode_entreprise_commande", "UPDATE jalon.periode_entreprise SET annule_par = gen_random_uuid()" },
	{ "periode_entreprise_debrief_apres", "UPDATE jalon.periode_entreprise SET debriefee_le = au - 2, avec_hote = true, debrief = 'x',"
		" debriefee_par = 'x'" },
	{ "periode_entreprise_debrief_complet", "UPDATE jalon.periode_entreprise SET debriefee_le = au, avec_hote = true, debriefee_par = 'x',"
		" debrief = ' '" },
	{ "periode_entreprise_debrief_longueur", "UPDATE jalon.periode_entreprise SET debriefee_le = au, avec_hote = true, debriefee_par = 'x',"
		" debrief = repeat('x', 4001)" },
	{ "periode_entreprise_formation", "UPDATE jalon.periode_entreprise SET formation_id = 'f0000000-0000-4000-8000-000000000002' WHERE"
		" personne_id = 1" },
	{ "periode_entreprise_malgre_longueur", "UPDATE jalon.periode_entreprise SET malgre = repeat('x', 1001)" },
	{ "periode_entreprise_metier_longueur", "UPDATE jalon.periode_entreprise SET metier = repeat('x', 201)" },
	{ "periode_entreprise_nature_connue", "UPDATE jalon.periode_entreprise SET nature = 'x'" },
	{ "periode_entreprise_nom_longueur", "UPDATE jalon.periode_entreprise SET entreprise = ' '" },
	{ "periode_entreprise_objectif_longueur", "UPDATE jalon.periode_entreprise SET objectif = repeat('x', 1001)" },
	{ "periode_entreprise_personne", "INSERT INTO jalon.periode_entreprise (agence_id, personne_id, nature, entreprise, du, au) VALUES (1,"
		" 8, 'emt', 'x', '2026-12-01', '2026-12-02')" },
	{ "personne_agence", "INSERT INTO jalon.personne (agence_id, nom, prenom, foyer_id) VALUES (99, 'x', 'x', 1)" },
	{ "personne_cle", "INSERT INTO jalon.personne (agence_id, personne_id, nom, prenom, foyer_id) VALUES (1, 1, 'x', 'x', 1)" },
	{ "personne_commune_longueur", "UPDATE jalon.personne SET commune = repeat('x', 101)" },
	{ "personne_courriel_longueur", "UPDATE jalon.personne SET courriel = repeat('x', 255)" },
	{ "personne_foyer", "UPDATE jalon.personne SET foyer_id = 8 WHERE personne_id = 1" },
	{ "personne_identifiant_forme", "UPDATE jalon.personne SET identifiant = 'ILOU00' WHERE personne_id = 1" },
	{ "personne_identifiant_unique", "UPDATE jalon.personne SET identifiant = 'AAAAA2' WHERE personne_id = 1" },
	{ "personne_langue_forme", "UPDATE jalon.personne SET langue = 'français'" },
	{ "personne_naissance_bornes", "UPDATE jalon.personne SET naissance = '1899-12-31'" },
	{ "personne_naissance_passee", "UPDATE jalon.personne SET naissance = '2099-01-01'" },
	{ "personne_nom_longueur", "UPDATE jalon.personne SET nom = ''" },
	{ "personne_origine_connue", "UPDATE jalon.personne SET origine = 'x'" },
	{ "personne_prenom_longueur", "UPDATE jalon.personne SET prenom = repeat('x', 101)" },
	{ "personne_telephone_longueur", "UPDATE jalon.personne SET telephone = repeat('0', 31)" },
	{ "proposition_choix_complet", "UPDATE jalon.proposition SET choisi_le = now()" },
	{ "proposition_cle", "INSERT INTO jalon.proposition SELECT * FROM jalon.proposition LIMIT 1" },
	{ "proposition_commande", "UPDATE jalon.proposition SET annule_par = gen_random_uuid()" },
	{ "proposition_compte", "UPDATE jalon.proposition SET conseiller = 'w_ailleurs' WHERE personne_id = 1" },
	{ "proposition_creneaux_nombre", "UPDATE jalon.proposition SET creneaux = '{2026-12-01 10:00+01,infinity}'" },
	{ "proposition_lieu_forme", "UPDATE jalon.proposition SET lieu = 'Ici !'" },
	{ "proposition_minutes_bornes", "UPDATE jalon.proposition SET minutes = 4" },
	{ "proposition_participation", "UPDATE jalon.proposition SET seance_id = gen_random_uuid(), choisi_le = now()" },
	{ "proposition_personne", "UPDATE jalon.proposition SET personne_id = 8 WHERE personne_id = 1" },
	{ "proposition_texte_longueur", "UPDATE jalon.proposition SET texte = repeat('x', 501)" },
	{ "proposition_type_forme", "UPDATE jalon.proposition SET type = ''" },
	{ "rappel_canal_connu", "UPDATE jalon.rappel SET canal = 'pigeon'" },
	{ "rappel_cle", "INSERT INTO jalon.rappel (agence_id, rappel_id, seance_id, personne_id, jours, canal) SELECT"
		" agence_id, rappel_id, seance_id, personne_id, 1, canal FROM jalon.rappel LIMIT 1" },
	{ "rappel_commande", "UPDATE jalon.rappel SET annule_par = gen_random_uuid()" },
	{ "rappel_jours_bornes", "UPDATE jalon.rappel SET jours = 61" },
	{ "rappel_participation", "UPDATE jalon.rappel SET personne_id = 8 WHERE personne_id = 1" },
	{ "referent_cle", "INSERT INTO jalon.referent (agence_id, referent_id, personne_id, login, du) SELECT agence_id, referent_id, personne_id,"
		" 'w_absent', au FROM jalon.referent WHERE agence_id = 1 LIMIT 1" },
	{ "referent_commande", "UPDATE jalon.referent SET annule_par = gen_random_uuid()" },
	{ "referent_compte", "UPDATE jalon.referent SET login = 'w_ailleurs' WHERE personne_id = 1" },
	{ "referent_dates", "UPDATE jalon.referent SET au = du" },
	{ "referent_du_bornes", "UPDATE jalon.referent SET du = '1989-01-01'" },
	{ "referent_du_lointain", "UPDATE jalon.referent SET du = '2099-01-01', au = NULL" },
	{ "referent_origine_connue", "UPDATE jalon.referent SET origine = 'x'" },
	{ "referent_personne", "INSERT INTO jalon.referent (agence_id, personne_id, login, du) VALUES (1, 8, 'w_absent', '2027-01-01')" },
	{ "referent_un_seul", "INSERT INTO jalon.referent (agence_id, personne_id, login, du) VALUES (1, 1, 'w_absent', '2026-12-31')" },
	{ "regle_parametre_avance_positive", "UPDATE jalon.regle_parametre SET avance = -1" },
	{ "regle_parametre_cle", "INSERT INTO jalon.regle_parametre SELECT * FROM jalon.regle_parametre" },
	{ "regle_parametre_code_forme", "UPDATE jalon.regle_parametre SET code = 'Délai'" },
	{ "regle_parametre_dates", "UPDATE jalon.regle_parametre SET du = '2026-01-02', au = '2026-01-01'" },
	{ "regle_parametre_genre_connu", "UPDATE jalon.regle_parametre SET genre = 'x'" },
	{ "regle_parametre_regime_connu", "UPDATE jalon.regle_parametre SET regime = 'x'" },
	{ "regle_parametre_report_connu", "UPDATE jalon.regle_parametre SET report = 'x'" },
	{ "regle_parametre_source_presente", "UPDATE jalon.regle_parametre SET source = ''" },
	{ "regle_parametre_statut_connu", "UPDATE jalon.regle_parametre SET statut = 'x'" },
	{ "regle_parametre_valeur_positive", "UPDATE jalon.regle_parametre SET valeur = -1" },
	{ "regle_parametre_version", "UPDATE jalon.regle_parametre SET version_id = 99" },
	{ "regles_version_cle", "INSERT INTO jalon.regles_version (version_id, empreinte, active) VALUES (1, repeat('b', 64), false)" },
	{ "regles_version_empreinte_forme", "UPDATE jalon.regles_version SET empreinte = 'x'" },
	{ "regles_version_une_active", "INSERT INTO jalon.regles_version (empreinte) VALUES (repeat('b', 64))" },
	{ "remplacement_cle", "INSERT INTO jalon.remplacement SELECT * FROM jalon.remplacement LIMIT 1" },
	{ "remplacement_commande", "UPDATE jalon.remplacement SET annule_par = gen_random_uuid()" },
	{ "remplacement_dates", "UPDATE jalon.remplacement SET au = du" },
	{ "remplacement_deux_comptes", "UPDATE jalon.remplacement SET remplacant = titulaire" },
	{ "remplacement_duree", "UPDATE jalon.remplacement SET au = du + 367" },
	{ "remplacement_personne", "UPDATE jalon.remplacement SET personne_id = 8" },
	{ "remplacement_remplacant", "UPDATE jalon.remplacement SET remplacant = 'w_ailleurs'" },
	{ "remplacement_titulaire", "UPDATE jalon.remplacement SET titulaire = 'w_ailleurs'" },
	{ "report_cle", "INSERT INTO jalon.report (agence_id, report_id, login, personne_id, code, jusqu_au, geste)"
		" SELECT agence_id, report_id, login, personne_id, 'autre', jusqu_au, geste FROM jalon.report"
		" LIMIT 1" },
	{ "report_code_forme", "UPDATE jalon.report SET code = 'É'" },
	{ "report_compte", "UPDATE jalon.report SET login = 'w_ailleurs' WHERE personne_id = 1" },
	{ "report_geste_connu", "UPDATE jalon.report SET geste = 'x'" },
	{ "report_personne", "UPDATE jalon.report SET personne_id = 8 WHERE personne_id = 1" },
	{ "report_une_ligne", "INSERT INTO jalon.report (agence_id, login, personne_id, code, jusqu_au, geste) SELECT"
		" agence_id, login, personne_id, code, jusqu_au, geste FROM jalon.report LIMIT 1" },
	{ "schema_version_cle", "INSERT INTO jalon.schema_version SELECT * FROM jalon.schema_version" },
	{ "seance_annulation_complete", "UPDATE jalon.seance SET annulee_le = now()" },
	{ "seance_capacite_bornes", "UPDATE jalon.seance SET capacite = 501" },
	{ "seance_cle", "INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu)"
		" VALUES (1, '00000000-0000-4000-8000-000000000001', 'w_absent', '[2030-01-01 09:00,2030-01-01 10:00)', 'entretien', 'agence')" },
	{ "seance_commande", "INSERT INTO jalon.seance (agence_id, conseiller, periode, type, lieu, annulee_le, annulee_par, annule_par) VALUES"
		" (1, 'w_absent', '[2030-01-01 09:00,2030-01-01 10:00)', 'entretien', 'agence', '-infinity', 'x', gen_random_uuid())" },
	{ "seance_confirmation_complete", "UPDATE jalon.seance SET confirmation = 'malgré le férié'" },
	{ "seance_confirmation_longueur", "UPDATE jalon.seance SET confirmation = '', confirmation_par = 'x'" },
	{ "seance_conseiller", "INSERT INTO jalon.seance (agence_id, conseiller, periode, type, lieu)"
		" VALUES (1, 'w_ailleurs', '[2030-01-01 09:00,2030-01-01 10:00)', 'entretien', 'agence')" },
	{ "seance_conseiller_occupe", "INSERT INTO jalon.seance (agence_id, conseiller, periode, type, lieu) SELECT agence_id, conseiller,"
		" tstzrange(upper(periode) - interval '1 minute', upper(periode)), type, lieu FROM jalon.seance LIMIT 1" },
	{ "seance_defaite", "INSERT INTO jalon.seance (agence_id, conseiller, periode, type, lieu, annulee_le, annulee_par, annule_par) SELECT"
		" 1, 'w_absent', '[2030-01-01 09:00,2030-01-01 10:00)', 'entretien', 'agence', now(), 'x', commande_id FROM jalon.commande WHERE login = 'w_absent'" },
	{ "seance_duree", "UPDATE jalon.seance SET periode = '[2031-01-01 09:00,2031-02-02 10:00)' WHERE seance_id = '00000000-0000-4000-8000-000000000001'" },
	{ "seance_lieu_forme", "UPDATE jalon.seance SET lieu = 'Ici !'" },
	{ "seance_motif_longueur", "UPDATE jalon.seance SET motif_annulation = repeat('x', 501)" },
	{ "seance_objet_longueur", "UPDATE jalon.seance SET objet = repeat('x', 501)" },
	{ "seance_origine_connue", "UPDATE jalon.seance SET origine = 'x'" },
	{ "seance_periode_bornes", "INSERT INTO jalon.seance (agence_id, conseiller, periode, type, lieu) VALUES (1, 'w_absent',"
		" '[9999-12-31 23:00,10000-01-01 00:00)', 'entretien', 'agence')" },
	{ "seance_periode_forme", "UPDATE jalon.seance SET periode = '[2031-01-01 09:00,2031-01-01 10:00]' WHERE seance_id = '00000000-0000-4000-8000-000000000001'" },
	{ "seance_type_forme", "UPDATE jalon.seance SET type = ''" },
	{ "suivi_cle", "INSERT INTO jalon.suivi (agence_id, suivi_id, personne_id, modalite, du) SELECT agence_id, suivi_id, personne_id, 'actif', au"
		" FROM jalon.suivi LIMIT 1" },
	{ "suivi_commande", "UPDATE jalon.suivi SET annule_par = gen_random_uuid()" },
	{ "suivi_dates", "UPDATE jalon.suivi SET au = du" },
	{ "suivi_du_bornes", "UPDATE jalon.suivi SET du = '1989-01-01'" },
	{ "suivi_du_lointain", "UPDATE jalon.suivi SET du = '2099-01-01', au = NULL" },
	{ "suivi_modalite_connue", "UPDATE jalon.suivi SET modalite = 'x'" },
	{ "suivi_origine_connue", "UPDATE jalon.suivi SET origine = 'x'" },
	{ "suivi_personne", "INSERT INTO jalon.suivi (agence_id, personne_id, modalite, du) VALUES (2, 1, 'actif', '2027-01-01')" },
	{ "suivi_un_seul", "INSERT INTO jalon.suivi (agence_id, personne_id, modalite, du) VALUES (1, 1, 'rattache', '2026-12-31')" },
	{ "tenue_cle", "INSERT INTO jalon.tenue (agence_id, tenue_id, engagement_id, personne_id, le) SELECT agence_id, tenue_id,"
		" engagement_id, personne_id, '2026-11-17' FROM jalon.tenue LIMIT 1" },
	{ "tenue_commande", "UPDATE jalon.tenue SET annule_par = gen_random_uuid()" },
	{ "tenue_engagement", "INSERT INTO jalon.tenue (agence_id, engagement_id, personne_id, le) SELECT agence_id, engagement_id, 2, '2026-11-17'"
		" FROM jalon.tenue WHERE personne_id = 1" },
	{ "tenue_le_bornes", "UPDATE jalon.tenue SET le = '1989-01-01'" },
	{ "tenue_un_jour", "INSERT INTO jalon.tenue (agence_id, engagement_id, personne_id, le) SELECT agence_id, engagement_id, personne_id, le"
		" FROM jalon.tenue" },
};
#define BREACHES (sizeof breaches / sizeof *breaches)

/* Keys over columns that a narrower key of the same table already makes unique: they serve foreign keys. */
static const char *const unreachable[] = { "compte_par_agence", "contrat_de_personne", "engagement_de_personne", "seance_particularites",
	/* Constraint triggers: they say rdv_ferie, rdv_fermeture, rdv_absence or rdv_hors_horaires (test_bookings.c). */
	"seance_confirmable_deplacee", "seance_confirmable_donnee",
	/* The same: they say contrat_sans_version, contrat_sans_structure (test_contracts.c). */
	"contrat_premiere_version", "contrat_version_structure",
	/* The same: it says formation_sans_evenement; ranks are given by trigger (test_formations.c). */
	"formation_de_personne", "formation_evenement_rang", "formation_premier_evenement" };

Test(constraints, refuse_what_they_are_there_for)
{
	struct world w = world_open();
	world_agenda_add(&w);
	for (size_t i = 0; i < BREACHES; i++) {
		cluster_exec(w.owner, "BEGIN");
		PGresult *res = PQexec(w.owner, breaches[i].sql);
		const char *name = PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME);
		cr_expect(name != NULL && strcmp(name, breaches[i].name) == 0, "%s: %s", breaches[i].name,
			name != NULL ? name : PQresultStatus(res) == PGRES_COMMAND_OK ? "accepted" : PQresultErrorMessage(res));
		PQclear(res);
		cluster_exec(w.owner, "ROLLBACK");
	}
	world_close(&w);
}

static bool is_tried(const char *name)
{
	for (size_t i = 0; i < BREACHES; i++)
		if (strcmp(breaches[i].name, name) == 0)
			return true;
	for (size_t i = 0; i < sizeof unreachable / sizeof *unreachable; i++)
		if (strcmp(unreachable[i], name) == 0)
			return true;
	return false;
}

Test(constraints, are_all_tried)
{
	struct world w = world_open();
	PGresult *res = PQexec(w.owner, "SELECT conname FROM pg_constraint WHERE connamespace = 'jalon'::regnamespace");
	cr_assert_gt(PQntuples(res), 100);
	for (int i = 0; i < PQntuples(res); i++)
		cr_expect(is_tried(PQgetvalue(res, i, 0)), "%s is not tried", PQgetvalue(res, i, 0));
	PQclear(res);
	world_close(&w);
}

#define SEANCE_1 "'00000000-0000-4000-8000-000000000001'"

Test(constraints, leave_the_time_of_a_cancelled_appointment_free)
{
	struct world w = world_open();
	/* Half-open: one that begins when another ends is no double booking. */
	ANSWERS("INSERT 0 1", w.owner, "INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu) SELECT 1,"
		" '00000000-0000-4000-8000-0000000000b1', 'w_conseiller', tstzrange(upper(periode) + interval '1 hour', upper(periode) + interval '2 hours'), type, lieu"
		" FROM jalon.seance WHERE seance_id = " SEANCE_1);
	/* Cancelled: the séance and, by the cascade, its participations no longer hold anyone's time. */
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.seance SET annulee_le = '2026-11-18', annulee_par = 'w_conseiller' WHERE seance_id = " SEANCE_1);
	ANSWERS("1", w.owner, "SELECT count(*) FROM jalon.participation WHERE seance_id = " SEANCE_1 " AND annulation = '2026-11-18'");
	ANSWERS("INSERT 0 1", w.owner, "INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu) SELECT 1,"
		" '00000000-0000-4000-8000-0000000000b2', conseiller, periode, type, lieu FROM jalon.seance WHERE seance_id = " SEANCE_1);
	ANSWERS("INSERT 0 1", w.owner, "INSERT INTO jalon.participation (agence_id, seance_id, personne_id) VALUES (1, '00000000-0000-4000-8000-0000000000b2', 1)");
	ANSWERS("23P01 seance_conseiller_occupe", w.owner, "UPDATE jalon.seance SET annulee_le = NULL, annulee_par = NULL WHERE seance_id = " SEANCE_1);
	world_close(&w);
}

Test(constraints, move_the_participations_with_their_appointment)
{
	struct world w = world_open();
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.seance SET periode = '[2026-12-01 09:00+01,2026-12-01 10:00+01)', lieu = 'telephone' WHERE seance_id = " SEANCE_1);
	ANSWERS("t", w.owner, "SELECT periode = '[2026-12-01 09:00+01,2026-12-01 10:00+01)' AND lieu = 'telephone' AND version = 2"
		" FROM jalon.participation WHERE seance_id = " SEANCE_1);
	/* Moving onto another appointment of the person is refused, though the counsellor is free. */
	ANSWERS("INSERT 0 1", w.owner, "INSERT INTO jalon.seance (agence_id, seance_id, conseiller, periode, type, lieu) VALUES (1,"
		" '00000000-0000-4000-8000-0000000000b3', 'w_collegue', '[2026-12-02 09:00+01,2026-12-02 10:00+01)', 'atelier', 'agence')");
	ANSWERS("INSERT 0 1", w.owner, "INSERT INTO jalon.participation (agence_id, seance_id, personne_id) VALUES (1, '00000000-0000-4000-8000-0000000000b3', 1)");
	ANSWERS("23P01 participation_personne_occupee", w.owner,
		"UPDATE jalon.seance SET periode = '[2026-12-02 09:30+01,2026-12-02 11:00+01)' WHERE seance_id = " SEANCE_1);
	/* Cancelled by the person: their time is free again. */
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.participation SET presence = 'annule_personne', saisi_le = '2026-11-20', saisi_par = 'w_collegue'"
		" WHERE seance_id = '00000000-0000-4000-8000-0000000000b3'");
	ANSWERS("UPDATE 1", w.owner, "UPDATE jalon.seance SET periode = '[2026-12-02 09:30+01,2026-12-02 11:00+01)' WHERE seance_id = " SEANCE_1);
	world_close(&w);
}

/* A whole dump into an empty database: no CHECK, default or generated column may stand in its way. */
Test(constraints, survive_a_dump_and_restore)
{
	struct world w = world_open();
	char *back = mem_format("%s_rendu", w.database);
	char *create = mem_format("CREATE DATABASE %s TEMPLATE template0", back);
	char *shell = mem_format("PATH=/usr/lib/postgresql/15/bin:$PATH; pg_dump -h '%s' -U postgres '%s' | "
				 "psql -XqAt -v ON_ERROR_STOP=1 -h '%s' -U postgres -d '%s' >/dev/null",
		cluster_socket(), w.database, cluster_socket(), back);
	cluster_exec(w.owner, create);
	cr_expect_eq(system(shell), 0);
	PGconn *copy = cluster_connect(back, CLUSTER_OWNER);
	char *same = cluster_value(w.owner, "SELECT md5(string_agg(h::text, '' ORDER BY historique_id)) FROM jalon.historique h");
	ANSWERS(same, copy, "SELECT md5(string_agg(h::text, '' ORDER BY historique_id)) FROM jalon.historique h");
	ANSWERS("23P01 referent_un_seul", copy, "INSERT INTO jalon.referent (agence_id, personne_id, login, du) VALUES (1, 1, 'w_absent', '2026-12-31')");
	PQfinish(copy);
	copy = cluster_connect(back, "w_conseiller");
	ANSWERS("4", copy, "SELECT count(*) FROM jalon.personne");
	PQfinish(copy);
	cluster_database_drop(back);
	free(same);
	free(create);
	free(shell);
	free(back);
	world_close(&w);
}
