-- After a hint: has somebody else changed what I may see since the look whose token is $1 ('': only asks for the first
-- token), the mark that stands for this look, and its token.
-- Ids of the history are given before their transaction ends, and not in the order of the ends. A token is how far the
-- history had gone, and the snapshot: what is further is new; of what is a little before, what the snapshot did not see.
WITH q AS MATERIALIZED (
	SELECT s.last_value AS dernier, pg_current_snapshot() AS instantane,
		pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS suivante, -- no row is of that transaction or a later one
		nullif(split_part($1::text, ';', 1), '')::bigint AS vu, nullif(split_part($1::text, ';', 2), '')::pg_snapshot AS alors
	FROM jalon.historique_historique_id_seq s
)
SELECT EXISTS (SELECT FROM jalon.historique h
		WHERE h.agence_id = (SELECT jalon.mon_agence()) AND h.historique_id > (SELECT vu FROM q) - 5000 AND h.login <> session_user
			AND h.nom_table <> 'lecture' -- a file was read: nothing changed
			AND (h.historique_id > (SELECT vu FROM q) OR NOT pg_visible_in_snapshot((q.suivante
				- ((q.suivante - h.xmin::text::bigint) & 4294967295))::text::xid8, (SELECT alors FROM q)))) AS change,
	q.dernier AS marque, q.dernier || ';' || q.instantane AS jeton
FROM q
