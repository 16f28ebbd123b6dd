-- The contract that binds both parties, its versions, what each undertakes in it, what was kept of it, and the remedial
-- actions. Tables, what their triggers refuse, who may; then the verbs, and their undo.
-- Sources: rules.md §4 (L1, L6, L7), D. 5411-14 and 003:7421 (the structure's side), 003:4428 (choice at 12 months).

SET LOCAL ROLE jalon_proprietaire;

-- A contract; what it says is in its versions. `signe_le`, `fin`, `abandonne_le` and `periode` follow from them, by trigger:
-- the day the first was signed by both, the first day out of the last signed one, the day the only one was given up, and
-- the days on which the contract is in force. `clos_le`: first day out, when closed before or at its term.
CREATE TABLE jalon.contrat (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	contrat_id uuid NOT NULL DEFAULT gen_random_uuid(),
	personne_id bigint NOT NULL,
	regime text NOT NULL CONSTRAINT contrat_regime_connu CHECK (regime IN
		('CSP', 'CSP_ANI4', 'CTP', 'CRP', 'CAR_CTP', 'PPAE', 'CER', 'CEJ', 'PACEA', 'CUER', 'CE')),
	parcours text NOT NULL DEFAULT '' CONSTRAINT contrat_parcours_connu CHECK (parcours IN
		('', 'professionnel', 'socio_professionnel', 'social')),
	debut date NOT NULL CONSTRAINT contrat_debut_bornes CHECK (debut BETWEEN '1990-01-01' AND '2200-01-01'),
	signe_le date,
	fin date,
	abandonne_le date,
	periode daterange NOT NULL,
	clos_le date,
	clos_motif text NOT NULL DEFAULT '' CONSTRAINT contrat_clos_motif_connu CHECK (clos_motif IN
		('', 'terme', 'passage', 'renouvellement', 'reorientation', 'rupture', 'autre')),
	clos_texte text NOT NULL DEFAULT '' CONSTRAINT contrat_clos_texte_longueur CHECK (char_length(clos_texte) <= 2000),
	clos_par name,
	choix text NOT NULL DEFAULT '' CONSTRAINT contrat_choix_connu CHECK (choix IN
		('', 'poursuite', 'moins_intensif', 'reorientation', 'fin')),
	choix_le date,
	choix_par name,
	choix_motif text NOT NULL DEFAULT '' CONSTRAINT contrat_choix_motif_longueur CHECK (char_length(choix_motif) <= 2000),
	succede_a uuid, -- the contract that this one renews: it ends where this one begins
	cree_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	cree_par name NOT NULL DEFAULT session_user,
	version int NOT NULL DEFAULT 1,
	annule_par uuid,
	CONSTRAINT contrat_cle PRIMARY KEY (agence_id, contrat_id),
	CONSTRAINT contrat_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT contrat_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT contrat_de_personne UNIQUE (agence_id, contrat_id, personne_id),
	CONSTRAINT contrat_succession FOREIGN KEY (agence_id, succede_a, personne_id) REFERENCES jalon.contrat (agence_id, contrat_id, personne_id),
	CONSTRAINT contrat_succession_autre CHECK (succede_a <> contrat_id),
	CONSTRAINT contrat_clos_bornes CHECK (clos_le BETWEEN debut AND '2200-01-01'),
	CONSTRAINT contrat_clos_complet CHECK ((clos_le IS NULL) = (clos_motif = '') AND (clos_le IS NULL) = (clos_par IS NULL)),
	CONSTRAINT contrat_clos_texte CHECK (clos_motif NOT IN ('rupture', 'autre') OR clos_texte ~ '\S'),
	CONSTRAINT contrat_choix_complet CHECK ((choix = '') = (choix_le IS NULL) AND (choix = '') = (choix_par IS NULL)
		AND (choix = '' OR choix_motif ~ '\S')),
	CONSTRAINT contrat_un_seul EXCLUDE USING gist (agence_id WITH =, personne_id WITH =, periode WITH &&)
		WHERE (signe_le IS NOT NULL AND annule_par IS NULL)
);
CREATE INDEX contrat_par_personne ON jalon.contrat (agence_id, personne_id, debut DESC) WHERE annule_par IS NULL;
CREATE UNIQUE INDEX contrat_un_projet ON jalon.contrat (agence_id, personne_id)
	WHERE signe_le IS NULL AND abandonne_le IS NULL AND annule_par IS NULL;

-- A version: rank 1, then one per avenant. What it says is written once; only its signatures, or its being given up, come
-- after. `fin`: first day out. `signee_le`, `signee_par`: when and by whom the second signature was recorded.
CREATE TABLE jalon.contrat_version (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	contrat_id uuid NOT NULL,
	rang smallint NOT NULL CONSTRAINT contrat_version_rang_bornes CHECK (rang BETWEEN 1 AND 1000),
	personne_id bigint NOT NULL,
	objectifs text NOT NULL CONSTRAINT contrat_version_objectifs_longueur CHECK (char_length(objectifs) <= 4000 AND objectifs ~ '\S'),
	fin date CONSTRAINT contrat_version_fin_bornes CHECK (fin BETWEEN '1990-01-01' AND '2200-01-01'),
	cible_minutes int CONSTRAINT contrat_version_cible_bornes CHECK (cible_minutes BETWEEN 0 AND 10080), -- a week
	intensif bool NOT NULL DEFAULT false,
	motif text NOT NULL DEFAULT '' CONSTRAINT contrat_version_motif_longueur CHECK (char_length(motif) <= 2000),
	cree_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	cree_par name NOT NULL DEFAULT session_user,
	signe_personne_le date CONSTRAINT contrat_version_signature_bornes CHECK (signe_personne_le >= '1989-12-01' AND signe_structure_le >= '1989-12-01'),
	signe_structure_le date,
	signataire text NOT NULL DEFAULT '' CONSTRAINT contrat_version_signataire_connu CHECK (signataire IN ('', 'personne', 'representant_legal')),
	signe_par name,
	signee_le timestamptz,
	signee_par name,
	abandonnee_le date,
	version int NOT NULL DEFAULT 1,
	CONSTRAINT contrat_version_cle PRIMARY KEY (agence_id, contrat_id, rang),
	CONSTRAINT contrat_version_contrat FOREIGN KEY (agence_id, contrat_id, personne_id) REFERENCES jalon.contrat (agence_id, contrat_id, personne_id),
	CONSTRAINT contrat_version_signataire_dit CHECK ((signe_personne_le IS NULL) = (signataire = '')),
	CONSTRAINT contrat_version_signature_complete CHECK ((signe_structure_le IS NULL) = (signe_par IS NULL)),
	CONSTRAINT contrat_version_sceau_complet CHECK ((signee_le IS NULL) = (signe_personne_le IS NULL OR signe_structure_le IS NULL)
		AND (signee_le IS NULL) = (signee_par IS NULL)),
	CONSTRAINT contrat_version_abandon CHECK (abandonnee_le IS NULL OR signee_le IS NULL)
);
CREATE UNIQUE INDEX contrat_version_une_ouverte ON jalon.contrat_version (agence_id, contrat_id) WHERE signee_le IS NULL AND abandonnee_le IS NULL;
CREATE INDEX contrat_version_par_personne ON jalon.contrat_version (agence_id, personne_id);

-- What a contract holds: commitments of its versions rang_du to rang_au - 1, of one of six debtors, dated or of a cadence.
ALTER TABLE jalon.engagement
	ADD COLUMN contrat_id uuid,
	ADD COLUMN rang_du smallint,
	ADD COLUMN rang_au smallint, -- first version that no longer holds it
	ADD COLUMN part text NOT NULL DEFAULT 'conclusion' CONSTRAINT engagement_part_connue CHECK (part IN
		('conclusion', 'socle', 'volet', 'individuel')),
	ADD COLUMN cadence text NOT NULL DEFAULT 'unique' CONSTRAINT engagement_cadence_connue CHECK (cadence IN
		('unique', 'semaine', 'mois', 'trimestre')),
	ADD COLUMN regle text NOT NULL DEFAULT '' CONSTRAINT engagement_regle_forme CHECK (regle ~ '^[a-z0-9_]{0,60}$'),
	ADD COLUMN modele text NOT NULL DEFAULT '' CONSTRAINT engagement_modele_forme CHECK (modele ~ '^[a-z0-9_]{0,60}$'),
	ADD COLUMN source text NOT NULL DEFAULT '' CONSTRAINT engagement_source_longueur CHECK (char_length(source) <= 200),
	ADD COLUMN action bool NOT NULL DEFAULT false,
	ADD COLUMN visee_emploi bool NOT NULL DEFAULT false,
	ADD COLUMN structurante bool NOT NULL DEFAULT false,
	ADD COLUMN excuse_le date,
	ADD COLUMN excuse_motif text NOT NULL DEFAULT '' CONSTRAINT engagement_excuse_longueur CHECK
		(excuse_motif = '' OR char_length(excuse_motif) <= 500 AND excuse_motif ~ '\S'),
	ADD COLUMN excuse_par name,
	ALTER COLUMN echeance DROP NOT NULL,
	DROP CONSTRAINT engagement_debiteur_connu,
	ADD CONSTRAINT engagement_debiteur_connu CHECK (debiteur IN
		('structure', 'personne', 'partenaire', 'financeur', 'employeur', 'organisme')),
	ADD CONSTRAINT engagement_sans_date CHECK (echeance IS NOT NULL OR contrat_id IS NOT NULL),
	ADD CONSTRAINT engagement_contrat_complet CHECK ((contrat_id IS NULL) = (rang_du IS NULL) AND (contrat_id IS NULL) = (part = 'conclusion')
		AND (rang_au IS NULL OR rang_du IS NOT NULL)),
	ADD CONSTRAINT engagement_rangs CHECK (rang_du < rang_au),
	ADD CONSTRAINT engagement_cadence_contrat CHECK (cadence = 'unique' OR contrat_id IS NOT NULL),
	ADD CONSTRAINT engagement_cadence_tenue CHECK (cadence = 'unique' OR tenu_le IS NULL), -- each time is a row of tenue
	ADD CONSTRAINT engagement_action CHECK (action OR NOT visee_emploi AND NOT structurante),
	ADD CONSTRAINT engagement_excuse_complete CHECK ((excuse_le IS NULL) = (excuse_motif = '') AND (excuse_le IS NULL) = (excuse_par IS NULL)),
	ADD CONSTRAINT engagement_de_personne UNIQUE (agence_id, engagement_id, personne_id),
	ADD CONSTRAINT engagement_contrat FOREIGN KEY (agence_id, contrat_id, personne_id) REFERENCES jalon.contrat (agence_id, contrat_id, personne_id),
	ADD CONSTRAINT engagement_version FOREIGN KEY (agence_id, contrat_id, rang_du) REFERENCES jalon.contrat_version;
CREATE INDEX engagement_par_contrat ON jalon.engagement (agence_id, contrat_id) WHERE contrat_id IS NOT NULL;

-- One fulfilment of a commitment that comes back each week, month or quarter.
CREATE TABLE jalon.tenue (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	tenue_id uuid NOT NULL DEFAULT gen_random_uuid(),
	engagement_id uuid NOT NULL,
	personne_id bigint NOT NULL,
	le date NOT NULL CONSTRAINT tenue_le_bornes CHECK (le BETWEEN '1990-01-01' AND '2200-01-01'),
	par name NOT NULL DEFAULT session_user,
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	annule_par uuid,
	CONSTRAINT tenue_cle PRIMARY KEY (agence_id, tenue_id),
	CONSTRAINT tenue_engagement FOREIGN KEY (agence_id, engagement_id, personne_id) REFERENCES jalon.engagement (agence_id, engagement_id, personne_id),
	CONSTRAINT tenue_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande
);
CREATE UNIQUE INDEX tenue_un_jour ON jalon.tenue (agence_id, engagement_id, le) WHERE annule_par IS NULL;
CREATE INDEX tenue_par_personne ON jalon.tenue (agence_id, personne_id, le DESC) WHERE annule_par IS NULL;

-- Remedial action: opened when an overdue commitment of the structure harmed the person, closed only once delivered (L6, 001:8).
-- `manque_le`: when it should have been done, or a later day on which it was not.
CREATE TABLE jalon.compensation (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	compensation_id uuid NOT NULL DEFAULT gen_random_uuid(),
	personne_id bigint NOT NULL,
	engagement_id uuid,
	regle text NOT NULL DEFAULT '' CONSTRAINT compensation_regle_forme CHECK (regle ~ '^[a-z0-9_]{0,60}$'),
	manque_le date NOT NULL CONSTRAINT compensation_manque_bornes CHECK (manque_le BETWEEN '1990-01-01' AND '2200-01-01'),
	prejudice text NOT NULL CONSTRAINT compensation_prejudice_longueur CHECK (char_length(prejudice) <= 2000 AND prejudice ~ '\S'),
	objet text NOT NULL CONSTRAINT compensation_objet_longueur CHECK (char_length(objet) <= 500 AND objet ~ '\S'),
	echeance date NOT NULL CONSTRAINT compensation_echeance_bornes CHECK (echeance BETWEEN '1990-01-01' AND '2200-01-01'),
	ouverte_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	ouverte_par name NOT NULL DEFAULT session_user,
	remise_le date,
	remise_par name,
	remise_texte text NOT NULL DEFAULT '' CONSTRAINT compensation_remise_longueur CHECK (char_length(remise_texte) <= 2000),
	version int NOT NULL DEFAULT 1,
	annule_par uuid,
	CONSTRAINT compensation_cle PRIMARY KEY (agence_id, compensation_id),
	CONSTRAINT compensation_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT compensation_engagement FOREIGN KEY (agence_id, engagement_id, personne_id) REFERENCES jalon.engagement (agence_id, engagement_id, personne_id),
	CONSTRAINT compensation_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT compensation_origine CHECK ((engagement_id IS NULL) <> (regle = '')),
	CONSTRAINT compensation_remise_complete CHECK ((remise_le IS NULL) = (remise_par IS NULL)),
	CONSTRAINT compensation_remise_texte CHECK (CASE WHEN remise_le IS NULL THEN remise_texte = '' ELSE remise_texte ~ '\S' END)
);
CREATE UNIQUE INDEX compensation_une_seule ON jalon.compensation (agence_id, personne_id, engagement_id, regle, manque_le)
	NULLS NOT DISTINCT WHERE annule_par IS NULL;
CREATE INDEX compensation_par_personne ON jalon.compensation (agence_id, personne_id, echeance) WHERE annule_par IS NULL;

-- History, versions, annulments, « liste modifiée »: as in 004 and 008.
DO $$
DECLARE
	t record;
BEGIN
	FOR t IN SELECT * FROM (VALUES ('contrat', 'contrat_id'), ('contrat_version', 'contrat_id'), ('tenue', 'tenue_id'),
		('compensation', 'compensation_id')) AS v(nom, cle)
	LOOP
		EXECUTE format('CREATE TRIGGER zz_historique_inserer AFTER INSERT ON jalon.%I REFERENCING NEW TABLE AS nouvelles '
			'FOR EACH STATEMENT EXECUTE FUNCTION jalon.historique_inserer(%L)', t.nom, t.cle);
		EXECUTE format('CREATE TRIGGER zz_historique_modifier AFTER UPDATE OR DELETE ON jalon.%I '
			'FOR EACH ROW EXECUTE FUNCTION jalon.historique_modifier(%L)', t.nom, t.cle);
		EXECUTE format('CREATE TRIGGER zz_sans_vidage BEFORE TRUNCATE ON jalon.%I '
			'FOR EACH STATEMENT EXECUTE FUNCTION jalon.historique_refuser()', t.nom);
		EXECUTE format('CREATE TRIGGER zy_signaler AFTER INSERT OR UPDATE ON jalon.%I '
			'FOR EACH STATEMENT EXECUTE FUNCTION jalon.signaler()', t.nom);
	END LOOP;
	FOR t IN SELECT unnest(ARRAY['contrat', 'contrat_version', 'compensation']) AS nom
	LOOP
		EXECUTE format('CREATE TRIGGER aa_version BEFORE UPDATE ON jalon.%I '
			'FOR EACH ROW EXECUTE FUNCTION jalon.version_monter()', t.nom);
	END LOOP;
	FOR t IN SELECT unnest(ARRAY['contrat', 'tenue', 'compensation']) AS nom
	LOOP
		EXECUTE format('CREATE TRIGGER ab_annulation BEFORE UPDATE ON jalon.%I '
			'FOR EACH ROW EXECUTE FUNCTION jalon.annulation_garder(''annule_par'')', t.nom);
	END LOOP;
END
$$;

-- What is refused. These triggers see with the eyes of who writes: of what is out of reach they see nothing, and the
-- policy answers. What the definer triggers further down write in turn is not asked again (ecrit_par_la_base).

CREATE FUNCTION jalon.ecrit_par_la_base() RETURNS bool
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT current_user = 'jalon_proprietaire' OR jalon.importe()
$$;

-- The day both had signed a version; NULL while one has not.
CREATE FUNCTION jalon.version_signee(p_agence int, p_contrat uuid, p_rang int) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN (SELECT greatest(v.signe_personne_le, v.signe_structure_le) FROM jalon.contrat_version v
		WHERE v.agence_id = p_agence AND v.contrat_id = p_contrat AND v.rang = p_rang AND v.signee_le IS NOT NULL);
END
$$;

-- Closing, by hand: a contract that binds, once, between its start and its term, and not before it was last signed: what
-- was late since would be wiped out. One that only ends with its regime may be closed sooner.
CREATE FUNCTION jalon.contrat_clos_garder(p_avant jalon.contrat, p_apres jalon.contrat) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF p_avant.clos_le IS NOT NULL AND (p_avant.clos_motif <> 'passage' OR p_apres.clos_le IS NULL OR p_apres.clos_le >= p_avant.clos_le) THEN
		PERFORM jalon.refuser('contrat_clos', 'dernier_jour', 'ce contrat est déjà clos');
	ELSIF p_avant.signe_le IS NULL THEN
		PERFORM jalon.refuser('contrat_non_signe', 'contrat_id', 'ce contrat n''est pas signé par les deux parties');
	ELSIF p_apres.clos_le <= p_apres.debut OR p_apres.clos_le > p_apres.fin OR p_apres.clos_le > jalon.aujourdhui() + 367 THEN
		PERFORM jalon.refuser('contrat_clos_bornes', 'dernier_jour', 'un contrat se clôt entre son début et sa fin');
	ELSIF p_apres.clos_le <= (SELECT max(jalon.version_signee(v.agence_id, v.contrat_id, v.rang)) FROM jalon.contrat_version v
		WHERE v.agence_id = p_apres.agence_id AND v.contrat_id = p_apres.contrat_id) THEN
		PERFORM jalon.refuser('contrat_clos_signature', 'dernier_jour', 'un contrat ne se clôt pas avant d''avoir été signé');
	END IF;
END
$$;

-- The choice at 12 months of an intensive parcours (003:4428), or at the term of any contract.
CREATE FUNCTION jalon.contrat_choix_garder(p_avant jalon.contrat, p_apres jalon.contrat) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF p_avant.signe_le IS NULL THEN
		PERFORM jalon.refuser('contrat_non_signe', 'contrat_id', 'ce contrat n''est pas signé par les deux parties');
	ELSIF p_avant.clos_le <= jalon.aujourdhui() THEN
		PERFORM jalon.refuser('contrat_clos', 'choix', 'ce contrat est déjà clos');
	ELSIF p_apres.choix = '' AND p_avant.choix_par <> session_user THEN
		PERFORM jalon.refuser('contrat_choix_note', 'choix', 'ce choix a été noté par quelqu''un d''autre : notez le suivant');
	ELSIF p_apres.choix_le > jalon.aujourdhui() OR p_apres.choix_le < p_avant.signe_le THEN
		PERFORM jalon.refuser('contrat_choix_dates', 'choix_le', 'un choix se note au jour où il est fait');
	END IF;
END
$$;

CREATE FUNCTION jalon.contrat_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	-- A contract closed on its first day, or before, was never in force.
	NEW.periode := CASE WHEN least(NEW.clos_le, NEW.fin) <= NEW.debut THEN daterange(NEW.debut, NEW.debut)
		ELSE daterange(NEW.debut, least(NEW.clos_le, NEW.fin)) END;
	IF jalon.ecrit_par_la_base() THEN
		RETURN NEW;
	ELSIF TG_OP = 'INSERT' THEN
		IF NOT EXISTS (SELECT FROM jalon.passage p WHERE p.agence_id = NEW.agence_id AND p.personne_id = NEW.personne_id
			AND p.regime = NEW.regime AND p.annule_par IS NULL AND p.du <= NEW.debut AND (p.au IS NULL OR p.au > NEW.debut))
			AND EXISTS (SELECT FROM jalon.personne p WHERE p.agence_id = NEW.agence_id AND p.personne_id = NEW.personne_id) THEN
			PERFORM jalon.refuser('contrat_regime', 'debut', 'ce régime n''est pas celui de la personne au début du contrat');
		END IF;
		RETURN NEW;
	END IF;
	IF (NEW.clos_le, NEW.clos_motif, NEW.clos_texte) IS DISTINCT FROM (OLD.clos_le, OLD.clos_motif, OLD.clos_texte) THEN
		PERFORM jalon.contrat_clos_garder(OLD, NEW);
		NEW.clos_par := session_user;
	END IF;
	IF (NEW.choix, NEW.choix_le, NEW.choix_motif) IS DISTINCT FROM (OLD.choix, OLD.choix_le, OLD.choix_motif) THEN
		PERFORM jalon.contrat_choix_garder(OLD, NEW);
		NEW.choix_par := CASE WHEN NEW.choix <> '' THEN session_user END;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_contrat BEFORE INSERT OR UPDATE ON jalon.contrat FOR EACH ROW EXECUTE FUNCTION jalon.contrat_garder();

-- A contract comes with its first version.
CREATE FUNCTION jalon.contrat_verifier_version() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM jalon.contrat_version v WHERE v.agence_id = NEW.agence_id AND v.contrat_id = NEW.contrat_id) THEN
		PERFORM jalon.refuser('contrat_sans_version', 'contrat_id', 'un contrat a une première version');
	END IF;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER contrat_premiere_version AFTER INSERT ON jalon.contrat DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
	EXECUTE FUNCTION jalon.contrat_verifier_version();

