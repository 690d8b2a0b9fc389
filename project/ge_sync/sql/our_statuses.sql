-- How many licences that are not gone have each status.
SELECT link.facts ->> 'server_status', count(*)
FROM ge_sync_serverrows AS link
JOIN ge_sync_syncedlicense AS synced ON synced.license_number = link.synced_id
WHERE synced.state <> 'gone'
GROUP BY 1
