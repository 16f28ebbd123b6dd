-- Who may do what: row-level security forced, one policy per role and verb, column grants.
-- A policy reads « = ANY (ARRAY(SELECT scope())) » or compares the agency with a scalar subselect: both are
-- evaluated once per query and can lead an index. Nothing here is granted to PUBLIC.

SET LOCAL ROLE jalon_proprietaire;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['agence', 'compte', 'commande', 'foyer', 'personne', 'passage', 'suivi', 'referent',
		'remplacement', 'seance', 'participation', 'contact', 'note', 'frein', 'historique']
	LOOP
		EXECUTE format('ALTER TABLE jalon.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
	END LOOP;
END
$$;

-- What every role needs to open a session.
GRANT SELECT ON jalon.schema_version, jalon.jour_fixe, jalon.agence, jalon.compte, jalon.regles_version,
	jalon.regle_parametre, jalon.ferie
	TO jalon_conseiller, jalon_responsable, jalon_controle, jalon_secretariat, jalon_autorite, jalon_administrateur;
CREATE POLICY agence_lire ON jalon.agence FOR SELECT
	TO jalon_conseiller, jalon_responsable, jalon_controle, jalon_secretariat, jalon_autorite, jalon_administrateur
	USING (agence_id = (SELECT jalon.mon_agence()));
-- Disclosed on purpose: the names and roles of the agency's accounts (authors of notes, choice of a référent).
CREATE POLICY compte_lire ON jalon.compte FOR SELECT
	TO jalon_conseiller, jalon_responsable, jalon_administrateur
	USING (agence_id = (SELECT jalon.mon_agence()));
CREATE POLICY compte_lire_le_mien ON jalon.compte FOR SELECT
	TO jalon_controle, jalon_secretariat, jalon_autorite
	USING (login = session_user AND agence_id = (SELECT jalon.mon_agence()));

-- Tables of facts keyed by a person: those of my people, or of my agency.
GRANT SELECT ON jalon.foyer, jalon.personne, jalon.passage, jalon.suivi, jalon.referent, jalon.remplacement,
	jalon.seance, jalon.participation, jalon.contact, jalon.note, jalon.frein, jalon.historique, jalon.commande
	TO jalon_conseiller, jalon_responsable;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['personne', 'passage', 'suivi', 'referent', 'participation', 'contact', 'frein']
	LOOP
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR SELECT TO jalon_conseiller '
			'USING (agence_id = (SELECT jalon.mon_agence()) AND personne_id = ANY (ARRAY(SELECT jalon.mes_personnes())))',
			t || '_lire_conseiller', t);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR SELECT TO jalon_responsable '
			'USING (agence_id = (SELECT jalon.mon_agence()))', t || '_lire_responsable', t);
	END LOOP;
END
$$;

CREATE POLICY foyer_lire_conseiller ON jalon.foyer FOR SELECT TO jalon_conseiller
	USING (agence_id = (SELECT jalon.mon_agence()) AND foyer_id = ANY (ARRAY(SELECT jalon.mes_foyers())));
CREATE POLICY foyer_lire_responsable ON jalon.foyer FOR SELECT TO jalon_responsable
	USING (agence_id = (SELECT jalon.mon_agence()));
CREATE POLICY note_lire_conseiller ON jalon.note FOR SELECT TO jalon_conseiller
	USING (agence_id = (SELECT jalon.mon_agence()) AND personne_id = ANY (ARRAY(SELECT jalon.mes_personnes()))
		AND (NOT privee OR auteur = session_user));
CREATE POLICY note_lire_responsable ON jalon.note FOR SELECT TO jalon_responsable
	USING (agence_id = (SELECT jalon.mon_agence()) AND (NOT privee OR auteur = session_user));
CREATE POLICY remplacement_lire_conseiller ON jalon.remplacement FOR SELECT TO jalon_conseiller
	USING (agence_id = (SELECT jalon.mon_agence()) AND (remplacant = session_user OR titulaire = session_user));
