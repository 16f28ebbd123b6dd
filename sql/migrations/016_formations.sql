-- Training requests, from the idea to six months after: what happens to each, its stage as a fold of it, its project, its
-- preconditions, pieces and funding lines, absences; periods in a company; what the person lives on. Tables, what their
-- triggers refuse, who may; then the verbs, and their undo.
-- Sources: rules.md §7 (T1-T7, W2), 000:1546, 000:1625, 000:1803, 000:1923, 000:6137, 000:6307-6349.

SET LOCAL ROLE jalon_proprietaire;

-- T1 as a table: from, step, what else must hold, to. Nobody writes it; core/training/stages.c holds the same rows.
CREATE TABLE jalon.formation_transition (
	de text NOT NULL, -- '': not yet
	geste text NOT NULL,
	garde text NOT NULL,
	vers text NOT NULL,
	CONSTRAINT formation_transition_cle PRIMARY KEY (de, geste)
);
INSERT INTO jalon.formation_transition (de, geste, garde, vers) VALUES
	('', 'evoquer', 'libre', 'evoquee'),
	('evoquee', 'projeter', 'projet', 'projet'),
	('evoquee', 'abandonner', 'libre', 'abandonnee_avant'),
	('projet', 'preparer', 'prealables', 'prete'),
	('projet', 'abandonner', 'libre', 'abandonnee_avant'),
	('prete', 'deposer', 'financeur', 'deposee'),
	('prete', 'reprendre', 'libre', 'projet'),
	('prete', 'abandonner', 'libre', 'abandonnee_avant'),
	('deposee', 'demander_pieces', 'pieces', 'pieces_demandees'),
	('deposee', 'contre_proposer', 'libre', 'contre_proposee'),
	('deposee', 'accorder', 'libre', 'accordee'),
	('deposee', 'refuser', 'contre_proposition', 'refusee'),
	('deposee', 'abandonner', 'libre', 'abandonnee_avant'),
	('pieces_demandees', 'completer', 'complet', 'deposee'),
	('pieces_demandees', 'contre_proposer', 'libre', 'contre_proposee'),
	('pieces_demandees', 'accorder', 'libre', 'accordee'),
	('pieces_demandees', 'refuser', 'contre_proposition', 'refusee'),
	('pieces_demandees', 'abandonner', 'libre', 'abandonnee_avant'),
	('contre_proposee', 'accepter', 'libre', 'accordee'),
	('contre_proposee', 'decliner', 'libre', 'refusee'),
	('contre_proposee', 'abandonner', 'libre', 'abandonnee_avant'),
	('refusee', 'contester', 'libre', 'deposee'),
	('refusee', 'reprendre', 'libre', 'projet'),
	('refusee', 'abandonner', 'libre', 'abandonnee_avant'),
	('accordee', 'financer', 'entier', 'financee'),
	('accordee', 'abandonner', 'libre', 'abandonnee_avant'),
	('financee', 'entrer', 'decision', 'entree'),
	('financee', 'abandonner', 'libre', 'abandonnee_avant'),
	('entree', 'point_tiers', 'libre', 'entree'),
	('entree', 'achever', 'libre', 'achevee'),
	('entree', 'abandonner', 'libre', 'abandonnee_apres'),
	('achevee', 'suivre', 'libre', 'suivie');
-- A word with somebody moves nothing.
INSERT INTO jalon.formation_transition (de, geste, garde, vers)
SELECT DISTINCT vers, 'echange', 'libre', vers FROM jalon.formation_transition;

-- A request. `etape` and `etape_le` (the day it came to that stage) follow from its events, by trigger. `debut` and `fin`:
-- first and last day of the course, planned, then real once entered, ended. Lengths in minutes, the pace's a week; NULL:
-- « non fixé ».
CREATE TABLE jalon.formation (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	formation_id uuid NOT NULL DEFAULT gen_random_uuid(),
	personne_id bigint NOT NULL,
	session_id uuid, -- of the catalogue
	intitule text NOT NULL CONSTRAINT formation_intitule_longueur CHECK (char_length(intitule) <= 300 AND intitule ~ '\S'),
	rome text NOT NULL DEFAULT '' CONSTRAINT formation_rome_forme CHECK (rome ~ '^([A-N][0-9]{4})?$'),
	objectif text NOT NULL DEFAULT '' CONSTRAINT formation_objectif_connu CHECK (objectif IN -- 000:1797-1803
		('', 'adaptation', 'perfectionnement', 'certification', 'qualification', 'reconversion', 'creation')),
	organisme text NOT NULL DEFAULT '' CONSTRAINT formation_organisme_longueur CHECK (char_length(organisme) <= 200),
	lieu text NOT NULL DEFAULT '' CONSTRAINT formation_lieu_longueur CHECK (char_length(lieu) <= 100),
	departement text NOT NULL DEFAULT '' CONSTRAINT formation_departement_forme CHECK (departement ~ '^([0-9]{2}|2[AB]|97[1-6])?$'),
	minutes int CONSTRAINT formation_heures CHECK (minutes BETWEEN 1 AND 600000),
	rythme_minutes int CONSTRAINT formation_rythme CHECK (rythme_minutes BETWEEN 1 AND 10080),
	debut date CONSTRAINT formation_debut_bornes CHECK (debut BETWEEN '1990-01-01' AND '2200-01-01'),
	fin date CONSTRAINT formation_fin_bornes CHECK (fin BETWEEN '1990-01-01' AND '2200-01-01'),
	etape text NOT NULL DEFAULT 'evoquee',
	etape_le date NOT NULL DEFAULT jalon.aujourdhui(),
	cree_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	cree_par name NOT NULL DEFAULT session_user,
	version int NOT NULL DEFAULT 1,
	annule_par uuid,
	CONSTRAINT formation_cle PRIMARY KEY (agence_id, formation_id),
	CONSTRAINT formation_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT formation_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT formation_session FOREIGN KEY (agence_id, session_id) REFERENCES jalon.catalogue_session,
	CONSTRAINT formation_de_personne UNIQUE (agence_id, formation_id, personne_id),
	CONSTRAINT formation_bornes CHECK (debut <= fin)
);
CREATE INDEX formation_par_personne ON jalon.formation (agence_id, personne_id, etape_le DESC) WHERE annule_par IS NULL;
CREATE INDEX formation_ouvertes ON jalon.formation (agence_id, personne_id) WHERE annule_par IS NULL
	AND etape <> ALL (ARRAY['abandonnee_avant', 'abandonnee_apres', 'suivie']);
CREATE INDEX formation_par_cours ON jalon.formation (agence_id, fin, departement, intitule) WHERE annule_par IS NULL; -- T7

-- What hangs on a request bears its person: a key without it would tell whoever guesses an id what another's request has.
-- What happens to it: each once, in the order of `rang`, never rewritten; the last one may be undone. `de`, `vers`: the
-- stages before and after. `le`: the day it happened.
CREATE TABLE jalon.formation_evenement (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	evenement_id uuid NOT NULL DEFAULT gen_random_uuid(),
	formation_id uuid NOT NULL,
	personne_id bigint NOT NULL,
	rang int NOT NULL DEFAULT 0,
	geste text NOT NULL,
	de text NOT NULL DEFAULT '',
	vers text NOT NULL DEFAULT '',
	le date NOT NULL DEFAULT jalon.aujourdhui() CONSTRAINT formation_evenement_le_bornes CHECK (le >= '1990-01-01'),
	avec text NOT NULL DEFAULT '' CONSTRAINT formation_evenement_avec_longueur CHECK (char_length(avec) <= 200),
	texte text NOT NULL DEFAULT '' CONSTRAINT formation_evenement_texte_longueur CHECK (char_length(texte) <= 4000),
	motifs text[] NOT NULL DEFAULT '{}',
	financeur text CONSTRAINT formation_evenement_financeur REFERENCES jalon.financeur,
	contre_proposition text NOT NULL DEFAULT '' CONSTRAINT formation_evenement_contre_longueur CHECK
		(char_length(contre_proposition) <= 4000 AND char_length(sans_contre_proposition) <= 4000),
	sans_contre_proposition text NOT NULL DEFAULT '',
	malgre text NOT NULL DEFAULT '' CONSTRAINT formation_evenement_malgre_longueur CHECK (char_length(malgre) <= 1000),
	sans_revenu_dit bool NOT NULL DEFAULT false, -- T3: the person was told that the course would bring no income
	place_confirmee bool NOT NULL DEFAULT false, -- a session shown full: the body keeps a place
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	par name NOT NULL DEFAULT session_user,
	annule_par uuid,
	CONSTRAINT formation_evenement_cle PRIMARY KEY (agence_id, evenement_id),
	CONSTRAINT formation_evenement_formation FOREIGN KEY (agence_id, formation_id, personne_id)
		REFERENCES jalon.formation (agence_id, formation_id, personne_id),
	CONSTRAINT formation_evenement_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT formation_evenement_rang UNIQUE (agence_id, formation_id, personne_id, rang),
	CONSTRAINT formation_evenement_motifs CHECK (motifs <@ CASE geste
		WHEN 'refuser' THEN ARRAY['metier_non_en_tension', 'cout', 'nature', 'autres_priorites', 'autre_region', 'sans_place',
			'bilan_non_prioritaire', 'autre']
		WHEN 'abandonner' THEN ARRAY['financement', 'remuneration', 'garde_enfant', 'mobilite', 'autocensure', 'delai', 'grossesse',
			'maladie', 'emploi', 'autre']
		WHEN 'achever' THEN ARRAY['terme', 'certification', 'certification_partielle', 'sans_certification', 'autre']
		WHEN 'suivre' THEN ARRAY['emploi', 'formation', 'sans_suite', 'inconnu'] ELSE ARRAY[]::text[] END
		AND (geste NOT IN ('refuser', 'abandonner', 'suivre') OR motifs <> '{}')),
	CONSTRAINT formation_evenement_explique CHECK (NOT (geste IN ('echange', 'contre_proposer', 'contester') OR 'autre' = ANY (motifs))
		OR texte || contre_proposition ~ '\S')
);
CREATE INDEX formation_evenement_par_personne ON jalon.formation_evenement (agence_id, personne_id, le) WHERE annule_par IS NULL;

-- The ready-made form (000:6307-6349): each row is a version, whole; none is ever rewritten.
CREATE TABLE jalon.formation_projet (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	projet_id uuid NOT NULL DEFAULT gen_random_uuid(),
	formation_id uuid NOT NULL,
	personne_id bigint NOT NULL,
	rang int NOT NULL CONSTRAINT formation_projet_rang_positif CHECK (rang >= 1), -- given by trigger
	le date NOT NULL DEFAULT jalon.aujourdhui() CONSTRAINT formation_projet_le_bornes CHECK (le >= '1990-01-01'),
	projet text NOT NULL DEFAULT '',
	evaluation text NOT NULL DEFAULT '',
	contraintes text NOT NULL DEFAULT '',
	ajustement text NOT NULL DEFAULT '',
	points text NOT NULL DEFAULT '',
	actions text NOT NULL DEFAULT '',
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	auteur name NOT NULL DEFAULT session_user,
	CONSTRAINT formation_projet_cle PRIMARY KEY (agence_id, projet_id),
	CONSTRAINT formation_projet_formation FOREIGN KEY (agence_id, formation_id, personne_id)
		REFERENCES jalon.formation (agence_id, formation_id, personne_id),
	CONSTRAINT formation_projet_un_rang UNIQUE (agence_id, formation_id, personne_id, rang),
	CONSTRAINT formation_projet_non_vide CHECK (concat(projet, evaluation, contraintes, ajustement, points, actions) ~ '\S'),
	CONSTRAINT formation_projet_longueur CHECK (greatest(char_length(projet), char_length(evaluation), char_length(contraintes),
		char_length(ajustement), char_length(points), char_length(actions)) <= 4000)
);
CREATE INDEX formation_projet_par_personne ON jalon.formation_projet (agence_id, personne_id);

