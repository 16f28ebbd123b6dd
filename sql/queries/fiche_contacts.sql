-- The contacts with the person $1 by $2, newest first; undone ones are left out.
WITH q AS MATERIALIZED (SELECT jalon.instant_de($2::date) AS instant, jalon.fuseau() AS fuseau)
SELECT x.contact_id, jalon.moment_texte(x.le, q.fuseau) AS le, x.canal, x.joint, x.texte,
	coalesce(c.prenom || ' ' || c.nom, x.auteur::text) AS auteur_nom
FROM q CROSS JOIN jalon.contact x LEFT JOIN jalon.compte c ON c.agence_id = x.agence_id AND c.login = x.auteur
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text))
	AND x.annule_par IS NULL AND x.le <= q.instant
ORDER BY x.le DESC, x.contact_id