-- An avenant follows a contract that binds, and says what for.
CREATE FUNCTION jalon.version_preparer_garder(c jalon.contrat, v jalon.contrat_version) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF v.rang <> 1 + coalesce((SELECT max(x.rang) FROM jalon.contrat_version x WHERE x.agence_id = c.agence_id
		AND x.contrat_id = c.contrat_id), 0) THEN
		PERFORM jalon.refuser('contrat_version_rang', 'rang', 'les versions d''un contrat se suivent');
	ELSIF v.rang > 1 AND c.signe_le IS NULL THEN
		PERFORM jalon.refuser('contrat_non_signe', 'contrat_id', 'ce contrat n''est pas signé par les deux parties');
	ELSIF v.rang > 1 AND c.clos_le <= jalon.aujourdhui() THEN
		PERFORM jalon.refuser('contrat_clos', 'contrat_id', 'ce contrat est déjà clos');
	ELSIF v.rang > 1 AND v.motif !~ '\S' THEN
		PERFORM jalon.refuser('contrat_avenant_motif', 'motif', 'un avenant dit pourquoi');
	END IF;
END
$$;

-- A signature may be recorded after it was given; not before it is, nor over a version signed later, nor once the version, or
-- the contract that it amends, is over. The first version may be signed up to 31 days ahead of the contract's start (local).
-- On an older snapshot, the lines that the signature is put under would not be those of the moment.
CREATE FUNCTION jalon.version_signature_garder(c jalon.contrat, v jalon.contrat_version) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_champ text := CASE WHEN v.signe_personne_le > jalon.aujourdhui() THEN 'signe_personne_le' ELSE 'signe_structure_le' END;
	v_plancher date := greatest(c.debut - 31, (SELECT max(greatest(x.signe_personne_le, x.signe_structure_le)) FROM jalon.contrat_version x
		WHERE x.agence_id = c.agence_id AND x.contrat_id = c.contrat_id AND x.rang < v.rang AND x.signee_le IS NOT NULL));
	v_fin date := least(v.fin, CASE WHEN v.rang > 1 THEN c.fin END);