-- T2: met, or waived with its reason; neither yet, no row.
CREATE TABLE jalon.formation_prealable (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	prealable_id uuid NOT NULL DEFAULT gen_random_uuid(),
	formation_id uuid NOT NULL,
	personne_id bigint NOT NULL,
	code text NOT NULL CONSTRAINT formation_prealable_code_connu CHECK (code IN
		('mise_en_situation', 'positionnement', 'vae', 'francais', 'frais', 'mobilite', 'garde')),
	etat text NOT NULL CONSTRAINT formation_prealable_etat_connu CHECK (etat IN ('fait', 'dispense')),
	le date NOT NULL DEFAULT jalon.aujourdhui() CONSTRAINT formation_prealable_le_bornes CHECK (le >= '1990-01-01'),
	texte text NOT NULL DEFAULT '' CONSTRAINT formation_prealable_texte_longueur CHECK (char_length(texte) <= 1000),
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	par name NOT NULL DEFAULT session_user,
	version int NOT NULL DEFAULT 1,
	annule_par uuid,
	CONSTRAINT formation_prealable_cle PRIMARY KEY (agence_id, prealable_id),
	CONSTRAINT formation_prealable_formation FOREIGN KEY (agence_id, formation_id, personne_id)
		REFERENCES jalon.formation (agence_id, formation_id, personne_id),
	CONSTRAINT formation_prealable_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT formation_prealable_dispense CHECK (etat <> 'dispense' OR texte ~ '\S')
);
CREATE UNIQUE INDEX formation_prealable_un_seul ON jalon.formation_prealable (agence_id, formation_id, personne_id, code) WHERE annule_par IS NULL;
CREATE INDEX formation_prealable_par_personne ON jalon.formation_prealable (agence_id, personne_id);

-- A piece that the funder asks for, and whose it is to bring: one party's, never both, and never late for the person (000:577).
CREATE TABLE jalon.formation_piece (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	piece_id uuid NOT NULL DEFAULT gen_random_uuid(),
	formation_id uuid NOT NULL,
	personne_id bigint NOT NULL,
	nature text NOT NULL CONSTRAINT formation_piece_nature_connue CHECK (nature IN -- 000:1625-1629, 000:5046-5065
		('etat_descriptif', 'argumentaire', 'devis', 'positionnement', 'informations', 'autre')),
	objet text NOT NULL DEFAULT '' CONSTRAINT formation_piece_objet_longueur CHECK (char_length(objet) <= 500),
	debiteur text NOT NULL CONSTRAINT formation_piece_debiteur_connu CHECK (debiteur IN
		('structure', 'personne', 'partenaire', 'financeur', 'employeur', 'organisme')),
	demandee_le date NOT NULL DEFAULT jalon.aujourdhui() CONSTRAINT formation_piece_demandee_bornes CHECK (demandee_le >= '1990-01-01'),
	attendue_le date CONSTRAINT formation_piece_attendue_bornes CHECK (attendue_le BETWEEN demandee_le AND demandee_le + 731),
	recue_le date CONSTRAINT formation_piece_avant CHECK (recue_le >= demandee_le),
	recue_par name,
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	saisi_par name NOT NULL DEFAULT session_user,
	version int NOT NULL DEFAULT 1,
	annule_par uuid,
	CONSTRAINT formation_piece_cle PRIMARY KEY (agence_id, piece_id),
	CONSTRAINT formation_piece_formation FOREIGN KEY (agence_id, formation_id, personne_id)
		REFERENCES jalon.formation (agence_id, formation_id, personne_id),
	CONSTRAINT formation_piece_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT formation_piece_objet CHECK (nature <> 'autre' OR objet ~ '\S'),
	CONSTRAINT formation_piece_recue_complete CHECK ((recue_le IS NULL) = (recue_par IS NULL))
);
CREATE INDEX formation_piece_par_formation ON jalon.formation_piece (agence_id, formation_id) WHERE annule_par IS NULL;
CREATE INDEX formation_piece_par_personne ON jalon.formation_piece (agence_id, personne_id);

-- T3: one cost, one funder, some days; `au`: first day that it no longer covers. Not refused, no two of one cost on one day.
CREATE TABLE jalon.formation_financement (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	ligne_id uuid NOT NULL DEFAULT gen_random_uuid(),
	formation_id uuid NOT NULL,
	personne_id bigint NOT NULL,
	poste text NOT NULL CONSTRAINT formation_financement_poste_connu CHECK (poste IN ('pedagogie', 'remuneration', 'frais_annexes')),
	financeur text CONSTRAINT formation_financement_financeur REFERENCES jalon.financeur,
	du date NOT NULL,
	au date NOT NULL,
	montant_cents int CONSTRAINT formation_financement_montant CHECK (montant_cents BETWEEN 0 AND 999999999), -- NULL: « non fixé »
	etat text NOT NULL DEFAULT 'demandee' CONSTRAINT formation_financement_etat_connu CHECK (etat IN
		('demandee', 'accordee', 'refusee', 'sans_objet')),
	demandee_le date NOT NULL DEFAULT jalon.aujourdhui(),
	decidee_le date,
	motif text NOT NULL DEFAULT '' CONSTRAINT formation_financement_motif_longueur CHECK (char_length(motif) <= 1000),
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	saisi_par name NOT NULL DEFAULT session_user,
	version int NOT NULL DEFAULT 1,
	annule_par uuid,
	CONSTRAINT formation_financement_cle PRIMARY KEY (agence_id, ligne_id),
	CONSTRAINT formation_financement_formation FOREIGN KEY (agence_id, formation_id, personne_id)
		REFERENCES jalon.formation (agence_id, formation_id, personne_id),
	CONSTRAINT formation_financement_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT formation_financement_bornes CHECK (du < au AND du >= '1990-01-01' AND au <= '2200-01-01'),
	CONSTRAINT formation_financement_payeur CHECK ((etat = 'sans_objet') = (financeur IS NULL) AND (etat <> 'sans_objet' OR montant_cents IS NULL)),
	CONSTRAINT formation_financement_motif CHECK (etat IN ('demandee', 'accordee') OR motif ~ '\S'),
	CONSTRAINT formation_financement_decision CHECK ((etat = 'demandee') = (decidee_le IS NULL)),
	CONSTRAINT formation_financement_double EXCLUDE USING gist (agence_id WITH =, formation_id WITH =, personne_id WITH =, poste WITH =,
		daterange(du, au, '[)') WITH &&) WHERE (etat <> 'refusee' AND annule_par IS NULL)
);
CREATE INDEX formation_financement_par_formation ON jalon.formation_financement (agence_id, formation_id) WHERE annule_par IS NULL;
CREATE INDEX formation_financement_par_personne ON jalon.formation_financement (agence_id, personne_id);

-- Days of absence from the course, once entered; `au`: first day back.
CREATE TABLE jalon.formation_absence (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	absence_id uuid NOT NULL DEFAULT gen_random_uuid(),
	formation_id uuid NOT NULL,
	personne_id bigint NOT NULL,
	du date NOT NULL,
	au date NOT NULL,
	justifiee bool NOT NULL,
	motif text NOT NULL CONSTRAINT formation_absence_motif_longueur CHECK (char_length(motif) <= 1000 AND motif ~ '\S'),
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	saisi_par name NOT NULL DEFAULT session_user,
	annule_par uuid,
	CONSTRAINT formation_absence_cle PRIMARY KEY (agence_id, absence_id),
	CONSTRAINT formation_absence_formation FOREIGN KEY (agence_id, formation_id, personne_id)
		REFERENCES jalon.formation (agence_id, formation_id, personne_id),
	CONSTRAINT formation_absence_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT formation_absence_bornes CHECK (du < au AND du >= '1990-01-01' AND au <= du + 366),
	CONSTRAINT formation_absence_double EXCLUDE USING gist (agence_id WITH =, formation_id WITH =, personne_id WITH =,
		daterange(du, au, '[)') WITH &&)
		WHERE (annule_par IS NULL)
);
CREATE INDEX formation_absence_par_personne ON jalon.formation_absence (agence_id, personne_id);

-- Immersion, EMT, PMSMP, période travaillée, reprise d'emploi; `au`: first day after. `malgre`: why, knowing that so short a
-- reprise ends the regime (W2).
CREATE TABLE jalon.periode_entreprise (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	periode_id uuid NOT NULL DEFAULT gen_random_uuid(),
	personne_id bigint NOT NULL,
	formation_id uuid, -- the request that it prepares
	nature text NOT NULL CONSTRAINT periode_entreprise_nature_connue CHECK (nature IN ('immersion', 'emt', 'pmsmp', 'activite', 'reprise')),
	entreprise text NOT NULL CONSTRAINT periode_entreprise_nom_longueur CHECK (char_length(entreprise) <= 200 AND entreprise ~ '\S'),
	metier text NOT NULL DEFAULT '' CONSTRAINT periode_entreprise_metier_longueur CHECK (char_length(metier) <= 200),
	objectif text NOT NULL DEFAULT '' CONSTRAINT periode_entreprise_objectif_longueur CHECK (char_length(objectif) <= 1000),
	du date NOT NULL,
	au date NOT NULL,
	malgre text NOT NULL DEFAULT '' CONSTRAINT periode_entreprise_malgre_longueur CHECK (char_length(malgre) <= 1000),
	debriefee_le date,
	avec_hote bool, -- debriefed with the host (000:778)
	debrief text NOT NULL DEFAULT '' CONSTRAINT periode_entreprise_debrief_longueur CHECK (char_length(debrief) <= 4000),
	debriefee_par name,
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	saisi_par name NOT NULL DEFAULT session_user,
	version int NOT NULL DEFAULT 1,
	annule_par uuid,
	CONSTRAINT periode_entreprise_cle PRIMARY KEY (agence_id, periode_id),
	CONSTRAINT periode_entreprise_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT periode_entreprise_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT periode_entreprise_formation FOREIGN KEY (agence_id, formation_id, personne_id)
		REFERENCES jalon.formation (agence_id, formation_id, personne_id),
	CONSTRAINT periode_entreprise_bornes CHECK (du < au AND du >= '1990-01-01' AND au <= '2200-01-01'),
	CONSTRAINT periode_entreprise_debrief_complet CHECK ((debriefee_le IS NULL) = (avec_hote IS NULL)
		AND (debriefee_le IS NULL) = (debrief !~ '\S') AND (debriefee_le IS NULL) = (debriefee_par IS NULL)),
	CONSTRAINT periode_entreprise_debrief_apres CHECK (debriefee_le >= au - 1)
);
CREATE INDEX periode_entreprise_par_personne ON jalon.periode_entreprise (agence_id, personne_id, du DESC) WHERE annule_par IS NULL;
CREATE UNIQUE INDEX periode_entreprise_double ON jalon.periode_entreprise (agence_id, personne_id, nature, du, jalon.plier(entreprise))
	WHERE annule_par IS NULL;

