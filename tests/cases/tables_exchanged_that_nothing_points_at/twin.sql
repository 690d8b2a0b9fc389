ALTER TABLE depot_small RENAME CONSTRAINT depot_small_pkey TO depot_ownrate_pkey1;
