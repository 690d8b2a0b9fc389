-- Comments on indexes, constraints, sequences, functions and types; those on tables and columns are read with them.
SELECT 'comment', coalesce(i.indrelid, k.conrelid, t.tgrelid)::bigint,
       concat_ws(' ', d.classoid::regclass, c.relname, k.conname, t.tgname, p.proname, y.typname), d.description
FROM pg_description d
LEFT JOIN pg_class c ON d.classoid = 'pg_class'::regclass AND c.oid = d.objoid AND c.relkind IN ('i', 'I', 'S')
LEFT JOIN pg_index i ON i.indexrelid = c.oid
LEFT JOIN pg_constraint k ON d.classoid = 'pg_constraint'::regclass AND k.oid = d.objoid
LEFT JOIN pg_trigger t ON d.classoid = 'pg_trigger'::regclass AND t.oid = d.objoid
LEFT JOIN pg_proc p ON d.classoid = 'pg_proc'::regclass AND p.oid = d.objoid
LEFT JOIN pg_type y ON d.classoid = 'pg_type'::regclass AND y.oid = d.objoid
JOIN pg_namespace n ON n.oid = coalesce(c.relnamespace, k.connamespace, p.pronamespace, y.typnamespace,
                                        (SELECT r.relnamespace FROM pg_class r WHERE r.oid = t.tgrelid))
WHERE d.objsubid = 0 AND n.nspname = ANY (%(namespaces)s)
  AND NOT EXISTS (SELECT FROM pg_depend x
                  WHERE x.classid = d.classoid AND x.objid = d.objoid AND x.deptype = 'e')
ORDER BY 2, 3
