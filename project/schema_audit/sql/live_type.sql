-- The type of a column that is there, or the kind of a table that is there where no column is asked for.
SELECT coalesce(format_type(a.atttypid, a.atttypmod), c.relkind::text)
FROM pg_class c
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = %(column)s AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.oid = to_regclass(%(table)s) AND (%(column)s::text IS NULL OR a.attname IS NOT NULL)
