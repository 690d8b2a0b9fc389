DROP VIEW oldest_pointer;
