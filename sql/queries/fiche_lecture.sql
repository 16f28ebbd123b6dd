-- Leaves a trace of the reading of the file of $1 by who is not its référent; nothing on a standby, nor in a transaction that
-- may not write. The day ($2) serves the other fiche_*.sql: an earlier day is read today.
WITH q AS (SELECT $1::text AS identifiant, $2::date AS jour)
SELECT jalon.lire_fiche(q.identifiant) FROM q
