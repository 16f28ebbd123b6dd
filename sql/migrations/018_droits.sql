-- An allowance recorded again with the first day of the one that runs corrects it in place, and is undone like any correction.

SET LOCAL ROLE jalon_proprietaire;

GRANT UPDATE (nature) ON jalon.droit TO jalon_conseiller, jalon_responsable;

-- As in 016, but that the row begun on that very day is kept and corrected: the history holds what it was, and undo puts it back.
-- Annulled, it would never have come back: what is annulled stays so.
CREATE OR REPLACE FUNCTION jalon.cmd_droit_noter(c jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_id uuid := jalon.champ_uuid(c, 'droit_id');
	v_personne bigint := jalon.personne_visible(c);
	v_du date := jalon.champ_date(c, 'du');
	v_au date := jalon.champ_date_libre(c, 'au') + 1; -- the last day, included
	x jalon.droit;
BEGIN
	PERFORM jalon.verifier_cles(c, 'droit_id', 'identifiant', 'nature', 'du', 'au');
	SELECT * INTO x FROM jalon.droit d WHERE d.agence_id = jalon.mon_agence() AND d.personne_id = v_personne
		AND d.annule_par IS NULL AND d.du <= v_du AND (d.au IS NULL OR d.au > v_du) FOR UPDATE;
	IF FOUND AND x.du = v_du THEN
		UPDATE jalon.droit d SET nature = jalon.champ(c, 'nature'), au = v_au WHERE d.agence_id = x.agence_id AND d.droit_id = x.droit_id;
		RETURN jsonb_build_object('etat', 'faite', 'droit_id', x.droit_id, 'identifiant', c->>'identifiant', 'version', x.version + 1);
	ELSIF FOUND THEN
		UPDATE jalon.droit d SET au = v_du WHERE d.agence_id = x.agence_id AND d.droit_id = x.droit_id;
	END IF;
	INSERT INTO jalon.droit (droit_id, personne_id, nature, du, au) VALUES (v_id, v_personne, jalon.champ(c, 'nature'), v_du, v_au);
	RETURN jsonb_build_object('etat', 'faite', 'droit_id', v_id, 'identifiant', c->>'identifiant', 'version', 1);
END
$$;

-- As in 016, the nature of an allowance too.
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
		WHEN 'periode_entreprise' THEN ARRAY['debriefee_le', 'avec_hote', 'debrief'] WHEN 'droit' THEN ARRAY['nature', 'au']
		WHEN 'personne' THEN ARRAY['nom', 'prenom', 'naissance', 'telephone', 'courriel', 'commune'] END
$$;

RESET ROLE;
