-- The appointments of the person $1 known by $2, newest first, without those undone; of one still to come, only
-- what had been recorded by then. What participation does not carry comes by the person, whoever holds the séance.
WITH q AS MATERIALIZED (
	SELECT jalon.instant_de($2::date) AS instant, jalon.fuseau() AS fuseau, jalon.mon_agence() AS agence_id, jalon.personne_lue($1::text) AS personne_id
)
SELECT x.seance_id, jalon.moment_texte(lower(x.periode), q.fuseau) AS debut,
	(extract(epoch FROM upper(x.periode) - lower(x.periode)) / 60)::int AS minutes, x.type, x.lieu,
	c.prenom || ' ' || c.nom AS conseiller_nom,
	CASE WHEN lower(x.periode) <= q.instant OR x.saisi_le <= q.instant THEN x.presence ELSE 'inconnu' END AS presence,
	CASE WHEN lower(x.periode) <= q.instant THEN x.conclusion ELSE '' END AS conclusion,
	x.annulation <= q.instant AS annulee, x.conseiller, s.objet,
	CASE WHEN x.saisi_le <= q.instant OR x.annulation <= q.instant THEN coalesce(nullif(x.motif, ''), s.motif_annulation) END AS motif,
	s.serie_id, to_char(x.convoque_le AT TIME ZONE q.fuseau, 'YYYY-MM-DD') AS convoque_le,
	to_char(x.recu_le AT TIME ZONE q.fuseau, 'YYYY-MM-DD') AS recu_le, s.imprevue, s.groupe,
	(SELECT count(*) FROM jalon.deplacement d WHERE d.agence_id = (SELECT agence_id FROM q) AND d.personne_id = x.personne_id
		AND d.seance_id = x.seance_id AND d.le <= q.instant) AS deplacements, x.version
FROM q CROSS JOIN jalon.participation x JOIN jalon.compte c ON c.agence_id = x.agence_id AND c.login = x.conseiller
LEFT JOIN jalon.seances_personne((SELECT q.personne_id FROM q)) s ON s.seance_id = x.seance_id
WHERE x.agence_id = (SELECT agence_id FROM q) AND x.personne_id = (SELECT q.personne_id FROM q)
	AND x.cree_le <= q.instant AND x.annulation > '-infinity'
ORDER BY lower(x.periode) DESC
