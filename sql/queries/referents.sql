-- Référents and their load as of $1 (NULL: now): a responsable sees the agency's, a conseiller oneself and
-- those whom one replaces (the people one may see).
WITH q AS MATERIALIZED (SELECT coalesce($1::date, jalon.aujourdhui()) AS jour, jalon.mon_role() AS role)
SELECT c.login, c.prenom, c.nom, n.actifs, n.structurants, n.rattaches, c.quotite, c.demi_journees
FROM q CROSS JOIN jalon.compte c
CROSS JOIN LATERAL (
	SELECT count(*) FILTER (WHERE coalesce(s.modalite, 'actif') = 'actif') AS actifs,
		count(*) FILTER (WHERE s.modalite = 'structurante') AS structurants,
		count(*) FILTER (WHERE s.modalite = 'rattache') AS rattaches
	FROM jalon.referent r
	LEFT JOIN jalon.suivi s ON s.agence_id = (SELECT jalon.mon_agence()) AND s.personne_id = r.personne_id
		AND s.annule_par IS NULL AND s.du <= q.jour AND (s.au IS NULL OR s.au > q.jour)
	WHERE r.agence_id = (SELECT jalon.mon_agence()) AND r.login = c.login AND r.annule_par IS NULL
		AND r.du <= q.jour AND coalesce(r.au, 'infinity'::date) > q.jour) n
WHERE c.agence_id = (SELECT jalon.mon_agence()) AND c.role = 'conseiller'
	AND c.du <= q.jour AND (c.au IS NULL OR c.au > q.jour OR n.actifs + n.structurants + n.rattaches > 0)
	AND (q.role = 'responsable' OR c.login = session_user OR EXISTS (SELECT FROM jalon.remplacement m
		WHERE m.agence_id = (SELECT jalon.mon_agence()) AND m.remplacant = session_user AND m.titulaire = c.login
			AND m.annule_par IS NULL AND m.du <= q.jour AND m.au > q.jour))
ORDER BY c.nom COLLATE "fr-x-icu", c.prenom COLLATE "fr-x-icu", c.login
