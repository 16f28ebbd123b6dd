-- Facts about people: appointments and attendance, contacts, notes, barriers.

SET LOCAL ROLE jalon_proprietaire;

-- A séance: one counsellor, one period. Cancelled ones no longer hold the counsellor's time.
-- btree_gist knows no type name, hence conseiller::text in the exclusion.
CREATE TABLE jalon.seance (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	seance_id uuid NOT NULL DEFAULT gen_random_uuid(),
	conseiller name NOT NULL,
	periode tstzrange NOT NULL CONSTRAINT seance_periode_forme CHECK (
		NOT isempty(periode) AND NOT lower_inf(periode) AND NOT upper_inf(periode) AND lower_inc(periode) AND NOT upper_inc(periode)
		AND lower(periode) > '-infinity' AND upper(periode) < 'infinity'),
	type text NOT NULL CONSTRAINT seance_type_forme CHECK (type ~ '^[a-z_]{1,40}$'),
	lieu text NOT NULL CONSTRAINT seance_lieu_forme CHECK (lieu ~ '^[a-z_]{1,40}$'),
	annulee_le timestamptz,
	annulee_par name,
	motif_annulation text NOT NULL DEFAULT '' CONSTRAINT seance_motif_longueur CHECK (char_length(motif_annulation) <= 500),
	annulation timestamptz NOT NULL GENERATED ALWAYS AS (coalesce(annulee_le, 'infinity'::timestamptz)) STORED,
	confirmation text CONSTRAINT seance_confirmation_longueur CHECK (char_length(confirmation) BETWEEN 1 AND 500),
	confirmation_par name, -- who confirmed « malgré le férié », and (confirmation) why
	version int NOT NULL DEFAULT 1,
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	saisi_par name NOT NULL DEFAULT session_user,
	origine text NOT NULL DEFAULT jalon.origine() CONSTRAINT seance_origine_connue CHECK (origine IN ('saisie', 'import')),
	CONSTRAINT seance_cle PRIMARY KEY (agence_id, seance_id),
	CONSTRAINT seance_conseiller FOREIGN KEY (agence_id, conseiller) REFERENCES jalon.compte (agence_id, login),
	CONSTRAINT seance_duree CHECK (upper(periode) - lower(periode) <= interval '31 days'),
	CONSTRAINT seance_annulation_complete CHECK ((annulee_le IS NULL) = (annulee_par IS NULL)),
	CONSTRAINT seance_confirmation_complete CHECK ((confirmation IS NULL) = (confirmation_par IS NULL)),
	CONSTRAINT seance_particularites UNIQUE (agence_id, seance_id, periode, annulation, type, lieu, conseiller),
	CONSTRAINT seance_conseiller_occupe EXCLUDE USING gist
		(agence_id WITH =, (conseiller::text) WITH =, periode WITH &&) WHERE (annulee_le IS NULL)
);
CREATE INDEX seance_par_conseiller ON jalon.seance (agence_id, conseiller, lower(periode));

-- Who attends a séance. It carries the séance's particulars, kept equal by one composite foreign key that
-- cascades: the person's agenda has its own exclusion, and is read without opening a colleague's agenda.
-- Left NULL at insertion, they are filled in from the séance (participation_completer).
CREATE TABLE jalon.participation (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	seance_id uuid NOT NULL,
	personne_id bigint NOT NULL,
	periode tstzrange NOT NULL,
	annulation timestamptz NOT NULL, -- 'infinity' while the séance stands
	type text NOT NULL,
	lieu text NOT NULL,
	conseiller name NOT NULL,
	presence text NOT NULL DEFAULT 'inconnu' CONSTRAINT participation_presence_connue CHECK (presence IN
		('inconnu', 'present', 'absent_excuse', 'absent_non_excuse', 'annule_structure', 'annule_personne')),
	motif text NOT NULL DEFAULT '' CONSTRAINT participation_motif_longueur CHECK (char_length(motif) <= 500),
	conclusion text NOT NULL DEFAULT '' CONSTRAINT participation_conclusion_longueur CHECK (char_length(conclusion) <= 4000),
	saisi_le timestamptz, -- when and by whom the presence was recorded; NULL while inconnu
	saisi_par name,
	convoque_le timestamptz, -- convocation and reception are two dates (rules.md L4)
	recu_le timestamptz,
	version int NOT NULL DEFAULT 1,
	cree_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	cree_par name NOT NULL DEFAULT session_user,
	origine text NOT NULL DEFAULT jalon.origine() CONSTRAINT participation_origine_connue CHECK (origine IN ('saisie', 'import')),
	CONSTRAINT participation_cle PRIMARY KEY (agence_id, seance_id, personne_id),
	CONSTRAINT participation_seance FOREIGN KEY (agence_id, seance_id, periode, annulation, type, lieu, conseiller)
		REFERENCES jalon.seance (agence_id, seance_id, periode, annulation, type, lieu, conseiller) ON UPDATE CASCADE,
	CONSTRAINT participation_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT participation_presence_datee CHECK (presence = 'inconnu' OR saisi_le IS NOT NULL AND saisi_par IS NOT NULL),
	CONSTRAINT participation_presence_future CHECK
		(presence NOT IN ('present', 'absent_non_excuse') OR lower(periode) <= saisi_le),
	CONSTRAINT participation_recu_apres CHECK (recu_le >= convoque_le),
	CONSTRAINT participation_personne_occupee EXCLUDE USING gist
		(agence_id WITH =, personne_id WITH =, periode WITH &&)
		WHERE (annulation = 'infinity' AND presence NOT IN ('annule_structure', 'annule_personne'))
);
CREATE INDEX participation_par_personne ON jalon.participation (agence_id, personne_id, lower(periode) DESC);

