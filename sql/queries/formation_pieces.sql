-- The pieces asked for the training request $1 by $2 (struct training_piece): awaited first, oldest first.
WITH q AS MATERIALIZED (
	SELECT coalesce($2::date, jalon.aujourdhui()) AS jour
)
SELECT x.piece_id, x.nature, x.objet, x.debiteur, to_char(x.demandee_le, 'YYYY-MM-DD') AS demandee_le,
	to_char(x.attendue_le, 'YYYY-MM-DD') AS attendue_le, CASE WHEN x.recue_le <= q.jour THEN to_char(x.recue_le, 'YYYY-MM-DD') END AS recue_le,
	CASE WHEN c.le <= q.jour THEN to_char(c.le, 'YYYY-MM-DD') END AS close_le, x.version
FROM q CROSS JOIN jalon.formation_piece x CROSS JOIN LATERAL (SELECT jalon.piece_close_le(x) AS le) c
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text)) AND x.formation_id::text = lower($1::text)
	AND x.annule_par IS NULL AND x.demandee_le <= q.jour
ORDER BY (x.recue_le <= q.jour) IS TRUE, (c.le <= q.jour) IS TRUE, x.demandee_le, x.saisi_le, x.piece_id
