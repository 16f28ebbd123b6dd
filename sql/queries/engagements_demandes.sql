-- What the person $1 asked or complained of by $2 (struct person_request): those to answer first, the oldest first; then the
-- others, newest first; undone ones left out.
WITH q AS MATERIALIZED (SELECT jalon.instant_de($2::date) AS instant, jalon.fuseau() AS fuseau)
SELECT x.demande_id, x.nature = 'reclamation' AS reclamation, jalon.moment_texte(x.recue_le, q.fuseau) AS recue_le,
	CASE WHEN x.repondue_le <= q.instant THEN jalon.moment_texte(x.repondue_le, q.fuseau) END AS repondue_le, x.objet,
	CASE WHEN x.repondue_le <= q.instant THEN x.reponse END AS reponse, x.version
FROM q CROSS JOIN jalon.demande x
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text))
	AND x.annule_par IS NULL AND x.recue_le <= q.instant
ORDER BY (x.repondue_le <= q.instant) IS TRUE, CASE WHEN (x.repondue_le <= q.instant) IS NOT TRUE THEN x.recue_le END,
	x.recue_le DESC, x.demande_id
