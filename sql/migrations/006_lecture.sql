-- What one line of a portfolio is made of: the facts about one person as of a day and an instant.
-- A function that the planner opens (no SET, SECURITY INVOKER): row-level security holds for whoever asks.

SET LOCAL ROLE jalon_proprietaire;

-- The instant that stands for « now » in a query: now itself, or the end of the day that --au names.
CREATE FUNCTION jalon.instant_de(p_au date) RETURNS timestamptz
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF p_au IS NULL OR p_au = jalon.aujourdhui() THEN
		RETURN jalon.maintenant();
	END IF;
	RETURN ((p_au + 1)::timestamp AT TIME ZONE jalon.fuseau()) - interval '1 microsecond';
END
$$;

-- Local date and minute, as the program reads moments.
CREATE FUNCTION jalon.moment_texte(p_instant timestamptz, p_fuseau text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
	SELECT pg_catalog.to_char(p_instant AT TIME ZONE p_fuseau, 'YYYY-MM-DD"T"HH24:MI')
$$;

CREATE FUNCTION jalon.faits_personne(p_agence int, p_personne bigint, p_jour date, p_instant timestamptz, p_fuseau text)
RETURNS TABLE (regime text, regime_du date, regime_au date, modalite text, dernier_contact timestamptz,
	prochain_rdv timestamptz, dernier_rdv timestamptz, rdv_sans_issue timestamptz, nb_sans_issue bigint,
	dernier_en_suspens timestamptz, premier_entretien date, dernier_point_etape date, freins_ouverts bigint)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
	SELECT r.regime, r.du, r.au - 1, coalesce(s.modalite, 'actif'), greatest(c.le, a.honore),
		p.debut, a.dernier, a.sans_issue, a.nb_sans_issue, a.en_suspens,
		(a.premier AT TIME ZONE p_fuseau)::date, (a.point_etape AT TIME ZONE p_fuseau)::date, f.nb
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
	LEFT JOIN LATERAL (SELECT lower(x.periode) AS debut FROM jalon.participation x
		WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND lower(x.periode) > p_instant
			AND x.annulation > p_instant AND x.cree_le <= p_instant
			AND NOT (x.presence IN ('annule_structure', 'annule_personne') AND x.saisi_le <= p_instant)
		ORDER BY lower(x.periode) LIMIT 1) p ON true
	-- en_suspens: the last one that was ours to record, or that we cancelled: it never counts against the person (L3).
	CROSS JOIN LATERAL (SELECT max(x.debut) FILTER (WHERE x.maintenu) AS dernier,
			max(x.debut) FILTER (WHERE x.maintenu AND x.presence = 'present') AS honore,
			min(x.debut) FILTER (WHERE x.maintenu AND x.presence = 'inconnu') AS sans_issue,
			count(*) FILTER (WHERE x.maintenu AND x.presence = 'inconnu') AS nb_sans_issue,
			max(x.debut) FILTER (WHERE x.presence IN ('inconnu', 'annule_structure')) AS en_suspens,
			min(x.debut) FILTER (WHERE x.maintenu AND x.presence = 'present' AND x.jour >= r.du) AS premier,
			max(x.debut) FILTER (WHERE x.maintenu AND x.presence = 'present' AND x.jour >= r.du
				AND x.type = 'point_etape') AS point_etape
		FROM (SELECT lower(y.periode) AS debut, (lower(y.periode) AT TIME ZONE p_fuseau)::date AS jour, y.presence, y.type,
				y.annulation > p_instant AND y.presence NOT IN ('annule_structure', 'annule_personne') AS maintenu
			FROM jalon.participation y
			WHERE y.agence_id = p_agence AND y.personne_id = p_personne AND lower(y.periode) <= p_instant
				AND y.cree_le <= p_instant) x) a
	CROSS JOIN LATERAL (SELECT count(*) AS nb FROM jalon.frein x
		WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.annule_par IS NULL
			AND x.du <= p_jour AND (x.leve_le IS NULL OR x.leve_le > p_jour)) f
$$;

GRANT EXECUTE ON FUNCTION jalon.instant_de(date), jalon.moment_texte(timestamptz, text),
	jalon.faits_personne(int, bigint, date, timestamptz, text) TO jalon_conseiller, jalon_responsable;

RESET ROLE;
