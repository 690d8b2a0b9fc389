-- Documents that the archive doesn't have; whoever keeps the same one meanwhile is no error.
INSERT INTO ge_sync_document (sha256, license_number, content, size, received_at)
SELECT sha256, license_number, content, size, now()
FROM unnest(%(sha256)s::text[], %(license_number)s::text[], %(content)s::bytea[], %(size)s::int[])
    AS new (sha256, license_number, content, size)
ON CONFLICT DO NOTHING
