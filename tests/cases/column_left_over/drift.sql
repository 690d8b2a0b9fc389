ALTER TABLE depot_place ADD COLUMN is_restrict boolean;
