-- The protected days, in the days $2 to $3, of who attends the séances of the login $1 (NULL: mine) then, and of the
-- person $4. « au » is the last day, included. $5 (NULL: now): those declared later are not known yet.
WITH q AS MATERIALIZED (
	SELECT coalesce($1::name, session_user) AS login, $2::date AS du, $3::date AS au,
		$2::date::timestamp AT TIME ZONE jalon.fuseau() AS de, ($3::date + 1)::timestamp AT TIME ZONE jalon.fuseau() AS a
), gens AS MATERIALIZED (
	SELECT p.personne_id FROM jalon.personne p WHERE p.agence_id = (SELECT jalon.mon_agence()) AND p.identifiant = $4::text
	UNION SELECT x.personne_id FROM jalon.seance s
	JOIN jalon.participation x ON x.agence_id = (SELECT jalon.mon_agence()) AND x.seance_id = s.seance_id
	WHERE s.agence_id = (SELECT jalon.mon_agence()) AND s.conseiller = (SELECT login FROM q) AND s.annulee_le IS NULL
		AND lower(s.periode) > (SELECT de FROM q) - interval '31 days' AND lower(s.periode) < (SELECT a FROM q)
		AND upper(s.periode) > (SELECT de FROM q)
)
SELECT x.conge_id, p.identifiant, x.nature, to_char(x.du, 'YYYY-MM-DD') AS du, to_char(x.au - 1, 'YYYY-MM-DD') AS au, x.texte
FROM q CROSS JOIN gens g
JOIN jalon.conge x ON x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = g.personne_id
JOIN jalon.personne p ON p.agence_id = (SELECT jalon.mon_agence()) AND p.personne_id = g.personne_id
WHERE x.annule_par IS NULL AND x.au > q.du AND x.du <= q.au
	AND ($5::date IS NULL OR x.saisi_le <= jalon.instant_de($5::date))
ORDER BY x.du, x.conge_id
