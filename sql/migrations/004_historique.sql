-- History: who, when, before, after, by which command. Written by triggers, rewritten by nobody.
-- Also the triggers that keep versions and what may not change.

SET LOCAL ROLE jalon_proprietaire;

CREATE TABLE jalon.historique (
	agence_id int NOT NULL,
	historique_id bigint GENERATED ALWAYS AS IDENTITY,
	le timestamptz NOT NULL DEFAULT jalon.maintenant(),
	login name NOT NULL DEFAULT session_user,
	origine text NOT NULL DEFAULT jalon.origine(),
	commande_id uuid,
	nom_table name NOT NULL,
	operation text NOT NULL CONSTRAINT historique_operation_connue CHECK (operation IN ('INSERT', 'UPDATE', 'DELETE')),
	cle text NOT NULL,
	personne_id bigint,
	foyer_id bigint,
	confidentiel bool NOT NULL, -- a private note: for the one who wrote it
	avant jsonb,
	apres jsonb,
	CONSTRAINT historique_cle PRIMARY KEY (agence_id, historique_id)
);
CREATE INDEX historique_par_personne ON jalon.historique (agence_id, personne_id, historique_id);
CREATE INDEX historique_par_commande ON jalon.historique (agence_id, commande_id) WHERE commande_id IS NOT NULL;

CREATE FUNCTION jalon.historique_refuser() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM jalon.refuser('historique_intangible', '', 'l''historique ne se réécrit pas');
	RETURN NULL;
END
$$;
CREATE TRIGGER historique_intangible BEFORE UPDATE OR DELETE ON jalon.historique
	FOR EACH ROW EXECUTE FUNCTION jalon.historique_refuser();
CREATE TRIGGER historique_sans_vidage BEFORE TRUNCATE ON jalon.historique
	FOR EACH STATEMENT EXECUTE FUNCTION jalon.historique_refuser();

-- The command under way: what jalon.commander() announced, if it is one of the login's own that this very
-- transaction opened and that has no result yet: nothing can be added to a command of the past.
CREATE FUNCTION jalon.commande_en_cours() RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id text := current_setting('jalon.commande', true);
BEGIN
	IF v_id IS NULL OR v_id !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN
		RETURN NULL;
	END IF;
	RETURN (SELECT c.commande_id FROM jalon.commande c
		WHERE c.agence_id = jalon.mon_agence() AND c.commande_id = v_id::uuid
			AND c.login = session_user AND c.etat = 'faite' AND c.resultat IS NULL
			AND c.transaction_id = pg_current_xact_id_if_assigned());
END
$$;

-- Instants are written in UTC, so that two images of a row compare whatever the sessions' zones.
-- Insertions by statement, so that a load of thousands of rows stays cheap. TG_ARGV[0]: the row's key.
CREATE FUNCTION jalon.historique_inserer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET timezone = 'UTC' AS $$
BEGIN
	INSERT INTO jalon.historique (agence_id, le, login, origine, commande_id, nom_table, operation, cle,
		personne_id, foyer_id, confidentiel, apres)
	SELECT (l.ligne->>'agence_id')::int, c.le, session_user, c.origine, c.commande, TG_TABLE_NAME, 'INSERT', l.ligne->>TG_ARGV[0],
		(l.ligne->>'personne_id')::bigint, (l.ligne->>'foyer_id')::bigint, coalesce((l.ligne->>'privee')::bool, false), l.ligne
	FROM (SELECT to_jsonb(n) AS ligne FROM nouvelles n) l,
		(SELECT jalon.maintenant() AS le, jalon.origine() AS origine, jalon.commande_en_cours() AS commande OFFSET 0) c; -- once a statement, not once a row
	RETURN NULL;
END
$$;

CREATE FUNCTION jalon.historique_modifier() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on SET timezone = 'UTC' AS $$
DECLARE
	v_avant jsonb := to_jsonb(OLD);
	v_apres jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(NEW) END;
BEGIN
	INSERT INTO jalon.historique (agence_id, commande_id, nom_table, operation, cle, personne_id, foyer_id,
		confidentiel, avant, apres)
	VALUES ((v_avant->>'agence_id')::int, jalon.commande_en_cours(), TG_TABLE_NAME, TG_OP, v_avant->>TG_ARGV[0],
		(v_avant->>'personne_id')::bigint, (v_avant->>'foyer_id')::bigint,
		coalesce((v_avant->>'privee')::bool, false) OR coalesce((v_apres->>'privee')::bool, false), v_avant, v_apres);
	RETURN NULL;
END
$$;

DO $$
DECLARE
	t record;
BEGIN
	FOR t IN SELECT * FROM (VALUES ('agence', 'agence_id'), ('compte', 'login'), ('foyer', 'foyer_id'), ('personne', 'personne_id'),
		('passage', 'passage_id'), ('suivi', 'suivi_id'), ('referent', 'referent_id'), ('remplacement', 'remplacement_id'),
		('seance', 'seance_id'), ('participation', 'seance_id'), ('contact', 'contact_id'), ('note', 'note_id'),
		('frein', 'frein_id')) AS v(nom, cle)
	LOOP
		EXECUTE format('CREATE TRIGGER zz_historique_inserer AFTER INSERT ON jalon.%I REFERENCING NEW TABLE AS nouvelles '
			'FOR EACH STATEMENT EXECUTE FUNCTION jalon.historique_inserer(%L)', t.nom, t.cle);
		EXECUTE format('CREATE TRIGGER zz_historique_modifier AFTER UPDATE OR DELETE ON jalon.%I '
			'FOR EACH ROW EXECUTE FUNCTION jalon.historique_modifier(%L)', t.nom, t.cle);
		EXECUTE format('CREATE TRIGGER zz_sans_vidage BEFORE TRUNCATE ON jalon.%I '
			'FOR EACH STATEMENT EXECUTE FUNCTION jalon.historique_refuser()', t.nom);
	END LOOP;
