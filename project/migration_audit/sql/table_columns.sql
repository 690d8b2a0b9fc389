-- The columns of every table: schema, table, column, type, whether it is NOT NULL, and whether a validated check says so.
SELECT
    n.nspname,
    c.relname,
    a.attname,
    format_type(a.atttypid, a.atttypmod),
    a.attnotnull,
    EXISTS (
        SELECT
        FROM pg_constraint k
        WHERE k.conrelid = c.oid
          AND k.contype = 'c'
          AND k.convalidated
          AND pg_get_constraintdef(k.oid) = format('CHECK ((%I IS NOT NULL))', a.attname)
    )
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE a.attnum > 0
  AND NOT a.attisdropped
  AND c.relkind IN ('r', 'p')
  AND c.relpersistence <> 't'
  AND n.nspname NOT IN ('pg_catalog', 'information_schema')
