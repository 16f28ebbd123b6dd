-- The agency's closing days that touch the days $2 to $3. « au » is the last day, included. $5 (NULL: now):
-- those set later are not known yet. $1 and $4 serve the others.
WITH q AS (SELECT $1::name AS login, $2::date AS du, $3::date AS au, $4::text AS identifiant)
SELECT x.fermeture_id, x.motif, to_char(x.du, 'YYYY-MM-DD') AS du, to_char(x.au - 1, 'YYYY-MM-DD') AS au
FROM q CROSS JOIN jalon.fermeture x
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.annule_par IS NULL AND x.au > q.du AND x.du <= q.au
	AND ($5::date IS NULL OR x.saisi_le <= jalon.instant_de($5::date))
ORDER BY x.du, x.fermeture_id
