-- One person, by identifiant $1 (or by what was read before it in the group), as of $2 (NULL: now): the columns of portefeuille.sql, then who they are.
-- No row: unknown, or out of reach.
WITH q AS MATERIALIZED (
	SELECT jalon.mon_agence() AS agence_id, coalesce($2::date, jalon.aujourdhui()) AS jour,
		jalon.instant_de($2::date) AS instant, jalon.fuseau() AS fuseau
)
SELECT p.identifiant, p.nom, p.prenom, p.telephone, f.regime,
	to_char(f.regime_du, 'YYYY-MM-DD') AS regime_du, to_char(f.regime_au, 'YYYY-MM-DD') AS regime_au, f.modalite,
	to_char(r.du, 'YYYY-MM-DD') AS referent_du,
	jalon.moment_texte(f.dernier_contact, q.fuseau) AS dernier_contact,
	jalon.moment_texte(f.prochain_rdv, q.fuseau) AS prochain_rdv,
	jalon.moment_texte(f.dernier_rdv, q.fuseau) AS dernier_rdv,
	jalon.moment_texte(f.rdv_sans_issue, q.fuseau) AS rdv_sans_issue, f.nb_sans_issue,
	jalon.moment_texte(f.dernier_en_suspens, q.fuseau) AS dernier_en_suspens,
	to_char(f.premier_entretien, 'YYYY-MM-DD') AS premier_entretien,
	to_char(f.dernier_point_etape, 'YYYY-MM-DD') AS dernier_point_etape,
	y.taille AS foyer_taille, f.freins_ouverts, r.login AS referent_login, p.version,
	f.prochain_id, f.prochain_type, f.prochain_lieu, f.prochain_minutes,
	jalon.moment_texte(f.prochain_donne_le, q.fuseau) AS prochain_donne_le,
	jalon.moment_texte(f.prochain_rappele_le, q.fuseau) AS prochain_rappele_le,
	jalon.moment_texte(f.conclusion_due, q.fuseau) AS conclusion_due, f.nb_conclusions,
	to_char(f.engagement_structure, 'YYYY-MM-DD') AS engagement_structure, f.nb_engagements_structure,
	to_char(f.engagement_personne, 'YYYY-MM-DD') AS engagement_personne, f.nb_engagements_personne,
	to_char(f.serie_fin, 'YYYY-MM-DD') AS serie_fin, f.reprises,
	f.contrat_id, f.contrat_attente, to_char(f.contrat_signe_le, 'YYYY-MM-DD') AS contrat_signe_le,
	to_char(f.contrat_signe_personne, 'YYYY-MM-DD') AS contrat_signe_personne,
	to_char(f.contrat_signe_structure, 'YYYY-MM-DD') AS contrat_signe_structure,
	to_char(f.contrat_debut, 'YYYY-MM-DD') AS contrat_debut, to_char(f.contrat_fin, 'YYYY-MM-DD') AS contrat_fin,
	to_char(f.contrat_dernier, 'YYYY-MM-DD') AS contrat_dernier, f.contrat_rang, f.contrat_actions, f.contrat_visees,
	f.contrat_structurante, f.contrat_intensif, to_char(f.contrat_intensif_depuis, 'YYYY-MM-DD') AS contrat_intensif_depuis,
	to_char(f.contrat_choisi_le, 'YYYY-MM-DD') AS contrat_choisi_le, f.contrat_suivi,
	to_char(f.oriente_le, 'YYYY-MM-DD') AS oriente_le, to_char(f.informe_le, 'YYYY-MM-DD') AS informe_le,
	to_char(f.diagnostique_le, 'YYYY-MM-DD') AS diagnostique_le,
	jalon.moment_texte(f.demande_depuis, q.fuseau) AS demande_depuis, jalon.moment_texte(f.reclamation_depuis, q.fuseau) AS reclamation_depuis,
	to_char(f.compensation_due, 'YYYY-MM-DD') AS compensation_due, f.nb_compensations,
	to_char(f.engagement_tiers, 'YYYY-MM-DD') AS engagement_tiers, f.engagement_tiers_debiteur, f.nb_engagements_tiers,
	f.semaine_declarees, f.semaine_validees, f.semaine_cible, f.semaine_absents,
	f.precedente_declarees, f.precedente_validees, f.precedente_cible, f.precedente_absents,
	to_char(f.heures_a_valider, 'YYYY-MM-DD') AS heures_a_valider,
	to_char(p.naissance, 'YYYY-MM-DD') AS naissance, p.courriel, p.commune, y.composition AS foyer_composition
FROM q
JOIN jalon.personne p ON p.agence_id = q.agence_id AND p.personne_id = (SELECT jalon.personne_lue($1::text))
JOIN jalon.foyer y ON y.agence_id = p.agence_id AND y.foyer_id = p.foyer_id
LEFT JOIN jalon.referent r ON r.agence_id = p.agence_id AND r.personne_id = p.personne_id AND r.annule_par IS NULL
	AND r.du <= q.jour AND (r.au IS NULL OR r.au > q.jour)
CROSS JOIN LATERAL jalon.faits_personne(q.agence_id, p.personne_id, q.jour, q.instant, q.fuseau) f
