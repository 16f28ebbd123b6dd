-- What a line about a training request is made of.

SET LOCAL ROLE jalon_proprietaire;

-- Of one request as of a day: what happened by then, whenever it was recorded; etape NULL: not raised yet. One function that the planner
-- opens, as jalon.faits_personne; struct training of core/training/training.h says what each column is. Last days are included.
--   deposee_le, financeur: of the last filing, a refusal contested being filed again where it was. decidee_le: the funder's last answer.
--   suspendus: days since that filing during which pieces were awaited, spans that are over only; a decision ends a span too.
--   couts_manquants: 1 pédagogie, 2 rémunération, 4 frais annexes; nothing is missing of a training without dates.
--   jours_decouverts: of a training whose last day is not known, up to the day that its hours and pace lead to.
--   droits_fin: of the allowances begun or recorded by then that follow each other without a gap, around the first day of the training.
CREATE FUNCTION jalon.faits_formation(p_agence int, p_personne bigint, p_formation uuid, p_debut date, p_fin date, p_minutes int,
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
			- coalesce(l.remuneration, datemultirange())) r WHERE d.fin IS NOT NULL AND NOT upper_inf(t.cours)), 0)::int,
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
			max(v.le) FILTER (WHERE v.geste = 'financer') AS financee_le, max(v.le) FILTER (WHERE v.geste = 'entrer') AS entree_le,
			max(v.le) FILTER (WHERE v.geste = 'achever' OR v.vers = 'abandonnee_apres' AND v.de <> v.vers) AS finie_le,
			max(v.le) FILTER (WHERE v.geste = 'point_tiers') AS pointee_le, max(v.le) FILTER (WHERE v.geste = 'suivre') AS suivie_le,
			(array_agg(v.financeur ORDER BY v.rang DESC) FILTER (WHERE v.geste = 'deposer'))[1] AS financeur,
			coalesce(sum(v.le - v.avant) FILTER (WHERE v.de = 'pieces_demandees' AND v.rang > v.depot), 0)::int AS suspendus,
			coalesce((array_agg(v.geste = 'refuser' AND v.motifs = '{metier_non_en_tension}' ORDER BY v.rang DESC)
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
	CROSS JOIN LATERAL (SELECT max(upper(m) - 1) AS fin, coalesce(bool_or(upper_inf(m)), false) AS ouvert
		FROM (SELECT unnest(range_agg(daterange(x.du, x.au, '[)'))) AS m FROM jalon.droit x
			WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.annule_par IS NULL
				AND (x.du <= p_jour OR x.saisi_le <= p_instant)) u
		WHERE m @> coalesce(p_debut, p_jour)) d
$$;
GRANT EXECUTE ON FUNCTION jalon.faits_formation(int, bigint, uuid, date, date, int, int, date, timestamptz) TO jalon_conseiller, jalon_responsable;

-- As in 014; nobody is no person, even when another transaction of the session has kept one before.
CREATE OR REPLACE FUNCTION jalon.personne_lue(p_identifiant text) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_lue text := nullif(current_setting('jalon.personne_lue', true), '');
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

-- Agency-wide lists: open ones, and those that moved within a year.
CREATE INDEX formation_recentes ON jalon.formation (agence_id, etape_le) WHERE annule_par IS NULL;

RESET ROLE;
