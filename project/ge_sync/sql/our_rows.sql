-- How many child rows the server lists, by table; few columns say of any that it is missing.
SELECT listed."table", sum(jsonb_array_length(listed.columns -> 'id') - CASE
    WHEN listed.columns ? 'server_missing'
    THEN jsonb_array_length(jsonb_path_query_array(listed.columns, '$.server_missing[*] ? (@ != null)'))
    ELSE 0
END)
FROM ge_sync_serverrows AS link
JOIN ge_sync_syncedlicense AS synced ON synced.license_number = link.synced_id
CROSS JOIN LATERAL jsonb_each(link.rows) AS listed ("table", columns)
WHERE synced.state <> 'gone'
GROUP BY 1
