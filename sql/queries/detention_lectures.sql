-- Who read the file of the person $1 without being its référent (struct file_reading): when, in which role and why, newest
-- first; never who.
SELECT jalon.moment_texte(x.le, jalon.fuseau()) AS le, x.role, x.motif
FROM jalon.lecture x
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text))
ORDER BY x.le DESC, x.lecture_id
