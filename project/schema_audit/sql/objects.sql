-- Sequences, enums, domains, functions and triggers of the inspected schemas; the second column is the owning table.
-- Rules that do something else instead of a write are listed as triggers.
WITH inspected AS MATERIALIZED (
    SELECT n.oid, n.nspname FROM pg_namespace n WHERE n.nspname = ANY (%(namespaces)s)
)
SELECT 'sequence', d.refobjid::bigint, c.relname::text, n.nspname::text,
       jsonb_build_array(a.attname, coalesce(d.deptype::text, ''), format_type(s.seqtypid, NULL), s.seqstart,
                         s.seqincrement, s.seqmin, s.seqmax, s.seqcycle, has_sequence_privilege(c.oid, 'SELECT'))::text,
       has_sequence_privilege(c.oid, 'USAGE')
FROM pg_sequence s
JOIN pg_class c ON c.oid = s.seqrelid
JOIN inspected n ON n.oid = c.relnamespace
LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
                     AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE NOT EXISTS (SELECT FROM pg_depend x
                  WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e')
UNION ALL
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
UNION ALL
SELECT 'trigger', t.tgrelid::bigint, t.tgname::text, n.nspname::text, pg_get_triggerdef(t.oid, true),
       t.tgenabled IN ('O', 'A')
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
JOIN inspected n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal AND NOT c.relispartition
UNION ALL
SELECT 'trigger', r.ev_class::bigint, r.rulename::text, n.nspname::text, pg_get_ruledef(r.oid, true), true
FROM pg_rewrite r
JOIN pg_class c ON c.oid = r.ev_class
JOIN inspected n ON n.oid = c.relnamespace
WHERE r.is_instead AND r.ev_enabled IN ('O', 'A') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
ORDER BY 1, 3
