-- When the person $4 is taken by anyone of the agency, in the days $2 to $3. $1 serves the other agenda_*.sql.
WITH q AS MATERIALIZED (SELECT $1::name AS login, $2::date AS du, $3::date AS au, jalon.fuseau() AS fuseau)
SELECT jalon.moment_texte(lower(o.periode), q.fuseau) AS debut, jalon.moment_texte(upper(o.periode), q.fuseau) AS fin
FROM q CROSS JOIN jalon.personne p CROSS JOIN LATERAL jalon.occupations_personne(p.personne_id, q.du, q.au) o
WHERE p.agence_id = (SELECT jalon.mon_agence()) AND p.identifiant = $4::text
ORDER BY o.periode