CREATE FUNCTION jalon.participation_completer() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NEW.periode IS NULL OR NEW.annulation IS NULL OR NEW.type IS NULL OR NEW.lieu IS NULL OR NEW.conseiller IS NULL THEN
		SELECT s.periode, s.annulation, s.type, s.lieu, s.conseiller
		INTO NEW.periode, NEW.annulation, NEW.type, NEW.lieu, NEW.conseiller
		FROM jalon.seance s WHERE s.agence_id = NEW.agence_id AND s.seance_id = NEW.seance_id;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER participation_completer BEFORE INSERT ON jalon.participation
	FOR EACH ROW EXECUTE FUNCTION jalon.participation_completer();

-- A contact, or an attempt: `joint` false when nobody answered.
CREATE TABLE jalon.contact (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	contact_id uuid NOT NULL DEFAULT gen_random_uuid(),
	personne_id bigint NOT NULL,
	le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	canal text NOT NULL CONSTRAINT contact_canal_connu CHECK (canal IN
		('telephone', 'entretien', 'visio', 'sms', 'courriel', 'courrier', 'visite')),
	joint bool NOT NULL DEFAULT true,
	texte text NOT NULL DEFAULT '' CONSTRAINT contact_texte_longueur CHECK (char_length(texte) <= 2000),
	auteur name NOT NULL DEFAULT session_user,
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	annule_par uuid,
	origine text NOT NULL DEFAULT jalon.origine() CONSTRAINT contact_origine_connue CHECK (origine IN ('saisie', 'import')),
	CONSTRAINT contact_cle PRIMARY KEY (agence_id, contact_id),
	CONSTRAINT contact_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT contact_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT contact_le_passe CHECK (le <= saisi_le),
	CONSTRAINT contact_le_bornes CHECK (le >= '1990-01-01 00:00:00+00')
);
CREATE INDEX contact_par_personne ON jalon.contact (agence_id, personne_id, le DESC);

-- A note; private: its author alone reads it.
CREATE TABLE jalon.note (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	note_id uuid NOT NULL DEFAULT gen_random_uuid(),
	personne_id bigint NOT NULL,
	ecrite_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	auteur name NOT NULL DEFAULT session_user,
	privee bool NOT NULL DEFAULT false,
	texte text NOT NULL CONSTRAINT note_texte_longueur CHECK (char_length(texte) BETWEEN 1 AND 20000 AND texte ~ '\S'),
	version int NOT NULL DEFAULT 1,
	annulee_par uuid,
	origine text NOT NULL DEFAULT jalon.origine() CONSTRAINT note_origine_connue CHECK (origine IN ('saisie', 'import')),
	CONSTRAINT note_cle PRIMARY KEY (agence_id, note_id),
	CONSTRAINT note_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT note_commande FOREIGN KEY (agence_id, annulee_par) REFERENCES jalon.commande
);
CREATE INDEX note_par_personne ON jalon.note (agence_id, personne_id, ecrite_le DESC);

