-- Leaves a trace of the reading of the file of $1 by who is not its référent; nothing on a standby, nor in a transaction that
-- may not write. The day ($2) serves the other fiche_*.sql: an earlier day is read today.
-- A commit that waits for a standby must not keep a file from being read: the trace waits for this server alone.
WITH q AS MATERIALIZED (SELECT $1::text AS identifiant, $2::date AS jour, set_config('synchronous_commit', 'local', true))
SELECT jalon.lire_fiche(q.identifiant) FROM q
