-- Commands of the agenda: appointments, series, groups, attendance, conclusions, undertakings, proposals, reminders,
-- congés, absences, hours, closings, what is put off. Verbs are found by name; undo goes by row.
-- Every function is SECURITY INVOKER: row-level security and the triggers of 008 decide.

SET LOCAL ROLE jalon_proprietaire;

-- Fields of a content.

-- As in 007, and for the items of a list: what is no object has no fields.
CREATE OR REPLACE FUNCTION jalon.verifier_cles(p_contenu jsonb, VARIADIC p_cles text[]) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_cle text;
BEGIN
	IF jsonb_typeof(p_contenu) IS DISTINCT FROM 'object' THEN
		PERFORM jalon.refuser('contenu_invalide', '', 'un élément de cette commande est mal formé');
	END IF;
	SELECT k INTO v_cle FROM jsonb_object_keys(p_contenu) k WHERE k <> ALL (p_cles) LIMIT 1;
	IF FOUND THEN
		PERFORM jalon.refuser('contenu_invalide', v_cle, format('champ %s inconnu de cette commande', v_cle));
	END IF;
END
$$;

-- A reason that must be given.
CREATE FUNCTION jalon.champ_motif(p_contenu jsonb) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v text := jalon.champ(p_contenu, 'motif');
BEGIN
	IF v !~ '[^[:space:]]' THEN
		PERFORM jalon.refuser('motif_requis', 'motif', 'dites pourquoi');
	END IF;
	RETURN v;
END
$$;

CREATE FUNCTION jalon.champ_debut(p_contenu jsonb, p_cle text DEFAULT 'debut') RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF jalon.champ(p_contenu, p_cle) = '' THEN
		PERFORM jalon.refuser('contenu_invalide', p_cle, format('champ %s : AAAA-MM-JJTHH:MM est attendu', p_cle));
	END IF;
	RETURN jalon.champ_moment(p_contenu, p_cle);
END
$$;

-- A day, or a moment; NULL when absent.
CREATE FUNCTION jalon.champ_jour_ou_moment(p_contenu jsonb, p_cle text) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v text := coalesce(jalon.champ(p_contenu, p_cle, false), '');
BEGIN
	RETURN CASE WHEN v = '' THEN NULL WHEN char_length(v) > 10 THEN jalon.champ_moment(p_contenu, p_cle)
		ELSE jalon.champ_date(p_contenu, p_cle)::timestamp AT TIME ZONE jalon.fuseau() END;
END
$$;

CREATE FUNCTION jalon.champ_periode(p_contenu jsonb) RETURNS tstzrange
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_debut timestamptz := jalon.champ_debut(p_contenu);
	v_minutes int := jalon.champ_entier(p_contenu, 'minutes');
BEGIN
	IF v_minutes NOT BETWEEN 5 AND 720 THEN
		PERFORM jalon.refuser('rdv_duree', 'minutes', 'un rendez-vous dure de 5 minutes à 12 heures');
	END IF;
	RETURN tstzrange(v_debut, v_debut + make_interval(mins => v_minutes));
END
$$;

-- An array of the content, of at most 500 items; absent: none.
CREATE FUNCTION jalon.champ_liste(p_contenu jsonb, p_cle text) RETURNS SETOF jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v jsonb := coalesce(p_contenu->p_cle, '[]');
BEGIN
	IF jsonb_typeof(v) <> 'array' OR jsonb_array_length(v) > 500 THEN
		PERFORM jalon.refuser('contenu_invalide', p_cle, format('champ %s : une liste est attendue', p_cle));
	END IF;
	RETURN QUERY SELECT e FROM jsonb_array_elements(v) e;
END
$$;

-- « structure » or « personne »: who asks for a move or cancels.
CREATE FUNCTION jalon.champ_demandeur(p_contenu jsonb) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v text := jalon.champ(p_contenu, 'demandeur');
BEGIN
	IF v NOT IN ('structure', 'personne') THEN
		PERFORM jalon.refuser('contenu_invalide', 'demandeur', 'demandeur : structure ou personne');
	END IF;
	RETURN v;
END
$$;

-- Rows behind an id, locked; one sentence for unknown and hidden.

CREATE FUNCTION jalon.seance_a_moi(p_contenu jsonb) RETURNS jalon.seance
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(p_contenu, 'seance_id');
	s jalon.seance;
BEGIN
	SELECT * INTO s FROM jalon.seance x
	WHERE x.agence_id = jalon.mon_agence() AND x.seance_id = v_id AND x.annule_par IS NULL FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'seance_id', 'rendez-vous inexistant ou hors de votre portée');
	END IF;
	RETURN s;
END
$$;

CREATE FUNCTION jalon.participation_visible(p_seance uuid, p_personne bigint) RETURNS jalon.participation
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	p jalon.participation;
BEGIN
	SELECT * INTO p FROM jalon.participation x WHERE x.agence_id = jalon.mon_agence() AND x.seance_id = p_seance
		AND x.personne_id = p_personne AND x.annulation > '-infinity' FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'seance_id', 'rendez-vous inexistant ou hors de votre portée');
	END IF;
	RETURN p;
END
$$;

-- The version of a participation after all that its change brought about.
CREATE FUNCTION jalon.participation_version(p_seance uuid, p_personne bigint) RETURNS int
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN (SELECT x.version FROM jalon.participation x WHERE x.agence_id = jalon.mon_agence()
		AND x.seance_id = p_seance AND x.personne_id = p_personne);
END
$$;

-- Giving.

