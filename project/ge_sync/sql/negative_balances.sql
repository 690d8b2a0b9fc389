-- Synced licences from which more was taken than they are worth.
SELECT license.license_number
FROM license_licensedetailsmodel AS license
JOIN ge_sync_syncedlicense AS synced ON synced.license_id = license.id
WHERE license.balance_cif < 0
ORDER BY license.license_number
