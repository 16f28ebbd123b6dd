-- The activities of the person $1 by $2, whenever declared, on the days $3 to $4 (struct activity), by day and theme, in the order of the
-- nine; undone ones left out.
WITH q AS MATERIALIZED (
	SELECT coalesce($2::date, jalon.aujourdhui()) AS jour, jalon.instant_de($2::date) AS instant, jalon.fuseau() AS fuseau
)
SELECT x.activite_id, to_char(x.jour, 'YYYY-MM-DD') AS jour, x.theme, x.minutes, x.texte,
	jalon.moment_texte(x.declaree_le, q.fuseau) AS declaree_le, coalesce(d.prenom || ' ' || d.nom, x.declaree_par::text) AS declaree_par,
	CASE WHEN x.validee_le <= q.instant THEN jalon.moment_texte(x.validee_le, q.fuseau) END AS validee_le,
	CASE WHEN x.validee_le <= q.instant THEN coalesce(v.prenom || ' ' || v.nom, x.validee_par::text) END AS validee_par, x.version
FROM q CROSS JOIN jalon.activite x
LEFT JOIN jalon.compte d ON d.agence_id = (SELECT jalon.mon_agence()) AND d.login = x.declaree_par
LEFT JOIN jalon.compte v ON v.agence_id = (SELECT jalon.mon_agence()) AND v.login = x.validee_par
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text))
	AND x.annule_par IS NULL AND x.jour BETWEEN $3::date AND least($4::date, q.jour)
ORDER BY x.jour, array_position('{relation,diagnostic,freins,confiance,projet,competences,candidature,emploi,entreprise}'::text[], x.theme),
	x.declaree_le, x.activite_id
