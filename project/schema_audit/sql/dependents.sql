-- What PostgreSQL won't change a column's type under, with the statements that take it away and bring it back; no such
-- statements for what has more to it than they would say. What stands on a view comes after it.
WITH RECURSIVE asked AS (
    SELECT a.key, to_regclass(a.relation) AS relation, c.attnum
    FROM unnest(%(keys)s::text[], %(tables)s::text[], %(columns)s::text[]) AS a (key, relation, name)
    JOIN pg_attribute c ON c.attrelid = to_regclass(a.relation) AND c.attname = a.name AND NOT c.attisdropped
), direct AS (
    SELECT DISTINCT a.key, a.relation, d.classid, d.objid
    FROM asked a
    JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = a.relation AND d.refobjsubid = a.attnum
    WHERE d.classid IN ('pg_rewrite'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass,
                        'pg_publication_rel'::regclass, 'pg_proc'::regclass)
), views AS (
    SELECT d.key, r.ev_class AS view, 1 AS depth
    FROM direct d JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
    WHERE r.ev_class <> d.relation
    UNION
    SELECT v.key, r.ev_class, v.depth + 1
    FROM views v
    JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = v.view AND d.classid = 'pg_rewrite'::regclass
    JOIN pg_rewrite r ON r.oid = d.objid AND r.ev_class <> v.view
), named AS (
    SELECT v.key, c.oid, max(v.depth) AS depth, format('%%I.%%I', n.nspname, c.relname) AS name, c.relkind, c.relowner,
           c.relacl, c.reloptions,
           EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid)
               OR (SELECT count(*) > 1 FROM pg_rewrite r WHERE r.ev_class = c.oid)
               OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
                          AND (a.attacl IS NOT NULL OR col_description(c.oid, a.attnum) IS NOT NULL)) AS has_more
    FROM views v JOIN pg_class c ON c.oid = v.view JOIN pg_namespace n ON n.oid = c.relnamespace
    GROUP BY v.key, c.oid, n.nspname
)
SELECT n.key, n.depth, pg_describe_object('pg_class'::regclass, n.oid, 0),
       CASE n.relkind WHEN 'm' THEN 'DROP MATERIALIZED VIEW ' ELSE 'DROP VIEW ' END || n.name,
       CASE WHEN n.relkind = 'v' AND NOT n.has_more THEN
           format('CREATE VIEW %%s%%s AS %%s', n.name, ' WITH (' || array_to_string(n.reloptions, ', ') || ')',
                  rtrim(pg_get_viewdef(n.oid), '; '))
           || CASE WHEN n.relowner = current_user::regrole THEN ''
                   ELSE format('; ALTER VIEW %%s OWNER TO %%s', n.name, n.relowner::regrole) END
           || coalesce((SELECT string_agg(format('; GRANT %%s ON %%s TO %%s%%s', g.privilege_type, n.name,
                                                 CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END,
                                                 CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END), '')
                        FROM aclexplode(n.relacl) g WHERE g.grantee <> n.relowner), '')
           || coalesce('; COMMENT ON VIEW ' || n.name || ' IS ' || quote_literal(obj_description(n.oid, 'pg_class')), '')
       END
FROM named n
UNION ALL
SELECT d.key, 0, pg_describe_object(d.classid, d.objid, 0),
       format('DROP TRIGGER %%I ON %%s', t.tgname, t.tgrelid::regclass),
       CASE WHEN t.tgenabled = 'O' THEN pg_get_triggerdef(t.oid) END
FROM direct d JOIN pg_trigger t ON d.classid = 'pg_trigger'::regclass AND t.oid = d.objid
WHERE NOT t.tgisinternal
UNION ALL
SELECT d.key, 0, pg_describe_object(d.classid, d.objid, 0),
       format('DROP POLICY %%I ON %%s', p.polname, p.polrelid::regclass),
       format('CREATE POLICY %%I ON %%s AS %%s FOR %%s TO %%s%%s%%s', p.polname, p.polrelid::regclass,
              CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
              CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                            WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
              (SELECT string_agg(CASE r.role WHEN 0 THEN 'PUBLIC' ELSE r.role::regrole::text END, ', ')
               FROM unnest(p.polroles) AS r (role)),
              ' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
              ' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
FROM direct d JOIN pg_policy p ON d.classid = 'pg_policy'::regclass AND p.oid = d.objid
UNION ALL
SELECT d.key, 0, pg_describe_object(d.classid, d.objid, 0), '', NULL
FROM direct d LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
WHERE d.classid IN ('pg_publication_rel'::regclass, 'pg_proc'::regclass) OR r.ev_class = d.relation
ORDER BY 1, 2, 3
