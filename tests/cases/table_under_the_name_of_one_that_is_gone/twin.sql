ALTER INDEX depot_small_pkey RENAME TO aside;
ALTER INDEX depot_ownrate_pkey RENAME TO depot_small_pkey;
ALTER INDEX aside RENAME TO depot_ownrate_pkey;
