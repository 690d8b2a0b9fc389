-- Licences with customs debits that the server has left out twice.
SELECT DISTINCT synced_id
FROM ge_sync_serverrow
WHERE "table" = 'bill_of_entry_rowdetails' AND facts ? 'server_disputed'
ORDER BY synced_id