BEGIN
	IF current_setting('transaction_isolation') <> 'read committed' THEN
		PERFORM jalon.refuser('isolation_inattendue', '', 'un contrat se signe en READ COMMITTED');
	ELSIF greatest(v.signe_personne_le, v.signe_structure_le) > jalon.aujourdhui() THEN
		PERFORM jalon.refuser('contrat_signature_future', v_champ, 'un contrat ne se signe pas dans le futur');
	ELSIF least(v.signe_personne_le, v.signe_structure_le) < v_plancher THEN
		PERFORM jalon.refuser('contrat_signature_avant', CASE WHEN v.signe_personne_le < v_plancher THEN 'signe_personne_le'
			ELSE 'signe_structure_le' END, 'cette signature est antérieure au contrat');
	ELSIF greatest(v.signe_personne_le, v.signe_structure_le) >= v_fin THEN
		PERFORM jalon.refuser('contrat_signature_apres', CASE WHEN v.signe_structure_le >= v_fin THEN 'signe_structure_le'
			ELSE 'signe_personne_le' END, 'ce contrat était fini le jour de cette signature');
	ELSIF c.clos_le <= jalon.aujourdhui() THEN
		PERFORM jalon.refuser('contrat_clos', 'contrat_id', 'ce contrat est déjà clos');
	ELSIF EXISTS (SELECT FROM jalon.passage p WHERE p.agence_id = c.agence_id AND p.personne_id = c.personne_id AND p.regime = c.regime
		AND p.annule_par IS NULL AND p.du <= c.debut AND p.au > c.debut AND p.au <= greatest(v.signe_personne_le, v.signe_structure_le)) THEN
		PERFORM jalon.refuser('contrat_regime', v_champ, 'la personne a quitté ce régime avant cette signature');
	END IF;
END
$$;

-- What both signed is not touched again; its signature is taken back by who recorded it, the same day, if nothing followed.
CREATE FUNCTION jalon.version_signee_garder(c jalon.contrat, v jalon.contrat_version, p_apres jalon.contrat_version) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF p_apres.abandonnee_le IS NOT NULL OR p_apres.signe_personne_le IS NOT NULL AND p_apres.signe_structure_le IS NOT NULL
		OR v.signee_par <> session_user OR (v.signee_le AT TIME ZONE jalon.fuseau())::date <> jalon.aujourdhui()
		OR c.choix <> '' OR c.clos_le IS NOT NULL AND c.clos_motif <> 'passage'
		OR EXISTS (SELECT FROM jalon.contrat_version x WHERE x.agence_id = v.agence_id AND x.contrat_id = v.contrat_id AND x.rang > v.rang)
		OR EXISTS (SELECT FROM jalon.contrat x WHERE x.agence_id = v.agence_id AND x.personne_id = v.personne_id AND x.succede_a = v.contrat_id)
		OR EXISTS (SELECT FROM jalon.engagement e WHERE e.agence_id = v.agence_id AND e.contrat_id = v.contrat_id AND e.rang_du = v.rang
			AND (e.tenu_le IS NOT NULL OR e.excuse_le IS NOT NULL
				OR EXISTS (SELECT FROM jalon.tenue t WHERE t.agence_id = e.agence_id AND t.engagement_id = e.engagement_id AND t.annule_par IS NULL)
				OR EXISTS (SELECT FROM jalon.compensation t WHERE t.agence_id = e.agence_id AND t.engagement_id = e.engagement_id AND t.annule_par IS NULL))) THEN
		PERFORM jalon.refuser('contrat_version_signee', 'rang', 'cette version est signée des deux parties : elle ne change plus');
	END IF;
END
$$;

CREATE FUNCTION jalon.version_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	c jalon.contrat;
BEGIN
	SELECT * INTO c FROM jalon.contrat x WHERE x.agence_id = NEW.agence_id AND x.contrat_id = NEW.contrat_id
		AND x.personne_id = NEW.personne_id FOR NO KEY UPDATE; -- neither chosen, nor closed, meanwhile
	IF NEW.fin <= c.debut THEN
		PERFORM jalon.refuser('contrat_fin', 'fin', 'un contrat finit après son début');
	ELSIF c.contrat_id IS NULL THEN
		RETURN NEW; -- the policy, or the foreign key, refuses it
	ELSIF NOT jalon.ecrit_par_la_base() THEN
		IF TG_OP = 'INSERT' THEN
			PERFORM jalon.version_preparer_garder(c, NEW);
		ELSIF OLD.abandonnee_le IS NOT NULL THEN
			PERFORM jalon.refuser('contrat_version_abandonnee', 'rang', 'cette version est abandonnée');
		ELSIF OLD.signee_le IS NOT NULL THEN
			PERFORM jalon.version_signee_garder(c, OLD, NEW), jalon.version_signature_garder(c, NEW);
		ELSIF NEW.abandonnee_le IS NOT NULL THEN -- and nothing else
			NEW := OLD;
			NEW.abandonnee_le := jalon.aujourdhui();
			NEW.version := OLD.version + 1;
		ELSE
			PERFORM jalon.version_signature_garder(c, NEW);
		END IF;
		NEW.signe_par := CASE WHEN NEW.signe_structure_le IS NULL THEN NULL WHEN TG_OP = 'UPDATE' AND OLD.signe_structure_le = NEW.signe_structure_le
			THEN OLD.signe_par ELSE session_user END;
	END IF;
	IF NEW.signe_personne_le IS NULL OR NEW.signe_structure_le IS NULL THEN
		NEW.signee_le := NULL;
		NEW.signee_par := NULL;
	ELSIF NEW.signee_le IS NULL THEN
		NEW.signee_le := jalon.maintenant();
		NEW.signee_par := session_user;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_version BEFORE INSERT OR UPDATE ON jalon.contrat_version FOR EACH ROW EXECUTE FUNCTION jalon.version_garder();

