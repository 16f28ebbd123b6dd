-- The dérogations granted to the person $1, or begun, by $2 that touch the days $3 to $4 (struct dispensation); undone ones left out. « au »
-- is the last day, included.
WITH q AS MATERIALIZED (SELECT coalesce($2::date, jalon.aujourdhui()) AS jour, jalon.instant_de($2::date) AS instant)
SELECT x.derogation_id, to_char(x.du, 'YYYY-MM-DD') AS du, to_char(x.au - 1, 'YYYY-MM-DD') AS au, x.cible_minutes, x.motif
FROM q CROSS JOIN jalon.derogation x
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text))
	AND x.annule_par IS NULL AND daterange(x.du, x.au, '[)') && daterange($3::date, $4::date, '[]')
	AND (x.accordee_le <= q.instant OR x.du <= q.jour)
ORDER BY x.du
