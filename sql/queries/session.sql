-- Who is connected, and where (struct session_facts). No row: the login has no open account.
SELECT c.login, c.prenom, c.nom, c.role, a.code AS agence_code, a.nom AS agence_nom, a.departement,
	to_char(jalon.aujourdhui(), 'YYYY-MM-DD') AS aujourdhui, EXISTS (SELECT FROM jalon.jour_fixe) AS jour_fixe,
	coalesce((SELECT v.empreinte FROM jalon.regles_version v WHERE v.active), '') AS regles_empreinte,
	(SELECT max(s.numero) FROM jalon.schema_version s) AS schema_numero,
	(SELECT current_database() || ' ' || to_char(min(s.applique_le) AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS')
		FROM jalon.schema_version s) AS base
FROM jalon.compte c JOIN jalon.agence a USING (agence_id)
WHERE c.login = session_user AND c.agence_id = (SELECT jalon.mon_agence())
