-- Who lists a bill of entry, and when the server last changed the licence that does.
SELECT DISTINCT debit.bill_of_entry_id, synced.license_number, synced.updated_at
FROM bill_of_entry_rowdetails AS debit
JOIN license_licenseimportitemsmodel AS item ON item.id = debit.sr_number_id
JOIN ge_sync_syncedlicense AS synced ON synced.license_id = item.license_id
JOIN ge_sync_serverrow AS link
    ON link.synced_id = synced.license_number
    AND link."table" = 'bill_of_entry_rowdetails'
    AND link.row_id = debit.id
WHERE debit.bill_of_entry_id = ANY(%(bills)s) AND synced.updated_at IS NOT NULL AND NOT link.facts ? 'server_missing'
