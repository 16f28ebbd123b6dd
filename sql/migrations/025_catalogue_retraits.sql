-- A provider's file cut at the end of a line has no faulty line, and would withdraw all that it lost. When many sessions on offer
-- are missing, the file is refused unless this is meant. « Many » is Jalon's own measure, of no text.

SET LOCAL ROLE jalon_proprietaire;

-- More than ten, and more than one in five of those on offer until then.
CREATE FUNCTION jalon.catalogue_retraits_nombreux(p_retirees bigint, p_gardees bigint) RETURNS bool
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT p_retirees > 10 AND p_retirees * 5 > p_retirees + p_gardees
$$;

DROP FUNCTION jalon.catalogue_importer(text, text, json, bool, text);

-- As in 015; p_retirer: so many withdrawn is meant. In the answer, `trop`: without it, this file is refused.
CREATE FUNCTION jalon.catalogue_importer(p_fournisseur text, p_fichier text, p_lignes json, p_essai bool DEFAULT false,
	p_agence text DEFAULT NULL, p_retirer bool DEFAULT false) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' AS $$
DECLARE
	v_agence int := jalon.mon_agence();
	v_jour date := jalon.aujourdhui();
	v_import uuid := gen_random_uuid();
	v_fautes int;
	v_ou text;
	v_bilan record;