-- A contract binds the structure too (D. 5411-14, 003:7421): whoever writes, at the end of the transaction, or before the
-- command answers.
CREATE FUNCTION jalon.version_verifier_structure() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM jalon.engagement e WHERE e.agence_id = NEW.agence_id AND e.contrat_id = NEW.contrat_id
		AND e.debiteur = 'structure' AND e.annule_par IS NULL AND e.rang_du <= NEW.rang AND (e.rang_au IS NULL OR e.rang_au > NEW.rang)) THEN
		PERFORM jalon.refuser('contrat_sans_structure', 'engagements', 'un contrat porte au moins un engagement de la structure');
	END IF;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER contrat_version_structure AFTER INSERT OR UPDATE ON jalon.contrat_version DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW WHEN (NEW.signe_personne_le IS NOT NULL OR NEW.signe_structure_le IS NOT NULL)
	EXECUTE FUNCTION jalon.version_verifier_structure();

-- The first day out of a contract whose regime ends on p_au; NULL when it ends before on its own, or when the regime does not.
CREATE FUNCTION jalon.fin_par_passage(p_debut date, p_fin date, p_au date) RETURNS date
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN p_au < coalesce(p_fin, 'infinity') THEN greatest(p_au, p_debut) END
$$;

-- The contract follows its versions: signed, its term, given up. It ends with its regime, and where the one that renews it
-- begins; with a signature taken back, what it brought about is taken back.
CREATE FUNCTION jalon.contrat_suivre(c jalon.contrat, p_signe date, p_fin date, p_abandon date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_au date := (SELECT p.au FROM jalon.passage p WHERE p.agence_id = c.agence_id AND p.personne_id = c.personne_id AND p.regime = c.regime
		AND p.annule_par IS NULL AND p.du <= c.debut AND (p.au IS NULL OR p.au > c.debut));
	v_clos date := CASE WHEN p_signe IS NOT NULL AND NOT jalon.importe() THEN jalon.fin_par_passage(c.debut, p_fin, v_au) END;
BEGIN
	IF c.succede_a IS NOT NULL AND c.signe_le IS NULL AND p_signe IS NOT NULL THEN
		UPDATE jalon.contrat x SET clos_le = c.debut, clos_motif = 'renouvellement', clos_par = session_user
		WHERE x.agence_id = c.agence_id AND x.contrat_id = c.succede_a AND x.periode @> c.debut AND x.debut < c.debut
			AND (x.clos_le IS NULL OR x.clos_motif = 'passage');
	END IF;
	UPDATE jalon.contrat x SET signe_le = p_signe, fin = p_fin, abandonne_le = p_abandon,
		clos_le = CASE WHEN x.clos_motif IN ('', 'passage') THEN v_clos ELSE x.clos_le END,
		clos_motif = CASE WHEN x.clos_motif NOT IN ('', 'passage') THEN x.clos_motif WHEN v_clos IS NULL THEN '' ELSE 'passage' END,
		clos_par = CASE WHEN x.clos_motif NOT IN ('', 'passage') THEN x.clos_par WHEN v_clos IS NOT NULL THEN session_user END
	WHERE x.agence_id = c.agence_id AND x.contrat_id = c.contrat_id;
	IF c.succede_a IS NOT NULL AND c.signe_le IS NOT NULL AND p_signe IS NULL THEN
		UPDATE jalon.contrat x SET clos_le = NULL, clos_motif = '', clos_par = NULL
		WHERE x.agence_id = c.agence_id AND x.contrat_id = c.succede_a AND x.clos_motif = 'renouvellement' AND x.clos_le = c.debut;
	END IF;
END
$$;

CREATE FUNCTION jalon.version_reporter() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	c jalon.contrat;
	v_signe date := jalon.version_signee(NEW.agence_id, NEW.contrat_id, 1);
	v_fin date;
	v_abandon date;
BEGIN
	SELECT * INTO c FROM jalon.contrat x WHERE x.agence_id = NEW.agence_id AND x.contrat_id = NEW.contrat_id FOR UPDATE;
	SELECT v.fin INTO v_fin FROM jalon.contrat_version v WHERE v.agence_id = NEW.agence_id AND v.contrat_id = NEW.contrat_id
		AND v.signee_le IS NOT NULL ORDER BY v.rang DESC LIMIT 1;
	SELECT CASE WHEN v_signe IS NULL AND bool_and(v.abandonnee_le IS NOT NULL) THEN max(v.abandonnee_le) END INTO v_abandon
	FROM jalon.contrat_version v WHERE v.agence_id = NEW.agence_id AND v.contrat_id = NEW.contrat_id;
	IF (v_signe, v_fin, v_abandon) IS DISTINCT FROM (c.signe_le, c.fin, c.abandonne_le) THEN
		PERFORM jalon.contrat_suivre(c, v_signe, v_fin, v_abandon);
	END IF;
	-- Given up: what it withdrew is not, what it added is of no later version.
	IF NEW.abandonnee_le IS NOT NULL THEN
		UPDATE jalon.engagement e SET rang_au = CASE WHEN e.rang_du = NEW.rang THEN NEW.rang + 1 END
		WHERE e.agence_id = NEW.agence_id AND e.contrat_id = NEW.contrat_id AND e.annule_par IS NULL AND (e.rang_du = NEW.rang OR e.rang_au = NEW.rang);
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER zzz_reporter AFTER INSERT OR UPDATE ON jalon.contrat_version FOR EACH ROW EXECUTE FUNCTION jalon.version_reporter();

-- Closed: what was prepared for it and not signed is given up.
CREATE FUNCTION jalon.contrat_abandonner_avenant() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	UPDATE jalon.contrat_version v SET abandonnee_le = jalon.aujourdhui()
	WHERE v.agence_id = NEW.agence_id AND v.contrat_id = NEW.contrat_id AND v.signee_le IS NULL AND v.abandonnee_le IS NULL
		AND (NEW.clos_motif <> 'passage' OR NEW.clos_le <= jalon.aujourdhui());
	RETURN NULL;
END
$$;
CREATE TRIGGER zzz_abandonner AFTER UPDATE ON jalon.contrat FOR EACH ROW
	WHEN (NEW.clos_le IS NOT NULL AND OLD.clos_le IS DISTINCT FROM NEW.clos_le) EXECUTE FUNCTION jalon.contrat_abandonner_avenant();

-- A regime that ends, or passes to another, ends the contract held under it, on that day; moved, the contract's end moves
-- with it. What was prepared under it and not signed is given up.
CREATE FUNCTION jalon.passage_clore_contrat() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_fin date := CASE WHEN NEW.annule_par IS NULL THEN NEW.au ELSE NEW.du END;
BEGIN
	UPDATE jalon.contrat c SET clos_le = n.clos_le, clos_motif = CASE WHEN n.clos_le IS NULL THEN '' ELSE 'passage' END,
		clos_texte = CASE WHEN n.clos_le IS NULL THEN '' ELSE NEW.motif_fin END, clos_par = CASE WHEN n.clos_le IS NOT NULL THEN session_user END
	FROM (SELECT x.contrat_id, jalon.fin_par_passage(x.debut, x.fin, v_fin) AS clos_le FROM jalon.contrat x
		WHERE x.agence_id = NEW.agence_id AND x.personne_id = NEW.personne_id AND x.regime = NEW.regime AND x.annule_par IS NULL
			AND x.signe_le IS NOT NULL AND x.debut >= NEW.du AND (OLD.au IS NULL OR x.debut < OLD.au)
			AND (x.clos_le IS NULL OR x.clos_motif = 'passage' AND x.clos_le = OLD.au)) n
	WHERE c.agence_id = NEW.agence_id AND c.contrat_id = n.contrat_id AND c.clos_le IS DISTINCT FROM n.clos_le;
	UPDATE jalon.contrat_version v SET abandonnee_le = jalon.aujourdhui()
	FROM jalon.contrat c WHERE c.agence_id = NEW.agence_id AND c.personne_id = NEW.personne_id AND c.regime = NEW.regime
		AND c.signe_le IS NULL AND c.annule_par IS NULL AND (v_fin <= jalon.aujourdhui() OR c.debut >= v_fin)
		AND v.agence_id = c.agence_id AND v.contrat_id = c.contrat_id AND v.signee_le IS NULL AND v.abandonnee_le IS NULL;
	RETURN NULL;
END
$$;
CREATE TRIGGER zzz_clore_contrat AFTER UPDATE ON jalon.passage FOR EACH ROW
	WHEN (OLD.au IS DISTINCT FROM NEW.au OR OLD.annule_par IS DISTINCT FROM NEW.annule_par)
	EXECUTE FUNCTION jalon.passage_clore_contrat();

-- A version not signed by anyone yet, locked so that no signature comes meanwhile: its lines may still change.
CREATE FUNCTION jalon.version_ouverte(p_agence int, p_contrat uuid, p_rang int) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v jalon.contrat_version;
BEGIN
	SELECT * INTO v FROM jalon.contrat_version x WHERE x.agence_id = p_agence AND x.contrat_id = p_contrat AND x.rang = p_rang FOR SHARE;
	IF v.signe_personne_le IS NOT NULL OR v.signe_structure_le IS NOT NULL OR v.abandonnee_le IS NOT NULL THEN
		PERFORM jalon.refuser('contrat_version_signee', 'rang', 'cette version est signée : elle ne change plus');
	END IF;
END
$$;

CREATE FUNCTION jalon.engagement_donner_garder(e jalon.engagement) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF e.contrat_id IS NULL THEN
		IF e.echeance < (e.saisi_le AT TIME ZONE jalon.fuseau())::date THEN
			PERFORM jalon.refuser('engagement_echeance', 'echeance', 'un engagement ne se prend pas pour un jour passé');
		END IF;
		RETURN;
	END IF;
	PERFORM jalon.version_ouverte(e.agence_id, e.contrat_id, e.rang_du);
	IF e.echeance < (SELECT CASE WHEN e.rang_du > 1 THEN (v.cree_le AT TIME ZONE jalon.fuseau())::date ELSE c.debut END
		FROM jalon.contrat c JOIN jalon.contrat_version v USING (agence_id, contrat_id)
		WHERE c.agence_id = e.agence_id AND c.contrat_id = e.contrat_id AND v.rang = e.rang_du) THEN
		PERFORM jalon.refuser('engagement_avant_contrat', 'echeance', 'un engagement du contrat n''est pas dû avant lui');
	END IF;
END
$$;

-- Withdrawn by a version being prepared; annulled while its own is.
CREATE FUNCTION jalon.engagement_retirer_garder(p_avant jalon.engagement, p_apres jalon.engagement) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF p_apres.annule_par IS NOT NULL THEN
		PERFORM jalon.version_ouverte(p_avant.agence_id, p_avant.contrat_id, p_avant.rang_du);
		RETURN;
	END IF;
	IF p_avant.rang_au IS NOT NULL THEN
		PERFORM jalon.version_ouverte(p_avant.agence_id, p_avant.contrat_id, p_avant.rang_au);
	END IF;
	IF p_apres.rang_au IS NOT NULL THEN
		PERFORM jalon.version_ouverte(p_avant.agence_id, p_avant.contrat_id, p_apres.rang_au);
		IF NOT EXISTS (SELECT FROM jalon.contrat_version v WHERE v.agence_id = p_avant.agence_id AND v.contrat_id = p_avant.contrat_id
			AND v.rang = p_apres.rang_au) THEN
			PERFORM jalon.refuser('engagement_retrait', 'retraits', 'un engagement du contrat se retire par un avenant');
		END IF;
	END IF;
END
$$;

-- Nothing is owed under a contract before both have signed it; nor is their signature taken back meanwhile.
CREATE FUNCTION jalon.engagement_lie_garder(e jalon.engagement) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM FROM jalon.contrat_version v WHERE v.agence_id = e.agence_id AND v.contrat_id = e.contrat_id AND v.rang = e.rang_du FOR SHARE;
	IF e.contrat_id IS NOT NULL AND jalon.version_signee(e.agence_id, e.contrat_id, e.rang_du) IS NULL THEN
		PERFORM jalon.refuser('contrat_non_signe', 'engagement_id', 'ce contrat n''est pas signé par les deux parties');
	END IF;
END
$$;

-- The first day on which it binds no more: its contract is over, or a version without it is signed. NULL: none.
CREATE FUNCTION jalon.engagement_delie(e jalon.engagement) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN (SELECT least(c.clos_le, c.fin, jalon.version_signee(e.agence_id, e.contrat_id, e.rang_au)) FROM jalon.contrat c
		WHERE c.agence_id = e.agence_id AND c.contrat_id = e.contrat_id);
END
$$;

CREATE FUNCTION jalon.engagement_tenu_garder(e jalon.engagement) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM jalon.engagement_lie_garder(e);
	IF e.tenu_le > jalon.aujourdhui() THEN
		PERFORM jalon.refuser('engagement_tenu_futur', 'tenu_le', 'un engagement ne se tient pas dans le futur');
	ELSIF e.tenu_le < least((e.saisi_le AT TIME ZONE jalon.fuseau())::date, jalon.version_signee(e.agence_id, e.contrat_id, e.rang_du)) THEN
		PERFORM jalon.refuser('engagement_tenu_avant', 'tenu_le', 'un engagement ne se tient pas avant d''être pris');
	END IF;
END
$$;

-- Excused: a reason was accepted. Never of the structure: what it did not do is done, or compensated (L6).
CREATE FUNCTION jalon.engagement_excuse_garder(e jalon.engagement) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM jalon.engagement_lie_garder(e);
	IF e.debiteur = 'structure' AND e.excuse_motif <> '' THEN
		PERFORM jalon.refuser('engagement_excuse_structure', 'engagement_id', 'un engagement de la structure ne s''excuse pas');
	ELSIF e.tenu_le IS NOT NULL THEN
		PERFORM jalon.refuser('engagement_deja_tenu', 'engagement_id', 'cet engagement est déjà tenu');
	END IF;
END
$$;

-- What somebody recorded is not recorded again over it; it is taken back by who did (undo).
CREATE FUNCTION jalon.engagement_repris_garder(p_avant jalon.engagement, p_apres jalon.engagement) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF p_avant.tenu_le IS NOT NULL AND p_apres.tenu_le IS DISTINCT FROM p_avant.tenu_le
		AND (p_apres.tenu_le IS NOT NULL OR p_avant.tenu_par <> session_user) THEN
		PERFORM jalon.refuser('engagement_deja_tenu', 'tenu_le', 'cet engagement est déjà tenu');
	ELSIF p_avant.excuse_le IS NOT NULL AND p_apres.excuse_motif <> p_avant.excuse_motif
		AND (p_apres.excuse_motif <> '' OR p_avant.excuse_par <> session_user) THEN
		PERFORM jalon.refuser('engagement_deja_excuse', 'engagement_id', 'cet engagement est déjà excusé');
	END IF;
END
$$;

CREATE OR REPLACE FUNCTION jalon.engagement_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF jalon.ecrit_par_la_base() THEN
		RETURN NEW;
	ELSIF TG_OP = 'INSERT' THEN
		PERFORM jalon.engagement_donner_garder(NEW);
		RETURN NEW;
	END IF;
	IF NEW.contrat_id IS NOT NULL AND (NEW.rang_au, NEW.annule_par) IS DISTINCT FROM (OLD.rang_au, OLD.annule_par) THEN
		PERFORM jalon.engagement_retirer_garder(OLD, NEW);
	END IF;
	PERFORM jalon.engagement_repris_garder(OLD, NEW);
	IF NEW.tenu_le IS DISTINCT FROM OLD.tenu_le THEN
		PERFORM jalon.engagement_tenu_garder(NEW);
		NEW.tenu_par := CASE WHEN NEW.tenu_le IS NOT NULL THEN session_user END;
	END IF;
	IF NEW.excuse_motif IS DISTINCT FROM OLD.excuse_motif THEN
		PERFORM jalon.engagement_excuse_garder(NEW);
		NEW.excuse_le := CASE WHEN NEW.excuse_motif <> '' THEN jalon.aujourdhui() END;
		NEW.excuse_par := CASE WHEN NEW.excuse_motif <> '' THEN session_user END;
	END IF;
	RETURN NEW;
END
$$;

-- A fulfilment: of a commitment that comes back, while it binds.
CREATE FUNCTION jalon.tenue_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	e jalon.engagement;
BEGIN
	SELECT * INTO e FROM jalon.engagement x WHERE x.agence_id = NEW.agence_id AND x.engagement_id = NEW.engagement_id
		AND x.personne_id = NEW.personne_id;
	IF jalon.ecrit_par_la_base() OR NOT FOUND THEN
		RETURN NEW; -- the policy, or the foreign key, refuses it
	ELSIF e.cadence = 'unique' THEN
		PERFORM jalon.refuser('tenue_unique', 'engagement_id', 'cet engagement se tient une seule fois');
	END IF;
	PERFORM jalon.engagement_lie_garder(e);
	IF NEW.le > jalon.aujourdhui() THEN
		PERFORM jalon.refuser('tenue_future', 'tenu_le', 'un engagement ne se tient pas dans le futur');
	ELSIF NEW.le < jalon.version_signee(e.agence_id, e.contrat_id, e.rang_du) OR NEW.le >= jalon.engagement_delie(e) THEN
		PERFORM jalon.refuser('tenue_hors_contrat', 'tenu_le', 'cet engagement ne liait personne ce jour-là');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_tenue BEFORE INSERT ON jalon.tenue FOR EACH ROW EXECUTE FUNCTION jalon.tenue_garder();

-- Was this commitment of the structure due on that day, and neither kept nor, when it comes back, made up for?
CREATE FUNCTION jalon.engagement_en_retard(e jalon.engagement, p_jour date) RETURNS bool
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_cadence interval := CASE e.cadence WHEN 'semaine' THEN interval '7 days' WHEN 'mois' THEN interval '1 month'
		WHEN 'trimestre' THEN interval '3 months' END;
BEGIN
	RETURN e.debiteur = 'structure' AND e.annule_par IS NULL AND e.echeance <= p_jour AND (e.tenu_le IS NULL OR e.tenu_le > p_jour)
		AND (e.contrat_id IS NULL OR jalon.version_signee(e.agence_id, e.contrat_id, e.rang_du) <= p_jour
			AND coalesce(jalon.engagement_delie(e), 'infinity') > p_jour)
		AND NOT EXISTS (SELECT FROM jalon.tenue t WHERE t.agence_id = e.agence_id AND t.engagement_id = e.engagement_id
			AND t.annule_par IS NULL AND t.le <= p_jour AND t.le + v_cadence > p_jour)
		AND NOT EXISTS (SELECT FROM jalon.compensation t WHERE t.agence_id = e.agence_id AND t.engagement_id = e.engagement_id
			AND t.annule_par IS NULL AND t.remise_le IS NOT NULL AND t.manque_le <= p_jour AND t.manque_le + v_cadence > p_jour);
END
$$;

CREATE FUNCTION jalon.compensation_ouvrir_garder(x jalon.compensation) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	e jalon.engagement;
BEGIN
	IF x.engagement_id IS NULL AND NOT EXISTS (SELECT FROM jalon.regle_parametre p JOIN jalon.regles_version v USING (version_id)
		WHERE v.active AND p.genre = 'delai' AND p.code = x.regle AND p.debiteur <> 'personne') THEN
		PERFORM jalon.refuser('compensation_sans_retard', 'regle', 'aucun délai de la structure ne porte ce code');
	END IF;
	SELECT * INTO e FROM jalon.engagement y WHERE y.agence_id = x.agence_id AND y.engagement_id = x.engagement_id AND y.personne_id = x.personne_id;
	PERFORM jalon.engagement_lie_garder(e);
	IF e.engagement_id IS NOT NULL AND NOT jalon.engagement_en_retard(e, x.manque_le) OR x.manque_le >= jalon.aujourdhui() THEN
		PERFORM jalon.refuser('compensation_sans_retard', 'manque_le', 'rien n''était en retard de notre part ce jour-là');
	ELSIF x.echeance < jalon.aujourdhui() THEN
		PERFORM jalon.refuser('compensation_echeance', 'echeance', 'une action compensatrice se promet pour un jour à venir');
	END IF;
END
$$;

CREATE FUNCTION jalon.compensation_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF jalon.ecrit_par_la_base() THEN
		RETURN NEW;
	ELSIF TG_OP = 'INSERT' THEN
		IF EXISTS (SELECT FROM jalon.personne p WHERE p.agence_id = NEW.agence_id AND p.personne_id = NEW.personne_id) THEN
			PERFORM jalon.compensation_ouvrir_garder(NEW); -- else the policy refuses it
		END IF;
	ELSIF OLD.remise_le IS NOT NULL THEN
		PERFORM jalon.refuser('compensation_deja_remise', 'compensation_id', 'cette action compensatrice est déjà remise');
	ELSIF NEW.remise_le IS NOT NULL THEN
		IF NEW.remise_le > jalon.aujourdhui() THEN
			PERFORM jalon.refuser('compensation_remise_future', 'remise_le', 'une action compensatrice ne se remet pas dans le futur');
		ELSIF NEW.remise_le < (NEW.ouverte_le AT TIME ZONE jalon.fuseau())::date THEN
			PERFORM jalon.refuser('compensation_remise_avant', 'remise_le', 'une action compensatrice ne se remet pas avant d''être ouverte');
		END IF;
		NEW.remise_par := session_user;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_compensation BEFORE INSERT OR UPDATE ON jalon.compensation FOR EACH ROW EXECUTE FUNCTION jalon.compensation_garder();

-- Who may. Forced row-level security, one policy per role and verb, as in 005 and 008.
DO $$
DECLARE
	t record;
	v_agence text := 'agence_id = (SELECT jalon.mon_agence())';
	v_moi text := v_agence || ' AND personne_id = ANY (ARRAY(SELECT jalon.mes_personnes()))';
	v_visible text := v_agence || ' AND EXISTS (SELECT FROM jalon.personne p '
		'WHERE p.agence_id = %1$I.agence_id AND p.personne_id = %1$I.personne_id)';
	v_annule text := ' AND (annule_par IS NULL OR annule_par = jalon.commande_en_cours()%s)';
BEGIN
	-- What was kept and what was opened is annulled by who wrote it; a contract and its versions, by nobody.
	FOR t IN SELECT * FROM (VALUES ('contrat', ' AND annule_par IS NULL', ' AND annule_par IS NULL'), ('contrat_version', '', ''),
		('tenue', ' AND annule_par IS NULL', format(v_annule, ' AND par = session_user')),
		('compensation', ' AND annule_par IS NULL', format(v_annule, ' AND ouverte_par = session_user AND remise_le IS NULL')))
		AS v(nom, donner, modifier)
	LOOP
		EXECUTE format('ALTER TABLE jalon.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t.nom);
		EXECUTE format('GRANT SELECT ON jalon.%I TO jalon_conseiller, jalon_responsable', t.nom);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR SELECT TO jalon_conseiller USING (%s)', t.nom || '_lire_conseiller', t.nom, v_moi);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR SELECT TO jalon_responsable USING (%s)', t.nom || '_lire_responsable', t.nom, v_agence);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR INSERT TO jalon_conseiller WITH CHECK (%s%s)',
			t.nom || '_ajouter_conseiller', t.nom, v_moi, t.donner);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR INSERT TO jalon_responsable WITH CHECK (%s%s)',
			t.nom || '_ajouter_responsable', t.nom, format(v_visible, t.nom), t.donner);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR UPDATE TO jalon_conseiller USING (%s) WITH CHECK (%3$s%4$s)',
			t.nom || '_modifier_conseiller', t.nom, v_moi, t.modifier);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR UPDATE TO jalon_responsable USING (%s) WITH CHECK (%3$s%4$s)',
			t.nom || '_modifier_responsable', t.nom, v_agence, t.modifier);
	END LOOP;
	-- The owner, for the definer triggers above: within the agency of the login that asks, or of what is loaded.
	FOR t IN SELECT unnest(ARRAY['contrat', 'contrat_version', 'engagement', 'passage']) AS nom
	LOOP
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR SELECT TO jalon_proprietaire USING (%s OR (SELECT jalon.importe()))',
			t.nom || '_verifier', t.nom, v_agence);
		IF t.nom <> 'passage' THEN
			EXECUTE format('CREATE POLICY %I ON jalon.%I FOR UPDATE TO jalon_proprietaire USING (%s OR (SELECT jalon.importe()))',
				t.nom || '_suivre', t.nom, v_agence);
		END IF;
	END LOOP;
