-- Who lists a bill of entry, and when the server last changed the licence that does.
SELECT DISTINCT debit.bill_of_entry_id, synced.license_number, synced.updated_at
FROM bill_of_entry_rowdetails AS debit
JOIN license_licenseimportitemsmodel AS item ON item.id = debit.sr_number_id
JOIN ge_sync_syncedlicense AS synced ON synced.license_id = item.license_id
JOIN ge_sync_serverrows AS link ON link.synced_id = synced.license_number
CROSS JOIN LATERAL (SELECT link.rows -> 'bill_of_entry_rowdetails') AS listed (columns)
CROSS JOIN LATERAL jsonb_array_elements(listed.columns -> 'id') WITH ORDINALITY AS linked (id, place)
WHERE debit.bill_of_entry_id = ANY(%(bills)s)
    AND synced.updated_at IS NOT NULL
    AND linked.id = to_jsonb(debit.id)
    AND listed.columns -> 'server_missing' ->> (linked.place - 1)::int IS NULL