-- What the person lives on, one at a time; `au`: first day without, NULL: no end known.
CREATE TABLE jalon.droit (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	droit_id uuid NOT NULL DEFAULT gen_random_uuid(),
	personne_id bigint NOT NULL,
	nature text NOT NULL CONSTRAINT droit_nature_connue CHECK (nature IN 
		('asp', 'are', 'aref', 'rff', 'ass', 'rsa', 'acej', 'pacea', 'region', 'autre')), -- 000:1467, 000:1539-1548
	du date NOT NULL CONSTRAINT droit_du_bornes CHECK (du BETWEEN '1990-01-01' AND '2200-01-01'),
	au date,
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	saisi_par name NOT NULL DEFAULT session_user,
	version int NOT NULL DEFAULT 1,
	annule_par uuid,
	CONSTRAINT droit_cle PRIMARY KEY (agence_id, droit_id),
	CONSTRAINT droit_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT droit_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT droit_bornes CHECK (du < au AND au <= '2200-01-01'),
	CONSTRAINT droit_un_seul EXCLUDE USING gist (agence_id WITH =, personne_id WITH =, daterange(du, au, '[)') WITH &&)
		WHERE (annule_par IS NULL)
);
CREATE INDEX droit_par_personne ON jalon.droit (agence_id, personne_id, du DESC) WHERE annule_par IS NULL;

-- History, versions, annulments, « liste modifiée »: as in 011.
DO $$
DECLARE
	t record;
BEGIN
	FOR t IN SELECT * FROM (VALUES ('formation', 'formation_id', true, true), ('formation_evenement', 'evenement_id', false, true),
		('formation_projet', 'projet_id', false, false), ('formation_prealable', 'prealable_id', true, true),
		('formation_piece', 'piece_id', true, true), ('formation_financement', 'ligne_id', true, true),
		('formation_absence', 'absence_id', false, true), ('periode_entreprise', 'periode_id', true, true),
		('droit', 'droit_id', true, true)) AS v(nom, cle, version, annule)
	LOOP
		EXECUTE format('CREATE TRIGGER zz_historique_inserer AFTER INSERT ON jalon.%I REFERENCING NEW TABLE AS nouvelles '
			'FOR EACH STATEMENT EXECUTE FUNCTION jalon.historique_inserer(%L)', t.nom, t.cle);
		EXECUTE format('CREATE TRIGGER zz_historique_modifier AFTER UPDATE OR DELETE ON jalon.%I '
			'FOR EACH ROW EXECUTE FUNCTION jalon.historique_modifier(%L)', t.nom, t.cle);
		EXECUTE format('CREATE TRIGGER zz_sans_vidage BEFORE TRUNCATE ON jalon.%I '
			'FOR EACH STATEMENT EXECUTE FUNCTION jalon.historique_refuser()', t.nom);
		EXECUTE format('CREATE TRIGGER zy_signaler AFTER INSERT OR UPDATE ON jalon.%I '
			'FOR EACH STATEMENT EXECUTE FUNCTION jalon.signaler()', t.nom);
		IF t.version THEN
			EXECUTE format('CREATE TRIGGER aa_version BEFORE UPDATE ON jalon.%I FOR EACH ROW EXECUTE FUNCTION jalon.version_monter()', t.nom);
		END IF;
		IF t.annule THEN
			EXECUTE format('CREATE TRIGGER ab_annulation BEFORE UPDATE ON jalon.%I '
				'FOR EACH ROW EXECUTE FUNCTION jalon.annulation_garder(''annule_par'')', t.nom);
		END IF;
	END LOOP;
END
$$;

-- What is refused. As in 011: these triggers see with the eyes of who writes; of what is out of reach they see nothing, and
-- the policy answers. What is loaded escapes what they say of days and facts, never the table of transitions.

-- The request behind a row that hangs on it; its stage does not move meanwhile. NULL: out of reach.
CREATE FUNCTION jalon.formation_de(p_agence int, p_formation uuid, p_personne bigint) RETURNS jalon.formation
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	f jalon.formation;
BEGIN
	SELECT * INTO f FROM jalon.formation x WHERE x.agence_id = p_agence AND x.formation_id = p_formation AND x.personne_id = p_personne
	FOR NO KEY UPDATE;
	IF f.annule_par IS NOT NULL THEN
		PERFORM jalon.refuser('formation_close', 'formation_id', 'cette demande est annulée');
	END IF;
	RETURN f;
END
$$;

-- Closed: nothing is added to it any more, but a word exchanged.
CREATE FUNCTION jalon.formation_ouverte_garder(f jalon.formation) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF f.etape IN ('abandonnee_avant', 'abandonnee_apres', 'suivie') THEN
		PERFORM jalon.refuser('formation_close', 'formation_id', 'cette demande est close');
	END IF;
END
$$;

-- The days of a cost that no line covers, granted or not needed. `au`: first day covered again.
CREATE FUNCTION jalon.formation_trous(p_agence int, p_formation uuid, p_debut date, p_fin date) RETURNS TABLE (poste text, du date, au date)
LANGUAGE plpgsql STABLE ROWS 3 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN QUERY
	SELECT c.poste, lower(r.trou), upper(r.trou) FROM unnest(ARRAY['pedagogie', 'remuneration', 'frais_annexes']) c(poste)
	CROSS JOIN LATERAL unnest(datemultirange(daterange(p_debut, p_fin, '[]')) - coalesce((SELECT range_agg(daterange(x.du, x.au, '[)'))
		FROM jalon.formation_financement x WHERE x.agence_id = p_agence AND x.formation_id = p_formation AND x.poste = c.poste
			AND x.annule_par IS NULL AND x.etat IN ('accordee', 'sans_objet')), datemultirange())) r(trou);
END
$$;

-- T3 (000:1546): the course's teaching is paid by an OPCA, the person has no allowance on its first day, and no line is asked
-- for an income.
CREATE FUNCTION jalon.formation_sans_revenu(f jalon.formation, p_financeur text) RETURNS bool
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_jour date := coalesce(f.debut, jalon.aujourdhui());
BEGIN
	RETURN EXISTS (SELECT FROM jalon.financeur x WHERE x.nature = 'opca' AND (x.code = p_financeur OR x.code IN (
			SELECT y.financeur FROM jalon.formation_financement y WHERE y.agence_id = f.agence_id AND y.formation_id = f.formation_id
				AND y.poste = 'pedagogie' AND y.etat <> 'refusee' AND y.annule_par IS NULL)))
		AND NOT EXISTS (SELECT FROM jalon.droit d WHERE d.agence_id = f.agence_id AND d.personne_id = f.personne_id
			AND d.annule_par IS NULL AND d.du <= v_jour AND (d.au IS NULL OR d.au > v_jour))
		AND NOT EXISTS (SELECT FROM jalon.formation_financement y WHERE y.agence_id = f.agence_id AND y.formation_id = f.formation_id
			AND y.poste = 'remuneration' AND y.etat IN ('demandee', 'accordee') AND y.annule_par IS NULL);
END
$$;

-- The day on which the file was answered, or dropped, without that piece: it belongs to its round, a refusal contested does not
-- wait for it again. NULL: still awaited, or received. Undone with the answer.
CREATE FUNCTION jalon.piece_close_le(x jalon.formation_piece) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN (SELECT min(e.le) FROM jalon.formation_evenement e WHERE x.recue_le IS NULL AND e.agence_id = x.agence_id
		AND e.formation_id = x.formation_id AND e.personne_id = x.personne_id AND e.annule_par IS NULL
		AND e.geste IN ('accorder', 'refuser', 'contre_proposer', 'abandonner') AND e.saisi_le > x.saisi_le AND e.le >= x.demandee_le);
END
$$;

CREATE FUNCTION jalon.formation_attend_pieces(f jalon.formation) RETURNS bool
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN EXISTS (SELECT FROM jalon.formation_piece x WHERE x.agence_id = f.agence_id AND x.formation_id = f.formation_id
		AND x.annule_par IS NULL AND x.recue_le IS NULL AND jalon.piece_close_le(x) IS NULL);
END
$$;

-- The guards of T1, by name.
CREATE FUNCTION jalon.formation_depot_garder(f jalon.formation, e jalon.formation_evenement) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF e.financeur IS NULL THEN
		PERFORM jalon.refuser('formation_financeur', 'financeur', 'dites à quel financeur le dossier est déposé');
	ELSIF NOT e.sans_revenu_dit AND jalon.formation_sans_revenu(f, e.financeur) THEN
		PERFORM jalon.refuser('formation_sans_revenu', 'sans_revenu_dit', 'cette formation laisserait la personne sans revenu');
	END IF;
END
$$;