BEGIN
	IF v_agence IS NULL AND jalon.importe() THEN
		SELECT CASE WHEN count(*) = 1 THEN min(a.agence_id) END INTO v_agence FROM jalon.agence a
		WHERE p_agence IS NULL OR a.code = p_agence;
	END IF;
	IF v_agence IS NULL THEN
		PERFORM jalon.refuser('catalogue_import_pour', 'agence', 'de quelle agence est ce catalogue ?');
	END IF;
	-- Two files at once: the second waits, then compares with what the first wrote.
	PERFORM pg_advisory_xact_lock(x'63617461'::int, v_agence);
	SELECT count(*), string_agg(format('ligne %s, colonne %s', f.ligne, f.colonne), ' ; ' ORDER BY f.ligne)
		FILTER (WHERE f.rang <= 3) INTO v_fautes, v_ou
	FROM (SELECT x.*, row_number() OVER (ORDER BY x.ligne) AS rang FROM jalon.catalogue_fautes(p_lignes) x) f;
	IF v_fautes > 0 THEN
		PERFORM jalon.refuser('catalogue_import_lignes', 'fichier', format('%s faute(s), rien n''est chargé : %s', v_fautes, v_ou));
	END IF;

	WITH neuf AS MATERIALIZED (SELECT * FROM jalon.catalogue_typees(p_lignes)), ancien AS MATERIALIZED (
		SELECT s.cle, s.intitule, s.debut, s.retiree_le, (s.offre, s.organisme, s.intitule, s.rome, s.objectif, s.heures_minutes,
			s.rythme_minutes, s.debut, s.fin, s.places, s.lieu, s.departement, s.remuneration, s.financeurs) AS valeurs
		FROM jalon.catalogue_session s WHERE s.agence_id = v_agence AND s.fournisseur = p_fournisseur
	), compare AS (
		SELECT coalesce(n.cle, a.cle) AS cle, coalesce(n.intitule, a.intitule) AS intitule, coalesce(n.debut, a.debut) AS debut,
			a.retiree_le IS NULL AND a.debut >= v_jour AS offerte, -- until this file
			CASE WHEN a.cle IS NULL THEN 'ajoutee' WHEN n.cle IS NOT NULL THEN CASE WHEN a.retiree_le IS NULL AND a.valeurs
					IS NOT DISTINCT FROM (n.offre, n.organisme, n.intitule, n.rome, n.objectif, n.heures_minutes, n.rythme_minutes,
					n.debut, n.fin, n.places, n.lieu, n.departement, n.remuneration, n.financeurs) THEN 'inchangee' ELSE 'changee' END
				WHEN a.retiree_le IS NULL AND a.debut >= v_jour THEN 'retiree' END AS sort
		FROM neuf n FULL JOIN ancien a USING (cle)
	)
	SELECT count(*) FILTER (WHERE c.sort IN ('ajoutee', 'changee', 'inchangee')) AS lignes, count(*) FILTER (WHERE c.sort = 'ajoutee') AS ajoutees,
		count(*) FILTER (WHERE c.sort = 'changee') AS changees, count(*) FILTER (WHERE c.sort = 'inchangee') AS inchangees,
		count(*) FILTER (WHERE c.sort = 'retiree') AS retirees, jalon.catalogue_retraits_nombreux(count(*) FILTER (WHERE c.sort
		= 'retiree'), count(*) FILTER (WHERE c.offerte AND c.sort <> 'retiree')) AS trop, count(*) FILTER (WHERE c.offerte) AS offertes,
		(SELECT coalesce(jsonb_agg(jsonb_build_object('sort', d.sort, 'cle', d.cle,
			'intitule', d.intitule, 'debut', d.debut)), '[]') FROM (SELECT * FROM compare x WHERE x.sort <> 'inchangee'
			ORDER BY array_position(ARRAY['retiree', 'changee', 'ajoutee'], x.sort), x.debut, x.cle LIMIT 50) d) AS detail
	INTO v_bilan FROM compare c;
	-- An empty file would withdraw a whole offer.
	IF v_bilan.lignes = 0 THEN
		PERFORM jalon.refuser('catalogue_import_vide', 'fichier', 'aucune session dans ce fichier : rien n''est chargé');
	END IF;
	IF p_essai THEN
		RETURN to_jsonb(v_bilan);
	END IF;
	IF v_bilan.trop AND NOT p_retirer THEN
		PERFORM jalon.refuser('catalogue_import_retraits', 'fichier', format(
			'%s sessions à venir sur %s manquent dans ce fichier : rien n''est chargé', v_bilan.retirees,
			v_bilan.offertes));
	END IF;

	INSERT INTO jalon.catalogue_import (agence_id, import_id, fournisseur, fichier, lignes, ajoutees, changees, inchangees, retirees)
	VALUES (v_agence, v_import, p_fournisseur, p_fichier, v_bilan.lignes, v_bilan.ajoutees, v_bilan.changees, v_bilan.inchangees,
		v_bilan.retirees);
	IF v_bilan.retirees > 0 THEN
		UPDATE jalon.catalogue_session s SET retiree_le = v_jour
		WHERE s.agence_id = v_agence AND s.fournisseur = p_fournisseur AND s.retiree_le IS NULL AND s.debut >= v_jour
			AND s.cle NOT IN (SELECT t.cle FROM jalon.catalogue_texte(p_lignes) t); -- hashed: NOT EXISTS would read the file for each session
	END IF;
	IF v_bilan.ajoutees + v_bilan.changees > 0 THEN
		INSERT INTO jalon.catalogue_session AS s (agence_id, fournisseur, cle, offre, organisme, intitule, rome, objectif, heures_minutes,
			rythme_minutes, debut, fin, places, lieu, departement, remuneration, financeurs, maj_le, import_id)
		SELECT v_agence, p_fournisseur, t.*, v_jour, v_import FROM jalon.catalogue_typees(p_lignes) t
		ON CONFLICT ON CONSTRAINT catalogue_session_unique DO UPDATE SET offre = excluded.offre, organisme = excluded.organisme,
			intitule = excluded.intitule, rome = excluded.rome, objectif = excluded.objectif, heures_minutes = excluded.heures_minutes,
			rythme_minutes = excluded.rythme_minutes, debut = excluded.debut, fin = excluded.fin, places = excluded.places,
			lieu = excluded.lieu, departement = excluded.departement, remuneration = excluded.remuneration,
			financeurs = excluded.financeurs, maj_le = excluded.maj_le, import_id = excluded.import_id, retiree_le = NULL
		WHERE s.retiree_le IS NOT NULL OR (s.offre, s.organisme, s.intitule, s.rome, s.objectif, s.heures_minutes, s.rythme_minutes, s.debut,
			s.fin, s.places, s.lieu, s.departement, s.remuneration, s.financeurs) IS DISTINCT FROM (excluded.offre, excluded.organisme,
			excluded.intitule, excluded.rome, excluded.objectif, excluded.heures_minutes, excluded.rythme_minutes, excluded.debut,
			excluded.fin, excluded.places, excluded.lieu, excluded.departement, excluded.remuneration, excluded.financeurs);
	END IF;
	RETURN to_jsonb(v_bilan) || jsonb_build_object('import', v_import);
END
$$;
GRANT EXECUTE ON FUNCTION jalon.catalogue_importer(text, text, json, bool, text, bool) TO jalon_administrateur;

RESET ROLE;
