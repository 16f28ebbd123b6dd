-- The barriers of the person $1 by $2, open ones first; undone ones are left out.
WITH q AS MATERIALIZED (SELECT coalesce($2::date, jalon.aujourdhui()) AS jour)
SELECT x.frein_id, x.nature, x.detail, to_char(x.du, 'YYYY-MM-DD') AS du,
	CASE WHEN x.leve_le <= q.jour THEN to_char(x.leve_le, 'YYYY-MM-DD') END AS leve_le, x.version
FROM q CROSS JOIN jalon.frein x
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text))
	AND x.annule_par IS NULL AND x.du <= q.jour
ORDER BY (x.leve_le <= q.jour) IS TRUE, x.du DESC, x.frein_id
