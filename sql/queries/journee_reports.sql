-- The lines of Ma journée that I have by $1 put off to a later day, or marked done until then (struct put_off). Of a line put off
-- several times the last date is kept, whenever it was set: an earlier day shows the line.
SELECT p.identifiant, x.code, to_char(x.jusqu_au, 'YYYY-MM-DD') AS jusqu_au, x.geste = 'fait' AS fait
FROM jalon.report x
JOIN jalon.personne p ON p.agence_id = (SELECT jalon.mon_agence()) AND p.personne_id = x.personne_id
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.login = session_user
	AND x.jusqu_au > coalesce($1::date, jalon.aujourdhui()) AND ($1::date IS NULL OR x.le <= jalon.instant_de($1::date))
ORDER BY p.identifiant, x.code
