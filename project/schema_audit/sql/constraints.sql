-- Primary keys, uniques, foreign keys, checks and exclusions of the given tables. PostgreSQL 18 lists NOT NULL here too:
-- the columns say it, but for one that was never proven. The target of a foreign key that leads out of these tables is
-- told by its names. A foreign key to a partitioned table is listed once more for each partition there: not these.
SELECT c.conrelid::bigint,
       c.conname::text,
       c.contype::text,
       pg_get_constraintdef(c.oid),
       c.conkey::int[],
       c.confrelid::bigint,
       c.confkey::int[],
       c.confdeltype::text,
       c.confupdtype::text,
       c.confmatchtype::text,
       c.condeferrable,
       c.condeferred,
       c.convalidated,
       c.oid = ANY (ARRAY(SELECT g.tgconstraint FROM pg_trigger g
                          WHERE g.tgisinternal AND g.tgenabled NOT IN ('O', 'A'))),
       CASE WHEN c.contype = 'f' AND there.oid IS NULL THEN
           (SELECT ARRAY[n.nspname::text, f.relname::text]
                   || ARRAY(SELECT a.attname::text
                            FROM unnest(c.confkey) WITH ORDINALITY AS k (attnum, place)
                            JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum
                            ORDER BY k.place)
            FROM pg_class f JOIN pg_namespace n ON n.oid = f.relnamespace
            WHERE f.oid = c.confrelid)
       END
FROM unnest(%(tables)s::oid[]) AS r (oid)
JOIN pg_constraint c ON c.conrelid = r.oid
LEFT JOIN unnest(%(tables)s::oid[]) AS there (oid) ON there.oid = c.confrelid
WHERE (c.contype IN ('p', 'u', 'f', 'c', 'x') OR c.contype = 'n' AND NOT c.convalidated)
  AND (c.conparentid = 0 OR c.conrelid <> (SELECT p.conrelid FROM pg_constraint p WHERE p.oid = c.conparentid))
ORDER BY c.conrelid, c.conname
