-- Licences with customs debits that the server has left out twice.
SELECT synced_id
FROM ge_sync_serverrows
WHERE rows -> 'bill_of_entry_rowdetails' ? 'server_disputed'
ORDER BY synced_id
