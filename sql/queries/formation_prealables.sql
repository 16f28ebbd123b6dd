-- The preconditions of the training request $1 that were met or waived by $2 (struct precondition_fact, behind its code).
WITH q AS MATERIALIZED (
	SELECT coalesce($2::date, jalon.aujourdhui()) AS jour
)
SELECT x.code, x.etat = 'dispense' AS dispense, to_char(x.le, 'YYYY-MM-DD') AS le, x.texte, coalesce(c.prenom || ' ' || c.nom, x.par::text) AS auteur
FROM q CROSS JOIN jalon.formation_prealable x
LEFT JOIN jalon.compte c ON c.agence_id = (SELECT jalon.mon_agence()) AND c.login = x.par
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text)) AND x.formation_id::text = lower($1::text)
	AND x.annule_par IS NULL AND x.le <= q.jour
ORDER BY x.code