CREATE FUNCTION jalon.formation_pieces_garder(f jalon.formation, p_geste text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_attendue bool := jalon.formation_attend_pieces(f);
BEGIN
	IF p_geste = 'demander_pieces' AND NOT v_attendue THEN
		PERFORM jalon.refuser('formation_pieces', 'pieces', 'dites quelle pièce est demandée, et à qui');
	ELSIF p_geste = 'completer' AND v_attendue THEN
		PERFORM jalon.refuser('formation_pieces_attendues', 'geste', 'une pièce est encore attendue');
	END IF;
END
$$;

CREATE FUNCTION jalon.formation_entree_garder(f jalon.formation, e jalon.formation_evenement) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF e.le < (SELECT max(x.le) FROM jalon.formation_evenement x WHERE x.agence_id = f.agence_id AND x.formation_id = f.formation_id
		AND x.annule_par IS NULL AND x.geste IN ('accorder', 'accepter')) THEN
		PERFORM jalon.refuser('formation_entree_decision', 'le', 'on n''entre pas en formation avant la décision');
	ELSIF NOT e.place_confirmee AND EXISTS (SELECT FROM jalon.catalogue_session s WHERE s.agence_id = f.agence_id
		AND s.session_id = f.session_id AND s.places = 0) THEN
		PERFORM jalon.refuser('formation_sans_place', 'place_confirmee', 'cette session n''a plus de place');
	END IF;
END
$$;

CREATE FUNCTION jalon.formation_geste_garder(f jalon.formation, e jalon.formation_evenement, p_garde text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF p_garde = 'projet' AND NOT EXISTS (SELECT FROM jalon.formation_projet x WHERE x.agence_id = f.agence_id AND x.formation_id = f.formation_id) THEN
		PERFORM jalon.refuser('formation_projet_ecrit', 'projet', 'le projet n''est pas écrit');
	ELSIF p_garde = 'prealables' AND (SELECT count(*) FROM jalon.formation_prealable x WHERE x.agence_id = f.agence_id
		AND x.formation_id = f.formation_id AND x.annule_par IS NULL) < 7 THEN
		PERFORM jalon.refuser('formation_prealables', 'geste', 'il reste des préalables, ni faits ni dispensés');
	ELSIF p_garde = 'financeur' THEN
		PERFORM jalon.formation_depot_garder(f, e);
	ELSIF p_garde = 'contre_proposition' AND (e.motifs = '{}' OR e.contre_proposition || e.sans_contre_proposition !~ '\S') THEN
		PERFORM jalon.refuser('formation_refus_motive', CASE WHEN e.motifs = '{}' THEN 'motifs' ELSE 'contre_proposition' END,
			'un refus dit ses motifs, et une contre-proposition ou pourquoi il n''y en a pas');
	ELSIF p_garde IN ('pieces', 'complet') THEN
		PERFORM jalon.formation_pieces_garder(f, e.geste);
	ELSIF p_garde = 'entier' AND e.malgre !~ '\S' AND (f.debut IS NULL OR f.fin IS NULL
		OR EXISTS (SELECT FROM jalon.formation_trous(f.agence_id, f.formation_id, f.debut, f.fin))) THEN
		PERFORM jalon.refuser('formation_trou', 'malgre', 'un coût d''un jour au moins n''a pas de financeur');
	ELSIF p_garde = 'decision' THEN
		PERFORM jalon.formation_entree_garder(f, e);
	END IF;
END
$$;

-- The row of the table; an entry before any decision has its own words.
CREATE FUNCTION jalon.formation_transition_de(p_de text, p_geste text) RETURNS jalon.formation_transition
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	t jalon.formation_transition;
BEGIN
	SELECT * INTO t FROM jalon.formation_transition x WHERE x.de = p_de AND x.geste = p_geste;
	IF FOUND THEN
		RETURN t;
	ELSIF p_geste = 'entrer' AND p_de IN ('evoquee', 'projet', 'prete', 'deposee', 'pieces_demandees', 'contre_proposee', 'refusee') THEN
		PERFORM jalon.refuser('formation_entree_decision', 'geste', 'on n''entre pas en formation avant la décision');
	END IF;
	PERFORM jalon.refuser('formation_transition', 'geste', 'cela ne se fait pas à cette étape');
END
$$;

CREATE FUNCTION jalon.evenement_ajouter() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	f jalon.formation := jalon.formation_de(NEW.agence_id, NEW.formation_id, NEW.personne_id);
	t jalon.formation_transition;
BEGIN
	IF f.formation_id IS NULL THEN
		RETURN NEW; -- the policy, or the foreign key, refuses it
	END IF;
	NEW.de := coalesce((SELECT x.vers FROM jalon.formation_evenement x WHERE x.agence_id = f.agence_id AND x.formation_id = f.formation_id
		AND x.annule_par IS NULL ORDER BY x.rang DESC LIMIT 1), '');
	NEW.rang := 1 + coalesce((SELECT max(x.rang) FROM jalon.formation_evenement x WHERE x.agence_id = f.agence_id
		AND x.formation_id = f.formation_id), 0);
	t := jalon.formation_transition_de(NEW.de, NEW.geste);
	NEW.vers := t.vers;
	IF jalon.importe() THEN
		RETURN NEW;
	ELSIF current_setting('transaction_isolation') <> 'read committed' THEN -- an older snapshot would not see the lines of the moment
		PERFORM jalon.refuser('isolation_inattendue', '', 'une demande de formation avance en READ COMMITTED');
	ELSIF NEW.le > jalon.jour_de(NEW.saisi_le) THEN
		PERFORM jalon.refuser('formation_evenement_futur', 'le', 'rien n''arrive à une demande dans le futur');
	END IF;
	PERFORM jalon.formation_geste_garder(f, NEW, t.garde);
	IF NEW.geste <> 'echange' AND NEW.le < (SELECT max(x.le) FROM jalon.formation_evenement x WHERE x.agence_id = f.agence_id
		AND x.formation_id = f.formation_id AND x.annule_par IS NULL AND x.geste <> 'echange') THEN
		PERFORM jalon.refuser('formation_evenement_ordre', 'le', 'cette date précède ce qui est déjà noté de la demande');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_evenement BEFORE INSERT ON jalon.formation_evenement FOR EACH ROW EXECUTE FUNCTION jalon.evenement_ajouter();

-- Only annulled, the last one only; the first goes with its request.
CREATE FUNCTION jalon.evenement_annuler() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NEW IS NOT DISTINCT FROM OLD THEN
		RETURN NEW;
	ELSIF NEW.annule_par IS NULL THEN
		PERFORM jalon.refuser('formation_evenement_intangible', '', 'ce qui est arrivé à une demande ne se réécrit pas');
	ELSIF current_user = 'jalon_proprietaire' THEN
		RETURN NEW;
	END IF;
	PERFORM jalon.formation_de(NEW.agence_id, NEW.formation_id, NEW.personne_id);
	IF NEW.geste = 'evoquer' OR EXISTS (SELECT FROM jalon.formation_evenement x WHERE x.agence_id = NEW.agence_id
		AND x.formation_id = NEW.formation_id AND x.annule_par IS NULL AND x.rang > NEW.rang) THEN
		PERFORM jalon.refuser('formation_dernier_evenement', '', 'seul le dernier événement d''une demande s''annule');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_evenement_annuler BEFORE UPDATE ON jalon.formation_evenement FOR EACH ROW EXECUTE FUNCTION jalon.evenement_annuler();

-- The request follows: its stage, the day it came to it; the day of the entry is the course's first, that of its end the last.
CREATE FUNCTION jalon.evenement_reporter() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	f jalon.formation;
	v_debut date;
	v_fin date;
BEGIN
	SELECT * INTO f FROM jalon.formation x WHERE x.agence_id = NEW.agence_id AND x.formation_id = NEW.formation_id AND x.annule_par IS NULL;
	v_debut := CASE WHEN TG_OP = 'INSERT' AND NEW.geste = 'entrer' THEN NEW.le ELSE f.debut END;
	v_fin := CASE WHEN TG_OP = 'INSERT' AND (NEW.geste = 'achever' OR NEW.geste = 'abandonner' AND NEW.de = 'entree' AND f.fin > NEW.le)
		THEN NEW.le ELSE f.fin END;
	UPDATE jalon.formation x SET etape = v.vers, etape_le = v.le, debut = v_debut, fin = v_fin
	FROM (SELECT y.vers, (SELECT z.le FROM jalon.formation_evenement z WHERE z.agence_id = f.agence_id AND z.formation_id = f.formation_id
			AND z.annule_par IS NULL AND z.de <> z.vers ORDER BY z.rang DESC LIMIT 1) AS le
		FROM jalon.formation_evenement y WHERE y.agence_id = f.agence_id AND y.formation_id = f.formation_id AND y.annule_par IS NULL
		ORDER BY y.rang DESC LIMIT 1) v
	WHERE x.agence_id = f.agence_id AND x.formation_id = f.formation_id
		AND (v.vers, v.le, v_debut, v_fin) IS DISTINCT FROM (f.etape, f.etape_le, f.debut, f.fin);
	RETURN NULL;
END
$$;
CREATE TRIGGER zzz_reporter AFTER INSERT OR UPDATE OF annule_par ON jalon.formation_evenement FOR EACH ROW EXECUTE FUNCTION jalon.evenement_reporter();

-- Once entered, only the days of the course are corrected, not beyond what happened.
CREATE FUNCTION jalon.formation_decrire_garder(p_avant jalon.formation, p_apres jalon.formation) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF (p_avant.session_id, p_avant.intitule, p_avant.rome, p_avant.objectif, p_avant.organisme, p_avant.lieu, p_avant.departement,
		p_avant.minutes, p_avant.rythme_minutes, p_avant.debut, p_avant.fin) IS NOT DISTINCT FROM (p_apres.session_id, p_apres.intitule,
		p_apres.rome, p_apres.objectif, p_apres.organisme, p_apres.lieu, p_apres.departement, p_apres.minutes, p_apres.rythme_minutes,
		p_apres.debut, p_apres.fin) THEN
		RETURN;
	END IF;
	PERFORM jalon.formation_ouverte_garder(p_avant);
	IF p_avant.etape NOT IN ('entree', 'achevee') THEN
		RETURN;
	ELSIF (p_avant.session_id, p_avant.intitule, p_avant.rome, p_avant.objectif, p_avant.organisme, p_avant.lieu, p_avant.departement,
		p_avant.minutes, p_avant.rythme_minutes) IS DISTINCT FROM (p_apres.session_id, p_apres.intitule, p_apres.rome, p_apres.objectif,
		p_apres.organisme, p_apres.lieu, p_apres.departement, p_apres.minutes, p_apres.rythme_minutes) OR p_apres.debut IS NULL
		OR p_avant.etape = 'achevee' AND p_apres.fin IS NULL THEN
		PERFORM jalon.refuser('formation_entree_figee', 'intitule', 'la formation a commencé : seules ses dates se corrigent');
	ELSIF p_apres.debut > jalon.aujourdhui() OR p_avant.etape = 'achevee' AND p_apres.fin > jalon.aujourdhui() THEN
		PERFORM jalon.refuser('formation_evenement_futur', CASE WHEN p_apres.debut > jalon.aujourdhui() THEN 'debut' ELSE 'fin' END,
			'rien n''arrive à une demande dans le futur');
	ELSIF p_apres.debut < (SELECT max(x.le) FROM jalon.formation_evenement x WHERE x.agence_id = p_avant.agence_id
		AND x.formation_id = p_avant.formation_id AND x.annule_par IS NULL AND x.geste IN ('accorder', 'accepter')) THEN
		PERFORM jalon.refuser('formation_entree_decision', 'debut', 'on n''entre pas en formation avant la décision');
	END IF;
END
$$;

-- As if never raised: nothing else is known of it.
CREATE FUNCTION jalon.formation_annuler_garder(f jalon.formation) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF EXISTS (SELECT FROM jalon.formation_evenement x WHERE x.agence_id = f.agence_id AND x.formation_id = f.formation_id
			AND x.annule_par IS NULL AND x.geste <> 'evoquer')
		OR EXISTS (SELECT FROM jalon.formation_projet x WHERE x.agence_id = f.agence_id AND x.formation_id = f.formation_id)
		OR EXISTS (SELECT FROM jalon.formation_prealable x WHERE x.agence_id = f.agence_id AND x.formation_id = f.formation_id AND x.annule_par IS NULL)
		OR EXISTS (SELECT FROM jalon.formation_financement x WHERE x.agence_id = f.agence_id AND x.formation_id = f.formation_id AND x.annule_par IS NULL)
		OR EXISTS (SELECT FROM jalon.periode_entreprise x WHERE x.agence_id = f.agence_id AND x.formation_id = f.formation_id AND x.annule_par IS NULL) THEN
		PERFORM jalon.refuser('annulation_trop_tard', '', 'la demande a avancé depuis : elle ne s''annule plus');
	END IF;
END
$$;

CREATE FUNCTION jalon.formation_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		NEW.etape := 'evoquee';
	ELSIF current_user <> 'jalon_proprietaire' THEN
		IF (NEW.etape, NEW.etape_le) IS DISTINCT FROM (OLD.etape, OLD.etape_le) THEN
			PERFORM jalon.refuser('formation_etape', '', 'l''étape d''une demande suit ses événements');
		ELSIF NEW.annule_par IS NOT NULL THEN
			PERFORM jalon.formation_annuler_garder(OLD);
		ELSIF NOT jalon.importe() THEN
			PERFORM jalon.formation_decrire_garder(OLD, NEW);
		END IF;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_formation BEFORE INSERT OR UPDATE ON jalon.formation FOR EACH ROW EXECUTE FUNCTION jalon.formation_garder();

-- A request comes with the day on which it was raised, and goes with it.
CREATE FUNCTION jalon.formation_verifier_evenement() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM jalon.formation_evenement x WHERE x.agence_id = NEW.agence_id AND x.formation_id = NEW.formation_id) THEN
		PERFORM jalon.refuser('formation_sans_evenement', 'formation_id', 'une demande dit quand elle a été évoquée');
	END IF;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER formation_premier_evenement AFTER INSERT ON jalon.formation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
	EXECUTE FUNCTION jalon.formation_verifier_evenement();

CREATE FUNCTION jalon.formation_annuler_evenement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	UPDATE jalon.formation_evenement x SET annule_par = NEW.annule_par
	WHERE x.agence_id = NEW.agence_id AND x.formation_id = NEW.formation_id AND x.annule_par IS NULL;
	RETURN NULL;
END
$$;
CREATE TRIGGER zzz_annuler AFTER UPDATE ON jalon.formation FOR EACH ROW WHEN (OLD.annule_par IS NULL AND NEW.annule_par IS NOT NULL)
	EXECUTE FUNCTION jalon.formation_annuler_evenement();

CREATE FUNCTION jalon.projet_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	f jalon.formation;
BEGIN
	IF TG_OP = 'UPDATE' THEN
		PERFORM jalon.refuser('formation_projet_intangible', '', 'un projet ne se réécrit pas : chaque version reste');
	END IF;
	f := jalon.formation_de(NEW.agence_id, NEW.formation_id, NEW.personne_id);
	NEW.rang := coalesce(NEW.rang, 1 + (SELECT coalesce(max(x.rang), 0) FROM jalon.formation_projet x
		WHERE x.agence_id = NEW.agence_id AND x.formation_id = NEW.formation_id));
	IF NOT jalon.importe() THEN
		PERFORM jalon.formation_ouverte_garder(f);
		IF f.etape IN ('entree', 'achevee') THEN
			PERFORM jalon.refuser('formation_entree_figee', 'projet', 'la formation a commencé : son projet ne change plus');
		ELSIF NEW.le > jalon.jour_de(NEW.saisi_le) THEN
			PERFORM jalon.refuser('formation_evenement_futur', 'le', 'un projet ne s''écrit pas dans le futur');
		END IF;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_projet BEFORE INSERT OR UPDATE ON jalon.formation_projet FOR EACH ROW EXECUTE FUNCTION jalon.projet_garder();

-- A precondition is settled before the file is declared ready, or corrected later; never taken back then.
CREATE FUNCTION jalon.prealable_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	f jalon.formation := jalon.formation_de(NEW.agence_id, NEW.formation_id, NEW.personne_id);
BEGIN
	IF jalon.importe() THEN
		RETURN NEW;
	ELSIF NEW.annule_par IS NOT NULL THEN
		IF f.etape NOT IN ('evoquee', 'projet') THEN
			PERFORM jalon.refuser('annulation_trop_tard', '', 'la demande a avancé depuis : ce préalable ne s''annule plus');
		END IF;
		RETURN NEW;
	END IF;
	PERFORM jalon.formation_ouverte_garder(f);
	IF f.etape IN ('entree', 'achevee') THEN
		PERFORM jalon.refuser('formation_entree_figee', 'code', 'la formation a commencé : ses préalables ne changent plus');
	ELSIF NEW.le > jalon.aujourdhui() THEN
		PERFORM jalon.refuser('formation_prealable_futur', 'le', 'un préalable ne se note pas dans le futur');
	END IF;
	IF TG_OP = 'UPDATE' THEN
		NEW.par := session_user;
		NEW.saisi_le := jalon.maintenant();
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_prealable BEFORE INSERT OR UPDATE ON jalon.formation_prealable FOR EACH ROW EXECUTE FUNCTION jalon.prealable_garder();

-- A piece once received stays so, but for who recorded it, while the file still waits for pieces (undo).
CREATE FUNCTION jalon.piece_recue_garder(p_avant jalon.formation_piece, p_apres jalon.formation_piece, f jalon.formation) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF p_avant.recue_le IS NOT NULL AND (p_apres.recue_le IS NOT NULL OR p_avant.recue_par <> session_user OR f.etape <> 'pieces_demandees') THEN
		PERFORM jalon.refuser('formation_piece_deja_recue', 'recue_le', 'cette pièce est déjà reçue');
	ELSIF p_apres.recue_le > jalon.aujourdhui() THEN
		PERFORM jalon.refuser('formation_piece_future', 'recue_le', 'une pièce ne se reçoit pas dans le futur');
	END IF;
END
$$;

CREATE FUNCTION jalon.piece_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	f jalon.formation := jalon.formation_de(NEW.agence_id, NEW.formation_id, NEW.personne_id);
BEGIN
	IF jalon.importe() THEN
		RETURN NEW;
	ELSIF TG_OP = 'INSERT' THEN
		IF f.etape NOT IN ('deposee', 'pieces_demandees') THEN
			PERFORM jalon.refuser('formation_piece_etape', 'pieces', 'des pièces se demandent sur un dossier déposé');
		ELSIF NEW.demandee_le > jalon.jour_de(NEW.saisi_le) THEN
			PERFORM jalon.refuser('formation_piece_future', 'le', 'une pièce ne se demande pas dans le futur');
		END IF;
	ELSIF NEW.annule_par IS NOT NULL THEN
		IF OLD.recue_le IS NOT NULL THEN
			PERFORM jalon.refuser('formation_piece_deja_recue', 'recue_le', 'cette pièce est déjà reçue');
		END IF;
	ELSIF NEW.recue_le IS DISTINCT FROM OLD.recue_le THEN
		PERFORM jalon.piece_recue_garder(OLD, NEW, f);
		NEW.recue_par := CASE WHEN NEW.recue_le IS NOT NULL THEN session_user END;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_piece BEFORE INSERT OR UPDATE ON jalon.formation_piece FOR EACH ROW EXECUTE FUNCTION jalon.piece_garder();

CREATE FUNCTION jalon.financement_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF jalon.importe() THEN
		RETURN NEW;
	END IF;
	PERFORM jalon.formation_ouverte_garder(jalon.formation_de(NEW.agence_id, NEW.formation_id, NEW.personne_id));
	IF TG_OP = 'INSERT' OR NEW.etat <> OLD.etat THEN
		NEW.decidee_le := CASE WHEN NEW.etat <> 'demandee' THEN jalon.aujourdhui() END;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_financement BEFORE INSERT OR UPDATE ON jalon.formation_financement FOR EACH ROW EXECUTE FUNCTION jalon.financement_garder();

CREATE FUNCTION jalon.formation_absence_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	f jalon.formation := jalon.formation_de(NEW.agence_id, NEW.formation_id, NEW.personne_id);
BEGIN
	IF jalon.importe() THEN
		RETURN NEW;
	ELSIF f.etape NOT IN ('entree', 'achevee', 'abandonnee_apres', 'suivie') THEN
		PERFORM jalon.refuser('formation_absence_entree', 'formation_id', 'une absence se note une fois la personne entrée en formation');
	ELSIF NEW.du < f.debut THEN
		PERFORM jalon.refuser('formation_absence_avant', 'du', 'une absence ne commence pas avant l''entrée en formation');
	ELSIF NEW.au > f.fin + 1 THEN
		PERFORM jalon.refuser('formation_absence_apres', 'au', 'une absence ne dépasse pas la fin de la formation');
	ELSIF NEW.du > jalon.jour_de(NEW.saisi_le) THEN
		PERFORM jalon.refuser('formation_absence_future', 'du', 'une absence ne se note pas d''avance');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_absence BEFORE INSERT ON jalon.formation_absence FOR EACH ROW EXECUTE FUNCTION jalon.formation_absence_garder();

-- W2 (000:6137): a reprise shorter than what the person's regime of that day says ends the regime; it is said why it is
-- recorded all the same. Days are counted inclusive.
CREATE FUNCTION jalon.reprise_trop_courte(p_agence int, p_personne bigint, p_du date, p_au date) RETURNS bool
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN EXISTS (SELECT FROM jalon.passage p JOIN jalon.regle_parametre r ON r.regime = p.regime AND r.code = 'reprise_courte'
			AND r.valeur > p_au - p_du AND (r.du IS NULL OR r.du <= p_du) AND (r.au IS NULL OR r.au >= p_du)
		JOIN jalon.regles_version v ON v.version_id = r.version_id AND v.active
		WHERE p.agence_id = p_agence AND p.personne_id = p_personne AND p.annule_par IS NULL AND p.du <= p_du AND (p.au IS NULL OR p.au > p_du));
END
$$;

CREATE FUNCTION jalon.periode_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF jalon.importe() OR NEW.annule_par IS NOT NULL THEN
		RETURN NEW;
	ELSIF TG_OP = 'INSERT' THEN
		IF NEW.nature = 'reprise' AND NEW.malgre !~ '\S' AND jalon.reprise_trop_courte(NEW.agence_id, NEW.personne_id, NEW.du, NEW.au) THEN
			PERFORM jalon.refuser('periode_reprise_courte', 'malgre', 'une reprise aussi courte met fin au régime de la personne');
		END IF;
		RETURN NEW;
	ELSIF OLD.debriefee_le IS NOT NULL AND (NEW.debriefee_le IS NOT NULL OR OLD.debriefee_par <> session_user) THEN
		PERFORM jalon.refuser('periode_deja_debriefee', 'texte', 'le bilan de cette période est déjà noté');
	ELSIF NEW.debriefee_le > jalon.aujourdhui() THEN
		PERFORM jalon.refuser('periode_debrief_futur', 'le', 'un bilan ne se note pas dans le futur');
	END IF;
	NEW.debriefee_par := CASE WHEN NEW.debriefee_le IS NOT NULL THEN session_user END;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_periode BEFORE INSERT OR UPDATE ON jalon.periode_entreprise FOR EACH ROW EXECUTE FUNCTION jalon.periode_garder();

-- Who may. Forced row-level security, one policy per role and verb, as in 011.
DO $$
DECLARE
	t record;
	v_agence text := 'agence_id = (SELECT jalon.mon_agence())';
	v_moi text := v_agence || ' AND personne_id = ANY (ARRAY(SELECT jalon.mes_personnes()))';
	v_visible text := v_agence || ' AND EXISTS (SELECT FROM jalon.personne p '
		'WHERE p.agence_id = %1$I.agence_id AND p.personne_id = %1$I.personne_id)';
	v_annule text := ' AND (annule_par IS NULL OR annule_par = jalon.commande_en_cours()%s)';
BEGIN
	-- What was recorded is annulled by who recorded it; pieces, lines and periods are withdrawn by whoever follows the person.
	FOR t IN SELECT * FROM (VALUES ('formation', format(v_annule, ' AND cree_par = session_user')),
		('formation_evenement', format(v_annule, ' AND par = session_user')), ('formation_projet', NULL),
		('formation_prealable', format(v_annule, ' AND par = session_user')),
		('formation_piece', format(v_annule, ' AND recue_le IS NULL')),
		('formation_financement', format(v_annule, '')), ('formation_absence', format(v_annule, ' AND saisi_par = session_user')),
		('periode_entreprise', format(v_annule, '')), ('droit', format(v_annule, ''))) AS v(nom, modifier)
	LOOP
		EXECUTE format('ALTER TABLE jalon.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t.nom);
		EXECUTE format('GRANT SELECT ON jalon.%I TO jalon_conseiller, jalon_responsable', t.nom);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR SELECT TO jalon_conseiller USING (%s)', t.nom || '_lire_conseiller', t.nom, v_moi);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR SELECT TO jalon_responsable USING (%s)', t.nom || '_lire_responsable', t.nom, v_agence);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR INSERT TO jalon_conseiller WITH CHECK (%s%s)',
			t.nom || '_ajouter_conseiller', t.nom, v_moi, CASE WHEN t.modifier IS NOT NULL THEN ' AND annule_par IS NULL' END);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR INSERT TO jalon_responsable WITH CHECK (%s%s)',
			t.nom || '_ajouter_responsable', t.nom, format(v_visible, t.nom), CASE WHEN t.modifier IS NOT NULL THEN ' AND annule_par IS NULL' END);
		CONTINUE WHEN t.modifier IS NULL;
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR UPDATE TO jalon_conseiller USING (%s) WITH CHECK (%3$s%4$s)',
			t.nom || '_modifier_conseiller', t.nom, v_moi, t.modifier);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR UPDATE TO jalon_responsable USING (%s) WITH CHECK (%3$s%4$s)',
			t.nom || '_modifier_responsable', t.nom, v_agence, t.modifier);
	END LOOP;
	-- The owner, for the definer triggers above.
	FOR t IN SELECT unnest(ARRAY['formation', 'formation_evenement']) AS nom
	LOOP
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR SELECT TO jalon_proprietaire USING (%s OR (SELECT jalon.importe()))',
			t.nom || '_verifier', t.nom, v_agence);
		EXECUTE format('CREATE POLICY %I ON jalon.%I FOR UPDATE TO jalon_proprietaire USING (%s OR (SELECT jalon.importe()))',
			t.nom || '_suivre', t.nom, v_agence);
	END LOOP;
