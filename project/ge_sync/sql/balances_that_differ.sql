-- Licences whose balance here, with what our own allotments reserve added back, is not the server's.
SELECT license.license_number, license.balance_cif, facts.server_balance
FROM license_licensedetailsmodel AS license
JOIN (
    SELECT synced_id, (facts ->> 'server_balance_cif_fc')::numeric AS server_balance
    FROM ge_sync_serverrow
    WHERE "table" = 'license_licensedetailsmodel' AND facts ? 'server_balance_cif_fc'
) AS facts ON facts.synced_id = license.license_number
LEFT JOIN (
    SELECT license_id, sum(allotted_value) AS reserved
    FROM license_licenseimportitemsmodel
    GROUP BY license_id
) AS items ON items.license_id = license.id
WHERE license.balance_cif + coalesce(items.reserved, 0) <> facts.server_balance
ORDER BY license.license_number
