-- The diagnostics of the person $1 made by $2 (struct diagnostic): every version, newest first.
SELECT x.diagnostic_id, x.rang, to_char(x.le, 'YYYY-MM-DD') AS le, coalesce(c.prenom || ' ' || c.nom, x.auteur::text) AS auteur_nom,
	x.competences, x.projet, x.marche, x.situation, x.autonomie, x.droits
FROM jalon.diagnostic x LEFT JOIN jalon.compte c ON c.agence_id = (SELECT jalon.mon_agence()) AND c.login = x.auteur
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text))
	AND x.le <= coalesce($2::date, 'infinity')
ORDER BY x.rang DESC
