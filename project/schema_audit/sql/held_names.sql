-- Who holds names that fixes want to give: relations, and the types with which a new table would collide ('T'). With the
-- table that an index stands on, whether it belongs to an extension, and what reads it: that follows another name.
WITH asked AS (
    SELECT DISTINCT n.oid AS namespace, n.nspname, a.name::name AS name
    FROM unnest(%(schemas)s::text[], %(names)s::text[]) AS a (schema, name)
    JOIN pg_namespace n ON n.nspname = a.schema
), held AS (
    SELECT a.nspname, a.name, 'pg_class'::regclass AS class, c.oid, c.relkind::text AS kind
    FROM asked a
    JOIN pg_class c ON c.relnamespace = a.namespace AND c.relname = a.name
    UNION ALL
    SELECT a.nspname, a.name, 'pg_type'::regclass, t.oid, 'T'
    FROM asked a
    JOIN pg_type t ON t.typnamespace = a.namespace AND t.typname = a.name
    WHERE t.typrelid = 0 AND t.typelem = 0
)
SELECT h.nspname::text,
       h.name::text,
       h.kind,
       pg_describe_object(h.class, h.oid, 0),
       (SELECT ARRAY[n.nspname::text, c.relname::text]
        FROM pg_index i
        JOIN pg_class c ON c.oid = i.indrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE h.class = 'pg_class'::regclass AND i.indexrelid = h.oid),
       EXISTS (SELECT FROM pg_depend e WHERE e.classid = h.class AND e.objid = h.oid AND e.deptype = 'e'),
       ARRAY(SELECT DISTINCT CASE WHEN r.oid IS NULL THEN pg_describe_object(d.classid, d.objid, d.objsubid)
                                  ELSE pg_describe_object('pg_class'::regclass, r.ev_class, 0) END
             FROM pg_depend d
             LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
             WHERE d.refclassid = h.class AND d.refobjid = h.oid AND d.deptype = 'n'
               AND r.ev_class IS DISTINCT FROM h.oid
             ORDER BY 1
             LIMIT 5)
FROM held h
