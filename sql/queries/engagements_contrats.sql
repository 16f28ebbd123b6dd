-- The contracts of the person $1 known by $2, newest first, one row for each of their versions, by rank; undone ones left out.
-- Last days are included. Of a day gone by ($2): what was signed, given up, chosen or closed later is not; a signature counts from its
-- own day, whenever it was recorded. What a contract that is over left unsigned is given up.
WITH q AS MATERIALIZED (
	SELECT coalesce($2::date, jalon.aujourdhui()) AS jour, jalon.instant_de($2::date) AS instant, jalon.fuseau() AS fuseau,
		jalon.mon_agence() AS agence_id, jalon.personne_lue($1::text) AS personne_id
), lignes AS (
	SELECT c.contrat_id, c.regime, c.parcours, c.debut, c.succede_a, c.version AS contrat_version, c.cree_le AS contrat_cree,
		CASE WHEN q.jour >= jalon.aujourdhui() OR c.clos_le <= q.jour THEN c.clos_le END AS clos, c.clos_motif, c.clos_texte,
		CASE WHEN c.choix_le <= q.jour THEN c.choix_le END AS choisi, c.choix, c.choix_motif,
		v.rang, v.objectifs, v.fin, v.cible_minutes, v.intensif, v.motif, v.cree_le, v.cree_par, v.signataire, v.signe_par, v.version,
		CASE WHEN v.signe_personne_le <= q.jour THEN v.signe_personne_le END AS par_personne,
		CASE WHEN v.signe_structure_le <= q.jour THEN v.signe_structure_le END AS par_structure,
		coalesce(v.abandonnee_le <= q.jour OR v.signee_le IS NULL AND least(c.clos_le, c.fin) <= q.jour, false) AS abandonnee
	FROM q JOIN jalon.contrat c ON c.agence_id = (SELECT agence_id FROM q) AND c.personne_id = (SELECT personne_id FROM q)
		AND c.annule_par IS NULL
	JOIN jalon.contrat_version v ON v.agence_id = (SELECT agence_id FROM q) AND v.personne_id = (SELECT personne_id FROM q)
		AND v.contrat_id = c.contrat_id
		AND (v.cree_le <= q.instant OR v.signee_le IS NOT NULL AND greatest(v.signe_personne_le, v.signe_structure_le) <= q.jour)
)
SELECT x.contrat_id, x.regime, x.parcours, to_char(x.debut, 'YYYY-MM-DD') AS debut, to_char(x.clos - 1, 'YYYY-MM-DD') AS clos,
	CASE WHEN x.clos IS NOT NULL THEN x.clos_motif END AS clos_motif, CASE WHEN x.clos IS NOT NULL THEN x.clos_texte END AS clos_texte,
	CASE WHEN x.choisi IS NOT NULL THEN x.choix END AS choix, to_char(x.choisi, 'YYYY-MM-DD') AS choix_le,
	CASE WHEN x.choisi IS NOT NULL THEN x.choix_motif END AS choix_motif, x.succede_a, x.contrat_version,
	x.rang, x.objectifs, to_char(x.fin - 1, 'YYYY-MM-DD') AS fin, coalesce(x.cible_minutes, -1) AS cible_minutes, x.intensif, x.motif,
	to_char(x.cree_le AT TIME ZONE q.fuseau, 'YYYY-MM-DD') AS cree_le, coalesce(a.prenom || ' ' || a.nom, x.cree_par::text) AS cree_par,
	to_char(x.par_personne, 'YYYY-MM-DD') AS signe_personne_le, to_char(x.par_structure, 'YYYY-MM-DD') AS signe_structure_le,
	CASE WHEN x.par_personne IS NOT NULL THEN x.signataire END AS signataire,
	CASE WHEN x.par_structure IS NOT NULL THEN coalesce(s.prenom || ' ' || s.nom, x.signe_par::text) END AS signe_par,
	x.abandonnee, x.version
FROM q CROSS JOIN lignes x
LEFT JOIN jalon.compte a ON a.agence_id = (SELECT agence_id FROM q) AND a.login = x.cree_par
LEFT JOIN jalon.compte s ON s.agence_id = (SELECT agence_id FROM q) AND s.login = x.signe_par
ORDER BY x.debut DESC, x.contrat_cree DESC, x.contrat_id, x.rang
