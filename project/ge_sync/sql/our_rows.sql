-- How many child rows the server lists, by table.
SELECT link."table", count(*)
FROM ge_sync_serverrow AS link
JOIN ge_sync_syncedlicense AS synced ON synced.license_number = link.synced_id
WHERE synced.state <> 'gone' AND NOT link.facts ? 'server_missing'
GROUP BY 1
