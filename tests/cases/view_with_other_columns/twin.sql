ALTER VIEW oldest_pointer SET (security_barrier = true);
