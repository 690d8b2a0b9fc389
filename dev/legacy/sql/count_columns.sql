-- Every column of every table: table, column, type, whether it may be NULL.
SELECT relname, attname, format_type(atttypid, NULL), NOT attnotnull
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
ORDER BY relname, attnum
