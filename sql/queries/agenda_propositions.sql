-- The slots that the login $1 (NULL: mine) has proposed and nobody has chosen among yet, newest first. A list of
-- moments apart by blanks. The days $2 to $3 and the person $4 serve the other agenda_*.sql: an open proposal is told
-- whatever the week. $5 (NULL: now): those made later are not known yet, a choice made since is.
WITH q AS MATERIALIZED (
	SELECT coalesce($1::name, session_user) AS login, $2::date AS du, $3::date AS au, $4::text AS identifiant, jalon.fuseau() AS fuseau
)
SELECT x.proposition_id, p.identifiant, p.nom, p.prenom, x.type, x.lieu, x.minutes,
	(SELECT string_agg(jalon.moment_texte(u, q.fuseau), ' ' ORDER BY u) FROM unnest(x.creneaux) u) AS creneaux,
	jalon.moment_texte(x.le, q.fuseau) AS le, x.texte
FROM q CROSS JOIN jalon.proposition x
JOIN jalon.personne p ON p.agence_id = (SELECT jalon.mon_agence()) AND p.personne_id = x.personne_id
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.conseiller = q.login AND x.seance_id IS NULL AND x.annule_par IS NULL
	AND ($5::date IS NULL OR x.le <= jalon.instant_de($5::date))
ORDER BY x.le DESC, x.proposition_id