CREATE POLICY remplacement_lire_responsable ON jalon.remplacement FOR SELECT TO jalon_responsable
	USING (agence_id = (SELECT jalon.mon_agence()));
-- One's own agenda. The appointments of one's people with others are read in participation.
CREATE POLICY seance_lire_conseiller ON jalon.seance FOR SELECT TO jalon_conseiller
	USING (agence_id = (SELECT jalon.mon_agence()) AND conseiller = session_user);
CREATE POLICY seance_lire_responsable ON jalon.seance FOR SELECT TO jalon_responsable
	USING (agence_id = (SELECT jalon.mon_agence()));
-- A note that has become private takes with it what was written while it was shared.
CREATE POLICY historique_lire_conseiller ON jalon.historique FOR SELECT TO jalon_conseiller
	USING (agence_id = (SELECT jalon.mon_agence())
		AND (personne_id = ANY (ARRAY(SELECT jalon.mes_personnes()))
			OR personne_id IS NULL AND foyer_id = ANY (ARRAY(SELECT jalon.mes_foyers())))
		AND (NOT confidentiel OR login = session_user)
		AND CASE nom_table WHEN 'note' THEN EXISTS (SELECT FROM jalon.note n
			WHERE n.agence_id = historique.agence_id AND n.note_id = historique.cle::uuid) ELSE true END);
CREATE POLICY historique_lire_responsable ON jalon.historique FOR SELECT TO jalon_responsable
	USING (agence_id = (SELECT jalon.mon_agence()) AND (NOT confidentiel OR login = session_user)
		AND CASE nom_table WHEN 'note' THEN EXISTS (SELECT FROM jalon.note n
			WHERE n.agence_id = historique.agence_id AND n.note_id = historique.cle::uuid) ELSE true END);
CREATE POLICY commande_lire ON jalon.commande FOR SELECT TO jalon_conseiller, jalon_responsable
	USING (agence_id = (SELECT jalon.mon_agence()) AND login = session_user);

-- Writing. Columns that say who, when, which version are in no grant: defaults and triggers set them.
-- Every policy re-checks that the person is visible, and that a row is annulled by the command under way,
-- because foreign keys ignore row-level security.
GRANT INSERT (commande_id, verbe, empreinte, etat), UPDATE (resultat) ON jalon.commande TO jalon_conseiller, jalon_responsable;
CREATE POLICY commande_ouvrir ON jalon.commande FOR INSERT TO jalon_conseiller, jalon_responsable
	WITH CHECK (agence_id = (SELECT jalon.mon_agence()) AND login = session_user);
CREATE POLICY commande_clore ON jalon.commande FOR UPDATE TO jalon_conseiller, jalon_responsable
	USING (agence_id = (SELECT jalon.mon_agence()) AND login = session_user);

GRANT UPDATE (nom, prenom, naissance, telephone, courriel, commune, langue) ON jalon.personne TO jalon_conseiller, jalon_responsable;
GRANT UPDATE (taille, composition, majoration) ON jalon.foyer TO jalon_conseiller, jalon_responsable;
GRANT INSERT (personne_id, regime, du), UPDATE (au, motif_fin, annule_par) ON jalon.passage TO jalon_conseiller, jalon_responsable;
GRANT INSERT (personne_id, modalite, du), UPDATE (au, annule_par) ON jalon.suivi TO jalon_conseiller, jalon_responsable;
GRANT INSERT (contact_id, personne_id, le, canal, joint, texte), UPDATE (annule_par) ON jalon.contact TO jalon_conseiller, jalon_responsable;
GRANT INSERT (note_id, personne_id, privee, texte), UPDATE (privee, texte, annulee_par) ON jalon.note TO jalon_conseiller, jalon_responsable;
GRANT INSERT (frein_id, personne_id, nature, detail, du), UPDATE (leve_le, annule_par) ON jalon.frein TO jalon_conseiller, jalon_responsable;
-- Référents and replacements: the responsable alone.
GRANT INSERT (personne_id, login, du), UPDATE (au, annule_par) ON jalon.referent TO jalon_responsable;
GRANT INSERT (remplacant, titulaire, personne_id, du, au), UPDATE (au, annule_par) ON jalon.remplacement TO jalon_responsable;
-- Loaded rules: the administrateur.
GRANT INSERT (empreinte), UPDATE (active) ON jalon.regles_version TO jalon_administrateur;
GRANT INSERT ON jalon.regle_parametre TO jalon_administrateur;
GRANT INSERT ON jalon.ferie TO jalon_administrateur;

