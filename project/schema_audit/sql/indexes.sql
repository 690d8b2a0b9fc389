-- The indexes of the given tables that no constraint stands on. The last column says of a plain one what it is made of
-- (B-trees and hashes, whose operator classes have no parameters, over columns, by what came with the server, whose
-- numbers are the same everywhere below 12000): two of them are equal where that and the columns are, and words for it
-- take longer than all else together, see index_words.sql. Of the others the text up to the method is cut by its exact
-- length, never by a pattern.
SELECT i.indrelid::bigint,
       ic.relname::text,
       CASE WHEN made_of.plain IS NULL THEN
           substr(pg_get_indexdef(i.indexrelid),
                  length(format('CREATE %%sINDEX %%I ON %%s%%I.%%I USING ',
                                CASE WHEN i.indisunique THEN 'UNIQUE ' END,
                                ic.relname,
                                CASE WHEN ic.relkind = 'I' THEN 'ONLY ' END,
                                CASE WHEN n.oid = pg_my_temp_schema() THEN 'pg_temp' ELSE n.nspname END,
                                c.relname)) + 1)
       END,
       i.indisunique,
       i.indisvalid AND i.indisready,
       i.indkey::int[],
       CASE WHEN i.indexprs IS NOT NULL OR i.indpred IS NOT NULL THEN
           ARRAY(SELECT d.refobjsubid::int FROM pg_depend d
                 WHERE d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid
                   AND d.refclassid = 'pg_class'::regclass AND d.refobjid = i.indrelid AND d.refobjsubid > 0)
       END,
       made_of.plain
FROM unnest(%(tables)s::oid[]) AS r (oid)
JOIN pg_index i ON i.indrelid = r.oid
JOIN pg_class ic ON ic.oid = i.indexrelid
JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (
    SELECT CASE WHEN ic.relam IN (403, 405) AND NOT i.indisunique AND i.indexprs IS NULL AND i.indpred IS NULL
                     AND 12000 > ALL (i.indclass) AND 12000 > ALL (i.indcollation) THEN
        concat_ws(' ', ic.relam, i.indnkeyatts, i.indclass, i.indcollation, i.indoption, ic.reloptions)
    END
) AS made_of (plain)
WHERE NOT i.indisprimary
  AND NOT i.indisexclusion
  AND NOT (i.indisunique AND i.indexrelid IN (SELECT u.conindid FROM pg_constraint u WHERE u.contype = 'u'))
ORDER BY i.indrelid, ic.relname
