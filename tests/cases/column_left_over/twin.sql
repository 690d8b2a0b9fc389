ALTER TABLE depot_place ADD COLUMN gone int;
ALTER TABLE depot_place DROP COLUMN gone;
