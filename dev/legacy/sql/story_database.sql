-- The comment of the database of that name; no row where there is none.
SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %(name)s
