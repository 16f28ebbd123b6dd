-- Hours of activity, and what the person's file gains with the contract: dérogations, orientation, diagnostic, rights
-- information, requests; who read a file, and all that is held on a person.

SET LOCAL ROLE jalon_proprietaire;

-- Minutes of one theme on one day (rules.md L8; the nine themes: 003:13685-13788), declared then validated.
CREATE TABLE jalon.activite (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	activite_id uuid NOT NULL DEFAULT gen_random_uuid(),
	personne_id bigint NOT NULL,
	jour date NOT NULL CONSTRAINT activite_jour_bornes CHECK (jour >= '1990-01-01'),
	theme text NOT NULL CONSTRAINT activite_theme_connu CHECK (theme IN ('relation', 'diagnostic', 'freins', 'confiance',
		'projet', 'competences', 'candidature', 'emploi', 'entreprise')),
	minutes int NOT NULL CONSTRAINT activite_minutes_bornes CHECK (minutes BETWEEN 1 AND 1440),
	texte text NOT NULL DEFAULT '' CONSTRAINT activite_texte_longueur CHECK (char_length(texte) <= 500),
	declaree_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	declaree_par name NOT NULL DEFAULT session_user,
	validee_le timestamptz,
	validee_par name,
	version int NOT NULL DEFAULT 1,
	annule_par uuid,
	CONSTRAINT activite_cle PRIMARY KEY (agence_id, activite_id),
	CONSTRAINT activite_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT activite_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT activite_validation_complete CHECK ((validee_le IS NULL) = (validee_par IS NULL)),
	CONSTRAINT activite_validation_apres CHECK (validee_le >= declaree_le)
);
CREATE INDEX activite_par_personne ON jalon.activite (agence_id, personne_id, jour) WHERE annule_par IS NULL;
-- What waits for its validation, as of any day. CASE: below a policy, the planner takes no index for a coalesce().
CREATE INDEX activite_a_valider ON jalon.activite (agence_id, personne_id,
	(CASE WHEN validee_le IS NULL THEN 'infinity'::timestamptz ELSE validee_le END)) WHERE annule_par IS NULL;

-- Another weekly target for a time, with its reason (003:4415). `au`: first day that no longer counts.
CREATE TABLE jalon.derogation (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	derogation_id uuid NOT NULL DEFAULT gen_random_uuid(),
	personne_id bigint NOT NULL,
	du date NOT NULL,
	au date NOT NULL,
	cible_minutes int NOT NULL CONSTRAINT derogation_cible_bornes CHECK (cible_minutes BETWEEN 0 AND 10080),
	motif text NOT NULL CONSTRAINT derogation_motif CHECK (char_length(motif) BETWEEN 1 AND 1000 AND motif ~ '\S'),
	accordee_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	accordee_par name NOT NULL DEFAULT session_user,
	annule_par uuid,
	CONSTRAINT derogation_cle PRIMARY KEY (agence_id, derogation_id),
	CONSTRAINT derogation_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT derogation_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT derogation_bornes CHECK (du < au AND du >= '1990-01-01' AND au <= du + 366 AND au <= '2200-01-01'),
	CONSTRAINT derogation_une_seule EXCLUDE USING gist (agence_id WITH =, personne_id WITH =,
		daterange(du, au, '[)') WITH &&) WHERE (annule_par IS NULL)
);
CREATE INDEX derogation_par_personne ON jalon.derogation (agence_id, personne_id, au) WHERE annule_par IS NULL;

-- Absences of the person lower the target of a week, whatever their nature; congés and délai de réflexion alone also
-- refuse an appointment.
ALTER TABLE jalon.conge
	DROP CONSTRAINT conge_nature_connue,
	ADD CONSTRAINT conge_nature_connue CHECK (nature IN ('conges', 'reflexion', 'maladie', 'emploi', 'formation', 'autre')),
	ADD CONSTRAINT conge_texte CHECK (nature <> 'autre' OR texte ~ '\S');

CREATE OR REPLACE FUNCTION jalon.personne_garder(p_agence int, p_personne bigint, p_periode tstzrange) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_nature text;
BEGIN
	SELECT c.nature INTO v_nature FROM jalon.conge c
	WHERE c.agence_id = p_agence AND c.personne_id = p_personne AND c.annule_par IS NULL AND c.nature IN ('conges', 'reflexion')
		AND daterange(c.du, c.au, '[)') && jalon.jours_de(p_periode)
	ORDER BY c.nature LIMIT 1; -- conges come first
	IF v_nature = 'conges' THEN
		PERFORM jalon.refuser('rdv_conges', 'debut', 'la personne est en congés déclarés ce jour-là');
	ELSIF v_nature = 'reflexion' THEN
		PERFORM jalon.refuser('rdv_reflexion', 'debut', 'la personne est dans son délai de réflexion ce jour-là');
	END IF;
END
$$;

-- Where a person is oriented to; it starts contract_signature, a new one restarts it (D. 5411-14-1). The first one is an
-- orientation, each later one a réorientation.
CREATE TABLE jalon.orientation (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	orientation_id uuid NOT NULL DEFAULT gen_random_uuid(),
	personne_id bigint NOT NULL,
	nature text NOT NULL CONSTRAINT orientation_nature_connue CHECK (nature IN ('orientation', 'reorientation')),
	parcours text NOT NULL CONSTRAINT orientation_parcours_connu CHECK (parcours IN ('professionnel', 'socio_professionnel', 'social')),
	organisme text NOT NULL DEFAULT '' CONSTRAINT orientation_organisme_longueur CHECK (char_length(organisme) <= 200),
	notifiee_le date NOT NULL CONSTRAINT orientation_notifiee_bornes CHECK (notifiee_le >= '1990-01-01'),
	preference text NOT NULL DEFAULT '' CONSTRAINT orientation_preference_longueur CHECK (char_length(preference) <= 1000),
	motif text NOT NULL DEFAULT '' CONSTRAINT orientation_motif_longueur CHECK (char_length(motif) <= 1000),
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	saisi_par name NOT NULL DEFAULT session_user,
	annule_par uuid,
	CONSTRAINT orientation_cle PRIMARY KEY (agence_id, orientation_id),
	CONSTRAINT orientation_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT orientation_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande
);
CREATE INDEX orientation_par_personne ON jalon.orientation (agence_id, personne_id, notifiee_le DESC) WHERE annule_par IS NULL;
CREATE UNIQUE INDEX orientation_premiere ON jalon.orientation (agence_id, personne_id) WHERE annule_par IS NULL AND nature = 'orientation';

