-- Once entered, the days of a course that are corrected leave nothing that happened outside of it.

SET LOCAL ROLE jalon_proprietaire;

-- As in 016; and neither an absence, nor the check at one third, nor the end are left outside.
CREATE OR REPLACE FUNCTION jalon.formation_decrire_garder(p_avant jalon.formation, p_apres jalon.formation) RETURNS void
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
	ELSIF p_apres.debut > (SELECT min(x.le) FROM jalon.formation_evenement x WHERE x.agence_id = p_avant.agence_id
		AND x.formation_id = p_avant.formation_id AND x.annule_par IS NULL AND x.geste IN ('point_tiers', 'achever')) THEN
		PERFORM jalon.refuser('formation_evenement_ordre', 'debut', 'cette date suit ce qui est déjà noté de la formation');
	ELSIF EXISTS (SELECT FROM jalon.formation_absence x WHERE x.agence_id = p_avant.agence_id AND x.formation_id = p_avant.formation_id
		AND x.annule_par IS NULL AND x.du < p_apres.debut AND x.du >= p_avant.debut) THEN
		PERFORM jalon.refuser('formation_absence_hors', 'debut', 'une absence est notée avant ce premier jour');
	ELSIF EXISTS (SELECT FROM jalon.formation_absence x WHERE x.agence_id = p_avant.agence_id AND x.formation_id = p_avant.formation_id
		AND x.annule_par IS NULL AND x.au > p_apres.fin + 1 AND x.au <= coalesce(p_avant.fin, 'infinity') + 1) THEN
		PERFORM jalon.refuser('formation_absence_hors', 'fin', 'une absence est notée après ce dernier jour');
	END IF;
END
$$;

RESET ROLE;
