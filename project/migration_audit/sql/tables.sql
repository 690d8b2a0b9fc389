-- Every table: schema, name, rows, bytes and writes a second. Partitions count for their parent too.
WITH RECURSIVE family (root, member) AS (
    SELECT c.oid, c.oid
    FROM pg_class c
    WHERE c.relkind IN ('r', 'p', 'm')
      AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
      AND c.relpersistence <> 't'
    UNION ALL
    SELECT f.root, i.inhrelid
    FROM family f
    JOIN pg_inherits i ON i.inhparent = f.member
    JOIN pg_class p ON p.oid = i.inhparent AND p.relkind = 'p'
),
since AS (
    SELECT greatest(
        extract(epoch FROM clock_timestamp() - coalesce(d.stats_reset, pg_postmaster_start_time())), 1
    ) AS seconds
    FROM pg_stat_database d
    WHERE d.datname = current_database()
)
SELECT
    n.nspname,
    r.relname,
    sum(
        CASE
            WHEN pg_relation_size(m.oid) = 0 THEN 0
            WHEN greatest(m.reltuples, s.n_live_tup) > 0 THEN greatest(m.reltuples, s.n_live_tup)
            WHEN m.reltuples < 0 THEN pg_relation_size(m.oid) / 100
            ELSE 0
        END
    )::bigint,
    sum(pg_total_relation_size(m.oid))::bigint,
    (sum(coalesce(s.n_tup_ins + s.n_tup_upd + s.n_tup_del, 0)) / (SELECT seconds FROM since))::float8
FROM family f
JOIN pg_class r ON r.oid = f.root
JOIN pg_namespace n ON n.oid = r.relnamespace
JOIN pg_class m ON m.oid = f.member
LEFT JOIN pg_stat_all_tables s ON s.relid = m.oid
GROUP BY n.nspname, r.relname, r.oid
