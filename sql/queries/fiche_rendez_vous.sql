-- The appointments of the person $1 known by $2, newest first; of one still to come, only
-- what had been recorded by then.
WITH q AS MATERIALIZED (SELECT jalon.instant_de($2::date) AS instant, jalon.fuseau() AS fuseau)
SELECT x.seance_id, jalon.moment_texte(lower(x.periode), q.fuseau) AS debut,
	(extract(epoch FROM upper(x.periode) - lower(x.periode)) / 60)::int AS minutes, x.type, x.lieu,
	c.prenom || ' ' || c.nom AS conseiller_nom,
	CASE WHEN lower(x.periode) <= q.instant OR x.saisi_le <= q.instant THEN x.presence ELSE 'inconnu' END AS presence,
	CASE WHEN lower(x.periode) <= q.instant THEN x.conclusion ELSE '' END AS conclusion,
	x.annulation <= q.instant AS annulee
FROM q CROSS JOIN jalon.participation x JOIN jalon.compte c ON c.agence_id = x.agence_id AND c.login = x.conseiller
WHERE (x.agence_id, x.personne_id) = (SELECT p.agence_id, p.personne_id FROM jalon.personne p
		WHERE p.agence_id = (SELECT jalon.mon_agence()) AND p.identifiant = $1::text)
	AND x.cree_le <= q.instant
ORDER BY lower(x.periode) DESC
