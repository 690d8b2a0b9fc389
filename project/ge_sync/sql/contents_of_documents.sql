-- These documents, packed.
SELECT sha256, content
FROM ge_sync_document
WHERE sha256 = ANY(%(keys)s)
