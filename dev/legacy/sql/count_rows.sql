-- How many rows a table has, and one digest of all of them, whatever their order.
SELECT count(*), md5(coalesce(string_agg(digest, '' ORDER BY digest), ''))
FROM (SELECT md5(counted::text) AS digest FROM {table} AS counted) AS digests
