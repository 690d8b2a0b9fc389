-- What statements depend on: default schema, version, lock_timeout in seconds, the zone, volatile functions, and domains
-- with constraints.
SELECT
    current_schema(),
    current_setting('server_version_num')::int,
    (SELECT setting::float8 / 1000 FROM pg_settings WHERE name = 'lock_timeout'),
    current_setting('TimeZone'),
    (SELECT array_agg(DISTINCT proname::text) FROM pg_proc WHERE provolatile = 'v' AND prokind = 'f'),
    (
        SELECT coalesce(array_agg(DISTINCT t.typname::text), '{}')
        FROM pg_type t
        WHERE t.typtype = 'd'
          AND (t.typnotnull OR EXISTS (SELECT FROM pg_constraint k WHERE k.contypid = t.oid))
          AND t.typnamespace <> 'information_schema'::regnamespace
    )
