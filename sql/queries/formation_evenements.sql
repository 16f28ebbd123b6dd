-- What happened to the training request $1 by $2 (struct training_event), oldest first; undone ones left out. What the person was told,
-- why we went on all the same, the counter-proposal or why there is none, follow the text, a line each; letters have them apart.
WITH q AS MATERIALIZED (
	SELECT coalesce($2::date, jalon.aujourdhui()) AS jour, jalon.fuseau() AS fuseau
)
SELECT x.evenement_id, x.geste, to_char(x.le, 'YYYY-MM-DD') AS le, jalon.moment_texte(x.saisi_le, q.fuseau) AS saisi_le,
	coalesce(c.prenom || ' ' || c.nom, x.par::text) AS auteur, coalesce(n.libelle, x.avec) AS avec,
	concat_ws(E'\n', nullif(x.texte, ''), 'Contre-proposition : ' || nullif(x.contre_proposition, ''),
		'Sans contre-proposition : ' || nullif(x.sans_contre_proposition, ''), 'Malgré tout : ' || nullif(x.malgre, ''),
		CASE WHEN x.sans_revenu_dit THEN 'Dit à la personne : aucun revenu pendant cette formation' END,
		CASE WHEN x.place_confirmee THEN 'Place confirmée par l''organisme' END) AS texte,
	array_to_string(x.motifs, ' ') AS motifs, x.texte AS dit, x.contre_proposition, x.sans_contre_proposition
FROM q CROSS JOIN jalon.formation_evenement x
LEFT JOIN jalon.compte c ON c.agence_id = (SELECT jalon.mon_agence()) AND c.login = x.par
LEFT JOIN jalon.financeur n ON n.code = x.financeur
WHERE x.agence_id = (SELECT jalon.mon_agence()) AND x.personne_id = (SELECT jalon.personne_lue($1::text)) AND x.formation_id::text = lower($1::text)
	AND x.annule_par IS NULL AND x.le <= q.jour
ORDER BY x.le, x.rang
