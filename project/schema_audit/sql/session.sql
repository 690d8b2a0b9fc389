-- Sets the limits and the search path of this transaction, and says what the session stands on. A schema asked for by
-- name comes before those of the role's own path. Compiling statements that are sent once (JIT) only costs.
WITH own AS MATERIALIZED (
    SELECT current_schemas(false)::text[] AS path
), searched AS MATERIALIZED (
    SELECT o.path AS own,
           CASE WHEN %(schema)s::text IS NULL THEN o.path
                ELSE array_prepend(%(schema)s::text, array_remove(o.path, %(schema)s::text)) END AS path
    FROM own o
)
SELECT s.path,
       coalesce(s.own[1], ''),
       concat_ws(' ', current_setting('TimeZone'), current_setting('DateStyle'), current_setting('IntervalStyle'),
                 current_setting('quote_all_identifiers'), current_setting('standard_conforming_strings'),
                 current_setting('bytea_output'), current_setting('extra_float_digits'), current_setting('lc_monetary')),
       set_config('search_path', concat_ws(', ',
           (SELECT string_agg(quote_ident(p.name), ', ' ORDER BY p.place)
            FROM unnest(s.path) WITH ORDINALITY AS p (name, place)),
           (SELECT string_agg(quote_ident(x.name), ', ' ORDER BY x.name)
            FROM (SELECT DISTINCT e.extnamespace::regnamespace::text AS name FROM pg_extension e) AS x
            WHERE x.name <> 'pg_catalog' AND x.name <> ALL (s.path)),
           'pg_temp'), true),
       current_setting('server_version_num')::int,
       ARRAY(SELECT e.extname || ' ' || e.extversion FROM pg_extension e ORDER BY 1),
       has_database_privilege(current_database(), 'TEMP'),
       pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean,
       current_user::text,
       ARRAY(SELECT n.nspname::text FROM pg_namespace n
             WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1),
       ARRAY(SELECT n.nspname::text FROM pg_namespace n
             WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
               AND has_schema_privilege(n.oid, 'USAGE') ORDER BY 1),
       CASE WHEN current_setting('session_replication_role') = 'replica' THEN
           ARRAY(SELECT 'ALTER '
                        || concat_ws(' IN ', 'ROLE ' || nullif(r.setrole, 0)::regrole::text,
                                     'DATABASE ' || quote_ident(d.datname))
                        || ' RESET session_replication_role'
                 FROM pg_db_role_setting r
                 LEFT JOIN pg_database d ON d.oid = r.setdatabase
                 WHERE (r.setdatabase = 0 OR d.datname = current_database())
                   AND r.setrole IN (0, session_user::regrole)
                   AND EXISTS (SELECT FROM unnest(r.setconfig) AS c WHERE c LIKE 'session_replication_role=%%')
                 ORDER BY r.setrole, r.setdatabase)
       END,
       set_config('lock_timeout', %(lock_timeout)s, true),
       set_config('statement_timeout', %(statement_timeout)s, true),
       set_config('jit', 'off', true)
FROM searched s
