ALTER TABLE depot_small ALTER id TYPE bigint;