END
$$;

-- Versions go up by one whoever writes; a key never moves.
CREATE FUNCTION jalon.version_monter() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	NEW.version := OLD.version + 1;
	RETURN NEW;
END
$$;

DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['foyer', 'personne', 'seance', 'participation', 'note', 'frein']
	LOOP
		EXECUTE format('CREATE TRIGGER aa_version BEFORE UPDATE ON jalon.%I '
			'FOR EACH ROW EXECUTE FUNCTION jalon.version_monter()', t);
	END LOOP;
END
$$;

-- An annulled row stays annulled, and nothing else of it changes with or after that.
CREATE FUNCTION jalon.annulation_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF to_jsonb(OLD)->>TG_ARGV[0] IS NOT NULL THEN
		PERFORM jalon.refuser('deja_annule', '', 'cette ligne est déjà annulée');
	ELSIF to_jsonb(NEW)->>TG_ARGV[0] IS NOT NULL
		AND to_jsonb(NEW) - TG_ARGV[0] - 'version' IS DISTINCT FROM to_jsonb(OLD) - TG_ARGV[0] - 'version' THEN
		PERFORM jalon.refuser('annulation_seule', '', 'une annulation ne change rien d''autre');
	END IF;
	RETURN NEW;
END
$$;

DO $$
DECLARE
	t record;
BEGIN
	FOR t IN SELECT * FROM (VALUES ('passage', 'annule_par'), ('suivi', 'annule_par'), ('referent', 'annule_par'),
		('remplacement', 'annule_par'), ('contact', 'annule_par'), ('note', 'annulee_par'), ('frein', 'annule_par')) AS v(nom, colonne)
	LOOP
		EXECUTE format('CREATE TRIGGER ab_annulation BEFORE UPDATE ON jalon.%I '
			'FOR EACH ROW EXECUTE FUNCTION jalon.annulation_garder(%L)', t.nom, t.colonne);
	END LOOP;
END
$$;

-- A barrier neither begins nor is lifted in the future. Compared with the row's recorded-at for its
-- beginning; the lifting is recorded at the time of the update that carries it.
CREATE FUNCTION jalon.frein_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NEW.du > (NEW.saisi_le AT TIME ZONE jalon.fuseau())::date THEN
		PERFORM jalon.refuser('frein_futur', 'du', 'un frein ne commence pas dans le futur');
	END IF;
	IF TG_OP = 'INSERT' THEN
		RETURN NEW;
	END IF;
	IF NEW.leve_le IS DISTINCT FROM OLD.leve_le THEN
		IF NEW.leve_le > jalon.aujourdhui() THEN
			PERFORM jalon.refuser('frein_leve_futur', 'leve_le', 'un frein ne se lève pas dans le futur');
		END IF;
		NEW.leve_par := CASE WHEN NEW.leve_le IS NULL THEN NULL ELSE session_user END;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_frein BEFORE INSERT OR UPDATE ON jalon.frein FOR EACH ROW EXECUTE FUNCTION jalon.frein_garder();

-- A command's result is written once, by its own transaction.
CREATE FUNCTION jalon.commande_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF OLD.resultat IS NOT NULL OR OLD.etat <> 'faite' OR NEW.resultat IS NULL THEN
		PERFORM jalon.refuser('commande_close', '', 'le résultat d''une commande ne se réécrit pas');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER commande_garder BEFORE UPDATE ON jalon.commande FOR EACH ROW EXECUTE FUNCTION jalon.commande_garder();

-- A référent is a counsellor whose account is open when the charge begins.
CREATE FUNCTION jalon.referent_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM jalon.compte c WHERE c.agence_id = NEW.agence_id AND c.login = NEW.login
		AND c.role = 'conseiller' AND (c.au IS NULL OR c.au > NEW.du)) THEN
		PERFORM jalon.refuser('referent_non_conseiller', 'login', 'le référent doit être un conseiller dont le compte est ouvert');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_referent BEFORE INSERT ON jalon.referent FOR EACH ROW EXECUTE FUNCTION jalon.referent_garder();

-- So are the two of a replacement; only the one who stands in must still have an account.
CREATE FUNCTION jalon.remplacement_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NEW.remplacant <> NEW.titulaire AND 2 <> (SELECT count(*) FROM jalon.compte c
		WHERE c.agence_id = NEW.agence_id AND c.role = 'conseiller'
			AND (c.login = NEW.titulaire OR c.login = NEW.remplacant AND (c.au IS NULL OR c.au > NEW.du))) THEN
		PERFORM jalon.refuser('referent_non_conseiller', 'remplacant', 'remplaçant et titulaire sont deux conseillers de l''agence');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_remplacement BEFORE INSERT ON jalon.remplacement FOR EACH ROW EXECUTE FUNCTION jalon.remplacement_garder();

-- Loaded rules are whole: nothing joins a version after the transaction that loaded it.
CREATE FUNCTION jalon.regles_garder() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT jalon.importe() AND NOT EXISTS (SELECT FROM jalon.regles_version v
		WHERE v.version_id = NEW.version_id AND v.chargees_le = now()) THEN
		PERFORM jalon.refuser('regles_figees', '', 'une version chargée des règles ne change plus');
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER ac_regles BEFORE INSERT ON jalon.regle_parametre FOR EACH ROW EXECUTE FUNCTION jalon.regles_garder();

RESET ROLE;
