-- The loaded parameters, in the order of the canonical listing: enough to build struct rule.
SELECT p.regime, p.code, p.libelle, p.genre, p.valeur, p.unite, p.debiteur, p.evenement_debut, p.evenement_fin,
	p.report, p.avance, p.avance_unite, p.statut, p.applique, p.source, p.remarque,
	to_char(p.du, 'YYYY-MM-DD') AS du, to_char(p.au, 'YYYY-MM-DD') AS au
FROM jalon.regle_parametre p JOIN jalon.regles_version v USING (version_id)
WHERE v.active
ORDER BY p.rang
