-- The name of the database to build in, its encoding, and the lock by which only one session does: held to its end.
SELECT 'schema_audit_scratch_' || d.oid, pg_encoding_to_char(d.encoding)
FROM pg_database d, (SELECT pg_advisory_lock(hashtext('schema_audit_scratch'))) AS held
WHERE d.datname = current_database()
