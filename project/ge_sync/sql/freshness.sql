-- Licences that are neither gone nor expired, and how many of them were found in step within %(hours)s hours.
SELECT count(*), count(*) FILTER (
    WHERE synced.state = 'synced' AND synced.checked_at >= now() - make_interval(hours => %(hours)s)
)
FROM ge_sync_syncedlicense AS synced
LEFT JOIN license_licensedetailsmodel AS license ON license.id = synced.license_id
WHERE synced.state <> 'gone' AND coalesce(license.license_expiry_date, 'infinity') >= %(today)s
