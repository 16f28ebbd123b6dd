-- The absences from the training of the request $1 begun by $2 (struct training_absence), newest first. « au » is the last day, included.
WITH q AS MATERIALIZED (
	SELECT coalesce($2::date, jalon.aujourdhui()) AS jour
)
SELECT x.absence_id, to_char(x.du, 'YYYY-MM-DD') AS du, to_char(x.au - 1, 'YYYY-MM-DD') AS au, x.justifiee, x.motif
FROM q CROSS JOIN jalon.formation_absence x
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text)) AND x.formation_id::text = lower($1::text)
	AND x.annule_par IS NULL AND x.du <= q.jour
ORDER BY x.du DESC
