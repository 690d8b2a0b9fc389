-- The columns of the given tables.
SELECT a.attrelid::bigint,
       a.attnum::int,
       a.attname::text,
       format_type(a.atttypid, a.atttypmod),
       format_type(a.atttypid, NULL),
       a.attnotnull,
       pg_get_expr(e.adbin, e.adrelid),
       a.attidentity::text,
       a.attgenerated::text,
       CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
       d.description
FROM unnest(%(tables)s::oid[]) AS r (oid)
JOIN pg_attribute a ON a.attrelid = r.oid
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef e ON e.adrelid = a.attrelid AND e.adnum = a.attnum
LEFT JOIN (SELECT c.objoid, c.objsubid, c.description FROM pg_description c
           WHERE c.classoid = 'pg_class'::regclass AND c.objsubid > 0 OFFSET 0) d
       ON d.objoid = a.attrelid AND d.objsubid = a.attnum
WHERE a.attnum > 0
  AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum
