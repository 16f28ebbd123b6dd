-- The remedial actions opened by $2 for the person $1 (struct remedial): those to deliver first, by date; undone ones left out.
WITH q AS MATERIALIZED (
	SELECT coalesce($2::date, jalon.aujourdhui()) AS jour, jalon.instant_de($2::date) AS instant, jalon.fuseau() AS fuseau
)
SELECT x.compensation_id, x.engagement_id, x.regle, to_char(x.manque_le, 'YYYY-MM-DD') AS manque_le, x.prejudice, x.objet,
	to_char(x.echeance, 'YYYY-MM-DD') AS echeance, to_char(x.ouverte_le AT TIME ZONE q.fuseau, 'YYYY-MM-DD') AS ouverte_le,
	CASE WHEN x.remise_le <= q.jour THEN to_char(x.remise_le, 'YYYY-MM-DD') END AS remise_le,
	CASE WHEN x.remise_le <= q.jour THEN x.remise_texte END AS remise_texte, x.version
FROM q CROSS JOIN jalon.compensation x
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text))
	AND x.annule_par IS NULL AND x.ouverte_le <= q.instant
ORDER BY (x.remise_le <= q.jour) IS TRUE, x.echeance, x.compensation_id