END
$$;

GRANT INSERT (contrat_id, personne_id, regime, parcours, debut, succede_a),
	UPDATE (clos_le, clos_motif, clos_texte, choix, choix_le, choix_motif) ON jalon.contrat TO jalon_conseiller, jalon_responsable;
GRANT INSERT (contrat_id, rang, personne_id, objectifs, fin, cible_minutes, intensif, motif),
	UPDATE (signe_personne_le, signe_structure_le, signataire, abandonnee_le) ON jalon.contrat_version TO jalon_conseiller, jalon_responsable;
GRANT INSERT (contrat_id, rang_du, part, cadence, regle, modele, source, action, visee_emploi, structurante),
	UPDATE (rang_au, excuse_motif) ON jalon.engagement TO jalon_conseiller, jalon_responsable;
GRANT INSERT (tenue_id, engagement_id, personne_id, le), UPDATE (annule_par) ON jalon.tenue TO jalon_conseiller, jalon_responsable;
GRANT INSERT (compensation_id, personne_id, engagement_id, regle, manque_le, prejudice, objet, echeance),
	UPDATE (remise_le, remise_texte, annule_par) ON jalon.compensation TO jalon_conseiller, jalon_responsable;

-- As in 007, but a required day left empty is refused by its name: of these, the birth alone may be unknown.
CREATE OR REPLACE FUNCTION jalon.champ_date(p_contenu jsonb, p_cle text, p_defaut date DEFAULT NULL) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v text := jalon.champ(p_contenu, p_cle, p_defaut IS NULL);
BEGIN
	IF coalesce(v, '') = '' AND (p_defaut IS NOT NULL OR p_cle = 'naissance') THEN
		RETURN p_defaut;
	ELSIF v !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN
		PERFORM jalon.refuser('contenu_invalide', p_cle, format('champ %s : une date AAAA-MM-JJ est attendue', p_cle));
	END IF;
	RETURN make_date(left(v, 4)::int, substr(v, 6, 2)::int, right(v, 2)::int);
