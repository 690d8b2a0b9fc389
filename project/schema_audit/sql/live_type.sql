-- The type of a column that is there ("computed" where its values are), or the kind of a table where none is asked for.
SELECT CASE WHEN a.attgenerated <> '' THEN 'computed'
            ELSE coalesce(format_type(a.atttypid, a.atttypmod), c.relkind::text) END
FROM pg_class c
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = %(column)s AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.oid = to_regclass(%(table)s) AND (%(column)s::text IS NULL OR a.attname IS NOT NULL)
