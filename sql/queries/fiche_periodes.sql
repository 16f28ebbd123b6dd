-- The periods in a company of the person $1 (struct company_period), newest first; of a day gone by ($2), those recorded or begun by then, what
-- was debriefed later being not. « au » is the last day, included.
WITH q AS MATERIALIZED (
	SELECT coalesce($2::date, jalon.aujourdhui()) AS jour
)
SELECT x.periode_id, x.formation_id, x.nature, x.entreprise, x.metier, x.objectif,
	to_char(x.du, 'YYYY-MM-DD') AS du, to_char(x.au - 1, 'YYYY-MM-DD') AS au,
	CASE WHEN x.debriefee_le <= q.jour THEN to_char(x.debriefee_le, 'YYYY-MM-DD') END AS debriefee_le,
	coalesce(x.debriefee_le <= q.jour AND x.avec_hote, false) AS avec_hote, CASE WHEN x.debriefee_le <= q.jour THEN x.debrief END AS debrief,
	x.malgre, x.version
FROM q CROSS JOIN jalon.periode_entreprise x
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text)) AND x.annule_par IS NULL
	AND (x.du <= q.jour OR x.saisi_le <= jalon.instant_de($2::date))
ORDER BY x.du DESC, x.saisi_le DESC
