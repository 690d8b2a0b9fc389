-- How the real database is made, what this role may make in its place, and the lock by which only one proof is at work.
SELECT d.oid, pg_encoding_to_char(d.encoding), d.datcollate, d.datctype,
       (t.encoding, t.datcollate, t.datctype) = (d.encoding, d.datcollate, d.datctype), current_schemas(false),
       (SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user),
       has_database_privilege(d.oid, 'CREATE')
FROM pg_database d
LEFT JOIN pg_database t ON t.datname = 'template1'
CROSS JOIN (SELECT pg_advisory_lock(hashtext('project.migration_audit.rebuild.proof'))) AS held
WHERE d.datname = current_database()
