ALTER TABLE depot_pointer DROP CONSTRAINT pointer_legacy;
ALTER TABLE depot_pointer ADD CONSTRAINT pointer_legacy UNIQUE (legacy_id);
