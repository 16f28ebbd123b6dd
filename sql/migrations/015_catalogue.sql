-- Training sessions on offer, loaded from the providers' files, and the funders of training. Public data, of no person:
-- read by every role of the agency without row-level security, so that search has its index on words (a policy would
-- hide it). Sessions are written by the import alone, whole files at a time; funders are loaded with the rules.

CREATE EXTENSION pg_trgm SCHEMA jalon_extensions;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA jalon_extensions FROM PUBLIC;

SET LOCAL ROLE jalon_proprietaire;

-- Loaded by `regles charger` from config/financeurs.ini: of the base, as the holidays are.
CREATE TABLE jalon.financeur (
	code text CONSTRAINT financeur_cle PRIMARY KEY CONSTRAINT financeur_code_forme CHECK (code ~ '^[a-z0-9_]{1,40}$'),
	libelle text NOT NULL CONSTRAINT financeur_libelle_longueur CHECK (char_length(libelle) BETWEEN 1 AND 100),
	nature text NOT NULL CONSTRAINT financeur_nature_connue CHECK (nature IN
		('opca', 'region', 'etat', 'france_travail', 'employeur', 'agefiph', 'fonds', 'departement', 'autre')),
	remunere bool NOT NULL, -- pays the trainee's income
	delai_jours int CONSTRAINT financeur_delai_positif CHECK (delai_jours > 0), -- NULL: « non fixé »
	source text NOT NULL CONSTRAINT financeur_source_presente CHECK (source <> '')
);

-- One row per file loaded: what a provider's offer was last read from.
CREATE TABLE jalon.catalogue_import (
	agence_id int NOT NULL DEFAULT jalon.mon_agence() CONSTRAINT catalogue_import_agence REFERENCES jalon.agence,
	import_id uuid NOT NULL DEFAULT gen_random_uuid(),
	fournisseur text NOT NULL CONSTRAINT catalogue_import_fournisseur CHECK (fournisseur ~ '^[a-z0-9_.-]{1,40}$'),
	fichier text NOT NULL CONSTRAINT catalogue_import_fichier CHECK (char_length(fichier) BETWEEN 1 AND 200),
	le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	par name NOT NULL DEFAULT session_user,
	lignes int NOT NULL,
	ajoutees int NOT NULL,
	changees int NOT NULL,
	inchangees int NOT NULL,
	retirees int NOT NULL,
	CONSTRAINT catalogue_import_cle PRIMARY KEY (agence_id, import_id),
	CONSTRAINT catalogue_import_comptes CHECK (least(ajoutees, changees, inchangees, retirees) >= 0
		AND lignes = ajoutees + changees + inchangees)
);
CREATE INDEX catalogue_import_dernier ON jalon.catalogue_import (agence_id, fournisseur, le DESC);

-- One session of a course. `offre` is the provider's key of the course, shared by its sessions. A session that its provider
-- no longer offers is kept, since requests may name it.
CREATE TABLE jalon.catalogue_session (
	agence_id int NOT NULL DEFAULT jalon.mon_agence() CONSTRAINT catalogue_session_agence REFERENCES jalon.agence,
	session_id uuid NOT NULL DEFAULT gen_random_uuid(),
	fournisseur text NOT NULL CONSTRAINT catalogue_session_fournisseur CHECK (fournisseur ~ '^[a-z0-9_.-]{1,40}$'),
	cle text NOT NULL CONSTRAINT catalogue_session_cle_longueur CHECK (char_length(cle) BETWEEN 1 AND 80 AND cle ~ '\S'),
	offre text NOT NULL CONSTRAINT catalogue_session_offre CHECK (char_length(offre) BETWEEN 1 AND 80 AND offre ~ '\S'),
	organisme text NOT NULL CONSTRAINT catalogue_session_organisme CHECK (char_length(organisme) BETWEEN 1 AND 200 AND organisme ~ '\S'),
	intitule text NOT NULL CONSTRAINT catalogue_session_intitule CHECK (char_length(intitule) BETWEEN 1 AND 300 AND intitule ~ '\S'),
	rome text NOT NULL DEFAULT '' CONSTRAINT catalogue_session_rome CHECK (rome ~ '^([A-N][0-9]{4})?$'),
	objectif text NOT NULL DEFAULT '' CONSTRAINT catalogue_session_objectif CHECK (objectif ~ '^[a-z_]{0,40}$'),
	heures_minutes int NOT NULL CONSTRAINT catalogue_session_heures CHECK (heures_minutes BETWEEN 1 AND 600000),
	rythme_minutes int CONSTRAINT catalogue_session_rythme CHECK (rythme_minutes BETWEEN 1 AND 10080), -- a week; NULL: « non fixé »
	debut date NOT NULL CONSTRAINT catalogue_session_debut CHECK (debut BETWEEN '1990-01-01' AND '2200-01-01'),
	fin date NOT NULL CONSTRAINT catalogue_session_fin CHECK (fin <= '2200-01-01'), -- last day
	places int CONSTRAINT catalogue_session_places CHECK (places BETWEEN 0 AND 100000), -- left; NULL: unknown
	lieu text NOT NULL DEFAULT '' CONSTRAINT catalogue_session_lieu CHECK (char_length(lieu) <= 100),
	departement text NOT NULL DEFAULT '' CONSTRAINT catalogue_session_departement CHECK (departement ~ '^([0-9]{2}|2[AB]|97[1-6])?$'),
	remuneration text NOT NULL DEFAULT '' CONSTRAINT catalogue_session_remuneration CHECK (char_length(remuneration) <= 200),
	financeurs text[] NOT NULL DEFAULT '{}', -- codes of jalon.financeur, sorted
	maj_le date NOT NULL DEFAULT jalon.aujourdhui(), -- day of the last file that held it
	import_id uuid NOT NULL,
	retiree_le date, -- first day on which a file no longer held it
	recherche text NOT NULL GENERATED ALWAYS AS (jalon.plier(intitule || ' ' || organisme || ' ' || lieu || ' ' || rome)) STORED,
	CONSTRAINT catalogue_session_cle PRIMARY KEY (agence_id, session_id),
	CONSTRAINT catalogue_session_unique UNIQUE (agence_id, fournisseur, cle),
	CONSTRAINT catalogue_session_import FOREIGN KEY (agence_id, import_id) REFERENCES jalon.catalogue_import,
	CONSTRAINT catalogue_session_bornes CHECK (debut <= fin)
);
CREATE INDEX catalogue_session_par_debut ON jalon.catalogue_session (agence_id, debut, session_id) WHERE retiree_le IS NULL;
CREATE INDEX catalogue_session_par_offre ON jalon.catalogue_session (agence_id, fournisseur, offre, debut) WHERE retiree_le IS NULL;
CREATE INDEX catalogue_session_par_mots ON jalon.catalogue_session USING gin (recherche jalon_extensions.gin_trgm_ops);

