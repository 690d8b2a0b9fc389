-- Held until the transaction ends: whoever else wants to mend this database sees it.
SELECT pg_try_advisory_xact_lock(hashtext('project.schema_audit.fixing'))
