-- Sets the limits and the search path of this transaction, and says what the session stands on.
SELECT current_schemas(false)::text[],
       set_config('lock_timeout', %(lock_timeout)s, true),
       set_config('statement_timeout', %(statement_timeout)s, true),
       set_config('search_path', concat_ws(', ',
           (SELECT string_agg(quote_ident(s), ', ' ORDER BY place)
            FROM unnest(coalesce(%(schemas)s::text[], current_schemas(false)::text[])) WITH ORDINALITY AS p (s, place)),
           (SELECT string_agg(quote_ident(s), ', ' ORDER BY s)
            FROM (SELECT DISTINCT e.extnamespace::regnamespace::text AS s FROM pg_extension e) AS x
            WHERE s <> 'pg_catalog' AND s <> ALL (coalesce(%(schemas)s::text[], current_schemas(false)::text[]))),
           'pg_temp'), true),
       current_setting('server_version_num')::int,
       ARRAY(SELECT e.extname || ' ' || e.extversion FROM pg_extension e ORDER BY 1),
       has_database_privilege(current_database(), 'TEMP'),
       pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean,
       current_user::text,
       ARRAY(SELECT n.nspname::text FROM pg_namespace n
             WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1)
