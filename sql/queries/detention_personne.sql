-- Whose values they are: the person $1. No row: unknown, or out of reach.
SELECT p.nom, p.prenom, to_char(p.naissance, 'YYYY-MM-DD') AS naissance
FROM jalon.personne p WHERE p.agence_id = (SELECT jalon.mon_agence()) AND p.identifiant = $1::text
