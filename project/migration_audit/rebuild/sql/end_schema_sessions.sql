-- Sessions that a killed proof left in a scratch schema, which they are named for; waits for the end of each.
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = %(name)s AND usename = current_user
