-- The notes on the person $1 by $2, newest first: shared ones, and mine; undone ones are left out.
WITH q AS MATERIALIZED (SELECT jalon.instant_de($2::date) AS instant, jalon.fuseau() AS fuseau)
SELECT x.note_id, jalon.moment_texte(x.ecrite_le, q.fuseau) AS ecrite_le, x.privee, x.texte,
	coalesce(c.prenom || ' ' || c.nom, x.auteur::text) AS auteur_nom, x.version, x.auteur = session_user AS mienne
FROM q CROSS JOIN jalon.note x LEFT JOIN jalon.compte c ON c.agence_id = x.agence_id AND c.login = x.auteur
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text))
	AND x.annulee_par IS NULL AND x.ecrite_le <= q.instant
ORDER BY x.ecrite_le DESC, x.note_id
