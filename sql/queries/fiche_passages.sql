-- The regimes of the person $1 begun by $2, newest first. « au » is the last day, included.
SELECT x.regime, to_char(x.du, 'YYYY-MM-DD') AS du, to_char(x.au - 1, 'YYYY-MM-DD') AS au, x.motif_fin AS motif
FROM jalon.passage x
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text))
	AND x.annule_par IS NULL AND x.du <= coalesce($2::date, 'infinity')
ORDER BY x.du DESC
