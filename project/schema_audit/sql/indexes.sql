-- The indexes of the given tables that no constraint stands on, from their method on. pg_get_indexdef looks up each
-- column's default operator class, and waits for whoever has locked the table: what B-trees with nothing special about
-- them look like is put together here in its very words. Of the others the text up to the method is cut by its exact
-- length, never by a pattern.
WITH listed AS MATERIALIZED (
    SELECT i.indexrelid, i.indrelid, i.indkey, i.indclass, i.indcollation, i.indoption, i.indisunique,
           i.indisvalid AND i.indisready AS valid, i.indexprs IS NOT NULL OR i.indpred IS NOT NULL AS reads_more,
           ic.relname AS name, ic.relkind, c.relname AS table_name, n.oid = pg_my_temp_schema() AS is_temporary, n.nspname,
           ic.relam = 403 AND NOT i.indisunique AND i.indexprs IS NULL AND i.indpred IS NULL
           AND i.indnatts = i.indnkeyatts AND ic.reloptions IS NULL AS easy
    FROM unnest(%(tables)s::oid[]) AS r (oid)
    JOIN pg_index i ON i.indrelid = r.oid
    JOIN pg_class ic ON ic.oid = i.indexrelid
    JOIN pg_class c ON c.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT i.indisprimary
      AND NOT i.indisexclusion
      AND NOT (i.indisunique AND i.indexrelid IN (SELECT u.conindid FROM pg_constraint u WHERE u.contype = 'u'))
), keys AS MATERIALIZED (
    SELECT l.indexrelid, l.indrelid, k.*
    FROM listed l
    CROSS JOIN LATERAL unnest(l.indkey::smallint[], l.indclass::oid[], l.indcollation::oid[], l.indoption::smallint[])
        WITH ORDINALITY AS k (attnum, opclass, collated, flags, place)
    WHERE l.easy
), put_together AS (
    SELECT k.indexrelid,
           'btree (' || string_agg(
               quote_ident(a.attname)
               || CASE WHEN o.opcdefault THEN '' ELSE ' ' || quote_ident(o.opcname) END
               || CASE k.flags WHEN 0 THEN '' WHEN 1 THEN ' DESC NULLS LAST' WHEN 2 THEN ' NULLS FIRST' ELSE ' DESC' END,
               ', ' ORDER BY k.place) || ')' AS definition
    FROM keys k
    JOIN pg_attribute a ON a.attrelid = k.indrelid AND a.attnum = k.attnum
    JOIN pg_opclass o ON o.oid = k.opclass
    GROUP BY k.indexrelid
    HAVING bool_and(k.collated = a.attcollation
                    AND o.opcnamespace = 'pg_catalog'::regnamespace
                    AND (NOT o.opcdefault
                         OR o.opcintype = a.atttypid
                         OR (a.atttypid = 'varchar'::regtype AND o.opcintype = 'text'::regtype)))
)
SELECT l.indrelid::bigint,
       l.name::text,
       coalesce(p.definition,
                substr(pg_get_indexdef(l.indexrelid),
                       length(format('CREATE %%sINDEX %%I ON %%s%%I.%%I USING ',
                                     CASE WHEN l.indisunique THEN 'UNIQUE ' END,
                                     l.name,
                                     CASE WHEN l.relkind = 'I' THEN 'ONLY ' END,
                                     CASE WHEN l.is_temporary THEN 'pg_temp' ELSE l.nspname END,
                                     l.table_name)) + 1)),
       l.indisunique,
       l.valid,
       l.indkey::int[],
       CASE WHEN l.reads_more THEN
           ARRAY(SELECT d.refobjsubid::int FROM pg_depend d
                 WHERE d.classid = 'pg_class'::regclass AND d.objid = l.indexrelid
                   AND d.refclassid = 'pg_class'::regclass AND d.refobjid = l.indrelid AND d.refobjsubid > 0)
       END
FROM listed l
LEFT JOIN put_together p ON p.indexrelid = l.indexrelid
ORDER BY l.indrelid, l.name
