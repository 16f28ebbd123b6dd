-- What the counsellor's day reads: more facts about a person, and the look that follows a hint.

SET LOCAL ROLE jalon_proprietaire;

-- A participation also repeats the series of its séance, which never changes: the end of a person's series is read
-- without opening a colleague's agenda.
ALTER TABLE jalon.participation ADD COLUMN serie_id uuid;

CREATE OR REPLACE FUNCTION jalon.participation_completer() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NEW.periode IS NULL OR NEW.annulation IS NULL OR NEW.type IS NULL OR NEW.lieu IS NULL OR NEW.conseiller IS NULL THEN
		SELECT s.periode, s.annulation, s.type, s.lieu, s.conseiller, s.serie_id
		INTO NEW.periode, NEW.annulation, NEW.type, NEW.lieu, NEW.conseiller, NEW.serie_id
		FROM jalon.seance s WHERE s.agence_id = NEW.agence_id AND s.seance_id = NEW.seance_id;
	END IF;
	RETURN NEW;
END
$$;

-- The columns of 006, then those of the agenda. A booking undone (annulation '-infinity') was never given.
-- `reprises`: appointments moved or cancelled in the 366 days before, « AAAA-MM-JJ » and the side that asked (s, p),
-- newest first, at most 20.
DROP FUNCTION jalon.faits_personne(int, bigint, date, timestamptz, text);
CREATE FUNCTION jalon.faits_personne(p_agence int, p_personne bigint, p_jour date, p_instant timestamptz, p_fuseau text)
RETURNS TABLE (regime text, regime_du date, regime_au date, modalite text, dernier_contact timestamptz,
	prochain_rdv timestamptz, dernier_rdv timestamptz, rdv_sans_issue timestamptz, nb_sans_issue bigint,
	dernier_en_suspens timestamptz, premier_entretien date, dernier_point_etape date, freins_ouverts bigint,
	prochain_id uuid, prochain_type text, prochain_lieu text, prochain_minutes int, prochain_donne_le timestamptz,
	prochain_rappele_le timestamptz, conclusion_due timestamptz, nb_conclusions bigint, engagement_structure date,
	nb_engagements_structure bigint, engagement_personne date, nb_engagements_personne bigint, serie_fin date, reprises text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
	SELECT r.regime, r.du, r.au - 1, coalesce(s.modalite, 'actif'), greatest(c.le, a.honore),
		p.debut, a.dernier, a.sans_issue, a.nb_sans_issue, a.en_suspens,
		(a.premier AT TIME ZONE p_fuseau)::date, (a.point_etape AT TIME ZONE p_fuseau)::date, f.nb,
		p.seance_id, coalesce(p.type, h.type), coalesce(p.lieu, h.lieu),
		(extract(epoch FROM coalesce(p.duree, h.duree)) / 60)::int, greatest(p.cree_le, m.le), m.rappele_le,
		a.conclusion_due, a.nb_conclusions, e.structure, e.nb_structure, e.personne, e.nb_personne,
		(a.serie AT TIME ZONE p_fuseau)::date,
		(SELECT string_agg(v.reprise, ' ' ORDER BY v.reprise DESC)
			FROM (SELECT u.reprise FROM unnest(a.annules || d.deplaces) u (reprise) ORDER BY u.reprise DESC LIMIT 20) v)
	FROM (SELECT) AS une_ligne
	LEFT JOIN LATERAL (SELECT x.regime, x.du, x.au FROM jalon.passage x
		WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.annule_par IS NULL
			AND x.du <= p_jour AND (x.au IS NULL OR x.au > p_jour)
		ORDER BY x.du DESC LIMIT 1) r ON true
	LEFT JOIN LATERAL (SELECT x.modalite FROM jalon.suivi x
		WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.annule_par IS NULL
			AND x.du <= p_jour AND (x.au IS NULL OR x.au > p_jour)
		ORDER BY x.du DESC LIMIT 1) s ON true
	LEFT JOIN LATERAL (SELECT x.le FROM jalon.contact x
		WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.le <= p_instant
			AND x.joint AND x.annule_par IS NULL
		ORDER BY x.le DESC LIMIT 1) c ON true
	LEFT JOIN LATERAL (SELECT x.seance_id, lower(x.periode) AS debut, upper(x.periode) - lower(x.periode) AS duree,
			x.type, x.lieu, x.cree_le
		FROM jalon.participation x
		WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND lower(x.periode) > p_instant
			AND x.annulation > p_instant AND x.cree_le <= p_instant
			AND NOT (x.presence IN ('annule_structure', 'annule_personne') AND x.saisi_le <= p_instant)
		ORDER BY lower(x.periode) LIMIT 1) p ON true
	-- Without a next one, the habits of the last one.
	LEFT JOIN LATERAL (SELECT upper(x.periode) - lower(x.periode) AS duree, x.type, x.lieu
		FROM jalon.participation x
		WHERE p.seance_id IS NULL AND x.agence_id = p_agence AND x.personne_id = p_personne AND lower(x.periode) <= p_instant
			AND x.annulation > p_instant AND x.cree_le <= p_instant
			AND x.presence NOT IN ('annule_structure', 'annule_personne')
		ORDER BY lower(x.periode) DESC LIMIT 1) h ON true
	-- Of the next one: a move gives it anew, and asks for its reminders anew.
	LEFT JOIN LATERAL (SELECT g.le,
			(SELECT max(x.le) FROM jalon.rappel x WHERE x.agence_id = p_agence AND x.seance_id = p.seance_id
				AND x.personne_id = p_personne AND x.annule_par IS NULL AND x.le <= p_instant AND x.le > g.le) AS rappele_le
		FROM (SELECT coalesce(max(x.le), '-infinity') AS le FROM jalon.deplacement x WHERE x.agence_id = p_agence
			AND x.personne_id = p_personne AND x.seance_id = p.seance_id AND x.le <= p_instant) g
		WHERE p.seance_id IS NOT NULL) m ON true
	-- en_suspens: the last one that was ours to record, or that we cancelled: it never counts against the person (L3).
	-- A conclusion without a date came with what was loaded.
	CROSS JOIN LATERAL (SELECT max(x.debut) FILTER (WHERE x.tenu) AS dernier,
			max(x.debut) FILTER (WHERE x.tenu AND x.presence = 'present') AS honore,
			min(x.debut) FILTER (WHERE x.tenu AND x.presence = 'inconnu') AS sans_issue,
			count(*) FILTER (WHERE x.tenu AND x.presence = 'inconnu') AS nb_sans_issue,
			max(x.debut) FILTER (WHERE x.passe AND x.presence IN ('inconnu', 'annule_structure')) AS en_suspens,
			min(x.debut) FILTER (WHERE x.tenu AND x.presence = 'present' AND x.jour >= r.du) AS premier,
			max(x.debut) FILTER (WHERE x.tenu AND x.presence = 'present' AND x.jour >= r.du
				AND x.type = 'point_etape') AS point_etape,
			min(x.debut) FILTER (WHERE x.tenu AND x.presence = 'present' AND NOT x.conclu) AS conclusion_due,
			count(*) FILTER (WHERE x.tenu AND x.presence = 'present' AND NOT x.conclu) AS nb_conclusions,
			max(x.debut) FILTER (WHERE x.serie_id IS NOT NULL AND x.jour >= p_jour - 14 AND x.annulation > p_instant
				AND NOT x.annule) AS serie,
			array_agg(to_char((least(x.saisi_le, x.annulation)) AT TIME ZONE p_fuseau, 'YYYY-MM-DD')
					|| CASE x.presence WHEN 'annule_personne' THEN 'p' ELSE 's' END)
				FILTER (WHERE (x.annule OR x.annulation <= p_instant)
					AND least(x.saisi_le, x.annulation) > p_instant - interval '366 days') AS annules
		FROM (SELECT y.presence, y.type, y.serie_id, y.annulation, w.*,
				CASE WHEN w.annule THEN y.saisi_le END AS saisi_le,
				w.passe AND y.annulation > p_instant AND y.presence NOT IN ('annule_structure', 'annule_personne') AS tenu,
				y.conclusion <> '' AND (y.conclue_le IS NULL OR y.conclue_le <= p_instant) AS conclu
			FROM jalon.participation y
			CROSS JOIN LATERAL (SELECT lower(y.periode) AS debut, (lower(y.periode) AT TIME ZONE p_fuseau)::date AS jour,
				lower(y.periode) <= p_instant AS passe,
				y.presence IN ('annule_structure', 'annule_personne') AND y.saisi_le <= p_instant AS annule) w
			WHERE y.agence_id = p_agence AND y.personne_id = p_personne AND y.cree_le <= p_instant
				AND y.annulation > '-infinity'
			OFFSET 0) x) a -- OFFSET: each of these is computed once a row, not once an aggregate
	CROSS JOIN LATERAL (SELECT array_agg(to_char(x.le AT TIME ZONE p_fuseau, 'YYYY-MM-DD') || left(x.demandeur, 1)) AS deplaces
		FROM jalon.deplacement x
		WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.le <= p_instant AND x.le > p_instant - interval '366 days'
			AND (SELECT y.annulation FROM jalon.participation y WHERE y.agence_id = p_agence AND y.seance_id = x.seance_id
				AND y.personne_id = p_personne) > '-infinity') d
	CROSS JOIN LATERAL (SELECT min(x.echeance) FILTER (WHERE x.debiteur = 'structure') AS structure,
			count(*) FILTER (WHERE x.debiteur = 'structure' AND x.echeance <= p_jour) AS nb_structure,
			min(x.echeance) FILTER (WHERE x.debiteur = 'personne') AS personne,
			count(*) FILTER (WHERE x.debiteur = 'personne' AND x.echeance <= p_jour) AS nb_personne
		FROM jalon.engagement x
		WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.annule_par IS NULL AND x.saisi_le <= p_instant
			AND (x.tenu_le IS NULL OR x.tenu_le > p_jour)) e
	CROSS JOIN LATERAL (SELECT count(*) AS nb FROM jalon.frein x
		WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.annule_par IS NULL
			AND x.du <= p_jour AND (x.leve_le IS NULL OR x.leve_le > p_jour)) f
$$;
GRANT EXECUTE ON FUNCTION jalon.faits_personne(int, bigint, date, timestamptz, text) TO jalon_conseiller, jalon_responsable;

-- How far the history has gone, for queries/changements.sql: a number, which tells how much is written and no more.
GRANT SELECT ON SEQUENCE jalon.historique_historique_id_seq TO jalon_conseiller, jalon_responsable;

RESET ROLE;