-- The diagnostic in its six fields (003:3874-3895): each row is a version, whole; none is ever rewritten.
CREATE TABLE jalon.diagnostic (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	diagnostic_id uuid NOT NULL DEFAULT gen_random_uuid(),
	personne_id bigint NOT NULL,
	rang int NOT NULL CONSTRAINT diagnostic_rang_positif CHECK (rang >= 1), -- given by trigger
	le date NOT NULL DEFAULT jalon.aujourdhui() CONSTRAINT diagnostic_le_bornes CHECK (le >= '1990-01-01'),
	auteur name NOT NULL DEFAULT session_user,
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	competences text NOT NULL DEFAULT '',
	projet text NOT NULL DEFAULT '',
	marche text NOT NULL DEFAULT '',
	situation text NOT NULL DEFAULT '',
	autonomie text NOT NULL DEFAULT '',
	droits text NOT NULL DEFAULT '',
	CONSTRAINT diagnostic_cle PRIMARY KEY (agence_id, diagnostic_id),
	CONSTRAINT diagnostic_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT diagnostic_un_rang UNIQUE (agence_id, personne_id, rang),
	CONSTRAINT diagnostic_non_vide CHECK (concat(competences, projet, marche, situation, autonomie, droits) ~ '\S'),
	CONSTRAINT diagnostic_longueur CHECK (greatest(char_length(competences), char_length(projet), char_length(marche),
		char_length(situation), char_length(autonomie), char_length(droits)) <= 4000)
);

-- The person was told their rights (information_droits, 003:7922).
CREATE TABLE jalon.information_droits (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	information_id uuid NOT NULL DEFAULT gen_random_uuid(),
	personne_id bigint NOT NULL,
	le date NOT NULL DEFAULT jalon.aujourdhui() CONSTRAINT information_droits_le_bornes CHECK (le >= '1990-01-01'),
	support text NOT NULL CONSTRAINT information_droits_support_connu CHECK (support IN ('entretien', 'signature', 'atelier', 'courrier')),
	texte text NOT NULL DEFAULT '' CONSTRAINT information_droits_texte_longueur CHECK (char_length(texte) <= 1000),
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	saisi_par name NOT NULL DEFAULT session_user,
	annule_par uuid,
	CONSTRAINT information_droits_cle PRIMARY KEY (agence_id, information_id),
	CONSTRAINT information_droits_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT information_droits_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande
);
CREATE INDEX information_droits_par_personne ON jalon.information_droits (agence_id, personne_id, le DESC) WHERE annule_par IS NULL;

-- What the person asked the structure (reponse_72h) or complained of (reponse_reclamation), and the answer.
CREATE TABLE jalon.demande (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	demande_id uuid NOT NULL DEFAULT gen_random_uuid(),
	personne_id bigint NOT NULL,
	nature text NOT NULL CONSTRAINT demande_nature_connue CHECK (nature IN ('demande', 'reclamation')),
	recue_le timestamptz NOT NULL DEFAULT jalon.maintenant() CONSTRAINT demande_recue_bornes CHECK (recue_le >= '1990-01-01 00:00:00+00'),
	canal text NOT NULL CONSTRAINT demande_canal_connu CHECK (canal IN
		('telephone', 'entretien', 'visio', 'sms', 'courriel', 'courrier', 'visite')),
	objet text NOT NULL CONSTRAINT demande_objet_longueur CHECK (char_length(objet) BETWEEN 1 AND 1000 AND objet ~ '\S'),
	repondue_le timestamptz,
	reponse text NOT NULL DEFAULT '' CONSTRAINT demande_reponse_longueur CHECK (char_length(reponse) <= 4000),
	repondue_par name,
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	saisi_par name NOT NULL DEFAULT session_user,
	version int NOT NULL DEFAULT 1,
	annule_par uuid,
	CONSTRAINT demande_cle PRIMARY KEY (agence_id, demande_id),
	CONSTRAINT demande_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT demande_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT demande_future CHECK (recue_le <= saisi_le),
	CONSTRAINT demande_reponse CHECK ((repondue_le IS NULL) = (reponse !~ '\S') AND (repondue_le IS NULL) = (repondue_par IS NULL)),
	CONSTRAINT demande_reponse_avant CHECK (repondue_le >= recue_le)
);
CREATE INDEX demande_par_personne ON jalon.demande (agence_id, personne_id, recue_le DESC);

-- Who opened a file without being its référent, one row a day and reader; written by lire_fiche() alone.
CREATE TABLE jalon.lecture (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	lecture_id uuid NOT NULL DEFAULT gen_random_uuid(),
	personne_id bigint NOT NULL,
	jour date NOT NULL DEFAULT jalon.aujourdhui(),
	le timestamptz NOT NULL DEFAULT jalon.maintenant(), -- the first time that day
	login name NOT NULL DEFAULT session_user,
	role text NOT NULL CONSTRAINT lecture_role_connu CHECK (role IN ('conseiller', 'responsable')),
	motif text NOT NULL CONSTRAINT lecture_motif_connu CHECK (motif IN ('remplacement', 'supervision')),
	CONSTRAINT lecture_cle PRIMARY KEY (agence_id, lecture_id),
	CONSTRAINT lecture_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT lecture_compte FOREIGN KEY (agence_id, login) REFERENCES jalon.compte (agence_id, login),
	CONSTRAINT lecture_une_par_jour UNIQUE (agence_id, personne_id, login, jour)
);

-- History, versions, annulments, hints: as in 008. A reading is no change: it gives no hint.
DO $$
DECLARE
	t record;
