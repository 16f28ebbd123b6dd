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
