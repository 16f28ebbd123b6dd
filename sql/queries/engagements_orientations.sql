-- The orientation of the person $1 and what followed it, notified by $2, newest first (struct orientation); undone ones left out.
SELECT x.orientation_id, x.nature = 'reorientation' AS de_nouveau, x.parcours, x.organisme,
	to_char(x.notifiee_le, 'YYYY-MM-DD') AS notifiee_le, x.preference, x.motif
FROM jalon.orientation x
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text))
	AND x.annule_par IS NULL AND x.notifiee_le <= coalesce($2::date, 'infinity')
ORDER BY x.notifiee_le DESC, x.saisi_le DESC, x.orientation_id
