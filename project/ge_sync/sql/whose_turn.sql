-- Known licences that are due, the most urgent first: pending transfers, then what expires within thirty days, then
-- what still has a balance, then the rest; within each, whoever has waited longest.
WITH due AS (
    SELECT license.license_number, synced.next_due, CASE
        WHEN EXISTS (
            SELECT FROM license_licensetransfermodel AS transfer
            WHERE transfer.license_id = license.id AND transfer.transfer_status ILIKE '%%pending%%'
        ) THEN 1
        WHEN license.license_expiry_date BETWEEN %(today)s AND %(today)s + 30 THEN 2
        WHEN license.balance_cif > 0 THEN 3
        ELSE 4
    END AS urgency
    FROM license_licensedetailsmodel AS license
    LEFT JOIN ge_sync_syncedlicense AS synced ON synced.license_number = license.license_number
    WHERE license.license_number ~ '^[0-9]{10}$'
        AND synced.state IS DISTINCT FROM 'gone' AND coalesce(synced.next_due, '-infinity') <= now()
)
SELECT license_number FROM due ORDER BY urgency, next_due NULLS FIRST, license_number
