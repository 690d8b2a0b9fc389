-- Documents that the archive doesn't have; whoever keeps the same one meanwhile is no error.
INSERT INTO ge_sync_document (sha256, license_number, content, size, received_at)
SELECT sha256, license_number, content, size, now()
FROM unnest(%(keys)s::text[], %(license_numbers)s::text[], %(contents)s::bytea[], %(sizes)s::int[])
    AS new (sha256, license_number, content, size)
ON CONFLICT DO NOTHING
