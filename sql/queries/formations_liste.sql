-- The training requests of the portfolio of $1 (NULL: mine, with the people I replace; '*': of all that I may see) as of $2 (NULL: now):
-- open ones, and those raised or closed within a year (struct training), by stage, then by day.
WITH q AS MATERIALIZED (
	SELECT jalon.mon_agence() AS agence_id, coalesce($2::date, jalon.aujourdhui()) AS jour, jalon.instant_de($2::date) AS instant,
		(coalesce($2::date, jalon.aujourdhui()) - interval '1 year')::date AS an
), remplaces AS MATERIALIZED (
	SELECT m.titulaire, m.personne_id FROM jalon.remplacement m, q
	WHERE $1::text IS NULL AND m.agence_id = (SELECT jalon.mon_agence()) AND m.remplacant = session_user
		AND m.annule_par IS NULL AND m.du <= q.jour AND m.au > q.jour
), portee AS MATERIALIZED (
	SELECT r.personne_id, r.login FROM jalon.referent r
	WHERE r.agence_id = (SELECT jalon.mon_agence()) AND $1::text IS DISTINCT FROM '*'
		AND r.login = ANY (ARRAY(SELECT coalesce($1::name, session_user) UNION SELECT titulaire FROM remplaces))
		AND r.annule_par IS NULL AND coalesce(r.au, 'infinity'::date) > (SELECT jour FROM q) AND r.du <= (SELECT jour FROM q)
		AND (r.login = coalesce($1::name, session_user) OR EXISTS (SELECT FROM remplaces m
			WHERE m.titulaire = r.login AND (m.personne_id IS NULL OR m.personne_id = r.personne_id)))
)
SELECT f.formation_id, p.identifiant, p.nom, p.prenom, a.login AS referent_login,
	f.intitule, f.rome, f.objectif, f.organisme, f.lieu, f.departement, f.session_id, f.minutes, f.rythme_minutes,
	to_char(f.debut, 'YYYY-MM-DD') AS debut, to_char(f.fin, 'YYYY-MM-DD') AS fin,
	x.etape, to_char(x.depuis, 'YYYY-MM-DD') AS depuis, to_char(x.evoquee_le, 'YYYY-MM-DD') AS evoquee_le,
	to_char(x.deposee_le, 'YYYY-MM-DD') AS deposee_le, to_char(x.decidee_le, 'YYYY-MM-DD') AS decidee_le,
	to_char(x.accordee_le, 'YYYY-MM-DD') AS accordee_le, to_char(x.financee_le, 'YYYY-MM-DD') AS financee_le,
	to_char(x.entree_le, 'YYYY-MM-DD') AS entree_le, to_char(x.finie_le, 'YYYY-MM-DD') AS finie_le,
	to_char(x.pointee_le, 'YYYY-MM-DD') AS pointee_le, to_char(x.suivie_le, 'YYYY-MM-DD') AS suivie_le,
	x.financeur, x.delai_jours, x.suspendus, x.pieces_attendues, to_char(x.pieces_depuis, 'YYYY-MM-DD') AS pieces_depuis,
	x.pieces_debiteur, x.couts_manquants, x.prealables_manquants, to_char(x.droits_fin, 'YYYY-MM-DD') AS droits_fin, x.a_droits,
	coalesce(j.jours_sans_revenu, x.jours_decouverts) AS jours_decouverts, x.contestable, x.sans_contre_proposition, f.version,
	to_char(j.pieces_pour_le, 'YYYY-MM-DD') AS pieces_pour_le, to_char(j.droits_finis, 'YYYY-MM-DD') AS droits_finis
FROM q CROSS JOIN jalon.formation f
JOIN jalon.personne p ON p.agence_id = q.agence_id AND p.personne_id = f.personne_id
CROSS JOIN LATERAL jalon.faits_formation(f.agence_id, f.personne_id, f.formation_id, f.debut, f.fin, f.minutes, f.rythme_minutes,
	q.jour, q.instant) x
CROSS JOIN LATERAL jalon.faits_formation_jours(f.agence_id, f.personne_id, f.formation_id, f.debut, f.fin, f.minutes,
	f.rythme_minutes, q.jour, q.instant, x.pieces_depuis, x.pieces_debiteur, x.a_droits) j
LEFT JOIN jalon.referent a ON a.agence_id = q.agence_id AND a.personne_id = f.personne_id AND a.annule_par IS NULL
	AND a.du <= q.jour AND (a.au IS NULL OR a.au > q.jour)
WHERE f.agence_id = (SELECT jalon.mon_agence()) AND f.annule_par IS NULL
	AND ($1::text = '*' OR f.personne_id = ANY (ARRAY(SELECT r.personne_id FROM portee r)))
	AND (f.etape <> ALL (ARRAY['suivie', 'abandonnee_avant', 'abandonnee_apres']) OR f.etape_le > (SELECT an FROM q))
	AND (x.etape <> ALL (ARRAY['suivie', 'abandonnee_avant', 'abandonnee_apres']) OR x.depuis > q.an OR x.evoquee_le > q.an)
ORDER BY array_position(ARRAY['evoquee', 'projet', 'prete', 'deposee', 'pieces_demandees', 'contre_proposee', 'refusee',
	'accordee', 'financee', 'entree', 'achevee', 'suivie', 'abandonnee_avant', 'abandonnee_apres'], x.etape),
	x.depuis, p.nom COLLATE "fr-x-icu", p.prenom COLLATE "fr-x-icu", f.formation_id
