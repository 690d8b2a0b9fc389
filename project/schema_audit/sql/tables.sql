-- Every relation of the inspected schemas, and where else a looked-for name lies.
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
             WHERE NOT has_table_privilege(c.oid, p)),
       greatest(c.reltuples, 0)::bigint,
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
       c.relkind <> 'r' OR pg_relation_size(c.oid) > 0
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND NOT c.relispartition
  AND (n.nspname = ANY (%(namespaces)s)
       OR (c.relname = ANY (%(wanted)s) AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'))
  AND NOT EXISTS (SELECT FROM pg_depend x
                  WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e')
ORDER BY c.relname
