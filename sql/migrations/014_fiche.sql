-- What is read of one person is asked in one group of queries, hence one transaction: whom they are about is looked up once.

SET LOCAL ROLE jalon_proprietaire;

-- The person of an identifiant, within reach of who asks; NULL otherwise. Kept for the transaction under the identifiant that
-- was asked. Forging what is kept shows nothing: each table has its own policies.
CREATE FUNCTION jalon.personne_lue(p_identifiant text) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_lue text := current_setting('jalon.personne_lue', true);
	v_personne bigint;
BEGIN
	IF split_part(v_lue, '=', 1) = p_identifiant THEN
		RETURN split_part(v_lue, '=', 2)::bigint;
	END IF;
	SELECT p.personne_id INTO v_personne FROM jalon.personne p
	WHERE p.agence_id = (SELECT jalon.mon_agence()) AND p.identifiant = p_identifiant;
	IF FOUND THEN
		PERFORM set_config('jalon.personne_lue', p_identifiant || '=' || v_personne, true);
	END IF;
	RETURN v_personne;
END
$$;
GRANT EXECUTE ON FUNCTION jalon.personne_lue(text) TO jalon_conseiller, jalon_responsable;

RESET ROLE;

-- The policies of a group ask for one's people once per table: while one's own person is read, that one is the answer. What is
-- kept narrows the answer and never widens it: the référent is looked up all the same. Under a trigger it counts for nothing:
-- narrowed in the middle of a statement, it would hide from the guards the row that they look after. Whence PARALLEL
-- RESTRICTED: a worker does not know that it works for a trigger.
CREATE OR REPLACE FUNCTION jalon.mes_personnes() RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 60 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_lue bigint := nullif(split_part(current_setting('jalon.personne_lue', true), '=', 2), '')::bigint;
	v_agence int;
	v_jour date := jalon.aujourdhui();
BEGIN
	IF v_lue IS NOT NULL AND pg_trigger_depth() = 0 THEN
		RETURN QUERY
		SELECT r.personne_id FROM jalon.referent r
		WHERE r.agence_id = (SELECT c.agence_id FROM jalon.compte c WHERE c.login = session_user AND c.du <= v_jour
				AND coalesce(c.au, 'infinity') > v_jour)
			AND r.personne_id = v_lue AND r.login = session_user AND r.annule_par IS NULL AND r.du <= v_jour AND coalesce(r.au, 'infinity'::date) > v_jour;
		IF FOUND THEN
			RETURN;
		END IF;
	END IF;
	v_agence := jalon.mon_agence();
	RETURN QUERY
	SELECT r.personne_id FROM jalon.referent r
	WHERE r.agence_id = v_agence AND r.login = session_user AND r.annule_par IS NULL
		AND r.du <= v_jour AND coalesce(r.au, 'infinity'::date) > v_jour
	UNION ALL
	SELECT r.personne_id FROM jalon.remplacement m
	JOIN jalon.referent r ON r.agence_id = m.agence_id AND r.login = m.titulaire AND r.annule_par IS NULL
		AND r.du <= v_jour AND coalesce(r.au, 'infinity'::date) > v_jour
		AND (m.personne_id IS NULL OR m.personne_id = r.personne_id)
	WHERE m.agence_id = v_agence AND m.remplacant = session_user AND m.annule_par IS NULL
		AND m.du <= v_jour AND m.au > v_jour;
END
$$;

-- As before; the zone of the agency is looked up once, and on a fixed day only.
CREATE OR REPLACE FUNCTION jalon.maintenant() RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_jour date := (SELECT j.jour FROM jalon.jour_fixe j);
	v_fuseau text;
BEGIN
	IF v_jour IS NULL THEN
		RETURN clock_timestamp();
	END IF;
	v_fuseau := jalon.fuseau();
	RETURN (v_jour + (statement_timestamp() AT TIME ZONE v_fuseau)::time) AT TIME ZONE v_fuseau;
END
$$;

-- As before, asked sixty times per sheet: one account is read, and not a join of three tables; the agency's zone only where the
-- day is not fixed.
CREATE OR REPLACE FUNCTION jalon.mon_agence() RETURNS int
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_agence int;
	v_role text;
	v_du date;
	v_au date;
	v_jour date;
BEGIN
	SELECT c.agence_id, c.role, c.du, coalesce(c.au, 'infinity'), coalesce((SELECT j.jour FROM jalon.jour_fixe j),
		(clock_timestamp() AT TIME ZONE (SELECT a.fuseau FROM jalon.agence a WHERE a.agence_id = c.agence_id))::date)
	INTO v_agence, v_role, v_du, v_au, v_jour
	FROM jalon.compte c WHERE c.login = session_user;
	IF v_du <= v_jour AND v_au > v_jour AND pg_has_role(session_user, ('jalon_' || v_role)::name, 'MEMBER')
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