BEGIN
	FOR t IN SELECT * FROM (VALUES ('activite', 'activite_id'), ('derogation', 'derogation_id'), ('orientation', 'orientation_id'),
		('diagnostic', 'diagnostic_id'), ('information_droits', 'information_id'), ('demande', 'demande_id'),
		('lecture', 'lecture_id')) AS v(nom, cle)
	LOOP
		EXECUTE format('CREATE TRIGGER zz_historique_inserer AFTER INSERT ON jalon.%I REFERENCING NEW TABLE AS nouvelles '
			'FOR EACH STATEMENT EXECUTE FUNCTION jalon.historique_inserer(%L)', t.nom, t.cle);
		EXECUTE format('CREATE TRIGGER zz_historique_modifier AFTER UPDATE OR DELETE ON jalon.%I '
			'FOR EACH ROW EXECUTE FUNCTION jalon.historique_modifier(%L)', t.nom, t.cle);
		EXECUTE format('CREATE TRIGGER zz_sans_vidage BEFORE TRUNCATE ON jalon.%I '
			'FOR EACH STATEMENT EXECUTE FUNCTION jalon.historique_refuser()', t.nom);
		IF t.nom <> 'lecture' THEN
			EXECUTE format('CREATE TRIGGER zy_signaler AFTER INSERT OR UPDATE ON jalon.%I '
				'FOR EACH STATEMENT EXECUTE FUNCTION jalon.signaler()', t.nom);
		END IF;
	END LOOP;
	FOR t IN SELECT unnest(ARRAY['activite', 'demande']) AS nom
	LOOP
		EXECUTE format('CREATE TRIGGER aa_version BEFORE UPDATE ON jalon.%I '
			'FOR EACH ROW EXECUTE FUNCTION jalon.version_monter()', t.nom);
	END LOOP;
	FOR t IN SELECT unnest(ARRAY['activite', 'derogation', 'orientation', 'information_droits', 'demande']) AS nom
	LOOP
		EXECUTE format('CREATE TRIGGER ab_annulation BEFORE UPDATE ON jalon.%I '
			'FOR EACH ROW EXECUTE FUNCTION jalon.annulation_garder(''annule_par'')', t.nom);
	END LOOP;
END
$$;

-- The local day on which a row was recorded: what « not in the future » compares with.
CREATE FUNCTION jalon.jour_de(p_instant timestamptz) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN (p_instant AT TIME ZONE jalon.fuseau())::date;
END
$$;

-- Of what was just declared: no day to come, and no day of more than 24 hours. By statement, so that a load costs one
-- look; after the policies, so that nothing is told of who is out of reach. Those who declare for the same person and day
-- wait for each other, on one byte of a digest, as enrolments do (007).
CREATE FUNCTION jalon.activite_declaree() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF EXISTS (SELECT FROM nouvelles n, (SELECT jalon.fuseau() AS fuseau OFFSET 0) z
		WHERE n.jour > (n.declaree_le AT TIME ZONE z.fuseau)::date) THEN
		PERFORM jalon.refuser('activite_jour_futur', 'jour', 'des heures ne se déclarent pas pour un jour à venir');
	END IF;
	IF NOT jalon.importe() THEN
		IF current_setting('transaction_isolation') <> 'read committed' THEN
			PERFORM jalon.refuser('isolation_inattendue', '', 'des heures se déclarent en READ COMMITTED');
		END IF;
		PERFORM pg_advisory_xact_lock(o.agence_id, o.octet) FROM (SELECT DISTINCT n.agence_id, 256 + get_byte(sha256(
			convert_to(concat_ws('/', n.personne_id, n.jour), 'UTF8')), 0) AS octet FROM nouvelles n ORDER BY 1, 2) o;
	END IF;
	IF EXISTS (SELECT FROM (SELECT DISTINCT n.agence_id, n.personne_id, n.jour FROM nouvelles n) n
		JOIN jalon.activite a ON a.agence_id = n.agence_id AND a.personne_id = n.personne_id AND a.jour = n.jour AND a.annule_par IS NULL
		GROUP BY n.agence_id, n.personne_id, n.jour HAVING sum(a.minutes) > 1440) THEN
		PERFORM jalon.refuser('activite_jour_plein', 'minutes', 'une journée ne compte pas plus de 24 heures');
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER ad_declaree AFTER INSERT ON jalon.activite REFERENCING NEW TABLE AS nouvelles
	FOR EACH STATEMENT EXECUTE FUNCTION jalon.activite_declaree();

-- A validated one is only annulled; who validated may take it back on the same day (undo).
CREATE FUNCTION jalon.activite_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF OLD.validee_le IS NULL THEN
		IF NEW.validee_le IS NOT NULL AND NOT jalon.importe() THEN
			NEW.validee_le := jalon.maintenant();
			NEW.validee_par := session_user;
		END IF;
	ELSIF NEW.annule_par IS NOT NULL THEN
		RETURN NEW; -- annulation_garder has seen that nothing else changes
	ELSIF NEW.validee_le IS NULL AND OLD.validee_par = session_user AND jalon.jour_de(OLD.validee_le) = jalon.aujourdhui()
		AND to_jsonb(NEW) - '{validee_le,validee_par,version}'::text[] = to_jsonb(OLD) - '{validee_le,validee_par,version}'::text[] THEN
		NEW.validee_par := NULL;
	ELSE
		PERFORM jalon.refuser('activite_validee', 'activites', 'ces heures sont validées : elles ne changent plus');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_activite BEFORE UPDATE ON jalon.activite FOR EACH ROW EXECUTE FUNCTION jalon.activite_garder();

CREATE FUNCTION jalon.orientation_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_derniere date := (SELECT max(o.notifiee_le) FROM jalon.orientation o WHERE o.agence_id = NEW.agence_id
		AND o.personne_id = NEW.personne_id AND o.annule_par IS NULL AND o.orientation_id <> NEW.orientation_id);
