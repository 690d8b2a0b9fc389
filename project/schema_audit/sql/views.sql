-- The views of the given schemas, or those of the given names that the search path finds, each with what it says and
-- whether it reads nothing but relations of its own schema.
SELECT 'view', c.oid::bigint, c.relname::text, n.nspname::text,
       json_build_array(pg_get_viewdef(c.oid),
                        format('CREATE %%sVIEW %%I AS %%s', CASE c.relkind WHEN 'm' THEN 'MATERIALIZED ' END, c.relname,
                               rtrim(pg_get_viewdef(c.oid), ';')))::text,
       NOT EXISTS (SELECT FROM pg_rewrite r
                   JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
                                   AND d.refclassid = 'pg_class'::regclass
                   JOIN pg_class o ON o.oid = d.refobjid
                   WHERE r.ev_class = c.oid AND o.relnamespace NOT IN (c.relnamespace, 'pg_catalog'::regnamespace))
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('v', 'm')
  AND CASE WHEN %(names)s::text[] IS NULL THEN n.nspname = ANY (%(namespaces)s)
           ELSE c.relname = ANY (%(names)s) AND pg_table_is_visible(c.oid) END
ORDER BY 3
