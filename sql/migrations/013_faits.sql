-- What a portfolio line is made of, with the contract, the ledger of all debtors, hours and what goes with them.

SET LOCAL ROLE jalon_proprietaire;

-- The columns of 010, then struct contract_summary and what follows it in core/portfolio/facts.h. Still one function that
-- the planner opens: each table is looked at once for a person, by an index that leads with the agency and the person.
DROP FUNCTION jalon.faits_personne(int, bigint, date, timestamptz, text);
CREATE FUNCTION jalon.faits_personne(p_agence int, p_personne bigint, p_jour date, p_instant timestamptz, p_fuseau text)
RETURNS TABLE (regime text, regime_du date, regime_au date, modalite text, dernier_contact timestamptz,
	prochain_rdv timestamptz, dernier_rdv timestamptz, rdv_sans_issue timestamptz, nb_sans_issue bigint,
	dernier_en_suspens timestamptz, premier_entretien date, dernier_point_etape date, freins_ouverts bigint,
	prochain_id uuid, prochain_type text, prochain_lieu text, prochain_minutes int, prochain_donne_le timestamptz,
	prochain_rappele_le timestamptz, conclusion_due timestamptz, nb_conclusions bigint, engagement_structure date,
	nb_engagements_structure bigint, engagement_personne date, nb_engagements_personne bigint, serie_fin date, reprises text,
	contrat_id uuid, contrat_attente bool, contrat_signe_le date, contrat_signe_personne date, contrat_signe_structure date,
	contrat_debut date, contrat_fin date, contrat_dernier date, contrat_rang int, contrat_actions bigint, contrat_visees bigint,
	contrat_structurante bool, contrat_intensif bool, contrat_intensif_depuis date, contrat_choisi_le date,
	contrat_suivi bool,
	oriente_le date, informe_le date, diagnostique_le date, demande_depuis timestamptz, reclamation_depuis timestamptz,
	compensation_due date, nb_compensations bigint, engagement_tiers date, engagement_tiers_debiteur text, nb_engagements_tiers bigint,
	semaine_declarees int, semaine_validees int, semaine_cible int, semaine_absents int,
	precedente_declarees int, precedente_validees int, precedente_cible int, precedente_absents int, heures_a_valider date)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1 AS $$
	SELECT r.regime, r.du, r.au - 1, coalesce(s.modalite, 'actif'), greatest(c.le, a.honore),
		a.debut, a.dernier, a.sans_issue, a.nb_sans_issue, a.en_suspens,
		(a.premier AT TIME ZONE p_fuseau)::date, (a.point_etape AT TIME ZONE p_fuseau)::date, f.nb,
		a.prochain, a.type, a.lieu, (extract(epoch FROM a.duree) / 60)::int, a.donne_le,
		(SELECT max(x.le) FROM jalon.rappel x WHERE x.agence_id = p_agence AND x.seance_id = a.prochain
			AND x.personne_id = p_personne AND x.annule_par IS NULL AND x.le <= p_instant AND x.le > a.deplace_le),
		a.conclusion_due, a.nb_conclusions, e.structure, e.nb_structure, e.personne, e.nb_personne,
		(a.serie AT TIME ZONE p_fuseau)::date,
		(SELECT string_agg(v.reprise, ' ' ORDER BY v.reprise DESC)
			FROM (SELECT u.reprise FROM unnest(a.annules || a.deplaces) u (reprise) ORDER BY u.reprise DESC LIMIT 20) v),
		k.contrat_id, coalesce(k.attente, false), k.signe_le, k.signe_personne, k.signe_structure, k.debut, k.fin, k.dernier, k.rang::int,
		CASE WHEN k.rang IS NULL THEN 0 ELSE e.actions END, CASE WHEN k.rang IS NULL THEN 0 ELSE e.visees END,
		k.rang IS NOT NULL AND e.structurante, coalesce(k.intensif, false), k.intensif_depuis,
		CASE WHEN k.choisi_le >= k.intensif_depuis THEN k.choisi_le END, coalesce(k.suivi, false),
		(SELECT max(x.notifiee_le) FROM jalon.orientation x WHERE x.agence_id = p_agence AND x.personne_id = p_personne
			AND x.annule_par IS NULL AND x.notifiee_le <= p_jour),
		(SELECT max(x.le) FROM jalon.information_droits x WHERE x.agence_id = p_agence AND x.personne_id = p_personne
			AND x.annule_par IS NULL AND x.le BETWEEN r.du AND p_jour),
		(SELECT max(x.le) FROM jalon.diagnostic x WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.le <= p_jour),
		d1.demande, d1.reclamation, g.due, g.nb, e.tiers, e.debiteur_tiers, e.nb_tiers,
		h1.declarees1, h1.validees1, coalesce(o1.cible1, k.cible1, -1), a1.jours1::int,
		h1.declarees2, h1.validees2, coalesce(o1.cible2, k.cible2, -1), a1.jours2::int,
		(SELECT min(x.jour) FROM jalon.activite x WHERE x.agence_id = p_agence AND x.personne_id = p_personne
			AND x.annule_par IS NULL AND x.jour <= p_jour
			AND CASE WHEN x.validee_le IS NULL THEN 'infinity'::timestamptz ELSE x.validee_le END > p_instant)
	FROM (SELECT p_jour - extract(isodow FROM p_jour)::int + 1 AS lundi) s0
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
	-- Appointments, and the moves of them, are read once; one undone (annulation '-infinity') was never given. Of those given
	-- by then: the next one (p); without it the habits of the last one (h); what is counted (n). en_suspens: the last one that
	-- was ours to record, or that we cancelled: it never counts against the person (L3). A conclusion without a date came with
	-- what was loaded. A move gives the next one anew, and asks for its reminders anew.
	CROSS JOIN LATERAL (WITH x AS MATERIALIZED (
			SELECT y.seance_id, y.presence, y.type, y.lieu, y.serie_id, y.annulation, y.cree_le, w.*, upper(y.periode) - w.debut AS duree,
				y.cree_le <= p_instant AS donne, CASE WHEN w.annule THEN y.saisi_le END AS saisi_le,
				w.passe AND y.annulation > p_instant AND y.presence NOT IN ('annule_structure', 'annule_personne') AS tenu,
				y.conclusion <> '' AND (y.conclue_le IS NULL OR y.conclue_le <= p_instant) AS conclu
			FROM jalon.participation y
			CROSS JOIN LATERAL (SELECT lower(y.periode) AS debut, (lower(y.periode) AT TIME ZONE p_fuseau)::date AS jour,
				lower(y.periode) <= p_instant AS passe,
				y.presence IN ('annule_structure', 'annule_personne') AND y.saisi_le <= p_instant AS annule) w
			WHERE y.agence_id = p_agence AND y.personne_id = p_personne AND y.annulation > '-infinity'
		), z AS MATERIALIZED (
			SELECT y.seance_id, y.le, y.demandeur FROM jalon.deplacement y
			WHERE y.agence_id = p_agence AND y.personne_id = p_personne AND y.le <= p_instant
		)
		SELECT n.*, p.seance_id AS prochain, p.debut, coalesce(p.type, h.type) AS type, coalesce(p.lieu, h.lieu) AS lieu,
			coalesce(p.duree, h.duree) AS duree, greatest(p.cree_le, d.le) AS donne_le, d.le AS deplace_le,
			(SELECT array_agg(to_char(z.le AT TIME ZONE p_fuseau, 'YYYY-MM-DD') || left(z.demandeur, 1)) FROM z
				WHERE z.le > p_instant - interval '366 days' AND z.seance_id IN (SELECT x.seance_id FROM x)) AS deplaces
		FROM (SELECT max(x.debut) FILTER (WHERE x.tenu) AS dernier,
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
				min(x.debut) FILTER (WHERE NOT x.passe AND x.annulation > p_instant AND NOT x.annule) AS suivant,
				array_agg(to_char((least(x.saisi_le, x.annulation)) AT TIME ZONE p_fuseau, 'YYYY-MM-DD')
						|| CASE x.presence WHEN 'annule_personne' THEN 'p' ELSE 's' END)
					FILTER (WHERE (x.annule OR x.annulation <= p_instant)
						AND least(x.saisi_le, x.annulation) > p_instant - interval '366 days') AS annules
			FROM x WHERE x.donne) n
		LEFT JOIN LATERAL (SELECT x.* FROM x WHERE x.donne AND x.debut = n.suivant AND x.annulation > p_instant AND NOT x.annule
			LIMIT 1) p ON true
		LEFT JOIN LATERAL (SELECT x.type, x.lieu, x.duree FROM x WHERE n.suivant IS NULL AND x.donne AND x.debut = n.dernier AND x.tenu
			LIMIT 1) h ON true
		LEFT JOIN LATERAL (SELECT coalesce(max(z.le), '-infinity') AS le FROM z WHERE z.seance_id = p.seance_id) d ON p.seance_id IS NOT NULL
	) a
	-- Contracts as of the day. v0, v1, v2: rank of the version that binds on the day, on its Monday, on the Monday before
	-- (core/engagement/contract.h: the last one that both had signed); va: of one that waits for a signature. Ranks follow
	-- each other from 1: they index the versions' arrays. A contract in force comes first, then one signed ahead, then one
	-- prepared; as of a day, what closed it later is not known. Contracts are a suite of intensive ones while none is missing and none is other (003:4428).
	LEFT JOIN LATERAL (SELECT CASE WHEN z.ordre < 3 THEN z.contrat_id END AS contrat_id, z.ordre < 3 AND z.attente AS attente,
			CASE WHEN z.ordre < 3 THEN z.signe_le END AS signe_le, CASE WHEN z.ordre < 3 THEN z.debut END AS debut,
			CASE WHEN z.ordre < 3 THEN z.fin END AS fin, CASE WHEN z.ordre < 3 THEN z.v0 END AS rang, z.ordre < 3 AND z.intensif AS intensif,
			CASE WHEN z.ordre = 3 THEN NULL WHEN z.attente THEN z.attend_personne ELSE z.signe_personne END AS signe_personne,
			CASE WHEN z.ordre = 3 THEN NULL WHEN z.attente THEN z.attend_structure ELSE z.signe_structure END AS signe_structure,
			z.ordre = 0 AND min(z.debut) FILTER (WHERE z.ordre = 1) OVER () <= z.fin + 1 AS suivi, -- another is signed for when it ends
			CASE WHEN z.ordre > 0 THEN max(z.hors) FILTER (WHERE z.hors <= p_jour AND z.hors > z.debut) OVER () - 1 END AS dernier,
			max(z.cible1) OVER () AS cible1, max(z.cible2) OVER () AS cible2,
			CASE WHEN z.ordre < 3 AND z.intensif THEN min(z.debut) OVER suite END AS intensif_depuis,
			CASE WHEN z.ordre < 3 AND z.intensif THEN max(z.choix_le) OVER suite END AS choisi_le
		FROM (SELECT y.*, sum(CASE WHEN y.suit THEN 0 ELSE 1 END) OVER (ORDER BY y.debut, y.contrat_id) AS suite
			FROM (SELECT x.*, coalesce(x.intensif AND lag(x.intensif) OVER (ORDER BY x.debut, x.contrat_id)
					AND lag(x.hors) OVER (ORDER BY x.debut, x.contrat_id) >= x.debut, false) AS suit
				FROM (SELECT c.contrat_id, c.debut, v.v0, v.va IS NOT NULL AS attente, h.hors,
						CASE WHEN v.v0 IS NOT NULL AND c.debut <= p_jour AND h.hors > p_jour THEN 0 WHEN v.v0 IS NOT NULL AND c.debut > p_jour THEN 1
							WHEN v.v0 IS NULL AND v.va IS NOT NULL THEN 2 ELSE 3 END AS ordre,
						coalesce(v.intensifs[coalesce(v.v0, v.va)], false) AS intensif,
						greatest(v.personnes[v.v0], v.structures[v.v0]) AS signe_le, v.personnes[v.v0] AS signe_personne, v.structures[v.v0] AS signe_structure,
						nullif(CASE WHEN v.v0 IS NULL THEN coalesce(v.fins[v.va], 'infinity') ELSE h.hors END, 'infinity') - 1 AS fin,
						CASE WHEN v.personnes[v.va] <= p_jour THEN v.personnes[v.va] END AS attend_personne,
						CASE WHEN v.structures[v.va] <= p_jour THEN v.structures[v.va] END AS attend_structure,
						CASE WHEN c.debut <= s0.lundi AND least(h.clos, v.fins[v.v1], 'infinity') > s0.lundi THEN v.cibles[v.v1] END AS cible1,
						CASE WHEN c.debut <= s0.lundi - 7 AND least(h.clos, v.fins[v.v2], 'infinity') > s0.lundi - 7 THEN v.cibles[v.v2] END AS cible2,
						CASE WHEN c.choix_le <= p_jour THEN c.choix_le END AS choix_le
					FROM jalon.contrat c
					CROSS JOIN LATERAL (SELECT max(w.rang) FILTER (WHERE w.signe_le <= p_jour) AS v0, max(w.rang) FILTER (WHERE w.signe_le <= s0.lundi) AS v1,
							max(w.rang) FILTER (WHERE w.signe_le <= s0.lundi - 7) AS v2,
							max(w.rang) FILTER (WHERE (w.signe_le IS NULL OR w.signe_le > p_jour) AND w.cree_le <= p_instant
								AND (w.abandonnee_le IS NULL OR w.abandonnee_le > p_jour)) AS va,
							array_agg(w.fin ORDER BY w.rang) AS fins, array_agg(w.cible_minutes ORDER BY w.rang) AS cibles,
							array_agg(w.intensif ORDER BY w.rang) AS intensifs, array_agg(w.signe_personne_le ORDER BY w.rang) AS personnes,
							array_agg(w.signe_structure_le ORDER BY w.rang) AS structures
						FROM (SELECT u.*, CASE WHEN u.signee_le IS NOT NULL THEN greatest(u.signe_personne_le, u.signe_structure_le) END AS signe_le
							FROM jalon.contrat_version u WHERE u.agence_id = p_agence AND u.contrat_id = c.contrat_id) w) v
					CROSS JOIN LATERAL (SELECT g1.clos, least(g1.clos, v.fins[v.v0], 'infinity') AS hors FROM (SELECT
						CASE WHEN c.clos_le <= p_jour OR p_jour >= (SELECT jalon.aujourdhui()) THEN c.clos_le END AS clos) g1) h
					WHERE c.agence_id = p_agence AND c.personne_id = p_personne AND c.annule_par IS NULL
						AND (v.v0 IS NOT NULL OR v.va IS NOT NULL)) x) y) z
		WINDOW suite AS (PARTITION BY z.suite)
		ORDER BY z.ordre, z.debut DESC LIMIT 1) k ON true
	CROSS JOIN LATERAL (SELECT min(x.echeance) FILTER (WHERE x.ouverte) AS due, count(*) FILTER (WHERE x.ouverte) AS nb,
			coalesce(array_agg(x.engagement_id) FILTER (WHERE x.remise_le <= p_jour AND x.engagement_id IS NOT NULL), '{}') AS compenses
		FROM (SELECT y.*, y.ouverte_le <= p_instant AND (y.remise_le IS NULL OR y.remise_le > p_jour) AS ouverte
			FROM jalon.compensation y WHERE y.agence_id = p_agence AND y.personne_id = p_personne AND y.annule_par IS NULL) x) g
	-- What is owed: a conclusion's from the day it was written, a contract's while a version in force holds it; neither kept,
	-- nor excused, nor compensated. With a cadence, due again that long after the last time kept or made up for
	-- (core/engagement/ledger.h); what was made up for is looked for in the few lines that have some.
	CROSS JOIN LATERAL (SELECT min(x.due) FILTER (WHERE x.debiteur = 'structure') AS structure,
			count(*) FILTER (WHERE x.debiteur = 'structure' AND x.due <= p_jour) AS nb_structure,
			min(x.due) FILTER (WHERE x.debiteur = 'personne') AS personne,
			count(*) FILTER (WHERE x.debiteur = 'personne' AND x.due <= p_jour) AS nb_personne,
			min(x.due) FILTER (WHERE x.tiers) AS tiers, count(*) FILTER (WHERE x.tiers AND x.due <= p_jour) AS nb_tiers,
			(array_agg(x.debiteur ORDER BY x.due, x.debiteur) FILTER (WHERE x.tiers AND x.due IS NOT NULL))[1] AS debiteur_tiers,
			count(*) FILTER (WHERE x.action) AS actions, count(*) FILTER (WHERE x.visee_emploi) AS visees,
			coalesce(bool_or(x.structurante), false) AS structurante
		FROM (SELECT w.tenu AND y.visee_emploi AS visee_emploi, w.tenu AND y.action AS action, w.tenu AND y.structurante AS structurante,
				y.debiteur, w.ouvert AND y.debiteur NOT IN ('structure', 'personne') AS tiers,
				CASE WHEN NOT w.ouvert THEN NULL WHEN y.cadence = 'unique' THEN y.echeance
					ELSE greatest(y.echeance, greatest((SELECT t.le FROM jalon.tenue t WHERE t.agence_id = p_agence AND t.engagement_id = y.engagement_id
							AND t.annule_par IS NULL AND t.le <= p_jour ORDER BY t.le DESC LIMIT 1),
						CASE WHEN y.engagement_id = ANY (g.compenses) THEN (SELECT max(t.manque_le) FROM jalon.compensation t WHERE t.agence_id = p_agence
							AND t.personne_id = p_personne AND t.engagement_id = y.engagement_id AND t.annule_par IS NULL AND t.remise_le <= p_jour) END)
						+ CASE y.cadence WHEN 'semaine' THEN interval '7 days'
						WHEN 'mois' THEN interval '1 month' ELSE interval '3 months' END)::date END AS due
			FROM jalon.engagement y
			CROSS JOIN LATERAL (SELECT y.contrat_id IS NOT NULL AS tenu, (y.contrat_id IS NOT NULL OR y.saisi_le <= p_instant)
				AND (y.tenu_le IS NULL OR y.tenu_le > p_jour) AND (y.excuse_le IS NULL OR y.excuse_le > p_jour)
				AND (y.cadence <> 'unique' OR y.engagement_id <> ALL (g.compenses)) AS ouvert) w
			WHERE y.agence_id = p_agence AND y.personne_id = p_personne AND y.annule_par IS NULL
				AND (y.contrat_id IS NULL OR y.contrat_id = k.contrat_id AND y.rang_du <= k.rang AND (y.rang_au IS NULL OR y.rang_au > k.rang))
			OFFSET 0) x) e
	CROSS JOIN LATERAL (SELECT min(x.recue_le) FILTER (WHERE x.nature = 'demande') AS demande,
			min(x.recue_le) FILTER (WHERE x.nature = 'reclamation') AS reclamation
		FROM jalon.demande x WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.annule_par IS NULL
			AND x.recue_le <= p_instant AND (x.repondue_le IS NULL OR x.repondue_le > p_instant)) d1
	CROSS JOIN LATERAL (SELECT coalesce(sum(x.minutes) FILTER (WHERE x.jour >= s0.lundi), 0)::int AS declarees1,
			coalesce(sum(x.minutes) FILTER (WHERE x.jour >= s0.lundi AND x.validee_le <= p_instant), 0)::int AS validees1,
			coalesce(sum(x.minutes) FILTER (WHERE x.jour < s0.lundi), 0)::int AS declarees2,
			coalesce(sum(x.minutes) FILTER (WHERE x.jour < s0.lundi AND x.validee_le <= p_instant), 0)::int AS validees2
		FROM jalon.activite x WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.annule_par IS NULL
			AND x.jour BETWEEN s0.lundi - 7 AND p_jour) h1
	CROSS JOIN LATERAL (SELECT min(x.cible_minutes) FILTER (WHERE x.du <= s0.lundi AND x.au > s0.lundi) AS cible1,
			min(x.cible_minutes) FILTER (WHERE x.du <= s0.lundi - 7 AND x.au > s0.lundi - 7) AS cible2
		FROM jalon.derogation x WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.annule_par IS NULL
			AND x.au > s0.lundi - 7 AND x.du <= s0.lundi) o1
	-- A public holiday is no working day, so that it is no absence either (local).
	CROSS JOIN LATERAL (SELECT count(DISTINCT j.jour) FILTER (WHERE j.jour >= s0.lundi) AS jours1,
			count(DISTINCT j.jour) FILTER (WHERE j.jour < s0.lundi) AS jours2
		FROM jalon.conge x
		CROSS JOIN LATERAL (SELECT greatest(x.du, s0.lundi - 7) + n AS jour
			FROM generate_series(0, least(x.au, s0.lundi + 7) - greatest(x.du, s0.lundi - 7) - 1) n) j
		WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.annule_par IS NULL AND x.nature <> 'reflexion'
			AND (x.saisi_le <= p_instant OR x.du <= p_jour)
			AND x.au > s0.lundi - 7 AND x.du < s0.lundi + 7 AND extract(isodow FROM j.jour) < 6
			AND NOT EXISTS (SELECT FROM jalon.agence l JOIN jalon.ferie y ON y.departement = l.departement AND y.jour = j.jour
				WHERE l.agence_id = p_agence)) a1
	CROSS JOIN LATERAL (SELECT count(*) AS nb FROM jalon.frein x
		WHERE x.agence_id = p_agence AND x.personne_id = p_personne AND x.annule_par IS NULL
			AND x.du <= p_jour AND (x.leve_le IS NULL OR x.leve_le > p_jour)) f
$$;
GRANT EXECUTE ON FUNCTION jalon.faits_personne(int, bigint, date, timestamptz, text) TO jalon_conseiller, jalon_responsable;

RESET ROLE;
