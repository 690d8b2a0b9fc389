-- One lock per licence until the end of the transaction, known to us or not, always taken in the same order.
SELECT pg_advisory_xact_lock(hashtextextended('ge_sync/' || license_number, 0))
FROM (SELECT unnest(%(license_numbers)s::text[]) AS license_number ORDER BY 1) AS wanted
