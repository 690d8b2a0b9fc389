-- What the sync knows of these licences.
SELECT *
FROM ge_sync_syncedlicense
WHERE license_number = ANY(%(license_numbers)s)
