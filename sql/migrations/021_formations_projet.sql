-- A project written again over one that was not read.

SET LOCAL ROLE jalon_proprietaire;

-- As in 016; and when the stage stays, the request takes its next version all the same: who wrote on the text before this one is told
-- that it changed, instead of leaving this one behind.
CREATE OR REPLACE FUNCTION jalon.cmd_formation_projeter(c jsonb) RETURNS jsonb
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
	ELSE
		UPDATE jalon.formation x SET intitule = x.intitule WHERE x.agence_id = f.agence_id AND x.formation_id = f.formation_id;
	END IF;
	RETURN jalon.formation_resultat(f.formation_id);
END
$$;

RESET ROLE;
