-- Commands: the client makes the id, the effect applies once, the first result is given again on a resend.
-- Every function here is SECURITY INVOKER but the enrolment: row-level security decides.

SET LOCAL ROLE jalon_proprietaire;

-- Reads one key of a command's content; a missing or malformed one is refused by its name.
CREATE FUNCTION jalon.champ(p_contenu jsonb, p_cle text, p_requis bool DEFAULT true) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v text := p_contenu->>p_cle;
BEGIN
	IF jsonb_typeof(p_contenu->p_cle) IN ('object', 'array') OR p_requis AND v IS NULL THEN
		PERFORM jalon.refuser('contenu_invalide', p_cle, format('champ %s absent ou mal formé', p_cle));
	END IF;
	RETURN v;
END
$$;

CREATE FUNCTION jalon.champ_date(p_contenu jsonb, p_cle text, p_defaut date DEFAULT NULL) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v text := nullif(jalon.champ(p_contenu, p_cle, p_defaut IS NULL), '');
BEGIN
	IF v IS NULL THEN
		RETURN p_defaut;
	END IF;
	IF v !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN
		PERFORM jalon.refuser('contenu_invalide', p_cle, format('champ %s : une date AAAA-MM-JJ est attendue', p_cle));
	END IF;
	RETURN make_date(left(v, 4)::int, substr(v, 6, 2)::int, right(v, 2)::int);
EXCEPTION WHEN datetime_field_overflow THEN
	PERFORM jalon.refuser('contenu_invalide', p_cle, format('champ %s : cette date n''existe pas', p_cle));
END
$$;

CREATE FUNCTION jalon.champ_entier(p_contenu jsonb, p_cle text) RETURNS int
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v text := jalon.champ(p_contenu, p_cle);
BEGIN
	IF v !~ '^-?[0-9]{1,9}$' THEN
		PERFORM jalon.refuser('contenu_invalide', p_cle, format('champ %s : un nombre entier est attendu', p_cle));
	END IF;
	RETURN v::int;
END
$$;

CREATE FUNCTION jalon.champ_bool(p_contenu jsonb, p_cle text) RETURNS bool
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v text := jalon.champ(p_contenu, p_cle);
BEGIN
	IF v NOT IN ('true', 'false') THEN
		PERFORM jalon.refuser('contenu_invalide', p_cle, format('champ %s : vrai ou faux est attendu', p_cle));
	END IF;
	RETURN v::bool;
END
$$;

CREATE FUNCTION jalon.champ_uuid(p_contenu jsonb, p_cle text) RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v text := jalon.champ(p_contenu, p_cle);
BEGIN
	IF v !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN
		PERFORM jalon.refuser('contenu_invalide', p_cle, format('champ %s : un identifiant de ligne est attendu', p_cle));
	END IF;
	RETURN v::uuid;
END
$$;

-- A local moment AAAA-MM-JJTHH:MM of the agency; absent: now.
CREATE FUNCTION jalon.champ_moment(p_contenu jsonb, p_cle text) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v text := nullif(jalon.champ(p_contenu, p_cle, false), '');
BEGIN
	IF v IS NULL THEN
		RETURN jalon.maintenant();
	END IF;
	IF v !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}$' THEN
		PERFORM jalon.refuser('contenu_invalide', p_cle, format('champ %s : AAAA-MM-JJTHH:MM est attendu', p_cle));
	END IF;
	RETURN make_timestamp(left(v, 4)::int, substr(v, 6, 2)::int, substr(v, 9, 2)::int,
		substr(v, 12, 2)::int, right(v, 2)::int, 0) AT TIME ZONE jalon.fuseau();
EXCEPTION WHEN datetime_field_overflow THEN
	PERFORM jalon.refuser('contenu_invalide', p_cle, format('champ %s : ce moment n''existe pas', p_cle));
END
$$;

CREATE FUNCTION jalon.verifier_cles(p_contenu jsonb, VARIADIC p_cles text[]) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_cle text;
BEGIN
	SELECT k INTO v_cle FROM jsonb_object_keys(p_contenu) k WHERE k <> ALL (p_cles) LIMIT 1;
	IF FOUND THEN
		PERFORM jalon.refuser('contenu_invalide', v_cle, format('champ %s inconnu de cette commande', v_cle));
	END IF;