CREATE POLICY personne_corriger_conseiller ON jalon.personne FOR UPDATE TO jalon_conseiller
	USING (agence_id = (SELECT jalon.mon_agence()) AND personne_id = ANY (ARRAY(SELECT jalon.mes_personnes())));
CREATE POLICY personne_corriger_responsable ON jalon.personne FOR UPDATE TO jalon_responsable
	USING (agence_id = (SELECT jalon.mon_agence()));
CREATE POLICY foyer_corriger_conseiller ON jalon.foyer FOR UPDATE TO jalon_conseiller
	USING (agence_id = (SELECT jalon.mon_agence()) AND foyer_id = ANY (ARRAY(SELECT jalon.mes_foyers())));
CREATE POLICY foyer_corriger_responsable ON jalon.foyer FOR UPDATE TO jalon_responsable
	USING (agence_id = (SELECT jalon.mon_agence()));

DO $$
DECLARE
	t record;
	v_moi text := 'agence_id = (SELECT jalon.mon_agence()) AND personne_id = ANY (ARRAY(SELECT jalon.mes_personnes()))';
	-- A responsable sees the whole agency: the person must be one that row-level security shows.
	v_agence text := 'agence_id = (SELECT jalon.mon_agence()) AND EXISTS (SELECT FROM jalon.personne p '
		'WHERE p.agence_id = %1$I.agence_id AND p.personne_id = %1$I.personne_id)';
BEGIN
	-- A barrier may be lifted by whoever follows the person, and annulled by its author alone.
	FOR t IN SELECT * FROM (VALUES ('passage', '', 'annule_par', ''), ('suivi', '', 'annule_par', ''),
		('frein', '', 'annule_par', ' AND auteur = session_user'),
		('contact', ' AND auteur = session_user', 'annule_par', ''), ('note', ' AND auteur = session_user', 'annulee_par', ''))
		AS v(nom, auteur, annule, annuleur)
	LOOP
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR INSERT TO jalon_conseiller WITH CHECK (%s%s AND %I IS NULL)',
			t.nom || '_ajouter_conseiller', t.nom, v_moi, t.auteur, t.annule);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR INSERT TO jalon_responsable WITH CHECK (%s%s AND %I IS NULL)',
			t.nom || '_ajouter_responsable', t.nom, format(v_agence, t.nom), t.auteur, t.annule);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR UPDATE TO jalon_conseiller USING (%s%s) '
			'WITH CHECK (%s%s AND (%I IS NULL OR %I = jalon.commande_en_cours()%s))',
			t.nom || '_modifier_conseiller', t.nom, v_moi, t.auteur, v_moi, t.auteur, t.annule, t.annule, t.annuleur);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR UPDATE TO jalon_responsable USING (agence_id = (SELECT jalon.mon_agence())%s) '
			'WITH CHECK (agence_id = (SELECT jalon.mon_agence())%s AND (%I IS NULL OR %I = jalon.commande_en_cours()%s))',
			t.nom || '_modifier_responsable', t.nom, t.auteur, t.auteur, t.annule, t.annule, t.annuleur);
	END LOOP;
	EXECUTE format('CREATE POLICY referent_ajouter_responsable ON jalon.referent FOR INSERT TO jalon_responsable '
		'WITH CHECK (%s AND annule_par IS NULL AND login IN (SELECT c.login FROM jalon.compte c))', format(v_agence, 'referent'));
END
$$;
CREATE POLICY referent_modifier_responsable ON jalon.referent FOR UPDATE TO jalon_responsable
	USING (agence_id = (SELECT jalon.mon_agence()))
	WITH CHECK (agence_id = (SELECT jalon.mon_agence()) AND (annule_par IS NULL OR annule_par = jalon.commande_en_cours()));
