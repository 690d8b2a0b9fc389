ALTER TABLE depot_place DROP COLUMN name;
