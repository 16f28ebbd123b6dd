-- What each party undertook towards the person $1, or the person undertook, known by $2 (struct item): in conclusions and in
-- contracts, open ones first, by date; undone ones left out. Of a line of a contract: the versions that hold it, the day that the
-- first of them was signed by both (« lie_le »), since when it is owed no more (« retire_le »: an avenant, or the end of the
-- contract: first day out). With a cadence, « tenu_le » is the last time, « manque_compense » the last lapse that a delivered
-- remedial action made up for: it settles no other time. A version that both have signed is known whenever it was recorded, one
-- that waits from the day it was prepared.
WITH q AS MATERIALIZED (
	SELECT coalesce($2::date, jalon.aujourdhui()) AS jour, jalon.instant_de($2::date) AS instant, jalon.fuseau() AS fuseau,
		jalon.mon_agence() AS agence_id, jalon.personne_lue($1::text) AS personne_id
), versions AS MATERIALIZED (
	SELECT v.contrat_id, v.rang, v.motif, s.signee
	FROM jalon.contrat_version v
	CROSS JOIN LATERAL (SELECT CASE WHEN v.signee_le IS NOT NULL AND greatest(v.signe_personne_le, v.signe_structure_le) <= (SELECT jour FROM q)
		THEN greatest(v.signe_personne_le, v.signe_structure_le) END AS signee) s
	WHERE v.agence_id = (SELECT agence_id FROM q) AND v.personne_id = (SELECT personne_id FROM q)
		AND (s.signee IS NOT NULL OR v.cree_le <= (SELECT instant FROM q))
), contrats AS MATERIALIZED ( -- what ends later has not ended
	SELECT c.contrat_id, t.terme, CASE WHEN t.terme = c.clos_le THEN coalesce(nullif(c.clos_texte, ''), c.clos_motif) ELSE 'terme' END AS motif
	FROM jalon.contrat c CROSS JOIN LATERAL (SELECT least(c.clos_le, c.fin) AS terme) t
	WHERE c.agence_id = (SELECT agence_id FROM q) AND c.personne_id = (SELECT personne_id FROM q) AND t.terme <= (SELECT jour FROM q)
), fois AS MATERIALIZED (
	SELECT x.engagement_id, max(x.le) AS le, count(*) AS nb FROM jalon.tenue x
	WHERE x.agence_id = (SELECT agence_id FROM q) AND x.personne_id = (SELECT personne_id FROM q) AND x.annule_par IS NULL
		AND x.le <= (SELECT jour FROM q)
	GROUP BY x.engagement_id
), compenses AS MATERIALIZED (
	SELECT x.engagement_id, max(x.manque_le) AS manque_le FROM jalon.compensation x
	WHERE x.agence_id = (SELECT agence_id FROM q) AND x.personne_id = (SELECT personne_id FROM q) AND x.annule_par IS NULL
		AND x.remise_le <= (SELECT jour FROM q)
	GROUP BY x.engagement_id
), lignes AS (
	SELECT x.*, CASE WHEN x.cadence <> 'unique' THEN f.le WHEN x.tenu_le <= q.jour THEN x.tenu_le END AS tenu, f.nb,
		d.signee AS liee, a.contrat_id IS NOT NULL AS remplacee,
		CASE WHEN x.excuse_le <= q.jour THEN x.excuse_le END AS excuse,
		coalesce(a.signee, c.terme) AS retiree, CASE WHEN a.signee IS NOT NULL THEN a.motif ELSE c.motif END AS retiree_motif,
		k.engagement_id IS NOT NULL AND x.cadence = 'unique' AS compensee, CASE WHEN x.cadence <> 'unique' THEN k.manque_le END AS manque
	FROM q JOIN jalon.engagement x ON x.agence_id = (SELECT agence_id FROM q) AND x.personne_id = (SELECT personne_id FROM q)
		AND x.annule_par IS NULL
	LEFT JOIN versions d ON d.contrat_id = x.contrat_id AND d.rang = x.rang_du
	LEFT JOIN versions a ON a.contrat_id = x.contrat_id AND a.rang = x.rang_au
	LEFT JOIN contrats c ON c.contrat_id = x.contrat_id
	LEFT JOIN fois f ON f.engagement_id = x.engagement_id
	LEFT JOIN compenses k ON k.engagement_id = x.engagement_id
	WHERE d.contrat_id IS NOT NULL OR x.contrat_id IS NULL AND x.saisi_le <= q.instant
)
SELECT x.engagement_id, x.seance_id, x.debiteur, x.objet, to_char(x.echeance, 'YYYY-MM-DD') AS echeance,
	to_char(x.tenu, 'YYYY-MM-DD') AS tenu_le, jalon.moment_texte(x.saisi_le, q.fuseau) AS saisi_le, x.version,
	x.contrat_id, x.rang_du, CASE WHEN x.remplacee THEN x.rang_au END AS rang_au, to_char(x.liee, 'YYYY-MM-DD') AS lie_le,
	x.part, x.cadence, x.regle, x.modele, x.source, x.action, x.visee_emploi, x.structurante, x.nb AS nb_tenues,
	to_char(x.excuse, 'YYYY-MM-DD') AS excuse_le, CASE WHEN x.excuse IS NOT NULL THEN x.excuse_motif END AS excuse_motif,
	to_char(x.retiree, 'YYYY-MM-DD') AS retire_le, CASE WHEN x.retiree IS NOT NULL THEN x.retiree_motif END AS retire_motif,
	x.compensee, to_char(x.manque, 'YYYY-MM-DD') AS manque_compense
FROM q CROSS JOIN lignes x
ORDER BY x.cadence = 'unique' AND x.tenu IS NOT NULL OR x.excuse IS NOT NULL OR x.retiree IS NOT NULL OR x.compensee,
	x.echeance, x.engagement_id
