-- Beside portefeuille.sql, of the same $1 and $2: the open training requests of its people, the furthest along first (struct training,
-- behind the first two columns), and the last day of their oldest period in a company that is over and not debriefed. A person who
-- has neither is not there; a row without formation_id holds no request. The planner opens faits_formation() when it is given columns.
WITH q AS MATERIALIZED (
	SELECT jalon.mon_agence() AS agence_id, coalesce($2::date, jalon.aujourdhui()) AS jour, jalon.instant_de($2::date) AS instant
), remplaces AS MATERIALIZED (
	SELECT m.titulaire, m.personne_id FROM jalon.remplacement m, q
	WHERE $1::text IS NULL AND m.agence_id = (SELECT jalon.mon_agence()) AND m.remplacant = session_user
		AND m.annule_par IS NULL AND m.du <= q.jour AND m.au > q.jour
), portee AS MATERIALIZED (
	SELECT r.personne_id, r.login FROM jalon.referent r
	WHERE r.agence_id = (SELECT jalon.mon_agence())
		AND r.login = ANY (ARRAY(SELECT coalesce($1::name, session_user) UNION SELECT titulaire FROM remplaces))
		AND r.annule_par IS NULL AND coalesce(r.au, 'infinity'::date) > (SELECT jour FROM q) AND r.du <= (SELECT jour FROM q)
		AND (r.login = coalesce($1::name, session_user) OR EXISTS (SELECT FROM remplaces m
			WHERE m.titulaire = r.login AND (m.personne_id IS NULL OR m.personne_id = r.personne_id)))
)
SELECT p.identifiant AS personne, to_char(d.fin, 'YYYY-MM-DD') AS a_debriefer,
	CASE WHEN x.etape <> ALL (ARRAY['suivie', 'abandonnee_avant', 'abandonnee_apres']) THEN f.formation_id END AS formation_id, p.identifiant, p.nom, p.prenom, r.login AS referent_login,
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
FROM q CROSS JOIN portee r
JOIN jalon.personne p ON p.agence_id = q.agence_id AND p.personne_id = r.personne_id
CROSS JOIN LATERAL (SELECT min(z.au - 1) AS fin FROM jalon.periode_entreprise z
	WHERE z.agence_id = q.agence_id AND z.personne_id = r.personne_id AND z.annule_par IS NULL AND z.nature <> 'reprise'
		AND z.au <= q.jour AND (z.debriefee_le IS NULL OR z.debriefee_le > q.jour)) d
LEFT JOIN jalon.formation f ON f.agence_id = q.agence_id AND f.personne_id = r.personne_id AND f.annule_par IS NULL
	AND (f.etape <> ALL (ARRAY['suivie', 'abandonnee_avant', 'abandonnee_apres']) OR f.etape_le > q.jour)
LEFT JOIN LATERAL jalon.faits_formation(f.agence_id, f.personne_id, f.formation_id, f.debut, f.fin, f.minutes,
	f.rythme_minutes, q.jour, q.instant) x ON f.formation_id IS NOT NULL
LEFT JOIN LATERAL jalon.faits_formation_jours(f.agence_id, f.personne_id, f.formation_id, f.debut, f.fin, f.minutes,
	f.rythme_minutes, q.jour, q.instant, x.pieces_depuis, x.pieces_debiteur, x.a_droits) j ON x.etape IS NOT NULL
WHERE x.etape <> ALL (ARRAY['suivie', 'abandonnee_avant', 'abandonnee_apres']) OR d.fin IS NOT NULL
ORDER BY p.identifiant, array_position(ARRAY['evoquee', 'projet', 'prete', 'deposee', 'pieces_demandees', 'contre_proposee', 'refusee',
	'accordee', 'financee', 'entree', 'achevee'], x.etape) DESC, x.depuis, f.formation_id
