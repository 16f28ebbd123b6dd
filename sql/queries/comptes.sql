-- The agency's open accounts, for the choice of a référent.
SELECT c.login, c.prenom, c.nom, c.role
FROM jalon.compte c
WHERE c.agence_id = (SELECT jalon.mon_agence()) AND c.du <= (SELECT jalon.aujourdhui())
	AND (c.au IS NULL OR c.au > (SELECT jalon.aujourdhui()))
ORDER BY c.nom COLLATE "fr-x-icu", c.prenom COLLATE "fr-x-icu", c.login
