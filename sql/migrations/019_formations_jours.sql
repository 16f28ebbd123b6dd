-- Two days that a line about a training request asks for beside faits_formation(): by when the piece that counts was said to come, and
-- when the last allowance ended, of somebody who has none left.

SET LOCAL ROLE jalon_proprietaire;

-- To be joined behind faits_formation(), some of whose columns it takes; opened by the planner too, and looks for nothing unless they ask.
--   pieces_pour_le: the day stated for the piece that counts (pieces_depuis, pieces_debiteur), the earliest of those asked for with it.
--   droits_finis: last day of the last allowance over before the first day of the training (today while none is planned), when none runs
--   then; of those that ended under the regime in force: a new regime brings its own.
--   jours_sans_revenu: with it, the days of the training that no income line covers.
CREATE FUNCTION jalon.faits_formation_jours(p_agence int, p_personne bigint, p_formation uuid, p_debut date, p_fin date, p_minutes int,
	p_rythme int, p_jour date, p_instant timestamptz, p_pieces_depuis date, p_pieces_debiteur text, p_a_droits bool)
RETURNS TABLE (pieces_pour_le date, droits_finis date, jours_sans_revenu int)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
	SELECT CASE WHEN p_pieces_depuis IS NOT NULL THEN (SELECT min(x.attendue_le) FROM jalon.formation_piece x
			WHERE x.agence_id = p_agence AND x.formation_id = p_formation AND x.annule_par IS NULL AND x.demandee_le = p_pieces_depuis
				AND x.debiteur = p_pieces_debiteur AND (x.recue_le IS NULL OR x.recue_le > p_jour)
				AND coalesce(jalon.piece_close_le(x), 'infinity') > p_jour) END,
		d.fin,
		CASE WHEN d.fin IS NOT NULL THEN coalesce((SELECT sum(upper(r) - lower(r)) FROM unnest(datemultirange(
				CASE WHEN p_debut <= p_fin THEN daterange(p_debut, p_fin, '[]')
					WHEN p_fin IS NULL AND p_debut IS NOT NULL AND p_minutes IS NOT NULL AND p_rythme IS NOT NULL THEN daterange(p_debut, p_debut + (p_minutes + p_rythme - 1) / p_rythme * 7, '[)') END)
				- coalesce((SELECT range_agg(daterange(x.du, x.au, '[)')) FROM jalon.formation_financement x
					WHERE x.agence_id = p_agence AND x.formation_id = p_formation AND x.annule_par IS NULL AND x.poste = 'remuneration'
						AND x.etat IN ('accordee', 'sans_objet') AND x.decidee_le <= p_jour), datemultirange())) r), 0)::int END
	FROM (SELECT CASE WHEN NOT p_a_droits THEN (SELECT max(x.au) - 1 FROM jalon.droit x
		WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.annule_par IS NULL
			AND (x.du <= p_jour OR x.saisi_le <= p_instant) AND x.au <= coalesce(p_debut, p_jour)
			AND x.au > coalesce((SELECT max(y.du) FROM jalon.passage y WHERE y.agence_id = p_agence AND y.personne_id = p_personne
				AND y.annule_par IS NULL AND y.du <= p_jour), '-infinity')) END AS fin) d
$$;
GRANT EXECUTE ON FUNCTION jalon.faits_formation_jours(int, bigint, uuid, date, date, int, int, date, timestamptz, date, text, bool)
	TO jalon_conseiller, jalon_responsable;

RESET ROLE;