BEGIN
	IF TG_OP = 'UPDATE' THEN
		IF NEW.annule_par IS NOT NULL AND NEW.nature = 'orientation' AND v_derniere IS NOT NULL THEN
			PERFORM jalon.refuser('annulation_trop_tard', '', 'une réorientation l''a suivie : elle ne s''annule plus');
		END IF;
	ELSIF NOT EXISTS (SELECT FROM jalon.personne p WHERE p.agence_id = NEW.agence_id AND p.personne_id = NEW.personne_id) THEN
		RETURN NEW; -- the policy, or the foreign key, refuses it
	ELSIF NEW.notifiee_le > jalon.jour_de(NEW.saisi_le) THEN
		PERFORM jalon.refuser('orientation_future', 'notifiee_le', 'une orientation ne se note pas dans le futur');
	ELSIF (NEW.nature = 'orientation') = (v_derniere IS NOT NULL) THEN
		PERFORM jalon.refuser('orientation_nature', 'nature', 'la première est une orientation, les suivantes des réorientations');
	ELSIF NEW.notifiee_le < v_derniere THEN
		PERFORM jalon.refuser('orientation_ordre', 'notifiee_le', 'une réorientation suit l''orientation en cours');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_orientation BEFORE INSERT OR UPDATE ON jalon.orientation FOR EACH ROW EXECUTE FUNCTION jalon.orientation_garder();

CREATE FUNCTION jalon.diagnostic_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF TG_OP = 'UPDATE' THEN
		PERFORM jalon.refuser('diagnostic_intangible', '', 'un diagnostic ne se réécrit pas');
	ELSIF NEW.le > jalon.jour_de(NEW.saisi_le) THEN
		PERFORM jalon.refuser('diagnostic_futur', 'le', 'un diagnostic ne se date pas dans le futur');
	END IF;
	NEW.rang := coalesce(NEW.rang, 1 + (SELECT coalesce(max(d.rang), 0) FROM jalon.diagnostic d
		WHERE d.agence_id = NEW.agence_id AND d.personne_id = NEW.personne_id));
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_diagnostic BEFORE INSERT OR UPDATE ON jalon.diagnostic FOR EACH ROW EXECUTE FUNCTION jalon.diagnostic_garder();

CREATE FUNCTION jalon.information_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NEW.le > jalon.jour_de(NEW.saisi_le) THEN
		PERFORM jalon.refuser('information_future', 'le', 'une information ne se date pas dans le futur');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_information BEFORE INSERT ON jalon.information_droits FOR EACH ROW EXECUTE FUNCTION jalon.information_garder();

-- An answer is given once; its moment is now, or one that is said.
CREATE FUNCTION jalon.demande_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF jalon.importe() OR (NEW.reponse, NEW.repondue_le) IS NOT DISTINCT FROM (OLD.reponse, OLD.repondue_le) THEN
		RETURN NEW;
	ELSIF OLD.repondue_le IS NOT NULL THEN
		PERFORM jalon.refuser('demande_deja_repondue', 'reponse', 'il est déjà répondu à cette demande');
	ELSIF NEW.repondue_le > jalon.maintenant() THEN
		PERFORM jalon.refuser('demande_reponse_future', 'repondue_le', 'une réponse ne se date pas dans le futur');
	END IF;
	NEW.repondue_le := CASE WHEN NEW.reponse ~ '\S' THEN coalesce(NEW.repondue_le, jalon.maintenant()) ELSE NEW.repondue_le END;
	NEW.repondue_par := CASE WHEN NEW.repondue_le IS NOT NULL THEN session_user END;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_demande BEFORE UPDATE ON jalon.demande FOR EACH ROW EXECUTE FUNCTION jalon.demande_garder();

CREATE FUNCTION jalon.lecture_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM jalon.refuser('lecture_intangible', '', 'la trace d''une lecture ne se réécrit pas');
	RETURN NULL;
END
$$;
CREATE TRIGGER ac_lecture BEFORE UPDATE ON jalon.lecture FOR EACH ROW EXECUTE FUNCTION jalon.lecture_garder();

-- Who may: as in 008. Orientation, information and requests are annulled by who wrote them, hours and dérogations by
-- whoever follows the person.
DO $$
DECLARE
	t record;
	v_agence text := 'agence_id = (SELECT jalon.mon_agence())';
	v_moi text := v_agence || ' AND personne_id = ANY (ARRAY(SELECT jalon.mes_personnes()))';
	v_visible text := v_agence || ' AND EXISTS (SELECT FROM jalon.personne p '
		'WHERE p.agence_id = %1$I.agence_id AND p.personne_id = %1$I.personne_id)';
	v_annule text := ' AND (annule_par IS NULL OR annule_par = jalon.commande_en_cours())';
	v_auteur text := ' AND (annule_par IS NULL OR saisi_par = session_user)';
BEGIN
	FOR t IN SELECT unnest(ARRAY['activite', 'derogation', 'orientation', 'diagnostic', 'information_droits', 'demande', 'lecture']) AS nom
	LOOP
		EXECUTE format('ALTER TABLE jalon.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t.nom);
		EXECUTE format('GRANT SELECT ON jalon.%I TO jalon_conseiller, jalon_responsable', t.nom);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR SELECT TO jalon_conseiller USING (%s)', t.nom || '_lire_conseiller', t.nom, v_moi);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR SELECT TO jalon_responsable USING (%s)', t.nom || '_lire_responsable', t.nom, v_agence);
	END LOOP;
	FOR t IN SELECT * FROM (VALUES ('activite', ''), ('derogation', ''), ('orientation', v_auteur), ('information_droits', v_auteur),
		('demande', ' AND (annule_par IS NULL OR saisi_par = session_user AND repondue_le IS NULL)')) AS v(nom, annuleur)
	LOOP
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR INSERT TO jalon_conseiller WITH CHECK (%s AND annule_par IS NULL)',
			t.nom || '_ajouter_conseiller', t.nom, v_moi);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR INSERT TO jalon_responsable WITH CHECK (%s AND annule_par IS NULL)',
			t.nom || '_ajouter_responsable', t.nom, format(v_visible, t.nom));
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR UPDATE TO jalon_conseiller USING (%s) WITH CHECK (%3$s%4$s%5$s)',
			t.nom || '_modifier_conseiller', t.nom, v_moi, v_annule, t.annuleur);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR UPDATE TO jalon_responsable USING (%s) WITH CHECK (%3$s%4$s%5$s)',
			t.nom || '_modifier_responsable', t.nom, v_agence, v_annule, t.annuleur);
	END LOOP;
	EXECUTE format('CREATE POLICY diagnostic_ajouter_conseiller ON jalon.diagnostic FOR INSERT TO jalon_conseiller WITH CHECK (%s)', v_moi);
	EXECUTE format('CREATE POLICY diagnostic_ajouter_responsable ON jalon.diagnostic FOR INSERT TO jalon_responsable WITH CHECK (%s)',
		format(v_visible, 'diagnostic'));
	-- The owner, for the definer functions: within the agency of the login that asks.
	FOR t IN SELECT unnest(ARRAY['activite', 'lecture', 'referent', 'note']) AS nom
	LOOP
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR SELECT TO jalon_proprietaire USING (%s)', t.nom || '_verifier', t.nom, v_agence);
	END LOOP;
	EXECUTE format('CREATE POLICY lecture_ecrire ON jalon.lecture FOR INSERT TO jalon_proprietaire WITH CHECK (%s AND login = session_user)', v_agence);