-- A barrier (frein), open until lifted. `leve_le` is the day it was lifted.
CREATE TABLE jalon.frein (
	agence_id int NOT NULL DEFAULT jalon.mon_agence(),
	frein_id uuid NOT NULL DEFAULT gen_random_uuid(),
	personne_id bigint NOT NULL,
	nature text NOT NULL CONSTRAINT frein_nature_forme CHECK (nature ~ '^[a-z_]{1,40}$'),
	detail text NOT NULL DEFAULT '' CONSTRAINT frein_detail_longueur CHECK (char_length(detail) <= 500),
	du date NOT NULL DEFAULT jalon.aujourdhui() CONSTRAINT frein_du_bornes CHECK (du >= '1990-01-01'),
	leve_le date,
	leve_par name,
	auteur name NOT NULL DEFAULT session_user,
	saisi_le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	version int NOT NULL DEFAULT 1,
	annule_par uuid,
	origine text NOT NULL DEFAULT jalon.origine() CONSTRAINT frein_origine_connue CHECK (origine IN ('saisie', 'import')),
	CONSTRAINT frein_cle PRIMARY KEY (agence_id, frein_id),
	CONSTRAINT frein_personne FOREIGN KEY (agence_id, personne_id) REFERENCES jalon.personne,
	CONSTRAINT frein_commande FOREIGN KEY (agence_id, annule_par) REFERENCES jalon.commande,
	CONSTRAINT frein_leve_apres CHECK (leve_le >= du)
);
CREATE INDEX frein_par_personne ON jalon.frein (agence_id, personne_id, du DESC);

-- Loaded rules (jalon regles charger), so that every workstation judges alike. Reference tables of the base:
-- no agency leads them, they hold no personal data.
CREATE TABLE jalon.regles_version (
	version_id int GENERATED BY DEFAULT AS IDENTITY CONSTRAINT regles_version_cle PRIMARY KEY,
	empreinte text NOT NULL CONSTRAINT regles_version_empreinte_forme CHECK (empreinte ~ '^[0-9a-f]{64}$'),
	chargees_le timestamptz NOT NULL DEFAULT now(),
	par name NOT NULL DEFAULT session_user,
	active bool NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX regles_version_une_active ON jalon.regles_version (active) WHERE active;

CREATE TABLE jalon.regle_parametre (
	version_id int NOT NULL CONSTRAINT regle_parametre_version REFERENCES jalon.regles_version,
	rang int NOT NULL, -- place in the canonical listing
	regime text NOT NULL CONSTRAINT regle_parametre_regime_connu CHECK (regime IN
		('CSP', 'CSP_ANI4', 'CTP', 'CRP', 'CAR_CTP', 'PPAE', 'CER', 'CEJ', 'PACEA', 'CUER', 'CE', 'COMMUN', 'FORMATION')),
	code text NOT NULL CONSTRAINT regle_parametre_code_forme CHECK (code ~ '^[a-z0-9_]{1,60}$'),
	libelle text NOT NULL,
	genre text NOT NULL CONSTRAINT regle_parametre_genre_connu CHECK (genre IN ('delai', 'parametre')),
	valeur int CONSTRAINT regle_parametre_valeur_positive CHECK (valeur >= 0), -- NULL: « non fixé »
	unite text NOT NULL DEFAULT '',
	debiteur text NOT NULL DEFAULT '',
	evenement_debut text NOT NULL DEFAULT '',
	evenement_fin text NOT NULL DEFAULT '',
	report text NOT NULL DEFAULT 'aucun' CONSTRAINT regle_parametre_report_connu CHECK (report IN ('aucun', 'jour_ouvre')),
	avance int NOT NULL DEFAULT 0 CONSTRAINT regle_parametre_avance_positive CHECK (avance >= 0),
	avance_unite text NOT NULL DEFAULT 'jour',
	statut text NOT NULL CONSTRAINT regle_parametre_statut_connu CHECK (statut IN
		('droit', 'pratique', 'local', 'pilote', 'proposition', 'a_verifier')),
	applique bool NOT NULL,
	source text NOT NULL CONSTRAINT regle_parametre_source_presente CHECK (source <> ''),
	remarque text NOT NULL DEFAULT '',
	du date,
	au date, -- last day in force, included, as the rule files write it
	CONSTRAINT regle_parametre_cle PRIMARY KEY (version_id, rang),
	CONSTRAINT regle_parametre_dates CHECK (du <= au)
);

-- Public holidays by department, for ten years.
CREATE TABLE jalon.ferie (
	departement text NOT NULL CONSTRAINT ferie_departement_forme CHECK (departement ~ '^([0-9]{2}|2[AB]|97[1-6])$'),
	jour date NOT NULL,
	nom text NOT NULL CONSTRAINT ferie_nom_longueur CHECK (char_length(nom) BETWEEN 1 AND 60),
	CONSTRAINT ferie_cle PRIMARY KEY (departement, jour)
);

RESET ROLE;
