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
GRANT INSERT, UPDATE (libelle, nature, remunere, delai_jours, source) ON jalon.financeur TO jalon_administrateur;

RESET ROLE;
