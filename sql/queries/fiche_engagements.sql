-- What both sides undertook towards the person $1 by $2 (struct item): open ones first, by date; undone ones left out.
WITH q AS MATERIALIZED (
	SELECT coalesce($2::date, jalon.aujourdhui()) AS jour, jalon.instant_de($2::date) AS instant, jalon.fuseau() AS fuseau
)
SELECT x.engagement_id, x.seance_id, x.debiteur, x.objet, to_char(x.echeance, 'YYYY-MM-DD') AS echeance,
	CASE WHEN x.tenu_le <= q.jour THEN to_char(x.tenu_le, 'YYYY-MM-DD') END AS tenu_le,
	jalon.moment_texte(x.saisi_le, q.fuseau) AS saisi_le, x.version
FROM q CROSS JOIN jalon.engagement x
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT p.personne_id FROM jalon.personne p
		WHERE p.agence_id = (SELECT jalon.mon_agence()) AND p.identifiant = $1::text)
	AND x.annule_par IS NULL AND x.saisi_le <= q.instant
ORDER BY (x.tenu_le <= q.jour) IS TRUE, x.echeance, x.engagement_id
