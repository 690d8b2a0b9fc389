-- Indexes that no constraint stands on. The text up to the method is cut by its exact length, never by a pattern.
SELECT i.indrelid::bigint,
       ic.relname::text,
       substr(pg_get_indexdef(i.indexrelid),
              length(format('CREATE %%sINDEX %%I ON %%s%%I.%%I USING ',
                            CASE WHEN i.indisunique THEN 'UNIQUE ' END,
                            ic.relname,
                            CASE WHEN ic.relkind = 'I' THEN 'ONLY ' END,
                            CASE WHEN n.oid = pg_my_temp_schema() THEN 'pg_temp' ELSE n.nspname END,
                            r.relname)) + 1),
       i.indisunique,
       i.indisvalid AND i.indisready,
       i.indkey::int[],
       CASE WHEN i.indexprs IS NOT NULL OR i.indpred IS NOT NULL THEN
           ARRAY(SELECT DISTINCT d.refobjsubid::int FROM pg_depend d
                 WHERE d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid
                   AND d.refclassid = 'pg_class'::regclass AND d.refobjid = i.indrelid AND d.refobjsubid > 0)
       END
FROM pg_index i
JOIN pg_class ic ON ic.oid = i.indexrelid
JOIN pg_class r ON r.oid = i.indrelid
JOIN pg_namespace n ON n.oid = r.relnamespace
WHERE n.nspname = ANY (%(namespaces)s)
  AND r.relkind IN ('r', 'p')
  AND NOT r.relispartition
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x'))
ORDER BY i.indrelid, ic.relname