END
$$;

GRANT SELECT ON jalon.formation_transition TO jalon_conseiller, jalon_responsable;
GRANT INSERT (formation_id, personne_id, session_id, intitule, rome, objectif, organisme, lieu, departement, minutes, rythme_minutes, debut, fin),
	UPDATE (session_id, intitule, rome, objectif, organisme, lieu, departement, minutes, rythme_minutes, debut, fin, annule_par)
	ON jalon.formation TO jalon_conseiller, jalon_responsable;
GRANT INSERT (evenement_id, formation_id, personne_id, geste, le, avec, texte, motifs, financeur, contre_proposition,
	sans_contre_proposition, malgre, sans_revenu_dit, place_confirmee), UPDATE (annule_par)
	ON jalon.formation_evenement TO jalon_conseiller, jalon_responsable;
GRANT INSERT (projet_id, formation_id, personne_id, le, projet, evaluation, contraintes, ajustement, points, actions)
	ON jalon.formation_projet TO jalon_conseiller, jalon_responsable;
GRANT INSERT (prealable_id, formation_id, personne_id, code, etat, le, texte), UPDATE (etat, le, texte, annule_par)
	ON jalon.formation_prealable TO jalon_conseiller, jalon_responsable;
GRANT INSERT (piece_id, formation_id, personne_id, nature, objet, debiteur, demandee_le, attendue_le), UPDATE (recue_le, annule_par)
	ON jalon.formation_piece TO jalon_conseiller, jalon_responsable;
