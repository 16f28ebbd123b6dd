-- Of the person $1, by $2: since when the agency has followed them; since the present regime began, the day that the first
-- appointment was given, and since when anybody has been référent. An appointment recorded afterwards is no convocation.
WITH q AS MATERIALIZED (
	SELECT coalesce($2::date, jalon.aujourdhui()) AS jour, jalon.instant_de($2::date) AS instant, jalon.fuseau() AS fuseau,
		jalon.mon_agence() AS agence_id, jalon.personne_lue($1::text) AS personne_id
), regimes AS MATERIALIZED (
	SELECT min(x.du) AS premier, max(x.du) FILTER (WHERE x.au IS NULL OR x.au > (SELECT jour FROM q)) AS du FROM jalon.passage x
	WHERE x.agence_id = (SELECT agence_id FROM q) AND x.personne_id = (SELECT personne_id FROM q) AND x.annule_par IS NULL
		AND x.du <= (SELECT jour FROM q)
)
SELECT to_char(r.premier, 'YYYY-MM-DD') AS suivie_depuis, to_char((
		SELECT min((x.cree_le AT TIME ZONE q.fuseau)::date) FROM jalon.participation x
		WHERE x.agence_id = (SELECT agence_id FROM q) AND x.personne_id = (SELECT personne_id FROM q) AND x.annulation > '-infinity'
			AND x.cree_le <= q.instant AND x.cree_le < lower(x.periode) AND (x.cree_le AT TIME ZONE q.fuseau)::date >= r.du),
		'YYYY-MM-DD') AS premiere_convocation, to_char((
		SELECT min(greatest(x.du, r.du)) FROM jalon.referent x
		WHERE x.agence_id = (SELECT agence_id FROM q) AND x.personne_id = (SELECT personne_id FROM q) AND x.annule_par IS NULL
			AND r.du IS NOT NULL AND x.du <= q.jour AND (x.au IS NULL OR x.au > r.du)), 'YYYY-MM-DD') AS premier_referent
FROM q CROSS JOIN regimes r
