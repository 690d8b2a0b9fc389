ALTER TABLE depot_pointer DROP CONSTRAINT pointer_legacy;
ALTER TABLE depot_pointer ADD CONSTRAINT pointer_legacy UNIQUE NULLS NOT DISTINCT (legacy_id);
