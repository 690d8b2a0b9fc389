ALTER TABLE depot_place CLUSTER ON depot_place_pkey;
