CREATE OR REPLACE VIEW oldest_pointer AS SELECT min(legacy_id) AS legacy_id, count(*) AS counted FROM old_pointers;
