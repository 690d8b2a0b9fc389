-- How many child rows of these licences the server has listed at some time.
SELECT coalesce(sum(jsonb_array_length(listed.columns -> 'id')), 0)
FROM ge_sync_serverrows AS link
CROSS JOIN LATERAL jsonb_each(link.rows) AS listed ("table", columns)
WHERE link.synced_id = ANY(%(license_numbers)s)