CREATE POLICY remplacement_ajouter_responsable ON jalon.remplacement FOR INSERT TO jalon_responsable
	WITH CHECK (agence_id = (SELECT jalon.mon_agence()) AND annule_par IS NULL
		AND EXISTS (SELECT FROM jalon.compte c WHERE c.login = remplacement.remplacant)
		AND EXISTS (SELECT FROM jalon.compte c WHERE c.login = remplacement.titulaire)
		AND (personne_id IS NULL OR EXISTS (SELECT FROM jalon.personne p
			WHERE p.agence_id = remplacement.agence_id AND p.personne_id = remplacement.personne_id)));
CREATE POLICY remplacement_modifier_responsable ON jalon.remplacement FOR UPDATE TO jalon_responsable
	USING (agence_id = (SELECT jalon.mon_agence()))
	WITH CHECK (agence_id = (SELECT jalon.mon_agence()) AND (annule_par IS NULL OR annule_par = jalon.commande_en_cours()));

-- The owner, for its definer functions (history, enrolment): within the agency of the login that asks, and
-- only what those functions do. It has no login.
CREATE POLICY historique_ecrire ON jalon.historique FOR INSERT TO jalon_proprietaire WITH CHECK (login = session_user);
CREATE POLICY commande_verifier ON jalon.commande FOR SELECT TO jalon_proprietaire
	USING (agence_id = (SELECT jalon.mon_agence()) AND login = session_user);
CREATE POLICY compte_verifier ON jalon.compte FOR SELECT TO jalon_proprietaire
	USING (agence_id = (SELECT jalon.mon_agence()));
CREATE POLICY personne_chercher ON jalon.personne FOR SELECT TO jalon_proprietaire
	USING (agence_id = (SELECT jalon.mon_agence()));
CREATE POLICY foyer_relire ON jalon.foyer FOR SELECT TO jalon_proprietaire
	USING (agence_id = (SELECT jalon.mon_agence()));
DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['foyer', 'personne', 'passage', 'suivi', 'referent']
	LOOP
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR INSERT TO jalon_proprietaire '
			'WITH CHECK (agence_id = (SELECT jalon.mon_agence()))', t || '_inscrire', t);
	END LOOP;
END
$$;

-- Functions that policies, defaults and queries call in the name of the asking role.
GRANT EXECUTE ON FUNCTION jalon.importe(), jalon.origine(), jalon.refuser(text, text, text), jalon.commande_en_cours(),
	jalon.plier(text) TO jalon_conseiller, jalon_responsable;
GRANT EXECUTE ON FUNCTION jalon.importe(), jalon.refuser(text, text, text) TO jalon_administrateur;

-- Whoever opens a session changes no object: PostgreSQL would let any member of a group role say DROP OWNED BY
-- that role, which drops every policy written to it.
CREATE FUNCTION jalon.objets_garder() RETURNS event_trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT pg_has_role(session_user, 'jalon_proprietaire', 'MEMBER') THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('%s : la base ne change que par ses migrations', tg_tag);
	END IF;
END
$$;

RESET ROLE;
CREATE EVENT TRIGGER jalon_objets_garder ON ddl_command_start EXECUTE FUNCTION jalon.objets_garder();

-- What PostgreSQL lets anyone do that would hold up the others or fill the disk unseen: advisory locks (the
-- migrations and the loading of rules wait on one) and large objects.
DO $$
DECLARE
	f regprocedure;
BEGIN
	FOR f IN SELECT oid::regprocedure FROM pg_catalog.pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace
		AND (proname ~ '^pg_(try_)?advisory_(xact_)?lock' OR proname IN ('lo_creat', 'lo_create', 'lo_from_bytea'))
	LOOP
		EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
	END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_advisory_xact_lock(bigint) TO jalon_administrateur; -- the loading of rules
GRANT EXECUTE ON FUNCTION pg_catalog.pg_advisory_xact_lock(int, int) TO jalon_proprietaire; -- jalon.inscrire()
