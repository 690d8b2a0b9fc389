-- Held until the transaction ends, however long that waits: whoever else wants to rebuild on this database sees it.
SELECT pg_try_advisory_xact_lock(hashtext('project.migration_audit.rebuild')),
       set_config('idle_in_transaction_session_timeout', '0', true)
