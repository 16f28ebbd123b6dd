-- The reminders given by $2 to the person $1 on the days $3 to $4, or before their appointments of those days (struct reminder),
-- newest first; undone ones left out.
WITH q AS MATERIALIZED (
	SELECT jalon.instant_de($2::date) AS instant, jalon.fuseau() AS fuseau, jalon.personne_lue($1::text) AS personne_id
)
SELECT jalon.moment_texte(x.le, q.fuseau) AS le, jalon.moment_texte(lower(p.periode), q.fuseau) AS rendez_vous, x.jours, x.canal
FROM q CROSS JOIN jalon.rappel x
JOIN jalon.participation p ON p.agence_id = (SELECT jalon.mon_agence()) AND p.seance_id = x.seance_id AND p.personne_id = x.personne_id
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT personne_id FROM q) AND x.annule_par IS NULL
	AND x.le <= q.instant AND p.annulation > '-infinity'
	AND ((x.le AT TIME ZONE q.fuseau)::date BETWEEN $3::date AND $4::date
		OR (lower(p.periode) AT TIME ZONE q.fuseau)::date BETWEEN $3::date AND $4::date)
ORDER BY x.le DESC, x.rappel_id
