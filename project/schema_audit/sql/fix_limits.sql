-- Limits of the one statement of this transaction: for its lock; it may take as long as it needs.
SELECT set_config('lock_timeout', %(lock_timeout)s, true), set_config('statement_timeout', '0', true)
