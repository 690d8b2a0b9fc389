-- The sequences of the inspected schemas; the second column is the owning table.
SELECT 'sequence', d.refobjid::bigint, c.relname::text, n.nspname::text,
       jsonb_build_array((SELECT a.attname FROM pg_attribute a
                          WHERE a.attrelid = d.refobjid AND a.attnum = d.refobjsubid),
                         coalesce(d.deptype::text, ''), format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement,
                         s.seqmin, s.seqmax, s.seqcycle, has_sequence_privilege(c.oid, 'SELECT'))::text,
       has_sequence_privilege(c.oid, 'USAGE')
FROM pg_sequence s
JOIN pg_class c ON c.oid = s.seqrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
                     AND (d.deptype = 'e' OR d.deptype IN ('a', 'i') AND d.refclassid = 'pg_class'::regclass)
WHERE n.nspname = ANY (%(namespaces)s)
  AND d.deptype IS DISTINCT FROM 'e'
ORDER BY c.relname
