CREATE OR REPLACE VIEW old_pointers AS SELECT id, legacy_id, legacy_id < 20 AS old FROM depot_pointer WHERE id > 0;
GRANT SELECT ON old_pointers TO PUBLIC;
