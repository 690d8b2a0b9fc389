-- Primary keys, uniques, foreign keys, checks and exclusions. PostgreSQL 18 lists NOT NULL here too:
-- the columns say it, but for one that was never proven.
SELECT c.conrelid::bigint,
       c.conname::text,
       c.contype::text,
       pg_get_constraintdef(c.oid),
       c.conkey::int[],
       fn.nspname::text,
       f.relname::text,
       CASE WHEN cardinality(c.confkey) = 1 THEN
           ARRAY[(SELECT a.attname::text FROM pg_attribute a
                  WHERE a.attrelid = c.confrelid AND a.attnum = c.confkey[1])]
       WHEN c.contype = 'f' THEN
           ARRAY(SELECT a.attname::text
                 FROM unnest(c.confkey) WITH ORDINALITY AS k (attnum, place)
                 JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum
                 ORDER BY k.place)
       END,
       c.confdeltype::text,
       c.confupdtype::text,
       c.confmatchtype::text,
       c.condeferrable,
       c.condeferred,
       c.convalidated,
       coalesce(t.off, false)
FROM pg_constraint c
JOIN pg_class r ON r.oid = c.conrelid
JOIN pg_namespace n ON n.oid = r.relnamespace
LEFT JOIN pg_class f ON f.oid = c.confrelid
LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
LEFT JOIN (SELECT tgconstraint, bool_or(tgenabled NOT IN ('O', 'A')) AS off
           FROM pg_trigger WHERE tgisinternal GROUP BY tgconstraint) t ON t.tgconstraint = c.oid
WHERE n.nspname = ANY (%(namespaces)s)
  AND (c.contype IN ('p', 'u', 'f', 'c', 'x') OR c.contype = 'n' AND NOT c.convalidated)
  AND r.relkind IN ('r', 'p')
  AND NOT r.relispartition
  AND c.conparentid = 0
ORDER BY c.conrelid, c.conname
