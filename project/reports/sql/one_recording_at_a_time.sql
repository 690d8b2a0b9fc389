-- Held until the transaction ends: two runs of one kind compare themselves with the past one after the other.
SELECT pg_advisory_xact_lock(hashtext('reports.record'), hashtext(%(kind)s))