END
$$;

GRANT INSERT (activite_id, personne_id, jour, theme, minutes, texte), UPDATE (validee_le, annule_par) ON jalon.activite
	TO jalon_conseiller, jalon_responsable;
GRANT INSERT (derogation_id, personne_id, du, au, cible_minutes, motif), UPDATE (annule_par) ON jalon.derogation
	TO jalon_conseiller, jalon_responsable;
GRANT INSERT (orientation_id, personne_id, nature, parcours, organisme, notifiee_le, preference, motif), UPDATE (annule_par)
	ON jalon.orientation TO jalon_conseiller, jalon_responsable;
GRANT INSERT (diagnostic_id, personne_id, le, competences, projet, marche, situation, autonomie, droits) ON jalon.diagnostic
	TO jalon_conseiller, jalon_responsable;
GRANT INSERT (information_id, personne_id, le, support, texte), UPDATE (annule_par) ON jalon.information_droits
	TO jalon_conseiller, jalon_responsable;
GRANT INSERT (demande_id, personne_id, nature, recue_le, canal, objet), UPDATE (repondue_le, reponse, annule_par) ON jalon.demande
	TO jalon_conseiller, jalon_responsable;

-- Verbs.

CREATE FUNCTION jalon.cmd_heures_declarer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'activite_id');
	v_personne bigint := jalon.personne_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'activite_id', 'identifiant', 'jour', 'theme', 'minutes', 'texte');
	INSERT INTO jalon.activite (activite_id, personne_id, jour, theme, minutes, texte)
	VALUES (v_id, v_personne, jalon.champ_date(c, 'jour'), jalon.champ(c, 'theme'), jalon.champ_entier(c, 'minutes'),
		coalesce(jalon.champ(c, 'texte', false), ''));
	RETURN jsonb_build_object('etat', 'faite', 'activite_id', v_id, 'identifiant', c->>'identifiant', 'version', 1);
END
$$;

-- An activity that stands, locked.
CREATE FUNCTION jalon.activite_visible(c jsonb) RETURNS jalon.activite
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'activite_id');
	a jalon.activite;
BEGIN
	SELECT * INTO a FROM jalon.activite x
	WHERE x.agence_id = jalon.mon_agence() AND x.activite_id = v_id AND x.annule_par IS NULL FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'activite_id', 'heures inexistantes ou hors de votre portée');
	END IF;
	PERFORM jalon.verifier_version(a.version, jalon.champ_entier(c, 'version'));
	RETURN a;
END
$$;

-- Those of one person, mostly of a week, at once.
CREATE FUNCTION jalon.cmd_heures_valider(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personne bigint := jalon.personne_visible(c);
	v_nb int := 0;
	v_activite jsonb;
	a jalon.activite;
BEGIN
	PERFORM jalon.verifier_cles(c, 'identifiant', 'activites');
	FOR v_activite IN SELECT x FROM jalon.champ_liste(c, 'activites') x ORDER BY x->>'activite_id' -- one order of locks
	LOOP
		PERFORM jalon.verifier_cles(v_activite, 'activite_id', 'version');
		a := jalon.activite_visible(v_activite);
		IF a.personne_id <> v_personne THEN
			PERFORM jalon.refuser('hors_de_portee', 'activite_id', 'heures inexistantes ou hors de votre portée');
		END IF;
		UPDATE jalon.activite x SET validee_le = jalon.maintenant() WHERE x.agence_id = a.agence_id AND x.activite_id = a.activite_id;
		v_nb := v_nb + 1;
	END LOOP;
	IF v_nb = 0 THEN
		PERFORM jalon.refuser('contenu_invalide', 'activites', 'aucune heure à valider');
	END IF;
	RETURN jsonb_build_object('etat', 'faite', 'identifiant', c->>'identifiant', 'validees', v_nb);
END
$$;

CREATE FUNCTION jalon.cmd_heures_retirer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	a jalon.activite := jalon.activite_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'activite_id', 'version');
	UPDATE jalon.activite x SET annule_par = jalon.commande_en_cours()
	WHERE x.agence_id = a.agence_id AND x.activite_id = a.activite_id;
	RETURN jsonb_build_object('etat', 'faite', 'activite_id', a.activite_id, 'identifiant', jalon.identifiant_de(a.personne_id));
END
$$;

CREATE FUNCTION jalon.cmd_derogation_accorder(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'derogation_id');
	v_personne bigint := jalon.personne_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'derogation_id', 'identifiant', 'du', 'au', 'cible_minutes', 'motif');
	INSERT INTO jalon.derogation (derogation_id, personne_id, du, au, cible_minutes, motif)
	VALUES (v_id, v_personne, jalon.champ_date(c, 'du'), jalon.champ_date(c, 'au') + 1, -- the last day, included
		jalon.champ_entier(c, 'cible_minutes'), jalon.champ(c, 'motif'));
	RETURN jsonb_build_object('etat', 'faite', 'derogation_id', v_id, 'identifiant', c->>'identifiant');
END
$$;

CREATE FUNCTION jalon.cmd_derogation_retirer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN jalon.ligne_retirer(c, 'derogation') || jsonb_build_object('identifiant', jalon.identifiant_de((SELECT x.personne_id
		FROM jalon.derogation x WHERE x.agence_id = jalon.mon_agence() AND x.derogation_id = jalon.champ_uuid(c, 'derogation_id'))));
