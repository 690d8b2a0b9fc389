ALTER TABLE depot_warehouse DROP COLUMN capacity;
ALTER TABLE depot_warehouse ADD COLUMN capacity integer NOT NULL DEFAULT 0;
ALTER TABLE depot_warehouse ALTER capacity DROP DEFAULT;
