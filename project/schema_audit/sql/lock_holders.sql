-- Who holds a lock on a table, whoever began first.
SELECT a.pid, coalesce(nullif(a.application_name, ''), a.usename::text, '?'), coalesce(a.state, '?'),
       coalesce(extract(epoch FROM clock_timestamp() - a.xact_start)::int, 0)
FROM pg_stat_activity a
WHERE a.pid <> pg_backend_pid() AND a.pid IN (
    SELECT l.pid FROM pg_locks l
    WHERE l.locktype = 'relation' AND l.granted AND l.relation = to_regclass(%(table)s)
      AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()))
ORDER BY a.xact_start NULLS LAST
LIMIT 3
