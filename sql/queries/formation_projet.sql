-- The project of the training request $1 as it was written by $2: its last version, its six fields in the order of the form; then how many
-- people are on that course, with that last day and in that basin (T7), among those that I may see, this one included while it goes on; of a basin that is known.
-- No row: no such request by then, or out of reach.
WITH q AS MATERIALIZED (
	SELECT coalesce($2::date, jalon.aujourdhui()) AS jour
), f AS MATERIALIZED (
	SELECT x.* FROM jalon.formation x
	WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text))
		AND x.formation_id::text = lower($1::text) AND x.annule_par IS NULL
)
SELECT f.formation_id, coalesce(x.rang, 0) AS rang, to_char(x.le, 'YYYY-MM-DD') AS le,
	x.projet, x.evaluation, x.contraintes, x.ajustement, x.points, x.actions,
	(SELECT count(DISTINCT y.personne_id) FROM (SELECT z.personne_id FROM jalon.formation z
		WHERE z.agence_id = (SELECT jalon.mon_agence()) AND z.annule_par IS NULL AND z.fin = (SELECT fin FROM f) AND z.fin >= q.jour
			AND z.departement = (SELECT departement FROM f) AND z.departement <> '' AND jalon.plier(z.intitule) = jalon.plier(f.intitule)
			AND z.etape IN ('deposee', 'pieces_demandees', 'contre_proposee', 'accordee', 'financee', 'entree')) y) AS meme_cours
FROM q CROSS JOIN f
LEFT JOIN LATERAL (SELECT * FROM jalon.formation_projet y WHERE y.agence_id = f.agence_id AND y.formation_id = f.formation_id
	AND y.le <= q.jour ORDER BY y.rang DESC LIMIT 1) x ON true
