ALTER TABLE depot_place DROP CONSTRAINT depot_place_pkey CASCADE;
