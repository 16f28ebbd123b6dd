-- The day of the oldest last file among the providers that have sessions to come; no row's worth (NULL) when nothing is on offer.
SELECT to_char(min(d.jour), 'YYYY-MM-DD') AS jour
FROM (SELECT (max(i.le) AT TIME ZONE jalon.fuseau())::date AS jour FROM jalon.catalogue_import i
	WHERE i.agence_id = (SELECT jalon.mon_agence()) GROUP BY i.fournisseur
	HAVING EXISTS (SELECT FROM jalon.catalogue_session s WHERE s.agence_id = (SELECT jalon.mon_agence())
		AND s.fournisseur = i.fournisseur AND s.retiree_le IS NULL AND s.debut >= (SELECT jalon.aujourdhui()))) d
