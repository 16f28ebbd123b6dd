-- The training requests of the person $1 as of $2 (NULL: now), newest first (struct training, behind the first column), and the last day of
-- the oldest period in a company that is over and not debriefed. A row without formation_id holds no request.
WITH q AS MATERIALIZED (
	SELECT coalesce($2::date, jalon.aujourdhui()) AS jour, jalon.instant_de($2::date) AS instant, jalon.mon_agence() AS agence_id, jalon.personne_lue($1::text) AS personne_id
)
SELECT to_char(d.fin, 'YYYY-MM-DD') AS a_debriefer,
	CASE WHEN x.etape IS NOT NULL THEN f.formation_id END AS formation_id, p.identifiant, p.nom, p.prenom, a.login AS referent_login,
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
FROM q JOIN jalon.personne p ON p.agence_id = (SELECT agence_id FROM q) AND p.personne_id = (SELECT personne_id FROM q)
CROSS JOIN LATERAL (SELECT min(z.au - 1) AS fin FROM jalon.periode_entreprise z
	WHERE z.agence_id = (SELECT agence_id FROM q) AND z.personne_id = (SELECT personne_id FROM q) AND z.annule_par IS NULL
		AND z.nature <> 'reprise' AND z.au <= q.jour AND (z.debriefee_le IS NULL OR z.debriefee_le > q.jour)) d
LEFT JOIN jalon.formation f ON f.agence_id = (SELECT agence_id FROM q) AND f.personne_id = (SELECT personne_id FROM q) AND f.annule_par IS NULL
LEFT JOIN LATERAL jalon.faits_formation(f.agence_id, f.personne_id, f.formation_id, f.debut, f.fin, f.minutes,
	f.rythme_minutes, q.jour, q.instant) x ON f.formation_id IS NOT NULL
LEFT JOIN LATERAL jalon.faits_formation_jours(f.agence_id, f.personne_id, f.formation_id, f.debut, f.fin, f.minutes,
	f.rythme_minutes, q.jour, q.instant, x.pieces_depuis, x.pieces_debiteur, x.a_droits) j ON x.etape IS NOT NULL
LEFT JOIN jalon.referent a ON a.agence_id = (SELECT agence_id FROM q) AND a.personne_id = (SELECT personne_id FROM q) AND a.annule_par IS NULL
	AND a.du <= q.jour AND (a.au IS NULL OR a.au > q.jour)
ORDER BY x.evoquee_le DESC NULLS LAST, f.cree_le DESC, f.formation_id
