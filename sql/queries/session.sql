-- Who is connected, and where (struct session_facts). No row: the login has no open account.
SELECT c.login, c.prenom, c.nom, c.role, a.code AS agence_code, a.nom AS agence_nom, a.departement,
	to_char(jalon.aujourdhui(), 'YYYY-MM-DD') AS aujourdhui, EXISTS (SELECT FROM jalon.jour_fixe) AS jour_fixe,
	coalesce((SELECT v.empreinte FROM jalon.regles_version v WHERE v.active), '') AS regles_empreinte,
	s.numero AS schema_numero,
	current_database() || ' ' || to_char(s.applique_le AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS') AS base
FROM jalon.compte c JOIN jalon.agence a USING (agence_id),
	(SELECT max(numero) AS numero, min(applique_le) AS applique_le FROM jalon.schema_version) s
WHERE c.login = session_user AND c.agence_id = (SELECT jalon.mon_agence())
