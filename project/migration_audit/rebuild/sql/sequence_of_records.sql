-- The sequence that gives the rows of django_migrations their ids; NULL without one.
SELECT pg_get_serial_sequence('django_migrations', 'id')
WHERE to_regclass('django_migrations') IS NOT NULL
UNION ALL
SELECT NULL
LIMIT 1
