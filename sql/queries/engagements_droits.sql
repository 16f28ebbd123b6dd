-- When the person $1 was told their rights, by $2, newest first (struct rights_information); undone ones left out.
SELECT x.information_id, to_char(x.le, 'YYYY-MM-DD') AS le, x.support, x.texte
FROM jalon.information_droits x
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text))
	AND x.annule_par IS NULL AND x.le <= coalesce($2::date, 'infinity')
ORDER BY x.le DESC, x.information_id
