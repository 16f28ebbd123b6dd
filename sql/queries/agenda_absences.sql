-- Absences of the agency's counsellors in the days $2 to $3: in full where one may read them, else their times alone.
-- $5 (NULL: now): those set later are not known yet. $1 and $4 serve the other agenda_*.sql.
WITH q AS MATERIALIZED (
	SELECT $1::name AS login, $2::date AS du, $3::date AS au, $4::text AS identifiant, jalon.fuseau() AS fuseau,
		$2::date::timestamp AT TIME ZONE jalon.fuseau() AS de, ($3::date + 1)::timestamp AT TIME ZONE jalon.fuseau() AS a
), lues AS MATERIALIZED (
	SELECT x.absence_id, x.login, x.motif, x.periode FROM jalon.absence x
	WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.annule_par IS NULL
		AND upper(x.periode) > (SELECT de FROM q) AND lower(x.periode) < (SELECT a FROM q)
		AND ($5::date IS NULL OR x.saisi_le <= jalon.instant_de($5::date))
), toutes AS (
	TABLE lues
	UNION ALL SELECT NULL, o.login, '', o.periode FROM q CROSS JOIN jalon.occupations(q.du, q.au) o
	WHERE $5::date IS NULL AND o.nature = 'absence' AND o.login NOT IN (SELECT l.login FROM lues l)
)
SELECT t.absence_id, t.login, t.motif, jalon.moment_texte(lower(t.periode), q.fuseau) AS debut,
	jalon.moment_texte(upper(t.periode), q.fuseau) AS fin
FROM q CROSS JOIN toutes t
ORDER BY t.login, t.periode