EXCEPTION WHEN datetime_field_overflow THEN
	PERFORM jalon.refuser('contenu_invalide', p_cle, format('champ %s : cette date n''existe pas', p_cle));
END
$$;

-- Fields of a content that may be left out or empty.

CREATE FUNCTION jalon.champ_date_libre(p_contenu jsonb, p_cle text) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN CASE WHEN coalesce(jalon.champ(p_contenu, p_cle, false), '') <> '' THEN jalon.champ_date(p_contenu, p_cle) END;
END
$$;

CREATE FUNCTION jalon.champ_entier_libre(p_contenu jsonb, p_cle text) RETURNS int
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN CASE WHEN coalesce(jalon.champ(p_contenu, p_cle, false), '') <> '' THEN jalon.champ_entier(p_contenu, p_cle) END;
END
$$;

CREATE FUNCTION jalon.champ_bool_libre(p_contenu jsonb, p_cle text) RETURNS bool
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN coalesce(jalon.champ(p_contenu, p_cle, false), '') <> '' AND jalon.champ_bool(p_contenu, p_cle);
END
$$;

CREATE FUNCTION jalon.champ_texte_libre(p_contenu jsonb, p_cle text, p_defaut text DEFAULT '') RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN coalesce(nullif(jalon.champ(p_contenu, p_cle, false), ''), p_defaut);
END
$$;

-- Rows behind an id, locked; one sentence for unknown and hidden.

CREATE FUNCTION jalon.contrat_visible(p_contenu jsonb) RETURNS jalon.contrat
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(p_contenu, 'contrat_id');
	c jalon.contrat;
BEGIN
	SELECT * INTO c FROM jalon.contrat x WHERE x.agence_id = jalon.mon_agence() AND x.contrat_id = v_id AND x.annule_par IS NULL FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'contrat_id', 'contrat inexistant ou hors de votre portée');
	END IF;
	RETURN c;
END
$$;

CREATE FUNCTION jalon.version_visible(p_contenu jsonb) RETURNS jalon.contrat_version
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	c jalon.contrat := jalon.contrat_visible(p_contenu); -- locked first, always in that order
	v jalon.contrat_version;
BEGIN
	SELECT * INTO v FROM jalon.contrat_version x WHERE x.agence_id = c.agence_id AND x.contrat_id = c.contrat_id
		AND x.rang = jalon.champ_entier(p_contenu, 'rang') FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'rang', 'version inexistante ou hors de votre portée');
	END IF;
	PERFORM jalon.verifier_version(v.version, jalon.champ_entier(p_contenu, 'version'));
	RETURN v;
END
$$;

CREATE FUNCTION jalon.engagement_visible(p_contenu jsonb) RETURNS jalon.engagement
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(p_contenu, 'engagement_id');
	e jalon.engagement;
BEGIN
	SELECT * INTO e FROM jalon.engagement x
	WHERE x.agence_id = jalon.mon_agence() AND x.engagement_id = v_id AND x.annule_par IS NULL FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'engagement_id', 'engagement inexistant ou hors de votre portée');
	END IF;
	PERFORM jalon.verifier_version(e.version, jalon.champ_entier(p_contenu, 'version'));
	RETURN e;
END
$$;

CREATE FUNCTION jalon.identifiant_de(p_personne bigint) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN (SELECT p.identifiant FROM jalon.personne p WHERE p.agence_id = jalon.mon_agence() AND p.personne_id = p_personne);
END
$$;

