-- After a hint: has somebody else changed what I may see since the mark $1, and the mark to give next time. Mark 0
-- only asks for the present one.
-- Ids of the history are given before their transaction ends, and not in the order of the ends: what counts is
-- the transaction, not the id. Low half of the mark: the oldest transaction that was still writing; high half: how
-- far the history had gone, so that the look begins a little before and reads no more than what is new.
WITH q AS MATERIALIZED (
	SELECT s.last_value AS dernier, pg_snapshot_xmin(pg_current_snapshot())::xid AS en_cours,
		s.last_value - ((s.last_value - ($1::bigint >> 32)) & 2147483647) AS vu, ($1::bigint & 4294967295)::text::xid AS depuis
	FROM jalon.historique_historique_id_seq s
)
SELECT $1::bigint <> 0 AND EXISTS (SELECT FROM jalon.historique h
		WHERE h.agence_id = (SELECT jalon.mon_agence()) AND h.historique_id > (SELECT vu FROM q) - 5000
			AND age(h.xmin) <= (SELECT age(depuis) FROM q) AND h.login <> session_user) AS change,
	((dernier & 2147483647) << 32) | en_cours::text::bigint AS marque
FROM q