GRANT SELECT ON jalon.financeur, jalon.catalogue_import, jalon.catalogue_session
	TO jalon_conseiller, jalon_responsable, jalon_controle, jalon_secretariat, jalon_autorite, jalon_administrateur;
GRANT EXECUTE ON FUNCTION jalon.plier(text) TO jalon_controle, jalon_secretariat, jalon_autorite, jalon_administrateur; -- to search
GRANT INSERT, UPDATE (libelle, nature, remunere, delai_jours, source) ON jalon.financeur TO jalon_administrateur;

-- A file comes whole, as text: an array of objects, one per line of the file. Each value is told apart from what it should
-- be before any is converted, so that whoever calls hears of the line, not of a cast.
CREATE FUNCTION jalon.catalogue_texte(p_lignes json) RETURNS TABLE (ligne int, cle text, offre text, organisme text, intitule text,
	rome text, objectif text, minutes text, rythme text, debut text, fin text, places text, lieu text, departement text,
	remuneration text, financeurs text)
LANGUAGE sql IMMUTABLE ROWS 20000 SET search_path = pg_catalog, pg_temp AS $$
	SELECT * FROM json_to_recordset(p_lignes) AS t (ligne int, cle text, offre text, organisme text, intitule text,
		rome text, objectif text, minutes text, rythme text, debut text, fin text, places text, lieu text, departement text,
		remuneration text, financeurs text)
$$;

-- The day written AAAA-MM-JJ, NULL when there is no such day.
CREATE FUNCTION jalon.catalogue_jour(p_texte text) RETURNS date
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN to_char(j.jour, 'MM') = substr(p_texte, 6, 2) THEN j.jour END
	FROM (SELECT CASE WHEN p_texte ~ '^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'
		THEN make_date(substr(p_texte, 1, 4)::int, substr(p_texte, 6, 2)::int, 1) + substr(p_texte, 9, 2)::int - 1 END AS jour) j
$$;

