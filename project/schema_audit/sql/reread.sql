-- The objects of the scratch table "reread", as PostgreSQL words them.
SELECT c.conname::text, pg_get_constraintdef(c.oid)
FROM pg_constraint c
WHERE c.conrelid = 'pg_temp.reread'::regclass AND c.contype IN ('c', 'x')
UNION ALL
SELECT ic.relname::text, pg_get_indexdef(i.indexrelid)
FROM pg_index i
JOIN pg_class ic ON ic.oid = i.indexrelid
WHERE i.indrelid = 'pg_temp.reread'::regclass
UNION ALL
SELECT a.attname::text, pg_get_expr(e.adbin, e.adrelid)
FROM pg_attrdef e
JOIN pg_attribute a ON a.attrelid = e.adrelid AND a.attnum = e.adnum
WHERE e.adrelid = 'pg_temp.reread'::regclass
