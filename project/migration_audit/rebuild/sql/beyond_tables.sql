-- What sql/*.sql of the schema audit leave out, of every schema that isn't PostgreSQL's own, or of one of them alone:
-- kind, place, definition.
WITH space AS MATERIALIZED (
    SELECT oid, nspname::text AS name FROM pg_namespace
    WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND %(alone)s IN ('', nspname)
), member AS MATERIALIZED (
    SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), relation AS MATERIALIZED (
    SELECT c.*, c.oid AS id, quote_ident(s.name) || '.' || quote_ident(c.relname) AS place
    FROM pg_class c JOIN space s ON s.oid = c.relnamespace
    WHERE ('pg_class'::regclass, c.oid) NOT IN (SELECT * FROM member)
)
SELECT 'view' AS kind, place AS place, concat_ws(' ', relkind, reloptions::text, pg_get_viewdef(id)) AS definition
FROM relation WHERE relkind IN ('v', 'm')
UNION ALL
SELECT 'view index', r.place || '.' || i.relname, pg_get_indexdef(i.oid)
FROM relation r JOIN pg_index x ON x.indrelid = r.id JOIN pg_class i ON i.oid = x.indexrelid WHERE r.relkind = 'm'
UNION ALL
SELECT 'storage', place,
       concat_ws(' ', relkind, reloptions::text, 'replica identity', relreplident, 'owner', relowner::regrole,
                 (SELECT spcname FROM pg_tablespace WHERE oid = reltablespace))
FROM relation WHERE relkind IN ('r', 'p', 'f', 'i', 'S', 'v', 'm')
UNION ALL
SELECT 'column storage', r.place || '.' || a.attname,
       concat_ws(' ', a.attstorage, a.attcompression, coalesce(a.attstattarget, -1), a.attoptions::text)
FROM relation r JOIN pg_attribute a ON a.attrelid = r.id
WHERE r.relkind IN ('r', 'p', 'm') AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT 'privilege', place, ARRAY(SELECT t::text FROM unnest(relacl) AS t ORDER BY 1)::text
FROM relation WHERE relacl IS NOT NULL
UNION ALL
SELECT 'privilege', r.place || '.' || a.attname, a.attacl::text
FROM relation r JOIN pg_attribute a ON a.attrelid = r.id WHERE a.attacl IS NOT NULL
UNION ALL
SELECT 'privilege', concat_ws(' ', 'function', p.oid::regprocedure), p.proacl::text
FROM pg_proc p JOIN space s ON s.oid = p.pronamespace
WHERE p.proacl IS NOT NULL AND ('pg_proc'::regclass, p.oid) NOT IN (SELECT * FROM member)
UNION ALL
SELECT 'rule', r.place || '.' || w.rulename, pg_get_ruledef(w.oid)
FROM pg_rewrite w JOIN relation r ON r.id = w.ev_class WHERE w.rulename <> '_RETURN'
UNION ALL
SELECT 'policy', r.place || '.' || p.polname,
       concat_ws(' ', p.polcmd, p.polpermissive, p.polroles::regrole[]::text, pg_get_expr(p.polqual, p.polrelid),
                 pg_get_expr(p.polwithcheck, p.polrelid))
FROM pg_policy p JOIN relation r ON r.id = p.polrelid
UNION ALL
SELECT 'statistics', s.name || '.' || x.stxname, pg_get_statisticsobjdef(x.oid)
FROM pg_statistic_ext x JOIN space s ON s.oid = x.stxnamespace
UNION ALL
SELECT 'inheritance', r.place, concat_ws(' ', i.inhparent::regclass, pg_get_expr(r.relpartbound, r.id))
FROM pg_inherits i JOIN relation r ON r.id = i.inhrelid WHERE r.relkind IN ('r', 'p', 'f')
UNION ALL
SELECT 'trigger state', r.place || '.' || t.tgname, t.tgenabled::text
FROM pg_trigger t JOIN relation r ON r.id = t.tgrelid WHERE NOT t.tgisinternal
UNION ALL
SELECT 'extension', e.extname, 'in schema ' || n.nspname
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
UNION ALL
SELECT 'schema', name, '' FROM space
UNION ALL
SELECT 'type', s.name || '.' || t.typname,
       concat_ws(' ', t.typtype, (SELECT string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', '
                                                    ORDER BY a.attnum)
                                  FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0),
                 (SELECT format_type(g.rngsubtype, NULL) FROM pg_range g WHERE g.rngtypid = t.oid))
FROM pg_type t JOIN space s ON s.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE (t.typtype = 'r' OR (t.typtype = 'c' AND c.relkind = 'c'))
  AND ('pg_type'::regclass, t.oid) NOT IN (SELECT * FROM member)
UNION ALL
SELECT 'aggregate', p.oid::regprocedure::text, concat_ws(' ', p.prokind, a.aggtransfn::regproc, a.agginitval)
FROM pg_proc p JOIN space s ON s.oid = p.pronamespace JOIN pg_aggregate a ON a.aggfnoid = p.oid
WHERE ('pg_proc'::regclass, p.oid) NOT IN (SELECT * FROM member)
UNION ALL
SELECT 'operator', o.oid::regoperator::text, o.oprcode::text
FROM pg_operator o JOIN space s ON s.oid = o.oprnamespace
WHERE ('pg_operator'::regclass, o.oid) NOT IN (SELECT * FROM member)
UNION ALL
SELECT 'cast', concat_ws(' ', c.castsource::regtype, 'to', c.casttarget::regtype), concat_ws(' ', c.castcontext, c.castfunc::regproc)
FROM pg_cast c WHERE c.oid >= 16384 AND ('pg_cast'::regclass, c.oid) NOT IN (SELECT * FROM member)
UNION ALL
SELECT 'collation', s.name || '.' || c.collname, concat_ws(' ', c.collprovider, c.collisdeterministic, to_jsonb(c) ->> 'collcollate',
       to_jsonb(c) ->> 'collctype', coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale'))
FROM pg_collation c JOIN space s ON s.oid = c.collnamespace
WHERE ('pg_collation'::regclass, c.oid) NOT IN (SELECT * FROM member)
UNION ALL
SELECT 'text search', s.name || '.' || c.cfgname, p.prsname::text
FROM pg_ts_config c JOIN space s ON s.oid = c.cfgnamespace JOIN pg_ts_parser p ON p.oid = c.cfgparser
WHERE ('pg_ts_config'::regclass, c.oid) NOT IN (SELECT * FROM member)
UNION ALL
SELECT 'event trigger', evtname, concat_ws(' ', evtevent, evtenabled, evtfoid::regproc, evttags::text)
FROM pg_event_trigger
UNION ALL
SELECT 'publication', pubname, concat_ws(' ', puballtables, pubinsert, pubupdate, pubdelete) FROM pg_publication
UNION ALL
SELECT 'comment', pg_describe_object(d.classoid, d.objoid, d.objsubid), d.description
FROM pg_description d
WHERE d.objoid >= 16384 AND (d.classoid, d.objoid) NOT IN (SELECT * FROM member)
  AND d.classoid <> 'pg_extension'::regclass
  AND (%(alone)s = '' OR strpos((pg_identify_object(d.classoid, d.objoid, d.objsubid)).identity, %(alone)s) > 0)
ORDER BY 1, 2
