-- An index that a broken CREATE INDEX CONCURRENTLY left behind, and that nobody builds right now.
SELECT i.indexrelid::regclass::text
FROM pg_index i
WHERE i.indrelid = to_regclass(%(table)s) AND i.indexrelid = to_regclass(%(index)s) AND NOT i.indisvalid
  AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)
