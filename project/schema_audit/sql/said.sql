-- All that is said of each of the given tables in one text: equal texts, equal tables, whatever the order of the columns.
-- What came with the server is told by its number, which is the same everywhere below 12000; all else in PostgreSQL's
-- words, and in quotation marks where two things could read as one. Of an index in words the beginning is cut by its
-- exact length, since it names the schema.
WITH triggers AS MATERIALIZED (
    SELECT array_agg(g.tgconstraint) FILTER (WHERE g.tgisinternal AND g.tgenabled NOT IN ('O', 'A')) AS off,
           array_agg(g.tgrelid) FILTER (WHERE NOT g.tgisinternal) AS tables
    FROM pg_trigger g
)
SELECT r.oid::bigint,
       concat(
           (SELECT string_agg(
                concat_ws(' ',
                    quote_ident(a.attname),
                    CASE WHEN a.atttypid < 12000 THEN a.atttypid::text ELSE format_type(a.atttypid, NULL) END,
                    a.atttypmod,
                    a.attnotnull,
                    a.attidentity,
                    a.attgenerated,
                    CASE WHEN a.attcollation < 12000 THEN a.attcollation::text
                         ELSE a.attcollation::regcollation::text END,
                    CASE WHEN a.atthasdef THEN
                        (SELECT pg_get_expr(e.adbin, e.adrelid) FROM pg_attrdef e
                         WHERE e.adrelid = a.attrelid AND e.adnum = a.attnum)
                    END),
                E'\n' ORDER BY a.attname)
            FROM pg_attribute a
            WHERE a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped),
           E'\nconstraints\n',
           (SELECT string_agg(
                concat_ws(' ',
                    quote_ident(k.conname),
                    k.contype,
                    pg_get_constraintdef(k.oid),
                    CASE WHEN k.oid = ANY (triggers.off) THEN 'off' END),
                E'\n' ORDER BY k.conname)
            FROM pg_constraint k
            WHERE k.conrelid = r.oid
              AND (k.contype IN ('p', 'u', 'f', 'c', 'x') OR k.contype = 'n' AND NOT k.convalidated)
              AND (k.conparentid = 0
                   OR k.conrelid <> (SELECT p.conrelid FROM pg_constraint p WHERE p.oid = k.conparentid))),
           E'\nindexes\n',
           (SELECT string_agg(
                concat_ws(' ',
                    quote_ident(ic.relname),
                    i.indisvalid AND i.indisready,
                    CASE WHEN ic.relam IN (403, 405) AND NOT i.indisunique AND i.indexprs IS NULL AND i.indnatts <= 4
                              AND 12000 > ALL (i.indclass) AND 12000 > ALL (i.indcollation) THEN
                        concat_ws(' ', ic.relam, i.indnkeyatts, i.indclass, i.indcollation, i.indoption, ic.reloptions,
                            named.columns[i.indkey[0]], named.columns[i.indkey[1]],
                            named.columns[i.indkey[2]], named.columns[i.indkey[3]],
                            'WHERE ' || pg_get_expr(i.indpred, i.indrelid))
                    ELSE
                        substr(pg_get_indexdef(i.indexrelid),
                               length(format('CREATE %%sINDEX %%I ON %%s%%I.%%I USING ',
                                             CASE WHEN i.indisunique THEN 'UNIQUE ' END,
                                             ic.relname,
                                             CASE WHEN ic.relkind = 'I' THEN 'ONLY ' END,
                                             CASE WHEN n.oid = pg_my_temp_schema() THEN 'pg_temp' ELSE n.nspname END,
                                             c.relname)) + 1)
                        || CASE WHEN i.indisunique THEN ' UNIQUE' ELSE '' END
                    END),
                E'\n' ORDER BY ic.relname)
            FROM pg_index i
            JOIN pg_class ic ON ic.oid = i.indexrelid
            WHERE i.indrelid = r.oid
              AND NOT i.indisprimary
              AND NOT i.indisexclusion
              AND NOT (i.indisunique AND EXISTS (SELECT FROM pg_constraint u
                                                 WHERE u.conrelid = r.oid AND u.conindid = i.indexrelid
                                                   AND u.contype = 'u'))),
           E'\ntriggers\n',
           (SELECT string_agg(concat_ws(' ', quote_ident(t.tgname), t.tgenabled IN ('O', 'A'),
                                        pg_get_triggerdef(t.oid, true)),
                              E'\n' ORDER BY t.tgname)
            FROM pg_trigger t
            WHERE r.oid = ANY (triggers.tables) AND t.tgrelid = r.oid AND NOT t.tgisinternal AND t.tgparentid = 0),
           E'\nrules\n',
           (SELECT string_agg(concat_ws(' ', quote_ident(w.rulename), pg_get_ruledef(w.oid, true)),
                              E'\n' ORDER BY w.rulename)
            FROM pg_rewrite w
            WHERE c.relhasrules AND w.ev_class = r.oid AND w.is_instead AND w.ev_enabled IN ('O', 'A')),
           E'\ncomments\n',
           (SELECT string_agg(concat_ws(' ', quote_ident(a.attname), quote_literal(m.description)),
                              E'\n' ORDER BY a.attname)
            FROM pg_description m
            JOIN pg_attribute a ON a.attrelid = m.objoid AND a.attnum = m.objsubid
            WHERE m.objoid = r.oid AND m.classoid = 'pg_class'::regclass AND m.objsubid > 0))
FROM unnest(%(tables)s::oid[]) AS r (oid)
JOIN pg_class c ON c.oid = r.oid
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN triggers
CROSS JOIN LATERAL (
    SELECT ARRAY(SELECT quote_ident(a.attname) FROM pg_attribute a WHERE a.attrelid = r.oid AND a.attnum > 0
                 ORDER BY a.attnum) AS columns
    OFFSET 0
) AS named
