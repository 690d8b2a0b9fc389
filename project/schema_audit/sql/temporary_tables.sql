-- The temporary tables of this session.
SELECT relname::text FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relkind IN ('r', 'p') ORDER BY 1
