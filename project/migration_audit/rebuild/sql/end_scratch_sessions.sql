-- Sessions that a killed proof left in a scratch database; waits for the end of each.
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %(name)s AND usename = current_user
