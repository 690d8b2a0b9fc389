-- What tells this database from every other, and whether it only follows another one.
SELECT concat_ws(' ', d.oid, d.datname, extract(epoch FROM pg_postmaster_start_time())), pg_is_in_recovery()
FROM pg_database d
WHERE d.datname = current_database()
