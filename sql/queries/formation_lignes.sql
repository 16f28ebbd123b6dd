-- The funding lines of the training request $1 asked by $2 (struct funding_line), by cost, day; undone ones left out. Of a day gone by, what was
-- decided later is still asked. « au » is the last day, included.
WITH q AS MATERIALIZED (
	SELECT coalesce($2::date, jalon.aujourdhui()) AS jour
)
SELECT x.ligne_id, x.poste, x.financeur, to_char(x.du, 'YYYY-MM-DD') AS du, to_char(x.au - 1, 'YYYY-MM-DD') AS au,
	coalesce(x.montant_cents, -1) AS montant_cents,
	CASE WHEN x.decidee_le > q.jour THEN 'demandee' ELSE x.etat END AS etat, to_char(x.demandee_le, 'YYYY-MM-DD') AS demandee_le,
	CASE WHEN x.decidee_le <= q.jour THEN to_char(x.decidee_le, 'YYYY-MM-DD') END AS decidee_le,
	CASE WHEN x.decidee_le <= q.jour THEN x.motif END AS motif, x.version
FROM q CROSS JOIN jalon.formation_financement x
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text)) AND x.formation_id::text = lower($1::text)
	AND x.annule_par IS NULL AND x.demandee_le <= q.jour
ORDER BY array_position(ARRAY['pedagogie', 'remuneration', 'frais_annexes'], x.poste), x.du, x.au, x.saisi_le, x.ligne_id