END
$$;

-- Without its nature: an orientation when there is none yet, else a réorientation.
CREATE FUNCTION jalon.cmd_orientation_noter(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'orientation_id');
	v_personne bigint := jalon.personne_visible(c);
	v_nature text := coalesce(nullif(jalon.champ(c, 'nature', false), ''), CASE WHEN EXISTS (SELECT FROM jalon.orientation o
		WHERE o.agence_id = jalon.mon_agence() AND o.personne_id = v_personne AND o.annule_par IS NULL)
		THEN 'reorientation' ELSE 'orientation' END);
BEGIN
	PERFORM jalon.verifier_cles(c, 'orientation_id', 'identifiant', 'nature', 'parcours', 'organisme', 'notifiee_le', 'preference', 'motif');
	INSERT INTO jalon.orientation (orientation_id, personne_id, nature, parcours, organisme, notifiee_le, preference, motif)
	VALUES (v_id, v_personne, v_nature, jalon.champ(c, 'parcours'), coalesce(jalon.champ(c, 'organisme', false), ''),
		jalon.champ_date(c, 'notifiee_le', jalon.aujourdhui()), coalesce(jalon.champ(c, 'preference', false), ''),
		coalesce(jalon.champ(c, 'motif', false), ''));
	RETURN jsonb_build_object('etat', 'faite', 'orientation_id', v_id, 'identifiant', c->>'identifiant', 'nature', v_nature);
END
$$;

CREATE FUNCTION jalon.cmd_diagnostic_ecrire(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'diagnostic_id');
	v_personne bigint := jalon.personne_visible(c);
	v_rang int;
BEGIN
	PERFORM jalon.verifier_cles(c, 'diagnostic_id', 'identifiant', 'le', 'competences', 'projet', 'marche', 'situation', 'autonomie', 'droits');
	INSERT INTO jalon.diagnostic (diagnostic_id, personne_id, le, competences, projet, marche, situation, autonomie, droits)
	VALUES (v_id, v_personne, jalon.champ_date(c, 'le', jalon.aujourdhui()), coalesce(jalon.champ(c, 'competences', false), ''),
		coalesce(jalon.champ(c, 'projet', false), ''), coalesce(jalon.champ(c, 'marche', false), ''),
		coalesce(jalon.champ(c, 'situation', false), ''), coalesce(jalon.champ(c, 'autonomie', false), ''),
		coalesce(jalon.champ(c, 'droits', false), ''))
	RETURNING rang INTO v_rang;
	RETURN jsonb_build_object('etat', 'faite', 'diagnostic_id', v_id, 'identifiant', c->>'identifiant', 'rang', v_rang);
END
$$;

CREATE FUNCTION jalon.cmd_information_donner(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'information_id');
	v_personne bigint := jalon.personne_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'information_id', 'identifiant', 'le', 'support', 'texte');
	INSERT INTO jalon.information_droits (information_id, personne_id, le, support, texte)
	VALUES (v_id, v_personne, jalon.champ_date(c, 'le', jalon.aujourdhui()), jalon.champ(c, 'support'),
		coalesce(jalon.champ(c, 'texte', false), ''));
	RETURN jsonb_build_object('etat', 'faite', 'information_id', v_id, 'identifiant', c->>'identifiant');
END
$$;

CREATE FUNCTION jalon.cmd_demande_recevoir(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'demande_id');
	v_personne bigint := jalon.personne_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'demande_id', 'identifiant', 'nature', 'recue_le', 'canal', 'objet');
	INSERT INTO jalon.demande (demande_id, personne_id, nature, recue_le, canal, objet)
	VALUES (v_id, v_personne, jalon.champ(c, 'nature'), coalesce(jalon.champ_jour_ou_moment(c, 'recue_le'), jalon.maintenant()),
		jalon.champ(c, 'canal'), jalon.champ(c, 'objet'));
	RETURN jsonb_build_object('etat', 'faite', 'demande_id', v_id, 'identifiant', c->>'identifiant', 'version', 1);
END
$$;

CREATE FUNCTION jalon.cmd_demande_repondre(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'demande_id');
	v_le timestamptz := jalon.champ_jour_ou_moment(c, 'repondue_le');
	d jalon.demande;
BEGIN
	PERFORM jalon.verifier_cles(c, 'demande_id', 'version', 'reponse', 'repondue_le');
	SELECT * INTO d FROM jalon.demande x WHERE x.agence_id = jalon.mon_agence() AND x.demande_id = v_id AND x.annule_par IS NULL FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'demande_id', 'demande inexistante ou hors de votre portée');
	END IF;
	PERFORM jalon.verifier_version(d.version, jalon.champ_entier(c, 'version'));
	IF char_length(c->>'repondue_le') <= 10 AND jalon.jour_de(v_le) = jalon.jour_de(d.recue_le) THEN
		v_le := d.recue_le; -- a day is given without its hour
	END IF;
	UPDATE jalon.demande x SET reponse = jalon.champ(c, 'reponse'), repondue_le = coalesce(v_le, jalon.maintenant())
	WHERE x.agence_id = d.agence_id AND x.demande_id = v_id;
	RETURN jsonb_build_object('etat', 'faite', 'demande_id', v_id, 'identifiant', jalon.identifiant_de(d.personne_id), 'version', d.version + 1);
END
$$;

-- Undo: the lists of 011, and those of here.

CREATE OR REPLACE FUNCTION jalon.verbes_annulables() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT ARRAY['contact_noter', 'note_ecrire', 'note_corriger', 'frein_ajouter', 'frein_lever', 'personne_corriger',
		'rdv_donner', 'rdv_presence', 'rappel_donner', 'engagement_tenir', 'conge_declarer', 'absence_poser', 'ligne_reporter',
		'convocation_noter', 'contrat_signer', 'contrat_choisir', 'engagement_excuser', 'compensation_ouvrir',
		'heures_declarer', 'heures_valider', 'derogation_accorder', 'orientation_noter', 'information_donner', 'demande_recevoir']
$$;

