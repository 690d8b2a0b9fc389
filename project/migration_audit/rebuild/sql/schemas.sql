-- The schemas of the search path in its order, then all others that are not PostgreSQL's own.
SELECT current_schemas(false),
       ARRAY(SELECT nspname::text FROM pg_namespace
             WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND nspname <> ALL (current_schemas(false))
             ORDER BY 1)
