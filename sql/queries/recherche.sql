-- People whom the asking login may see and whose name, identifiant or telephone holds every word of $1
-- (folded by the program as jalon.plier() folds), at most $2, with their regime and référent as of $3 (NULL: now;
-- those who were not enrolled yet are left out). Keyset: those after the row nom $4, prénom $5, identifiant $6
-- (NULL: the first ones). Scope first: no index on words is needed. The collation is deterministic, so that the
-- comparison of rows and the order are one.
WITH mots AS MATERIALIZED (
	SELECT array_agg(m) AS liste FROM regexp_split_to_table(jalon.plier($1::text), '\s+') m WHERE m <> ''
), trouves AS MATERIALIZED (
	SELECT p.agence_id, p.personne_id, p.identifiant, p.nom, p.prenom, p.telephone, p.naissance
	FROM jalon.personne p, mots
	WHERE p.agence_id = (SELECT jalon.mon_agence())
		AND (SELECT bool_and(strpos(p.recherche, m) > 0) FROM unnest(mots.liste) m)
		AND ($6::text IS NULL
			OR (p.nom COLLATE "fr-x-icu", p.prenom COLLATE "fr-x-icu", p.identifiant) > ($4::text, $5::text, $6::text))
		-- Not EXISTS, which the planner may hash by reading the whole table.
		AND ($3::date IS NULL OR (SELECT min(x.du) FROM jalon.passage x WHERE x.agence_id = p.agence_id
			AND x.personne_id = p.personne_id AND x.annule_par IS NULL) <= $3::date)
	ORDER BY p.nom COLLATE "fr-x-icu", p.prenom COLLATE "fr-x-icu", p.identifiant
	LIMIT $2::int
)
SELECT t.identifiant, t.nom, t.prenom, t.telephone, x.regime, r.login AS referent_login,
	c.prenom || ' ' || c.nom AS referent_nom, to_char(t.naissance, 'YYYY-MM-DD') AS naissance
FROM trouves t CROSS JOIN (SELECT coalesce($3::date, jalon.aujourdhui()) AS jour OFFSET 0) q
LEFT JOIN jalon.passage x ON x.agence_id = t.agence_id AND x.personne_id = t.personne_id AND x.annule_par IS NULL
	AND x.du <= q.jour AND (x.au IS NULL OR x.au > q.jour)
LEFT JOIN jalon.referent r ON r.agence_id = t.agence_id AND r.personne_id = t.personne_id AND r.annule_par IS NULL
	AND r.du <= q.jour AND (r.au IS NULL OR r.au > q.jour)
LEFT JOIN jalon.compte c ON c.agence_id = r.agence_id AND c.login = r.login
ORDER BY t.nom COLLATE "fr-x-icu", t.prenom COLLATE "fr-x-icu", t.identifiant