CREATE OR REPLACE FUNCTION jalon.colonnes_reprises(p_table text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE p_table
		WHEN 'note' THEN ARRAY['texte', 'privee'] WHEN 'frein' THEN ARRAY['leve_le'] WHEN 'foyer' THEN ARRAY['taille']
		WHEN 'participation' THEN ARRAY['presence', 'motif', 'convoque_le', 'recu_le']
		WHEN 'engagement' THEN ARRAY['tenu_le', 'excuse_motif']
		WHEN 'contrat' THEN ARRAY['choix', 'choix_le', 'choix_motif']
		WHEN 'contrat_version' THEN ARRAY['signe_personne_le', 'signe_structure_le', 'signataire']
		WHEN 'activite' THEN ARRAY['validee_le']
		WHEN 'personne' THEN ARRAY['nom', 'prenom', 'naissance', 'telephone', 'courriel', 'commune'] END
$$;

CREATE OR REPLACE FUNCTION jalon.ligne_designer(h jalon.historique) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN CASE WHEN h.nom_table = 'participation' THEN 't.agence_id = $1 AND t.seance_id = $2::uuid AND t.personne_id = $3'
		WHEN h.nom_table = 'contrat_version' THEN format('t.agence_id = $1 AND t.contrat_id = $2::uuid AND t.rang = %s', (h.apres->>'rang')::int)
		WHEN h.nom_table = 'information_droits' THEN 't.agence_id = $1 AND t.information_id = $2::uuid'
		WHEN h.nom_table IN ('personne', 'foyer') THEN format('t.agence_id = $1 AND t.%I = $2::bigint', h.nom_table || '_id')
		ELSE format('t.agence_id = $1 AND t.%I = $2::uuid', h.nom_table || '_id') END;
END
$$;

-- Reads of a file by who is not its référent: true when this call wrote it. It refuses nothing, and writes nothing where
-- nothing can be written. Whom it is about is kept for what the same transaction reads: personne_lue(), in 014.
CREATE FUNCTION jalon.lire_fiche(p_identifiant text) RETURNS bool
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_agence int := jalon.mon_agence();
	v_jour date := jalon.aujourdhui();
	v_role text;
	v_personne bigint;
	v_referent bool;
BEGIN
	SELECT p.personne_id INTO v_personne FROM jalon.personne p WHERE p.agence_id = v_agence AND p.identifiant = p_identifiant;
	v_referent := EXISTS (SELECT FROM jalon.referent r WHERE r.agence_id = v_agence AND r.personne_id = v_personne AND r.login = session_user
		AND r.annule_par IS NULL AND r.du <= v_jour AND coalesce(r.au, 'infinity') > v_jour);
	IF v_personne IS NULL OR NOT v_referent AND NOT jalon.personne_a_portee(v_personne) THEN
		RETURN false;
	END IF;
	PERFORM set_config('jalon.personne_lue', p_identifiant || '=' || v_personne, true);
	IF v_referent OR pg_is_in_recovery() OR current_setting('transaction_read_only')::bool
		OR EXISTS (SELECT FROM jalon.lecture l WHERE l.agence_id = v_agence AND l.personne_id = v_personne AND l.login = session_user
			AND l.jour = v_jour) THEN
		RETURN false;
	END IF;
	v_role := jalon.mon_role();
	INSERT INTO jalon.lecture (agence_id, personne_id, role, motif)
	VALUES (v_agence, v_personne, v_role, CASE v_role WHEN 'responsable' THEN 'supervision' ELSE 'remplacement' END)
	ON CONFLICT DO NOTHING;
	RETURN FOUND;
END
$$;

-- Another counsellor's private notes on a person of one's reach: that they exist, and when; nothing else.
CREATE FUNCTION jalon.notes_privees(p_personne bigint) RETURNS TABLE (ecrite_le timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 5 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF jalon.personne_a_portee(p_personne) THEN
		RETURN QUERY SELECT n.ecrite_le FROM jalon.note n WHERE n.agence_id = jalon.mon_agence() AND n.personne_id = p_personne
			AND n.privee AND n.auteur <> session_user AND n.annulee_par IS NULL ORDER BY n.ecrite_le;
	END IF;
END
$$;

-- How a column is written for the person that it is about: local moments, names rather than logins, oui and non.
CREATE FUNCTION jalon.detention_valeur(p_colonne name, p_type regtype) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN format(CASE
		WHEN p_colonne ~ '^annulee?_par$' AND p_type = 'uuid'::regtype THEN 'CASE WHEN t.%1$I IS NOT NULL THEN ''oui'' END'
		WHEN p_type = 'timestamptz'::regtype THEN 'jalon.moment_texte(t.%1$I, $4)'
		WHEN p_type = 'timestamptz[]'::regtype THEN '(SELECT string_agg(jalon.moment_texte(m, $4), '', '') FROM unnest(t.%1$I) m)'
		WHEN p_type = 'tstzrange'::regtype THEN 'jalon.moment_texte(lower(t.%1$I), $4) || '' - '' || jalon.moment_texte(upper(t.%1$I), $4)'
		WHEN p_type = 'bool'::regtype THEN 'CASE WHEN t.%1$I THEN ''oui'' ELSE ''non'' END'
		WHEN p_type = 'name'::regtype THEN 'coalesce((SELECT c.prenom || '' '' || c.nom FROM jalon.compte c WHERE c.login = t.%1$I), t.%1$I::text)'
		ELSE 't.%1$I::text' END, p_colonne);
END
$$;

-- The query that gives every personal column of one table for one person ($1 agency, $2 person, $3 household, $4 zone), from
-- the catalogue: keys and versions tell nothing of the person, and who read the file is said by role.
CREATE FUNCTION jalon.detention_requete(p_table name) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_valeurs text;
	v_ordre name;
BEGIN
	SELECT string_agg(format('(%s, %L, %s)', a.attnum, a.attname, jalon.detention_valeur(a.attname, a.atttypid)), ', ' ORDER BY a.attnum),
		(array_agg(a.attname ORDER BY array_position('{periode,le,jour,recue_le,notifiee_le,du,ecrite_le,rang,debut,saisi_le,cree_le}'::name[], a.attname)))[1]
	INTO v_valeurs, v_ordre
	FROM pg_attribute a WHERE a.attrelid = format('jalon.%I', p_table)::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
		AND a.attname !~ '(^|_)id$' AND a.attname <> 'version' AND (p_table, a.attname) <> ('lecture', 'login');
	RETURN format('SELECT %L::text, t.numero::text, v.colonne, v.valeur FROM (SELECT row_number() OVER (ORDER BY t.%I) AS numero, t.* '
		'FROM jalon.%I t WHERE t.agence_id = $1 AND t.%s) t CROSS JOIN LATERAL (VALUES %s) v(rang, colonne, valeur) ORDER BY t.numero, v.rang',
		p_table, v_ordre, p_table, CASE p_table WHEN 'foyer' THEN 'foyer_id = $3' ELSE 'personne_id = $2' END, v_valeurs);
END
$$;

-- What a correction replaced, written as the other values are: local moments, « oui » or « non », names rather than logins.
CREATE FUNCTION jalon.detention_avant(p_colonne text, p_valeur jsonb, p_fuseau text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v text := p_valeur #>> '{}';
BEGIN
	RETURN CASE WHEN jsonb_typeof(p_valeur) = 'boolean' THEN CASE WHEN v::bool THEN 'oui' ELSE 'non' END
		WHEN v ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?$' THEN jalon.moment_texte(v::timestamptz, p_fuseau)
		WHEN v ~ '^\["[-0-9 :+.]+","[-0-9 :+.]+"\)$' THEN jalon.moment_texte(lower(v::tstzrange), p_fuseau) || ' - ' || jalon.moment_texte(upper(v::tstzrange), p_fuseau)
		WHEN p_colonne ~ '(_par|^par|^login|^auteur|^conseiller|^titulaire|^remplacant)$'
			THEN coalesce((SELECT c.prenom || ' ' || c.nom FROM jalon.compte c WHERE c.login::text = v), v)
		ELSE v END;
END
$$;

-- What is of the person without being a row that the person's key leads to: appointments' particulars, private notes of
-- others (that they exist), what a correction replaced.
CREATE FUNCTION jalon.detention_indirecte(p_agence int, p_personne bigint, p_fuseau text)
RETURNS TABLE (table_ text, ligne text, colonne text, valeur text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT 'seance', s.n::text, v.colonne, v.valeur
	FROM (SELECT row_number() OVER (ORDER BY x.periode) AS n, x.* FROM (SELECT y.periode, s.* FROM jalon.seances_personne(p_personne) s
		JOIN jalon.participation y ON y.agence_id = p_agence AND y.seance_id = s.seance_id AND y.personne_id = p_personne) x) s,
		LATERAL (VALUES (1, 'periode', jalon.moment_texte(lower(s.periode), p_fuseau)), (2, 'objet', s.objet),
			(3, 'imprevue', CASE WHEN s.imprevue THEN 'oui' ELSE 'non' END), (4, 'confirmation', s.confirmation),
			(5, 'annulee_le', jalon.moment_texte(s.annulee_le, p_fuseau)), (6, 'motif_annulation', s.motif_annulation)) v(rang, colonne, valeur)
	UNION ALL
	SELECT 'note', 'privée ' || row_number() OVER (ORDER BY n.ecrite_le, v.colonne), v.colonne, v.valeur
	FROM jalon.notes_privees(p_personne) n, LATERAL (VALUES ('ecrite_le', jalon.moment_texte(n.ecrite_le, p_fuseau))) v(colonne, valeur)
	UNION ALL
	SELECT 'historique', h.historique_id::text, v.colonne, v.valeur
	FROM (SELECT x.*, (SELECT array_agg(a.key || ' : ' || jalon.detention_avant(a.key, a.value, p_fuseau) ORDER BY a.key) FROM jsonb_each(x.avant) a
			WHERE a.value <> '""' AND a.value <> 'null' AND a.key <> 'version' AND a.key !~ '_id$' AND x.apres->a.key IS DISTINCT FROM a.value) AS anciens
		FROM jalon.historique x WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.operation = 'UPDATE') h,
		LATERAL (SELECT 1, 'le', jalon.moment_texte(h.le, p_fuseau) UNION ALL SELECT 2, 'nom_table', h.nom_table::text
			UNION ALL SELECT 3, 'avant', unnest(h.anciens)) v(rang, colonne, valeur)
	WHERE h.anciens IS NOT NULL
$$;

-- « Ce que nous détenons sur vous »: one row per row and column, under the policies of who asks. None: unknown, or out of
-- reach.
CREATE FUNCTION jalon.detention(p_identifiant text) RETURNS TABLE (table_ text, ligne text, colonne text, valeur text)
LANGUAGE plpgsql STABLE ROWS 3000 SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO, YMD' AS $$
DECLARE
	v_fuseau text := jalon.fuseau();
	p jalon.personne;
	v_table name;
BEGIN
	SELECT * INTO p FROM jalon.personne x WHERE x.agence_id = jalon.mon_agence() AND x.identifiant = p_identifiant;
	IF NOT FOUND THEN
		RETURN;
	END IF;
	FOR v_table IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'jalon'::regnamespace AND c.relkind = 'r' AND c.relname <> 'historique'
			AND (c.relname = 'foyer' OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'personne_id' AND NOT a.attisdropped))
		ORDER BY array_position('{personne,foyer,passage,suivi,referent,remplacement,orientation,diagnostic,contrat,contrat_version,engagement,tenue,compensation}'::name[],
			c.relname), c.relname
	LOOP
		RETURN QUERY EXECUTE jalon.detention_requete(v_table) USING p.agence_id, p.personne_id, p.foyer_id, v_fuseau;
	END LOOP;
	RETURN QUERY SELECT * FROM jalon.detention_indirecte(p.agence_id, p.personne_id, v_fuseau);
END
$$;

DO $$
DECLARE
	f regprocedure;
BEGIN
	FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'jalon'::regnamespace
		AND (p.proname ~ '^cmd_(heures|derogation|orientation|diagnostic|information|demande)_' OR p.proname IN ('activite_visible',
			'jour_de', 'lire_fiche', 'notes_privees') OR p.proname LIKE 'detention%')
	LOOP
		EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO jalon_conseiller, jalon_responsable', f);
	END LOOP;
END
$$;

RESET ROLE;
