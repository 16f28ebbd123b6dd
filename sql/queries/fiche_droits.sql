-- What the person $1 lives on (struct allowance), newest first; of a day gone by ($2), what had begun, or was recorded. « au » is the last
-- day, included.
WITH q AS MATERIALIZED (
	SELECT coalesce($2::date, jalon.aujourdhui()) AS jour
)
SELECT x.droit_id, x.nature, to_char(x.du, 'YYYY-MM-DD') AS du, to_char(x.au - 1, 'YYYY-MM-DD') AS au
FROM q CROSS JOIN jalon.droit x
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text)) AND x.annule_par IS NULL
	AND (x.du <= q.jour OR x.saisi_le <= jalon.instant_de($2::date))
ORDER BY x.du DESC
