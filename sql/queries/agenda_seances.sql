-- The séances of the login $1 (NULL: mine) with a part in the days $2 to $3, both included, and those of the person
-- $4 with anyone: one row per participant, a row without one when nobody attends. Undone ones are left out.
-- Of a colleague's agenda one reads what one's own people attend. Participants out of reach have no name: as many
-- as jalon.inscrits() counts beyond those seen. $5 (NULL: now): what was given or cancelled later is not known yet; a moved
-- one stands where it stands now.
WITH q AS MATERIALIZED (
	SELECT coalesce($1::name, session_user) AS login, $2::date AS du, $3::date AS au, jalon.fuseau() AS fuseau,
		$2::date::timestamp AT TIME ZONE jalon.fuseau() AS de, ($3::date + 1)::timestamp AT TIME ZONE jalon.fuseau() AS a,
		CASE WHEN $5::date IS NULL THEN 'infinity'::timestamptz ELSE jalon.instant_de($5::date) END AS instant,
		(SELECT p.personne_id FROM jalon.personne p
			WHERE p.agence_id = (SELECT jalon.mon_agence()) AND p.identifiant = $4::text) AS personne_id
), lues AS MATERIALIZED ( -- a séance lasts 31 days at most
	SELECT s.seance_id, s.conseiller, s.periode, s.type, s.lieu, s.objet, s.serie_id, s.capacite, s.imprevue,
		s.annulee_le IS NOT NULL AND s.annulee_le <= (SELECT instant FROM q) AS annulee, s.motif_annulation, s.confirmation, s.version
	FROM jalon.seance s
	WHERE s.agence_id = (SELECT jalon.mon_agence()) AND s.conseiller = (SELECT login FROM q) AND s.annule_par IS NULL
		AND lower(s.periode) > (SELECT de FROM q) - interval '31 days' AND lower(s.periode) < (SELECT a FROM q)
		AND upper(s.periode) > (SELECT de FROM q) AND s.saisi_le <= (SELECT instant FROM q)
), d_une_personne AS (
	SELECT x.seance_id, x.personne_id, x.conseiller, x.periode, x.annulation, x.type, x.lieu FROM jalon.participation x
	WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT personne_id FROM q)
		AND lower(x.periode) > (SELECT de FROM q) - interval '31 days' AND lower(x.periode) < (SELECT a FROM q)
		AND x.cree_le <= (SELECT instant FROM q)
), d_un_collegue AS (
	SELECT x.seance_id, x.personne_id, x.conseiller, x.periode, x.annulation, x.type, x.lieu FROM jalon.participation x
	WHERE (SELECT login <> session_user AND jalon.mon_role() = 'conseiller' FROM q)
		AND x.agence_id = (SELECT jalon.mon_agence()) AND x.conseiller = (SELECT login FROM q)
		AND lower(x.periode) > (SELECT de FROM q) - interval '31 days' AND lower(x.periode) < (SELECT a FROM q)
		AND x.cree_le <= (SELECT instant FROM q)
), autres AS MATERIALIZED (
	SELECT DISTINCT ON (x.seance_id) x.seance_id, x.conseiller, x.periode, x.type, x.lieu, s.objet, s.serie_id,
		CASE WHEN s.groupe THEN 1 END AS capacite, s.imprevue, x.annulation < 'infinity' AND x.annulation <= (SELECT instant FROM q) AS annulee, s.motif_annulation,
		s.confirmation, s.version
	FROM (TABLE d_une_personne UNION ALL TABLE d_un_collegue) x
	LEFT JOIN LATERAL jalon.seances_personne(x.personne_id) s ON s.seance_id = x.seance_id
	WHERE x.annulation > '-infinity' AND upper(x.periode) > (SELECT de FROM q)
		AND x.seance_id NOT IN (SELECT l.seance_id FROM lues l)
	ORDER BY x.seance_id, x.personne_id
), seances AS (
	TABLE lues UNION ALL TABLE autres
), presents AS MATERIALIZED (
	SELECT x.seance_id, p.identifiant, p.nom, p.prenom, p.telephone,
		CASE WHEN x.saisi_le > (SELECT instant FROM q) AND lower(x.periode) > (SELECT instant FROM q) THEN 'inconnu' ELSE x.presence END
			AS presence, x.motif, x.conclusion,
		x.convoque_le, x.recu_le, x.version,
		(SELECT bit_or(1 << r.jours) FROM jalon.rappel r WHERE r.agence_id = x.agence_id AND r.seance_id = x.seance_id
			AND r.personne_id = x.personne_id AND r.annule_par IS NULL AND r.jours < 31) AS rappels,
		(SELECT count(*) FROM jalon.deplacement d WHERE d.agence_id = x.agence_id AND d.personne_id = x.personne_id
			AND d.seance_id = x.seance_id) AS deplacements
	FROM seances s JOIN jalon.participation x ON x.agence_id = (SELECT jalon.mon_agence()) AND x.seance_id = s.seance_id
	JOIN jalon.personne p ON p.agence_id = x.agence_id AND p.personne_id = x.personne_id
), caches AS (
	SELECT i.seance_id FROM q CROSS JOIN jalon.inscrits(q.login, q.du, q.au) i
	CROSS JOIN LATERAL generate_series(1, i.inscrits - (SELECT count(*) FROM presents p
		WHERE p.seance_id = i.seance_id AND p.presence NOT IN ('annule_structure', 'annule_personne')))
), participants AS (
	SELECT true AS la, p.* FROM presents p
	UNION ALL SELECT true, c.seance_id, '', '', '', '', 'inconnu', '', '', NULL, NULL, 0, 0, 0 FROM caches c
)
SELECT s.seance_id, s.conseiller, c.prenom || ' ' || c.nom AS conseiller_nom, jalon.moment_texte(lower(s.periode), q.fuseau) AS debut,
	jalon.moment_texte(upper(s.periode), q.fuseau) AS fin, s.type, s.lieu, s.objet, s.serie_id, s.capacite, s.imprevue, s.annulee,
	s.motif_annulation, s.confirmation, max(p.deplacements) OVER (PARTITION BY s.seance_id) AS deplacements, s.version,
	p.la, p.identifiant, p.nom, p.prenom, p.telephone, p.presence, p.motif, p.conclusion,
	to_char(p.convoque_le AT TIME ZONE q.fuseau, 'YYYY-MM-DD') AS convoque_le,
	to_char(p.recu_le AT TIME ZONE q.fuseau, 'YYYY-MM-DD') AS recu_le, p.version AS participation_version, p.rappels
FROM q CROSS JOIN seances s LEFT JOIN jalon.compte c ON c.agence_id = (SELECT jalon.mon_agence()) AND c.login = s.conseiller
LEFT JOIN participants p ON p.seance_id = s.seance_id
ORDER BY lower(s.periode), s.seance_id, p.nom COLLATE "fr-x-icu", p.prenom COLLATE "fr-x-icu", p.identifiant
