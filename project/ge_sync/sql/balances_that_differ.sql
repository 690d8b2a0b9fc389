-- Licences whose balance here, with what our own allotments reserve added back, is not the server's. What is reserved is
-- looked up for each licence by itself: right after a first load nobody knows yet how many rows a join would meet.
SELECT license_number, balance_cif, server_balance
FROM (
    SELECT license.license_number, license.balance_cif, facts.server_balance, (
        SELECT coalesce(sum(allotted_value), 0) FROM license_licenseimportitemsmodel WHERE license_id = license.id
    ) AS reserved
    FROM license_licensedetailsmodel AS license
    JOIN (
        SELECT synced_id, (facts ->> 'server_balance_cif_fc')::numeric AS server_balance
        FROM ge_sync_serverrows
        WHERE facts ? 'server_balance_cif_fc'
    ) AS facts ON facts.synced_id = license.license_number
) AS balances
WHERE balance_cif + reserved <> server_balance
ORDER BY license_number
