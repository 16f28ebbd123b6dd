-- Leaves a trace of the reading of the file of whose training request $1 is, as fiche_lecture.sql; then the other queries of the group
-- take $1 for the person.
WITH q AS MATERIALIZED (SELECT $1::text AS demande, $2::date AS jour, set_config('synchronous_commit', 'local', true)
), lue AS MATERIALIZED (
	SELECT p.personne_id, jalon.lire_fiche(p.identifiant) AS trace FROM q
	JOIN jalon.formation f ON f.agence_id = (SELECT jalon.mon_agence())
		AND f.formation_id = CASE WHEN q.demande ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' THEN q.demande::uuid END
	JOIN jalon.personne p ON p.agence_id = f.agence_id AND p.personne_id = f.personne_id
)
SELECT l.trace, set_config('jalon.personne_lue', $1::text || '=' || l.personne_id, true) FROM lue l
