-- What our side of the sync comes to, licence by licence that is not gone: facts that the server said, summed up here.
SELECT
    count(*),
    coalesce(sum((facts ->> 'server_cif_fc')::numeric), 0),
    coalesce(sum((facts ->> 'server_cif_inr')::numeric), 0),
    coalesce(sum((facts ->> 'server_fob_fc')::numeric), 0),
    coalesce(sum((facts ->> 'server_fob_inr')::numeric), 0),
    coalesce(sum((facts ->> 'server_balance_cif_fc')::numeric), 0),
    coalesce(sum((facts ->> 'server_balance_cif_inr')::numeric), 0)
FROM ge_sync_serverrows AS link
JOIN ge_sync_syncedlicense AS synced ON synced.license_number = link.synced_id
WHERE synced.state <> 'gone'
