-- Sessions that a killed proof left in a scratch database.
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %(name)s AND usename = current_user
