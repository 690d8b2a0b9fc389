ALTER TABLE depot_tag RENAME TO old_tag;
