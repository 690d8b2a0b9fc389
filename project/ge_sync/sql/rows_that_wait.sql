-- Rows of these licences that the server left out at the last check, and that may go at the next.
SELECT coalesce(sum(missing_rows), 0)
FROM ge_sync_syncedlicense
WHERE missing_rows > 0 AND license_number = ANY(%(license_numbers)s)
