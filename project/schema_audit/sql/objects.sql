-- Enums, domains and functions of the inspected schemas.
WITH inspected AS MATERIALIZED (
    SELECT n.oid, n.nspname FROM pg_namespace n WHERE n.nspname = ANY (%(namespaces)s)
)
SELECT 'enum', NULL::bigint, format_type(t.oid, NULL), n.nspname::text,
       (SELECT jsonb_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)::text, true
FROM pg_type t
JOIN inspected n ON n.oid = t.typnamespace
WHERE t.typtype = 'e'
  AND NOT EXISTS (SELECT FROM pg_depend x
                  WHERE x.classid = 'pg_type'::regclass AND x.objid = t.oid AND x.deptype = 'e')
UNION ALL
SELECT 'domain', NULL, format_type(t.oid, NULL), n.nspname::text,
       jsonb_build_array(format_type(t.typbasetype, t.typtypmod), t.typnotnull, t.typdefault,
                         (SELECT jsonb_object_agg(c.conname, pg_get_constraintdef(c.oid))
                          FROM pg_constraint c WHERE c.contypid = t.oid AND c.contype = 'c'))::text, true
FROM pg_type t
JOIN inspected n ON n.oid = t.typnamespace
WHERE t.typtype = 'd'
  AND NOT EXISTS (SELECT FROM pg_depend x
                  WHERE x.classid = 'pg_type'::regclass AND x.objid = t.oid AND x.deptype = 'e')
UNION ALL
SELECT 'function', NULL,
       CASE WHEN NOT pg_function_is_visible(p.oid) THEN quote_ident(n.nspname) || '.' ELSE '' END
       || format('%%I(%%s)', p.proname, pg_get_function_identity_arguments(p.oid)), n.nspname::text,
       jsonb_build_array(concat_ws(' ', pg_get_function_result(p.oid), l.lanname, p.provolatile::text,
                                   p.proisstrict::text, p.prosecdef::text, p.proconfig::text,
                                   coalesce(pg_get_function_sqlbody(p.oid), p.prosrc)),
                         pg_get_functiondef(p.oid))::text, true
FROM pg_proc p
JOIN inspected n ON n.oid = p.pronamespace
JOIN pg_language l ON l.oid = p.prolang
WHERE p.prokind IN ('f', 'p')
  AND NOT EXISTS (SELECT FROM pg_depend x
                  WHERE x.classid = 'pg_proc'::regclass AND x.objid = p.oid AND x.deptype = 'e')
ORDER BY 1, 3
