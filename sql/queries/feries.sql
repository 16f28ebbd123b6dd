-- The holidays of the agency's department, for clocks judged by the rules of the base (regles_parametres.sql).
SELECT f.departement, to_char(f.jour, 'YYYY-MM-DD') AS jour, f.nom
FROM jalon.ferie f
WHERE f.departement = (SELECT a.departement FROM jalon.agence a WHERE a.agence_id = (SELECT jalon.mon_agence()))
ORDER BY f.jour, f.nom
