-- Who this session is, and whether it may create databases.
SELECT rolname::text, rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user
