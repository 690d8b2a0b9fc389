-- A statement that goes on in the server although whoever sent it is gone.
SELECT pid FROM pg_stat_activity
WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()
  AND query = left(%(sql)s, length(query)) AND query <> ''
LIMIT 1
