-- Who this session is, and whether it may create databases, or schemas in this one.
SELECT rolname::text, rolcreatedb OR rolsuper OR has_database_privilege(current_database(), 'CREATE')
FROM pg_roles WHERE rolname = current_user
