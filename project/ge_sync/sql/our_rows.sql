-- How many child rows the server lists, by table.
SELECT listed."table", sum(
    jsonb_array_length(listed.columns -> 'id')
    - jsonb_array_length(jsonb_path_query_array(listed.columns, '$.server_missing[*] ? (@ != null)'))
)
FROM ge_sync_serverrows AS link
JOIN ge_sync_syncedlicense AS synced ON synced.license_number = link.synced_id
CROSS JOIN LATERAL jsonb_each(link.rows) AS listed ("table", columns)
WHERE synced.state <> 'gone'
GROUP BY 1
