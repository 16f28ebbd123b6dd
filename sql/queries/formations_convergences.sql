-- T7 (000:2269), as of $1 (NULL: now): courses that will send back, on one day and in one basin, as many people of the agency as the loaded rule
-- says (convergence_seuil), or more; only a responsable is told. The most crowded first.
WITH q AS MATERIALIZED (
	SELECT coalesce($1::date, jalon.aujourdhui()) AS jour, jalon.instant_de($1::date) AS instant,
	(SELECT p.valeur FROM jalon.regle_parametre p JOIN jalon.regles_version v USING (version_id)
		WHERE v.active AND p.code = 'convergence_seuil' AND p.applique AND (p.du IS NULL OR p.du <= coalesce($1::date, jalon.aujourdhui()))
			AND (p.au IS NULL OR p.au >= coalesce($1::date, jalon.aujourdhui()))
		ORDER BY p.du DESC NULLS LAST LIMIT 1) AS seuil
)
SELECT min(f.intitule) AS intitule, f.departement, to_char(f.fin, 'YYYY-MM-DD') AS fin, count(DISTINCT f.personne_id) AS personnes
FROM q CROSS JOIN jalon.formation f
CROSS JOIN LATERAL jalon.faits_formation(f.agence_id, f.personne_id, f.formation_id, f.debut, f.fin, f.minutes, f.rythme_minutes,
	q.jour, q.instant) x
WHERE (SELECT jalon.mon_role()) = 'responsable' AND f.agence_id = (SELECT jalon.mon_agence()) AND f.annule_par IS NULL
	AND f.departement <> '' AND f.fin >= q.jour
	AND x.etape IN ('deposee', 'pieces_demandees', 'contre_proposee', 'accordee', 'financee', 'entree')
GROUP BY jalon.plier(f.intitule), f.departement, f.fin, q.seuil
HAVING count(DISTINCT f.personne_id) >= q.seuil
ORDER BY count(DISTINCT f.personne_id) DESC, f.fin, min(f.intitule) COLLATE "fr-x-icu"