GRANT INSERT (ligne_id, formation_id, personne_id, poste, financeur, du, au, montant_cents, etat, motif),
	UPDATE (etat, montant_cents, motif, annule_par) ON jalon.formation_financement TO jalon_conseiller, jalon_responsable;
GRANT INSERT (absence_id, formation_id, personne_id, du, au, justifiee, motif), UPDATE (annule_par)
	ON jalon.formation_absence TO jalon_conseiller, jalon_responsable;
GRANT INSERT (periode_id, personne_id, formation_id, nature, entreprise, metier, objectif, du, au, malgre),
	UPDATE (debriefee_le, avec_hote, debrief, annule_par) ON jalon.periode_entreprise TO jalon_conseiller, jalon_responsable;
GRANT INSERT (droit_id, personne_id, nature, du, au), UPDATE (au, annule_par) ON jalon.droit TO jalon_conseiller, jalon_responsable;

-- The verbs.

CREATE FUNCTION jalon.champ_uuid_libre(p_contenu jsonb, p_cle text) RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN CASE WHEN jalon.champ_texte_libre(p_contenu, p_cle) <> '' THEN jalon.champ_uuid(p_contenu, p_cle) END;
END
$$;

-- A request that stands, locked; with its version when it is said.
CREATE FUNCTION jalon.formation_visible(p_contenu jsonb) RETURNS jalon.formation
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(p_contenu, 'formation_id');
	f jalon.formation;
BEGIN
	SELECT * INTO f FROM jalon.formation x WHERE x.agence_id = jalon.mon_agence() AND x.formation_id = v_id AND x.annule_par IS NULL FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'formation_id', 'demande inexistante ou hors de votre portée');
	END IF;
	IF p_contenu ? 'version' THEN
		PERFORM jalon.verifier_version(f.version, jalon.champ_entier(p_contenu, 'version'));
	END IF;
	RETURN f;
END
$$;

CREATE FUNCTION jalon.formation_resultat(p_formation uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN (SELECT jsonb_build_object('etat', 'faite', 'formation_id', f.formation_id, 'version', f.version, 'etape', f.etape,
		'identifiant', jalon.identifiant_de(f.personne_id)) FROM jalon.formation f
		WHERE f.agence_id = jalon.mon_agence() AND f.formation_id = p_formation);
END
$$;

-- What a content says of the course, over what a session of the catalogue says when it names one, over what was said before.
CREATE FUNCTION jalon.formation_decrite(c jsonb, f jalon.formation) RETURNS jalon.formation
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	s jalon.catalogue_session;
BEGIN
	IF c ? 'session_id' THEN
		f.session_id := jalon.champ_uuid_libre(c, 'session_id');
		SELECT * INTO s FROM jalon.catalogue_session x WHERE x.agence_id = jalon.mon_agence() AND x.session_id = f.session_id;
		IF NOT FOUND AND f.session_id IS NOT NULL THEN
			PERFORM jalon.refuser('formation_session', 'session_id', 'cette session n''est pas au catalogue');
		END IF;
	END IF;
	f.intitule := CASE WHEN c ? 'intitule' THEN jalon.champ(c, 'intitule') ELSE coalesce(s.intitule, f.intitule) END;
	f.rome := CASE WHEN c ? 'rome' THEN jalon.champ_texte_libre(c, 'rome') ELSE coalesce(s.rome, f.rome, '') END;
	f.objectif := CASE WHEN c ? 'objectif' THEN jalon.champ_texte_libre(c, 'objectif') ELSE coalesce(s.objectif, f.objectif, '') END;
	f.organisme := CASE WHEN c ? 'organisme' THEN jalon.champ_texte_libre(c, 'organisme') ELSE coalesce(s.organisme, f.organisme, '') END;
	f.lieu := CASE WHEN c ? 'lieu' THEN jalon.champ_texte_libre(c, 'lieu') ELSE coalesce(s.lieu, f.lieu, '') END;
	f.departement := CASE WHEN c ? 'departement' THEN jalon.champ_texte_libre(c, 'departement') ELSE coalesce(s.departement, f.departement, '') END;
	f.minutes := CASE WHEN c ? 'minutes' THEN jalon.champ_entier_libre(c, 'minutes') ELSE coalesce(s.heures_minutes, f.minutes) END;
	f.rythme_minutes := CASE WHEN c ? 'rythme_minutes' THEN jalon.champ_entier_libre(c, 'rythme_minutes') ELSE coalesce(s.rythme_minutes, f.rythme_minutes) END;
	f.debut := CASE WHEN c ? 'debut' THEN jalon.champ_date_libre(c, 'debut') ELSE coalesce(s.debut, f.debut) END;
	f.fin := CASE WHEN c ? 'fin' THEN jalon.champ_date_libre(c, 'fin') ELSE coalesce(s.fin, f.fin) END;
	RETURN f;
END
$$;

CREATE FUNCTION jalon.cmd_formation_evoquer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_personne bigint := jalon.personne_visible(c);
	v_id uuid := jalon.champ_uuid(c, 'formation_id');
	f jalon.formation := jalon.formation_decrite(c, NULL);
BEGIN
	PERFORM jalon.verifier_cles(c, 'formation_id', 'identifiant', 'session_id', 'intitule', 'rome', 'objectif', 'organisme', 'lieu',
		'departement', 'minutes', 'rythme_minutes', 'debut', 'fin', 'le', 'texte');
	IF f.intitule IS NULL THEN
		PERFORM jalon.refuser('contenu_invalide', 'intitule', 'champ intitule absent');
	END IF;
	INSERT INTO jalon.formation (formation_id, personne_id, session_id, intitule, rome, objectif, organisme, lieu, departement, minutes,
		rythme_minutes, debut, fin)
	VALUES (v_id, v_personne, f.session_id, f.intitule, f.rome, f.objectif, f.organisme, f.lieu, f.departement, f.minutes,
		f.rythme_minutes, f.debut, f.fin);
	INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste, le, texte)
	VALUES (v_id, v_personne, 'evoquer', jalon.champ_date(c, 'le', jalon.aujourdhui()), jalon.champ_texte_libre(c, 'texte'));
	RETURN jalon.formation_resultat(v_id);
END
$$;

CREATE FUNCTION jalon.formation_corriger(f jalon.formation) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	UPDATE jalon.formation x SET session_id = f.session_id, intitule = f.intitule, rome = f.rome, objectif = f.objectif,
		organisme = f.organisme, lieu = f.lieu, departement = f.departement, minutes = f.minutes, rythme_minutes = f.rythme_minutes,
		debut = f.debut, fin = f.fin
	WHERE x.agence_id = f.agence_id AND x.formation_id = f.formation_id;
END
$$;

CREATE FUNCTION jalon.cmd_formation_decrire(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	f jalon.formation := jalon.formation_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'formation_id', 'version', 'session_id', 'intitule', 'rome', 'objectif', 'organisme', 'lieu',
		'departement', 'minutes', 'rythme_minutes', 'debut', 'fin'), jalon.champ_entier(c, 'version');
	PERFORM jalon.formation_corriger(jalon.formation_decrite(c, f));
	RETURN jalon.formation_resultat(f.formation_id);
END
$$;

-- A version of the project; the first one makes the idea a project.
CREATE FUNCTION jalon.cmd_formation_projeter(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	f jalon.formation := jalon.formation_visible(c);
	v_le date := jalon.champ_date(c, 'le', jalon.aujourdhui());
BEGIN
	PERFORM jalon.verifier_cles(c, 'formation_id', 'version', 'le', 'projet', 'evaluation', 'contraintes', 'ajustement', 'points', 'actions'),
		jalon.champ_entier(c, 'version');
	INSERT INTO jalon.formation_projet (formation_id, personne_id, le, projet, evaluation, contraintes, ajustement, points, actions)
	VALUES (f.formation_id, f.personne_id, v_le, jalon.champ_texte_libre(c, 'projet'), jalon.champ_texte_libre(c, 'evaluation'),
		jalon.champ_texte_libre(c, 'contraintes'), jalon.champ_texte_libre(c, 'ajustement'), jalon.champ_texte_libre(c, 'points'),
		jalon.champ_texte_libre(c, 'actions'));
	IF f.etape = 'evoquee' THEN
		INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste, le) VALUES (f.formation_id, f.personne_id, 'projeter', v_le);
	END IF;
	RETURN jalon.formation_resultat(f.formation_id);
END
$$;

