-- Which of these documents the archive has.
SELECT sha256
FROM ge_sync_document
WHERE sha256 = ANY(%(keys)s)