-- Line and column of each fault.
CREATE FUNCTION jalon.catalogue_fautes(p_lignes json) RETURNS TABLE (ligne int, colonne text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT t.ligne, f.colonne
	FROM (SELECT x.*, row_number() OVER (PARTITION BY x.cle ORDER BY x.ligne) AS rang, jalon.catalogue_jour(x.debut) AS debute,
		jalon.catalogue_jour(x.fin) AS finit FROM jalon.catalogue_texte(p_lignes) x OFFSET 0) t
	CROSS JOIN LATERAL (VALUES
		('cle', coalesce(char_length(t.cle) BETWEEN 1 AND 80 AND t.cle ~ '\S', false) AND t.rang = 1),
		('offre', coalesce(char_length(t.offre) BETWEEN 1 AND 80 AND t.offre ~ '\S', false)),
		('organisme', coalesce(char_length(t.organisme) BETWEEN 1 AND 200 AND t.organisme ~ '\S', false)),
		('intitule', coalesce(char_length(t.intitule) BETWEEN 1 AND 300 AND t.intitule ~ '\S', false)),
		('rome', coalesce(t.rome, '') ~ '^([A-N][0-9]{4})?$'),
		('objectif', coalesce(t.objectif, '') ~ '^[a-z_]{0,40}$'),
		('heures', CASE WHEN t.minutes ~ '^[0-9]{1,6}$' THEN t.minutes::int BETWEEN 1 AND 600000 ELSE false END),
		('rythme', CASE WHEN coalesce(t.rythme, '') = '' THEN true WHEN t.rythme ~ '^[0-9]{1,6}$' THEN t.rythme::int BETWEEN 1 AND 10080
			ELSE false END),
		('debut', coalesce(t.debute BETWEEN '1990-01-01' AND '2200-01-01', false)),
		('fin', coalesce(t.finit <= '2200-01-01' AND (t.debute IS NULL OR t.debute <= t.finit), false)),
		('places', CASE WHEN coalesce(t.places, '') = '' THEN true WHEN t.places ~ '^[0-9]{1,6}$' THEN t.places::int <= 100000
			ELSE false END),
		('lieu', char_length(coalesce(t.lieu, '')) <= 100),
		('departement', coalesce(t.departement, '') ~ '^([0-9]{2}|2[AB]|97[1-6])?$'),
		('remuneration', char_length(coalesce(t.remuneration, '')) <= 200),
		('financeurs', NOT EXISTS (SELECT FROM regexp_split_to_table(coalesce(t.financeurs, ''), ' +') c
			WHERE c <> '' AND NOT EXISTS (SELECT FROM jalon.financeur f WHERE f.code = c)))
	) AS f (colonne, juste)
	WHERE NOT f.juste
$$;

-- The lines as sessions; asked only once no line has a fault.
CREATE FUNCTION jalon.catalogue_typees(p_lignes json) RETURNS TABLE (cle text, offre text, organisme text, intitule text, rome text,
	objectif text, heures_minutes int, rythme_minutes int, debut date, fin date, places int, lieu text, departement text,
	remuneration text, financeurs text[])
LANGUAGE sql STABLE ROWS 20000 SET search_path = pg_catalog, pg_temp AS $$
	SELECT t.cle, t.offre, t.organisme, t.intitule, coalesce(t.rome, ''), coalesce(t.objectif, ''), t.minutes::int,
		nullif(t.rythme, '')::int, t.debut::date, t.fin::date, nullif(t.places, '')::int, coalesce(t.lieu, ''),
		coalesce(t.departement, ''), coalesce(t.remuneration, ''), CASE WHEN coalesce(t.financeurs, '') = '' THEN '{}'::text[] ELSE
		ARRAY(SELECT DISTINCT c FROM regexp_split_to_table(t.financeurs, ' +') c WHERE c <> '' ORDER BY c) END
	FROM jalon.catalogue_texte(p_lignes) t
$$;

-- A provider's whole offer, of the agency of who asks: all of it, or nothing when one line is faulty. What the provider no
-- longer offers is withdrawn, if it has not begun. p_essai: counts, and writes nothing. p_agence: its code, for who owns the
-- base and belongs to no agency. The same file again adds and changes nothing; it is dated all the same, since it tells that
-- the offer still stands.
CREATE FUNCTION jalon.catalogue_importer(p_fournisseur text, p_fichier text, p_lignes json, p_essai bool DEFAULT false,
	p_agence text DEFAULT NULL) RETURNS jsonb
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
			CASE WHEN a.cle IS NULL THEN 'ajoutee' WHEN n.cle IS NOT NULL THEN CASE WHEN a.retiree_le IS NULL AND a.valeurs
					IS NOT DISTINCT FROM (n.offre, n.organisme, n.intitule, n.rome, n.objectif, n.heures_minutes, n.rythme_minutes,
					n.debut, n.fin, n.places, n.lieu, n.departement, n.remuneration, n.financeurs) THEN 'inchangee' ELSE 'changee' END
				WHEN a.retiree_le IS NULL AND a.debut >= v_jour THEN 'retiree' END AS sort
		FROM neuf n FULL JOIN ancien a USING (cle)
	)
	SELECT count(*) FILTER (WHERE c.sort IN ('ajoutee', 'changee', 'inchangee')) AS lignes, count(*) FILTER (WHERE c.sort = 'ajoutee') AS ajoutees,
		count(*) FILTER (WHERE c.sort = 'changee') AS changees, count(*) FILTER (WHERE c.sort = 'inchangee') AS inchangees,
		count(*) FILTER (WHERE c.sort = 'retiree') AS retirees, (SELECT coalesce(jsonb_agg(jsonb_build_object('sort', d.sort, 'cle', d.cle,
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
GRANT EXECUTE ON FUNCTION jalon.catalogue_importer(text, text, json, bool, text) TO jalon_administrateur;

-- For catalogue_importer(), when who owns the base calls it: which agencies there are.
ALTER POLICY agence_verifier ON jalon.agence USING (agence_id = (SELECT jalon.mon_agence()) OR (SELECT jalon.importe()));

RESET ROLE;