CREATE FUNCTION jalon.cmd_formation_prealable(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	f jalon.formation := jalon.formation_visible(c);
	v_le date := jalon.champ_date(c, 'le', jalon.aujourdhui());
BEGIN
	PERFORM jalon.verifier_cles(c, 'formation_id', 'version', 'code', 'etat', 'texte', 'le');
	UPDATE jalon.formation_prealable x SET etat = jalon.champ(c, 'etat'), texte = jalon.champ_texte_libre(c, 'texte'), le = v_le
	WHERE x.agence_id = f.agence_id AND x.formation_id = f.formation_id AND x.code = jalon.champ(c, 'code') AND x.annule_par IS NULL;
	IF NOT FOUND THEN
		INSERT INTO jalon.formation_prealable (formation_id, personne_id, code, etat, texte, le)
		VALUES (f.formation_id, f.personne_id, jalon.champ(c, 'code'), jalon.champ(c, 'etat'), jalon.champ_texte_libre(c, 'texte'), v_le);
	END IF;
	RETURN jalon.formation_resultat(f.formation_id);
END
$$;

-- Every step but those that have a verb of their own. The first day of an entry and the last of an end are its days; else the
-- days given correct those of the course.
CREATE FUNCTION jalon.cmd_formation_avancer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	f jalon.formation := jalon.formation_visible(c);
	v_geste text := jalon.champ(c, 'geste');
	v_le date := coalesce(CASE v_geste WHEN 'entrer' THEN jalon.champ_date_libre(c, 'debut') WHEN 'achever' THEN jalon.champ_date_libre(c, 'fin') END,
		jalon.champ_date(c, 'le', jalon.aujourdhui()));
BEGIN
	PERFORM jalon.verifier_cles(c, 'formation_id', 'version', 'geste', 'le', 'avec', 'texte', 'motifs', 'financeur', 'contre_proposition',
		'sans_contre_proposition', 'malgre', 'sans_revenu_dit', 'place_confirmee', 'debut', 'fin'), jalon.champ_entier(c, 'version');
	IF v_geste IN ('evoquer', 'projeter', 'demander_pieces') THEN
		PERFORM jalon.refuser('contenu_invalide', 'geste', 'ce geste a sa propre commande');
	END IF;
	PERFORM jalon.formation_transition_de(f.etape, v_geste);
	IF v_geste <> 'achever' AND (coalesce(c->>'debut', '') <> '' OR coalesce(c->>'fin', '') <> '') THEN
		f.debut := CASE WHEN v_geste = 'entrer' THEN v_le ELSE coalesce(jalon.champ_date_libre(c, 'debut'), f.debut) END;
		f.fin := coalesce(jalon.champ_date_libre(c, 'fin'), f.fin);
		PERFORM jalon.formation_corriger(f);
	END IF;
	INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste, le, avec, texte, motifs, financeur, contre_proposition,
		sans_contre_proposition, malgre, sans_revenu_dit, place_confirmee)
	VALUES (f.formation_id, f.personne_id, v_geste, v_le, jalon.champ_texte_libre(c, 'avec'), jalon.champ_texte_libre(c, 'texte'),
		ARRAY(SELECT x #>> '{}' FROM jalon.champ_liste(c, 'motifs') x), nullif(jalon.champ_texte_libre(c, 'financeur'), ''),
		jalon.champ_texte_libre(c, 'contre_proposition'), jalon.champ_texte_libre(c, 'sans_contre_proposition'),
		jalon.champ_texte_libre(c, 'malgre'), jalon.champ_bool_libre(c, 'sans_revenu_dit'), jalon.champ_bool_libre(c, 'place_confirmee'));
	RETURN jalon.formation_resultat(f.formation_id);
END
$$;

CREATE FUNCTION jalon.piece_inserer(f jalon.formation, p_le date, c jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM jalon.verifier_cles(c, 'piece_id', 'nature', 'objet', 'debiteur', 'attendue_le');
	INSERT INTO jalon.formation_piece (piece_id, formation_id, personne_id, nature, objet, debiteur, demandee_le, attendue_le)
	VALUES (jalon.champ_uuid(c, 'piece_id'), f.formation_id, f.personne_id, jalon.champ(c, 'nature'), jalon.champ_texte_libre(c, 'objet'),
		jalon.champ(c, 'debiteur'), p_le, jalon.champ_date_libre(c, 'attendue_le'));
END
$$;

-- The funder asks for pieces; once more, while it already waits for some: the stage stays.
CREATE FUNCTION jalon.cmd_formation_pieces_demander(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	f jalon.formation := jalon.formation_visible(c);
	v_le date := jalon.champ_date(c, 'le', jalon.aujourdhui());
	v_nb int := 0;
	v_piece jsonb;
BEGIN
	PERFORM jalon.verifier_cles(c, 'formation_id', 'version', 'pieces', 'le', 'texte'), jalon.champ_entier(c, 'version');
	IF f.etape <> 'pieces_demandees' THEN
		PERFORM jalon.formation_transition_de(f.etape, 'demander_pieces');
	END IF;
	FOR v_piece IN SELECT * FROM jalon.champ_liste(c, 'pieces')
	LOOP
		PERFORM jalon.piece_inserer(f, v_le, v_piece);
		v_nb := v_nb + 1;
	END LOOP;
	IF v_nb = 0 THEN
		PERFORM jalon.refuser('formation_pieces', 'pieces', 'dites quelle pièce est demandée, et à qui');
	ELSIF f.etape = 'deposee' THEN
		INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste, le, texte)
		VALUES (f.formation_id, f.personne_id, 'demander_pieces', v_le, jalon.champ_texte_libre(c, 'texte'));
	END IF;
	RETURN jalon.formation_resultat(f.formation_id);
END
$$;

-- A piece that stands, locked after its request.
CREATE FUNCTION jalon.piece_visible(c jsonb) RETURNS jalon.formation_piece
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'piece_id');
	v_agence int := jalon.mon_agence();
	p jalon.formation_piece;
BEGIN
	SELECT * INTO p FROM jalon.formation_piece x WHERE x.agence_id = v_agence AND x.piece_id = v_id;
	PERFORM jalon.formation_de(p.agence_id, p.formation_id, p.personne_id);
	SELECT * INTO p FROM jalon.formation_piece x WHERE x.agence_id = v_agence AND x.piece_id = v_id AND x.annule_par IS NULL FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'piece_id', 'pièce inexistante ou hors de votre portée');
	END IF;
	PERFORM jalon.verifier_version(p.version, jalon.champ_entier(c, 'version'));
	RETURN p;
END
$$;

-- The last one awaited, received or withdrawn, completes the file.
CREATE FUNCTION jalon.piece_reglee(p jalon.formation_piece, p_le date) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	f jalon.formation := jalon.formation_de(p.agence_id, p.formation_id, p.personne_id);
BEGIN
	IF f.etape = 'pieces_demandees' AND NOT jalon.formation_attend_pieces(f) THEN
		INSERT INTO jalon.formation_evenement (formation_id, personne_id, geste, le)
		SELECT f.formation_id, f.personne_id, 'completer', greatest(f.etape_le, p_le, max(x.recue_le)) FROM jalon.formation_piece x
		WHERE x.agence_id = p.agence_id AND x.formation_id = p.formation_id AND x.annule_par IS NULL;
	END IF;
	RETURN jalon.formation_resultat(f.formation_id) || jsonb_build_object('piece_id', p.piece_id);
END
$$;

CREATE FUNCTION jalon.cmd_formation_piece_recevoir(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	p jalon.formation_piece := jalon.piece_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'piece_id', 'version', 'recue_le');
	UPDATE jalon.formation_piece x SET recue_le = jalon.champ_date(c, 'recue_le', jalon.aujourdhui())
	WHERE x.agence_id = p.agence_id AND x.piece_id = p.piece_id;
	RETURN jalon.piece_reglee(p, NULL);
END
$$;

-- A piece that will not come, or is asked for no more.
CREATE FUNCTION jalon.cmd_formation_piece_retirer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	p jalon.formation_piece := jalon.piece_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'piece_id', 'version');
	UPDATE jalon.formation_piece x SET annule_par = jalon.commande_en_cours() WHERE x.agence_id = p.agence_id AND x.piece_id = p.piece_id;
	RETURN jalon.piece_reglee(p, jalon.aujourdhui());
END
$$;

-- Days and reasons left out: the course's, none.
CREATE FUNCTION jalon.cmd_formation_financer_ligne(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	f jalon.formation := jalon.formation_visible(c - 'version');
	v_id uuid := jalon.champ_uuid(c, 'ligne_id');
BEGIN
	PERFORM jalon.verifier_cles(c, 'ligne_id', 'formation_id', 'poste', 'financeur', 'du', 'au', 'montant_cents', 'etat', 'motif');
	INSERT INTO jalon.formation_financement (ligne_id, formation_id, personne_id, poste, financeur, du, au, montant_cents, etat, motif)
	VALUES (v_id, f.formation_id, f.personne_id, jalon.champ(c, 'poste'), nullif(jalon.champ_texte_libre(c, 'financeur'), ''),
		jalon.champ_date(c, 'du', f.debut), jalon.champ_date(c, 'au', f.fin) + 1, jalon.champ_entier_libre(c, 'montant_cents'),
		jalon.champ_texte_libre(c, 'etat', 'demandee'), jalon.champ_texte_libre(c, 'motif'));
	RETURN jalon.formation_resultat(f.formation_id) || jsonb_build_object('ligne_id', v_id);
END
$$;

-- A funding line that stands, locked after its request.
CREATE FUNCTION jalon.financement_visible(c jsonb) RETURNS jalon.formation_financement
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'ligne_id');
	l jalon.formation_financement;
BEGIN
	SELECT * INTO l FROM jalon.formation_financement x WHERE x.agence_id = jalon.mon_agence() AND x.ligne_id = v_id;
	PERFORM jalon.formation_de(l.agence_id, l.formation_id, l.personne_id);
	SELECT * INTO l FROM jalon.formation_financement x WHERE x.agence_id = jalon.mon_agence() AND x.ligne_id = v_id
		AND x.annule_par IS NULL FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'ligne_id', 'ligne inexistante ou hors de votre portée');
	END IF;
	PERFORM jalon.verifier_version(l.version, jalon.champ_entier(c, 'version'));
	RETURN l;
END
$$;

CREATE FUNCTION jalon.cmd_formation_ligne_decider(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	l jalon.formation_financement := jalon.financement_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'ligne_id', 'version', 'etat', 'montant_cents', 'motif');
	UPDATE jalon.formation_financement x SET etat = jalon.champ(c, 'etat'), motif = jalon.champ_texte_libre(c, 'motif', l.motif),
		montant_cents = CASE WHEN c ? 'montant_cents' THEN jalon.champ_entier_libre(c, 'montant_cents') ELSE l.montant_cents END
	WHERE x.agence_id = l.agence_id AND x.ligne_id = l.ligne_id;
	RETURN jalon.formation_resultat(l.formation_id) || jsonb_build_object('ligne_id', l.ligne_id);
END
$$;

CREATE FUNCTION jalon.cmd_formation_ligne_retirer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	l jalon.formation_financement := jalon.financement_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'ligne_id', 'version');
	UPDATE jalon.formation_financement x SET annule_par = jalon.commande_en_cours()
	WHERE x.agence_id = l.agence_id AND x.ligne_id = l.ligne_id;
	RETURN jalon.formation_resultat(l.formation_id) || jsonb_build_object('ligne_id', l.ligne_id);
END
$$;

