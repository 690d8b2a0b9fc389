-- The connected database: its name, and the number that only this one of the name has.
SELECT concat(datname, ' (', oid, ')') FROM pg_database WHERE datname = current_database()
