-- Held until the transaction ends: whoever else wants to rebuild on this database sees it.
SELECT pg_try_advisory_xact_lock(hashtext('project.migration_audit.rebuild'))
