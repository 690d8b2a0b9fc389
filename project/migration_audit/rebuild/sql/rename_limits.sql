-- A rename takes an instant; whoever holds the table longer than this is not waited for, nor others made to wait.
SET LOCAL lock_timeout = '2s'