END
$$;

-- The person behind an identifiant, if the asking login may see it: one sentence for unknown and hidden.
CREATE FUNCTION jalon.personne_visible(p_contenu jsonb) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personne bigint;
BEGIN
	SELECT p.personne_id INTO v_personne FROM jalon.personne p
	WHERE p.agence_id = jalon.mon_agence() AND p.identifiant = jalon.champ(p_contenu, 'identifiant');
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'identifiant', 'identifiant inexistant ou hors de votre portée');
	END IF;
	RETURN v_personne;
END
$$;

CREATE FUNCTION jalon.verifier_version(p_presente int, p_connue int) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF p_presente <> p_connue THEN
		PERFORM jalon.refuser('version_perimee', 'version', 'cette ligne a changé depuis que vous l''avez lue');
	END IF;
END
$$;

-- Contacts, notes, barriers.

CREATE FUNCTION jalon.cmd_contact_noter(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personne bigint := jalon.personne_visible(c);
	v_id uuid := jalon.champ_uuid(c, 'contact_id');
BEGIN
	PERFORM jalon.verifier_cles(c, 'contact_id', 'identifiant', 'canal', 'joint', 'texte', 'le');
	INSERT INTO jalon.contact (contact_id, personne_id, le, canal, joint, texte)
	VALUES (v_id, v_personne, jalon.champ_moment(c, 'le'), jalon.champ(c, 'canal'), jalon.champ_bool(c, 'joint'),
		coalesce(jalon.champ(c, 'texte', false), ''));
	RETURN jsonb_build_object('etat', 'faite', 'contact_id', v_id);
END
$$;

CREATE FUNCTION jalon.cmd_note_ecrire(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personne bigint := jalon.personne_visible(c);
	v_id uuid := jalon.champ_uuid(c, 'note_id');
BEGIN
	PERFORM jalon.verifier_cles(c, 'note_id', 'identifiant', 'privee', 'texte');
	INSERT INTO jalon.note (note_id, personne_id, privee, texte)
	VALUES (v_id, v_personne, jalon.champ_bool(c, 'privee'), jalon.champ(c, 'texte'));
	RETURN jsonb_build_object('etat', 'faite', 'note_id', v_id, 'version', 1);
END
$$;

CREATE FUNCTION jalon.cmd_note_corriger(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'note_id');
	v_note jalon.note;
BEGIN
	PERFORM jalon.verifier_cles(c, 'note_id', 'version', 'privee', 'texte');
	SELECT * INTO v_note FROM jalon.note n
	WHERE n.agence_id = jalon.mon_agence() AND n.note_id = v_id AND n.annulee_par IS NULL;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'note_id', 'note inexistante ou hors de votre portée');
	ELSIF v_note.auteur <> session_user THEN
		PERFORM jalon.refuser('note_d_un_autre', 'texte', 'une note se corrige par son auteur');
	END IF;
	-- Read without a lock, then locked: the author's row alone may be locked under its UPDATE policy.
	SELECT * INTO v_note FROM jalon.note n WHERE n.agence_id = v_note.agence_id AND n.note_id = v_id FOR UPDATE;
	PERFORM jalon.verifier_version(v_note.version, jalon.champ_entier(c, 'version'));
	UPDATE jalon.note n SET privee = jalon.champ_bool(c, 'privee'), texte = jalon.champ(c, 'texte')
	WHERE n.agence_id = v_note.agence_id AND n.note_id = v_id;
	RETURN jsonb_build_object('etat', 'faite', 'note_id', v_id, 'version', v_note.version + 1);
END
$$;

CREATE FUNCTION jalon.cmd_frein_ajouter(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personne bigint := jalon.personne_visible(c);
	v_id uuid := jalon.champ_uuid(c, 'frein_id');
BEGIN
	PERFORM jalon.verifier_cles(c, 'frein_id', 'identifiant', 'nature', 'detail', 'du');
	INSERT INTO jalon.frein (frein_id, personne_id, nature, detail, du)
	VALUES (v_id, v_personne, jalon.champ(c, 'nature'), coalesce(jalon.champ(c, 'detail', false), ''),
		jalon.champ_date(c, 'du', jalon.aujourdhui()));
	RETURN jsonb_build_object('etat', 'faite', 'frein_id', v_id, 'version', 1);
END
$$;

CREATE FUNCTION jalon.cmd_frein_lever(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'frein_id');
	v_frein jalon.frein;
BEGIN
	PERFORM jalon.verifier_cles(c, 'frein_id', 'version', 'leve_le');
	SELECT * INTO v_frein FROM jalon.frein f
	WHERE f.agence_id = jalon.mon_agence() AND f.frein_id = v_id AND f.annule_par IS NULL FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'frein_id', 'frein inexistant ou hors de votre portée');
	END IF;
	PERFORM jalon.verifier_version(v_frein.version, jalon.champ_entier(c, 'version'));
	IF v_frein.leve_le IS NOT NULL THEN
		PERFORM jalon.refuser('frein_deja_leve', 'leve_le', 'ce frein est déjà levé');
	END IF;
	UPDATE jalon.frein f SET leve_le = jalon.champ_date(c, 'leve_le', jalon.aujourdhui())
	WHERE f.agence_id = v_frein.agence_id AND f.frein_id = v_id;
	RETURN jsonb_build_object('etat', 'faite', 'frein_id', v_id, 'version', v_frein.version + 1);
END
$$;

-- The person's file. A key that is absent leaves its field as it is.

CREATE FUNCTION jalon.cmd_personne_corriger(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personne bigint := jalon.personne_visible(c);
	p jalon.personne;
BEGIN
	PERFORM jalon.verifier_cles(c, 'identifiant', 'version', 'nom', 'prenom', 'naissance', 'telephone', 'courriel',
		'commune', 'foyer_taille');
	SELECT * INTO p FROM jalon.personne x WHERE x.agence_id = jalon.mon_agence() AND x.personne_id = v_personne FOR UPDATE;
	PERFORM jalon.verifier_version(p.version, jalon.champ_entier(c, 'version'));
	UPDATE jalon.personne x SET
		nom = coalesce(jalon.champ(c, 'nom', false), p.nom),
		prenom = coalesce(jalon.champ(c, 'prenom', false), p.prenom),
		naissance = CASE WHEN c ? 'naissance' THEN jalon.champ_date(c, 'naissance') ELSE p.naissance END,
		telephone = coalesce(jalon.champ(c, 'telephone', false), p.telephone),
		courriel = coalesce(jalon.champ(c, 'courriel', false), p.courriel),
		commune = coalesce(jalon.champ(c, 'commune', false), p.commune)
	WHERE x.agence_id = p.agence_id AND x.personne_id = v_personne;
	IF c ? 'foyer_taille' THEN
		UPDATE jalon.foyer f SET taille = jalon.champ_entier(c, 'foyer_taille')
		WHERE f.agence_id = p.agence_id AND f.foyer_id = p.foyer_id AND f.taille <> jalon.champ_entier(c, 'foyer_taille');
	END IF;
	RETURN jsonb_build_object('etat', 'faite', 'identifiant', p.identifiant, 'version', p.version + 1);
END
$$;

-- Enrolment: a definer function, because it must see the whole agency to find a person already known, and
-- says no more than that (disclosed on purpose). Two enrolments of one person at the same time cannot both
-- pass: they wait for each other on an advisory lock, whose key is one byte of a digest (pg_locks is readable)
-- so that a transaction left open holds up one enrolment in 256, not the agency's.
CREATE FUNCTION jalon.inscrire(p_nom text, p_prenom text, p_naissance date, p_telephone text, p_commune text,
	p_regime text, p_du date, p_referent name) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
	v_agence int := jalon.mon_agence();
	v_role text := jalon.mon_role();
	v_foyer bigint;
	v_personne bigint;
	v_identifiant text;
	-- « D'Ornano », « D ORNANO » and « d’ornano », « Zoé-Lou » and « Zoe Lou » are one name.
	c_liaisons CONSTANT text := U&' -''.\00A0\2010\2011';
	v_nom text := translate(jalon.plier(p_nom), c_liaisons, '');
	v_prenom text := translate(jalon.plier(p_prenom), c_liaisons, '');
BEGIN
	IF v_agence IS NULL OR v_role NOT IN ('conseiller', 'responsable') THEN
		PERFORM jalon.refuser('role_insuffisant', '', 'votre rôle ne permet pas d''inscrire');
	ELSIF p_naissance IS NULL THEN -- it would escape the comparison below
		PERFORM jalon.refuser('contenu_invalide', 'naissance', 'champ naissance absent');
	ELSIF current_setting('transaction_isolation') <> 'read committed' THEN
		-- An older snapshot would not see the enrolment that the lock below has waited for.
		PERFORM jalon.refuser('isolation_inattendue', '', 'une inscription se fait en READ COMMITTED');
	ELSIF v_role = 'conseiller' AND p_referent <> session_user THEN
		PERFORM jalon.refuser('referent_par_responsable', 'referent', 'le référent est désigné par le responsable');
	END IF;
	PERFORM pg_advisory_xact_lock(v_agence, get_byte(sha256(convert_to(
		concat_ws('/', v_nom, v_prenom, p_naissance), 'UTF8')), 0));
	PERFORM FROM jalon.personne p WHERE p.agence_id = v_agence AND p.naissance = p_naissance
		AND translate(jalon.plier(p.nom), c_liaisons, '') = v_nom
		AND translate(jalon.plier(p.prenom), c_liaisons, '') = v_prenom;
	IF FOUND THEN
		PERFORM jalon.refuser('deja_suivie', 'nom', 'déjà suivie dans l''agence, voir le responsable');
	END IF;
	LOOP -- a random identifiant may be taken: draw again
		v_identifiant := jalon.identifiant_nouveau();
		EXIT WHEN NOT EXISTS (SELECT FROM jalon.personne p WHERE p.agence_id = v_agence AND p.identifiant = v_identifiant);
	END LOOP;
	INSERT INTO jalon.foyer (agence_id) VALUES (v_agence) RETURNING foyer_id INTO v_foyer;
	INSERT INTO jalon.personne (agence_id, identifiant, nom, prenom, naissance, telephone, commune, foyer_id)
	VALUES (v_agence, v_identifiant, p_nom, p_prenom, p_naissance, p_telephone, p_commune, v_foyer)
	RETURNING personne_id INTO v_personne;
	INSERT INTO jalon.passage (agence_id, personne_id, regime, du) VALUES (v_agence, v_personne, p_regime, p_du);
	INSERT INTO jalon.suivi (agence_id, personne_id, modalite, du) VALUES (v_agence, v_personne, 'actif', p_du);
	INSERT INTO jalon.referent (agence_id, personne_id, login, du)
	VALUES (v_agence, v_personne, p_referent, jalon.aujourdhui());
	RETURN v_identifiant;
END
$$;

CREATE FUNCTION jalon.cmd_personne_inscrire(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_referent text := nullif(jalon.champ(c, 'referent', false), '');
BEGIN
	PERFORM jalon.verifier_cles(c, 'nom', 'prenom', 'naissance', 'telephone', 'commune', 'regime', 'du', 'referent');
	IF v_referent IS NULL AND jalon.mon_role() = 'responsable' THEN
		PERFORM jalon.refuser('referent_requis', 'referent', 'désignez le référent');
	END IF;
	RETURN jsonb_build_object('etat', 'faite', 'version', 1, 'identifiant', jalon.inscrire(
		jalon.champ(c, 'nom'), jalon.champ(c, 'prenom'), jalon.champ_date(c, 'naissance'),
		coalesce(jalon.champ(c, 'telephone', false), ''), coalesce(jalon.champ(c, 'commune', false), ''),
		jalon.champ(c, 'regime'), jalon.champ_date(c, 'du'), coalesce(v_referent::name, session_user)));
END
$$;

-- Dated periods. A change closes the period in force on the day it takes effect; one that takes effect on
-- the very day the present period began corrects it: the old row is annulled, never overwritten.

CREATE FUNCTION jalon.cmd_regime_changer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personne bigint := jalon.personne_visible(c);
	v_du date := jalon.champ_date(c, 'du');
	x jalon.passage;
BEGIN
	PERFORM jalon.verifier_cles(c, 'identifiant', 'regime', 'du', 'motif');
	SELECT * INTO x FROM jalon.passage p WHERE p.agence_id = jalon.mon_agence() AND p.personne_id = v_personne
		AND p.annule_par IS NULL AND p.du <= v_du AND (p.au IS NULL OR p.au > v_du) FOR UPDATE;
	IF FOUND AND x.regime = jalon.champ(c, 'regime') THEN
		PERFORM jalon.refuser('regime_inchange', 'regime', 'la personne est déjà dans ce régime à cette date');
	ELSIF FOUND AND x.du = v_du THEN
		UPDATE jalon.passage p SET annule_par = jalon.commande_en_cours()
		WHERE p.agence_id = x.agence_id AND p.passage_id = x.passage_id;
	ELSIF FOUND THEN
		UPDATE jalon.passage p SET au = v_du, motif_fin = coalesce(jalon.champ(c, 'motif', false), '')
		WHERE p.agence_id = x.agence_id AND p.passage_id = x.passage_id;
	END IF;
	INSERT INTO jalon.passage (personne_id, regime, du) VALUES (v_personne, jalon.champ(c, 'regime'), v_du);
	RETURN jsonb_build_object('etat', 'faite', 'identifiant', c->>'identifiant');
END
$$;

CREATE FUNCTION jalon.cmd_regime_clore(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personne bigint := jalon.personne_visible(c);
	v_dernier date := jalon.champ_date(c, 'au'); -- the last day, included
	x jalon.passage;
BEGIN
	PERFORM jalon.verifier_cles(c, 'identifiant', 'au', 'motif');
	SELECT * INTO x FROM jalon.passage p WHERE p.agence_id = jalon.mon_agence() AND p.personne_id = v_personne
		AND p.annule_par IS NULL AND p.du <= v_dernier AND (p.au IS NULL OR p.au > v_dernier) FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('aucun_regime', 'au', 'aucun régime en cours à cette date');
	END IF;
	UPDATE jalon.passage p SET au = v_dernier + 1, motif_fin = jalon.champ(c, 'motif')
	WHERE p.agence_id = x.agence_id AND p.passage_id = x.passage_id;
	RETURN jsonb_build_object('etat', 'faite', 'identifiant', c->>'identifiant');
END
$$;

CREATE FUNCTION jalon.cmd_suivi_changer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personne bigint := jalon.personne_visible(c);
	v_du date := jalon.champ_date(c, 'du');
	x jalon.suivi;
BEGIN
	PERFORM jalon.verifier_cles(c, 'identifiant', 'modalite', 'du');
	SELECT * INTO x FROM jalon.suivi s WHERE s.agence_id = jalon.mon_agence() AND s.personne_id = v_personne
		AND s.annule_par IS NULL AND s.du <= v_du AND (s.au IS NULL OR s.au > v_du) FOR UPDATE;
	IF FOUND AND x.modalite = jalon.champ(c, 'modalite') THEN
		PERFORM jalon.refuser('modalite_inchangee', 'modalite', 'la modalité est déjà celle-ci à cette date');
	ELSIF FOUND AND x.du = v_du THEN
		UPDATE jalon.suivi s SET annule_par = jalon.commande_en_cours()
		WHERE s.agence_id = x.agence_id AND s.suivi_id = x.suivi_id;
	ELSIF FOUND THEN
		UPDATE jalon.suivi s SET au = v_du WHERE s.agence_id = x.agence_id AND s.suivi_id = x.suivi_id;
	END IF;
	INSERT INTO jalon.suivi (personne_id, modalite, du) VALUES (v_personne, jalon.champ(c, 'modalite'), v_du);
	RETURN jsonb_build_object('etat', 'faite', 'identifiant', c->>'identifiant');
END
$$;

CREATE FUNCTION jalon.cmd_referent_changer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personne bigint := jalon.personne_visible(c);
	v_login name := jalon.champ(c, 'login')::name;
	v_du date := jalon.champ_date(c, 'du');
	x jalon.referent;
BEGIN
	PERFORM jalon.verifier_cles(c, 'identifiant', 'login', 'du');
	IF jalon.mon_role() IS DISTINCT FROM 'responsable' THEN
		PERFORM jalon.refuser('referent_par_responsable', 'login', 'le référent est désigné par le responsable');
	END IF;
	SELECT * INTO x FROM jalon.referent r WHERE r.agence_id = jalon.mon_agence() AND r.personne_id = v_personne
		AND r.annule_par IS NULL AND r.du <= v_du AND (r.au IS NULL OR r.au > v_du) FOR UPDATE;
	IF FOUND AND x.login = v_login THEN
		PERFORM jalon.refuser('referent_inchange', 'login', 'ce conseiller est déjà le référent à cette date');
	ELSIF FOUND AND x.du = v_du THEN
		UPDATE jalon.referent r SET annule_par = jalon.commande_en_cours()
		WHERE r.agence_id = x.agence_id AND r.referent_id = x.referent_id;
	ELSIF FOUND THEN
		UPDATE jalon.referent r SET au = v_du WHERE r.agence_id = x.agence_id AND r.referent_id = x.referent_id;
	END IF;
	INSERT INTO jalon.referent (personne_id, login, du) VALUES (v_personne, v_login, v_du);
	RETURN jsonb_build_object('etat', 'faite', 'identifiant', c->>'identifiant');
END
$$;

-- A replacement, by the responsable: « du » to « au », last day included; one person, or the whole portfolio.
CREATE FUNCTION jalon.cmd_remplacement_donner(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM jalon.verifier_cles(c, 'remplacant', 'titulaire', 'identifiant', 'du', 'au');
	IF jalon.mon_role() IS DISTINCT FROM 'responsable' THEN
		PERFORM jalon.refuser('role_insuffisant', '', 'un remplacement est donné par le responsable');
	END IF;
	IF (SELECT count(*) FROM jalon.compte x WHERE x.agence_id = jalon.mon_agence() AND x.role = 'conseiller'
		AND x.login::text IN (jalon.champ(c, 'remplacant'), jalon.champ(c, 'titulaire'))) < 2 THEN
		PERFORM jalon.refuser('referent_non_conseiller', 'remplacant', 'remplaçant et titulaire sont deux conseillers de l''agence');
	END IF;
	INSERT INTO jalon.remplacement (remplacant, titulaire, personne_id, du, au)
	VALUES (jalon.champ(c, 'remplacant')::name, jalon.champ(c, 'titulaire')::name,
		CASE WHEN c->>'identifiant' IS NOT NULL THEN jalon.personne_visible(c) END,
		jalon.champ_date(c, 'du'), jalon.champ_date(c, 'au') + 1);
	RETURN jsonb_build_object('etat', 'faite');
END
$$;

-- Undo. Each line that the command wrote is read in its history and reversed, if the row is still as the
-- command left it. Nothing is deleted: additions are annulled, corrections corrected back.

CREATE FUNCTION jalon.annuler_ligne(h jalon.historique, p_commande uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$ -- as history writes instants
DECLARE
	v_annulation text := CASE h.nom_table WHEN 'note' THEN 'annulee_par' ELSE 'annule_par' END;
	v_cle text := h.nom_table || '_id';
	v_type text := CASE WHEN h.nom_table IN ('personne', 'foyer') THEN 'bigint' ELSE 'uuid' END;
	v_colonnes text;
	v_presente jsonb;
	v_nb bigint;
BEGIN
	-- Table and column names come from triggers and from this list, values are parameters.
	EXECUTE format('SELECT to_jsonb(t) FROM jalon.%I t WHERE agence_id = $1 AND %I = $2::%s FOR UPDATE',
		h.nom_table, v_cle, v_type) INTO v_presente USING h.agence_id, h.cle;
	IF v_presente IS DISTINCT FROM h.apres THEN
		PERFORM jalon.refuser('annulation_trop_tard', '', 'la ligne a changé depuis : elle ne s''annule plus');
	END IF;
	IF h.operation = 'INSERT' THEN
		EXECUTE format('UPDATE jalon.%I SET %I = $3 WHERE agence_id = $1 AND %I = $2::%s',
			h.nom_table, v_annulation, v_cle, v_type) USING h.agence_id, h.cle, p_commande;
	ELSE
		SELECT string_agg(format('%1$I = r.%1$I', k), ', ') INTO v_colonnes FROM unnest(CASE h.nom_table
			WHEN 'note' THEN ARRAY['texte', 'privee'] WHEN 'frein' THEN ARRAY['leve_le'] WHEN 'foyer' THEN ARRAY['taille']
			ELSE ARRAY['nom', 'prenom', 'naissance', 'telephone', 'courriel', 'commune'] END) k;
		EXECUTE format('UPDATE jalon.%1$I t SET %2$s FROM jsonb_populate_record(NULL::jalon.%1$I, $3) r '
			'WHERE t.agence_id = $1 AND t.%3$I = $2::%4$s', h.nom_table, v_colonnes, v_cle, v_type)
			USING h.agence_id, h.cle, h.avant;
	END IF;
	GET DIAGNOSTICS v_nb = ROW_COUNT;
	IF v_nb <> 1 THEN
		PERFORM jalon.refuser('hors_de_portee', '', 'ligne inexistante ou hors de votre portée');
	END IF;
END
$$;

CREATE FUNCTION jalon.cmd_annuler(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'commande_id');
	v_moi uuid := jalon.commande_en_cours();
	v_verbe text;
	h jalon.historique;
	v_nb int := 0;
BEGIN
	PERFORM jalon.verifier_cles(c, 'commande_id');
	SELECT x.verbe INTO v_verbe FROM jalon.commande x
	WHERE x.agence_id = jalon.mon_agence() AND x.commande_id = v_id AND x.login = session_user AND x.etat = 'faite';
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'commande_id', 'commande inexistante ou hors de votre portée');
	ELSIF v_verbe NOT IN ('contact_noter', 'note_ecrire', 'note_corriger', 'frein_ajouter', 'frein_lever', 'personne_corriger') THEN
		PERFORM jalon.refuser('annulation_impossible', '', 'cet acte ne s''annule pas');
	END IF;
	FOR h IN SELECT * FROM jalon.historique x WHERE x.agence_id = jalon.mon_agence() AND x.commande_id = v_id
		AND x.login = session_user ORDER BY x.historique_id -- rows are locked in the order of the commands: no deadlock
	LOOP
		PERFORM jalon.annuler_ligne(h, v_moi);
		v_nb := v_nb + 1;
	END LOOP;
	IF v_nb = 0 THEN
		PERFORM jalon.refuser('hors_de_portee', 'commande_id', 'commande inexistante ou hors de votre portée');
	END IF;
	RETURN jsonb_build_object('etat', 'faite', 'annulee', v_id, 'verbe', v_verbe);
END
$$;

-- The one door. The id goes in first: of two sends of one command, the second waits for the first.
CREATE FUNCTION jalon.commander(p_id uuid, p_verbe text, p_contenu jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_empreinte text := encode(sha256(convert_to(p_verbe || E'\n' || p_contenu::text, 'UTF8')), 'hex');
	v_connue jalon.commande;
	v_resultat jsonb;
BEGIN
	IF jalon.mon_agence() IS NULL THEN
		PERFORM jalon.refuser('compte_ferme', '', 'aucun compte ouvert pour cet identifiant de connexion');
	ELSIF p_id IS NULL OR jsonb_typeof(p_contenu) IS DISTINCT FROM 'object' THEN
		PERFORM jalon.refuser('contenu_invalide', '', 'une commande porte un identifiant et un contenu');
	END IF;
	INSERT INTO jalon.commande (commande_id, verbe, empreinte, etat) VALUES (p_id, p_verbe, v_empreinte, 'faite')
	ON CONFLICT DO NOTHING;
	IF NOT FOUND THEN
		SELECT * INTO v_connue FROM jalon.commande c WHERE c.agence_id = jalon.mon_agence() AND c.commande_id = p_id;
		IF v_connue.etat = 'abandonnee' THEN
			PERFORM jalon.refuser('commande_abandonnee', '', 'cette commande a été abandonnée');
		ELSIF v_connue.empreinte IS DISTINCT FROM v_empreinte OR v_connue.resultat IS NULL THEN
			PERFORM jalon.refuser('commande_differente', '', 'cet identifiant de commande porte un autre contenu');
		END IF;
		RETURN v_connue.resultat;
	END IF;
	PERFORM set_config('jalon.commande', p_id::text, true);
	v_resultat := CASE p_verbe
		WHEN 'contact_noter' THEN jalon.cmd_contact_noter(p_contenu)
		WHEN 'note_ecrire' THEN jalon.cmd_note_ecrire(p_contenu)
		WHEN 'note_corriger' THEN jalon.cmd_note_corriger(p_contenu)
		WHEN 'frein_ajouter' THEN jalon.cmd_frein_ajouter(p_contenu)
		WHEN 'frein_lever' THEN jalon.cmd_frein_lever(p_contenu)
		WHEN 'personne_corriger' THEN jalon.cmd_personne_corriger(p_contenu)
		WHEN 'personne_inscrire' THEN jalon.cmd_personne_inscrire(p_contenu)
		WHEN 'regime_changer' THEN jalon.cmd_regime_changer(p_contenu)
		WHEN 'regime_clore' THEN jalon.cmd_regime_clore(p_contenu)
		WHEN 'suivi_changer' THEN jalon.cmd_suivi_changer(p_contenu)
		WHEN 'referent_changer' THEN jalon.cmd_referent_changer(p_contenu)
		WHEN 'remplacement_donner' THEN jalon.cmd_remplacement_donner(p_contenu)
		WHEN 'annuler' THEN jalon.cmd_annuler(p_contenu)
	END;
	IF v_resultat IS NULL THEN
		PERFORM jalon.refuser('verbe_inconnu', '', 'cette commande n''existe pas');
	END IF;
	UPDATE jalon.commande c SET resultat = v_resultat WHERE c.agence_id = jalon.mon_agence() AND c.commande_id = p_id;
	PERFORM set_config('jalon.commande', '', true);
	RETURN v_resultat;
END
$$;

-- Gives a command up before saying « non enregistré »: once its id is taken as abandoned, a late arrival of
-- the command itself is refused. 'faite' when it had been applied after all.
CREATE FUNCTION jalon.abandonner(p_id uuid) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_etat text;
BEGIN
	IF jalon.mon_agence() IS NULL THEN
		PERFORM jalon.refuser('compte_ferme', '', 'aucun compte ouvert pour cet identifiant de connexion');
	END IF;
	IF p_id IS NULL THEN
		PERFORM jalon.refuser('contenu_invalide', '', 'une commande porte un identifiant');
	END IF;
	INSERT INTO jalon.commande (commande_id, etat) VALUES (p_id, 'abandonnee') ON CONFLICT DO NOTHING;
	SELECT c.etat INTO v_etat FROM jalon.commande c WHERE c.agence_id = jalon.mon_agence() AND c.commande_id = p_id;
	IF v_etat IS NULL THEN
		PERFORM jalon.refuser('commande_differente', '', 'cet identifiant de commande porte un autre contenu');
	END IF;
	RETURN v_etat;
END
$$;

-- Those who command.
DO $$
DECLARE
	f regprocedure;
BEGIN
	FOR f IN SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
		WHERE n.nspname = 'jalon' AND (p.proname LIKE 'cmd\_%' OR p.proname LIKE 'champ%' OR p.proname IN ('verifier_cles',
			'personne_visible', 'verifier_version', 'inscrire', 'annuler_ligne', 'commander', 'abandonner'))
	LOOP
		EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO jalon_conseiller, jalon_responsable', f);
	END LOOP;
END
$$;

RESET ROLE;
