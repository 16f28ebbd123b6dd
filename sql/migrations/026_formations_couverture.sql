-- Days of a training that an allowance begun later pays are not uncovered (T5). Once entered or ended, its days are those of the course,
-- which are corrected when they were mistyped: the clocks of entry, of the check and of the follow-up start from them. A ground said
-- twice is one ground (T4).

SET LOCAL ROLE jalon_proprietaire;

-- As in 017, with a.jours: every day of an allowance begun or recorded by then.
CREATE OR REPLACE FUNCTION jalon.faits_formation(p_agence int, p_personne bigint, p_formation uuid, p_debut date, p_fin date, p_minutes int,
	p_rythme int, p_jour date, p_instant timestamptz)
RETURNS TABLE (etape text, depuis date, evoquee_le date, deposee_le date, decidee_le date, accordee_le date, financee_le date,
	entree_le date, finie_le date, pointee_le date, suivie_le date, financeur text, delai_jours int, suspendus int,
	pieces_attendues int, pieces_depuis date, pieces_debiteur text, couts_manquants int, prealables_manquants int,
	droits_fin date, a_droits bool, jours_decouverts int, contestable bool, sans_contre_proposition bool)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
	SELECT e.etape, e.depuis, e.evoquee_le, e.deposee_le, e.decidee_le, e.accordee_le, e.financee_le, e.entree_le, e.finie_le,
		e.pointee_le, e.suivie_le, e.financeur, (SELECT x.delai_jours FROM jalon.financeur x WHERE x.code = e.financeur), e.suspendus,
		p.nb, p.depuis, p.debiteur,
		CASE WHEN t.jours IS NULL THEN 0 ELSE CASE WHEN l.pedagogie @> t.jours THEN 0 ELSE 1 END
			+ CASE WHEN l.remuneration @> t.jours THEN 0 ELSE 2 END + CASE WHEN l.frais @> t.jours THEN 0 ELSE 4 END END,
		7 - (SELECT count(*) FROM jalon.formation_prealable x WHERE x.agence_id = p_agence AND x.formation_id = p_formation
			AND x.annule_par IS NULL AND x.le <= p_jour)::int,
		d.fin, d.fin IS NOT NULL OR d.ouvert,
		coalesce((SELECT sum(upper(r) - lower(r)) FROM unnest(datemultirange(t.cours * daterange(d.fin, NULL, '()'))
			- coalesce(l.remuneration, datemultirange()) - coalesce(a.jours, datemultirange())) r WHERE d.fin IS NOT NULL AND NOT upper_inf(t.cours)), 0)::int,
		e.contestable, e.sans_contre
	FROM (SELECT CASE WHEN p_debut <= p_fin THEN daterange(p_debut, p_fin, '[]') END AS jours,
			CASE WHEN p_debut <= p_fin THEN daterange(p_debut, p_fin, '[]')
				WHEN p_fin IS NULL THEN daterange(p_debut, p_debut + (p_minutes + p_rythme - 1) / p_rythme * 7, '[)') END AS cours) t
	CROSS JOIN LATERAL (SELECT (array_agg(v.vers ORDER BY v.rang DESC))[1] AS etape,
			(array_agg(v.le ORDER BY v.rang DESC) FILTER (WHERE v.de <> v.vers))[1] AS depuis,
			min(v.le) FILTER (WHERE v.geste = 'evoquer') AS evoquee_le,
			max(v.le) FILTER (WHERE v.geste IN ('deposer', 'contester')) AS deposee_le,
			max(v.le) FILTER (WHERE v.geste IN ('accorder', 'refuser', 'contre_proposer')) AS decidee_le,
			max(v.le) FILTER (WHERE v.geste IN ('accorder', 'accepter')) AS accordee_le,
			max(v.le) FILTER (WHERE v.geste = 'financer') AS financee_le, CASE WHEN bool_or(v.geste = 'entrer') THEN coalesce(p_debut, max(v.le) FILTER (WHERE v.geste = 'entrer')) END AS entree_le,
			CASE WHEN bool_or(v.geste = 'achever') THEN coalesce(p_fin, max(v.le) FILTER (WHERE v.geste = 'achever'))
				ELSE max(v.le) FILTER (WHERE v.vers = 'abandonnee_apres' AND v.de <> v.vers) END AS finie_le,
			max(v.le) FILTER (WHERE v.geste = 'point_tiers') AS pointee_le, max(v.le) FILTER (WHERE v.geste = 'suivre') AS suivie_le,
			(array_agg(v.financeur ORDER BY v.rang DESC) FILTER (WHERE v.geste = 'deposer'))[1] AS financeur,
			coalesce(sum(v.le - v.avant) FILTER (WHERE v.de = 'pieces_demandees' AND v.rang > v.depot), 0)::int AS suspendus,
			coalesce((array_agg(v.geste = 'refuser' AND v.motifs <@ '{metier_non_en_tension}' ORDER BY v.rang DESC)
				FILTER (WHERE v.vers = 'refusee'))[1], false) AS contestable,
			coalesce((array_agg(v.geste = 'refuser' AND v.contre_proposition = '' ORDER BY v.rang DESC)
				FILTER (WHERE v.vers = 'refusee'))[1], false) AS sans_contre
		FROM (SELECT w.*, lag(w.le) OVER (ORDER BY w.rang) AS avant,
				max(w.rang) FILTER (WHERE w.geste IN ('deposer', 'contester')) OVER () AS depot
			FROM jalon.formation_evenement w WHERE w.agence_id = p_agence AND w.formation_id = p_formation AND w.annule_par IS NULL
				AND w.le <= p_jour AND w.geste <> 'echange') v) e
	CROSS JOIN LATERAL (SELECT count(*)::int AS nb, -- of anybody else before the person: 000:577
			(array_agg(x.demandee_le ORDER BY x.debiteur = 'personne', x.demandee_le, x.saisi_le, x.piece_id))[1] AS depuis,
			(array_agg(x.debiteur ORDER BY x.debiteur = 'personne', x.demandee_le, x.saisi_le, x.piece_id))[1] AS debiteur
		FROM jalon.formation_piece x WHERE x.agence_id = p_agence AND x.formation_id = p_formation AND x.annule_par IS NULL
			AND x.demandee_le <= p_jour AND (x.recue_le IS NULL OR x.recue_le > p_jour) AND e.etape = 'pieces_demandees'
			AND coalesce(jalon.piece_close_le(x), 'infinity') > p_jour) p
	CROSS JOIN LATERAL (SELECT range_agg(daterange(x.du, x.au, '[)')) FILTER (WHERE x.poste = 'pedagogie') AS pedagogie,
			range_agg(daterange(x.du, x.au, '[)')) FILTER (WHERE x.poste = 'remuneration') AS remuneration,
			range_agg(daterange(x.du, x.au, '[)')) FILTER (WHERE x.poste = 'frais_annexes') AS frais
		FROM jalon.formation_financement x WHERE x.agence_id = p_agence AND x.formation_id = p_formation AND x.annule_par IS NULL
			AND x.etat IN ('accordee', 'sans_objet') AND x.decidee_le <= p_jour) l
	CROSS JOIN LATERAL (SELECT range_agg(daterange(x.du, x.au, '[)')) AS jours FROM jalon.droit x
		WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.annule_par IS NULL
			AND (x.du <= p_jour OR x.saisi_le <= p_instant)) a
	CROSS JOIN LATERAL (SELECT max(upper(m) - 1) AS fin, coalesce(bool_or(upper_inf(m)), false) AS ouvert
		FROM unnest(a.jours) m WHERE m @> coalesce(p_debut, p_jour)) d
$$;

-- As in 019; days that a later allowance pays are not among jours_sans_revenu.
CREATE OR REPLACE FUNCTION jalon.faits_formation_jours(p_agence int, p_personne bigint, p_formation uuid, p_debut date, p_fin date, p_minutes int,
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
						AND x.etat IN ('accordee', 'sans_objet') AND x.decidee_le <= p_jour), datemultirange())
				- coalesce((SELECT range_agg(daterange(x.du, x.au, '[)')) FROM jalon.droit x
					WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.annule_par IS NULL
						AND (x.du <= p_jour OR x.saisi_le <= p_instant)), datemultirange())) r), 0)::int END
	FROM (SELECT CASE WHEN NOT p_a_droits THEN (SELECT max(x.au) - 1 FROM jalon.droit x
		WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.annule_par IS NULL
			AND (x.du <= p_jour OR x.saisi_le <= p_instant) AND x.au <= coalesce(p_debut, p_jour)
			AND x.au > coalesce((SELECT max(y.du) FROM jalon.passage y WHERE y.agence_id = p_agence AND y.personne_id = p_personne
				AND y.annule_par IS NULL AND y.du <= p_jour), '-infinity')) END AS fin) d
$$;

RESET ROLE;
