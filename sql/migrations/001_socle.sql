-- The ground: roles of the cluster, schema, agencies, accounts, the database's day, who is asking.
-- Run by a superuser, in a transaction that the caller opens. Roles are cluster-wide: creation is guarded.

-- Roles are shared by every base of the cluster: two bases created at once take turns here.
LOCK TABLE pg_catalog.pg_authid IN SHARE ROW EXCLUSIVE MODE;

DO $$
DECLARE
	r text;
BEGIN
	FOREACH r IN ARRAY ARRAY['jalon_proprietaire', 'jalon_acces', 'jalon_conseiller', 'jalon_responsable',
		'jalon_controle', 'jalon_secretariat', 'jalon_autorite', 'jalon_administrateur', 'jalon_import']
	LOOP
		IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = r) THEN
			EXECUTE format('CREATE ROLE %I NOLOGIN', r);
		END IF;
		EXECUTE format('ALTER ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION %s', r,
			CASE r WHEN 'jalon_acces' THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END);
	END LOOP;
	-- Nothing is left to PUBLIC: connecting is for the group roles, temporary tables for nobody.
	EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
	EXECUTE format('GRANT CONNECT ON DATABASE %I TO jalon_conseiller, jalon_responsable, jalon_controle, '
		'jalon_secretariat, jalon_autorite, jalon_administrateur, jalon_import', current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA jalon AUTHORIZATION jalon_proprietaire;
CREATE SCHEMA jalon_extensions AUTHORIZATION jalon_proprietaire;
CREATE EXTENSION btree_gist SCHEMA jalon_extensions;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA jalon_extensions FROM PUBLIC;
GRANT USAGE ON SCHEMA jalon TO jalon_acces, jalon_conseiller, jalon_responsable, jalon_controle,
	jalon_secretariat, jalon_autorite, jalon_administrateur, jalon_import;
ALTER DEFAULT PRIVILEGES FOR ROLE jalon_proprietaire REVOKE ALL ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE jalon_proprietaire REVOKE ALL ON TYPES FROM PUBLIC;

SET LOCAL ROLE jalon_proprietaire;

-- One row per migration applied; written by `base creer` and `base migrer`.
CREATE TABLE jalon.schema_version (
	numero int CONSTRAINT schema_version_cle PRIMARY KEY,
	nom text NOT NULL,
	empreinte text NOT NULL,
	applique_le timestamptz NOT NULL DEFAULT now(),
	par name NOT NULL DEFAULT session_user
);

-- The day that a private or test cluster keeps as its today. Only the owner writes it.
CREATE TABLE jalon.jour_fixe (
	unique_ligne bool CONSTRAINT jour_fixe_cle PRIMARY KEY DEFAULT true
		CONSTRAINT jour_fixe_une_ligne CHECK (unique_ligne),
	jour date NOT NULL
);

CREATE TABLE jalon.agence (
	agence_id int CONSTRAINT agence_cle PRIMARY KEY,
	code text NOT NULL CONSTRAINT agence_code_unique UNIQUE
		CONSTRAINT agence_code_forme CHECK (code ~ '^[a-z0-9_-]{1,30}$'),
	nom text NOT NULL CONSTRAINT agence_nom_longueur CHECK (char_length(nom) BETWEEN 1 AND 100),
	departement text NOT NULL CONSTRAINT agence_departement_forme CHECK (departement ~ '^([0-9]{2}|2[AB]|97[1-6])$'),
	fuseau text NOT NULL DEFAULT 'Europe/Paris'
		CONSTRAINT agence_fuseau_forme CHECK (fuseau ~ '^[A-Za-z_]+/[A-Za-z_-]+$')
);

-- One account per login: the directory that session_user is looked up in before any agency is known,
-- hence the one key that the agency does not lead. `au` is the first day on which it is closed.
CREATE TABLE jalon.compte (
	agence_id int NOT NULL CONSTRAINT compte_agence REFERENCES jalon.agence,
	login name CONSTRAINT compte_cle PRIMARY KEY
		CONSTRAINT compte_login_forme CHECK (login::text ~ '^[a-z_][a-z0-9_.-]{0,62}$'),
	nom text NOT NULL CONSTRAINT compte_nom_longueur CHECK (char_length(nom) BETWEEN 1 AND 100),
	prenom text NOT NULL CONSTRAINT compte_prenom_longueur CHECK (char_length(prenom) BETWEEN 1 AND 100),
	role text NOT NULL CONSTRAINT compte_role_connu CHECK (role IN
		('conseiller', 'responsable', 'controle', 'secretariat', 'autorite', 'administrateur')),
	quotite int NOT NULL DEFAULT 100 CONSTRAINT compte_quotite_bornes CHECK (quotite BETWEEN 1 AND 100),
	demi_journees int NOT NULL DEFAULT 0 CONSTRAINT compte_demi_journees_bornes CHECK (demi_journees BETWEEN 0 AND 10),
	du date NOT NULL,
	au date,
	CONSTRAINT compte_dates CHECK (du < au),
	CONSTRAINT compte_par_agence UNIQUE (agence_id, login)
);

RESET ROLE;
GRANT SELECT ON jalon.jour_fixe, jalon.agence, jalon.compte TO jalon_acces;

-- Scope functions. They belong to jalon_acces, which bypasses row-level security but may read the access
-- tables only. session_user, not current_user: it stays the person's login inside a definer function.

CREATE FUNCTION jalon.fuseau() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN coalesce((SELECT a.fuseau FROM jalon.compte c JOIN jalon.agence a USING (agence_id)
		WHERE c.login = session_user), 'Europe/Paris');
END
$$;

-- Now, as facts are stamped: the real instant, or the fixed day at the present time of day. The clock's, not
-- the transaction's: one left open would backdate what it writes, and outlive a replacement.
CREATE FUNCTION jalon.maintenant() RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN coalesce((SELECT (j.jour + (statement_timestamp() AT TIME ZONE jalon.fuseau())::time) AT TIME ZONE jalon.fuseau()
		FROM jalon.jour_fixe j), clock_timestamp());
END
$$;

CREATE FUNCTION jalon.aujourdhui() RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN coalesce((SELECT j.jour FROM jalon.jour_fixe j), (clock_timestamp() AT TIME ZONE jalon.fuseau())::date);
END
$$;

-- The agency of the login that asks, NULL when it has no open account: then every policy is false. Roles are
-- of the cluster and accounts of the base: an account whose login is in another group than its own, or in
-- two, counts as closed, since the policies of both groups would add up.
CREATE FUNCTION jalon.mon_agence() RETURNS int
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_agence int;
	v_role text;
BEGIN
	-- Policies ask a dozen times per query: one look, with the day that aujourdhui() gives, then an expression.
	SELECT c.agence_id, c.role INTO v_agence, v_role
	FROM jalon.compte c JOIN jalon.agence a USING (agence_id) LEFT JOIN jalon.jour_fixe j ON true,
		LATERAL (SELECT coalesce(j.jour, (clock_timestamp() AT TIME ZONE a.fuseau)::date) AS jour) t
	WHERE c.login = session_user AND c.du <= t.jour AND coalesce(c.au, 'infinity') > t.jour;
	IF pg_has_role(session_user, ('jalon_' || v_role)::name, 'MEMBER')
		AND 1 = pg_has_role(session_user, 'jalon_conseiller', 'MEMBER')::int
			+ pg_has_role(session_user, 'jalon_responsable', 'MEMBER')::int
			+ pg_has_role(session_user, 'jalon_controle', 'MEMBER')::int
			+ pg_has_role(session_user, 'jalon_secretariat', 'MEMBER')::int
			+ pg_has_role(session_user, 'jalon_autorite', 'MEMBER')::int
			+ pg_has_role(session_user, 'jalon_administrateur', 'MEMBER')::int
			+ pg_has_role(session_user, 'jalon_import', 'MEMBER')::int
			+ pg_has_role(session_user, 'jalon_proprietaire', 'MEMBER')::int
			+ pg_has_role(session_user, 'jalon_acces', 'MEMBER')::int THEN
		RETURN v_agence;
	END IF;
	RETURN NULL;
END
$$;

CREATE FUNCTION jalon.mon_role() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_agence int := jalon.mon_agence();
BEGIN
	RETURN (SELECT c.role FROM jalon.compte c WHERE c.login = session_user AND c.agence_id = v_agence);
END
$$;

DO $$
DECLARE
	f text;
BEGIN
	FOREACH f IN ARRAY ARRAY['fuseau', 'maintenant', 'aujourdhui', 'mon_agence', 'mon_role']
	LOOP
		EXECUTE format('ALTER FUNCTION jalon.%I() OWNER TO jalon_acces', f);
		EXECUTE format('REVOKE ALL ON FUNCTION jalon.%I() FROM PUBLIC', f);
		EXECUTE format('GRANT EXECUTE ON FUNCTION jalon.%I() TO jalon_proprietaire, jalon_conseiller, jalon_responsable, '
			'jalon_controle, jalon_secretariat, jalon_autorite, jalon_administrateur, jalon_import', f);
	END LOOP;
END
$$;

SET LOCAL ROLE jalon_proprietaire;

-- Who loads from outside: the owner, the import role, a superuser. Their rows may carry their own dates.
CREATE FUNCTION jalon.importe() RETURNS bool
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT pg_has_role(session_user, 'jalon_proprietaire', 'MEMBER') OR pg_has_role(session_user, 'jalon_import', 'MEMBER')
$$;

CREATE FUNCTION jalon.origine() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN jalon.importe() THEN 'import' ELSE 'saisie' END
$$;

-- Folds a name for search as core does: canonical decomposition, marks dropped, lower case, ligatures
-- and apostrophes opened. Immutable, so that it can feed a stored column.
CREATE FUNCTION jalon.plier(p_texte text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT translate(replace(replace(replace(
		regexp_replace(normalize(lower(p_texte COLLATE "fr-x-icu"), NFKD), U&'[\0300-\036F]', '', 'g'),
		'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), U&'\2019\2018\02BCøłđ', '''''''old')
$$;

-- Refuses with a name that the program turns into a field and a French sentence (sql/client/constraints.c).
-- Class JL: JL001 stale version, JL002 any other refusal.
CREATE FUNCTION jalon.refuser(p_nom text, p_champ text, p_message text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RAISE EXCEPTION USING
		ERRCODE = CASE p_nom WHEN 'version_perimee' THEN 'JL001' ELSE 'JL002' END,
		CONSTRAINT = p_nom, COLUMN = p_champ, SCHEMA = 'jalon', MESSAGE = p_message;
END
$$;

RESET ROLE;
