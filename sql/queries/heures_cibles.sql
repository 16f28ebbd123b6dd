-- The weekly targets that contracts set for the person $1, known by $2, on the days $3 to $4 (struct weekly_target): of each signed
-- version, from the day it binds until the next one does, or the contract ends. « au » is the last day, included.
WITH q AS MATERIALIZED (
	SELECT coalesce($2::date, jalon.aujourdhui()) AS jour,
		jalon.mon_agence() AS agence_id, jalon.personne_lue($1::text) AS personne_id
), signees AS (
	SELECT v.cible_minutes, greatest(c.debut, s.signee) AS du,
		least(CASE WHEN q.jour >= jalon.aujourdhui() OR c.clos_le <= q.jour THEN c.clos_le END, v.fin,
			lead(s.signee) OVER (PARTITION BY v.contrat_id ORDER BY v.rang)) AS au
	FROM q JOIN jalon.contrat c ON c.agence_id = (SELECT agence_id FROM q) AND c.personne_id = (SELECT personne_id FROM q)
		AND c.annule_par IS NULL
	JOIN jalon.contrat_version v ON v.agence_id = (SELECT agence_id FROM q) AND v.personne_id = (SELECT personne_id FROM q)
		AND v.contrat_id = c.contrat_id AND v.signee_le IS NOT NULL
	CROSS JOIN LATERAL (SELECT greatest(v.signe_personne_le, v.signe_structure_le) AS signee) s
	WHERE s.signee <= q.jour
)
SELECT to_char(x.du, 'YYYY-MM-DD') AS du, to_char(x.au - 1, 'YYYY-MM-DD') AS au, x.cible_minutes
FROM signees x
WHERE x.cible_minutes IS NOT NULL AND x.du <= $4::date AND (x.au IS NULL OR x.au > $3::date AND x.au > x.du)
ORDER BY x.du