-- What a command on a contract answers: its row's version, and that of the version it speaks of.
CREATE FUNCTION jalon.contrat_resultat(p_contrat uuid, p_rang int) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN (SELECT jsonb_build_object('etat', 'faite', 'contrat_id', c.contrat_id, 'version', c.version, 'rang', p_rang,
			'version_rang', (SELECT v.version FROM jalon.contrat_version v WHERE v.agence_id = c.agence_id AND v.contrat_id = c.contrat_id
				AND v.rang = p_rang), 'identifiant', jalon.identifiant_de(c.personne_id))
		FROM jalon.contrat c WHERE c.agence_id = jalon.mon_agence() AND c.contrat_id = p_contrat);
END
$$;

-- The verbs.

CREATE FUNCTION jalon.contrat_engagement_inserer(p_personne bigint, p_contrat uuid, p_rang int, c jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM jalon.verifier_cles(c, 'engagement_id', 'debiteur', 'objet', 'echeance', 'part', 'cadence', 'regle', 'modele', 'source',
		'action', 'visee_emploi', 'structurante');
	INSERT INTO jalon.engagement (engagement_id, personne_id, contrat_id, rang_du, debiteur, objet, echeance, part, cadence, regle,
		modele, source, action, visee_emploi, structurante)
	VALUES (jalon.champ_uuid(c, 'engagement_id'), p_personne, p_contrat, p_rang, jalon.champ(c, 'debiteur'), jalon.champ(c, 'objet'),
		jalon.champ_date_libre(c, 'echeance'), jalon.champ_texte_libre(c, 'part', 'individuel'),
		jalon.champ_texte_libre(c, 'cadence', 'unique'), jalon.champ_texte_libre(c, 'regle'), jalon.champ_texte_libre(c, 'modele'),
		jalon.champ_texte_libre(c, 'source'), jalon.champ_bool_libre(c, 'action'), jalon.champ_bool_libre(c, 'visee_emploi'),
		jalon.champ_bool_libre(c, 'structurante'));
END
$$;

CREATE FUNCTION jalon.cmd_contrat_preparer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personne bigint := jalon.personne_visible(c);
	v_id uuid := jalon.champ_uuid(c, 'contrat_id');
	v_debut date := jalon.champ_date(c, 'debut');
	v_regime text;
	v_engagement jsonb;
BEGIN
	PERFORM jalon.verifier_cles(c, 'contrat_id', 'identifiant', 'debut', 'fin', 'parcours', 'objectifs', 'cible_minutes', 'intensif',
		'succede_a', 'engagements');
	SELECT p.regime INTO v_regime FROM jalon.passage p WHERE p.agence_id = jalon.mon_agence() AND p.personne_id = v_personne
		AND p.annule_par IS NULL AND p.du <= v_debut AND (p.au IS NULL OR p.au > v_debut);
	IF NOT FOUND THEN
		PERFORM jalon.refuser('contrat_regime', 'debut', 'aucun régime en cours au début du contrat');
	END IF;
	INSERT INTO jalon.contrat (contrat_id, personne_id, regime, parcours, debut, succede_a)
	VALUES (v_id, v_personne, v_regime, jalon.champ_texte_libre(c, 'parcours'), v_debut,
		CASE WHEN jalon.champ_texte_libre(c, 'succede_a') <> '' THEN jalon.champ_uuid(c, 'succede_a') END);
	INSERT INTO jalon.contrat_version (contrat_id, rang, personne_id, objectifs, fin, cible_minutes, intensif)
	VALUES (v_id, 1, v_personne, jalon.champ(c, 'objectifs'), jalon.champ_date_libre(c, 'fin') + 1, -- the last day, included
		jalon.champ_entier_libre(c, 'cible_minutes'), jalon.champ_bool_libre(c, 'intensif'));
	FOR v_engagement IN SELECT * FROM jalon.champ_liste(c, 'engagements')
	LOOP
		PERFORM jalon.contrat_engagement_inserer(v_personne, v_id, 1, v_engagement);
	END LOOP;
	RETURN jalon.contrat_resultat(v_id, 1);
END
$$;

CREATE FUNCTION jalon.contrat_engagement_retirer(p_contrat jalon.contrat, p_rang int, p_engagement jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(jsonb_build_object('retraits', p_engagement), 'retraits');
BEGIN
	UPDATE jalon.engagement e SET rang_au = p_rang WHERE e.agence_id = p_contrat.agence_id AND e.engagement_id = v_id
		AND e.contrat_id = p_contrat.contrat_id AND e.rang_au IS NULL AND e.rang_du < p_rang AND e.annule_par IS NULL;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'retraits', 'engagement inexistant ou hors de votre portée');
	END IF;
END
$$;

-- What a key leaves out stays as the version in force says; an empty one empties it.
CREATE FUNCTION jalon.cmd_contrat_avenant(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	k jalon.contrat := jalon.contrat_visible(c);
	v jalon.contrat_version;
	n jalon.contrat_version;
	x jsonb;
BEGIN
	PERFORM jalon.verifier_cles(c, 'contrat_id', 'version', 'motif', 'fin', 'objectifs', 'cible_minutes', 'intensif', 'ajouts', 'retraits');
	PERFORM jalon.verifier_version(k.version, jalon.champ_entier(c, 'version'));
	SELECT * INTO v FROM jalon.contrat_version y WHERE y.agence_id = k.agence_id AND y.contrat_id = k.contrat_id AND y.signee_le IS NOT NULL
	ORDER BY y.rang DESC LIMIT 1;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('contrat_non_signe', 'contrat_id', 'ce contrat n''est pas signé par les deux parties');
	END IF;
	n := v;
	n.rang := 1 + (SELECT max(y.rang) FROM jalon.contrat_version y WHERE y.agence_id = k.agence_id AND y.contrat_id = k.contrat_id);
	n.objectifs := coalesce(jalon.champ(c, 'objectifs', false), v.objectifs);
	n.fin := CASE WHEN c ? 'fin' THEN jalon.champ_date_libre(c, 'fin') + 1 ELSE v.fin END;
	n.cible_minutes := CASE WHEN c ? 'cible_minutes' THEN jalon.champ_entier_libre(c, 'cible_minutes') ELSE v.cible_minutes END;
	n.intensif := CASE WHEN c ? 'intensif' THEN jalon.champ_bool(c, 'intensif') ELSE v.intensif END;
	INSERT INTO jalon.contrat_version (contrat_id, rang, personne_id, objectifs, fin, cible_minutes, intensif, motif)
	VALUES (k.contrat_id, n.rang, k.personne_id, n.objectifs, n.fin, n.cible_minutes, n.intensif, jalon.champ(c, 'motif'));
	IF (n.objectifs, n.fin, n.cible_minutes, n.intensif) IS NOT DISTINCT FROM (v.objectifs, v.fin, v.cible_minutes, v.intensif)
		AND coalesce(c->'ajouts', '[]') = '[]' AND coalesce(c->'retraits', '[]') = '[]' THEN
		PERFORM jalon.refuser('contrat_avenant_vide', 'motif', 'cet avenant ne change rien');
	END IF;
	FOR x IN SELECT * FROM jalon.champ_liste(c, 'retraits')
	LOOP
		PERFORM jalon.contrat_engagement_retirer(k, n.rang, x);
	END LOOP;
	FOR x IN SELECT * FROM jalon.champ_liste(c, 'ajouts')
	LOOP
		PERFORM jalon.contrat_engagement_inserer(k.personne_id, k.contrat_id, n.rang, x);
	END LOOP;
	RETURN jalon.contrat_resultat(k.contrat_id, n.rang);
END
$$;

-- One party's signature, or both's. That of the other, given before, stays.
CREATE FUNCTION jalon.cmd_contrat_signer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v jalon.contrat_version := jalon.version_visible(c);
	v_personne date := jalon.champ_date_libre(c, 'signe_personne_le');
	v_structure date := jalon.champ_date_libre(c, 'signe_structure_le');
BEGIN
	PERFORM jalon.verifier_cles(c, 'contrat_id', 'rang', 'version', 'signe_personne_le', 'signe_structure_le', 'signataire');
	IF coalesce(v_personne, v_structure) IS NULL THEN
		PERFORM jalon.refuser('contenu_invalide', 'signe_personne_le', 'donnez la date d''une signature au moins');
	END IF;
	IF v.signee_le IS NOT NULL THEN
		PERFORM jalon.refuser('contrat_version_signee', 'rang', 'cette version est signée des deux parties : elle ne change plus');
	END IF;
	UPDATE jalon.contrat_version x SET signe_personne_le = coalesce(v_personne, v.signe_personne_le),
		signe_structure_le = coalesce(v_structure, v.signe_structure_le),
		signataire = CASE WHEN v_personne IS NULL THEN v.signataire ELSE jalon.champ_texte_libre(c, 'signataire', 'personne') END
	WHERE x.agence_id = v.agence_id AND x.contrat_id = v.contrat_id AND x.rang = v.rang;
	SET CONSTRAINTS jalon.contrat_version_structure IMMEDIATE;
	SET CONSTRAINTS jalon.contrat_version_structure DEFERRED;
	RETURN jalon.contrat_resultat(v.contrat_id, v.rang);
END
$$;

CREATE FUNCTION jalon.cmd_contrat_abandonner(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v jalon.contrat_version := jalon.version_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'contrat_id', 'rang', 'version');
	UPDATE jalon.contrat_version x SET abandonnee_le = jalon.aujourdhui()
	WHERE x.agence_id = v.agence_id AND x.contrat_id = v.contrat_id AND x.rang = v.rang;
	RETURN jalon.contrat_resultat(v.contrat_id, v.rang);
END
$$;

CREATE FUNCTION jalon.cmd_contrat_choisir(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	k jalon.contrat := jalon.contrat_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'contrat_id', 'version', 'choix', 'motif');
	PERFORM jalon.verifier_version(k.version, jalon.champ_entier(c, 'version'));
	IF jalon.champ(c, 'choix') = '' THEN
		PERFORM jalon.refuser('contenu_invalide', 'choix', 'dites ce qui est choisi');
	END IF;
	UPDATE jalon.contrat x SET choix = jalon.champ(c, 'choix'), choix_motif = jalon.champ_motif(c), choix_le = jalon.aujourdhui()
	WHERE x.agence_id = k.agence_id AND x.contrat_id = k.contrat_id;
	RETURN jalon.contrat_resultat(k.contrat_id, NULL);
END
$$;

CREATE FUNCTION jalon.cmd_contrat_clore(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	k jalon.contrat := jalon.contrat_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'contrat_id', 'version', 'dernier_jour', 'motif', 'texte');
	PERFORM jalon.verifier_version(k.version, jalon.champ_entier(c, 'version'));
	UPDATE jalon.contrat x SET clos_le = jalon.champ_date(c, 'dernier_jour') + 1, clos_motif = jalon.champ_motif(c),
		clos_texte = jalon.champ_texte_libre(c, 'texte')
	WHERE x.agence_id = k.agence_id AND x.contrat_id = k.contrat_id;
	RETURN jalon.contrat_resultat(k.contrat_id, NULL);
END
$$;

CREATE OR REPLACE FUNCTION jalon.cmd_engagement_tenir(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	e jalon.engagement := jalon.engagement_visible(c);
	v_le date := jalon.champ_date(c, 'tenu_le', jalon.aujourdhui());
BEGIN
	PERFORM jalon.verifier_cles(c, 'engagement_id', 'version', 'tenu_le', 'tenue_id');
	IF e.tenu_le IS NOT NULL THEN
		PERFORM jalon.refuser('engagement_deja_tenu', 'tenu_le', 'cet engagement est déjà tenu');
	ELSIF e.cadence = 'unique' THEN
		UPDATE jalon.engagement x SET tenu_le = v_le WHERE x.agence_id = e.agence_id AND x.engagement_id = e.engagement_id;
	ELSE
		INSERT INTO jalon.tenue (tenue_id, engagement_id, personne_id, le)
		VALUES (CASE WHEN jalon.champ_texte_libre(c, 'tenue_id') <> '' THEN jalon.champ_uuid(c, 'tenue_id') ELSE gen_random_uuid() END,
			e.engagement_id, e.personne_id, v_le);
	END IF;
	RETURN jsonb_build_object('etat', 'faite', 'engagement_id', e.engagement_id, 'identifiant', jalon.identifiant_de(e.personne_id),
		'version', e.version + (e.cadence = 'unique')::int);
END
$$;

CREATE FUNCTION jalon.cmd_engagement_excuser(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	e jalon.engagement := jalon.engagement_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'engagement_id', 'version', 'motif');
	IF e.excuse_le IS NOT NULL THEN
		PERFORM jalon.refuser('engagement_deja_excuse', 'engagement_id', 'cet engagement est déjà excusé');
	END IF;
	UPDATE jalon.engagement x SET excuse_motif = jalon.champ_motif(c) WHERE x.agence_id = e.agence_id AND x.engagement_id = e.engagement_id;
	RETURN jsonb_build_object('etat', 'faite', 'engagement_id', e.engagement_id, 'version', e.version + 1,
		'identifiant', jalon.identifiant_de(e.personne_id));
END
$$;

CREATE FUNCTION jalon.cmd_compensation_ouvrir(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personne bigint := jalon.personne_visible(c);
	v_id uuid := jalon.champ_uuid(c, 'compensation_id');
BEGIN
	PERFORM jalon.verifier_cles(c, 'compensation_id', 'identifiant', 'engagement_id', 'regle', 'manque_le', 'prejudice', 'objet', 'echeance');
	INSERT INTO jalon.compensation (compensation_id, personne_id, engagement_id, regle, manque_le, prejudice, objet, echeance)
	VALUES (v_id, v_personne, CASE WHEN jalon.champ_texte_libre(c, 'engagement_id') <> '' THEN jalon.champ_uuid(c, 'engagement_id') END,
		jalon.champ_texte_libre(c, 'regle'), jalon.champ_date(c, 'manque_le'), jalon.champ(c, 'prejudice'), jalon.champ(c, 'objet'),
		jalon.champ_date(c, 'echeance'));
	RETURN jsonb_build_object('etat', 'faite', 'compensation_id', v_id, 'version', 1, 'identifiant', c->>'identifiant');
END
$$;

CREATE FUNCTION jalon.cmd_compensation_remettre(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'compensation_id');
	x jalon.compensation;
BEGIN
	PERFORM jalon.verifier_cles(c, 'compensation_id', 'version', 'remise_le', 'texte');
	SELECT * INTO x FROM jalon.compensation y
	WHERE y.agence_id = jalon.mon_agence() AND y.compensation_id = v_id AND y.annule_par IS NULL FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'compensation_id', 'action compensatrice inexistante ou hors de votre portée');
	END IF;
	PERFORM jalon.verifier_version(x.version, jalon.champ_entier(c, 'version'));
	UPDATE jalon.compensation y SET remise_le = jalon.champ_date(c, 'remise_le', jalon.aujourdhui()), remise_texte = jalon.champ(c, 'texte')
	WHERE y.agence_id = x.agence_id AND y.compensation_id = v_id;
	RETURN jsonb_build_object('etat', 'faite', 'compensation_id', v_id, 'version', x.version + 1, 'identifiant', jalon.identifiant_de(x.personne_id));
END
$$;

-- Undo. What 009 wrote as lists inside its functions is now three small functions: a later migration says its own.

-- The verbs that an undo reverses.
CREATE FUNCTION jalon.verbes_annulables() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT ARRAY['contact_noter', 'note_ecrire', 'note_corriger', 'frein_ajouter', 'frein_lever', 'personne_corriger',
		'rdv_donner', 'rdv_presence', 'rappel_donner', 'engagement_tenir', 'conge_declarer', 'absence_poser', 'ligne_reporter',
		'convocation_noter', 'contrat_signer', 'contrat_choisir', 'engagement_excuser', 'compensation_ouvrir']
$$;

-- The columns that an undo puts back, of a row that the command changed.
CREATE FUNCTION jalon.colonnes_reprises(p_table text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE p_table
		WHEN 'note' THEN ARRAY['texte', 'privee'] WHEN 'frein' THEN ARRAY['leve_le'] WHEN 'foyer' THEN ARRAY['taille']
		WHEN 'participation' THEN ARRAY['presence', 'motif', 'convoque_le', 'recu_le']
		WHEN 'engagement' THEN ARRAY['tenu_le', 'excuse_motif']
		WHEN 'contrat' THEN ARRAY['choix', 'choix_le', 'choix_motif']
		WHEN 'contrat_version' THEN ARRAY['signe_personne_le', 'signe_structure_le', 'signataire']
		WHEN 'personne' THEN ARRAY['nom', 'prenom', 'naissance', 'telephone', 'courriel', 'commune'] END
$$;

-- The rows that follow another back by trigger, and are not reversed themselves: a séance freed by its participant, a
-- contract signed by its version.
CREATE FUNCTION jalon.ligne_suit(h jalon.historique, p_verbe text) RETURNS bool
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT h.operation = 'UPDATE' AND (h.nom_table = 'seance' OR h.nom_table = 'contrat' AND p_verbe = 'contrat_signer')
$$;

CREATE OR REPLACE FUNCTION jalon.ligne_designer(h jalon.historique) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN CASE WHEN h.nom_table = 'participation' THEN 't.agence_id = $1 AND t.seance_id = $2::uuid AND t.personne_id = $3'
		WHEN h.nom_table = 'contrat_version' THEN format('t.agence_id = $1 AND t.contrat_id = $2::uuid AND t.rang = %s', (h.apres->>'rang')::int)
		WHEN h.nom_table IN ('personne', 'foyer') THEN format('t.agence_id = $1 AND t.%I = $2::bigint', h.nom_table || '_id')
		ELSE format('t.agence_id = $1 AND t.%I = $2::uuid', h.nom_table || '_id') END;
END
$$;

CREATE OR REPLACE FUNCTION jalon.ligne_defaire(h jalon.historique, p_commande uuid) RETURNS void
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
		SELECT string_agg(format('%1$I = r.%1$I', k), ', ') INTO v_colonnes FROM unnest(jalon.colonnes_reprises(h.nom_table)) k;
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
	ELSIF v_verbe <> ALL (jalon.verbes_annulables()) THEN
		PERFORM jalon.refuser('annulation_impossible', '', 'cet acte ne s''annule pas');
	END IF;
	-- Rows are locked in the order of the commands: no deadlock.
	v_lignes := ARRAY(SELECT x FROM jalon.lignes_de(v_id) x
		WHERE NOT jalon.ligne_suit(x, v_verbe) ORDER BY x.historique_id);
	IF v_lignes = '{}' THEN
		PERFORM jalon.refuser('hors_de_portee', 'commande_id', 'commande inexistante ou hors de votre portée');
	END IF;
	IF v_verbe = 'contrat_signer' THEN -- the contract before its version, as when it was signed
		PERFORM FROM jalon.contrat k WHERE k.agence_id = jalon.mon_agence() AND k.contrat_id IN (SELECT x.cle::uuid FROM unnest(v_lignes) x
			WHERE x.nom_table = 'contrat_version') ORDER BY k.contrat_id FOR UPDATE;
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

-- Those who command, and what the triggers that see with their eyes call.
DO $$
DECLARE
	f regprocedure;
BEGIN
	FOR f IN SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
		WHERE n.nspname = 'jalon' AND (p.proname LIKE 'cmd\_%' OR p.proname LIKE 'champ%' OR p.proname IN ('ecrit_par_la_base',
			'version_signee', 'contrat_clos_garder', 'contrat_choix_garder', 'version_preparer_garder', 'version_signature_garder',
			'version_signee_garder', 'version_ouverte', 'engagement_donner_garder', 'engagement_retirer_garder', 'engagement_repris_garder', 'engagement_lie_garder', 'engagement_delie', 'fin_par_passage',
			'engagement_tenu_garder', 'engagement_excuse_garder', 'engagement_en_retard', 'compensation_ouvrir_garder', 'contrat_visible',
			'version_visible', 'engagement_visible', 'identifiant_de', 'contrat_resultat', 'contrat_engagement_inserer',
			'contrat_engagement_retirer', 'verbes_annulables', 'colonnes_reprises', 'ligne_suit'))
	LOOP
		EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO jalon_conseiller, jalon_responsable', f);
	END LOOP;
END
$$;

RESET ROLE;