CREATE FUNCTION jalon.cmd_formation_absence(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	f jalon.formation := jalon.formation_visible(c - 'version');
	v_id uuid := jalon.champ_uuid(c, 'absence_id');
BEGIN
	PERFORM jalon.verifier_cles(c, 'absence_id', 'formation_id', 'du', 'au', 'justifiee', 'motif');
	INSERT INTO jalon.formation_absence (absence_id, formation_id, personne_id, du, au, justifiee, motif)
	VALUES (v_id, f.formation_id, f.personne_id, jalon.champ_date(c, 'du'), jalon.champ_date(c, 'au') + 1, -- the last day, included
		jalon.champ_bool(c, 'justifiee'), jalon.champ(c, 'motif'));
	RETURN jalon.formation_resultat(f.formation_id) || jsonb_build_object('absence_id', v_id);
END
$$;

CREATE FUNCTION jalon.cmd_periode_noter(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'periode_id');
	v_personne bigint := jalon.personne_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'periode_id', 'identifiant', 'formation_id', 'nature', 'entreprise', 'metier', 'objectif', 'du', 'au', 'malgre');
	INSERT INTO jalon.periode_entreprise (periode_id, personne_id, formation_id, nature, entreprise, metier, objectif, du, au, malgre)
	VALUES (v_id, v_personne, jalon.champ_uuid_libre(c, 'formation_id'), jalon.champ(c, 'nature'), jalon.champ(c, 'entreprise'),
		jalon.champ_texte_libre(c, 'metier'), jalon.champ_texte_libre(c, 'objectif'), jalon.champ_date(c, 'du'),
		jalon.champ_date(c, 'au') + 1, jalon.champ_texte_libre(c, 'malgre')); -- the last day, included
	RETURN jsonb_build_object('etat', 'faite', 'periode_id', v_id, 'identifiant', c->>'identifiant', 'version', 1);
END
$$;

CREATE FUNCTION jalon.periode_visible(c jsonb) RETURNS jalon.periode_entreprise
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'periode_id');
	p jalon.periode_entreprise;
BEGIN
	SELECT * INTO p FROM jalon.periode_entreprise x WHERE x.agence_id = jalon.mon_agence() AND x.periode_id = v_id
		AND x.annule_par IS NULL FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM jalon.refuser('hors_de_portee', 'periode_id', 'période inexistante ou hors de votre portée');
	END IF;
	PERFORM jalon.verifier_version(p.version, jalon.champ_entier(c, 'version'));
	RETURN p;
END
$$;

CREATE FUNCTION jalon.cmd_periode_debriefer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	p jalon.periode_entreprise := jalon.periode_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'periode_id', 'version', 'avec_hote', 'texte', 'le');
	UPDATE jalon.periode_entreprise x SET debriefee_le = jalon.champ_date(c, 'le', jalon.aujourdhui()),
		avec_hote = jalon.champ_bool(c, 'avec_hote'), debrief = jalon.champ(c, 'texte')
	WHERE x.agence_id = p.agence_id AND x.periode_id = p.periode_id;
	RETURN jsonb_build_object('etat', 'faite', 'periode_id', p.periode_id, 'identifiant', jalon.identifiant_de(p.personne_id),
		'version', p.version + 1);
END
$$;

CREATE FUNCTION jalon.cmd_periode_retirer(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	p jalon.periode_entreprise := jalon.periode_visible(c);
BEGIN
	PERFORM jalon.verifier_cles(c, 'periode_id', 'version');
	UPDATE jalon.periode_entreprise x SET annule_par = jalon.commande_en_cours() WHERE x.agence_id = p.agence_id AND x.periode_id = p.periode_id;
	RETURN jsonb_build_object('etat', 'faite', 'periode_id', p.periode_id, 'identifiant', jalon.identifiant_de(p.personne_id));
END
$$;

-- It closes the one that runs on its first day; begun on that very day, that one is corrected.
CREATE FUNCTION jalon.cmd_droit_noter(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'droit_id');
	v_personne bigint := jalon.personne_visible(c);
	v_du date := jalon.champ_date(c, 'du');
	x jalon.droit;
BEGIN
	PERFORM jalon.verifier_cles(c, 'droit_id', 'identifiant', 'nature', 'du', 'au');
	SELECT * INTO x FROM jalon.droit d WHERE d.agence_id = jalon.mon_agence() AND d.personne_id = v_personne
		AND d.annule_par IS NULL AND d.du <= v_du AND (d.au IS NULL OR d.au > v_du) FOR UPDATE;
	IF FOUND AND x.du = v_du THEN
		UPDATE jalon.droit d SET annule_par = jalon.commande_en_cours() WHERE d.agence_id = x.agence_id AND d.droit_id = x.droit_id;
	ELSIF FOUND THEN
		UPDATE jalon.droit d SET au = v_du WHERE d.agence_id = x.agence_id AND d.droit_id = x.droit_id;
	END IF;
	INSERT INTO jalon.droit (droit_id, personne_id, nature, du, au)
	VALUES (v_id, v_personne, jalon.champ(c, 'nature'), v_du, jalon.champ_date_libre(c, 'au') + 1); -- the last day, included
	RETURN jsonb_build_object('etat', 'faite', 'droit_id', v_id, 'identifiant', c->>'identifiant', 'version', 1);
END
$$;

-- Undo: the lists of 012, and those of here.

CREATE OR REPLACE FUNCTION jalon.verbes_annulables() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT ARRAY['contact_noter', 'note_ecrire', 'note_corriger', 'frein_ajouter', 'frein_lever', 'personne_corriger',
		'rdv_donner', 'rdv_presence', 'rappel_donner', 'engagement_tenir', 'conge_declarer', 'absence_poser', 'ligne_reporter',
		'convocation_noter', 'contrat_signer', 'contrat_choisir', 'engagement_excuser', 'compensation_ouvrir',
		'heures_declarer', 'heures_valider', 'derogation_accorder', 'orientation_noter', 'information_donner', 'demande_recevoir',
		'formation_evoquer', 'formation_decrire', 'formation_prealable', 'formation_avancer', 'formation_pieces_demander',
		'formation_piece_recevoir', 'formation_financer_ligne', 'formation_ligne_decider', 'formation_absence', 'periode_noter',
		'periode_debriefer', 'droit_noter']
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
		WHEN 'formation' THEN ARRAY['session_id', 'intitule', 'rome', 'objectif', 'organisme', 'lieu', 'departement', 'minutes',
			'rythme_minutes', 'debut', 'fin']
		WHEN 'formation_prealable' THEN ARRAY['etat', 'le', 'texte'] WHEN 'formation_piece' THEN ARRAY['recue_le']
		WHEN 'formation_financement' THEN ARRAY['etat', 'montant_cents', 'motif']
		WHEN 'periode_entreprise' THEN ARRAY['debriefee_le', 'avec_hote', 'debrief'] WHEN 'droit' THEN ARRAY['au']
		WHEN 'personne' THEN ARRAY['nom', 'prenom', 'naissance', 'telephone', 'courriel', 'commune'] END
$$;

-- The first event of a request goes with it.
CREATE OR REPLACE FUNCTION jalon.ligne_suit(h jalon.historique, p_verbe text) RETURNS bool
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT h.operation = 'UPDATE' AND (h.nom_table = 'seance' OR h.nom_table = 'contrat' AND p_verbe = 'contrat_signer')
		OR h.nom_table = 'formation_evenement' AND p_verbe = 'formation_evoquer'
$$;

CREATE OR REPLACE FUNCTION jalon.ligne_designer(h jalon.historique) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN CASE WHEN h.nom_table = 'participation' THEN 't.agence_id = $1 AND t.seance_id = $2::uuid AND t.personne_id = $3'
		WHEN h.nom_table = 'contrat_version' THEN format('t.agence_id = $1 AND t.contrat_id = $2::uuid AND t.rang = %s', (h.apres->>'rang')::int)
		WHEN h.nom_table IN ('personne', 'foyer') THEN format('t.agence_id = $1 AND t.%I = $2::bigint', h.nom_table || '_id')
		ELSE format('t.agence_id = $1 AND t.%I = $2::uuid', CASE h.nom_table WHEN 'information_droits' THEN 'information'
			WHEN 'formation_evenement' THEN 'evenement' WHEN 'formation_prealable' THEN 'prealable' WHEN 'formation_piece' THEN 'piece'
			WHEN 'formation_financement' THEN 'ligne' WHEN 'formation_absence' THEN 'absence' WHEN 'periode_entreprise' THEN 'periode'
			ELSE h.nom_table END || '_id') END;
END
$$;

-- A request before what hangs on it, as when it was written. What happened to it is taken back before its dates are: the stage
-- says what may be corrected; an allowance before the one that it closed: they would overlap.
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
	ELSIF v_verbe LIKE 'formation%' THEN
		PERFORM FROM jalon.formation f WHERE f.agence_id = jalon.mon_agence() AND f.formation_id IN (SELECT (x.apres->>'formation_id')::uuid
			FROM unnest(v_lignes) x) ORDER BY f.formation_id FOR UPDATE;
	END IF;
	FOREACH h IN ARRAY v_lignes
	LOOP
		PERFORM jalon.ligne_comparer(h);
	END LOOP;
	FOR h IN SELECT * FROM unnest(v_lignes) x ORDER BY x.nom_table <> 'formation_evenement',
		x.nom_table = 'droit' AND x.operation = 'UPDATE', x.historique_id
	LOOP
		CONTINUE WHEN h.nom_table = 'participation' AND h.operation = 'INSERT'; -- goes with its séance
		PERFORM jalon.ligne_defaire(h, v_moi);
	END LOOP;
	RETURN jsonb_build_object('etat', 'faite', 'annulee', v_id, 'verbe', v_verbe);
END
$$;

-- « Ce que nous détenons sur vous », as in 012: of a request, what its stage was before is told by its events.
CREATE OR REPLACE FUNCTION jalon.detention_indirecte(p_agence int, p_personne bigint, p_fuseau text)
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
	FROM (SELECT x.*, (SELECT string_agg(a.key || ' : ' || a.value, ' ; ' ORDER BY a.key) FROM jsonb_each_text(x.avant) a
			WHERE a.value <> '' AND a.key <> 'version' AND a.key !~ '_id$' AND x.apres->>a.key IS DISTINCT FROM a.value
				AND (x.nom_table <> 'formation' OR a.key NOT IN ('etape', 'etape_le'))) AS ancien
		FROM jalon.historique x WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.operation = 'UPDATE') h,
		LATERAL (VALUES (1, 'le', jalon.moment_texte(h.le, p_fuseau)), (2, 'nom_table', h.nom_table::text), (3, 'avant', h.ancien)) v(rang, colonne, valeur)
	WHERE h.ancien IS NOT NULL
$$;

-- Those who command, and what the triggers that see with their eyes call.
DO $$
DECLARE
	f regprocedure;
BEGIN
	FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'jalon'::regnamespace
		AND (p.proname ~ '^cmd_(formation|periode|droit)_' OR p.proname IN ('champ_uuid_libre', 'formation_de', 'formation_ouverte_garder',
			'formation_trous', 'formation_sans_revenu', 'formation_depot_garder', 'formation_pieces_garder', 'formation_entree_garder',
			'formation_geste_garder', 'formation_transition_de', 'formation_decrire_garder', 'formation_annuler_garder',
			'piece_recue_garder', 'reprise_trop_courte', 'formation_visible', 'formation_resultat', 'formation_decrite', 'formation_corriger',
			'piece_inserer', 'piece_close_le', 'formation_attend_pieces', 'piece_visible', 'piece_reglee', 'financement_visible', 'periode_visible'))
	LOOP
		EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO jalon_conseiller, jalon_responsable', f);
	END LOOP;
END
$$;

RESET ROLE;
