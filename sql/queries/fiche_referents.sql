-- The référents of the person $1 in charge by $2, newest first. « au » is the last day, included.
SELECT x.login, c.prenom || ' ' || c.nom AS nom_complet, to_char(x.du, 'YYYY-MM-DD') AS du, to_char(x.au - 1, 'YYYY-MM-DD') AS au
FROM jalon.referent x JOIN jalon.compte c ON c.agence_id = x.agence_id AND c.login = x.login
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text))
	AND x.annule_par IS NULL AND x.du <= coalesce($2::date, 'infinity')
ORDER BY x.du DESC
