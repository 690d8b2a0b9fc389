-- Every relation of the inspected schemas, and where else a looked-for name lies; a partition only where it has such a
-- name. Only the size of a table takes a lock: of one that somebody has closed, or is about to, it isn't asked.
WITH closed AS MATERIALIZED (
    SELECT l.relation FROM pg_locks l
    WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock'
      AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
)
SELECT c.oid::bigint,
       n.nspname::text,
       c.relname::text,
       c.relkind::text,
       c.relpersistence::text,
       d.description,
       c.relrowsecurity,
       c.relforcerowsecurity,
       c.relrowsecurity AND row_security_active(c.oid),
       ARRAY(SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS p
             WHERE NOT has_table_privilege(c.oid, p))
           || CASE WHEN NOT has_schema_privilege(n.oid, 'USAGE') THEN ARRAY['USAGE of its schema'] ELSE '{}' END,
       greatest(c.reltuples, 0)::bigint,
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
       CASE WHEN c.relkind <> 'r' OR c.oid IN (SELECT closed.relation FROM closed) THEN true
            ELSE pg_relation_size(c.oid) > 0 END,
       ARRAY(SELECT h.inhparent::bigint FROM pg_inherits h WHERE h.inhrelid = c.oid ORDER BY h.inhseqno),
       CASE WHEN c.relispartition THEN
           (SELECT ARRAY[s.nspname::text, p.relname::text, pg_get_expr(c.relpartbound, c.oid)]
            FROM pg_inherits h
            JOIN pg_class p ON p.oid = h.inhparent
            JOIN pg_namespace s ON s.oid = p.relnamespace
            WHERE h.inhrelid = c.oid)
       END
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND (NOT c.relispartition OR (c.relname = ANY (%(wanted)s) AND n.nspname = ANY (%(namespaces)s)))
  AND (n.nspname = ANY (%(namespaces)s)
       OR (c.relname = ANY (%(wanted)s) AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'))
  AND NOT EXISTS (SELECT FROM pg_depend x
                  WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e')
ORDER BY c.relname
