-- The protected days of the person $1 recorded by $2 (struct protected_period): those to come first, the soonest
-- first, then the past ones, newest first; undone ones left out. « au » is the last day, included.
WITH q AS MATERIALIZED (
	SELECT coalesce($2::date, jalon.aujourdhui()) AS jour, jalon.instant_de($2::date) AS instant
)
SELECT x.conge_id, $1::text AS identifiant, x.nature, to_char(x.du, 'YYYY-MM-DD') AS du, to_char(x.au - 1, 'YYYY-MM-DD') AS au,
	x.texte
FROM q CROSS JOIN jalon.conge x
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text))
	AND x.annule_par IS NULL AND x.saisi_le <= q.instant
ORDER BY x.au <= q.jour, CASE WHEN x.au > q.jour THEN x.du END, x.du DESC, x.conge_id
