-- When the agency's counsellors are taken by a séance, in the days $2 to $3: disclosed on purpose, no more than this.
-- $1 and $4 serve the other agenda_*.sql.
WITH q AS MATERIALIZED (SELECT $1::name AS login, $2::date AS du, $3::date AS au, $4::text AS identifiant, jalon.fuseau() AS fuseau)
SELECT o.login, jalon.moment_texte(lower(o.periode), q.fuseau) AS debut, jalon.moment_texte(upper(o.periode), q.fuseau) AS fin
FROM q CROSS JOIN jalon.occupations(q.du, q.au) o
WHERE o.nature = 'seance'
ORDER BY o.login, o.periode
