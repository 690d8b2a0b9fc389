ALTER TABLE depot_warehouse DROP COLUMN capacity;