CREATE FUNCTION jalon.rdv_inserer(c jsonb, p_seance uuid, p_periode tstzrange, p_serie uuid, p_personnes bigint[], p_imprevue bool DEFAULT false)
RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personne bigint;
BEGIN
	-- What is never allowed is said in the same order as core/agenda/booking.h, whoever is asked first.
	PERFORM jalon.moment_garder(lower(p_periode), p_imprevue);
	IF NOT p_imprevue THEN
		FOREACH v_personne IN ARRAY p_personnes
		LOOP
			PERFORM jalon.personne_disponible(v_personne, p_periode);
		END LOOP;
	END IF;
	INSERT INTO jalon.seance (seance_id, periode, type, lieu, serie_id, objet, capacite, imprevue, confirmation)
	VALUES (p_seance, p_periode, jalon.champ(c, 'type'), jalon.champ(c, 'lieu'), p_serie,
		coalesce(jalon.champ(c, 'objet', false), ''), CASE WHEN c ? 'capacite' THEN jalon.champ_entier(c, 'capacite') END,
		p_imprevue, nullif(jalon.champ(c, 'confirmation', false), ''));
	FOREACH v_personne IN ARRAY p_personnes
	LOOP
		INSERT INTO jalon.participation (seance_id, personne_id, presence, conclusion)
		VALUES (p_seance, v_personne, CASE WHEN p_imprevue THEN 'present' ELSE 'inconnu' END,
			CASE WHEN p_imprevue THEN coalesce(jalon.champ(c, 'conclusion', false), '') ELSE '' END);
	END LOOP;
END
$$;

CREATE FUNCTION jalon.verifier_conseiller() RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF jalon.mon_role() IS DISTINCT FROM 'conseiller' THEN
		PERFORM jalon.refuser('rdv_par_conseiller', '', 'un rendez-vous se donne par le conseiller dont c''est l''agenda');
	END IF;
END
$$;

