CREATE VIEW of_others AS SELECT legacy_id FROM old_pointers;
