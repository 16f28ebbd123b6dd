-- Sessions on offer that hold every word of $1 (anywhere in title, body, trade, place; folded by the program as jalon.plier()
-- folds), at most $2, by first day: of métier $3, département $4, funder $5 ('' each: any), beginning from $6 (NULL: today) to
-- $7 (NULL: open), with $8 only those where a place is left, or where nobody says. Keyset: those after the session that begins
-- on $9 with the id $10 (NULL: the first ones). With each the day of its provider's last file, and the next session of the
-- same course.
-- A common word is found among the first sessions to come, a rare one by the index on words: whichever word is asked for, and
-- however long the catalogue, few rows are read. Words of less than three letters have no index, nor have département and
-- funder: of those alone, when they are rare, all that is to come is read in order.
WITH mots AS MATERIALIZED (
	SELECT array_agg('%' || regexp_replace(m, '([\\%_])', '\\\1', 'g') || '%' ORDER BY char_length(m) DESC) AS motifs,
		max(char_length(m)) >= 3 AS indexe
	FROM regexp_split_to_table(jalon.plier($1::text || ' ' || $3::text), '\s+') m WHERE m <> ''
), bornes AS MATERIALIZED (
	SELECT jalon.mon_agence() AS agence, coalesce($6::date, jalon.aujourdhui()) AS depuis, coalesce($7::date, 'infinity'::date) AS jusque,
		greatest($9::date, coalesce($6::date, jalon.aujourdhui()) - 1) AS apres, CASE WHEN $9::date >= coalesce($6::date, jalon.aujourdhui())
			THEN $10::uuid ELSE 'ffffffff-ffff-ffff-ffff-ffffffffffff' END AS apres_id
), premieres AS MATERIALIZED (
	SELECT * FROM (SELECT s.* FROM jalon.catalogue_session s
		WHERE s.agence_id = (SELECT agence FROM bornes) AND s.retiree_le IS NULL AND s.debut <= (SELECT jusque FROM bornes)
			AND (s.debut, s.session_id) > ((SELECT apres FROM bornes), (SELECT apres_id FROM bornes))
		ORDER BY s.debut, s.session_id LIMIT 2000) s
	WHERE ((SELECT motifs FROM mots) IS NULL OR s.recherche LIKE ALL ((SELECT motifs FROM mots)::text[]))
		AND ($3::text = '' OR s.rome = $3::text) AND ($4::text = '' OR s.departement = $4::text)
		AND ($5::text = '' OR $5::text = ANY (s.financeurs)) AND (NOT $8::bool OR s.places IS NULL OR s.places > 0)
	ORDER BY s.debut, s.session_id LIMIT $2::int
), trouvees AS MATERIALIZED (
	SELECT p.* FROM premieres p WHERE (SELECT count(*) FROM premieres) >= $2::int
	UNION ALL
	(SELECT s.* FROM (
		SELECT x.* FROM jalon.catalogue_session x WHERE (SELECT indexe FROM mots) AND x.recherche LIKE (SELECT motifs[1] FROM mots)
			AND x.recherche LIKE coalesce((SELECT motifs[2] FROM mots), '%') AND x.recherche LIKE coalesce((SELECT motifs[3] FROM mots), '%')
		UNION ALL
		SELECT x.* FROM jalon.catalogue_session x WHERE (SELECT indexe FROM mots) IS NOT TRUE
	) s
	WHERE (SELECT count(*) FROM premieres) < $2::int AND s.agence_id = (SELECT agence FROM bornes) AND s.retiree_le IS NULL
		AND s.debut <= (SELECT jusque FROM bornes)
		AND (s.debut, s.session_id) > ((SELECT apres FROM bornes), (SELECT apres_id FROM bornes))
		AND ((SELECT motifs FROM mots) IS NULL OR s.recherche LIKE ALL ((SELECT motifs FROM mots)::text[]))
		AND ($3::text = '' OR s.rome = $3::text) AND ($4::text = '' OR s.departement = $4::text)
		AND ($5::text = '' OR $5::text = ANY (s.financeurs)) AND (NOT $8::bool OR s.places IS NULL OR s.places > 0)
	ORDER BY s.debut, s.session_id LIMIT $2::int)
), fichiers AS MATERIALIZED (
	SELECT f.fournisseur, (SELECT (i.le AT TIME ZONE jalon.fuseau())::date FROM jalon.catalogue_import i
		WHERE i.agence_id = (SELECT agence FROM bornes) AND i.fournisseur = f.fournisseur ORDER BY i.le DESC LIMIT 1) AS jour
	FROM (SELECT DISTINCT t.fournisseur FROM trouvees t) f
)
SELECT t.session_id, t.cle, t.fournisseur, t.offre, t.organisme, t.intitule, t.rome, t.objectif, t.heures_minutes,
	coalesce(t.rythme_minutes, 0) AS rythme_minutes, to_char(t.debut, 'YYYY-MM-DD') AS debut, to_char(t.fin, 'YYYY-MM-DD') AS fin,
	coalesce(t.places, -1) AS places, t.lieu, t.departement, t.remuneration, array_to_string(t.financeurs, ' ') AS financeurs,
	to_char(coalesce(f.jour, t.maj_le), 'YYYY-MM-DD') AS maj_le, to_char((SELECT min(n.debut) FROM jalon.catalogue_session n
		WHERE n.agence_id = t.agence_id AND n.fournisseur = t.fournisseur AND n.offre = t.offre AND n.retiree_le IS NULL
			AND n.debut > t.debut), 'YYYY-MM-DD') AS suivante
FROM trouvees t LEFT JOIN fichiers f USING (fournisseur)
ORDER BY t.debut, t.session_id