CREATE FUNCTION jalon.cmd_rdv_donner(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personne bigint := jalon.personne_visible(c);
	v_id uuid := jalon.champ_uuid(c, 'seance_id');
	v_imprevue bool := CASE WHEN c ? 'imprevue' THEN jalon.champ_bool(c, 'imprevue') ELSE false END;
BEGIN
	PERFORM jalon.verifier_cles(c, 'seance_id', 'identifiant', 'debut', 'minutes', 'type', 'lieu', 'objet', 'confirmation',
		'imprevue', 'conclusion');
	PERFORM jalon.verifier_conseiller();
	IF NOT v_imprevue AND coalesce(jalon.champ(c, 'conclusion', false), '') <> '' THEN
		PERFORM jalon.refuser('contenu_invalide', 'conclusion', 'un rendez-vous à venir ne se conclut pas');
	END IF;
	PERFORM jalon.rdv_inserer(c, v_id, jalon.champ_periode(c), NULL, ARRAY[v_personne], v_imprevue);
	RETURN jsonb_build_object('etat', 'faite', 'seance_id', v_id, 'identifiant', c->>'identifiant', 'version', 1);
END
$$;

-- The client says which weeks are left; the server sees that they are weeks of one series, and refuses each as any other.
CREATE FUNCTION jalon.cmd_rdv_serie(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personne bigint := jalon.personne_visible(c);
	v_serie uuid := jalon.champ_uuid(c, 'serie_id');
	v_semaines int := jalon.champ_entier(c, 'semaines');
	v_ids uuid[] := '{}';
	v_premier timestamp;
	v_ecart interval;
	v_dernier interval := interval '-7 days';
	s jsonb;
BEGIN
	PERFORM jalon.verifier_cles(c, 'serie_id', 'identifiant', 'seances', 'minutes', 'type', 'lieu', 'objet', 'confirmation', 'semaines');
	PERFORM jalon.verifier_conseiller();
	IF v_semaines NOT BETWEEN 3 AND 26 THEN
		PERFORM jalon.refuser('serie_longueur', 'semaines', 'une série compte de 3 à 26 semaines');
	END IF;
	FOR s IN SELECT * FROM jalon.champ_liste(c, 'seances')
	LOOP
		PERFORM jalon.verifier_cles(s, 'seance_id', 'debut');
		v_premier := coalesce(v_premier, jalon.champ_debut(s) AT TIME ZONE jalon.fuseau());
		v_ecart := jalon.champ_debut(s) AT TIME ZONE jalon.fuseau() - v_premier;
		IF extract(epoch FROM v_ecart)::bigint % 604800 <> 0 OR v_ecart <= v_dernier OR v_ecart >= make_interval(days => 7 * v_semaines) THEN
			PERFORM jalon.refuser('contenu_invalide', 'seances', 'une série va de semaine en semaine');
		END IF;
		v_dernier := v_ecart;
		v_ids := v_ids || jalon.champ_uuid(s, 'seance_id');
		PERFORM jalon.rdv_inserer(c, v_ids[cardinality(v_ids)], jalon.champ_periode(c || jsonb_build_object('debut', s->'debut')), v_serie,
			ARRAY[v_personne]);
	END LOOP;
	IF v_ids = '{}' THEN
		PERFORM jalon.refuser('serie_vide', 'semaines', 'aucun rendez-vous de cette série n''est possible');
	END IF;
	RETURN jsonb_build_object('etat', 'faite', 'serie_id', v_serie, 'seances', to_jsonb(v_ids), 'identifiant', c->>'identifiant', 'version', 1);
END
$$;

CREATE FUNCTION jalon.personnes_visibles(c jsonb) RETURNS bigint[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personnes bigint[] := '{}';
	v_identifiant jsonb;
BEGIN
	FOR v_identifiant IN SELECT * FROM jalon.champ_liste(c, 'identifiants')
	LOOP
		v_personnes := v_personnes || jalon.personne_visible(jsonb_build_object('identifiant', v_identifiant));
	END LOOP;
	RETURN ARRAY(SELECT DISTINCT p FROM unnest(v_personnes) p ORDER BY p);
END
$$;

CREATE FUNCTION jalon.cmd_groupe_creer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'seance_id');
	v_personnes bigint[] := jalon.personnes_visibles(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'seance_id', 'debut', 'minutes', 'type', 'lieu', 'objet', 'capacite', 'identifiants', 'confirmation');
	PERFORM jalon.verifier_conseiller();
	PERFORM jalon.champ(c, 'objet'), jalon.champ(c, 'capacite');
	PERFORM jalon.rdv_inserer(c, v_id, jalon.champ_periode(c), NULL, v_personnes);
	RETURN jsonb_build_object('etat', 'faite', 'seance_id', v_id, 'inscrits', cardinality(v_personnes), 'version', 1);
END
$$;

-- Enrols, or enrols again who had cancelled.
CREATE FUNCTION jalon.cmd_groupe_inscrire(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	s jalon.seance := jalon.seance_a_moi(c);
	v_personnes bigint[] := jalon.personnes_visibles(c);
	v_personne bigint;
BEGIN
	PERFORM jalon.verifier_cles(c, 'seance_id', 'identifiants');
	PERFORM jalon.verifier_conseiller();
	IF v_personnes = '{}' THEN
		PERFORM jalon.refuser('contenu_invalide', 'identifiants', 'aucune personne à inscrire');
	END IF;
	FOREACH v_personne IN ARRAY v_personnes
	LOOP
		UPDATE jalon.participation x SET presence = 'inconnu', motif = '' WHERE x.agence_id = s.agence_id AND x.seance_id = s.seance_id
			AND x.personne_id = v_personne AND x.presence IN ('annule_structure', 'annule_personne');
		IF NOT FOUND THEN
			INSERT INTO jalon.participation (seance_id, personne_id) VALUES (s.seance_id, v_personne);
		END IF;
	END LOOP;
	RETURN jsonb_build_object('etat', 'faite', 'seance_id', s.seance_id, 'inscrits', cardinality(v_personnes), 'version', s.version);
END
$$;

-- Moving and cancelling.

CREATE FUNCTION jalon.cmd_rdv_deplacer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	s jalon.seance := jalon.seance_a_moi(c);
	v_periode tstzrange;
	v_lieu text := coalesce(nullif(jalon.champ(c, 'lieu', false), ''), s.lieu);
BEGIN
	PERFORM jalon.verifier_cles(c, 'seance_id', 'version', 'debut', 'minutes', 'lieu', 'demandeur', 'motif', 'confirmation');
	PERFORM jalon.verifier_version(s.version, jalon.champ_entier(c, 'version'));
	v_periode := CASE WHEN c ? 'minutes' THEN jalon.champ_periode(c)
		ELSE tstzrange(jalon.champ_debut(c), jalon.champ_debut(c) + (upper(s.periode) - lower(s.periode))) END;
	IF s.annulee_le IS NOT NULL THEN
		PERFORM jalon.refuser('rdv_annule', 'debut', 'ce rendez-vous est annulé');
	ELSIF v_periode = s.periode AND v_lieu = s.lieu THEN
		PERFORM jalon.refuser('rdv_inchange', 'debut', 'ce rendez-vous est déjà à ce moment et à cet endroit');
	END IF;
	PERFORM set_config('jalon.demandeur', jalon.champ_demandeur(c), true), set_config('jalon.motif', jalon.champ_motif(c), true);
	UPDATE jalon.seance x SET periode = v_periode, lieu = v_lieu, confirmation = CASE WHEN v_periode = s.periode THEN s.confirmation
		ELSE nullif(jalon.champ(c, 'confirmation', false), '') END
	WHERE x.agence_id = s.agence_id AND x.seance_id = s.seance_id;
	PERFORM set_config('jalon.demandeur', '', true), set_config('jalon.motif', '', true);
	RETURN jsonb_build_object('etat', 'faite', 'seance_id', s.seance_id, 'version', s.version + 1, 'identifiant',
		jalon.identifiant_seul(s.seance_id));
END
$$;

-- The one person of an appointment, NULL for a group or when out of reach.
CREATE FUNCTION jalon.identifiant_seul(p_seance uuid) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN (SELECT CASE WHEN count(*) = 1 THEN min(p.identifiant) END FROM jalon.participation x
		JOIN jalon.personne p ON p.agence_id = x.agence_id AND p.personne_id = x.personne_id
		WHERE x.agence_id = jalon.mon_agence() AND x.seance_id = p_seance);
END
$$;

CREATE FUNCTION jalon.verifier_annulable(p_presence text, p_annulee bool) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF p_annulee OR p_presence IN ('annule_structure', 'annule_personne') THEN
		PERFORM jalon.refuser('rdv_annule', 'seance_id', 'ce rendez-vous est déjà annulé');
	ELSIF p_presence <> 'inconnu' THEN
		PERFORM jalon.refuser('rdv_tenu', 'seance_id', 'l''issue de ce rendez-vous est déjà enregistrée');
	END IF;
END
$$;

-- One participant, wherever the séance is held; or a whole séance of one's agenda.
CREATE FUNCTION jalon.rdv_annuler_un(c jsonb, p_seance uuid, p_personne bigint) RETURNS int
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	p jalon.participation := jalon.participation_visible(p_seance, p_personne);
BEGIN
	PERFORM jalon.verifier_version((SELECT s.version FROM jalon.seances_personne(p_personne) s WHERE s.seance_id = p_seance),
		jalon.champ_entier(c, 'version'));
	PERFORM jalon.verifier_annulable(p.presence, p.annulation <> 'infinity');
	UPDATE jalon.participation x SET presence = 'annule_' || jalon.champ_demandeur(c), motif = jalon.champ(c, 'motif')
	WHERE x.agence_id = p.agence_id AND x.seance_id = p_seance AND x.personne_id = p_personne;
	RETURN (SELECT s.version FROM jalon.seances_personne(p_personne) s WHERE s.seance_id = p_seance);
END
$$;

CREATE FUNCTION jalon.rdv_annuler_tout(c jsonb) RETURNS int
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	s jalon.seance := jalon.seance_a_moi(c);
	p jalon.participation;
BEGIN
	PERFORM jalon.verifier_version(s.version, jalon.champ_entier(c, 'version'));
	PERFORM jalon.verifier_annulable('inconnu', s.annulee_le IS NOT NULL);
	FOR p IN SELECT * FROM jalon.participation x WHERE x.agence_id = s.agence_id AND x.seance_id = s.seance_id
		AND x.presence NOT IN ('annule_structure', 'annule_personne') ORDER BY x.personne_id FOR UPDATE
	LOOP
		PERFORM jalon.verifier_annulable(p.presence, false);
		UPDATE jalon.participation x SET presence = 'annule_' || jalon.champ_demandeur(c), motif = jalon.champ(c, 'motif')
		WHERE x.agence_id = p.agence_id AND x.seance_id = p.seance_id AND x.personne_id = p.personne_id;
	END LOOP;
	UPDATE jalon.seance x SET annulee_le = jalon.maintenant(), motif_annulation = jalon.champ(c, 'motif')
	WHERE x.agence_id = s.agence_id AND x.seance_id = s.seance_id AND x.annulee_le IS NULL;
	RETURN (SELECT x.version FROM jalon.seance x WHERE x.agence_id = s.agence_id AND x.seance_id = s.seance_id);
END
$$;

CREATE FUNCTION jalon.cmd_rdv_annuler(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'seance_id');
	v_version int;
BEGIN
	PERFORM jalon.verifier_cles(c, 'seance_id', 'identifiant', 'version', 'demandeur', 'motif');
	PERFORM jalon.champ_demandeur(c), jalon.champ_motif(c);
	IF coalesce(c->>'identifiant', '') <> '' THEN
		v_version := jalon.rdv_annuler_un(c, v_id, jalon.personne_visible(c));
	ELSE
		v_version := jalon.rdv_annuler_tout(c);
	END IF;
	RETURN jsonb_build_object('etat', 'faite', 'seance_id', v_id, 'version', v_version,
		'identifiant', coalesce(nullif(c->>'identifiant', ''), jalon.identifiant_seul(v_id)));
END
$$;

-- Attendance, conclusion, convocation, reminder.

CREATE FUNCTION jalon.presence_noter(p_seance uuid, c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personne bigint := jalon.personne_visible(c);
	p jalon.participation := jalon.participation_visible(p_seance, v_personne);
BEGIN
	PERFORM jalon.verifier_cles(c, 'identifiant', 'version', 'presence', 'motif');
	PERFORM jalon.verifier_version(p.version, jalon.champ_entier(c, 'version'));
	UPDATE jalon.participation x SET presence = jalon.champ(c, 'presence'), motif = coalesce(jalon.champ(c, 'motif', false), '')
	WHERE x.agence_id = p.agence_id AND x.seance_id = p_seance AND x.personne_id = v_personne;
	RETURN jsonb_build_object('identifiant', c->>'identifiant', 'version', jalon.participation_version(p_seance, v_personne));
END
$$;

CREATE FUNCTION jalon.cmd_rdv_presence(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'seance_id');
	v_notees jsonb := '[]';
	v_presence jsonb;
BEGIN
	PERFORM jalon.verifier_cles(c, 'seance_id', 'presences');
	FOR v_presence IN SELECT x FROM jalon.champ_liste(c, 'presences') x ORDER BY x->>'identifiant' -- one order of locks
	LOOP
		v_notees := v_notees || jalon.presence_noter(v_id, v_presence);
	END LOOP;
	IF v_notees = '[]' THEN
		PERFORM jalon.refuser('contenu_invalide', 'presences', 'aucune présence à enregistrer');
	END IF;
	RETURN jsonb_build_object('etat', 'faite', 'seance_id', v_id, 'presences', v_notees)
		|| CASE WHEN jsonb_array_length(v_notees) = 1 THEN v_notees->0 ELSE '{}' END;
END
$$;

CREATE FUNCTION jalon.engagement_inserer(p_personne bigint, p_seance uuid, c jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM jalon.verifier_cles(c, 'engagement_id', 'debiteur', 'objet', 'echeance');
	INSERT INTO jalon.engagement (engagement_id, personne_id, seance_id, debiteur, objet, echeance)
	VALUES (jalon.champ_uuid(c, 'engagement_id'), p_personne, p_seance, jalon.champ(c, 'debiteur'), jalon.champ(c, 'objet'),
		jalon.champ_date(c, 'echeance'));
END
$$;

CREATE FUNCTION jalon.cmd_rdv_conclure(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'seance_id');
	v_personne bigint := jalon.personne_visible(c);
	p jalon.participation := jalon.participation_visible(v_id, v_personne);
	v_engagement jsonb;
BEGIN
	PERFORM jalon.verifier_cles(c, 'seance_id', 'identifiant', 'version', 'presence', 'conclusion', 'engagements');
	PERFORM jalon.verifier_version(p.version, jalon.champ_entier(c, 'version'));
	IF jalon.champ(c, 'conclusion') !~ '[^[:space:]]' THEN
		PERFORM jalon.refuser('conclusion_requise', 'conclusion', 'un rendez-vous se clôt par une conclusion');
	ELSIF p.annulation <> 'infinity' THEN
		PERFORM jalon.refuser('rdv_annule', 'seance_id', 'ce rendez-vous est annulé');
	END IF;
	UPDATE jalon.participation x SET presence = coalesce(nullif(jalon.champ(c, 'presence', false), ''), p.presence),
		conclusion = jalon.champ(c, 'conclusion')
	WHERE x.agence_id = p.agence_id AND x.seance_id = v_id AND x.personne_id = v_personne;
	FOR v_engagement IN SELECT * FROM jalon.champ_liste(c, 'engagements')
	LOOP
		PERFORM jalon.engagement_inserer(v_personne, v_id, v_engagement);
	END LOOP;
	RETURN jsonb_build_object('etat', 'faite', 'seance_id', v_id, 'identifiant', c->>'identifiant',
		'version', jalon.participation_version(v_id, v_personne));
END
$$;

-- Convocation is not reception: two dates (rules.md L4). One that is absent stays as it is.
CREATE FUNCTION jalon.cmd_convocation_noter(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'seance_id');
	v_personne bigint := jalon.personne_visible(c);
	p jalon.participation := jalon.participation_visible(v_id, v_personne);
	v_convoque timestamptz := coalesce(jalon.champ_jour_ou_moment(c, 'convoque_le'), p.convoque_le);
	v_recu timestamptz := coalesce(jalon.champ_jour_ou_moment(c, 'recu_le'), p.recu_le);
BEGIN
	PERFORM jalon.verifier_cles(c, 'seance_id', 'identifiant', 'version', 'convoque_le', 'recu_le');
	PERFORM jalon.verifier_version(p.version, jalon.champ_entier(c, 'version'));
	IF v_recu IS NULL AND v_convoque IS NULL THEN
		PERFORM jalon.refuser('contenu_invalide', 'convoque_le', 'donnez la date de convocation ou celle de réception');
	ELSIF (v_recu AT TIME ZONE jalon.fuseau())::date = (v_convoque AT TIME ZONE jalon.fuseau())::date THEN
		v_recu := greatest(v_recu, v_convoque); -- a day is given without its hour
	END IF;
	UPDATE jalon.participation x SET convoque_le = v_convoque, recu_le = v_recu
	WHERE x.agence_id = p.agence_id AND x.seance_id = v_id AND x.personne_id = v_personne;
	RETURN jsonb_build_object('etat', 'faite', 'seance_id', v_id, 'identifiant', c->>'identifiant', 'version', p.version + 1);
END
$$;

CREATE FUNCTION jalon.cmd_rappel_donner(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'rappel_id');
	v_seance uuid := jalon.champ_uuid(c, 'seance_id');
	v_personne bigint := jalon.personne_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'rappel_id', 'seance_id', 'identifiant', 'jours', 'canal');
	PERFORM jalon.participation_visible(v_seance, v_personne);
	INSERT INTO jalon.rappel (rappel_id, seance_id, personne_id, jours, canal)
	VALUES (v_id, v_seance, v_personne, jalon.champ_entier(c, 'jours'), jalon.champ(c, 'canal'));
	RETURN jsonb_build_object('etat', 'faite', 'rappel_id', v_id, 'seance_id', v_seance, 'identifiant', c->>'identifiant');
END
$$;

CREATE FUNCTION jalon.cmd_engagement_tenir(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'engagement_id');
	e jalon.engagement;
BEGIN
	PERFORM jalon.verifier_cles(c, 'engagement_id', 'version', 'tenu_le');
	SELECT * INTO e FROM jalon.engagement x
	WHERE x.agence_id = jalon.mon_agence() AND x.engagement_id = v_id AND x.annule_par IS NULL FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'engagement_id', 'engagement inexistant ou hors de votre portée');
	END IF;
	PERFORM jalon.verifier_version(e.version, jalon.champ_entier(c, 'version'));
	IF e.tenu_le IS NOT NULL THEN
		PERFORM jalon.refuser('engagement_deja_tenu', 'tenu_le', 'cet engagement est déjà tenu');
	END IF;
	UPDATE jalon.engagement x SET tenu_le = jalon.champ_date(c, 'tenu_le', jalon.aujourdhui())
	WHERE x.agence_id = e.agence_id AND x.engagement_id = v_id;
	RETURN jsonb_build_object('etat', 'faite', 'engagement_id', v_id, 'version', e.version + 1, 'identifiant',
		(SELECT p.identifiant FROM jalon.personne p WHERE p.agence_id = e.agence_id AND p.personne_id = e.personne_id));
END
$$;

-- Several slots offered, one chosen.

CREATE FUNCTION jalon.cmd_proposition_faire(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'proposition_id');
	v_personne bigint := jalon.personne_visible(c);
	v_creneaux timestamptz[];
BEGIN
	PERFORM jalon.verifier_cles(c, 'proposition_id', 'identifiant', 'creneaux', 'minutes', 'type', 'lieu', 'texte');
	PERFORM jalon.verifier_conseiller();
	v_creneaux := ARRAY(SELECT DISTINCT jalon.champ_debut(jsonb_build_object('creneaux', x), 'creneaux') FROM jalon.champ_liste(c, 'creneaux') x
		ORDER BY 1);
	INSERT INTO jalon.proposition (proposition_id, personne_id, type, lieu, minutes, creneaux, texte)
	VALUES (v_id, v_personne, jalon.champ(c, 'type'), jalon.champ(c, 'lieu'), jalon.champ_entier(c, 'minutes'), v_creneaux,
		coalesce(jalon.champ(c, 'texte', false), ''));
	RETURN jsonb_build_object('etat', 'faite', 'proposition_id', v_id, 'identifiant', c->>'identifiant');
END
$$;

CREATE FUNCTION jalon.proposition_ouverte(c jsonb) RETURNS jalon.proposition
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'proposition_id');
	p jalon.proposition;
BEGIN
	PERFORM jalon.verifier_conseiller(); -- of one's own agenda
	SELECT * INTO p FROM jalon.proposition x WHERE x.agence_id = jalon.mon_agence() AND x.proposition_id = v_id FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'proposition_id', 'proposition inexistante ou hors de votre portée');
	ELSIF p.seance_id IS NOT NULL OR p.annule_par IS NOT NULL THEN
		PERFORM jalon.refuser('proposition_close', '', 'cette proposition est déjà close');
	END IF;
	RETURN p;
END
$$;

CREATE FUNCTION jalon.cmd_proposition_choisir(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_seance uuid := jalon.champ_uuid(c, 'seance_id');
	p jalon.proposition := jalon.proposition_ouverte(c);
	v_debut timestamptz := jalon.champ_debut(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'proposition_id', 'seance_id', 'debut', 'confirmation');
	IF v_debut <> ALL (p.creneaux) THEN
		PERFORM jalon.refuser('creneau_non_propose', 'debut', 'ce créneau n''est pas de ceux qui ont été proposés');
	END IF;
	PERFORM jalon.rdv_inserer(c || jsonb_build_object('type', p.type, 'lieu', p.lieu), v_seance,
		tstzrange(v_debut, v_debut + make_interval(mins => p.minutes)), NULL, ARRAY[p.personne_id]);
	UPDATE jalon.proposition x SET seance_id = v_seance WHERE x.agence_id = p.agence_id AND x.proposition_id = p.proposition_id;
	RETURN jsonb_build_object('etat', 'faite', 'proposition_id', p.proposition_id, 'seance_id', v_seance, 'version', 1,
		'identifiant', (SELECT x.identifiant FROM jalon.personne x WHERE x.agence_id = p.agence_id AND x.personne_id = p.personne_id));
END
$$;

CREATE FUNCTION jalon.cmd_proposition_retirer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	p jalon.proposition := jalon.proposition_ouverte(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'proposition_id');
	UPDATE jalon.proposition x SET annule_par = jalon.commande_en_cours()
	WHERE x.agence_id = p.agence_id AND x.proposition_id = p.proposition_id;
	RETURN jsonb_build_object('etat', 'faite', 'proposition_id', p.proposition_id);
END
$$;

-- Protected days, absences, hours, closings. A declaration over appointments already given stands; it says how many.

CREATE FUNCTION jalon.cmd_conge_declarer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'conge_id');
	v_personne bigint := jalon.personne_visible(c);
	v_du date := jalon.champ_date(c, 'du');
	v_au date := jalon.champ_date(c, 'au'); -- the last day, included
BEGIN
	PERFORM jalon.verifier_cles(c, 'conge_id', 'identifiant', 'nature', 'du', 'au', 'texte');
	INSERT INTO jalon.conge (conge_id, personne_id, nature, du, au, texte)
	VALUES (v_id, v_personne, jalon.champ(c, 'nature'), v_du, v_au + 1, coalesce(jalon.champ(c, 'texte', false), ''));
	RETURN jsonb_build_object('etat', 'faite', 'conge_id', v_id, 'identifiant', c->>'identifiant', 'rdv_concernes',
		(SELECT count(*) FROM jalon.occupations_personne(v_personne, v_du, v_au) o WHERE lower(o.periode) > jalon.maintenant()));
END
$$;

-- Annuls one row of one's own by the command under way. The table's name is a constant of the callers.
CREATE FUNCTION jalon.ligne_retirer(c jsonb, p_table text) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_cle text := p_table || '_id';
	v_id uuid := jalon.champ_uuid(c, v_cle);
	v_nb bigint;
BEGIN
	PERFORM jalon.verifier_cles(c, v_cle);
	EXECUTE format('UPDATE jalon.%I SET annule_par = $1 WHERE agence_id = $2 AND %I = $3 AND annule_par IS NULL', p_table, v_cle)
		USING jalon.commande_en_cours(), jalon.mon_agence(), v_id;
	GET DIAGNOSTICS v_nb = ROW_COUNT;
	IF v_nb <> 1 THEN
		PERFORM jalon.refuser('hors_de_portee', v_cle, 'ligne inexistante ou hors de votre portée');
	END IF;
	RETURN jsonb_build_object('etat', 'faite', v_cle, v_id);
END
$$;

CREATE FUNCTION jalon.cmd_conge_retirer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN jalon.ligne_retirer(c, 'conge') || jsonb_build_object('identifiant', (SELECT p.identifiant FROM jalon.conge x
		JOIN jalon.personne p ON p.agence_id = x.agence_id AND p.personne_id = x.personne_id
		WHERE x.agence_id = jalon.mon_agence() AND x.conge_id = jalon.champ_uuid(c, 'conge_id')));
END
$$;

CREATE FUNCTION jalon.cmd_absence_poser(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'absence_id');
	v_de timestamptz := jalon.champ_debut(c);
	v_a timestamptz := jalon.champ_debut(c, 'fin'); -- first moment that no longer counts
BEGIN
	PERFORM jalon.verifier_cles(c, 'absence_id', 'debut', 'fin', 'motif');
	IF v_a <= v_de THEN
		PERFORM jalon.refuser('absence_ordre', 'fin', 'une absence finit après son début');
	END IF;
	INSERT INTO jalon.absence (absence_id, periode, motif) VALUES (v_id, tstzrange(v_de, v_a), coalesce(jalon.champ(c, 'motif', false), ''));
	RETURN jsonb_build_object('etat', 'faite', 'absence_id', v_id, 'rdv_concernes', (SELECT count(*) FROM jalon.seance s
		WHERE s.agence_id = jalon.mon_agence() AND s.conseiller = session_user AND s.annulee_le IS NULL AND s.periode && tstzrange(v_de, v_a)
			AND lower(s.periode) > jalon.maintenant()));
END
$$;

CREATE FUNCTION jalon.cmd_absence_retirer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN jalon.ligne_retirer(c, 'absence');
END
$$;

-- version 0: no hours of one's own yet. No range: the agency's.
CREATE FUNCTION jalon.cmd_horaires_definir(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_version int := jalon.champ_entier(c, 'version');
	v_plages int4multirange := '{}';
	v_presente int;
	x jsonb;
BEGIN
	PERFORM jalon.verifier_cles(c, 'version', 'plages');
	FOR x IN SELECT * FROM jalon.champ_liste(c, 'plages')
	LOOP
		PERFORM jalon.verifier_cles(x, 'de', 'a');
		IF jalon.champ_entier(x, 'de') >= jalon.champ_entier(x, 'a') THEN
			PERFORM jalon.refuser('horaire_ordre', 'plages', 'une plage finit après son début');
		END IF;
		v_plages := v_plages + int4multirange(int4range(jalon.champ_entier(x, 'de'), jalon.champ_entier(x, 'a')));
	END LOOP;
	SELECT h.version INTO v_presente FROM jalon.horaire h WHERE h.agence_id = jalon.mon_agence() AND h.login = session_user FOR UPDATE;
	PERFORM jalon.verifier_version(coalesce(v_presente, 0), v_version);
	IF v_presente IS NULL THEN
		INSERT INTO jalon.horaire (plages) VALUES (v_plages);
	ELSE
		UPDATE jalon.horaire h SET plages = v_plages WHERE h.agence_id = jalon.mon_agence() AND h.login = session_user;
	END IF;
	RETURN jsonb_build_object('etat', 'faite', 'version', coalesce(v_presente, 0) + 1);
END
$$;

CREATE FUNCTION jalon.verifier_fermeture() RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF jalon.mon_role() IS DISTINCT FROM 'responsable' THEN
		PERFORM jalon.refuser('fermeture_par_responsable', '', 'les jours de fermeture sont posés par le responsable');
	END IF;
END
$$;

CREATE FUNCTION jalon.cmd_fermeture_poser(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'fermeture_id');
	v_du date := jalon.champ_date(c, 'du');
	v_au date := jalon.champ_date(c, 'au'); -- the last day, included
BEGIN
	PERFORM jalon.verifier_cles(c, 'fermeture_id', 'du', 'au', 'motif');
	PERFORM jalon.verifier_fermeture();
	INSERT INTO jalon.fermeture (fermeture_id, du, au, motif) VALUES (v_id, v_du, v_au + 1, jalon.champ(c, 'motif'));
	RETURN jsonb_build_object('etat', 'faite', 'fermeture_id', v_id, 'rdv_concernes', (SELECT count(*) FROM jalon.occupations(v_du, v_au) o
		WHERE o.nature = 'seance' AND lower(o.periode) > jalon.maintenant()));
END
$$;

CREATE FUNCTION jalon.cmd_fermeture_retirer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM jalon.verifier_fermeture();
	RETURN jalon.ligne_retirer(c, 'fermeture');
END
$$;

-- A line of one's day, kept as put off or done until a date. The last gesture counts.
CREATE FUNCTION jalon.cmd_ligne_reporter(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personne bigint := jalon.personne_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'identifiant', 'code', 'jusqu_au', 'geste');
	INSERT INTO jalon.report AS r (personne_id, code, jusqu_au, geste)
	VALUES (v_personne, jalon.champ(c, 'code'), jalon.champ_date(c, 'jusqu_au'), jalon.champ(c, 'geste'))
	ON CONFLICT (agence_id, login, personne_id, code) DO UPDATE SET jusqu_au = excluded.jusqu_au, geste = excluded.geste;
	RETURN jsonb_build_object('etat', 'faite', 'identifiant', c->>'identifiant', 'code', c->>'code');
END
$$;

-- Undo, by row: what a command wrote of one row, from its first image to its last. All rows are locked and compared
-- before any is reversed, since reversing one may change another (a séance and its participations).

CREATE FUNCTION jalon.lignes_de(p_commande uuid) RETURNS SETOF jalon.historique
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN QUERY
	SELECT x.agence_id, x.historique_id, x.le, x.login, x.origine, x.commande_id, x.nom_table, x.operation, x.cle, x.personne_id,
		x.foyer_id, x.confidentiel, x.avant, x.dernier
	FROM (SELECT h.*, row_number() OVER ligne AS rang, last_value(h.apres) OVER ligne AS dernier FROM jalon.historique h
		WHERE h.agence_id = jalon.mon_agence() AND h.commande_id = p_commande AND h.login = session_user
		WINDOW ligne AS (PARTITION BY h.nom_table, h.cle, h.personne_id ORDER BY h.historique_id
			ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)) x
	WHERE x.rang = 1 ORDER BY x.historique_id;
END
$$;

DROP FUNCTION jalon.annuler_ligne(jalon.historique, uuid);

-- Which row: « agence_id = $1 AND … ». Table and column names come from triggers and from these lists, values are parameters.
CREATE FUNCTION jalon.ligne_designer(h jalon.historique) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN CASE WHEN h.nom_table = 'participation' THEN 't.agence_id = $1 AND t.seance_id = $2::uuid AND t.personne_id = $3'
		WHEN h.nom_table IN ('personne', 'foyer') THEN format('t.agence_id = $1 AND t.%I = $2::bigint', h.nom_table || '_id')
		ELSE format('t.agence_id = $1 AND t.%I = $2::uuid', h.nom_table || '_id') END;
END
$$;

CREATE FUNCTION jalon.ligne_comparer(h jalon.historique) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO, YMD' AS $$ -- as history writes instants
DECLARE
	v_presente jsonb;
BEGIN
	EXECUTE format('SELECT to_jsonb(t) FROM jalon.%I t WHERE %s FOR UPDATE', h.nom_table, jalon.ligne_designer(h))
		INTO v_presente USING h.agence_id, h.cle, h.personne_id;
	IF v_presente IS DISTINCT FROM h.apres THEN
		PERFORM jalon.refuser('annulation_trop_tard', '', 'la ligne a changé depuis : elle ne s''annule plus');
	ELSIF h.nom_table = 'seance' AND NOT (v_presente->>'imprevue')::bool
		AND lower((v_presente->>'periode')::tstzrange) <= jalon.maintenant() THEN
		PERFORM jalon.refuser('annulation_trop_tard', '', 'ce rendez-vous a commencé : il ne s''annule plus');
	END IF;
END
$$;

CREATE FUNCTION jalon.ligne_defaire(h jalon.historique, p_commande uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO, YMD' AS $$
DECLARE
	v_colonnes text;
	v_nb bigint;
BEGIN
	IF h.nom_table = 'report' THEN -- put off until today: no longer put off
		UPDATE jalon.report r SET jusqu_au = greatest((h.avant->>'jusqu_au')::date, jalon.aujourdhui()), geste = coalesce(h.avant->>'geste', r.geste)
		WHERE r.agence_id = h.agence_id AND r.report_id = h.cle::uuid;
	ELSIF h.operation = 'INSERT' THEN
		EXECUTE format('UPDATE jalon.%I t SET %I = $4 WHERE %s', h.nom_table, CASE h.nom_table WHEN 'note' THEN 'annulee_par'
			ELSE 'annule_par' END, jalon.ligne_designer(h)) USING h.agence_id, h.cle, h.personne_id, p_commande;
	ELSE
		SELECT string_agg(format('%1$I = r.%1$I', k), ', ') INTO v_colonnes FROM unnest(CASE h.nom_table
			WHEN 'note' THEN ARRAY['texte', 'privee'] WHEN 'frein' THEN ARRAY['leve_le'] WHEN 'foyer' THEN ARRAY['taille']
			WHEN 'participation' THEN ARRAY['presence', 'motif', 'convoque_le', 'recu_le'] WHEN 'engagement' THEN ARRAY['tenu_le']
			ELSE ARRAY['nom', 'prenom', 'naissance', 'telephone', 'courriel', 'commune'] END) k;
		EXECUTE format('UPDATE jalon.%1$I t SET %2$s FROM jsonb_populate_record(NULL::jalon.%1$I, $4) r WHERE %3$s',
			h.nom_table, v_colonnes, jalon.ligne_designer(h)) USING h.agence_id, h.cle, h.personne_id, h.avant;
	END IF;
	GET DIAGNOSTICS v_nb = ROW_COUNT;
	IF v_nb <> 1 THEN
		PERFORM jalon.refuser('hors_de_portee', '', 'ligne inexistante ou hors de votre portée');
	END IF;
END
$$;

CREATE OR REPLACE FUNCTION jalon.cmd_annuler(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'commande_id');
	v_moi uuid := jalon.commande_en_cours();
	v_verbe text;
	v_lignes jalon.historique[];
	h jalon.historique;
BEGIN
	PERFORM jalon.verifier_cles(c, 'commande_id');
	SELECT x.verbe INTO v_verbe FROM jalon.commande x
	WHERE x.agence_id = jalon.mon_agence() AND x.commande_id = v_id AND x.login = session_user AND x.etat = 'faite';
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'commande_id', 'commande inexistante ou hors de votre portée');
	ELSIF v_verbe NOT IN ('contact_noter', 'note_ecrire', 'note_corriger', 'frein_ajouter', 'frein_lever', 'personne_corriger',
		'rdv_donner', 'rdv_presence', 'rappel_donner', 'engagement_tenir', 'conge_declarer', 'absence_poser', 'ligne_reporter',
		'convocation_noter') THEN
		PERFORM jalon.refuser('annulation_impossible', '', 'cet acte ne s''annule pas');
	END IF;
	-- A séance freed by a participant's cancellation follows its participation back (seance_liberer). Rows are locked
	-- in the order of the commands: no deadlock.
	v_lignes := ARRAY(SELECT x FROM jalon.lignes_de(v_id) x
		WHERE NOT (x.nom_table = 'seance' AND x.operation = 'UPDATE') ORDER BY x.historique_id);
	IF v_lignes = '{}' THEN
		PERFORM jalon.refuser('hors_de_portee', 'commande_id', 'commande inexistante ou hors de votre portée');
	END IF;
	FOREACH h IN ARRAY v_lignes
	LOOP
		PERFORM jalon.ligne_comparer(h);
	END LOOP;
	FOREACH h IN ARRAY v_lignes
	LOOP
		CONTINUE WHEN h.nom_table = 'participation' AND h.operation = 'INSERT'; -- goes with its séance
		PERFORM jalon.ligne_defaire(h, v_moi);
	END LOOP;
	RETURN jsonb_build_object('etat', 'faite', 'annulee', v_id, 'verbe', v_verbe);
END
$$;

-- The one door. A verb is the function cmd_<verb> that the asking role may execute: a later one needs no word here.
CREATE OR REPLACE FUNCTION jalon.commander(p_id uuid, p_verbe text, p_contenu jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_empreinte text := encode(sha256(convert_to(p_verbe || E'\n' || p_contenu::text, 'UTF8')), 'hex');
	v_connue jalon.commande;
	v_fonction regprocedure;
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
	v_fonction := CASE WHEN p_verbe ~ '^[a-z_]{1,40}$' THEN to_regprocedure(format('jalon.cmd_%s(jsonb)', p_verbe)) END;
	IF v_fonction IS NULL OR NOT has_function_privilege(v_fonction, 'EXECUTE') THEN
		PERFORM jalon.refuser('verbe_inconnu', '', 'cette commande n''existe pas');
	END IF;
	PERFORM set_config('jalon.commande', p_id::text, true);
	EXECUTE format('SELECT jalon.%I($1)', 'cmd_' || p_verbe) INTO v_resultat USING p_contenu;
	-- What may be confirmed is checked last, and before the answer.
	SET CONSTRAINTS jalon.seance_confirmable_donnee, jalon.seance_confirmable_deplacee IMMEDIATE;
	SET CONSTRAINTS jalon.seance_confirmable_donnee, jalon.seance_confirmable_deplacee DEFERRED;
	UPDATE jalon.commande c SET resultat = v_resultat WHERE c.agence_id = jalon.mon_agence() AND c.commande_id = p_id;
	PERFORM set_config('jalon.commande', '', true);
	RETURN v_resultat;
END
$$;

-- Those who command.
DO $$
DECLARE
	f regprocedure;
BEGIN
	FOR f IN SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
		WHERE n.nspname = 'jalon' AND (p.proname LIKE 'cmd\_%' OR p.proname LIKE 'champ%' OR p.proname LIKE 'verifier\_%'
			OR p.proname IN ('seance_a_moi', 'participation_visible', 'participation_version', 'rdv_inserer', 'personnes_visibles',
			'identifiant_seul', 'rdv_annuler_un', 'rdv_annuler_tout', 'presence_noter', 'engagement_inserer', 'proposition_ouverte',
			'ligne_retirer', 'lignes_de', 'ligne_designer', 'ligne_comparer', 'ligne_defaire'))
	LOOP
		EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO jalon_conseiller, jalon_responsable', f);
	END LOOP;
END
$$;

RESET ROLE;
