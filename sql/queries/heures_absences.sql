-- The absences of the person $1 recorded, or begun, by $2 that touch the days $3 to $4 (struct protected_period): all that lower the hours
-- owed, hence no délai de réflexion; undone ones left out. « au » is the last day, included.
WITH q AS MATERIALIZED (SELECT coalesce($2::date, jalon.aujourdhui()) AS jour, jalon.instant_de($2::date) AS instant)
SELECT x.conge_id, $1::text AS identifiant, x.nature, to_char(x.du, 'YYYY-MM-DD') AS du, to_char(x.au - 1, 'YYYY-MM-DD') AS au,
	x.texte
FROM q CROSS JOIN jalon.conge x
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text))
	AND x.annule_par IS NULL AND x.nature <> 'reflexion' AND x.au > $3::date AND x.du <= $4::date
	AND (x.saisi_le <= q.instant OR x.du <= q.jour)
ORDER BY x.du, x.conge_id
