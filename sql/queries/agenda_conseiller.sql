-- Whose agenda (login $1, NULL: mine), the working hours in minutes of the week, and the person $4 to be booked.
-- No row: an unknown login, or a person unknown or out of reach. $2 and $3, the days, serve the other agenda_*.sql.
WITH q AS (SELECT coalesce($1::name, session_user) AS login, $2::date AS du, $3::date AS au, $4::text AS identifiant)
SELECT c.login, c.prenom || ' ' || c.nom AS nom_complet, h.plages IS NOT NULL AND NOT isempty(h.plages) AS propres,
	coalesce(h.version, 0) AS version,
	(SELECT string_agg(lower(r) || '-' || upper(r), ' ' ORDER BY r)
		FROM unnest(CASE WHEN isempty(h.plages) IS FALSE THEN h.plages ELSE a.horaires END) r) AS horaires,
	p.identifiant
FROM q JOIN jalon.compte c ON c.agence_id = (SELECT jalon.mon_agence()) AND c.login = q.login
JOIN jalon.agence a ON a.agence_id = c.agence_id
LEFT JOIN jalon.horaire h ON h.agence_id = c.agence_id AND h.login = c.login
LEFT JOIN jalon.personne p ON p.agence_id = c.agence_id AND p.identifiant = q.identifiant
WHERE q.identifiant IS NULL OR p.identifiant IS NOT NULL
